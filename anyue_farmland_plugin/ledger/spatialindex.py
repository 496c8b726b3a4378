# SPDX-License-Identifier: GPL-2.0-or-later
"""The R-trees of the ledger while many rows come at once: packed, instead of by a trigger for each row."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Iterator

from anyue_farmland_plugin.core.boxtree import BoxArray, packed_tree

_TRIGGER = "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = ?"


@dataclass(frozen=True)
class _Statements:
    """The statements on one R-tree and the tables below it."""

    trigger: str
    drop_trigger: str
    any_row: str
    page_bytes: str
    put: str
    clear: str
    add_page: str
    add_parent: str
    add_row: str


def _statements(table_name: str) -> _Statements:
    trigger, tree = f'"rtree_{table_name}_geom_insert"', f"rtree_{table_name}_geom"
    page, parent, row = (f'"{tree}_{part}"' for part in ("node", "parent", "rowid"))
    return _Statements(
        trigger=trigger.strip('"'),
        drop_trigger=" ".join(["DROP TRIGGER", trigger]),
        any_row=" ".join(["SELECT EXISTS (SELECT 1 FROM", row, ")"]),
        page_bytes=" ".join(["SELECT length(data) FROM", page, "WHERE nodeno = 1"]),
        put=" ".join(["INSERT INTO", f'"{tree}"', "VALUES (?, ?, ?, ?, ?)"]),
        clear=" ".join(["DELETE FROM", page]),
        add_page=" ".join(["INSERT INTO", page, "(nodeno, data) VALUES (?, ?)"]),
        add_parent=" ".join(["INSERT INTO", parent, "(nodeno, parentnode) VALUES (?, ?)"]),
        add_row=" ".join(["INSERT INTO", row, "(rowid, nodeno) VALUES (?, ?)"]),
    )


_BY_TABLE = {name: _statements(name) for name in ("cases", "clues", "pieces")}


@dataclass
class NewBoxes:
    """The boxes of rows inserted so far, by the fid of each run's first row."""

    runs: list = field(default_factory=list)

    def add(self, first_fid: int, boxes: BoxArray) -> None:
        """Note the boxes of rows with consecutive fids."""
        self.runs.append((first_fid, boxes))


@contextmanager
def indexed_together(connection: sqlite3.Connection, table_name: str) -> Iterator[NewBoxes]:
    """Take the table's insert trigger off, index what was noted at the end and put the trigger back as it was.

    Only inside a transaction: an error leaves the trigger off for the rollback to restore.
    """
    words, new = _BY_TABLE[table_name], NewBoxes()
    trigger = connection.execute(_TRIGGER, (words.trigger,)).fetchone()
    if trigger is not None:
        connection.execute(words.drop_trigger)
    yield new
    if new.runs:
        (grown,) = connection.execute(words.any_row).fetchone()
        if grown:
            connection.executemany(words.put, _entries(new))
        else:
            _pack(connection, words, new)
    if trigger is not None:
        connection.execute(trigger[0])


def _entries(new: NewBoxes) -> Iterator[tuple]:
    for first, boxes in new.runs:
        for fid, (min_x, min_y, max_x, max_y) in enumerate(boxes.tolist(), first):
            if min_x <= max_x:
                yield fid, min_x, max_x, min_y, max_y


def _pack(connection: sqlite3.Connection, words: _Statements, new: NewBoxes) -> None:
    (page_bytes,) = connection.execute(words.page_bytes).fetchone()
    tree = packed_tree(new.runs, page_bytes=page_bytes)
    try:
        connection.execute(words.clear)
    except sqlite3.DatabaseError:  # a defensive build of SQLite keeps the tables below an R-tree to itself
        connection.executemany(words.put, _entries(new))
        return
    connection.executemany(words.add_page, tree.pages)
    connection.executemany(words.add_parent, tree.parents)
    connection.executemany(words.add_row, tree.rows)
