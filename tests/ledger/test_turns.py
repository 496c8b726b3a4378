# SPDX-License-Identifier: GPL-2.0-or-later
"""Turns hold where SQLite's own locks are lost, name who holds a ledger, and outlive nobody."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import product
from pathlib import Path

import pytest

from anyue_farmland_plugin.core.errors import LedgerError, LedgerLocked, LedgerReplaced
from anyue_farmland_plugin.ledger import connection as files
from anyue_farmland_plugin.ledger import filelocks, turns
from anyue_farmland_plugin.ledger.reading import reading, reading_copy
from anyue_farmland_plugin.ledger.verify import verify_ledger
from anyue_farmland_plugin.ledger.verify_file import check_file
from anyue_farmland_plugin.ledger.writing import writing
from tests.disks import make_read_only, small_disk
from tests.factories import COUNTY, TickingClock, make_ledger

ROOT = Path(__file__).resolve().parents[2]

# Writes, loses SQLite's locks as QGIS loses them, says so, and stays in its transaction until told to go on or killed.
WRITER = """
import sys
from pathlib import Path
from tests.factories import INSPECTOR, TickingClock
from anyue_farmland_plugin.ledger.writing import writing
path = Path(sys.argv[1])
with writing(path, INSPECTOR, TickingClock()) as writer:
    writer.set_setting("stage", "整改")
    open(path, "rb").close()
    print("writing", flush=True)
    sys.stdin.readline()
print("written", flush=True)
"""
READER = """
import sys
from pathlib import Path
from anyue_farmland_plugin.ledger.reading import reading
path = Path(sys.argv[1])
with reading(path) as reader:
    reader.head()
    open(path, "rb").close()
    print("reading", flush=True)
    sys.stdin.readline()
    print(reader.settings().get("stage"), flush=True)
"""


@contextmanager
def running(script: str, path: Path) -> Iterator[subprocess.Popen]:
    """Run a script on the ledger and wait until it holds it."""
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(path)], cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        assert answer(process) in ("writing", "reading")
        yield process
    finally:
        process.kill()
        process.communicate()


def answer(process: subprocess.Popen) -> str:
    assert process.stdout is not None
    return str(process.stdout.readline()).strip()


def go_on(process: subprocess.Popen) -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


# Has a commit half-way in the file, loses SQLite's own locks as QGIS loses them, waits, and ends the commit.
COMMITTING = """
import sys
from pathlib import Path
from anyue_farmland_plugin.ledger import filelocks
from anyue_farmland_plugin.ledger.connection import connect
path = Path(sys.argv[1])
with filelocks.reserved(path, 1.0) as locks, locks.exclusive(1.0):
    connection = connect(path, "rw&nolock=1")
    connection.execute("PRAGMA cache_size = 1")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("CREATE TABLE noise (x)")
    for _ in range(300):
        connection.execute("INSERT INTO noise VALUES (randomblob(3000))")
    open(path, "rb").close()
    print("writing", flush=True)
    sys.stdin.readline()
    connection.execute("COMMIT")
    connection.close()
print("written", flush=True)
"""


def write_note(path: Path, note: str = "x") -> None:
    with writing(path, COUNTY, TickingClock()) as writer:
        writer.set_setting("note", note)


def setting(path: Path, name: str) -> object:
    with reading(path) as reader:
        return reader.settings().get(name)


def left_beside(path: Path) -> list:
    return sorted(item.name for item in path.parent.iterdir() if not item.name.endswith("-backups"))


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait a moment only."""
    monkeypatch.setattr(files, "BUSY_SECONDS", 0.2)


@pytest.mark.usefixtures("impatient")
def test_a_writer_whose_sqlite_locks_are_gone_still_keeps_others_from_writing(tmp_path: Path) -> None:
    path = make_ledger(tmp_path)
    with running(WRITER, path) as other:
        with pytest.raises(LedgerLocked, match=rf"@.* \({other.pid}, \d{{4}}-.*nothing was written"):
            write_note(path)
        assert setting(path, "stage") is None  # looking on is possible, and shows what was committed
        go_on(other)
        assert answer(other) == "written"
    write_note(path)
    assert setting(path, "stage") == "整改"
    assert verify_ledger(path).ok
    assert left_beside(path) == [path.name]


@pytest.mark.skipif(not filelocks.available(), reason="SQLite itself locks here")
def test_other_programs_see_the_locks_of_a_writer_whose_sqlite_lost_them(tmp_path: Path) -> None:
    path = make_ledger(tmp_path)
    with running(WRITER, path), closing(sqlite3.connect(path, timeout=0.1, isolation_level=None)) as other:
        assert other.execute("SELECT COUNT(*) FROM settings WHERE key = 'stage'").fetchone() == (0,)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")


