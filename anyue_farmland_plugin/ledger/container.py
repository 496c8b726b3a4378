# SPDX-License-Identifier: GPL-2.0-or-later
"""The GeoPackage 1.2 container: system tables, declared tables, R-trees, schema extension.

Statements are assembled once from the declared tables; no value of a user ever enters a
statement text.  The R-tree triggers are those of OGC 12-128r14 annex F.3, word for word.
"""

from __future__ import annotations

import sqlite3
from typing import Iterable, Sequence

from anyue_farmland_plugin.core.schema import Column, Table

APPLICATION_ID = 0x47504B47
USER_VERSION = 10200
_WGS84 = 4326

SYSTEM_TABLES = (
    (
        "CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, "
        "organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, "
        "description TEXT)"
    ),
    (
        "CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, "
        "identifier TEXT UNIQUE, description TEXT DEFAULT '', "
        "last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')), "
        "min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER, "
        "CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id))"
    ),
    (
        "CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, "
        "geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL, "
        "CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), "
        "CONSTRAINT uk_gc_table_name UNIQUE (table_name), "
        "CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name), "
        "CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id))"
    ),
    (
        "CREATE TABLE gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, "
        "definition TEXT NOT NULL, scope TEXT NOT NULL, "
        "CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name))"
    ),
    (
        "CREATE TABLE gpkg_data_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT, "
        "description TEXT, mime_type TEXT, constraint_name TEXT, "
        "CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name), "
        "CONSTRAINT gdc_tn UNIQUE (table_name, name))"
    ),
    (
        "CREATE TABLE gpkg_data_column_constraints (constraint_name TEXT NOT NULL, constraint_type TEXT NOT NULL, "
        "value TEXT, min NUMERIC, min_is_inclusive BOOLEAN, max NUMERIC, max_is_inclusive BOOLEAN, description TEXT, "
        "CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value))"
    ),
)

STANDARD_SRS = (
    ("Undefined cartesian SRS", -1, "NONE", -1, "undefined", "undefined cartesian coordinate reference system"),
    ("Undefined geographic SRS", 0, "NONE", 0, "undefined", "undefined geographic coordinate reference system"),
    (
        "WGS 84 geodetic",
        _WGS84,
        "EPSG",
        _WGS84,
        (
            'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],'
            'AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,'
            'AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]'
        ),
        "longitude/latitude coordinates in decimal degrees on the WGS 84 spheroid",
    ),
)

_RTREE_TABLE = 'CREATE VIRTUAL TABLE "rtree_{t}_geom" USING rtree(id, minx, maxx, miny, maxy)'
_RTREE_WORDS = {
    "put": 'INSERT OR REPLACE INTO "rtree_{t}_geom" VALUES '
    "(NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom)); ",
    "drop": 'DELETE FROM "rtree_{t}_geom" WHERE id = OLD.fid; ',
    "both": 'DELETE FROM "rtree_{t}_geom" WHERE id IN (OLD.fid, NEW.fid); ',
    "has": "(NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom))",
    "none": "(NEW.geom ISNULL OR ST_IsEmpty(NEW.geom))",
}
_RTREE_TRIGGERS = (
    ("insert", 'AFTER INSERT ON "{t}" WHEN (new.geom NOT NULL AND NOT ST_IsEmpty(NEW.geom)) BEGIN {put}END'),
    ("update1", 'AFTER UPDATE OF geom ON "{t}" WHEN OLD.fid = NEW.fid AND {has} BEGIN {put}END'),
    ("update2", 'AFTER UPDATE OF geom ON "{t}" WHEN OLD.fid = NEW.fid AND {none} BEGIN {drop}END'),
    ("update3", 'AFTER UPDATE ON "{t}" WHEN OLD.fid != NEW.fid AND {has} BEGIN {drop}{put}END'),
    ("update4", 'AFTER UPDATE ON "{t}" WHEN OLD.fid != NEW.fid AND {none} BEGIN {both}END'),
    ("delete", 'AFTER DELETE ON "{t}" WHEN old.geom NOT NULL BEGIN {drop}END'),
)

_CONTENT = (
    "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change, srs_id) "
    "VALUES (?, ?, ?, ?, ?, ?)"
)
_LABELS = (
    "INSERT INTO gpkg_data_columns (table_name, column_name, name, description, constraint_name) VALUES (?, ?, ?, ?, ?)"
)
_ENTRY = (
    "INSERT INTO gpkg_data_column_constraints (constraint_name, constraint_type, value, description) "
    "VALUES (?, 'enum', ?, ?) ON CONFLICT (constraint_name, constraint_type, value) DO NOTHING"
)


