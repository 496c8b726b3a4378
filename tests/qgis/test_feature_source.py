# SPDX-License-Identifier: GPL-2.0-or-later
"""A layer read through QGIS gives the overlay the same rows as its file read directly."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import shapely
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsProject,
    QgsVectorFileWriter,
    QgsVectorLayer,
)

from anyue_farmland_plugin.bridge.feature_source import FeatureSource, source_from_layer
from anyue_farmland_plugin.core.errors import InputDataError
from anyue_farmland_plugin.core.ports import FID, FeatureTable
from anyue_farmland_plugin.intake.files import FileSource

FIELDS = ("name:string(50)", "n:integer", "big:int8", "x:double", "d:date", "t:datetime", "b:bool")
ROWS = (
    ("POLYGON((0 0,10 0,10 10,0 10,0 0))", ("甲", 1, 2**40, 1.5, "2022-03-01", "2022-03-01T08:30:00", True)),
    ("MULTIPOLYGON(((20 0,30 0,30 10,20 10,20 0)),((40 0,50 0,50 10,40 10,40 0)))", ("乙", *[None] * 6)),
    (None, ("丙", 3, 3, 3.25, "2022-12-31", "2022-12-31T23:59:59", False)),
    ("POLYGON((90 90,99 90,99 99,90 99,90 90))", ("丁", 4, 4, 0.1, "2021-01-01", "2021-01-01T00:00:00", True)),
)
NAMES = [field.split(":")[0] for field in FIELDS]


def memory_layer(kind: str = "MultiPolygon") -> QgsVectorLayer:
    from qgis.PyQt.QtCore import QDate, QDateTime, Qt, QVariant

    uri = f"{kind}?crs=EPSG:4523&" + "&".join(f"field={field}" for field in FIELDS)
    layer = QgsVectorLayer(uri, "图斑", "memory")
    features = []
    for wkt, values in ROWS:
        feature = QgsFeature(layer.fields())
        if wkt:
            geometry = QgsGeometry.fromWkt(wkt)
            geometry.convertToMultiType()
            feature.setGeometry(geometry)
        for name, value in zip(NAMES, values):
            if value is None:
                feature[name] = QVariant()
            elif name == "d":
                feature[name] = QDate.fromString(value, Qt.DateFormat.ISODate)
            elif name == "t":
                feature[name] = QDateTime.fromString(value, Qt.DateFormat.ISODate)
            else:
                feature[name] = value
        features.append(feature)
    assert layer.dataProvider().addFeatures(features)[0]
    return layer


def saved(layer: QgsVectorLayer, path: Path) -> QgsVectorLayer:
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.layerName = "changes"
    options.driverName = "GPKG"
    QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(path), QgsProject.instance().transformContext(), options)
    return QgsVectorLayer(f"{path}|layername=changes", "changes", "ogr")


def same(first: FeatureTable, second: FeatureTable, columns: list) -> None:
    assert [None if g is None else shapely.normalize(g).wkt for g in first.geometries] == [
        None if g is None else shapely.normalize(g).wkt for g in second.geometries]
    assert first.fids.tolist() == second.fids.tolist()
    for name in columns:
        assert first.columns[name].tolist() == second.columns[name].tolist(), name


def test_features_equal_the_file(tmp_path: Path, qgis_new_project: None) -> None:
    layer = saved(memory_layer(), tmp_path / "变化.gpkg")
    through_qgis, direct = FeatureSource(layer), FileSource(tmp_path / "变化.gpkg", "changes")
    names = NAMES
    same(through_qgis.read([*names, FID]), direct.read([*names, FID]), [*names, FID])
    a, b = through_qgis.info(), direct.info()
    assert (a.geometry, a.crs, a.feature_count, list(a.fields), a.title) == (
        b.geometry, b.crs, b.feature_count, list(b.fields), b.title)
    assert [a.fields[name] for name in names] == [b.fields[name] for name in names]


def test_boxes_rows_and_filter_are_honoured(tmp_path: Path, qgis_new_project: None) -> None:
    layer = saved(memory_layer(), tmp_path / "a.gpkg")
    source, direct = FeatureSource(layer), FileSource(tmp_path / "a.gpkg", "changes")
    boxes = source.boxes()
    assert boxes.fids.tolist() == direct.boxes().fids.tolist() == [1, 2, 4]
    assert boxes.bounds.tolist() == [[0, 0, 10, 10], [20, 0, 50, 10], [90, 90, 99, 99]]
    some = np.array([4, 1])
    same(source.read([*NAMES, FID], some), direct.read([*NAMES, FID], some), [*NAMES, FID])
    assert source.read(["name"], some).columns["name"].tolist() == ["甲", "丁"]
    flat, plain = source.read_flat(["name"]), direct.read_flat(["name"])
    assert flat.polygons.ring_owner.tolist() == plain.polygons.ring_owner.tolist() == [0, 1, 1, 3]
    assert flat.polygons.x.tolist() == plain.polygons.x.tolist()
    assert flat.odd.tolist() == plain.odd.tolist() == [2]
    assert len(source.read(["name"], np.empty(0, dtype=np.int64))) == 0
    layer.setSubsetString("\"n\" >= 3")
    assert FeatureSource(layer).read(["name"]).columns["name"].tolist() == ["丙", "丁"]
    chosen = source_from_layer(layer)
    assert isinstance(chosen, FileSource)
    assert chosen.read(["name"]).columns["name"].tolist() == ["丙", "丁"]


def test_null_stays_null_and_dates_are_iso_text(qgis_new_project: None) -> None:
    table = FeatureSource(memory_layer()).read(NAMES)
    assert [table.columns[name][1] for name in NAMES] == ["乙", *[None] * 6]
    assert [table.columns[name][0] for name in NAMES] == [
        "甲", 1, 2**40, 1.5, "2022-03-01", "2022-03-01T08:30:00", 1]
    assert table.geometries[2] is None


def test_heights_and_curves_become_plain_polygons(qgis_new_project: None) -> None:
    layer = QgsVectorLayer("CurvePolygonZ?crs=EPSG:4523&field=name:string", "c", "memory")
    feature = QgsFeature(layer.fields())
    feature.setGeometry(QgsGeometry.fromWkt("CurvePolygonZ(CircularStringZ(0 0 5,10 10 5,20 0 5,10 -10 5,0 0 5))"))
    layer.dataProvider().addFeatures([feature])
    (shape,) = FeatureSource(layer).read([]).geometries
    assert (shape.geom_type, shape.has_z) == ("Polygon", False)
    assert shape.area == pytest.approx(np.pi * 100, rel=1e-6)


def test_unsaved_edits_are_read_and_the_file_is_not(tmp_path: Path, qgis_new_project: None) -> None:
    layer = saved(memory_layer(), tmp_path / "a.gpkg")
    layer.startEditing()
    layer.changeAttributeValue(1, layer.fields().lookupField("name"), "改")
    source = source_from_layer(layer)
    assert isinstance(source, FeatureSource)
    assert source.read(["name"]).columns["name"][0] == "改"
    layer.rollBack()
    assert isinstance(source_from_layer(layer), FileSource)


def test_hash_is_of_the_content(qgis_new_project: None) -> None:
    first, second = memory_layer(), memory_layer()
    assert FeatureSource(first).sha256() == FeatureSource(second).sha256()
    second.dataProvider().changeAttributeValues({1: {0: "x"}})
    assert FeatureSource(first).sha256() != FeatureSource(second).sha256()


def test_a_missing_field_is_named(qgis_new_project: None) -> None:
    with pytest.raises(InputDataError, match="DLBM"):
        FeatureSource(memory_layer()).read(["DLBM"])


def test_a_layer_without_crs_says_so_by_an_empty_text(qgis_new_project: None) -> None:
    layer = QgsVectorLayer("Polygon?field=a:string", "x", "memory")
    layer.setCrs(QgsCoordinateReferenceSystem())
    assert FeatureSource(layer).info().crs == ""
