# SPDX-License-Identifier: GPL-2.0-or-later
"""Edits made past the plugin, one line each: a person accepts them into the history or puts the old values back."""

from __future__ import annotations

from pathlib import Path
from typing import Optional

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from anyue_farmland_plugin.core.ports import Actor, Clock
from anyue_farmland_plugin.workflow.adopt import Adoption, Choice, adopt
from anyue_farmland_plugin.workflow.adopt_offer import Offer, OfferLine

_CHOICE_COLUMN = 4


class AdoptDialog(QDialog):
    """Writes nothing before OK; every line carries its own choice, none at the start."""

    def __init__(self, parent: Optional[QWidget], ledger: Path, found: Offer) -> None:
        """Show what was found in a ledger."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Edits made outside the plugin"))
        self.ledger, self._lines = ledger, tuple(found.lines)
        self._choices: dict = {}
        self.list, self.reason = QTreeWidget(), QLineEdit()
        self.reason.setPlaceholderText(self.tr("Reason, for the history"))
        standard = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(standard.Ok | standard.Cancel)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._build(found.sentence)
        for line in self._lines:
            self.list.addTopLevelItem(QTreeWidgetItem([line.place, line.column, line.recorded, line.found, ""]))
        for place in range(_CHOICE_COLUMN):
            self.list.resizeColumnToContents(place)
        self._enable()

    def choose(self, choice: Choice) -> None:
        """Give the marked lines, or all when none is marked, this choice where they allow it."""
        marked = {self.list.indexOfTopLevelItem(item) for item in self.list.selectedItems()}
        for place, line in enumerate(self._lines):
            if (not marked or place in marked) and _allows(line, choice):
                self._choices[place] = choice
                self.list.topLevelItem(place).setText(_CHOICE_COLUMN, self._word(choice))
        self._enable()

    def write(self, actor: Actor, clock: Clock) -> Adoption:
        """Write what was chosen; lines without a choice stay as they are."""
        chosen = [(self._lines[place].edit, choice) for place, choice in sorted(self._choices.items())]
        return adopt(self.ledger, chosen, actor=actor, clock=clock, reason=self.reason.text().strip())

    def _word(self, choice: Choice) -> str:
        return self.tr("accept") if choice is Choice.ACCEPT else self.tr("put back")

    def _enable(self) -> None:
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(bool(self._choices))

    def _build(self, sentence: str) -> None:
        self.resize(760, 420)
        told = QLabel(sentence)
        told.setTextFormat(Qt.TextFormat.PlainText)
        told.setWordWrap(True)
        self.list.setHeaderLabels(
            [self.tr("Where"), self.tr("Field"), self.tr("Recorded"), self.tr("Found"), self.tr("Choice")])
        self.list.setRootIsDecorated(False)
        self.list.setSelectionMode(QTreeWidget.SelectionMode.ExtendedSelection)
        row = QHBoxLayout()
        row.addWidget(self._button(self.tr("Accept"), Choice.ACCEPT))
        row.addWidget(self._button(self.tr("Put Back"), Choice.RESTORE))
        row.addWidget(self.reason, 1)
        column = QVBoxLayout(self)
        column.addWidget(told)
        column.addWidget(self.list, 1)
        column.addLayout(row)
        column.addWidget(self.buttons)

    def _button(self, text: str, choice: Choice) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked=False: self.choose(choice))
        return button


def _allows(line: OfferLine, choice: Choice) -> bool:
    return line.can_accept if choice is Choice.ACCEPT else line.can_restore
