# SPDX-License-Identifier: GPL-2.0-or-later
"""A layer of a vector file read through pyogrio; never opened for writing.

The only module besides the sample county that imports pyogrio.
"""

from __future__ import annotations

import logging
import math
import sqlite3
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from threading import RLock
from typing import Any, Optional

import numpy as np
import shapely
from pyogrio import get_gdal_config_option, list_layers, read_bounds, read_info, set_gdal_config_options
from pyogrio.errors import DataLayerError, DataSourceError, FieldError, GeometryError
from pyogrio.raw import read

from anyue_farmland_plugin.core.arrays import objects
from anyue_farmland_plugin.core.crs import normalise_crs
from anyue_farmland_plugin.core.errors import CrsError, InputDataError
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.ports import FID, Boxes, FeatureTable, LayerInfo
from anyue_farmland_plugin.intake.encodings import SAMPLE_BYTES, dbf_encoding
from anyue_farmland_plugin.intake.geopackage import layer_names
from anyue_farmland_plugin.intake.layers import chosen_layer, geometry_kind, plain_reason, unreadable_file
from anyue_farmland_plugin.intake.location import Location
from anyue_farmland_plugin.intake.shapes import decode_shapes

_log = logging.getLogger(__name__)
_ONE_THREAD = RLock()
_GDAL_ERRORS = (DataSourceError, DataLayerError, FieldError, OSError, ValueError, RuntimeError)
_OGR_NAMES = {
    "b1": "OFTInteger", "i2": "OFTInteger", "i4": "OFTInteger", "i8": "OFTInteger64", "f4": "OFTReal", "f8": "OFTReal",
    "M8[D]": "OFTDate", "M8[ms]": "OFTDateTime",
}  # fmt: skip
_MOMENTS = ("OFTDate", "OFTDateTime")
_EXACT_INTEGER = 2**53  # above it a column with NULLs, read as float, loses digits
_ARC_OPTION, _ARC_DEGREES = "OGR_ARC_STEPSIZE", "0.1"  # of GDAL; its own 4 degrees cut 0.08 % off a disk
_LARGEST_FID = 2**31 - 1  # pyogrio looks features up by 32-bit numbers


