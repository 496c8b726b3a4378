# SPDX-License-Identifier: GPL-2.0-or-later
"""The border between slots and Qt: errors become one sentence in the message bar and a line in the log."""

from __future__ import annotations

import functools
import logging
from typing import Callable, Protocol

from qgis.core import Qgis
from qgis.gui import QgsMessageBar
from qgis.PyQt.QtCore import QCoreApplication

from anyue_farmland_plugin.core.errors import FarmlandError
from anyue_farmland_plugin.core.hidden_letters import as_markup

_log = logging.getLogger(__name__)
_INFO_SECONDS, _WARNING_SECONDS = 4, 10


class Messages:
    """Shows sentences in QGIS's message bar."""

    def __init__(self, bar: QgsMessageBar) -> None:
        """Use QGIS's own bar."""
        self._bar = bar

    @staticmethod
    def title() -> str:
        """Return the bold word before a sentence."""
        return QCoreApplication.translate("Messages", "Farmland ledger")

    def info(self, text: str) -> None:
        """Tell something that needs no action."""
        self._bar.pushMessage(self.title(), as_markup(text), Qgis.MessageLevel.Info, _INFO_SECONDS)

    def warn(self, text: str) -> None:
        """Tell that something was not done and why."""
        self._bar.pushMessage(self.title(), as_markup(text), Qgis.MessageLevel.Warning, _WARNING_SECONDS)

    def fail(self, text: str) -> None:
        """Tell of a defect; stays until it is closed."""
        self._bar.pushMessage(self.title(), as_markup(text), Qgis.MessageLevel.Critical, 0)


class HasMessages(Protocol):
    """An object that can tell its user something."""

    messages: Messages


def reported(slot: Callable[..., None]) -> Callable[..., None]:
    """Turn errors of a method into messages; its object has an attribute ``messages``."""

    @functools.wraps(slot)
    def guarded(self: HasMessages, *arguments: object) -> None:
        try:
            slot(self, *arguments)
        except FarmlandError as error:
            _log.info("%s", error)
            self.messages.warn(str(error))
        except Exception as error:
            _log.exception("%s failed", slot.__qualname__)
            text = QCoreApplication.translate(
                "Messages", "This did not work ({error}). Nothing was saved; details are in the log messages panel.")
            self.messages.fail(text.format(error=f"{type(error).__name__}: {error}"))

    return guarded
