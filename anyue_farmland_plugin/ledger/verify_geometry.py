# SPDX-License-Identifier: GPL-2.0-or-later
"""Checks of the polygons: readable, valid, boxes true, all in the spatial index, none far from the county."""

from __future__ import annotations

import math
from statistics import median
from typing import Iterator, Optional

import shapely

from anyue_farmland_plugin.core.errors import GeometryError
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.ledger_tables import CLUES, TABLES
from anyue_farmland_plugin.core.schema import Table
from anyue_farmland_plugin.ledger import blob
from anyue_farmland_plugin.ledger.findings import Finding, Kind
from anyue_farmland_plugin.ledger.reading import Reader

_ENTRIES = {
    "clues": 'SELECT fid, geom FROM "clues"',
    "cases": 'SELECT fid, geom FROM "cases"',
    "pieces": 'SELECT fid, geom FROM "pieces"',
}
_TREES = {
    "clues": 'SELECT id, minx, maxx, miny, maxy FROM "rtree_clues_geom"',
    "cases": 'SELECT id, minx, maxx, miny, maxy FROM "rtree_cases_geom"',
    "pieces": 'SELECT id, minx, maxx, miny, maxy FROM "rtree_pieces_geom"',
}
_ROWS = 2048
_TIMES_AWAY = 10  # as far as three quarters of everything lie from the middle
_REACH_METRES, _REACH_DEGREES = 150_000.0, 1.5  # from the middle of the county to its farthest corner, generously
_DEGREES = 360.0  # coordinates below this are degrees
_MULTIPOLYGON = "MultiPolygon"


def check_geometry(reader: Reader) -> Iterator[Finding]:
    """Yield polygons, boxes and spatial indexes that are not as they must be."""
    srs_id = int(reader.srs()["srs_id"])
    boxes: dict = {}
    for table in TABLES:
        if table.geometry:
            yield from _Layer(reader, table, srs_id, boxes).findings()
    yield from _outliers(boxes)


class _Layer:
    """One table with geometry against its R-tree."""

    def __init__(self, reader: Reader, table: Table, srs_id: int, boxes: dict) -> None:
        self._connection = reader.connection
        self._table = table
        self._srs_id = srs_id
        self._tree = {row[0]: tuple(row)[1:] for row in self._connection.execute(_TREES[table.name])}
        self._boxes = boxes

    def findings(self) -> Iterator[Finding]:
        """Yield faults of rows in their order, then index entries without a row."""
        cursor = self._connection.execute(_ENTRIES[self._table.name])
        while True:
            rows = [tuple(row) for row in cursor.fetchmany(_ROWS)]
            if not rows:
                break
            yield from self._block(rows)
        for fid in self._tree:
            text = translate("Verify", "The spatial index of {table} holds a row {fid} that does not exist.")
            yield Finding(Kind.RTREE, f"{self._table.name}:{fid}", text.format(table=self._table.name, fid=fid))

    def _block(self, rows: list) -> Iterator[Finding]:
        shapes: list = []
        for fid, data in rows:
            try:
                shapes.append(self._wkb(data))
            except GeometryError as error:
                shapes.append(None)
                yield self._finding(Kind.GEOMETRY, fid, f"{self._table.name}:{fid}: {error}")
        geometries = shapely.from_wkb(shapes, on_invalid="ignore")
        bounds, valid = shapely.bounds(geometries).tolist(), shapely.is_valid(geometries).tolist()
        encoded = blob.encode_boxed(shapes, bounds, self._srs_id)
        for (fid, data), geometry, box, right, good in zip(rows, geometries, bounds, encoded, valid):
            if geometry is None:
                yield from self._without(fid, data)
                continue
            if right != data:
                text = translate("Verify", "The stored box or reference system of {name} differs from its geometry.")
                yield self._finding(Kind.ENVELOPE, fid, text.format(name=f"{self._table.name}:{fid}"))
            yield from self._indexed(fid, box)
            yield from self._shape(fid, geometry, good)

    def _wkb(self, data: Optional[bytes]) -> Optional[bytes]:
        if data is None:
            return None
        if not isinstance(data, bytes):
            raise GeometryError(translate("Ledger", "The geometry is not a GeoPackage geometry."))
        wkb = blob.decode(data)[1]
        blob.wkb_bounds(wkb)
        return bytes(wkb)

    def _without(self, fid: int, data: Optional[bytes]) -> Iterator[Finding]:
        self._tree.pop(fid, None)
        if data is None and self._table is not CLUES:  # a clue that cannot be read is kept without its shape
            text = translate("Verify", "Row {name} has no geometry.")
            yield self._finding(Kind.GEOMETRY, fid, text.format(name=f"{self._table.name}:{fid}"))

    def _indexed(self, fid: int, bounds: list) -> Iterator[Finding]:
        box = self._tree.pop(fid, None)
        low_x, low_y, high_x, high_y = bounds
        if math.isnan(low_x):
            return
        self._boxes[f"{self._table.name}:{fid}"] = ((low_x + high_x) / 2, (low_y + high_y) / 2)
        if box is None or box[0] > low_x or box[1] < high_x or box[2] > low_y or box[3] < high_y:
            text = translate("Verify", "The spatial index does not hold {name}; maps would not show it.")
            yield self._finding(Kind.RTREE, fid, text.format(name=f"{self._table.name}:{fid}"))

    def _shape(self, fid: int, geometry: shapely.Geometry, is_valid: bool) -> Iterator[Finding]:
        if self._table is CLUES:  # as delivered
            return
        if geometry.geom_type != _MULTIPOLYGON or geometry.has_z or geometry.is_empty:
            text = translate("Verify", "{name} is no multipolygon with two coordinates.")
            yield self._finding(Kind.GEOMETRY, fid, text.format(name=f"{self._table.name}:{fid}"))
        elif not is_valid:
            text = translate("Verify", "The polygon of {name} crosses itself: {reason}.")
            words = {"name": f"{self._table.name}:{fid}", "reason": shapely.is_valid_reason(geometry)}
            yield self._finding(Kind.GEOMETRY, fid, text.format(**words))

    def _finding(self, kind: Kind, fid: int, text: str) -> Finding:
        return Finding(kind, f"{self._table.name}:{fid}", text)


def _outliers(places: dict) -> Iterator[Finding]:
    """Yield what lies far from everything else; a ledger of a province or a basin is as wide as it is."""
    if not places:
        return
    middle = (median(x for x, _ in places.values()), median(y for _, y in places.values()))
    reach = _REACH_DEGREES if max(map(abs, middle)) < _DEGREES else _REACH_METRES
    away = {name: math.dist(place, middle) for name, place in places.items()}
    reach = max(reach, _TIMES_AWAY * sorted(away.values())[3 * len(away) // 4])
    for name, distance in away.items():
        if distance > reach:
            text = translate("Verify", "{name} lies far outside the county.")
            yield Finding(Kind.EXTENT, name, text.format(name=name))
