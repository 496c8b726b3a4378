# SPDX-License-Identifier: GPL-2.0-or-later
"""An inspector's judgement: tag one case or many, undo the last, all as events."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Callable, Mapping, Optional

from anyue_farmland_plugin.core.campaign import campaign
from anyue_farmland_plugin.core.errors import FarmlandError, InputDataError, LedgerError, TransitionRefused
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.ledger_tables import CASES, PERSON_COLUMNS
from anyue_farmland_plugin.core.lifecycle import check_transition
from anyue_farmland_plugin.core.ports import Actor, Clock, timestamp
from anyue_farmland_plugin.core.units import lead_unit_for
from anyue_farmland_plugin.ledger.portfolio import portfolio_of
from anyue_farmland_plugin.ledger.reading import Reader
from anyue_farmland_plugin.ledger.writing import DERIVED_ACTIONS, Receipt, Writer, writing

TAGGED, UNDONE = "tagged", "undone"
_JUDGEMENT = ("problem_type", "verdict")
_RESULT = ("restored_m2", "remaining_m2")  # what rectification achieved
_OF_ONE_ROUND = (*_RESULT, "closed_on", "closed_by", "watched_on", "deadline", "measures", "tier")  # stay in the events
_TAGGABLE = frozenset((*PERSON_COLUMNS, *_RESULT, "status")) - {"inspector", "inspected_at"}
_LATEST = (  # the plus sign keeps SQLite on the index of the tags; that of the chain would lead through all events
    "SELECT seq, object_id, action FROM events WHERE actor = ? AND object_type = 'case' "
    "AND action IN ('tagged', 'undone') AND +chain_id = (SELECT value FROM settings WHERE key = 'chain_id') "
    "ORDER BY seq DESC"
)


@dataclass(frozen=True)
class BatchResult:
    """What `tag_matching` did: receipts of changed cases, (case number, sentence) of refused ones."""

    changed: tuple
    refused: tuple


def tag_case(
    path: Path,
    case_id: str,
    changes: Mapping[str, object],
    *,
    actor: Actor,
    clock: Clock,
    reason: str = "",
    expected_revision: Optional[int] = None,
) -> Receipt:
    """Write a person's values of one case (problem_type, responsible_unit, verdict, status, note …).

    A judgement sets inspector and time; a problem type brings its lead department and moves
    the case from desk check to the field; a status given here must pass the life cycle's guards.
    When it returns, the change is on disk.  Raises StaleRecord, TransitionRefused, InputDataError.
    """
    with writing(path, actor, clock) as writer:
        return tag_in(writer, case_id, changes, reason=reason, expected_revision=expected_revision)


def tag_matching(
    path: Path,
    matches: Callable[[Mapping], bool],
    changes: Mapping[str, object],
    *,
    actor: Actor,
    clock: Clock,
    reason: str,
) -> BatchResult:
    """Tag every case the filter matches, in one transaction; refused cases stay and are listed."""
    _check_columns(changes)
    with writing(path, actor, clock) as writer:
        cases = [case for case in Reader(writer.connection).rows("cases", geometry=False) if matches(case)]
        changed, refused = [], []
        for case in cases:
            try:
                changed.append(tag_in(writer, case["case_id"], changes, reason=reason))
            except TransitionRefused as error:
                refused.append((case["case_no"], str(error)))
    return BatchResult(tuple(changed), tuple(refused))


def _check_columns(changes: Mapping[str, object]) -> None:
    unknown = sorted(set(changes) - _TAGGABLE)
    if unknown:
        raise InputDataError(
            translate("Tag", "{names} cannot be set by tagging; known are {known}.").format(
                names=", ".join(unknown), known=", ".join(sorted(_TAGGABLE))
            )
        )
    if not changes:
        raise InputDataError(translate("Tag", "Nothing to write: give at least one value."))


def tag_in(
    writer: Writer,
    case_id: str,
    changes: Mapping[str, object],
    *,
    reason: str = "",
    expected_revision: Optional[int] = None,
) -> Receipt:
    """Do what `tag_case` does within an open transaction."""
    _check_columns(changes)
    case = Reader(writer.connection).case(case_id)
    if case is None:
        raise LedgerError(translate("Tag", "There is no case {case} in this ledger.").format(case=case_id))
    values = {name: (value if value != "" else None) for name, value in changes.items()}
    if any(values.get(name) for name in _JUDGEMENT):
        values.update(inspector=writer.actor.name, inspected_at=timestamp(writer.clock()))
    if values.get("problem_type") and "lead_unit" not in values:
        lead = lead_unit_for(str(values["problem_type"]))
        values["lead_unit"] = lead.code if lead else case["lead_unit"]
    if values.get("tier") and not case["deadline"] and "deadline" not in values:
        values["deadline"] = _proposed_deadline(writer, str(values["tier"]))
    _move(writer, case, values, reason)
    return writer.update_case(case_id, values, action=TAGGED, reason=reason, expected_revision=expected_revision)


def _move(writer: Writer, case: Mapping, values: dict, reason: str) -> None:
    """Check the status asked for, or move a judged case on from the desk."""
    after = {**case, **values}
    asked = values.get("status")
    if asked is None:
        values.pop("status", None)
        if case["status"] == "desk" and values.get("problem_type") and after["town_code"]:
            values["status"] = "field"
        return
    if asked != case["status"]:
        after["status"] = case["status"]
        evidence = portfolio_of(Reader(writer.connection), case["case_id"])
        if asked == "closed":
            after["closing_by"] = _who_asked(writer, case["case_id"])
        check_transition(after, str(asked), writer.actor, reason, evidence=evidence)
        values.update(_consequences(str(asked), case, writer))


def _who_asked(writer: Writer, case_id: str) -> Optional[str]:
    """Return who last asked for closing; later notes of others do not make them the asker."""
    reader = Reader(writer.connection)
    events = reader.events_of(case_id)
    asked = [event for event in events if event["payload"].get("status", ("", ""))[1] == "closing"]
    if not asked or asked[-1]["action"] not in DERIVED_ACTIONS:
        return asked[-1]["actor"] if asked else None
    # A merge wrote it; whoever asked did so in the package.
    told = [
        event for event in reader.foreign_events_of(case_id) if event["payload"].get("status", ("", ""))[1] == "closing"
    ]
    return told[-1]["actor"] if told else asked[-1]["actor"]


def _proposed_deadline(writer: Writer, tier: str) -> Optional[str]:
    """Return the deadline the campaign's calendar gives the tier from today."""
    day = campaign(Reader(writer.connection).settings()).deadline(tier, writer.clock().date())
    return day.isoformat() if day else None


