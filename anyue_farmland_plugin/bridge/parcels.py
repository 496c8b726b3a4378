# SPDX-License-Identifier: GPL-2.0-or-later
"""Points and parcels between the map's, the survey's and the ledger's coordinate systems."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication

from anyue_farmland_plugin.bridge.feature_source import plain
from anyue_farmland_plugin.bridge.layers import survey_field
from anyue_farmland_plugin.core.errors import CrsError

_TOUCH = 0.01  # half the side, in layer units, of the box that stands for a clicked point


@dataclass(frozen=True)
class SurveyParcel:
    """A parcel of the survey: its shape in the ledger's system and what its fields say."""

    layer: QgsVectorLayer
    wkb: bytes
    bsm: str
    dlbm: str
    place: str
    area_m2: Optional[float]


def move_point(point: QgsPointXY, source: QgsCoordinateReferenceSystem,
               target: QgsCoordinateReferenceSystem) -> QgsPointXY:
    """Return a point in another coordinate system; raises CrsError where there is no way."""
    try:
        return _transform(source, target).transform(point)
    except QgsCsException as error:
        raise _no_way(source, target) from error


def move_geometry(geometry: QgsGeometry, source: QgsCoordinateReferenceSystem,
                  target: QgsCoordinateReferenceSystem) -> QgsGeometry:
    """Return a copy of a geometry in another coordinate system; raises CrsError where there is no way."""
    moved = QgsGeometry(geometry)
    try:
        moved.transform(_transform(source, target))
    except QgsCsException as error:
        raise _no_way(source, target) from error
    return moved


def move_box(box: QgsRectangle, source: QgsCoordinateReferenceSystem,
             target: QgsCoordinateReferenceSystem) -> QgsRectangle:
    """Return the box that holds a box of another coordinate system; raises CrsError where there is no way."""
    try:
        return _transform(source, target).transformBoundingBox(box)
    except QgsCsException as error:
        raise _no_way(source, target) from error


def parcel_at(layer: QgsVectorLayer, point: QgsPointXY, map_crs: QgsCoordinateReferenceSystem,
              ledger_crs: QgsCoordinateReferenceSystem) -> Optional[SurveyParcel]:
    """Return the survey parcel under a point of the map, or None."""
    spot = move_point(point, map_crs, layer.crs())
    touch = 1e-7 if layer.crs().isGeographic() else _TOUCH
    request = QgsFeatureRequest(QgsRectangle(spot.x() - touch, spot.y() - touch, spot.x() + touch, spot.y() + touch))
    where = QgsGeometry.fromPointXY(spot)
    for feature in layer.getFeatures(request):
        if feature.hasGeometry() and feature.geometry().intersects(where):
            return _parcel(layer, feature, ledger_crs)
    return None


def _parcel(layer: QgsVectorLayer, feature: QgsFeature, ledger_crs: QgsCoordinateReferenceSystem) -> SurveyParcel:
    def text(name: str) -> str:
        value = plain(feature[survey_field(layer, name)]) if survey_field(layer, name) else None
        return "" if value is None else str(value).strip()

    area = text("TBMJ")
    return SurveyParcel(
        layer=layer,
        wkb=bytes(move_geometry(feature.geometry(), layer.crs(), ledger_crs).asWkb()),
        bsm=text("BSM"),
        dlbm=text("DLBM"),
        place=text("ZLDWMC"),
        area_m2=float(area) if area.replace(".", "", 1).isdecimal() else None,
    )


def _transform(source: QgsCoordinateReferenceSystem, target: QgsCoordinateReferenceSystem) -> QgsCoordinateTransform:
    return QgsCoordinateTransform(source, target, QgsProject.instance().transformContext())


def _no_way(source: QgsCoordinateReferenceSystem, target: QgsCoordinateReferenceSystem) -> CrsError:
    message = QCoreApplication.translate(
        "Parcels", "There is no way from {source} to {target} here. Check the map's CRS.")
    return CrsError(message.format(source=source.authid(), target=target.authid()))
