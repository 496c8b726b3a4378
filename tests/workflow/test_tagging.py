# SPDX-License-Identifier: GPL-2.0-or-later
"""Cases of an overlay are tagged, refused, taken back and walked to their end by two persons."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Mapping

import pytest

from anyue_farmland_plugin.core.errors import FarmlandError, InputDataError, StaleRecord, TransitionRefused
from anyue_farmland_plugin.core.ports import Actor, SilentProgress
from anyue_farmland_plugin.ledger.reading import reading
from anyue_farmland_plugin.ledger.writing import writing
from anyue_farmland_plugin.workflow.actors import parse_actor
from anyue_farmland_plugin.workflow.casebook import next_open, queue
from anyue_farmland_plugin.workflow.documents import DocumentFacts, add_document
from anyue_farmland_plugin.workflow.evidence import Showing, add_photos
from anyue_farmland_plugin.workflow.tag import BatchResult, tag_case, tag_matching, undo_last
from anyue_farmland_plugin.workflow.tag_request import case_filter, tag_values
from tests.factories import ANALYST, COUNTY, INSPECTOR, START, Ids, TickingClock
from tests.pictures import write
from tests.workflow.deliveries import box, changes, strip, survey
from tests.workflow.desk import overlay, read_book

TOWN = Actor("钱镇长", "town")


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A ledger with three cases: a house on a field, an orchard on a field, a house beside a homestead."""
    shapes = [box(0, 0, 20, 20), box(22, 0, 38, 30), box(85, 0, 115, 25)]
    layer = changes(tmp_path / "bh.gpkg", shapes, TBLX=["20", "02", "20"])
    overlay(layer, survey(tmp_path / "dltb.gpkg", strip()), tmp_path / "ledger.gpkg")
    return tmp_path / "ledger.gpkg"


def tag(path: Path, where: str, asked: Mapping[str, str], actor: str = "王核查@inspector") -> BatchResult:
    """Tag as the algorithm does: all from text."""
    return tag_matching(
        path,
        case_filter(where),
        tag_values(asked),
        actor=parse_actor(actor),
        clock=TickingClock(),
        reason=asked.get("note", ""),
    )


def test_a_filter_picks_the_cases(ledger: Path) -> None:
    done = tag(
        ledger,
        "suggested_type = 'FN01' AND area_m2 > 200",
        {"problem_type": "FN01", "responsible_unit": "通贤镇", "note": "实地看过"},
    )
    assert (len(done.changed), done.refused) == (1, ())
    first, second, third = read_book(ledger).cases
    assert (first["problem_type"], first["responsible_unit"], first["note"]) == ("FN01", "512021103", "实地看过")
    assert (first["inspector"], first["status"], first["lead_unit"]) == ("王核查", "field", "U01")
    assert first["inspected_at"].startswith("2022-06-15T08:00:0")
    assert (second["problem_type"], third["problem_type"]) == (None, None)
    with reading(ledger) as reader:
        event = reader.events_of(first["case_id"])[-1]
    assert (event["actor"], event["role"], event["action"], event["reason"]) == (
        "王核查",
        "inspector",
        "tagged",
        "实地看过",
    )
    assert event["payload"]["problem_type"] == [None, "FN01"]
    assert event["hash"] == done.changed[0].head


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ("", "The filter is empty"),
        ("no_such_column = 1", "no_such_column"),
        ("1=1; DROP TABLE cases", ";"),
        ("case_no = 'x' OR (SELECT 1)", "SELECT"),
        ("area_m2 > 'much'", "area_m2"),
    ],
)
def test_a_filter_that_cannot_be_meant_changes_nothing(ledger: Path, where: str, words: str) -> None:
    before = ledger.read_bytes()
    with pytest.raises(InputDataError, match=words):
        tag(ledger, where, {"problem_type": "FN01"})
    assert ledger.read_bytes() == before


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"problem_type": "FN99"}, "FN99"),
        ({"responsible_unit": "月亮镇"}, "月亮镇"),
        ({"verdict": "XX"}, "XX"),
        ({}, "Nothing to write"),
        ({"area_m2": "1"}, "area_m2 cannot be set"),
        ({"inspector": "别人"}, "inspector cannot be set"),
        ({"inspected_at": "2020-01-01T00:00:00.000Z"}, "inspected_at cannot be set"),
        ({"closed_by": "别人"}, "closed_by cannot be set"),
    ],
)
def test_a_value_that_cannot_be_meant_changes_nothing(ledger: Path, asked: dict, words: str) -> None:
    before = ledger.read_bytes()
    with pytest.raises(FarmlandError, match=words):
        tag(ledger, "TRUE", asked)
    assert ledger.read_bytes() == before


