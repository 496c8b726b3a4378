# SPDX-License-Identifier: GPL-2.0-or-later
"""Digests over what a delivery brought in: clues and pieces may never change afterwards."""

from __future__ import annotations

import hashlib
from typing import Iterable, Mapping

from anyue_farmland_plugin.core.ledger_tables import CLUES, PIECES
from anyue_farmland_plugin.core.schema import Table
from anyue_farmland_plugin.ledger import chain
from anyue_farmland_plugin.ledger.block import Block
from anyue_farmland_plugin.ledger.columns import canonical_rows


def _rows_digest(table: Table, rows: Iterable[Mapping]) -> str:
    """Return one SHA-256 over all sealed columns and geometries, independent of row order."""
    sealed = _sealed(table)
    lines = []
    for row in rows:
        content = {name: row.get(name) for name in sealed if row.get(name) is not None}
        content["geom"] = chain.geometry_digest(bytes(row["geom"])) if row.get("geom") is not None else None
        lines.append(chain.digest(chain.canonical_json(content)))
    return _joined(lines)


def _sealed(table: Table) -> list:
    return [column.name for column in table.columns if column.sealed]


def _joined(lines: list) -> str:
    return hashlib.sha256("\n".join(sorted(lines)).encode("ascii")).hexdigest()


class Seal:
    """The digest of a delivery's rows that come block by block."""

    def __init__(self, table: Table) -> None:
        self._sealed = frozenset(_sealed(table))
        self._lines: list = []

    def add(self, block: Block) -> None:
        """Take in more rows."""
        content = {name: values for name, values in block.columns.items() if name in self._sealed}
        rows = canonical_rows({**content, "geom": block.digests()}, kept=("geom",))
        self._lines += map(chain.digest, rows)

    def digest(self) -> str:
        """Return the digest of all rows, the one `clues_digest` or `pieces_digest` gives."""
        return _joined(self._lines)


def clues_digest(rows: Iterable[Mapping]) -> str:
    """Return the digest of a delivery's clues (``geom`` as WKB)."""
    return _rows_digest(CLUES, rows)


def pieces_digest(rows: Iterable[Mapping]) -> str:
    """Return the digest of a delivery's pieces (``geom`` as WKB)."""
    return _rows_digest(PIECES, rows)
