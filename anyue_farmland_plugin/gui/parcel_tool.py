# SPDX-License-Identifier: GPL-2.0-or-later
"""The map tool: a click names a place, keys are commands; what they mean is decided elsewhere."""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.gui import QgsMapCanvas, QgsMapMouseEvent, QgsMapTool
from qgis.PyQt.QtCore import QEvent, QObject, QPoint, Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeyEvent

from anyue_farmland_plugin.gui.keys import command_of

_SAME_SPOT = 4  # pixels


class ParcelTool(QgsMapTool):
    """Reports clicks and keys while it is the canvas's tool."""

    place_clicked = pyqtSignal(object, bool)  # QgsPointXY in map coordinates, the same spot as before
    command_given = pyqtSignal(object)  # KeyCommand

    def __init__(self, canvas: QgsMapCanvas) -> None:
        """Make the tool for a canvas; it is not active yet."""
        super().__init__(canvas)
        self.setCursor(QgsApplication.getThemeCursor(QgsApplication.Cursor.Identify))
        self._last = QPoint(-100, -100)
        self._last_extent = canvas.extent()
        self._typed_by_method = True

    def activate(self) -> None:
        """Take the canvas's keys; an input method would swallow letters."""
        super().activate()
        canvas = self.canvas()
        self._typed_by_method = canvas.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        canvas.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        canvas.installEventFilter(self)
        canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def deactivate(self) -> None:
        """Give the canvas's keys back."""
        canvas = self.canvas()
        if canvas is not None:
            canvas.removeEventFilter(self)
            canvas.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, self._typed_by_method)
        super().deactivate()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Claim our keys on the canvas before a shortcut of the application takes them."""
        if event.type() == QEvent.Type.ShortcutOverride and command_of(event) is not None:
            event.accept()
            return True
        return bool(super().eventFilter(watched, event))

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        """Report a left click."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        extent = self.canvas().extent()
        near = (event.pos() - self._last).manhattanLength() <= _SAME_SPOT and extent == self._last_extent
        self._last, self._last_extent = event.pos(), extent
        self.place_clicked.emit(event.mapPoint(), near)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Report a command; other keys are the canvas's own."""
        command = command_of(event)
        if command is None:
            event.ignore()
        else:
            event.accept()
            self.command_given.emit(command)
