# SPDX-License-Identifier: GPL-2.0-or-later
"""No pair of boxes that touch is ever missed, and none that does not is told."""

from __future__ import annotations

import numpy as np
import pytest

from anyue_farmland_plugin.core.nearby import near, strange_rows
from anyue_farmland_plugin.core.ports import Boxes


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
    shape, box = near(Boxes(np.arange(900) + 1, parcels), shapes)
    assert np.column_stack((shape, box)).tolist() == every_pair(shapes, parcels)
    assert strange_rows(Boxes(np.arange(900) + 1, parcels)).tolist() == []


def test_what_has_no_box_meets_nothing_but_is_read() -> None:
    parcels = np.array([[0.0, 0.0, 1.0, 1.0], [5.0, 5.0, 6.0, 6.0], [np.nan, 0.0, 1.0, 1.0], [0.0, 0.0, np.inf, 1.0]])
    shapes = np.array([[np.nan] * 4, [0.5, 0.5, 0.6, 0.6]])
    source = Boxes(np.arange(4), parcels)
    assert np.column_stack(near(source, shapes)).tolist() == [[1, 0]]
    assert strange_rows(source).tolist() == [2, 3]
    assert len(near(Boxes(np.empty(0, dtype=np.int64), np.empty((0, 4))), shapes)[0]) == 0
    assert len(near(source, np.empty((0, 4)))[0]) == 0


def test_eastings_with_their_zone_number_do_no_harm() -> None:
    rng = np.random.default_rng(3)
    shift = np.array([35_535_000.0, 3_325_000.0] * 2)
    parcels, shapes = boxes(rng, 2_000, 4.0, whole=True) + shift, boxes(rng, 200, 4.0, whole=True) + shift
    shape, box = near(Boxes(np.arange(2_000), parcels), shapes)
    assert np.column_stack((shape, box)).tolist() == every_pair(shapes, parcels)
