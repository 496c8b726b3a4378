# SPDX-License-Identifier: GPL-2.0-or-later
"""The only writer of ledgers: every change of a case and its event in one transaction."""

from __future__ import annotations

import sqlite3
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Iterable, Iterator, Mapping, Optional, Sequence
from uuid import UUID

from anyue_farmland_plugin.core.errors import LedgerError, OlderLedger, StaleRecord
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.ledger_tables import (
    CASES,
    DELIVERIES,
    DERIVED_CASE_COLUMNS,
    SCHEMA_VERSION,
    TABLES,
    TABLES_BY_NAME,
)
from anyue_farmland_plugin.core.ports import Actor, Clock, timestamp
from anyue_farmland_plugin.ledger import blob, chain, code_tables, conflicts, container, sealing, statements
from anyue_farmland_plugin.ledger import connection as files
from anyue_farmland_plugin.ledger.backups import daily_backup
from anyue_farmland_plugin.ledger.guards import INDEXES
from anyue_farmland_plugin.ledger.migrations_run import MIGRATED, Record, bring_up_to_date
from anyue_farmland_plugin.ledger.new_files import new_file
from anyue_farmland_plugin.ledger.package_guards import guards_of
from anyue_farmland_plugin.ledger.reading import Reader
from anyue_farmland_plugin.ledger.recognising import check_place
from anyue_farmland_plugin.ledger.turns import Turn
from anyue_farmland_plugin.ledger.values import clean_case_values

RECOVERED = "recovered"
RESOLVED = conflicts.RESOLVED
DERIVED_ACTIONS = ("merged", "unmerged")  # values that follow from events of several chains


@dataclass(frozen=True)
class Blueprint:
    """What a new ledger is made from.

    ``srs_row`` is its gpkg_spatial_ref_sys row; ``enumerations`` maps enumeration name to
    (code, label) pairs; ``code_rows`` maps code table name to row mappings.
    """

    srs_row: Sequence
    chain_id: str
    settings: Mapping[str, str]
    enumerations: Mapping[str, Sequence]
    code_rows: Mapping[str, Sequence[Mapping]]


@dataclass(frozen=True)
class Receipt:
    """Proof of one durable change: the case's new revision and the event's place in the chain."""

    case_id: str
    revision: int
    seq: int
    head: str
    at: str


