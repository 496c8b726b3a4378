# SPDX-License-Identifier: GPL-2.0-or-later
"""Rings taken straight from GeoPackage blobs are those of the shapes; a damaged blob costs only its own row."""

from __future__ import annotations

from typing import Optional

import numpy as np
import pytest
import shapely

from anyue_farmland_plugin.core.flat import FlatPolygons
from anyue_farmland_plugin.intake.blobs import Blobs, FlatRows, flat_polygons

ENVELOPES = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}


def blob(shape: Optional[shapely.Geometry], envelope: int = 1, **options: object) -> Optional[bytes]:
    if shape is None:
        return None
    flags = bytes([envelope << 1 | 1])
    return b"GP\0" + flags + b"\0" * 4 + b"\0" * ENVELOPES[envelope] + bytes(shapely.to_wkb(shape, **options))


def landscape(seed: int, count: int) -> np.ndarray:
    """Polygons with up to three holes, some of several parts, some missing, points and empty ones between."""
    rng = np.random.default_rng(seed)
    shapes = np.empty(count, dtype=object)
    for row in range(count):
        disks = shapely.buffer(shapely.points(rng.uniform(0, 100, (4, 2))), rng.uniform(1, 9, 4), quad_segs=3)
        holes = [shape for shape in disks[1 : rng.integers(1, 5)] if shape.disjoint(disks[0])]
        outer = shapely.box(-20, -20, 120, 120)
        for hole in holes:
            outer = outer.difference(hole)
        shapes[row] = rng.choice([outer, disks[0], shapely.MultiPolygon([outer, shapely.box(200, 0, 201, 1)])])
    shapes[::7] = None
    shapes[3::11] = shapely.Point(1, 2)
    shapes[4::13] = shapely.Polygon()
    return shapes


def same(flat: FlatPolygons, wanted: FlatPolygons) -> None:
    for name in ("x", "y", "ring_start", "ring_owner", "shell"):
        assert getattr(flat, name).tolist() == getattr(wanted, name).tolist(), name
        assert getattr(flat, name).dtype == getattr(wanted, name).dtype, name
    assert flat.count == wanted.count


@pytest.mark.parametrize("seed", range(5))
def test_rings_are_those_of_the_shapes(seed: int) -> None:
    shapes = landscape(seed, 90)
    blobs = [blob(shape, row % 5) for row, shape in enumerate(shapes)]
    flat, odd = flat_polygons(Blobs.of(blobs))
    same(flat, FlatPolygons.of(shapes))
    assert odd.tolist() == [r for r, s in enumerate(shapes) if s is None or s.is_empty or s.geom_type == "Point"]


def test_portions_add_up_to_the_whole() -> None:
    shapes = landscape(9, 200)
    blobs = [blob(shape) for shape in shapes]
    rows = FlatRows(10)  # fewer than come
    for start in (0, 7, 50, 51, 120):
        rows.add(blobs[start : {0: 7, 7: 50, 50: 51, 51: 120, 120: 200}[start]])
    flat, odd = rows.polygons()
    same(flat, FlatPolygons.of(shapes))
    assert odd.tolist() == flat_polygons(Blobs.of(blobs))[1].tolist()
    assert FlatRows(0).polygons()[0].count == 0


@pytest.mark.parametrize("flavor", ["iso", "extended"])
def test_heights_are_left_out_whatever_row_has_them(flavor: str) -> None:
    shapes = landscape(2, 60)
    blobs = [
        blob(shape if shape is None or row % 2 else shapely.force_3d(shape, 310.0), output_dimension=3, flavor=flavor)
        for row, shape in enumerate(shapes)
    ]
    same(flat_polygons(Blobs.of(blobs))[0], FlatPolygons.of(shapes))


def test_rows_that_are_not_plain_are_named_and_have_no_ring() -> None:
    square, point = shapely.box(0, 0, 1, 1), np.array([(0, 0), (1, 0), (1, 1), (0.5, 0.5)], dtype="<f8")
    wkb = bytes(shapely.to_wkb(square))
    head = b"GP\0\1" + b"\0" * 4
    bad = [
        head + wkb[:9] + (4).to_bytes(4, "little") + point.tobytes(),  # not closed
        head + wkb[:9] + (3).to_bytes(4, "little") + point[:3].tobytes(),  # three vertices
        head + wkb.replace(np.float64(1.0).tobytes(), np.float64(np.nan).tobytes()),
        head + bytes(shapely.to_wkb(square, byte_order=0)),
        head + b"\1\x0a\0\0\0" + wkb[5:],  # a CurvePolygon
        b"GP\0\x21" + b"\0" * 4 + wkb,  # extended
        b"XX" + head[2:] + wkb,
        wkb,
        head + wkb[:5] + b"\xff\xff\xff\xff" + wkb[9:],  # more rings than bytes
        head + wkb[:9] + b"\xff\xff\xff\xff" + wkb[13:],  # more vertices than bytes
        head + b"\1\6\0\0\0\xff\xff\xff\xff" + wkb,  # more parts than bytes
        head + b"\1\6\0\0\0\1\0\0\0" + bytes(shapely.to_wkb(shapely.Point(0, 0))) + b"\0" * 40,
    ]
    good = blob(square)
    flat, odd = flat_polygons(Blobs.of([good, *bad, good]))
    assert odd.tolist() == list(range(1, len(bad) + 1))
    assert flat.ring_owner.tolist() == [0, len(bad) + 1]
    assert flat.x.tolist() == FlatPolygons.of(np.array([square, square])).x.tolist()


def test_a_blob_cut_anywhere_never_reaches_its_neighbours() -> None:
    holed = shapely.box(0, 0, 9, 9).difference(shapely.box(1, 1, 2, 2))
    shape = shapely.MultiPolygon([holed, shapely.box(20, 0, 21, 1)])
    whole = blob(shape)
    assert whole is not None
    blobs = [part for stop in range(len(whole)) for part in (whole[:stop], whole)]
    flat, odd = flat_polygons(Blobs.of(blobs))
    assert odd.tolist() == list(range(0, len(blobs), 2))
    same(flat, FlatPolygons.of(np.array([part for _ in range(len(whole)) for part in (None, shape)], dtype=object)))


def test_a_polygon_of_very_many_holes_is_read() -> None:
    holes = [shapely.box(x, y, x + 0.5, y + 0.5).exterior.coords for x in range(1, 40) for y in range(1, 40)]
    shape = shapely.Polygon(shapely.box(0, 0, 41, 41).exterior.coords, holes)
    flat, odd = flat_polygons(Blobs.of([blob(shape), blob(shape)]))
    same(flat, FlatPolygons.of(np.array([shape, shape])))
    assert len(odd) == 0
