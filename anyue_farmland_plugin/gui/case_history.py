# SPDX-License-Identifier: GPL-2.0-or-later
"""The history of a case, folded below the decision until somebody wants to read it."""

from __future__ import annotations

from typing import Mapping, Optional, Sequence

from qgis.gui import QgsCollapsibleGroupBoxBasic
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QLabel, QVBoxLayout, QWidget

from anyue_farmland_plugin.gui.history_words import event_line


class CaseHistory(QgsCollapsibleGroupBoxBasic):
    """Newest event first; written out only while it is unfolded."""

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        """Start folded and empty."""
        super().__init__(parent)
        self._events: Sequence[Mapping] = ()
        self.lines = QLabel()
        self.lines.setTextFormat(Qt.TextFormat.RichText)
        self.lines.setWordWrap(True)
        self.lines.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 0, 4)
        column.addWidget(self.lines)
        self.setCollapsed(True)
        self.collapsedStateChanged.connect(lambda _folded: self._write())

    def show_events(self, events: Sequence[Mapping]) -> None:
        """Show the events of a case."""
        self._events = events
        self.setTitle(self.tr("History ({count})").format(count=len(events)))
        self._write()

    def _write(self) -> None:
        unfolded = not self.isCollapsed()
        self.lines.setText("<p>".join(event_line(event) for event in reversed(self._events)) if unfolded else "")