@pytest.mark.parametrize("actor", ["", "  @inspector", "王核查@boss"])
def test_nobody_tags_without_a_name_and_a_known_role(ledger: Path, actor: str) -> None:
    with pytest.raises(InputDataError):
        tag(ledger, "TRUE", {"problem_type": "FN01"}, actor)


def test_what_the_life_cycle_forbids_is_refused_and_listed(ledger: Path) -> None:
    tag(ledger, "suggested_type = 'FN01'", {"problem_type": "FN01"})
    done = tag(ledger, "TRUE", {"status": "evidenced", "note": "无法到达"})
    first, second, third = read_book(ledger).cases
    assert [receipt.case_id for receipt in done.changed] == [first["case_id"]]
    assert [number for number, _ in done.refused] == [second["case_no"], third["case_no"]]
    assert all("evidenced" in sentence for _, sentence in done.refused)
    assert [case["status"] for case in (first, second, third)] == ["evidenced", "desk", "desk"]
    assert (second["revision"], second["note"]) == (1, None)


def test_undo_brings_the_values_back_and_keeps_both_events(ledger: Path) -> None:
    case = read_book(ledger).cases[0]
    tag_case(ledger, case["case_id"], {"problem_type": "FN09", "note": "看错"}, actor=INSPECTOR, clock=TickingClock())
    undo_last(ledger, actor=INSPECTOR, clock=TickingClock())
    after = read_book(ledger).cases[0]
    assert {name for name in case if case[name] != after[name]} == {"revision", "updated_at", "updated_by"}
    with reading(ledger) as reader:
        assert [event["action"] for event in reader.events_of(case["case_id"])] == ["created", "tagged", "undone"]
    with pytest.raises(FarmlandError, match="nothing of yours"):
        undo_last(ledger, actor=INSPECTOR, clock=TickingClock())


def test_a_card_that_is_out_of_date_is_not_written(ledger: Path) -> None:
    case = read_book(ledger).cases[0]
    tag_case(ledger, case["case_id"], {"note": "先"}, actor=ANALYST, clock=TickingClock())
    before = ledger.read_bytes()
    with pytest.raises(StaleRecord, match="李分析"):
        tag_case(
            ledger,
            case["case_id"],
            {"note": "后"},
            actor=INSPECTOR,
            clock=TickingClock(),
            expected_revision=case["revision"],
        )
    assert ledger.read_bytes() == before


def test_the_queue_goes_on_to_the_next_open_case(ledger: Path) -> None:
    items = queue(ledger)
    assert [item.is_open for item in items] == [True] * 3
    tag_case(ledger, items[1].case_id, {"problem_type": "FL13"}, actor=INSPECTOR, clock=TickingClock())
    items = queue(ledger)
    assert [item.is_open for item in items] == [True, False, True]
    assert next_open(items, 0) == items[2]
    assert next_open(items, 2) == items[0]


def add_evidence(path: Path, folder: Path, case_id: str) -> None:
    """Add what closing an illegal building takes: photos of before and after, the settled case, the acceptance."""
    ids, town = Ids(seed="walk"), {"actor": TOWN, "clock": TickingClock()}
    for number, (stage, month) in enumerate((("before", "06"), ("before", "06"), ("after", "10"), ("after", "10"))):
        photo = write(folder / f"{number}.jpg", number, time=f"2022:{month}:15 10:00:00", lon=None)
        clock = TickingClock(START + timedelta(days=150))
        add_photos(path, [case_id], [photo], Showing(stage), actor=TOWN, clock=clock, new_id=lambda: ids("photo"))
    for kind in ("settled", "acceptance"):
        add_document(path, [case_id], DocumentFacts(kind, number=kind), new_id=lambda: ids("paper"), **town)