@dataclass
class Writer:
    """Writes within one open transaction; made by `writing` and `creating` only."""

    connection: sqlite3.Connection
    actor: Actor
    clock: Clock
    srs_id: int
    chain_id: str
    seq: int
    head: str
    codes: dict = field(default_factory=dict)

    def append_event(self, object_type: str, object_id: str, action: str, payload: Mapping, *, reason: str = "") -> str:
        """Append one event to the chain and return its time."""
        return self._append((object_type, object_id, action), payload, reason, timestamp(self.clock()))

    def _append(self, what: tuple, payload: Mapping, reason: str, at: str) -> str:
        event: dict[str, Any] = {
            "chain_id": self.chain_id,
            "seq": self.seq + 1,
            "at": at,
            "actor": self.actor.name,
            "role": self.actor.role,
            **dict(zip(("object_type", "object_id", "action"), what)),
            "reason": reason,
            "payload": chain.canonical_json(payload),
            "prev_hash": self.head,
        }
        event["event_id"] = chain.event_id(UUID(self.chain_id).bytes, [event[name] for name in chain.IDENTIFYING])
        event["hash"] = chain.event_hash(event)
        self.insert("events", [event])
        self.seq, self.head = self.seq + 1, event["hash"]
        return at

    def insert(self, table_name: str, rows: Iterable[Mapping]) -> None:
        """Insert whole rows; ``geom`` holds WKB, absent columns become NULL."""
        columns = statements.stored_columns(TABLES_BY_NAME[table_name])
        self.connection.executemany(
            statements.insert(table_name),
            (tuple(self._stored(name, row.get(name)) for name in columns) for row in rows),
        )

    def add_codes(self, table_name: str, rows: Sequence[Mapping], enumeration: str) -> None:
        """Add rows to a code table and its enumeration and record it; the caller has removed known codes."""
        self.insert(table_name, rows)
        told = {row["code"]: [None, code_tables.code_row(row)] for row in rows}
        self.append_event("codes", table_name, "added", told)
        container.add_enumeration(self.connection, enumeration, [(row["code"], row["name"]) for row in rows])
        self.codes.pop(enumeration, None)

    def add_delivery(
        self, row: Mapping, clues: Sequence[Mapping], pieces: Sequence[Mapping], *, reason: str = ""
    ) -> None:
        """Insert a delivery with its clues and pieces and seal them in one event.

        The cases they name must exist already.
        """
        self.insert("deliveries", [row])
        self.insert("clues", clues)
        self.insert("pieces", pieces)
        self.seal(row, sealing.clues_digest(clues), sealing.pieces_digest(pieces), reason=reason)

    def seal(self, delivery: Mapping, clues_digest: str, pieces_digest: str, *, reason: str = "") -> None:
        """Append the event of a delivery whose rows have been inserted."""
        told = {name: [None, delivery[name]] for name in DELIVERIES.column_names if delivery.get(name) is not None}
        told["clues_digest"] = [None, clues_digest]
        told["pieces_digest"] = [None, pieces_digest]
        self.append_event("delivery", delivery["delivery_id"], "imported", told, reason=reason)

    def create_case(self, row: Mapping, *, action: str = "created", reason: str = "") -> None:
        """Insert a case (revision 1, cycle 1 unless given) and the event that creates it."""
        at = timestamp(self.clock())
        whole = {
            "cycle": 1,
            **clean_case_values(row, self.codes_of),
            "revision": 1,
            "created_at": at,
            "updated_at": at,
            "updated_by": self.actor.name,
        }
        self.insert("cases", [whole])
        payload = {
            name: [None, whole[name]]
            for name in CASES.column_names
            if name not in DERIVED_CASE_COLUMNS and whole.get(name) is not None
        }
        payload["geom"] = [None, _recorded("geom", whole["geom"])]
        self._append(("case", whole["case_id"], action), payload, reason, at)

    def update_case(
        self, case_id: str, changes: Mapping, *, action: str, reason: str = "", expected_revision: Optional[int] = None
    ) -> Receipt:
        """Change columns of one case and record old and new values (``geom`` as WKB).

        With the action `RESOLVED` a value is recorded even where it is the one that stood.  Open
        conflicts about the columns written are settled, as whoever writes saw them; not so where
        a merge writes.  Raises StaleRecord when the case has another revision than expected, InputDataError
        for codes outside the tables, LedgerError when there is no such case.
        """
        wanted = clean_case_values(changes, self.codes_of, fixed=DERIVED_CASE_COLUMNS)
        old = self._case(case_id)
        if expected_revision is not None and old["revision"] != expected_revision:
            raise StaleRecord(
                translate(
                    "Ledger",
                    "Case {case} was changed by {actor} at {at} since you opened it; nothing was written. "
                    "Look at the new values and decide again.",
                ).format(case=old["case_no"], actor=old["updated_by"], at=old["updated_at"])
            )
        real = {name: value for name, value in wanted.items() if old[name] != value or action == RESOLVED}
        at = timestamp(self.clock())
        values = {**real, "revision": old["revision"] + 1, "updated_at": at, "updated_by": self.actor.name}
        columns = tuple(sorted(values))
        done = self.connection.execute(
            statements.update_case(columns),
            (*(self._stored(name, values[name]) for name in columns), case_id, old["revision"]),
        )
        if done.rowcount != 1:
            raise LedgerError(translate("Ledger", "Case {case} was not updated.").format(case=case_id))
        payload = {name: [_recorded(name, old[name]), _recorded(name, value)] for name, value in real.items()}
        self._append(("case", case_id, action), payload, reason, at)
        if action not in DERIVED_ACTIONS:
            conflicts.settle(self, case_id, payload, reason)
        return Receipt(case_id, old["revision"] + 1, self.seq, self.head, at)

    def set_setting(self, name: str, value: str) -> None:
        """Set one setting of the ledger and record it."""
        row = self.connection.execute("SELECT value FROM settings WHERE key = ?", (name,)).fetchone()
        self.connection.execute(
            "INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (name, value),
        )
        self.append_event("setting", name, "set", {"value": [row[0] if row else None, value]})

    def _case(self, case_id: str) -> dict:
        case = Reader(self.connection).case(case_id)
        if case is None:
            raise LedgerError(translate("Ledger", "There is no case {case} in this ledger.").format(case=case_id))
        return case

    def _stored(self, name: str, value: object) -> object:
        """Return a value as SQLite gets it: WKB becomes a GeoPackage blob."""
        if name != "geom" or value is None:
            return value
        return blob.encode(bytes(value), self.srs_id)  # type: ignore[call-overload]

    def codes_of(self, name: str) -> frozenset:
        """Return the codes of an enumeration of the file."""
        if name not in self.codes:
            self.codes[name] = frozenset(
                row[0]
                for row in self.connection.execute(
                    "SELECT value FROM gpkg_data_column_constraints WHERE constraint_name = ?", (name,)
                )
            )
        return self.codes[name]


