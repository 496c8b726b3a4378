# SPDX-License-Identifier: GPL-2.0-or-later
"""Turns what the disk reports while a package is written into a sentence."""

from __future__ import annotations

import errno
import sqlite3
from contextlib import contextmanager
from pathlib import Path
from typing import Iterator

from anyue_farmland_plugin.core.errors import ExportError
from anyue_farmland_plugin.core.i18n import translate

_FULL = (errno.ENOSPC, errno.EDQUOT)
_FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)


@contextmanager
def explained_export(folder: Path) -> Iterator[None]:
    """Raise ExportError for errors of SQLite and the file system."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        raise ExportError(_sentence(error, str(error).lower()).format(folder=folder, detail=error)) from error


def _sentence(error: Exception, detail: str) -> str:
    number = getattr(error, "errno", None)
    if number in _FULL or "disk is full" in detail:
        return translate(
            "Export", "The disk of {folder} is full; no package was written. Free some space and try again."
        )
    if number in _FORBIDDEN or "readonly" in detail or "unable to open" in detail:
        return translate(
            "Export",
            "{folder} cannot be written to ({detail}); no package was written. Choose another folder, or close "
            "the program that has the old package open.",
        )
    return translate("Export", "The package could not be written to {folder}: {detail}. The old state was kept.")
