# SPDX-License-Identifier: GPL-2.0-or-later
"""Writes and reads the GeoPackage of the city package with our own SQLite statements."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Iterable, Mapping

from anyue_farmland_plugin.core.schema import Table
from anyue_farmland_plugin.export import city_tables as tables
from anyue_farmland_plugin.export.city_rows import CityRows
from anyue_farmland_plugin.export.snapshot import Snapshot
from anyue_farmland_plugin.ledger import blob, container, statements
from anyue_farmland_plugin.ledger.connection import transaction, uri
from anyue_farmland_plugin.ledger.gpkg_functions import register_functions

_CORNERS = "SELECT MIN(ST_MinX(geom)), MIN(ST_MinY(geom)), MAX(ST_MaxX(geom)), MAX(ST_MaxY(geom)) FROM"
_EXTENTS = {name: " ".join([_CORNERS, name]) for name in ("cases", "clues", "pieces")}
_SET_EXTENT = "UPDATE gpkg_contents SET min_x = ?, min_y = ?, max_x = ?, max_y = ? WHERE table_name = ?"


def write_gpkg(path: Path, snapshot: Snapshot, rows: CityRows, info: Mapping[str, str], created_at: str) -> None:
    """Write the layers and code tables into a new file; raises sqlite3.Error when the disk does not allow it."""
    srs = snapshot.srs
    srs_row = [
        srs[name]
        for name in ("srs_name", "srs_id", "organization", "organization_coordsys_id", "definition", "description")
    ]
    with closing(sqlite3.connect(uri(path, "rwc"), uri=True, isolation_level=None)) as connection:
        register_functions(connection)
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("BEGIN IMMEDIATE")
        with transaction(connection):
            container.create_container(connection, tables.CITY_TABLES, srs_row, created_at)
            for name, entries in snapshot.enumerations.items():
                container.add_enumeration(connection, name, entries.items())
            layers = {"cases": rows.cases, "clues": rows.clues, "pieces": rows.pieces}
            codes: dict = {
                **rows.codes,
                "package": [{"key": name, "value": value} for name, value in sorted(info.items())],
            }
            for table in tables.CITY_TABLES:
                _insert(connection, table, {**layers, **codes}[table.name], int(srs["srs_id"]))
            for name, corners in _EXTENTS.items():
                connection.execute(_SET_EXTENT, (*connection.execute(corners).fetchone(), name))


def _insert(connection: sqlite3.Connection, table: Table, rows: Iterable[Mapping], srs_id: int) -> None:
    columns = statements.stored_columns(table)

    def stored(name: str, value: object) -> object:
        return blob.encode(bytes(value), srs_id) if name == "geom" and isinstance(value, bytes) else value

    connection.executemany(
        statements.insert_into(table), (tuple(stored(name, row.get(name)) for name in columns) for row in rows)
    )


def read_layers(path: Path) -> dict:
    """Return the rows of cases, clues and pieces without geometry; the file is not touched."""
    with closing(sqlite3.connect(uri(path, "ro&immutable=1"), uri=True)) as connection:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.row_factory = sqlite3.Row
        return {
            table.name: [dict(row) for row in connection.execute(statements.select_all(table))]
            for table in tables.CITY_LAYERS
        }
