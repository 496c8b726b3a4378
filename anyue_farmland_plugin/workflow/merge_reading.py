# SPDX-License-Identifier: GPL-2.0-or-later
"""What a field package brings back: its events, proved link by link, and what was edited in it without any.

The file is read through the gate as plain values; it is never changed.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Collection, Iterable, Iterator, Mapping, Optional, Sequence
from uuid import UUID

from anyue_farmland_plugin.core.errors import InputDataError
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.ledger_tables import CASES, DERIVED_CASE_COLUMNS, TABLES_BY_NAME
from anyue_farmland_plugin.core.merging import ROLE_RANK
from anyue_farmland_plugin.core.merging_history import ADOPTED
from anyue_farmland_plugin.core.ports import Actor
from anyue_farmland_plugin.ledger import chain, packed
from anyue_farmland_plugin.ledger.gate import laundered
from anyue_farmland_plugin.ledger.package_guards import FIELD_COLUMNS
from anyue_farmland_plugin.workflow.merge_content import fault_of_content, is_uuid

OUTSIDE = "outside the plugin"
ROW_TABLES = ("evidence", "evidence_links", "plans", "inspections", "documents")
_COLUMNS = (*(name for name in CASES.column_names if name not in DERIVED_CASE_COLUMNS), "geom")
_READ = ("events", "cases", *packed.PACKED_TABLES)
_MOST = 2**63
_OUTSIDE_ROLE = "inspector"  # who edits without the plugin is not known; never more than who adopts it


@dataclass(frozen=True)
class OutsideEdit:
    """One value that differs from what the package's events say."""

    case_id: str
    case_no: str
    field: str
    recorded: object
    found: object


@dataclass(frozen=True)
class Returned:
    """A package as it came back.

    ``told`` are the settings its first event seals; ``events`` are rows of its own chain in order,
    edits outside the plugin continued as `ADOPTED` events; ``shapes`` maps case id to WKB; ``rows``
    holds by table what came after packing; ``notices`` are sentences a person should read.
    """

    path: Path
    package_id: str
    told: Mapping[str, str]
    events: Sequence[Mapping]
    recorded: int
    outside: Sequence[OutsideEdit]
    shapes: Mapping[str, bytes]
    rows: Mapping[str, Sequence[Mapping]]
    crs: str
    notices: Sequence[str]

    @property
    def base_seq(self) -> int:
        """Place in the parent's chain at which the package was made."""
        return int(self.told["base_seq"])

    @property
    def head(self) -> str:
        """Hash of the last event, adopted edits included."""
        return str(self.events[-1]["hash"])

    @property
    def people(self) -> str:
        """Names of those who worked in the package, for the reason of what a merge writes."""
        names = [str(event["actor"]) for event in self.events if event["object_type"] == "case"]
        return ", ".join(dict.fromkeys(names))


def read_package(
    path: Path, codes: Mapping[str, Collection[str]], actor: Actor, *, county: str = "", today: str = ""
) -> Returned:
    """Read a package and prove it; ``actor`` answers for edits made in it outside the plugin.

    ``codes``, ``county`` and ``today`` are what the ledger knows, against which values are judged.

    Raises InputDataError naming the place when its chain or what was packed is not whole.
    """
    with laundered(path, codes, today=today, county=county) as found:
        tables: dict[str, list] = {name: list(found.rows(name)) for name in dict.fromkeys(_READ)}
        refused = list(found.refused)
        notices = [*found.notices, *(remark.text for remark in found.remarks)]
        crs = found.crs
    broken = next((row for row in refused if row.table not in ROW_TABLES), None)
    if broken is not None:
        raise _refusal(path, broken.text)
    events = sorted(tables["events"], key=lambda event: event["seq"])
    fault = fault_of_content(events, tables[packed.BASE])
    if fault is not None:
        raise _refusal(path, fault)
    told = _settings(path, events)
    _check_links(path, told["package_id"], events)
    seal = _seal(path, events)
    new = _new_rows(path, seal, tables)
    states = _replay(events, tables[packed.BASE])
    edits = list(_outside_edits(tables["cases"], states))
    outside = [edit for edit in edits if edit.field in FIELD_COLUMNS]
    adopted = list(_adopted(events[-1], outside, actor))
    strays = [case["case_no"] for case in tables["cases"] if case["case_id"] not in states]
    stray = translate("Merge", "Case {case} was put in outside the plugin, without a clue; it was left out.")
    forged = translate("Merge", "Case {case}: {column} was changed outside the plugin, which is never taken over.")
    return Returned(
        path=path,
        package_id=told["package_id"],
        told=told,
        events=(*events, *adopted),
        recorded=len(events),
        outside=outside,
        shapes={case["case_id"]: case["geom"] for case in tables["cases"] if case["geom"] is not None},
        rows=new,
        crs=crs,
        notices=(
            *notices,
            *(translate("Merge", "Not taken in: {row}").format(row=row.text) for row in refused),
            *(stray.format(case=number) for number in strays),
            *(forged.format(case=one.case_no, column=one.field) for one in edits if one.field not in FIELD_COLUMNS),
        ),
    )


def _refusal(path: Path, reason: str) -> InputDataError:
    message = translate("Merge", "{file} was not merged: {reason} Ask for the package again.")
    return InputDataError(message.format(file=path.name, reason=reason))


def _payload(event: Mapping) -> dict:
    return {name: (pair[0], pair[1]) for name, pair in json.loads(event["payload"]).items()}


