# SPDX-License-Identifier: GPL-2.0-or-later
"""What a person sees of a case's evidence: its photos with their views, what it has and still needs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Iterable, Mapping, Optional, Sequence

from anyue_farmland_plugin.core.errors import InputDataError, LedgerError
from anyue_farmland_plugin.core.evidence_flags import Flag, flag_words, flags_of
from anyue_farmland_plugin.core.evidence_matrix import Need, needs_of
from anyue_farmland_plugin.core.evidence_words import PHOTO
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.viewwedge import USUAL_ANGLE, Camera, Sight
from anyue_farmland_plugin.ledger.evidence_files import folder_of, is_there
from anyue_farmland_plugin.ledger.portfolio import portfolio_of
from anyue_farmland_plugin.ledger.reading import reading
from anyue_farmland_plugin.workflow.evidence_places import CasePlace, case_places, seen_by

STEPS = ("evidenced", "closing", "closed")
_PHOTOS = (
    "SELECT e.*, l.stage FROM evidence_links l JOIN evidence e ON e.evidence_id = l.evidence_id "
    "WHERE l.case_id = ? ORDER BY e.taken_at IS NULL, e.taken_at, l.fid"
)
_NAMED = "SELECT case_id FROM cases WHERE case_no = ? OR case_id = ?"


def evidence_needs(ledger: Path, case_id: str) -> tuple[Need, ...]:
    """Return everything a case needs until it is closed, with what is there and what is missing."""
    with reading(ledger) as reader:
        case = reader.case(case_id)
        if case is None:
            raise LedgerError(translate("Evidence", "There is no case {case} in this ledger.").format(case=case_id))
        return needs_of(case, STEPS, portfolio_of(reader, case_id))


@dataclass(frozen=True)
class CasePhoto:
    """One photo of a case: where its file lies, what is odd about it, how the case lies to the camera now.

    ``sight`` is None without position; its wedge is in the ledger's system, for the map.
    """

    evidence_id: str
    kind: str
    stage: str
    taken_at: str
    file: Path
    is_missing: bool
    remarks: tuple[str, ...]
    sight: Optional[Sight]


def photos_of(ledger: Path, case_id: str) -> list[CasePhoto]:
    """Return the photos of a case in the order they were taken, those without time last."""
    with reading(ledger) as reader:
        places = case_places(reader, [case_id])
        photos = [dict(row) for row in reader.connection.execute(_PHOTOS, (case_id,))]
    return [_case_photo(ledger, row, places) for row in photos]


def _case_photo(ledger: Path, row: Mapping, places: Sequence[CasePlace]) -> CasePhoto:
    words, flags = flag_words(), flags_of(row["flags"])
    name = str(row["file_name"] or "")
    return CasePhoto(
        evidence_id=row["evidence_id"],
        kind=row["kind"] or PHOTO,
        stage=row["stage"] or "",
        taken_at=row["taken_at"] or "",
        file=folder_of(ledger) / Path(name).name,
        is_missing=not is_there(ledger, name),
        remarks=tuple(words[flag] for flag in Flag if flag in flags),
        sight=_sight(row, places),
    )


def _sight(row: Mapping, places: Sequence[CasePlace]) -> Optional[Sight]:
    if not places or row["lon"] is None or row["lat"] is None:
        return None
    camera = Camera(row["lon"], row["lat"], row["azimuth"], row["view_angle"] or USUAL_ANGLE)
    return seen_by(camera, places[0])


def case_ids_of(ledger: Path, names: Iterable[str]) -> list[str]:
    """Return the ids of cases named by number or id; raises InputDataError for those the ledger does not have."""
    found, unknown = [], []
    with reading(ledger) as reader:
        for name in names:
            row = reader.connection.execute(_NAMED, (name, name)).fetchone()
            if row is None:
                unknown.append(name)
            else:
                found.append(row[0])
    if unknown:
        message = translate("Evidence", "This ledger has no case {names}. Give the number of the case.")
        raise InputDataError(message.format(names=", ".join(unknown)))
    return found
