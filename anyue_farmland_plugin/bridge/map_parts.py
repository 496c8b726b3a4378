# SPDX-License-Identifier: GPL-2.0-or-later
"""What stands around the map on a sheet: lines of text, legend, table, scale, north arrow, grid."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Sequence

from qgis.core import (
    QgsLayout,
    QgsLayoutFrame,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemManualTable,
    QgsLayoutItemMap,
    QgsLayoutItemMapGrid,
    QgsLayoutItemPicture,
    QgsLayoutItemScaleBar,
    QgsLayoutItemShape,
    QgsLegendRenderer,
    QgsLegendStyle,
    QgsLineSymbol,
    QgsTableCell,
    QgsTextFormat,
    QgsUnitTypes,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QRectF, Qt
from qgis.PyQt.QtGui import QColor

from anyue_farmland_plugin import paths
from anyue_farmland_plugin.bridge import map_style
from anyue_farmland_plugin.bridge.map_style import letters

_LEGEND_FONTS = (
    (QgsLegendStyle.Style.Group, 9.5, True),
    (QgsLegendStyle.Style.Subgroup, 8.5, False),
    (QgsLegendStyle.Style.SymbolLabel, 8.5, False),
)
_LITERAL_MARK = "[% '[%' %]"  # an expression that gives the mark itself: a label never computes what a file says
_CELL_MARGIN = 1.15
_NICE = (1.0, 2.0, 2.5, 5.0)


@dataclass(frozen=True)
class Box:
    """A rectangle on the page in millimetres."""

    x: float
    y: float
    width: float
    height: float

    @property
    def rect(self) -> QRectF:
        """Return the rectangle as Qt's."""
        return QRectF(self.x, self.y, self.width, self.height)


@dataclass(frozen=True)
class LegendGroup:
    """A heading of the legend and the layers under it."""

    title: str
    layers: Sequence[QgsVectorLayer]


@dataclass(frozen=True)
class TableCell:
    """A cell: text, whether it is a number, and the background ("" for none)."""

    text: str
    number: bool = False
    fill: str = ""
    colour: str = map_style.INK
    bold: bool = False


