# SPDX-License-Identifier: GPL-2.0-or-later
"""How photos lie to their cases: metres, whether the camera looked that way, whether they are older than the change."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Iterable, Optional, Sequence

import shapely

from anyue_farmland_plugin.core.errors import CrsError
from anyue_farmland_plugin.core.evidence_flags import Flag
from anyue_farmland_plugin.core.hidden_letters import shown
from anyue_farmland_plugin.core.photo_time import CHINA
from anyue_farmland_plugin.core.ports import timestamp
from anyue_farmland_plugin.core.viewwedge import Camera, Sight, look_at
from anyue_farmland_plugin.ledger.reading import Reader
from anyue_farmland_plugin.workflow.overlay import ledger_crs
from anyue_farmland_plugin.workflow.picture_reading import Picture

FAR_M = 200.0
_YEAR = timedelta(days=365)
_DAY = re.compile(r"\s*((?:19|20)\d\d)[-/.年]?(0[1-9]|1[0-2])?[-/.月]?(0[1-9]|[12]\d|3[01])?")


@dataclass(frozen=True)
class CasePlace:
    """Where a case lies (ledger's system) and from when on photos can show it (None unknown)."""

    case_id: str
    case_no: str
    shape: shapely.Geometry
    crs: str
    since: Optional[datetime]


def case_places(reader: Reader, case_ids: Iterable[str]) -> tuple[CasePlace, ...]:
    """Return the places of cases that exist, in the order asked."""
    crs = ledger_crs(reader)
    found = (reader.case(case_id) for case_id in case_ids)
    return tuple(
        CasePlace(case["case_id"], case["case_no"], shapely.from_wkb(case["geom"]), crs, _since(reader, case))
        for case in found
        if case is not None and case["geom"] is not None
    )


def measured(picture: Picture, cases: Sequence[CasePlace]) -> tuple[Optional[float], frozenset[Flag]]:
    """Return metres to the farthest of the cases (None without position) and the marks of place and time."""
    flags = {Flag.OLD for case in cases if is_older(picture, case)}
    sights = [sight for sight in (sight_of(picture, case) for case in cases) if sight is not None]
    if not sights:
        return None, frozenset(flags)
    farthest = max(sight.distance_m for sight in sights)
    if farthest > FAR_M:
        flags.add(Flag.FAR)
    elif any(sight.meets is False for sight in sights):
        flags.add(Flag.ASIDE)
    return round(farthest, 1), frozenset(flags)


def photo_columns(picture: Picture) -> dict:
    """Return what a photo's own file tells, as columns of table evidence."""
    where = picture.where
    return {
        "taken_at": timestamp(picture.taken_at) if picture.taken_at else None,
        "lon": round(where.lon, 7) if where else None,
        "lat": round(where.lat, 7) if where else None,
        "azimuth": None if picture.azimuth is None else round(picture.azimuth, 2),
        "camera": shown(picture.camera) or None,
        "view_angle": None if picture.view_angle is None else round(picture.view_angle, 1),
        "picture_hash": picture.picture_hash or None,
    }


def sight_of(picture: Picture, case: CasePlace) -> Optional[Sight]:
    """Return how a case lies to the camera, None where the photo or the ledger has no place on Earth."""
    return None if picture.where is None else seen_by(picture.where, case)


def seen_by(camera: Camera, case: CasePlace) -> Optional[Sight]:
    """Return how a case lies to a camera, None where one of them has no place on Earth."""
    try:
        return look_at(camera, case.shape, case.crs)
    except CrsError:
        return None


def is_older(picture: Picture, case: CasePlace) -> bool:
    """Tell whether a photo was taken before the earlier image of the case's clues."""
    return picture.taken_at is not None and case.since is not None and picture.taken_at < case.since


def _since(reader: Reader, case: dict) -> Optional[datetime]:
    """Return the day of the earliest image before the change, else a year before the change was found."""
    clues = list(reader.rows("clues", geometry=False, case_id=case["case_id"]))
    before = _earliest(clue["image_before"] for clue in clues)
    if before is not None:
        return before
    found = _earliest(clue["detected_on"] for clue in clues) or _day(case["created_at"])
    return found - _YEAR if found else None


def _earliest(texts: Iterable[Optional[str]]) -> Optional[datetime]:
    return min((day for day in map(_day, texts) if day is not None), default=None)


def _day(text: Optional[str]) -> Optional[datetime]:
    """Return the first moment of a day, month or year as deliveries write them (20220301, 2022-03, 2022年)."""
    match = _DAY.match(text or "")
    if match is None:
        return None
    year, month, day = (int(part or 1) for part in match.groups())
    try:
        return datetime(year, month, day, tzinfo=CHINA)
    except ValueError:
        return None
