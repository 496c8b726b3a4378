# SPDX-License-Identifier: GPL-2.0-or-later
"""No pair of boxes that touch is ever missed, and none that does not is told."""

from __future__ import annotations

import numpy as np
import pytest

from anyue_farmland_plugin.core.boxgrid import BoxGrid


def boxes(rng: np.random.Generator, count: int, size: float, *, whole: bool = False) -> np.ndarray:
    corner = rng.uniform(0.0, 1_000.0, (count, 2))
    found = np.hstack((corner, corner + rng.exponential(size, (count, 2))))
    return np.round(found) if whole else found  # whole numbers: many that just touch


def every_pair(first: np.ndarray, second: np.ndarray) -> list:
    """Compare all with all."""
    meets = np.ones((len(first), len(second)), dtype=bool)
    for axis in (0, 1):
        meets &= first[:, None, axis] <= second[None, :, axis + 2]
        meets &= second[None, :, axis] <= first[:, None, axis + 2]
    return np.argwhere(meets).tolist()


@pytest.mark.parametrize("whole", [False, True])
@pytest.mark.parametrize(("changes", "size"), [(1, 5.0), (40, 1.0), (300, 0.3), (60, 300.0), (2, 0.0)])
def test_all_pairs_are_found_in_order(changes: int, size: float, whole: bool) -> None:
    rng = np.random.default_rng(changes)
    parcels, shapes = boxes(rng, 900, 12.0, whole=whole), boxes(rng, changes, size, whole=whole)
    grid = BoxGrid.of(parcels)
    assert np.column_stack(grid.meeting(shapes)).tolist() == every_pair(shapes, parcels)
    assert grid.strange.tolist() == []


def test_what_has_no_box_meets_nothing_but_is_read() -> None:
    parcels = np.array([[0.0, 0.0, 1.0, 1.0], [5.0, 5.0, 6.0, 6.0], [np.nan, 0.0, 1.0, 1.0], [0.0, 0.0, np.inf, 1.0]])
    shapes = np.array([[np.nan] * 4, [0.5, 0.5, 0.6, 0.6]])
    grid = BoxGrid.of(parcels)
    assert np.column_stack(grid.meeting(shapes)).tolist() == [[1, 0]]
    assert grid.strange.tolist() == [2, 3]
    assert len(BoxGrid.of(np.empty((0, 4))).meeting(shapes)[0]) == 0
    assert len(grid.meeting(np.empty((0, 4)))[0]) == 0


def test_eastings_with_their_zone_number_do_no_harm() -> None:
    rng = np.random.default_rng(3)
    shift = np.array([35_535_000.0, 3_325_000.0] * 2)
    parcels, shapes = boxes(rng, 2_000, 4.0, whole=True) + shift, boxes(rng, 200, 4.0, whole=True) + shift
    assert np.column_stack(BoxGrid.of(parcels).meeting(shapes)).tolist() == every_pair(shapes, parcels)


def test_a_few_boxes_anywhere_and_of_any_size_do_no_harm() -> None:
    rng = np.random.default_rng(4)
    parcels, shapes = boxes(rng, 600, 8.0), boxes(rng, 90, 8.0)
    parcels[5] = [-1e300, -1e300, 1e300, 1e300]
    parcels[6] = parcels[7] = [-1e308, 2.0, 1e308, 900.0]
    parcels[8] = [7e12, 7e12, 7e12, 7e12]
    shapes[3], shapes[4] = [-np.finfo(float).max, 0.0, np.finfo(float).max, 1e300], [7e12, 7e12, 8e12, 8e12]
    grid = BoxGrid.of(parcels)
    assert np.column_stack(grid.meeting(shapes)).tolist() == every_pair(shapes, parcels)
    assert max(len(level.meeting(shapes[5:])[0]) for level in grid.levels) < 2_000  # cells did not grow with them
    same = np.repeat([[3.0, 4.0, 3.0, 4.0]], 50, axis=0)
    assert len(BoxGrid.of(same).meeting(same)[0]) == 50 * 50
