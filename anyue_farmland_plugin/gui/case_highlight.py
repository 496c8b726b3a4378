# SPDX-License-Identifier: GPL-2.0-or-later
"""Outlines the case on the desk on the map and brings the map to it."""

from __future__ import annotations

from typing import Optional

from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry, QgsRectangle, QgsWkbTypes
from qgis.gui import QgsMapCanvas, QgsRubberBand
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor

from anyue_farmland_plugin.bridge import parcels

_TIMES = 5.0  # the map shows this many times the case's box
_LEAST_METRES = 60.0
_LINE, _HALO = QColor(0, 90, 200), QColor(255, 255, 255, 220)


class CaseHighlight:
    """One rubber band without fill, so that the imagery below stays visible."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        """Prepare for a canvas; nothing is drawn yet."""
        self._canvas = canvas
        self._band: Optional[QgsRubberBand] = None
        self._geometry = QgsGeometry()
        self._crs = QgsCoordinateReferenceSystem()

    @property
    def geometry(self) -> QgsGeometry:
        """What is outlined, in the ledger's coordinate system; null when nothing is."""
        return self._geometry

    def show(self, wkb: bytes, crs: QgsCoordinateReferenceSystem) -> None:
        """Outline a shape given in the ledger's coordinate system."""
        self._geometry = QgsGeometry()
        self._geometry.fromWkb(wkb)
        self._crs = crs
        if self._band is None:
            self._band = QgsRubberBand(self._canvas, QgsWkbTypes.GeometryType.PolygonGeometry)
            self._band.setStrokeColor(_LINE)
            self._band.setSecondaryStrokeColor(_HALO)
            self._band.setFillColor(QColor(0, 0, 0, 0))
            self._band.setBrushStyle(Qt.BrushStyle.NoBrush)
            self._band.setWidth(3)
            # The band keeps map coordinates: in another map CRS they are somewhere else.
            self._canvas.destinationCrsChanged.connect(self._place)
        self._place()

    def _place(self) -> None:
        if self._band is not None and not self._geometry.isNull():
            self._band.setToGeometry(self._geometry, self._crs)

    def clear(self) -> None:
        """Outline nothing."""
        self._geometry = QgsGeometry()
        if self._band is not None:
            self._band.reset(QgsWkbTypes.GeometryType.PolygonGeometry)

    def zoom(self) -> None:
        """Bring the map to what is outlined, with surroundings."""
        if self._geometry.isNull():
            return
        target = self._canvas.mapSettings().destinationCrs()
        box = parcels.move_box(self._geometry.boundingBox(), self._crs, target)
        self._canvas.setExtent(_with_surroundings(box, geographic=target.isGeographic()))
        self._canvas.refresh()

    def remove(self) -> None:
        """Take the rubber band off the canvas."""
        if self._band is not None:
            self._canvas.destinationCrsChanged.disconnect(self._place)
            self._canvas.scene().removeItem(self._band)
            self._band = None
        self._geometry = QgsGeometry()


def _with_surroundings(box: QgsRectangle, *, geographic: bool) -> QgsRectangle:
    least = _LEAST_METRES / 111_000.0 if geographic else _LEAST_METRES
    x, y = box.center().x(), box.center().y()
    half_width = max(box.width() * _TIMES, least) / 2
    half_height = max(box.height() * _TIMES, least) / 2
    return QgsRectangle(x - half_width, y - half_height, x + half_width, y + half_height)
