# SPDX-License-Identifier: GPL-2.0-or-later
"""The GeoPackage 1.2 container: system tables, R-trees, schema extension, guards.

Statements are assembled once from the declared tables; no value of a user ever enters a
statement text.  The R-tree triggers are those of OGC 12-128r14 annex F.3, word for word.
"""

from __future__ import annotations

import sqlite3
from typing import Iterable, Mapping, Sequence

from anyue_farmland_plugin.core.ledger_tables import CASES, CLUES, PIECES, TABLES
from anyue_farmland_plugin.core.schema import Column, Table

APPLICATION_ID = 0x47504B47
USER_VERSION = 10200

SYSTEM_TABLES = (
    "CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, "
    "organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT)",
    "CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, "
    "description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')), "
    "min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER, "
    "CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id))",
    "CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, "
    "geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL, "
    "CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name), "
    "CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name), "
    "CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id))",
    "CREATE TABLE gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, "
    "definition TEXT NOT NULL, scope TEXT NOT NULL, "
    "CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name))",
    "CREATE TABLE gpkg_data_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT, "
    "description TEXT, mime_type TEXT, constraint_name TEXT, CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name), "
    "CONSTRAINT gdc_tn UNIQUE (table_name, name))",
    "CREATE TABLE gpkg_data_column_constraints (constraint_name TEXT NOT NULL, constraint_type TEXT NOT NULL, "
    "value TEXT, min NUMERIC, min_is_inclusive BOOLEAN, max NUMERIC, max_is_inclusive BOOLEAN, description TEXT, "
    "CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value))",
)

STANDARD_SRS = (
    ("Undefined cartesian SRS", -1, "NONE", -1, "undefined", "undefined cartesian coordinate reference system"),
    ("Undefined geographic SRS", 0, "NONE", 0, "undefined", "undefined geographic coordinate reference system"),
    ("WGS 84 geodetic", 4326, "EPSG", 4326,
     'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],'
     'AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,'
     'AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]',
     "longitude/latitude coordinates in decimal degrees on the WGS 84 spheroid"),
)

_RTREE_TABLE = 'CREATE VIRTUAL TABLE "rtree_{t}_geom" USING rtree(id, minx, maxx, miny, maxy)'
_RTREE_VALUES = "(NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom))"
_RTREE_TRIGGERS = (
    ("insert", 'AFTER INSERT ON "{t}" WHEN (new.geom NOT NULL AND NOT ST_IsEmpty(NEW.geom)) BEGIN '
               'INSERT OR REPLACE INTO "rtree_{t}_geom" VALUES {v}; END'),
    ("update1", 'AFTER UPDATE OF geom ON "{t}" WHEN OLD.fid = NEW.fid AND (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom)) '
                'BEGIN INSERT OR REPLACE INTO "rtree_{t}_geom" VALUES {v}; END'),
    ("update2", 'AFTER UPDATE OF geom ON "{t}" WHEN OLD.fid = NEW.fid AND (NEW.geom ISNULL OR ST_IsEmpty(NEW.geom)) '
                'BEGIN DELETE FROM "rtree_{t}_geom" WHERE id = OLD.fid; END'),
    ("update3", 'AFTER UPDATE ON "{t}" WHEN OLD.fid != NEW.fid AND (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom)) '
                'BEGIN DELETE FROM "rtree_{t}_geom" WHERE id = OLD.fid; '
                'INSERT OR REPLACE INTO "rtree_{t}_geom" VALUES {v}; END'),
    ("update4", 'AFTER UPDATE ON "{t}" WHEN OLD.fid != NEW.fid AND (NEW.geom ISNULL OR ST_IsEmpty(NEW.geom)) '
                'BEGIN DELETE FROM "rtree_{t}_geom" WHERE id IN (OLD.fid, NEW.fid); END'),
    ("delete", 'AFTER DELETE ON "{t}" WHEN old.geom NOT NULL BEGIN DELETE FROM "rtree_{t}_geom" WHERE id = OLD.fid; END'),
)

# Stock editing never raises revision by one, so it is refused; nothing is ever deleted.
GUARDS = (
    "CREATE TRIGGER guard_events_update BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events are append-only'); END",
    "CREATE TRIGGER guard_events_delete BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events are append-only'); END",
    "CREATE TRIGGER guard_events_insert BEFORE INSERT ON events WHEN EXISTS "
    "(SELECT 1 FROM events WHERE seq >= NEW.seq OR fid = NEW.fid) "
    "BEGIN SELECT RAISE(ABORT, 'events are append-only'); END",
    "CREATE TRIGGER guard_cases_update BEFORE UPDATE ON cases WHEN NEW.revision IS NOT OLD.revision + 1 "
    "OR NEW.case_id IS NOT OLD.case_id BEGIN SELECT RAISE(ABORT, 'cases are changed by the plugin only'); END",
    "CREATE TRIGGER guard_cases_delete BEFORE DELETE ON cases BEGIN SELECT RAISE(ABORT, 'cases are never deleted'); END",
    "CREATE TRIGGER guard_clues_delete BEFORE DELETE ON clues BEGIN SELECT RAISE(ABORT, 'clues are never deleted'); END",
    "CREATE TRIGGER guard_pieces_delete BEFORE DELETE ON pieces BEGIN SELECT RAISE(ABORT, 'pieces are never deleted'); END",
    "CREATE TRIGGER guard_deliveries_delete BEFORE DELETE ON deliveries "
    "BEGIN SELECT RAISE(ABORT, 'deliveries are never deleted'); END",
)

