# SPDX-License-Identifier: GPL-2.0-or-later
"""Vector layers in files, read through pyogrio; never opened for writing.

The only module besides the sample county that imports pyogrio.
"""

from __future__ import annotations

import logging
import math
import sqlite3
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from functools import cached_property
from pathlib import Path
from typing import Optional, Union

import numpy as np
import shapely
from pyogrio import list_layers, read_info
from pyogrio.errors import DataLayerError, DataSourceError, FieldError, GeometryError
from pyogrio.raw import read

from anyue_farmland_plugin.core.crs import normalise_crs
from anyue_farmland_plugin.core.errors import CrsError, InputDataError
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.ports import FID, Bounds, FeatureTable, LayerInfo, Unreadable
from anyue_farmland_plugin.intake.encodings import SAMPLE_BYTES, dbf_encoding
from anyue_farmland_plugin.intake.location import Location, locate

_log = logging.getLogger(__name__)
_GDAL_ERRORS = (DataSourceError, DataLayerError, FieldError, OSError, UnicodeError, RuntimeError)
_OGR_NAMES = {
    "b1": "OFTInteger", "i2": "OFTInteger", "i4": "OFTInteger", "i8": "OFTInteger64", "f4": "OFTReal", "f8": "OFTReal",
    "M8[D]": "OFTDate", "M8[ms]": "OFTDateTime",
}  # fmt: skip
_MOMENTS = ("OFTDate", "OFTDateTime")
_EXACT_INTEGER = 2**53  # above it a column with NULLs, read as float, loses digits


class FileSource:
    """A layer of a file as a `LayerSource`: .gpkg, .shp, .gdb, .geojson, also zipped.

    ``subset`` is a condition in the file driver's own SQL; the person who runs the job
    writes it, the package never composes one.
    """

    def __init__(self, path: Union[str, Path], layer: Optional[str] = None, *, subset: Optional[str] = None) -> None:
        self._location = locate(str(path))
        self._subset = subset
        self._layer = layer or ""
        self._layer = self._chosen(layer)

    @property
    def location(self) -> Location:
        """Return where the layer lies."""
        return self._location

    def info(self) -> LayerInfo:
        """Describe the layer; nothing but its header is read."""
        return self._info

    def sha256(self) -> str:
        """Return the hash of the delivered bytes (see `Location.sha256`)."""
        return self._location.sha256()

    def read(self, columns: Sequence[str], bounds: Optional[Bounds] = None) -> FeatureTable:
        """Return features with the named columns; ``fid`` gives the feature id as text.

        Shapes are flattened to XY and curves replaced by chords.

        Raises:
            InputDataError: no geometry, an unknown column, unreadable bytes.
        """
        if self._info.geometry == "none":
            message = translate("Intake", "{layer} has no geometry. Choose a layer with polygons.")
            raise InputDataError(message.format(layer=self._info.title))
        wanted = [name for name in columns if name != FID]
        unknown = [name for name in wanted if name not in self._info.fields]
        if unknown:
            raise self._missing_field(unknown[0])
        with self._sentences():
            meta, fids, shapes, values = read(
                self._location.gdal_path,
                layer=self._layer,
                encoding=self._encoding,
                columns=wanted,
                force_2d=True,
                where=self._subset or None,
                bbox=None if bounds is None else tuple(bounds),
                return_fids=True,
                datetime_as_string=True,
                **self._options,
            )
        fids = np.asarray(fids, dtype=np.int64)
        found = {str(name): self._column(str(name), data) for name, data in zip(meta["fields"], values)}
        if FID in columns:
            found[FID] = np.array([str(fid) for fid in fids], dtype=object)
        geometries, unreadable = decode_shapes(shapes, fids)
        return FeatureTable(
            info=self._info,
            fids=fids,
            geometries=geometries,
            columns={name: found[name] for name in dict.fromkeys(columns)},
            unreadable=unreadable,
        )

    @cached_property
    def _info(self) -> LayerInfo:
        with self._sentences():
            raw = read_info(
                self._location.gdal_path,
                layer=self._layer,
                encoding=self._encoding,
                force_feature_count=True,
                **self._options,
            )
        return LayerInfo(
            path_name=self._location.name,
            layer=self._layer,
            geometry=_geometry_kind(raw["geometry_type"]),
            crs=_layer_crs(raw["crs"]),
            feature_count=max(int(raw["features"]), 0),
            fields={str(name): kind for name, kind in zip(raw["fields"], _field_types(raw))},
        )

    @cached_property
    def _encoding(self) -> Optional[str]:
        if self._location.suffix != ".shp":
            return None
        table = self._location.sibling(".dbf", SAMPLE_BYTES)
        page = self._location.sibling(".cpg")
        if table is None:
            return None
        return dbf_encoding(table, None if page is None else page.decode("ascii", "replace").strip())

    @cached_property
    def _options(self) -> Mapping[str, str]:
        """Open a GeoPackage so that no -wal or -shm file appears beside it."""
        if self._location.suffix != ".gpkg" or self._location.zipped:
            return {}
        return {"IMMUTABLE": "YES"}

    def _chosen(self, layer: Optional[str]) -> str:
        with self._sentences():
            layers = self._layers()
        if layer is not None:
            if layer not in layers:
                message = translate("Intake", "{file} has no layer {layer}. Its layers: {names}.")
                raise InputDataError(
                    message.format(file=self._location.name, layer=layer, names=", ".join(layers) or "–")
                )
            return layer
        shaped = [name for name, has_geometry in layers.items() if has_geometry] or list(layers)
        if len(shaped) == 1:
            return shaped[0]
        if not shaped:
            message = translate("Intake", "{file} holds no layer. Ask the sender for a file with data.")
            raise InputDataError(message.format(file=self._location.name))
        message = translate("Intake", "{file} holds several layers: {names}. Name one of them.")
        raise InputDataError(message.format(file=self._location.name, names=", ".join(shaped)))

    def _layers(self) -> dict[str, bool]:
        """Return layer names and whether they have geometry, in the file's order."""
        if self._options:
            return _gpkg_layers(self._location.path)
        return {str(name): kind is not None for name, kind in list_layers(self._location.gdal_path)}

    @contextmanager
    def _sentences(self) -> Iterator[None]:
        """Turn what GDAL raises into one sentence, and what it warns of into the log."""
        try:
            with warnings.catch_warnings(record=True) as caught:
                warnings.simplefilter("always")
                yield
            for warning in caught:
                _log.info("%s: %s", self._location.name, warning.message)
        except GeometryError as error:
            message = translate(
                "Intake",
                "{file}, layer {layer}: its geometry type is not supported ({reason}). "
                "Export the layer as two-dimensional MultiPolygon.",
            )
            raise InputDataError(
                message.format(file=self._location.name, layer=self._layer, reason=self._reason(error))
            ) from error
        except (*_GDAL_ERRORS, sqlite3.Error) as error:
            message = translate(
                "Intake",
                "{file} cannot be read ({reason}). It is damaged, incomplete or not a vector file: "
                "copy or ask for it again, with all its parts.",
            )
            raise InputDataError(message.format(file=self._location.name, reason=self._reason(error))) from error

    def _reason(self, error: BaseException) -> str:
        text = str(error).split("; It might help")[0].split(". Set SHAPE_RESTORE_SHX")[0].split("\n")[0]
        return text.replace(self._location.gdal_path, self._location.name)

    def _column(self, name: str, data: np.ndarray) -> np.ndarray:
        integer = self._info.fields.get(name, "").startswith("OFTInteger")
        if integer and data.dtype.kind == "f" and np.nanmax(np.abs(data), initial=0.0) > _EXACT_INTEGER:
            message = translate(
                "Intake", "{layer}: field {field} holds long whole numbers beside NULLs. Store it as text."
            )
            raise InputDataError(message.format(layer=self._info.title, field=name))
        plain = plain_objects(data, integer=integer)
        if self._info.fields.get(name) in _MOMENTS:  # older pyogrio writes 2022/03/01 08:30:00
            plain[:] = [_iso(value) if isinstance(value, str) else value for value in plain]
        return plain

    def _missing_field(self, name: str) -> InputDataError:
        message = translate("Intake", "{layer}: field {field} is missing. Its fields: {names}.")
        names = ", ".join(self._info.fields) or "–"
        return InputDataError(message.format(layer=self._info.title, field=name, names=names))


