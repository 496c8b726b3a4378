# SPDX-License-Identifier: GPL-2.0-or-later
"""A place that is delivered again joins the case it already has."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from anyue_farmland_plugin.core.sameplace import SAME_SHARE, Match, same_places


def shapes(*items: object) -> np.ndarray:
    result = np.empty(len(items), dtype=object)
    result[:] = items
    return result


def test_the_best_share_wins_then_the_older_case() -> None:
    known = shapes(shapely.box(0, 0, 10, 10), shapely.box(0, 0, 10, 9), shapely.box(0, 0, 10, 10))
    assert same_places(known, shapes(shapely.box(0, 0, 10, 10))) == [Match(0, 1.0)]
    assert same_places(known, shapes(shapely.box(0, 0, 10, 9)))[0] == Match(1, 1.0)


@pytest.mark.parametrize(("width", "joins"), [(6.0, True), (5.99, False)])
def test_six_tenths_in_common_are_the_same_place(width: float, joins: bool) -> None:
    found = same_places(shapes(shapely.box(0, 0, 10, 10)), shapes(shapely.box(0, 0, width, 10)))
    assert (found[0] is not None) is joins


def test_nobody_joins_a_clue_that_joined_another() -> None:
    first, second, third = shapely.box(0, 0, 10, 10), shapely.box(1, 0, 11, 10), shapely.box(3, 0, 13, 10)
    found = same_places(shapes(), shapes(first, second, third, None))
    assert found[1].row == 0
    assert found[2] is None  # near enough to the second only, which has no case of its own
    assert found[3] is None


@settings(max_examples=80, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), known=st.integers(0, 4))
def test_random_places_are_judged_as_pair_by_pair(seed: int, known: int) -> None:
    random = np.random.default_rng(seed)
    corner, size = random.integers(0, 3, (9, 2)), random.uniform(2, 4, (9, 2))
    places = [
        shapely.buffer(shapely.box(x, y, x + w, y + h), random.uniform(-0.9, 0.5))
        for (x, y), (w, h) in zip(corner, size)
    ]
    found = same_places(shapes(*places[:known]), shapes(*places[known:]))
    for row in range(known, len(places)):
        shares = {}
        for other in range(row):
            if other >= known and found[other - known] is not None:
                continue
            common = places[row].intersection(places[other]).area
            shares[other] = common / places[row].union(places[other]).area
        best = max(shares, key=lambda other: (round(shares[other], 9), -other), default=None)
        match = found[row - known]
        if best is None or shares[best] < SAME_SHARE - 1e-9:
            assert match is None
        elif shares[best] > SAME_SHARE + 1e-9:
            assert match is not None
            assert match.row == best
            assert match.share == pytest.approx(shares[best])
