# SPDX-License-Identifier: GPL-2.0-or-later
"""The pieces of a run on their way into a ledger: bytes and figures, of which shapes are made only where needed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from anyue_farmland_plugin.core.overlay import Fallback, OverlayPairs
from anyue_farmland_plugin.core.polygons import object_array
from anyue_farmland_plugin.core.slivers import perimeters


@dataclass(frozen=True)
class Pieces:
    """Pieces change ∩ parcel, sorted by (change, parcel).

    ``wkb`` holds little-endian WKB, ``bounds`` min x, min y, max x, max y; ``plane`` is the
    area in squared units of the CRS, ``perimeter`` is in metres.  ``touching`` and
    ``fallbacks`` are those of `OverlayPairs`.
    """

    change_index: np.ndarray
    parcel_index: np.ndarray
    wkb: np.ndarray
    bounds: np.ndarray
    plane: np.ndarray
    perimeter: np.ndarray
    touching: int = 0
    fallbacks: tuple[Fallback, ...] = ()

    @classmethod
    def of(cls, pairs: OverlayPairs, crs: str) -> Pieces:
        """Measure the pieces and lay their shapes down as bytes."""
        shapes = object_array(pairs.geometry)
        return cls(
            pairs.change_index,
            pairs.parcel_index,
            object_array(shapely.to_wkb(shapes, byte_order=1)),
            shapely.bounds(shapes).reshape(-1, 4),
            shapely.area(shapes),
            perimeters(shapes, crs),
            pairs.touching,
            pairs.fallbacks,
        )

    def __len__(self) -> int:
        return len(self.change_index)

    def shapes(self, rows: np.ndarray) -> np.ndarray:
        """Return the polygons of some rows."""
        return object_array(shapely.from_wkb(self.wkb[rows]))
