# SPDX-License-Identifier: GPL-2.0-or-later
"""The sample county behaves like a survey: no gaps, sums to the cent, codes and rules hold."""

from __future__ import annotations

from collections import Counter
from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pytest
import shapely

from anyue_farmland_plugin.core.errors import InputDataError
from anyue_farmland_plugin.core.landclass import is_cultivated, standard_classes
from anyue_farmland_plugin.core.units import find_unit, villages
from anyue_farmland_plugin.sample.county import SampleCounty, build_county

CENT = Decimal("0.01")
CROPS_BESIDE_DETAIL = {"LS", "FLS", "LYFL"}
CROPS = CROPS_BESIDE_DETAIL | {"XG", "LLJZ", "WG"}
RESTORABLE = {"JKHF", "GCHF", None}


@pytest.fixture(scope="module")
def county() -> SampleCounty:
    return build_county(20220610, 1500)


def cents(values: np.ndarray) -> np.ndarray:
    return np.rint(values.astype(float) * 100).astype(np.int64)


def test_parcels_cover_the_county_without_gap_or_overlap(county: SampleCounty) -> None:
    parcels = county.layers["DLTB"].geometries
    assert shapely.is_valid(parcels).all()
    assert shapely.coverage_is_valid(parcels)
    towns = county.layers["XZQ"].geometries
    assert shapely.coverage_is_valid(towns)
    outline = shapely.coverage_union_all(towns)
    assert shapely.get_num_geometries(outline) == 1
    assert len(shapely.get_rings(outline)) == 1
    assert shapely.area(parcels).sum() == pytest.approx(outline.area, abs=0.01)


def test_county_lies_inside_anyue_on_the_survey_grid(county: SampleCounty) -> None:
    for layer in county.layers.values():
        west, south, east, north = shapely.total_bounds(layer.geometries)
        assert 35_495_394 < west < east < 35_572_349
        assert 3_284_351 < south < north < 3_355_007
        xy = shapely.get_coordinates(layer.geometries)
        assert np.abs(xy - np.round(xy, 4)).max() < 1e-9, layer.name


def test_number_and_size_of_parcels_are_as_asked(county: SampleCounty) -> None:
    layer = county.layers["DLTB"]
    assert 0.85 * 1500 < len(layer) < 1.2 * 1500
    farm = shapely.area(layer.geometries[[is_cultivated(code) for code in layer.columns["DLBM"]]])
    assert 3_000 < np.median(farm) < 8_000
    assert np.percentile(farm, 90) > 4 * np.percentile(farm, 10)


def test_fields_are_long_along_the_contours(county: SampleCounty) -> None:
    layer = county.layers["DLTB"]
    dry = layer.geometries[layer.columns["DLBM"] == "0103"]
    roundness = 4 * np.pi * shapely.area(dry) / shapely.length(dry) ** 2
    assert np.median(roundness) < 0.55  # cells of a Voronoi diagram reach 0.7 to 0.8


def test_outlines_of_villages_and_towns_are_those_of_their_parcels(county: SampleCounty) -> None:
    parcels = county.layers["DLTB"]
    code = parcels.columns["ZLDWDM"]
    for layer, key, digits in (("CJDCQ", "ZLDWDM", 19), ("XZQ", "XZQDM", 9)):
        units = county.layers[layer]
        own = np.array([text[:digits] for text in code])
        for name, outline in zip(units.columns[key], units.geometries):
            union = shapely.coverage_union_all(parcels.geometries[own == name])
            assert shapely.equals(union, outline)
            assert shapely.symmetric_difference(union, outline).area < 1e-6


