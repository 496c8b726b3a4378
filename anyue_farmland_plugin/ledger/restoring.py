# SPDX-License-Identifier: GPL-2.0-or-later
"""Puts rows back to what the events say: the only place that lifts the guards, within one transaction."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from functools import cache
from typing import Iterator, Mapping, Optional

from anyue_farmland_plugin.core.ledger_tables import TABLES_BY_NAME
from anyue_farmland_plugin.ledger import blob, chain
from anyue_farmland_plugin.ledger.package_guards import guards_of
from anyue_farmland_plugin.ledger.reading import Reader
from anyue_farmland_plugin.ledger.statements import stored_columns

_TRIGGERS = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name NOT LIKE 'rtree_%'"
_STALE = 'DELETE FROM "rtree_cases_geom" WHERE id NOT IN (SELECT fid FROM cases)'  # of rows taken out elsewhere
_POLYGON, _MULTI = b"\x01\x03\x00\x00\x00", b"\x01\x06\x00\x00\x00\x01\x00\x00\x00"


@contextmanager
def unguarded(connection: sqlite3.Connection) -> Iterator[None]:
    """Lift the guards for a while; afterwards exactly the ledger's own stand, whatever was there before."""
    guards = guards_of(Reader(connection).settings())
    for (name,) in connection.execute(_TRIGGERS).fetchall():
        connection.execute(" ".join(["DROP TRIGGER", '"' + name.replace('"', '""') + '"']))
    yield
    connection.execute(_STALE)
    for statement in guards:
        connection.execute(statement)


@cache
def _update(table: str, columns: tuple) -> str:
    declared = TABLES_BY_NAME[table]
    if not set(stored_columns(declared)).issuperset(columns):
        raise KeyError(columns)
    changes = ", ".join('"' + name + '" = ?' for name in columns)
    return " ".join(["UPDATE", '"' + table + '"', "SET", changes, "WHERE", '"' + declared.key + '"', "= ?"])


@cache
def _delete(table: str) -> str:
    return " ".join(["DELETE FROM", '"' + table + '"', "WHERE", '"' + TABLES_BY_NAME[table].key + '"', "= ?"])


def put_back(connection: sqlite3.Connection, table: str, key: str, values: Mapping) -> None:
    """Set columns of one row (``geom`` as WKB); the guards must be lifted."""
    columns = tuple(sorted(values))
    stored = [_stored(connection, name, values[name]) for name in columns]
    connection.execute(_update(table, columns), (*stored, key))


def _stored(connection: sqlite3.Connection, name: str, value: object) -> object:
    if name != "geom" or not isinstance(value, bytes):
        return value
    return blob.encode(value, int(Reader(connection).srs()["srs_id"]))


def take_out(connection: sqlite3.Connection, table: str, key: str) -> None:
    """Remove one row that no event speaks of; the guards must be lifted."""
    connection.execute(_delete(table), (key,))


def shape_of(reader: Reader, case_id: str, digest: object) -> Optional[bytes]:
    """Return the polygon of a case with this digest, as one of its clues still holds it, or None."""
    for clue in reader.clues_of(case_id):
        wkb = clue["geom"]
        if wkb is None:
            continue
        for shape in (wkb, _MULTI + wkb if wkb.startswith(_POLYGON) else wkb):
            if chain.geometry_digest(shape) == digest:
                return bytes(shape)
    return None
