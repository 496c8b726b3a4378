# SPDX-License-Identifier: GPL-2.0-or-later
"""A damaged ledger: what is readable comes into a new one, what is not is named, the damaged file stays as it is."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Callable

import pytest

from anyue_farmland_plugin.core.errors import Cancelled, FarmlandError, LedgerError
from anyue_farmland_plugin.core.ports import SilentProgress
from anyue_farmland_plugin.ledger.reading import reading
from anyue_farmland_plugin.ledger.rescue_result import Rescue
from anyue_farmland_plugin.ledger.writing import writing
from anyue_farmland_plugin.workflow.rescue import rescue_ledger, save_rescue_report
from tests.factories import COUNTY, INSPECTOR, Ids, TickingClock, make_ledger

PAGE = 4096
KEYS = {"events": "event_id", "cases": "case_id", "clues": "clue_id", "pieces": "piece_id", "deliveries": "delivery_id"}
VERSION_1 = Path(__file__).parent / "data" / "version1.gpkg"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a ledger of 60 cases, each tagged twice."""
    path = make_ledger(tmp_path_factory.mktemp("whole"), cases=60)
    with reading(path) as reader:
        ids = [row["case_id"] for row in reader.rows("cases", geometry=False)]
    clock = TickingClock()
    for turn in range(2):
        with writing(path, INSPECTOR, clock) as writer:
            for case_id in ids:
                writer.update_case(case_id, {"problem_type": "FN01", "note": f"第{turn}次 " * 12}, action="tagged")
    return path


def rescue(damaged: Path, progress: SilentProgress = SilentProgress()) -> Rescue:  # noqa: B008 - holds nothing
    target = damaged.with_name("new.gpkg")
    ids = Ids("rescue")
    return rescue_ledger(
        damaged, target, actor=COUNTY, clock=TickingClock(), new_id=lambda: ids("chain"), progress=progress
    )


def content(path: Path) -> dict:
    with reading(path) as reader:
        return {name: {row[key]: row for row in reader.rows(name)} for name, key in KEYS.items()}


def pages_of(path: Path, name: str) -> list:
    """Return the numbers of all pages of a table or index, by its own tree."""
    from anyue_farmland_plugin.ledger.rescue_pages import PageFile, Walk

    with closing(sqlite3.connect(path)) as connection:
        kind, root = connection.execute("SELECT type, rootpage FROM sqlite_master WHERE name = ?", (name,)).fetchone()
    pages, walk = PageFile.of(path.read_bytes()), Walk()
    list(pages.leaves(root, walk) if kind == "table" else pages.entries(root, walk))
    return [root, *sorted(walk.seen - {root})]


def spoil(whole: Path, folder: Path, *numbers: int, by: bytes = bytes(PAGE)) -> Path:
    path = folder / "damaged.gpkg"
    data = bytearray(whole.read_bytes())
    for number in numbers:
        data[(number - 1) * PAGE : number * PAGE] = by
    path.write_bytes(bytes(data))
    return path


def check_told(result: Rescue, honest: dict) -> dict:
    """Check that each row is in the new ledger as it was, or named as missing; return what is missing by table."""
    now, lost = content(result.target), {}
    for name, rows in honest.items():
        gone = [key for key in rows if key not in now[name]]
        told = result.tables[name].missing
        assert len(told) == len(gone), (name, len(told), len(gone))
        assert {key for _, key in told if key} <= set(gone)
        shapeless = {key for _, key in result.tables[name].no_geometry}
        for key, row in now[name].items():
            if key in rows and key not in shapeless:
                assert row == rows[key], (name, key)
        lost[name] = gone
    assert result.verification.ok or any(lost.values())
    return lost


def test_a_healthy_ledger_comes_out_as_it_went_in(whole: Path, tmp_path: Path) -> None:
    damaged = spoil(whole, tmp_path)
    result = rescue(damaged)
    assert result.complete, result.verification.findings
    assert not any(check_told(result, content(whole)).values())
    with reading(result.target) as reader, reading(whole) as before:
        newest = reader.events_of(reader.head().chain_id)[-1]
        assert (newest["action"], newest["actor"]) == ("rescued", COUNTY.name)
        assert newest["payload"]["file"] == [None, "damaged.gpkg"]
        assert newest["prev_hash"] == before.head().hash
        assert reader.settings() == before.settings()
        for name in ("problem_type", "unit", "land_class"):
            assert reader.enumeration(name) == before.enumeration(name)
    with writing(result.target, INSPECTOR, TickingClock()) as writer:  # work goes on in the new file
        writer.set_setting("stage", "整改")


def test_lost_cases_are_replayed_with_their_polygons(whole: Path, tmp_path: Path) -> None:
    damaged = spoil(whole, tmp_path, *pages_of(whole, "cases"))
    result = rescue(damaged)
    assert len(result.tables["cases"].replayed) > 50
    assert check_told(result, content(whole))["cases"] == []
    assert result.complete, result.verification.findings


