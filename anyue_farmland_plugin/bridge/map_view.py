# SPDX-License-Identifier: GPL-2.0-or-later
"""Which part of the world a map sheet shows: a plane system, a round scale, the county when it fits."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Optional

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeatureRequest,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)

_SCALES = (1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0)
_MARGIN = 4.0  # millimetres of the frame on each side
_SMALLEST = 500.0  # metres: a single parcel is shown with its surroundings
_COUNTY_FITS = 4.0  # times the size of the cases' rectangle
_INSIDE = 0.9  # of the cases: a few beyond the county do not shrink the map of all others


@dataclass(frozen=True)
class View:
    """What the map frame shows: its system, its rectangle in it and the scale's denominator.

    ``outside`` counts the cases that lie beyond the frame.
    """

    crs: QgsCoordinateReferenceSystem
    extent: QgsRectangle
    scale: float
    outside: int


def way(source: QgsCoordinateReferenceSystem, target: QgsCoordinateReferenceSystem) -> QgsCoordinateTransform:
    """Return the transformation between two systems."""
    return QgsCoordinateTransform(source, target, QgsProject.instance().transformContext())


def choose_view(cases: QgsVectorLayer, towns: Optional[QgsVectorLayer], frame: tuple[float, float]) -> View:
    """Return the view of the cases, or of all townships when these are not much larger and hold most cases.

    ``frame`` is width and height of the map on paper in millimetres.
    """
    crs = _plane(cases)
    to_view = way(cases.crs(), crs)
    features = cases.getFeatures(QgsFeatureRequest().setNoAttributes())
    boxes = [to_view.transformBoundingBox(feature.geometry().boundingBox()) for feature in features]
    wanted = QgsRectangle()
    wanted.setMinimal()
    for box in boxes:
        wanted.combineExtentWith(box)
    middles = [box.center() for box in boxes]
    if towns is not None and towns.isValid():
        wanted = _with_county(wanted, way(towns.crs(), crs).transformBoundingBox(towns.extent()), middles)
    extent, scale = _framed(wanted, frame)
    return View(crs, extent, scale, sum(not extent.contains(middle) for middle in middles))


def _with_county(cases: QgsRectangle, county: QgsRectangle, middles: list[QgsPointXY]) -> QgsRectangle:
    if _size(county) > _COUNTY_FITS * _size(cases):
        return cases
    if sum(county.contains(middle) for middle in middles) >= _INSIDE * len(middles):
        return county
    both = QgsRectangle(cases)
    both.combineExtentWith(county)
    return both


def _framed(wanted: QgsRectangle, frame: tuple[float, float]) -> tuple[QgsRectangle, float]:
    """Return the frame's rectangle around the wanted one and the denominator of its scale."""
    width, height = (max(side, _SMALLEST) for side in (wanted.width(), wanted.height()))
    scale = round_scale(1000 * max(width / (frame[0] - 2 * _MARGIN), height / (frame[1] - 2 * _MARGIN)))
    middle = wanted.center()
    half_x, half_y = scale * frame[0] / 2000, scale * frame[1] / 2000
    return QgsRectangle(middle.x() - half_x, middle.y() - half_y, middle.x() + half_x, middle.y() + half_y), scale


def round_scale(wanted: float) -> float:
    """Return the smallest round denominator that is not below the wanted one."""
    power = 10.0 ** math.floor(math.log10(wanted))
    return next((step * power for step in _SCALES if step * power >= wanted), 10 * power)


def _size(box: QgsRectangle) -> float:
    return max(box.width(), _SMALLEST) * max(box.height(), _SMALLEST)


def _plane(cases: QgsVectorLayer) -> QgsCoordinateReferenceSystem:
    """Return the ledger's own system, or for longitude and latitude a plane one of the place."""
    crs = cases.crs()
    if not crs.isGeographic():
        return crs
    middle = cases.extent().center()
    if 73.5 <= middle.x() <= 136.5 and middle.y() > 0:  # noqa: PLR2004 - China: CGCS2000, zones of 3 degrees
        return QgsCoordinateReferenceSystem(f"EPSG:{4534 + round((middle.x() - 75) / 3)}")
    zone = min(int((middle.x() + 180) // 6) + 1, 60)
    return QgsCoordinateReferenceSystem(f"EPSG:{(32600 if middle.y() >= 0 else 32700) + zone}")
