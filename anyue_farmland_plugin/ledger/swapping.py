# SPDX-License-Identifier: GPL-2.0-or-later
"""Puts a prepared file in the place of a ledger's content: one transaction of the ledger's own file, or nothing.

The file keeps its identity, so windows that have it open see the new content instead of a
file that is gone.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from pathlib import Path

from anyue_farmland_plugin.core.errors import LedgerError, LedgerLocked
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.ports import Actor, Clock
from anyue_farmland_plugin.ledger import connection as files
from anyue_farmland_plugin.ledger.connection import LedgerConnection, connect, transaction
from anyue_farmland_plugin.ledger.explaining import explained_statements
from anyue_farmland_plugin.ledger.reading import Reader
from anyue_farmland_plugin.ledger.writing import Writer

_PAUSE = 0.02  # seconds between two looks at a file somebody reads


def record_in(part: Path, action: str, told: dict, *, actor: Actor, clock: Clock) -> None:
    """Append an event about the ledger itself to a prepared file, so that it comes in with the content."""
    with closing(connect(part, "rw")) as connection, explained_statements(part):
        connection.execute("BEGIN IMMEDIATE")
        with transaction(connection):
            reader = Reader(connection)
            head, srs_id = reader.head(), int(reader.srs()["srs_id"])
            writer = Writer(connection, actor, clock, srs_id, head.chain_id, head.seq, head.hash)
            writer.append_event("ledger", head.chain_id, action, told)


def swap_in(part: Path, ledger: Path) -> None:
    """Replace the ledger's content by the prepared file's; the caller has the ledger alone.

    Raises LedgerLocked when another program keeps reading or writing it.
    """
    with closing(connect(part, "ro")) as source, explained_statements(ledger):
        _check_whole(source, ledger)
        with closing(connect(ledger, "rw")) as target:
            target.execute("PRAGMA journal_mode = DELETE").fetchone()
            source.execute("BEGIN")
            source.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
            _copy(source, target, ledger)


def _check_whole(source: sqlite3.Connection, ledger: Path) -> None:
    found = source.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        raise LedgerError(
            translate(
                "Ledger", "What was to take the place of ledger {name} is damaged ({detail}); nothing was changed."
            ).format(name=ledger.name, detail=found)
        )


def _copy(source: sqlite3.Connection, target: LedgerConnection, ledger: Path) -> None:
    deadline = time.monotonic() + files.BUSY_SECONDS

    def give_up(_status: int, remaining: int, total: int) -> None:
        if time.monotonic() > deadline and (remaining or not total):  # else it would wait for ever
            raise LedgerLocked(
                translate(
                    "Ledger",
                    "Another program has ledger {name} open and keeps it; nothing was changed. "
                    "Close it there and try again.",
                ).format(name=ledger.name)
            )

    source.backup(target, progress=give_up, sleep=_PAUSE)
