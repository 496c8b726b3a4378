# SPDX-License-Identifier: GPL-2.0-or-later
"""How ledgers of earlier versions become ledgers of this one: what each step adds and rebuilds.

Everything happens in the caller's transaction; rows and hashes of events stay byte for byte
as they are, only the tables around them change.
"""

from __future__ import annotations

import hashlib
import sqlite3
from dataclasses import dataclass
from typing import Callable, Optional

from anyue_farmland_plugin.core.errors import LedgerSchemaError
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.ledger_tables import SCHEMA_VERSION, TABLES
from anyue_farmland_plugin.core.schema import Table
from anyue_farmland_plugin.core.tables import read_table
from anyue_farmland_plugin.ledger import container
from anyue_farmland_plugin.ledger.guards import GUARDS, INDEXES, expected_objects
from anyue_farmland_plugin.ledger.package_guards import guards_of

OLDEST_VERSION = 1
_VERSION = "SELECT value FROM settings WHERE key = 'schema_version'"
_OWN_OBJECTS = (
    "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'gpkg\\_%' ESCAPE '\\' "
    "AND name NOT LIKE 'rtree\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
)
_SRS = "SELECT srs_id FROM gpkg_geometry_columns WHERE table_name = 'cases'"


@dataclass(frozen=True)
class Step:
    """What leads to a version: why it exists, and what its rows need beyond the tables being made anew."""

    to: int
    why: str
    convert: Optional[Callable[[sqlite3.Connection], None]] = None


STEPS = (
    Step(2, "holds events of several chains: seq is unique within its chain only, which SQLite cannot change in place"),
)


@dataclass(frozen=True)
class Upgrade:
    """The version an upgrade found, and the names of tables, guards and indexes that were not that version's own."""

    found: int
    altered: tuple


def found_version(connection: sqlite3.Connection) -> Optional[int]:
    """Return the version a ledger says it has, None when it says nothing that is one."""
    row = connection.execute(_VERSION).fetchone()
    text = str(row[0]) if row else ""
    return int(text) if text.isdecimal() else None


def upgrade(connection: sqlite3.Connection, at: str) -> Upgrade:
    """Give an older ledger the tables, guards and indexes of this version; the caller commits and records it."""
    found = found_version(connection)
    if found is None or not OLDEST_VERSION <= found < SCHEMA_VERSION:
        raise ValueError(found)
    result = Upgrade(found, altered_objects(connection, found))
    if "events" in result.altered:
        raise LedgerSchemaError(
            translate(
                "Ledger",
                "Table events of this ledger was altered by another program; the ledger was left as it was. "
                "Rescue it into a new file.",
            )
        )
    _drop_guards_and_indexes(connection)
    (srs_id,) = connection.execute(_SRS).fetchone()
    for table in TABLES:
        if not _columns(connection, table.name):
            container.add_table(connection, table, TABLES, int(srs_id), at)
        elif table.name not in result.altered:
            _bring_up(connection, table)
    for step in STEPS:
        if step.to > found and step.convert is not None:
            step.convert(connection)
    for statement in GUARDS + INDEXES:
        connection.execute(statement)
    return result


def upgrade_copy(connection: sqlite3.Connection) -> None:
    """Give a private copy of an older ledger the tables of this version, to be read like any other.

    Nothing is done where the copy is up to date, is no ledger, or has an altered table of events.
    """
    names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    found = found_version(connection) if "settings" in names else None
    if found is None or not OLDEST_VERSION <= found < SCHEMA_VERSION:
        return
    (at,) = connection.execute("SELECT MAX(at) FROM events").fetchone()
    connection.execute("BEGIN")
    try:
        upgrade(connection, str(at))
    except LedgerSchemaError:
        connection.execute("ROLLBACK")
    else:
        connection.execute("COMMIT")


