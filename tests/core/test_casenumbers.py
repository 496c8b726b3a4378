# SPDX-License-Identifier: GPL-2.0-or-later
"""Case numbers run per township and year and survive the way to the city and back."""

from __future__ import annotations

import pytest

from anyue_farmland_plugin.core.casenumbers import (
    CaseNumber,
    CaseNumbering,
    number_series,
    parse_case_number,
    parse_city_number,
)
from anyue_farmland_plugin.core.errors import InputDataError


def test_numbers_run_per_township_and_year_and_go_on_after_a_ledgers_own() -> None:
    numbering = CaseNumbering(["512021103-2022-0007", "512021103-2022-0003", "512021110-2021-0040"])
    assert str(numbering.take("512021103", 2022)) == "512021103-2022-0008"
    assert str(numbering.take("512021103", 2022)) == "512021103-2022-0009"
    assert str(numbering.take("512021103", 2023)) == "512021103-2023-0001"
    assert str(numbering.take("512021110", 2022)) == "512021110-2022-0001"


@pytest.mark.parametrize("town", ["", "51202", "N/A", "5120211100"])
def test_an_unknown_township_counts_for_the_county(town: str) -> None:
    assert str(CaseNumbering().take(town, 2022)) == "512021000-2022-0001"
    assert str(CaseNumbering(county_code="330100").take(town, 2022)) == "330100000-2022-0001"


def test_the_citys_form_carries_the_type_and_comes_back() -> None:
    number = CaseNumber("512021103", 2022, 7)
    assert number.city_form("FN01") == "512021103-FN01-2022-0007"
    assert number.city_form() == "512021103-XX00-2022-0007"
    assert parse_city_number("512021103-FN01-2022-0007") == (number, "FN01")
    assert parse_city_number(number.city_form()) == (number, "")
    assert parse_case_number(" 512021103-2022-0007\n") == number


def test_the_ten_thousandth_case_still_has_a_number() -> None:
    number = CaseNumbering(["512021000-2022-9999"]).take("", 2022)
    assert parse_case_number(str(number)) == number == CaseNumber("512021000", 2022, 10000)


def test_numbers_given_in_a_package_have_a_series_of_their_own() -> None:
    series = number_series("3f2a91c0-5a53-4d27-9a35-0d6a5a1b7c11")
    packed = ["512021103-2022-0007", "512021103-2022-P3F2A-0002", "512021103-2022-P0000-0009"]
    number = CaseNumbering(packed, series=series).take("512021103", 2022)
    assert str(number) == "512021103-2022-P3F2A-0003"
    assert parse_case_number(str(number)) == number
    assert parse_city_number(number.city_form("FN01")) == (number, "FN01")
    assert str(CaseNumbering(packed, series=number_series("")).take("512021103", 2022)) == "512021103-2022-0008"


@pytest.mark.parametrize("text", ["", "512021103-2022", "512021103-2022-007", "51202110x-2022-0007", "1-2-3"])
def test_other_text_is_refused(text: str) -> None:
    with pytest.raises(InputDataError, match="512021103-2022-0007"):
        parse_case_number(text)
    with pytest.raises(InputDataError, match="TZID"):
        parse_city_number(text)
