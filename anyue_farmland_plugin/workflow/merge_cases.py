# SPDX-License-Identifier: GPL-2.0-or-later
"""Brings cases to the values that follow from the events of all chains, and leaves the rest as questions."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, Iterable, Iterator, Mapping, Optional, Sequence

from anyue_farmland_plugin.core.errors import InputDataError
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.ledger_tables import CASES, DERIVED_CASE_COLUMNS
from anyue_farmland_plugin.core.merging import COMPANIONS, LEADERS, Decision, Policy, Write, policy_of
from anyue_farmland_plugin.core.merging_history import CaseHistory, Lineage
from anyue_farmland_plugin.ledger import chain, conflicts
from anyue_farmland_plugin.ledger.reading import Reader
from anyue_farmland_plugin.ledger.writing import Writer
from anyue_farmland_plugin.workflow.merge_lineage import history_of

_COLUMNS = (*(name for name in CASES.column_names if name not in DERIVED_CASE_COLUMNS), "geom")


@dataclass(frozen=True)
class FieldChange:
    """One field a merge wrote: values before and after, and the rule that chose."""

    case_id: str
    case_no: str
    field: str
    old: object
    new: object
    rule: str


@dataclass(frozen=True)
class Question:
    """One field a person is asked about: what stands meanwhile, and who says what."""

    case_id: str
    case_no: str
    field: str
    standing: object
    candidates: Sequence[Mapping]


@dataclass
class Settlement:
    """What settling cases came to."""

    changes: list = field(default_factory=list)
    inserted: list = field(default_factory=list)
    questions: list = field(default_factory=list)
    withdrawn: int = 0
    left_out: list = field(default_factory=list)
    notices: list = field(default_factory=list)

    @property
    def cases(self) -> int:
        """Number of cases written."""
        return len({change.case_id for change in self.changes} | {case_id for case_id, _ in self.inserted})


@dataclass
class Settler:
    """Settles cases within one transaction.

    ``action`` is what the events are called, ``shapes`` maps case id to the WKB a package holds.
    """

    writer: Writer
    lineage: Lineage
    action: str
    reason: str
    shapes: Mapping[str, bytes] = field(default_factory=dict)
    done: Settlement = field(default_factory=Settlement)

    def settle(self, case_ids: Iterable[str]) -> Settlement:
        """Write what follows for these cases and return what was done."""
        reader = Reader(self.writer.connection)
        for case_id in case_ids:
            history = history_of(reader, case_id, self.lineage)
            decided = history.decisions()
            if not decided:
                continue
            case = reader.case(case_id)
            if case is None:
                self._insert(case_id, decided)
            else:
                self._update(case, decided, history)
            self._ask(case_id, decided, history)
        return self.done

    def _insert(self, case_id: str, decided: Mapping[str, Decision]) -> None:
        row: dict[str, Any] = {name: found.value for name, found in decided.items() if found.value is not None}
        row["case_id"] = case_id
        row["case_no"] = self._free_number(str(row["case_no"]), case_id)
        row["geom"] = self._bodies(case_id).get(row.get("geom"))
        if row["geom"] is None:
            message = translate("Merge", "The package tells of case {case} but does not hold it; nothing was merged.")
            raise InputDataError(message.format(case=row["case_no"]))
        self.writer.create_case(row, action=self.action, reason=self.reason)
        self.done.inserted.append((case_id, row["case_no"]))

    def _free_number(self, wanted: str, case_id: str) -> str:
        """Return the case's number; where copies of a package gave it twice, one case is numbered after its id."""
        holder = self.writer.connection.execute(_HOLDER, (wanted,)).fetchone()
        if holder is None:
            return wanted
        number = self._number_after(wanted, max(case_id, holder[0]))
        told = translate("Merge", "Copies of a package gave the number {wanted} twice; one case is now {number}.")
        self.done.notices.append(told.format(wanted=wanted, number=number))
        if case_id > holder[0]:
            return number
        self.writer.update_case(holder[0], {"case_no": number}, action=self.action, reason=self.reason)
        self.done.changes.append(FieldChange(holder[0], number, "case_no", wanted, number, "number"))
        return wanted

    def _number_after(self, wanted: str, case_id: str) -> str:
        parts, letters = wanted.split("-"), case_id.replace("-", "").upper()
        numbers = ("-".join([*parts[:2], f"P{letters[place : place + 4]}", parts[-1]]) for place in range(28))
        return next(n for n in numbers if self.writer.connection.execute(_HOLDER, (n,)).fetchone() is None)

    def _update(self, case: Mapping, decided: Mapping[str, Decision], history: CaseHistory) -> None:
        case_id, bodies = case["case_id"], self._bodies(case["case_id"], case)
        digest = chain.geometry_digest(case["geom"])
        changes: dict[str, Any] = {}
        for name, found in decided.items():
            old = digest if name == "geom" else case[name]
            self._tell_left_out(case, name, old, found, history)
            if found.value == old or name == "case_no":
                continue
            value = bodies.get(found.value) if name == "geom" else found.value
            if name == "geom" and value is None:
                message = translate(
                    "Merge", "The polygon of case {case} is not at hand any more; it was left as it is."
                )
                self.done.notices.append(message.format(case=case["case_no"]))
                continue
            changes[name] = value
            self.done.changes.append(FieldChange(case_id, case["case_no"], name, old, found.value, found.rule))
        if "geom" in changes:
            self._keep_bodies(case_id, decided["geom"], bodies)
        if changes:
            self.writer.update_case(case_id, changes, action=self.action, reason=self.reason)

    def _tell_left_out(self, case: Mapping, name: str, old: object, found: Decision, history: CaseHistory) -> None:
        """Remember what a package says of a column that is never taken from packages."""
        if policy_of(name) is not Policy.NEVER:
            return
        for event in history.foreign:
            before, new = event.payload.get(name, (old, old))
            if new != old and (name != "case_no" or before is not None):
                self.done.left_out.append(FieldChange(case["case_id"], case["case_no"], name, old, new, found.rule))

    def _bodies(self, case_id: str, case: Optional[Mapping] = None) -> dict:
        """Return digest → WKB of every polygon of the case that is at hand."""
        found = {}
        kept = conflicts.find(self.writer, conflicts.conflict_id(case_id, "geom"))
        for candidate in conflicts.candidates_of(kept) if kept else ():
            if candidate.get("wkb"):
                found[candidate["value"]] = bytes.fromhex(candidate["wkb"])
        for body in (self.shapes.get(case_id), case["geom"] if case else None):
            if body is not None:
                found[chain.geometry_digest(body)] = body
        return found

    def _keep_bodies(self, case_id: str, decision: Decision, bodies: Mapping[str, bytes]) -> None:
        """Keep polygons that are about to be replaced: events hold digests only, and a later package may ask."""
        candidates = [{"value": digest, "wkb": bodies[digest].hex()} for digest in sorted(bodies)]
        row = {
            "conflict_id": conflicts.conflict_id(case_id, "geom"),
            "case_id": case_id,
            "field": "geom",
            "state": conflicts.WITHDRAWN,
            "base": chain.canonical_json(decision.value),
            "candidates": chain.canonical_json(candidates),
        }
        conflicts.put(self.writer, row, conflicts.WITHDRAWN, self.reason)

    def _ask(self, case_id: str, decided: Mapping[str, Decision], history: CaseHistory) -> None:
        case_no = str(self.writer.connection.execute(_NUMBER, (case_id,)).fetchone()[0])
        for name, found in decided.items():
            if not found.asked:
                continue
            row = self._question(case_id, name, decided, history)
            known = conflicts.find(self.writer, row["conflict_id"])
            is_open = known is not None and known["state"] == conflicts.OPEN
            if conflicts.put(self.writer, row, conflicts.GROWN if is_open else conflicts.RAISED, self.reason):
                candidates = json.loads(row["candidates"])
                self.done.questions.append(Question(case_id, case_no, name, found.value, candidates))
        settled = [name for name, found in decided.items() if not found.asked]
        self.done.withdrawn += conflicts.withdraw(self.writer, case_id, settled, self.reason)

    def _question(self, case_id: str, name: str, decided: Mapping[str, Decision], history: CaseHistory) -> dict:
        writes, found = history.writes(name), decided[name]
        bodies = self._bodies(case_id) if name == "geom" else {}
        candidates = [self._candidate(write, name, decided, history) for write in found.candidates]
        for candidate in candidates:
            if candidate["value"] in bodies:
                candidate["wkb"] = bodies[candidate["value"]].hex()
        return {
            "conflict_id": conflicts.conflict_id(case_id, name),
            "case_id": case_id,
            "field": name,
            "state": conflicts.OPEN,
            "base": chain.canonical_json(history.began(found.candidates, writes)),
            "candidates": chain.canonical_json(candidates),
            "chosen": None,
        }

    def _candidate(self, write: Write, name: str, decided: Mapping[str, Decision], history: CaseHistory) -> dict:
        found = decided[name]
        candidate: dict[str, Any] = {
            "value": write.value,
            "role": write.role,
            "actor": write.actor,
            "at": write.at,
            "chain": write.chain_id,
            "event": write.event_id,
        }
        if found.winner is not None and write.event_id == found.winner.event_id:
            candidate["standing"] = True
        else:
            candidate["beside"] = dict(_beside(write, name, decided, history))
        return candidate


def _beside(
    write: Write, name: str, decided: Mapping[str, Decision], history: CaseHistory
) -> Iterator[tuple[str, object]]:
    """Yield the followers and companions that come with a value when a person chooses it."""
    brought = [follower for follower, leaders in LEADERS.items() if name in leaders]
    brought += [other for other, leader in COMPANIONS.items() if leader == name and _is_settled(decided.get(other))]
    for follower in brought:
        yield follower, history.value_beside(write, follower, history.writes(follower))


def _is_settled(found: Optional[Decision]) -> bool:
    return found is not None and not found.asked


_HOLDER = "SELECT case_id FROM cases WHERE case_no = ?"
_NUMBER = "SELECT case_no FROM cases WHERE case_id = ?"
