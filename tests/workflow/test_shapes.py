# SPDX-License-Identifier: GPL-2.0-or-later
"""Deliveries as they come: other systems, crossing rings, parts, heights, nothing at all."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pyproj
import pytest
import shapely

from tests.workflow.deliveries import CRS, X, Y, box, changes, strip, survey, write_layer
from tests.workflow.desk import cents, check_identities, overlay, planar_area, read_book


def moved(shape: shapely.Geometry, crs: str) -> shapely.Geometry:
    """Return the shape in another system, by pyproj alone."""
    transformer = pyproj.Transformer.from_crs(CRS, crs, always_xy=True)
    return shapely.transform(shape, lambda xy: np.column_stack(transformer.transform(xy[:, 0], xy[:, 1])))


@pytest.mark.parametrize("crs", ["EPSG:4490", "EPSG:4544", "EPSG:4507", "EPSG:4326"])
def test_changes_in_another_system_give_the_same_figures(tmp_path: Path, crs: str) -> None:
    dltb = survey(tmp_path / "dltb.gpkg", strip())
    shapes = [box(20, 5, 100, 25), box(3, 3, 12, 27)]
    overlay(changes(tmp_path / "same.gpkg", shapes), dltb, tmp_path / "expected.gpkg")
    overlay(
        changes(tmp_path / "other.gpkg", [moved(shape, crs) for shape in shapes], crs=crs),
        dltb,
        tmp_path / "ledger.gpkg",
    )
    book, expected = read_book(tmp_path / "ledger.gpkg"), read_book(tmp_path / "expected.gpkg")
    check_identities(book)
    for column in ("area_m2", "ledger_m2", "net_m2"):
        assert [piece[column] for piece in book.pieces] == pytest.approx(
            [piece[column] for piece in expected.pieces], abs=0.011
        )
    assert [row["crs"] for row in book.deliveries if row["kind"] == "changes"] == [crs]
    assert shapely.hausdorff_distance(book.clues[0]["geom"], shapes[0]) < 1e-4


def test_zones_in_another_system(tmp_path: Path) -> None:
    dltb, layer = survey(tmp_path / "dltb.gpkg", strip()), changes(tmp_path / "bh.gpkg", [box(0, 0, 40, 30)])
    town = write_layer(
        tmp_path / "z.gpkg",
        "XZQ",
        [moved(box(-50, -50, 200, 90), "EPSG:4490")],
        {"XZQDM": ["512021104"], "XZQMC": ["龙台镇"]},
        crs="EPSG:4490",
    )
    line = write_layer(
        tmp_path / "z.gpkg", "YJJBNTTB", [moved(box(10, 0, 40, 30), "EPSG:4544")], {"MC": [""]}, crs="EPSG:4544"
    )
    overlay(layer, dltb, tmp_path / "ledger.gpkg", zones={"townships": town, "basic_farmland": line})
    (case,) = read_book(tmp_path / "ledger.gpkg").cases
    assert (case["town_name"], case["basic_farmland_m2"]) == ("龙台镇", pytest.approx(899.98, abs=0.02))


def test_a_survey_in_degrees_keeps_its_system(tmp_path: Path) -> None:
    parcels = [(moved(shape, "EPSG:4490"), code) for shape, code in strip()]
    dltb = survey(tmp_path / "dltb.gpkg", parcels, crs="EPSG:4490")
    overlay(changes(tmp_path / "bh.gpkg", [box(20, 5, 100, 25)]), dltb, tmp_path / "ledger.gpkg")
    book = read_book(tmp_path / "ledger.gpkg")
    check_identities(book)
    assert [piece["area_m2"] for piece in book.pieces] == pytest.approx([399.99, 799.98, 399.99], abs=0.02)
    assert shapely.bounds(book.pieces[0]["geom"])[0] == pytest.approx(105.36, abs=0.01)


def test_a_bow_tie_is_repaired_and_listed(tmp_path: Path) -> None:
    crossing = shapely.Polygon([(X, Y), (X + 40, Y + 30), (X + 40, Y), (X, Y + 30)])
    dltb = survey(tmp_path / "dltb.gpkg", strip())
    result = overlay(changes(tmp_path / "bh.gpkg", [crossing, box(50, 0, 60, 10)]), dltb, tmp_path / "ledger.gpkg")
    book = read_book(tmp_path / "ledger.gpkg")
    check_identities(book)
    assert book.clues[0]["flags"] == "repaired"
    assert book.clues[0]["area_m2"] == pytest.approx(600.0, abs=0.05)
    assert book.clues[1]["flags"] is None
    assert "Self-intersection" in result.report
    told = next(json.loads(row["parameters"]) for row in book.deliveries if row["kind"] == "changes")
    assert (told["repaired_count"], told["lost_count"], told["repaired"][0]["fid"]) == (1, 0, "1")


def test_a_crossing_parcel_is_repaired_too(tmp_path: Path) -> None:
    crossing = shapely.Polygon([(X, Y), (X + 40, Y + 30), (X + 40, Y), (X, Y + 30)])
    dltb = survey(tmp_path / "dltb.gpkg", [(crossing, "0103"), strip()[1]])
    result = overlay(changes(tmp_path / "bh.gpkg", [box(0, 0, 50, 30)]), dltb, tmp_path / "ledger.gpkg")
    book = read_book(tmp_path / "ledger.gpkg")
    check_identities(book)
    assert [piece["area_m2"] for piece in book.pieces] == pytest.approx([600.0, 300.0], abs=0.05)
    assert "Self-intersection" in result.report


def test_parts_holes_and_heights(tmp_path: Path) -> None:
    ring = shapely.difference(box(2, 2, 38, 28), box(10, 10, 30, 20))
    parts = shapely.MultiPolygon([box(45, 5, 55, 15), box(60, 5, 70, 15), box(200, 0, 210, 10)])
    tall = shapely.force_3d(box(85, 5, 95, 15), 312.5)
    dltb = survey(tmp_path / "dltb.gpkg", [(shapely.force_3d(shape), code) for shape, code in strip()])
    overlay(changes(tmp_path / "bh.gpkg", [ring, parts, tall]), dltb, tmp_path / "ledger.gpkg")
    book = read_book(tmp_path / "ledger.gpkg")
    check_identities(book)
    assert [clue["area_m2"] for clue in book.clues] == pytest.approx([736.0, 300.0, 100.0], abs=0.05)
    assert [clue["outside_m2"] for clue in book.clues] == pytest.approx([0.0, 100.0, 0.0], abs=0.01)
    assert planar_area(book.pieces) == pytest.approx(736 + 200 + 100)
    assert not any(shapely.has_z(row["geom"]) for row in (*book.clues, *book.cases, *book.pieces))


def test_rows_without_a_usable_polygon_stay_as_clues_and_are_listed(tmp_path: Path) -> None:
    line = shapely.LineString([(X, Y), (X + 10, Y)])
    flat = shapely.Polygon([(X, Y), (X + 10, Y), (X + 20, Y)])
    dltb = survey(tmp_path / "dltb.gpkg", strip())
    layer = changes(tmp_path / "bh.gpkg", [None, shapely.Polygon(), line, flat, box(0, 0, 10, 10)])
    result = overlay(layer, dltb, tmp_path / "ledger.gpkg")
    assert (result.clues_added, result.cases_created, result.pieces) == (5, 1, 1)
    book = read_book(tmp_path / "ledger.gpkg")
    assert [clue["geom"] is None for clue in book.clues] == [True] * 4 + [False]
    assert [clue["flags"] for clue in book.clues] == ["no_geometry"] * 4 + [None]
    assert [clue["case_id"] is None for clue in book.clues] == [True] * 4 + [False]
    for words in ("no geometry", "empty geometry", "LineString"):
        assert words in result.report


def test_a_delivery_of_nothing_but_empty_rows(tmp_path: Path) -> None:
    dltb = survey(tmp_path / "dltb.gpkg", strip())
    result = overlay(changes(tmp_path / "bh.gpkg", [None, None]), dltb, tmp_path / "ledger.gpkg")
    assert (result.clues_added, result.cases_created, result.pieces, result.area_m2) == (2, 0, 0, 0.0)
    assert len(read_book(tmp_path / "ledger.gpkg").clues) == 2


def test_overlapping_parcels_each_keep_their_piece_and_are_reported(tmp_path: Path) -> None:
    parcels = [(box(0, 0, 40, 30), "0103"), (box(30, 0, 80, 30), "0201")]
    dltb = survey(tmp_path / "dltb.gpkg", parcels)
    result = overlay(changes(tmp_path / "bh.gpkg", [box(20, 0, 60, 30)]), dltb, tmp_path / "ledger.gpkg")
    book = read_book(tmp_path / "ledger.gpkg")
    check_identities(book)
    assert [piece["area_m2"] for piece in book.pieces] == pytest.approx([600.0, 900.0], abs=0.05)
    (clue,) = book.clues
    assert clue["overlay_m2"] - clue["area_m2"] == pytest.approx(300.0, abs=0.05)
    assert clue["flags"] == "overlapping_parcels"
    assert result.residual_m2 == 0.0
    assert f"{clue['overlay_m2'] - clue['area_m2']:.2f}" in result.report


def test_a_change_outside_the_survey_founds_a_case_of_its_whole_area(tmp_path: Path) -> None:
    dltb = survey(tmp_path / "dltb.gpkg", strip())
    overlay(changes(tmp_path / "bh.gpkg", [box(500, 0, 540, 30)]), dltb, tmp_path / "ledger.gpkg")
    book = read_book(tmp_path / "ledger.gpkg")
    check_identities(book)
    (case,) = book.cases
    assert case["outside_survey_m2"] == case["area_m2"] == pytest.approx(1199.97, abs=0.02)
    assert book.pieces == []
    assert (case["suggested_type"], case["suggested_verdict"]) == (None, "QT")


def test_a_corner_or_an_edge_in_common_is_no_piece(tmp_path: Path) -> None:
    dltb = survey(tmp_path / "dltb.gpkg", strip())
    overlay(changes(tmp_path / "bh.gpkg", [box(40, 0, 60, 30), box(80, 30, 100, 40)]), dltb, tmp_path / "ledger.gpkg")
    book = read_book(tmp_path / "ledger.gpkg")
    check_identities(book)
    assert [piece["dlbm"] for piece in book.pieces] == ["0201"]
    assert cents(book.clues[1:], "outside_m2") == cents(book.clues[1:], "area_m2")
