# SPDX-License-Identifier: GPL-2.0-or-later
"""The look at a ledger when it is opened: bounded, told in sentences, with the day's backup."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from anyue_farmland_plugin.core.errors import Cancelled, LedgerError
from anyue_farmland_plugin.core.ports import SilentProgress
from anyue_farmland_plugin.ledger.backups import Occasion, list_backups
from anyue_farmland_plugin.ledger.writing import writing
from anyue_farmland_plugin.workflow import upkeep
from anyue_farmland_plugin.workflow.upkeep import Opening, look_after
from tests.factories import INSPECTOR, TickingClock, make_ledger

VERSION_1 = Path(__file__).resolve().parents[1] / "ledger" / "data" / "version1.gpkg"


def look(path: Path, progress: SilentProgress = SilentProgress(), seconds: float = 20.0) -> Opening:  # noqa: B008
    return look_after(path, clock=TickingClock(), progress=progress, seconds=seconds)


def test_a_healthy_ledger_is_checked_and_backed_up_once_a_day(tmp_path: Path) -> None:
    path = make_ledger(tmp_path)
    first = look(path)
    assert (first.problems, first.pages_checked, first.was_cut_short, first.is_older) == ((), True, False, False)
    assert first.backup is not None
    assert look(path).backup is None
    with writing(path, INSPECTOR, TickingClock()) as writer:
        writer.set_setting("stage", "排查")
    assert [item.occasion for item in list_backups(path)] == [Occasion.DAILY]


def test_an_older_ledger_is_looked_at_as_what_it_is(tmp_path: Path) -> None:
    path = Path(shutil.copy(VERSION_1, tmp_path / "l.gpkg"))
    found = look(path)
    assert (found.version, found.is_older, found.problems) == (1, True, ())


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TRIGGER guard_events_update",
        "CREATE TRIGGER mine AFTER INSERT ON settings BEGIN SELECT 1; END",
        "DROP INDEX idx_events_object",
        "CREATE VIEW mine AS SELECT * FROM cases",
        "ALTER TABLE units ADD COLUMN remark TEXT",
    ],
)
def test_a_changed_structure_is_told(tmp_path: Path, statement: str) -> None:
    path = make_ledger(tmp_path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(statement)
    (problem,) = look(path).problems
    assert "changed the structure" in problem
    assert list_backups(path) == []  # the last good backups are not pushed out by bad ones


def test_damaged_pages_are_told_with_what_to_do(tmp_path: Path) -> None:
    path = make_ledger(tmp_path, cases=60)
    with closing(sqlite3.connect(path)) as connection:
        (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'pieces'").fetchone()
    data = bytearray(path.read_bytes())
    data[(root - 1) * 4096 : root * 4096] = b"\x07" * 4096
    path.write_bytes(bytes(data))
    (problem,) = look(path).problems
    assert "restore the newest backup" in problem


def test_a_large_ledger_is_left_unless_its_writer_was_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = make_ledger(tmp_path)
    monkeypatch.setattr(upkeep, "SMALL_BYTES", 1000)
    assert not look(path).pages_checked
    script = (
        "import os, sqlite3, sys\n"
        "c = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "c.execute('PRAGMA cache_size = 2')\n"
        "c.execute('BEGIN IMMEDIATE')\n"
        "c.execute(\"UPDATE units SET name = name || '!'\")\n"
        "c.execute(\"UPDATE land_classes SET name = name || '!'\")\n"
        "os._exit(9)\n"
    )
    subprocess.run([sys.executable, "-c", script, str(path)], check=False)
    found = look(path)
    assert (found.was_cut_short, found.pages_checked, found.problems) == (True, True, ())


def test_the_look_ends_when_time_is_up_or_the_person_closes_the_ledger(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Impatient(SilentProgress):
        def cancelled(self) -> bool:
            return True

    path = make_ledger(tmp_path, cases=30)
    monkeypatch.setattr(upkeep, "_STEPS", 10)
    assert not look(path, seconds=0.0).pages_checked
    with pytest.raises(Cancelled):
        look(path, Impatient())


def test_what_is_no_ledger_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "x.gpkg"
    path.write_bytes(b"x" * 5000)
    with pytest.raises(LedgerError, match="not a GeoPackage"):
        look(path)