def _consequences(status: str, case: Mapping, writer: Writer) -> dict:
    """Return what the step itself records: day and person of closing, day of watching, a new round after 反弹."""
    day = timestamp(writer.clock())[:10]
    if status == "closed":
        return {"closed_on": day, "closed_by": writer.actor.name}
    if status == "reopened":
        return {"cycle": case["cycle"] + 1, **dict.fromkeys(_OF_ONE_ROUND)}
    return {"watched_on": day} if status == "watched" else {}


def undo_last(path: Path, *, actor: Actor, clock: Clock) -> Receipt:
    """Take back the actor's last tag by a compensating event.

    Refused with a sentence when there is nothing to undo or the case was changed since.
    """
    with writing(path, actor, clock) as writer:
        seq, case_id = _last_tag(writer)
        reader = Reader(writer.connection)
        events = reader.events_of(case_id)
        payload = next(event["payload"] for event in events if event["seq"] == seq)
        case = reader.case(case_id) or {}
        if any(case.get(name) != new for name, (_, new) in payload.items()):
            raise LedgerError(
                translate(
                    "Tag",
                    "Case {case} was changed since your last entry; it cannot be undone. "
                    "Enter the right values instead.",
                ).format(case=case.get("case_no"))
            )
        before = {name: old for name, (old, _) in payload.items() if CASES.column(name)}
        return writer.update_case(case_id, before, action=UNDONE, reason=translate("Tag", "Undo"))


def _last_tag(writer: Writer) -> tuple:
    """Return (seq, case id) of the actor's newest tag that is not undone yet."""
    pending: Counter = Counter()
    for seq, case_id, action in writer.connection.execute(_LATEST, (writer.actor.name,)):
        if action == UNDONE:
            pending[case_id] += 1
        elif pending[case_id]:
            pending[case_id] -= 1
        else:
            return seq, case_id
    raise FarmlandError(translate("Tag", "There is nothing of yours to undo."))
