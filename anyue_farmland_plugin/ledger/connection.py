# SPDX-License-Identifier: GPL-2.0-or-later
"""How the ledger file is opened: short, private connections with one discipline.

Rollback journal, full sync, IMMEDIATE transactions; the five functions that GeoPackage
R-tree triggers call are supplied, computed from the WKB.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Iterator, Optional
from urllib.parse import quote

from anyue_farmland_plugin.core.errors import LedgerError
from anyue_farmland_plugin.core.ledger_tables import SCHEMA_VERSION
from anyue_farmland_plugin.ledger import filelocks, migrations, turns
from anyue_farmland_plugin.ledger.explaining import explained, explained_statements, replaced
from anyue_farmland_plugin.ledger.gate import check_objects
from anyue_farmland_plugin.ledger.gpkg_functions import register_functions
from anyue_farmland_plugin.ledger.recognising import check_file, check_is_ledger, check_place, refuse_older

BUSY_SECONDS = 5.0
_JOURNAL_MAGIC = 8
CACHE = "PRAGMA cache_size = -65536"  # KiB; keys are random, so a long transaction meets every index page again


def uri(path: Path, mode: str) -> str:
    """Return the SQLite URI of a path that may hold ?, #, % or Chinese characters."""
    text = path.absolute().as_posix()
    return "file:" + ("" if text.startswith("/") else "/") + quote(text, safe="/:") + f"?mode={mode}"


def _configure(connection: sqlite3.Connection) -> None:
    register_functions(connection)
    for pragma in ("foreign_keys = ON", "recursive_triggers = ON", "synchronous = EXTRA", "cell_size_check = ON"):
        connection.execute("PRAGMA " + pragma)
    connection.row_factory = sqlite3.Row


class LedgerConnection(sqlite3.Connection):
    """A connection that knows the turn it writes in."""

    turn: Optional[turns.Turn] = None


