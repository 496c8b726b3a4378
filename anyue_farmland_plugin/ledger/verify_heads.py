# SPDX-License-Identifier: GPL-2.0-or-later
"""Heads printed, exported or packed earlier: the only proof against a cut or wholly rebuilt chain."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass
from typing import Collection, Iterator, Optional

from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.ledger.findings import Finding, Kind

_HASH = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")
_CHAIN = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_NUMBER = re.compile(r"(?<![0-9a-z-])[0-9]{1,12}(?![0-9a-z-])")
_AT = "SELECT hash FROM events WHERE chain_id = ? AND seq = ?"


@dataclass(frozen=True)
class Anchor:
    """A head known from outside: the hash, and where the source tells them its number and its chain."""

    hash: str
    seq: Optional[int] = None
    chain_id: str = ""
    source: str = ""


def anchors_in(text: str, source: str = "") -> tuple:
    """Return the heads a text names, one a line: the hash, before it perhaps chain and number.

    A line without a full hash is an anchor that cannot be found.
    """
    found = []
    for line in text.lower().splitlines():
        if line.strip():
            hashes, chains = _HASH.findall(line), _CHAIN.findall(line)
            rest = _CHAIN.sub(" ", _HASH.sub(" ", line))
            numbers = _NUMBER.findall(rest) if hashes else []
            seq = int(numbers[0]) if len(numbers) == 1 else None
            found.append(Anchor(hashes[0] if hashes else line.strip(), seq, chains[0] if chains else "", source))
    return tuple(found)


def check_heads(
    connection: sqlite3.Connection, chain_id: str, anchors: Collection[Anchor], found: Collection[str]
) -> Iterator[Finding]:
    """Yield heads that are not in the chain; ``found`` are those hashes that are."""
    (newest,) = connection.execute("SELECT MAX(seq) FROM events WHERE chain_id = ?", (chain_id,)).fetchone()
    for anchor in anchors:
        row = connection.execute(_AT, (chain_id, anchor.seq)).fetchone()
        there = anchor.hash in found if anchor.seq is None else row is not None and row[0] == anchor.hash
        if anchor.chain_id and anchor.chain_id != chain_id:
            yield _finding(Kind.SWAPPED, anchor, newest, other=chain_id)
        elif not there and anchor.seq is None:
            yield _finding(Kind.LOST_HEAD, anchor, newest)
        elif not there:
            is_beyond = (anchor.seq or 0) > (newest or 0)
            yield _finding(Kind.TRUNCATED if is_beyond else Kind.REBUILT, anchor, newest)


def _finding(kind: Kind, anchor: Anchor, newest: Optional[int], other: str = "") -> Finding:
    sentences = {
        Kind.SWAPPED: translate("Verify", "The head {head} belongs to ledger {chain}, this is ledger {other}."),
        Kind.LOST_HEAD: translate("Verify", "The printed head {head} is not in this chain: it was cut off or rebuilt."),
        Kind.TRUNCATED: translate(
            "Verify",
            "The chain ends with event {newest}, but a head with number {seq} was printed: the events after {newest} "
            "were cut off.",
        ),
        Kind.REBUILT: translate(
            "Verify",
            "Event {seq} has another hash than the head {head} printed for that number: the chain was rebuilt.",
        ),
    }
    words = {"head": anchor.hash, "seq": anchor.seq, "newest": newest or 0, "chain": anchor.chain_id, "other": other}
    text = sentences[kind].format(**words)
    return Finding(kind, anchor.source or anchor.hash, f"{anchor.source}: {text}" if anchor.source else text)
