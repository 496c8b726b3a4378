# SPDX-License-Identifier: GPL-2.0-or-later
"""How the ledger file is opened: short, private connections with one discipline.

Rollback journal, full sync, IMMEDIATE transactions; the five functions that GeoPackage
R-tree triggers call are supplied, computed from the WKB.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Iterator, Optional
from urllib.parse import quote

from anyue_farmland_plugin.core.errors import LedgerError, LedgerSchemaError, OlderLedger
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.ledger_tables import SCHEMA_VERSION
from anyue_farmland_plugin.ledger import blob, migrations
from anyue_farmland_plugin.ledger.container import APPLICATION_ID
from anyue_farmland_plugin.ledger.explaining import explained, explained_statements

BUSY_SECONDS = 5.0
_CACHE = "PRAGMA cache_size = -65536"  # KiB; keys are random, so a long transaction meets every index page again


def _last_bounds() -> object:
    """Return a bounds function that remembers the last blob: a trigger asks four times."""
    memory: list = [b"", None]

    def bounds(value: Optional[bytes]) -> Optional[tuple]:
        if value is None:
            return None
        if value != memory[0]:
            memory[1] = blob.wkb_bounds(blob.decode(value)[1])
            memory[0] = value
        return memory[1]

    return bounds


def register_functions(connection: sqlite3.Connection) -> None:
    """Give the connection the ST_ functions its R-tree triggers need."""
    bounds = _last_bounds()

    def corner(place: int) -> object:
        def value(data: Optional[bytes]) -> Optional[float]:
            box = bounds(data)  # type: ignore[operator]
            return None if box is None else float(box[place])

        return value

    def is_empty(data: Optional[bytes]) -> Optional[int]:
        return None if data is None else int(bounds(data) is None)  # type: ignore[operator]

    for place, name in enumerate(("ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY")):
        connection.create_function(name, 1, corner(place), deterministic=True)  # type: ignore[arg-type]
    connection.create_function("ST_IsEmpty", 1, is_empty, deterministic=True)


def uri(path: Path, mode: str) -> str:
    """Return the SQLite URI of a path that may hold ?, #, % or Chinese characters."""
    text = path.absolute().as_posix()
    return "file:" + ("" if text.startswith("/") else "/") + quote(text, safe="/:") + f"?mode={mode}"


def _configure(connection: sqlite3.Connection) -> None:
    register_functions(connection)
    for pragma in ("foreign_keys = ON", "recursive_triggers = ON", "synchronous = EXTRA", "cell_size_check = ON"):
        connection.execute("PRAGMA " + pragma)
    connection.row_factory = sqlite3.Row


def check_is_ledger(connection: sqlite3.Connection, path: Path) -> int:
    """Return the ledger's version, which may be an older one; refuse files that are none, or a newer one."""
    (identity,) = connection.execute("PRAGMA application_id").fetchone()
    names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if identity != APPLICATION_ID or not {"cases", "events", "settings", "clues", "pieces", "deliveries"} <= names:
        raise LedgerSchemaError(
            translate(
                "Ledger",
                "{name} is not a ledger of this plugin; it was left untouched. "
                "Choose another file, or a new name to create a ledger.",
            ).format(name=path.name)
        )
    version = migrations.found_version(connection)
    if version is None or not migrations.OLDEST_VERSION <= version <= SCHEMA_VERSION:
        raise LedgerSchemaError(
            translate(
                "Ledger",
                "Ledger {name} has version {found}, this plugin knows version {known}; it was left untouched. "
                "Install the plugin version that made it.",
            ).format(name=path.name, found=version, known=SCHEMA_VERSION)
        )
    return version


