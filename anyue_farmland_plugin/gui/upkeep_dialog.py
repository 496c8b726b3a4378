# SPDX-License-Identifier: GPL-2.0-or-later
"""Backups of the open ledger and the way back to them, compacting, and the rescue of a damaged file."""

from __future__ import annotations

import uuid
from html import escape
from pathlib import Path
from typing import Callable, Optional

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QProgressBar,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from anyue_farmland_plugin.core.hidden_letters import shown
from anyue_farmland_plugin.core.ports import Actor, Clock
from anyue_farmland_plugin.gui.background_job import BackgroundJob, Work
from anyue_farmland_plugin.ledger.backups import Backup, Occasion, list_backups, make_backup
from anyue_farmland_plugin.ledger.backups_restore import Loss, Restored, loss_of, put_back, restore_as
from anyue_farmland_plugin.ledger.compact import Compaction, compact
from anyue_farmland_plugin.ledger.rescue_result import Rescue
from anyue_farmland_plugin.workflow.rescue import rescue_ledger, save_rescue_report

_MEGABYTE = 1_000_000
_MOMENT = "%Y-%m-%d %H:%M"
_FILES = "GeoPackage (*.gpkg)"


class UpkeepDialog(QDialog):
    """Asks before anything is replaced, works beside the window, and says in a sentence what was done."""

    ledger_changed = pyqtSignal(object)  # Path: its content was replaced
    ledger_made = pyqtSignal(object)  # Path of a new ledger

    def __init__(self, parent: Optional[QWidget], ledger: Path, actor: Callable[[], Actor], clock: Clock) -> None:
        """Show the backups of a ledger; the ledger itself may be damaged."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Ledger upkeep: {name}").format(name=ledger.name))
        self._ledger, self._actor, self._clock = ledger, actor, clock
        self._job: Optional[BackgroundJob] = None
        self.list, self.told, self.bar = QTreeWidget(), QLabel(), QProgressBar()
        self.back_up = self._button(self.tr("Back Up Now"), self._back_up)
        self.save_copy = self._button(self.tr("Save Backup as New Ledger…"), self._save_copy)
        self.go_back = self._button(self.tr("Go Back to This Backup…"), self._ask_loss)
        self.shrink = self._button(self.tr("Compact"), self._compact)
        self.rescue = self._button(self.tr("Rescue into a New Ledger…"), self._rescue)
        self.stop = self._button(self.tr("Stop"), lambda: self._job and self._job.stop())
        self._build()
        self.refresh()

    def refresh(self) -> None:
        """Read the list of backups again."""
        self.list.clear()
        for backup in list_backups(self._ledger):
            size = f"{backup.path.stat().st_size / _MEGABYTE:,.1f} MB"
            made = backup.made_at.astimezone().strftime(_MOMENT)
            item = QTreeWidgetItem([made, self._occasion(backup.occasion), f"{backup.seq:,}", size])
            item.setData(0, Qt.ItemDataRole.UserRole, backup)
            self.list.addTopLevelItem(item)
        if self.list.topLevelItemCount():
            self.list.setCurrentItem(self.list.topLevelItem(0))
        self._enable()

    def chosen(self) -> Optional[Backup]:
        """Return the backup that is marked in the list."""
        item = self.list.currentItem()
        return item.data(0, Qt.ItemDataRole.UserRole) if item is not None else None

    def done(self, result: int) -> None:
        """Close; a job that runs is stopped, and tells nobody."""
        if self._job is not None:
            self._job.forget()
        super().done(result)

    def _back_up(self) -> None:
        self._start(lambda _: make_backup(self._ledger, Occasion.ASKED, clock=self._clock), self._backed_up)

    def _backed_up(self, made: Backup) -> None:
        self.told.setText(self.tr("Backed up and checked: {name}").format(name=made.path.name))

    def _save_copy(self) -> None:
        backup, target = self.chosen(), self._ask_target(self.tr("Save Backup as New Ledger"))
        if backup is not None and target is not None:
            self._start(lambda _: (restore_as(backup.path, target), target)[1], self._made)

    def _made(self, target: Path) -> None:
        self.told.setText(self.tr("New ledger: {name}").format(name=target.name))
        self.ledger_made.emit(target)

    def _ask_loss(self) -> None:
        backup = self.chosen()
        if backup is not None:
            self._start(lambda _: (backup, loss_of(self._ledger, backup.path)), self._confirm_loss)

    def _confirm_loss(self, found: tuple) -> None:
        backup, loss = found
        # Qt takes a text with an escaped "<" for markup, and any other for plain.
        agreed = QMessageBox.question(self, self.windowTitle(), escape(shown(self.loss_text(loss)), quote=False))
        if agreed == QMessageBox.StandardButton.Yes:
            actor = self._actor()
            self._start(
                lambda _: put_back(self._ledger, backup.path, actor=actor, clock=self._clock), self._went_back)

    def loss_text(self, loss: Loss) -> str:
        """Return what going back costs, as a question."""
        if loss.head is None:
            return self.tr("The ledger cannot be read. Put the backup in its place? The damaged file is kept.")
        if not loss.events:
            return self.tr("The backup has every event of the ledger. Put it in the ledger's place?")
        people = ", ".join(sorted({str(event[2]) for event in loss.events}))
        return self.tr(
            "Going back gives up {count} events from {first} on, by {people}. "
            "The present ledger is kept as a backup, and the chain records the step. Go back?"
        ).format(count=len(loss.events), first=str(loss.events[0][1])[:16].replace("T", " "), people=people)

    def _went_back(self, done: Restored) -> None:
        kept = done.kept.name if done.kept else "–"
        self.told.setText(self.tr("The backup is in place; what was there before is kept as {name}.").format(name=kept))
        self.ledger_changed.emit(self._ledger)

    def _compact(self) -> None:
        actor = self._actor()
        self._start(lambda _: compact(self._ledger, actor=actor, clock=self._clock), self._compacted)

    def _compacted(self, done: Compaction) -> None:
        self.told.setText(self.tr("Compacted from {before} to {after} MB.").format(
            before=f"{done.before / _MEGABYTE:,.1f}", after=f"{done.after / _MEGABYTE:,.1f}"))
        self.ledger_changed.emit(self._ledger)

    def _rescue(self) -> None:
        target, actor = self._ask_target(self.tr("Rescue into a New Ledger")), self._actor()
        if target is not None:
            self._start(
                lambda progress: rescue_ledger(self._ledger, target, actor=actor, clock=self._clock,
                                               new_id=lambda: str(uuid.uuid4()), progress=progress), self._rescued)

    def _rescued(self, result: Rescue) -> None:
        page, _ = save_rescue_report(result, result.target.with_suffix(".html"), clock=self._clock)
        missing = sum(len(told.missing) for told in result.tables.values())
        text = self.tr("Everything was recovered; the new ledger verifies.") if result.complete else self.tr(
            "Rescued with gaps: {count} rows are missing. Read {name}.").format(count=missing, name=page.name)
        self.told.setText(text)
        self.ledger_made.emit(result.target)

    def _ask_target(self, title: str) -> Optional[Path]:
        start = self._ledger.with_name(self.tr("{name} restored").format(name=self._ledger.stem) + ".gpkg")
        path, _ = QFileDialog.getSaveFileName(self, title, str(start), _FILES)
        return Path(path).with_suffix(".gpkg") if path else None

    def _start(self, work: Work, then: Callable) -> None:
        def finished(result: object, reason: str) -> None:
            self._job = None
            self.refresh()
            if result is None:
                self.told.setText(reason or self.tr("Stopped; nothing was changed."))
            else:
                then(result)

        self.told.setText("")
        self._job = BackgroundJob(self.windowTitle(), work, finished)
        self._enable()

    def _enable(self) -> None:
        free, has_backup = self._job is None, self.chosen() is not None
        for button in (self.back_up, self.shrink, self.rescue):
            button.setEnabled(free)
        for button in (self.save_copy, self.go_back):
            button.setEnabled(free and has_backup)
        self.stop.setVisible(not free)
        self.bar.setVisible(not free)

    def _occasion(self, occasion: Occasion) -> str:
        return {
            Occasion.DAILY: self.tr("first work of the day"),
            Occasion.ASKED: self.tr("asked for"),
            Occasion.MIGRATION: self.tr("before a new version"),
            Occasion.MERGE: self.tr("before a merge"),
            Occasion.ADOPTION: self.tr("before edits were adopted"),
            Occasion.COMPACTION: self.tr("before compacting"),
            Occasion.RESTORE: self.tr("before going back"),
        }[occasion]

    def _button(self, text: str, slot: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked=False: slot())
        return button

    def _build(self) -> None:
        self.list.setHeaderLabels([self.tr("Made"), self.tr("Why"), self.tr("Events"), self.tr("Size")])
        self.list.setRootIsDecorated(False)
        self.list.setMinimumSize(620, 220)
        self.list.setColumnWidth(0, 180)
        self.list.setColumnWidth(1, 190)
        self.list.currentItemChanged.connect(lambda *_: self._enable())
        self.told.setWordWrap(True)
        self.told.setTextFormat(Qt.TextFormat.PlainText)  # names come from files
        self.told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.bar.setRange(0, 0)
        buttons = QGridLayout()
        for place, button in enumerate((self.back_up, self.go_back, self.save_copy, self.shrink, self.rescue)):
            buttons.addWidget(button, *divmod(place, 3))
        foot = QHBoxLayout()
        foot.addWidget(self.bar, 1)
        foot.addWidget(self.stop)
        column = QVBoxLayout(self)
        column.addWidget(self.list, 1)
        column.addLayout(buttons)
        column.addWidget(self.told)
        column.addLayout(foot)
