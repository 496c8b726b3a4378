# SPDX-License-Identifier: GPL-2.0-or-later
"""The chain of events: published vectors, and every kind of tampering is found."""

from __future__ import annotations

import json
import random
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Callable

import pytest

from anyue_farmland_plugin.core.errors import LedgerError
from anyue_farmland_plugin.ledger import chain
from anyue_farmland_plugin.ledger.connection import register_functions
from anyue_farmland_plugin.ledger.reading import reading
from anyue_farmland_plugin.ledger.verify import verify_ledger
from anyue_farmland_plugin.ledger.writing import writing
from tests.factories import COUNTY, INSPECTOR, TickingClock, make_ledger

EVENT = {
    "event_id": "5f0c7c3e-0000-5000-8000-000000000001",
    "chain_id": "5f0c7c3e-0000-5000-8000-0000000000ff",
    "seq": 7,
    "at": "2022-06-15T08:00:01.000Z",
    "actor": "王核查",
    "role": "inspector",
    "object_type": "case",
    "object_id": "5f0c7c3e-0000-5000-8000-0000000000aa",
    "action": "tagged",
    "reason": "",
    "payload": '{"area_m2":[null,1199.96],"note":[null,"é"]}',
    "prev_hash": "00" * 32,
}


def tagged_ledger(folder: Path) -> Path:
    """Return a ledger with three cases, each tagged by an inspector and noted by the county."""
    path = make_ledger(folder)
    clock = TickingClock()
    with reading(path) as reader:
        ids = [row["case_id"] for row in reader.rows("cases")]
    for case_id in ids:
        with writing(path, INSPECTOR, clock) as writer:
            writer.update_case(case_id, {"problem_type": "FN01", "verdict": "WF"}, action="tagged")
        with writing(path, COUNTY, clock) as writer:
            writer.update_case(case_id, {"note": "现场见砖混房屋"}, action="tagged", reason="复核")
    return path


def forge(path: Path, *statements: str) -> None:
    """Run SQL as a forger does: guards dropped first and put back afterwards, so that the schema looks whole."""
    with closing(sqlite3.connect(path)) as connection:
        register_functions(connection)
        guards = connection.execute("SELECT name, sql FROM sqlite_master WHERE name LIKE 'guard_%'").fetchall()
        for name, _ in guards:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            assert connection.execute(statement).rowcount != 0, f"nothing forged by {statement}"
        for _, sql in guards:
            connection.execute(sql)
        connection.commit()


def checks_of(path: Path, anchor: str = "") -> set:
    return {finding.check for finding in verify_ledger(path, anchor).findings}


def test_vectors_other_programs_can_check_against() -> None:
    assert chain.canonical_json({"b": [None, 0.1], "a": "é", "z": -0.0}) == '{"a":"é","b":[null,0.1],"z":0.0}'
    assert chain.genesis("5f0c7c3e-0000-5000-8000-0000000000ff") == (
        "66b7e46a510b187a6a116ec778ce74fee51c5dab304fbc73a5918384fac01390"
    )
    assert chain.event_hash(EVENT) == "42782f0160ce8c3b6884fee18cadf4240e18d9d6c0c1721e318a7e8558805a9d"


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_numbers_that_are_none_cannot_be_recorded(value: float) -> None:
    with pytest.raises(LedgerError, match="not a number"):
        chain.canonical_json({"area_m2": [None, value]})


def test_an_honest_ledger_has_no_findings_and_counts_its_events(tmp_path: Path) -> None:
    found = verify_ledger(tagged_ledger(tmp_path))
    assert found.findings == ()
    assert (found.seq, found.counts["events"], found.counts["cases"]) == (11, 11, 3)


def test_replaying_the_events_gives_the_cases_table(tmp_path: Path) -> None:
    path = tagged_ledger(tmp_path)
    with reading(path) as reader:
        case = next(reader.rows("cases", geometry=False))
        state: dict = {}
        for event in reader.events_of(case["case_id"]):
            state.update({name: pair[1] for name, pair in event["payload"].items()})
    assert {name: case[name] for name in state if name != "geom"} == {n: v for n, v in state.items() if n != "geom"}
    assert state["problem_type"] == "FN01"
    assert case["revision"] == 3


