# SPDX-License-Identifier: GPL-2.0-or-later
"""Cases 21 to 38 of the catalogue: what a file's schema would run is refused, what only lies there is not."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from anyue_farmland_plugin.core.errors import InputDataError, LedgerError
from anyue_farmland_plugin.intake.files import FileSource
from anyue_farmland_plugin.ledger.gate import check_objects, laundered
from anyue_farmland_plugin.ledger.writing import writing
from anyue_farmland_plugin.vetting.database import vet_database
from tests.factories import INSPECTOR, TickingClock
from tests.vetting.files import Stock, changing, read_delivery, read_package, unguarded

Spoil = Callable[[sqlite3.Connection], object]

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS fid, NULL AS geom FROM n"


def sql(*statements: str) -> Spoil:
    def spoil(connection: sqlite3.Connection) -> None:
        for statement in statements:
            connection.execute(statement)

    return spoil


def written_in(kind: str, name: str, table: str, statement: str) -> Spoil:
    """Put an object into the schema that this SQLite would not make itself."""

    def spoil(connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("INSERT INTO sqlite_master VALUES (?, ?, ?, 0, ?)", (kind, name, table, statement))

    return spoil


def rebuilt(table: str, change: Callable[[str], str]) -> Spoil:
    """Make a table anew from its own statement, changed, as a program does that saves a layer."""

    def spoil(connection: sqlite3.Connection) -> None:
        (text,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()
        for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{row[0]}"')
        connection.execute(f'DROP TABLE "{table}"')
        connection.execute(change(text))

    return spoil


def view_instead(connection: sqlite3.Connection) -> None:
    for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f'DROP TRIGGER "{row[0]}"')
    connection.execute("ALTER TABLE cases RENAME TO hidden")
    connection.execute("CREATE VIEW cases AS SELECT * FROM hidden")


def other_body(connection: sqlite3.Connection) -> None:
    unguarded(connection, "deliveries")
    connection.execute("CREATE TRIGGER guard_deliveries_delete BEFORE DELETE ON deliveries BEGIN SELECT 1; END")


PACKAGES: dict[str, tuple[Spoil, str]] = {
    "21-no contents": (sql("DROP TABLE gpkg_contents"), "table gpkg_contents is missing"),
    "22-no cases": (rebuilt("cases", lambda text: "SELECT 1"), "cases is missing"),
    "23-missing column": (rebuilt("plans", lambda text: text.replace('"note" TEXT', '"n" TEXT')), "column note"),
    "23-renamed column": (sql("ALTER TABLE plans RENAME COLUMN note TO notes"), "column note is missing in plans"),
    "23-reordered column": (
        rebuilt("plans", lambda text: text.replace('"plan_no" TEXT, "year" INTEGER', '"year" INTEGER, "plan_no" TEXT')),
        "column year in plans stands in another place",
    ),
    "25-cases is a view": (view_instead, "cases is missing or no table"),
    "27-extra trigger": (
        sql("CREATE TRIGGER evil AFTER UPDATE ON cases BEGIN DELETE FROM clues; END"), "trigger evil would change clues"
    ),
    "27-harmless trigger": (
        sql("CREATE TRIGGER odd BEFORE DELETE ON plans BEGIN SELECT RAISE(ABORT, 'no'); END"),
        "odd on plans is not the ledger's own",
    ),
    "28-trusted name, other body": (other_body, "guard_deliveries_delete on deliveries is not the ledger's own"),
    "29-full text table": (sql("CREATE VIRTUAL TABLE words USING fts5(a)"), "computed by the module fts5"),
    "29-csv table": (
        written_in("table", "passwd", "passwd", "CREATE VIRTUAL TABLE passwd USING csv(filename='/etc/passwd')"),
        "computed by the module csv",
    ),
    "30-computed column": (sql("ALTER TABLE plans ADD COLUMN x AS (hex(note))"), "function hex"),
    "30-check": (rebuilt("plans", lambda text: text[:-1] + ", CHECK (load_extension('x') IS NULL))"), "load_extension"),
    "30-index on an expression": (sql("CREATE INDEX i ON plans (lower(note))"), "i on plans is not the ledger's own"),
    "32-newer version": (sql("UPDATE settings SET value = '99' WHERE key = 'schema_version'"), "newer than .* Upgrade"),
    "32-no number": (sql("UPDATE settings SET value = '2; DROP' WHERE key = 'schema_version'"), "version 2; DROP"),
    "33-older version": (sql("UPDATE settings SET value = '1' WHERE key = 'schema_version'"), "Open it once"),
    "37-no reference system": (sql("DELETE FROM gpkg_spatial_ref_sys WHERE srs_id = 4523"), "coordinate system"),
    "37-reference system of nobody": (
        sql("UPDATE gpkg_spatial_ref_sys SET organization = 'NONE' WHERE srs_id = 4523"), "coordinate system"
    ),
    "38-two reference systems": (
        sql("UPDATE gpkg_geometry_columns SET srs_id = 4326 WHERE table_name = 'cases'"), "two coordinate systems"
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", PACKAGES)
def test_a_package_with_a_foreign_schema(tmp_path: Path, stock: Stock, case: str) -> None:
    spoil, reason = PACKAGES[case]
    path = stock.package(tmp_path)
    with changing(path) as connection:
        spoil(connection)
    before = path.read_bytes()
    with pytest.raises(InputDataError, match=reason):
        read_package(path)
    assert path.read_bytes() == before
    assert [item.name for item in tmp_path.iterdir()] == [path.name]


DELIVERIES: dict[str, tuple[Spoil, str]] = {
    "21-no contents": (sql("DROP TABLE gpkg_contents"), "table gpkg_contents is missing"),
    "27-trigger that changes rows": (
        sql("CREATE TRIGGER evil AFTER INSERT ON DLTB BEGIN UPDATE DLTB SET DLBM = '1101'; END"), "would change DLTB"
    ),
    "27-trigger that changes rows, dressed up": (
        sql('CREATE TRIGGER a AFTER INSERT ON DLTB BEGIN SELECT 1; /* ; */ DELETE FROM "DLTB"; END'),
        "would change DLTB",
    ),
    "27-trigger that goes on for ever": (
        sql("CREATE TRIGGER a AFTER INSERT ON DLTB BEGIN SELECT (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i "
            "FROM n) SELECT max(i) FROM n); END"),
        "would change DLTB|calls the function n",
    ),
    "28-trigger of an index that calls a function": (
        sql('DROP TRIGGER rtree_DLTB_geom_delete',
            'CREATE TRIGGER rtree_DLTB_geom_delete AFTER DELETE ON "DLTB" WHEN "load_extension"(\'x\') BEGIN '
            'DELETE FROM "rtree_DLTB_geom" WHERE id = OLD."fid"; END'),
        "calls the function load_extension",
    ),
    "29-full text table": (sql("CREATE VIRTUAL TABLE words USING fts5(a)"), "computed by the module fts5"),
    "29-csv table": (
        written_in("table", "p", "p", "CREATE/**/VIRTUAL TABLE p USING \"csv\"(filename='/etc/passwd')"),
        "computed by the module csv|damaged",
    ),
    "30-check": (
        sql("CREATE TABLE t (a TEXT CHECK (fts3_tokenizer('simple', a) IS NULL))"), "calls the function fts3_tokenizer"
    ),
    "30-index on an expression": (
        written_in("index", "i", "DLTB", "CREATE INDEX i ON DLTB (edit(DLBM))"), "function edit|damaged"
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", DELIVERIES)
def test_a_delivery_that_would_run_something(tmp_path: Path, stock: Stock, case: str) -> None:
    spoil, reason = DELIVERIES[case]
    path = stock.delivery(tmp_path)
    with changing(path) as connection:
        spoil(connection)
    with pytest.raises(InputDataError, match=reason):
        read_delivery(path)


def registered(connection: sqlite3.Connection, name: str) -> None:
    connection.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES (?, 'features', ?, 4523)",
        (name, name),
    )
    connection.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', 'POLYGON', 4523, 0, 0)", (name,))


LAYERS: dict[str, tuple[str, str, str]] = {
    "26-endless view": ("DLTB2", f"CREATE VIEW DLTB2 AS {ENDLESS}", "it is a view"),
    "30-computed column": (
        "t", "CREATE TABLE t (fid INTEGER PRIMARY KEY, geom BLOB, x TEXT AS (geom || fid))", "column x is computed"
    ),
    "31-bar in the name": ("a|b", 'CREATE TABLE "a|b" (fid INTEGER PRIMARY KEY, geom BLOB)', "its name holds bars"),
    "31-turned name": ("a\u202eb", 'CREATE TABLE "a\u202eb" (fid INTEGER PRIMARY KEY, geom BLOB)', "cannot be seen"),
}  # fmt: skip


@pytest.mark.parametrize("case", LAYERS)
def test_a_layer_that_may_not_be_read_leaves_the_others(tmp_path: Path, stock: Stock, case: str) -> None:
    name, statement, reason = LAYERS[case]
    path = stock.delivery(tmp_path)
    with changing(path) as connection:
        connection.execute(statement)
        registered(connection, name)
    began = time.monotonic()
    with pytest.raises(InputDataError, match=reason):
        FileSource(path, name)
    assert time.monotonic() - began < 5
    assert read_delivery(path) == 2


def test_31_a_name_that_is_sql_is_only_a_name(tmp_path: Path, stock: Stock) -> None:
    name = 'cases"; DROP TABLE events;--'
    quoted = name.replace('"', '""')
    path = stock.delivery(tmp_path)
    with changing(path) as connection:
        connection.execute(f'CREATE TABLE "{quoted}" (fid INTEGER PRIMARY KEY, geom BLOB, DLBM TEXT)')
        registered(connection, name)
    assert read_delivery(path, name) == 0
    back = stock.package(tmp_path, "package.gpkg")
    with changing(back) as connection:
        connection.execute(f'CREATE TABLE "{quoted}" (a)')
    assert read_package(back)["events"] == 5


def test_24_34_35_36_what_only_lies_there_is_ignored_and_told(tmp_path: Path, stock: Stock) -> None:
    path = stock.package(tmp_path)
    with changing(path) as connection:
        connection.execute("ALTER TABLE plans ADD COLUMN colour TEXT")
        connection.execute("CREATE TABLE layer_styles (id INTEGER PRIMARY KEY, styleQML TEXT)")
        connection.execute("INSERT INTO layer_styles VALUES (1, '<qgis><map-tip>[% env() %]</map-tip></qgis>')")
        connection.execute("CREATE TABLE qgis_projects (name TEXT, content BLOB)")
        connection.execute("INSERT INTO gpkg_extensions VALUES (NULL, NULL, 'evil_ext', 'http://x', 'read-write')")
        connection.execute("CREATE TABLE gpkg_metadata (id INTEGER PRIMARY KEY, metadata TEXT)")
    with laundered(path, {}) as found:
        assert next(row["case_no"] for row in found.rows("cases")).startswith("512021")
        notices = " ".join(found.notices)
    assert "layer_styles" in notices
    assert "qgis_projects" in notices
    assert "column colour in plans does not belong" in notices


def test_36_counters_of_gdal_do_not_make_a_package_foreign(tmp_path: Path, stock: Stock) -> None:
    path = stock.package(tmp_path)
    with changing(path) as connection:
        connection.execute("CREATE TABLE gpkg_ogr_contents (table_name TEXT PRIMARY KEY, feature_count INTEGER)")
        connection.execute(
            'CREATE TRIGGER "trigger_insert_feature_count_cases" AFTER INSERT ON "cases" BEGIN UPDATE '
            "gpkg_ogr_contents SET feature_count = feature_count + 1 WHERE lower(table_name) = lower('cases'); END"
        )
    assert read_package(path)["cases"] == 3


@pytest.mark.parametrize("name", ["sample1_2.gpkg", "gpkg-test-5208.gpkg", "simple_sewer_features.gpkg"])
def test_files_of_other_makers_pass(shared_data: Path, name: str) -> None:
    found = vet_database(shared_data / "gpkg_conformance" / "src" / "test" / "resources" / "gpkg" / name)
    assert dict(found.refused_layers) == {}


def test_every_geopackage_of_the_reference_data_passes(shared_data: Path) -> None:
    refused = {}
    for path in sorted(shared_data.rglob("*.gpkg")):
        found = vet_database(path)
        refused.update({(path.name, layer): reason for layer, reason in found.refused_layers.items()})
    assert list(refused) == [("gdal_sample_view.gpkg", "sample_view")]


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER evil AFTER UPDATE ON cases BEGIN UPDATE cases SET note = ''; END",
        "CREATE TRIGGER evil AFTER UPDATE ON cases BEGIN SELECT load_extension('x'); END",
        "CREATE VIRTUAL TABLE words USING fts5(a)",
    ],
)
def test_an_own_ledger_with_foreign_sql_is_not_gone_on_with(tmp_path: Path, stock: Stock, statement: str) -> None:
    path = stock.package(tmp_path)
    with closing(sqlite3.connect(path)) as connection:
        check_objects(connection, path)
        connection.execute("CREATE TABLE layer_styles (id INTEGER)")
        check_objects(connection, path)
        connection.execute(statement)
        with pytest.raises(LedgerError, match="was changed by another program"):
            check_objects(connection, path)


def test_an_own_ledger_with_a_foreign_trigger_is_not_written(tmp_path: Path, stock: Stock) -> None:
    path = stock.package(tmp_path)
    with changing(path) as connection:
        connection.execute("CREATE TRIGGER evil AFTER INSERT ON events BEGIN UPDATE settings SET value = 'x'; END")
    before = path.read_bytes()
    with (
        pytest.raises(LedgerError, match="trigger evil would change settings by itself"),
        writing(path, INSPECTOR, TickingClock()) as writer,
    ):
        writer.set_setting("stage", "排查")
    assert path.read_bytes() == before
