# SPDX-License-Identifier: GPL-2.0-or-later
"""The inspector's place in the work: which ledger, which case, what comes next; no widgets."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Callable, Optional

from qgis.PyQt.QtCore import QObject, pyqtSignal

from anyue_farmland_plugin.core.errors import InputDataError, LedgerError, StaleRecord
from anyue_farmland_plugin.core.ports import Actor, Clock
from anyue_farmland_plugin.gui.draft import Draft
from anyue_farmland_plugin.ledger.writing import Receipt
from anyue_farmland_plugin.workflow import casebook
from anyue_farmland_plugin.workflow.casebook import CaseCard, QueueItem
from anyue_farmland_plugin.workflow.tag import tag_case, undo_last


@dataclass(frozen=True)
class Progress:
    """How far the work is: judged and all cases, in the current township and in the ledger."""

    town: str
    town_judged: int
    town_total: int
    judged: int
    total: int


class CaseDesk(QObject):
    """Shows one case after the other and saves judgements; all numbers come from the ledger file."""

    ledger_opened = pyqtSignal(object)  # Path
    ledger_closed = pyqtSignal()
    card_shown = pyqtSignal(object)  # CaseCard
    card_cleared = pyqtSignal()
    queue_changed = pyqtSignal()
    case_saved = pyqtSignal(object)  # Receipt

    def __init__(self, actor: Callable[[], Actor], clock: Clock, parent: Optional[QObject] = None) -> None:
        """Work for whoever ``actor`` names at the moment of saving."""
        super().__init__(parent)
        self._actor, self._clock = actor, clock
        self._path: Optional[Path] = None
        self._card: Optional[CaseCard] = None
        self._items: list[QueueItem] = []
        self._places: dict = {}
        self._judged, self._total = Counter(), Counter()  # by township, so that no key press counts the whole queue

    @property
    def path(self) -> Optional[Path]:
        """The open ledger."""
        return self._path

    @property
    def card(self) -> Optional[CaseCard]:
        """The case on the desk."""
        return self._card

    @property
    def case_id(self) -> Optional[str]:
        """The id of the case on the desk."""
        return self._card.case["case_id"] if self._card else None

    @property
    def actor(self) -> Actor:
        """Who acts now."""
        return self._actor()

    def open(self, path: Path) -> None:
        """Open a ledger and lay the first open case on the desk."""
        items = casebook.queue(path)
        self._path = path
        self._take(items)
        self._card = None
        self.ledger_opened.emit(path)
        self.queue_changed.emit()
        first = casebook.next_open(items, None)
        if first is None:
            self.card_cleared.emit()
        else:
            self.show(first.case_id)

    def reload(self) -> None:
        """Read the queue again and keep the case on the desk."""
        path, case_id = self._opened(), self.case_id
        self._take(casebook.queue(path))
        self.queue_changed.emit()
        if case_id in self._places:
            self.show(str(case_id))

    def close(self) -> None:
        """Put the ledger away."""
        if self._path is not None:
            self._path, self._card = None, None
            self._take([])
            self.ledger_closed.emit()

    def show(self, case_id: str) -> None:
        """Lay a case on the desk, as the file holds it now."""
        card = casebook.load_card(self._opened(), case_id)
        if card is None:
            raise LedgerError(self.tr("This case is no longer in the ledger. Reload the ledger."))
        self._card = card
        self._replace(card)
        self.card_shown.emit(card)

    def clear(self) -> None:
        """Take the case from the desk; the ledger stays open."""
        self._card = None
        self.card_cleared.emit()

    def save(self, draft: Draft) -> Optional[Receipt]:
        """Save the judgement of the case on the desk and go on to the next open case.

        Nothing is written when the case already says all this.  Raises InputDataError when
        there is nothing to decide yet, StaleRecord when somebody else changed the case; its
        new values are shown then.
        """
        path, card = self._opened(), self._shown()
        if not draft.is_complete:
            raise InputDataError(self.tr("Nothing is suggested here. Choose a problem type, or 0 for not a problem."))
        changes = draft.changes(card.case)
        receipt = None
        if changes:
            try:
                receipt = tag_case(path, card.case["case_id"], changes, actor=self._actor(), clock=self._clock,
                                   reason=self._reason(draft, card), expected_revision=card.case["revision"])
            except StaleRecord:
                self.show(card.case["case_id"])
                raise
            self._saved(receipt)
        self.skip()
        return receipt

    def undo(self) -> Receipt:
        """Take back the actor's last judgement and show that case again."""
        receipt = undo_last(self._opened(), actor=self._actor(), clock=self._clock)
        self._saved(receipt)
        self.show(receipt.case_id)
        return receipt

    def skip(self) -> None:
        """Go to the next open case; stay when there is none."""
        self._opened()
        found = casebook.next_open(self._items, self._places.get(self.case_id))
        if found is not None:
            self.show(found.case_id)
        elif self._card is not None:
            self.show(self._card.case["case_id"])

    def previous(self) -> None:
        """Go to the case before this one in the queue, open or not."""
        self._opened()
        if self._items:
            place = self._places.get(self.case_id, 0)
            self.show(self._items[place - 1].case_id)

    def progress(self) -> Progress:
        """Count judged and all cases."""
        town = (self._card.case.get("town_name") or "") if self._card else ""
        return Progress(town, self._judged[town], self._total[town],
                        sum(self._judged.values()), len(self._items))

    def _reason(self, draft: Draft, card: CaseCard) -> str:
        suggested = card.case.get("suggested_type")
        if draft.reason or not suggested or not draft.problem_type.code or draft.problem_type.code == suggested:
            return draft.reason
        return self.tr("Chosen by the inspector instead of the suggested {code}").format(code=suggested)

    def _saved(self, receipt: Receipt) -> None:
        card = casebook.load_card(self._opened(), receipt.case_id)
        if card is not None:
            self._replace(card)
        self.case_saved.emit(receipt)

    def _replace(self, card: CaseCard) -> None:
        item = QueueItem(**{entry.name: card.case[entry.name] for entry in fields(QueueItem)})
        place = self._places.get(item.case_id)
        if place is None:
            self._places[item.case_id] = len(self._items)
            self._items.append(item)
        elif self._items[place] != item:
            self._count(self._items[place], -1)
            self._items[place] = item
        else:
            return
        self._count(item, 1)
        self.queue_changed.emit()

    def _take(self, items: list) -> None:
        """Work through this queue from now on."""
        self._items = items
        self._places = {item.case_id: place for place, item in enumerate(items)}
        self._judged.clear()
        self._total.clear()
        for item in items:
            self._count(item, 1)

    def _count(self, item: QueueItem, step: int) -> None:
        town = item.town_name or ""
        self._total[town] += step
        self._judged[town] += step * (not item.is_open)

    def _opened(self) -> Path:
        if self._path is None:
            raise InputDataError(self.tr("Open a ledger first."))
        return self._path

    def _shown(self) -> CaseCard:
        if self._card is None:
            raise InputDataError(self.tr("Click a parcel first."))
        return self._card
