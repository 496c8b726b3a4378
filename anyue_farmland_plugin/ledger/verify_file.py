# SPDX-License-Identifier: GPL-2.0-or-later
"""Checks of the file as a database: pages, journal, references, and exactly the objects a ledger has."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Iterator, Mapping

from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.ledger_tables import TABLES
from anyue_farmland_plugin.ledger import turns
from anyue_farmland_plugin.ledger.connection import BUSY_SECONDS
from anyue_farmland_plugin.ledger.container import SYSTEM_TABLES, USER_VERSION, rtree_ddl
from anyue_farmland_plugin.ledger.findings import Finding, Kind
from anyue_farmland_plugin.ledger.guards import expected_objects
from anyue_farmland_plugin.ledger.package_guards import guards_of
from anyue_farmland_plugin.ledger.reading import Reader

_JOURNAL_MAGIC = 8
_WRITE_VERSION = 18  # byte of the header: 1 rollback journal, 2 write-ahead log
_TREE_PARTS = ("", "_node", "_parent", "_rowid")
_OBJECTS = "SELECT type, name, sql FROM sqlite_master"
_COUNTED = "SELECT (SELECT seq FROM sqlite_sequence WHERE name = 'events'), (SELECT MAX(fid) FROM events)"


def check_file(reader: Reader, path: Path, settings: Mapping[str, str]) -> Iterator[Finding]:
    """Yield faults of the file as a database; a ledger with these settings has its own guards."""
    connection = reader.connection
    with turns.shared(path, BUSY_SECONDS):  # a commit under way has a journal, and rightly so
        live = [sidecar for sidecar in ("-wal", "-shm", "-journal") if _is_live(path.with_name(path.name + sidecar))]
    for sidecar in live:
        text = translate("Verify", "A file {name} lies beside the ledger; another program has it open or was killed.")
        yield Finding(Kind.SIDECAR, path.name + sidecar, text.format(name=path.name + sidecar))
    for (text,) in connection.execute("PRAGMA integrity_check(20)"):
        if text != "ok":
            yield Finding(Kind.INTEGRITY, path.name, text)
    for row in connection.execute("PRAGMA foreign_key_check"):
        text = translate("Verify", "Row {row} of {table} refers to a missing row of {other}.")
        words = {"table": row[0], "row": row[1], "other": row[2]}
        yield Finding(Kind.FOREIGN_KEY, f"{row[0]}:{row[1]}", text.format(**words))
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version != USER_VERSION:
        text = translate("Verify", "GeoPackage version {found} instead of {known}.")
        yield Finding(Kind.VERSION, path.name, text.format(found=version, known=USER_VERSION))
    yield from check_objects(connection, settings)


def check_journal(connection: sqlite3.Connection, path: Path) -> Iterator[Finding]:
    """Yield the journal mode of the live file where it is not ours."""
    (journal,) = connection.execute("PRAGMA journal_mode").fetchone()
    if journal not in ("delete", "truncate", "persist", "memory"):
        text = translate("Verify", "The file was left in another journal mode ({mode}) by another program.")
        yield Finding(Kind.JOURNAL, path.name, text.format(mode=journal))


def _is_live(sidecar: Path) -> bool:
    """Tell whether a sidecar holds anything; a writer killed early leaves an inert journal behind."""
    if not sidecar.name.endswith("-journal"):
        return sidecar.exists()
    try:
        with sidecar.open("rb") as stream:
            return any(stream.read(_JOURNAL_MAGIC))
    except FileNotFoundError:
        return False


def _expected(settings: Mapping[str, str]) -> dict:
    found = expected_objects(guards_of(settings))
    found.update({statement.split()[2]: statement for statement in SYSTEM_TABLES})
    found.update({f"rtree_{table.name}_geom": rtree_ddl(table)[0] for table in TABLES if table.geometry})
    return found


def check_objects(connection: sqlite3.Connection, settings: Mapping[str, str]) -> Iterator[Finding]:
    """Yield tables, triggers, indexes and views that are missing, altered or do not belong into a ledger."""
    expected = _expected(settings)
    parts = {f"rtree_{table.name}_geom{part}" for table in TABLES if table.geometry for part in _TREE_PARTS}
    rows = [tuple(row) for row in connection.execute(_OBJECTS)]
    found = {name: sql for _, name, sql in rows if sql is not None}
    for name, statement in expected.items():
        if found.get(name) != statement:
            is_trigger = statement.startswith("CREATE TRIGGER")
            sentence = (
                translate("Verify", "The trigger “{name}” is missing or was altered; nothing guards its rows.")
                if is_trigger
                else translate("Verify", "“{name}” is missing or was altered.")
            )
            yield Finding(Kind.GUARD if is_trigger else Kind.SCHEMA, name, sentence.format(name=name))
    for kind, name, _ in rows:
        if name not in expected and name not in parts and not name.startswith("sqlite_"):
            text = translate("Verify", "{kind} “{name}” does not belong into a ledger.")
            yield Finding(Kind.SCHEMA, name, text.format(kind=kind, name=name))


def events_cut(connection: sqlite3.Connection) -> int:
    """Return how many of the newest events were taken out: the file counts every row it ever gave a number."""
    counted, there = connection.execute(_COUNTED).fetchone()
    return max(0, (counted or 0) - (there or 0))


def check_counter(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Yield the trace of newest events that were taken out."""
    cut = events_cut(connection)
    if cut:
        text = translate("Verify", "The newest events were cut off: the file has given numbers to {cut} more.")
        yield Finding(Kind.TRUNCATED, "", text.format(cut=cut))
