# SPDX-License-Identifier: GPL-2.0-or-later
"""Coordinate systems: what a .prj means, what may be converted, what must be refused."""

from __future__ import annotations

import numpy as np
import pyproj
import pytest
import shapely

from anyue_farmland_plugin.core import crs
from anyue_farmland_plugin.core.errors import CrsError

POINT = np.array([shapely.Point(35_535_000.0, 3_325_000.0), None], dtype=object)


@pytest.mark.parametrize("code", [4523, 4544, 4496, 4507, 4490, 2359, 2411, 3826, 2193])
def test_an_esri_prj_without_code_is_recognised(code: int) -> None:
    prj = pyproj.CRS.from_epsg(code).to_wkt("WKT1_ESRI")
    assert "EPSG" not in prj
    assert crs.normalise_crs(prj) == f"EPSG:{code}"


def test_a_private_system_stays_what_it_is() -> None:
    private = pyproj.CRS.from_proj4("+proj=tmerc +lon_0=105.3 +x_0=123 +ellps=GRS80 +units=m").to_wkt()
    assert crs.normalise_crs(private).startswith("PROJCRS")
    definition = crs.srs_definition(private)
    assert (definition.auth_name, definition.code) == ("NONE", crs.CUSTOM_SRS_CODE)
    assert definition.wkt1.startswith("PROJCS[")


def test_the_ledger_row_names_authority_code_and_wkt() -> None:
    definition = crs.srs_definition(pyproj.CRS.from_epsg(4523).to_wkt("WKT1_ESRI"))
    assert (definition.auth_name, definition.code) == ("EPSG", 4523)
    assert definition.name == "CGCS2000 / 3-degree Gauss-Kruger zone 35"
    assert 'AUTHORITY["EPSG","4523"]' in definition.wkt1


def test_east_comes_before_north_and_none_stays_none() -> None:
    moved = crs.transform(POINT, "EPSG:4523", "EPSG:4490")
    assert moved[1] is None
    assert (moved[0].x, moved[0].y) == pytest.approx((105.36290, 30.04358), abs=1e-5)
    back = crs.transform(moved, "EPSG:4490", "EPSG:4523")
    assert (back[0].x, back[0].y) == pytest.approx((POINT[0].x, POINT[0].y), abs=1e-6)
    assert POINT[0].x == 35_535_000.0


def test_the_two_grids_of_the_county_differ_by_the_zone_number_only() -> None:
    moved = crs.transform(POINT, "EPSG:4523", "EPSG:4544")
    assert (moved[0].x, moved[0].y) == pytest.approx((535_000.0, 3_325_000.0), abs=1e-6)


def test_satellite_positions_count_as_cgcs2000() -> None:
    moved = crs.transform(np.array([shapely.Point(105.0, 30.0)], dtype=object), "EPSG:4326", "EPSG:4523")
    assert moved[0].x == pytest.approx(35_500_000.0, abs=1e-3)


@pytest.mark.parametrize("old", ["EPSG:2411", "EPSG:2359", "EPSG:4214", "EPSG:4610", "EPSG:2380"])
def test_old_chinese_datums_are_not_guessed_into_cgcs2000(old: str) -> None:
    with pytest.raises(CrsError) as refused:
        crs.transform(np.array([shapely.Point(105, 30)], dtype=object), old, "EPSG:4523")
    assert old in str(refused.value)
    assert "CGCS2000" in str(refused.value)
    with pytest.raises(CrsError):
        crs.transform(np.array([shapely.Point(105, 30)], dtype=object), "EPSG:4326", old)


def test_grids_of_one_old_datum_convert_into_each_other() -> None:
    moved = crs.transform(POINT, "EPSG:2359", "EPSG:2380")
    assert moved[0].x == pytest.approx(535_000.0, abs=1e-6)


def test_taiwan_degrees_fit_the_taiwan_grid_but_not_the_chinese_one() -> None:
    point = np.array([shapely.Point(120.5, 23.9)], dtype=object)
    assert crs.transform(point, "EPSG:3824", "EPSG:3826")[0].x == pytest.approx(199_100, abs=300)
    with pytest.raises(CrsError, match="No exact transformation"):
        crs.transform(point, "EPSG:3824", "EPSG:4523")


def test_coordinates_that_do_not_fit_the_system_are_refused() -> None:
    with pytest.raises(CrsError, match="outside the area"):
        crs.transform(np.array([shapely.Point(500_000, 3_000_000)], dtype=object), "EPSG:4490", "EPSG:4523")


@pytest.mark.parametrize("text", ["", "  ", "EPSG:1", "rubbish", 'LOCAL_CS["site",UNIT["metre",1]]'])
def test_an_unusable_definition_ends_in_a_sentence(text: str) -> None:
    with pytest.raises(CrsError, match=r"\.$"):
        crs.parse_crs(text)


def test_heights_and_shifts_are_stripped_from_a_definition() -> None:
    assert crs.normalise_crs("EPSG:4979") in ("EPSG:4326", "EPSG:4979")
    bound = "+proj=utm +zone=48 +ellps=GRS80 +towgs84=1,2,3 +units=m +type=crs"
    assert crs.parse_crs(bound).is_projected
    assert crs.parse_crs("EPSG:4326+5773").is_geographic


def test_sameness_ignores_how_a_system_is_written() -> None:
    assert crs.same_crs(pyproj.CRS.from_epsg(4523).to_wkt("WKT1_ESRI"), "EPSG:4523")
    assert not crs.same_crs("EPSG:4523", "EPSG:4544")
    assert crs.is_geographic("EPSG:4490")
    assert "EPSG:4523" in crs.title("EPSG:4523")


def test_digits_speak_for_a_system_when_none_is_declared() -> None:
    assert crs.guess_crs((35_500_000, 3_290_000, 35_560_000, 3_350_000)) == "EPSG:4523"
    assert crs.guess_crs((500_000, 3_290_000, 560_000, 3_350_000)) == "EPSG:4544"
    assert crs.guess_crs((105.0, 29.8, 105.6, 30.2)) == "EPSG:4490"
    assert crs.guess_crs((0, 0, 1, 1)) is None


def test_a_central_meridian_prj_over_zone_coordinates_is_noticed() -> None:
    bounds = (35_500_000.0, 3_290_000.0, 35_560_000.0, 3_350_000.0)
    assert crs.digits_conflict("EPSG:4544", bounds) == "EPSG:4523"
    assert crs.digits_conflict("EPSG:4523", bounds) is None
    assert crs.digits_conflict("EPSG:2193", bounds) is None
