# SPDX-License-Identifier: GPL-2.0-or-later
"""The inspector's dock: queue, card, decision, durable stamp, in one column."""

from __future__ import annotations

from datetime import datetime
from html import escape
from pathlib import Path
from typing import Optional

from qgis.gui import QgsDockWidget
from qgis.PyQt.QtCore import QEvent, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeyEvent
from qgis.PyQt.QtWidgets import QFrame, QLabel, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from anyue_farmland_plugin.core.ports import Actor
from anyue_farmland_plugin.gui.button_row import ButtonRow
from anyue_farmland_plugin.gui.case_desk import Progress
from anyue_farmland_plugin.gui.case_history import CaseHistory
from anyue_farmland_plugin.gui.case_view import CaseView
from anyue_farmland_plugin.gui.decision_form import DecisionForm
from anyue_farmland_plugin.gui.keys import Command, KeyCommand, claims, command_of
from anyue_farmland_plugin.gui.notice_bar import NoticeBar
from anyue_farmland_plugin.gui.offer_panel import OfferPanel
from anyue_farmland_plugin.ledger.reading import Head
from anyue_farmland_plugin.ledger.writing import Receipt
from anyue_farmland_plugin.workflow.casebook import CaseCard

_WIDTH, _LEAST_WIDTH = 380, 360


class CaseDock(QgsDockWidget):
    """Shows what the desk says and passes on what the person wants; decides nothing itself."""

    command_given = pyqtSignal(object)  # KeyCommand

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        """Build the dock without a ledger."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Farmland inspection"))
        self.setObjectName("AnyueFarmlandCaseDock")
        self.queue = QLabel()
        self.bar = QProgressBar()
        self.card, self.form, self.offer = CaseView(), DecisionForm(), OfferPanel()
        self.empty, self.stamp = QLabel(), QLabel()
        self.empty.setTextFormat(Qt.TextFormat.PlainText)
        self.notices, self.history = NoticeBar(), CaseHistory()
        self.buttons = ButtonRow()
        self.buttons.command_given.connect(self.command_given)
        self.form.left.connect(self._take_focus)
        self.form.confirmed.connect(lambda: self.command_given.emit(KeyCommand(Command.ACCEPT)))
        self.offer.command_given.connect(self.command_given)
        self._build()
        self.show_closed()

    def sizeHint(self) -> QSize:
        """Return the width the dock was designed for."""
        return QSize(_WIDTH, 640)

    def event(self, event: QEvent) -> bool:
        """Claim our keys before a shortcut of the application takes them, only while the focus is in here."""
        return claims(event) or bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn keys that no field of the dock used into commands."""
        command = command_of(event)
        if command is None:
            super().keyPressEvent(event)
        else:
            self.command_given.emit(command)

    def show_actor(self, actor: Actor, role: str) -> None:
        """Show who acts, in the title."""
        self.setWindowTitle(f"{self.tr('Farmland inspection')}  –  {actor.name} | {role}")

    def show_opened(self, path: Path) -> None:
        """Show that a ledger is open."""
        self.empty.setText(self.tr("All cases of {name} have been judged.").format(name=path.name))
        self.stamp.setText("")
        self._show(card=False)

    def show_closed(self) -> None:
        """Show that there is no ledger."""
        self.queue.setText("")
        self.bar.setRange(0, 1)
        self.bar.setValue(0)
        self.stamp.setText("")
        self.empty.setText(self.tr("No ledger is open. Use “Open ledger…” in the toolbar."))
        self._show(card=False)

    def show_card(self, card: CaseCard) -> None:
        """Show a case."""
        self.card.show_case(card.case)
        self.history.show_events(card.events)
        self.form.show_case(card.case)
        if not self.stamp.text():
            self.show_head(card.head)
        self._show(card=True)

    def show_offer(self, text: str) -> None:
        """Offer a self-found case instead of the card."""
        self.offer.set_text(text)
        self._show(card=False, offer=True)

    def show_empty(self) -> None:
        """Show that nothing is on the desk."""
        self._show(card=False)

    def show_progress(self, progress: Progress) -> None:
        """Show how far the work is."""
        town = f"<b>{escape(progress.town)}</b> {progress.town_judged}/{progress.town_total}"
        parts = [town] if progress.town else []
        parts.append(escape(self.tr("all {judged}/{total}").format(judged=progress.judged, total=progress.total)))
        self.queue.setText(" · ".join(parts))
        self.bar.setRange(0, max(progress.total, 1))
        self.bar.setValue(progress.judged)

    def show_head(self, head: Head) -> None:
        """Show the chain's newest hash as it was read."""
        self.stamp.setText(self.tr("Ledger read · chain …{tail}").format(tail=head.hash[-4:]))

    def show_receipt(self, receipt: Receipt) -> None:
        """Show that a change is on disk: local time and the end of its hash."""
        at = datetime.fromisoformat(receipt.at.replace("Z", "+00:00")).astimezone()
        self.stamp.setText("✓ " + self.tr("Saved {time} · chain …{tail}").format(
            time=at.strftime("%H:%M:%S"), tail=receipt.head[-4:]))

    def _take_focus(self) -> None:
        self.widget().setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, *, card: bool, offer: bool = False) -> None:
        self.card.setVisible(card)
        self.form.setVisible(card)
        self.history.setVisible(card)
        self.offer.setVisible(offer)
        self.empty.setVisible(not card and not offer)
        self.buttons.set_case_shown(card)

    def _build(self) -> None:
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(6)
        self.bar.setStyleSheet(
            "QProgressBar { border: 0; border-radius: 3px; background: rgba(128, 128, 128, 60); }"
            "QProgressBar::chunk { border-radius: 3px; background: #3f7a38; }")
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setMinimumHeight(120)
        self.stamp.setObjectName("AnyueStamp")
        inner = QWidget()
        inner.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        column = QVBoxLayout(inner)
        column.setContentsMargins(12, 4, 12, 4)
        column.setSpacing(12)
        for part in (self.empty, self.offer, self.card, self.form, self.history):
            column.addWidget(part)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        whole = QWidget()
        whole.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        whole.setMinimumWidth(_LEAST_WIDTH)
        rows = QVBoxLayout(whole)
        rows.setContentsMargins(0, 8, 0, 8)
        rows.setSpacing(6)
        rows.addLayout(self._head())
        rows.addWidget(self.notices)
        rows.addWidget(scroll, 1)
        rows.addLayout(self._foot())
        self.setWidget(whole)

    def _head(self) -> QVBoxLayout:
        head = QVBoxLayout()
        head.setContentsMargins(12, 0, 12, 0)
        head.setSpacing(4)
        head.addWidget(self.queue)
        head.addWidget(self.bar)
        return head

    def _foot(self) -> QVBoxLayout:
        foot = QVBoxLayout()
        foot.setContentsMargins(12, 0, 12, 0)
        foot.setSpacing(6)
        foot.addWidget(self.buttons)
        foot.addWidget(self.stamp)
        return foot
