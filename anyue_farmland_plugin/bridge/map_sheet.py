# SPDX-License-Identifier: GPL-2.0-or-later
"""The map sheet of a ledger: A3, one page, everything on it a reader needs to trust it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Mapping

from qgis.core import (
    QgsLayoutExporter,
    QgsLayoutItemMap,
    QgsLayoutMeasurement,
    QgsLayoutSize,
    QgsPrintLayout,
    QgsProject,
    QgsUnitTypes,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication, QSize, Qt
from qgis.PyQt.QtGui import QColor

from anyue_farmland_plugin.about import version
from anyue_farmland_plugin.bridge import map_parts, map_style
from anyue_farmland_plugin.bridge.layers import Role, open_ledger_layer
from anyue_farmland_plugin.bridge.map_layers import Backdrop, SheetLayers, sheet_layers
from anyue_farmland_plugin.bridge.map_parts import Box, LegendGroup
from anyue_farmland_plugin.bridge.map_style import INK, SOFT_INK, letters
from anyue_farmland_plugin.bridge.map_table import MapTable
from anyue_farmland_plugin.bridge.map_view import choose_view
from anyue_farmland_plugin.core.errors import ExportError
from anyue_farmland_plugin.workflow.map_facts import MapFacts, map_facts

PAGE = Box(0.0, 0.0, 420.0, 297.0)
NEATLINE = Box(7.0, 7.0, 406.0, 283.0)
MAP = Box(17.0, 38.0, 280.0, 231.0)
COLUMN = Box(305.0, 38.0, 102.0, 231.0)
DPI, INCH = 212, 25.4


@dataclass(frozen=True)
class SheetRequest:
    """What to draw: a ledger, the layers under it, and the day printed on the sheet.

    ``sample`` marks the sheet as made of invented polygons.
    """

    ledger: Path
    drawn_on: str
    backdrop: Mapping[Backdrop, QgsVectorLayer] = field(default_factory=dict)
    sample: bool = False


class MapSheet:
    """A composed sheet; owns a project of its own, so the user's project stays as it is."""

    def __init__(self, request: SheetRequest) -> None:
        """Compose the sheet; raises LedgerError when the ledger cannot be read or shown."""
        self.facts: MapFacts = map_facts(request.ledger)
        self._request = request
        self.project = QgsProject()
        cases = open_ledger_layer(request.ledger, Role.CASES)
        self.view = choose_view(cases, request.backdrop.get(Backdrop.TOWNSHIPS), (MAP.width, MAP.height))
        self.project.setCrs(self.view.crs)
        self.layers: SheetLayers = sheet_layers(cases, request.backdrop, self.facts, self.view)
        self.project.addMapLayers(self.layers.stack())
        self.layout = QgsPrintLayout(self.project)
        self.layout.initializeDefaults()
        page = self.layout.pageCollection().page(0)
        page.setPageSize(QgsLayoutSize(PAGE.width, PAGE.height, QgsUnitTypes.LayoutUnit.LayoutMillimeters))
        self._compose()

    def save_png(self, path: Path, dpi: int = DPI) -> None:
        """Write the sheet as a picture; raises ExportError when the folder cannot be written to."""
        size = QSize(round(PAGE.width / INCH * dpi), round(PAGE.height / INCH * dpi))
        picture = QgsLayoutExporter(self.layout).renderPageToImage(0, size, dpi)
        part = path.with_name(f".{path.stem}.part.png")
        if not picture.save(str(part), "PNG"):
            part.unlink(missing_ok=True)
            message = QCoreApplication.translate(
                "MapSheet", "The map {file} cannot be written to {folder}. Check that you may write there."
            )
            raise ExportError(message.format(file=path.name, folder=path.parent))
        part.replace(path)

    def _compose(self) -> None:
        map_parts.add_frame(self.layout, NEATLINE, 0.5)
        self._title()
        sheet_map = self._map()
        below = self._scale(sheet_map, COLUMN.y)
        below = self._legend(sheet_map, below + 3.0)
        self._table(below + 4.0)
        self._footer()

    def _title(self) -> None:
        box = Box(MAP.x, 11.0, PAGE.width - 2 * MAP.x, 13.0)
        title = QCoreApplication.translate("MapSheet", "{county}Farmland protection campaign: problem parcels").format(
            county=self.facts.county_name
        )
        middle = Qt.AlignmentFlag.AlignHCenter
        map_parts.add_text(self.layout, title, box, letters(25, bold=True), align=middle)
        parts = [QCoreApplication.translate("MapSheet", "Batches: {names}").format(names=_listed(self.facts.batches))]
        text = QCoreApplication.translate("MapSheet", "{problems} problems, {open} to be judged, {dismissed} dismissed")
        parts.append(text.format(**self._counts()))
        parts.append(self._request.drawn_on)
        box = Box(MAP.x, 25.5, PAGE.width - 2 * MAP.x, 6.0)
        map_parts.add_text(self.layout, "　·　".join(parts), box, letters(10.5, SOFT_INK), align=middle)
        if self._request.sample:
            self._sample_notice()

    def _counts(self) -> dict:
        total = self.facts.total
        return {
            "problems": total.problems.cases,
            "open": total.figure("open").cases,
            "dismissed": total.figure("none").cases,
        }

    def _sample_notice(self) -> None:
        text = QCoreApplication.translate("MapSheet", "Sample data: invented polygons")
        box = Box(COLUMN.x + 52.0, 12.5, COLUMN.width - 52.0, 8.0)
        style = letters(9, "#9a1b1b", bold=True)
        label = map_parts.add_text(self.layout, text, box, style, align=Qt.AlignmentFlag.AlignHCenter)
        label.setFrameEnabled(True)
        label.setFrameStrokeColor(QColor("#9a1b1b"))
        label.setFrameStrokeWidth(QgsLayoutMeasurement(0.4, QgsUnitTypes.LayoutUnit.LayoutMillimeters))

    def _map(self) -> QgsLayoutItemMap:
        sheet_map = QgsLayoutItemMap(self.layout)
        sheet_map.attemptSetSceneRect(MAP.rect)
        sheet_map.setCrs(self.view.crs)
        sheet_map.setLayers(self.layers.stack())
        sheet_map.setKeepLayerSet(True)
        sheet_map.setExtent(self.view.extent)
        sheet_map.setFrameEnabled(True)
        sheet_map.setFrameStrokeColor(QColor(map_style.FRAME))
        sheet_map.setFrameStrokeWidth(QgsLayoutMeasurement(0.4, QgsUnitTypes.LayoutUnit.LayoutMillimeters))
        self.layout.addLayoutItem(sheet_map)
        map_parts.add_grid(sheet_map)
        if self.view.outside:
            text = QCoreApplication.translate("MapSheet", "{count} more cases lie outside this map")
            box = Box(MAP.x + 3.0, MAP.y + MAP.height - 7.0, 80.0, 5.0)
            map_parts.add_text(self.layout, text.format(count=self.view.outside), box, letters(7.5, SOFT_INK))
        return sheet_map

    def _scale(self, sheet_map: QgsLayoutItemMap, top: float) -> float:
        map_parts.add_north_arrow(self.layout, Box(COLUMN.x, top, 11.0, 17.0), sheet_map)
        bar = Box(COLUMN.x + 18.0, top + 7.0, 74.0, 9.0)
        text = QCoreApplication.translate("MapSheet", "Scale 1:{denominator}").format(
            denominator=f"{self.view.scale:,.0f}".replace(",", " ")
        )
        map_parts.add_text(self.layout, text, Box(bar.x, top, 74.0, 5.5), letters(9, bold=True))
        map_parts.add_scale_bar(self.layout, bar, sheet_map)
        return top + 17.0

    def _legend(self, sheet_map: QgsLayoutItemMap, top: float) -> float:
        layers = self.layers
        left = [LegendGroup(QCoreApplication.translate("MapSheet", "Cases"), layers.cases[:1])]
        lines = [*layers.zones, *layers.borders]
        if lines:
            left.append(LegendGroup(QCoreApplication.translate("MapSheet", "Limits and borders"), lines))
        place = Box(COLUMN.x, top, 54.0, 60.0)
        height = map_parts.add_legend(self.layout, place, sheet_map, left)
        if layers.survey:
            right = [LegendGroup(QCoreApplication.translate("MapSheet", "Land use"), layers.survey)]
            place = Box(COLUMN.x + 54.0, top, 48.0, 60.0)
            height = max(height, map_parts.add_legend(self.layout, place, sheet_map, right))
        return top + height

    def _table(self, top: float) -> None:
        text = QCoreApplication.translate("MapSheet", "By township: cases / mu")
        map_parts.add_text(self.layout, text, Box(COLUMN.x, top, COLUMN.width, 5.5), letters(9.5, bold=True))
        place = Box(COLUMN.x, top + 6.5, COLUMN.width, COLUMN.y + COLUMN.height - top - 6.5)
        table = MapTable(self.facts, place.width, place.height)
        map_parts.add_table(self.layout, place, table.rows(), table.widths())

    def _footer(self) -> None:
        crs = self.view.crs
        first = QCoreApplication.translate(
            "MapSheet", "Coordinate system: {crs} ({code}); areas on the ellipsoid CGCS2000. Data: {sources}"
        ).format(crs=crs.description(), code=crs.authid() or "–", sources=_listed(self.facts.sources))
        second = QCoreApplication.translate("MapSheet", "Ledger entry {seq}, head of the chain {hash}").format(
            seq=self.facts.head.seq, hash=self.facts.head.hash
        )
        numbered = self.facts.families and self.layers.cases[0].labelsEnabled()
        text = QCoreApplication.translate("MapSheet", "Numbers on the map: last four digits of the case number")
        note = text if numbered else ""
        made = QCoreApplication.translate("MapSheet", "Drawn {day}, plugin {version}").format(
            day=self._request.drawn_on, version=version()
        )
        style, right = letters(7, SOFT_INK), Qt.AlignmentFlag.AlignRight
        width = COLUMN.x + COLUMN.width - MAP.x
        for y, one, other in ((276.5, first, note), (281.5, second, made)):
            map_parts.add_text(self.layout, one, Box(MAP.x, y, width * 0.72, 4.5), style)
            box = Box(MAP.x + width * 0.72, y, width * 0.28, 4.5)
            map_parts.add_text(self.layout, other, box, letters(7, INK if one is first else SOFT_INK), align=right)


def _listed(names: tuple) -> str:
    return "、".join(names) if names else "–"
