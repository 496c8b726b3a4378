# SPDX-License-Identifier: GPL-2.0-or-later
"""Areas in common without shapes: the same as GEOS gives, whatever the polygons look like."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from anyue_farmland_plugin.core import commonarea
from anyue_farmland_plugin.core.commonarea import CommonAreas, common_areas
from anyue_farmland_plugin.core.edgetable import EdgeTable
from anyue_farmland_plugin.core.flat import FlatPolygons


def areas(targets: list, others: list) -> CommonAreas:
    rows = np.arange(len(targets))
    return common_areas(EdgeTable.of(FlatPolygons.of(np.array(targets))), FlatPolygons.of(np.array(others)), rows, rows)


def blob(random: np.random.Generator, corners: int, size: float, centre: tuple) -> shapely.Polygon:
    angles = np.sort(random.uniform(0, 2 * np.pi, corners))
    radii = size * random.uniform(0.3, 1.0, corners)
    return shapely.Polygon(np.column_stack((centre[0] + radii * np.cos(angles), centre[1] + radii * np.sin(angles))))


def valid_blobs(seed: int, count: int, corners: int, snap: float) -> np.ndarray:
    random = np.random.default_rng(seed)
    shapes = np.array([blob(random, corners, 60.0, tuple(random.uniform(0, 60, 2))) for _ in range(count)])
    if snap:
        shapes = shapely.transform(shapes, lambda points: np.round(points / snap) * snap)
    shapes = shapely.make_valid(shapes)
    return shapes[np.isin(shapely.get_type_id(shapes), (3, 6))]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from((4, 9, 40, 300)), st.sampled_from((0.0, 1.0, 10.0)))
def test_every_pair_agrees_with_the_overlay(seed: int, corners: int, snap: float) -> None:
    targets, others = valid_blobs(seed, 6, corners, snap), valid_blobs(seed + 1, 6, 24, snap)
    target, other = (axis.ravel() for axis in np.meshgrid(np.arange(len(targets)), np.arange(len(others))))
    found = common_areas(EdgeTable.of(FlatPolygons.of(targets)), FlatPolygons.of(others), target, other)
    wanted = shapely.area(shapely.intersection(targets[target], others[other]))
    assert np.abs(found.areas - wanted).max(initial=0.0) < 1e-7
    assert not found.doubtful.any()


def test_holes_parts_and_both_ring_directions_count_right() -> None:
    ring = shapely.box(0, 0, 100, 100).difference(shapely.box(40, 40, 60, 60))
    two = shapely.MultiPolygon([shapely.box(-10, -10, 50, 50), shapely.box(70, 70, 130, 130)])
    turned = shapely.reverse(two)
    wanted = ring.intersection(two).area
    for target, other in ((ring, two), (two, ring), (shapely.reverse(ring), turned), (turned, ring)):
        assert areas([target], [other]).areas[0] == pytest.approx(wanted, abs=1e-9)


def test_neighbours_share_nothing_even_along_a_crooked_border() -> None:
    border = [(0, 0), (3.3, 7.7), (-2.1, 11.9), (4.7, 20.3), (0.1, 30)]
    west = shapely.Polygon([*border, (-40, 30), (-40, 0)])
    east = shapely.Polygon([*border, (40, 30), (40, 0)])
    found = areas([west, west], [east, shapely.box(-40, 30, 40, 60)])
    assert np.abs(found.areas).max() < 1e-9


def test_pieces_of_a_partition_sum_to_the_whole() -> None:
    random = np.random.default_rng(7)
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(random.uniform(0, 1000, (400, 2)))))
    targets = shapely.make_valid(np.array([blob(random, 60, 200.0, (500.0, 500.0)) for _ in range(5)]))
    target, other = (axis.ravel() for axis in np.meshgrid(np.arange(5), np.arange(len(cells))))
    found = common_areas(EdgeTable.of(FlatPolygons.of(targets)), FlatPolygons.of(cells), target, other)
    assert np.bincount(target, found.areas) == pytest.approx(shapely.area(targets), abs=1e-7)


def test_a_polygon_that_crosses_itself_is_in_doubt() -> None:
    bow_tie = shapely.Polygon([(0, 0), (100, 100), (100, 0), (0, 100)])
    found = areas([shapely.box(10, 10, 90, 90), shapely.box(110, 0, 120, 9)], [bow_tie, bow_tie])
    assert found.doubtful.tolist() == [True, False]


def test_ground_counted_backwards_or_twice_is_in_doubt() -> None:
    # The crossing lies far from the target: only the figure gives the fault away.
    loop = [(0, 0), (100, 0), (100, 100), (0, 100), (0, 0)]
    twice = shapely.Polygon([*loop[:-1], (-1, -1), (101, -1), (101, 101), (-1, 101)])
    flipped = shapely.Polygon([(0, 0), (400, 300), (400, 0), (0, 300)])
    found = areas([shapely.box(40, 40, 60, 60), shapely.box(20, 100, 30, 110)], [twice, flipped])
    assert found.doubtful[0]
    assert found.areas[0] <= 400.0 + 1e-9


def test_rows_without_a_shape_have_nothing_in_common() -> None:
    assert areas([None, shapely.box(0, 0, 1, 1)], [shapely.box(0, 0, 1, 1), None]).areas.tolist() == [0.0, 0.0]
    empty = FlatPolygons.of(np.array([], dtype=object))
    nothing = common_areas(EdgeTable.of(empty), empty, *(np.array([], dtype=int),) * 2)
    assert len(nothing.areas) == 0


def test_steps_of_any_size_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    targets, others = valid_blobs(3, 8, 50, 0.0), valid_blobs(4, 8, 50, 0.0)
    target, other = (axis.ravel() for axis in np.meshgrid(np.arange(len(targets)), np.arange(len(others))))
    arguments = EdgeTable.of(FlatPolygons.of(targets)), FlatPolygons.of(others), target, other
    whole = common_areas(*arguments).areas
    monkeypatch.setattr(commonarea, "CHUNK_BLOCKS", 3)
    assert common_areas(*arguments).areas.tolist() == whole.tolist()


def test_upright_and_level_edges_on_top_of_each_other() -> None:
    stairs = shapely.Polygon([(0, 0), (10, 0), (10, 2), (8, 2), (8, 4), (6, 4), (6, 6), (0, 6)])
    found = areas([stairs] * 3, [shapely.box(6, 2, 10, 6), shapely.box(0, 0, 10, 6), stairs])
    assert found.areas == pytest.approx([4.0, stairs.area, stairs.area], abs=1e-9)
