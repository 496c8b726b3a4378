# SPDX-License-Identifier: GPL-2.0-or-later
"""The layers of a printed map, styled copies of what the caller has: nothing of his project changes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Callable, Iterable, Mapping

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsCoordinateReferenceSystem,
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsFeature,
    QgsFeatureRequest,
    QgsFillSymbol,
    QgsGeometry,
    QgsNullSymbolRenderer,
    QgsPalLayerSettings,
    QgsRendererCategory,
    QgsSingleSymbolRenderer,
    QgsSymbol,
    QgsTextFormat,
    QgsUnitTypes,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtGui import QColor

from anyue_farmland_plugin.bridge import map_style
from anyue_farmland_plugin.bridge.layers import survey_field
from anyue_farmland_plugin.bridge.map_view import View, way
from anyue_farmland_plugin.bridge.styles import SURVEY_LOOKS
from anyue_farmland_plugin.core.landclass import Group, group_name
from anyue_farmland_plugin.core.problems import Family, family_name
from anyue_farmland_plugin.workflow.map_facts import DISMISSED, TO_JUDGE, MapFacts

STANDING = (
    "CASE WHEN \"status\" = 'dismissed' THEN 'none' "
    'WHEN "problem_type" IS NULL OR "problem_type" = \'\' THEN \'open\' ELSE substr("problem_type", 1, 2) END'
)
_PARCEL_LINES_UP_TO = 60_000  # scale denominator; beyond it the outlines would be all one sees
_NUMBERS_UP_TO = 60_000
_NUMBER = "CASE WHEN \"standing\" NOT IN ('open', 'none') THEN \"number\" END"
_FEW_TOWNS = 20


class Backdrop(Enum):
    """What may lie under the cases; the value is the kind of delivery."""

    TOWNSHIPS = "townships"
    URBAN_BOUNDARY = "urban_boundary"
    ECO_REDLINE = "eco_redline"
    BASIC_FARMLAND = "basic_farmland"
    SURVEY = "dltb"


@dataclass(frozen=True)
class SheetLayers:
    """The layers by what the legend calls them; each tuple from top to bottom."""

    cases: tuple[QgsVectorLayer, ...]
    names: tuple[QgsVectorLayer, ...]
    borders: tuple[QgsVectorLayer, ...]
    zones: tuple[QgsVectorLayer, ...]
    survey: tuple[QgsVectorLayer, ...]

    def stack(self) -> list:
        """Return all layers from top to bottom."""
        return [*self.cases, *self.names, *self.borders, *self.zones, *self.survey]


def standing_name(standing: str) -> str:
    """Return the words of a standing."""
    if standing == TO_JUDGE:
        return QCoreApplication.translate("MapSheet", "To be judged")
    if standing == DISMISSED:
        return QCoreApplication.translate("MapSheet", "Not a problem")
    return family_name(Family(standing))


def sheet_layers(
    cases: QgsVectorLayer, backdrop: Mapping[Backdrop, QgsVectorLayer], facts: MapFacts, view: View
) -> SheetLayers:
    """Return styled copies of the layers; ``cases`` is a ledger's case layer."""
    shown = {kind: layer for kind, layer in backdrop.items() if layer.isValid()}
    towns = shown.get(Backdrop.TOWNSHIPS)
    borders = _borders(towns, view) if towns is not None else ()
    names = (_names(towns, facts),) if towns is not None else ()
    zones = tuple(_zone(shown[kind], kind) for kind in _ZONES if kind in shown)
    survey = (_survey(shown[Backdrop.SURVEY], facts, view),) if Backdrop.SURVEY in shown else ()
    return SheetLayers((_points(cases, facts, view), _areas(cases, facts)), names, borders, zones, survey)


def _zone_name(kind: Backdrop) -> str:
    return {
        Backdrop.URBAN_BOUNDARY: QCoreApplication.translate("MapSheet", "Urban development boundary"),
        Backdrop.ECO_REDLINE: QCoreApplication.translate("MapSheet", "Ecological protection red line"),
        Backdrop.BASIC_FARMLAND: QCoreApplication.translate("MapSheet", "Permanent basic farmland"),
    }[kind]