def test_areas_sum_to_the_cent_from_parcel_to_town(county: SampleCounty) -> None:
    parcels, units, towns = (county.layers[name] for name in ("DLTB", "CJDCQ", "XZQ"))
    for name, control in zip(units.columns["ZLDWDM"], cents(units.columns["DCMJ"])):
        assert cents(parcels.columns["TBMJ"][parcels.columns["ZLDWDM"] == name]).sum() == control
    village_town = np.array([code[:9] for code in units.columns["ZLDWDM"]])
    for name, control in zip(towns.columns["XZQDM"], cents(towns.columns["DCMJ"])):
        assert cents(units.columns["DCMJ"][village_town == name]).sum() == control
    assert (towns.columns["DCMJ"] != towns.columns["JSMJ"]).any()
    # The ellipsoidal area at 105.3 degrees east is a little below the plane one.
    ratio = parcels.columns["TBMJ"].sum() / shapely.area(parcels.geometries).sum()
    assert 0.99990 < ratio < 1.0


@pytest.mark.parametrize("name", ["DLTB", "DLTB_2020"])
def test_codes_are_real_and_have_their_length(county: SampleCounty, name: str) -> None:
    columns = county.layers[name].columns
    assert len(set(columns["BSM"])) == len(columns["BSM"])
    assert {len(code) for code in columns["BSM"]} == {18}
    assert {len(code) for field in ("ZLDWDM", "QSDWDM") for code in columns[field]} == {19}
    real = {village.code for village in villages()}
    assert {code[:12] for code in columns["ZLDWDM"]} <= real
    assert {len(code) for code in columns["YSDM"]} == {10}
    assert set(columns["MSSM"]) == {"00"}
    assert set(columns["SJNF"]) == {2020 if name.endswith("2020") else 2021}
    for code, title in zip(columns["DLBM"], columns["DLMC"]):
        assert standard_classes()[code].name == title
    numbers = Counter(zip(columns["ZLDWDM"], columns["TBBH"]))
    assert max(numbers.values()) == 1
    towns = county.layers["XZQ"].columns
    assert len(towns["XZQDM"]) >= 8
    assert all(find_unit(code).name == title for code, title in zip(towns["XZQDM"], towns["XZQMC"]))  # type: ignore[union-attr]


@pytest.mark.parametrize("name", ["DLTB", "DLTB_2020"])
def test_ridge_deduction_is_exact(county: SampleCounty, name: str) -> None:
    columns = county.layers[name].columns
    rows = zip(*(columns[field] for field in ("DLBM", "TBMJ", "KCDLBM", "KCXS", "KCMJ", "TBDLMJ", "GDLX", "GDPDJB")))
    deducted = 0
    for dlbm, area, ridge_code, share, ridge, net, kind, slope in rows:
        expected = (Decimal(f"{area:.2f}") * Decimal(f"{share:.4f}")).quantize(CENT, ROUND_HALF_UP)
        assert Decimal(f"{ridge:.2f}") == expected
        assert Decimal(f"{net:.2f}") == Decimal(f"{area:.2f}") - expected
        assert area > 0
        assert 0 <= share < 1
        if not is_cultivated(dlbm):
            assert (ridge_code, share, kind, slope) == (None, 0.0, None, None)
        else:
            assert slope in {"1", "2", "3", "4", "5"}
            assert ridge_code == ("1203" if share > 0 else None)
            assert kind in ((None,) if slope == "1" else ("TT", "PD"))
            deducted += share > 0
    assert deducted > 100


@pytest.mark.parametrize("name", ["DLTB", "DLTB_2020"])
def test_crop_and_detail_codes_obey_the_joint_rules(county: SampleCounty, name: str) -> None:
    columns = county.layers[name].columns
    seen = Counter()
    for dlbm, detail, crop in zip(columns["DLBM"], columns["TBXHDM"], columns["ZZSXDM"]):
        seen[crop] += 1
        if is_cultivated(dlbm):
            assert detail in {None, "HDGD"}
            assert crop in (CROPS_BESIDE_DETAIL if detail else CROPS)
        elif dlbm.startswith("02"):
            assert detail in {None, "LQYD"}
            assert crop in ({None} if detail else RESTORABLE)
        elif dlbm.startswith(("03", "1104")):
            assert detail is None
            assert crop in RESTORABLE
        elif dlbm == "0404":
            assert detail in {None, "GCCD"}
            assert crop in {None, "GCHF"}
        else:
            assert (detail, crop) == (None, None)
    assert min(seen[crop] for crop in ("LS", "FLS", "WG", "JKHF", "GCHF")) > 0


