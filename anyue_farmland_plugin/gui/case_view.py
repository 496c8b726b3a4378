# SPDX-License-Identifier: GPL-2.0-or-later
"""The card of a case: number, area, place, classes, shares of the protective lines, suggestion."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Mapping, Optional

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from anyue_farmland_plugin.core.hidden_letters import shown
from anyue_farmland_plugin.core.landclass import Group, find_class, group_name
from anyue_farmland_plugin.core.mu import format_m2, format_mu
from anyue_farmland_plugin.gui.draft import is_harmless
from anyue_farmland_plugin.gui.wording import change_word, class_word, status_word, type_word, verdict_word

_SURE = 0.8


class Share(QWidget):
    """A name, a per cent figure and a thin bar; a dash when the layer was not delivered."""

    def __init__(self, name: str, colour: str) -> None:
        """Show nothing yet."""
        super().__init__()
        self._figure = QLabel()
        self._figure.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(4)
        self._bar.setStyleSheet(
            "QProgressBar { border: 0; border-radius: 2px; background: rgba(128, 128, 128, 60); }"
            f"QProgressBar::chunk {{ border-radius: 2px; background: {colour}; }}")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        words = QLabel(name)
        words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        words.setToolTip(name)
        grid.addWidget(words, 0, 0)
        grid.addWidget(self._figure, 0, 1)
        grid.addWidget(self._bar, 1, 0, 1, 2)

    def show_share(self, part: Optional[float], whole: Optional[float]) -> None:
        """Show part of whole, both in m²."""
        if part is None or not whole:
            self._figure.setText("–")
            self._bar.setValue(0)
            return
        share = min(100.0 * part / whole, 100.0)
        figure = "<1" if 0 < share < 1 else f"{share:.0f}"
        self._figure.setText(f"<b>{escape(figure)}%</b>" if part > 0 else f"{figure}%")
        self._bar.setValue(round(share))
        self.setToolTip(f"{format_mu(part)}  {format_m2(part, 2)}")


@dataclass(frozen=True)
class Light:
    """A traffic light that also works without colour: shape and word."""

    shape: str
    colour: str
    word: str


class CaseView(QWidget):
    """Shows one case; nothing here can be edited."""

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        """Build the empty card."""
        super().__init__(parent)
        self.number, self.status = _label(bold=True, size=1), _label()
        self.area, self.square_metres = _label(bold=True, size=8), _label()
        self.place, self.classes, self.since = _label(wrap=True), _label(wrap=True), _label()
        self.status.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.square_metres.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
        self.basic_farmland = Share(self.tr("Basic farmland"), "#d55e00")
        self.eco_redline = Share(self.tr("Eco red line"), "#cc3311")
        self.outside_urban = Share(self.tr("Outside urban"), "#0072b2")
        self.approved = Share(self.tr("Approved"), "#009e73")
        self.light, self.reason = _label(wrap=True), _label(wrap=True)
        self.light.setTextFormat(Qt.TextFormat.RichText)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(_row(self.number, self.status))
        area = QHBoxLayout()
        area.setSpacing(10)
        area.addWidget(self.area)
        area.addWidget(self.square_metres, 1)
        column.addLayout(area)
        for label in (self.place, self.classes):
            column.addWidget(label)
        shares = QGridLayout()
        shares.setHorizontalSpacing(16)
        shares.setVerticalSpacing(6)
        for place, share in enumerate((self.basic_farmland, self.eco_redline, self.outside_urban, self.approved)):
            shares.addWidget(share, *divmod(place, 2))
        shares.setColumnStretch(0, 1)
        shares.setColumnStretch(1, 1)
        column.addSpacing(4)
        column.addLayout(shares)
        column.addSpacing(4)
        column.addWidget(self._suggestion_box())

    def show_case(self, case: Mapping) -> None:
        """Show a case as the file holds it."""
        self.number.setText(shown(str(case["case_no"])))
        self.status.setText(status_word(case["status"]))
        self.area.setText(format_mu(case["area_m2"]))
        self.square_metres.setText(format_m2(case["area_m2"]))
        self.place.setText(shown(" ".join(str(case[name]) for name in ("town_name", "village_name") if case[name])))
        since = {"yes": self.tr("since 2021"), "no": self.tr("before 2021")}.get(case["since_2021"] or "", "")
        self.classes.setText(" · ".join(part for part in (self._classes(case), since) if part))
        for share, column in ((self.basic_farmland, "basic_farmland_m2"), (self.eco_redline, "eco_redline_m2"),
                              (self.outside_urban, "outside_urban_m2"), (self.approved, "approved_m2")):
            share.show_share(case[column], case["area_m2"])
        self._show_suggestion(case)

    def _suggestion_box(self) -> QFrame:
        box = QFrame()
        box.setObjectName("AnyueSuggestion")
        box.setStyleSheet("#AnyueSuggestion { border: 0; border-left: 3px solid rgba(128, 128, 128, 110); }")
        inner = QVBoxLayout(box)
        inner.setContentsMargins(8, 2, 0, 2)
        inner.setSpacing(2)
        inner.addWidget(self.light)
        inner.addWidget(self.reason)
        return box

    def _classes(self, case: Mapping) -> str:
        before, after = class_word(case["main_dlbm"]), self._after(case)
        return f"{before} → {after}" if after else before

    @staticmethod
    def _after(case: Mapping) -> str:
        code = str(case["class_after"] or "")
        if find_class(code):
            return class_word(code)
        if code in {group.value for group in Group}:
            return group_name(Group(code))
        return code or change_word(case["change_type"])

    def _show_suggestion(self, case: Mapping) -> None:
        light = self._light(case)
        what = type_word(case["suggested_type"]) or verdict_word(case["suggested_verdict"])
        text = f"<span style='color:{light.colour}'>{light.shape}</span> <b>{escape(light.word)}</b>"
        if case["suggested_type"] or case["suggested_verdict"]:
            text += escape(self.tr(": {what}").format(what=what))
        if case["suggestion_rule"]:
            text += f" <span style='color:gray'>{escape(str(case['suggestion_rule']))}</span>"
        self.light.setText(text)
        self.reason.setText(shown(str(case["suggestion_reason"] or "")))
        self.reason.setVisible(bool(case["suggestion_reason"]))

    def _light(self, case: Mapping) -> Light:
        if case["suggested_type"]:
            if (case["suggestion_confidence"] or 0) >= _SURE:
                return Light("●", "#c62828", self.tr("Likely problem"))
            return Light("▲", "#d98200", self.tr("Possible problem"))
        if is_harmless(case["suggested_verdict"]):
            return Light("■", "#2e8b57", self.tr("Probably not a problem"))
        return Light("○", "gray", self.tr("No suggestion"))


def _label(*, bold: bool = False, size: int = 0, wrap: bool = False) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)  # what the file says is never markup
    label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
    label.setWordWrap(wrap)
    if wrap:
        label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    font = label.font()
    font.setBold(bold)
    font.setPointSizeF(font.pointSizeF() + size)
    label.setFont(font)
    return label


def _row(left: QLabel, right: QLabel) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(left, 1)
    row.addWidget(right)
    return row