def test_lost_events_are_named_and_the_rest_is_byte_for_byte(whole: Path, tmp_path: Path) -> None:
    number = pages_of(whole, "events")[5]
    result = rescue(spoil(whole, tmp_path, number))
    lost = check_told(result, content(whole))
    assert lost["events"]
    assert all(key in lost["events"] for _, key in result.tables["events"].missing)
    assert number in result.bad_pages
    assert not result.complete
    assert result.verification.findings


def test_lost_pieces_are_named_by_the_index(whole: Path, tmp_path: Path) -> None:
    number = pages_of(whole, "pieces")[3]
    result = rescue(spoil(whole, tmp_path, number))
    lost = check_told(result, content(whole))
    assert lost["pieces"]
    assert {key for _, key in result.tables["pieces"].missing} == set(lost["pieces"])


@pytest.mark.parametrize("table", ["sqlite_master", "events", "cases", "clues", "pieces", "settings", "deliveries"])
def test_without_the_root_of_a_table_its_rows_are_found_all_the_same(whole: Path, tmp_path: Path, table: str) -> None:
    number = 1 if table == "sqlite_master" else pages_of(whole, table)[0]
    leaf_root = len(pages_of(whole, table)) == 1 if table != "sqlite_master" else False
    result = rescue(spoil(whole, tmp_path, number))
    check_told(result, content(whole))
    assert result.complete or leaf_root
    with reading(result.target) as reader, reading(whole) as before:
        assert reader.settings() == before.settings()


def test_what_is_out_of_use_never_replaces_what_is_current(whole: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(whole, tmp_path / "grown.gpkg"))
    with reading(path) as reader:
        ids = [row["case_id"] for row in reader.rows("cases", geometry=False)]
    clock = TickingClock()
    for size in (1500, 10):  # rows that grow and shrink leave their old states behind on free pages
        with writing(path, INSPECTOR, clock) as writer:
            for case_id in ids:
                writer.update_case(case_id, {"note": "长" * size}, action="tagged")
    for number in pages_of(path, "cases")[:3]:
        folder = tmp_path / str(number)
        folder.mkdir()
        result = rescue(spoil(path, folder, number))
        check_told(result, content(path))
        assert result.complete, result.verification.findings


