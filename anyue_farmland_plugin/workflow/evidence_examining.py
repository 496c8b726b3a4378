# SPDX-License-Identifier: GPL-2.0-or-later
"""Reads the photos that field apps took, which come with a merged package, and marks them like all others."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Mapping, Optional

from anyue_farmland_plugin.core.errors import InputDataError
from anyue_farmland_plugin.core.evidence_flags import Flag, flags_text
from anyue_farmland_plugin.core.ports import Actor, Clock
from anyue_farmland_plugin.core.viewwedge import GEOGRAPHIC, Camera, look_at, place_of
from anyue_farmland_plugin.ledger.evidence_files import is_there, path_of
from anyue_farmland_plugin.ledger.reading import Reader, reading
from anyue_farmland_plugin.ledger.writing import Writer, writing
from anyue_farmland_plugin.workflow.evidence_places import FAR_M, case_places, measured, photo_columns
from anyue_farmland_plugin.workflow.evidence_twins import KnownPictures
from anyue_farmland_plugin.workflow.picture_reading import Picture, read_picture

EXAMINED = "examined"
_WAITING = "SELECT * FROM evidence WHERE picture_hash IS NULL AND COALESCE(flags, '') = '' ORDER BY fid"
_COLUMNS = ("taken_at", "lon", "lat", "azimuth", "distance_m", "flags", "camera", "view_angle", "picture_hash")
_SET = (
    "UPDATE evidence SET taken_at = ?, lon = ?, lat = ?, azimuth = ?, distance_m = ?, flags = ?, camera = ?, "
    "view_angle = ?, picture_hash = ? WHERE evidence_id = ?"
)


@dataclass(frozen=True)
class Examination:
    """What examining gave: ids of the evidence that was read and marked, sentences about what could not be read."""

    examined: tuple[str, ...]
    refused: tuple[str, ...]


def examine_evidence(ledger: Path, *, actor: Actor, clock: Clock) -> Examination:
    """Read the files of evidence nobody read yet and record what they tell; what was entered stays.

    Evidence whose file is missing waits until it is there.  Writes nothing when nothing waits.
    """
    with reading(ledger) as reader:
        waiting = [dict(row) for row in reader.connection.execute(_WAITING)]
    now, pictures, refused = clock(), {}, []
    for row in waiting:
        if row["file_name"] and is_there(ledger, row["file_name"]):
            try:
                pictures[row["evidence_id"]] = _entered(read_picture(path_of(ledger, row["file_name"]), now), row)
            except InputDataError as error:
                refused.append(str(error))
    if pictures:
        with writing(ledger, actor, clock) as writer:
            known = KnownPictures.of(Reader(writer.connection))
            for row in writer.connection.execute(_WAITING).fetchall():
                if row["evidence_id"] in pictures:
                    _record(writer, dict(row), pictures[row["evidence_id"]], known)
    return Examination(tuple(pictures), tuple(refused))


def _entered(picture: Picture, row: Mapping) -> Picture:
    """Return a picture with what a field app entered where the file tells nothing, marked where they differ."""
    lon, lat = row["lon"], row["lat"]
    if not isinstance(lon, (int, float)) or not isinstance(lat, (int, float)):
        return picture
    entered = Camera(float(lon), float(lat), picture.azimuth)
    if picture.where is None:
        moment = picture.taken_at or _moment(row["taken_at"])
        return replace(picture, where=entered, taken_at=moment)
    apart = look_at(entered, place_of(picture.where.lon, picture.where.lat, GEOGRAPHIC), GEOGRAPHIC).distance_m
    return replace(picture, marks=picture.marks | {Flag.PLACE_DIFFERS}) if apart > FAR_M else picture


def _moment(text: Optional[str]) -> Optional[datetime]:
    try:
        found = datetime.fromisoformat((text or "").replace("Z", "+00:00"))
    except ValueError:
        return None
    return found if found.tzinfo else None


def _record(writer: Writer, row: dict, picture: Picture, known: KnownPictures) -> None:
    places = frozenset(known.places[row["evidence_id"]])
    cases = case_places(Reader(writer.connection), dict.fromkeys(place.case_id for place in sorted(places, key=str)))
    distance, marks = measured(picture, cases)
    twins = known.marks(row["sha256"], picture.picture_hash, places, row["evidence_id"])
    told = photo_columns(picture)
    found = {**told, **{name: row[name] for name in told if row[name] is not None}}
    found.update(distance_m=distance, flags=flags_text({*picture.marks, *marks, *twins}))
    writer.connection.execute(_SET, (*(found[name] for name in _COLUMNS), row["evidence_id"]))
    changes = {name: [row[name], found[name]] for name in _COLUMNS if row[name] != found[name]}
    writer.append_event("evidence", row["evidence_id"], EXAMINED, changes)
    known.learn({**row, **found})
