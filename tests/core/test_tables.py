# SPDX-License-Identifier: GPL-2.0-or-later
"""The shipped tables are complete, agree with each other, and broken ones are named."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from anyue_farmland_plugin.core.errors import InputDataError
from anyue_farmland_plugin.core.tables import read_csv, read_table
from anyue_farmland_plugin.paths import resource


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("units", 60),
        ("units_old", 69),
        ("villages", 553),
        ("land_classes", 69),
        ("change_types", 33),
        ("problem_types", 35),
        ("sources", 11),
        ("verdicts", 9),
        ("statuses", 13),
        ("tiers", 3),
        ("rules", 29),
    ],
)
def test_every_row_is_there_once(name: str, rows: int) -> None:
    table = read_table(name)
    assert len(table) == rows == len({row["code"] for row in table})
    assert all(row["code"] for row in table)


def test_files_are_utf8_with_unix_line_ends() -> None:
    files = sorted(resource("tables").glob("*.csv"))
    assert len(files) >= 13
    for file in files:
        data = file.read_bytes()
        assert b"\r" not in data, file.name
        assert data.endswith(b"\n"), file.name
        assert not data.startswith(b"\xef\xbb\xbf"), file.name


@pytest.mark.parametrize(
    ("name", "original"),
    [("land_classes", "landclass"), ("villages", "anyue_villages"), ("units_old", "anyue_units_old")],
)
def test_copies_equal_their_source(shared_data: Path, name: str, original: str) -> None:
    with (shared_data / "codes" / f"{original}.csv").open(encoding="utf-8", newline="") as stream:
        source = list(csv.DictReader(stream))
    shared = [key for key in read_table(name)[0] if key in source[0]]
    assert len(shared) >= 4
    assert [[row[key] for key in shared] for row in read_table(name)] == [
        [row[key] for key in shared] for row in source
    ]


def test_a_file_from_a_spreadsheet_with_bom_and_blanks_is_read(tmp_path: Path) -> None:
    file = tmp_path / "own.csv"
    file.write_bytes("\ufeffcode , name\r\n 01 , 旱地 \r\n".encode())
    assert [dict(row) for row in read_csv(file, ("code", "name"))] == [{"code": "01", "name": "旱地"}]


def test_a_file_in_the_encoding_of_a_chinese_spreadsheet_is_read(tmp_path: Path) -> None:
    file = tmp_path / "own.csv"
    file.write_bytes("code,name\n1,旱地\n".encode("gb18030"))
    assert [dict(row) for row in read_csv(file)] == [{"code": "1", "name": "旱地"}]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"code,group\n1,GD\n", ["own.csv", "name"]),
        (b"", ["own.csv", "code, name"]),
        (b"code,name\n1,a\n2\n", ["line 3"]),
        (b"code,name\n1,a,b\n", ["line 2"]),
        (b"code,name\n1,\xff\xff\n", ["own.csv", "UTF-8"]),
        (b'code,name\n1,"a\n', ["own.csv"]),
    ],
)
def test_a_broken_file_is_named(tmp_path: Path, content: bytes, words: list[str]) -> None:
    file = tmp_path / "own.csv"
    file.write_bytes(content)
    with pytest.raises(InputDataError) as caught:
        read_csv(file, ("code", "name"))
    for word in words:
        assert word in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputDataError, match=r"nowhere\.csv"):
        read_csv(tmp_path / "nowhere.csv")
