# SPDX-License-Identifier: GPL-2.0-or-later
"""Every change's account: what lies inside parcels, outside them and in two of them at once."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from anyue_farmland_plugin.core.balance import Balance, balance
from anyue_farmland_plugin.core.ellipsoid import ellipsoidal_areas, to_cents
from anyue_farmland_plugin.core.overlay import overlay_pairs

CRS = "EPSG:4523"
EAST, NORTH = 35_535_000.0, 3_325_000.0


def box(x: float, y: float, width: float, height: float) -> shapely.Polygon:
    return shapely.box(EAST + x, NORTH + y, EAST + x + width, NORTH + y + height)


def account(changes: list, parcels: list) -> tuple[Balance, np.ndarray]:
    rows = np.array(changes, dtype=object)
    pairs = overlay_pairs(rows, np.array(parcels, dtype=object))
    areas = ellipsoidal_areas(pairs.geometry, CRS)
    return balance(rows, pairs.geometry, pairs.change_index, areas, crs=CRS), pairs.change_index


def cents(shape: shapely.Geometry) -> int:
    return int(to_cents(ellipsoidal_areas(np.array([shape], dtype=object), CRS))[0])


def test_a_change_cut_by_parcels_is_all_inside() -> None:
    change = shapely.buffer(shapely.Point(EAST + 50, NORTH + 50), 40)
    found, _ = account([change], [box(0, 0, 37.3, 100), box(37.3, 0, 62.7, 41.7), box(37.3, 41.7, 62.7, 58.3)])
    assert (found.outside[0], found.doubled[0]) == (0, 0)
    assert found.overlay[0] == found.area[0] == cents(change) == found.piece_areas.sum()


def test_changes_without_parcel_or_shape() -> None:
    found, _ = account([box(500, 0, 10, 10), None, box(0, 0, 10, 10)], [box(0, 0, 5, 10)])
    assert found.outside.tolist() == [cents(box(500, 0, 10, 10)), 0, cents(box(5, 0, 5, 10))]
    assert found.overlay.tolist() == [0, 0, found.area[2] - found.outside[2]]


@pytest.mark.parametrize("side", ["left", "middle", "right"])
def test_a_parcel_delivered_twice_does_not_make_up_for_missing_ground(side: str) -> None:
    # two times 30 × 20 m of a change of 60 × 20 m: the sum of the pieces is the whole change
    start = {"left": 0.0, "middle": 15.0, "right": 30.0}[side]
    parcel = box(start, -5, 30, 50)
    found, _ = account([box(0, 0, 60, 20)], [parcel, parcel])
    assert found.doubled[0] == cents(box(start, 0, 30, 20))
    assert found.outside[0] == pytest.approx(found.area[0] / 2, abs=2)
    assert found.residual == 0


def test_borders_that_cross_leave_a_gap_and_an_overlap_of_one_size() -> None:
    # the border of two parcels drawn twice, the second time turned around its middle
    west = shapely.Polygon([(EAST, NORTH), (EAST + 50.1, NORTH), (EAST + 49.9, NORTH + 40), (EAST, NORTH + 40)])
    east = shapely.Polygon(
        [(EAST + 49.9, NORTH), (EAST + 100, NORTH), (EAST + 100, NORTH + 40), (EAST + 50.1, NORTH + 40)]
    )
    found, _ = account([box(0, 0, 100, 40)], [west, east])
    assert found.outside[0] == pytest.approx(200, abs=1)  # a triangle of 20 × 0.2 m
    assert found.doubled[0] == pytest.approx(200, abs=1)


def test_a_gap_of_a_millimetre_is_outside() -> None:
    found, _ = account([box(0, 0, 100, 40)], [box(0, 0, 50, 40), box(50.001, 0, 50, 40)])
    assert found.outside[0] == pytest.approx(4, abs=1)


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**32 - 1))
def test_random_parcels_are_accounted_for_as_by_unions(seed: int) -> None:
    random = np.random.default_rng(seed)
    cut = np.sort(np.round(random.uniform(0, 100, 3), random.integers(0, 3)))
    sides = [0.0, *cut.tolist(), 100.0]
    parcels = [box(a, 0, b - a, 100) for a, b in zip(sides, sides[1:]) if b > a]
    extra = random.integers(0, 3)
    parcels += [box(*random.uniform(0, 60, 2), *random.uniform(1, 40, 2)) for _ in range(extra)]
    parcels = [parcel for parcel in parcels if random.random() > 0.15] or parcels[:1]
    changes = [
        shapely.buffer(shapely.Point(EAST + x, NORTH + y), radius, quad_segs=int(segments))
        for x, y, radius, segments in zip(
            random.uniform(-10, 110, 6), random.uniform(10, 90, 6), random.uniform(1, 40, 6), random.integers(1, 9, 6)
        )
    ]
    found, change_of = account(changes, parcels)
    for row, change in enumerate(changes):
        inside = [shapely.intersection(change, parcel) for parcel in parcels]
        joined = shapely.union_all(inside)
        assert found.outside[row] == pytest.approx(cents(shapely.difference(change, joined)), abs=1)
        assert found.doubled[row] == pytest.approx(sum(shape.area for shape in inside) * 100 - joined.area * 100, abs=9)
        assert found.piece_areas[change_of == row].sum() == found.overlay[row]
    assert found.residual == 0
