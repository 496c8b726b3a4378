# SPDX-License-Identifier: GPL-2.0-or-later
"""Compacting and going back to a backup: the whole content changes in one step, or not at all."""

from __future__ import annotations

import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from anyue_farmland_plugin.core.errors import LedgerError, LedgerLocked, LedgerSchemaError
from anyue_farmland_plugin.ledger import connection as files
from anyue_farmland_plugin.ledger.backups import Occasion, backups_folder, list_backups, make_backup
from anyue_farmland_plugin.ledger.backups_restore import loss_of, put_back, restore_as
from anyue_farmland_plugin.ledger.compact import compact, free_share
from anyue_farmland_plugin.ledger.reading import reading
from anyue_farmland_plugin.ledger.verify import verify_ledger
from anyue_farmland_plugin.workflow.tag import tag_case
from tests.disks import small_disk
from tests.factories import COUNTY, INSPECTOR, TickingClock, make_ledger

ROOT = Path(__file__).resolve().parents[2]
TABLES = ("deliveries", "clues", "cases", "pieces", "settings", "units", "gpkg_data_column_constraints")

SWAPPING = """
import sys
from pathlib import Path
from tests.factories import COUNTY, TickingClock
from anyue_farmland_plugin.ledger.compact import compact
from anyue_farmland_plugin.ledger.backups_restore import put_back
path = Path(sys.argv[1])
print("ready", flush=True)
if sys.argv[2] == "compact":
    compact(path, actor=COUNTY, clock=TickingClock())
else:
    put_back(path, Path(sys.argv[2]), actor=COUNTY, clock=TickingClock())
print("done", flush=True)
"""


def airy(folder: Path, cases: int = 60) -> Path:
    """Return a ledger half of whose pages are unused, as after a table was rebuilt."""
    path = make_ledger(folder, cases=cases)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE filler (data BLOB)")
        connection.execute("INSERT INTO filler VALUES (zeroblob(?))", (path.stat().st_size,))
        connection.execute("DROP TABLE filler")
        connection.commit()
    return path


def content(path: Path) -> dict:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        rows = {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in TABLES}
        objects = connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY type, name").fetchall()
        pragmas = [connection.execute(f"PRAGMA {name}").fetchone() for name in ("application_id", "user_version")]
        return {**rows, "objects": objects, "pragmas": pragmas}


def events(path: Path) -> list:
    with reading(path) as reader:
        return [dict(row) for row in reader.connection.execute("SELECT * FROM events ORDER BY fid")]


def share_of(path: Path) -> float:
    with files.open_reading(path) as connection:
        return free_share(connection)


def tag(path: Path, note: str) -> None:
    with reading(path) as reader:
        case_id = next(reader.rows("cases"))["case_id"]
    tag_case(path, case_id, {"note": note}, actor=INSPECTOR, clock=TickingClock())


def test_compacting_gives_space_back_and_keeps_everything(tmp_path: Path) -> None:
    path = airy(tmp_path)
    assert share_of(path) > 0.4
    inode, before, told = path.stat().st_ino, content(path), events(path)
    done = compact(path, actor=COUNTY, clock=TickingClock())
    assert done.after == path.stat().st_size < 0.7 * done.before
    assert share_of(path) < 0.05
    assert content(path) == before
    assert events(path)[:-1] == told
    newest = events(path)[-1]
    assert (newest["object_type"], newest["action"], newest["actor"]) == ("ledger", "compacted", COUNTY.name)
    assert path.stat().st_ino == inode
    assert verify_ledger(path).ok
    assert verify_ledger(done.backup.path).ok
    tag(path, "压缩之后")
    assert verify_ledger(path).ok
    assert {item.name for item in tmp_path.iterdir()} == {path.name, backups_folder(path).name}


def test_without_room_nothing_is_compacted(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 2600) as disk:
        path = airy(disk, cases=10)
        (disk / "filler").write_bytes(bytes(2600 * 1024 - 3 * path.stat().st_size - 100 * 1024))
        before = path.read_bytes()
        with pytest.raises(LedgerError, match="room"):
            compact(path, actor=COUNTY, clock=TickingClock())
        assert path.read_bytes() == before
        assert [item.name for item in disk.iterdir() if item.name.startswith(".")] == []


def test_a_ledger_in_use_is_neither_compacted_nor_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = airy(tmp_path)
    backup = make_backup(path, Occasion.ASKED, clock=TickingClock()).path
    tag(path, "新")
    monkeypatch.setattr(files, "BUSY_SECONDS", 0.2)
    before = path.read_bytes()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT COUNT(*) FROM cases").fetchone()
        for act in (
            lambda: compact(path, actor=COUNTY, clock=TickingClock()),
            lambda: put_back(path, backup, actor=COUNTY, clock=TickingClock()),
        ):
            with pytest.raises(LedgerLocked, match="nothing was"):
                act()
    assert path.read_bytes() == before
    assert verify_ledger(path).ok


