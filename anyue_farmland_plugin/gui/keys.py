# SPDX-License-Identifier: GPL-2.0-or-later
"""Which key does what, in one table; dock and map tool ask here, the application never hears of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Optional

from qgis.PyQt.QtCore import QEvent, Qt
from qgis.PyQt.QtGui import QKeyEvent


class Command(Enum):
    """What an inspector can ask for by a key."""

    ACCEPT = "accept"
    SKIP = "skip"
    PREVIOUS = "previous"
    UNDO = "undo"
    UNIT = "unit"
    NOTE = "note"
    LEAVE = "leave"
    DIGIT = "digit"


@dataclass(frozen=True)
class KeyCommand:
    """A command with its digit (0-9) where it has one."""

    command: Command
    digit: int = -1


_PLAIN = {
    Qt.Key.Key_Return: Command.ACCEPT,
    Qt.Key.Key_Enter: Command.ACCEPT,
    Qt.Key.Key_N: Command.SKIP,
    Qt.Key.Key_P: Command.PREVIOUS,
    Qt.Key.Key_U: Command.UNIT,
    Qt.Key.Key_B: Command.NOTE,
    Qt.Key.Key_F7: Command.PREVIOUS,  # an input method swallows letters, never these
    Qt.Key.Key_F8: Command.SKIP,
    Qt.Key.Key_Escape: Command.LEAVE,
}


def command_of(event: QKeyEvent) -> Optional[KeyCommand]:
    """Return what a key press asks for, or None when the key is not ours."""
    keypad = Qt.KeyboardModifier.KeypadModifier
    modifiers = event.modifiers() & ~keypad
    if modifiers == Qt.KeyboardModifier.ControlModifier and event.key() == Qt.Key.Key_Z:
        return KeyCommand(Command.UNDO)
    if modifiers != Qt.KeyboardModifier.NoModifier:
        return None
    if Qt.Key.Key_0 <= event.key() <= Qt.Key.Key_9:
        return KeyCommand(Command.DIGIT, event.key() - Qt.Key.Key_0)
    command = _PLAIN.get(event.key())
    return KeyCommand(command) if command else None


def claims(event: QEvent) -> bool:
    """Claim one of our keys before a shortcut of the application takes it; True when the event was one."""
    if event.type() != QEvent.Type.ShortcutOverride or command_of(event) is None:
        return False
    event.accept()
    return True
