# SPDX-License-Identifier: GPL-2.0-or-later
"""Shapes of WKB rows; what GEOS cannot read is named with why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Optional

import numpy as np
import shapely

from anyue_farmland_plugin.core.arrays import objects
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.ports import Unreadable
from anyue_farmland_plugin.intake.blobs import Blobs

_LINEAR = tuple(range(1, 7))  # WKB types of points, lines, polygons and their collections of one kind


def decode_shapes(shapes: np.ndarray, fids: np.ndarray) -> tuple[np.ndarray, tuple[Unreadable, ...]]:
    """Return geometries of WKB rows; rows GEOS cannot read are None and listed with why."""
    geometries = shapely.from_wkb(shapes, on_invalid="ignore")
    missing = np.flatnonzero(shapely.is_missing(geometries))
    unreadable = tuple(
        Unreadable(int(fids[row]), _why_unreadable(shapes[row])) for row in missing if shapes[row] is not None
    )
    if shapely.has_z(geometries).any():
        geometries = shapely.force_2d(geometries)
    return geometries, unreadable


class ShapeRows:
    """Gathers shapes of GeoPackage blobs that come in portions."""

    def __init__(self) -> None:
        self._shapes: list[np.ndarray] = []
        self._unreadable: list[Unreadable] = []
        self.strange: list[int] = []

    def add(self, blobs: Sequence[Optional[bytes]], fids: Sequence[int]) -> None:
        """Append the shapes of the next rows; ``strange`` then names those that need GDAL (curves, measures)."""
        heads = Blobs.of(blobs)
        plain = np.isin(heads.kind, _LINEAR) & (heads.axes <= 1)
        sizes = [len(blob or b"") for blob in blobs]
        starts = (heads.wkb - heads.stop + np.array(sizes, dtype=np.int64)).tolist()
        wkb = [blob[start:] if blob is not None and known else None for blob, start, known in zip(blobs, starts, plain)]
        shapes, unreadable = decode_shapes(objects(wkb), np.asarray(fids, dtype=np.int64))
        self._shapes.append(shapes)
        self._unreadable.extend(unreadable)
        self.strange += [fid for fid, blob, known in zip(fids, blobs, plain) if blob is not None and not known]

    def shapes(self) -> tuple[np.ndarray, tuple[Unreadable, ...]]:
        """Return the shapes of all rows added, None for the strange, and what GEOS refused."""
        every = np.concatenate(self._shapes) if self._shapes else np.empty(0, dtype=object)
        return every, tuple(self._unreadable)


def _why_unreadable(shape: bytes) -> str:
    try:
        shapely.from_wkb(shape)
    except shapely.errors.GEOSException as error:
        return str(error).split(":")[-1].strip()
    return translate("Intake", "not a geometry of points, lines and polygons")
