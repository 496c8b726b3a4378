# SPDX-License-Identifier: GPL-2.0-or-later
"""Backups beside the ledger: made in one step by SQLite itself, checked, named by time and head, rotated.

They lie in ``<name>-backups``.  Kept are the newest ten, the newest of each of the last
thirty days, and every backup made before a migration; all days are UTC.
"""

from __future__ import annotations

import logging
import os
import re
import shutil
import sqlite3
import time
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from pathlib import Path
from typing import Iterator, Optional

from anyue_farmland_plugin.core.errors import FarmlandError, LedgerError, LedgerSchemaError
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.ports import Clock
from anyue_farmland_plugin.ledger import connection as files
from anyue_farmland_plugin.ledger.explaining import explained
from anyue_farmland_plugin.ledger.reading import Reader

KEPT_NEWEST, KEPT_DAYS = 10, 30
_MOMENT = "%Y%m%dT%H%M%SZ"
_ENDING = re.compile(r"-(\d{8}T\d{6}Z)-(\d+)-([0-9a-f]{8})-([a-z]+)(?:-\d+)?\.gpkg")
_SPARE = 1 << 20  # bytes of disk beyond the ledger's own size
_DAILY_ROOM = 3  # times the ledger: nobody asked for this copy, it must not take the room work needs
_STALE_SECONDS = 3600.0
_COUNTS = tuple(
    " ".join(["SELECT COUNT(*) FROM", name]) for name in ("deliveries", "clues", "cases", "pieces", "events")
)
_NEWEST = "SELECT chain_id, seq, hash FROM events ORDER BY fid DESC LIMIT 1"

_log = logging.getLogger(__name__)


class Occasion(Enum):
    """Why a backup was made."""

    DAILY = "daily"
    ASKED = "asked"
    MIGRATION = "migration"
    MERGE = "merge"
    ADOPTION = "adoption"
    COMPACTION = "compaction"
    RESTORE = "restore"


@dataclass(frozen=True)
class Backup:
    """One backup as its name tells: when, why, and up to which event of the chain."""

    path: Path
    made_at: datetime
    seq: int
    head_start: str
    occasion: Occasion

    @property
    def day(self) -> str:
        """The day it was made on, as the file's name has it."""
        return self.made_at.strftime("%Y%m%d")


def backups_folder(ledger: Path) -> Path:
    """Return the folder the backups of a ledger lie in; it may not exist."""
    return ledger.with_name(f"{ledger.stem}-backups")


def list_backups(ledger: Path) -> list:
    """Return the backups of a ledger, newest first; other files in the folder are none."""
    try:
        with os.scandir(backups_folder(ledger)) as entries:
            found = [_from_name(ledger, Path(entry.path)) for entry in entries]
    except OSError:
        return []
    known = [backup for backup in found if backup is not None]
    return sorted(known, key=lambda backup: (backup.made_at, backup.seq, backup.path.name), reverse=True)


def _from_name(ledger: Path, path: Path) -> Optional[Backup]:
    match = _ENDING.fullmatch(path.name[len(ledger.stem) :]) if path.name.startswith(ledger.stem) else None
    if match is None:
        return None
    moment, seq, head_start, word = match.groups()
    try:
        made_at = datetime.strptime(moment + "+0000", _MOMENT + "%z")
        return Backup(path, made_at, int(seq), head_start, Occasion(word))
    except ValueError:
        return None


def make_backup(ledger: Path, occasion: Occasion, *, clock: Clock) -> Backup:
    """Copy the ledger as it is at one moment, check the copy, then take away backups beyond those kept.

    Writers wait while the pages are copied, not while the copy is checked.  Raises LedgerError
    with a sentence when there is no room or no right to write; then no backup is taken away and
    nothing half-written stays.
    """
    folder, now = backups_folder(ledger), clock()
    with explained(folder), ExitStack() as stack:
        with files.open_reading(ledger) as source:
            _check_room(ledger, folder.parent)
            folder.mkdir(exist_ok=True)
            stack.callback(_leave_no_empty, folder)
            _sweep(folder)
            head = Reader(source).head()
            name = "-".join((ledger.stem, now.strftime(_MOMENT), str(head.seq), head.hash[:8], occasion.value))
            path = _free_name(folder, name)
            part = stack.enter_context(part_of(path))
            told = copy_pages(source, part)
        put_in_place(part, path, told)
    _rotate(ledger, now)
    return Backup(path, now.replace(microsecond=0), head.seq, head.hash[:8], occasion)


