# SPDX-License-Identifier: GPL-2.0-or-later
"""A package appears in its folder whole or not at all, and replaces only its own predecessor.

Files are built in a hidden folder inside, then moved; the manifest, without which no package
counts, moves last.  An interrupted exchange is undone file by file.
"""

from __future__ import annotations

import json
import os
import shutil
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Iterator, Optional

from anyue_farmland_plugin.core.errors import ExportError
from anyue_farmland_plugin.core.i18n import translate

MANIFEST = "manifest.json"
_NEW, _OLD = ".package.new", ".package.old"


@contextmanager
def staged(folder: Path) -> Iterator[Path]:
    """Yield an empty hidden folder inside ``folder``; it is gone afterwards.

    A folder made for a package that then fails is removed again.
    """
    missing = next((item for item in [*reversed(folder.parents), folder] if not item.exists()), None)
    folder.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(folder / _NEW, ignore_errors=True)
    try:
        (folder / _NEW).mkdir()
        yield folder / _NEW
    except BaseException:
        shutil.rmtree(folder / _NEW, ignore_errors=True)
        if missing is not None:
            shutil.rmtree(missing, ignore_errors=True)
        raise
    shutil.rmtree(folder / _NEW, ignore_errors=True)


def recover(folder: Path) -> None:
    """Bring back the old package when an exchange was killed, and clear what was left."""
    new, old = folder / _NEW, folder / _OLD
    if not (folder / MANIFEST).exists():
        arrived = read_manifest(new) or {}
        for name in [entry["name"] for entry in arrived.get("files", ())]:
            if not (new / name).exists():
                (folder / name).unlink(missing_ok=True)
        for name in _files(old) if old.is_dir() else ():
            _move(old / name, folder / name)
    shutil.rmtree(old, ignore_errors=True)
    shutil.rmtree(new, ignore_errors=True)


def read_manifest(folder: Path) -> Optional[dict]:
    """Return the manifest of the package in a folder, None when there is none."""
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return found if isinstance(found, dict) else None
    except (FileNotFoundError, NotADirectoryError):
        return None
    except ValueError as error:
        raise ExportError(
            translate(
                "Export",
                "{folder} holds a manifest.json that cannot be read; nothing was written. Choose another folder.",
            ).format(folder=folder)
        ) from error


def exchange(staging: Path, folder: Path, predecessor: Optional[dict]) -> None:
    """Move the staged files into the folder in place of the predecessor's; raises OSError and keeps the old state.

    Raises ExportError when a file in the way does not belong to the predecessor.
    """
    new = _files(staging)
    known = [entry["name"] for entry in predecessor.get("files", ())] + [MANIFEST] if predecessor else []
    old = [name for name in known if is_inside(name) and (folder / name).is_file()]
    strangers = [name for name in new if name not in old and (folder / name).exists()]
    if strangers:
        raise ExportError(
            translate(
                "Export",
                "{folder} holds {name}, which belongs to no package of this ledger and day; nothing was written. "
                "Choose another folder.",
            ).format(folder=folder, name=strangers[0])
        )
    moved: list = []
    try:
        for name in sorted(old, key=lambda name: name != MANIFEST):
            _move(folder / name, folder / _OLD / name)
            moved.append((folder / _OLD / name, folder / name))
        for name in sorted(new, key=lambda name: (name == MANIFEST, name)):
            _move(staging / name, folder / name)
            moved.append((folder / name, staging / name))
    except BaseException:
        for now, before in reversed(moved):
            _move(now, before)
        raise
    shutil.rmtree(folder / _OLD, ignore_errors=True)


def is_inside(name: str) -> bool:
    """Tell whether a name from a manifest stays inside the package on every system."""
    path = PurePosixPath(name)
    return bool(name) and not path.is_absolute() and ".." not in path.parts and "\\" not in name and ":" not in name


def _files(folder: Path) -> list:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def _move(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    os.replace(source, target)  # noqa: PTH105
