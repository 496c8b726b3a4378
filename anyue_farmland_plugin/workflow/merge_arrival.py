# SPDX-License-Identifier: GPL-2.0-or-later
"""In what shape packages come back: a file, the folder around it, or that folder as a zip."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import Iterator, Sequence

from anyue_farmland_plugin.core.errors import InputDataError
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.vetting.archive import unpack

_BACKUPS = "-backups"
_CONTEXT = "context.gpkg"  # the neighbourhood a package carries; no ledger


@contextmanager
def arrived(paths: Sequence[Path]) -> Iterator[list]:
    """Give the package files behind these paths; zips are unpacked into a folder that goes away afterwards.

    Raises InputDataError naming what holds no package, or more than one.
    """
    with tempfile.TemporaryDirectory(prefix="farmland-packages-") as spare:
        yield [_file_of(path, Path(spare) / str(place)) for place, path in enumerate(paths)]


def _file_of(path: Path, spare: Path) -> Path:
    if path.is_dir() and not path.is_symlink():
        return _only(path, path)
    if path.suffix.lower() == ".zip":
        unpack(path, spare)
        return _only(path, spare)
    return path


def _only(path: Path, folder: Path) -> Path:
    """Return the one package in a folder, or in the one folder in it."""
    found = _packages(folder) or [one for inner in sorted(folder.iterdir()) for one in _packages(inner)]
    if len(found) != 1:
        message = translate("Merge", "{name} holds {count} packages, not one; choose the package file (.gpkg) itself.")
        raise InputDataError(message.format(name=path.name, count=len(found)))
    return found[0]


def _packages(folder: Path) -> list:
    """Return the packages lying in a folder; backups of one are none."""
    if not folder.is_dir() or folder.is_symlink() or folder.name.endswith(_BACKUPS):
        return []
    return [one for one in sorted(folder.glob("*.gpkg")) if one.name.lower() != _CONTEXT]
