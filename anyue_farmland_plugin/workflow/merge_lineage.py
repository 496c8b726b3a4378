# SPDX-License-Identifier: GPL-2.0-or-later
"""Which chains a ledger has merged, and how they hang together, read from its own events."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Collection, Iterable, Mapping, Optional

from anyue_farmland_plugin.core.merging_history import CaseEvent, CaseHistory, Import, Lineage
from anyue_farmland_plugin.ledger import statements
from anyue_farmland_plugin.ledger.reading import Reader

MERGE, MERGED, UNDONE = "merge", "merged", "undone"
_MERGES = "SELECT seq, object_id, action, payload FROM events WHERE object_type = 'merge' AND chain_id = ? ORDER BY seq"
_FORKED = "SELECT 1 FROM events WHERE chain_id = ? GROUP BY seq HAVING COUNT(*) > 1 LIMIT 1"
_TREE = "SELECT event_id, hash, prev_hash FROM events WHERE chain_id = ? ORDER BY seq, event_id"


@dataclass(frozen=True)
class Merge:
    """One merge as the ledger's chain tells it; ``undone`` is the place where it was taken back."""

    merge_id: str
    package_id: str
    base_seq: int
    first: int
    last: int
    head: str
    seq: int
    undone: Optional[int] = None


def merges_of(reader: Reader) -> list:
    """Return all merges in order; one that was taken back and done again stands twice."""
    found: list = []
    for seq, merge_id, action, payload in reader.connection.execute(_MERGES, (reader.head().chain_id,)):
        told = {name: pair[1] for name, pair in json.loads(payload).items()}
        if action == UNDONE:
            place = max(place for place, merge in enumerate(found) if merge.merge_id == merge_id)
            found[place] = replace(found[place], undone=seq)
        elif action == MERGED:
            places = (told["base_seq"], told["first_seq"], told["last_seq"])
            found.append(Merge(merge_id, told["package_id"], *places, told["head"], seq))
    return found


def lineage_of(reader: Reader, merges: Iterable[Merge]) -> Lineage:
    """Return how the chains of these merges hang together."""
    known = list(merges)
    spans: dict = {}
    heads: dict = {}
    for package_id in dict.fromkeys(merge.package_id for merge in known):
        if reader.connection.execute(_FORKED, (package_id,)).fetchone():
            more, ids = _spans(reader, package_id)
            spans.update(more)
            heads.update(ids)
    return Lineage(
        own=reader.head().chain_id,
        bases={merge.package_id: merge.base_seq for merge in known},
        imports=[
            Import(merge.package_id, merge.first, merge.last, heads.get(merge.head, ""), merge.seq, merge.undone)
            for merge in known
        ],
        spans=spans,
    )


def _spans(reader: Reader, chain_id: str) -> tuple:
    """Return event id → (entry, exit) of a walk through the tree of a forked chain, and hash → event id."""
    rows = [tuple(row) for row in reader.connection.execute(_TREE, (chain_id,))]
    ids = {digest: event_id for event_id, digest, _ in rows}
    children: Mapping = defaultdict(list)
    for event_id, _, previous in rows:
        children[ids.get(previous)].append(event_id)
    entries: dict = {}
    exits: dict = {}
    waiting = [(event_id, False) for event_id in reversed(children[None])]
    while waiting:
        event_id, done = waiting.pop()
        if done:
            exits[event_id] = len(entries) - 1
            continue
        entries[event_id] = len(entries)
        waiting.append((event_id, True))
        waiting += [(child, False) for child in reversed(children.get(event_id, ()))]
    return {event_id: (entries[event_id], exits[event_id]) for event_id in entries}, ids


def history_of(reader: Reader, case_id: str, lineage: Lineage) -> CaseHistory:
    """Return the events of a case in all chains."""
    rows = reader.connection.execute(statements.select("events", ("object_id",)), (case_id,))
    return CaseHistory([_event(row) for row in rows if row["object_type"] == "case"], lineage)


def _event(row: Mapping) -> CaseEvent:
    payload = {name: (pair[0], pair[1]) for name, pair in json.loads(row["payload"]).items()}
    return CaseEvent(
        event_id=row["event_id"],
        chain_id=row["chain_id"],
        seq=row["seq"],
        at=row["at"],
        actor=row["actor"],
        role=row["role"],
        action=row["action"],
        payload=payload,
    )


def sealed_events(reader: Reader, merge: Merge) -> list:
    """Return the rows of events that a merge brought in, last first, along the branch it sealed."""
    found = []
    digest = merge.head
    by_hash: dict = {}
    statement = " ".join([statements.select("events", ("chain_id",)), "AND seq BETWEEN ? AND ?"])
    for row in reader.connection.execute(statement, (merge.package_id, merge.first, merge.last)):
        by_hash[row["hash"]] = row
    while digest in by_hash:
        found.append(by_hash[digest])
        digest = by_hash[digest]["prev_hash"]
    return found


def active_hashes(reader: Reader, package_id: str, merges: Collection[Merge]) -> frozenset:
    """Return the hashes of a package's events that count in the ledger."""
    found: set = set()
    for merge in merges:
        if merge.package_id == package_id and merge.undone is None:
            found.update(row["hash"] for row in sealed_events(reader, merge))
    return frozenset(found)
