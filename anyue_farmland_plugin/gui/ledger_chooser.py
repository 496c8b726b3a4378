# SPDX-License-Identifier: GPL-2.0-or-later
"""Asks for a ledger file, starting in the folder of the last one."""

from __future__ import annotations

from pathlib import Path
from typing import Optional

from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtWidgets import QFileDialog, QWidget

from anyue_farmland_plugin.bridge import settings


def choose_ledger(parent: QWidget) -> Optional[Path]:
    """Return the file the person chose, or None."""
    title = QCoreApplication.translate("LedgerChooser", "Open Ledger")
    files = QCoreApplication.translate("LedgerChooser", "Farmland ledger (*.gpkg)")
    path, _ = QFileDialog.getOpenFileName(parent, title, settings.LAST_FOLDER.value(), files)
    if not path:
        return None
    settings.LAST_FOLDER.set_value(str(Path(path).parent))
    return Path(path)