def test_year_before_shows_farmland_that_has_gone_since(county: SampleCounty) -> None:
    now, before = county.layers["DLTB"].columns, county.layers["DLTB_2020"].columns
    assert list(now["BSM"]) == list(before["BSM"])
    flows = Counter(
        (old[:2], new[:2] if new != "1202" else new)
        for old, new in zip(before["DLBM"], now["DLBM"])
        if old != new
    )
    for after in ("02", "03", "04", "11", "1202"):
        assert flows["01", after] > 0, after
    assert flows["02", "01"] > 0


def test_protective_lines_and_plots_lie_where_they_should(county: SampleCounty) -> None:
    parcels = county.layers["DLTB"]
    farm = [is_cultivated(code) for code in parcels.columns["DLBM"]]
    fields = shapely.coverage_union_all(parcels.geometries[farm])
    protected = shapely.union_all(county.layers["YJJBNTTB"].geometries)
    share = shapely.intersection(protected, fields).area
    assert share > 0.6 * fields.area
    assert 0.9 * protected.area < share < protected.area  # its own boundary, slightly off
    types = Counter(shapely.get_type_id(county.layers["YJJBNTTB"].geometries).tolist())
    assert types[int(shapely.GeometryType.MULTIPOLYGON)] > 0
    plots = county.layers["CBDK"]
    assert shapely.is_valid(plots.geometries).all()
    assert shapely.area(plots.geometries).sum() == pytest.approx(
        shapely.union_all(plots.geometries).area, rel=1e-5
    )
    assert {len(code) for code in plots.columns["DKBM"]} == {19}
    assert len(set(plots.columns["DKBM"])) == len(plots)
    assert {len(code) for code in plots.columns["CBFBM"]} == {18}
    assert len(county.layers["STBHHX"]) > 0
    assert {"城镇集中建设区", "城镇弹性发展区"} == set(county.layers["CZKFBJ"].columns["GHFQMC"])


def test_same_seed_gives_the_same_county_and_another_seed_another(county: SampleCounty) -> None:
    again = build_county(20220610, 1500)
    assert again.truth == county.truth
    for name, layer in county.layers.items():
        twin = again.layers[name]
        assert shapely.to_wkb(layer.geometries).tolist() == shapely.to_wkb(twin.geometries).tolist()
        for field, values in layer.columns.items():
            assert list(map(str, values)) == list(map(str, twin.columns[field])), (name, field)
    other = build_county(20220611, 1500)
    assert shapely.total_bounds(other.layers["DLTB"].geometries).tolist() != pytest.approx(
        shapely.total_bounds(county.layers["DLTB"].geometries).tolist(), abs=1.0
    )


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_small_county_is_sound_too(seed: int) -> None:
    county = build_county(seed, 500)
    assert shapely.coverage_is_valid(county.layers["DLTB"].geometries)
    assert 400 < len(county.layers["DLTB"]) < 700
    assert len(county.layers["XZQ"]) == 8


def test_a_large_county_is_sound_too() -> None:
    county = build_county(5, 12_000)
    assert 10_000 < len(county.layers["DLTB"]) < 14_000
    assert shapely.coverage_is_valid(county.layers["DLTB"].geometries)
    assert len(county.layers["XZQ"]) >= 11


@pytest.mark.parametrize("parcels", [0, -5, 10_000_000])
def test_an_impossible_size_is_refused_in_words(parcels: int) -> None:
    with pytest.raises(InputDataError, match=str(parcels)):
        build_county(1, parcels)