def connect(path: Path, mode: str, *, seconds: Optional[float] = None) -> LedgerConnection:
    """Connect in an SQLite mode (ro, rw, rwc) without any turn; for files that are not in use yet."""
    wait = BUSY_SECONDS if seconds is None else seconds
    connection = sqlite3.connect(
        uri(path, mode), uri=True, timeout=wait, isolation_level=None, factory=LedgerConnection
    )
    try:
        _configure(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _sidecar(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)


def is_hot(journal: Path) -> bool:
    """Tell whether a rollback journal holds anything; a writer killed before its commit leaves an inert one."""
    try:
        with journal.open("rb") as stream:
            return any(stream.read(_JOURNAL_MAGIC))
    except OSError:
        return False


def _may_write(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _was_left_open(path: Path) -> bool:
    """Tell whether a killed writer's journal or another program's WAL waits beside the file."""
    return is_hot(_sidecar(path, "-journal")) or _sidecar(path, "-wal").exists()


def _repair(path: Path) -> None:
    """Roll back what a killed writer left and bring a WAL in; the caller keeps everybody else of us out."""
    with closing(connect(path, "rw", seconds=0.0)) as connection:
        connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
        with suppress(sqlite3.OperationalError):  # another program edits the file: its WAL stays in use
            connection.execute("PRAGMA journal_mode = DELETE").fetchone()


@contextmanager
def _reading_turn(path: Path) -> Iterator[None]:
    """Keep our writers out, and begin with a file that needs no repair."""
    if not turns.is_held(path) and _was_left_open(path) and _may_write(path):
        with turns.quiet(path, BUSY_SECONDS), explained(path):
            _repair(path)
    with turns.shared(path, BUSY_SECONDS):
        yield


def _connect_reading(path: Path) -> LedgerConnection:
    """Connect without changing the file, whatever state another program left it in.

    A file in WAL mode leaves sidecars behind read-only connections: it needs one that may write.
    """
    if _was_left_open(path):
        return connect(path, "rw")
    try:
        connection = connect(path, "ro")
    except sqlite3.OperationalError:
        return connect(path, "ro&immutable=1")  # WAL mode in a folder nobody can write to
    (journal,) = connection.execute("PRAGMA journal_mode").fetchone()
    if journal != "wal":
        return connection
    connection.close()
    return connect(path, "rw")


def _begin_reading(connection: sqlite3.Connection, path: Path) -> None:
    if check_is_ledger(connection, path) < SCHEMA_VERSION:
        migrations.fill_in(connection)
    connection.execute("PRAGMA query_only = ON")
    connection.execute("BEGIN")


@contextmanager
def open_reading(path: Path) -> Iterator[sqlite3.Connection]:
    """Open an existing ledger for reading, in one consistent transaction that keeps our writers from committing.

    For reads of milliseconds; longer ones take `open_snapshot`.
    """
    check_file(path)
    with _reading_turn(path):
        with explained(path):
            connection = _connect_reading(path)
        with closing(connection), explained_statements(path):
            _begin_reading(connection, path)
            yield connection


@contextmanager
def open_snapshot(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a private copy of a ledger at one moment; writers wait only while it is made.

    The copy of an older ledger has the tables of this version, its events and settings are unchanged.
    SQLite keeps the copy in memory and in a nameless temporary file that goes with the connection.
    """
    with closing(sqlite3.connect("", isolation_level=None)) as copy:
        with open_reading(path) as source, explained(path):
            source.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()  # take the lock: a backup waits for ever
            source.backup(copy)
        with explained_statements(path):
            _configure(copy)
            migrations.upgrade_copy(copy)
            _begin_reading(copy, path)
            yield copy


@contextmanager
def open_writing(path: Path, *, oldest: int = SCHEMA_VERSION) -> Iterator[LedgerConnection]:
    """Open an existing ledger and hold one IMMEDIATE transaction; commit at the end.

    Others read until the commit, nobody else writes.  Raises OlderLedger for a version before
    ``oldest``, LedgerLocked, LedgerReadOnly, LedgerFull or LedgerReplaced with a sentence; then
    the file is as it was.
    """
    check_file(path)
    check_place(path)
    with turns.writing_turn(path, BUSY_SECONDS) as turn, ExitStack() as stack:
        with explained(path):
            identity = _identity(path)
            locks = stack.enter_context(_writers_locks(path))
            connection = stack.enter_context(closing(connect(path, "rw&nolock=1" if locks else "rw")))
        connection.turn = turn
        with _same_file(path, identity):
            refuse_older(check_is_ledger(connection, path), oldest, path)
            check_objects(connection, path)
            connection.execute("PRAGMA journal_mode = DELETE")
            connection.execute(CACHE)
            # else pages are written before the commit, when nobody keeps readers out
            connection.execute("PRAGMA cache_spill = OFF")
            connection.execute("BEGIN IMMEDIATE")
            with transaction(connection, _committing(path, identity, locks)):
                yield connection
            turn.told = turn.told or turn.recorded


@contextmanager
def _writers_locks(path: Path) -> Iterator[Optional[filelocks.FileLocks]]:
    """Hold SQLite's locks of a file in rollback mode, whatever state it was left in; None where SQLite itself locks."""
    with ExitStack() as stack:
        if _was_left_open(path):
            _repair_in_turn(path)
        locks = stack.enter_context(filelocks.reserved(path, BUSY_SECONDS))
        if locks is not None and locks.is_wal():
            stack.close()
            _repair_in_turn(path)
            locks = stack.enter_context(filelocks.reserved(path, BUSY_SECONDS))
            if locks is not None and locks.is_wal():
                raise sqlite3.OperationalError("database is locked")  # another program edits the file
        yield locks


def _repair_in_turn(path: Path) -> None:
    with turns.quiet(path, BUSY_SECONDS):
        _repair(path)


def _identity(path: Path) -> Optional[tuple]:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def _check_same(path: Path, identity: Optional[tuple]) -> None:
    if _identity(path) != identity:
        raise replaced(path)


@contextmanager
def _same_file(path: Path, identity: Optional[tuple]) -> Iterator[None]:
    """Explain SQLite's errors; what it takes for read-only may be a file that was moved away."""
    try:
        with explained_statements(path):
            yield
    except LedgerError as error:
        if isinstance(error.__cause__, sqlite3.Error) and _identity(path) != identity:
            raise replaced(path) from error
        raise


@contextmanager
def _committing(path: Path, identity: Optional[tuple], locks: Optional[filelocks.FileLocks]) -> Iterator[None]:
    """Keep readers out and make sure that the commit goes into the file that was opened."""
    with turns.quiet(path, BUSY_SECONDS), locks.exclusive(BUSY_SECONDS) if locks else nullcontext():
        _check_same(path, identity)
        yield
        _check_same(path, identity)


@contextmanager
def transaction(connection: sqlite3.Connection, committing: Optional[AbstractContextManager] = None) -> Iterator[None]:
    """Commit the open transaction at the end, within ``committing``; roll it back on any error."""
    try:
        yield
        with committing or nullcontext():
            try:
                connection.execute("COMMIT")
            except BaseException:
                _roll_back(connection)  # a commit that failed half-way must not let others in before it is undone
                raise
    except BaseException:
        _roll_back(connection)
        raise


def _roll_back(connection: sqlite3.Connection) -> None:
    if connection.in_transaction:
        connection.execute("ROLLBACK")


def sync_folder(folder: Path) -> None:
    """Make sure that a renamed file keeps its new name when the power goes; Windows has no such call."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
