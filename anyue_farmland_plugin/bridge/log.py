# SPDX-License-Identifier: GPL-2.0-or-later
"""Forwards the package's log to QGIS's message log, under one tag."""

from __future__ import annotations

import logging
from typing import Optional

from qgis.core import Qgis, QgsMessageLog

from anyue_farmland_plugin.about import PACKAGE_NAME

LOG_TAG = "Anyue farmland"


def _level(number: int) -> Qgis.MessageLevel:
    if number >= logging.ERROR:
        return Qgis.MessageLevel.Critical
    return Qgis.MessageLevel.Warning if number >= logging.WARNING else Qgis.MessageLevel.Info


class _MessageLogHandler(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        QgsMessageLog.logMessage(self.format(record), LOG_TAG, _level(record.levelno), notifyUser=False)


class MessageLog:
    """The one handler of the package's loggers while the plugin is loaded."""

    def __init__(self) -> None:
        self._handler: Optional[logging.Handler] = None
        self._level_before = logging.NOTSET

    def install(self) -> None:
        """Start forwarding."""
        if self._handler is None:
            self._handler = _MessageLogHandler()
            self._handler.setFormatter(logging.Formatter("%(message)s"))
            logger = logging.getLogger(PACKAGE_NAME)
            self._level_before = logger.level
            logger.setLevel(logging.INFO)
            logger.addHandler(self._handler)

    def remove(self) -> None:
        """Stop forwarding; harmless when not installed."""
        if self._handler is not None:
            logger = logging.getLogger(PACKAGE_NAME)
            logger.removeHandler(self._handler)
            logger.setLevel(self._level_before)
            self._handler = None
