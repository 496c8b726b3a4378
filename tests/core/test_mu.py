# SPDX-License-Identifier: GPL-2.0-or-later
"""Areas read as the bureau writes them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from anyue_farmland_plugin.core.mu import format_area, format_m2, format_mu, mu


def test_both_units_side_by_side() -> None:
    assert format_area(2280) == "3.42 亩 (2,280.0 m²)"
    assert format_area(1234567.89) == "1,851.85 亩 (1,234,567.9 m²)"


def test_no_area_is_a_dash_and_zero_is_zero() -> None:
    assert format_area(None) == format_mu(None) == format_m2(None) == "–"
    assert format_area(0.0) == format_area(-0.0) == "0.00 亩 (0.0 m²)"


def test_mu_is_three_two_thousandths() -> None:
    assert mu(2000 / 3) == 1.0
    assert mu(10000) == 15.0
    assert mu(3.33) == 0.0
    assert mu(3.34) == 0.01


@given(st.one_of(st.integers(0, 10**13).map(lambda cents: cents / 100), st.floats(-1e9, 1e14)))
def test_both_units_in_one_text_are_those_of_either_alone(area: float) -> None:
    assert format_area(area) == f"{format_mu(area)} ({format_m2(area)})"
