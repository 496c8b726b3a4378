# SPDX-License-Identifier: GPL-2.0-or-later
"""Chooses the responsible unit by code, name or pinyin initials."""

from __future__ import annotations

from typing import Optional

from qgis.gui import QgsFilterLineEdit
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeyEvent
from qgis.PyQt.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from anyue_farmland_plugin.core.units import Unit, match_units

_SHOWN, _ROW_HEIGHT = 5, 22


class UnitEdit(QgsFilterLineEdit):
    """The line in which a unit is sought; Enter, arrows and Esc belong to the list below it."""

    accepted = pyqtSignal()
    moved = pyqtSignal(int)
    left = pyqtSignal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep the keys that steer the list."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accepted.emit()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.moved.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class UnitPicker(QWidget):
    """A line edit with the best matches below it, no pop-up window."""

    unit_picked = pyqtSignal(str)
    confirmed = pyqtSignal()  # Enter on an empty line: the person is content with what is shown
    left = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.edit = UnitEdit(self)
        self.edit.setObjectName("AnyueUnitEdit")
        self.edit.setShowSearchIcon(True)
        self.edit.setPlaceholderText(self.tr("Pinyin initials, name or code (U)"))
        self.list = QListWidget(self)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setUniformItemSizes(True)
        self.list.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.edit)
        column.addWidget(self.list)
        self.edit.textChanged.connect(self._filter)
        self.edit.accepted.connect(self._accept)
        self.edit.moved.connect(self._move)
        self.edit.left.connect(self._leave)
        self.list.itemClicked.connect(self._pick)

    def start(self) -> None:
        """Take the keyboard, with an empty line."""
        self.edit.clear()
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def reset(self) -> None:
        """Empty the line."""
        self.edit.clear()

    def _filter(self, text: str) -> None:
        self.list.clear()
        for unit in match_units(text)[:_SHOWN]:
            self.list.addItem(_item(unit))
        count = self.list.count()
        self.list.setVisible(count > 0)
        self.list.setFixedHeight(count * _ROW_HEIGHT + 4)
        if count:
            self.list.setCurrentRow(0)

    def _accept(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self._pick(item)
        elif not self.edit.text().strip():
            self.confirmed.emit()

    def _pick(self, item: QListWidgetItem) -> None:
        code = str(item.data(Qt.ItemDataRole.UserRole))
        self.edit.clear()
        self.unit_picked.emit(code)
        self.left.emit()

    def _move(self, step: int) -> None:
        if self.list.count():
            self.list.setCurrentRow((self.list.currentRow() + step) % self.list.count())

    def _leave(self) -> None:
        self.edit.clear()
        self.left.emit()


def _item(unit: Unit) -> QListWidgetItem:
    item = QListWidgetItem(f"{unit.name}    {unit.code}    {unit.initials[0] if unit.initials else ''}")
    item.setData(Qt.ItemDataRole.UserRole, unit.code)
    return item
