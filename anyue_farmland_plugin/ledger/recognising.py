# SPDX-License-Identifier: GPL-2.0-or-later
"""Whether a file is a ledger of this plugin, and whether it lies where one may be written."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from anyue_farmland_plugin.core.errors import LedgerError, LedgerReadOnly, LedgerSchemaError, OlderLedger
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.ledger_tables import SCHEMA_VERSION
from anyue_farmland_plugin.ledger import migrations, places
from anyue_farmland_plugin.ledger.container import APPLICATION_ID
from anyue_farmland_plugin.ledger.explaining import explained


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


def refuse_older(version: int, oldest: int, path: Path) -> None:
    """Raise OlderLedger for a ledger that must be brought up to date before it is written."""
    if version < oldest:
        raise OlderLedger(
            translate(
                "Ledger",
                "Ledger {name} was made by an earlier version of the plugin; nothing was written. "
                "Open it once in this version to bring it up to date.",
            ).format(name=path.name)
        )


def check_file(path: Path) -> None:
    """Refuse a missing or empty file."""
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


def check_writable(path: Path) -> None:
    """Refuse a folder that cannot take a file, or a file that cannot be written."""
    with explained(path):
        if path.is_dir():
            raise IsADirectoryError(str(path))
        if not path.parent.is_dir():
            raise FileNotFoundError(str(path))
        if not os.access(path.parent, os.W_OK) or (path.exists() and not os.access(path, os.W_OK)):
            raise PermissionError(str(path))


def check_place(path: Path) -> None:
    """Refuse a place where a ledger could or must not be written, before any long work is done."""
    check_writable(path)
    place = places.place_of(path)
    if place is not places.Place.LOCAL:
        raise LedgerReadOnly(
            translate(
                "Ledger",
                "Ledger {name} lies on {place}, where simultaneous writing destroys ledgers; it can be read there "
                "but nothing was written. Copy it to a disk of this computer and work on the copy.",
            ).format(name=path.name, place=place.label)
        )
