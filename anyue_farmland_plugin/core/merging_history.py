# SPDX-License-Identifier: GPL-2.0-or-later
"""Who knew of what: the events of one case out of several chains, and the values that follow.

The ledger's own chain is one line; a package is a line of its own that starts at a moment of
the ledger, and may fork where its file was copied and edited twice.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Iterator, Mapping, Optional, Sequence

from anyue_farmland_plugin.core.ledger_tables import CASES, DERIVED_CASE_COLUMNS
from anyue_farmland_plugin.core.merging import (
    COMPANIONS,
    ENDED,
    LEADERS,
    Decision,
    Knows,
    Policy,
    Write,
    decide,
    live_writes,
    maximal,
    policy_of,
    precedence,
)

MERGED, UNMERGED = "merged", "unmerged"  # actions that write what follows from others' events
ADOPTED = "adopted"  # the action that records an edit made outside the plugin
_FIELDS = frozenset((*CASES.column_names, "geom")) - set(DERIVED_CASE_COLUMNS)


@dataclass(frozen=True)
class CaseEvent:
    """One event of the case with its payload decoded: field → (old, new)."""

    event_id: str
    chain_id: str
    seq: int
    at: str
    actor: str
    role: str
    action: str
    payload: Mapping


@dataclass(frozen=True)
class Import:
    """One merge as the ledger's chain tells it: events ``first`` to ``last`` of a chain came in.

    ``seq`` is the merge's place in the ledger's chain, ``undone`` the place where it was taken
    back; ``head`` is the id of the last event that came in.
    """

    chain_id: str
    first: int
    last: int
    head: str
    seq: int
    undone: Optional[int] = None


@dataclass(frozen=True)
class Lineage:
    """How all chains of a ledger hang together.

    ``bases`` maps a package's chain to its place in the ledger's chain; ``spans`` gives the
    events of forked chains (entry, exit) numbers: an event comes before another of its chain
    when its span holds the other's.
    """

    own: str
    bases: Mapping[str, int]
    imports: Sequence[Import]
    spans: Mapping[str, tuple] = field(default_factory=dict)

    def before(self, early: str, early_seq: int, late: str, late_seq: int) -> bool:
        """Tell whether an event comes before another (or is it) in one chain."""
        if early in self.spans and late in self.spans:
            return bool(self.spans[early][0] <= self.spans[late][0] <= self.spans[early][1])
        return early_seq <= late_seq

    def is_active(self, event: CaseEvent) -> bool:
        """Tell whether an event counts: the ledger's own, or merged and not taken back."""
        return event.chain_id == self.own or any(found.undone is None for found in self._of(event))

    def knows(self, late: Write, early: Write) -> bool:
        """Tell whether whoever wrote ``late`` had ``early`` in the file."""
        if late.chain_id == early.chain_id:
            return late.event_id != early.event_id and self.before(early.event_id, early.seq, late.event_id, late.seq)
        moment = late.seq if late.own else self.bases.get(late.chain_id, 0)
        return early.seq <= moment if early.own else self.seen(early, moment)

    def seen(self, event: Write, moment: int) -> bool:
        """Tell whether the ledger held a package's event at a moment of its own chain."""
        return any(found.seq <= moment < (found.undone or moment + 1) for found in self._of(event))

    def _of(self, event: CaseEvent | Write) -> Iterator[Import]:
        for found in self.imports:
            inside = found.chain_id == event.chain_id and found.first <= event.seq <= found.last
            if inside and self.before(event.event_id, event.seq, found.head, found.last):
                yield found


