# SPDX-License-Identifier: GPL-2.0-or-later
"""One fast reading of all events: tells which chains are whole, and feeds the replay meanwhile.

The text that is hashed is written out with plain quoting.  If its hash is the stored one, the
row is byte for byte what was recorded; whatever plain quoting cannot express just fails here
and is looked at closely by `verify_diagnosis`.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import uuid
from dataclasses import dataclass, field
from operator import gt
from typing import Callable, Iterator, Sequence

from anyue_farmland_plugin.ledger import chain

COLUMNS = ("chain_id", "seq", "event_id", "at", "actor", "role", "object_type", "object_id", "action", "reason",
           "payload", "prev_hash", "hash")  # fmt: skip
_ALL = (
    "SELECT chain_id, seq, event_id, at, actor, role, object_type, object_id, action, reason, payload, prev_hash, hash "
    "FROM events ORDER BY fid"
)
_BY_NUMBER = _ALL.replace("ORDER BY fid", "ORDER BY seq, fid")
_ROWS = 256  # what fits a processor's cache
_SEQ, _ID, _AT, _PREVIOUS, _HASH = map(COLUMNS.index, ("seq", "event_id", "at", "prev_hash", "hash"))
_PLAIN = ("event_id", "at", "object_id", "prev_hash")
_QUOTED = ("actor", "role", "object_type", "action", "reason")  # few different ones
_FORMED = ("action", "actor", "at", "event_id", "object_id", "object_type", "payload", "prev_hash", "reason", "role")
_FORM = (
    b'{"action":%b,"actor":%b,"at":"%b","chain_id":CHAIN,"event_id":"%b","object_id":"%b","object_type":%b,'
    b'"payload":"%b","prev_hash":"%b","reason":%b,"role":%b,"seq":%d}'
)
_QUOTE = json.JSONEncoder(ensure_ascii=False).encode

Columns = Sequence[tuple]


@dataclass
class ChainState:
    """How far one chain has been read: newest number and hash, and whether all was as it must be."""

    seq: int = 0
    head: str = ""
    events: int = 0
    whole: bool = True


@dataclass
class Scan:
    """What one reading of the events found; ``heads`` are the wanted hashes that are in the own chain."""

    own: str
    wanted: frozenset = frozenset()
    chains: dict[str, ChainState] = field(default_factory=dict)
    heads: set[str] = field(default_factory=set)
    steps_back: int = 0

    def run(self, connection: sqlite3.Connection, take: Callable[[str, Columns], None]) -> None:
        """Read all events in storage order and give them, chain by chain and column by column, to ``take``."""
        for chain_id, columns in _batches(connection, _ALL):
            self._batch(chain_id, columns)
            take(chain_id, columns)

    @property
    def own_is_whole(self) -> bool:
        """True when the own chain has events and each follows from the one before."""
        return self.own in self.chains and self.chains[self.own].whole

    def _batch(self, chain_id: str, columns: Columns) -> None:
        state = self.chains.setdefault(chain_id, ChainState(head=chain.genesis(str(chain_id))))
        state.whole = state.whole and _is_whole(state, chain_id, columns, named=chain_id != self.own)
        state.events += len(columns[_SEQ])
        state.seq, state.head = columns[_SEQ][-1], columns[_HASH][-1]
        if chain_id == self.own:
            self.heads |= self.wanted.intersection(columns[_HASH])
            times = list(map(str, columns[_AT]))
            self.steps_back += sum(map(gt, times, times[1:]))


def in_order(connection: sqlite3.Connection, take: Callable[[str, Columns], None]) -> None:
    """Give all events by number to ``take``, whatever order they are stored in."""
    for chain_id, columns in _batches(connection, _BY_NUMBER):
        take(chain_id, columns)


def _batches(connection: sqlite3.Connection, statement: str) -> Iterator[tuple]:
    cursor = connection.cursor()
    cursor.row_factory = None
    cursor.execute(statement)
    while True:
        rows = cursor.fetchmany(_ROWS)
        if not rows:
            return
        yield from _by_chain(rows)


def _by_chain(rows: list[tuple]) -> Iterator[tuple[str, Columns]]:
    columns = list(zip(*rows))
    if len(set(columns[0])) == 1:
        yield columns[0][0], columns
        return
    parts: dict = {}
    for row in rows:
        parts.setdefault(row[0], []).append(row)
    for chain_id, part in parts.items():
        yield chain_id, list(zip(*part))


def _is_whole(state: ChainState, chain_id: str, columns: Columns, *, named: bool) -> bool:
    """Tell whether these events follow the ones before without a gap, each with its own hash.

    The ids of events that came from elsewhere are looked at too: merging knows events by them.
    """
    numbers, hashes = columns[_SEQ], columns[_HASH]
    if numbers != tuple(range(state.seq + 1, state.seq + 1 + len(numbers))):
        return False
    if columns[_PREVIOUS] != (state.head, *hashes[:-1]):
        return False
    try:
        return _hashes(chain_id, columns) == list(hashes) and (not named or _are_named(chain_id, columns))
    except (TypeError, ValueError, AttributeError):  # something else than text
        return False


def _hashes(chain_id: str, columns: Columns) -> list:
    """Return the hash of every event, none where plain quoting will not do."""
    by_name = dict(zip(COLUMNS, columns))
    words = {value: _QUOTE(value).encode() for name in _QUOTED for value in set(by_name[name])}
    plain = {name: _lines(by_name[name]) for name in _PLAIN}
    payload = _lines(by_name["payload"])
    if any(_needs_escapes(lines) for lines in plain.values()):
        return []
    if b"\\" in payload:  # only with every escape in its place
        payload = "\n".join(_QUOTE(text)[1:-1] for text in by_name["payload"]).encode()
    else:
        payload = payload.replace(b'"', b'\\"')
    told = {name: [words[value] for value in by_name[name]] for name in _QUOTED}
    told.update({name: lines.split(b"\n") for name, lines in plain.items()}, payload=payload.split(b"\n"))
    form = _FORM.replace(b"CHAIN", _QUOTE(chain_id).encode().replace(b"%", b"%%"))
    sha256 = hashlib.sha256
    return [sha256(form % row).hexdigest() for row in zip(*(told[name] for name in _FORMED), by_name["seq"])]


def _lines(texts: Sequence[str]) -> bytes:
    return "\n".join(texts).encode()


def _needs_escapes(lines: bytes) -> bool:
    return b'"' in lines or b"\\" in lines


def _are_named(chain_id: str, columns: Columns) -> bool:
    """Tell whether the id of every event is the one its content gives it."""
    space = uuid.UUID(chain_id).bytes
    members = zip(*(columns[COLUMNS.index(name)] for name in chain.IDENTIFYING))
    return [chain.event_id(space, texts) for texts in members] == list(columns[_ID])
