# SPDX-License-Identifier: GPL-2.0-or-later
"""A ledger of an earlier version: readable as it is, brought up to date by the first write, never half."""

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
from anyue_farmland_plugin.core.ledger_tables import SCHEMA_VERSION, TABLES
from anyue_farmland_plugin.ledger import connection as files
from anyue_farmland_plugin.ledger import migrations
from anyue_farmland_plugin.ledger.backups import Occasion, backups_folder, list_backups
from anyue_farmland_plugin.ledger.guards import expected_objects
from anyue_farmland_plugin.ledger.reading import reading, reading_copy
from anyue_farmland_plugin.ledger.verify import verify_ledger
from anyue_farmland_plugin.ledger.writing import writing
from anyue_farmland_plugin.workflow.casebook import load_card, queue
from anyue_farmland_plugin.workflow.tag import tag_case
from tests.disks import small_disk
from tests.factories import INSPECTOR, TickingClock

ROOT = Path(__file__).resolve().parents[2]
VERSION_1 = Path(__file__).parent / "data" / "version1.gpkg"
EVENTS_1 = 13

MIGRATING = """
import sys
from pathlib import Path
from tests.factories import INSPECTOR, TickingClock
from anyue_farmland_plugin.ledger.writing import writing
print("ready", flush=True)
with writing(Path(sys.argv[1]), INSPECTOR, TickingClock()):
    pass
print("done", flush=True)
"""


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return Path(shutil.copy(VERSION_1, tmp_path / "旧台账.gpkg"))


def write(path: Path) -> None:
    with writing(path, INSPECTOR, TickingClock()) as writer:
        writer.set_setting("stage", "集中整治")


