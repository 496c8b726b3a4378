# SPDX-License-Identifier: GPL-2.0-or-later
"""The dock's buttons; each says its key and does exactly what the key does."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QHBoxLayout, QPushButton, QWidget

from anyue_farmland_plugin import paths
from anyue_farmland_plugin.gui.keys import Command, KeyCommand


class ButtonRow(QWidget):
    """Undo, previous, skip, accept and next."""

    command_given = pyqtSignal(object)  # KeyCommand

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        """Build the row."""
        super().__init__(parent)
        self.undo = self._button("", Command.UNDO, self.tr("Undo my last judgement (Ctrl+Z)"))
        self.undo.setIcon(QIcon(str(paths.icon("undo"))))
        self.previous = self._button(self.tr("‹ P"), Command.PREVIOUS, self.tr("Previous case (P or F7)"))
        self.skip = self._button(self.tr("Skip N"), Command.SKIP, self.tr("Next open case without saving (N or F8)"))
        self.accept = self._button(self.tr("Accept, next ⏎"), Command.ACCEPT, self.tr("Save and go on (Enter)"))
        font = self.accept.font()
        font.setBold(True)
        self.accept.setFont(font)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for button in (self.undo, self.previous, self.skip):
            row.addWidget(button)
        row.addWidget(self.accept, 1)

    def set_case_shown(self, shown: bool) -> None:
        """Enable what needs a case on the desk."""
        self.accept.setEnabled(shown)

    def _button(self, text: str, command: Command, tip: str) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(f"Anyue{command.value.capitalize()}Button")
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setMinimumHeight(30)
        button.clicked.connect(lambda _checked=False: self.command_given.emit(KeyCommand(command)))
        return button