def fill_in(connection: sqlite3.Connection) -> None:
    """Let an older ledger be read as it is: what it does not have yet is shown as empty, by temporary views."""
    for table in TABLES:
        known = _columns(connection, table.name)
        missing = [name for name in table.column_names if _quoted(name) not in known]
        if missing:
            shown = [*known, *("NULL AS " + _quoted(name) for name in missing)] if known else []
            rows = " ".join(["SELECT", ", ".join(shown), "FROM main." + _quoted(table.name)])
            nothing = " ".join(
                ["SELECT", ", ".join("NULL AS " + _quoted(name) for name in ("fid", *missing)), "LIMIT 0"]
            )
            connection.execute(" ".join(["CREATE TEMP VIEW", _quoted(table.name), "AS", rows if known else nothing]))


def altered_objects(connection: sqlite3.Connection, version: int) -> tuple:
    """Return the names of own tables, triggers and indexes that are not as the version made them."""
    told = _objects_of_then(version) or _objects_of_this_version(connection)
    found = {row[1]: fingerprint(row[2]) for row in connection.execute(_OWN_OBJECTS)}
    return tuple(sorted(name for name in {**told, **found} if told.get(name) != found.get(name)))


def _objects_of_then(version: int) -> dict:
    rows = read_table("past_versions")
    return {row["object"]: row["digest"] for row in rows if row["version"] == str(version)}


def _objects_of_this_version(connection: sqlite3.Connection) -> dict:
    settings = dict(tuple(row) for row in connection.execute("SELECT key, value FROM settings"))
    expected = expected_objects(guards_of(settings))
    return {name: fingerprint(text) for name, text in expected.items() if not name.startswith("rtree_")}


def fingerprint(statement: str) -> str:
    """Return what stands for the SQL text of an object in the table ``past_versions``."""
    return hashlib.sha256(statement.encode("utf-8")).hexdigest()[:16]


def _drop_guards_and_indexes(connection: sqlite3.Connection) -> None:
    """Take off every trigger and index of our own; those of the R-trees stay."""
    for kind, name, _ in connection.execute(_OWN_OBJECTS).fetchall():
        if kind in ("trigger", "index"):
            connection.execute(" ".join(["DROP", kind, _quoted(name)]))


def _bring_up(connection: sqlite3.Connection, table: Table) -> None:
    """Give a table what it lacks: by new columns at its end where that is all, else by making it again."""
    wanted = container.table_ddl(table, TABLES)
    if _statement(connection, table) == wanted:
        return
    known = _columns(connection, table.name)
    for column in table.columns:
        if _quoted(column.name) not in known:
            definition = container.column_ddl(column, TABLES)
            connection.execute(" ".join(["ALTER TABLE", _quoted(table.name), "ADD COLUMN", definition]))
    if _statement(connection, table) != wanted:
        _rebuild(connection, table)
    connection.execute("DELETE FROM gpkg_data_columns WHERE table_name = ?", (table.name,))
    container.describe_columns(connection, table)


def _statement(connection: sqlite3.Connection, table: Table) -> str:
    return str(connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table.name,)).fetchone()[0])


def _rebuild(connection: sqlite3.Connection, table: Table) -> None:
    """Make a table again as it is declared now and move its rows over, row ids included.

    Only for attribute tables no other table refers to: renaming moves references along.
    """
    if table.geometry or any(column.references == table.name for other in TABLES for column in other.columns):
        raise ValueError(table.name)
    here, there = _quoted(table.name), _quoted(table.name + "_before")
    connection.execute(" ".join(["ALTER TABLE", here, "RENAME TO", there]))
    connection.execute(container.table_ddl(table, TABLES))
    known = _columns(connection, table.name + "_before")
    names = ", ".join(_quoted(name) for name in ("fid", *table.column_names) if _quoted(name) in known)
    connection.execute(
        " ".join(["INSERT INTO", here, "(" + names + ")", "SELECT", names, "FROM", there, "ORDER BY fid"])
    )
    connection.execute(" ".join(["DROP TABLE", there]))


def _columns(connection: sqlite3.Connection, table_name: str) -> list:
    """Return the quoted names of a table's columns, none when there is no such table."""
    return [
        _quoted(row[1]) for row in connection.execute(" ".join(["PRAGMA main.table_info(", _quoted(table_name), ")"]))
    ]


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
