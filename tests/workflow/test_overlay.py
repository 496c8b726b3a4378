# SPDX-License-Identifier: GPL-2.0-or-later
"""An analyst overlays changes with the survey: what the ledger then says, to the cent."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import shapely

from tests.workflow.deliveries import TOWN, box, changes, strip, survey
from tests.workflow.desk import cents, check_identities, folder_names, overlay, read_book
from tests.workflow.geodesic import geodesic_areas


def test_one_change_over_three_parcels(tmp_path: Path) -> None:
    ledger = tmp_path / "台账 2022#1.gpkg"
    dltb = survey(tmp_path / "dltb.gpkg", strip())
    result = overlay(changes(tmp_path / "bh.gpkg", [box(20, 5, 100, 25)]), dltb, ledger, detected_on="2022-06-30")
    assert (result.clues_added, result.cases_created, result.cases_linked, result.pieces) == (1, 1, 0, 3)
    assert result.residual_m2 == 0.0
    book = read_book(ledger)
    check_identities(book)
    (clue,), (case,) = book.clues, book.cases
    expected = geodesic_areas([box(20, 5, 40, 25), box(40, 5, 80, 25), box(80, 5, 100, 25)], "EPSG:4523")
    assert [piece["area_m2"] for piece in book.pieces] == pytest.approx(expected, abs=0.011)
    assert [piece["dlbm"] for piece in book.pieces] == ["0103", "0201", "0702"]
    assert result.area_m2 == clue["area_m2"] == clue["overlay_m2"] == pytest.approx(1599.95, abs=0.02)
    field = book.pieces[0]
    ridge = round(field["area_m2"] * 0.1 + 1e-9, 2)
    assert field["net_m2"] == case["farmland_m2"] == round(field["area_m2"] - ridge, 2)
    assert case["other_agri_m2"] == round(book.pieces[1]["area_m2"] + ridge, 2)
    assert (case["construction_m2"], case["unused_m2"], case["paddy_m2"]) == (book.pieces[2]["area_m2"], 0.0, 0.0)
    assert (case["case_no"], case["main_dlbm"], case["town_code"]) == (f"{TOWN}-2022-0001", "0201", TOWN)
    assert (case["status"], case["revision"], case["problem_type"]) == ("desk", 1, None)
    assert shapely.equals(case["geom"], clue["geom"])
    assert folder_names(tmp_path) == sorted(["bh.gpkg", "dltb.gpkg", ledger.name])


def test_the_whole_parcel_is_claimed_once_and_its_ledger_area_is_its_survey_area(tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.gpkg"
    told = [1200.55, 1199.4, 1150.0]  # cents off, 0.04 % off, 4 % off the geometry
    dltb = survey(tmp_path / "dltb.gpkg", strip(), TBMJ=told)
    overlay(changes(tmp_path / "bh.gpkg", [box(-5, -5, 125, 35)]), dltb, ledger)
    book = read_book(ledger)
    check_identities(book)
    assert [piece["ledger_m2"] for piece in book.pieces] == told
    assert [piece["share_of_parcel"] for piece in book.pieces] == pytest.approx([1.0, 1.0, 1.0], abs=1e-5)
    assert [piece["flags"] for piece in book.pieces] == [None, None, "tbmj_differs"]
    assert book.clues[0]["outside_m2"] == pytest.approx(130 * 40 - 3600, abs=1.0)
    assert book.clues[0]["flags"] == "outside_survey"


def test_a_narrow_rim_joins_its_neighbour_and_is_listed(tmp_path: Path) -> None:
    dltb = survey(tmp_path / "dltb.gpkg", strip())
    layer = changes(tmp_path / "bh.gpkg", [box(10, 5, 40.3, 25), box(79.8, 0.1, 80.1, 10)])
    joined, kept = tmp_path / "joined.gpkg", tmp_path / "kept.gpkg"
    result = overlay(layer, dltb, joined)
    book = read_book(joined)
    check_identities(book)
    assert [piece["dlbm"] for piece in book.pieces_of("512021SJBG000001")] == ["0103"]
    assert shapely.area(book.pieces[0]["geom"]) == pytest.approx(30.3 * 20)
    alone = book.pieces_of("512021SJBG000002")
    assert [piece["flags"] for piece in alone] == ["sliver"]  # too small itself, nothing to join
    assert "512021SJBG000001" in result.report
    assert overlay(layer, dltb, kept, min_area=0.0).pieces == 4
    assert [piece["dlbm"] for piece in read_book(kept).pieces] == ["0103", "0201", "0201", "0702"]


def test_the_report_accounts_for_every_square_metre(tmp_path: Path) -> None:
    dltb = survey(tmp_path / "dltb.gpkg", strip())
    result = overlay(
        changes(tmp_path / "bh.gpkg", [box(-20, 0, 20, 30), box(200, 0, 220, 20)]), dltb, tmp_path / "ledger.gpkg"
    )
    book = read_book(tmp_path / "ledger.gpkg")
    assert [clue["outside_m2"] for clue in book.clues] == pytest.approx([599.98, 399.99], abs=0.02)
    outside = cents(book.clues, "outside_m2")
    assert outside + round(result.area_m2 * 100) == cents(book.clues, "area_m2")
    assert f"{outside / 100:,.2f}" in result.report
    assert result.head in result.report
    beyond = book.case_of("512021SJBG000002")
    assert (beyond["town_code"], beyond["farmland_m2"], beyond["main_dlbm"]) == (None, 0.0, None)
    assert beyond["case_no"] == "512021000-2022-0001"


def test_what_was_delivered_is_kept(tmp_path: Path) -> None:
    dltb = survey(tmp_path / "dltb.gpkg", strip())
    layer = changes(
        tmp_path / "变化.gpkg", [box(0, 0, 10, 10)], TBLX=["ZZ9"], BZ=["靠近水库"], 批注=["看"], 序号=[7], JCMJ=[0.15]
    )
    result = overlay(layer, dltb, tmp_path / "ledger.gpkg", source_kind="S3", detected_on="2022-06-30")
    book = read_book(tmp_path / "ledger.gpkg")
    (clue,) = book.clues
    assert (clue["change_type"], clue["image_before"], clue["image_after"]) == ("ZZ9", "202204", "202206")
    assert json.loads(clue["attributes"]) == {"BZ": "靠近水库", "批注": "看", "序号": 7}
    assert clue["detected_on"] == "2022-06-30"
    assert clue["delivered_area_m2"] == 100.0  # 0.15 亩
    assert "亩" in result.report
    sent = next(row for row in book.deliveries if row["kind"] == "changes")
    assert (sent["path_name"], sent["layer"], sent["rows"], sent["crs"]) == ("变化.gpkg", "BHTB", 1, "EPSG:4523")
    assert (sent["batch"], sent["source_kind"], sent["sha256"]) == ("2022-06", "S3", layer.sha256())
    assert json.loads(sent["parameters"])["fields"]["JCBH"] == "JCBH"


def test_the_same_inputs_give_the_same_bytes(tmp_path: Path) -> None:
    dltb = survey(tmp_path / "dltb.gpkg", strip())
    layer = changes(tmp_path / "bh.gpkg", [box(20, 5, 100, 25), box(3, 3, 9, 27)])
    first, second = tmp_path / "a" / "ledger.gpkg", tmp_path / "b" / "ledger.gpkg"
    for path in (first, second):
        path.parent.mkdir()
        overlay(layer, dltb, path)
    assert first.read_bytes() == second.read_bytes()


def test_cancelling_writes_nothing(tmp_path: Path) -> None:
    from anyue_farmland_plugin.core.errors import Cancelled
    from anyue_farmland_plugin.core.ports import SilentProgress

    class Impatient(SilentProgress):
        """Cancels once the job has come that far."""

        def __init__(self, limit: float) -> None:
            self.limit, self.share = limit, 0.0

        def report(self, share: float, text: str = "") -> None:
            self.share = share

        def cancelled(self) -> bool:
            return self.share >= self.limit

    dltb = survey(tmp_path / "dltb.gpkg", strip())
    first = changes(tmp_path / "bh.gpkg", [box(20, 5, 100, 25)])
    second = changes(tmp_path / "bh2.gpkg", [box(0, 5, 10, 25)])
    ledger, fresh = tmp_path / "ledger.gpkg", tmp_path / "fresh.gpkg"
    overlay(first, dltb, ledger)
    before = ledger.read_bytes()
    for limit in (0.05, 0.3, 0.6, 0.75):
        for path in (ledger, fresh):
            with pytest.raises(Cancelled, match="nothing was written"):
                overlay(second, dltb, path, progress=Impatient(limit))
    assert ledger.read_bytes() == before
    assert folder_names(tmp_path) == ["bh.gpkg", "bh2.gpkg", "dltb.gpkg", "ledger.gpkg"]
