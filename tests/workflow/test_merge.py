# SPDX-License-Identifier: GPL-2.0-or-later
"""Packages come back: what is taken, what is asked, what is refused, each case of the design by name."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import stat
from contextlib import closing
from datetime import datetime, timezone
from pathlib import Path

import pytest
import shapely

from anyue_farmland_plugin.core.errors import (
    Cancelled,
    FarmlandError,
    InputDataError,
    LedgerError,
    StaleRecord,
    TransitionRefused,
)
from anyue_farmland_plugin.core.ports import Actor, SilentProgress
from anyue_farmland_plugin.ledger.backups import list_backups
from anyue_farmland_plugin.ledger.evidence_files import folder_of
from anyue_farmland_plugin.ledger.gpkg_functions import register_functions
from anyue_farmland_plugin.ledger.reading import reading
from anyue_farmland_plugin.workflow.adopt import Choice, adopt, choose_all
from anyue_farmland_plugin.workflow.conflicts import open_conflicts, resolve
from anyue_farmland_plugin.workflow.merge import merge_packages, plan_merge
from anyue_farmland_plugin.workflow.merge_reading import continued
from anyue_farmland_plugin.workflow.merge_undo import undo_merge
from anyue_farmland_plugin.workflow.tag import tag_case
from tests.factories import ANALYST, COUNTY, INSPECTOR, FixedClock, TickingClock, make_ledger, square
from tests.workflow.copies import (
    all_events,
    assert_whole,
    case_ids,
    case_of,
    cases_table,
    copy,
    edit_outside,
    find_case,
    merge,
    package,
    questions,
    write,
)

TOWN = Actor("钱乡镇", "town")
PICTURE = b"\xff\xd8\xff\xe0" + b"picture" * 9


@pytest.fixture
def clock() -> TickingClock:
    return TickingClock()


@pytest.fixture
def ledger(tmp_path: Path, clock: TickingClock) -> Path:
    return make_ledger(tmp_path, cases=3, clock=clock)


def test_different_columns_of_one_case_are_joined(ledger: Path, clock: TickingClock) -> None:
    (case_id, *_) = case_ids(ledger)
    east = package(ledger, "east", clock)
    write(ledger, case_id, {"subject": "甲公司"}, clock, COUNTY)
    tag_case(east, case_id, {"problem_type": "FN01", "note": "a shed"}, actor=INSPECTOR, clock=clock)
    result = merge(ledger, east, clock=clock)
    case = case_of(ledger, case_id)
    assert (case["subject"], case["problem_type"], case["note"]) == ("甲公司", "FN01", "a shed")
    assert (case["status"], case["inspector"]) == ("field", INSPECTOR.name)
    assert (result.merged, result.open_conflicts) == (1, 0)
    assert all_events(east) <= all_events(ledger)
    assert_whole(ledger)


def test_the_same_column_is_asked_with_both_values_and_people(ledger: Path, clock: TickingClock) -> None:
    (case_id, *_) = case_ids(ledger)
    east = package(ledger, "east", clock)
    write(ledger, case_id, {"note": "a shed"}, clock, ANALYST)
    write(east, case_id, {"note": "a house"}, clock, TOWN)
    assert merge(ledger, east, clock=clock).open_conflicts == 1
    (question,) = open_conflicts(ledger)
    assert (question.field, question.label, question.base) == ("note", "备注", None)
    assert [(c.value, c.actor, c.role, c.stands) for c in question.choices] == [
        ("a shed", ANALYST.name, "analyst", True),
        ("a house", TOWN.name, "town", False),
    ]
    assert case_of(ledger, case_id)["note"] == "a shed"
    assert_whole(ledger)


def test_a_choice_is_written_and_ends_the_question_for_good(ledger: Path, clock: TickingClock) -> None:
    (case_id, *_) = case_ids(ledger)
    east = package(ledger, "east", clock)
    write(ledger, case_id, {"note": "a shed"}, clock, ANALYST)
    write(east, case_id, {"note": "a house"}, clock, TOWN)
    merge(ledger, east, clock=clock)
    (question,) = open_conflicts(ledger, case_id)
    head = resolve(ledger, question.conflict_id, 2, actor=COUNTY, clock=clock, reason="seen on the photo")
    assert case_of(ledger, case_id)["note"] == "a house"
    with reading(ledger) as reader:
        assert reader.head() == head
        assert reader.events_of(case_id)[-1]["reason"] == "seen on the photo"
    with pytest.raises(StaleRecord, match="was answered by 赵县级"):
        resolve(ledger, question.conflict_id, 1, actor=COUNTY, clock=clock)
    assert merge(ledger, east, clock=clock).merged == 0
    assert (open_conflicts(ledger), case_of(ledger, case_id)["note"]) == ([], "a house")
    assert_whole(ledger)


def test_whoever_writes_the_field_again_has_answered(ledger: Path, clock: TickingClock) -> None:
    (case_id, *_) = case_ids(ledger)
    east = package(ledger, "east", clock)
    write(ledger, case_id, {"note": "a shed"}, clock, ANALYST)
    write(east, case_id, {"note": "a house"}, clock, TOWN)
    merge(ledger, east, clock=clock)
    tag_case(ledger, case_id, {"note": "both, side by side"}, actor=INSPECTOR, clock=clock)
    assert open_conflicts(ledger) == []
    assert merge(ledger, east, clock=clock).open_conflicts == 0
    assert case_of(ledger, case_id)["note"] == "both, side by side"
    assert_whole(ledger)


def test_a_viewer_cannot_answer(ledger: Path, clock: TickingClock) -> None:
    with pytest.raises(FarmlandError, match="may only look"):
        resolve(ledger, "x", 1, actor=Actor("guest", "viewer"), clock=clock)


def test_the_higher_role_decides_a_judgement_and_brings_its_inspector(ledger: Path, clock: TickingClock) -> None:
    (case_id, *_) = case_ids(ledger)
    east, west = package(ledger, "east", clock), package(ledger, "west", clock)
    tag_case(east, case_id, {"problem_type": "FN02"}, actor=INSPECTOR, clock=clock)
    tag_case(west, case_id, {"problem_type": "FN03"}, actor=ANALYST, clock=clock)
    merge(ledger, west, east, clock=clock)
    case = case_of(ledger, case_id)
    assert (case["problem_type"], case["inspector"]) == ("FN02", INSPECTOR.name)
    assert open_conflicts(ledger) == []


def test_choosing_a_judgement_brings_its_inspector(ledger: Path, clock: TickingClock) -> None:
    (case_id, *_) = case_ids(ledger)
    other = Actor("孙核查", "inspector")
    east, west = package(ledger, "east", clock), package(ledger, "west", clock)
    tag_case(east, case_id, {"problem_type": "FN02"}, actor=INSPECTOR, clock=clock)
    tag_case(west, case_id, {"problem_type": "FN03"}, actor=other, clock=clock)
    merge(ledger, west, east, clock=clock)
    question = next(found for found in open_conflicts(ledger) if found.field == "problem_type")
    assert case_of(ledger, case_id)["inspector"] is None
    choice = next(place for place, found in enumerate(question.choices, 1) if found.actor == other.name)
    resolve(ledger, question.conflict_id, choice, actor=COUNTY, clock=clock)
    case = case_of(ledger, case_id)
    assert (case["problem_type"], case["inspector"]) == ("FN03", other.name)
    assert_whole(ledger)


def test_the_department_that_came_with_a_judgement_is_no_question_of_its_own(
    ledger: Path, clock: TickingClock
) -> None:
    (case_id, *_), other = case_ids(ledger), Actor("李核查", "inspector")
    first, second = package(ledger, "a", clock), package(ledger, "b", clock)
    tag_case(first, case_id, {"problem_type": "FN01"}, actor=INSPECTOR, clock=clock)
    tag_case(second, case_id, {"problem_type": "FL13"}, actor=other, clock=clock)
    merge(ledger, first, second, clock=clock)
    (question,) = open_conflicts(ledger)
    assert (question.field, case_of(ledger, case_id)["lead_unit"]) == ("problem_type", None)
    chosen = next(place for place, choice in enumerate(question.choices, 1) if choice.value == "FL13")
    resolve(ledger, question.conflict_id, chosen, actor=COUNTY, clock=clock)
    case = case_of(ledger, case_id)
    assert (case["problem_type"], case["lead_unit"], case["inspector"]) == ("FL13", "U02", "李核查")
    assert open_conflicts(ledger) == []
    assert_whole(ledger)


def test_the_same_edit_on_both_sides_is_no_conflict(ledger: Path, clock: TickingClock) -> None:
    (case_id, *_) = case_ids(ledger)
    east = package(ledger, "east", clock)
    for path in (ledger, east):
        write(path, case_id, {"note": "a shed"}, clock)
    assert merge(ledger, east, clock=clock).open_conflicts == 0
    assert_whole(ledger)


def test_a_package_that_comes_back_after_the_case_was_closed_does_not_reopen_it(
    ledger: Path, clock: TickingClock
) -> None:
    (case_id, *_) = case_ids(ledger)
    east = package(ledger, "east", clock)
    write(east, case_id, {"status": "field", "note": "still there"}, clock, TOWN)
    write(ledger, case_id, {"status": "closed", "closed_on": "2022-07-01", "closed_by": "赵县级"}, clock, COUNTY)
    merge(ledger, east, clock=clock)
    case = case_of(ledger, case_id)
    assert (case["status"], case["closed_on"], case["note"]) == ("closed", "2022-07-01", None)
    assert {found.field for found in open_conflicts(ledger)} == {"status", "note"}
    assert_whole(ledger)


def test_cases_both_sides_found_are_both_taken_with_clues_and_pieces(ledger: Path, clock: TickingClock) -> None:
    east, west = package(ledger, "east", clock), package(ledger, "west", clock)
    first = find_case(east, clock, "east", "512021103-2022-P3F2A-0001", 300)
    second = find_case(west, clock, "west", "512021103-2022-P77AA-0001", 301)
    merge(ledger, east, west, clock=clock)
    assert {first, second} <= set(case_ids(ledger))
    assert case_of(ledger, first)["case_no"] == "512021103-2022-P3F2A-0001"
    with reading(ledger) as reader:
        assert len(reader.pieces_of(first)) == 2
        assert len(reader.clues_of(second)) == 1
    assert_whole(ledger)


def test_the_same_case_in_two_copies_is_one_and_its_clash_is_asked(ledger: Path, clock: TickingClock) -> None:
    east = package(ledger, "east", clock)
    case_id = find_case(east, clock, "east", "512021103-2022-P3F2A-0001")
    other = copy(east, "east-copy")
    write(east, case_id, {"note": "a shed"}, clock)
    write(other, case_id, {"note": "a house"}, clock)
    merge(ledger, east, other, clock=clock)
    assert case_ids(ledger).count(case_id) == 1
    (question,) = open_conflicts(ledger)
    assert {choice.value for choice in question.choices} == {None, "a shed", "a house"}
    assert_whole(ledger)


def test_two_cases_on_one_ground_share_the_parcel_and_are_told(ledger: Path, clock: TickingClock) -> None:
    east, west = package(ledger, "east", clock), package(ledger, "west", clock)
    find_case(east, clock, "east", "512021103-2022-P3F2A-0001", 300)
    find_case(west, clock, "west", "512021103-2022-P77AA-0001", 300)
    result = merge(ledger, east, west, clock=clock)
    assert any("P77AA-0001 lies on ground" in notice for notice in result.outcomes[1].notices)
    assert_whole(ledger)


def test_a_number_given_twice_by_copies_of_a_package_is_told_apart(ledger: Path, clock: TickingClock) -> None:
    east = package(ledger, "east", clock)
    other = copy(east, "east-copy")
    for place, path in enumerate((east, other)):
        find_case(path, clock, f"found-{place}", "512021103-2022-P3F2A-0001", 300 + place)
    result = merge(ledger, east, other, clock=clock)
    numbers = [case["case_no"] for case in cases_table(ledger)]
    assert len(set(numbers)) == 5
    assert any("twice" in notice for notice in result.outcomes[1].notices)
    assert_whole(ledger)


def test_renumbered_rows_play_no_part(ledger: Path, clock: TickingClock) -> None:
    (case_id, *_) = case_ids(ledger)
    east = package(ledger, "east", clock)
    write(east, case_id, {"note": "a house"}, clock)
    with closing(sqlite3.connect(east)) as connection:
        register_functions(connection)
        connection.execute("DROP TRIGGER guard_cases_update")
        connection.execute("UPDATE cases SET fid = fid + 1000")
        connection.commit()
    merge(ledger, east, clock=clock)
    assert case_of(ledger, case_id)["note"] == "a house"
    assert_whole(ledger)


def test_rows_missing_in_the_package_are_no_deletions(ledger: Path, clock: TickingClock) -> None:
    first, second, _ = case_ids(ledger)
    east = package(ledger, "east", clock)
    write(east, second, {"note": "a house"}, clock)
    with closing(sqlite3.connect(east)) as connection:
        register_functions(connection)
        connection.execute("DROP TRIGGER guard_cases_delete")
        connection.execute("DELETE FROM cases WHERE case_id = ?", (first,))
        connection.commit()
    merge(ledger, east, clock=clock)
    assert len(case_ids(ledger)) == 3
    assert_whole(ledger)


def test_a_package_made_from_an_older_state_is_merged_against_that_state(ledger: Path, clock: TickingClock) -> None:
    (case_id, *_) = case_ids(ledger)
    old = package(ledger, "old", clock)
    for note in ("first", "second", "third"):
        write(ledger, case_id, {"note": note}, clock, ANALYST)
    young = package(ledger, "young", clock)
    write(old, case_id, {"priority": 1}, clock)
    write(young, case_id, {"note": "fourth"}, clock)
    merge(ledger, young, old, clock=clock)
    case = case_of(ledger, case_id)
    assert (case["note"], case["priority"]) == ("fourth", 1)
    assert open_conflicts(ledger) == []


def test_a_package_that_comes_back_again_brings_only_what_is_new(ledger: Path, clock: TickingClock) -> None:
    (case_id, *_) = case_ids(ledger)
    east = package(ledger, "east", clock)
    write(east, case_id, {"note": "a house"}, clock)
    merge(ledger, east, clock=clock)
    write(east, case_id, {"note": "a barn"}, clock)
    result = merge(ledger, east, clock=clock)
    assert (result.outcomes[0].events, case_of(ledger, case_id)["note"]) == (1, "a barn")
    again = merge(ledger, east, clock=clock)
    assert (again.merged, again.outcomes[0].sentence) == (0, "east.gpkg was merged before; it brings nothing new.")
    assert_whole(ledger)


def test_a_package_copied_and_edited_on_two_machines_is_asked(ledger: Path, clock: TickingClock) -> None:
    (case_id, *_) = case_ids(ledger)
    east = package(ledger, "east", clock)
    write(east, case_id, {"priority": 1}, clock)
    other = copy(east, "east-copy")
    write(east, case_id, {"note": "a house"}, clock)
    write(other, case_id, {"note": "a barn"}, clock)
    merge(ledger, east, other, clock=clock)
    (question,) = open_conflicts(ledger)
    assert {choice.value for choice in question.choices} == {None, "a house", "a barn"}
    assert all_events(east) | all_events(other) <= all_events(ledger)
    assert_whole(ledger)


def test_no_clock_decides(ledger: Path, clock: TickingClock) -> None:
    (case_id, *_) = case_ids(ledger)
    east = package(ledger, "east", clock)
    future = TickingClock(datetime(2099, 1, 1, tzinfo=timezone.utc))
    write(east, case_id, {"note": "from the future", "priority": 2}, future)
    write(ledger, case_id, {"note": "from the past"}, TickingClock(datetime(1999, 1, 1, tzinfo=timezone.utc)), ANALYST)
    merge(ledger, east, clock=clock)
    case = case_of(ledger, case_id)
    assert (case["note"], case["priority"]) == ("from the past", 2)
    assert len(open_conflicts(ledger)) == 1


def test_what_a_field_app_wrote_is_adopted_and_marked(ledger: Path, clock: TickingClock) -> None:
    (case_id, *_) = case_ids(ledger)
    east = package(ledger, "east", clock)
    edit_outside(east, case_id, {"note": "typed on a phone", "problem_type": "FN01"})
    before = east.read_bytes()
    result = merge(ledger, east, clock=clock)
    assert east.read_bytes() == before
    assert [(edit.field, edit.found) for edit in result.outcomes[0].returned.outside] == [
        ("problem_type", "FN01"),
        ("note", "typed on a phone"),
    ]
    assert case_of(ledger, case_id)["note"] == "typed on a phone"
    with reading(ledger) as reader:
        rows = reader.connection.execute("SELECT actor, role, reason FROM events WHERE action = 'adopted'")
        assert [tuple(row) for row in rows] == [(COUNTY.name, "inspector", "outside the plugin")]
    assert merge(ledger, east, clock=clock).merged == 0
    other = merge(ledger, east, clock=clock, actor=Actor("another clerk", "county"))
    assert other.merged == 0, "the same edit is the same event, whoever merges"
    assert_whole(ledger)


def test_an_outside_edit_adopted_at_a_merge_and_in_the_package_is_one(ledger: Path, clock: TickingClock) -> None:
    (case_id, *_) = case_ids(ledger)
    east = package(ledger, "east", clock)
    edit_outside(east, case_id, {"note": "typed on a phone"})
    merge(ledger, east, clock=clock)
    adopt(east, choose_all(east, Choice.ACCEPT), actor=INSPECTOR, clock=clock)
    write(east, case_id, {"note": "typed at the desk"}, clock)
    assert merge(ledger, east, clock=clock).open_conflicts == 0
    assert case_of(ledger, case_id)["note"] == "typed at the desk"
    assert_whole(ledger)


def test_an_outside_edit_that_is_gone_on_the_second_return_is_told(ledger: Path, clock: TickingClock) -> None:
    (case_id, *_) = case_ids(ledger)
    east = package(ledger, "east", clock)
    packed = copy(east, "as-packed")
    edit_outside(east, case_id, {"note": "typed on a phone"})
    merge(ledger, east, clock=clock)
    (outcome,) = merge(ledger, packed, clock=clock).outcomes
    assert case_of(ledger, case_id)["note"] == "typed on a phone"
    assert any("the earlier value stands" in notice for notice in outcome.notices)
    (again,) = merge(ledger, east, clock=clock).outcomes
    assert not again.notices


def test_the_preview_says_what_comes_and_changes_not_a_byte(ledger: Path, clock: TickingClock) -> None:
    (case_id, *_) = case_ids(ledger)
    east = package(ledger, "east", clock)
    write(ledger, case_id, {"note": "a shed"}, clock, ANALYST)
    write(east, case_id, {"note": "a house", "priority": 1}, clock)
    before = ledger.read_bytes()
    ledger.chmod(stat.S_IRUSR)
    shown = plan_merge(ledger, [east, east], actor=COUNTY, clock=clock)
    assert ledger.read_bytes() == before
    ledger.chmod(stat.S_IRUSR | stat.S_IWUSR)
    assert (shown.merged, shown.open_conflicts, shown.dry_run) == (1, 1, True)
    done = merge(ledger, east, clock=clock)
    assert [outcome.sentence for outcome in done.outcomes] == [shown.outcomes[0].sentence]
    assert done.outcomes[0].cases.changes == shown.outcomes[0].cases.changes
    assert done.backup is not None
    assert done.backup in [backup.path for backup in list_backups(ledger)]


def test_the_last_merge_can_be_taken_back_and_done_again(ledger: Path, clock: TickingClock) -> None:
    (case_id, *_) = case_ids(ledger)
    east = package(ledger, "east", clock)
    write(ledger, case_id, {"note": "a shed"}, clock, ANALYST)
    write(east, case_id, {"note": "a house", "priority": 1}, clock)
    found = find_case(east, clock, "east", "512021103-2022-P3F2A-0001")
    before = cases_table(ledger)
    merge(ledger, east, clock=clock)
    after, asked = cases_table(ledger), questions(ledger)
    undone = undo_merge(ledger, actor=COUNTY, clock=clock, reason="wrong stick")
    assert [case for case in cases_table(ledger) if case["case_id"] != found] == before
    assert (undone.kept, questions(ledger)) == (["512021103-2022-P3F2A-0001"], [])
    assert all_events(east) <= all_events(ledger)
    assert_whole(ledger)
    merge(ledger, east, clock=clock)
    assert (cases_table(ledger), questions(ledger)) == (after, asked)
    assert_whole(ledger)


def test_a_merge_is_not_taken_back_over_later_work(ledger: Path, clock: TickingClock) -> None:
    (case_id, *_) = case_ids(ledger)
    east = package(ledger, "east", clock)
    write(east, case_id, {"priority": 1}, clock)
    merge(ledger, east, clock=clock)
    write(ledger, case_id, {"subject": "甲公司"}, clock)
    with pytest.raises(LedgerError, match="512021103-2022-0001 was changed since the merge"):
        undo_merge(ledger, actor=COUNTY, clock=clock)


def test_nothing_to_take_back(ledger: Path, clock: TickingClock) -> None:
    with pytest.raises(FarmlandError, match="no merge to take back"):
        undo_merge(ledger, actor=COUNTY, clock=clock)


def test_a_polygon_is_asked_and_both_are_kept_whatever_the_order(ledger: Path, clock: TickingClock) -> None:
    (case_id, *_) = case_ids(ledger)
    shapes = {
        name: bytes(shapely.to_wkb(shapely.multipolygons([square(50, row)]), byte_order=1))
        for row, name in enumerate(("east", "west"))
    }
    packages = [package(ledger, name, clock) for name in shapes]
    for path in packages:
        write(path, case_id, {"geom": shapes[path.stem]}, clock)
    original = case_of(ledger, case_id)["geom"]
    other = copy(ledger, "other")
    merge(ledger, packages[0], clock=clock)
    assert case_of(ledger, case_id)["geom"] == shapes["east"]
    merge(ledger, packages[1], clock=clock)
    merge(other, *reversed(packages), clock=clock)
    assert case_of(ledger, case_id)["geom"] == case_of(other, case_id)["geom"] == original
    assert questions(ledger) == questions(other)
    (question,) = open_conflicts(ledger)
    digest = hashlib.sha256(shapes["west"]).hexdigest()
    choice = next(place for place, found in enumerate(question.choices, 1) if found.value == digest)
    resolve(ledger, question.conflict_id, choice, actor=COUNTY, clock=clock)
    assert case_of(ledger, case_id)["geom"] == shapes["west"]


def test_suggestions_of_the_rules_are_never_taken_but_told(ledger: Path, clock: TickingClock) -> None:
    (case_id, *_) = case_ids(ledger)
    east = package(ledger, "east", clock)
    write(east, case_id, {"suggested_type": "FN05"}, clock)
    result = merge(ledger, east, clock=clock)
    assert case_of(ledger, case_id)["suggested_type"] == "FN01"
    assert [(left.field, left.new) for left in result.outcomes[0].cases.left_out] == [("suggested_type", "FN05")]


def test_a_masked_name_never_replaces_the_whole_one(ledger: Path, clock: TickingClock) -> None:
    (case_id, *_) = case_ids(ledger)
    write(ledger, case_id, {"subject": "张三", "note": "电话13912345678"}, clock, ANALYST)
    east = package(ledger, "east", clock)
    masked = case_of(east, case_id)
    assert masked["subject"] == "张*"
    write(east, case_id, {"note": masked["note"] + ",已拆除"}, clock)
    merge(ledger, east, clock=clock)
    case = case_of(ledger, case_id)
    assert (case["subject"], case["note"]) == ("张三", "电话13912345678")
    assert [found.field for found in open_conflicts(ledger)] == ["note"]


def test_photos_come_along_and_missing_ones_are_told(ledger: Path, clock: TickingClock, tmp_path: Path) -> None:
    (case_id, *_) = case_ids(ledger)
    east = package(ledger, "east", clock)
    photos = tmp_path / "photos"
    photos.mkdir()
    (photos / "a.jpg").write_bytes(PICTURE)
    with closing(sqlite3.connect(east)) as connection:
        for name in ("photos/a.jpg", "photos/b.jpg"):
            key = f"{'1' if 'a' in name[-5] else '2'}" * 8 + "-0000-4000-8000-000000000000"
            connection.execute(
                "INSERT INTO evidence (evidence_id, kind, file_name, taken_for) VALUES (?, 'photo', ?, ?)",
                (key, name, case_id),
            )
        connection.commit()
    result = merge(ledger, east, clock=clock)
    digest = hashlib.sha256(PICTURE).hexdigest()
    assert (folder_of(ledger) / f"{digest}.jpg").read_bytes() == PICTURE
    assert result.outcomes[0].rows.missing == ["photos/b.jpg"]
    with reading(ledger) as reader:
        rows = list(reader.rows("evidence"))
        links = [link["case_id"] for link in reader.rows("evidence_links")]
    assert [(row["file_name"], row["sha256"]) for row in rows] == [
        (f"{digest}.jpg", digest),
        ("photos/b.jpg", None),
    ]
    assert links == [case_id, case_id]
    assert merge(ledger, east, clock=clock).merged == 0
    (photos / "b.jpg").write_bytes(PICTURE + b"b")
    late = merge(ledger, east, clock=clock).outcomes[0]
    assert (late.merged, late.rows.missing) == (True, []), "a file that comes later completes its row"
    with reading(ledger) as reader:
        names = [row["file_name"] for row in reader.rows("evidence")]
    assert all((folder_of(ledger) / name).is_file() for name in names)
    assert merge(ledger, east, clock=clock).merged == 0
    assert_whole(ledger)


def test_a_document_that_came_in_two_forms_is_asked(ledger: Path, clock: TickingClock) -> None:
    (case_id, *_) = case_ids(ledger)
    east = package(ledger, "east", clock)
    insert = "INSERT INTO documents (document_id, case_id, kind, number) VALUES (?, ?, 'approval', ?)"
    key = "12345678-0000-4000-8000-000000000000"
    other = copy(east, "east-copy")
    for path, number in ((east, "1"), (other, "2")):
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(insert, (key, case_id, number))
            connection.commit()
    merge(ledger, east, other, clock=clock)
    (question,) = open_conflicts(ledger)
    assert question.field == f"documents:{key}"
    choice = next(place for place, found in enumerate(question.choices, 1) if found.value["number"] == "2")  # type: ignore[index]
    resolve(ledger, question.conflict_id, choice, actor=COUNTY, clock=clock)
    with reading(ledger) as reader:
        assert [row["number"] for row in reader.rows("documents")] == ["2"]
    assert merge(ledger, east, other, clock=clock).open_conflicts == 0
    assert_whole(ledger)


def test_a_polygon_or_number_changed_outside_the_plugin_is_never_taken_but_told(
    ledger: Path, clock: TickingClock
) -> None:
    (case_id, *_) = case_ids(ledger)
    east = package(ledger, "east", clock)
    before = case_of(ledger, case_id)
    with closing(sqlite3.connect(east)) as connection:
        register_functions(connection)
        connection.execute("DROP TRIGGER guard_cases_update")
        connection.execute(
            "UPDATE cases SET area_m2 = 1, case_no = 'mine', note = 'typed' WHERE case_id = ?", (case_id,)
        )
        connection.commit()
    result = merge(ledger, east, clock=clock)
    after = case_of(ledger, case_id)
    assert (after["area_m2"], after["case_no"], after["note"]) == (before["area_m2"], before["case_no"], "typed")
    told = [notice for notice in result.outcomes[0].notices if "never taken over" in notice]
    assert [("area_m2" in notice, "case_no" in notice) for notice in told] == [(False, True), (True, False)]
    assert_whole(ledger)


def test_who_asked_for_closing_in_a_package_cannot_close_the_case_himself(ledger: Path, clock: TickingClock) -> None:
    (case_id, *_) = case_ids(ledger)
    write(ledger, case_id, {"status": "rectifying"}, clock, COUNTY)
    east = package(ledger, "east", clock)
    write(east, case_id, {"status": "closing"}, clock, INSPECTOR)
    other = Actor("孙核查", "inspector")
    merge(ledger, east, clock=clock, actor=other)
    refusals = {}
    for actor in (INSPECTOR, other):
        with pytest.raises(TransitionRefused) as refused:  # other things are missing, too
            tag_case(ledger, case_id, {"status": "closed"}, actor=actor, clock=clock)
        refusals[actor.name] = str(refused.value)
    assert "worked on this case" in refusals[INSPECTOR.name]
    assert "worked on this case" not in refusals[other.name], "who merged did not ask for closing"


def test_stopping_before_the_first_merge_leaves_the_ledger_alone(ledger: Path, clock: TickingClock) -> None:
    class Stopped(SilentProgress):
        def cancelled(self) -> bool:
            return True

    east = package(ledger, "east", clock)
    before = ledger.read_bytes()
    with pytest.raises(Cancelled, match="nothing was merged"):
        merge_packages(ledger, [east], actor=COUNTY, clock=clock, progress=Stopped())
    assert ledger.read_bytes() == before


def test_an_expired_package_is_told_and_merged(ledger: Path, clock: TickingClock) -> None:
    (case_id, *_) = case_ids(ledger)
    east = package(ledger, "east", clock, expires_on="2022-06-01")
    write(east, case_id, {"priority": 1}, clock)
    result = merge(ledger, east, clock=clock)
    assert result.merged == 1
    assert any("had to be back by 2022-06-01" in notice for notice in result.outcomes[0].notices)


def test_a_package_of_another_ledger_is_refused(ledger: Path, clock: TickingClock, tmp_path: Path) -> None:
    foreign = make_ledger(tmp_path, cases=1, name="neighbour.gpkg", clock=clock)
    east = package(foreign, "east", clock)
    before = ledger.read_bytes()
    with pytest.raises(InputDataError, match=r"east\.gpkg was made from another ledger"):
        merge(ledger, east, clock=clock)
    assert ledger.read_bytes() == before


def test_a_package_of_a_state_that_was_lost_is_refused(ledger: Path, clock: TickingClock) -> None:
    (case_id, *_) = case_ids(ledger)
    backup = copy(ledger, "backup")
    write(ledger, case_id, {"note": "a shed"}, clock)
    east = package(ledger, "east", clock)
    shutil.copyfile(backup, ledger)
    with pytest.raises(InputDataError, match="does not have any more"):
        merge(ledger, east, clock=clock)


def test_a_ledger_is_no_package(ledger: Path, clock: TickingClock) -> None:
    with pytest.raises(InputDataError, match="no field package"):
        merge(ledger, copy(ledger, "other"), clock=clock)


@pytest.mark.parametrize(
    ("statement", "place"),
    [
        ("UPDATE events SET reason = 'forged' WHERE seq = 3", "event 3"),
        ("DELETE FROM events WHERE seq = 3", "event 4"),
        ("UPDATE package_base SET row = replace(row, 'desk', 'closed')", "package_base"),
        ("UPDATE clues SET source_ref = 'forged'", "clues"),
        ("DELETE FROM events WHERE action = 'packed'", "event 3"),
    ],
)
def test_a_package_whose_proof_is_broken_is_refused_naming_the_place(
    ledger: Path, clock: TickingClock, statement: str, place: str
) -> None:
    (case_id, *_) = case_ids(ledger)
    east = package(ledger, "east", clock)
    write(east, case_id, {"note": "a house"}, clock)
    write(east, case_id, {"note": "a barn"}, clock)
    with closing(sqlite3.connect(east)) as connection:
        register_functions(connection)
        triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'guard%'")
        for (name,) in triggers.fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(statement)
        connection.commit()
    before = ledger.read_bytes()
    with pytest.raises(InputDataError, match=place):
        merge(ledger, east, clock=clock)
    assert ledger.read_bytes() == before


@pytest.mark.parametrize("payload", ["[]", '{"note": 5}', '{"note": [null, [1]]}', '{"note": [null]}', "null", "{"])
def test_an_event_that_says_nothing_is_refused_though_its_hash_is_right(
    ledger: Path, clock: TickingClock, payload: str
) -> None:
    (case_id, *_) = case_ids(ledger)
    east = package(ledger, "east", clock)
    with reading(east) as reader:
        last = [dict(row) for row in reader.rows("events")][-1]
    event = continued(last, INSPECTOR, case_id, payload)
    with closing(sqlite3.connect(east)) as connection:
        names = ", ".join(event)
        connection.execute(f"INSERT INTO events ({names}) VALUES ({', '.join('?' * len(event))})", list(event.values()))
        connection.commit()
    before = ledger.read_bytes()
    with pytest.raises(InputDataError, match=r"east\.gpkg"):
        merge(ledger, east, clock=clock)
    assert ledger.read_bytes() == before


def test_a_new_case_whose_row_was_taken_out_is_refused(ledger: Path, clock: TickingClock) -> None:
    east = package(ledger, "east", clock)
    case_id = find_case(east, clock, "east", "512021103-2022-P3F2A-0001")
    with closing(sqlite3.connect(east)) as connection:
        register_functions(connection)
        connection.execute("DROP TRIGGER guard_cases_delete")
        connection.execute("DELETE FROM cases WHERE case_id = ?", (case_id,))
        connection.commit()
    events = len(all_events(ledger))
    with pytest.raises(InputDataError, match="P3F2A-0001 but does not hold it"):
        merge(ledger, east, clock=clock)
    assert len(all_events(ledger)) == events


def test_one_bad_package_keeps_all_out(ledger: Path, clock: TickingClock, tmp_path: Path) -> None:
    east = package(ledger, "east", clock)
    write(east, case_ids(ledger)[0], {"note": "a house"}, clock)
    half = tmp_path / "half.gpkg"
    half.write_bytes(east.read_bytes()[: east.stat().st_size // 2])
    before = ledger.read_bytes()
    with pytest.raises(FarmlandError, match="half"):
        merge(ledger, east, half, clock=clock)
    assert ledger.read_bytes() == before


def test_the_same_history_gives_the_same_bytes(tmp_path: Path) -> None:
    made = []
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        clock = TickingClock()
        ledger = make_ledger(folder, cases=2, clock=clock)
        east = package(ledger, "east", clock)
        write(ledger, case_ids(ledger)[0], {"note": "a shed"}, clock)
        write(east, case_ids(ledger)[0], {"note": "a house"}, clock)
        merge(ledger, east, clock=FixedClock(datetime(2022, 7, 1, tzinfo=timezone.utc)))
        with reading(ledger) as reader:
            made.append(reader.head())
    assert made[0] == made[1]