def test_two_persons_walk_a_case_to_its_end(ledger: Path, tmp_path: Path) -> None:
    clock = TickingClock()
    case = read_book(ledger).cases[0]
    steps = [
        ({"problem_type": "FN01", "responsible_unit": "512021103"}, INSPECTOR, "field"),
        ({"status": "evidenced"}, TOWN, "evidenced"),
        ({"status": "confirmed", "subject": "张某", "occurred_on": "2022-05-01"}, INSPECTOR, "confirmed"),
        ({"status": "planned", "measures": "拆除复耕", "deadline": "2022-11-20", "tier": "T1"}, TOWN, "planned"),
        ({"status": "rectifying"}, TOWN, "rectifying"),
    ]
    for values, actor, status in steps:
        tag_case(ledger, case["case_id"], values, actor=actor, clock=clock, reason="按程序")
        assert read_book(ledger).cases[0]["status"] == status
    closing = {"status": "closing", "restored_m2": case["area_m2"], "remaining_m2": 0.0}
    with pytest.raises(TransitionRefused, match="photos"):
        tag_case(ledger, case["case_id"], closing, actor=TOWN, clock=clock)
    add_evidence(ledger, tmp_path, case["case_id"])
    with pytest.raises(TransitionRefused, match="larger than the case"):
        tag_case(ledger, case["case_id"], {**closing, "restored_m2": 9e6}, actor=TOWN, clock=clock)
    tag_case(ledger, case["case_id"], closing, actor=TOWN, clock=clock)
    asked = Actor("钱镇长", "inspector")
    tag_case(ledger, case["case_id"], {"note": "已去看过"}, actor=ANALYST, clock=clock)
    for nobody in (asked, INSPECTOR):  # who asked for closing, and who judged the case
        with pytest.raises(TransitionRefused, match="another person"):
            tag_case(ledger, case["case_id"], {"status": "closed"}, actor=nobody, clock=clock)
    second = Actor("孙复核", "inspector")
    tag_case(ledger, case["case_id"], {"status": "closed"}, actor=second, clock=clock)
    done = read_book(ledger).cases[0]
    assert (done["status"], done["closed_by"], done["closed_on"]) == ("closed", "孙复核", "2022-06-15")
    assert (done["restored_m2"], done["inspector"], done["cycle"]) == (case["area_m2"], "王核查", 1)


def test_what_cannot_be_finished_is_watched_by_the_county(ledger: Path) -> None:
    case_id = read_book(ledger).cases[0]["case_id"]
    with writing(ledger, COUNTY, TickingClock()) as writer:
        writer.update_case(case_id, {"status": "rectifying"}, action="tagged")
    with pytest.raises(TransitionRefused, match="may not set"):
        tag_case(ledger, case_id, {"status": "watched"}, actor=TOWN, clock=TickingClock(), reason="条件不具备")
    tag_case(ledger, case_id, {"status": "watched"}, actor=COUNTY, clock=TickingClock(), reason="条件不具备")
    assert read_book(ledger).cases[0]["watched_on"] == "2022-06-15"


def test_an_overlay_is_refused_when_somebody_tagged_meanwhile(ledger: Path, tmp_path: Path) -> None:
    case_id = read_book(ledger).cases[0]["case_id"]

    class Meanwhile(SilentProgress):
        """Lets a colleague tag while the overlay computes."""

        tagged = False

        def report(self, share: float, text: str = "") -> None:
            if share >= 0.5 and not self.tagged:
                tag_case(ledger, case_id, {"note": "正在看"}, actor=INSPECTOR, clock=TickingClock())
                self.tagged = True

    layer = changes(tmp_path / "next.gpkg", [box(60, 0, 70, 20)])
    with pytest.raises(StaleRecord, match="changed by somebody else"):
        overlay(layer, survey(tmp_path / "dltb2.gpkg", strip()), ledger, "2022-08", progress=Meanwhile())
    book = read_book(ledger)
    assert (len(book.clues), book.cases[0]["note"]) == (3, "正在看")
