# SPDX-License-Identifier: GPL-2.0-or-later
"""Finds the rows of the ledger's tables in the pages of a damaged file, and tells which are missing.

First along the trees, as SQLite would; what they no longer lead to is looked for on every other
page and recognised by its shape.  Pages out of use may hold an older state of a row, so they
are asked only for tables with damage and only for rows the trees do not hold.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Iterator, Mapping, Optional, Sequence

from anyue_farmland_plugin.core.ledger_tables import TABLES
from anyue_farmland_plugin.core.schema import Column, Table
from anyue_farmland_plugin.ledger.rescue_pages import TABLE_LEAF, PageFile, Unreadable, Walk
from anyue_farmland_plugin.ledger.statements import stored_columns

_KINDS = ("table", "index", "trigger", "view")
_SCHEMA_COLUMNS = 5
_SCALARS: Mapping[str, tuple] = {"TEXT": (str,), "INTEGER": (int,), "DOUBLE": (int, float)}
_CODED = ("units", "problem_types", "land_classes", "rules", "settings")  # keyed by words, all others by UUIDs
_WITH_GAPS = ("settings", "conflicts")  # rows put in again take a number with them
_ID_LENGTH = 36
_COLUMNS = {table.name: stored_columns(table) for table in TABLES}
_REQUIRED = {table.name: tuple(column.name for column in table.columns if column.required) for table in TABLES}
_MOST_FID = 1 << 40  # a number beyond comes from damage


@dataclass(frozen=True)
class Found:
    """One row: its fid, its values by column (``geom`` as the stored blob), and whether a tree led to it."""

    fid: int
    values: Mapping[str, object]
    in_use: bool


@dataclass
class TableState:
    """What is known of one table: its tree, the fids seen, and the keys its index tells."""

    table: Table
    root: int = 0
    walk: Walk = field(default_factory=Walk)
    fids: set = field(default_factory=set)
    spoilt: int = 0
    top: int = 0
    keys: dict = field(default_factory=dict)

    @property
    def damaged(self) -> bool:
        """True when the tree does not lead to all rows that once were; nothing is ever deleted from a ledger."""
        return self.root == 0 or bool(self.walk.bad) or self.spoilt > 0 or self.last > max(self.fids, default=0)

    @property
    def last(self) -> int:
        """The highest fid anything tells of."""
        return max((self.top, *self.keys))


class Salvage:
    """The rows of one damaged file; ask `rows` table by table, then `leftovers`, then `missing`."""

    def __init__(self, pages: PageFile) -> None:
        self.pages = pages
        self.schema = _schema(pages)
        roots = {name: root for kind, name, root in self.schema if kind == "table"}
        tops = dict(values for _, values in self.plain_rows("sqlite_sequence", 2))
        self.tables = {table.name: TableState(table, roots.get(table.name, 0)) for table in TABLES}
        for name, state in self.tables.items():
            top = tops.get(name)
            state.top = int(top) if isinstance(top, int) and _is_fid(top) and name not in _WITH_GAPS else 0
            state.keys = self._keys(name)

    @property
    def damaged(self) -> bool:
        """True when any table has lost its way to some of its rows."""
        return any(state.damaged for state in self.tables.values())

    def plain_rows(self, name: str, columns: int) -> Iterator[tuple]:
        """Yield (row id, values) of the readable rows of a table that is not the ledger's own, by its tree only."""
        for kind, found, root in self.schema:
            if kind == "table" and found == name:
                for leaf in self.pages.leaves(root, Walk()):
                    yield from (row for row in leaf.rows if len(row[1]) == columns)

    def rows(self, name: str) -> Iterator[Found]:
        """Yield the rows the table's own tree leads to."""
        state = self.tables[name]
        state.walk, state.spoilt = Walk(), 0
        if not state.root:
            return
        for leaf in self.pages.leaves(state.root, state.walk):
            for fid, values in leaf.rows:
                if _belongs(state.table, values):
                    yield Found(fid, _named(state.table, values), in_use=True)
                else:
                    state.spoilt += 1

    def leftovers(self) -> Iterator[tuple]:
        """Yield (table name, row) of damaged tables from pages no tree leads to; call when `rows` is done for all."""
        seen = set().union(*(state.walk.seen for state in self.tables.values()))
        lost = [state.table for state in self.tables.values() if state.damaged]
        for number in range(1, len(self.pages) + 1):
            if number in seen or not lost:
                continue
            try:
                rows = self.pages.leaf(number).rows if self.pages.kind(number) == TABLE_LEAF else ()
            except Unreadable:
                continue
            table = _recognised(rows)
            if table is not None and table in lost:
                for fid, values in rows:
                    yield table.name, Found(fid, _named(table, values), in_use=False)

    def missing(self, name: str) -> list:
        """Return (fid, key or None) of rows that once were and that nobody noted in ``fids``."""
        state = self.tables[name]
        if not state.damaged:
            return []
        numbers = state.keys if name in _WITH_GAPS else range(1, max((state.last, *state.fids)) + 1)
        return [(fid, state.keys.get(fid)) for fid in sorted(numbers) if fid not in state.fids]

    def _keys(self, name: str) -> dict:
        """Return fid → key as far as the index of the key column can be read."""
        wanted = f"sqlite_autoindex_{name}_1"
        found = {}
        for kind, index, root in self.schema:
            if kind == "index" and index == wanted:
                for entry in self.pages.entries(root, Walk()):
                    if len(entry) == 2 and isinstance(entry[0], str) and _is_fid(entry[1]):  # noqa: PLR2004 - key, fid
                        found[entry[1]] = entry[0]
        return found


