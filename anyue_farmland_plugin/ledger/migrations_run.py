# SPDX-License-Identifier: GPL-2.0-or-later
"""Brings a ledger of an earlier version up to date: backup first, then one transaction with its own event."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Callable, Optional

from anyue_farmland_plugin.core.errors import LedgerLocked
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.ledger_tables import SCHEMA_VERSION
from anyue_farmland_plugin.core.ports import Clock, timestamp
from anyue_farmland_plugin.ledger import connection as files
from anyue_farmland_plugin.ledger import migrations
from anyue_farmland_plugin.ledger.backups import Backup, Occasion, make_backup
from anyue_farmland_plugin.ledger.reading import Reader

MIGRATED = "migrated"
_TRIES = 3  # somebody may write with the earlier version between the backup and the migration

Record = Callable[[sqlite3.Connection, dict], None]


def bring_up_to_date(ledger: Path, record: Record, *, clock: Clock) -> Optional[Backup]:
    """Migrate an older ledger and return its backup; None when it is up to date.

    ``record`` appends the event, given the open transaction and the payload.  Killed at any
    moment, the ledger is the old one or the new one.  Raises LedgerError in a sentence.
    """
    for _ in range(_TRIES):
        with files.open_reading(ledger) as connection:
            if migrations.found_version(connection) == SCHEMA_VERSION:
                return None
        backup = make_backup(ledger, Occasion.MIGRATION, clock=clock)
        with files.open_writing(ledger, oldest=migrations.OLDEST_VERSION) as connection:
            if migrations.found_version(connection) == SCHEMA_VERSION:
                return backup
            head = Reader(connection).head()
            if (head.seq, head.hash[:8]) == (backup.seq, backup.head_start):
                done = migrations.upgrade(connection, timestamp(clock()))
                told = {"schema_version": [str(done.found), str(SCHEMA_VERSION)], "backup": [None, backup.path.name]}
                record(connection, {**told, **({"altered": [None, list(done.altered)]} if done.altered else {})})
                return backup
    raise LedgerLocked(
        translate(
            "Ledger",
            "Others keep writing to ledger {name} with an earlier version of the plugin; it was left as it was. "
            "Ask them to close it, then try again.",
        ).format(name=ledger.name)
    )
