# SPDX-License-Identifier: GPL-2.0-or-later
"""Going back to a backup: into a new file, or in the ledger's place after keeping what is there now."""

from __future__ import annotations

import os
import shutil
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Optional

from anyue_farmland_plugin.core.errors import LedgerError, LedgerSchemaError
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.ports import Actor, Clock
from anyue_farmland_plugin.ledger import connection as files
from anyue_farmland_plugin.ledger import turns
from anyue_farmland_plugin.ledger.backups import (
    Occasion,
    backups_folder,
    copy_pages,
    make_backup,
    part_of,
    put_in_place,
)
from anyue_farmland_plugin.ledger.explaining import explained
from anyue_farmland_plugin.ledger.reading import Head, Reader
from anyue_farmland_plugin.ledger.recognising import check_place
from anyue_farmland_plugin.ledger.swapping import record_in, swap_in

RESTORED = "restored"
_SIDECARS = ("-journal", "-wal", "-shm")
_BLOCK = 1 << 20
_SINCE = "SELECT seq, at, actor, action, object_type FROM events WHERE chain_id = ? AND seq > ? ORDER BY seq"
_HASH_AT = "SELECT hash FROM events WHERE chain_id = ? AND seq = ?"


@dataclass(frozen=True)
class Loss:
    """What going back to a backup would undo.

    ``events`` are (seq, at, actor, action, object type) of the ledger that the backup does not
    have.  ``head`` is the ledger's newest event, None when the ledger cannot be read; ``same_history``
    tells whether the backup is an earlier state of this very ledger.
    """

    head: Optional[Head]
    backup_head: Head
    events: tuple
    same_history: bool


@dataclass(frozen=True)
class Restored:
    """What a restore did: where the content it replaced was kept (None: there was none), and what that had beyond."""

    kept: Optional[Path]
    loss: Loss


def restore_as(backup: Path, target: Path) -> Head:
    """Write a backup into a new file, which must not exist; return its head."""
    with explained(target):
        check_place(target)
    with turns.writing_turn(target, files.BUSY_SECONDS) as turn:
        turn.told = True
        if target.exists():
            raise LedgerError(
                translate("Ledger", "{name} exists already; it was left untouched.").format(name=target.name)
            )
        return _copy(backup, target)


def loss_of(ledger: Path, backup: Path) -> Loss:
    """Return what the ledger has that a backup does not; raises LedgerError when the backup is no ledger."""
    with files.open_reading(backup) as connection:
        goal = Reader(connection).head()
    if not _is_readable(ledger):
        return Loss(None, goal, (), same_history=False)
    with files.open_reading(ledger) as connection:
        head = Reader(connection).head()
        known = connection.execute(_HASH_AT, (goal.chain_id, goal.seq)).fetchone()
        same = head.chain_id == goal.chain_id and known is not None and known[0] == goal.hash
        events = connection.execute(_SINCE, (head.chain_id, goal.seq if same else 0))
        return Loss(head, goal, tuple(tuple(row) for row in events), same)


def put_back(ledger: Path, backup: Path, *, actor: Actor, clock: Clock) -> Restored:
    """Let a backup take the ledger's place; what is there now is kept as a backup, and the chain tells of it.

    A ledger that cannot be read any more is kept as it is.  Refused for a backup of another
    ledger.  Raises LedgerError in a sentence; then nothing was changed.
    """
    with explained(ledger):
        check_place(ledger)
    with turns.alone(ledger, files.BUSY_SECONDS):
        loss = loss_of(ledger, backup)
        _refuse_other(ledger, loss)
        with part_of(ledger) as part:
            _copy(backup, part)
            kept: Optional[Path]
            if loss.head is None:
                kept = _keep_as_it_is(ledger, clock)
                record_in(part, RESTORED, _told(backup, loss, kept), actor=actor, clock=clock)
                with explained(ledger):
                    part.replace(ledger)
                    files.sync_folder(ledger.parent)
            else:
                kept = make_backup(ledger, Occasion.RESTORE, clock=clock).path
                record_in(part, RESTORED, _told(backup, loss, kept), actor=actor, clock=clock)
                swap_in(part, ledger)
    return Restored(kept, loss)


def _copy(backup: Path, target: Path) -> Head:
    """Write a backup into a file that is not there yet; return its head."""
    with part_of(target) as part:
        with files.open_reading(backup) as source:
            told, head = copy_pages(source, part), Reader(source).head()
        put_in_place(part, target, told)
    return head


def _told(backup: Path, loss: Loss, kept: Optional[Path]) -> dict:
    """Return the payload of the event: which backup, and which head it gave up."""
    told: dict = {"backup": [None, backup.name], "kept": [None, kept.name if kept else None]}
    if loss.head is not None:
        told.update(head=[loss.head.hash, loss.backup_head.hash], seq=[loss.head.seq, loss.backup_head.seq])
    return told


def _refuse_other(ledger: Path, loss: Loss) -> None:
    if loss.head is not None and loss.head.chain_id != loss.backup_head.chain_id:
        raise LedgerSchemaError(
            translate(
                "Ledger",
                "This backup is of another ledger than {name}; nothing was changed. "
                "Restore it into a new file instead.",
            ).format(name=ledger.name)
        )


def _is_readable(ledger: Path) -> bool:
    """Tell whether SQLite can read the ledger at all; a file in use is readable, and its lock is told."""
    if not ledger.is_file():
        return False
    try:
        with files.open_reading(ledger) as connection:
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
    except LedgerError as error:
        if isinstance(error.__cause__, sqlite3.DatabaseError) and not isinstance(
            error.__cause__, sqlite3.OperationalError
        ):
            return False
        if isinstance(error, LedgerSchemaError):
            return False
        raise


def _keep_as_it_is(ledger: Path, clock: Clock) -> Optional[Path]:
    """Copy a ledger that cannot be read into the folder of backups, journal included; return the copy's path."""
    if not ledger.exists():
        return None
    folder = backups_folder(ledger)
    kept = folder / f"{ledger.stem}-{clock().strftime('%Y%m%dT%H%M%SZ')}-damaged.gpkg"
    with explained(folder):
        folder.mkdir(exist_ok=True)
        if kept.exists():
            raise FileExistsError(str(kept))
        _copy_file(ledger, kept)
        for suffix in _SIDECARS:
            sidecar = ledger.with_name(ledger.name + suffix)
            if sidecar.exists():
                _copy_file(sidecar, kept.with_name(kept.name + suffix))
                sidecar.unlink()  # SQLite would apply it to the file that comes here
        files.sync_folder(folder)
    return kept


def _copy_file(source: Path, target: Path) -> None:
    with source.open("rb") as reading, target.open("wb") as writing:
        shutil.copyfileobj(reading, writing, _BLOCK)
        writing.flush()
        os.fsync(writing.fileno())
