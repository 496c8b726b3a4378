# SPDX-License-Identifier: GPL-2.0-or-later
"""Cases 58 to 71 of the catalogue: values of a package that no ledger could hold cost their row, odd ones are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from anyue_farmland_plugin.core.ledger_tables import ENUMERATIONS
from anyue_farmland_plugin.core.vocabulary import enumeration
from anyue_farmland_plugin.ledger.gate import laundered
from tests.vetting.files import Stock, changing, edit_rows, unguarded

CODES = {name: tuple(enumeration(name)) for name in ENUMERATIONS if name != "land_class"}
TODAY = "2022-09-01"


def read_cases(path: Path, table: str = "cases") -> tuple[list, list[str], list[str]]:
    with laundered(path, CODES, today=TODAY, county="512021") as found:
        rows = list(found.rows(table))
    return rows, [item.text for item in found.refused], [item.text for item in found.remarks]


def put(path: Path, column: str, expression: str, value: object = None) -> None:
    """Write a value into the first case behind the guards."""
    values = () if value is None else (value,)
    edit_rows(path, "cases", f"UPDATE cases SET {column} = {expression} WHERE fid = 1", values)


REFUSED = {
    "58-short id": ("case_id", "?", "1234-5678", "is no id of the ledger's form"),
    "58-upper-case id": ("case_id", "upper(case_id)", None, "is no id of the ledger's form"),
    "58-number as id": ("case_id", "CAST(7 AS BLOB)", None, "is no text"),
    "59-unknown type": ("problem_type", "?", "ZZ99", "“ZZ99” is no code"),
    "59-unknown status": ("status", "?", "done", "“done” is no code"),
    "60-area in words": ("area_m2", "?", "三亩", "“三亩” is no number"),
    "60-negative area": ("area_m2", "?", -1.0, "“-1.0” is out of range"),
    "60-enormous area": ("area_m2", "?", 1e308, "out of range"),
    "60-infinite area": ("area_m2", "9e999", None, "“inf” is out of range"),
    "60-negative revision": ("revision", "?", -1, "out of range"),
    "60-revision with a fraction": ("revision", "?", 1.5, "is no whole number"),
    "61-NUL": ("note", "?", "a\x00b", "no text that can be stored"),
    "61-half a letter": ("note", "CAST(x'61EDA08062' AS TEXT)", None, "no text that can be stored"),
    "61-no UTF-8": ("note", "CAST(x'B0B2D4C0' AS TEXT)", None, "no text that can be stored"),
    "61-blob as text": ("note", "x'00FF'", None, "is no text"),
    "61-200,000 letters": ("note", "?", "长" * 200_000, "too long (200000 letters)"),
    "61-60 MB": ("note", "CAST(zeroblob(60000000) AS TEXT)", None, "too large|too long"),
    "63-time without zone": ("updated_at", "?", "2022-06-15 08:00:00", "is no time like"),
    "63-time of another zone": ("created_at", "?", "2022-06-15T08:00:00.000+08:00", "is no time like"),
    "69-unknown unit": ("responsible_unit", "?", "某某公司", "“某某公司” is no code"),
    "70-town of another county": ("town_code", "?", "511304100", "belongs to another county"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_a_value_no_ledger_could_hold_costs_its_row(tmp_path: Path, stock: Stock, case: str) -> None:
    column, expression, value, reason = REFUSED[case]
    path = stock.package(tmp_path)
    put(path, column, expression, value)
    rows, refused, _ = read_cases(path)
    assert len(rows) == 2
    assert len(refused) == 1
    assert any(part in refused[0] for part in reason.split("|")), refused
    refused[0].encode()


def test_58_missing_and_twin_ids(tmp_path: Path, stock: Stock) -> None:
    path = stock.package(tmp_path)
    with changing(path) as connection:  # as geopandas saves a table: without its constraints
        unguarded(connection, "plans")
        (text,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'plans'").fetchone()
        connection.execute("DROP TABLE plans")
        connection.execute(text.replace(" NOT NULL UNIQUE", ""))
        key = "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa"
        connection.executemany("INSERT INTO plans (plan_id) VALUES (?)", [(key,), (None,), (key,)])
    rows, refused, _ = read_cases(path, "plans")
    assert [row["plan_id"] for row in rows] == [key]
    assert refused == ["plans None, plan_id: is empty", f"plans {key}, plan_id: stands twice"]


REMARKED = {
    "62-turned name": ("subject", "张\u202e三", "张\u202e三", "张\\u202e三"),
    "62-zero width": ("note", "a\u200bb", "a\u200bb", "a\\u200bb"),
    "63-day with slashes": ("occurred_on", "2022/6/15", "2022/6/15", "is no day like"),
    "63-day that is none": ("occurred_on", "2022-13-40", "2022-13-40", "is no day like"),
    "64-day to come": ("occurred_on", "2031-01-01", "2031-01-01", "lies in the future"),
}  # fmt: skip


@pytest.mark.parametrize("case", REMARKED)
def test_an_odd_value_is_kept_and_told(tmp_path: Path, stock: Stock, case: str) -> None:
    column, value, stored, remark = REMARKED[case]
    path = stock.package(tmp_path)
    put(path, column, "?", value)
    rows, refused, remarks = read_cases(path)
    assert refused == []
    assert rows[0][column] == stored
    assert remark in remarks[0]


def test_62_text_is_stored_composed(tmp_path: Path, stock: Stock) -> None:
    path = stock.package(tmp_path)
    put(path, "subject", "?", "Cafe\u0301")
    assert read_cases(path)[0][0]["subject"] == "Caf\u00e9"


VERBATIM = [
    '=HYPERLINK("http://x","y")', "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1",
    "<img src=file:///etc/passwd>", "<script>alert(1)</script>", "[% env('HOME') %]",
    "'); DROP TABLE cases;--", '"', "%s", "{0}", "{name}", "\\\\srv\\x",
]  # fmt: skip


@pytest.mark.parametrize("text", VERBATIM)
def test_65_to_68_dangerous_words_are_words(tmp_path: Path, stock: Stock, text: str) -> None:
    path = stock.package(tmp_path)
    put(path, "note", "?", text)
    rows, refused, remarks = read_cases(path)
    assert (rows[0]["note"], refused, remarks) == (text, [], [])


@pytest.mark.parametrize("number", [-1, 2**63 - 1])
def test_71_numbers_of_rows_are_ignored(tmp_path: Path, stock: Stock, number: int) -> None:
    path = stock.package(tmp_path)
    put(path, "fid", str(number))
    rows, refused, _ = read_cases(path)
    assert (len(rows), refused) == (3, [])
    assert "fid" not in rows[0]


JSON = {
    "no JSON": ("{", "is no JSON"),
    "endless number": ('{"a":[null,NaN]}', "is no JSON (NaN)"),
    "a name twice": ('{"a":1,"a":2}', "a name stands twice"),
    "nested": ("[" * 100_000, "nested too deeply"),
}


@pytest.mark.parametrize("case", JSON)
def test_content_of_events_that_is_no_json(tmp_path: Path, stock: Stock, case: str) -> None:
    text, reason = JSON[case]
    path = stock.package(tmp_path)
    edit_rows(path, "events", "UPDATE events SET payload = ? WHERE seq = 2", (text,))
    rows, refused, _ = read_cases(path, "events")
    assert len(rows) == 4
    assert reason in refused[0]
