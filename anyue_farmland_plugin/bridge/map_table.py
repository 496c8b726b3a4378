# SPDX-License-Identifier: GPL-2.0-or-later
"""The table of a map sheet: townships by problem family, cut to the place there is without losing a case."""

from __future__ import annotations

from typing import Sequence

from qgis.PyQt.QtCore import QCoreApplication

from anyue_farmland_plugin.bridge.map_layers import standing_name
from anyue_farmland_plugin.bridge.map_parts import TableCell
from anyue_farmland_plugin.bridge.map_style import MARKS
from anyue_farmland_plugin.core.mu import mu
from anyue_farmland_plugin.workflow.map_facts import TO_JUDGE, Figure, MapFacts, Tally

ROW_HEIGHT = 5.7
_NAME_WIDTH, _MOST_NAME_WIDTH = 17.0, 30.0
_WHOLE_FROM = 100.0  # 亩; larger areas are printed without decimals
_HEAD_FILL, _SUM_FILL = "#e4e9e6", "#f0f3f1"


class MapTable:
    """Rows and column widths for a place of some size in millimetres."""

    def __init__(self, facts: MapFacts, width: float, height: float) -> None:
        """Choose the columns that occur and the townships that fit."""
        self._facts = facts
        self._families = [family.value for family in facts.families]
        self._shows_open = TO_JUDGE in facts.total.figures
        self._width = width
        self._lines = max(int(height // ROW_HEIGHT) - 2, 2)

    def widths(self) -> list:
        """Return the widths of the columns; they fill the place."""
        count = len(self._families) + 1 + self._shows_open
        name = min(_MOST_NAME_WIDTH, max(_NAME_WIDTH, self._width - count * 17.0))
        return [name, *[(self._width - name) / count] * count]

    def rows(self) -> list:
        """Return heading, townships and sum as cells."""
        shown, rest = self._chosen()
        lines = [self._line(town, town.name or self._nowhere()) for town in shown]
        if rest:
            text = QCoreApplication.translate("MapSheet", "{count} others").format(count=len(rest))
            lines.append(self._merged(rest, text))
        lines.append(self._line(self._facts.total, QCoreApplication.translate("MapSheet", "Sum"), _SUM_FILL))
        return [self._head(), *lines]

    def _nowhere(self) -> str:
        return QCoreApplication.translate("MapSheet", "No township")

    def _chosen(self) -> tuple:
        """Return the townships that fit, in code order, and the others: those with the least problem area."""
        towns = list(self._facts.towns)
        if len(towns) <= self._lines:
            return towns, []
        ranked = sorted(towns, key=lambda town: (-town.problems.area_m2, -town.figure(TO_JUDGE).area_m2, town.code))
        first = {id(town) for town in ranked[: self._lines - 1]}
        return [town for town in towns if id(town) in first], [town for town in towns if id(town) not in first]

    def _head(self) -> list:
        cells = [TableCell(QCoreApplication.translate("MapSheet", "Township"), fill=_HEAD_FILL, bold=True)]
        cells += [TableCell(standing_name(key), True, MARKS[key].fill, "#ffffff", bold=True) for key in self._families]
        cells.append(TableCell(QCoreApplication.translate("MapSheet", "Problems"), True, _HEAD_FILL, bold=True))
        if self._shows_open:
            cells.append(TableCell(standing_name(TO_JUDGE), True, _HEAD_FILL, bold=True))
        return cells

    def _line(self, tally: Tally, name: str, fill: str = "") -> list:
        figures = [*(tally.figure(key) for key in self._families), tally.problems]
        if self._shows_open:
            figures.append(tally.figure(TO_JUDGE))
        bold = bool(fill)
        return [TableCell(name, fill=fill, bold=bold), *(_number(figure, fill) for figure in figures)]

    def _merged(self, towns: Sequence[Tally], name: str) -> list:
        keys = [*self._families, *([TO_JUDGE] if self._shows_open else [])]
        figures = {key: _sum([town.figure(key) for town in towns]) for key in keys}
        return self._line(Tally("", name, figures, _sum([town.problems for town in towns])), name)


def _sum(figures: Sequence[Figure]) -> Figure:
    return Figure(sum(figure.cases for figure in figures), sum(round(figure.area_m2 * 100) for figure in figures) / 100)


def _number(figure: Figure, fill: str) -> TableCell:
    if not figure.cases:
        return TableCell("–", True, fill, "#8a938e")
    area = mu(figure.area_m2)
    text = f"{area:.0f}" if area >= _WHOLE_FROM else f"{area:.1f}"
    return TableCell(f"{figure.cases} / {text}", True, fill, bold=bool(fill))
