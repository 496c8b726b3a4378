# SPDX-License-Identifier: GPL-2.0-or-later
"""Looks at an opened ledger in the background and puts what a person has to know above the card."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Optional

from qgis.core import QgsApplication, QgsTask
from qgis.PyQt.QtCore import QObject, pyqtSignal
from qgis.PyQt.QtWidgets import QInputDialog, QWidget

from anyue_farmland_plugin.bridge import settings
from anyue_farmland_plugin.core.errors import FarmlandError, TransitionRefused
from anyue_farmland_plugin.core.ports import Clock
from anyue_farmland_plugin.gui.messages import Messages, reported
from anyue_farmland_plugin.gui.notice_bar import Notice
from anyue_farmland_plugin.gui.wording import unit_word
from anyue_farmland_plugin.workflow.overdue import overdue, watch
from anyue_farmland_plugin.workflow.situation import Situation, situation_of

_log = logging.getLogger(__name__)


class _TaskProgress:
    """Progress of a background task: only its cancelling matters."""

    def __init__(self, task: QgsTask) -> None:
        self._task = task

    def report(self, share: float, text: str = "") -> None:
        """Show the share in QGIS's own task bar."""
        del text
        self._task.setProgress(100 * share)

    def message(self, text: str) -> None:
        """Keep the line for the log."""
        _log.info("%s", text)

    def cancelled(self) -> bool:
        """Return True when the ledger was closed meanwhile."""
        return bool(self._task.isCanceled())


class LedgerWatch(QObject):
    """Tells of one ledger at a time; a newer one makes the older look stop."""

    noticed = pyqtSignal(object)  # list of Notice
    verify_asked = pyqtSignal()
    conflicts_asked = pyqtSignal()
    ledger_changed = pyqtSignal(object)  # Path

    def __init__(self, window: QWidget, messages: Messages, clock: Clock) -> None:
        """Ask over this window."""
        super().__init__()
        self._window, self.messages, self._clock = window, messages, clock
        self._path: Optional[Path] = None
        self._task: Optional[QgsTask] = None

    def look(self, ledger: Path) -> None:
        """Start to look; `noticed` comes when it is done."""
        self.stop()
        self._path = ledger
        task = QgsTask.fromFunction(
            self.tr("Looking at {name}").format(name=ledger.name), self._work, on_finished=self._done, ledger=ledger)
        self._task = task
        QgsApplication.taskManager().addTask(task)

    def stop(self) -> None:
        """Forget the ledger."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self.noticed.emit([])

    def _work(self, task: QgsTask, ledger: Path) -> tuple:
        try:
            return task, situation_of(ledger, clock=self._clock, progress=_TaskProgress(task)), ""
        except FarmlandError as error:
            return task, None, str(error)

    def _done(self, error: Optional[BaseException], result: Optional[tuple] = None) -> None:
        if error is not None:
            _log.error("the look at the ledger failed", exc_info=error)
        if result is None or result[0] is not self._task:
            return
        self._task = None
        _, found, sentence = result
        self.noticed.emit(self.notices(found) if found is not None else [Notice(sentence, urgent=True)])

    def notices(self, found: Situation) -> list:
        """Return what a situation means for the person, the urgent first."""
        verify = self.verify_asked.emit
        notices = [Notice(text, self.tr("Verify"), verify, urgent=True) for text in found.opening.problems]
        if found.conflicts:
            text = self.tr("{count} entries of field packages contradict each other.").format(count=found.conflicts)
            notices.append(Notice(text, self.tr("Decide"), self.conflicts_asked.emit, urgent=True))
        if found.to_watch:
            text = self.tr("The campaign is over: {count} unfinished cases belong on the watch list.")
            notices.append(Notice(text.format(count=found.to_watch), self.tr("Watch…"), self._put_on_watch_list))
        elif found.late:
            notices.append(Notice(self.tr("{count} cases are past their deadline.").format(count=found.late)))
        if found.package is not None:
            whose = ", ".join(unit_word(code) for code in found.package.whose.split(","))
            text = self.tr("Field package of {whose}, made on {day}.")
            notices.append(Notice(text.format(whose=whose, day=found.package.exported_at)))
        if found.opening.is_older:
            text = self.tr("This ledger is of an earlier version; the next entry brings it up to date.")
            notices.append(Notice(text))
        return notices

    @reported
    def _put_on_watch_list(self) -> None:
        question = self.tr("Why are these cases not finished?")
        reason, agreed = QInputDialog.getText(self._window, self.tr("Watch list"), question)
        if not agreed or self._path is None:
            return
        waiting = overdue(self._path, self._clock().astimezone().date()).to_watch
        ids, actor = [item.case_id for item in waiting], settings.current_actor()
        done = watch(self._path, ids, actor=actor, clock=self._clock, reason=reason)
        if done.changed:
            self.messages.info(self.tr("{count} cases are on the watch list.").format(count=len(done.changed)))
            self.ledger_changed.emit(self._path)
        if done.refused:
            raise TransitionRefused(done.refused[0][1])
