# SPDX-License-Identifier: GPL-2.0-or-later
"""What is late, and what has to go on the watch list (挂账监管) once the campaign is over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Mapping, Optional, Sequence

from anyue_farmland_plugin.core.campaign import Campaign, campaign, changed_settings
from anyue_farmland_plugin.core.errors import TransitionRefused
from anyue_farmland_plugin.core.ports import Actor, Clock
from anyue_farmland_plugin.ledger.reading import Reader, reading
from anyue_farmland_plugin.ledger.writing import writing
from anyue_farmland_plugin.workflow.tag import BatchResult, tag_in

UNFINISHED = ("planned", "rectifying", "closing", "returned")
_WAITING = (
    "SELECT case_id, case_no, town_name, status, deadline FROM cases "
    "WHERE status IN ('confirmed', 'planned', 'rectifying', 'closing', 'returned') ORDER BY town_code, case_no"
)


@dataclass(frozen=True)
class Waiting:
    """A confirmed case that is not closed; ``workdays_left`` is negative when its deadline is past."""

    case_id: str
    case_no: str
    town_name: Optional[str]
    status: str
    deadline: Optional[str]
    workdays_left: Optional[int]


@dataclass(frozen=True)
class Overdue:
    """``late``: past their deadline; ``to_watch``: unfinished after concentrated rectification ended."""

    late: tuple
    to_watch: tuple


def overdue(ledger: Path, today: date) -> Overdue:
    """Return what the campaign's calendar says of the unfinished cases on a day."""
    with reading(ledger) as reader:
        calendar = campaign(reader.settings())
        waiting = [_waiting(dict(row), calendar, today) for row in reader.connection.execute(_WAITING)]
    late = tuple(item for item in waiting if item.deadline and date.fromisoformat(item.deadline) < today)
    settled = calendar.is_settling(today)
    return Overdue(late, tuple(item for item in waiting if settled and item.status in UNFINISHED))


def _waiting(row: Mapping, calendar: Campaign, today: date) -> Waiting:
    left = calendar.workdays(today, date.fromisoformat(row["deadline"])) if row["deadline"] else None
    return Waiting(**row, workdays_left=left)


def watch(ledger: Path, case_ids: Sequence[str], *, actor: Actor, clock: Clock, reason: str) -> BatchResult:
    """Put cases on the watch list in one transaction; refused ones stay and are listed."""
    changed, refused = [], []
    with writing(ledger, actor, clock) as writer:
        for case_id in case_ids:
            try:
                changed.append(tag_in(writer, case_id, {"status": "watched"}, reason=reason))
            except TransitionRefused as error:
                refused.append(((Reader(writer.connection).case(case_id) or {}).get("case_no"), str(error)))
    return BatchResult(tuple(changed), tuple(refused))


def change_calendar(ledger: Path, wanted: Mapping[str, str], *, actor: Actor, clock: Clock) -> tuple:
    """Set dates of the campaign (names as in the table ``campaign``) and return the settings that changed.

    Raises InputDataError for unknown names, texts that are no dates, and dates out of order.
    """
    with writing(ledger, actor, clock) as writer:
        new = changed_settings(Reader(writer.connection).settings(), wanted)
        for name in sorted(new):
            writer.set_setting(name, new[name])
    return tuple(sorted(new))
