# SPDX-License-Identifier: GPL-2.0-or-later
"""Rows that are not what the events say: each difference names table, row, column, recorded and found value."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Callable, Iterable, Iterator, Mapping, Optional

from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.ledger_tables import CASES, TABLES_BY_NAME
from anyue_farmland_plugin.ledger import chain, packed
from anyue_farmland_plugin.ledger.findings import Finding, Kind
from anyue_farmland_plugin.ledger.reading import Reader
from anyue_farmland_plugin.ledger.verify_replay import Replay

# Table → types its events may give as object type; such an event's payload is column → [old, new].
ROW_TABLES: Mapping[str, tuple] = {
    "evidence": ("evidence",),
    "evidence_links": ("evidence_links", "evidence_link"),
    "plans": ("plans", "plan"),
    "inspections": ("inspections", "inspection"),
    "documents": ("documents", "document"),
    "conflicts": ("conflicts", "conflict"),
}
_STAMPS = ("updated_at", "updated_by")  # taken from the event where its payload leaves them out
_SHOWN = 80


class Change(Enum):
    """What another program did to a row."""

    EDITED = "edited"
    INSERTED = "inserted"
    DELETED = "deleted"
    PASSED = "passed"  # an edit that an event of this plugin met and took for the truth


_KINDS = {
    Change.EDITED: Kind.FOREIGN_EDIT,
    Change.INSERTED: Kind.FOREIGN_INSERT,
    Change.DELETED: Kind.FOREIGN_DELETE,
    Change.PASSED: Kind.FOREIGN_EDIT,
}


@dataclass(frozen=True)
class Difference:
    """One value (or one whole row: ``column`` empty) that is not as recorded; ``geom`` is told by its digest."""

    table: str
    key: str
    label: str
    change: Change
    column: str = ""
    recorded: object = None
    found: object = None
    seq: int = 0


def shown(value: object) -> str:
    """Return a value for a sentence: short, and free of characters that cannot be printed."""
    text = "—" if value is None else str(value)
    text = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text[: _SHOWN + 1])
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def finding_of(difference: Difference) -> Finding:
    """Return the finding that tells of a difference."""
    if difference.table == "settings":
        kind, sentence = Kind.SETTING, translate("Verify", "Setting {row} is “{found}”, the events say “{recorded}”.")
    else:
        kind, sentence = _KINDS[difference.change], _sentence(difference.change)
    text = sentence.format(
        table=difference.table,
        row=shown(difference.label),
        column=difference.column,
        recorded=shown(difference.recorded),
        found=shown(difference.found),
        seq=difference.seq,
    )
    return Finding(kind, difference.key, text)


def _sentence(change: Change) -> str:
    if change is Change.EDITED:
        return translate(
            "Verify",
            "{table}, {row}: {column} is “{found}”, the events say “{recorded}”; it was changed outside the plugin.",
        )
    if change is Change.INSERTED:
        return translate("Verify", "{table}, {row}: no event speaks of this row; it was written outside the plugin.")
    if change is Change.DELETED:
        return translate("Verify", "{table}, {row}: the events speak of this row but it is missing from the table.")
    return translate(
        "Verify",
        "{table}, {row}: event {seq} changes {column} from “{found}”, the events before it say “{recorded}”; it was "
        "changed outside the plugin in between.",
    )


def case_differences(reader: Reader, replay: Replay) -> Iterator[Difference]:
    """Yield what differs between the cases table and the replay of its events."""
    waiting = replay.case_ids()
    labels: dict = {}
    for case in reader.rows("cases"):
        key, label = case["case_id"], case["case_no"]
        told = replay.case(key)
        waiting.discard(key)
        if told is None:
            yield Difference("cases", key, label, Change.INSERTED)
            continue
        labels[key] = label
        case["geom"] = None if case["geom"] is None else chain.geometry_digest(case["geom"])
        yield from _columns("cases", (key, label), told, case)
    for key in sorted(waiting):
        told = replay.case(key) or {}
        yield Difference("cases", key, told.get("case_no") or key, Change.DELETED)
    for gap in replay.open_gaps():
        label = labels.get(gap.case_id) or gap.case_id
        yield Difference("cases", gap.case_id, label, Change.PASSED, gap.column, gap.recorded, gap.found, gap.seq)


def _columns(table: str, row: tuple, told: Mapping, found: Mapping) -> Iterator[Difference]:
    declared = TABLES_BY_NAME[table]
    for name in (*declared.column_names, *(("geom",) if declared.geometry else ())):
        recorded, value = told.get(name), found[name]
        if recorded != value or (type(recorded) is not type(value) and not _are_numbers(recorded, value)):
            yield Difference(table, row[0], row[1], Change.EDITED, name, recorded, value)


def _are_numbers(recorded: object, value: object) -> bool:
    return isinstance(recorded, (int, float)) and isinstance(value, (int, float))


def row_differences(reader: Reader, replay: Replay) -> Iterator[Difference]:
    """Yield what differs in evidence, plans, inspections, documents and conflicts."""
    for table, types in ROW_TABLES.items():
        told = _told_rows(table, replay.events(*types))
        key = TABLES_BY_NAME[table].key
        came_packed = packed_keys(reader, table)
        for row in reader.rows(table):
            recorded = told.pop(row[key], None)
            if recorded is not None:
                yield from _columns(table, (row[key], row[key]), recorded, row)
            elif row[key] not in came_packed:
                yield Difference(table, row[key], row[key], Change.INSERTED)
        for missing in sorted(set(told) - came_packed):
            yield Difference(table, missing, missing, Change.DELETED)


def _told_rows(table: str, events: Iterable) -> dict:
    declared = TABLES_BY_NAME[table]
    rows: dict = {}
    for told in events:
        row = rows.setdefault(told.object_id, {declared.key: told.object_id})
        row.update(zip(_STAMPS, (told.at, told.actor)))
        row.update((name, pair[1]) for name, pair in told.payload.items())
    names = frozenset(declared.column_names)
    return {key: {name: value for name, value in row.items() if name in names} for key, row in rows.items()}


def told_row(table: str, key: str, replay: Replay) -> Optional[dict]:
    """Return what the events say a row of evidence, plans … must hold; None when they do not speak of it."""
    events = [told for told in replay.events(*ROW_TABLES[table]) if told.object_id == key]
    return _told_rows(table, events).get(key)


def packed_keys(reader: Reader, table: str) -> frozenset:
    """Return the keys of the rows a field package was given at its making; none in a county's ledger."""
    if not packed.is_package(reader):
        return frozenset()
    count = packed.packed_seal(reader).get(packed.rows_name(table))
    if count is None:
        return frozenset()
    key = TABLES_BY_NAME[table].key
    return frozenset(row[key] for row in packed.packed_rows(reader, table, int(count)))


def told_settings(replay: Replay) -> dict:
    """Return the settings the events of the own chain give."""
    told: dict = {}
    for event in replay.events("ledger", "setting"):
        if event.chain_id != replay.own:
            continue
        if event.object_type == "setting":
            told[event.object_id] = event.payload["value"][1]
        elif event.action == "created":
            told.update({name: pair[1] for name, pair in event.payload.items()})
            told.update(created_at=event.at, created_by=event.actor)
    return told


def setting_differences(reader: Reader, replay: Replay) -> Iterator[Difference]:
    """Yield settings that are not what the creating event and later ones say."""
    told, found = told_settings(replay), reader.settings()
    for name in sorted(set(told) | set(found)):
        if told.get(name) != found.get(name):
            yield Difference("settings", name, name, Change.EDITED, "value", told.get(name), found.get(name))


SOURCES: tuple[Callable[[Reader, Replay], Iterator[Difference]], ...] = (
    case_differences,
    row_differences,
    setting_differences,
)


def differences(reader: Reader, replay: Replay) -> Iterator[Difference]:
    """Yield everything another program changed that the replay can name."""
    for source in SOURCES:
        yield from source(reader, replay)


CASE_COLUMNS = frozenset((*CASES.column_names, "geom"))
