# SPDX-License-Identifier: GPL-2.0-or-later
"""SQL of the ledger tables, assembled once from the declared columns.

Only names from `core.ledger_tables` enter a statement; every value is a parameter.
"""

from __future__ import annotations

from functools import cache
from typing import Sequence

from anyue_farmland_plugin.core.ledger_tables import CASES, TABLES_BY_NAME
from anyue_farmland_plugin.core.schema import Table


def _quoted(names: Sequence[str]) -> str:
    return ", ".join('"' + name + '"' for name in names)


def stored_columns(table: Table) -> tuple:
    """Return the columns a row is written with: geometry first when there is one."""
    return (("geom",) if table.geometry else ()) + table.column_names


def insert_into(table: Table) -> str:
    """Return the INSERT of a whole row of any declared table."""
    columns = stored_columns(table)
    places = ", ".join("?" for _ in columns)
    return " ".join(["INSERT INTO", _quoted([table.name]), "(" + _quoted(columns) + ")", "VALUES", "(" + places + ")"])


@cache
def insert(table_name: str) -> str:
    """Return the INSERT of a whole row of a table of the ledger."""
    return insert_into(TABLES_BY_NAME[table_name])


@cache
def insert_numbered(table_name: str, columns: tuple) -> str:
    """Return the INSERT of rows with their own fid and the named columns; the others become NULL."""
    known = set(stored_columns(TABLES_BY_NAME[table_name]))
    if not known.issuperset(columns):
        raise KeyError(columns)
    places = ", ".join("?" for _ in range(len(columns) + 1))
    names = _quoted(("fid", *columns))
    return " ".join(["INSERT INTO", _quoted([table_name]), "(" + names + ")", "VALUES", "(" + places + ")"])


def select_all(table: Table) -> str:
    """Return the SELECT of all columns but the geometry of any declared table, in row order."""
    return " ".join(["SELECT", _quoted(table.column_names), "FROM", _quoted([table.name]), "ORDER BY fid"])


@cache
def select(table_name: str, where: tuple = (), order: tuple = (), geometry: bool = True) -> str:
    """Return the SELECT of all columns; ``where`` names columns that must equal parameters."""
    table = TABLES_BY_NAME[table_name]
    columns = stored_columns(table) if geometry else table.column_names
    known = set(table.column_names) | {"fid"}
    if not known.issuperset(where + order):
        raise KeyError(where + order)
    words = ["SELECT", _quoted(columns), "FROM", _quoted([table_name])]
    if where:
        words += ["WHERE", " AND ".join('"' + name + '" = ?' for name in where)]
    if order:
        words += ["ORDER BY", _quoted(order)]
    return " ".join(words)


@cache
def update_case(columns: tuple) -> str:
    """Return the compare-and-set UPDATE of the named columns of one case."""
    known = set(CASES.column_names) | {"geom"}
    if not known.issuperset(columns):
        raise KeyError(columns)
    changes = ", ".join('"' + name + '" = ?' for name in columns)
    return " ".join(["UPDATE cases SET", changes, "WHERE case_id = ? AND revision = ?"])


@cache
def update_row(table_name: str, columns: tuple) -> str:
    """Return the UPDATE of the named columns of one row, found by its key."""
    table = TABLES_BY_NAME[table_name]
    if not set(table.column_names).issuperset(columns):
        raise KeyError(columns)
    changes = ", ".join('"' + name + '" = ?' for name in columns)
    return " ".join(["UPDATE", _quoted([table_name]), "SET", changes, "WHERE", _quoted([table.key]), "= ?"])