def rows_of(path: Path) -> dict:
    """Return all rows of the tables of version 1 as they lie in the file."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        return {
            table.name: connection.execute(f"SELECT * FROM main.{table.name} ORDER BY fid").fetchall()
            for table in TABLES
            if table.name not in ("package_base", "conflicts")
        }


def version_of(path: Path) -> str:
    with reading(path) as reader:
        return reader.settings()["schema_version"]


def test_an_older_ledger_is_read_without_being_touched(old: Path) -> None:
    before = old.read_bytes()
    cases = queue(old)
    card = load_card(old, cases[0].case_id)
    with reading(old) as reader:
        for table in TABLES:
            rows = list(reader.rows(table.name))
            assert all(set(table.column_names) <= set(row) for row in rows)
            assert not (table.name in ("conflicts", "package_base") and rows)
        assert reader.head().seq == EVENTS_1
    assert len(cases) == 6
    assert card is not None
    assert card.events
    assert old.read_bytes() == before
    assert [item.name for item in old.parent.iterdir()] == [old.name]


def test_an_older_ledger_is_verified_as_it_is(old: Path) -> None:
    before = old.read_bytes()
    assert verify_ledger(old).findings == ()
    with reading_copy(old) as reader:
        assert reader.settings()["schema_version"] == "1"
        assert list(reader.rows("conflicts")) == []
    with closing(sqlite3.connect(old)) as connection:
        connection.execute("DROP TRIGGER guard_cases_delete")
        connection.execute("UPDATE settings SET value = '510000' WHERE key = 'county_code'")
        connection.commit()
    assert {(found.check, found.object_id) for found in verify_ledger(old).findings} == {
        ("schema", "guard_cases_delete"),
        ("setting", "county_code"),
    }
    assert old.read_bytes() != before


def test_the_first_write_migrates_after_a_backup_and_says_so_in_the_chain(old: Path) -> None:
    before = rows_of(old)
    write(old)
    after = rows_of(old)
    for name, rows in before.items():
        if rows and name != "settings":
            assert [row[: len(rows[0])] for row in after[name][: len(rows)]] == rows
    (backup,) = [item for item in list_backups(old) if item.occasion is Occasion.MIGRATION]
    with reading(old) as reader:
        events = [dict(row) for row in reader.connection.execute("SELECT * FROM events WHERE seq > ?", (EVENTS_1,))]
    assert [(e["object_type"], e["action"]) for e in events] == [
        ("ledger", "migrated"),
        ("setting", "set"),
        ("setting", "set"),
    ]
    assert f'"backup":[null,"{backup.path.name}"]' in events[0]["payload"]
    assert f'"schema_version":["1","{SCHEMA_VERSION}"]' in events[0]["payload"]
    assert "altered" not in events[0]["payload"]
    assert version_of(old) == str(SCHEMA_VERSION)
    with closing(sqlite3.connect(backup.path)) as connection:
        assert connection.execute("SELECT value FROM settings WHERE key = 'schema_version'").fetchone() == ("1",)


def test_a_migrated_ledger_is_like_a_new_one_and_verifies(old: Path) -> None:
    write(old)
    with closing(sqlite3.connect(old)) as connection:
        found = dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))
        described = {row[0] for row in connection.execute("SELECT DISTINCT table_name FROM gpkg_data_columns")}
        contents = {row[0] for row in connection.execute("SELECT table_name FROM gpkg_contents")}
    assert {name for name, sql in expected_objects().items() if found.get(name) != sql} == set()
    assert described == contents == {table.name for table in TABLES}
    result = verify_ledger(old)
    assert result.ok, result.findings
    tag_case(old, queue(old)[0].case_id, {"note": "迁移之后"}, actor=INSPECTOR, clock=TickingClock())
    assert verify_ledger(old).ok


def test_what_had_been_altered_before_is_named_in_the_event(old: Path) -> None:
    with closing(sqlite3.connect(old)) as connection:
        connection.execute("DROP TRIGGER guard_cases_delete")
        connection.execute("CREATE TRIGGER mine AFTER INSERT ON settings BEGIN SELECT 1; END")
    write(old)
    with reading(old) as reader:
        (event,) = reader.connection.execute("SELECT payload FROM events WHERE action = 'migrated'").fetchall()
    assert '"altered":[null,["guard_cases_delete","mine"]]' in event[0]


def test_an_altered_table_of_events_is_left_to_a_rescue(old: Path) -> None:
    with closing(sqlite3.connect(old)) as connection:
        connection.execute("ALTER TABLE events ADD COLUMN remark TEXT")
    before = old.read_bytes()
    with pytest.raises(LedgerSchemaError, match="Rescue it"):
        write(old)
    assert old.read_bytes() == before


@pytest.mark.parametrize("version", [str(SCHEMA_VERSION + 1), "0", "zwei", ""])
def test_a_newer_or_unknown_version_is_refused_in_words(old: Path, version: str) -> None:
    with closing(sqlite3.connect(old)) as connection:
        connection.execute("UPDATE settings SET value = ? WHERE key = 'schema_version'", (version,))
        connection.commit()
    before = old.read_bytes()
    for act in (write, version_of):
        with pytest.raises(LedgerSchemaError, match="this plugin knows version"):
            act(old)
    assert old.read_bytes() == before


def test_without_room_for_the_backup_nothing_is_migrated(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 500) as disk:
        path = Path(shutil.copy(VERSION_1, disk / "l.gpkg"))
        before = path.read_bytes()
        with pytest.raises(LedgerError, match="no room"):
            write(path)
        assert path.read_bytes() == before
        assert [item.name for item in disk.iterdir()] == ["l.gpkg"]


def test_somebody_who_keeps_writing_with_the_old_version_is_told(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "BUSY_SECONDS", 0.1)
    with closing(sqlite3.connect(old, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerLocked):
            write(old)
    assert version_of(old) == "1"


def test_killed_at_any_moment_it_is_the_old_ledger_or_the_new_one(tmp_path: Path) -> None:
    dice = random.Random(3)  # noqa: S311
    seen = set()
    for number in range(8):
        folder = tmp_path / str(number)
        folder.mkdir()
        path = Path(shutil.copy(VERSION_1, folder / "l.gpkg"))
        process = subprocess.Popen(
            [sys.executable, "-c", MIGRATING, str(path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(dice.uniform(0.0, 0.05))
        process.send_signal(signal.SIGKILL)
        said = process.stdout.read()
        process.wait()
        with reading(path) as reader:
            version, head = reader.settings()["schema_version"], reader.head().seq
            assert reader.connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        seen.add(version)
        assert (version, head) in (("1", EVENTS_1), (str(SCHEMA_VERSION), EVENTS_1 + 2))
        assert version == str(SCHEMA_VERSION) or not said
        with files.open_reading(path) as connection:
            assert version != "1" or migrations.altered_objects(connection, 1) == ()
        write(path)
        assert verify_ledger(path).ok
        assert backups_folder(path).is_dir()
    assert "1" in seen
