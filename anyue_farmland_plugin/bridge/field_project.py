# SPDX-License-Identifier: GPL-2.0-or-later
"""The project of a field package: layers by relative paths, forms, photos, surroundings, imagery as given."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Sequence

from qgis.core import (
    Qgis,
    QgsExpressionContextUtils,
    QgsMapLayer,
    QgsPalLayerSettings,
    QgsProject,
    QgsProviderRegistry,
    QgsRasterLayer,
    QgsRectangle,
    QgsReferencedRectangle,
    QgsRelation,
    QgsRelationContext,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QCoreApplication, QThread

from anyue_farmland_plugin.bridge import field_project_apps as apps
from anyue_farmland_plugin.bridge import field_project_form as forms
from anyue_farmland_plugin.bridge import layers, styles
from anyue_farmland_plugin.bridge.layers import Role
from anyue_farmland_plugin.core.errors import ExportError
from anyue_farmland_plugin.core.ledger_tables import EVIDENCE
from anyue_farmland_plugin.workflow.field_packages_context import CONTEXT_FILE, ContextLayer
from anyue_farmland_plugin.workflow.field_packages_folder import PROJECT_FILE, PackedFolder, evidence_folder

PHOTO_RELATION = "case_photos"
_AROUND = 1.2
# Windows, macOS, Linux, Android: what a label is written in where the one before is missing.
_FONTS = [
    "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "WenQuanYi Micro Hei",
    "SimSun", "Roboto", "DejaVu Sans", "Arial",
]  # fmt: skip


@dataclass(frozen=True)
class FieldProject:
    """Makes projects; ``imagery`` are raster layers of the user's own project, cloned in its thread."""

    imagery: Sequence[QgsRasterLayer] = ()

    def __call__(self, made: PackedFolder) -> None:
        """Write the project into the package folder; raises ExportError when QGIS cannot."""
        project = QgsProject()
        path = made.folder / PROJECT_FILE
        project.setFilePathStorage(Qgis.FilePathType.Relative)
        project.setFileName(str(path))  # before any layer: paths are relative to it
        project.setTitle(path.parent.name.strip(".").removesuffix(".part"))
        cases = self._fill(project, made)
        project.setCrs(cases.crs())
        extent = QgsRectangle(cases.extent())
        extent.scale(_AROUND)
        project.viewSettings().setDefaultViewExtent(QgsReferencedRectangle(extent, cases.crs()))
        QgsExpressionContextUtils.setProjectVariable(project, forms.INSPECTOR_VARIABLE, made.person)
        project.writeMapLayer.connect(_name_relation)
        if not project.write(str(path)):
            message = QCoreApplication.translate("FieldProject", "QGIS could not write {file}: {reason}.")
            raise ExportError(message.format(file=path.name, reason=project.error()))
        project.clear()

    def _fill(self, project: QgsProject, made: PackedFolder) -> QgsVectorLayer:
        """Put all layers into the project, imagery at the bottom; return the case layer."""
        package = made.package.path
        folder = evidence_folder(package).name
        cases = layers.open_ledger_layer(package, Role.CASES)
        cases.setReadOnly(False)
        styles.style_cases(cases)
        _use_common_fonts(cases)
        photos = _photo_layer(package)
        others = [_looked_at(package, Role.CLUES), _looked_at(package, Role.PIECES)]
        around = [_context_layer(made.folder / CONTEXT_FILE, found) for found in made.context]
        for layer in (cases, photos, *others, *around, *self._own_imagery()):
            apps.set_taken_along(layer)
            project.addMapLayer(layer, False)
            node = project.layerTreeRoot().addLayer(layer)
            node.setItemVisibilityChecked(layer not in (others[1], photos))
            node.setExpanded(layer is cases)
        relation = _relation(project, cases, photos)
        forms.set_case_form(cases, relation)
        forms.set_photo_form(photos, folder)
        apps.set_case_locks(cases)
        apps.set_photo_names(photos, project, folder)
        return cases

    def _own_imagery(self) -> list:
        found = []
        for layer in self.imagery:
            layer.moveToThread(QThread.currentThread())
            found.append(layer.clone())
        return found


def imagery_of(project: QgsProject) -> list:
    """Return copies of the raster layers a project shows, as they are: files, tile and map services."""
    shown = [node.layer() for node in project.layerTreeRoot().findLayers() if node.isVisible()]
    copies = [layer.clone() for layer in shown if isinstance(layer, QgsRasterLayer) and layer.isValid()]
    for layer in copies:
        layer.moveToThread(None)
    return copies


def _use_common_fonts(layer: QgsVectorLayer) -> None:
    """Label with a font that is there wherever the package is opened; a missing one makes QGIS complain."""
    settings = QgsPalLayerSettings(layer.labeling().settings())
    form = settings.format()
    font = form.font()
    font.setFamily(_FONTS[0])
    form.setFont(font)
    form.setFamilies(_FONTS)
    settings.setFormat(form)
    layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))


def _looked_at(package: Path, role: Role) -> QgsVectorLayer:
    layer = layers.open_ledger_layer(package, role)
    styles.STYLES[role](layer)
    return layer


def _open(path: Path, table: str, name: str) -> QgsVectorLayer:
    uri = QgsProviderRegistry.instance().encodeUri("ogr", {"path": str(path), "layerName": table})
    options = QgsVectorLayer.LayerOptions()
    options.loadDefaultStyle = False
    layer = QgsVectorLayer(uri, name, "ogr", options)
    if not layer.isValid():
        message = QCoreApplication.translate("FieldProject", "QGIS cannot show {name} of {file}.")
        raise ExportError(message.format(name=name, file=path.name))
    return layer


def _photo_layer(package: Path) -> QgsVectorLayer:
    return _open(package, EVIDENCE.name, forms.PHOTO_PAGE)


def _context_layer(path: Path, found: ContextLayer) -> QgsVectorLayer:
    layer = _open(path, found.table, found.title)
    layer.setReadOnly(True)
    if layers.survey_field(layer, "DLBM"):
        layers.prepare_survey_layer(layer)
    if layer.geometryType() == QgsWkbTypes.GeometryType.PolygonGeometry:
        styles.style_survey(layer)
    return layer


def _name_relation(layer: QgsMapLayer, element: object, document: object) -> None:
    """Put the relation's id back into the form: QGIS looks it up in the application's own project and finds none."""
    del layer, document
    found = element.elementsByTagName("attributeEditorRelation")
    for place in range(found.count()):
        found.at(place).toElement().setAttribute("relation", PHOTO_RELATION)


def _relation(project: QgsProject, cases: QgsMapLayer, photos: QgsMapLayer) -> QgsRelation:
    relation = QgsRelation(QgsRelationContext(project))  # else the application's own project is searched
    relation.setId(PHOTO_RELATION)
    relation.setName(forms.PHOTO_PAGE)
    relation.setReferencedLayer(cases.id())
    relation.setReferencingLayer(photos.id())
    relation.addFieldPair(forms.TAKEN_FOR, "case_id")
    project.relationManager().addRelation(relation)
    return relation
