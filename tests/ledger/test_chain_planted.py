# SPDX-License-Identifier: GPL-2.0-or-later
"""The thirty-four faults that were planted into GeoPackages to try the validators: a ledger's own check finds each."""

from __future__ import annotations

import shutil
import sqlite3
import struct
from contextlib import closing
from pathlib import Path
from typing import Callable, Mapping

import pytest
import shapely

from anyue_farmland_plugin.core.errors import LedgerError
from anyue_farmland_plugin.ledger import blob
from anyue_farmland_plugin.ledger.findings import Kind
from anyue_farmland_plugin.ledger.verify import verify_ledger
from tests.factories import make_ledger
from tests.ledger.tampered import Run, forge, statements

SRS = 4523


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_ledger(tmp_path_factory.mktemp("planted"))


@pytest.fixture
def ledger(master: Path, tmp_path: Path) -> Path:
    return Path(shutil.copyfile(master, tmp_path / "ledger.gpkg"))


def put_shape(change: Callable[[shapely.Geometry], bytes], table: str = "cases") -> Callable[[Run], object]:
    """Return a deed that gives the first row another geometry blob, its R-tree entry following."""

    def deed(run: Run) -> None:
        (data,) = run(f"SELECT geom FROM {table} WHERE fid = 1").fetchone()
        run(f"UPDATE {table} SET geom = ? WHERE fid = 1", (change(shapely.from_wkb(blob.decode(data)[1])),))

    return deed


def blob_of(geometry: shapely.Geometry, srs_id: int = SRS) -> bytes:
    return blob.encode(shapely.to_wkb(geometry, byte_order=1, flavor="iso"), srs_id)


def lying(geometry: shapely.Geometry) -> bytes:
    data = bytearray(blob_of(geometry))
    struct.pack_into("<d", data, 8, 1.0)
    return bytes(data)


def bow_tie(geometry: shapely.Geometry) -> bytes:
    x, y, right, top = geometry.bounds
    return blob_of(shapely.multipolygons([shapely.Polygon([(x, y), (right, top), (right, y), (x, top)])]))


def far_away(geometry: shapely.Geometry) -> bytes:
    return blob_of(shapely.transform(geometry, lambda xy: xy + 400_000.0))


def rewrite_schema(name: str, old: str, new: str) -> Callable[[Run], object]:
    def deed(run: Run) -> None:
        run("PRAGMA writable_schema = ON")
        assert run("UPDATE sqlite_master SET sql = replace(sql, ?, ?) WHERE name = ?", (old, new, name)).rowcount
        run("PRAGMA writable_schema = OFF")

    return deed


def ogr_contents(run: Run) -> None:
    run("CREATE TABLE gpkg_ogr_contents (table_name TEXT NOT NULL PRIMARY KEY, feature_count INTEGER DEFAULT NULL)")
    run("INSERT INTO gpkg_ogr_contents VALUES ('cases', 77)")


def view_layer(run: Run) -> None:
    run("CREATE VIEW my_cases AS SELECT * FROM cases")
    run("INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES ('my_cases', 'features', 'm')")
    run("INSERT INTO gpkg_geometry_columns VALUES ('my_cases', 'geom', 'MULTIPOLYGON', 4523, 0, 0)")


