# SPDX-License-Identifier: GPL-2.0-or-later
"""Tagging as a person meets it: durable, refused when stale or wrong, undone by an event."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
import shapely

from anyue_farmland_plugin.core.errors import (
    FarmlandError,
    InputDataError,
    LedgerError,
    LedgerLocked,
    StaleRecord,
    TransitionRefused,
)
from anyue_farmland_plugin.ledger import connection as files
from anyue_farmland_plugin.ledger.reading import reading
from anyue_farmland_plugin.ledger.verify import verify_ledger
from anyue_farmland_plugin.ledger.writing import writing
from anyue_farmland_plugin.workflow.tag import tag_case, tag_matching, undo_last
from tests.factories import ANALYST, COUNTY, INSPECTOR, Ids, TickingClock, add_delivery, make_ledger, square


def case_ids(path: Path) -> list:
    with reading(path) as reader:
        return [row["case_id"] for row in reader.rows("cases")]


def case_of(path: Path, case_id: str) -> dict:
    with reading(path) as reader:
        return reader.case(case_id) or {}


def test_a_tag_is_in_the_file_with_who_and_when(tmp_path: Path) -> None:
    path = make_ledger(tmp_path)
    case_id = case_ids(path)[0]
    receipt = tag_case(
        path, case_id, {"problem_type": "FN01", "responsible_unit": "512021103"}, actor=INSPECTOR, clock=TickingClock()
    )
    with closing(sqlite3.connect(path)) as connection:  # another program looks
        row = connection.execute(
            "SELECT problem_type, responsible_unit, inspector, status, revision, updated_by, updated_at FROM cases "
            "WHERE case_id = ?",
            (case_id,),
        ).fetchone()
        event = connection.execute("SELECT actor, role, action, at, hash FROM events ORDER BY seq DESC").fetchone()
    assert row == ("FN01", "512021103", "王核查", "field", 2, "王核查", receipt.at)
    assert event == ("王核查", "inspector", "tagged", receipt.at, receipt.head)
    assert verify_ledger(path).ok


def test_the_second_of_two_people_is_told_and_writes_nothing(tmp_path: Path) -> None:
    path = make_ledger(tmp_path)
    case_id = case_ids(path)[0]
    tag_case(path, case_id, {"problem_type": "FN01"}, actor=INSPECTOR, clock=TickingClock(), expected_revision=1)
    before = path.read_bytes()
    with pytest.raises(StaleRecord, match="王核查"):
        tag_case(path, case_id, {"problem_type": "FL13"}, actor=COUNTY, clock=TickingClock(), expected_revision=1)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("problem_type", "FN77"),
        ("problem_type", "fn01"),
        ("responsible_unit", "512021999"),
        ("verdict", "违法"),
        ("tier", "T9"),
    ],
)
def test_an_unknown_code_is_refused_with_the_known_ones(tmp_path: Path, column: str, value: str) -> None:
    path = make_ledger(tmp_path)
    before = path.read_bytes()
    with pytest.raises(InputDataError, match="Choose one of"):
        tag_case(path, case_ids(path)[0], {column: value}, actor=INSPECTOR, clock=TickingClock())
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("farmland_m2", "三亩"),
        ("farmland_m2", -1.0),
        ("farmland_m2", float("nan")),
        ("farmland_m2", float("inf")),
        ("priority", 1.5),
        ("priority", 2**63),
        ("note", 5),
        ("note", "a\x00b"),
        ("note", "\ud800"),
        ("revision", 9),
        ("updated_by", "别人"),
        ("no_such_column", 1),
    ],
)
def test_values_that_cannot_be_stored_are_refused(tmp_path: Path, column: str, value: object) -> None:
    path = make_ledger(tmp_path)
    before = path.read_bytes()
    with pytest.raises((InputDataError, LedgerError)), writing(path, INSPECTOR, TickingClock()) as writer:
        writer.update_case(case_ids(path)[0], {column: value}, action="tagged")
    assert path.read_bytes() == before


def test_numbers_of_the_array_library_are_stored_as_plain_numbers(tmp_path: Path) -> None:
    path = make_ledger(tmp_path)
    case_id = case_ids(path)[0]
    with writing(path, INSPECTOR, TickingClock()) as writer:
        writer.update_case(case_id, {"priority": np.int64(3), "restored_m2": np.float64(12.34)}, action="tagged")
    assert (case_of(path, case_id)["priority"], case_of(path, case_id)["restored_m2"]) == (3, 12.34)
    assert verify_ledger(path).ok


def test_a_broken_reason_is_refused_in_words(tmp_path: Path) -> None:
    path = make_ledger(tmp_path)
    with pytest.raises(InputDataError, match="broken characters"), writing(path, INSPECTOR, TickingClock()) as writer:
        writer.update_case(case_ids(path)[0], {"note": "x"}, action="tagged", reason="\udcff")
    assert verify_ledger(path).ok


def test_a_new_polygon_moves_the_index_and_enters_the_chain(tmp_path: Path) -> None:
    path = make_ledger(tmp_path)
    case_id = case_ids(path)[0]
    moved = shapely.multipolygons([square(50, 50)])
    with writing(path, COUNTY, TickingClock()) as writer:
        writer.update_case(
            case_id, {"geom": shapely.to_wkb(moved, byte_order=1)}, action="reshaped", reason="变更图斑范围"
        )
    centre = moved.centroid
    with reading(path) as reader:
        assert reader.cases_at(centre.x, centre.y) == [case_id]
    assert verify_ledger(path).ok


def test_all_or_nothing_when_the_second_change_fails(tmp_path: Path) -> None:
    path = make_ledger(tmp_path)
    first, second = case_ids(path)[:2]
    before = path.read_bytes()
    changes = {first: "FN01", second: "??"}
    with pytest.raises(InputDataError), writing(path, INSPECTOR, TickingClock()) as writer:
        _ = [writer.update_case(key, {"problem_type": value}, action="tagged") for key, value in changes.items()]
    assert path.read_bytes() == before


def test_a_second_delivery_is_appended(tmp_path: Path) -> None:
    path = make_ledger(tmp_path, cases=2)
    with writing(path, ANALYST, TickingClock()) as writer:
        added = add_delivery(writer, [{}, {}], Ids("second"), first=2, batch="2022-05")
    found = verify_ledger(path)
    assert found.ok, found.findings
    assert (found.counts["cases"], found.counts["deliveries"]) == (4, 2)
    assert case_ids(path)[2:] == added


def test_codes_of_another_class_table_are_added_and_recorded(tmp_path: Path) -> None:
    path = make_ledger(tmp_path, cases=1)
    case_id = case_ids(path)[0]
    with writing(path, ANALYST, TickingClock()) as writer:
        writer.add_codes("land_classes", [{"code": "9901", "name": "试验地", "grp": "GD"}], "land_class")
        writer.update_case(case_id, {"main_dlbm": "9901"}, action="recomputed")
    assert case_of(path, case_id)["main_dlbm"] == "9901"
    with reading(path) as reader:
        assert [event["action"] for event in reader.events_of("land_classes")] == ["added"]
    assert verify_ledger(path).ok


def test_a_held_lock_gives_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = make_ledger(tmp_path)
    monkeypatch.setattr(files, "BUSY_SECONDS", 0.1)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerLocked, match="Another program"):
            tag_case(path, case_ids(path)[0], {"problem_type": "FN01"}, actor=INSPECTOR, clock=TickingClock())
        other.execute("ROLLBACK")
    assert verify_ledger(path).ok


def test_a_long_transaction_lets_others_read_until_its_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "BUSY_SECONDS", 0.05)
    path = make_ledger(tmp_path)
    with writing(path, ANALYST, TickingClock()) as writer:
        for number in range(600):  # more than the page cache holds
            writer.set_setting(f"note-{number}", "长" * 3000)
        with reading(path) as reader:
            assert "note-0" not in reader.settings()
    with reading(path) as reader:
        assert reader.settings()["note-599"]


def test_undo_takes_tags_back_one_by_one_and_leaves_both_in_the_chain(tmp_path: Path) -> None:
    path, clock = make_ledger(tmp_path), TickingClock()
    first, second = case_ids(path)[:2]
    originals = [case_of(path, case_id) for case_id in (first, second)]
    tag_case(path, first, {"problem_type": "FN01"}, actor=INSPECTOR, clock=clock)
    tag_case(path, second, {"problem_type": "FL13", "note": "柠檬园"}, actor=INSPECTOR, clock=clock)
    assert undo_last(path, actor=INSPECTOR, clock=clock).case_id == second
    assert undo_last(path, actor=INSPECTOR, clock=clock).case_id == first
    with pytest.raises(FarmlandError, match="nothing of yours"):
        undo_last(path, actor=INSPECTOR, clock=clock)
    kept = ("revision", "updated_at", "updated_by")
    for case_id, original in zip((first, second), originals):
        now = case_of(path, case_id)
        assert {n: v for n, v in now.items() if n not in kept} == {n: v for n, v in original.items() if n not in kept}
    with reading(path) as reader:
        assert [event["action"] for event in reader.events_of(first)] == ["created", "tagged", "undone"]
    assert verify_ledger(path).ok


def test_undo_is_refused_when_somebody_changed_the_case_since(tmp_path: Path) -> None:
    path, clock = make_ledger(tmp_path), TickingClock()
    case_id = case_ids(path)[0]
    tag_case(path, case_id, {"problem_type": "FN01"}, actor=INSPECTOR, clock=clock)
    tag_case(path, case_id, {"problem_type": "FL13"}, actor=COUNTY, clock=clock)
    with pytest.raises(LedgerError, match="changed since"):
        undo_last(path, actor=INSPECTOR, clock=clock)
    assert case_of(path, case_id)["problem_type"] == "FL13"


def test_the_life_cycle_refuses_a_jump(tmp_path: Path) -> None:
    path = make_ledger(tmp_path)
    before = path.read_bytes()
    with pytest.raises(TransitionRefused):
        tag_case(path, case_ids(path)[0], {"status": "closed"}, actor=INSPECTOR, clock=TickingClock(), reason="已整改")
    assert path.read_bytes() == before


def test_a_batch_lists_what_it_refused_and_writes_the_rest(tmp_path: Path) -> None:
    ready = {"status": "field", "problem_type": "FN01", "subject": "张某", "occurred_on": "2022-05-01"}
    path = make_ledger(tmp_path, cases=[ready, {}, ready])
    done = tag_matching(
        path,
        lambda case: True,
        {"status": "evidenced"},
        actor=INSPECTOR,
        clock=TickingClock(),
        reason="现场无法到达，附航片",
    )
    assert len(done.changed) == 2
    assert [number for number, _ in done.refused] == ["512021104-2022-0002"]
    assert verify_ledger(path).ok
