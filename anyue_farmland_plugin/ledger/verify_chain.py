# SPDX-License-Identifier: GPL-2.0-or-later
"""Checks of the events: links, hashes, replay of every case, digests of deliveries."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Iterator, Mapping, Optional

from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.ledger_tables import CASES, DERIVED_CASE_COLUMNS
from anyue_farmland_plugin.ledger import chain, sealing, statements
from anyue_farmland_plugin.ledger.findings import Finding
from anyue_farmland_plugin.ledger.reading import Reader

_SETTING_EVENTS = (
    "SELECT object_type, object_id, at, actor, payload FROM events "
    "WHERE (object_type = 'setting' OR object_type = 'ledger' AND action = 'created') AND chain_id = ? ORDER BY seq"
)


def check_links(reader: Reader, anchor: str = "") -> Iterator[Finding]:
    """Yield broken links of the chain; ``anchor`` is a head printed or exported earlier."""
    chain_id = reader.settings().get("chain_id", "")
    previous, expected, anchored = chain.genesis(chain_id), 1, not anchor
    for row in reader.connection.execute(statements.select("events", ("chain_id",), ("seq",)), (chain_id,)):
        event = dict(row)
        name = str(event["seq"])
        if event["seq"] != expected:
            yield Finding(
                "chain",
                name,
                translate("Verify", "Events {first} to {last} are missing from the chain.").format(
                    first=expected, last=event["seq"] - 1
                ),
            )
        elif event["prev_hash"] != previous:
            yield Finding(
                "chain",
                name,
                translate(
                    "Verify", "Event {seq} does not follow from the one before it: events were rewritten or reordered."
                ).format(seq=name),
            )
        if chain.event_hash(event) != event["hash"]:
            yield Finding(
                "chain", name, translate("Verify", "Event {seq} was changed after it was written.").format(seq=name)
            )
        anchored = anchored or event["hash"] == anchor
        previous, expected = event["hash"], event["seq"] + 1
    if expected == 1:
        yield Finding("chain", "", translate("Verify", "The ledger has no events."))
    if not anchored:
        yield Finding(
            "anchor",
            anchor,
            translate("Verify", "The printed head {head} is not in this chain: it was cut off or rebuilt.").format(
                head=anchor
            ),
        )


def _own_events(reader: Reader, object_type: str) -> Iterator[Mapping]:
    statement = statements.select("events", ("object_type", "chain_id"), ("seq",))
    return reader.connection.execute(statement, (object_type, reader.head().chain_id))


def check_replay(reader: Reader) -> Iterator[Finding]:
    """Yield cases whose row is not what their events say."""
    states: dict = defaultdict(dict)
    times: dict = defaultdict(list)
    for row in _own_events(reader, "case"):
        yield from _apply(states[row["object_id"]], dict(row))
        times[row["object_id"]].append((row["at"], row["actor"]))
    for case in reader.rows("cases"):
        state, moments = states.pop(case["case_id"], None), times.get(case["case_id"])
        if state is None or not moments:
            yield Finding(
                "replay",
                case["case_id"],
                translate("Verify", "Case {case} has no events: it was written by another program.").format(
                    case=case["case_no"]
                ),
            )
            continue
        yield from _compare(case, state, moments)
    for case_id in states:
        yield Finding(
            "replay",
            case_id,
            translate("Verify", "Case {case} has events but is missing from the table.").format(case=case_id),
        )


def _apply(state: dict, event: Mapping) -> Iterator[Finding]:
    try:
        payload = json.loads(event["payload"])
        changes = {name: (pair[0], pair[1]) for name, pair in payload.items()}
    except (ValueError, TypeError, AttributeError, IndexError, KeyError):
        yield Finding(
            "payload",
            str(event["seq"]),
            translate("Verify", "The content of event {seq} cannot be read.").format(seq=event["seq"]),
        )
        return
    for name, (old, new) in changes.items():
        if state.get(name) != old:
            yield Finding(
                "replay",
                str(event["seq"]),
                translate("Verify", "Event {seq} changes {name} from a value the case did not have.").format(
                    seq=event["seq"], name=name
                ),
            )
        state[name] = new


def _compare(case: Mapping, state: Mapping, moments: list) -> Iterator[Finding]:
    derived = {
        "revision": len(moments),
        "created_at": moments[0][0],
        "updated_at": moments[-1][0],
        "updated_by": moments[-1][1],
        "case_id": case["case_id"],
    }
    for name in CASES.column_names:
        told: Optional[object] = derived[name] if name in DERIVED_CASE_COLUMNS else state.get(name)
        if told != case[name]:
            yield Finding(
                "replay",
                case["case_id"],
                translate("Verify", "Case {case}: {name} is “{found}”, the events say “{told}”.").format(
                    case=case["case_no"], name=name, found=case[name], told=told
                ),
            )
    if case["geom"] is None or state.get("geom") != chain.geometry_digest(case["geom"]):
        yield Finding(
            "replay",
            case["case_id"],
            translate("Verify", "Case {case}: its polygon is not the one the events recorded.").format(
                case=case["case_no"]
            ),
        )


def check_deliveries(reader: Reader) -> Iterator[Finding]:
    """Yield deliveries whose clues or pieces changed after import."""
    sealed = {}
    for row in _own_events(reader, "delivery"):
        payload = json.loads(row["payload"])
        sealed[row["object_id"]] = {name: pair[1] for name, pair in payload.items()}
    for delivery in reader.rows("deliveries"):
        name = delivery["delivery_id"]
        told = sealed.get(name)
        if told is None:
            yield Finding(
                "delivery", name, translate("Verify", "Delivery {name} has no event.").format(name=delivery["name"])
            )
            continue
        for column in sorted(set(told) & set(delivery)):
            if told[column] != delivery[column]:
                yield Finding(
                    "delivery",
                    name,
                    translate("Verify", "Delivery {name}: {column} is “{found}”, its event says “{told}”.").format(
                        name=delivery["name"], column=column, found=delivery[column], told=told[column]
                    ),
                )
        if "clues_digest" not in told:
            continue
        clues = list(reader.rows("clues", delivery_id=name))
        pieces = [piece for clue in clues for piece in reader.rows("pieces", clue_id=clue["clue_id"])]
        for what, found in (("clues", sealing.clues_digest(clues)), ("pieces", sealing.pieces_digest(pieces))):
            if told.get(what + "_digest") != found:
                yield Finding(
                    "delivery",
                    name,
                    translate("Verify", "The {what} of delivery {name} were changed after import.").format(
                        what=what, name=delivery["name"]
                    ),
                )


def check_settings(reader: Reader) -> Iterator[Finding]:
    """Yield settings that are not what the creating event and later ones say."""
    told: dict = {}
    for row in reader.connection.execute(_SETTING_EVENTS, (reader.head().chain_id,)):
        payload = json.loads(row["payload"])
        if row["object_type"] == "setting":
            told[row["object_id"]] = payload["value"][1]
        else:
            told.update({name: pair[1] for name, pair in payload.items()})
            told.update(created_at=row["at"], created_by=row["actor"])
    found = reader.settings()
    for name in sorted(set(told) | set(found)):
        if told.get(name) != found.get(name):
            yield Finding(
                "setting",
                name,
                translate("Verify", "Setting {name} is “{found}”, the events say “{told}”.").format(
                    name=name, found=found.get(name), told=told.get(name)
                ),
            )