@contextmanager
def part_of(path: Path) -> Iterator[Path]:
    """Yield the name a file has until it is whole; what is left of it goes."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    _discard(part)
    try:
        yield part
    finally:
        _discard(part)


def copy_pages(source: sqlite3.Connection, part: Path) -> tuple:
    """Copy an open ledger page by page in one step; return what the copy must agree in."""
    told = facts_of(source)  # takes the lock, without which a copy would wait for ever
    with explained(part), closing(sqlite3.connect(files.uri(part, "rwc"), uri=True)) as target:
        target.execute("PRAGMA synchronous = OFF")  # `put_in_place` sees to it when nobody waits any more
        source.backup(target)
    return told


def put_in_place(part: Path, path: Path, told: tuple) -> None:
    """Make a copy durable, check it and give it its name; raises LedgerError when it is not what was read."""
    with explained(path):
        with closing(sqlite3.connect(files.uri(part, "rw"), uri=True)) as copy:
            copy.execute("PRAGMA journal_mode = DELETE").fetchone()
            good = facts_of(copy) == told and copy.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
        if not good:
            raise LedgerError(
                translate(
                    "Ledger",
                    "The copy {name} is not what was read; it was thrown away. Check the disk, then verify the ledger.",
                ).format(name=path.name)
            )
        with part.open("rb+") as stream:
            os.fsync(stream.fileno())
        part.replace(path)
        files.sync_folder(path.parent)


def facts_of(connection: sqlite3.Connection) -> tuple:
    """Return what a copy of a ledger must agree in: counts of rows and the newest event."""
    counts = [connection.execute(statement).fetchone()[0] for statement in _COUNTS]
    return (*counts, *map(tuple, connection.execute(_NEWEST)))


def _has_backup_of(ledger: Path, day: str) -> bool:
    """Tell from the names alone, as every write asks."""
    start = f"{ledger.stem}-{day}T"
    try:
        with os.scandir(backups_folder(ledger)) as entries:
            return any(entry.name.startswith(start) and _from_name(ledger, Path(entry.path)) for entry in entries)
    except OSError:
        return False


def _check_room(ledger: Path, folder: Path, copies: int = 1) -> None:
    """Refuse before writing: a disk that runs full is a nuisance to everybody who works on it."""
    if shutil.disk_usage(folder).free < copies * ledger.stat().st_size + _SPARE:
        raise LedgerError(
            translate(
                "Ledger",
                "The disk has no room for a copy of ledger {name} in {folder}; nothing was written. "
                "Free some space and try again.",
            ).format(name=ledger.name, folder=folder)
        )


def _free_name(folder: Path, name: str) -> Path:
    path, number = folder / f"{name}.gpkg", 1
    while path.exists():
        number += 1
        path = folder / f"{name}-{number}.gpkg"
    return path


def _discard(part: Path) -> None:
    for name in (part, part.with_name(part.name + "-journal")):
        name.unlink(missing_ok=True)


def _leave_no_empty(folder: Path) -> None:
    with suppress(OSError):  # it holds something, or is needed by another window
        folder.rmdir()


def _sweep(folder: Path) -> None:
    """Take away what a killed backup left; one that is being made has been touched lately."""
    for left in folder.glob(".*.part*"):
        if time.time() - left.stat().st_mtime > _STALE_SECONDS:
            left.unlink(missing_ok=True)


def _rotate(ledger: Path, now: datetime) -> None:
    """Take away backups beyond the newest, those of the last days and those before migrations."""
    days: set = set()
    oldest = now - timedelta(days=KEPT_DAYS)
    for place, backup in enumerate(list_backups(ledger)):
        of_the_day = backup.day not in days and backup.made_at > oldest
        days.add(backup.day)
        if place >= KEPT_NEWEST and not of_the_day and backup.occasion is not Occasion.MIGRATION:
            try:
                backup.path.unlink()
            except OSError as error:
                _log.warning("an old backup stays: %s", error)


def daily_backup(ledger: Path, *, clock: Clock) -> Optional[Backup]:
    """Make the day's first backup; None when there is one already, or when it cannot be made.

    Work goes on without it: the reason is logged, and the next write tries again.
    """
    today = clock().strftime("%Y%m%d")
    if _has_backup_of(ledger, today) or not ledger.is_file():
        return None
    try:
        _check_room(ledger, ledger.parent, copies=_DAILY_ROOM)
        return make_backup(ledger, Occasion.DAILY, clock=clock)
    except LedgerSchemaError:
        return None  # no ledger at all: whoever writes to it is told
    except FarmlandError as error:
        _log.warning("%s", error)
        return None