INDEXES = (
    "CREATE INDEX idx_clues_case ON clues (case_id)",
    "CREATE INDEX idx_clues_delivery ON clues (delivery_id)",
    "CREATE INDEX idx_pieces_case ON pieces (case_id)",
    "CREATE INDEX idx_pieces_clue ON pieces (clue_id)",
    "CREATE INDEX idx_pieces_parcel ON pieces (parcel_key)",
    "CREATE INDEX idx_events_object ON events (object_id)",
    "CREATE INDEX idx_evidence_links_case ON evidence_links (case_id)",
)


def _column_ddl(column: Column, tables: Mapping[str, Table]) -> str:
    words = ['"' + column.name + '"', column.type]
    if column.required:
        words.append("NOT NULL")
    if column.unique:
        words.append("UNIQUE")
    if column.references:
        target = tables[column.references]
        words.append(f'REFERENCES "{target.name}" ("{target.key}")')
    return " ".join(words)


def table_ddl(table: Table) -> str:
    """Return the CREATE TABLE statement of a declared table."""
    by_name = {item.name: item for item in TABLES}
    columns = ["fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL"]
    if table.geometry:
        columns.append(f"geom {table.geometry}")
    columns += [_column_ddl(column, by_name) for column in table.columns]
    return " ".join(["CREATE TABLE", '"' + table.name + '"', "(" + ", ".join(columns) + ")"])


def rtree_ddl(table: Table) -> list:
    """Return the R-tree table and its triggers for a table with geometry."""
    statements = [_RTREE_TABLE.format(t=table.name)]
    for suffix, body in _RTREE_TRIGGERS:
        name = f'CREATE TRIGGER "rtree_{table.name}_geom_{suffix}" '
        statements.append(name + body.format(t=table.name, v=_RTREE_VALUES))
    return statements


def create_container(connection: sqlite3.Connection, srs_row: Sequence, created_at: str) -> None:
    """Create all system and ledger tables, empty, in one CRS (a gpkg_spatial_ref_sys row)."""
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {USER_VERSION}")
    for statement in SYSTEM_TABLES:
        connection.execute(statement)
    rows = [*STANDARD_SRS] + ([tuple(srs_row)] if srs_row[1] != 4326 else [])
    connection.executemany("INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)", rows)
    for table in TABLES:
        connection.execute(table_ddl(table))
        _register(connection, table, int(srs_row[1]), created_at)
    _register_extensions(connection)
    for table in (CLUES, CASES, PIECES):
        for statement in rtree_ddl(table):
            connection.execute(statement)
    for statement in GUARDS + INDEXES:
        connection.execute(statement)


def _register(connection: sqlite3.Connection, table: Table, srs_id: int, created_at: str) -> None:
    kind = "features" if table.geometry else "attributes"
    connection.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change, srs_id) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        (table.name, kind, table.name, table.label, created_at, srs_id if table.geometry else None))
    if table.geometry:
        connection.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, ?, 0, 0)",
                           (table.name, table.geometry, srs_id))
    connection.executemany(
        "INSERT INTO gpkg_data_columns (table_name, column_name, name, description, constraint_name) VALUES (?, ?, ?, ?, ?)",
        [(table.name, column.name, column.label, column.help or None, column.enum or None) for column in table.columns])


def _register_extensions(connection: sqlite3.Connection) -> None:
    rtree = "http://www.geopackage.org/spec120/#extension_rtree"
    schema = "http://www.geopackage.org/spec120/#extension_schema"
    rows = [(table.name, "geom", "gpkg_rtree_index", rtree, "write-only") for table in TABLES if table.geometry]
    rows += [(name, None, "gpkg_schema", schema, "read-write")
             for name in ("gpkg_data_columns", "gpkg_data_column_constraints")]
    connection.executemany("INSERT INTO gpkg_extensions VALUES (?, ?, ?, ?, ?)", rows)


def add_enumeration(connection: sqlite3.Connection, name: str, entries: Iterable) -> None:
    """Add (code, label) pairs to an enumeration of the file; known codes stay as they are."""
    connection.executemany(
        "INSERT INTO gpkg_data_column_constraints (constraint_name, constraint_type, value, description) "
        "VALUES (?, 'enum', ?, ?) ON CONFLICT (constraint_name, constraint_type, value) DO NOTHING",
        [(name, code, label) for code, label in entries])


def expected_objects() -> dict:
    """Return name → SQL text of every trigger and index a ledger must have, for verification."""
    found = {}
    statements = list(GUARDS + INDEXES)
    for table in (CLUES, CASES, PIECES):
        statements += rtree_ddl(table)[1:]
    for statement in statements:
        found[statement.split()[2].strip('"')] = statement
    return found