def column_ddl(column: Column, tables: Sequence[Table]) -> str:
    """Return the definition of a declared column; ``tables`` are those it may refer to."""
    words = ['"' + column.name + '"', column.type]
    if column.required:
        words.append("NOT NULL")
    if column.unique:
        words.append("UNIQUE")
    if column.references:
        target = next(table for table in tables if table.name == column.references)
        words.append(f'REFERENCES "{target.name}" ("{target.key}")')
    return " ".join(words)


def table_ddl(table: Table, tables: Sequence[Table]) -> str:
    """Return the CREATE TABLE statement of a declared table; ``tables`` are those it may refer to."""
    columns = ["fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL"]
    if table.geometry:
        columns.append(f"geom {table.geometry}")
    columns += [column_ddl(column, tables) for column in table.columns]
    return " ".join(["CREATE TABLE", '"' + table.name + '"', "(" + ", ".join(columns) + ")"])


def rtree_ddl(table: Table) -> list:
    """Return the R-tree table and its triggers for a table with geometry."""
    statements = [_RTREE_TABLE.format(t=table.name)]
    for suffix, body in _RTREE_TRIGGERS:
        name = f'CREATE TRIGGER "rtree_{table.name}_geom_{suffix}" '
        words = {word: text.format(t=table.name) for word, text in _RTREE_WORDS.items()}
        statements.append(name + body.format(t=table.name, **words))
    return statements


def create_container(
    connection: sqlite3.Connection, tables: Sequence[Table], srs_row: Sequence, created_at: str
) -> None:
    """Create the system tables and the declared tables, empty, in one CRS.

    ``srs_row`` is a gpkg_spatial_ref_sys row; the connection must know the ST_ functions
    (`connection.register_functions`) before rows are inserted.
    """
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {USER_VERSION}")
    for statement in SYSTEM_TABLES:
        connection.execute(statement)
    known = {row[1] for row in STANDARD_SRS}
    rows = [*STANDARD_SRS] + ([tuple(srs_row)] if srs_row[1] not in known else [])
    connection.executemany("INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)", rows)
    for table in tables:
        add_table(connection, table, tables, int(srs_row[1]), created_at)
    _register_extensions(connection, tables)
    for table in tables:
        for statement in rtree_ddl(table) if table.geometry else ():
            connection.execute(statement)


def add_table(
    connection: sqlite3.Connection, table: Table, tables: Sequence[Table], srs_id: int, created_at: str
) -> None:
    """Create one declared table, empty, and enter it in the system tables; an R-tree is the caller's."""
    connection.execute(table_ddl(table, tables))
    kind = "features" if table.geometry else "attributes"
    srs = srs_id if table.geometry else None
    connection.execute(_CONTENT, (table.name, kind, table.name, table.label, created_at, srs))
    if table.geometry:
        connection.execute(
            "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, ?, 0, 0)", (table.name, table.geometry, srs_id)
        )
    describe_columns(connection, table)


def describe_columns(connection: sqlite3.Connection, table: Table) -> None:
    """Enter the labels, helps and enumerations of a table's columns."""
    labels = [(column.name, column.label, column.help or None, column.enum or None) for column in table.columns]
    connection.executemany(_LABELS, [(table.name, *label) for label in labels])


def _register_extensions(connection: sqlite3.Connection, tables: Sequence[Table]) -> None:
    rtree = "http://www.geopackage.org/spec120/#extension_rtree"
    schema = "http://www.geopackage.org/spec120/#extension_schema"
    rows: list = [(table.name, "geom", "gpkg_rtree_index", rtree, "write-only") for table in tables if table.geometry]
    system = ("gpkg_data_columns", "gpkg_data_column_constraints")
    rows += [(name, None, "gpkg_schema", schema, "read-write") for name in system]
    connection.executemany("INSERT INTO gpkg_extensions VALUES (?, ?, ?, ?, ?)", rows)


def add_enumeration(connection: sqlite3.Connection, name: str, entries: Iterable) -> None:
    """Add (code, label) pairs to an enumeration of the file; known codes stay as they are."""
    connection.executemany(_ENTRY, [(name, code, label) for code, label in entries])
