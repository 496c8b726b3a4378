# SPDX-License-Identifier: GPL-2.0-or-later
"""Looks closely at a chain that is not whole and names what was done to it, once for each deed.

An event that was moved still has its hash: trying other numbers finds the one it was written
with.  A run of neighbours that suffered the same is one finding.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from typing import Iterator, Mapping, Optional

from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.ledger import chain, statements
from anyue_farmland_plugin.ledger.findings import Finding, Kind

_REACH = 40  # how far an event may have been moved to be recognised
_HASH_SHOWN = 16


@dataclass
class _Run:
    """Neighbouring events that suffered the same: ``shift`` is how far they were moved, 0 for a changed content."""

    shift: int
    first: Mapping
    last: Mapping
    content: str  # the hash the first one's content gives


@dataclass
class Diagnosis:
    """Follows one chain by number; ``place`` is the number an event was written with.

    ``affected`` are the objects of damaged events: what their rows hold cannot be judged any more.
    """

    previous: set  # hashes the next event may follow: that of the newest, two where its number was given twice
    place: int = 0
    suspicious: bool = False  # the event before was changed, so what follows it proves nothing
    before: Optional[Mapping] = None
    runs: list[_Run] = field(default_factory=list)
    missing: list[list] = field(default_factory=list)
    doubled: list[Mapping] = field(default_factory=list)
    replaced: list[tuple] = field(default_factory=list)
    affected: set = field(default_factory=set)
    changed: int = 0

    def take(self, event: Mapping) -> None:
        """Look at the next event in the order of the table's numbers."""
        if not isinstance(event["seq"], int):  # no number at all; these come last
            self._add_to_run(event, 0, _hash(event))
            self.before = event
            return
        content, place = self._written_as(event)
        changed = place is None
        if changed or place != event["seq"]:
            self._add_to_run(event, 0 if place is None else place - event["seq"], content)
        place = event["seq"] if place is None else place
        if place > self.place + 1:
            self.missing.append([self.place + 1, place - 1])
        elif place <= self.place and not self._fills(place):
            self.doubled.append(event)
            self.affected.add(event["object_id"])
        elif place == self.place + 1 and event["prev_hash"] not in self.previous and not (changed or self.suspicious):
            self.replaced.append((self.before, event))
            self.affected.add(self.before["object_id"] if self.before else event["object_id"])
        self._go_on(event, place, changed)

    def _go_on(self, event: Mapping, place: int, changed: bool) -> None:
        if place > self.place:
            self.place, self.previous, self.suspicious = place, {event["hash"]}, changed
        elif place == self.place:
            self.previous.add(event["hash"])
        self.before = event

    def _written_as(self, event: Mapping) -> tuple:
        """Return the hash of the content and the number the event was written with, None for changed content."""
        content = _hash(event)
        if content == event["hash"]:
            return content, event["seq"]
        shifts = [self.runs[-1].shift] if self.runs else []
        shifts += [sign * step for step in range(1, _REACH + 1) for sign in (1, -1)]
        for shift in shifts:
            if shift and _hash({**event, "seq": event["seq"] + shift}) == event["hash"]:
                return content, event["seq"] + shift
        return content, None

    def _add_to_run(self, event: Mapping, shift: int, content: str) -> None:
        self.affected.add(event["object_id"])
        self.changed += not shift
        last = self.runs[-1] if self.runs else None
        if last is not None and last.shift == shift and last.last is self.before:
            last.last = event
        else:
            self.runs.append(_Run(shift, event, event, content))

    def _fills(self, place: int) -> bool:
        for gap in self.missing:
            if gap[0] <= place <= gap[1]:
                self.missing.remove(gap)
                self.missing += [part for part in ([gap[0], place - 1], [place + 1, gap[1]]) if part[0] <= part[1]]
                return True
        return False

    @property
    def lost(self) -> int:
        """How many events are missing or may have been another object's."""
        return sum(last - first + 1 for first, last in self.missing) + self.changed

    @property
    def begins(self) -> bool:
        """True when the first event, which tells the settings, is there and as it was written."""
        damaged = [run.first["seq"] for run in self.runs] + [first for first, _ in self.missing]
        return 1 not in damaged and (not self.replaced or self.replaced[0][0] is not None)

    def findings(self) -> Iterator[Finding]:
        """Yield what was done."""
        for run in self.runs:
            yield _moved(run) if run.shift else _rewritten(run)
        for first, last in sorted(self.missing):
            text = translate("Verify", "Events {first} to {last} are missing: they were taken out of the chain.")
            yield Finding(Kind.DELETED, str(first), text.format(first=first, last=last))
        for event in self.doubled:
            text = translate("Verify", "Number {seq} was given twice: an event of {actor} ({at}) was put in.")
            yield Finding(Kind.INSERTED, str(event["seq"]), text.format(**_who(event)))
        for before, event in self.replaced:
            yield _replaced(before, event)


