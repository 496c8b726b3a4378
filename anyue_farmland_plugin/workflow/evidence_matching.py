# SPDX-License-Identifier: GPL-2.0-or-later
"""Proposes which cases the photos of a camera's folder belong to, each with a reason; a person decides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Iterator, Optional, Union

import shapely

from anyue_farmland_plugin.core.crs import is_geographic
from anyue_farmland_plugin.core.errors import CrsError, InputDataError
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.ports import Clock, timestamp
from anyue_farmland_plugin.core.viewwedge import Camera, Sight, look_at, place_of
from anyue_farmland_plugin.ledger.evidence_files import digest_of
from anyue_farmland_plugin.ledger.reading import Reader, reading
from anyue_farmland_plugin.workflow.evidence_places import FAR_M
from anyue_farmland_plugin.workflow.overlay import ledger_crs
from anyue_farmland_plugin.workflow.picture_reading import Picture, read_picture, unreadable

NEAR_M = 60.0
MOST_FILES = 20_000
MOST_CASES = 5  # proposals for one photo
_SAME_VISIT = timedelta(minutes=30)
_SAME_DAY = timedelta(hours=12)
_METRES_PER_DEGREE = 90_000.0  # at the most along any parallel of the country
_INSPECTED = (
    "SELECT case_id, case_no, inspector, inspected_at FROM cases WHERE inspected_at BETWEEN ? AND ? "
    "ORDER BY inspected_at, case_no"
)
_IN_BOX = (
    'SELECT c.case_id FROM "rtree_cases_geom" r JOIN cases c ON c.fid = r.id '
    "WHERE r.minx <= ? AND r.maxx >= ? AND r.miny <= ? AND r.maxy >= ? ORDER BY c.fid"
)
_KNOWN = (
    "SELECT e.sha256, c.case_no FROM evidence e JOIN evidence_links l ON l.evidence_id = e.evidence_id "
    "JOIN cases c ON c.case_id = l.case_id ORDER BY c.case_no"
)


@dataclass(frozen=True)
class Proposal:
    """A photo and a case it may belong to; smaller ``rank`` is likelier; ``distance_m`` None without position."""

    file: Path
    case_id: str
    case_no: str
    reason: str
    rank: tuple
    distance_m: Optional[float] = None


@dataclass(frozen=True)
class Unmatched:
    """A file no case is proposed for, and why."""

    file: Path
    reason: str


@dataclass(frozen=True)
class FolderMatch:
    """What matching a folder gave: for every file either proposals, likeliest first, or the reason why none."""

    proposals: tuple[Proposal, ...]
    unmatched: tuple[Unmatched, ...]


def match_folder(ledger: Path, folder: Path, *, clock: Clock) -> FolderMatch:
    """Compare every photo below a folder with the cases of a ledger by position, direction and time.

    Nothing is written.  Raises InputDataError when the folder cannot be listed or is too large.
    """
    now = clock()
    shots = [_shot(path, now) for path in _files(folder)]  # before the ledger is opened: nobody waits for that
    proposals: list[Proposal] = []
    unmatched: list[Unmatched] = []
    with reading(ledger) as reader:
        job = _Job(reader, ledger_crs(reader), _known(reader))
        for shot in shots:
            found, reason = job.proposals(shot) if isinstance(shot, _Shot) else ([], shot.reason)
            proposals += sorted(found, key=lambda proposal: proposal.rank)[:MOST_CASES]
            unmatched += [] if found else [Unmatched(shot.file, reason)]
    return FolderMatch(tuple(proposals), tuple(unmatched))


@dataclass(frozen=True)
class _Shot:
    file: Path
    picture: Picture
    sha256: str


def _shot(path: Path, now: datetime) -> Union[_Shot, Unmatched]:
    try:
        return _Shot(path, read_picture(path, now, look=False), digest_of(path))
    except InputDataError as error:
        return Unmatched(path, str(error))
    except OSError as error:
        return Unmatched(path, str(unreadable(path, error)))


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise InputDataError(translate("Evidence", "{folder} is no folder.").format(folder=folder.name))
    try:
        found = sorted(path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())
    except OSError as error:
        message = translate("Evidence", "{folder} cannot be listed ({reason}).")
        raise InputDataError(message.format(folder=folder.name, reason=error.strerror)) from error
    if len(found) > MOST_FILES:
        message = translate("Evidence", "{folder} holds more than {most} files; match its parts one by one.")
        raise InputDataError(message.format(folder=folder.name, most=MOST_FILES))
    return found


def _known(reader: Reader) -> dict:
    found: dict = {}
    for digest, case_no in reader.connection.execute(_KNOWN):
        found.setdefault(digest, []).append(case_no)
    return found


@dataclass(frozen=True)
class _Job:
    reader: Reader
    crs: str
    known: dict

    def proposals(self, shot: _Shot) -> tuple[list[Proposal], str]:
        """Return the cases a photo may belong to, or none and the reason."""
        picture, cases = shot.picture, self.known.get(shot.sha256)
        if cases:
            message = translate("Evidence", "It is evidence already: {cases}.")
            return [], message.format(cases=", ".join(cases))
        if picture.where is not None:
            message = translate("Evidence", "No case lies within {metres} m of where it was taken.")
            return list(self._by_place(picture, picture.where)), message.format(metres=f"{FAR_M:g}")
        if picture.taken_at is not None:
            message = translate("Evidence", "It has no position, and nobody inspected a case when it was taken.")
            return list(self._by_time(picture, picture.taken_at)), message
        return [], translate("Evidence", "It tells neither position nor time.")

    def _by_place(self, picture: Picture, camera: Camera) -> Iterator[Proposal]:
        for case_id in self._near(camera):
            case = self.reader.case(case_id)
            if case is None or case["geom"] is None:
                continue
            sight = look_at(camera, shapely.from_wkb(case["geom"]), self.crs)
            if sight.distance_m > NEAR_M and not (sight.meets and sight.distance_m <= FAR_M):
                continue
            visit = _visit(picture.taken_at, case["inspected_at"])
            reason = " ".join(part for part in (_place_words(sight), _visit_words(visit, case["inspector"])) if part)
            rank = (_place_rank(sight), visit is None, sight.distance_m, case["case_no"])
            yield Proposal(picture.path, case_id, case["case_no"], reason, rank, round(sight.distance_m, 1))

    def _near(self, camera: Camera) -> list:
        try:
            point = place_of(camera.lon, camera.lat, self.crs)
        except CrsError:
            return []
        margin = FAR_M / _METRES_PER_DEGREE if is_geographic(self.crs) else FAR_M
        x, y = float(shapely.get_x(point)), float(shapely.get_y(point))
        return [
            row[0] for row in self.reader.connection.execute(_IN_BOX, (x + margin, x - margin, y + margin, y - margin))
        ]

    def _by_time(self, picture: Picture, moment: datetime) -> Iterator[Proposal]:
        window = (timestamp(moment - _SAME_VISIT), timestamp(moment + _SAME_VISIT))
        for case_id, case_no, inspector, inspected_at in self.reader.connection.execute(_INSPECTED, window):
            visit = _visit(moment, inspected_at)
            if visit is not None:
                yield Proposal(picture.path, case_id, case_no, _visit_words(visit, inspector), (4, visit, case_no))


def _visit(taken_at: Optional[datetime], inspected_at: Optional[str]) -> Optional[timedelta]:
    """Return how far apart photo and inspection are when they may be one visit."""
    if taken_at is None or not inspected_at:
        return None
    try:
        apart = abs(taken_at - datetime.fromisoformat(inspected_at.replace("Z", "+00:00")))
    except ValueError:
        return None
    return apart if apart <= _SAME_DAY else None


def _place_rank(sight: Sight) -> int:
    if sight.distance_m == 0.0:
        return 0
    if sight.distance_m <= NEAR_M:
        return 2 if sight.meets is False else 1
    return 3


def _place_words(sight: Sight) -> str:
    if sight.distance_m == 0.0:
        return translate("Evidence", "Taken inside the case.")
    if sight.meets is None:
        text = translate("Evidence", "Taken {metres} m from the case; where the camera looked is not known.")
    elif sight.meets:
        text = translate("Evidence", "Taken {metres} m from the case, which lies in its view.")
    else:
        text = translate("Evidence", "Taken {metres} m from the case, but the camera looked past it.")
    return text.format(metres=f"{sight.distance_m:.0f}")


def _visit_words(visit: Optional[timedelta], inspector: Optional[str]) -> str:
    if visit is None:
        return ""
    text = translate("Evidence", "{inspector} inspected the case {minutes} minutes before or after.")
    return text.format(inspector=inspector or "—", minutes=round(visit / timedelta(minutes=1)))
