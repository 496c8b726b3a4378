# SPDX-License-Identifier: GPL-2.0-or-later
"""How ledger and survey layers are drawn: colours that stay apart for colour-blind eyes, nothing executable."""

from __future__ import annotations

from dataclasses import dataclass

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsFillSymbol,
    QgsPalLayerSettings,
    QgsRendererCategory,
    QgsSimpleFillSymbolLayer,
    QgsSimpleLineSymbolLayer,
    QgsSingleSymbolRenderer,
    QgsTextBufferSettings,
    QgsTextFormat,
    QgsUnitTypes,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtGui import QColor, QFont

from anyue_farmland_plugin.bridge.layers import Role, survey_field
from anyue_farmland_plugin.core.landclass import Group, group_name, standard_classes

LABEL_SCALE = 4000
CLUE_COLOUR = "#7a3e9d"

_OPEN_STATUSES = "('clue', 'desk', 'field', 'returned', 'reopened')"
STATE_EXPRESSION = (
    "CASE WHEN \"status\" = 'closed' THEN 'closed' "
    "WHEN \"status\" IN ('planned', 'rectifying', 'closing', 'watched') THEN 'rectify' "
    "WHEN \"status\" = 'dismissed' OR (\"problem_type\" IS NULL AND \"inspected_at\" IS NOT NULL) THEN 'harmless' "
    "WHEN \"problem_type\" IS NOT NULL THEN 'problem' "
    f"WHEN \"status\" IN {_OPEN_STATUSES} THEN 'open' ELSE 'problem' END"
)


@dataclass(frozen=True)
class Look:
    """Fill, outline and pattern of one category."""

    value: str
    fill: str
    outline: str
    pattern: str = "solid"


# Okabe and Ito's palette; the pattern repeats what the colour says.
CASE_LOOKS = (
    Look("open", "240,200,40,90", "#c98a00"),
    Look("problem", "213,94,0,120", "#a83a00", "b_diagonal"),
    Look("harmless", "120,120,120,60", "#6b6b6b", "dense6"),
    Look("rectify", "0,114,178,110", "#00547f", "f_diagonal"),
    Look("closed", "0,158,115,110", "#00694c"),
)
SURVEY_LOOKS = (
    Look(Group.CULTIVATED.value, "#f7f0c3", "#b9ae74"),
    Look(Group.GARDEN.value, "#e3dc9b", "#a79f5c"),
    Look(Group.FOREST.value, "#bcd8b0", "#86a878"),
    Look(Group.GRASS.value, "#d9ebb5", "#9fb876"),
    Look(Group.FACILITY.value, "#e6c9a8", "#b08d64"),
    Look(Group.OTHER_FARMLAND.value, "#cfe3ea", "#8fb0bc"),
    Look(Group.CONSTRUCTION.value, "#e9cfcf", "#b98f8f"),
    Look(Group.UNUSED.value, "#dcd8d2", "#a39d94"),
)


def state_name(value: str) -> str:
    """Return the words of a case's state on the map."""
    names = {
        "open": QCoreApplication.translate("Styles", "To be judged"),
        "problem": QCoreApplication.translate("Styles", "Problem"),
        "harmless": QCoreApplication.translate("Styles", "Not a problem"),
        "rectify": QCoreApplication.translate("Styles", "Under rectification"),
        "closed": QCoreApplication.translate("Styles", "Closed"),
    }
    return names[value]


def style_cases(layer: QgsVectorLayer) -> None:
    """Draw cases by the state of their judgement, with case numbers at large scale."""
    categories = [QgsRendererCategory(look.value, _symbol(look, 0.5), state_name(look.value)) for look in CASE_LOOKS]
    layer.setRenderer(QgsCategorizedSymbolRenderer(STATE_EXPRESSION, categories))
    # The township part of the number is the same all around: year and running number say enough.
    layer.setLabeling(_labels("substr(\"case_no\", 11)", bold=True))
    layer.setLabelsEnabled(True)


def style_clues(layer: QgsVectorLayer) -> None:
    """Draw clues as dashed outlines."""
    line = QgsSimpleLineSymbolLayer(QColor(CLUE_COLOUR), 0.3)
    line.setUseCustomDashPattern(True)
    line.setCustomDashVector([3.0, 2.0])
    symbol = QgsFillSymbol()
    symbol.changeSymbolLayer(0, line)
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))


def style_pieces(layer: QgsVectorLayer) -> None:
    """Draw pieces as thin outlines."""
    symbol = QgsFillSymbol.createSimple({"style": "no", "outline_color": "#555555", "outline_width": "0.15"})
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))


def style_survey(layer: QgsVectorLayer) -> None:
    """Draw the survey by groups of land classes; layers without class codes get thin outlines."""
    code = survey_field(layer, "DLBM")
    if not code:
        style_pieces(layer)
        return
    categories = [QgsRendererCategory(look.value, _symbol(look, 0.12), group_name(Group(look.value)))
                  for look in SURVEY_LOOKS]
    layer.setRenderer(QgsCategorizedSymbolRenderer(group_expression(code), categories))
    layer.setOpacity(0.85)


def group_expression(field: str) -> str:
    """Return the expression that turns a class code into its group's code."""
    parts = []
    for group in Group:
        codes = [code for code, found in standard_classes().items() if found.group is group]
        quoted = ", ".join("'" + code.replace("'", "''") + "'" for code in codes)
        parts.append(f"WHEN upper(trim(\"{field}\")) IN ({quoted}) THEN '{group.value}'")
    return "CASE " + " ".join(parts) + " END"


STYLES = {Role.CASES: style_cases, Role.CLUES: style_clues, Role.PIECES: style_pieces, Role.SURVEY: style_survey}


def _symbol(look: Look, width: float) -> QgsFillSymbol:
    properties = {
        "color": look.fill, "style": "solid", "outline_color": look.outline, "outline_width": str(width),
        "outline_width_unit": "MM", "joinstyle": "round",
    }
    symbol = QgsFillSymbol.createSimple(properties)
    if look.pattern != "solid":
        hatch = {**properties, "color": look.outline, "style": look.pattern, "outline_style": "no"}
        symbol.appendSymbolLayer(QgsSimpleFillSymbolLayer.create(hatch))
    return symbol


def _labels(expression: str, *, bold: bool) -> QgsVectorLayerSimpleLabeling:
    text = QgsTextFormat()
    font = QFont()
    font.setBold(bold)
    text.setFont(font)
    text.setSize(8.5)
    text.setSizeUnit(QgsUnitTypes.RenderUnit.RenderPoints)
    text.setColor(QColor("#222222"))
    halo = QgsTextBufferSettings()
    halo.setEnabled(True)
    halo.setSize(0.8)
    halo.setColor(QColor("#ffffff"))
    text.setBuffer(halo)
    settings = QgsPalLayerSettings()
    settings.setFormat(text)
    settings.fieldName = expression
    settings.isExpression = True
    settings.placement = QgsPalLayerSettings.Placement.OverPoint
    settings.scaleVisibility = True
    settings.minimumScale = LABEL_SCALE
    settings.maximumScale = 0
    return QgsVectorLayerSimpleLabeling(settings)


