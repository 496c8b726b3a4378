# SPDX-License-Identifier: GPL-2.0-or-later
"""A GeoParquet file as a layer: boxes from its bbox columns, and only the row groups that are asked for."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Mapping, Optional, Sequence

import numpy as np
import shapely

from anyue_farmland_plugin.core.arrays import objects
from anyue_farmland_plugin.core.crs import normalise_crs
from anyue_farmland_plugin.core.errors import CrsError, DependencyMissing, InputDataError
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.ports import FID, Boxes, FeatureTable, FlatTable, LayerInfo
from anyue_farmland_plugin.intake.blobs import FlatRows
from anyue_farmland_plugin.intake.layers import geometry_kind
from anyue_farmland_plugin.intake.shapes import decode_shapes

if TYPE_CHECKING:
    from pyarrow import Table
    from pyarrow.parquet import ParquetFile

PARTITION = "county="
_CORNERS = ("xmin", "ymin", "xmax", "ymax")
_BLOB_HEAD = b"GP\x00\x01" + bytes(4)  # makes WKB the blob of a GeoPackage, which can be flattened
_CHUNK = 1 << 20


@dataclass(frozen=True)
class _Form:
    """Where a file keeps its shapes: column, box column ("" for none), and what the file says of both."""

    geometry: str
    bbox: str
    has_fid: bool
    offsets: np.ndarray


class ParquetSource:
    """A GeoParquet file (WKB) as a `LayerSource`.

    A column ``fid`` of whole numbers gives the feature ids, else rows are counted from 1.
    """

    in_threads = True  # every read opens the file anew

    def __init__(self, path: Path) -> None:
        self._path = path
        self._info = self._described()

    def __getstate__(self) -> dict:
        """Send the place and what is known of the layer, not the rows' numbers."""
        return {"_path": self._path, "_info": self._info}

    def info(self) -> LayerInfo:
        """Describe the layer from the file's footer."""
        return self._info

    def boxes(self) -> Boxes:
        """Return the boxes of all features with a geometry."""
        form = self._form
        with self._opened() as file:
            if form.bbox:
                struct = file.read([form.bbox])[form.bbox].combine_chunks()
                columns = [_floats(struct.field(corner)) for corner in _CORNERS]
                bounds = np.stack(columns, axis=1)
            else:
                shapes, _ = decode_shapes(_wkb(file.read([form.geometry]), form.geometry), self._fids)
                bounds = shapely.bounds(shapes)
        bounds = bounds[self._rows]
        shaped = ~np.isnan(bounds).all(axis=1)
        return Boxes(self._fids[shaped], bounds[shaped])

    def read(self, columns: Sequence[str], fids: Optional[np.ndarray] = None) -> FeatureTable:
        """Read the features named by ``fids``, or all."""
        chosen, table = self._table(columns, fids)
        geometries, unreadable = decode_shapes(_wkb(table, self._form.geometry), chosen)
        return FeatureTable(self._info, chosen, geometries, _columns(table, columns, chosen), unreadable)

    def read_flat(self, columns: Sequence[str], fids: Optional[np.ndarray] = None) -> FlatTable:
        """Read like `read`, without making shapes."""
        chosen, table = self._table(columns, fids)
        rows = FlatRows(len(chosen))
        rows.add([None if found is None else _BLOB_HEAD + found for found in _wkb(table, self._form.geometry)])
        polygons, odd = rows.polygons()
        return FlatTable(self._info, chosen, polygons, _columns(table, columns, chosen), odd)

    def sha256(self) -> str:
        """Return the hash of the file's bytes."""
        digest = hashlib.sha256()
        with self._path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                digest.update(chunk)
        return digest.hexdigest()

    def groups(self) -> list[np.ndarray]:
        """Return the feature ids of each row group: what is cheap to read at once."""
        group_of = np.searchsorted(self._form.offsets, self._rows, side="right") - 1
        return [self._fids[group_of == group] for group in range(len(self._form.offsets) - 1)]

    @cached_property
    def _form(self) -> _Form:
        with self._opened() as file:
            meta = _geo(file, self._path)
            column = meta["columns"][meta["primary_column"]]
            box = column.get("covering", {}).get("bbox", {}).get("xmin", [""])[0]
            sizes = [file.metadata.row_group(group).num_rows for group in range(file.metadata.num_row_groups)]
            offsets = np.cumsum([0, *sizes])
            return _Form(meta["primary_column"], box, FID in file.schema_arrow.names, offsets)

    @cached_property
    def _order(self) -> tuple[np.ndarray, np.ndarray]:
        """Return (ids ascending, their rows in the file)."""
        count = int(self._form.offsets[-1])
        if not self._form.has_fid:
            return np.arange(1, count + 1, dtype=np.int64), np.arange(count)
        with self._opened() as file:
            fids = file.read([FID])[FID].to_numpy().astype(np.int64)
        rows = np.argsort(fids, kind="stable")
        if (np.diff(fids[rows]) == 0).any():
            message = translate("Cluster", "{layer}: the numbers in column fid are not unique. Leave the column out.")
            raise InputDataError(message.format(layer=self._info.title))
        return fids[rows], rows

    @property
    def _fids(self) -> np.ndarray:
        return self._order[0]

    @property
    def _rows(self) -> np.ndarray:
        return self._order[1]

    def _described(self) -> LayerInfo:
        with self._opened() as file:
            meta = _geo(file, self._path)
            geometry = meta["columns"][meta["primary_column"]]
            types = {geometry_kind(name) for name in geometry.get("geometry_types", [])} or {"unknown"}
            skipped = {meta["primary_column"], FID, *_box_columns(meta)}
            return LayerInfo(
                path_name=_short(self._path),
                layer="",
                geometry=types.pop() if len(types) == 1 else "unknown",
                crs=_crs(geometry),
                feature_count=file.metadata.num_rows,
                fields={each.name: _ogr_type(str(each.type)) for each in file.schema_arrow if each.name not in skipped},
            )

    def _table(self, columns: Sequence[str], fids: Optional[np.ndarray]) -> tuple[np.ndarray, Table]:
        """Return (ids ascending, their rows of the file with geometry and columns)."""
        import pyarrow as pa  # noqa: PLC0415 - optional

        wanted = self._fids if fids is None else np.unique(fids)
        place = np.minimum(np.searchsorted(self._fids, wanted), max(len(self._fids) - 1, 0))
        rows = self._rows[place]
        order = np.argsort(rows, kind="stable")
        offsets = self._form.offsets
        group_of = np.searchsorted(offsets, rows[order], side="right") - 1
        names = [self._form.geometry, *(name for name in dict.fromkeys(columns) if name != FID)]
        with self._opened() as file:
            parts = [
                file.read_row_group(group, columns=names).take(rows[order][group_of == group] - offsets[group])
                for group in np.unique(group_of).tolist()
            ]
            empty = file.schema_arrow.empty_table().select(names)
        back = np.empty(len(order), dtype=np.int64)
        back[order] = np.arange(len(order))
        return wanted, pa.concat_tables([empty, *parts]).take(back)

    @contextmanager
    def _opened(self) -> Iterator[ParquetFile]:
        try:
            from pyarrow import ArrowException  # noqa: PLC0415 - optional
            from pyarrow.parquet import ParquetFile  # noqa: PLC0415
        except ImportError as error:
            raise parquet_missing(error) from error
        try:
            with ParquetFile(self._path) as file:
                yield file
        except (ArrowException, OSError) as error:
            message = translate("Cluster", "{file} cannot be read ({reason}). Copy or ask for it again.")
            reason = str(error).split("\n", maxsplit=1)[0]
            raise InputDataError(message.format(file=_short(self._path), reason=reason)) from error


