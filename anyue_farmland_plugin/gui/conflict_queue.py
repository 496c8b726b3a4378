# SPDX-License-Identifier: GPL-2.0-or-later
"""The questions merges left, one at a time: only the clashing cell, who says what, one key to choose."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Callable, Optional

from qgis.gui import QgsDockWidget
from qgis.PyQt.QtCore import QEvent, Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeyEvent, QMouseEvent
from qgis.PyQt.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from anyue_farmland_plugin.core.hidden_letters import shown
from anyue_farmland_plugin.core.ledger_tables import CASES
from anyue_farmland_plugin.core.ports import Actor, Clock
from anyue_farmland_plugin.gui.history_words import column_label, value_word
from anyue_farmland_plugin.gui.keys import Command, claims, command_of
from anyue_farmland_plugin.gui.messages import Messages, reported
from anyue_farmland_plugin.gui.options_page import role_word
from anyue_farmland_plugin.workflow.conflicts import Choice, OpenConflict, open_conflicts, resolve

_MOST_KEYS = 9
_DIGEST = 12
_WHOLE = 20_000  # letters: whoever chooses must see where two notes differ


class ChoiceRow(QFrame):
    """One value with its key and its people; a click is as good as the key."""

    clicked = pyqtSignal()

    def __init__(self, key: str, value: str, who: str) -> None:
        """Show texts as they are, whole and without markup."""
        super().__init__()
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.key, self.value, self.who = QLabel(key), QLabel(value), QLabel(who)
        self.key.setStyleSheet("font-weight: 600; font-size: 15pt;")
        self.who.setStyleSheet("font-size: 9pt;")
        texts = QVBoxLayout()
        for label in (self.value, self.who):
            label.setTextFormat(Qt.TextFormat.PlainText)  # names and notes come from files
            label.setWordWrap(True)
            texts.addWidget(label)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 6, 10, 6)
        row.setSpacing(10)
        row.addWidget(self.key)
        row.addLayout(texts, 1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell that the row was clicked."""
        if self.rect().contains(event.pos()):
            self.clicked.emit()

    def text(self) -> str:
        """Return what the row says."""
        return f"{self.key.text()} {self.value.text()} | {self.who.text()}"


