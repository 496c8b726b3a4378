# SPDX-License-Identifier: GPL-2.0-or-later
"""What lies around the cases of a package: survey and lines, cut down to their neighbourhood, in a file of its own.

The field needs to see the parcels next door; the county's whole survey must not leave the house.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Iterator, Mapping, Sequence

import numpy as np
import shapely

from anyue_farmland_plugin.core.crs import transform
from anyue_farmland_plugin.core.errors import InputDataError
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.ports import FeatureTable, LayerSource
from anyue_farmland_plugin.core.schema import Column, Table
from anyue_farmland_plugin.ledger import blob, container, statements
from anyue_farmland_plugin.ledger.connection import transaction, uri
from anyue_farmland_plugin.ledger.gpkg_functions import register_functions
from anyue_farmland_plugin.workflow.field_packages_masking import masked_value

CONTEXT_FILE = "context.gpkg"
AROUND_M = 500.0
_KINDS = {"polygon": "MULTIPOLYGON", "line": "MULTILINESTRING", "point": "MULTIPOINT"}
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,29}")
_TAKEN = ("fid", "geom")
_CORNERS = "SELECT MIN(ST_MinX(geom)), MIN(ST_MinY(geom)), MAX(ST_MaxX(geom)), MAX(ST_MaxY(geom)) FROM"
_SET_EXTENT = "UPDATE gpkg_contents SET min_x = ?, min_y = ?, max_x = ?, max_y = ? WHERE table_name = ?"


@dataclass(frozen=True)
class Surroundings:
    """Where the cases are: their boxes (min x, min y, max x, max y) in the ledger's system, and that system."""

    boxes: np.ndarray
    crs: str
    srs_row: Sequence
    with_names: bool = False

    def windows(self) -> np.ndarray:
        """Return the rectangles that are shown around the cases."""
        return np.asarray(shapely.box(*(self.boxes + np.array([-1, -1, 1, 1]) * AROUND_M).T))


@dataclass(frozen=True)
class ContextLayer:
    """A layer of the context file: its table, what it is called, its geometry type and how many rows it kept."""

    table: str
    title: str
    geometry: str
    rows: int


@dataclass(frozen=True)
class _Rows:
    """Shapes and columns of a layer as they are written."""

    shapes: np.ndarray
    columns: tuple

    def stored(self, srs_id: int) -> Iterator[tuple]:
        """Yield the rows as the file stores them."""
        wkb = shapely.to_wkb(self.shapes, byte_order=1)
        return zip(blob.encode_boxed(wkb, shapely.bounds(self.shapes).tolist(), srs_id), *self.columns)


def write_context(target: Path, sources: Sequence[LayerSource], around: Surroundings, created_at: str) -> tuple:
    """Write the features that meet the surroundings into a new file; return its layers, none without features.

    Raises InputDataError for a layer without coordinate system, CrsError, sqlite3.Error.
    """
    cut: list = []
    for source in sources:
        table = _cut(source, around)
        if len(table):
            cut.append(_shown(table, source, {item.name for item, _ in cut}, with_names=around.with_names))
    if not cut:
        return ()
    with closing(sqlite3.connect(uri(target, "rwc"), uri=True, isolation_level=None)) as connection:
        register_functions(connection)
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("BEGIN IMMEDIATE")
        with transaction(connection):
            container.create_container(connection, [table for table, _ in cut], around.srs_row, created_at)
            for table, rows in cut:
                connection.executemany(statements.insert_into(table), rows.stored(int(around.srs_row[1])))
                corners = connection.execute(" ".join([_CORNERS, table.name])).fetchone()
                connection.execute(_SET_EXTENT, (*corners, table.name))
    return tuple(ContextLayer(table.name, table.label, table.geometry, len(rows.shapes)) for table, rows in cut)


def _cut(source: LayerSource, around: Surroundings) -> FeatureTable:
    """Return the features that meet a window, in the ledger's system."""
    info = source.info()
    if not info.crs:
        message = translate("Packages", "{layer} has no coordinate system. Set it before it goes into a package.")
        raise InputDataError(message.format(layer=info.title))
    windows = transform(around.windows(), around.crs, info.crs)
    tree = shapely.STRtree(windows)
    boxes = source.boxes()
    least, most = shapely.total_bounds(windows)[:2], shapely.total_bounds(windows)[2:]
    near = np.flatnonzero((boxes.bounds[:, 2:] >= least).all(axis=1) & (boxes.bounds[:, :2] <= most).all(axis=1))
    met = np.unique(tree.query(shapely.box(*boxes.bounds[near].T), predicate="intersects")[0])
    columns = [name for name, kind in info.fields.items() if kind != "OFTBinary"]
    table = source.read(columns, boxes.fids[near[met]])
    kept = np.unique(tree.query(table.geometries, predicate="intersects")[0])
    shapes = transform(table.geometries[kept], info.crs, around.crs)
    values = {name: found[kept] for name, found in table.columns.items()}
    return FeatureTable(info, table.fids[kept], shapes, values)


def _shown(found: FeatureTable, source: LayerSource, names: set, *, with_names: bool) -> tuple:
    """Return a table and its rows as the file stores them."""
    info = source.info()
    name = info.layer if _PLAIN.fullmatch(info.layer) and not info.layer.lower().startswith(("gpkg", "rtree")) else ""
    name = name if name and name.lower() not in {taken.lower() for taken in names} else f"layer_{len(names) + 1}"
    fields = _column_names(found.columns)
    values = {fields[field]: _values(field, column, with_names=with_names) for field, column in found.columns.items()}
    columns = tuple(Column(field, field, _type_of(column)) for field, column in values.items())
    table = Table(name, info.layer or info.path_name, "", columns, _KINDS.get(info.geometry, "GEOMETRY"))
    shapes = _multi(found.geometries, table.geometry)
    texts = {column.name for column in columns if column.type == "TEXT"}
    told = {
        field: [None if value is None else str(value) for value in column] if field in texts else column
        for field, column in values.items()
    }
    return table, _Rows(shapes, tuple(told.values()))


def _column_names(columns: Mapping[str, object]) -> dict:
    """Return the names of columns as SQLite can hold them: distinct whatever their case."""
    names: dict = {}
    taken = set(_TAKEN)
    for field in columns:
        name = field.replace('"', "_") or "_"
        while name.lower() in taken:
            name += "_"
        taken.add(name.lower())
        names[field] = name
    return names


def _values(field: str, column: np.ndarray, *, with_names: bool) -> list:
    """Return a column's values as SQLite takes them, persons hidden; equal ones are looked at once."""
    plain = [value.item() if isinstance(value, np.generic) else value for value in column]
    if with_names:
        return plain
    known = {value: masked_value(field, value) for value in set(plain)}
    return [known[value] for value in plain]


def _type_of(values: Sequence) -> str:
    kinds = {type(value) for value in values if value is not None}
    if kinds and kinds <= {int, bool}:
        return "INTEGER"
    return "DOUBLE" if kinds and kinds <= {int, float} else "TEXT"


def _multi(shapes: np.ndarray, kind: str) -> np.ndarray:
    made = {
        "MULTIPOLYGON": (shapely.multipolygons, shapely.GeometryType.POLYGON),
        "MULTILINESTRING": (shapely.multilinestrings, shapely.GeometryType.LINESTRING),
        "MULTIPOINT": (shapely.multipoints, shapely.GeometryType.POINT),
    }.get(kind)
    if made is None:
        return shapes
    make, single = made
    return np.array(
        [make([shape]) if shapely.get_type_id(shape) == single else shape for shape in shapes], dtype=object
    )
