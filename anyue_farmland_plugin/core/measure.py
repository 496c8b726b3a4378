# SPDX-License-Identifier: GPL-2.0-or-later
"""What a batch of changes has in common with the polygons of a layer, in m², without pieces.

Polygons that cannot be measured as delivered are repaired first, the same way as in an
overlay with pieces, so that both give the same figures.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable, Sequence

import numpy as np

from anyue_farmland_plugin.core.commonarea import common_areas
from anyue_farmland_plugin.core.edgetable import EdgeTable, boxes
from anyue_farmland_plugin.core.flat import FlatPolygons

Mended = Callable[[np.ndarray], FlatPolygons]  # row numbers of a layer → its polygons, repaired
_ENDS = 2  # of a closed ring, both at its first vertex
_NOTHING = 1e-6  # m2 below which zones do not overlap


@dataclass(frozen=True)
class Layer:
    """Polygons of one layer in the equal-area plane, rows without plain rings, and the way to repaired ones."""

    polygons: FlatPolygons
    odd: np.ndarray
    mended: Mended

    def sound(self) -> FlatPolygons:
        """Return the polygons with those repaired that have no plain rings, several, or one walked twice."""
        rings = np.bincount(self.polygons.ring_owner, minlength=self.polygons.count)
        rows = np.concatenate((self.odd, np.flatnonzero(rings > 1), _walked_again(self.polygons)))
        return self.with_mended(self.polygons, np.unique(rows).astype(np.int64))

    def with_mended(self, polygons: FlatPolygons, rows: np.ndarray) -> FlatPolygons:
        """Return the polygons with the rows replaced by repaired ones."""
        return polygons if len(rows) == 0 else _replaced(polygons, rows, self.mended(rows))


@dataclass(frozen=True)
class Measured:
    """m² and seams (see `CommonAreas`) per pair, and the layer's polygons as they were measured."""

    areas: np.ndarray
    seams: np.ndarray
    polygons: FlatPolygons


def measure(table: EdgeTable, layer: Layer, change: np.ndarray, feature: np.ndarray) -> Measured:
    """Return what each pair of rows has in common."""
    polygons = layer.sound()
    found = common_areas(table, polygons, change, feature)
    areas, seams = found.areas, found.seams
    if found.doubtful.any():
        rows = np.unique(feature[found.doubtful])
        again = np.flatnonzero(np.isin(feature, rows))
        polygons = layer.with_mended(polygons, rows)
        mended = common_areas(table, polygons, change[again], feature[again])
        areas[again], seams[again] = mended.areas, mended.seams
    return Measured(areas, seams, polygons)


def overlapping(polygons: FlatPolygons, change: np.ndarray, feature: np.ndarray) -> np.ndarray:
    """Return the changes that meet polygons which overlap one another: their areas may not be summed.

    ``change`` and ``feature`` are the pairs that have ground in common.
    """
    first, second, owner = _together(change, feature, boxes(polygons))
    if len(first) == 0:
        return np.empty(0, dtype=np.int64)
    keys, place = np.unique(first * polygons.count + second, return_inverse=True)
    both = np.stack((keys // polygons.count, keys % polygons.count))
    used, local = np.unique(both, return_inverse=True)
    local = local.reshape(both.shape)
    chosen = polygons.take(used)
    doubled = common_areas(EdgeTable.of(chosen), chosen, local[0], local[1]).areas > _NOTHING
    return np.unique(owner[doubled[place]])


def _walked_again(polygons: FlatPolygons) -> np.ndarray:
    """Return the polygons with a ring that comes by its first vertex before its end."""
    sizes = np.diff(polygons.ring_start)
    first = polygons.ring_start[:-1]
    here = polygons.x == np.repeat(polygons.x[first], sizes)
    here &= polygons.y == np.repeat(polygons.y[first], sizes)
    visits = np.add.reduceat(here, first, dtype=np.int64) if len(first) else np.empty(0, dtype=np.int64)
    return polygons.ring_owner[visits > _ENDS]


def _replaced(polygons: FlatPolygons, rows: np.ndarray, new: FlatPolygons) -> FlatPolygons:
    """Return the polygons with others in the given (ascending) rows; the stretches between them stay as they are."""
    parts, start = [], 0
    for place, row in enumerate(rows.tolist()):
        parts += [_stretch(polygons, start, row), _stretch(new, place, place + 1)]
        start = row + 1
    return joined([*parts, _stretch(polygons, start, polygons.count)])


def _stretch(polygons: FlatPolygons, start: int, stop: int) -> FlatPolygons:
    """Return the polygons from row to row, without copying."""
    first, last = np.searchsorted(polygons.ring_owner, (start, stop))
    begin, end = polygons.ring_start[[first, last]]
    return FlatPolygons(
        polygons.x[begin:end],
        polygons.y[begin:end],
        polygons.ring_start[first : last + 1] - begin,
        polygons.ring_owner[first:last] - start,
        polygons.shell[first:last],
        stop - start,
    )


def joined(layers: Sequence[FlatPolygons]) -> FlatPolygons:
    """Return the polygons of several layers as one."""
    if len(layers) == 1:
        return layers[0]
    vertices = np.cumsum([0] + [len(layer.x) for layer in layers])
    rows = np.cumsum([0] + [layer.count for layer in layers])
    starts = [layer.ring_start[:-1] + begin for layer, begin in zip(layers, vertices)]
    return FlatPolygons(
        np.concatenate([layer.x for layer in layers]),
        np.concatenate([layer.y for layer in layers]),
        np.concatenate([*starts, vertices[-1:]]),
        np.concatenate([layer.ring_owner + begin for layer, begin in zip(layers, rows)]),
        np.concatenate([layer.shell for layer in layers]),
        int(rows[-1]),
    )


def _together(change: np.ndarray, feature: np.ndarray, box: tuple) -> tuple:
    """Return (feature, later feature, change) of features one change meets whose boxes overlap."""
    west, east, south, north = box
    order = np.lexsort((west[feature], change))
    change, feature = change[order], feature[order]
    found = []
    step, here = 1, np.arange(len(change))
    while len(here):
        # Sorted by their western side, later features meet this one only while they begin before it ends.
        here = here[here + step < len(change)]
        one, two = feature[here], feature[here + step]
        here = here[(change[here] == change[here + step]) & (west[two] < east[one])]
        one, two = feature[here], feature[here + step]
        meets = (south[one] < north[two]) & (north[one] > south[two])
        found.append(np.stack((np.minimum(one, two), np.maximum(one, two), change[here]))[:, meets])
        step += 1
    first, second, owner = np.concatenate(found, axis=1) if found else np.empty((3, 0), dtype=np.int64)
    return first, second, owner