class ConflictQueue(QgsDockWidget):
    """Lays one open question after the other in front of a person; a digit answers it and goes on."""

    case_asked = pyqtSignal(str)  # case id whose question is shown
    answered = pyqtSignal(object)  # Head of the chain after the answer
    left = pyqtSignal()

    def __init__(
        self, actor: Callable[[], Actor], clock: Clock, messages: Messages, parent: Optional[QWidget] = None
    ) -> None:
        """Build the dock without a ledger; ``actor`` tells who answers."""
        super().__init__(parent)
        self._actor, self._clock, self.messages = actor, clock, messages
        self._path: Optional[Path] = None
        self._waiting: list = []
        self._place = 0
        self.setWindowTitle(self.tr("Questions from merging"))
        self.setObjectName("AnyueFarmlandConflictQueue")
        self.heading, self.field, self.base, self.keys = QLabel(), QLabel(), QLabel(), QLabel()
        self.choices: list = []
        self._column = QVBoxLayout()
        self._build()
        self._show()

    def open(self, path: Path, case_id: str = "") -> int:
        """Load the open questions of a ledger, those of one case first; return how many there are."""
        found = open_conflicts(path)
        self._path = path
        self._waiting = sorted(found, key=lambda conflict: conflict.case_id != case_id)
        self._place = 0
        self._show()
        return len(self._waiting)

    def close_ledger(self) -> None:
        """Forget the ledger."""
        self._path, self._waiting, self._place = None, [], 0
        self._show()

    def count(self) -> int:
        """Return how many questions wait."""
        return len(self._waiting)

    def current(self) -> Optional[OpenConflict]:
        """Return the question shown."""
        return self._waiting[self._place] if self._waiting else None

    def event(self, event: QEvent) -> bool:
        """Claim our keys before a shortcut of the application takes them, only while the focus is in here."""
        return claims(event) or bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer by a digit, go on and back by the keys of the inspection panel."""
        given = command_of(event)
        if given is None:
            super().keyPressEvent(event)
        elif given.command is Command.DIGIT:
            self.choose(given.digit)
        elif given.command in (Command.SKIP, Command.PREVIOUS):
            self.step(1 if given.command is Command.SKIP else -1)
        elif given.command is Command.LEAVE:
            self.left.emit()

    def step(self, by: int) -> None:
        """Go to another question, over the ends and around."""
        if self._waiting:
            self._place = (self._place + by) % len(self._waiting)
            self._show()

    @reported
    def choose(self, number: int) -> None:
        """Write the choice with this number and go on to the next question."""
        conflict = self.current()
        if conflict is None or self._path is None or not 1 <= number <= len(conflict.choices):
            return
        head = resolve(self._path, conflict.conflict_id, number, actor=self._actor(), clock=self._clock)
        place = self._place
        self.open(self._path)
        self._place = min(place, max(len(self._waiting) - 1, 0))
        self._show()
        self.answered.emit(head)

    def _build(self) -> None:
        inside = QWidget()
        inside.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        inside.setLayout(self._column)
        self._column.setContentsMargins(12, 10, 12, 10)
        self._column.setSpacing(8)
        self.field.setStyleSheet("font-weight: 600;")
        for label in (self.heading, self.field, self.base):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            self._column.addWidget(label)
        self._column.addStretch(1)
        self.keys.setText(self.tr("1–9 choose · N next · P back · Esc leave"))
        self._column.addWidget(self.keys)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        self.setFocusProxy(inside)
        self.setWidget(area)

    def _show(self) -> None:
        for row in self.choices:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.choices = []
        conflict = self.current()
        self.keys.setVisible(conflict is not None)
        self.field.setVisible(conflict is not None)
        self.base.setVisible(conflict is not None)
        if conflict is None:
            self.heading.setText(self.tr("There is no open question."))
            return
        told = self.tr("{place} of {count} · {number} · {town}")
        self.heading.setText(
            told.format(
                place=self._place + 1,
                count=len(self._waiting),
                number=conflict.case_no,
                town=conflict.town_name or self.tr("no township"),
            )
        )
        self.field.setText(column_label(conflict.field) if CASES.column(conflict.field) else conflict.label)
        self.base.setText(self.tr("Before: {value}").format(value=self._words(conflict, conflict.base)))
        for number, choice in enumerate(conflict.choices, 1):
            self._add_choice(number, conflict, choice)
        self.case_asked.emit(conflict.case_id)

    def _add_choice(self, number: int, conflict: OpenConflict, choice: Choice) -> None:
        who = (_who(choice), self.tr("stands now") if choice.stands else "")
        key = str(number) if number <= _MOST_KEYS else "·"
        row = ChoiceRow(key, self._words(conflict, choice.value), " · ".join(part for part in who if part))
        row.clicked.connect(lambda: self.choose(number))
        self._column.insertWidget(self._column.indexOf(self.base) + number, row)
        self.choices.append(row)

    def _words(self, conflict: OpenConflict, value: object) -> str:
        if conflict.field == "geom":
            return self.tr("polygon {digest}…").format(digest=str(value)[:_DIGEST]) if value else "–"
        if isinstance(value, dict):
            return shown(", ".join(f"{name} {value[name]}" for name in self._differing(conflict) if name in value))
        return shown(value_word(conflict.field, value, _WHOLE))

    def _differing(self, conflict: OpenConflict) -> list:
        """Return the columns in which the forms of a row differ."""
        rows = [choice.value for choice in conflict.choices if isinstance(choice.value, dict)]
        names = sorted({name for row in rows for name in row})
        return [name for name in names if len({str(row.get(name)) for row in rows}) > 1]


def _who(choice: Choice) -> str:
    if not choice.at:
        return ""
    at = datetime.fromisoformat(choice.at.replace("Z", "+00:00")).astimezone()
    return f"{shown(choice.actor)} ({role_word(choice.role)}) · {at:%Y-%m-%d %H:%M}"