def _recorded(name: str, value: object) -> object:
    """Return a value as an event records it: a geometry by its digest."""
    return chain.geometry_digest(value) if name == "geom" and isinstance(value, bytes) else value


def _writer(connection: sqlite3.Connection, actor: Actor, clock: Clock) -> Writer:
    (srs_id,) = connection.execute("SELECT srs_id FROM gpkg_geometry_columns WHERE table_name = 'cases'").fetchone()
    head = Reader(connection).head()
    return Writer(connection, actor, clock, srs_id, head.chain_id, head.seq, head.hash)


@contextmanager
def writing(path: Path, actor: Actor, clock: Clock) -> Iterator[Writer]:
    """Open an existing ledger and write in one transaction, all or nothing.

    The day's first write makes a backup before; a ledger of an earlier version is brought up to date.
    """
    check_place(path)
    daily_backup(path, clock=clock)
    with ExitStack() as stack:
        try:
            connection = stack.enter_context(files.open_writing(path))
        except OlderLedger:
            bring_up_to_date(path, _migration_recorder(actor, clock), clock=clock)
            connection = stack.enter_context(files.open_writing(path))
        writer = _writer(connection, actor, clock)
        yield writer
        _record_deaths(writer, connection.turn)


def _record_deaths(writer: Writer, turn: Optional[Turn]) -> None:
    """Record who died while writing since the last commit; what they had not committed was undone."""
    if turn is not None and turn.left:
        writer.append_event("ledger", writer.chain_id, RECOVERED, {"left_by": [None, [str(one) for one in turn.left]]})
        turn.recorded = True


def _migration_recorder(actor: Actor, clock: Clock) -> Record:
    def record(connection: sqlite3.Connection, told: dict) -> None:
        writer = _writer(connection, actor, clock)
        writer.append_event("ledger", writer.chain_id, MIGRATED, told)
        writer.set_setting("schema_version", str(SCHEMA_VERSION))

    return record


@contextmanager
def creating(path: Path, blueprint: Blueprint, actor: Actor, clock: Clock) -> Iterator[Writer]:
    """Create a ledger with its code tables and write its first content, all or nothing."""
    with new_file(path) as connection:
        at = timestamp(clock())
        container.create_container(connection, TABLES, blueprint.srs_row, at)
        settings = {
            **blueprint.settings,
            "schema_version": str(SCHEMA_VERSION),
            "chain_id": blueprint.chain_id,
            "created_at": at,
            "created_by": actor.name,
        }
        connection.executemany("INSERT INTO settings (key, value) VALUES (?, ?)", sorted(settings.items()))
        for name, entries in blueprint.enumerations.items():
            container.add_enumeration(connection, name, entries)
        writer = _writer(connection, actor, clock)
        for table_name, rows in blueprint.code_rows.items():
            writer.insert(table_name, rows)
        settings[code_tables.CODES_DIGEST] = code_tables.codes_digest(connection)
        writer.insert("settings", [{"key": code_tables.CODES_DIGEST, "value": settings[code_tables.CODES_DIGEST]}])
        told = {name: [None, value] for name, value in settings.items() if name not in ("created_at", "created_by")}
        writer._append(("ledger", blueprint.chain_id, "created"), told, "", at)
        yield writer
        for statement in guards_of(settings) + INDEXES:  # last: an index is built many times faster than it grows
            connection.execute(statement)
