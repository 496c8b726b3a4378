# SPDX-License-Identifier: GPL-2.0-or-later
"""How things look on a printed map: letters, lines, hatches and the marks of the problem families.

The survey stays pale, lines of plans are thin, cases are loud; a mark's shape repeats its colour.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Mapping

from qgis.core import (
    QgsFillSymbol,
    QgsLinePatternFillSymbolLayer,
    QgsLineSymbol,
    QgsMarkerSymbol,
    QgsSimpleLineSymbolLayer,
    QgsTextBufferSettings,
    QgsTextFormat,
    QgsUnitTypes,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor, QFont, QFontDatabase

from anyue_farmland_plugin.core.problems import Family
from anyue_farmland_plugin.workflow.map_facts import DISMISSED, TO_JUDGE

INK, SOFT_INK, FRAME = "#1c2321", "#56605b", "#2b3330"
_CHINESE_FONTS = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "思源黑体",
    "Microsoft YaHei",
    "微软雅黑",
    "PingFang SC",
    "WenQuanYi Micro Hei",
    "SimHei",
    "黑体",
)


@dataclass(frozen=True)
class Mark:
    """Colour, outline and shape of the cases of one standing; ``size`` in millimetres."""

    fill: str
    outline: str
    shape: str
    size: float


MARKS: Mapping[str, Mark] = {
    Family.NON_AGRICULTURAL.value: Mark("#d7191c", "#7f0000", "circle", 2.3),
    Family.NON_GRAIN.value: Mark("#1f5fd0", "#0b2a66", "diamond", 2.8),
    Family.FALSE_RECULTIVATION.value: Mark("#8b2fa8", "#4a0f5e", "triangle", 2.9),
    Family.IDLE_LAND.value: Mark("#5d4037", "#2b1a14", "square", 2.2),
    Family.ABANDONED.value: Mark("#f28e00", "#7a4700", "pentagon", 2.8),
    TO_JUDGE: Mark("#ffd60a", "#3a3a3a", "circle", 1.7),
    DISMISSED: Mark("#9a9a9a", "#6b6b6b", "cross2", 1.5),
}


_ALPHA = {TO_JUDGE: 120, DISMISSED: 70}


def font_family() -> str:
    """Return the first Chinese font of this machine, "" for the system's own choice."""
    known = set(QFontDatabase().families())
    return next((name for name in _CHINESE_FONTS if name in known), "")


def font(points: float, *, bold: bool = False) -> QFont:
    """Return the map's font in a size on paper."""
    chosen = QFont(font_family()) if font_family() else QFont()
    chosen.setPointSizeF(points)
    chosen.setBold(bold)
    return chosen


def letters(points: float, colour: str = INK, *, bold: bool = False, halo: float = 0.0) -> QgsTextFormat:
    """Return a text format; ``halo`` is the width of a white rim in millimetres."""
    text = QgsTextFormat()
    text.setFont(font(points, bold=bold))
    text.setSize(points)
    text.setSizeUnit(QgsUnitTypes.RenderUnit.RenderPoints)
    text.setColor(QColor(colour))
    if halo:
        rim = QgsTextBufferSettings()
        rim.setEnabled(True)
        rim.setSize(halo)
        rim.setSizeUnit(QgsUnitTypes.RenderUnit.RenderMillimeters)
        rim.setColor(QColor(255, 255, 255, 225))
        text.setBuffer(rim)
    return text


def case_mark(standing: str) -> QgsMarkerSymbol:
    """Return the point symbol of a standing."""
    mark = MARKS[standing]
    return QgsMarkerSymbol.createSimple(
        {
            "name": mark.shape,
            "size": str(mark.size),
            "color": mark.fill,
            "outline_color": mark.outline if standing in {TO_JUDGE, DISMISSED} else "#ffffff",
            "outline_width": "0.35" if standing == DISMISSED else "0.22",
        }
    )


def case_fill(standing: str) -> QgsFillSymbol:
    """Return the area symbol of a standing."""
    mark = MARKS[standing]
    fill = QColor(mark.fill)
    fill.setAlpha(_ALPHA.get(standing, 190))
    return area(fill, mark.outline, 0.2 if standing in {TO_JUDGE, DISMISSED} else 0.3)


def area(fill: QColor, outline: str, width: float) -> QgsFillSymbol:
    """Return a plain area; ``width`` 0 leaves the outline away."""
    return QgsFillSymbol.createSimple(
        {
            "color": f"{fill.red()},{fill.green()},{fill.blue()},{fill.alpha()}",
            "outline_color": outline,
            "outline_width": str(width),
            "outline_style": "solid" if width else "no",
            "joinstyle": "round",
        }
    )


def hatched(colour: str, *, angle: float, distance: float, width: float, outline: float) -> QgsFillSymbol:
    """Return a hatch with an outline of the same colour; lengths in millimetres."""
    pattern = QgsLinePatternFillSymbolLayer()
    pattern.setLineAngle(angle)
    pattern.setDistance(distance)
    line = QgsLineSymbol.createSimple({"color": colour, "width": str(width), "capstyle": "flat"})
    pattern.setSubSymbol(line)
    symbol = QgsFillSymbol()
    symbol.changeSymbolLayer(0, pattern)
    if outline:
        symbol.appendSymbolLayer(_edge(colour, outline))
    return symbol


def outlined(*edges: QgsSimpleLineSymbolLayer) -> QgsFillSymbol:
    """Return an area that consists of its outlines only, first one undermost."""
    symbol = QgsFillSymbol()
    symbol.changeSymbolLayer(0, edges[0])
    for edge in edges[1:]:
        symbol.appendSymbolLayer(edge)
    return symbol


def _edge(colour: str, width: float, dashes: tuple = ()) -> QgsSimpleLineSymbolLayer:
    line = QgsSimpleLineSymbolLayer(QColor(colour), width)
    line.setPenJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if dashes:
        line.setUseCustomDashPattern(True)
        line.setCustomDashVector(list(dashes))
        line.setPenCapStyle(Qt.PenCapStyle.FlatCap)
    return line


def basic_farmland() -> QgsFillSymbol:
    """Return the hatch of permanent basic farmland."""
    return hatched("#62a552", angle=45, distance=1.6, width=0.12, outline=0.0)


def red_line() -> QgsFillSymbol:
    """Return the area of the ecological protection red line."""
    symbol = hatched("#e2445c", angle=135, distance=2.2, width=0.1, outline=0.0)
    symbol.appendSymbolLayer(_edge("#d81e3a", 0.4))
    return symbol


def urban_boundary() -> QgsFillSymbol:
    """Return the outline of the urban development boundary."""
    return outlined(_edge("#ffffff", 0.9), _edge("#00828a", 0.5, (3.2, 1.2)))


def town_border() -> QgsLineSymbol:
    """Return the line of a township border."""
    symbol = QgsLineSymbol()
    symbol.changeSymbolLayer(0, _edge("#4d4458", 0.28, (3.2, 0.8, 0.5, 0.8)))
    return symbol


def county_border() -> QgsFillSymbol:
    """Return the county's border with its coloured band."""
    return outlined(_edge("#cdb9dd", 1.5), _edge("#3d3547", 0.5, (4.5, 0.9, 0.6, 0.9, 0.6, 0.9)))