@pytest.mark.skipif(not filelocks.available(), reason="SQLite itself locks here")
def test_other_programs_never_roll_back_a_commit_under_way(tmp_path: Path) -> None:
    path = make_ledger(tmp_path)
    with running(COMMITTING, path) as writer:
        assert files.is_hot(path.with_name(path.name + "-journal"))
        locked = pytest.raises(sqlite3.OperationalError, match="locked")
        with closing(sqlite3.connect(path, timeout=0.1)) as other, locked:
            other.execute("SELECT COUNT(*) FROM cases").fetchone()
        go_on(writer)
        assert answer(writer) == "written"
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("SELECT COUNT(*) FROM noise").fetchone() == (300,)
        assert other.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.usefixtures("impatient")
def test_a_reader_whose_sqlite_locks_are_gone_still_reads_one_moment(tmp_path: Path) -> None:
    path = make_ledger(tmp_path)
    with running(READER, path) as other:
        with pytest.raises(LedgerLocked, match="being read"):
            write_note(path)
        with writing(path, COUNTY, TickingClock()) as writer:
            writer.set_setting("stage", "整改")
            go_on(other)
            assert answer(other) == "None"
            other.wait()
    assert setting(path, "stage") == "整改"
    assert left_beside(path) == [path.name]


def test_whoever_dies_in_his_turn_keeps_nobody_out_and_is_recorded(tmp_path: Path) -> None:
    path = make_ledger(tmp_path)
    for _ in range(2):
        with running(WRITER, path) as other:
            other.send_signal(signal.SIGKILL)
            other.wait()
    assert left_beside(path) == [path.name, path.name + "-journal", path.name + ".lock"]
    assert setting(path, "stage") is None
    with pytest.raises(KeyError), writing(path, COUNTY, TickingClock()):
        raise KeyError  # a write that fails tells nobody about the dead
    write_note(path)
    write_note(path, "y")
    with reading(path) as reader:
        chain_id = reader.settings()["chain_id"]
        recorded = [event for event in reader.events_of(chain_id) if event["action"] == "recovered"]
    assert len(recorded) == 1
    assert recorded[0]["actor"] == COUNTY.name
    assert len(recorded[0]["payload"]["left_by"][1]) == 2
    assert f"({other.pid}, " in recorded[0]["payload"]["left_by"][1][1]
    assert verify_ledger(path).ok
    assert left_beside(path) == [path.name]


def test_a_journal_left_by_a_killed_commit_is_rolled_back_before_anybody_reads(tmp_path: Path) -> None:
    path = make_ledger(tmp_path)
    whole = path.read_bytes()
    script = (
        "import os, sqlite3, sys\nc = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "c.execute('PRAGMA cache_size = 1')\nc.execute('BEGIN IMMEDIATE')\nc.execute('CREATE TABLE junk (x)')\n"
        "for _ in range(300):\n    c.execute('INSERT INTO junk VALUES (randomblob(3000))')\nos._exit(0)"
    )
    subprocess.run([sys.executable, "-c", script, str(path)], check=True)
    assert path.read_bytes() != whole  # pages of the unfinished transaction are in the file
    journal = path.with_name(path.name + "-journal")
    assert files.is_hot(journal)
    assert setting(path, "note") is None
    assert path.read_bytes() == whole
    assert not journal.exists()
    assert verify_ledger(path).ok


def test_one_thread_reads_inside_its_writing_but_never_writes_inside_its_reading(tmp_path: Path) -> None:
    path = make_ledger(tmp_path)
    started = time.monotonic()
    with writing(path, COUNTY, TickingClock()) as writer:
        writer.set_setting("note", "x")
        with reading(path) as reader, reading_copy(path) as copy, reading(path) as third:
            assert [each.settings().get("note") for each in (reader, copy, third)] == [None] * 3
        with pytest.raises(LedgerLocked, match="this very step"):
            write_note(path)
    with reading(path), pytest.raises(LedgerLocked, match="this very step"):
        write_note(path)
    assert time.monotonic() - started < files.BUSY_SECONDS
    assert setting(path, "note") == "x"
    assert left_beside(path) == [path.name]


def test_alone_is_alone_but_reads_and_writes_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = make_ledger(tmp_path)
    refused: list = []

    def try_both() -> None:
        for act in (write_note, read_head):
            try:
                act(path)
            except LedgerLocked as error:
                refused.append(str(error))

    monkeypatch.setattr(files, "BUSY_SECONDS", 0.1)
    with turns.alone(path, 1.0):
        thread = threading.Thread(target=try_both)
        thread.start()
        thread.join()
        write_note(path)
        assert setting(path, "note") == "x"
    assert len(refused) == 2
    assert left_beside(path) == [path.name]


def read_head(path: Path) -> None:
    with reading(path) as reader:
        reader.head()


