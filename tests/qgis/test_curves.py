# SPDX-License-Identifier: GPL-2.0-or-later
"""Arcs are followed alike, whether a layer comes from its file or from QGIS."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from qgis.core import QgsCoordinateTransformContext, QgsFeature, QgsGeometry, QgsVectorFileWriter, QgsVectorLayer

from anyue_farmland_plugin.bridge.feature_source import FeatureSource, source_from_layer
from anyue_farmland_plugin.core.ellipsoid import ellipsoidal_areas
from anyue_farmland_plugin.intake.files import FileSource

X, Y = 35_535_000, 3_325_000


def circle(x: float, y: float, radius: float) -> str:
    points = ((x - radius, y), (x, y + radius), (x + radius, y), (x, y - radius), (x - radius, y))
    return "CurvePolygon(CircularString(" + ", ".join(f"{X + px} {Y + py}" for px, py in points) + "))"


def test_a_file_and_its_layer_give_the_same_areas(tmp_path: Path, qgis_new_project: None) -> None:
    layer = QgsVectorLayer("CurvePolygon?crs=EPSG:4523&field=name:string", "c", "memory")
    for x, radius in ((0, 14.0), (200, 40.0), (400, 56.4)):
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromWkt(circle(x, 50, radius)))
        layer.dataProvider().addFeature(feature)
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName, options.layerName = "GPKG", "c"
    path = str(tmp_path / "c.gpkg")
    QgsVectorFileWriter.writeAsVectorFormatV3(layer, path, QgsCoordinateTransformContext(), options)
    stored = QgsVectorLayer(f"{path}|layername=c", "c", "ogr")
    assert stored.isValid()
    assert isinstance(source_from_layer(stored), FileSource)
    areas = [
        ellipsoidal_areas(source.read([]).geometries, "EPSG:4523")
        for source in (source_from_layer(stored), FeatureSource(stored), FeatureSource(layer))
    ]
    assert areas[1] == pytest.approx(areas[0], abs=0.005)
    assert areas[2] == pytest.approx(areas[0], abs=0.005)
    scale = 0.999969
    expected = [scale * math.pi * radius**2 for radius in (14.0, 40.0, 56.4)]
    assert areas[0] == pytest.approx(expected, rel=2e-6)
