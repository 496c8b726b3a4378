# SPDX-License-Identifier: GPL-2.0-or-later
"""The planted changes look like a delivery and mean what the truth table says."""

from __future__ import annotations

import re
from collections import Counter
from typing import Mapping, Optional

import numpy as np
import pytest
import shapely

from anyue_farmland_plugin.core.landclass import is_cultivated
from anyue_farmland_plugin.sample.county import SampleCounty, build_county
from anyue_farmland_plugin.sample.layer import SampleLayer

FAMILIES = {
    *("FN01", "FN02", "FN03", "FN04", "FN05", "FN06", "FN09"),
    *("FL11", "FL12", "FL13", "FL14", "FL15", "FL21", "FL22", "FL23", "FL24", "FL25"),
    *("FK01", "FK02", "FK03", "LH01"),
}
VERDICTS = {"HF", "SS", "LS", "WB", "QT", "WF", "NF", "DL", "DH"}
Row = Mapping[str, Optional[str]]


@pytest.fixture(scope="module")
def county() -> SampleCounty:
    return build_county(99, 3000)


def outlines(county: SampleCounty) -> dict[str, shapely.Geometry]:
    return {
        number: shape
        for month in ("202206", "202208")
        for number, shape in zip(
            county.layers[f"changes_{month}"].columns["JCBH"], county.layers[f"changes_{month}"].geometries
        )
    }


def shares(county: SampleCounty, shape: shapely.Geometry, name: str = "DLTB") -> Counter:
    """Return the share of the shape on each land class."""
    layer: SampleLayer = county.layers[name]
    rows = np.flatnonzero(shapely.intersects(layer.geometries, shape))
    areas = shapely.area(shapely.intersection(layer.geometries[rows], shape))
    total: Counter = Counter()
    for row, area in zip(rows, areas):
        total[layer.columns["DLBM"][row]] += area / shape.area
    return total


def cultivated_share(classes: Counter) -> float:
    return sum(share for code, share in classes.items() if is_cultivated(code))


def plain(county: SampleCounty) -> list[tuple[Row, shapely.Geometry]]:
    shapes = outlines(county)
    return [
        (row, shapes[str(row["JCBH"])])
        for row in county.truth
        if row["oddity"] not in {"bowtie", "multipart"} and row["place"] != "outside"
    ]


@pytest.mark.parametrize(("seed", "parcels"), [(1, 500), (2, 500), (3, 500), (99, 3000)])
def test_every_family_and_verdict_is_planted(seed: int, parcels: int) -> None:
    county = build_county(seed, parcels)
    first = [row for row in county.truth if row["month"] == "202206"]
    assert not FAMILIES - {row["family"] for row in first}
    assert {row["verdict"] for row in first} == VERDICTS


def test_truth_names_every_polygon_once(county: SampleCounty) -> None:
    assert [row["JCBH"] for row in county.truth] == list(outlines(county))
    months = Counter(row["month"] for row in county.truth)
    assert months == {"202206": 60, "202208": 45}
    for row in county.truth:
        assert re.fullmatch(r"512021SJ(202206|202208)_\d{4}", str(row["JCBH"]))
        assert str(row["month"]) in str(row["JCBH"])


def test_outlines_are_stairs_of_two_metre_pixels(county: SampleCounty) -> None:
    for row in county.truth:
        shape = outlines(county)[str(row["JCBH"])]
        xy = shapely.get_coordinates(shape)
        assert (np.mod(xy, 2.0) == 0).all()
        if row["oddity"] == "bowtie":
            continue
        assert 200 <= shape.area <= 36_000
        for ring in shapely.get_rings(shape):
            step = np.diff(shapely.get_coordinates(ring), axis=0)
            assert ((step == 0).sum(axis=1) == 1).all()


def test_delivery_holds_what_real_ones_hold(county: SampleCounty) -> None:
    shapes = outlines(county)
    odd = {str(row[key]): row for key in ("oddity", "place") for row in county.truth}
    assert not shapely.is_valid(shapes[str(odd["bowtie"]["JCBH"])])
    assert shapely.get_num_geometries(shapes[str(odd["multipart"]["JCBH"])]) == 2
    twin = odd["duplicate"]
    assert shapely.equals_exact(shapes[str(twin["JCBH"])], shapes[str(twin["related"])], 0.0)
    invalid = [number for number, shape in shapes.items() if not shapely.is_valid(shape)]
    assert invalid == [odd["bowtie"]["JCBH"]]

    outline = shapely.coverage_union_all(county.layers["XZQ"].geometries)
    assert shapely.disjoint(shapes[str(odd["outside"]["JCBH"])], outline)
    rim = shapes[str(odd["rim"]["JCBH"])]
    assert shapely.intersects(rim, outline)
    towns = [
        (shapely.area(shapely.intersection(county.layers["XZQ"].geometries, shapes[str(row["JCBH"])])) > 50).sum()
        for row in county.truth
        if row["place"] == "border"
    ]
    assert max(towns) > 1
    parcels = shapely.STRtree(county.layers["DLTB"].geometries)
    pieces = np.bincount(parcels.query(np.array([shape for _, shape in plain(county)]), predicate="intersects")[0])
    assert (pieces > 1).sum() > 20


