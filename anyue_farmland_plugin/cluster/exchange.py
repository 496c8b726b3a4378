# SPDX-License-Identifier: GPL-2.0-or-later
"""Writes a land survey in the form counties and provinces exchange: GeoParquet, one folder a county.

Nothing is put in place before the written files were read back and hold what was delivered.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Sequence

import numpy as np
import shapely

from anyue_farmland_plugin.cluster.geoparquet import PARTITION, ParquetSource, parquet_missing
from anyue_farmland_plugin.core.crs import normalise_crs
from anyue_farmland_plugin.core.ellipsoid import ellipsoidal_areas
from anyue_farmland_plugin.core.errors import ExportError, InputDataError
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.ports import FID, FeatureTable, LayerInfo, LayerSource, Progress
from anyue_farmland_plugin.core.tiles import tile_order
from anyue_farmland_plugin.intake.mapping import FieldChoice, FieldMap, LayerKind, choose_fields
from anyue_farmland_plugin.intake.values import numbers, texts
from anyue_farmland_plugin.workflow.overlay_inputs import check_polygons
from anyue_farmland_plugin.workflow.overlay_request import stop_if_cancelled

if TYPE_CHECKING:
    from pyarrow import Schema
    from pyarrow.parquet import ParquetWriter

_GROUP = 5_000  # parcels to a row group: some square kilometres, what a batch of changes reads at once
_COUNTY_DIGITS = 6
_NO_COUNTY = "__HIVE_DEFAULT_PARTITION__"  # how every reader of such folders calls a missing value
_FILE, _PART = "part-0.parquet", "part-0.parquet.part"
_SAME_AREA = 0.01
_ARROW_TYPES = {"OFTInteger": "int32", "OFTInteger64": "int64", "OFTReal": "float64", "OFTDate": "date32"}
_GEOMETRY, _BBOX, _CORNERS = "geometry", "bbox", ("xmin", "ymin", "xmax", "ymax")


@dataclass
class Sums:
    """What must be the same before and after: parcels, Σ TBMJ and Σ of measured m²."""

    rows: int = 0
    tbmj: list = field(default_factory=list)
    areas: list = field(default_factory=list)

    def add(self, table: FeatureTable, choice: FieldChoice) -> None:
        """Count some parcels."""
        self.rows += len(table)
        self.tbmj += np.nan_to_num(numbers(table, choice, "TBMJ")).tolist()
        self.areas += ellipsoidal_areas(shapely.force_2d(table.geometries), table.info.crs).tolist()

    def told(self) -> dict:
        """Return the sums as plain numbers."""
        return {
            "rows": self.rows,
            "tbmj": round(math.fsum(self.tbmj), 2),
            "area_m2": round(math.fsum(self.areas), 2),
        }

    def same(self, other: Sums) -> bool:
        """Tell whether nothing was lost or added; the order of the parcels does not matter."""
        difference = math.fsum(self.areas) - math.fsum(other.areas)
        return (
            self.rows == other.rows and math.fsum(self.tbmj) == math.fsum(other.tbmj) and abs(difference) < _SAME_AREA
        )


def write_exchange(source: LayerSource, folder: Path, *, field_map: FieldMap, progress: Progress) -> dict:
    """Write a DLTB as ``county=<6 digits>/part-0.parquet``; return the sums per county and of all.

    The county is that of ZLDWDM.  All columns, ``fid`` and shapes (2D, WKB) are kept; files of
    an earlier export of the same counties are replaced.

    Raises:
        InputDataError: a layer that cannot be used, a folder that cannot be written.
        ExportError: what was read back differs from what was delivered.
        DependencyMissing: pyarrow or geopandas is absent.
    """
    info = check_polygons(source)
    choice = choose_fields(LayerKind.DLTB, info, field_map)
    if "ZLDWDM" not in choice:
        message = translate("Cluster", "{layer} has no field ZLDWDM, which names the county. Map it with FIELD_MAP.")
        raise InputDataError(message.format(layer=info.title))
    delivered: dict[str, Sums] = {}
    try:
        with ExitStack() as stack:
            files = _Files(folder, source, stack)
            for done, table in _portions(source):
                stop_if_cancelled(progress)
                for county, rows in _counties(table, choice):
                    part = _rows(table, rows)
                    files.add(county, part)
                    delivered.setdefault(county, Sums()).add(part, choice)
                progress.report(0.8 * done / info.feature_count, translate("Cluster", "Writing the parcels"))
        return _put_in_place(folder, delivered, choice)
    except OSError as error:
        message = translate("Cluster", "{folder} cannot be written ({reason}). Choose another folder.")
        raise InputDataError(message.format(folder=folder.name, reason=error.strerror or error)) from error
    finally:
        for county in delivered:
            (folder / f"{PARTITION}{county}" / _PART).unlink(missing_ok=True)


def _portions(source: LayerSource) -> Iterator[tuple[int, FeatureTable]]:
    """Yield (parcels read so far, some parcels), neighbours together; those without shape come last."""
    info, boxes = source.info(), source.boxes()
    fids = boxes.fids[tile_order(boxes.bounds)]
    if len(fids) < info.feature_count:
        fids = np.concatenate((fids, np.setdiff1d(source.read([]).fids, fids)))
    for start in range(0, len(fids), _GROUP):
        yield min(start + _GROUP, len(fids)), source.read(list(info.fields), fids[start : start + _GROUP])


def _counties(table: FeatureTable, choice: FieldChoice) -> Iterator[tuple[str, np.ndarray]]:
    codes = np.array([_county(code) for code in texts(table, choice, "ZLDWDM")])
    for county in np.unique(codes).tolist():
        yield county, np.flatnonzero(codes == county)


def _county(code: Any) -> str:  # noqa: ANN401 - a delivered value
    digits = str(code or "")[:_COUNTY_DIGITS]
    return digits if len(digits) == _COUNTY_DIGITS and digits.isdecimal() else _NO_COUNTY


def _rows(table: FeatureTable, rows: np.ndarray) -> FeatureTable:
    columns = {name: values[rows] for name, values in table.columns.items()}
    return FeatureTable(table.info, table.fids[rows], table.geometries[rows], columns)


class _Files:
    """The files being written, one a county, closed when the stack is left."""

    def __init__(self, folder: Path, source: LayerSource, stack: ExitStack) -> None:
        self._folder, self._info, self._stack = folder, source.info(), stack
        self._schema = _schema(self._info)
        self._writers: dict[str, ParquetWriter] = {}

    def add(self, county: str, table: FeatureTable) -> None:
        """Append some parcels as a row group of their own."""
        import pyarrow as pa  # noqa: PLC0415 - optional

        bounds = shapely.bounds(table.geometries)
        corners = [pa.array(bounds[:, place], mask=np.isnan(bounds[:, place])) for place in range(4)]
        values = [pa.array(table.fids)]
        values += [_column(table.columns[name], self._schema.field(name).type) for name in self._info.fields]
        values += [
            pa.StructArray.from_arrays(corners, list(_CORNERS)),
            pa.array(shapely.to_wkb(table.geometries, flavor="iso"), pa.binary()),
        ]
        self._writer(county).write_batch(pa.RecordBatch.from_arrays(values, schema=self._schema), len(table))

    def _writer(self, county: str) -> ParquetWriter:
        from pyarrow.parquet import ParquetWriter  # noqa: PLC0415 - optional

        if county not in self._writers:
            path = self._folder / f"{PARTITION}{county}" / _PART
            path.parent.mkdir(parents=True, exist_ok=True)
            self._writers[county] = self._stack.enter_context(ParquetWriter(path, self._schema, compression="zstd"))
        return self._writers[county]


def _schema(info: LayerInfo) -> Schema:
    """Return the columns of a file, with the metadata by which readers know it as GeoParquet 1.1."""
    try:
        import geopandas as gpd  # noqa: PLC0415 - optional
        import pyarrow as pa  # noqa: PLC0415
    except ImportError as error:
        raise parquet_missing(error) from error
    geometry = {
        "encoding": "WKB",
        "crs": gpd.GeoSeries(crs=normalise_crs(info.crs)).crs.to_json_dict(),
        "geometry_types": ["Polygon", "MultiPolygon"] if info.geometry == "polygon" else [],
        "covering": {"bbox": {corner: [_BBOX, corner] for corner in _CORNERS}},
    }
    meta = {"version": "1.1.0", "primary_column": _GEOMETRY, "columns": {_GEOMETRY: geometry}}
    box = pa.struct([(corner, pa.float64()) for corner in _CORNERS])
    columns = [(name, pa.type_for_alias(_ARROW_TYPES.get(kind, "string"))) for name, kind in info.fields.items()]
    names = [(FID, pa.int64()), *columns, (_BBOX, box), (_GEOMETRY, pa.binary())]
    return pa.schema(names, metadata={"geo": json.dumps(meta)})


def _column(values: np.ndarray, kind: Any) -> Any:  # noqa: ANN401 - arrow's types
    import pyarrow as pa  # noqa: PLC0415 - optional

    if pa.types.is_date(kind):
        return pa.array(values.tolist(), pa.string()).cast(kind)
    if pa.types.is_string(kind):
        return pa.array([None if value is None else str(value) for value in values.tolist()], kind)
    return pa.array(values.tolist(), kind)


def _put_in_place(folder: Path, delivered: dict[str, Sums], choice: FieldChoice) -> dict:
    """Read the files back, compare, and give them their names."""
    places = {county: folder / f"{PARTITION}{county}" for county in sorted(delivered)}
    for county, place in places.items():
        written = _read_back(place / _PART, choice)
        if not written.same(delivered[county]):
            message = translate(
                "Cluster", "County {county}: the file read back holds {found}, not {told}. Nothing was put in place."
            )
            raise ExportError(message.format(county=county, found=written.told(), told=delivered[county].told()))
    for place in places.values():
        (place / _PART).replace(place / _FILE)
    whole = [sums for _, sums in sorted(delivered.items())]
    return {
        "counties": {county: delivered[county].told() for county in places},
        **_total(whole).told(),
        "files": [str(place / _FILE) for place in places.values()],
    }


def _read_back(path: Path, choice: FieldChoice) -> Sums:
    source, sums = ParquetSource(path), Sums()
    columns = [choice.fields["TBMJ"]] if "TBMJ" in choice else []
    for fids in source.groups():
        sums.add(source.read(columns, fids), choice)
    return sums


def _total(parts: Sequence[Sums]) -> Sums:
    total = Sums()
    for part in parts:
        total = Sums(total.rows + part.rows, total.tbmj + part.tbmj, total.areas + part.areas)
    return total
