# SPDX-License-Identifier: GPL-2.0-or-later
"""What QField and Mergin read from a project beyond QGIS's own settings: locks, names of photos, folders.

The keys are those of opengisch/libqfieldsync (layer.py) and of the project properties of
MerginMaps/qgis-plugin (project_settings_widget.py); a photo is named by its row's id, never by
an expression over what people type.
"""

from __future__ import annotations

import json

from qgis.core import QgsMapLayer, QgsProject, QgsVectorLayer

from anyue_farmland_plugin.bridge.field_project_form import PHOTO

_NAME = '"evidence_id"'
_ORIGINAL_QUALITY = 0


def set_taken_along(layer: QgsMapLayer) -> None:
    """Have the layer's file copied as it is: it lies beside the project already and is never converted."""
    layer.setCustomProperty("QFieldSync/action", "copy")
    layer.setCustomProperty("QFieldSync/cloud_action", "no_action")


def set_case_locks(layer: QgsVectorLayer) -> None:
    """Let cases be filled in, but not drawn, added or deleted."""
    layer.setCustomProperty("QFieldSync/is_geometry_locked", True)
    layer.setCustomProperty("QFieldSync/geometry_locked_expression", "")
    for what in ("feature_addition", "geometry_editing", "feature_deletion"):
        layer.setCustomProperty(f"QFieldSync/is_{what}_locked", True)


def set_photo_names(layer: QgsVectorLayer, project: QgsProject, folder: str) -> None:
    """Let photos be added, never deleted; both apps name them by their id."""
    layer.setCustomProperty("QFieldSync/is_feature_deletion_locked", True)
    names = json.dumps({PHOTO: f"{_NAME} || '.{{extension}}'"})
    layer.setCustomProperty("QFieldSync/attachment_naming", names)
    layer.setCustomProperty("QFieldSync/photo_naming", json.dumps({PHOTO: f"{_NAME} || '.jpg'"}))
    project.writeEntry("qfieldsync", "attachmentDirs", [folder])
    project.writeEntry("Mergin", "PhotoQuality", _ORIGINAL_QUALITY)
    project.writeEntry("Mergin", f"PhotoNaming/{layer.id()}/{PHOTO}", _NAME)