def _hash(event: Mapping) -> str:
    try:
        return chain.event_hash(event)
    except (ValueError, TypeError):
        return ""


def _who(event: Mapping) -> dict:
    return {"seq": event["seq"], "at": event["at"], "actor": event["actor"]}


def _rewritten(run: _Run) -> Finding:
    if run.first is run.last:
        text = translate(
            "Verify",
            "Event {seq} ({at}, {actor}) was changed after it was written: its hash was {before}…, "
            "what it holds now gives {after}….",
        )
    else:
        text = translate(
            "Verify",
            "Events {seq} to {last} (the first: {at}, {actor}) were changed after they were written: the first hash "
            "was {before}…, what it holds now gives {after}….",
        )
    before, after = str(run.first["hash"])[:_HASH_SHOWN], run.content[:_HASH_SHOWN]
    words = {**_who(run.first), "last": run.last["seq"], "before": before, "after": after}
    return Finding(Kind.REWRITTEN, str(run.first["seq"]), text.format(**words))


def _moved(run: _Run) -> Finding:
    text = translate(
        "Verify",
        "Events {seq} to {last} (the first: {at}, {actor}) were written with the numbers {first_then} to {last_then}: "
        "they were moved.",
    )
    then = {"first_then": run.first["seq"] + run.shift, "last_then": run.last["seq"] + run.shift}
    words = {**_who(run.first), "last": run.last["seq"], **then}
    return Finding(Kind.REORDERED, str(run.first["seq"]), text.format(**words))


def _replaced(before: Optional[Mapping], event: Mapping) -> Finding:
    if before is None:
        text = translate("Verify", "Event {seq} ({at}, {actor}) is not the beginning of this ledger's chain.")
        return Finding(Kind.REPLACED, str(event["seq"]), text.format(**_who(event)))
    text = translate(
        "Verify",
        "Event {seq} ({at}, {actor}) is not the one that event {next} was written after: it was replaced; "
        "its hash was {before}… and is {after}….",
    )
    hashes = {"before": str(event["prev_hash"])[:_HASH_SHOWN], "after": str(before["hash"])[:_HASH_SHOWN]}
    return Finding(
        Kind.REPLACED, str(before["seq"]), text.format(**_who(before), next=event["seq"], **hashes)
    )


def events_in_order(connection: sqlite3.Connection, chain_id: str) -> Iterator[dict]:
    """Yield the events of one chain by number, whatever their texts hold."""
    statement = statements.select("events", ("chain_id",), ("seq", "fid"))
    for row in connection.execute(statement, (chain_id,)):
        yield dict(row)


def diagnosed(connection: sqlite3.Connection, chain_id: str) -> Diagnosis:
    """Look at every event of one unbranched chain."""
    diagnosis = Diagnosis({chain.genesis(chain_id)})
    for event in events_in_order(connection, chain_id):
        diagnosis.take(event)
    return diagnosis
