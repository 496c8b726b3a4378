# SPDX-License-Identifier: GPL-2.0-or-later
"""Turns what SQLite and the disk report into sentences about the ledger."""

from __future__ import annotations

import errno
import sqlite3
from contextlib import contextmanager
from pathlib import Path
from typing import Iterator

from anyue_farmland_plugin.core.errors import (
    InputDataError,
    LedgerError,
    LedgerFull,
    LedgerLocked,
    LedgerReadOnly,
    LedgerReplaced,
    LedgerSchemaError,
)
from anyue_farmland_plugin.core.i18n import translate

_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
_SENTENCES: tuple = (
    (
        "database or disk is full",
        LedgerFull,
        lambda: translate(
            "Ledger", "The disk of ledger {name} is full; nothing was written. Free some space and try again."
        ),
    ),
    (
        "readonly database",
        LedgerReadOnly,
        lambda: translate(
            "Ledger",
            "Ledger {name} or its folder is read-only; nothing was written. Copy it to a folder you may write to.",
        ),
    ),
    (
        "unable to open",
        LedgerError,
        lambda: translate(
            "Ledger",
            "Ledger {name} cannot be opened or created in its folder; nothing was written. "
            "Check that the folder exists and that you may write to it.",
        ),
    ),
    (
        "locked",
        LedgerLocked,
        lambda: translate(
            "Ledger",
            "Another program is writing to ledger {name}; nothing was written. "
            "Wait until it has finished and try again.",
        ),
    ),
    (
        "disk i/o error",
        LedgerError,
        lambda: translate(
            "Ledger",
            "The disk failed while ledger {name} was used ({detail}); nothing was written. "
            "Check the disk or the connection to it.",
        ),
    ),
    (
        "not a database",
        LedgerSchemaError,
        lambda: translate("Ledger", "{name} is not a GeoPackage; nothing was written. Choose a ledger of this plugin."),
    ),
    (
        "malformed",
        LedgerError,
        lambda: translate("Ledger", "Ledger {name} is damaged ({detail}); nothing was written. Use a backup copy."),
    ),
)


def explain(error: BaseException, path: Path) -> LedgerError:
    """Turn an error of SQLite or the file system into a sentence about the ledger."""
    detail = str(error)
    low = detail.lower()
    if isinstance(error, PermissionError) or "read-only file system" in low:
        low = "readonly database"
    elif isinstance(error, OSError) and error.errno in _FULL:
        low = "database or disk is full"
    elif isinstance(error, OSError):
        low = "unable to open"
    for mark, kind, sentence in _SENTENCES:
        if mark in low:
            return kind(sentence().format(name=path.name, detail=detail))
    return LedgerError(
        translate("Ledger", "Ledger {name} could not be used: {detail}; nothing was written.").format(
            name=path.name, detail=detail
        )
    )


def replaced(path: Path) -> LedgerReplaced:
    """Return the sentence for a file that is not the one any more that was opened."""
    return LedgerReplaced(
        translate(
            "Ledger",
            "Ledger {name} was replaced, moved or deleted by another program while it was written; "
            "the file that is there now does not hold the entry. Open the ledger again and repeat it.",
        ).format(name=path.name)
    )


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Raise the package's own errors for whatever SQLite or the disk reports."""
    try:
        yield
    except sqlite3.ProgrammingError:
        raise
    except (sqlite3.Error, OSError) as error:
        raise explain(error, path) from error


@contextmanager
def explained_statements(path: Path) -> Iterator[None]:
    """Explain SQLite's errors only: an OSError of the caller is not about the ledger."""
    try:
        yield
    except UnicodeEncodeError as error:
        raise InputDataError(
            translate(
                "Ledger", "A text holds broken characters ({detail}) and cannot be stored; nothing was written."
            ).format(detail=ascii(error.object[error.start : error.end]))
        ) from error
    except sqlite3.ProgrammingError:
        raise
    except sqlite3.Error as error:
        raise explain(error, path) from error