FORGERIES = {
    "content of an event": (
        "UPDATE events SET payload = replace(payload, 'FN01', 'FN02') WHERE seq = 6",
        {"rewritten"},
    ),
    "who did it": ("UPDATE events SET actor = '别人' WHERE seq = 6", {"rewritten"}),
    "when it was done": ("UPDATE events SET at = '2022-01-01T00:00:00.000Z' WHERE seq = 7", {"rewritten"}),
    "the reason": ("UPDATE events SET reason = '' WHERE seq = 7", {"rewritten"}),
    "an event taken out": ("DELETE FROM events WHERE seq = 6", {"deleted"}),
    "a case's value": ("UPDATE cases SET problem_type = 'FN09' WHERE fid = 1", {"foreign_edit"}),
    "a case's area": ("UPDATE cases SET farmland_m2 = farmland_m2 - 1 WHERE fid = 2", {"foreign_edit"}),
    "a case's polygon": (
        "UPDATE cases SET geom = (SELECT geom FROM cases WHERE fid = 2) WHERE fid = 1",
        {"foreign_edit"},
    ),
    "a case taken out": ("DELETE FROM cases WHERE fid = 3", {"foreign_delete", "foreign_key"}),
    "a case smuggled in": (
        (
            "INSERT INTO cases (geom, case_id, case_no, status, cycle, revision, created_at, updated_at, updated_by) "
            "SELECT geom, '5f0c7c3e-0000-5000-8000-0000000000aa', 'x', 'desk', 1, 1, created_at, updated_at, "
            "updated_by FROM cases LIMIT 1"
        ),
        {"foreign_insert", "clue"},
    ),
    "a piece's area": ("UPDATE pieces SET area_m2 = area_m2 + 5 WHERE fid = 1", {"seal", "sum"}),
    "a piece's share of its parcel": ("UPDATE pieces SET ledger_m2 = tbmj + 1 WHERE fid = 1", {"seal", "sum"}),
    "a piece's class": ("UPDATE pieces SET dlbm = '9999' WHERE fid = 1", {"seal", "code"}),
    "a piece given to another case": (
        "UPDATE pieces SET case_id = (SELECT case_id FROM cases WHERE fid = 3) WHERE fid = 1",
        {"clue"},
    ),
    "a clue's polygon": ("UPDATE clues SET geom = (SELECT geom FROM clues WHERE fid = 2) WHERE fid = 1", {"seal"}),
    "a clue's type": ("UPDATE clues SET change_type = 'SM' WHERE fid = 1", {"seal"}),
    "a delivery's hash": ("UPDATE deliveries SET sha256 = 'ff'", {"foreign_edit"}),
    "a setting": ("UPDATE settings SET value = '511021' WHERE key = 'county_code'", {"setting"}),
    "a number as text": ("UPDATE cases SET area_m2 = '三亩' WHERE fid = 1", {"number", "foreign_edit"}),
    "a time without zone": (
        "UPDATE cases SET inspected_at = '2022-06-15 08:00' WHERE fid = 1",
        {"time", "foreign_edit"},
    ),
}


@pytest.mark.parametrize("name", FORGERIES)
def test_a_forgery_is_found(tmp_path: Path, name: str) -> None:
    statement, expected = FORGERIES[name]
    path = tagged_ledger(tmp_path)
    forge(path, statement)
    assert checks_of(path) == expected


def test_two_events_that_changed_places_are_found(tmp_path: Path) -> None:
    path = tagged_ledger(tmp_path)
    forge(
        path,
        "UPDATE events SET seq = 99 WHERE seq = 6",
        "UPDATE events SET seq = 6 WHERE seq = 8",
        "UPDATE events SET seq = 8 WHERE seq = 99",
    )
    assert checks_of(path) == {"reordered"}


def cut_tail(path: Path) -> None:
    forge(
        path,
        "DELETE FROM events WHERE seq = 11",
        "UPDATE sqlite_sequence SET seq = 10 WHERE name = 'events'",
        "UPDATE cases SET note = NULL, revision = 2, updated_by = '王核查', updated_at = "
        "(SELECT at FROM events WHERE seq = 10) WHERE fid = 3",
    )


