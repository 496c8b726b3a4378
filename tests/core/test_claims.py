# SPDX-License-Identifier: GPL-2.0-or-later
"""Ground that is delivered month after month is claimed from its parcel once."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from anyue_farmland_plugin.core.claims import ground_areas, unclaimed_areas
from anyue_farmland_plugin.core.ellipsoid import ellipsoidal_areas
from anyue_farmland_plugin.core.overlay import OverlayPairs
from anyue_farmland_plugin.core.pieces import Pieces

CRS = "EPSG:4523"
EAST, NORTH = 35_535_000.0, 3_325_000.0


def box(x: float, y: float, width: float, height: float) -> shapely.Polygon:
    return shapely.box(EAST + x, NORTH + y, EAST + x + width, NORTH + y + height)


def m2(shape: shapely.Geometry) -> float:
    return float(ellipsoidal_areas(np.array([shape], dtype=object), CRS)[0])


def pieces(shapes: np.ndarray, parcels: list) -> Pieces:
    numbers = np.array(parcels, dtype=np.int64)
    return Pieces.of(OverlayPairs(np.arange(len(shapes)), numbers, shapes), CRS)


def unclaimed(shapes: list, parcels: list, earlier: dict) -> np.ndarray:
    shapes = np.array(shapes, dtype=object)
    areas = ellipsoidal_areas(shapes, CRS)
    return unclaimed_areas(pieces(shapes, parcels), areas, crs=CRS, earlier=earlier)


def test_the_earlier_piece_claims_the_common_ground() -> None:
    found = unclaimed([box(0, 0, 20, 10), box(10, 0, 20, 10), box(25, 0, 10, 10)], [0, 0, 0], {})
    assert found == pytest.approx([m2(box(0, 0, 20, 10)), m2(box(20, 0, 10, 10)), m2(box(30, 0, 5, 10))], abs=1e-4)


def test_pieces_of_different_parcels_do_not_compete() -> None:
    found = unclaimed([box(0, 0, 20, 10), box(0, 0, 20, 10)], [0, 1], {})
    assert found == pytest.approx([m2(box(0, 0, 20, 10))] * 2, abs=1e-9)


def test_what_older_batches_hold_is_not_claimed_again() -> None:
    earlier = {3: [box(0, 0, 10, 10), box(5, 0, 10, 10)], 4: [box(0, 0, 500, 500)]}
    found = unclaimed([box(0, 0, 20, 10), box(0, 2, 12, 3), box(300, 0, 5, 5)], [3, 3, 3], earlier)
    assert found == pytest.approx([m2(box(15, 0, 5, 10)), 0.0, m2(box(300, 0, 5, 5))], abs=1e-4)


def test_neighbours_keep_the_areas_they_were_given() -> None:
    shapes = np.array([box(0, 0, 10, 10), box(10, 0, 10, 10)], dtype=object)
    booked = np.array([100.01, 99.98])
    assert unclaimed_areas(pieces(shapes, [0, 0]), booked, crs=CRS, earlier={}).tolist() == booked.tolist()


def test_a_line_left_over_from_a_difference_does_not_hide_the_ground_beside_it() -> None:
    # GEOS 3.14 answers with a polygon and a line along the other shape's edge
    shape = shapely.Polygon(
        [
            (35532935.8073, 3339481.6186000006),
            (35532918.679, 3339472.3805999993),
            (35532904.0, 3339448.6636612834),
            (35532912.5379, 3339452.4318999997),
            (35532902.0674, 3339447.8107000003),
            (35532848.0, 3339440.085794902),
        ]
    )
    held = shapely.Polygon(
        [
            (35532921.68155131, 3339474.0),
            (35532928.0, 3339472.8703130605),
            (35532928.0, 3339463.9999999995),
        ]
    )
    corner = shapely.box(35532840, 3339430, 35532870, 3339460)
    (claim,) = unclaimed([shape], [0], {0: [corner, held]})
    assert claim == pytest.approx(m2(shape) - m2(shapely.intersection(shape, corner)), abs=1e-3)


def test_nothing_to_claim() -> None:
    nothing = np.empty(0, dtype=object)
    assert len(unclaimed_areas(pieces(nothing, []), np.empty(0), crs=CRS, earlier={})) == 0


def test_ground_held_by_overlapping_pieces_counts_once() -> None:
    held = ground_areas({7: [box(0, 0, 10, 10), box(5, 0, 10, 10)], 2: [box(0, 0, 1, 1)]}, CRS)
    assert held == pytest.approx({7: m2(box(0, 0, 15, 10)), 2: m2(box(0, 0, 1, 1))}, abs=1e-4)


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**32 - 1))
def test_random_pieces_claim_what_a_running_union_leaves(seed: int) -> None:
    random = np.random.default_rng(seed)

    def some(count: int) -> list:
        sides = np.round(random.uniform(0, 30, (count, 2)), random.integers(0, 3))
        return [box(x, y, *random.uniform(2, 20, 2)) for x, y in sides]

    parcels = np.sort(random.integers(0, 3, 12))
    pieces, earlier = some(12), {number: some(random.integers(0, 3)) for number in (0, 2)}
    found = unclaimed(pieces, parcels.tolist(), earlier)
    for number in range(3):
        taken = shapely.union_all(earlier.get(number, []))
        for row in np.flatnonzero(parcels == number):
            assert found[row] == pytest.approx(m2(shapely.difference(pieces[row], taken)), abs=1e-4)
            taken = shapely.union(taken, pieces[row])
