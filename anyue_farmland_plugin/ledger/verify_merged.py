# SPDX-License-Identifier: GPL-2.0-or-later
"""Chains of merged packages: each must be whole, and its heads those that the merges sealed.

A package edited on two machines is one chain with branches, so events are linked by hash, not by number.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from typing import Iterator, Mapping

from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.ledger import chain
from anyue_farmland_plugin.ledger.findings import Finding, Kind
from anyue_farmland_plugin.ledger.verify_diagnosis import events_in_order
from anyue_farmland_plugin.ledger.verify_heads import Anchor
from anyue_farmland_plugin.ledger.verify_replay import Replay
from anyue_farmland_plugin.ledger.verify_scan import Scan

_SHOWN = 8


def sealed_heads(replay: Replay) -> dict:
    """Return chain id → heads that merges into the own chain sealed."""
    heads: dict = defaultdict(set)
    for told in replay.events("merge"):
        if told.chain_id == replay.own and told.action == "merged":
            heads[told.payload["package_id"][1]].add(told.payload["head"][1])
    return dict(heads)


def base_anchors(replay: Replay) -> tuple:
    """Return the heads of the own chain that merged packages were made from: they prove it was not rebuilt."""
    found = []
    for told in replay.events("ledger"):
        said: Mapping = {name: pair[1] for name, pair in told.payload.items()}
        if told.chain_id != replay.own and said.get("parent_chain_id") == replay.own and said.get("base_head"):
            source = translate("Verify", "Package {name}").format(name=told.chain_id[:_SHOWN])
            found.append(Anchor(str(said["base_head"]), int(said["base_seq"]), replay.own, source))
    return tuple(found)


def check_merged(connection: sqlite3.Connection, scan: Scan, replay: Replay) -> Iterator[Finding]:
    """Yield what is wrong with the events of merged packages."""
    sealed = sealed_heads(replay)
    for chain_id in sorted(set(scan.chains) | set(sealed), key=str):
        if chain_id == scan.own:
            continue
        state = scan.chains.get(chain_id)
        if state is not None and state.whole and {state.head} == sealed.get(chain_id):
            continue
        yield from _Tree(connection, chain_id, frozenset(sealed.get(chain_id, ()))).findings()


class _Tree:
    """One chain of another ledger, looked at event by event."""

    def __init__(self, connection: sqlite3.Connection, chain_id: str, sealed: frozenset) -> None:
        self._connection = connection
        self._chain_id = chain_id
        self._sealed = sealed
        self._name = str(chain_id)[:_SHOWN]

    def findings(self) -> Iterator[Finding]:
        """Yield faults of single events, then of the chain's ends."""
        if not self._sealed:
            yield self._finding(Kind.INSERTED, "", translate("Verify", "No merge brought these events."))
            return
        hashes: dict = defaultdict(dict)
        followed: set = set()
        hashes[0][chain.genesis(str(self._chain_id))] = None
        for event in events_in_order(self._connection, self._chain_id):
            yield from self._event(event, hashes)
            hashes[event["seq"]][event["hash"]] = event
            followed.add(event["prev_hash"])
        known = {value: event for level in hashes.values() for value, event in level.items() if event is not None}
        for head in sorted(self._sealed - set(known)):
            text = translate("Verify", "The head {head}… sealed by a merge is missing: its events were cut off.")
            yield self._finding(Kind.TRUNCATED, "", text.format(head=head[: 2 * _SHOWN]))
        for value in set(known) - followed - self._sealed:
            text = translate("Verify", "Event {seq} came with no merge: it was put in.")
            yield self._finding(Kind.INSERTED, known[value]["seq"], text.format(seq=known[value]["seq"]))

    def _event(self, event: dict, hashes: Mapping) -> Iterator[Finding]:
        seq, words = event["seq"], {"seq": event["seq"], "at": event["at"], "actor": event["actor"]}
        if chain.event_hash(event) != event["hash"]:
            text = translate("Verify", "Event {seq} ({at}, {actor}) was changed after it was written.")
            yield self._finding(Kind.REWRITTEN, seq, text.format(**words))
        elif event["prev_hash"] not in hashes.get(seq - 1, {}):
            lost = not hashes.get(seq - 1)
            text = (
                translate("Verify", "The event before event {seq} ({at}, {actor}) is missing.")
                if lost
                else translate("Verify", "Event {seq} ({at}, {actor}) does not follow from the one before it.")
            )
            yield self._finding(Kind.DELETED if lost else Kind.REPLACED, seq, text.format(**words))

    def _finding(self, kind: Kind, seq: object, text: str) -> Finding:
        sentence = translate("Verify", "Events of package {name}: {text}").format(name=self._name, text=text)
        return Finding(kind, f"{self._name}:{seq}" if seq != "" else self._name, sentence)
