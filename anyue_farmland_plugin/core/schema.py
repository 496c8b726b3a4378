# SPDX-License-Identifier: GPL-2.0-or-later
"""How a table is declared once and then feeds DDL, labels, forms, exports and checks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional


@dataclass(frozen=True)
class Column:
    """One column: name, Chinese label, SQLite/GeoPackage type, enumeration, constraints.

    ``enum`` names an enumeration of the ledger (see `ledger_tables.ENUMERATIONS`);
    ``unit`` is m2 for areas.  ``sealed`` columns of clues and pieces enter the delivery's
    digest, because they may never change after import.
    """

    name: str
    label: str
    type: str = "TEXT"
    help: str = ""
    enum: str = ""
    required: bool = False
    unique: bool = False
    unit: str = ""
    sealed: bool = False
    references: str = ""


@dataclass(frozen=True)
class Table:
    """One table: ASCII name, Chinese label, key column, optional geometry type, columns."""

    name: str
    label: str
    key: str
    columns: tuple
    geometry: str = ""

    def column(self, name: str) -> Optional[Column]:
        """Return the column of that name or None."""
        return next((column for column in self.columns if column.name == name), None)

    @property
    def column_names(self) -> tuple:
        """Names of the columns in order, without fid and geometry."""
        return tuple(column.name for column in self.columns)


def key(name: str, label: str, text: str = "") -> Column:
    """Declare a text UUID (or code) that identifies the row for ever."""
    return Column(name, label, help=text, required=True, unique=True, sealed=True)


def area(name: str, label: str, text: str = "", *, sealed: bool = False) -> Column:
    """Declare an area in m² with two decimals."""
    return Column(name, label, "DOUBLE", help=text, unit="m2", sealed=sealed)


def link(name: str, label: str, table: str, *, required: bool = True, sealed: bool = False) -> Column:
    """Declare a reference to the key of another table."""
    return Column(name, label, required=required, references=table, sealed=sealed)
