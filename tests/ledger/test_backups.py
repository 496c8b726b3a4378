# SPDX-License-Identifier: GPL-2.0-or-later
"""Backups: made before anything risky and once a day, whole, rotated, restored without overwriting."""

from __future__ import annotations

import logging
from datetime import timedelta
from pathlib import Path

import pytest

from anyue_farmland_plugin.core.errors import LedgerError
from anyue_farmland_plugin.ledger import backups
from anyue_farmland_plugin.ledger.backups import Occasion, backups_folder, daily_backup, list_backups, make_backup
from anyue_farmland_plugin.ledger.reading import reading
from anyue_farmland_plugin.ledger.verify import verify_ledger
from anyue_farmland_plugin.workflow.tag import tag_case
from tests.disks import make_read_only, small_disk
from tests.factories import INSPECTOR, START, FixedClock, TickingClock, make_ledger


def tag(path: Path, note: str, clock: object) -> str:
    with reading(path) as reader:
        case_id = next(reader.rows("cases"))["case_id"]
    return tag_case(path, case_id, {"note": note}, actor=INSPECTOR, clock=clock).head  # type: ignore[arg-type]


def test_a_backup_is_the_ledger_of_that_moment_and_says_which(tmp_path: Path) -> None:
    path = make_ledger(tmp_path, name="安岳 台账?.gpkg")
    before = verify_ledger(path)
    made = make_backup(path, Occasion.ASKED, clock=TickingClock())
    tag(path, "后来", TickingClock())
    kept = verify_ledger(made.path)
    assert (kept.ok, kept.head, kept.counts) == (True, before.head, before.counts)
    assert made.path.name == f"安岳 台账?-20220615T080001Z-{before.seq}-{before.head[:8]}-asked.gpkg"
    assert [item for item in list_backups(path) if item.occasion is Occasion.ASKED] == [made]


def test_two_backups_in_one_second_are_two_files(tmp_path: Path) -> None:
    path = make_ledger(tmp_path)
    clock = FixedClock(START)
    first, second = make_backup(path, Occasion.ASKED, clock=clock), make_backup(path, Occasion.ASKED, clock=clock)
    assert first.path != second.path
    assert {item.path for item in list_backups(path)} == {first.path, second.path}


def test_the_first_write_of_a_day_makes_a_backup_and_the_second_none(tmp_path: Path) -> None:
    path = make_ledger(tmp_path)
    untouched = verify_ledger(path).head
    for days in (0, 0, 1, 1, 1):
        tag(path, f"第{days}天", TickingClock(START + timedelta(days=days)))
    found = list_backups(path)
    assert [(item.day, item.occasion) for item in found] == [("20220616", Occasion.DAILY), ("20220615", Occasion.DAILY)]
    assert verify_ledger(found[1].path).head == untouched


def test_old_backups_go_but_one_a_day_and_those_before_migrations_stay(tmp_path: Path) -> None:
    path = make_ledger(tmp_path)
    make_backup(path, Occasion.MIGRATION, clock=FixedClock(START - timedelta(days=400)))
    for day in range(-40, 1):
        for hour in range(3):
            make_backup(path, Occasion.ASKED, clock=FixedClock(START + timedelta(days=day, hours=hour)))
    (backups_folder(path) / "我的说明.txt").write_text("不是备份", encoding="utf-8")
    make_backup(path, Occasion.ASKED, clock=FixedClock(START + timedelta(hours=4)))
    found = list_backups(path)
    newest, older = found[: backups.KEPT_NEWEST], found[backups.KEPT_NEWEST :]
    assert [item.occasion for item in found].count(Occasion.MIGRATION) == 1
    assert [(START + timedelta(hours=4) - item.made_at) < timedelta(days=4) for item in newest] == [True] * 10
    days = [item.day for item in older if item.occasion is Occasion.ASKED]
    assert len(days) == len(set(days)) == 27
    assert min(days) == (START - timedelta(days=29)).strftime("%Y%m%d")
    assert (backups_folder(path) / "我的说明.txt").exists()


def test_a_full_disk_leaves_ledger_and_older_backups_and_nothing_half_written(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with small_disk(tmp_path / "disk", 3000) as disk:
        path = make_ledger(disk, cases=20)
        first = make_backup(path, Occasion.ASKED, clock=TickingClock())
        filler = disk / "filler"
        filler.write_bytes(b"x" * 1024 * 1024)
        kept = path.read_bytes(), first.path.read_bytes()
        with pytest.raises(LedgerError, match="no room"):
            make_backup(path, Occasion.ASKED, clock=TickingClock())
        assert (path.read_bytes(), first.path.read_bytes()) == kept
        filler.write_bytes(b"x" * 1024 * 1024)
        with caplog.at_level(logging.WARNING):
            assert daily_backup(path, clock=TickingClock(START + timedelta(days=1))) is None
        assert "no room" in caplog.text
        assert sorted(item.name for item in backups_folder(path).iterdir()) == [first.path.name]


def test_a_disk_that_runs_full_while_copying_is_told_and_swept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backups, "_SPARE", -(1 << 30))  # as when others fill the disk after the look at it
    with small_disk(tmp_path / "disk", 2500) as disk:
        path = make_ledger(disk, cases=20)
        (disk / "filler").write_bytes(b"x" * (2500 * 1024 - path.stat().st_size - 200 * 1024))
        with pytest.raises(LedgerError, match="full"):
            make_backup(path, Occasion.MERGE, clock=TickingClock())
        assert not backups_folder(path).exists()
        assert verify_ledger(path).ok


def test_a_folder_nobody_may_write_to_is_told(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 3000) as disk:
        path = make_ledger(disk)
        make_read_only(disk)
        with pytest.raises(LedgerError, match="read-only"):
            make_backup(path, Occasion.MERGE, clock=TickingClock())


def test_what_a_killed_backup_left_is_swept(tmp_path: Path) -> None:
    import os

    path = make_ledger(tmp_path)
    folder = backups_folder(path)
    folder.mkdir()
    for name, age in ((".old.gpkg.1.part", 7200), (".old.gpkg.1.part-journal", 7200), (".new.gpkg.2.part", 0)):
        (folder / name).write_bytes(b"x")
        moment = (folder / name).stat().st_mtime - age
        os.utime(folder / name, (moment, moment))
    make_backup(path, Occasion.ASKED, clock=TickingClock())
    assert [item.name for item in folder.iterdir() if item.name.startswith(".")] == [".new.gpkg.2.part"]
