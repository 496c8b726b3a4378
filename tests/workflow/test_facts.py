# SPDX-License-Identifier: GPL-2.0-or-later
"""What a case knows of its ground: classes, control areas, towns, protective lines, approvals."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Optional, Sequence

import pytest
import shapely

from anyue_farmland_plugin.core.ports import LayerSource
from tests.workflow.deliveries import box, changes, strip, survey, write_layer
from tests.workflow.desk import Book, cents, check_identities, overlay, read_book


def zone(path: Path, name: str, shapes: Sequence[shapely.Polygon], **columns: Sequence) -> LayerSource:
    """Write a zone layer with whatever columns."""
    return write_layer(path, name, shapes, columns or {"MC": [name] * len(shapes)})


def run(
    folder: Path, shapes: Sequence, dltb: Optional[LayerSource] = None, tblx: str = "20", **options: object
) -> Book:
    """Overlay the shapes with the strip (or a given survey) and return the ledger's rows."""
    layer = changes(folder / "bh.gpkg", shapes, TBLX=[tblx] * len(shapes))
    overlay(layer, dltb or survey(folder / "dltb.gpkg", strip()), folder / "ledger.gpkg", **options)
    book = read_book(folder / "ledger.gpkg")
    check_identities(book, ("30",) if options.get("class_table") else ("01",))
    return book


def test_survey_areas_as_text_and_gaps(tmp_path: Path) -> None:
    dltb = survey(tmp_path / "dltb.gpkg", strip(), TBMJ=[" 1190.5 ", "", None])
    book = run(tmp_path, [box(0, 0, 120, 30)], dltb)
    assert [piece["ledger_m2"] for piece in book.pieces] == pytest.approx([1190.5, 1199.97, 1199.97], abs=0.02)
    assert [piece["flags"] for piece in book.pieces] == [None, "no_tbmj", "no_tbmj"]


@pytest.mark.parametrize(("factor", "unit"), [(0.0015, "亩"), (1e-4, "公顷")])
def test_survey_areas_in_another_unit_are_converted_and_told(tmp_path: Path, factor: float, unit: str) -> None:
    dltb = survey(tmp_path / "dltb.gpkg", strip(), TBMJ=[1200 * factor, 1205 * factor, 1198 * factor])
    layer = changes(tmp_path / "bh.gpkg", [box(0, 0, 120, 30)])
    result = overlay(layer, dltb, tmp_path / "ledger.gpkg")
    assert [piece["tbmj"] for piece in read_book(tmp_path / "ledger.gpkg").pieces] == pytest.approx([1200, 1205, 1198])
    assert f"TBMJ seems to be in {unit}" in result.report


def test_a_survey_without_areas_uses_its_geometry(tmp_path: Path) -> None:
    dltb = survey(tmp_path / "dltb.gpkg", strip(), drop=["TBMJ"])
    book = run(tmp_path, [box(0, 0, 40, 30)], dltb)
    assert [piece["ledger_m2"] for piece in book.pieces] == pytest.approx([1199.97], abs=0.01)


def test_a_parcel_without_a_class_keeps_its_piece(tmp_path: Path) -> None:
    dltb = survey(tmp_path / "dltb.gpkg", strip(), DLBM=["0103", None, "0702"], DLMC=["旱地", None, "农村宅基地"])
    layer = changes(tmp_path / "bh.gpkg", [box(0, 0, 80, 30)])
    result = overlay(layer, dltb, tmp_path / "ledger.gpkg")
    book = read_book(tmp_path / "ledger.gpkg")
    check_identities(book)
    assert [piece["dlbm"] for piece in book.pieces] == ["0103", None]
    assert "1 parcels have no class code" in result.report
    assert book.cases[0]["farmland_m2"] == book.pieces[0]["net_m2"]


def test_classes_as_sloppily_written(tmp_path: Path) -> None:
    dltb = survey(
        tmp_path / "dltb.gpkg", strip(), DLBM=[" 103", "0201k ", "702"], DLMC=["旱地", "可调整果园", "农村宅基地"]
    )
    book = run(tmp_path, [box(0, 0, 120, 30)], dltb)
    assert [piece["dlbm"] for piece in book.pieces] == ["0103", "0201K", "0702"]


