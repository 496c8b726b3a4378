# SPDX-License-Identifier: GPL-2.0-or-later
"""Somebody edited the ledger with another program: the edits are found, accepted with an honest mark, or put back."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from anyue_farmland_plugin.cli import main
from anyue_farmland_plugin.core.errors import LedgerError
from anyue_farmland_plugin.ledger.reading import reading
from anyue_farmland_plugin.ledger.verify import verify_ledger
from anyue_farmland_plugin.ledger.verify_tables import Change
from anyue_farmland_plugin.ledger.writing import writing
from anyue_farmland_plugin.workflow.adopt import Choice, adopt, choose_all, foreign_edits
from anyue_farmland_plugin.workflow.adopt_offer import offer
from tests.factories import COUNTY, INSPECTOR, TickingClock
from tests.ledger.tampered import Run, forge, key, rich_ledger, statements


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return rich_ledger(tmp_path_factory.mktemp("rich"))


@pytest.fixture
def ledger(master: Path, tmp_path: Path) -> Path:
    return Path(shutil.copyfile(master, tmp_path / "ledger.gpkg"))


def take(ledger: Path, choice: Choice) -> object:
    return adopt(ledger, choose_all(ledger, choice), actor=COUNTY, clock=TickingClock(), reason="核对过纸质表")


def case_of(ledger: Path, fid: int = 1) -> dict:
    with reading(ledger) as reader:
        return list(reader.rows("cases"))[fid - 1]


EDITS = {
    "a type": "UPDATE cases SET problem_type = 'FN09' WHERE fid = 1",
    "a note, emptied": "UPDATE cases SET note = NULL WHERE fid = 1",
    "several columns of several cases": "UPDATE cases SET note = note || '!', subject = '某人', priority = 2",
    "a version too": "UPDATE cases SET note = 'x', revision = revision + 7, updated_by = '别人' WHERE fid = 2",
    "a polygon": "UPDATE cases SET geom = (SELECT geom FROM cases WHERE fid = 2) WHERE fid = 1",
    "a photo": "UPDATE evidence SET lon = 104.5 WHERE fid = 1",
    "a photo put in": f"INSERT INTO evidence (evidence_id, kind, file_name) VALUES ('{key(1, 9)}', 'photo', '9.jpg')",
    "a plan": "UPDATE plans SET area_m2 = 500",
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_is_accepted_as_an_event_with_an_honest_mark(ledger: Path, name: str) -> None:
    forge(ledger, statements(EDITS[name]))
    before = verify_ledger(ledger)
    assert not before.ok
    done = take(ledger, Choice.ACCEPT)
    assert done.refused == ()
    found = verify_ledger(ledger)
    assert found.ok, found.findings
    assert found.seq > before.seq
    assert done.head == found.head
    with reading(ledger) as reader:
        marks = [row["reason"] for row in reader.rows("events") if row["action"] == "adopted"]
    assert marks
    assert all(mark == "outside the plugin: 核对过纸质表" for mark in marks)


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_is_put_back(ledger: Path, name: str) -> None:
    with reading(ledger) as reader:
        honest = [list(reader.rows(table)) for table in ("cases", "evidence", "plans")]
    forge(ledger, statements(EDITS[name]))
    done = take(ledger, Choice.RESTORE)
    assert done.refused == ()
    assert verify_ledger(ledger).ok
    with reading(ledger) as reader:
        assert [list(reader.rows(table)) for table in ("cases", "evidence", "plans")] == honest


def test_an_accepted_value_stays_and_is_history(ledger: Path) -> None:
    forge(ledger, statements(EDITS["a type"]))
    take(ledger, Choice.ACCEPT)
    case = case_of(ledger)
    assert case["problem_type"] == "FN09"
    with reading(ledger) as reader:
        event = reader.events_of(case["case_id"])[-1]
    assert (event["action"], event["payload"]) == ("adopted", {"problem_type": ["FN01", "FN09"]})
    assert event["actor"] == COUNTY.name


ONLY_BACK = {
    "a setting": "UPDATE settings SET value = '511021' WHERE key = 'county_code'",
    "a setting put in": "INSERT INTO settings (key, value) VALUES ('x', 'y')",
    "a photo taken out": f"DELETE FROM evidence WHERE evidence_id = '{key(1, 2)}'",
    "a conflict's answer": "UPDATE conflicts SET state = 'resolved'",
    "a clue's case": "UPDATE clues SET case_id = (SELECT case_id FROM cases WHERE fid = 2) WHERE fid = 1",
    "a case taken out": "DELETE FROM cases WHERE fid = 6",
    "a case's birth": "UPDATE cases SET created_at = '2021-01-01T00:00:00.000Z' WHERE fid = 1",
    "a case without a clue": (
        "INSERT INTO cases (geom, case_id, case_no, status, cycle, revision, created_at, updated_at, updated_by) "
        f"SELECT geom, '{key(8, 7)}', 'x', 'desk', 1, 1, created_at, updated_at, updated_by FROM cases LIMIT 1"
    ),
}


@pytest.mark.parametrize("name", ONLY_BACK)
def test_what_cannot_become_history_is_put_back(ledger: Path, name: str) -> None:
    forge(ledger, statements(ONLY_BACK[name]))
    edits = foreign_edits(ledger)
    refused = adopt(ledger, [(edit, Choice.ACCEPT) for edit in edits], actor=COUNTY, clock=TickingClock()).refused
    assert len(refused) == len(edits) > 0
    done = take(ledger, Choice.ACCEPT)  # everything gets the only choice it allows
    assert done.refused == ()
    assert done.restored == len(edits)
    found = verify_ledger(ledger)
    assert found.ok, found.findings


def test_a_status_is_accepted_within_the_rules_of_the_life_cycle_only(ledger: Path) -> None:
    forge(ledger, statements("UPDATE cases SET status = 'closed', note = '销号' WHERE fid = 1"))
    done = take(ledger, Choice.ACCEPT)
    assert len(done.refused) == 2
    assert "cannot go from" in done.refused[0][1]
    assert case_of(ledger)["status"] == "closed"  # still as found, still offered
    assert len(foreign_edits(ledger)) == 2


def test_a_code_outside_the_tables_is_refused_and_the_others_are_done(ledger: Path) -> None:
    forge(
        ledger,
        statements(
            "UPDATE cases SET problem_type = 'ZZ99' WHERE fid = 1",
            "UPDATE cases SET problem_type = 'FN02' WHERE fid = 2",
        ),
    )
    done = take(ledger, Choice.ACCEPT)
    assert done.accepted == 1
    assert [edit.found for edit, _ in done.refused] == ["ZZ99"]
    assert [edit.found for edit in foreign_edits(ledger)] == ["ZZ99"]


def test_an_edit_that_an_event_met_is_answered_for(ledger: Path) -> None:
    forge(ledger, statements("UPDATE cases SET note = '无问题' WHERE fid = 1"))
    case_id = case_of(ledger)["case_id"]
    with writing(ledger, INSPECTOR, TickingClock()) as writer:
        writer.update_case(case_id, {"note": "新"}, action="tagged")
    (edit,) = foreign_edits(ledger)
    assert (edit.change, edit.recorded, edit.found) == (Change.PASSED, "现场", "无问题")
    assert take(ledger, Choice.RESTORE).refused == ()
    assert verify_ledger(ledger).ok
    assert case_of(ledger)["note"] == "新"


def test_dropped_guards_stand_again(ledger: Path) -> None:
    def deed(run: Run) -> None:
        run("UPDATE cases SET note = 'x' WHERE fid = 1")

    forge(ledger, deed)
    with closing(sqlite3.connect(ledger)) as connection:
        connection.execute("DROP TRIGGER guard_cases_update")
        connection.execute("CREATE TRIGGER mine AFTER UPDATE ON plans BEGIN SELECT 1; END")
        connection.commit()
    take(ledger, Choice.ACCEPT)
    assert verify_ledger(ledger).ok


def test_a_stale_choice_changes_nothing(ledger: Path) -> None:
    forge(ledger, statements("UPDATE cases SET note = 'a' WHERE fid = 1"))
    pairs = choose_all(ledger, Choice.ACCEPT)
    forge(ledger, statements("UPDATE cases SET note = 'b' WHERE fid = 1"))
    done = adopt(ledger, pairs, actor=COUNTY, clock=TickingClock())
    assert (done.accepted, len(done.refused)) == (0, 1)
    assert [edit.found for edit in foreign_edits(ledger)] == ["b"]


def test_a_broken_chain_cannot_tell_what_is_right(ledger: Path) -> None:
    forge(ledger, statements("UPDATE events SET reason = 'x' WHERE fid = 9"))
    with pytest.raises(LedgerError, match="restore a backup"):
        foreign_edits(ledger)


def test_the_offer_tells_in_words_what_was_changed(ledger: Path) -> None:
    assert offer(ledger).lines == ()
    forge(ledger, statements(EDITS["a type"]))
    (line,) = offer(ledger).lines
    assert (line.column, line.recorded, line.found, line.can_accept) == ("问题类型", "FN01", "FN09", True)
    assert "1 values in ledger.gpkg" in offer(ledger).sentence


def test_from_the_command_line(ledger: Path, capsys: pytest.CaptureFixture) -> None:
    forge(ledger, statements(EDITS["a type"]))
    common = ["adopt", "--ledger", str(ledger), "--actor", "赵县级@county"]
    assert main(common) == 0
    (edit,) = json.loads(capsys.readouterr().out)["edits"]
    assert (edit["column"], edit["recorded"], edit["found"]) == ("problem_type", "FN01", "FN09")
    assert main([*common, "--accept", "--reason", "核对"]) == 0
    assert json.loads(capsys.readouterr().out)["accepted"] == 1
    assert verify_ledger(ledger).ok
