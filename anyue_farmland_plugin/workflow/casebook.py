# SPDX-License-Identifier: GPL-2.0-or-later
"""What a person looks at: the queue of cases, one case's card, the case under a point."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Optional, Sequence

import shapely

from anyue_farmland_plugin.ledger.reading import Head, Reader, reading

_QUEUE = (
    "SELECT case_id, case_no, town_name, status, area_m2, problem_type, suggested_type, inspected_at, revision "
    "FROM cases ORDER BY town_code, case_no"
)
OPEN_STATUSES = ("clue", "desk", "field", "returned", "reopened")


@dataclass(frozen=True)
class QueueItem:
    """One line of the work queue, in route order (town, then case number)."""

    case_id: str
    case_no: str
    town_name: Optional[str]
    status: str
    area_m2: float
    problem_type: Optional[str]
    suggested_type: Optional[str]
    inspected_at: Optional[str]
    revision: int

    @property
    def is_open(self) -> bool:
        """True while nobody has judged the case."""
        return self.status in OPEN_STATUSES and not self.inspected_at


@dataclass(frozen=True)
class CaseCard:
    """One case with its clues, pieces and events, all read at one moment."""

    case: dict
    clues: tuple
    pieces: tuple
    events: tuple
    head: Head


def refuse_strangers(path: Path) -> None:
    """Raise LedgerError with a sentence when the file is no ledger that can be read; reads next to nothing."""
    with reading(path):
        pass


def queue(path: Path) -> list:
    """Return all cases as `QueueItem` in route order."""
    with reading(path) as reader:
        rows = reader.connection.execute(_QUEUE).fetchall()  # others wait with their commits meanwhile
    return [QueueItem(*row) for row in rows]


def next_open(items: Sequence[QueueItem], place: Optional[int]) -> Optional[QueueItem]:
    """Return the next open case behind a place of the queue, starting over at the end; None: behind no place."""
    start = -1 if place is None else place
    turned = chain(range(start + 1, len(items)), range(start))
    return next((items[number] for number in turned if items[number].is_open), None)


def load_card(path: Path, case_id: str) -> Optional[CaseCard]:
    """Return everything the card shows of one case, or None when there is no such case."""
    with reading(path) as reader:
        case = reader.case(case_id)
        if case is None:
            return None
        return CaseCard(
            case,
            tuple(reader.clues_of(case_id)),
            tuple(reader.pieces_of(case_id)),
            tuple(reader.events_of(case_id)),
            reader.head(),
        )


def cases_at(path: Path, x: float, y: float) -> list:
    """Return ids of the cases whose polygon holds the point (ledger CRS), smallest first."""
    with reading(path) as reader:
        return [case_id for case_id in reader.cases_at(x, y) if _holds(reader, case_id, x, y)]


def _holds(reader: Reader, case_id: str, x: float, y: float) -> bool:
    case = reader.case(case_id)
    return case is not None and bool(shapely.intersects_xy(shapely.from_wkb(case["geom"]), x, y))
