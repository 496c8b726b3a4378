# SPDX-License-Identifier: GPL-2.0-or-later
"""Opens the plugin's algorithms in QGIS's own dialog, beside the window, not over it."""

from __future__ import annotations

from pathlib import Path
from typing import Mapping, Optional

import processing
from qgis.core import QgsApplication
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QObject, pyqtSignal
from qgis.PyQt.QtWidgets import QDialog

from anyue_farmland_plugin.core.errors import DependencyMissing


class AlgorithmDialogs(QObject):
    """Keeps the one algorithm dialog that is open."""

    ledger_written = pyqtSignal(object)  # Path of the ledger an algorithm created or added to

    def __init__(self, iface: QgisInterface) -> None:
        """Open dialogs beside this window."""
        super().__init__()
        self._iface = iface
        self._dialog: Optional[QDialog] = None

    def open(self, name: str, parameters: Mapping[str, object]) -> None:
        """Open an algorithm's dialog; raises DependencyMissing when QGIS does not offer it."""
        algorithm = QgsApplication.processingRegistry().algorithmById(name)
        if algorithm is None:
            message = self.tr("QGIS does not offer {name}. Switch on the Processing plugin.")
            raise DependencyMissing(message.format(name=name))
        known = {definition.name() for definition in algorithm.parameterDefinitions()}
        self.remove()
        self._dialog = processing.createAlgorithmDialog(
            name, {key: value for key, value in parameters.items() if key in known})
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
