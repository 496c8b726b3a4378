# SPDX-License-Identifier: GPL-2.0-or-later
"""The changes of a run of areas: planned by their boxes, read by whoever measures a batch where the file allows it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Optional, Protocol, Sequence

import numpy as np
import shapely

from anyue_farmland_plugin.core.ports import FeatureTable, LayerSource


class Features(Protocol):
    """What can be read by feature id."""

    def read(self, columns: Sequence[str], fids: Optional[np.ndarray] = None) -> FeatureTable:
        """Read the features named by ``fids``."""


@dataclass(frozen=True)
class Changes:
    """All changes of a delivery in its order: feature ids, boxes in their own CRS (NaN for none), where to read them.

    ``held`` are the changes themselves, shapes as WKB, where reading some of them costs as much as reading all.
    """

    source: LayerSource
    fids: np.ndarray
    bounds: np.ndarray
    held: Optional[FeatureTable] = None

    @classmethod
    def of(cls, source: LayerSource, column: str) -> Changes:
        """Look at the boxes alone where single features can be read cheaply and all have one, else read everything."""
        if getattr(source, "by_number", False):
            boxes = source.boxes()
            if len(boxes) == source.info().feature_count:
                return cls(source, boxes.fids, boxes.bounds)
        table = source.read([column])
        held = replace(table, geometries=shapely.to_wkb(table.geometries))
        return cls(source, table.fids, shapely.bounds(table.geometries), held)

    def __len__(self) -> int:
        return len(self.fids)

    def part(self, rows: np.ndarray) -> Features:
        """Return where the changes of these rows are read: the layer, or a copy of them that can be sent."""
        if self.held is None:
            return self.source
        columns = {name: values[rows] for name, values in self.held.columns.items()}
        chosen = set(self.fids[rows].tolist())
        unreadable = tuple(row for row in self.held.unreadable if row.fid in chosen)
        return _Held(FeatureTable(self.held.info, self.fids[rows], self.held.geometries[rows], columns, unreadable))


@dataclass(frozen=True)
class _Held:
    """Some changes as they were read, shapes as WKB: one by one they would take four times as long to send."""

    table: FeatureTable

    def read(self, columns: Sequence[str], fids: Optional[np.ndarray] = None) -> FeatureTable:
        """Return all of them; nobody asks for others."""
        del columns, fids
        return replace(self.table, geometries=shapely.from_wkb(self.table.geometries))
