# SPDX-License-Identifier: GPL-2.0-or-later
"""Polygons that come from the map instead of a file, as a `LayerSource`."""

from __future__ import annotations

import hashlib
from typing import Optional, Sequence

import numpy as np
import shapely

from anyue_farmland_plugin.core.ports import Bounds, FeatureTable, LayerInfo


class DrawnSource:
    """One polygon drawn or picked by a person; ``wkb`` in the CRS named."""

    def __init__(self, name: str, wkb: bytes, crs: str) -> None:
        self._wkb = wkb
        self._info = LayerInfo(path_name=name, layer=name, geometry="polygon", crs=crs, feature_count=1, fields={})

    def info(self) -> LayerInfo:
        """Describe the one-row layer."""
        return self._info

    def read(self, columns: Sequence[str], bounds: Optional[Bounds] = None) -> FeatureTable:
        """Return the polygon as row 1; every column asked for is its number."""
        del bounds
        shapes = np.array([shapely.force_2d(shapely.from_wkb(self._wkb))], dtype=object)
        values = {name: np.array(["1"], dtype=object) for name in columns}
        return FeatureTable(self._info, np.array([1], dtype=np.int64), shapes, values)

    def sha256(self) -> str:
        """Return the hash of the polygon's bytes."""
        return hashlib.sha256(self._wkb).hexdigest()
