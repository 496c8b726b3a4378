# SPDX-License-Identifier: GPL-2.0-or-later
"""Ledger and survey layers as QGIS shows them: read-only, tagged with a role, labelled in Chinese.

Layers are found again by role, never by name.
"""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Iterable, Mapping, Optional

from qgis.core import QgsEditorWidgetSetup, QgsProject, QgsProviderRegistry, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication

from anyue_farmland_plugin.core.errors import LedgerError
from anyue_farmland_plugin.core.ledger_tables import CASES, CLUES, PIECES
from anyue_farmland_plugin.core.schema import Table
from anyue_farmland_plugin.core.vocabulary import enumeration
from anyue_farmland_plugin.workflow.undisturbed import undisturbed

ROLE_PROPERTY = "anyue_farmland/role"

SURVEY_LABELS = {
    "BSM": "标识码", "YSDM": "要素代码", "TBYBH": "图斑预编号", "TBBH": "图斑编号",
    "DLBM": "地类编码", "DLMC": "地类名称", "QSXZ": "权属性质", "QSDWDM": "权属单位代码",
    "QSDWMC": "权属单位名称", "ZLDWDM": "坐落单位代码", "ZLDWMC": "坐落单位名称", "TBMJ": "图斑面积",
    "KCDLBM": "扣除地类编码", "KCXS": "扣除地类系数", "KCMJ": "扣除地类面积", "TBDLMJ": "图斑地类面积",
    "GDLX": "耕地类型", "GDPDJB": "耕地坡度级别", "XZDWKD": "线状地物宽度", "TBXHDM": "图斑细化代码",
    "TBXHMC": "图斑细化名称", "ZZSXDM": "种植属性代码", "ZZSXMC": "种植属性名称", "GDDB": "耕地等别",
    "FRDBS": "飞入地标识", "CZCSXM": "城镇村属性码", "SJNF": "数据年份", "MSSM": "描述说明",
    "HDMC": "海岛名称", "BZ": "备注",
}  # fmt: skip


class Role(Enum):
    """What a layer is to the plugin; the value is stored in the layer."""

    CASES = "cases"
    CLUES = "clues"
    PIECES = "pieces"
    SURVEY = "dltb"


LEDGER_TABLES: Mapping[Role, Table] = {Role.CASES: CASES, Role.CLUES: CLUES, Role.PIECES: PIECES}


def role_of(layer: object) -> Optional[Role]:
    """Return the role of a layer, or None for layers that are not ours."""
    if not isinstance(layer, QgsVectorLayer):
        return None
    value = layer.customProperty(ROLE_PROPERTY)
    return next((role for role in Role if role.value == value), None)


def layers_with(role: Role, project: Optional[QgsProject] = None) -> list:
    """Return the valid layers of that role in the project."""
    layers = (project or QgsProject.instance()).mapLayers().values()
    return [layer for layer in layers if role_of(layer) is role and layer.isValid()]


def file_of(layer: QgsVectorLayer) -> Optional[Path]:
    """Return the file behind an OGR layer, else None."""
    if layer.providerType() != "ogr":
        return None
    path = QgsProviderRegistry.instance().decodeUri("ogr", layer.source()).get("path")
    return Path(path) if path else None


def open_ledger_layer(path: Path, role: Role) -> QgsVectorLayer:
    """Open one table of a ledger for looking only; raises LedgerError when QGIS cannot."""
    table = LEDGER_TABLES[role]
    uri = QgsProviderRegistry.instance().encodeUri("ogr", {"path": str(path), "layerName": table.name})
    options = QgsVectorLayer.LayerOptions()
    options.loadDefaultStyle = False  # a style inside a foreign file may carry code
    with undisturbed(path):
        layer = QgsVectorLayer(uri, table.label, "ogr", options)
    if not layer.isValid():
        message = QCoreApplication.translate(
            "Layers", "QGIS cannot show {name} of {file}. Close other programs that use it.")
        raise LedgerError(message.format(name=table.label, file=path.name))
    prepare_ledger_layer(layer, role)
    return layer


def prepare_ledger_layer(layer: QgsVectorLayer, role: Role) -> None:
    """Make a ledger layer read-only, give it its role, Chinese field names and code lists."""
    layer.setCustomProperty(ROLE_PROPERTY, role.value)
    layer.setReadOnly(True)
    table = LEDGER_TABLES[role]
    for column in table.columns:
        place = layer.fields().lookupField(column.name)
        if place < 0:
            continue
        layer.setFieldAlias(place, column.label)
        # Codes the file adds to the standard lists come with the file itself; this is for QGIS without domains.
        if column.enum and layer.editorWidgetSetup(place).type() != "ValueMap":
            layer.setEditorWidgetSetup(place, _value_map(column.enum))
    if role is Role.CASES:
        layer.setDisplayExpression('"case_no"')


def _value_map(name: str) -> QgsEditorWidgetSetup:
    entries = [{label: code} for code, label in enumeration(name).items()]
    return QgsEditorWidgetSetup("ValueMap", {"map": entries})


def prepare_survey_layer(layer: QgsVectorLayer) -> None:
    """Give the user's survey layer its role and official names, and keep it from being edited."""
    layer.setCustomProperty(ROLE_PROPERTY, Role.SURVEY.value)
    layer.setReadOnly(True)
    for place, field in enumerate(layer.fields()):
        label = SURVEY_LABELS.get(field.name().upper())
        if label and not layer.attributeAlias(place):
            layer.setFieldAlias(place, label)


def survey_field(layer: QgsVectorLayer, name: str) -> str:
    """Return the layer's own spelling of a survey field, "" when it has none."""
    return next((field.name() for field in layer.fields() if field.name().upper() == name), "")


def repaint(layers: Iterable) -> None:
    """Show what was just written."""
    for layer in layers:
        layer.triggerRepaint()