def _iso(moment: str) -> str:
    return moment.replace("/", "-").replace(" ", "T", 1)


def plain_objects(data: np.ndarray, *, integer: bool = False) -> np.ndarray:
    """Return a column as an object array of Python values, None for NULL."""
    result = np.empty(len(data), dtype=object)
    if data.dtype.kind == "f":
        result[:] = [None if math.isnan(value) else (int(value) if integer else value) for value in data.tolist()]
    else:
        result[:] = [_plain(value) for value in data.tolist()]
    return result


def decode_shapes(shapes: np.ndarray, fids: np.ndarray) -> tuple[np.ndarray, tuple[Unreadable, ...]]:
    """Return geometries of WKB rows; rows GEOS cannot read are None and listed with why."""
    geometries = shapely.from_wkb(shapes, on_invalid="ignore")
    missing = np.flatnonzero(shapely.is_missing(geometries))
    unreadable = tuple(
        Unreadable(int(fids[row]), _why_unreadable(shapes[row])) for row in missing if shapes[row] is not None
    )
    return shapely.force_2d(geometries), unreadable


def _why_unreadable(shape: bytes) -> str:
    try:
        shapely.from_wkb(shape)
    except shapely.errors.GEOSException as error:
        return str(error).split(":")[-1].strip()
    return translate("Intake", "not a geometry of points, lines and polygons")


def _plain(value: object) -> object:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    return value.replace("\0", "").rstrip("\ufffd") if isinstance(value, str) else value


def _field_types(raw: Mapping) -> list[str]:
    """Return OGR type names; pyogrio before 0.11 tells the numpy types only."""
    if "ogr_types" in raw:
        return [str(kind) for kind in raw["ogr_types"]]
    return [_OGR_NAMES.get(np.dtype(kind).str[1:], "OFTString") for kind in raw["dtypes"]]


def _geometry_kind(name: Optional[str]) -> str:
    if name is None:
        return "none"
    for word, kind in (("polygon", "polygon"), ("surface", "polygon"), ("line", "line"), ("curve", "line")):
        if word in name.lower():
            return kind
    return "point" if "point" in name.lower() else "unknown"


def _layer_crs(definition: Optional[str]) -> str:
    if not definition or "undefined" in definition.lower():
        return ""
    try:
        return normalise_crs(definition)
    except CrsError:
        return definition  # named by the error of whoever needs the coordinates


def _gpkg_layers(path: Path) -> dict[str, bool]:
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        rows = connection.execute(
            "SELECT table_name, data_type FROM gpkg_contents "
            "WHERE data_type IN ('features', 'attributes', 'aspatial') ORDER BY rowid"
        ).fetchall()
    return {str(name): kind == "features" for name, kind in rows}
