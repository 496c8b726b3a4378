# SPDX-License-Identifier: GPL-2.0-or-later
"""Ledger files that come into being: new ones and copies, each whole or not at all."""

from __future__ import annotations

import shutil
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path
from typing import Iterator

from anyue_farmland_plugin.core.errors import LedgerError
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.ledger import connection as files
from anyue_farmland_plugin.ledger import turns
from anyue_farmland_plugin.ledger.connection import CACHE, LedgerConnection, connect, sync_folder, transaction
from anyue_farmland_plugin.ledger.evidence_files import UNFINISHED, folder_of
from anyue_farmland_plugin.ledger.explaining import explained, explained_statements
from anyue_farmland_plugin.ledger.recognising import check_place, check_writable


@contextmanager
def new_file(path: Path) -> Iterator[LedgerConnection]:
    """Build a new ledger beside its final place; it appears there whole or not at all.

    Packages may be made on a stick or a share; `check_place` tells where work can go on.
    """
    part = path.with_name(f".{path.name}.part")
    check_writable(path)
    with turns.writing_turn(path, files.BUSY_SECONDS) as turn:
        if path.exists():
            raise LedgerError(
                translate("Ledger", "{name} exists already; it was left untouched.").format(name=path.name)
            )
        turn.told = True  # whoever died before had no ledger yet
        with explained(path):
            _discard(part)
            connection = connect(part, "rwc")
        try:
            with closing(connection), explained_statements(path):
                connection.execute("PRAGMA journal_mode = DELETE")
                connection.execute(CACHE)
                connection.execute("BEGIN IMMEDIATE")
                with transaction(connection):
                    yield connection
            with explained(path):
                part.rename(path)
                sync_folder(path.parent)
        except BaseException:
            _discard(part)
            raise


def copy_here(path: Path, folder: Path) -> Path:
    """Copy a ledger as it is at one moment, with its files of evidence, into a folder of this computer.

    Returns the copy's path: the same name, with a number when that is taken.  The copy appears
    whole or not at all.
    """
    names = (path.name if number == 1 else f"{path.stem} ({number}){path.suffix}" for number in count(1))
    target = next(place for place in (folder / name for name in names) if not _is_taken(place))
    part, evidence = target.with_name(f".{target.name}.part"), folder_of(target)
    check_place(target)
    try:
        with files.open_reading(path) as source, explained(target):
            source.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()  # take the lock: a backup waits for ever
            _discard(part)
            with closing(connect(part, "rwc")) as copy:
                source.backup(copy)
                copy.execute("PRAGMA journal_mode = DELETE")
        with explained(target):
            if folder_of(path).is_dir():  # rows name files that must be there before them
                shutil.copytree(folder_of(path), evidence, ignore=shutil.ignore_patterns("*" + UNFINISHED))
            part.rename(target)
            sync_folder(folder)
    except BaseException:
        _discard(part)
        if not target.exists():
            shutil.rmtree(evidence, ignore_errors=True)
        raise
    return target


def _is_taken(place: Path) -> bool:
    return place.exists() or folder_of(place).exists()


def _discard(part: Path) -> None:
    for name in (part, part.with_name(part.name + "-journal")):
        if name.exists():
            name.unlink()
