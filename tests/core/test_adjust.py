# SPDX-License-Identifier: GPL-2.0-or-later
"""Adjustment to the control area: the survey's worked examples, and sums to the cent."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyue_farmland_plugin.core.adjust import (
    AdjustmentFlag,
    adjust_parcels,
    adjust_to_control,
    group_sums,
    net_of_ridges,
    spread_by_area,
)
from anyue_farmland_plugin.core.errors import GeometryError


def test_the_survey_example_that_takes_a_cent_from_everybody() -> None:
    # The three pieces sum to 100.04: four cents too many, one each and one more from the largest.
    assert adjust_to_control(np.array([6002, 3001, 1001]), 10_000).tolist() == [6000, 3000, 1000]


def test_the_survey_example_that_gives() -> None:
    adjusted = adjust_to_control(np.array([2_027_312, 1_962_113, 2_010_337]), 6_000_000)
    assert adjusted.tolist() == [2_027_392, 1_962_192, 2_010_416]


def test_nothing_to_do_changes_nothing() -> None:
    assert adjust_to_control(np.array([700, 300]), 1000).tolist() == [700, 300]
    assert adjust_to_control(np.empty(0, dtype=np.int64), 1000).tolist() == []


def test_no_piece_falls_to_zero() -> None:
    adjusted = adjust_to_control(np.array([1000, 2, 1]), 990)
    assert adjusted.tolist() == [988, 1, 1]


def test_a_control_area_without_a_cent_for_each_is_refused() -> None:
    with pytest.raises(GeometryError, match="TBMJ"):
        adjust_to_control(np.array([5, 5, 5]), 2)


@given(
    areas=st.lists(st.integers(1, 10**9), min_size=1, max_size=30),
    difference=st.integers(-(10**6), 10**6),
)
def test_adjusted_pieces_sum_to_the_control_and_stay_positive(areas: list[int], difference: int) -> None:
    control = max(sum(areas) + difference, len(areas))
    adjusted = adjust_to_control(np.array(areas), control)
    assert adjusted.sum() == control
    assert adjusted.min() >= 1
    spread = adjusted - np.array(areas)
    if (np.array(areas) + spread.min() > 1).all():
        assert spread.max() - spread.min() <= 1


def test_pieces_and_remainder_of_a_parcel_sum_to_its_survey_area() -> None:
    result = adjust_parcels(
        np.array([1200.004, 300.0]), np.array([0, 0]), parcel_areas=np.array([6666.80]), controls=np.array([6667.0])
    )
    assert result.pieces.sum() + result.remainders[0] == 666_700
    assert result.flags.tolist() == [AdjustmentFlag.NONE]
    assert abs(result.pieces[0] - 120_000) <= 8


@pytest.mark.parametrize(
    ("control", "flag"),
    [
        (6_667.0, AdjustmentFlag.NONE),
        (6_673.0, AdjustmentFlag.NONE),
        (6_700.0, AdjustmentFlag.SCALED),
        (7_000.0, AdjustmentFlag.FLAGGED),
        (10.0, AdjustmentFlag.FLAGGED),
        (0.0, AdjustmentFlag.NO_CONTROL),
        (float("nan"), AdjustmentFlag.NO_CONTROL),
    ],
)
def test_a_survey_area_far_from_the_geometry_scales_and_flags(control: float, flag: AdjustmentFlag) -> None:
    result = adjust_parcels(
        np.array([1333.36]), np.array([0]), parcel_areas=np.array([6666.8]), controls=np.array([control])
    )
    target = 6666.8 if flag is AdjustmentFlag.NO_CONTROL else control
    assert result.flags.tolist() == [flag]
    assert result.pieces[0] + result.remainders[0] == round(target * 100)
    assert result.pieces[0] == pytest.approx(target * 20, abs=max(350, 0.01))


def test_a_tiny_parcel_is_not_flagged_for_less_than_a_square_metre() -> None:
    result = adjust_parcels(np.array([20.0]), np.array([0]), parcel_areas=np.array([40.0]), controls=np.array([40.9]))
    assert result.flags.tolist() == [AdjustmentFlag.NONE]


def test_a_parcel_wholly_inside_a_change_has_no_remainder() -> None:
    result = adjust_parcels(
        np.array([500.001]), np.array([1]), parcel_areas=np.array([90.0, 500.0]), controls=np.array([91.0, 500.3])
    )
    assert result.pieces.tolist() == [50_030]
    assert result.remainders.tolist() == [9_100, 0]


def test_overlapping_changes_never_take_more_than_the_parcel() -> None:
    result = adjust_parcels(
        np.array([800.0, 700.0]), np.array([0, 0]), parcel_areas=np.array([1000.0]), controls=np.array([1000.0])
    )
    assert result.pieces.sum() == 100_000
    assert result.pieces.tolist() == pytest.approx([53_333, 46_667], abs=1)


@given(
    areas=st.lists(st.floats(0.001, 5000.0), min_size=1, max_size=12),
    rest=st.floats(0.0, 5000.0),
    factor=st.floats(0.9, 1.1),
)
def test_every_parcel_is_used_up_to_the_cent(areas: list[float], rest: float, factor: float) -> None:
    whole = sum(areas) + rest
    control = round(whole * factor, 2)
    result = adjust_parcels(
        np.array(areas), np.zeros(len(areas), dtype=int), parcel_areas=np.array([whole]), controls=np.array([control])
    )
    total = int(result.pieces.sum() + result.remainders.sum())
    assert result.pieces.min() >= 1
    if result.flags[0] != AdjustmentFlag.NO_CONTROL:
        assert total == round(control * 100)


def test_ridges_are_rounded_like_the_survey_does() -> None:
    # 1234.56 m2 × 0.1234 = 152.3447 → 152.34
    assert net_of_ridges(np.array([123_456, 1000, 1000]), np.array([0.1234, 0.0, np.nan])).tolist() == [
        123_456 - 15_234,
        1000,
        1000,
    ]


def test_spreading_by_area_leaves_small_pieces_as_measured() -> None:
    groups = np.array([1, 0, 0, 0, 0])
    spread = spread_by_area(np.array([77, 12, 1, 900_000, 450_000]), groups, np.array([1_350_043, 80, 0]))
    assert int(spread[1:].sum()) == 1_350_043
    assert spread.tolist()[:3] == [80, 12, 1]


@given(
    st.lists(st.lists(st.integers(1, 10**9), min_size=1, max_size=20), min_size=1, max_size=5), st.floats(-1e-6, 1e-6)
)
def test_spreading_by_area_always_sums(groups: list, share: float) -> None:
    sums = np.array([sum(areas) for areas in groups])
    controls = sums + np.round(sums * share).astype(np.int64)
    number = np.repeat(np.arange(len(groups)), [len(areas) for areas in groups])
    areas = np.concatenate(groups)
    spread = spread_by_area(areas, number, controls)
    assert group_sums(spread, number, len(groups)).tolist() == controls.tolist()
    assert np.all(np.abs(spread - areas) <= areas * abs(share) + 2)