def test_a_cut_tail_is_found_by_the_printed_head_only(tmp_path: Path) -> None:
    path = tagged_ledger(tmp_path)
    anchor = verify_ledger(path).head
    assert checks_of(path, anchor) == set()
    cut_tail(path)
    assert checks_of(path) == set()
    assert checks_of(path, anchor) == {"lost_head"}
    assert checks_of(path, f"11 {anchor}") == {"truncated"}


def test_an_older_head_stays_in_the_chain(tmp_path: Path) -> None:
    path = make_ledger(tmp_path)
    anchor = verify_ledger(path).head
    with writing(path, INSPECTOR, TickingClock()) as writer:
        writer.set_setting("stage", "集中整治")
    assert checks_of(path, anchor) == set()


DAMAGE: dict = {
    "a missing trigger": lambda run: run("DROP TRIGGER guard_events_update"),
    "an altered trigger": lambda run: (
        run("DROP TRIGGER guard_cases_delete"),
        run("CREATE TRIGGER guard_cases_delete BEFORE DELETE ON cases BEGIN SELECT 1; END"),
    ),
    "a foreign trigger": lambda run: run("CREATE TRIGGER x AFTER INSERT ON settings BEGIN DELETE FROM settings; END"),
    "a view": lambda run: run("CREATE VIEW cases_of_mine AS SELECT * FROM cases"),
    "another GeoPackage version": lambda run: run("PRAGMA user_version = 10400"),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_an_altered_schema_is_found(tmp_path: Path, name: str) -> None:
    path = make_ledger(tmp_path)
    damage: Callable = DAMAGE[name]
    with closing(sqlite3.connect(path)) as connection:
        damage(connection.execute)
        connection.commit()
    assert checks_of(path) & {"schema", "guard", "version"}


def test_a_lying_box_and_a_hole_in_the_index_are_found(tmp_path: Path) -> None:
    path = make_ledger(tmp_path)
    with closing(sqlite3.connect(path)) as connection:
        register_functions(connection)
        connection.execute('DELETE FROM "rtree_cases_geom" WHERE id = 1')
        connection.execute('INSERT INTO "rtree_pieces_geom" VALUES (99, 0, 1, 0, 1)')
        connection.commit()
    found = [finding.object_id for finding in verify_ledger(path).findings if finding.check == "rtree"]
    assert found == ["cases:1", "pieces:99"]


def test_flipped_bytes_never_pass_for_another_content(tmp_path: Path) -> None:
    path = tagged_ledger(tmp_path)
    whole = path.read_bytes()
    with reading(path) as reader:
        honest = content(reader.connection)
    dice = random.Random(2022)  # noqa: S311
    missed = []
    for _ in range(60):
        place = dice.randrange(len(whole))
        spoilt = bytearray(whole)
        spoilt[place] ^= 1 << dice.randrange(8)
        path.write_bytes(bytes(spoilt))
        try:
            if verify_ledger(path).ok and not same_content(path, honest):
                missed.append(place)
        except LedgerError:
            continue
    assert missed == []


def content(connection: sqlite3.Connection) -> list:
    tables = ("deliveries", "clues", "cases", "pieces", "events", "settings")
    return [[tuple(row) for row in connection.execute(f"SELECT * FROM {name}")] for name in tables]


def same_content(path: Path, honest: list) -> bool:
    with reading(path) as reader:
        return content(reader.connection) == honest


def test_text_is_recorded_as_it_is_stored(tmp_path: Path) -> None:
    path = make_ledger(tmp_path, cases=1)
    decomposed, hostile = "cafe\u0301", "'); DROP TABLE cases;--\u202e [% env('HOME') %] {0} %s"
    with reading(path) as reader:
        case_id = next(reader.rows("cases"))["case_id"]
    with writing(path, INSPECTOR, TickingClock()) as writer:
        writer.update_case(case_id, {"note": decomposed, "subject": hostile}, action="tagged")
    assert verify_ledger(path).ok
    with reading(path) as reader:
        case = reader.case(case_id)
        assert case is not None
        assert (case["note"], case["subject"]) == ("café", hostile)
        assert json.loads(json.dumps(reader.events_of(case_id)[-1]["payload"]["subject"])) == [None, hostile]