def test_second_month_continues_the_first(county: SampleCounty) -> None:
    shapes = outlines(county)
    again = [row for row in county.truth if row["oddity"] == "continued"]
    assert len(again) >= 8
    for row in again:
        old, new = shapes[str(row["related"])], shapes[str(row["JCBH"])]
        assert "202206" in str(row["related"])
        assert shapely.intersection(old, new).area == pytest.approx(old.area, rel=0.02)
        assert old.area <= new.area < 3.0 * old.area


def test_changes_lie_on_the_land_their_family_speaks_of(county: SampleCounty) -> None:
    places = {"FN04": "1202", "FL21": "03", "FL22": "0404", "FL23": "0201", "FL24": "1104", "FL25": "1202"}
    places.update(FK01="03", FK03="1104")
    for row, shape in plain(county):
        family, classes = str(row["family"]), shares(county, shape)
        if family in places:
            assert sum(v for k, v in classes.items() if k.startswith(places[family])) > 0.5, row
        elif row["place"] == "lost":
            assert cultivated_share(shares(county, shape, "DLTB_2020")) > 0.5, row
            assert cultivated_share(classes) < 0.5
        elif family.startswith(("FN", "FL1", "LH")) and row["place"] != "rim":
            assert cultivated_share(classes) > 0.5, row


def test_special_shapes_can_be_told_apart(county: SampleCounty) -> None:
    lines = county.layers["DLTB"]
    routes = lines.geometries[np.isin(lines.columns["DLBM"].astype(str), ("1003", "1006", "1101", "1107"))]
    route = shapely.union_all(routes)
    for row, shape in plain(county):
        compact = 16 * shape.area / shape.length**2
        if row["family"] == "FN06":
            assert compact < 0.45
            assert shapely.distance(shape, route) < 3.0
        if row["family"] == "FN02":
            assert shape.area > 2000
        if row["family"] == "FL14" and row["place"] == "field":
            assert shape.area <= 2000
        if row["verdict"] == "DL":
            assert row["tblx"] == "ND"
            assert compact < 0.5


def test_waste_and_stock_parcels_carry_the_crop_code(county: SampleCounty) -> None:
    now, before = county.layers["DLTB"].columns, county.layers["DLTB_2020"].columns
    row_of = {number: row for row, number in enumerate(now["BSM"])}
    for row in county.truth:
        if row["family"] == "LH01":
            assert now["ZZSXDM"][row_of[str(row["BSM"])]] == "WG"
        if str(row["family"]) in {"FL21", "FL22", "FL23", "FL24"}:
            parcel = row_of[str(row["BSM"])]
            assert now["ZZSXDM"][parcel] in {"JKHF", "GCHF"}
            assert before["ZZSXDM"][parcel] in {"JKHF", "GCHF"}
        if row["family"] == "FL25":
            assert before["ZZSXDM"][row_of[str(row["BSM"])]] == "JKHF"


def test_approvals_cover_what_the_truth_calls_approved(county: SampleCounty) -> None:
    layer_of = {"HF": "ZZ_NYDZYFW", "SS": "SSNYD", "LS": "LSYD"}
    plots = {
        name: dict(zip(county.layers[name].columns["PZWH"], county.layers[name].geometries))
        for name in layer_of.values()
    }
    everything = shapely.union_all([plot for layer in plots.values() for plot in layer.values()])
    seen: Counter = Counter()
    for row, shape in plain(county):
        covered = shapely.intersection(shape, everything).area / shape.area
        seen[row["approved"]] += 1
        if row["approved"] == "y":
            plot = plots[layer_of[str(row["verdict"])]][row["PZWH"]]
            assert shapely.intersection(plot, shape).area / shape.area >= 0.95
        elif row["approved"] == "part":
            assert 0.02 < covered < 0.7
        else:
            assert covered < 0.95
            assert not row["PZWH"]
    assert min(seen[state] for state in ("y", "part", "n")) > 0
    for name, layer in plots.items():
        assert len(layer) == len(county.layers[name])  # document numbers are unique
        assert all(shapely.is_valid(plot) for plot in layer.values())