def parquet_missing(error: ImportError) -> DependencyMissing:
    """Return the refusal where GeoParquet can be neither read nor written."""
    message = translate("Cluster", "GeoParquet needs the Python packages pyarrow and geopandas ({reason}).")
    return DependencyMissing(message.format(reason=error))


def parquet_files(path: Path) -> list[Path]:
    """Return the files of a folder partitioned by county, the path itself for a file, nothing for anything else."""
    if path.suffix.lower() in (".parquet", ".geoparquet"):
        return [path]
    return sorted(path.glob(f"{PARTITION}*/*.parquet")) or sorted(path.glob("*.parquet"))


def _geo(file: ParquetFile, path: Path) -> dict:
    """Return the file's GeoParquet metadata; refuse what is none or not WKB."""
    raw = (file.schema_arrow.metadata or {}).get(b"geo") or (file.metadata.metadata or {}).get(b"geo")
    try:
        meta: dict = json.loads(raw or b"{}")
        encoding = meta["columns"][meta["primary_column"]]["encoding"]
    except (ValueError, KeyError, TypeError):
        encoding = ""
    if encoding != "WKB":
        message = translate("Cluster", "{file} is no GeoParquet file with WKB geometry. Export it as GeoParquet 1.1.")
        raise InputDataError(message.format(file=_short(path)))
    return meta


def _box_columns(meta: Mapping[str, Any]) -> set[str]:
    coverings = [column.get("covering", {}).get("bbox", {}) for column in meta["columns"].values()]
    return {str(place[0]) for covering in coverings for place in covering.values()}


def _crs(geometry: Mapping[str, Any]) -> str:
    if "crs" not in geometry:
        return "OGC:CRS84"  # what the standard says of a file that says nothing
    if geometry["crs"] is None:
        return ""
    definition = json.dumps(geometry["crs"])
    try:
        return normalise_crs(definition)
    except CrsError:
        return definition  # named by the error of whoever needs the coordinates


def _ogr_type(name: str) -> str:
    if name.startswith(("int", "uint", "bool")):
        return "OFTInteger64" if name.endswith("64") else "OFTInteger"
    if name.startswith(("float", "double", "half", "decimal")):
        return "OFTReal"
    return {"date32[day]": "OFTDate"}.get(name, "OFTDateTime" if name.startswith("timestamp") else "OFTString")


def _columns(table: Table, columns: Sequence[str], fids: np.ndarray) -> dict[str, np.ndarray]:
    return {
        name: objects([str(fid) for fid in fids.tolist()] if name == FID else _plain(table[name]))
        for name in dict.fromkeys(columns)
    }


def _plain(column: Any) -> list:  # noqa: ANN401 - an arrow column
    kind = str(column.type)
    if kind.startswith(("date", "timestamp")):
        return list(column.cast("string").to_pylist())
    values = column.to_pylist()
    if kind.startswith(("float", "double")):
        return [None if value is None or math.isnan(value) else value for value in values]
    return [int(value) if isinstance(value, bool) else value for value in values]


def _wkb(table: Table, name: str) -> np.ndarray:
    return objects(table[name].to_pylist())


def _floats(column: Any) -> np.ndarray:  # noqa: ANN401 - an arrow column
    return np.asarray(column.to_numpy(zero_copy_only=False), dtype=np.float64)


def _short(path: Path) -> str:
    """Return the file's name as messages tell it, with its county."""
    return f"{path.parent.name}/{path.name}" if path.parent.name.startswith(PARTITION) else path.name