_ZONES: Mapping[Backdrop, Callable[[], QgsFillSymbol]] = {
    Backdrop.URBAN_BOUNDARY: map_style.urban_boundary,
    Backdrop.ECO_REDLINE: map_style.red_line,
    Backdrop.BASIC_FARMLAND: map_style.basic_farmland,
}


def _zone(layer: QgsVectorLayer, kind: Backdrop) -> QgsVectorLayer:
    return _drawn(_copy(layer, _zone_name(kind)), _ZONES[kind]())


def _copy(layer: QgsVectorLayer, name: str) -> QgsVectorLayer:
    copy = layer.clone()
    copy.setName(name)
    copy.setLabelsEnabled(False)
    copy.setOpacity(1.0)
    copy.setScaleBasedVisibility(False)
    return copy


def _drawn(layer: QgsVectorLayer, symbol: QgsSymbol) -> QgsVectorLayer:
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))
    return layer


def _memory(kind: str, crs: QgsCoordinateReferenceSystem, name: str, features: Iterable[QgsFeature]) -> QgsVectorLayer:
    layer = QgsVectorLayer(f"{kind}&field=standing:string(4)&field=number:string(20)", name, "memory")
    layer.setCrs(crs)
    layer.dataProvider().addFeatures(list(features))
    layer.updateExtents()
    return layer


def _standings(facts: MapFacts) -> list:
    """Return the standings that occur, the least important first."""
    order = (DISMISSED, TO_JUDGE, *(family.value for family in reversed(Family)))
    return [standing for standing in order if standing in facts.total.figures]


def _areas(cases: QgsVectorLayer, facts: MapFacts) -> QgsVectorLayer:
    layer = _copy(cases, cases.name())
    categories = [QgsRendererCategory(key, map_style.case_fill(key), standing_name(key)) for key in _standings(facts)]
    layer.setRenderer(QgsCategorizedSymbolRenderer(STANDING, categories))
    return layer


def _points(cases: QgsVectorLayer, facts: MapFacts, view: View) -> QgsVectorLayer:
    """Return a mark inside every case: at county scale the polygons are too small to tell apart."""
    name = QCoreApplication.translate("MapSheet", "Cases")
    layer = _memory("Point?", cases.crs(), name, _marks(cases))
    categories = []
    for level, key in enumerate(_standings(facts)):
        symbol = map_style.case_mark(key)
        for part in symbol.symbolLayers():
            part.setRenderingPass(level)
        text = QCoreApplication.translate("MapSheet", "{name} ({count})").format(
            name=standing_name(key), count=facts.total.figure(key).cases
        )
        categories.append(QgsRendererCategory(key, symbol, text))
    renderer = QgsCategorizedSymbolRenderer("standing", list(reversed(categories)))
    renderer.setUsingSymbolLevels(True)
    layer.setRenderer(renderer)
    settings = _label(_NUMBER, map_style.letters(5, halo=0.35))
    settings.placement = QgsPalLayerSettings.Placement.OrderedPositionsAroundPoint
    settings.dist = 0.5
    settings.distUnits = QgsUnitTypes.RenderUnit.RenderMillimeters
    settings.priority = 4
    layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))
    layer.setLabelsEnabled(view.scale <= _NUMBERS_UP_TO)
    return layer


def _marks(cases: QgsVectorLayer) -> Iterable[QgsFeature]:
    standing = QgsExpression(STANDING)
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(cases))
    for case in cases.getFeatures():
        context.setFeature(case)
        mark = QgsFeature()
        mark.setGeometry(case.geometry().pointOnSurface())
        # The township and year of the number are told elsewhere; the running number finds the case.
        mark.setAttributes([standing.evaluate(context), str(case["case_no"] or "")[-4:]])
        yield mark


def _label(expression: str, text: QgsTextFormat) -> QgsPalLayerSettings:
    settings = QgsPalLayerSettings()
    settings.setFormat(text)
    settings.fieldName = expression
    settings.isExpression = True
    return settings


