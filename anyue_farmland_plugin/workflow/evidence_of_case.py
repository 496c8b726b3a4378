# SPDX-License-Identifier: GPL-2.0-or-later
"""Reads the evidence of a case as the guards see it, and says what it still needs."""

from __future__ import annotations

from pathlib import Path
from typing import Iterable, Iterator, Mapping

from anyue_farmland_plugin.core.errors import InputDataError, LedgerError
from anyue_farmland_plugin.core.evidence_flags import flags_of
from anyue_farmland_plugin.core.evidence_items import Item, Portfolio
from anyue_farmland_plugin.core.evidence_matrix import Need, needs_of
from anyue_farmland_plugin.core.evidence_words import OTHER, PHOTO
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.ledger.reading import Reader, reading

STEPS = ("evidenced", "closing", "closed")
_BALANCE = "balance_plan"
_NAMED = "SELECT case_id FROM cases WHERE case_no = ? OR case_id = ?"
_PHOTOS = (
    "SELECT e.*, l.stage FROM evidence_links l JOIN evidence e ON e.evidence_id = l.evidence_id "
    "WHERE l.case_id = ? ORDER BY l.fid"
)


def portfolio_of(reader: Reader, case_id: str) -> Portfolio:
    """Return photos, documents and balance plans of a case."""
    return Portfolio(tuple(_items(reader, case_id)))


def evidence_needs(ledger: Path, case_id: str) -> tuple[Need, ...]:
    """Return everything a case needs until it is closed, with what is there and what is missing."""
    with reading(ledger) as reader:
        case = reader.case(case_id)
        if case is None:
            raise LedgerError(translate("Evidence", "There is no case {case} in this ledger.").format(case=case_id))
        return needs_of(case, STEPS, portfolio_of(reader, case_id))


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


def _items(reader: Reader, case_id: str) -> Iterator[Item]:
    for row in reader.connection.execute(_PHOTOS, (case_id,)):
        yield _photo(dict(row))
    for row in reader.rows("documents", case_id=case_id):
        yield Item(row["kind"] or OTHER, is_photo=False)
    for _ in reader.rows("plans", case_id=case_id):
        yield Item(_BALANCE, is_photo=False)


def _photo(row: Mapping) -> Item:
    return Item(
        kind=row["kind"] or PHOTO,
        stage=row["stage"] or "",
        taken_at=row["taken_at"],
        azimuth=row["azimuth"],
        has_position=row["lon"] is not None and row["lat"] is not None,
        added_by=row["imported_by"] or "",
        flags=flags_of(row["flags"]),
    )
