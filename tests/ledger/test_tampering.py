# SPDX-License-Identifier: GPL-2.0-or-later
"""More than a hundred ways to tamper with a ledger: each is found and called by its name."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Callable, Mapping

import pytest

from anyue_farmland_plugin.core.errors import LedgerError
from anyue_farmland_plugin.ledger import chain
from anyue_farmland_plugin.ledger.findings import Kind
from anyue_farmland_plugin.ledger.reading import reading
from anyue_farmland_plugin.ledger.verify import verify_ledger
from tests.factories import make_ledger
from tests.ledger.tampered import PACKAGE, Run, forge, key, rebuild, rich_ledger, statements

OWN = "chain_id = (SELECT value FROM settings WHERE key = 'chain_id')"
AT = f"{OWN} AND seq = 16"  # a tag in the middle of the chain
MOST = 4  # findings of one deed


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return rich_ledger(tmp_path_factory.mktemp("rich"))


@pytest.fixture
def ledger(master: Path, tmp_path: Path) -> Path:
    return Path(shutil.copyfile(master, tmp_path / "ledger.gpkg"))


def kinds_of(path: Path, anchor: str = "") -> list:
    found = verify_ledger(path, anchor)
    assert len({finding.text for finding in found.findings}) == len(found.findings), found.findings
    return [finding.kind for finding in found.findings]


def test_the_ledger_is_whole_before_anybody_touches_it(ledger: Path) -> None:
    found = verify_ledger(ledger)
    assert found.ok, found.findings
    assert found.seq > 25


def _swap(run: Run, first: int, second: int) -> None:
    for old, new in ((first, 9999), (second, first), (9999, second)):
        run(f"UPDATE events SET seq = ? WHERE {OWN} AND seq = ?", (new, old))


def _reverse(run: Run) -> None:
    _swap(run, 15, 19)
    _swap(run, 16, 18)


def _shift(run: Run, start: int, by: int) -> None:
    run(f"UPDATE events SET seq = seq + 10000 WHERE {OWN} AND seq >= ?", (start,))
    run("UPDATE events SET seq = seq - 10000 + ? WHERE seq > 9000", (by,))


def _take_out_and_close_the_gap(run: Run) -> None:
    run(f"DELETE FROM events WHERE {AT}")
    _shift(run, 17, -1)


def _copy_event(run: Run, seq: int, at: int) -> None:
    """Put a self-consistent event in at a place, with an id of its own."""
    columns = (*chain.HASHED, "hash")
    row = run(f"SELECT {', '.join(columns)} FROM events WHERE {OWN} AND seq = ?", (seq,)).fetchone()
    event = dict(zip(columns, row))
    event.update(seq=at, event_id=key(8, 1), reason="补记")
    event["hash"] = chain.event_hash(event)
    run(f"INSERT INTO events ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})",
        tuple(event[name] for name in columns))  # fmt: skip


def _put_in_and_renumber(run: Run) -> None:
    _shift(run, 17, 1)
    _copy_event(run, 16, 17)


def _replace_alone(run: Run) -> None:
    columns = ("fid", *chain.HASHED, "hash")
    event = dict(zip(columns, run(f"SELECT {', '.join(columns)} FROM events WHERE {AT}").fetchone()))
    event["reason"] = "另写"
    run(f"UPDATE events SET reason = ?, hash = ? WHERE {AT}", (event["reason"], chain.event_hash(event)))


def _all_of_another_ledger(run: Run) -> None:
    run("UPDATE events SET chain_id = '7f0c7c3e-0000-4000-8000-0000000000cc' WHERE " + OWN)


EVENTS: Mapping[str, tuple] = {
    "chain of an event": (statements(f"UPDATE events SET chain_id = '{key(8, 2)}' WHERE {AT}"), Kind.DELETED),
    "number of an event, far": (statements(f"UPDATE events SET seq = 5000 WHERE {AT}"), Kind.REWRITTEN),
    "number of an event, near": (statements(f"UPDATE events SET seq = 40 WHERE {AT}"), Kind.REORDERED),
    "number of an event as text": (statements(f"UPDATE events SET seq = '16a' WHERE {AT}"), Kind.DELETED),
    "id of an event": (statements(f"UPDATE events SET event_id = '{key(8, 3)}' WHERE {AT}"), Kind.REWRITTEN),
    "time of an event": (
        statements(f"UPDATE events SET at = '2022-06-01T00:00:00.000Z' WHERE {AT}"), Kind.REWRITTEN),
    "person of an event": (statements(f"UPDATE events SET actor = '别人' WHERE {AT}"), Kind.REWRITTEN),
    "role of an event": (statements(f"UPDATE events SET role = 'county' WHERE {AT}"), Kind.REWRITTEN),
    "object type of an event": (statements(f"UPDATE events SET object_type = 'clue' WHERE {AT}"), Kind.REWRITTEN),
    "object of an event": (
        statements(f"UPDATE events SET object_id = (SELECT case_id FROM cases WHERE fid = 6) WHERE {AT}"),
        Kind.REWRITTEN),
    "action of an event": (statements(f"UPDATE events SET action = 'undone' WHERE {AT}"), Kind.REWRITTEN),
    "reason of an event": (statements(f"UPDATE events SET reason = '批准' WHERE {AT}"), Kind.REWRITTEN),
    "content of an event": (
        statements(f"UPDATE events SET payload = replace(payload, 'FN01', 'FN02') WHERE {AT}"), Kind.REWRITTEN),
    "blank in an event's content": (
        statements(f"UPDATE events SET payload = replace(payload, ':', ': ') WHERE {AT}"), Kind.REWRITTEN),
    "content that cannot be read": (statements(f"UPDATE events SET payload = '{{' WHERE {AT}"), Kind.REWRITTEN),
    "content as bytes": (statements(f"UPDATE events SET payload = CAST(payload AS BLOB) WHERE {AT}"), Kind.REWRITTEN),
    "content with a byte that is no text": (
        statements(f"UPDATE events SET reason = CAST(x'e5ff80' AS TEXT) WHERE {AT}"), Kind.REWRITTEN),
    "link of an event": (statements(f"UPDATE events SET prev_hash = '{'0' * 64}' WHERE {AT}"), Kind.REWRITTEN),
    "hash of an event": (statements(f"UPDATE events SET hash = '{'0' * 64}' WHERE {AT}"), Kind.REWRITTEN),
    "case of a hash's letters": (statements(f"UPDATE events SET hash = upper(hash) WHERE {AT}"), Kind.REWRITTEN),
    "the first event": (
        statements(f"UPDATE events SET payload = replace(payload, '安岳县', '乐至县') WHERE {OWN} AND seq = 1"),
        Kind.REWRITTEN),
    "a case's creation": (
        statements(f"UPDATE events SET payload = replace(payload, 'desk', 'clue') WHERE {OWN} AND seq = 2"),
        Kind.REWRITTEN),
    "many events": (statements(f"UPDATE events SET actor = '甲' WHERE {OWN} AND seq BETWEEN 3 AND 20"), Kind.REWRITTEN),
    "an event taken out": (statements(f"DELETE FROM events WHERE {AT}"), Kind.DELETED),
    "five events taken out": (statements(f"DELETE FROM events WHERE {OWN} AND seq BETWEEN 15 AND 19"), Kind.DELETED),
    "the first event taken out": (statements(f"DELETE FROM events WHERE {OWN} AND seq = 1"), Kind.DELETED),
    "an event taken out and the gap closed": (_take_out_and_close_the_gap, Kind.DELETED),
    "the newest taken out": (
        statements("DELETE FROM events WHERE fid = (SELECT MAX(fid) FROM events)"), Kind.TRUNCATED),
    "all events taken out": (statements("DELETE FROM events"), Kind.TRUNCATED),
    "all events of another ledger": (_all_of_another_ledger, Kind.TRUNCATED),
    "two events that changed places": (lambda run: _swap(run, 15, 17), Kind.REORDERED),
    "five events reversed": (_reverse, Kind.REORDERED),
    "an event given twice": (lambda run: _copy_event(run, 16, 16), Kind.INSERTED),
    "an event put in and the others renumbered": (_put_in_and_renumber, Kind.INSERTED),
    "an event replaced by one with a right hash": (_replace_alone, Kind.REPLACED),
}  # fmt: skip


@pytest.mark.parametrize("name", EVENTS)
def test_tampering_with_events(ledger: Path, name: str) -> None:
    deed, kind = EVENTS[name]
    forge(ledger, deed)
    found = kinds_of(ledger)
    assert kind in found, found
    assert len(found) <= MOST, found


MERGED = f"chain_id = '{PACKAGE}'"
PACKAGES: Mapping[str, tuple] = {
    "content": (f"UPDATE events SET payload = replace(payload, '外业', '内业') WHERE {MERGED}", Kind.REWRITTEN),
    "person": (f"UPDATE events SET actor = '别人' WHERE {MERGED} AND seq = 3", Kind.REWRITTEN),
    "id": (f"UPDATE events SET event_id = '{key(8, 4)}' WHERE {MERGED} AND seq = 3", Kind.REWRITTEN),
    "one taken out": (f"DELETE FROM events WHERE {MERGED} AND seq = 3", Kind.DELETED),
    "the newest taken out": (f"DELETE FROM events WHERE {MERGED} AND seq = 4", Kind.TRUNCATED),
    "all taken out": (f"DELETE FROM events WHERE {MERGED}", Kind.TRUNCATED),
    "given to another package": (f"UPDATE events SET chain_id = '{key(8, 5)}' WHERE {MERGED}", Kind.INSERTED),
}


@pytest.mark.parametrize("name", PACKAGES)
def test_tampering_with_the_events_of_a_merged_package(ledger: Path, name: str) -> None:
    statement, kind = PACKAGES[name]
    forge(ledger, statements(statement))
    found = kinds_of(ledger)
    assert kind in found, found
    assert len(found) <= 2 * MOST, found


def test_an_event_that_continues_a_merged_chain_came_with_no_merge(ledger: Path) -> None:
    def deed(run: Run) -> None:
        columns = (*chain.HASHED, "hash")
        row = run(f"SELECT {', '.join(columns)} FROM events WHERE {MERGED} ORDER BY seq DESC").fetchone()
        event = dict(zip(columns, row))
        event.update(seq=event["seq"] + 1, prev_hash=event["hash"], event_id=key(8, 6))
        event["hash"] = chain.event_hash(event)
        run(f"INSERT INTO events ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})",
            tuple(event[name] for name in columns))  # fmt: skip

    forge(ledger, deed)
    assert Kind.INSERTED in kinds_of(ledger)


ROWS: Mapping[str, tuple] = {
    "a case's type": ("UPDATE cases SET problem_type = 'FN09' WHERE fid = 1", Kind.FOREIGN_EDIT),
    "a case's person": ("UPDATE cases SET inspector = '别人' WHERE fid = 1", Kind.FOREIGN_EDIT),
    "a case's note": ("UPDATE cases SET note = '无问题' WHERE fid = 1", Kind.FOREIGN_EDIT),
    "a case's note, emptied": ("UPDATE cases SET note = '' WHERE fid = 1", Kind.FOREIGN_EDIT),
    "a case's note, forgotten": ("UPDATE cases SET note = NULL WHERE fid = 1", Kind.FOREIGN_EDIT),
    "a case's note with a blank": ("UPDATE cases SET note = note || ' ' WHERE fid = 1", Kind.FOREIGN_EDIT),
    "a case's area": ("UPDATE cases SET farmland_m2 = farmland_m2 - 0.01 WHERE fid = 1", Kind.FOREIGN_EDIT),
    "a case's area as text": ("UPDATE cases SET area_m2 = '三亩' WHERE fid = 1", Kind.FOREIGN_EDIT),
    "a case's flag": ("UPDATE cases SET boundary_sensitive = 1 WHERE fid = 1", Kind.FOREIGN_EDIT),
    "a case's status": ("UPDATE cases SET status = 'closed' WHERE fid = 1", Kind.FOREIGN_EDIT),
    "a case's round": ("UPDATE cases SET cycle = 2 WHERE fid = 1", Kind.FOREIGN_EDIT),
    "a case's number": ("UPDATE cases SET case_no = 'x' WHERE fid = 1", Kind.FOREIGN_EDIT),
    "a case's version": ("UPDATE cases SET revision = 9 WHERE fid = 1", Kind.FOREIGN_EDIT),
    "a case's birth": ("UPDATE cases SET created_at = '2021-01-01T00:00:00.000Z' WHERE fid = 1", Kind.FOREIGN_EDIT),
    "a case's last change": ("UPDATE cases SET updated_at = created_at WHERE fid = 1", Kind.FOREIGN_EDIT),
    "a case's last person": ("UPDATE cases SET updated_by = '别人' WHERE fid = 1", Kind.FOREIGN_EDIT),
    "a case's polygon": (
        "UPDATE cases SET geom = (SELECT geom FROM cases WHERE fid = 2) WHERE fid = 1", Kind.FOREIGN_EDIT),
    "a case's polygon taken away": ("UPDATE cases SET geom = NULL WHERE fid = 1", Kind.FOREIGN_EDIT),
    "a case's town": ("UPDATE cases SET town_code = '512021100' WHERE fid = 1", Kind.FOREIGN_EDIT),
    "a case's suggestion": ("UPDATE cases SET suggested_verdict = 'HF' WHERE fid = 1", Kind.FOREIGN_EDIT),
    "a case taken out": ("DELETE FROM cases WHERE fid = 6", Kind.FOREIGN_DELETE),
    "a case put in": (
        (f"INSERT INTO cases (geom, case_id, case_no, status, cycle, revision, created_at, updated_at, updated_by) "
        f"SELECT geom, '{key(8, 7)}', 'x', 'desk', 1, 1, created_at, updated_at, updated_by FROM cases LIMIT 1"),
        Kind.FOREIGN_INSERT),
    "a case's key": (f"UPDATE cases SET case_id = '{key(8, 8)}' WHERE fid = 6", Kind.FOREIGN_INSERT),
    "a clue's type": ("UPDATE clues SET change_type = 'SM' WHERE fid = 1", Kind.SEAL),
    "a clue's area": ("UPDATE clues SET area_m2 = area_m2 + 1 WHERE fid = 1", Kind.SEAL),
    "a clue's other columns": ("UPDATE clues SET attributes = '{\"a\":1}' WHERE fid = 1", Kind.SEAL),
    "a clue's polygon": ("UPDATE clues SET geom = (SELECT geom FROM clues WHERE fid = 2) WHERE fid = 1", Kind.SEAL),
    "a clue's reference": ("UPDATE clues SET source_ref = 'x' WHERE fid = 1", Kind.SEAL),
    "a clue's case": (
        "UPDATE clues SET case_id = (SELECT case_id FROM cases WHERE fid = 2) WHERE fid = 1", Kind.FOREIGN_EDIT),
    "a clue's parent": (
        "UPDATE clues SET parent_clue_id = (SELECT clue_id FROM clues WHERE fid = 2) WHERE fid = 1", Kind.FOREIGN_EDIT),
    "a clue's split": ("UPDATE clues SET split_state = 'split' WHERE fid = 1", Kind.FOREIGN_EDIT),
    "a clue taken out": ("DELETE FROM clues WHERE fid = 6", Kind.SEAL),
    "a piece's area": ("UPDATE pieces SET area_m2 = area_m2 + 5 WHERE fid = 1", Kind.SEAL),
    "a piece's share of its parcel": ("UPDATE pieces SET ledger_m2 = tbmj + 1 WHERE fid = 1", Kind.SEAL),
    "a piece's class": ("UPDATE pieces SET dlbm = '0301' WHERE fid = 1", Kind.SEAL),
    "a piece's polygon": ("UPDATE pieces SET geom = (SELECT geom FROM pieces WHERE fid = 3) WHERE fid = 1", Kind.SEAL),
    "a piece's case": (
        "UPDATE pieces SET case_id = (SELECT case_id FROM cases WHERE fid = 3) WHERE fid = 1", Kind.CLUE),
    "a piece taken out": ("DELETE FROM pieces WHERE fid = 12", Kind.SEAL),
    "a piece put in": (
        (f"INSERT INTO pieces (geom, piece_id, clue_id, case_id, parcel_key, area_m2) "
        f"SELECT geom, '{key(8, 9)}', clue_id, case_id, 'x', 0 FROM pieces LIMIT 1"), Kind.SEAL),
    "a delivery's hash": (f"UPDATE deliveries SET sha256 = '{'f' * 64}'", Kind.FOREIGN_EDIT),
    "a delivery's count": ("UPDATE deliveries SET rows = 7", Kind.FOREIGN_EDIT),
    "a delivery's person": ("UPDATE deliveries SET imported_by = '别人'", Kind.FOREIGN_EDIT),
    "a delivery's parameters": ("UPDATE deliveries SET parameters = '{\"a\":1}'", Kind.FOREIGN_EDIT),
    "a delivery put in": (
        (f"INSERT INTO deliveries (delivery_id, kind, imported_at, imported_by) "
        f"VALUES ('{key(8, 10)}', 'dltb', '2022-06-01T00:00:00.000Z', 'x')"), Kind.FOREIGN_INSERT),
    "a photo's place": ("UPDATE evidence SET lon = 104.0 WHERE fid = 1", Kind.FOREIGN_EDIT),
    "a photo's hash": (f"UPDATE evidence SET sha256 = '{'1' * 64}' WHERE fid = 1", Kind.FOREIGN_EDIT),
    "a photo put in": (
        f"INSERT INTO evidence (evidence_id, kind) VALUES ('{key(1, 9)}', 'photo')", Kind.FOREIGN_INSERT),
    "a photo taken out": (
        f"DELETE FROM evidence WHERE evidence_id = '{key(1, 2)}'", Kind.FOREIGN_DELETE),
    "a photo given to another case": (
        "UPDATE evidence_links SET case_id = (SELECT case_id FROM cases WHERE fid = 2) WHERE fid = 1",
        Kind.FOREIGN_EDIT),
    "a photo unlinked": ("DELETE FROM evidence_links WHERE fid = 1", Kind.FOREIGN_DELETE),
    "a plan's area": ("UPDATE plans SET area_m2 = 500", Kind.FOREIGN_EDIT),
    "a plan taken out": ("DELETE FROM plans", Kind.FOREIGN_DELETE),
    "an inspection's result": ("UPDATE inspections SET result = '不合格'", Kind.FOREIGN_EDIT),
    "an inspection put in": (
        f"INSERT INTO inspections (inspection_id, kind) VALUES ('{key(4, 9)}', 'x')", Kind.FOREIGN_INSERT),
    "a document's number": ("UPDATE documents SET number = 'x'", Kind.FOREIGN_EDIT),
    "a document taken out": ("DELETE FROM documents", Kind.FOREIGN_DELETE),
    "a conflict's answer": ("UPDATE conflicts SET state = 'resolved', chosen = '\"一\"'", Kind.FOREIGN_EDIT),
    "a conflict's values": ("UPDATE conflicts SET candidates = '[]'", Kind.FOREIGN_EDIT),
    "a conflict taken out": ("DELETE FROM conflicts", Kind.FOREIGN_DELETE),
    "a setting": ("UPDATE settings SET value = '511021' WHERE key = 'county_code'", Kind.SETTING),
    "a setting put in": ("INSERT INTO settings (key, value) VALUES ('x', 'y')", Kind.SETTING),
    "a setting taken out": ("DELETE FROM settings WHERE key = 'stage'", Kind.SETTING),
    "the chain's id": (f"UPDATE settings SET value = '{key(8, 11)}' WHERE key = 'chain_id'", Kind.TRUNCATED),
    "a county's ledger made a package": (
        f"INSERT INTO settings (key, value) VALUES ('package_id', '{PACKAGE}')", Kind.SETTING),
    "a unit's name": ("UPDATE units SET name = 'x' WHERE code = 'U01'", Kind.CODE_TABLE),
    "an added unit's name": ("UPDATE units SET name = 'x' WHERE code = '512021999'", Kind.CODE_TABLE),
    "a unit put in": ("INSERT INTO units (code, name) VALUES ('U99', 'x')", Kind.CODE_TABLE),
    "a unit taken out": ("DELETE FROM units WHERE code = 'U14'", Kind.CODE_TABLE),
    "a problem type's basis": ("UPDATE problem_types SET basis = 'x' WHERE code = 'FN01'", Kind.CODE_TABLE),
    "a land class's group": ("UPDATE land_classes SET grp = 'JS' WHERE code = '0103'", Kind.CODE_TABLE),
    "a rule's clause": ("UPDATE rules SET clause = 'x' WHERE code = 'R08'", Kind.CODE_TABLE),
    "what a code means": (
        "UPDATE gpkg_data_column_constraints SET description = '合法' WHERE value = 'WF'", Kind.CODE_TABLE),
    "a code more": (
        ("INSERT INTO gpkg_data_column_constraints (constraint_name, constraint_type, value) "
        "VALUES ('verdict', 'enum', 'XX')"), Kind.CODE_TABLE),
    "the reference system": (
        "UPDATE gpkg_spatial_ref_sys SET definition = replace(definition, '105', '106') WHERE srs_id = 4523",
        Kind.CODE_TABLE),
}  # fmt: skip


@pytest.mark.parametrize("name", ROWS)
def test_tampering_with_rows(ledger: Path, name: str) -> None:
    statement, kind = ROWS[name]
    forge(ledger, statements(statement))
    found = kinds_of(ledger)
    assert kind in found, found
    assert len(found) <= 2 * MOST, found


def _head(path: Path) -> tuple:
    with reading(path) as reader:
        head = reader.head()
    return head.chain_id, head.seq, head.hash


def test_a_rebuilt_chain_is_found_by_an_old_printed_head(ledger: Path) -> None:
    chain_id, seq, head = _head(ledger)
    forge(ledger, lambda run: rebuild(run, seq - 1, lambda event: event.update(reason="另一个理由")))
    assert kinds_of(ledger) == []
    assert kinds_of(ledger, head) == [Kind.LOST_HEAD]
    assert kinds_of(ledger, f"{seq} {head}") == [Kind.REBUILT]
    assert kinds_of(ledger, f"{chain_id} {seq} {head}") == [Kind.REBUILT]


def test_a_chain_rebuilt_before_a_merge_is_found_by_the_package(ledger: Path) -> None:
    forge(ledger, lambda run: rebuild(run, 16, lambda event: event.update(reason="另一个理由")))
    assert kinds_of(ledger) == [Kind.REBUILT]


def test_a_cut_tail_is_found_by_a_printed_head(ledger: Path) -> None:
    chain_id, seq, head = _head(ledger)

    def cut(run: Run) -> None:
        (fid,) = run("SELECT MAX(fid) FROM events").fetchone()
        (case_id,) = run("SELECT object_id FROM events WHERE fid = ?", (fid,)).fetchone()
        run("DELETE FROM events WHERE fid = ?", (fid,))
        run("UPDATE sqlite_sequence SET seq = ? WHERE name = 'events'", (fid - 1,))
        last = "(SELECT {} FROM events WHERE object_id = case_id AND object_type = 'case' ORDER BY seq DESC LIMIT 1)"
        run(
            f"UPDATE cases SET note = '现场', revision = revision - 1, updated_by = {last.format('actor')}, "
            f"updated_at = {last.format('at')} WHERE case_id = ?",
            (case_id,),
        )

    forge(ledger, cut)
    assert kinds_of(ledger) == []
    assert kinds_of(ledger, f"{chain_id} {seq} {head}") == [Kind.TRUNCATED]


def test_a_swapped_file_is_found_by_the_chain_of_a_printed_head(ledger: Path, tmp_path: Path) -> None:
    chain_id, seq, head = _head(ledger)
    other = make_ledger(tmp_path, name="other.gpkg")
    assert kinds_of(other, f"{chain_id} {seq} {head}") == [Kind.SWAPPED]
    assert kinds_of(other, head) == [Kind.LOST_HEAD]


def test_several_printed_heads_are_all_looked_for(ledger: Path) -> None:
    with reading(ledger) as reader:
        rows = reader.connection.execute(f"SELECT seq, hash FROM events WHERE {OWN} AND seq IN (3, 9)").fetchall()
    printed = "\n".join(f"№ {row[0]}: {row[1]}" for row in rows)
    assert kinds_of(ledger, printed) == []
    assert kinds_of(ledger, printed + "\nabc") == [Kind.LOST_HEAD]


def test_a_broken_event_is_told_with_place_time_person_and_hashes(ledger: Path) -> None:
    forge(ledger, statements(f"UPDATE events SET actor = '别人' WHERE {AT}"))
    (finding,) = verify_ledger(ledger).findings
    with reading(ledger) as reader:
        (event,) = (row for row in reader.rows("events", seq=16) if row["chain_id"] != PACKAGE)
    assert finding.object_id == "16"
    for told in ("16", event["at"], "别人", event["hash"][:16], chain.event_hash(event)[:16]):
        assert told in finding.text


def test_one_foreign_edit_names_case_column_and_both_values(ledger: Path) -> None:
    forge(ledger, statements("UPDATE cases SET problem_type = 'FN09' WHERE fid = 1"))
    (finding,) = verify_ledger(ledger).findings
    for told in ("-2022-0001", "problem_type", "FN09", "FN01"):
        assert told in finding.text


def test_a_foreign_edit_that_was_edited_again_is_still_told(ledger: Path) -> None:
    from anyue_farmland_plugin.ledger.writing import writing
    from tests.factories import COUNTY, TickingClock

    forge(ledger, statements("UPDATE cases SET note = '无问题' WHERE fid = 1"))
    with reading(ledger) as reader:
        case_id = next(reader.rows("cases"))["case_id"]
    with writing(ledger, COUNTY, TickingClock()) as writer:
        writer.update_case(case_id, {"note": "新"}, action="tagged")
    (finding,) = verify_ledger(ledger).findings
    assert finding.kind is Kind.FOREIGN_EDIT
    assert "无问题" in finding.text


BYTES = {
    "page size": (16, 1),
    "text encoding": (59, 1),
    "schema page": (110, 40),
    "page kind": (4096 * 7, 1),
    "page body": (4096 * 9 + 3000, 16),
    "cell pointers": (4096 * 12 + 9, 6),
    "half of a page": (4096 * 20, 2048),
    "a whole page": (4096 * 30, 4096),
    "the end": (-600, 600),
    "the middle": (4096 * 44 + 100, 200),
}


@pytest.mark.parametrize("name", BYTES)
def test_spoilt_bytes_never_pass(ledger: Path, name: str) -> None:
    start, length = BYTES[name]
    data = bytearray(ledger.read_bytes())
    place = start if start >= 0 else len(data) + start
    honest = _content(ledger)
    for step in range(length):
        data[place + step] ^= 0xA5
    ledger.write_bytes(bytes(data))
    try:
        found = verify_ledger(ledger)
        assert not found.ok or _content(ledger) == honest
    except (LedgerError, sqlite3.DatabaseError):
        pass


def _content(path: Path) -> list:
    with closing(sqlite3.connect(path)) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1")]
        return [connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in names if "rtree" not in name]


def test_there_are_more_than_a_hundred_of_them() -> None:
    deeds: Callable[..., int] = len
    assert deeds(EVENTS) + deeds(PACKAGES) + deeds(ROWS) + deeds(BYTES) > 100
