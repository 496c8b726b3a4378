# SPDX-License-Identifier: GPL-2.0-or-later
"""The folder a demo fills: emptied of an earlier demo's results, never of anything else."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from tests.demo.request import DemoError

_MARK, _MARK_TEXT = ".demo", "Results of make demo; the next run replaces them.\n"
_FILES = ("ledger.gpkg", "ledger.gpkg-journal", ".ledger.gpkg.part", "report.html", "map.png", ".map.part.png")
_FOLDERS = ("city", "reports")


@dataclass(frozen=True)
class Folder:
    """The places of a demo's results."""

    root: Path

    @property
    def ledger(self) -> Path:
        """Return the place of the ledger."""
        return self.root / "ledger.gpkg"

    @property
    def city(self) -> Path:
        """Return the folder of the city package."""
        return self.root / "city"

    @property
    def reports(self) -> Path:
        """Return the folder of the reports of single steps."""
        return self.root / "reports"

    @property
    def report(self) -> Path:
        """Return the place of the summary."""
        return self.root / "report.html"

    @property
    def map(self) -> Path:
        """Return the place of the map."""
        return self.root / "map.png"

    @property
    def input(self) -> Path:
        """Return the folder of the sample county's files."""
        return self.root / "input"


def prepare(root: Path, *, sample: bool) -> Folder:
    """Make the folder ready; raises DemoError when it holds something that no demo made.

    ``input`` goes only when a sample is built anew: somebody may use its files as his own.
    """
    mark = root / _MARK
    try:
        if root.exists() and not mark.is_file() and any(root.iterdir()):
            raise DemoError(f"{root} is not empty and not of an earlier demo. Choose another folder with OUT=.")
        root.mkdir(parents=True, exist_ok=True)
        mark.write_text(_MARK_TEXT, encoding="utf-8")
        for name in _FILES:
            (root / name).unlink(missing_ok=True)
        for name in (*_FOLDERS, *(["input"] if sample else [])):
            _remove(root / name)
        (root / "reports").mkdir()
    except OSError as error:
        raise DemoError(f"The folder {root} cannot be used: {error.strerror or error}.") from error
    return Folder(root)


def _remove(folder: Path) -> None:
    if folder.is_symlink():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)