@pytest.mark.parametrize("what", ["compact", "restore"])
def test_killed_at_any_moment_it_is_the_old_ledger_or_the_new_one(tmp_path: Path, what: str) -> None:
    dice = random.Random(what)  # noqa: S311
    path = airy(tmp_path)
    backup = make_backup(path, Occasion.ASKED, clock=TickingClock()).path
    for note in "甲乙丙":
        tag(path, note)
    outcomes = set()
    for number in range(7):
        folder = tmp_path / str(number)
        folder.mkdir()
        copy = Path(shutil.copy(path, folder / "l.gpkg"))
        old = content(copy), len(events(copy))
        argument = "compact" if what == "compact" else str(backup)
        process = subprocess.Popen(
            [sys.executable, "-c", SWAPPING, str(copy), argument], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(dice.uniform(0.0, 0.09))
        process.send_signal(signal.SIGKILL)
        said = process.stdout.read()
        process.wait()
        newest = events(copy)[-1]["action"]
        is_new = newest == ("compacted" if what == "compact" else "restored")
        outcomes.add(is_new)
        assert is_new or not said
        assert is_new or (content(copy), len(events(copy))) == old
        found = verify_ledger(copy)
        assert found.ok, found.findings
        tag(copy, "之后")
    assert False in outcomes


def test_a_backup_goes_into_a_new_file_only(tmp_path: Path) -> None:
    path = make_ledger(tmp_path)
    backup = make_backup(path, Occasion.ASKED, clock=TickingClock())
    target = tmp_path / "另存.gpkg"
    assert restore_as(backup.path, target).hash == verify_ledger(target).head
    with pytest.raises(LedgerError, match="exists already"):
        restore_as(backup.path, target)
    assert verify_ledger(target).ok


def test_going_back_says_what_is_lost_keeps_it_and_tells_in_the_chain(tmp_path: Path) -> None:
    path = make_ledger(tmp_path)
    backup = make_backup(path, Occasion.ASKED, clock=TickingClock()).path
    for note in ("甲", "乙"):
        tag(path, note)
    head = verify_ledger(path)
    loss = loss_of(path, backup)
    assert loss.same_history
    assert [(entry[0], entry[2], entry[3]) for entry in loss.events] == [
        (head.seq - 1, INSPECTOR.name, "tagged"),
        (head.seq, INSPECTOR.name, "tagged"),
    ]
    done = put_back(path, backup, actor=COUNTY, clock=TickingClock())
    assert done.kept is not None
    assert verify_ledger(done.kept).head == head.head
    newest = events(path)[-1]
    assert (newest["action"], newest["actor"], newest["seq"]) == ("restored", COUNTY.name, head.seq - 1)
    assert head.head in newest["payload"]
    assert done.kept.name in newest["payload"]
    assert verify_ledger(path).ok
    assert not verify_ledger(path, head.head).ok  # whoever holds a printed head sees that it was given up
    put_back(path, done.kept, actor=COUNTY, clock=TickingClock())  # and there is a way back
    assert [row["hash"] for row in events(path)][-2] == head.head
    assert verify_ledger(path, head.head).ok


def test_a_damaged_ledger_gives_way_to_its_backup_and_is_kept_as_it_was(tmp_path: Path) -> None:
    path = make_ledger(tmp_path)
    backup = make_backup(path, Occasion.ASKED, clock=TickingClock()).path
    for spoilt in (path.read_bytes()[:5000], b"not a database" * 1000, b""):
        path.write_bytes(spoilt)
        assert loss_of(path, backup).head is None
        clock = TickingClock()
        clock.moment = clock.moment.replace(hour=len(spoilt) % 23)
        done = put_back(path, backup, actor=COUNTY, clock=clock)
        assert done.kept is not None
        assert done.kept.read_bytes() == spoilt
        assert verify_ledger(path).ok
        assert events(path)[-1]["action"] == "restored"
    path.unlink()
    assert put_back(path, backup, actor=COUNTY, clock=TickingClock()).kept is None
    assert verify_ledger(path).ok
    assert all(item.occasion is Occasion.ASKED for item in list_backups(path))


def test_the_backup_of_another_ledger_is_refused(tmp_path: Path) -> None:
    path, other = make_ledger(tmp_path), make_ledger(tmp_path, name="other.gpkg")
    before = path.read_bytes()
    with pytest.raises(LedgerSchemaError, match="another ledger"):
        put_back(path, other, actor=COUNTY, clock=TickingClock())
    assert path.read_bytes() == before