def _check_file(path: Path) -> None:
    if not path.is_file():
        raise LedgerError(
            translate("Ledger", "There is no ledger {name} in {folder}.").format(name=path.name, folder=path.parent)
        )
    if path.stat().st_size == 0:
        raise LedgerSchemaError(
            translate(
                "Ledger",
                "{name} is an empty file (0 bytes), not a ledger; it was left untouched. "
                "Delete it or choose another name.",
            ).format(name=path.name)
        )


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    connection = sqlite3.connect(uri(path, mode), uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        _configure(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _sidecar(path: Path, suffix: str) -> bool:
    return path.with_name(path.name + suffix).exists()


def _connect_reading(path: Path) -> sqlite3.Connection:
    """Connect without changing the file, whatever state another program left it in.

    A journal of a killed writer must be rolled back, and a file left in WAL mode leaves
    sidecars behind read-only connections: both need a connection that may write.
    """
    if _sidecar(path, "-journal") or _sidecar(path, "-wal"):
        return _connect(path, "rw")
    try:
        connection = _connect(path, "ro")
    except sqlite3.OperationalError:
        return _connect(path, "ro&immutable=1")  # WAL mode in a folder nobody can write to
    (journal,) = connection.execute("PRAGMA journal_mode").fetchone()
    if journal != "wal":
        return connection
    connection.close()
    return _connect(path, "rw")


@contextmanager
def open_reading(path: Path) -> Iterator[sqlite3.Connection]:
    """Open an existing ledger for reading, in one consistent transaction."""
    with explained(path):
        _check_file(path)
        connection = _connect_reading(path)
    with closing(connection), explained_statements(path):
        if check_is_ledger(connection, path) < SCHEMA_VERSION:
            migrations.fill_in(connection)
        connection.execute("PRAGMA query_only = ON")
        connection.execute("BEGIN")
        yield connection


@contextmanager
def open_writing(path: Path, *, oldest: int = SCHEMA_VERSION) -> Iterator[sqlite3.Connection]:
    """Open an existing ledger and hold one IMMEDIATE transaction; commit at the end.

    Raises OlderLedger for a version before ``oldest``.
    """
    with explained(path):
        _check_file(path)
        if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
            raise PermissionError(str(path))
        connection = _connect(path, "rw")
    with closing(connection), explained_statements(path):
        if check_is_ledger(connection, path) < oldest:
            raise OlderLedger(
                translate(
                    "Ledger",
                    "Ledger {name} was made by an earlier version of the plugin; nothing was written. "
                    "Open it once in this version to bring it up to date.",
                ).format(name=path.name)
            )
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute(_CACHE)
        connection.execute("PRAGMA cache_spill = OFF")  # else a long transaction locks readers out before its commit
        connection.execute("BEGIN IMMEDIATE")
        with transaction(connection):
            yield connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Commit the open transaction at the end, roll it back on any error."""
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextmanager
def new_file(path: Path) -> Iterator[sqlite3.Connection]:
    """Build a new ledger beside its final place; it appears there whole or not at all."""
    part = path.with_name(f".{path.name}.part")
    if path.exists():
        raise LedgerError(translate("Ledger", "{name} exists already; it was left untouched.").format(name=path.name))
    with explained(path):
        _discard(part)
        connection = _connect(part, "rwc")
    try:
        with closing(connection), explained_statements(path):
            connection.execute("PRAGMA journal_mode = DELETE")
            connection.execute(_CACHE)
            connection.execute("BEGIN IMMEDIATE")
            with transaction(connection):
                yield connection
        with explained(path):
            part.rename(path)
            _sync_folder(path.parent)
    except BaseException:
        _discard(part)
        raise


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _discard(part: Path) -> None:
    for name in (part, part.with_name(part.name + "-journal")):
        if name.exists():
            name.unlink()


def check_place(path: Path) -> None:
    """Refuse a place where a ledger could not be written, before any long work is done."""
    with explained(path):
        if path.is_dir():
            raise IsADirectoryError(str(path))
        if not os.access(path.parent, os.W_OK) or (path.exists() and not os.access(path, os.W_OK)):
            raise PermissionError(str(path))