FAULTS: Mapping[str, tuple] = {
    "version of the GeoPackage": (lambda run: run("PRAGMA user_version = 10400"), Kind.VERSION),
    "form of last_change": (
        statements("UPDATE gpkg_contents SET last_change = '2022-06-15 08:00' WHERE table_name = 'cases'"),
        Kind.CONTAINER,
    ),
    "no undefined cartesian system": (statements("DELETE FROM gpkg_spatial_ref_sys WHERE srs_id = -1"), Kind.CONTAINER),
    "no undefined geographic system": (statements("DELETE FROM gpkg_spatial_ref_sys WHERE srs_id = 0"), Kind.CONTAINER),
    "no WGS 84": (statements("DELETE FROM gpkg_spatial_ref_sys WHERE srs_id = 4326"), Kind.CONTAINER),
    "the layers' own system missing": (
        statements("DELETE FROM gpkg_spatial_ref_sys WHERE srs_id = 4523"),
        Kind.CONTAINER,
    ),
    "another system in a blob": (put_shape(lambda shape: blob_of(shape, 4490)), Kind.ENVELOPE),
    "another geometry type": (put_shape(lambda shape: blob_of(shape.geoms[0])), Kind.GEOMETRY),
    "a third coordinate": (put_shape(lambda shape: blob_of(shapely.force_3d(shape))), Kind.GEOMETRY),
    "no geometry": (put_shape(lambda shape: blob_of(shapely.MultiPolygon())), Kind.GEOMETRY),
    "an R-tree trigger missing": (None, Kind.GUARD),
    "an R-tree trigger altered": (None, Kind.GUARD),
    "an unknown trigger": (None, Kind.SCHEMA),
    "no row of the R-tree extension": (
        statements("DELETE FROM gpkg_extensions WHERE table_name = 'cases'"),
        Kind.CONTAINER,
    ),
    "no row of the schema extension": (
        statements("DELETE FROM gpkg_extensions WHERE extension_name = 'gpkg_schema'"),
        Kind.CONTAINER,
    ),
    "an unknown extension": (
        statements("INSERT INTO gpkg_extensions VALUES ('cases', NULL, 'evil_x', 'http://x', 'read-write')"),
        Kind.CONTAINER,
    ),
    "no primary key": (rewrite_schema("plans", "PRIMARY KEY AUTOINCREMENT ", ""), Kind.SCHEMA),
    "a type GeoPackage does not know": (rewrite_schema("plans", '"note" TEXT', '"note" VARCHAR2'), Kind.SCHEMA),
    "a broken reference": (
        statements("UPDATE pieces SET case_id = '5f0c7c3e-0000-5000-8000-00000000aaaa' WHERE fid = 1"),
        Kind.FOREIGN_KEY,
    ),
    "a time without zone": (
        statements("UPDATE cases SET inspected_at = '2022-06-15T08:00:00.000' WHERE fid = 1"),
        Kind.TIME,
    ),
    "a time of China": (
        statements("UPDATE cases SET inspected_at = '2022-06-15T08:00:00+08:00' WHERE fid = 1"),
        Kind.TIME,
    ),
    "a day that does not exist": (statements("UPDATE cases SET closed_on = '2022-13-40' WHERE fid = 1"), Kind.TIME),
    "text where a number belongs": (statements("UPDATE cases SET area_m2 = '三亩' WHERE fid = 1"), Kind.NUMBER),
    "infinity": (statements("UPDATE cases SET area_m2 = 9e999 WHERE fid = 1"), Kind.NUMBER),
    "a text without end": (
        statements("UPDATE cases SET note = replace(hex(zeroblob(1000000)), '0', 'x') WHERE fid = 1"),
        Kind.TEXT,
    ),
    "a lying box": (put_shape(lying), Kind.ENVELOPE),
    "a row missing from the R-tree": (statements('DELETE FROM "rtree_cases_geom" WHERE id = 1'), Kind.RTREE),
    "a row too many in the R-tree": (
        statements('INSERT INTO "rtree_cases_geom" VALUES (99, 0, 1, 0, 1)'),
        Kind.RTREE,
    ),
    "a wrong feature count": (ogr_contents, Kind.SCHEMA),
    "a view as layer": (view_layer, Kind.SCHEMA),
    "a table nobody registered": (lambda run: run("CREATE TABLE mine (id INTEGER PRIMARY KEY)"), Kind.SCHEMA),
    "upper-case names": (lambda run: run("ALTER TABLE plans RENAME COLUMN note TO NOTE"), Kind.SCHEMA),
    "a polygon that crosses itself": (put_shape(bow_tie), Kind.GEOMETRY),
    "a polygon outside the county": (put_shape(far_away), Kind.EXTENT),
}
TRIGGERS = {
    "an R-tree trigger missing": ("DROP TRIGGER rtree_cases_geom_insert",),
    "an R-tree trigger altered": (
        "DROP TRIGGER rtree_cases_geom_delete",
        "CREATE TRIGGER rtree_cases_geom_delete AFTER DELETE ON cases BEGIN SELECT 1; END",
    ),
    "an unknown trigger": ("CREATE TRIGGER x AFTER INSERT ON settings BEGIN DELETE FROM settings; END",),
}


def test_there_are_thirty_four() -> None:
    assert len(FAULTS) == 34


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_found(ledger: Path, name: str) -> None:
    deed, kind = FAULTS[name]
    if deed is None:
        with closing(sqlite3.connect(ledger)) as connection:
            for text in TRIGGERS[name]:
                connection.execute(text)
            connection.commit()
    else:
        forge(ledger, deed)
    found = verify_ledger(ledger).findings
    assert kind in {finding.kind for finding in found}, found


def test_a_blob_that_is_no_geometry_is_found_in_its_row(ledger: Path) -> None:
    with closing(sqlite3.connect(ledger)) as connection:  # without the functions that refuse it
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute("UPDATE pieces SET geom = x'0102030405' WHERE fid = 2")
        connection.commit()
    found = verify_ledger(ledger).findings
    assert "pieces:2" in {finding.object_id for finding in found if finding.kind is Kind.GEOMETRY}


def test_another_application_is_refused(ledger: Path) -> None:
    with closing(sqlite3.connect(ledger)) as connection:
        connection.execute("PRAGMA application_id = 0")
    with pytest.raises(LedgerError, match="not a ledger"):
        verify_ledger(ledger)


def test_a_file_left_in_another_journal_mode_is_found(ledger: Path) -> None:
    with closing(sqlite3.connect(ledger)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert {finding.kind for finding in verify_ledger(ledger).findings} & {Kind.JOURNAL, Kind.SIDECAR}
