# SPDX-License-Identifier: GPL-2.0-or-later
"""Month after month into one ledger: places continue, nothing is counted or decided twice."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from anyue_farmland_plugin.ledger.reading import reading
from anyue_farmland_plugin.workflow.tag import tag_case
from tests.factories import INSPECTOR, TickingClock
from tests.workflow.deliveries import box, changes, strip, survey
from tests.workflow.desk import cents, check_identities, overlay, read_book


def test_the_next_month_appends_and_continues_known_places(tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.gpkg"
    dltb = survey(tmp_path / "dltb.gpkg", strip())
    june = changes(tmp_path / "june.gpkg", [box(5, 5, 25, 25), box(50, 5, 70, 25)])
    august = changes(
        tmp_path / "august.gpkg",
        [box(5, 5, 29, 25), box(85, 5, 110, 25), box(60, 5, 80, 25)],
        JCBH=["A1", "A2", "A3"],
    )
    overlay(june, dltb, ledger, "2022-06")
    before = read_book(ledger)
    result = overlay(august, dltb, ledger, "2022-08", source_kind="S3")
    assert (result.clues_added, result.cases_created, result.cases_linked) == (3, 2, 1)
    book = read_book(ledger)
    check_identities(book)
    assert len(book.cases) == 4
    grown = book.case_of("A1")
    assert grown["case_id"] == book.case_of("512021SJBG000001")["case_id"]
    assert (grown["source_kinds"], grown["revision"]) == ("S4,S3", 2)
    assert grown["area_m2"] == before.case_of("512021SJBG000001")["area_m2"]  # the case keeps the founding figures
    apart = book.case_of("512021SJBG000002")["case_id"]
    assert book.case_of("A3")["case_id"] != apart  # a third in common: another place
    assert [case["case_no"][-4:] for case in book.cases] == ["0001", "0002", "0003", "0004"]
    events = [event for event in book.events if event["object_id"] == book.clue("A1")["clue_id"]]
    assert [event["action"] for event in events] == ["joined"]
    assert json.loads(events[0]["payload"])["shared"][1] == pytest.approx(20 / 24, abs=1e-4)
    assert book.clues[:2] == before.clues
    assert book.pieces[:2] == before.pieces
    assert len([row for row in book.deliveries if row["kind"] == "dltb"]) == 1


def test_overlapping_batches_never_claim_more_than_the_parcel(tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.gpkg"
    told = [1180.0, 1210.0, 1199.0]
    dltb = survey(tmp_path / "dltb.gpkg", strip(), TBMJ=told)
    for number, shapes in enumerate(
        (
            [box(0, 0, 60, 30), box(30, 0, 100, 20)],
            [box(0, 0, 120, 30)],
            [box(0, 0, 120, 30), box(10, 10, 110, 20)],
        )
    ):
        overlay(changes(tmp_path / f"b{number}.gpkg", shapes), dltb, ledger, f"batch {number}")
        check_identities(read_book(ledger))
    book = read_book(ledger)
    claimed = {
        piece["bsm"]: cents([other for other in book.pieces if other["bsm"] == piece["bsm"]], "ledger_m2") / 100
        for piece in book.pieces
    }
    assert list(claimed.values()) == pytest.approx(told, abs=0.011)
    last = [piece["ledger_m2"] for piece in book.pieces[-5:]]
    assert max(last) < 0.02  # nothing was left to claim


def test_a_survey_that_was_saved_again_is_still_the_same_survey(tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.gpkg"
    told = [1180.0, 1210.0, 1199.0]
    for number in range(2):
        dltb = survey(tmp_path / f"dltb{number}.gpkg", strip(), TBMJ=told, BZ=[f"copy {number}"] * 3)
        layer = changes(tmp_path / f"b{number}.gpkg", [box(0, 0, 100 + number, 30)])
        overlay(layer, dltb, ledger, f"batch {number}")
    book = read_book(ledger)
    for bsm, control in zip(sorted({piece["bsm"] for piece in book.pieces}), told):
        mine = [piece for piece in book.pieces if piece["bsm"] == bsm]
        assert len({piece["parcel_key"] for piece in mine}) == 2
        assert cents(mine, "ledger_m2") <= round(control * 100)


def test_the_same_delivery_twice_adds_nothing(tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.gpkg"
    dltb = survey(tmp_path / "dltb.gpkg", strip())
    layer = changes(tmp_path / "bh.gpkg", [box(5, 5, 25, 25)])
    first = overlay(layer, dltb, ledger)
    before = ledger.read_bytes()
    again = overlay(layer, dltb, ledger)
    assert (again.clues_added, again.cases_created, again.pieces, again.head) == (0, 0, 0, first.head)
    assert ledger.read_bytes() == before


def test_one_delivery_with_the_same_place_three_times_is_one_case(tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.gpkg"
    dltb = survey(tmp_path / "dltb.gpkg", strip())
    place = box(5, 5, 25, 25)
    layer = changes(tmp_path / "bh.gpkg", [place, box(5, 5, 25, 26), place], JCBH=["7", "7", None])
    result = overlay(layer, dltb, ledger)
    assert (result.clues_added, result.cases_created, result.cases_linked) == (3, 1, 2)
    book = read_book(ledger)
    check_identities(book)
    assert {clue["case_id"] for clue in book.clues} == {book.cases[0]["case_id"]}
    assert [clue["source_ref"] for clue in book.clues] == ["7", "7", None]
    assert cents(book.pieces, "ledger_m2") == pytest.approx(20 * 21 * 100, abs=3)
    assert "7" in result.report
    assert "JCBH" in result.report


def test_two_filtered_halves_of_one_layer_are_two_deliveries(tmp_path: Path) -> None:
    from anyue_farmland_plugin.intake.files import FileSource

    ledger = tmp_path / "ledger.gpkg"
    dltb = survey(tmp_path / "dltb.gpkg", strip())
    changes(tmp_path / "bh.gpkg", [box(5, 5, 25, 25), box(50, 5, 70, 25)], TBLX=["20", "02"])
    for code in ("20", "02"):
        half = FileSource(tmp_path / "bh.gpkg", "BHTB", subset=f"TBLX = '{code}'")
        assert overlay(half, dltb, ledger).clues_added == 1
    assert [clue["change_type"] for clue in read_book(ledger).clues] == ["20", "02"]


def test_a_persons_values_outlive_later_overlays(tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.gpkg"
    dltb = survey(tmp_path / "dltb.gpkg", strip())
    overlay(changes(tmp_path / "june.gpkg", [box(5, 5, 25, 25)]), dltb, ledger, "2022-06")
    case = read_book(ledger).cases[0]
    judged = {"problem_type": "FL13", "verdict": "NF", "responsible_unit": "U10", "note": "柠檬园", "priority": 1}
    tag_case(ledger, case["case_id"], judged, actor=INSPECTOR, clock=TickingClock(), reason="实地看过")
    before = read_book(ledger).cases[0]
    same = changes(tmp_path / "august.gpkg", [box(5, 5, 26, 25)], TBLX=["03"], JCBH=["A1"])
    assert overlay(same, dltb, ledger, "2022-08", source_kind="S8").cases_linked == 1
    after = read_book(ledger).cases[0]
    told = {name for name in before if before[name] != after[name]}
    assert told == {"source_kinds", "revision", "updated_at", "updated_by"}
    with reading(ledger) as reader:
        actions = [event["action"] for event in reader.events_of(case["case_id"])]
    assert actions == ["created", "tagged", "clue_joined"]


def test_a_closed_case_is_not_reopened_by_a_new_image(tmp_path: Path) -> None:
    from anyue_farmland_plugin.ledger.writing import writing

    ledger = tmp_path / "ledger.gpkg"
    dltb = survey(tmp_path / "dltb.gpkg", strip())
    overlay(changes(tmp_path / "june.gpkg", [box(5, 5, 25, 25)]), dltb, ledger, "2022-06")
    case_id = read_book(ledger).cases[0]["case_id"]
    with writing(ledger, INSPECTOR, TickingClock()) as writer:
        writer.update_case(case_id, {"status": "closed"}, action="tagged")
    result = overlay(changes(tmp_path / "august.gpkg", [box(5, 5, 26, 25)]), dltb, ledger, "2022-08")
    assert (result.cases_created, result.cases_linked) == (1, 0)
    assert [case["status"] for case in read_book(ledger).cases] == ["closed", "desk"]