class CaseHistory:
    """All events of one case, and the writes of each field among them."""

    def __init__(self, events: Sequence[CaseEvent], lineage: Lineage) -> None:
        """Take in the events in any order; those of merges taken back are kept out of account."""
        ordered = sorted(events, key=lambda event: (event.chain_id != lineage.own, event.chain_id, event.seq))
        self.lineage = lineage
        self.own = [event for event in ordered if event.chain_id == lineage.own]
        self.foreign = [event for event in ordered if event.chain_id != lineage.own and lineage.is_active(event)]
        # a package cannot create a case anew that the ledger itself has made
        self._is_own = any(_creates(event) and event.action != MERGED for event in self.own)
        self._touched = {name for event in ordered if event.chain_id != lineage.own for name in event.payload}

    def touched(self) -> list:
        """Return the columns that any package ever wrote, leaders before their followers."""
        names = self._touched & _FIELDS
        names |= {name for name, leaders in LEADERS.items() if names.intersection(leaders)}
        return sorted(names, key=lambda name: (name in LEADERS, name))

    def writes(self, name: str) -> list:
        """Return every write of a column that counts, the creation of the case among them."""
        found = [self._write(event, name) for event in (*self._direct(), *self.foreign)]
        return [write for write in found if write is not None]

    def _direct(self) -> Iterator[CaseEvent]:
        return (event for event in self.own if event.action not in (MERGED, UNMERGED))

    def _write(self, event: CaseEvent, name: str) -> Optional[Write]:
        own = event.chain_id == self.lineage.own
        root = _creates(event) and (own or not self._is_own)
        if not root and name not in event.payload:
            return None
        old, new = event.payload.get(name, (None, None))
        outside = event.action == ADOPTED
        who = (event.actor, event.role, event.at)
        return Write(event.event_id, event.chain_id, event.seq, new, old, *who, own=own, root=root, outside=outside)

    def standing(self, name: str, writes: Sequence[Write]) -> Write:
        """Return the ledger's own last write, or the creation of a case that a package brought."""
        own = [write for write in writes if write.own]
        if own:
            return max(own, key=lambda write: write.seq)
        return min((write for write in writes if write.root), key=lambda write: write.event_id)

    def decisions(self) -> dict:
        """Return column → `Decision` of everything any package wrote."""
        decided: dict = {}
        for name in self.touched():
            writes = self.writes(name)
            if writes:
                decided[name] = self._follow(name, writes, decided) or self._decide(name, writes)
        for name, leader in COMPANIONS.items():
            if _is_asked_with(decided.get(name), decided.get(leader)):
                found = decided[name]
                decided[name] = Decision(found.value, False, "follow", found.winner)
        return decided

    def _decide(self, name: str, writes: Sequence[Write]) -> Decision:
        live = live_writes(writes, self._knows_twins(writes))
        held = [write for write in live if not write.own and (self._has_ended(write) or self._was_masked(write, name))]
        return decide(name, live, self.standing(name, writes), held=held)

    def _knows_twins(self, writes: Sequence[Write]) -> Knows:
        """Return who knows whom where one edit outside the plugin was adopted twice: at a merge, and in the package."""
        twins: dict = defaultdict(list)
        for write in writes:
            if write.outside and not write.own:
                twins[write.chain_id, write.before, write.value].append(write)

        def knows(late: Write, early: Write) -> bool:
            same = twins.get((early.chain_id, early.before, early.value), ()) if early.outside else ()
            others = () if late in same else (twin for twin in same if twin.event_id != early.event_id)
            return self.lineage.knows(late, early) or any(self.lineage.knows(late, twin) for twin in others)

        return knows

    def _has_ended(self, write: Write) -> bool:
        """Tell whether the ledger ended the case while neither side knew of the other's write."""
        knows = self.lineage.knows
        unknown = [status for status in self.writes("status") if status.own and not knows(write, status)]
        last = max(unknown, key=lambda status: status.seq, default=None)
        return last is not None and last.value in ENDED and not knows(last, write)

    def _was_masked(self, write: Write, name: str) -> bool:
        """Tell whether a package was made with another value than the ledger had: a name or number left out."""
        if any(other.root and other.chain_id == write.chain_id for other in self.writes(name)):
            return False
        line = [event for event in self.foreign if event.chain_id == write.chain_id and name in event.payload]
        first = min(line, key=lambda event: event.seq)
        return bool(first.payload[name][0] != self._own_state(name, self.lineage.bases.get(write.chain_id, 0)))

    def _follow(self, name: str, writes: Sequence[Write], decided: Mapping) -> Optional[Decision]:
        """Return what a follower becomes; None when its leaders are untouched and it stands for itself."""
        led = [decided[leader] for leader in LEADERS.get(name, ()) if leader in decided]
        if policy_of(name) is not Policy.FOLLOW or not led:
            return None
        winners = [found.winner for found in led if not found.asked and found.winner is not None]
        standing = self.standing(name, writes)
        if not winners:
            return Decision(standing.value, False, "follow", standing)
        winner = min(maximal(winners, self.lineage.knows), key=precedence)
        return Decision(self.value_beside(winner, name, writes), False, "follow", winner)

    def value_beside(self, winner: Write, name: str, writes: Sequence[Write]) -> object:
        """Return the value of a follower as whoever wrote the winner had it, or set it later knowing of the winner."""
        knows = self.lineage.knows
        later = [write for write in writes if knows(write, winner)]
        if later:
            return min(maximal(later, knows), key=precedence).value
        if winner.own:
            return self._own_state(name, winner.seq)
        line = [write for write in writes if write.chain_id == winner.chain_id]
        line = [write for write in line if write.event_id == winner.event_id or knows(winner, write)]
        if line:
            return max(line, key=lambda write: write.seq).value
        return self._own_state(name, self.lineage.bases.get(winner.chain_id, 0))

    def began(self, candidates: Sequence[Write], writes: Sequence[Write]) -> object:
        """Return the value the first package among the candidates started from."""
        first = next((write for write in candidates if not write.own), None)
        if first is None:
            return None
        line = [write for write in writes if write.chain_id == first.chain_id]
        return min(line, key=lambda write: (write.seq, write.event_id)).before

    def _own_state(self, name: str, seq: int) -> object:
        """Return what the ledger's table showed at a place of its chain."""
        value = None
        for event in self.own:
            if event.seq <= seq and name in event.payload:
                value = event.payload[name][1]
        return value


def _is_asked_with(found: Optional[Decision], leader: Optional[Decision]) -> bool:
    """Tell whether the same acts of the same people are asked about in another field already."""
    if found is None or leader is None or not (found.asked and leader.asked):
        return False
    return {write.event_id for write in found.candidates} <= {write.event_id for write in leader.candidates}


def _creates(event: CaseEvent) -> bool:
    """Tell whether an event creates the case: the number it keeps for ever had no value before."""
    return event.payload.get("case_no", (0,))[0] is None
