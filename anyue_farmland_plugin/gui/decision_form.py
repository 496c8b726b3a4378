# SPDX-License-Identifier: GPL-2.0-or-later
"""What the person decides: problem type, responsible unit, note; grey while it is only suggested."""

from __future__ import annotations

from html import escape
from typing import Mapping, Optional

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtGui import QColor, QPalette
from qgis.PyQt.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from anyue_farmland_plugin.gui.draft import Draft, Value
from anyue_farmland_plugin.gui.type_keys import ROOT
from anyue_farmland_plugin.gui.type_picker import TypePicker
from anyue_farmland_plugin.gui.unit_picker import UnitPicker
from anyue_farmland_plugin.gui.wording import type_word, unit_word, verdict_word


def _between(text: QColor, ground: QColor, share: float = 0.45) -> str:
    """Return a grey that still reads well, in light and dark themes."""
    parts = zip(text.getRgb()[:3], ground.getRgb()[:3])
    return QColor(*(round(front + (back - front) * share) for front, back in parts)).name()


class DecisionForm(QWidget):
    """Holds the draft of the case that is shown."""

    draft_changed = pyqtSignal(object)  # Draft
    left = pyqtSignal()  # a field gave the keyboard back
    confirmed = pyqtSignal()  # Enter in a field that has nothing more to ask

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        """Build the form."""
        super().__init__(parent)
        self._draft = Draft()
        self.decision, self.responsible = QLabel(), QLabel()
        self.types, self.units, self.note = TypePicker(), UnitPicker(), QLineEdit()
        self.note.setObjectName("AnyueNoteEdit")
        self.note.setPlaceholderText(self.tr("Note (B)"))
        for label in (self.decision, self.responsible):
            label.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (self.decision, self.types, self.responsible, self.units, self.note):
            column.addWidget(part)
            if part is self.types:
                column.addSpacing(4)
        self.types.type_chosen.connect(lambda code: self._set(self._draft.with_type(code)))
        self.types.harmless_chosen.connect(lambda verdict, why: self._set(self._draft.with_harmless(verdict, why)))
        self.types.page_shown.connect(self._make_room)
        self.units.unit_picked.connect(lambda code: self._set(self._draft.with_unit(code)))
        self.units.left.connect(self.left)
        self.units.confirmed.connect(self.confirmed)
        self.note.textEdited.connect(lambda text: self._set(self._draft.with_note(text)))

    @property
    def draft(self) -> Draft:
        """What Enter would write."""
        return self._draft

    def show_case(self, case: Mapping[str, object]) -> None:
        """Start from what a case holds."""
        self.types.reset()
        self.units.reset()
        self._set(Draft.of_case(case))
        self.note.setText(self._draft.note)

    def _make_room(self, page: str) -> None:
        for part in (self.decision, self.responsible, self.units, self.note):
            part.setVisible(page == ROOT)

    def _set(self, draft: Draft) -> None:
        self._draft = draft
        self.decision.setText(self._decision_text())
        self.responsible.setText(self._unit_text())
        self.draft_changed.emit(draft)

    def _decision_text(self) -> str:
        draft = self._draft
        if draft.problem_type.code:
            words = f"{draft.problem_type.code} {type_word(draft.problem_type.code)}"
            return self._styled(self.tr("Decision"), words, draft.problem_type)
        if draft.is_harmless:
            words = self.tr("Not a problem: {verdict}").format(verdict=verdict_word(draft.verdict.code))
            if draft.reason and not draft.verdict.is_suggested:
                words = f"{words} ({draft.reason})"
            return self._styled(self.tr("Decision"), words, draft.verdict)
        return self._styled(self.tr("Decision"), self.tr("press a digit"), Value())

    def _unit_text(self) -> str:
        unit = self._draft.unit
        text = self._styled(self.tr("Responsible"), unit_word(unit.code) or "–", unit)
        lead = self._draft.lead_unit()
        if lead:
            text += " · " + escape(self.tr("lead {unit}").format(unit=unit_word(lead)))
        return text

    def _styled(self, title: str, words: str, value: Value) -> str:
        colours = self.palette()
        grey = _between(colours.color(QPalette.ColorRole.WindowText), colours.color(QPalette.ColorRole.Window))
        shown = escape(words)
        if value.is_suggested:
            shown = f"<span style='color:{grey}'>{shown} ({escape(self.tr('suggested'))})</span>"
        elif value.code:
            shown = f"<b>{shown}</b>"
        else:
            shown = f"<span style='color:{grey}'>{shown}</span>"
        return f"{escape(title)}&nbsp;&nbsp;{shown}"
