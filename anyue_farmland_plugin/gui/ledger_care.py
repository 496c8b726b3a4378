# SPDX-License-Identifier: GPL-2.0-or-later
"""What concerns the open ledger as a whole: notices, questions of merges, backups and rescue."""

from __future__ import annotations

from pathlib import Path
from typing import Optional

from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QObject, Qt, pyqtSignal

from anyue_farmland_plugin.about import PROVIDER_ID
from anyue_farmland_plugin.bridge import settings
from anyue_farmland_plugin.core.errors import InputDataError
from anyue_farmland_plugin.core.ports import Clock
from anyue_farmland_plugin.gui.actions import Actions
from anyue_farmland_plugin.gui.case_dock import CaseDock
from anyue_farmland_plugin.gui.conflict_queue import ConflictQueue
from anyue_farmland_plugin.gui.ledger_chooser import choose_ledger
from anyue_farmland_plugin.gui.ledger_watch import LedgerWatch
from anyue_farmland_plugin.gui.messages import Messages, reported
from anyue_farmland_plugin.gui.upkeep_dialog import UpkeepDialog

VERIFY = f"{PROVIDER_ID}:verify_ledger"


class LedgerCare(QObject):
    """Belongs to one window; knows the ledger that is open there."""

    ledger_changed = pyqtSignal(object)  # Path of a ledger to be opened (again)
    ledger_written = pyqtSignal()  # a value changed, the file is the same
    case_asked = pyqtSignal(str)

    def __init__(self, iface: QgisInterface, messages: Messages, clock: Clock) -> None:
        """Make the parts; `install` puts them into the window."""
        super().__init__()
        self._iface, self.messages, self._clock = iface, messages, clock
        self._path: Optional[Path] = None
        self.queue: Optional[ConflictQueue] = None
        self._beside: Optional[CaseDock] = None
        self.watch = LedgerWatch(iface.mainWindow(), messages, clock)
        self.watch.ledger_changed.connect(self.ledger_changed)
        self.watch.conflicts_asked.connect(self.show_questions)
        self.watch.upkeep_asked.connect(self.show_upkeep)

    def install(self, beside: CaseDock, actions: Actions) -> None:
        """Put the queue of questions into the window, hidden; it shows in a tab with this dock."""
        self.queue = ConflictQueue(settings.current_actor, self._clock, self.messages, self._iface.mainWindow())
        self._beside = beside
        self._iface.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.queue)
        self.queue.hide()
        self.queue.case_asked.connect(self.case_asked)
        self.queue.answered.connect(self._answered)
        self.queue.left.connect(self.queue.hide)
        self.watch.noticed.connect(beside.notices.show_notices)
        self.watch.verify_asked.connect(lambda: actions.algorithm_asked.emit(VERIFY))
        actions.open_asked.connect(self.ask_ledger)
        actions.questions_asked.connect(self.show_questions)
        actions.upkeep_asked.connect(self.show_upkeep)

    def remove(self) -> None:
        """Undo `install`; what runs in the background is stopped."""
        self.watch.blockSignals(True)
        self.watch.stop()
        if self.queue is not None:
            self._iface.removeDockWidget(self.queue)
            self.queue.deleteLater()
            self.queue, self._beside = None, None

    @reported
    def opened(self, path: Path) -> None:
        """Look at a ledger that was opened."""
        self._path = path
        if self.queue is not None and self.queue.isUserVisible():
            self.queue.open(path)
        self.watch.look(path)

    @reported
    def ask_ledger(self) -> None:
        """Ask for a ledger to open."""
        path = choose_ledger(self._iface.mainWindow())
        if path is not None:
            self.ledger_changed.emit(path)

    def closed(self) -> None:
        """Forget the ledger."""
        self._path = None
        self.watch.stop()
        if self.queue is not None:
            self.queue.close_ledger()
            self.queue.hide()

    @reported
    def show_questions(self) -> None:
        """Show the questions that merges left."""
        if self.queue.open(self._opened()):
            self._iface.mainWindow().tabifyDockWidget(self._beside, self.queue)  # both must be shown for that
            self.queue.setUserVisible(True)
            self.queue.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.messages.info(self.tr("No merge left a question open."))

    @reported
    def show_upkeep(self) -> None:
        """Show backups, compacting and rescue; a damaged ledger cannot be open and is asked for."""
        path = self._path or choose_ledger(self._iface.mainWindow())
        if path is None:
            return
        self._iface.mapCanvas().stopRendering()
        dialog = UpkeepDialog(self._iface.mainWindow(), path, settings.current_actor, self._clock)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.ledger_changed.connect(self.ledger_changed)
        dialog.ledger_made.connect(self.ledger_changed)
        dialog.open()

    def _answered(self, _head: object) -> None:
        self.ledger_written.emit()
        if self.queue.count() == 0:
            self.queue.hide()
            self.watch.look(self._opened())

    def _opened(self) -> Path:
        if self._path is None:
            raise InputDataError(self.tr("Open a ledger first."))
        return self._path
