# SPDX-License-Identifier: GPL-2.0-or-later
"""Polygons as plain arrays hold the same rings as the shapes they come from."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from anyue_farmland_plugin.core.flat import FlatPolygons

HOLED = shapely.box(0, 0, 10, 10).difference(shapely.box(2, 2, 4, 4)).difference(shapely.box(6, 6, 8, 8))
PAIR = shapely.MultiPolygon([HOLED, shapely.box(20, 0, 30, 10)])
SHAPES = np.array(
    [
        None,
        HOLED,
        shapely.Point(1, 1),
        PAIR,
        shapely.Polygon(),
        shapely.force_3d(shapely.box(0, 0, 1, 1), 310.0),
        shapely.MultiPolygon([shapely.Polygon(), shapely.box(5, 5, 6, 6)]),
        shapely.GeometryCollection([shapely.box(0, 0, 1, 1)]),
    ],
    dtype=object,
)


def shapes_of(flat: FlatPolygons) -> list:
    """Rebuild every polygon from its rings, part by part."""
    parts: list = [[] for _ in range(flat.count)]
    for ring, owner in enumerate(flat.ring_owner.tolist()):
        span = slice(flat.ring_start[ring], flat.ring_start[ring + 1])
        points = np.column_stack((flat.x[span], flat.y[span]))
        if flat.shell[ring]:
            parts[owner].append((points, []))
        else:
            parts[owner][-1][1].append(points)
    return [shapely.MultiPolygon([shapely.Polygon(*part) for part in found]) if found else None for found in parts]


def same(first: object, second: object) -> bool:
    return first is None if second is None else shapely.normalize(first).equals_exact(shapely.normalize(second), 0.0)


def test_every_ring_arrives_in_its_place() -> None:
    flat = FlatPolygons.of(SHAPES)
    assert flat.ring_owner.tolist() == [1, 1, 1, 3, 3, 3, 3, 5, 6]
    assert flat.shell.tolist() == [True, False, False, True, False, False, True, True, True]
    assert np.diff(flat.ring_start).tolist() == [5] * 9
    assert (flat.x.dtype, flat.ring_start.dtype, flat.ring_owner.dtype) == (np.float64, np.int64, np.int64)
    rebuilt = shapes_of(flat)
    for row in (1, 3, 5, 6):
        assert same(rebuilt[row], shapely.MultiPolygon(shapely.get_parts(shapely.force_2d(SHAPES[row])).tolist())) or (
            row == 6 and rebuilt[row].area == 1.0
        )
    assert [row for row, shape in enumerate(rebuilt) if shape is None] == [0, 2, 4, 7]


@pytest.mark.parametrize("rows", [[6, 0, 3, 3, 1], [], [2, 4], list(range(8))])
def test_rows_are_taken_in_the_order_asked_for(rows: list) -> None:
    whole = FlatPolygons.of(SHAPES)
    taken, wanted = whole.take(np.array(rows, dtype=np.int64)), FlatPolygons.of(SHAPES[np.array(rows, dtype=np.int64)])
    for name in ("x", "y", "ring_start", "ring_owner", "shell"):
        assert getattr(taken, name).tolist() == getattr(wanted, name).tolist(), name
    assert len(taken) == len(wanted) == len(rows)


def test_no_polygons_at_all_are_empty_arrays() -> None:
    flat = FlatPolygons.of(np.empty(0, dtype=object))
    assert (len(flat.x), flat.ring_start.tolist(), flat.count) == (0, [0], 0)
