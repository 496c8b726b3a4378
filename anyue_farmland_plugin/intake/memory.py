# SPDX-License-Identifier: GPL-2.0-or-later
"""Polygons that come from the map instead of a file, as a `LayerSource`."""

from __future__ import annotations

import hashlib
from typing import Optional, Sequence

import numpy as np
import shapely

from anyue_farmland_plugin.core.ports import Boxes, FeatureTable, FlatTable, LayerInfo, flattened

_FID = 1


class DrawnSource:
    """One polygon drawn or picked by a person; ``wkb`` in the CRS named."""

    def __init__(self, name: str, wkb: bytes, crs: str) -> None:
        self._wkb = wkb
        self._info = LayerInfo(path_name=name, layer=name, geometry="polygon", crs=crs, feature_count=1, fields={})

    def info(self) -> LayerInfo:
        """Describe the one-row layer."""
        return self._info

    def boxes(self) -> Boxes:
        """Return the polygon's box, none for an empty polygon."""
        bounds = shapely.bounds(np.array([shapely.from_wkb(self._wkb)], dtype=object))
        shaped = np.flatnonzero(~np.isnan(bounds).all(axis=1))
        return Boxes(np.full(len(shaped), _FID, dtype=np.int64), bounds[shaped])

    def read(self, columns: Sequence[str], fids: Optional[np.ndarray] = None) -> FeatureTable:
        """Return the polygon as row 1; every column asked for is its number."""
        chosen = [_FID] if fids is None or _FID in fids else []
        shapes = np.array([shapely.force_2d(shapely.from_wkb(self._wkb))], dtype=object)[: len(chosen)]
        values = {name: np.array([str(_FID)], dtype=object)[: len(chosen)] for name in columns}
        return FeatureTable(self._info, np.array(chosen, dtype=np.int64), shapes, values)

    def read_flat(self, columns: Sequence[str], fids: Optional[np.ndarray] = None) -> FlatTable:
        """Return what `read` does as plain arrays."""
        return flattened(self.read(columns, fids))

    def sha256(self) -> str:
        """Return the hash of the polygon's bytes."""
        return hashlib.sha256(self._wkb).hexdigest()
