# SPDX-License-Identifier: GPL-2.0-or-later
"""The bare cost of J2: read, intersect the true pairs, insert the pieces at once; no rule, no check, no ledger.

Parcels and farmland are read by R-tree boxes and row number; of large protective areas only what
crosses their border is clipped.  ``run_parcels`` leaves the protective layers out.
"""

from __future__ import annotations

import json
import sqlite3

import numpy as np
import pyogrio
import shapely

from tests.bench.gauss import plane_to_ellipsoid
from tests.bench.job import CRS, ZONES, Job, write_areas

_HEADER_SIZES = np.array([8, 40, 56, 56, 72])  # bytes before the WKB in a GeoPackage geometry, by envelope kind


def run(job: Job) -> None:
    """Do the job with the protective layers."""
    names, changes = _changes(job)
    rows = _parcels(job, names, changes)
    for layer in ZONES:
        change, area = _farmland(job, changes) if layer == "YJJBNTTB" else _zone(job, layer, changes)
        total = np.bincount(change, area, minlength=len(changes))
        rows += [(names[row], layer, total[row]) for row in np.flatnonzero(total).tolist()]
    write_areas(job, rows)


def run_parcels(job: Job) -> None:
    """Do the job without the protective layers."""
    write_areas(job, _parcels(job, *_changes(job)))


def _changes(job: Job) -> tuple[np.ndarray, np.ndarray]:
    _, _, wkb, data = pyogrio.raw.read(job.data, layer=job.changes, columns=["JCBH"])
    return data[0], shapely.from_wkb(wkb)


def _parcels(job: Job, names: np.ndarray, changes: np.ndarray) -> list[tuple]:
    """Store the pieces; return their areas by change and class."""
    change, shapes, attributes = _pieces(job, "DLTB", changes, ("DLBM", "BSM"))
    dlbm, bsm = (np.array(column, dtype=object) for column in attributes)
    area = plane_to_ellipsoid(shapes)
    pyogrio.raw.write(
        job.pieces, shapely.to_wkb(shapes), [names[change], dlbm, bsm, area], ["JCBH", "DLBM", "BSM", "area"],
        layer="pieces", driver="GPKG", crs=CRS, geometry_type="Unknown",
    )  # fmt: skip
    codes, number = np.unique(dlbm.astype(str), return_inverse=True)
    keys, place = np.unique(change * len(codes) + number, return_inverse=True)
    total = np.bincount(place, area)
    return [(names[key // len(codes)], codes[key % len(codes)], value) for key, value in zip(keys.tolist(), total)]


def _farmland(job: Job, changes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    change, shapes, _ = _pieces(job, "YJJBNTTB", changes, ())
    return change, plane_to_ellipsoid(shapes)


def _pieces(job: Job, layer: str, changes: np.ndarray, fields: tuple[str, ...]) -> tuple:
    """Return change numbers, shapes and attribute columns of the true pairs with a layer of many small polygons."""
    source = sqlite3.connect(f"file:{job.data}?mode=ro", uri=True)
    boxes = np.array(source.execute(f"SELECT id, minx, miny, maxx, maxy FROM rtree_{layer}_geom").fetchall())
    tree = shapely.STRtree(shapely.box(*shapely.bounds(changes).T))
    row, change = tree.query(shapely.box(*boxes[:, 1:].T))
    hit, parcel = np.unique(boxes[row, 0].astype(np.int64), return_inverse=True)
    chosen = ", ".join(("geom", *fields))
    query = f"SELECT {chosen} FROM json_each(?) AS wanted CROSS JOIN {layer} ON fid = wanted.value"
    columns = list(zip(*source.execute(query, (json.dumps(hit.tolist()),))))
    sizes = _HEADER_SIZES
    shapes = shapely.from_wkb([blob[sizes[blob[3] >> 1 & 7] :] for blob in columns[0]])
    order = np.argsort(change, kind="stable")
    change, parcel = change[order], parcel[order]
    shapely.prepare(changes)
    true = shapely.intersects(changes[change], shapes[parcel])
    change, parcel = change[true], parcel[true]
    pieces = shapely.intersection(changes[change], shapes[parcel])
    full = shapely.area(pieces) > 0
    attributes = [np.array(column, dtype=object)[parcel[full]] for column in columns[1:]]
    return change[full], pieces[full], attributes


def _zone(job: Job, layer: str, changes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return change numbers and areas in a layer of few large polygons."""
    _, _, wkb, _ = pyogrio.raw.read(job.data, layer=layer, columns=[])
    zones = shapely.from_wkb(wkb)
    shapely.prepare(zones)
    zone, change = shapely.STRtree(changes).query(zones)
    met = shapely.intersects(zones[zone], changes[change])
    zone, change = zone[met], change[met]
    whole = shapely.covers(zones[zone], changes[change])
    shapes = changes[change]
    shapes[~whole] = shapely.intersection(zones[zone[~whole]], shapes[~whole])
    return change, plane_to_ellipsoid(shapes)
