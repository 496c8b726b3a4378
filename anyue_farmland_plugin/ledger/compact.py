# SPDX-License-Identifier: GPL-2.0-or-later
"""Gives back the space a ledger does not use any more: rebuilt beside it, checked, then taken in."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from anyue_farmland_plugin.core.errors import LedgerError, LedgerFull
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.ports import Actor, Clock
from anyue_farmland_plugin.ledger import connection as files
from anyue_farmland_plugin.ledger import turns
from anyue_farmland_plugin.ledger.backups import Backup, Occasion, facts_of, make_backup, part_of
from anyue_farmland_plugin.ledger.connection import connect
from anyue_farmland_plugin.ledger.explaining import explained, explained_statements
from anyue_farmland_plugin.ledger.recognising import check_place
from anyue_farmland_plugin.ledger.swapping import record_in, swap_in

COMPACTED = "compacted"
WORTH_SHARE = 0.25  # of the file unused; less is used up by the next delivery
_OBJECTS = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"
_COPIES = 2  # the rebuilt file, and the journal of the old one while it is taken in


@dataclass(frozen=True)
class Compaction:
    """What a compaction brought: bytes before and after, and the backup made before it."""

    before: int
    after: int
    backup: Backup


def free_share(connection: sqlite3.Connection) -> float:
    """Return the share of an open ledger's pages that hold nothing."""
    (free,) = connection.execute("PRAGMA freelist_count").fetchone()
    (count,) = connection.execute("PRAGMA page_count").fetchone()
    return float(free / count) if count else 0.0


def compact(ledger: Path, *, actor: Actor, clock: Clock) -> Compaction:
    """Rebuild a ledger without unused pages; rows, fids, triggers and the chain stay what they are.

    A backup is made first.  Killed at any moment the ledger is the old or the new one.
    Raises LedgerError in a sentence when there is no room or the ledger is in use.
    """
    with explained(ledger):
        check_place(ledger)
    with turns.alone(ledger, files.BUSY_SECONDS) as turn:
        backup = make_backup(ledger, Occasion.COMPACTION, clock=clock)
        before = ledger.stat().st_size
        with part_of(ledger) as part:
            _check_room(ledger)
            _rebuild(ledger, part)
            record_in(part, COMPACTED, {"bytes": [before, part.stat().st_size]}, actor=actor, clock=clock)
            swap_in(part, ledger)
        del turn  # who died before is recorded by the next write
    return Compaction(before, ledger.stat().st_size, backup)


def _check_room(ledger: Path) -> None:
    if shutil.disk_usage(ledger.parent).free < _COPIES * ledger.stat().st_size:
        raise LedgerFull(
            translate(
                "Ledger",
                "The disk has no room to compact ledger {name}: twice its size is needed for a moment; "
                "nothing was changed.",
            ).format(name=ledger.name)
        )


def _rebuild(ledger: Path, part: Path) -> None:
    with closing(connect(ledger, "rw")) as source, explained_statements(ledger):
        source.execute("VACUUM INTO ?", (str(part),))
        told = [tuple(row) for row in source.execute(_OBJECTS)], facts_of(source)
    with closing(connect(part, "ro")) as copy, explained_statements(ledger):
        found = [tuple(row) for row in copy.execute(_OBJECTS)], facts_of(copy)
    if found != told:
        raise LedgerError(
            translate(
                "Ledger", "The rebuilt copy of ledger {name} is not what it was made from; nothing was changed."
            ).format(name=ledger.name)
        )
