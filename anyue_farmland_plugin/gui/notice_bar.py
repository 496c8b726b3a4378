# SPDX-License-Identifier: GPL-2.0-or-later
"""Lines above the card that stay until somebody acts: what is the matter with the ledger, and one button each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable, Optional, Sequence

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget


@dataclass(frozen=True)
class Notice:
    """One sentence; ``button`` names what ``act`` does, an empty one shows the sentence only."""

    text: str
    button: str = ""
    act: Optional[Callable[[], object]] = None
    urgent: bool = False


class NoticeBar(QWidget):
    """Shows notices one below the other; hidden while there are none."""

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        """Start without notices."""
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 0, 12, 0)
        self._column.setSpacing(4)
        self.setVisible(False)

    def show_notices(self, notices: Sequence[Notice]) -> None:
        """Replace what is shown."""
        while self._column.count():
            line = self._column.takeAt(0).widget()
            line.setParent(None)
            line.deleteLater()
        for notice in notices:
            self._column.addWidget(_line(notice))
        self.setVisible(bool(notices))

    def texts(self) -> list:
        """Return the sentences shown."""
        return [label.text() for label in self.findChildren(QLabel, "AnyueNotice")]


def _line(notice: Notice) -> QFrame:
    line = QFrame()
    line.setObjectName("AnyueNoticeLine")
    colour = "#b3261e" if notice.urgent else "#8a6d00"
    line.setStyleSheet(f"#AnyueNoticeLine {{ border: 0; border-left: 3px solid {colour}; }}")
    text = QLabel(notice.text)
    text.setObjectName("AnyueNotice")
    text.setTextFormat(Qt.TextFormat.PlainText)  # names come from files
    text.setWordWrap(True)
    row = QHBoxLayout(line)
    row.setContentsMargins(8, 2, 0, 2)
    row.addWidget(text, 1)
    if notice.button and notice.act is not None:
        button = QPushButton(notice.button)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda _checked=False: notice.act())
        row.addWidget(button)
    return line
