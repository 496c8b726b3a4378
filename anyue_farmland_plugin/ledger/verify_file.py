# SPDX-License-Identifier: GPL-2.0-or-later
"""Checks of the container: SQLite integrity, GeoPackage identity, triggers, R-trees."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Iterator

from anyue_farmland_plugin.core.errors import GeometryError
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.ledger_tables import CLUES, TABLES
from anyue_farmland_plugin.core.schema import Table
from anyue_farmland_plugin.ledger import blob
from anyue_farmland_plugin.ledger.container import USER_VERSION
from anyue_farmland_plugin.ledger.findings import Finding
from anyue_farmland_plugin.ledger.guards import expected_objects

_JOURNAL_MAGIC = 8
_ENTRIES = {
    "clues": 'SELECT fid, geom FROM "clues"',
    "cases": 'SELECT fid, geom FROM "cases"',
    "pieces": 'SELECT fid, geom FROM "pieces"',
}
_TREES = {
    "clues": 'SELECT id, minx, maxx, miny, maxy FROM "rtree_clues_geom"',
    "cases": 'SELECT id, minx, maxx, miny, maxy FROM "rtree_cases_geom"',
    "pieces": 'SELECT id, minx, maxx, miny, maxy FROM "rtree_pieces_geom"',
}


def check_file(connection: sqlite3.Connection, path: Path) -> Iterator[Finding]:
    """Yield faults of the file as a database and as a GeoPackage."""
    for sidecar in ("-wal", "-shm", "-journal"):
        if _is_live(path.with_name(path.name + sidecar)):
            yield Finding(
                "sidecar",
                path.name + sidecar,
                translate(
                    "Verify", "A file {name} lies beside the ledger; another program has it open or was killed."
                ).format(name=path.name + sidecar),
            )
    for (text,) in connection.execute("PRAGMA integrity_check(20)"):
        if text != "ok":
            yield Finding("integrity", path.name, text)
    for row in connection.execute("PRAGMA foreign_key_check"):
        yield Finding(
            "foreign_key",
            f"{row[0]}:{row[1]}",
            translate("Verify", "A row of {table} refers to a missing row of {other}.").format(
                table=row[0], other=row[2]
            ),
        )
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version != USER_VERSION:
        yield Finding(
            "version",
            path.name,
            translate("Verify", "GeoPackage version {found} instead of {known}.").format(
                found=version, known=USER_VERSION
            ),
        )
    yield from _check_objects(connection)
    for table in TABLES:
        if table.geometry:
            yield from _check_tree(connection, table)


def _is_live(sidecar: Path) -> bool:
    """Tell whether a sidecar holds anything; a writer killed early leaves an inert journal behind."""
    if not sidecar.name.endswith("-journal"):
        return sidecar.exists()
    try:
        with sidecar.open("rb") as stream:
            return any(stream.read(_JOURNAL_MAGIC))
    except FileNotFoundError:
        return False


def _check_objects(connection: sqlite3.Connection) -> Iterator[Finding]:
    expected = expected_objects()
    found = {
        row[0]: row[1]
        for row in connection.execute(
            "SELECT name, sql FROM sqlite_master "
            "WHERE sql IS NOT NULL AND type IN ('trigger', 'view', 'index', 'table')"
        )
    }
    for name, statement in expected.items():
        if found.get(name) != statement:
            yield Finding("schema", name, translate("Verify", "“{name}” is missing or was altered.").format(name=name))
    system = ("sqlite_", "gpkg_", "rtree_")
    for name in set(found) - set(expected):
        if not name.startswith(system):
            yield Finding(
                "schema", name, translate("Verify", "“{name}” does not belong into a ledger.").format(name=name)
            )


def _check_tree(connection: sqlite3.Connection, table: Table) -> Iterator[Finding]:
    tree = {row[0]: tuple(row)[1:] for row in connection.execute(_TREES[table.name])}
    for fid, data in connection.execute(_ENTRIES[table.name]):
        name = f"{table.name}:{fid}"
        try:
            bounds = None if data is None else blob.wkb_bounds(blob.decode(data)[1])
        except GeometryError as error:
            yield Finding("geometry", name, str(error))
            continue
        if bounds is None and table is CLUES:
            continue  # a clue whose delivered geometry cannot be read is kept without one
        if bounds is None:
            yield Finding("geometry", name, translate("Verify", "Row {name} has no geometry.").format(name=name))
            continue
        if blob.encode(blob.decode(data)[1], blob.decode(data)[0]) != data:
            yield Finding(
                "envelope",
                name,
                translate("Verify", "The stored box of {name} differs from its geometry.").format(name=name),
            )
        box = tree.pop(fid, None)
        if box is None or box[0] > bounds[0] or box[1] < bounds[1] or box[2] > bounds[2] or box[3] < bounds[3]:
            yield Finding(
                "rtree",
                name,
                translate("Verify", "The spatial index does not hold {name}; maps would not show it.").format(
                    name=name
                ),
            )
    for fid in tree:
        yield Finding(
            "rtree",
            f"{table.name}:{fid}",
            translate("Verify", "The spatial index of {table} holds a row {fid} that does not exist.").format(
                table=table.name, fid=fid
            ),
        )
