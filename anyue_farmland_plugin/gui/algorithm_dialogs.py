# SPDX-License-Identifier: GPL-2.0-or-later
"""Opens the plugin's algorithms in QGIS's own dialog, beside the window, not over it."""

from __future__ import annotations

from pathlib import Path
from typing import Callable, Mapping, Optional

import processing
from qgis.core import QgsApplication
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QObject, pyqtSignal
from qgis.PyQt.QtWidgets import QDialog

from anyue_farmland_plugin.core.errors import DependencyMissing
from anyue_farmland_plugin.gui.messages import Messages, reported


class AlgorithmDialogs(QObject):
    """Keeps the one algorithm dialog that is open."""

    ledger_written = pyqtSignal(object)  # Path of the ledger an algorithm created or added to

    def __init__(self, iface: QgisInterface, messages: Messages, ledger: Callable[[], Optional[Path]]) -> None:
        """Open dialogs beside this window, for the ledger that is open then."""
        super().__init__()
        self._iface, self.messages, self._ledger = iface, messages, ledger
        self._dialog: Optional[QDialog] = None

    @reported
    def open(self, name: str) -> None:
        """Open an algorithm's dialog with the open ledger filled in."""
        algorithm = QgsApplication.processingRegistry().algorithmById(name)
        if algorithm is None:
            message = self.tr("QGIS does not offer {name}. Switch on the Processing plugin.")
            raise DependencyMissing(message.format(name=name))
        ledger = self._ledger()
        asks = any(definition.name() == "LEDGER" for definition in algorithm.parameterDefinitions())
        self.remove()
        self._dialog = processing.createAlgorithmDialog(name, {"LEDGER": str(ledger)} if ledger and asks else {})
        self._dialog.algorithmFinished.connect(self._finished)
        self._dialog.show()

    def remove(self) -> None:
        """Close the dialog."""
        if self._dialog is not None:
            self._dialog.close()
            self._dialog.deleteLater()
            self._dialog = None

    def _finished(self, successful: bool, results: Mapping) -> None:
        ledger = results.get("LEDGER")
        if successful and ledger:
            self.ledger_written.emit(Path(str(ledger)))
