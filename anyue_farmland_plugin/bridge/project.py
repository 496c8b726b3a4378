# SPDX-License-Identifier: GPL-2.0-or-later
"""The ledger in the QGIS project: its group of layers, its path, its return on the next day."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Optional

from qgis.core import QgsLayerTreeGroup, QgsProject, QgsVectorLayer, QgsWkbTypes
from qgis.PyQt.QtCore import QCoreApplication, QObject, pyqtSignal

from anyue_farmland_plugin.bridge import layers, styles
from anyue_farmland_plugin.bridge.layers import LEDGER_TABLES, Role
from anyue_farmland_plugin.core.errors import InputDataError

_log = logging.getLogger(__name__)

SCOPE, LEDGER_ENTRY = "anyue_farmland", "/ledger"
_GROUP_PROPERTY = "anyue_farmland/group"
_VISIBLE = {Role.CASES: True, Role.CLUES: True, Role.PIECES: False}


class LedgerProject(QObject):
    """Keeps one ledger's layers in the current project and finds them again when it is reopened."""

    ledger_found = pyqtSignal(object)  # Path of the ledger of a project that was just read
    ledger_left = pyqtSignal()  # the project was cleared or its ledger removed

    def __init__(self, project: Optional[QgsProject] = None) -> None:
        """Follow the given project, or the application's."""
        super().__init__()
        self._project = project or QgsProject.instance()
        self._followed = False

    def install(self) -> None:
        """Start following the project."""
        if not self._followed:
            self._followed = True
            self._project.readProject.connect(self._project_read)
            self._project.cleared.connect(self._project_cleared)
            self._project.writeProject.connect(self._project_written)

    def remove(self) -> None:
        """Stop following; the layers stay with the project."""
        if self._followed:
            self._followed = False
            self._project.readProject.disconnect(self._project_read)
            self._project.cleared.disconnect(self._project_cleared)
            self._project.writeProject.disconnect(self._project_written)

    def ledger_path(self) -> Optional[Path]:
        """Return the ledger of the project: the entry, else the file behind its case layer."""
        stored, found = self._project.readEntry(SCOPE, LEDGER_ENTRY, "")
        if found and stored:
            path = Path(self._project.readPath(stored))
            if path.is_file():
                return path
        shown = layers.layers_with(Role.CASES, self._project)
        return layers.file_of(shown[0]) if shown else None

    def show(self, path: Path) -> QgsVectorLayer:
        """Put the ledger's layers into the project, or keep them when they are there; return the case layer.

        Layers of another ledger are removed first: one project, one ledger.
        """
        group = self._group()
        for role in LEDGER_TABLES:
            present = layers.layers_with(role, self._project)
            own = [layer for layer in present if layers.file_of(layer) == path]
            self._project.removeMapLayers([layer.id() for layer in present if layer not in own])
            if not own:
                self._add(layers.open_ledger_layer(path, role), role, group)
        self._remember(path)
        return layers.layers_with(Role.CASES, self._project)[0]

    def use_survey(self, layer: object) -> None:
        """Make a polygon layer the survey: read-only, official field names, colours by class group."""
        if not isinstance(layer, QgsVectorLayer) or layer.geometryType() != QgsWkbTypes.GeometryType.PolygonGeometry:
            raise InputDataError(QCoreApplication.translate(
                "LedgerProject", "Choose a polygon layer of land parcels (DLTB) in the layer list first."))
        if layers.role_of(layer) in LEDGER_TABLES:
            raise InputDataError(QCoreApplication.translate(
                "LedgerProject", "This layer belongs to the ledger. Choose the survey's parcel layer."))
        if layer.isEditable():
            raise InputDataError(QCoreApplication.translate(
                "LedgerProject", "{name} is being edited. Save or discard the edits first.").format(name=layer.name()))
        layers.prepare_survey_layer(layer)
        styles.style_survey(layer)
        layers.repaint([layer])

    def surveys(self) -> list:
        """Return the survey layers of the project."""
        return layers.layers_with(Role.SURVEY, self._project)

    def case_layer(self) -> Optional[QgsVectorLayer]:
        """Return the case layer of the project, if its ledger is shown."""
        shown = layers.layers_with(Role.CASES, self._project)
        return shown[0] if shown else None

    def refresh(self, *, reload: bool = False) -> None:
        """Repaint the ledger's layers after a write; ``reload`` also re-reads counts and extent."""
        for role in LEDGER_TABLES:
            shown = layers.layers_with(role, self._project)
            if reload:
                for layer in shown:
                    layer.reload()
            layers.repaint(shown if reload or role is Role.CASES else [])

    def _group(self) -> QgsLayerTreeGroup:
        root = self._project.layerTreeRoot()
        for group in root.findGroups():
            if group.customProperty(_GROUP_PROPERTY):
                return group
        group = root.insertGroup(0, QCoreApplication.translate("LedgerProject", "Farmland ledger"))
        group.setCustomProperty(_GROUP_PROPERTY, "ledger")
        return group

    def _add(self, layer: QgsVectorLayer, role: Role, group: QgsLayerTreeGroup) -> None:
        styles.STYLES[role](layer)
        self._project.addMapLayer(layer, False)
        node = group.addLayer(layer)
        node.setItemVisibilityChecked(_VISIBLE[role])
        node.setExpanded(role is Role.CASES)

    def _remember(self, path: Path) -> None:
        self._project.writeEntry(SCOPE, LEDGER_ENTRY, self._project.writePath(str(path)))

    def _project_written(self) -> None:
        # A project saved elsewhere, or for the first time, needs the path relative to its new place.
        path = self.ledger_path()
        if path is not None:
            self._remember(path)

    def _project_read(self) -> None:
        for role in Role:
            for layer in layers.layers_with(role, self._project):
                if role is Role.SURVEY:
                    layers.prepare_survey_layer(layer)
                else:
                    layers.prepare_ledger_layer(layer, role)
        path = self.ledger_path()
        if path is not None:
            _log.info("The project's ledger is %s.", path.name)
            self.ledger_found.emit(path)

    def _project_cleared(self) -> None:
        self.ledger_left.emit()
