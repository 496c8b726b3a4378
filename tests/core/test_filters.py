# SPDX-License-Identifier: GPL-2.0-or-later
"""A filter selects what the same condition selects in SQLite, and explains its mistakes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anyue_farmland_plugin.core.errors import InputDataError
from anyue_farmland_plugin.core.filters import parse_filter

COLUMNS = {"status": "TEXT", "town_code": "TEXT", "farmland_m2": "DOUBLE", "priority": "INTEGER"}
ROWS = tuple(
    {"status": status, "town_code": town, "farmland_m2": area, "priority": priority}
    for status in ("clue", "Desk", "it's", None)
    for town in ("512021103", "512021110", None)
    for area in (0.0, 66.67, None)
    for priority in (1, 3, None)
)


@pytest.fixture(scope="module")
def database() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE cases (status TEXT, town_code TEXT, farmland_m2 DOUBLE, priority INTEGER)")
    connection.executemany("INSERT INTO cases VALUES (:status, :town_code, :farmland_m2, :priority)", ROWS)
    yield connection
    connection.close()


def selected(text: str) -> list[int]:
    test = parse_filter(text, COLUMNS)
    return [number for number, row in enumerate(ROWS, start=1) if test(row)]


def texts() -> st.SearchStrategy[str]:
    values = st.sampled_from(["clue", "CLUE", "Desk", "it's", "512021103", "", "d%", "c_ue", "%1_0"])
    return values.map(lambda value: "'" + value.replace("'", "''") + "'")


def numbers() -> st.SearchStrategy[str]:
    return st.sampled_from(["0", "1", "-2", "3", "66.67", "6.667e1", ".5"])


def comparisons() -> st.SearchStrategy[str]:
    sign = st.sampled_from(["=", "<>", "!=", "<", "<=", ">", ">="])
    negation = st.sampled_from(["", "NOT "])
    pairs = [
        (st.sampled_from(["status", "town_code", '"status"', "STATUS"]), st.one_of(texts(), st.just("NULL"))),
        (st.sampled_from(["farmland_m2", "priority"]), st.one_of(numbers(), st.just("NULL"), st.just("priority"))),
    ]
    kinds = []
    for column, value in pairs:
        kinds += [
            st.builds("{} {} {}".format, column, sign, value),
            st.builds("{1} {2} {0}".format, column, value, sign),
            st.builds("{} {}IN ({}, {})".format, column, negation, value, value),
            st.builds("{} {}BETWEEN {} AND {}".format, column, negation, value, value),
            st.builds("{} IS {}NULL".format, column, negation),
        ]
    kinds.append(st.builds("{} {}LIKE {}".format, st.sampled_from(["status", "town_code"]), negation, texts()))
    kinds.append(st.sampled_from(["TRUE", "false"]))
    return st.one_of(kinds)


def conditions() -> st.SearchStrategy[str]:
    def grow(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        return st.one_of(
            st.builds("{} {} {}".format, inner, st.sampled_from(["AND", "or"]), inner),
            st.builds("NOT {}".format, inner),
            st.builds("({})".format, inner),
            st.builds("NOT ({})".format, inner),
        )

    return st.recursive(comparisons(), grow, max_leaves=8)


@settings(max_examples=400, deadline=None, derandomize=True)
@given(text=conditions())
def test_selects_the_same_rows_as_sqlite(database: sqlite3.Connection, text: str) -> None:
    expected = [row for (row,) in database.execute(f"SELECT rowid FROM cases WHERE {text} ORDER BY rowid")]
    assert selected(text) == expected


def test_a_bare_code_keeps_its_leading_zero() -> None:
    test = parse_filter("main_dlbm = 0103 AND town_code IN (512021103)", {"main_dlbm": "TEXT", "town_code": "TEXT"})
    assert test({"main_dlbm": "0103", "town_code": "512021103"})
    assert not test({"main_dlbm": "103", "town_code": "512021103"})


def test_a_quoted_number_compares_with_a_number_column() -> None:
    assert selected("priority = '3'") == selected("priority = 3") != []


def test_chinese_texts_and_doubled_quotes_are_taken_literally() -> None:
    test = parse_filter(
        "note LIKE '%复耕%' AND subject = 'O''Brien; DROP TABLE cases'", {"note": "TEXT", "subject": ""}
    )
    assert test({"note": "已复耕到位", "subject": "O'Brien; DROP TABLE cases"})
    assert not test({"note": "已复耕到位", "subject": "O''Brien"})


def test_a_missing_value_counts_as_null() -> None:
    assert parse_filter("status IS NULL", COLUMNS)({})
    assert not parse_filter("status <> 'clue'", COLUMNS)({})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ["empty", "TRUE"]),
        ("   \n", ["empty"]),
        ("stauts = 'clue'", ["position 1", "stauts", "status", "town_code, farmland_m2"]),
        ("status = clue", ["position 10", "clue", "single quotes"]),
        ('status = "clue"', ["position 10", "clue"]),
        ("status = 'clue", ["position 10", "not closed"]),
        ("status = ‘clue’", ["position 10", "ASCII"]),
        ("status = 'clue' farmland_m2 > 1", ["position 17", "AND, OR", "farmland_m2"]),
        ("status == 'clue'", ["position 9"]),
        ("status = 'a'; DROP TABLE cases", ["position 13", ";"]),
        ("(status = 'clue'", ["position 17", "expected )"]),
        ("status", ["position 7", "a comparison"]),
        ("status IN ()", ["position 12", ")"]),
        ("status IN ('a',)", ["position 16"]),
        ("status IS 'clue'", ["position 11", "NULL"]),
        ("farmland_m2 > 'large'", ["position 15", "farmland_m2", "large"]),
        ("farmland_m2 = 12abc", ["position 15"]),
        ("farmland_m2 LIKE '1%'", ["LIKE", "text column"]),
        ("status LIKE 5", ["position 13", "LIKE"]),
        ("farmland_m2 = status", ["position 15", "number and text"]),
        ("priority BETWEEN 1 OR 2", ["position 20", "AND"]),
        ("status = 'a' UNION SELECT 1", ["position 14"]),
        ("lower(status) = 'a'", ["position 1", "lower"]),
        ("(" * 200 + "TRUE" + ")" * 200, ["nested"]),
    ],
)
def test_a_mistake_is_named_with_its_place(text: str, words: list[str]) -> None:
    with pytest.raises(InputDataError) as caught:
        parse_filter(text, COLUMNS)
    for word in words:
        assert word in str(caught.value)


def test_a_long_flat_filter_is_no_problem() -> None:
    text = " OR ".join(f"town_code = '{number:09d}'" for number in range(3000))
    assert parse_filter(text, COLUMNS)({"town_code": "000002999"})


def test_text_in_a_number_column_is_an_error_not_a_wrong_answer() -> None:
    with pytest.raises(InputDataError, match="farmland_m2 holds abc"):
        parse_filter("farmland_m2 > 1", COLUMNS)({"farmland_m2": "abc"})
