# SPDX-License-Identifier: GPL-2.0-or-later
"""Reads the evidence of cases as the guards of the life cycle see it: photos, documents, balance plans."""

from __future__ import annotations

from collections import defaultdict
from typing import Iterator, Mapping

from anyue_farmland_plugin.core.evidence_flags import flags_of
from anyue_farmland_plugin.core.evidence_items import Item, Portfolio
from anyue_farmland_plugin.core.evidence_words import OTHER, PHOTO
from anyue_farmland_plugin.ledger.reading import Reader

_BALANCE = "balance_plan"
_PHOTOS = "SELECT e.*, l.stage, l.case_id FROM evidence_links l JOIN evidence e ON e.evidence_id = l.evidence_id "
_OF_CASE, _IN_ORDER = "WHERE l.case_id = ? ", "ORDER BY l.fid"


def portfolio_of(reader: Reader, case_id: str) -> Portfolio:
    """Return the evidence of one case."""
    photos = reader.connection.execute("".join((_PHOTOS, _OF_CASE, _IN_ORDER)), (case_id,))
    return Portfolio((*(_photo(dict(row)) for row in photos), *(item for _, item in _papers(reader, case_id))))


def portfolios(reader: Reader) -> Mapping[str, Portfolio]:
    """Return the evidence of every case that has any, by case id."""
    items: dict = defaultdict(list)
    for row in reader.connection.execute("".join((_PHOTOS, _IN_ORDER))):
        items[row["case_id"]].append(_photo(dict(row)))
    for case_id, item in _papers(reader):
        items[case_id].append(item)
    return {case_id: Portfolio(tuple(found)) for case_id, found in items.items() if case_id}


def _papers(reader: Reader, case_id: str = "") -> Iterator[tuple[str, Item]]:
    of_case = {"case_id": case_id} if case_id else {}
    for row in reader.rows("documents", geometry=False, **of_case):
        yield row["case_id"], Item(row["kind"] or OTHER, is_photo=False)
    for row in reader.rows("plans", geometry=False, **of_case):
        yield row["case_id"], Item(_BALANCE, is_photo=False)


def _photo(row: Mapping) -> Item:
    return Item(
        kind=row["kind"] or PHOTO,
        stage=row["stage"] or "",
        taken_at=row["taken_at"],
        azimuth=row["azimuth"],
        has_position=row["lon"] is not None and row["lat"] is not None,
        added_by=row["imported_by"] or "",
        flags=flags_of(row["flags"]),
        is_examined=bool(row["flags"] or row["picture_hash"]),
    )
