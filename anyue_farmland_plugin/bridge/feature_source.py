# SPDX-License-Identifier: GPL-2.0-or-later
"""A QGIS layer as the overlay reads it: from its file when that is the truth, else through its features."""

from __future__ import annotations

import hashlib
import json
import math
from typing import Iterator, Mapping, Optional, Sequence

import numpy as np
import shapely
from qgis.core import (
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsProviderRegistry,
    QgsVectorLayer,
    QgsVectorLayerFeatureSource,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QByteArray, QCoreApplication, QDate, QDateTime, Qt, QTime, QVariant

from anyue_farmland_plugin.bridge.layers import file_of
from anyue_farmland_plugin.core.arrays import objects
from anyue_farmland_plugin.core.crs import normalise_crs
from anyue_farmland_plugin.core.errors import CrsError, DependencyMissing, InputDataError
from anyue_farmland_plugin.core.ports import (
    FID,
    Boxes,
    FeatureTable,
    FlatTable,
    LayerInfo,
    LayerSource,
    Unreadable,
    flattened,
)
from anyue_farmland_plugin.workflow.sources import file_source

_OGR_TYPES = {
    QVariant.Type.Int: "OFTInteger", QVariant.Type.Bool: "OFTInteger", QVariant.Type.LongLong: "OFTInteger64",
    QVariant.Type.UInt: "OFTInteger64", QVariant.Type.ULongLong: "OFTInteger64", QVariant.Type.Double: "OFTReal",
    QVariant.Type.Date: "OFTDate", QVariant.Type.DateTime: "OFTDateTime", QVariant.Type.Time: "OFTTime",
    QVariant.Type.ByteArray: "OFTBinary",
}  # fmt: skip
_KINDS = {
    QgsWkbTypes.GeometryType.PolygonGeometry: "polygon",
    QgsWkbTypes.GeometryType.LineGeometry: "line",
    QgsWkbTypes.GeometryType.PointGeometry: "point",
    QgsWkbTypes.GeometryType.NullGeometry: "none",
}
_CHORD = math.radians(0.1)  # of curves, as files are read
_PORTION = 5_000  # feature ids in one request
_FILE_OPTIONS = {"path", "layerName", "layerId", "subset", "openOptions"}


class FeatureSource:
    """A `LayerSource` over any vector layer: memory, database, service, edited.

    The layer's state (filter, uncommitted edits) is captured when this is made, on the main
    thread; reading may happen in another thread.
    """

    def __init__(self, layer: QgsVectorLayer) -> None:
        """Capture the layer; its later changes are not seen."""
        self._features = QgsVectorLayerFeatureSource(layer)
        self.path = file_of(layer)
        self._fields = _own_fields(layer)
        self._hash = ""
        self._info = LayerInfo(
            path_name=_path_name(layer),
            layer=layer.name(),
            geometry=_KINDS.get(layer.geometryType(), "unknown"),
            crs=_crs_of(layer),
            feature_count=max(int(layer.featureCount()), 0),
            fields={name: _OGR_TYPES.get(kind, "OFTString") for name, (_, kind) in self._fields.items()},
            filter=layer.subsetString(),
        )

    def info(self) -> LayerInfo:
        """Describe the layer as it was captured."""
        return self._info

    def boxes(self) -> Boxes:
        """Return the boxes of the features that have a geometry."""
        found = {}
        for feature in self._iterate([]):
            geometry = feature.geometry()
            if not geometry.isEmpty():
                box = geometry.boundingBox()
                found[feature.id()] = (box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum())
        fids = sorted(found)
        bounds = np.array([found[fid] for fid in fids], dtype=np.float64).reshape(-1, 4)
        return Boxes(np.array(fids, dtype=np.int64), bounds)

    def read(self, columns: Sequence[str], fids: Optional[np.ndarray] = None) -> FeatureTable:
        """Read features with the named columns; raises InputDataError for an unknown column."""
        wanted = [name for name in dict.fromkeys(columns) if name != FID]
        self._check(wanted)
        rows = []
        for feature in self._iterate(wanted, fids):
            values = [plain(feature.attribute(self._fields[name][0])) for name in wanted]
            rows.append((feature.id(), _wkb(feature.geometry()), values))
        rows.sort(key=lambda row: row[0])
        found = {name: objects([row[2][place] for row in rows]) for place, name in enumerate(wanted)}
        found[FID] = objects([str(row[0]) for row in rows])
        read = [row[0] for row in rows]
        geometries, unreadable = _decoded([row[1] for row in rows], read)
        return FeatureTable(
            info=self._info,
            fids=np.array(read, dtype=np.int64),
            geometries=geometries,
            columns={name: found[name] for name in dict.fromkeys(columns)},
            unreadable=unreadable,
        )

    def read_flat(self, columns: Sequence[str], fids: Optional[np.ndarray] = None) -> FlatTable:
        """Read like `read`, with polygons as plain arrays."""
        return flattened(self.read(columns, fids))

    def sha256(self) -> str:
        """Return the hash of all features: id, values in field order, planar WKB; they are read once for it."""
        if not self._hash:
            self._hash = self._hashed()
        return self._hash

    def _hashed(self) -> str:
        digest = hashlib.sha256()
        names = list(self._fields)
        digest.update(json.dumps([self._info.crs, names], ensure_ascii=False).encode("utf-8"))
        for feature in self._iterate(names):
            values = [plain(feature.attribute(self._fields[name][0])) for name in names]
            text = json.dumps([feature.id(), values], ensure_ascii=False, default=_hex)
            digest.update(text.encode("utf-8"))
            digest.update(_wkb(feature.geometry()) or b"\0")
        return digest.hexdigest()

    def _iterate(self, names: Sequence[str], fids: Optional[np.ndarray] = None) -> Iterator[QgsFeature]:
        """Yield the features, or those of the fids: a portion at a time, so that no database query grows too long."""
        chosen = None if fids is None else np.unique(fids).tolist()
        portions = (
            [None]
            if chosen is None
            else [chosen[start : start + _PORTION] for start in range(0, len(chosen), _PORTION)]
        )
        for portion in portions:
            request = QgsFeatureRequest()
            request.setSubsetOfAttributes([self._fields[name][0] for name in names])
            if portion is not None:
                request.setFilterFids(portion)
            yield from self._features.getFeatures(request)

    def _check(self, names: Sequence[str]) -> None:
        unknown = [name for name in names if name not in self._fields]
        if unknown:
            message = QCoreApplication.translate(
                "FeatureSource", "{layer}: field {field} is missing. Its fields: {names}."
            )
            raise InputDataError(
                message.format(layer=self._info.title, field=unknown[0], names=", ".join(self._fields) or "–")
            )


def source_from_layer(layer: QgsVectorLayer) -> LayerSource:
    """Return the file behind a plain, unedited file layer, else its features.

    The file is read in part and its bytes are what was delivered; a layer with uncommitted
    edits, joins or expressions is more than its file.
    """
    path = file_of(layer)
    if path is None or not path.exists() or layer.isModified() or _has_own_fields(layer):
        return FeatureSource(layer)
    parts = QgsProviderRegistry.instance().decodeUri("ogr", layer.source())
    if set(parts) - _FILE_OPTIONS or parts.get("openOptions"):
        return FeatureSource(layer)
    try:
        return file_source(path, parts.get("layerName") or None, layer.subsetString() or None)
    except DependencyMissing:
        return FeatureSource(layer)


def plain(value: object) -> object:
    """Return an attribute as plain Python: None for NULL, ISO text for dates and times."""
    if value is None or (isinstance(value, QVariant) and value.isNull()):
        return None
    if isinstance(value, (QDate, QTime)):
        return value.toString(Qt.DateFormat.ISODate) if value.isValid() else None
    if isinstance(value, QDateTime):
        return value.toString(Qt.DateFormat.ISODateWithMs).replace(".000", "") if value.isValid() else None
    if isinstance(value, QByteArray):
        return bytes(value)
    return _plain_number(value)


def _plain_number(value: object) -> object:
    if isinstance(value, bool):
        return int(value)
    return None if isinstance(value, float) and math.isnan(value) else value


def _own_fields(layer: QgsVectorLayer) -> Mapping[str, tuple]:
    """Return name → (place, type) of the fields, without the key column GeoPackages show as a field."""
    keys = set(layer.primaryKeyAttributes()) if layer.providerType() == "ogr" else set()
    return {
        field.name(): (place, field.type())
        for place, field in enumerate(layer.fields())
        if not (place in keys and field.name().lower() == FID)
    }


def _has_own_fields(layer: QgsVectorLayer) -> bool:
    return layer.fields().count() != layer.dataProvider().fields().count()


def _path_name(layer: QgsVectorLayer) -> str:
    path = file_of(layer)
    return layer.name() if path is None else path.name


def _crs_of(layer: QgsVectorLayer) -> str:
    if not layer.crs().isValid():
        return ""
    definition = layer.crs().authid() or layer.crs().toWkt()
    try:
        return normalise_crs(definition)
    except CrsError:
        return str(definition)  # named by the error of whoever needs the coordinates


def _wkb(geometry: QgsGeometry) -> Optional[bytes]:
    if geometry.isNull():
        return None
    shape = geometry.constGet()
    if shape.hasCurvedSegments():
        shape = shape.segmentize(_CHORD)
    elif shape.is3D() or shape.isMeasure():
        shape = shape.clone()
    if shape.is3D():
        shape.dropZValue()
    if shape.isMeasure():
        shape.dropMValue()
    return bytes(shape.asWkb())


def _decoded(shapes: Sequence[Optional[bytes]], fids: Sequence[int]) -> tuple:
    geometries = shapely.from_wkb(objects(shapes), on_invalid="ignore")
    reason = QCoreApplication.translate("FeatureSource", "not a geometry of points, lines and polygons")
    unreadable = tuple(
        Unreadable(int(fids[row]), reason)
        for row in np.flatnonzero(shapely.is_missing(geometries))
        if shapes[row] is not None
    )
    return geometries, unreadable


def _hex(value: object) -> str:
    return value.hex() if isinstance(value, bytes) else str(value)
