# SPDX-License-Identifier: GPL-2.0-or-later
"""Reads of the ledger: plain dictionaries out of one consistent transaction."""

from __future__ import annotations

import json
import sqlite3
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Iterator, Mapping, Optional

from anyue_farmland_plugin.core.ledger_tables import TABLES_BY_NAME
from anyue_farmland_plugin.ledger import blob, chain, statements
from anyue_farmland_plugin.ledger import connection as files


@dataclass(frozen=True)
class Head:
    """The newest event: its place in the chain and its hash, printed on every output."""

    chain_id: str
    seq: int
    hash: str


@dataclass(frozen=True)
class Reader:
    """Reads within one open transaction; made by `reading` only."""

    connection: sqlite3.Connection

    def rows(self, table_name: str, *, geometry: bool = True, **equal: object) -> Iterator[dict]:
        """Yield rows ordered by fid; ``geom`` is WKB; keyword arguments filter by equality."""
        where = tuple(sorted(equal))
        statement = statements.select(table_name, where, ("fid",), geometry)
        has_geometry = geometry and bool(TABLES_BY_NAME[table_name].geometry)
        for row in self.connection.execute(statement, tuple(equal[name] for name in where)):
            found = dict(row)
            if has_geometry and found["geom"] is not None:
                found["geom"] = blob.decode(found["geom"])[1]
            yield found

    def case(self, case_id: str) -> Optional[dict]:
        """Return one case with its geometry as WKB, or None."""
        return next(self.rows("cases", case_id=case_id), None)

    def settings(self) -> Mapping[str, str]:
        """Return all settings."""
        return dict(tuple(row) for row in self.connection.execute("SELECT key, value FROM settings"))

    def enumeration(self, name: str) -> dict:
        """Return code → label of an enumeration in the file's own order."""
        return dict(
            tuple(row)
            for row in self.connection.execute(
                "SELECT value, description FROM gpkg_data_column_constraints WHERE constraint_name = ? ORDER BY rowid",
                (name,),
            )
        )

    def head(self) -> Head:
        """Return the head of the ledger's own chain; chains of merged packages have their own."""
        chain_id = self.settings()["chain_id"]
        row = self.connection.execute(
            "SELECT seq, hash FROM events WHERE chain_id = ? ORDER BY seq DESC LIMIT 1", (chain_id,)
        ).fetchone()
        return Head(chain_id, row[0], row[1]) if row else Head(chain_id, 0, chain.genesis(chain_id))

    def srs(self) -> dict:
        """Return the gpkg_spatial_ref_sys row of the ledger's layers."""
        row = self.connection.execute(
            "SELECT s.* FROM gpkg_spatial_ref_sys s JOIN gpkg_geometry_columns g ON g.srs_id = s.srs_id "
            "WHERE g.table_name = 'cases'"
        ).fetchone()
        return dict(row)

    def events_of(self, object_id: str) -> list:
        """Return the events of an object in the ledger's own chain in order, payload decoded."""
        chain_id = self.settings()["chain_id"]
        # Asked for both, SQLite would walk the whole chain instead of the index of the objects.
        rows = self.connection.execute(statements.select("events", ("object_id",), ("seq",)), (object_id,))
        return [{**dict(row), "payload": json.loads(row["payload"])} for row in rows if row["chain_id"] == chain_id]

    def foreign_events_of(self, object_id: str) -> list:
        """Return the events of an object that merged packages brought, in the order they came in, payload decoded."""
        own = self.settings()["chain_id"]
        rows = self.connection.execute(statements.select("events", ("object_id",), ("fid",)), (object_id,))
        return [{**dict(row), "payload": json.loads(row["payload"])} for row in rows if row["chain_id"] != own]

    def clues_of(self, case_id: str) -> list:
        """Return the clues of a case, founding clue first."""
        return list(self.rows("clues", case_id=case_id))

    def pieces_of(self, case_id: str) -> list:
        """Return the pieces of a case without geometry."""
        return list(self.rows("pieces", geometry=False, case_id=case_id))

    def cases_at(self, x: float, y: float) -> list:
        """Return ids of cases whose box holds the point (ledger CRS), smallest box first."""
        return [
            row[0]
            for row in self.connection.execute(
                'SELECT c.case_id FROM "rtree_cases_geom" r JOIN cases c ON c.fid = r.id '
                "WHERE r.minx <= ? AND r.maxx >= ? AND r.miny <= ? AND r.maxy >= ? "
                "ORDER BY (r.maxx - r.minx) * (r.maxy - r.miny), c.fid",
                (x, x, y, y),
            )
        ]


@contextmanager
def reading(path: Path) -> Iterator[Reader]:
    """Open a ledger for reading; everything read inside belongs to one moment."""
    with files.open_reading(path) as connection:
        yield Reader(connection)


@contextmanager
def reading_copy(path: Path) -> Iterator[Reader]:
    """Open a private copy of a ledger as it is now, for reads that take long: others go on writing meanwhile."""
    with files.open_snapshot(path) as connection:
        yield Reader(connection)
