# SPDX-License-Identifier: GPL-2.0-or-later
"""A packed spatial index answers like one that SQLite built row by row, and can be added to."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import numpy as np
import pytest

from anyue_farmland_plugin.core.boxtree import packed_tree

PAGE = 1228


def boxes_of(count: int, spread: float = 4e7) -> np.ndarray:
    dice = np.random.default_rng(count)
    low = dice.uniform(-spread / 40.0, spread, (count, 2))
    return np.concatenate((low, low + dice.uniform(0.0, spread / 1e5, (count, 2))), axis=1)


def stored(connection: sqlite3.Connection, runs: list) -> None:
    connection.execute("CREATE VIRTUAL TABLE packed USING rtree(id, minx, maxx, miny, maxy)")
    connection.execute("CREATE VIRTUAL TABLE grown USING rtree(id, minx, maxx, miny, maxy)")
    tree = packed_tree(runs, page_bytes=PAGE)
    connection.execute("DELETE FROM packed_node")
    connection.executemany("INSERT INTO packed_node VALUES (?, ?)", tree.pages)
    connection.executemany("INSERT INTO packed_parent VALUES (?, ?)", tree.parents)
    connection.executemany("INSERT INTO packed_rowid VALUES (?, ?)", tree.rows)
    for first, boxes in runs:
        rows = [(first + place, box[0], box[2], box[1], box[3]) for place, box in enumerate(boxes.tolist())]
        connection.executemany("INSERT INTO grown VALUES (?, ?, ?, ?, ?)", [row for row in rows if row[1] == row[1]])


def sound(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("SELECT rtreecheck('packed')").fetchone() == ("ok",))


@pytest.mark.parametrize("count", [0, 1, 2, 45, 46, 51, 52, 100, 2300, 2700, 9000])
def test_it_holds_what_row_by_row_would(count: int) -> None:
    boxes = boxes_of(count)
    boxes[5::7] = np.nan
    with closing(sqlite3.connect(":memory:")) as connection:
        stored(connection, [(1, boxes[: count // 3]), (1 + count // 3, boxes[count // 3 :])])
        assert sound(connection)
        packed, grown = (
            connection.execute(f"SELECT * FROM {name} ORDER BY id").fetchall() for name in ("packed", "grown")
        )
        assert packed == grown
        assert len(packed) == np.isfinite(boxes[:, 0]).sum()


def test_it_takes_more_rows_and_gives_rows_up() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        stored(connection, [(1, boxes_of(3000))])
        later = boxes_of(1000).tolist()
        connection.executemany(
            "INSERT INTO packed VALUES (?, ?, ?, ?, ?)",
            [(10_000 + place, box[0], box[2], box[1], box[3]) for place, box in enumerate(later)],
        )
        connection.execute("DELETE FROM packed WHERE id % 3 = 0")
        assert sound(connection)
        assert connection.execute("SELECT COUNT(*) FROM packed").fetchone()[0] == 2000 + 667


def test_a_window_is_answered_from_few_pages() -> None:
    boxes = boxes_of(20_000)
    with closing(sqlite3.connect(":memory:")) as connection:
        stored(connection, [(1, boxes)])
        window = (1e7, 1.4e7, 2e7, 2.5e7)
        asked = "SELECT id FROM packed WHERE maxx >= ? AND minx <= ? AND maxy >= ? AND miny <= ? ORDER BY id"
        found = [row[0] for row in connection.execute(asked, window)]
        met = (boxes[:, 2] >= window[0]) & (boxes[:, 0] <= window[1])
        met &= (boxes[:, 3] >= window[2]) & (boxes[:, 1] <= window[3])
        assert set(np.flatnonzero(met) + 1) <= set(found)
        assert len(found) <= met.sum() + 4
        pages = packed_tree([(1, boxes)], page_bytes=PAGE).pages
    assert len(pages) < 20_000 / 42  # compact: more than 42 rows on every page