def test_classes_outside_the_standard_come_with_a_table(tmp_path: Path) -> None:
    table = tmp_path / "classes.csv"
    table.write_text("code,name,group\n30,Short-rotation Cropland,GD\n33,Orchard,YD\n1,Built-up,JS\n", encoding="utf-8")
    dltb = survey(tmp_path / "dltb.gpkg", strip(), DLBM=["30", "33", "1"], DLMC=["Cropland", "Orchard", "Built-up"])
    book = run(tmp_path, [box(0, 0, 120, 30)], dltb, class_table=table)
    (case,) = book.cases
    assert case["farmland_m2"] == pytest.approx(1079.97, abs=0.02)
    assert case["construction_m2"] == pytest.approx(1199.97, abs=0.02)
    assert case["suggested_type"] == "FN01"
    codes = [json.loads(event["payload"]) for event in book.events if event["object_type"] == "codes"]
    names = {code: told["name"] for code, (_, told) in codes[0].items()}
    assert names == {"1": "Built-up", "30": "Short-rotation Cropland", "33": "Orchard"}


def test_repeated_parcel_numbers_stay_apart(tmp_path: Path) -> None:
    dltb = survey(tmp_path / "dltb.gpkg", strip(), BSM=["1", "1", "1"])
    layer = changes(tmp_path / "bh.gpkg", [box(0, 0, 120, 30)])
    result = overlay(layer, dltb, tmp_path / "ledger.gpkg")
    book = read_book(tmp_path / "ledger.gpkg")
    check_identities(book)
    assert len({piece["parcel_key"] for piece in book.pieces}) == 3
    assert "BSM occur more than once" in result.report


def test_towns_by_location_go_before_towns_by_code(tmp_path: Path) -> None:
    towns = zone(
        tmp_path / "xzq.gpkg",
        "XZQ",
        [box(0, 0, 30, 30), box(30, 0, 120, 30)],
        XZQDM=["512021104", "512021100"],
        XZQMC=["龙台镇", "岳阳镇"],
    )
    villages = zone(
        tmp_path / "cjdcq.gpkg", "CJDCQ", [box(0, 0, 120, 30)], ZLDWDM=["5120211042070000000"], ZLDWMC=["花果村"]
    )
    book = run(tmp_path, [box(5, 5, 38, 25), box(35, 5, 60, 25)], zones={"townships": towns, "villages": villages})
    assert [(case["town_code"], case["town_name"]) for case in book.cases] == [
        ("512021104", "龙台镇"),
        ("512021100", "岳阳镇"),
    ]
    assert (book.cases[0]["village_code"], book.cases[0]["location"]) == ("512021104207", "龙台镇花果村")
    assert [case["case_no"] for case in book.cases] == ["512021104-2022-0001", "512021100-2022-0001"]


@pytest.mark.parametrize(
    ("code", "town", "name"),
    [
        ("5120211032010000000", "512021103", "通贤镇"),
        ("512021103201", "512021103", "通贤镇"),
        ("5120212172010000000", "512021132", "乾龙镇"),  # 乾龙乡 before 2020
        ("5110211032010000000", "512021103", "通贤镇"),  # the county's code before 1998
        ("6543211032010000000", "654321103", None),
        ("51202", None, None),
    ],
)
def test_towns_by_code(tmp_path: Path, code: str, town: Optional[str], name: Optional[str]) -> None:
    dltb = survey(tmp_path / "dltb.gpkg", strip(), ZLDWDM=[code] * 3)
    (case,) = (book := run(tmp_path, [box(5, 5, 25, 25)], dltb)).cases
    assert (case["town_code"], case["town_name"]) == (town, name)
    assert book.pieces[0]["town_code"] == town
    assert book.pieces[0]["zldwdm"] == code  # as delivered
    assert case["suggested_unit"] == (town if name else None)