def _borders(towns: QgsVectorLayer, view: View) -> tuple[QgsVectorLayer, ...]:
    """Return the county they make up, the borders between the townships, each drawn once, and their names."""
    shapes = [feature.geometry() for feature in towns.getFeatures(QgsFeatureRequest().setNoAttributes())]
    for shape in shapes:
        shape.transform(way(towns.crs(), view.crs))
    edges = [QgsGeometry(shape.constGet().boundary()) for shape in shapes if not shape.isEmpty()]
    lines = _one(QgsGeometry.unaryUnion(edges).mergeLines())
    county = _memory(
        "MultiPolygon?",
        view.crs,
        QCoreApplication.translate("MapSheet", "County border"),
        [_one(QgsGeometry.unaryUnion(shapes))],
    )
    border = _memory("MultiLineString?", view.crs, QCoreApplication.translate("MapSheet", "Township border"), [lines])
    return (_drawn(county, map_style.county_border()), _drawn(border, map_style.town_border()))


def _names(towns: QgsVectorLayer, facts: MapFacts) -> QgsVectorLayer:
    """Return the townships as names only."""
    layer = _copy(towns, towns.name())
    layer.setRenderer(QgsNullSymbolRenderer())
    field = _field(layer, facts.fields.town_name, "XZQMC")
    if field:
        size = 10.5 if layer.featureCount() <= _FEW_TOWNS else 8.0
        settings = _label(QgsExpression.quotedColumnRef(field), map_style.letters(size, "#2c2438", bold=True, halo=0.9))
        settings.placement = QgsPalLayerSettings.Placement.Horizontal
        settings.priority = 10
        layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))
        layer.setLabelsEnabled(True)
    return layer


def _one(shape: QgsGeometry) -> QgsFeature:
    feature = QgsFeature()
    feature.setGeometry(shape)
    return feature


def _survey(layer: QgsVectorLayer, facts: MapFacts, view: View) -> QgsVectorLayer:
    """Return the survey in pale colours by group of land classes; without class codes only its lines."""
    copy = _copy(layer, QCoreApplication.translate("MapSheet", "Land survey"))
    width = 0.05 if view.scale <= _PARCEL_LINES_UP_TO else 0.0
    field = _field(copy, facts.fields.dlbm, "DLBM")
    if not field:
        return _drawn(copy, map_style.area(QColor("#f5f3ec"), "#b9b4a6", 0.08))
    expression = group_expression(field, facts.groups)
    found = _values(copy, expression, view)
    categories = [
        QgsRendererCategory(look.value, map_style.area(QColor(look.fill), look.outline, width), _group(look.value))
        for look in SURVEY_LOOKS
        if look.value in found
    ]
    copy.setRenderer(QgsCategorizedSymbolRenderer(expression, categories))
    copy.setOpacity(0.8)
    return copy


def _field(layer: QgsVectorLayer, delivered: str, standard: str) -> str:
    """Return the field the ledger took from its delivery when this layer has it, else the standard's own."""
    return (delivered and survey_field(layer, delivered.upper())) or survey_field(layer, standard)


def _group(value: str) -> str:
    return group_name(Group(value))


def group_expression(field: str, groups: Mapping[str, Group]) -> str:
    """Return the expression that turns a class code of the layer into its group's code."""
    code = f"upper(trim(to_string({QgsExpression.quotedColumnRef(field)})))"
    parts = []
    for group in Group:
        codes = ", ".join(QgsExpression.quotedString(key) for key, found in groups.items() if found is group)
        if codes:
            parts.append(f"WHEN {code} IN ({codes}) THEN '{group.value}'")
    return f"CASE {' '.join(parts)} END"


def _values(layer: QgsVectorLayer, expression: str, view: View) -> set:
    """Return the values the expression takes within the view."""
    parsed = QgsExpression(expression)
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    parsed.prepare(context)
    request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry)
    request.setSubsetOfAttributes(list(parsed.referencedColumns()), layer.fields())
    request.setFilterRect(way(view.crs, layer.crs()).transformBoundingBox(view.extent))
    found = set()
    for feature in layer.getFeatures(request):
        context.setFeature(feature)
        found.add(parsed.evaluate(context))
    return found
