# SPDX-License-Identifier: GPL-2.0-or-later
"""How ledgers of earlier versions become ledgers of this one: what each step adds and rebuilds.

Everything happens in the caller's transaction; rows and hashes of events stay byte for byte
as they are, only the tables around them change.
"""

from __future__ import annotations

import hashlib
import sqlite3
from dataclasses import dataclass
from typing import Optional

from anyue_farmland_plugin.core.ledger_tables import SCHEMA_VERSION, TABLES, TABLES_BY_NAME
from anyue_farmland_plugin.core.schema import Table
from anyue_farmland_plugin.ledger import container
from anyue_farmland_plugin.ledger.guards import GUARDS, INDEXES
from anyue_farmland_plugin.ledger.past_versions import OBJECTS

OLDEST_VERSION = 1
_VERSION = "SELECT value FROM settings WHERE key = 'schema_version'"
_OWN_OBJECTS = (
    "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'gpkg\\_%' ESCAPE '\\' "
    "AND name NOT LIKE 'rtree\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
)
_SRS = "SELECT srs_id FROM gpkg_geometry_columns WHERE table_name = 'cases'"


@dataclass(frozen=True)
class Step:
    """What leads to a version: tables that are new, and attribute tables made again with other constraints."""

    to: int
    adds: tuple = ()
    rebuilds: tuple = ()


STEPS = (
    # Events of several chains: seq is unique within its chain only, which SQLite cannot change in place.
    Step(2, adds=("package_base", "conflicts"), rebuilds=("events",)),
)


@dataclass(frozen=True)
class Upgrade:
    """The version an upgrade found; ``altered`` names tables, guards and indexes that were not as that version has them."""

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
    steps = [step for step in STEPS if step.to > found]
    _drop_guards_and_indexes(connection)
    for name in dict.fromkeys(name for step in steps for name in step.rebuilds):
        _rebuild(connection, TABLES_BY_NAME[name])
    (srs_id,) = connection.execute(_SRS).fetchone()
    for name in dict.fromkeys(name for step in steps for name in step.adds):
        container.add_table(connection, TABLES_BY_NAME[name], TABLES, int(srs_id), at)
    for statement in GUARDS + INDEXES:
        connection.execute(statement)
    return result


def fill_in(connection: sqlite3.Connection, found: int) -> None:
    """Let an older ledger be read as it is: tables it does not have yet stand in as empty temporary ones."""
    for name in (name for step in STEPS if step.to > found for name in step.adds):
        columns = ", ".join('"' + column + '"' for column in TABLES_BY_NAME[name].column_names)
        connection.execute(" ".join(["CREATE TEMP TABLE", '"' + name + '"', "(fid INTEGER PRIMARY KEY,", columns, ")"]))


def altered_objects(connection: sqlite3.Connection, version: int) -> tuple:
    """Return the names of own tables, triggers and indexes that are not as an earlier version made them."""
    told = OBJECTS[version]
    found = {row[1]: fingerprint(row[2]) for row in connection.execute(_OWN_OBJECTS)}
    return tuple(sorted(name for name in {**told, **found} if told.get(name) != found.get(name)))


def fingerprint(statement: str) -> str:
    """Return what stands for the SQL text of an object in `past_versions`."""
    return hashlib.sha256(statement.encode("utf-8")).hexdigest()[:16]


def _drop_guards_and_indexes(connection: sqlite3.Connection) -> None:
    """Take off every trigger and index of our own; those of the R-trees stay."""
    for kind, name, _ in connection.execute(_OWN_OBJECTS).fetchall():
        if kind in ("trigger", "index"):
            connection.execute(" ".join(["DROP", kind, '"' + name.replace('"', '""') + '"']))


def _rebuild(connection: sqlite3.Connection, table: Table) -> None:
    """Make an attribute table again as it is declared now and move its rows over, row ids included."""
    old = f"{table.name}_before"
    here, there = '"' + table.name + '"', '"' + old + '"'
    connection.execute(" ".join(["ALTER TABLE", here, "RENAME TO", there]))
    connection.execute(container.table_ddl(table, TABLES))
    known = [row[1] for row in connection.execute(" ".join(["PRAGMA table_info(", there, ")"]))]
    kept = ["fid", *(name for name in table.column_names if name in known)]
    names = ", ".join('"' + name + '"' for name in kept)
    connection.execute(
        " ".join(["INSERT INTO", here, "(" + names + ")", "SELECT", names, "FROM", there, "ORDER BY fid"])
    )
    connection.execute(" ".join(["DROP TABLE", there]))
    connection.execute("DELETE FROM gpkg_data_columns WHERE table_name = ?", (table.name,))
    container.describe_columns(connection, table)