def test_protective_lines_count_overlapping_zones_once(tmp_path: Path) -> None:
    zones = {
        "basic_farmland": zone(tmp_path / "z.gpkg", "YJJBNTTB", [box(0, 0, 20, 30), box(10, 0, 30, 30)]),
        "eco_redline": zone(tmp_path / "z.gpkg", "STBHHX", [box(300, 0, 400, 30)]),
        "urban_boundary": zone(tmp_path / "z.gpkg", "CZKFBJ", [box(30, 0, 40, 30)]),
    }
    (case,) = run(tmp_path, [box(0, 0, 40, 10)], zones=zones).cases
    assert case["basic_farmland_m2"] == pytest.approx(300.0, abs=0.02)
    assert case["eco_redline_m2"] == 0.0
    assert case["outside_urban_m2"] == pytest.approx(300.0, abs=0.02)
    assert case["approved_m2"] is None  # nobody handed approvals over: not known, not none


@pytest.mark.parametrize(("name", "verdict"), [("ZZ_NYDZYFW", "HF"), ("SSNYD", "SS"), ("LSYD", "LS")])
def test_ground_that_is_approved_gets_the_verdict_of_its_approval(tmp_path: Path, name: str, verdict: str) -> None:
    approvals = (zone(tmp_path / "pz.gpkg", name, [box(0, 0, 38.5, 30), box(80, 0, 110, 30)]),)
    covered, partly = run(tmp_path, [box(0, 5, 40, 25), box(90, 5, 120, 25)], approvals=approvals).cases
    assert (covered["suggested_type"], covered["suggested_verdict"]) == (None, verdict)
    assert covered["approved_m2"] == pytest.approx(770.0, abs=0.05)
    assert partly["suggested_verdict"] != verdict
    assert partly["approved_m2"] == pytest.approx(400.0, abs=0.05)


def test_two_approvals_of_the_same_half_do_not_cover_the_whole(tmp_path: Path) -> None:
    approvals = tuple(zone(tmp_path / "pz.gpkg", name, [box(0, 0, 20, 30)]) for name in ("ZZ_NYDZYFW", "SSNYD"))
    (case,) = run(tmp_path, [box(0, 5, 40, 25)], approvals=approvals).cases
    assert case["approved_m2"] == pytest.approx(400.0, abs=0.05)
    assert case["suggested_type"] == "FN01"


@pytest.mark.parametrize(
    ("tblx", "shape", "expected"),
    [
        ("20", box(0, 5, 40, 25), "FN01"),
        ("02", box(0, 5, 40, 25), "FL13"),
        ("2", box(0, 5, 40, 25), "FL13"),
        ("DT", box(0, 5, 40, 25), "FN09"),
        ("20", box(85, 5, 115, 25), None),
        ("01", box(45, 5, 75, 25), None),
    ],
)
def test_the_suggestion_follows_ground_and_image(
    tmp_path: Path, tblx: str, shape: shapely.Polygon, expected: Optional[str]
) -> None:
    (case,) = run(tmp_path, [shape], tblx=tblx).cases
    assert case["suggested_type"] == expected
    assert case["suggestion_reason"]
    assert case["problem_type"] is None


def test_contracted_parcels_are_named_without_more_personal_data(tmp_path: Path) -> None:
    plots = zone(
        tmp_path / "dk.gpkg",
        "CBDK",
        [box(0, 0, 20, 30), box(20, 0, 40, 30)],
        DKBM=["5120211032010100001", "5120211032010100002"],
        CBFBM=["51202110320101001", None],
        CBFMC=["张三", None],
        CBFDH=["13800000000", "13900000000"],
    )
    book = run(tmp_path, [box(10, 5, 40, 25)], zones={"contract_parcels": plots})
    told = json.loads(book.clues[0]["attributes"])["contract_parcels"]
    assert told == [
        {"DKBM": "5120211032010100002", "share": 0.6667},
        {"DKBM": "5120211032010100001", "CBFBM": "51202110320101001", "CBFMC": "张三", "share": 0.3333},
    ]
    assert cents(book.pieces, "area_m2") == cents(book.clues, "overlay_m2")
