# SPDX-License-Identifier: GPL-2.0-or-later
"""Chooses a problem type, or "not a problem" with its reason, by fixed digits or by mouse."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtCore import QSize, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from anyue_farmland_plugin.gui import type_keys
from anyue_farmland_plugin.gui.type_keys import Choice, Kind
from anyue_farmland_plugin.gui.wording import in_chinese

_COLUMNS = {type_keys.ROOT: 3}
_LOW_ROW, _ROW = 28, 34


class ChoiceButton(QPushButton):
    """A line of a page: its digit and its words, which may need two rows."""

    def __init__(self, choice: Choice, parent: Optional[QWidget] = None) -> None:
        """Show a choice; the keyboard focus stays where it is."""
        super().__init__(parent)
        self.choice = choice
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        text = type_keys.choice_text(choice)
        self.setToolTip(f"{choice.digit}  {text}")
        self.setAccessibleName(text)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 4, 0)
        row.setSpacing(7)
        digit = QLabel(str(choice.digit))
        font = digit.font()
        font.setBold(True)
        digit.setFont(font)
        words = QLabel(text)
        words.setWordWrap(True)
        for label in (digit, words):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row.addWidget(digit)
        row.addWidget(words, 1)

    def sizeHint(self) -> QSize:
        """Return a modest width: the grid stretches it, the text wraps."""
        return QSize(100, _ROW)


class TypePicker(QWidget):
    """Pages of choices; a digit chooses on the page that is shown."""

    type_chosen = pyqtSignal(str)
    harmless_chosen = pyqtSignal(str, str)  # verdict, reason
    page_shown = pyqtSignal(str)

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        """Start on the first page."""
        super().__init__(parent)
        self.setObjectName("AnyueTypePicker")
        self._page = type_keys.ROOT
        self._verdict = ""
        self._buttons: list[ChoiceButton] = []
        self._title = QLabel()
        self._back = QToolButton()
        self._back.setText(self.tr("‹ Back (Esc)"))
        self._back.setAutoRaise(True)
        self._back.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._back.clicked.connect(self.reset)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self._title, 1)
        head.addWidget(self._back)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(4)
        self._grid.setVerticalSpacing(3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addLayout(self._grid)
        self._show(type_keys.ROOT)

    @property
    def page(self) -> str:
        """The page that is shown."""
        return self._page

    def reset(self) -> None:
        """Return to the first page."""
        self._verdict = ""
        if self._page != type_keys.ROOT:
            self._show(type_keys.ROOT)

    def back(self) -> bool:
        """Leave a page for the first one; return False when the first one is shown."""
        if self._page == type_keys.ROOT:
            return False
        self.reset()
        return True

    def press(self, digit: int) -> bool:
        """Choose by digit; return False when the page has no such line."""
        found = next((choice for choice in type_keys.PAGES[self._page] if choice.digit == digit), None)
        if found is not None:
            self._choose(found)
        return found is not None

    def _choose(self, choice: Choice) -> None:
        if choice.kind is Kind.PAGE:
            self._show(choice.code)
        elif choice.kind is Kind.TYPE:
            self.reset()
            self.type_chosen.emit(choice.code)
        elif choice.kind is Kind.VERDICT:
            self._verdict = choice.code
            self._show(type_keys.REASONS)
        else:
            verdict = self._verdict
            self.reset()
            self.harmless_chosen.emit(verdict, type_keys.reason_text(choice.code))

    def _show(self, page: str) -> None:
        self._page = page
        for button in self._buttons:
            self._grid.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = []
        title = type_keys.page_title(page)
        self._title.setText(f"<b>{title}</b>")
        self._title.setVisible(page != type_keys.ROOT)  # the decision line above says it
        self._back.setVisible(page != type_keys.ROOT)
        choices = type_keys.PAGES[page]
        columns = _COLUMNS.get(page, 2)
        rows = -(-len(choices) // columns)
        for place, choice in enumerate(choices):
            button = ChoiceButton(choice, self)
            button.clicked.connect(lambda _checked=False, chosen=choice: self._choose(chosen))
            # Pages of two columns read downwards, so that 1-5 and 6-0 stand under each other.
            row, column = divmod(place, columns) if page == type_keys.ROOT else (place % rows, place // rows)
            self._grid.addWidget(button, row, column)
            self._buttons.append(button)
        height = _LOW_ROW if page == type_keys.ROOT and in_chinese() else _ROW
        for button in self._buttons:
            button.setFixedHeight(height)
        for column in range(3):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        self.page_shown.emit(page)
