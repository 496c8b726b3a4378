# SPDX-License-Identifier: GPL-2.0-or-later
"""Many rows of one table with their polygons, column by column, on their way into the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Iterator, Mapping, Optional, Sequence

from anyue_farmland_plugin.core.boxtree import BoxArray
from anyue_farmland_plugin.core.schema import Table
from anyue_farmland_plugin.ledger import blob, chain


@dataclass(frozen=True)
class Block:
    """Rows of a table with geometry; columns that are not given are NULL.

    ``shapes`` holds little-endian WKB (None: no geometry) and ``boxes`` its true boxes in the
    ledger's CRS.  Raises ValueError when the parts are not equally long.
    """

    columns: Mapping[str, Sequence]
    shapes: Sequence[Optional[bytes]]
    boxes: BoxArray

    def __post_init__(self) -> None:
        lengths = {len(self.shapes), len(self.boxes), *map(len, self.columns.values())}
        if len(lengths) > 1:
            raise ValueError(lengths)

    def __len__(self) -> int:
        return len(self.shapes)

    def filled(self, table: Table) -> tuple:
        """Return the names of the columns that hold anything, in the table's order.

        Raises ValueError for a column the table does not have.
        """
        if not set(table.column_names).issuperset(self.columns):
            raise ValueError(sorted(set(self.columns) - set(table.column_names)))
        given = [name for name in table.column_names if name in self.columns]
        return tuple(name for name in given if any(value is not None for value in self.columns[name]))

    def blobs(self, srs_id: int) -> Iterator[Optional[bytes]]:
        """Yield the geometries as the file stores them."""
        return blob.encode_boxed(self.shapes, self.boxes.tolist(), srs_id)

    def digests(self) -> list:
        """Return the digest of every geometry as events and seals record it, None where there is none."""
        return [None if shape is None else chain.geometry_digest(shape) for shape in self.shapes]
