# SPDX-License-Identifier: GPL-2.0-or-later
"""Feature tables of a GeoPackage read straight through SQLite: only the rows asked for, in one query.

What is not a plain table (views, odd keys) and what GDAL would convert is refused by None.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Optional

import numpy as np

from anyue_farmland_plugin.core.ports import Boxes
from anyue_farmland_plugin.intake.rtree import decoded

_PORTION = 2_000  # rows fetched at once: the memory of one portion serves the next
_RTREE = re.compile(r"\busing\s+rtree\s*\(", re.IGNORECASE)
_HEADER, _FLAGS, _EMPTY = 8, 3, 0x10  # bytes of a blob's fixed part, place of its flags, the flag for empty


@dataclass(frozen=True)
class FeatureRows:
    """Portion of a table: row ids ascending, geometry blobs, and values per column."""

    fids: tuple
    blobs: tuple
    values: Mapping[str, tuple]


@dataclass(frozen=True)
class GpkgTable:
    """A feature table with an integer key; ``types`` are its other columns as declared."""

    path: Path
    name: str
    key: str
    geometry: str
    types: Mapping[str, str]

    def portions(self, columns: Sequence[str], fids: Optional[np.ndarray] = None) -> Iterator[FeatureRows]:
        """Yield the rows of the fids, or all; raises sqlite3.Error."""
        names = [self.key, self.geometry, *columns]
        words = ["SELECT", ", ".join(f"t.{quoted(name)}" for name in names), "FROM"]
        wanted: tuple = ()
        if fids is None:
            words += [quoted(self.name), "AS t ORDER BY", f"t.{quoted(self.key)}"]
        else:  # the list drives, so that every row is found by its key
            words += ["json_each(?) AS wanted CROSS JOIN", quoted(self.name), "AS t"]
            words += ["ON", f"t.{quoted(self.key)} = wanted.value"]
            wanted = (json.dumps(np.unique(fids).tolist()),)
        with closing(connected(self.path)) as connection:
            cursor = connection.execute(" ".join(words), wanted)
            while rows := cursor.fetchmany(_PORTION):
                found = list(zip(*rows))
                yield FeatureRows(found[0], found[1], dict(zip(columns, found[2:])))

    def boxes(self, count: int) -> Optional[Boxes]:
        """Return the boxes of the R-tree index; None without a sound one.

        ``count`` is the number of rows the layer claims: rows the index lacks must be without
        geometry.  Raises sqlite3.Error.
        """
        with closing(connected(self.path)) as connection:
            index = f"rtree_{self.name}_{self.geometry}"
            if not self._registered(connection, index):
                return None
            words = ["SELECT nodeno, data FROM", quoted(f"{index}_node"), "ORDER BY nodeno"]
            found = decoded(connection.execute(" ".join(words)))
            if found is None or len(found) > count:
                return None
            if len(found) < count and not self._others_are_empty(connection, found.fids):
                return None
        return found

    def _registered(self, connection: sqlite3.Connection, index: str) -> bool:
        registered = connection.execute(
            "SELECT count(*) FROM gpkg_extensions WHERE extension_name = 'gpkg_rtree_index' "
            "AND lower(table_name) = lower(?) AND lower(column_name) = lower(?)",
            (self.name, self.geometry),
        ).fetchone()
        made = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (index,)).fetchone()
        return bool(registered[0]) and made is not None and _RTREE.search(made[0]) is not None

    def _others_are_empty(self, connection: sqlite3.Connection, fids: np.ndarray) -> bool:
        """Tell whether all rows outside the index are NULL or flagged empty in their header."""
        key, shape = f"t.{quoted(self.key)}", f"t.{quoted(self.geometry)}"
        words = ["SELECT", key, "FROM", quoted(self.name), "AS t"]
        every = np.array(connection.execute(" ".join(words)).fetchall(), dtype=np.int64).reshape(-1)
        others = np.setdiff1d(every, fids)
        words = ["SELECT substr(", shape, ", 1, ?) FROM json_each(?) AS wanted CROSS JOIN", quoted(self.name), "AS t"]
        words += ["ON", key, "= wanted.value WHERE", shape, "IS NOT NULL"]
        heads = connection.execute(" ".join(words), (_HEADER, json.dumps(others.tolist())))
        return all(_says_empty(head) for (head,) in heads)


def feature_table(path: Path, layer: str) -> Optional[GpkgTable]:
    """Return the table of a layer, None for views and tables without one integer key."""
    with closing(connected(path)) as connection:
        geometry = connection.execute(
            "SELECT column_name FROM gpkg_geometry_columns WHERE table_name = ?", (layer,)
        ).fetchall()
        kind = connection.execute("SELECT type, sql FROM sqlite_master WHERE name = ?", (layer,)).fetchone()
        columns = connection.execute("SELECT name, type, pk FROM pragma_table_info(?)", (layer,)).fetchall()
    keys = [(name, declared) for name, declared, place in columns if place]
    plain = kind is not None and kind[0] == "table" and "virtual" not in kind[1][:20].lower()
    if not plain or len(geometry) != 1 or len(keys) != 1 or keys[0][1].upper() != "INTEGER":
        return None
    types = {name: declared for name, declared, _ in columns if name not in (keys[0][0], geometry[0][0])}
    return GpkgTable(path, layer, keys[0][0], geometry[0][0], types) if len(types) + 2 == len(columns) else None


def layer_names(path: Path) -> dict[str, bool]:
    """Return the layers and whether they have geometry, in the file's order; raises sqlite3.Error."""
    with closing(connected(path)) as connection:
        rows = connection.execute(
            "SELECT table_name, data_type FROM gpkg_contents "
            "WHERE data_type IN ('features', 'attributes', 'aspatial') ORDER BY rowid"
        ).fetchall()
    return {str(name): kind == "features" for name, kind in rows}


def connected(path: Path) -> sqlite3.Connection:
    """Return a connection that can neither write nor leave a file beside the GeoPackage."""
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)


def quoted(name: str) -> str:
    """Return a table's or column's name as it may stand in a statement."""
    return '"' + name.replace('"', '""') + '"'


def _says_empty(head: object) -> bool:
    return isinstance(head, bytes) and head[:2] == b"GP" and len(head) == _HEADER and bool(head[_FLAGS] & _EMPTY)
