# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs one job of seconds beside the window and tells its end in the window's own thread."""

from __future__ import annotations

import logging
from typing import Callable, Optional

from qgis.core import QgsApplication, QgsTask

from anyue_farmland_plugin.core.errors import Cancelled, FarmlandError
from anyue_farmland_plugin.core.ports import Progress

_log = logging.getLogger(__name__)

Work = Callable[[Progress], object]
Done = Callable[[object, str], None]  # what the work returned, or None and why not; an empty reason: it was stopped


class _TaskProgress:
    """Progress of a task."""

    def __init__(self, task: QgsTask) -> None:
        self._task = task

    def report(self, share: float, text: str = "") -> None:
        """Show the share in QGIS's own task bar."""
        del text
        self._task.setProgress(100.0 * share)

    def message(self, text: str) -> None:
        """Keep the line for the log."""
        _log.info("%s", text)

    def cancelled(self) -> bool:
        """Return True when the person wants it to stop."""
        return bool(self._task.isCanceled())


class BackgroundJob:
    """One job that can be stopped; nothing is told after `forget`."""

    def __init__(self, title: str, work: Work, done: Done) -> None:
        """Start at once; the work may touch files but nothing of Qt or QGIS."""
        self._work, self._done = work, done
        self._task: Optional[QgsTask] = QgsTask.fromFunction(title, self._run, on_finished=self._finished)
        QgsApplication.taskManager().addTask(self._task)

    def stop(self) -> None:
        """Ask the work to end; what it tells then is told as ever."""
        if self._task is not None:
            self._task.cancel()

    def forget(self) -> None:
        """Stop and tell nobody."""
        self.stop()
        self._done = _nobody

    def _run(self, task: QgsTask) -> tuple:
        try:
            return self._work(_TaskProgress(task)), ""
        except Cancelled:
            return None, ""
        except FarmlandError as error:
            return None, str(error)

    def _finished(self, error: Optional[BaseException], result: Optional[tuple] = None) -> None:
        self._task = None
        if error is not None:
            _log.error("a job in the background failed", exc_info=error)
            self._done(None, f"{type(error).__name__}: {error}")
        else:
            self._done(*(result or (None, "")))


def _nobody(_result: object, _reason: str) -> None:
    """Tell nobody."""