def overwrite(data: bytearray, dice: random.Random, new: Callable[[], bytes]) -> bytearray:
    for _ in range(dice.choice((1, 2, 5, 20))):
        start = dice.randrange(len(data) // PAGE) * PAGE
        data[start : start + PAGE] = new()
    return data


def some_page(data: bytearray, dice: random.Random) -> bytes:
    start = dice.randrange(len(data) // PAGE) * PAGE
    return bytes(data[start : start + PAGE])


def tear(data: bytearray, dice: random.Random) -> bytearray:
    start = dice.randrange(len(data) - PAGE)
    data[start : start + PAGE // 2] = dice.randbytes(PAGE // 2)
    return data


def flip(data: bytearray, dice: random.Random) -> bytearray:
    for _ in range(dice.choice((1, 10, 200))):
        data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
    return data


KINDS: dict = {
    "zeroed": lambda data, dice: overwrite(data, dice, lambda: bytes(PAGE)),
    "noise": lambda data, dice: overwrite(data, dice, lambda: dice.randbytes(PAGE)),
    "another page": lambda data, dice: overwrite(data, dice, lambda: some_page(data, dice)),
    "a page torn in the middle": tear,
    "truncated": lambda data, dice: data[: dice.randrange(1, len(data))],
    "flipped bits": flip,
}


@pytest.mark.parametrize("kind", KINDS)
def test_damage_anywhere_gives_a_ledger_and_its_faults_or_a_sentence(whole: Path, tmp_path: Path, kind: str) -> None:
    dice = random.Random(kind)  # noqa: S311
    honest, outcomes = content(whole), set()
    for number in range(6):
        folder = tmp_path / str(number)
        folder.mkdir()
        damaged = folder / "damaged.gpkg"
        damaged.write_bytes(bytes(KINDS[kind](bytearray(whole.read_bytes()), dice)))
        before = damaged.read_bytes()
        try:
            result = rescue(damaged)
        except FarmlandError:
            outcomes.add("refused")
            assert [item.name for item in folder.iterdir()] == [damaged.name]
            continue
        finally:
            assert damaged.read_bytes() == before
        outcomes.add("rescued")
        now = content(result.target)
        for name, rows in honest.items():
            same = all(now[name].get(key) == row for key, row in rows.items())
            gaps = result.tables[name].missing or result.tables[name].no_geometry
            assert same or gaps or result.verification.findings, (name, number)
    assert "rescued" in outcomes


def test_a_killed_writers_journal_is_applied_to_a_copy(whole: Path, tmp_path: Path) -> None:
    damaged = Path(shutil.copy(whole, tmp_path / "damaged.gpkg"))
    script = (
        "import os, sqlite3, sys\n"
        "c = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "c.execute('PRAGMA cache_size = 5')\n"
        "c.execute('BEGIN IMMEDIATE')\n"
        "c.execute('DROP TRIGGER guard_events_update')\n"
        "c.execute(\"UPDATE events SET reason = 'half-written'\")\n"
        "os._exit(9)\n"
    )
    subprocess.run([sys.executable, "-c", script, str(damaged)], check=False)
    journal = damaged.with_name("damaged.gpkg-journal")
    before = damaged.read_bytes(), journal.read_bytes()
    assert b"half-written" in before[0]
    result = rescue(damaged)
    assert (damaged.read_bytes(), journal.read_bytes()) == before
    assert not any(check_told(result, content(whole)).values())
    assert result.complete, result.verification.findings


def test_an_older_ledger_comes_out_up_to_date(tmp_path: Path) -> None:
    damaged = Path(shutil.copy(VERSION_1, tmp_path / "damaged.gpkg"))
    result = rescue(damaged)
    assert result.complete, result.verification.findings
    with reading(result.target) as reader:
        assert reader.settings()["schema_version"] == "2"


class _Impatient(SilentProgress):
    def cancelled(self) -> bool:
        return True


def test_refusals_leave_no_file(whole: Path, tmp_path: Path) -> None:
    damaged = spoil(whole, tmp_path)
    with pytest.raises(Cancelled, match="no new ledger"):
        rescue(damaged, _Impatient())
    taken = tmp_path / "new.gpkg"
    taken.write_bytes(b"mine")
    with pytest.raises(LedgerError, match="exists already"):
        rescue(damaged)
    assert taken.read_bytes() == b"mine"
    taken.unlink()
    for useless in (b"", b"x", b"SQLite format 3\x00" * 300, bytes(9 * PAGE)):
        damaged.write_bytes(useless)
        with pytest.raises(LedgerError, match=r"nothing to rescue|Nothing of a ledger"):
            rescue(damaged)
    assert sorted(item.name for item in tmp_path.iterdir()) == ["damaged.gpkg"]


def test_the_command_writes_report_and_facts(whole: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from anyue_farmland_plugin.cli import main

    damaged = spoil(whole, tmp_path, pages_of(whole, "pieces")[3])
    arguments = ["rescue", "--ledger", str(damaged), "--into", str(tmp_path / "救回.gpkg"), "--actor", "赵县级@county"]
    code = main([*arguments, "--report", str(tmp_path / "r.html")])
    told = json.loads(capsys.readouterr().out)
    page, facts = (tmp_path / "r.html").read_text("utf-8"), json.loads((tmp_path / "r.json").read_text("utf-8"))
    assert code == 1
    assert told == facts
    missing = facts["tables"]["pieces"]["missing"]
    assert missing
    assert all(entry["key"] in page for entry in missing)
    assert facts["tables"]["cases"]["recovered"] == 60


def test_hostile_words_in_a_damaged_ledger_are_escaped(whole: Path, tmp_path: Path) -> None:
    result = rescue(spoil(whole, tmp_path))
    hostile = Rescue(**{**vars(result), "damaged": "<script>alert(1)</script>.gpkg"})
    page, _ = save_rescue_report(hostile, tmp_path / "r.html", clock=TickingClock())
    assert "<script>" not in page.read_text("utf-8")


def test_a_field_package_is_rescued_as_a_package(whole: Path, tmp_path: Path) -> None:
    from anyue_farmland_plugin.workflow.field_packages import PackageMeta, pack_cases
    from anyue_farmland_plugin.workflow.tag import tag_case

    with reading(whole) as reader:
        ids = [row["case_id"] for row in reader.rows("cases", geometry=False)][:30]
    package_id = Ids("package")("chain")
    meta = PackageMeta(package_id, ("512021103",), INSPECTOR.name, "2022-11-20")
    path = pack_cases(whole, ids, tmp_path / "包.gpkg", meta, actor=COUNTY, clock=TickingClock()).path
    tag_case(path, ids[0], {"note": "外业"}, actor=INSPECTOR, clock=TickingClock())
    damaged = spoil(path, tmp_path, *pages_of(path, "cases"))
    result = rescue(damaged)
    assert result.complete, result.verification.findings
    assert not any(check_told(result, content(path)).values())
    with reading(result.target) as reader:
        assert reader.settings()["package_id"] == reader.head().chain_id == package_id
        assert (reader.case(ids[0]) or {})["note"] == "外业"