class GdalLayer:
    """A layer as GDAL sees it; ``subset`` is a condition in the driver's own SQL."""

    def __init__(self, location: Location, layer: Optional[str], subset: str) -> None:
        self._location, self._subset = location, subset
        self.name = layer or ""
        with self._sentences():
            layers = self._layers()
        self.name = chosen_layer(layers, layer, location.name)

    @cached_property
    def info(self) -> LayerInfo:
        """Describe the layer; with a condition its rows are counted, else only the header is read."""
        raw = self._raw_info
        rows = len(self.chosen_fids()) if self._subset else self.rows
        return LayerInfo(
            path_name=self._location.name,
            layer=self.name,
            geometry=geometry_kind(raw["geometry_type"]),
            crs=_layer_crs(raw["crs"]),
            feature_count=rows,
            fields={str(name): kind for name, kind in zip(raw["fields"], _field_types(raw))},
            filter=self._subset,
            left_out=max(self.rows - rows, 0),
        )

    @property
    def rows(self) -> int:
        """Return the number of rows of the whole layer, whatever the condition."""
        return max(int(self._raw_info["features"]), 0)

    def read(self, columns: Sequence[str], fids: Optional[np.ndarray] = None) -> FeatureTable:
        """Return features of the fids, or all that meet the condition, with known columns."""
        wanted = None if fids is None else np.unique(np.asarray(fids, dtype=np.int64))
        by_fid = wanted is not None and self._random and not (wanted > _LARGEST_FID).any()
        selection: dict[str, Any] = {"fids": wanted} if by_fid else {"where": self._subset or None}
        names = [name for name in columns if name != FID]
        meta, found, shapes, values = self._read([*names, *self._conditioned(names)], selection)
        order = np.argsort(found, kind="stable")
        order = order if wanted is None or by_fid else order[np.isin(found[order], wanted)]
        fids, shapes = found[order], shapes[order]
        plain = {str(name): self._column(str(name), data)[order] for name, data in zip(meta["fields"], values)}
        plain[FID] = objects([str(fid) for fid in fids])
        geometries, unreadable = decode_shapes(shapes, fids)
        kept = {name: plain[name] for name in dict.fromkeys(columns)}
        return FeatureTable(info=self.info, fids=fids, geometries=geometries, columns=kept, unreadable=unreadable)

    def boxes(self) -> Boxes:
        """Return where the features lie: from the driver, or from the shapes where it cannot be asked."""
        if self._options or self._subset:  # GeoPackages must be opened with care, and fields may need their encoding
            table = self.read([])
            fids, bounds = table.fids, shapely.bounds(table.geometries)
        else:
            with self._sentences():
                fids, columns = read_bounds(self._location.gdal_path, layer=self.name)
            order = np.argsort(fids, kind="stable")
            fids, bounds = np.asarray(fids, dtype=np.int64)[order], columns.T[order]
        shaped = ~(np.isnan(bounds).all(axis=1) | (bounds == 0.0).all(axis=1))
        return Boxes(fids[shaped], bounds[shaped])

    def chosen_fids(self) -> np.ndarray:
        """Return the fids of the rows that meet the condition, ascending; shapes are not read."""
        selection = {"where": self._subset or None, "read_geometry": False}
        return np.sort(self._read(self._conditioned([]), selection)[1])

    def _read(self, columns: Sequence[str], selection: Mapping[str, object]) -> tuple:
        with self._sentences(), _fine_arcs():
            meta, fids, shapes, values = read(
                self._location.gdal_path,
                layer=self.name,
                encoding=self._encoding,
                columns=columns,
                force_2d=True,
                return_fids=True,
                datetime_as_string=True,
                **selection,
                **self._options,
            )
        return meta, np.asarray(fids, dtype=np.int64), shapes, values

    def _conditioned(self, names: Sequence[str]) -> list[str]:
        """Return further fields the condition speaks of: some drivers find nothing where they are left out."""
        if not self._subset:
            return []
        condition = self._subset.lower()
        fields = [str(name) for name in self._raw_info["fields"]]
        return [name for name in fields if name not in names and name.lower() in condition]

    @property
    def _random(self) -> bool:
        """Tell whether features can be fetched singly; inside a zip that would unpack again and again."""
        return bool(self._raw_info["capabilities"]["random_read"]) and not self._location.zipped

    @cached_property
    def _raw_info(self) -> Mapping:
        with self._sentences():
            found: Mapping = read_info(
                self._location.gdal_path,
                layer=self.name,
                encoding=self._encoding,
                force_feature_count=True,
                **self._options,
            )
        return found

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
        return {"IMMUTABLE": "YES"} if self._location.is_geopackage else {}

    def _layers(self) -> dict[str, bool]:
        """Return layer names and whether they have geometry, in the file's order."""
        if self._location.is_geopackage:
            return layer_names(self._location.path)
        return {str(name): kind is not None for name, kind in list_layers(self._location.gdal_path)}

    @contextmanager
    def _sentences(self) -> Iterator[None]:
        """Turn what GDAL raises into one sentence, and what it warns of into the log.

        One thread at a time: warnings and GDAL's options belong to the whole process.
        """
        try:
            with _ONE_THREAD, warnings.catch_warnings(record=True) as caught:
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
                message.format(file=self._location.name, layer=self.name, reason=plain_reason(self._location, error))
            ) from error
        except (*_GDAL_ERRORS, sqlite3.Error) as error:
            raise unreadable_file(self._location, error) from error

    def _column(self, name: str, data: np.ndarray) -> np.ndarray:
        integer = self.info.fields.get(name, "").startswith("OFTInteger")
        if integer and data.dtype.kind == "f" and np.nanmax(np.abs(data), initial=0.0) > _EXACT_INTEGER:
            message = translate(
                "Intake", "{layer}: field {field} holds long whole numbers beside NULLs. Store it as text."
            )
            raise InputDataError(message.format(layer=self.info.title, field=name))
        plain = plain_objects(data, integer=integer)
        if self.info.fields.get(name) in _MOMENTS:  # older pyogrio writes 2022/03/01 08:30:00
            plain[:] = [_iso(value) if isinstance(value, str) else value for value in plain]
        return plain


@contextmanager
def _fine_arcs() -> Iterator[None]:
    """Have curves replaced by chords so short that no area changes; other users of GDAL keep their setting."""
    before = get_gdal_config_option(_ARC_OPTION)
    set_gdal_config_options({_ARC_OPTION: _ARC_DEGREES})
    try:
        yield
    finally:
        set_gdal_config_options({_ARC_OPTION: before})


def plain_objects(data: np.ndarray, *, integer: bool = False) -> np.ndarray:
    """Return a column as an object array of Python values, None for NULL; yes and no are 1 and 0."""
    result = np.empty(len(data), dtype=object)
    if data.dtype.kind == "f":
        result[:] = [None if math.isnan(value) else (int(value) if integer else value) for value in data.tolist()]
    elif data.dtype.kind == "b":
        result[:] = [int(value) for value in data.tolist()]
    else:
        result[:] = [_plain(value) for value in data.tolist()]
    return result


def _plain(value: object) -> object:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    return value.replace("\0", "").rstrip("\ufffd") if isinstance(value, str) else value


def _iso(moment: str) -> str:
    return moment.replace("/", "-").replace(" ", "T", 1)


def _field_types(raw: Mapping) -> list[str]:
    """Return OGR type names; pyogrio before 0.11 tells the numpy types only."""
    if "ogr_types" in raw:
        return [str(kind) for kind in raw["ogr_types"]]
    return [_OGR_NAMES.get(np.dtype(kind).str[1:], "OFTString") for kind in raw["dtypes"]]


def _layer_crs(definition: Optional[str]) -> str:
    if not definition or "undefined" in definition.lower():
        return ""
    try:
        return normalise_crs(definition)
    except CrsError:
        return definition  # named by the error of whoever needs the coordinates