def test_threads_of_one_program_wait_for_each_other(tmp_path: Path) -> None:
    path, counts = make_ledger(tmp_path), []

    def count_up() -> None:
        for _ in range(15):
            with writing(path, COUNTY, TickingClock()) as writer:
                (found,) = writer.connection.execute("SELECT MAX(value) FROM settings WHERE key = 'n'").fetchone()
                writer.set_setting("n", f"{int(found or 0) + 1:04d}")
            counts.append(1)

    threads = [threading.Thread(target=count_up) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(counts) == 60
    assert setting(path, "n") == "0060"
    assert left_beside(path) == [path.name]


def test_a_copy_is_read_for_long_while_others_write(tmp_path: Path) -> None:
    path = make_ledger(tmp_path)
    with reading_copy(path) as copy:
        seq = copy.head().seq
        write_note(path)
        assert copy.head().seq == seq
        assert "note" not in copy.settings()
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            copy.connection.execute("DELETE FROM settings")
    assert setting(path, "note") == "x"


def test_a_ledger_replaced_moved_or_deleted_meanwhile_is_never_written_in_silence(tmp_path: Path) -> None:
    def replace(path: Path) -> None:
        other.rename(path)

    def move(path: Path) -> None:
        path.rename(path.with_name("moved.gpkg"))

    def before(path: Path, act: Callable[[Path], object]) -> None:
        with writing(path, COUNTY, TickingClock()) as writer:
            act(path)
            writer.set_setting("note", "x")

    def after(path: Path, act: Callable[[Path], object]) -> None:
        with writing(path, COUNTY, TickingClock()) as writer:
            writer.set_setting("note", "x")
            act(path)

    for number, (when, act) in enumerate(product((before, after), (replace, move, Path.unlink))):
        folder = tmp_path / str(number)
        folder.mkdir()
        path, other = make_ledger(folder), make_ledger(folder, name="other.gpkg", cases=2)
        with pytest.raises(LedgerReplaced, match="Open the ledger again"):
            when(path, act)
        for ledger in folder.glob("*.gpkg"):
            assert setting(ledger, "note") is None
            assert verify_ledger(ledger).ok


def test_where_no_lock_file_can_be_made_reading_goes_on(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 4096) as disk:
        path = make_ledger(disk)
        make_read_only(disk)
        with reading(path) as reader, reading_copy(path) as copy:
            assert reader.head() == copy.head()
        assert left_beside(path) == [path.name]


def test_a_link_planted_as_lock_file_is_not_followed(tmp_path: Path) -> None:
    path, victim = make_ledger(tmp_path), tmp_path / "victim.txt"
    victim.write_text("内容", encoding="utf-8")
    path.with_name(path.name + ".lock").symlink_to(victim)
    with pytest.raises(LedgerError):
        write_note(path)
    assert victim.read_text(encoding="utf-8") == "内容"


def test_a_wal_another_program_left_is_brought_in_and_not_thrown_away(tmp_path: Path) -> None:
    path = make_ledger(tmp_path)
    script = (
        "import os, sqlite3, sys\nc = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "c.execute('PRAGMA journal_mode = WAL')\nc.execute(\"DROP TRIGGER IF EXISTS x\")\n"
        "c.execute(\"INSERT INTO settings (key, value) VALUES ('note', 'from outside')\")\nos._exit(0)"
    )
    subprocess.run([sys.executable, "-c", script, str(path)], check=True)
    assert path.with_name(path.name + "-wal").stat().st_size > 0
    assert setting(path, "note") == "from outside"
    assert left_beside(path) == [path.name]
    assert path.read_bytes()[18:20] == b"\x01\x01"


def test_a_wal_another_program_works_in_is_read_and_left_in_use(tmp_path: Path) -> None:
    path = make_ledger(tmp_path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("BEGIN IMMEDIATE")
        other.execute("INSERT INTO settings (key, value) VALUES ('note', 'unfinished')")
        started = time.monotonic()
        assert setting(path, "note") is None
        assert time.monotonic() - started < 1.0
        other.execute("COMMIT")
        assert setting(path, "note") == "unfinished"


def test_eight_processes_in_a_hurry_all_get_their_turns(tmp_path: Path) -> None:
    script = """
import sys, time
from pathlib import Path
from tests.factories import INSPECTOR, TickingClock
from anyue_farmland_plugin.ledger.reading import reading
from anyue_farmland_plugin.workflow.tag import tag_case
path, clock = Path(sys.argv[1]), TickingClock()
with reading(path) as reader:
    case_id = next(reader.rows("cases"))["case_id"]
for turn in range(12):
    tag_case(path, case_id, {"note": f"{sys.argv[2]}-{turn}"}, actor=INSPECTOR, clock=clock)
"""
    path = make_ledger(tmp_path)
    before = verify_ledger(path).seq
    crowd = [subprocess.Popen([sys.executable, "-c", script, str(path), str(n)], cwd=ROOT) for n in range(8)]
    assert [process.wait(60) for process in crowd] == [0] * 8
    found = verify_ledger(path)
    assert found.ok, found.findings
    assert found.seq == before + 8 * 12
    assert left_beside(path) == [path.name]


def test_the_journal_of_a_commit_under_way_is_no_fault(tmp_path: Path) -> None:
    path = make_ledger(tmp_path)
    journal, begun = path.with_name(path.name + "-journal"), threading.Event()

    def commit() -> None:
        with turns.quiet(path, 1.0):
            journal.write_bytes(b"journal of a commit")
            begun.set()
            time.sleep(0.3)
            journal.unlink()

    with reading_copy(path) as copy:
        thread = threading.Thread(target=commit)
        thread.start()
        assert begun.wait(5.0)
        assert list(check_file(copy, path, copy.settings())) == []
        thread.join()
