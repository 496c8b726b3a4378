# SPDX-License-Identifier: GPL-2.0-or-later
"""What the events say the tables must hold: every case's state after the last event, and all other objects'."""

from __future__ import annotations

import gc
import json
import sqlite3
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Iterable, Iterator, Mapping, NamedTuple, Optional, Sequence

from anyue_farmland_plugin.core.ledger_tables import CASES, DERIVED_CASE_COLUMNS
from anyue_farmland_plugin.ledger import packed
from anyue_farmland_plugin.ledger.packed import BaseCase
from anyue_farmland_plugin.ledger.reading import Reader
from anyue_farmland_plugin.ledger.verify_scan import COLUMNS, Columns, Scan, in_order

_NAMES = ("seq", "at", "actor", "object_type", "object_id", "action")
_PLACES = tuple(COLUMNS.index(name) for name in _NAMES)
RECORDED = tuple(name for name in (*CASES.column_names, "geom") if name not in DERIVED_CASE_COLUMNS)
_SLOTS = {name: place for place, name in enumerate(RECORDED)}
_WIDTH = len(RECORDED)
_COUNT, _CREATED, _UPDATED, _BY = range(_WIDTH, _WIDTH + 4)
CLUE_COLUMNS = ("case_id", "parent_clue_id", "split_state")  # the others of a clue never change
ACKNOWLEDGED = "adoption"  # object type of the event that answers for a gap, its payload naming column@seq
_PAYLOAD = COLUMNS.index("payload")


class Told(NamedTuple):
    """One event about something else than a case, payload decoded."""

    chain_id: str
    seq: int
    at: str
    actor: str
    object_type: str
    object_id: str
    action: str
    payload: Mapping[str, Sequence]


class Gap(NamedTuple):
    """An event that found another value than the events before it had left: something changed it in between."""

    case_id: str
    column: str
    seq: int
    recorded: object
    found: object


@dataclass
class Replay:
    """State of every object after the events taken so far; ``bases`` are the cases a field package began with."""

    own: str
    bases: Mapping[str, BaseCase] = field(default_factory=dict)
    told: list = field(default_factory=list)
    gaps: list = field(default_factory=list)
    unreadable: list = field(default_factory=list)
    clues: dict = field(default_factory=dict)
    _states: dict[str, list] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for case_id, base in self.bases.items():
            state: list = [base.values.get(name) for name in RECORDED]
            self._states[case_id] = [*state, base.revision, base.created_at, base.updated_at, base.updated_by]

    def take(self, chain_id: str, columns: Columns) -> None:
        """Apply events of one chain in their order; cases follow the own chain only."""
        told = zip(*(columns[place] for place in _PLACES), _decoded(columns[_PAYLOAD]))
        if chain_id == self.own:
            self._take_own(told)
            return
        for row in told:
            if row[3] != "case":
                self._tell(chain_id, row)

    def _take_own(self, rows: Iterable[tuple]) -> None:
        states, slots = self._states, _SLOTS
        for row in rows:
            seq, at, actor, kind, object_id, _, payload = row
            if kind != "case":
                self._tell(self.own, row)
                continue
            state = states.get(object_id)
            if state is None:
                state = states[object_id] = [None] * _WIDTH + [0, at, at, actor]
            state[_COUNT] += 1
            state[_UPDATED] = at
            state[_BY] = actor
            try:
                for name, (old, new) in payload.items():
                    place = slots.get(name)
                    if place is None:
                        continue
                    if state[place] != old:
                        self.gaps.append(Gap(object_id, name, seq, state[place], old))
                    state[place] = new
            except (ValueError, TypeError, AttributeError):
                self.unreadable.append(seq)

    def _tell(self, chain_id: str, row: tuple) -> None:
        seq, at, actor, kind, object_id, action, payload = row
        try:
            pairs = {name: (pair[0], pair[1]) for name, pair in payload.items()}
        except (ValueError, TypeError, AttributeError, IndexError, KeyError):
            self.unreadable.append(seq)
            return
        if kind == "clue":  # there are as many as there are clues, so no more of them is kept
            clue = self.clues.setdefault(object_id, {})
            clue.update((name, pair[1]) for name, pair in pairs.items() if name in CLUE_COLUMNS)
        else:
            self.told.append(Told(chain_id, seq, at, actor, kind, object_id, action, pairs))

    def case_ids(self) -> set:
        """Return the ids of all cases the events speak of."""
        return set(self._states)

    def case(self, case_id: str) -> Optional[dict]:
        """Return what a row of ``cases`` must hold, ``geom`` as digest; None when no event speaks of it."""
        state = self._states.get(case_id)
        if state is None:
            return None
        found = dict(zip(RECORDED, state))
        found.update(
            case_id=case_id,
            revision=state[_COUNT],
            created_at=state[_CREATED],
            updated_at=state[_UPDATED],
            updated_by=state[_BY],
        )
        return found

    def events(self, *object_types: str) -> list:
        """Return the events about these types of objects, those of merged chains first."""
        chosen = [told for told in self.told if told.object_type in object_types]
        return [t for t in chosen if t.chain_id != self.own] + [t for t in chosen if t.chain_id == self.own]

    def open_gaps(self) -> list:
        """Return the gaps nobody has acknowledged since."""
        settled = {(told.object_id, name) for told in self.events(ACKNOWLEDGED) for name in told.payload}
        return [gap for gap in self.gaps if (gap.case_id, f"{gap.column}@{gap.seq}") not in settled]


def _decoded(payloads: Sequence[str]) -> list:
    """Return the decoded payloads, None for one that cannot be read; decoded together, as that is much faster."""
    try:
        found: list = json.loads("[" + ",".join(payloads) + "]")
        if len(found) == len(payloads):
            return found
    except (ValueError, TypeError):  # one of them is none
        pass
    return [_decoded_alone(payload) for payload in payloads]


def _decoded_alone(payload: object) -> object:
    try:
        return json.loads(payload) if isinstance(payload, str) else None
    except ValueError:
        return None


@contextmanager
def _without_collector() -> Iterator[None]:
    """Keep the garbage collector from looking at millions of small values again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def replayed(reader: Reader, wanted: frozenset = frozenset()) -> tuple:
    """Read all events and return (`Scan`, `Replay`); ``wanted`` are hashes to look for in the own chain.

    Texts that are no text are read with replacement, so that a single spoilt byte hides nothing else.
    """
    try:
        return _replayed(reader, wanted)
    except sqlite3.OperationalError:
        reader.connection.text_factory = _lenient
        return _replayed(reader, wanted)


def _lenient(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def _replayed(reader: Reader, wanted: frozenset) -> tuple:
    own = reader.settings().get("chain_id", "")
    bases = _bases(reader)
    scan, replay = Scan(own, wanted), Replay(own, bases)
    with _without_collector():
        scan.run(reader.connection, replay.take)
    if not scan.own_is_whole:
        replay = Replay(own, bases)
        in_order(reader.connection, replay.take)
    return scan, replay


def _bases(reader: Reader) -> dict:
    try:
        return packed.bases(reader)
    except (ValueError, KeyError, TypeError):  # the digest of what was packed tells that it was changed
        return {}