def _is_fid(value: object) -> bool:
    return isinstance(value, int) and 0 < value < _MOST_FID


def _schema(pages: PageFile) -> list:
    """Return (kind, name, root page) of the objects of the file, from wherever its list can be read."""
    walk = Walk()
    rows = [values for leaf in pages.leaves(1, walk) for _, values in leaf.rows]
    if walk.bad or not rows:
        for number in range(1, len(pages) + 1):
            if number not in walk.seen and pages.kind(number) == TABLE_LEAF:
                rows += [values for _, values in pages.leaf(number).rows]
    found: dict = {}
    for values in rows:
        if len(values) == _SCHEMA_COLUMNS and values[0] in _KINDS and isinstance(values[1], str) and _is_fid(values[3]):
            found.setdefault((values[0], values[1]), values[3])
    return [(kind, name, root) for (kind, name), root in found.items()]


def _belongs(table: Table, values: Sequence) -> bool:
    """Tell whether a row a tree led to may be one of this table, whatever strange values it holds."""
    columns = _COLUMNS[table.name]
    if not 1 < len(values) <= len(columns) + 1 or values[0] is not None:
        return False
    row = dict(zip(columns, values[1:]))
    return all(row.get(name) is not None for name in _REQUIRED[table.name])


def _recognised(rows: Sequence) -> Optional[Table]:
    """Return the one table all rows of a page can be of."""
    fitting = [table for table in TABLES if rows and all(_is_fid(fid) and _fits(table, row) for fid, row in rows)]
    return fitting[0] if len(fitting) == 1 else None


def _fits(table: Table, values: Sequence) -> bool:
    if not _belongs(table, values):
        return False
    row = dict(zip(_COLUMNS[table.name], values[1:]))
    if (len(str(row[table.key])) == _ID_LENGTH) == (table.name in _CODED):
        return False
    if table.geometry and not (row["geom"] is None or (isinstance(row["geom"], bytes) and row["geom"][:2] == b"GP")):
        return False
    return all(_is_typed(column, row.get(column.name)) for column in table.columns)


def _is_typed(column: Column, value: object) -> bool:
    return value is None or isinstance(value, _SCALARS[column.type])


def _named(table: Table, values: Sequence) -> dict:
    """Return the values by column; columns that came later than the row are not there."""
    return dict(zip(_COLUMNS[table.name], values[1:]))