def _settings(path: Path, events: Sequence[Mapping]) -> dict:
    """Return the settings that the first event of the package's chain seals."""
    first = next((event for event in events if event["object_type"] == "ledger" and event["action"] == "created"), None)
    told = {name: new for name, (_, new) in _payload(first).items()} if first is not None else {}
    wanted = ("package_id", "parent_chain_id", "base_seq", "base_head")
    sound = all(told.get(name) for name in wanted) and is_uuid(told["package_id"]) and _is_number(told["base_seq"])
    if not sound:
        raise InputDataError(
            translate("Merge", "{file} is a ledger, but no field package of one; only packages can be merged.").format(
                file=path.name
            )
        )
    return {name: str(value) for name, value in told.items() if value is not None}


def _is_number(value: object) -> bool:
    return str(value).isascii() and str(value).isdecimal() and int(str(value)) < _MOST


def _check_links(path: Path, chain_id: str, events: Sequence[Mapping]) -> None:
    """Refuse a chain with a broken link, or with events of another chain."""
    previous, space = chain.genesis(chain_id), UUID(chain_id).bytes
    for place, event in enumerate(events, 1):
        sound = (
            event["chain_id"] == chain_id
            and event["seq"] == place
            and event["prev_hash"] == previous
            and event["event_id"] == chain.event_id(space, [event[name] for name in chain.IDENTIFYING])
            and event["hash"] == chain.event_hash(event)
        )
        if not sound:
            raise _refusal(
                path,
                translate("Merge", "its event {seq} does not follow from the one before it, or was changed.").format(
                    seq=event["seq"]
                ),
            )
        previous = event["hash"]


def _seal(path: Path, events: Sequence[Mapping]) -> dict:
    found = next((e for e in events if e["object_type"] == "package" and e["action"] == packed.PACKED), None)
    if found is None:
        raise _refusal(path, translate("Merge", "nothing says what it was packed with."))
    return {name: new for name, (_, new) in _payload(found).items()}


def _new_rows(path: Path, seal: Mapping, tables: Mapping[str, list]) -> dict:
    """Return by table what came after packing; refuses packed rows that were changed."""
    new: dict = {}
    for name in packed.PACKED_TABLES:
        count = seal.get(packed.rows_name(name))
        if not isinstance(count, int) or packed.rows_digest(tables[name][:count]) != seal.get(name):
            raise _refusal(
                path,
                translate("Merge", "rows of the table {table} are not those it was packed with.").format(table=name),
            )
        new[name] = tables[name][count:]
    if new.pop(packed.BASE):
        raise _refusal(path, translate("Merge", "its base was added to."))
    return new


def _replay(events: Iterable[Mapping], base_rows: Iterable[Mapping]) -> dict:
    """Return case id → column → value as base and events give them, ``geom`` as digest."""
    states = {row["case_id"]: dict(packed.base_of(row["row"]).values) for row in base_rows}
    for event in events:
        if event["object_type"] == "case":
            state = states.setdefault(event["object_id"], {})
            state.update((name, new) for name, (_, new) in _payload(event).items())
    return states


def _outside_edits(cases: Iterable[Mapping], states: Mapping[str, Mapping]) -> Iterator[OutsideEdit]:
    for case in sorted(cases, key=lambda case: str(case["case_id"])):
        state = states.get(case["case_id"])
        if state is None:
            continue
        for name in _COLUMNS:
            value = case[name]
            if name == "geom" and value is not None:
                value = chain.geometry_digest(value)
            if value != state.get(name):
                yield OutsideEdit(case["case_id"], case["case_no"], name, state.get(name), value)


def _adopted(last: Mapping, outside: Sequence[OutsideEdit], actor: Actor) -> Iterator[dict]:
    """Yield events that continue the package's chain: the same edits give the same events whenever they are merged.

    When and by whom they were made is not known: they carry the time of the last known event.
    """
    role = min(actor.role, _OUTSIDE_ROLE, key=lambda name: ROLE_RANK.get(name, -1))
    by_case: dict = {}
    for edit in outside:
        by_case.setdefault(edit.case_id, {})[edit.field] = [edit.recorded, edit.found]
    event: Mapping = last
    for case_id, payload in sorted(by_case.items()):
        event = continued(event, Actor(actor.name, role), case_id, chain.canonical_json(payload))
        yield dict(event)


def continued(last: Mapping, actor: Actor, case_id: str, payload: str) -> dict:
    """Return the event of an adopted edit that follows another event."""
    event: dict[str, Any] = {
        "chain_id": last["chain_id"],
        "seq": last["seq"] + 1,
        "at": last["at"],
        "actor": actor.name,
        "role": actor.role,
        "object_type": "case",
        "object_id": case_id,
        "action": ADOPTED,
        "reason": OUTSIDE,
        "payload": payload,
        "prev_hash": last["hash"],
    }
    event["event_id"] = chain.event_id(UUID(last["chain_id"]).bytes, [event[name] for name in chain.IDENTIFYING])
    event["hash"] = chain.event_hash(event)
    return event


def expired(returned: Returned, today: str) -> Optional[str]:
    """Return a sentence when a package came back after its last day."""
    until = returned.told.get("expires_on", "")
    if not until or today <= until:
        return None
    return translate("Merge", "{file} had to be back by {day}; it was merged all the same.").format(
        file=returned.path.name, day=until
    )


ROW_KEYS: Mapping[str, str] = {name: TABLES_BY_NAME[name].key for name in ROW_TABLES}
