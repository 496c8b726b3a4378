# SPDX-License-Identifier: GPL-2.0-or-later
"""The five functions GeoPackage R-tree triggers call, computed from the WKB and never from a blob's header."""

from __future__ import annotations

import sqlite3
from typing import Optional

from anyue_farmland_plugin.ledger import blob
from anyue_farmland_plugin.vetting.wkb import wkb_bounds


def _last_bounds() -> object:
    """Return a bounds function that remembers the last blob: a trigger asks four times."""
    memory: list = [b"", None]

    def bounds(value: Optional[bytes]) -> Optional[tuple]:
        if value is None:
            return None
        if value != memory[0]:
            memory[1] = wkb_bounds(blob.decode(value)[1])
            memory[0] = value
        return memory[1]

    return bounds


def register_functions(connection: sqlite3.Connection) -> None:
    """Give the connection the ST_ functions its R-tree triggers need."""
    bounds = _last_bounds()

    def corner(place: int) -> object:
        def value(data: Optional[bytes]) -> Optional[float]:
            box = bounds(data)  # type: ignore[operator]
            return None if box is None else float(box[place])

        return value

    def is_empty(data: Optional[bytes]) -> Optional[int]:
        return None if data is None else int(bounds(data) is None)  # type: ignore[operator]

    for place, name in enumerate(("ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY")):
        connection.create_function(name, 1, corner(place), deterministic=True)  # type: ignore[arg-type]
    connection.create_function("ST_IsEmpty", 1, is_empty, deterministic=True)
