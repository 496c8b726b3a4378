# SPDX-License-Identifier: GPL-2.0-or-later
"""Looks at an opened ledger in the background and puts what a person has to know above the card."""

from __future__ import annotations

from pathlib import Path
from typing import Optional

from qgis.PyQt.QtCore import QObject, pyqtSignal
from qgis.PyQt.QtWidgets import QInputDialog, QWidget

from anyue_farmland_plugin.bridge import settings
from anyue_farmland_plugin.core.errors import LedgerError, TransitionRefused
from anyue_farmland_plugin.core.ports import Clock
from anyue_farmland_plugin.gui.adopt_dialog import AdoptDialog
from anyue_farmland_plugin.gui.background_job import BackgroundJob
from anyue_farmland_plugin.gui.ledger_chooser import LocalCopy
from anyue_farmland_plugin.gui.messages import Messages, reported
from anyue_farmland_plugin.gui.notice_bar import Notice
from anyue_farmland_plugin.gui.wording import unit_word
from anyue_farmland_plugin.workflow.adopt_offer import Offer
from anyue_farmland_plugin.workflow.overdue import overdue, watch
from anyue_farmland_plugin.workflow.situation import Situation, situation_of


class LedgerWatch(QObject):
    """Tells of one ledger at a time; a newer one makes the older look stop."""

    noticed = pyqtSignal(object)  # list of Notice
    verify_asked = pyqtSignal()
    conflicts_asked = pyqtSignal()
    upkeep_asked = pyqtSignal()
    ledger_changed = pyqtSignal(object)  # Path

    def __init__(self, window: QWidget, messages: Messages, clock: Clock) -> None:
        """Ask over this window."""
        super().__init__()
        self._window, self.messages, self._clock = window, messages, clock
        self._path: Optional[Path] = None
        self._job: Optional[BackgroundJob] = None
        self.local_copy = LocalCopy(messages)
        self.local_copy.made.connect(self.ledger_changed)

    def look(self, ledger: Path) -> None:
        """Start to look; `noticed` comes when it is done."""
        self.stop()
        self._path = ledger
        self.noticed.emit(self._about_place())
        title = self.tr("Looking at {name}").format(name=ledger.name)
        clock = self._clock
        self._job = BackgroundJob(
            title, lambda progress: situation_of(ledger, clock=clock, progress=progress), self._done)

    def stop(self) -> None:
        """Forget the ledger."""
        if self._job is not None:
            self._job.forget()
            self._job = None
        self.local_copy.forget()
        self.noticed.emit([])

    def _done(self, found: Optional[Situation], reason: str) -> None:
        self._job = None
        if found is not None:
            self.noticed.emit(self._about_place() + self.notices(found))
        elif reason:
            self.noticed.emit([*self._about_place(), Notice(reason, urgent=True)])

    def _about_place(self) -> list:
        offer = self.local_copy.notice(self._path) if self._path is not None else None
        return [] if offer is None else [offer]

    def notices(self, found: Situation) -> list:
        """Return what a situation means for the person, the urgent first."""
        verify = self.verify_asked.emit
        notices = [Notice(text, self.tr("Verify"), verify, urgent=True) for text in found.opening.problems]
        if found.conflicts:
            text = self.tr("{count} entries of field packages contradict each other.").format(count=found.conflicts)
            notices.append(Notice(text, self.tr("Decide"), self.conflicts_asked.emit, urgent=True))
        if found.outside is not None and found.outside.lines:
            outside = found.outside
            notices.append(
                Notice(outside.sentence, self.tr("Look…"), lambda: self._ask_adoption(outside), urgent=True))
        if found.to_watch:
            text = self.tr("The campaign is over: {count} unfinished cases belong on the watch list.")
            notices.append(Notice(text.format(count=found.to_watch), self.tr("Watch…"), self._put_on_watch_list))
        elif found.late:
            notices.append(Notice(self.tr("{count} cases are past their deadline.").format(count=found.late)))
        if found.package is not None:
            whose = ", ".join(unit_word(code) for code in found.package.whose.split(","))
            text = self.tr("Field package of {whose}, made on {day}.")
            notices.append(Notice(text.format(whose=whose, day=found.package.exported_at)))
        if found.opening.is_worth_compacting:
            text = self.tr("{share} % of this file hold nothing any more.")
            share = round(100 * found.opening.free_share)
            notices.append(Notice(text.format(share=share), self.tr("Compact…"), self.upkeep_asked.emit))
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

    def _ask_adoption(self, found: Offer) -> None:
        if self._path is None:
            return
        dialog = AdoptDialog(self._window, self._path, found)
        dialog.accepted.connect(lambda: self._adopt(dialog))
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()

    @reported
    def _adopt(self, dialog: AdoptDialog) -> None:
        done = dialog.write(settings.current_actor(), self._clock)
        self.ledger_changed.emit(dialog.ledger)
        if done.refused:
            raise LedgerError(done.refused[0][1])
        self.messages.info(
            self.tr("{accepted} edits are part of the history now, {restored} values were put back.").format(
                accepted=done.accepted, restored=done.restored))
