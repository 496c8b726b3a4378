# SPDX-License-Identifier: GPL-2.0-or-later
"""Asks for a ledger file, and offers a copy on this computer for one that lies where nobody may write."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Optional

from qgis.PyQt.QtCore import QCoreApplication, QObject, QStandardPaths, pyqtSignal
from qgis.PyQt.QtWidgets import QFileDialog, QWidget

from anyue_farmland_plugin.bridge import settings
from anyue_farmland_plugin.gui.background_job import BackgroundJob
from anyue_farmland_plugin.gui.messages import Messages
from anyue_farmland_plugin.gui.notice_bar import Notice
from anyue_farmland_plugin.ledger.new_files import copy_here
from anyue_farmland_plugin.ledger.places import Place, Surroundings, place_of

_FOLDERS = (QStandardPaths.StandardLocation.DocumentsLocation, QStandardPaths.StandardLocation.AppDataLocation,
            QStandardPaths.StandardLocation.HomeLocation)


def choose_ledger(parent: QWidget) -> Optional[Path]:
    """Return the file the person chose, or None."""
    title = QCoreApplication.translate("LedgerChooser", "Open Ledger")
    files = QCoreApplication.translate("LedgerChooser", "Farmland ledger (*.gpkg)")
    path, _ = QFileDialog.getOpenFileName(parent, title, settings.LAST_FOLDER.value(), files)
    if not path:
        return None
    settings.LAST_FOLDER.set_value(str(Path(path).parent))
    return Path(path)


class LocalCopy(QObject):
    """Offers to copy a ledger from a share or a stick; shares and sticks are for looking only."""

    made = pyqtSignal(object)  # Path

    def __init__(self, messages: Messages, surroundings: Optional[Surroundings] = None) -> None:
        """Judge places by ``surroundings``, or by those of this computer."""
        super().__init__()
        self.messages, self._surroundings = messages, surroundings
        self._job: Optional[BackgroundJob] = None

    def notice(self, ledger: Path) -> Optional[Notice]:
        """Return the offer for a ledger, None for one that may be written where it is."""
        place = place_of(ledger, self._surroundings)
        if place is Place.LOCAL:
            return None
        text = self.tr("This ledger lies on {place}: it can be looked at there, but not written.")
        folder = self.folder()
        button = "" if folder is None else self.tr("Copy to “{folder}” and open").format(folder=folder.name)
        return Notice(text.format(place=place.label), button, lambda: self._copy(ledger), urgent=True)

    def folder(self) -> Optional[Path]:
        """Return the person's own folder on a disk of this computer; documents may lie on a server."""
        for location in _FOLDERS:
            folder = Path(QStandardPaths.writableLocation(location))
            if folder.is_dir() and os.access(folder, os.W_OK) and place_of(folder, self._surroundings) is Place.LOCAL:
                return folder
        return None

    def forget(self) -> None:
        """Tell nobody of a copy that is under way."""
        if self._job is not None:
            self._job.forget()
            self._job = None

    def _copy(self, ledger: Path) -> None:
        folder = self.folder()
        if folder is None or self._job is not None:
            return
        title = self.tr("Copying {name}").format(name=ledger.name)
        self._job = BackgroundJob(title, lambda progress: copy_here(ledger, folder), self._done)

    def _done(self, copy: Optional[Path], reason: str) -> None:
        self._job = None
        if copy is not None:
            self.messages.info(self.tr("{path} is open now; the ledger it was copied from stays as it is.").format(
                path=copy))
            self.made.emit(copy)
        elif reason:
            self.messages.warn(reason)
