# SPDX-License-Identifier: GPL-2.0-or-later
"""Wrong files and bad disks: one sentence that says what to do, and nothing is written."""

from __future__ import annotations

import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from anyue_farmland_plugin.core.errors import LedgerError, LedgerSchemaError
from anyue_farmland_plugin.ledger.reading import reading
from anyue_farmland_plugin.ledger.verify import verify_ledger
from anyue_farmland_plugin.ledger.writing import writing
from anyue_farmland_plugin.workflow.tag import tag_case
from tests.disks import make_read_only, small_disk
from tests.factories import INSPECTOR, TickingClock, make_ledger


def write_setting(path: Path) -> None:
    with writing(path, INSPECTOR, TickingClock()) as writer:
        writer.set_setting("stage", "排查")


def read_head(path: Path) -> None:
    with reading(path) as reader:
        reader.head()


def empty(path: Path) -> None:
    path.write_bytes(b"")


def words(path: Path) -> None:
    path.write_text("案件号,问题类型\n1,FN01\n" * 200, encoding="utf-8")


def magic_only(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\x00")


def other_geopackage(path: Path) -> None:
    subprocess.run(
        ["ogr2ogr", "-f", "GPKG", str(path), "/vsistdin/"],
        input='{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"case_id":"x"},'
        '"geometry":{"type":"Point","coordinates":[105.3,30.1]}}]}',
        text=True,
        check=True,
    )


def plain_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE cases (case_id TEXT)")
        connection.commit()


def newer_version(path: Path) -> None:
    make_ledger(path.parent, name=path.name)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE settings SET value = '99' WHERE key = 'schema_version'")
        connection.commit()


def half(path: Path) -> None:
    make_ledger(path.parent, name=path.name)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])


WRONG = {
    empty: (LedgerSchemaError, "0 bytes"),
    words: (LedgerSchemaError, "not a GeoPackage"),
    magic_only: (LedgerError, r"wrong\.gpkg"),
    other_geopackage: (LedgerSchemaError, "not a ledger"),
    plain_database: (LedgerSchemaError, "not a ledger"),
    newer_version: (LedgerSchemaError, "version 99"),
    half: (LedgerError, "damaged"),
}


@pytest.mark.parametrize("act", [write_setting, read_head, verify_ledger])
@pytest.mark.parametrize("spoil", WRONG)
def test_a_file_that_is_no_ledger(tmp_path: Path, spoil: object, act: object) -> None:
    kind, sentence = WRONG[spoil]
    path = tmp_path / "wrong.gpkg"
    spoil(path)  # type: ignore[operator]
    before = path.read_bytes()
    with pytest.raises(kind, match=sentence):
        act(path)  # type: ignore[operator]
    assert path.read_bytes() == before
    assert [item.name for item in tmp_path.iterdir()] == ["wrong.gpkg"]


def test_a_missing_file_a_folder_and_a_missing_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "none.gpkg", tmp_path):
        with pytest.raises(LedgerError, match="There is no ledger"):
            read_head(path)
    with pytest.raises(LedgerError, match="folder exists"):
        make_ledger(tmp_path / "missing")
    assert list(tmp_path.iterdir()) == []


def test_an_existing_file_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "ledger.gpkg"
    words(path)
    before = path.read_bytes()
    with pytest.raises(LedgerError, match="exists already"):
        make_ledger(tmp_path)
    assert path.read_bytes() == before


def test_a_full_disk_keeps_every_tag_that_was_acknowledged(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 640) as disk:
        path, clock = make_ledger(disk), TickingClock()
        with reading(path) as reader:
            case_id = next(reader.rows("cases"))["case_id"]
        receipts: list = []

        def tag_on() -> None:
            while True:
                note = f"第{len(receipts)}次 " + "长" * 500
                receipts.append(tag_case(path, case_id, {"note": note}, actor=INSPECTOR, clock=clock))

        with pytest.raises(LedgerError, match=r"disk of ledger ledger\.gpkg is full"):
            tag_on()
        found = verify_ledger(path)
        assert found.ok, found.findings
        assert len(receipts) > 5
        with reading(path) as reader:
            assert (reader.case(case_id) or {})["revision"] == 1 + len(receipts)


def test_a_ledger_that_does_not_fit_is_not_left_in_half(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 200) as disk:
        with pytest.raises(LedgerError, match="is full"):
            make_ledger(disk)
        assert list(disk.iterdir()) == []


def test_a_read_only_folder_can_be_read_but_not_written(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 2048) as disk:
        path = make_ledger(disk)
        make_read_only(disk)
        before = path.read_bytes()
        assert verify_ledger(path).ok
        with pytest.raises(LedgerError, match="read-only"):
            write_setting(path)
        with pytest.raises(LedgerError, match="read-only"):
            make_ledger(disk, name="second.gpkg")
        assert path.read_bytes() == before


def test_a_read_only_folder_with_a_file_left_in_wal_mode(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 2048) as disk:
        path = make_ledger(disk)
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
        make_read_only(disk)
        found = verify_ledger(path)
        assert found.ok, found.findings
