# SPDX-License-Identifier: GPL-2.0-or-later
"""Offers a self-found case where a click met a survey parcel but no case."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from anyue_farmland_plugin.gui.keys import Command, KeyCommand


class OfferPanel(QWidget):
    """A sentence and two buttons: make the case, or leave it."""

    command_given = pyqtSignal(object)  # KeyCommand

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        """Build the panel."""
        super().__init__(parent)
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self.create = QPushButton(self.tr("New self-found case ⏎"))
        self.leave = QPushButton(self.tr("Leave (Esc)"))
        for button, command in ((self.create, Command.ACCEPT), (self.leave, Command.LEAVE)):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setMinimumHeight(30)
            button.clicked.connect(lambda _checked=False, given=command: self.command_given.emit(KeyCommand(given)))
        row = QHBoxLayout()
        row.addWidget(self.create, 1)
        row.addWidget(self.leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._text)
        column.addLayout(row)

    def set_text(self, text: str) -> None:
        """Show which parcel was met."""
        self._text.setText(text)

    def text(self) -> str:
        """Return the sentence shown."""
        return str(self._text.text())