def add_text(
    layout: QgsLayout,
    text: str,
    box: Box,
    style: QgsTextFormat,
    *,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> QgsLayoutItemLabel:
    """Add a line of plain text, vertically centred in its box."""
    label = QgsLayoutItemLabel(layout)
    label.setText(text.replace("[%", _LITERAL_MARK))
    label.setMode(QgsLayoutItemLabel.Mode.ModeFont)
    if hasattr(label, "setTextFormat"):  # QGIS 3.24
        label.setTextFormat(style)
    else:
        label.setFont(map_style.font(style.size(), bold=style.font().bold()))
        label.setFontColor(style.color())
    label.setHAlign(align)
    label.setVAlign(Qt.AlignmentFlag.AlignVCenter)
    label.setMarginX(0.0)
    label.setMarginY(0.0)
    label.attemptSetSceneRect(box.rect)
    layout.addLayoutItem(label)
    return label


def add_frame(layout: QgsLayout, box: Box, width: float) -> None:
    """Add an empty rectangle; ``width`` of its line in millimetres."""
    shape = QgsLayoutItemShape(layout)
    shape.setShapeType(QgsLayoutItemShape.Shape.Rectangle)
    shape.setSymbol(map_style.area(QColor(0, 0, 0, 0), map_style.FRAME, width))
    shape.attemptSetSceneRect(box.rect)
    layout.addLayoutItem(shape)


def add_north_arrow(layout: QgsLayout, box: Box, sheet_map: QgsLayoutItemMap) -> None:
    """Add an arrow that points to grid north of the map."""
    arrow = QgsLayoutItemPicture(layout)
    arrow.setMode(QgsLayoutItemPicture.Format.FormatSVG)
    arrow.setPicturePath(str(paths.icon("north_arrow")))
    arrow.setLinkedMap(sheet_map)
    arrow.setNorthMode(QgsLayoutItemPicture.NorthMode.GridNorth)
    arrow.attemptSetSceneRect(box.rect)
    layout.addLayoutItem(arrow)


def add_scale_bar(layout: QgsLayout, box: Box, sheet_map: QgsLayoutItemMap) -> None:
    """Add a bar of four round segments that fits the box."""
    bar = QgsLayoutItemScaleBar(layout)
    bar.setLinkedMap(sheet_map)
    bar.setStyle("Single Box")
    metres = nice_below(sheet_map.scale() * box.width / 1000 / 4)
    far = 4 * metres >= _KILOMETRES_FROM
    unit = QgsUnitTypes.DistanceUnit
    bar.setUnits(unit.DistanceKilometers if far else unit.DistanceMeters)
    bar.setUnitLabel("km" if far else "m")
    bar.setUnitsPerSegment(metres / 1000 if far else metres)
    bar.setNumberOfSegments(4)
    bar.setNumberOfSegmentsLeft(0)
    bar.setHeight(1.8)
    bar.setLabelBarSpace(1.0)
    bar.setBoxContentSpace(0.0)
    bar.setTextFormat(letters(7))
    layout.addLayoutItem(bar)
    bar.update()
    bar.attemptSetSceneRect(QRectF(box.x, box.y, bar.rect().width(), bar.rect().height()))


_KILOMETRES_FROM = 2000.0


def nice_below(value: float) -> float:
    """Return the largest of 1, 2, 2.5, 5 × 10ⁿ that is not above the value."""
    power = 1.0
    while power * 10 <= value:
        power *= 10
    while power > value:
        power /= 10
    return max(step * power for step in _NICE if step * power <= value * (1 + 1e-9))


def add_grid(sheet_map: QgsLayoutItemMap) -> None:
    """Mark round coordinates by crosses and, below and left of the frame, by kilometres."""
    grid = QgsLayoutItemMapGrid("", sheet_map)
    step = nice_below(sheet_map.scale() * 0.06)
    grid.setUnits(QgsLayoutItemMapGrid.GridUnit.MapUnit)
    grid.setIntervalX(step)
    grid.setIntervalY(step)
    grid.setStyle(QgsLayoutItemMapGrid.GridStyle.Cross)
    grid.setCrossLength(1.6)
    grid.setLineSymbol(QgsLineSymbol.createSimple({"color": "#7c8580", "width": "0.1"}))
    grid.setFrameStyle(QgsLayoutItemMapGrid.FrameStyle.ExteriorTicks)
    grid.setFrameWidth(1.0)
    grid.setFramePenSize(0.2)
    grid.setAnnotationEnabled(True)
    grid.setAnnotationFormat(QgsLayoutItemMapGrid.AnnotationFormat.CustomFormat)
    decimals = 0 if step >= 1000 else 1 if step >= 100 else 2  # noqa: PLR2004 - metres to kilometres
    grid.setAnnotationExpression(f"to_string(round(@grid_number / 1000, {decimals}))")
    grid.setAnnotationTextFormat(letters(5.5, map_style.SOFT_INK))
    grid.setAnnotationFrameDistance(0.4)
    _place_annotations(grid)
    sheet_map.grids().addGrid(grid)


def _place_annotations(grid: QgsLayoutItemMapGrid) -> None:
    side, shown = QgsLayoutItemMapGrid.BorderSide, QgsLayoutItemMapGrid.DisplayMode
    for border in (side.Top, side.Right):
        grid.setAnnotationDisplay(shown.HideAll, border)
        grid.setFrameDivisions(shown.HideAll, border)
    grid.setAnnotationDisplay(shown.LatitudeOnly, side.Left)
    grid.setAnnotationDisplay(shown.LongitudeOnly, side.Bottom)
    grid.setAnnotationDirection(QgsLayoutItemMapGrid.AnnotationDirection.Vertical, side.Left)


def add_legend(layout: QgsLayout, place: Box, sheet_map: QgsLayoutItemMap, groups: Sequence[LegendGroup]) -> float:
    """Add a legend of the groups at the upper left of the place; return its height in millimetres."""
    legend = QgsLayoutItemLegend(layout)
    legend.setLinkedMap(sheet_map)
    legend.setAutoUpdateModel(False)
    root = legend.model().rootGroup()
    root.clear()
    for group in groups:
        node = root.addGroup(group.title)
        for layer in group.layers:
            entry = node.addLayer(layer)
            if layer.renderer().type() == "categorizedSymbol":  # its categories say it all
                QgsLegendRenderer.setNodeLegendStyle(entry, QgsLegendStyle.Style.Hidden)
    for component, points, bold in _LEGEND_FONTS:
        _style_legend(legend, component, letters(points, bold=bold))
    legend.setSymbolWidth(6.5)
    legend.setSymbolHeight(3.5)
    legend.setBoxSpace(0.0)
    legend.setFrameEnabled(False)
    legend.setBackgroundEnabled(False)
    layout.addLayoutItem(legend)
    legend.attemptSetSceneRect(place.rect)
    # adjustBoxSize knows nothing before the first painting; the renderer does.
    return float(QgsLegendRenderer(legend.model(), legend.legendSettings()).minimumSize().height())


def _style_legend(legend: QgsLayoutItemLegend, component: QgsLegendStyle.Style, text: QgsTextFormat) -> None:
    style = legend.style(component)
    if hasattr(style, "setTextFormat"):  # QGIS 3.30
        style.setTextFormat(text)
    else:
        style.setFont(map_style.font(text.size(), bold=text.font().bold()))
    if component == QgsLegendStyle.Style.Group:
        style.setMargin(QgsLegendStyle.Side.Top, 3.0)
    if component == QgsLegendStyle.Style.SymbolLabel:
        style.setMargin(QgsLegendStyle.Side.Top, 1.5)
        style.setMargin(QgsLegendStyle.Side.Left, 2.0)
    legend.setStyle(component, style)


def add_table(layout: QgsLayout, place: Box, rows: Sequence[Sequence[TableCell]], widths: Sequence[float]) -> float:
    """Add a table of cells; return its height.  ``widths`` of the columns in millimetres."""
    table = QgsLayoutItemManualTable.create(layout)
    layout.addMultiFrame(table)
    table.setTableContents([[_cell(cell) for cell in row] for row in rows])
    table.setColumnWidths([width - 2 * _CELL_MARGIN for width in widths])
    table.setIncludeTableHeader(False)
    table.setCellMargin(_CELL_MARGIN)
    table.setShowGrid(True)
    table.setVerticalGrid(False)
    table.setGridStrokeWidth(0.12)
    table.setGridColor(QColor("#aab3ae"))
    frame = QgsLayoutFrame(layout, table)
    frame.attemptSetSceneRect(place.rect)
    table.addFrame(frame)
    table.refresh()
    height = float(table.totalSize().height())
    frame.attemptSetSceneRect(QRectF(place.x, place.y, place.width, height + 0.3))
    return height


def _cell(cell: TableCell) -> QgsTableCell:
    made = QgsTableCell(cell.text)
    made.setTextFormat(letters(7.5, cell.colour, bold=cell.bold))
    made.setHorizontalAlignment(Qt.AlignmentFlag.AlignRight if cell.number else Qt.AlignmentFlag.AlignLeft)
    made.setVerticalAlignment(Qt.AlignmentFlag.AlignVCenter)
    if cell.fill:
        made.setBackgroundColor(QColor(cell.fill))
    return made
