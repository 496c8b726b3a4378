# SPDX-License-Identifier: GPL-2.0-or-later
"""Which features can meet which changes, by their boxes alone: so that little has to be read."""

from __future__ import annotations

import numpy as np
import shapely

from anyue_farmland_plugin.core.ports import Boxes

_MOST_CELLS = 512  # per axis of the raster that rules out most boxes before a tree is asked
_CELLS_PER_SHAPE = 40.0


def near(boxes: Boxes, shapes_bounds: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return (row of the shape, row of the box) of all pairs that overlap or touch, sorted by both.

    ``shapes_bounds`` has one row of min x, min y, max x, max y per shape, NaN for none.  A
    box that is not finite meets nothing.
    """
    rows, candidates = _finite(shapes_bounds), _candidates(boxes.bounds, shapes_bounds)
    small, large = _boxes(shapes_bounds[rows]), _boxes(boxes.bounds[candidates])
    large_row, small_row = shapely.STRtree(small).query(large)
    shape, box = rows[small_row], candidates[large_row]
    order = np.lexsort((box, shape))
    return shape[order], box[order]


def strange_rows(boxes: Boxes) -> np.ndarray:
    """Return the rows of the boxes that are not finite: whoever reads the feature says what is wrong."""
    if np.isfinite(boxes.bounds.sum()):
        return np.empty(0, dtype=np.int64)
    return np.flatnonzero(~np.isfinite(boxes.bounds).all(axis=1))


def _boxes(bounds: np.ndarray) -> np.ndarray:
    return shapely.box(bounds[:, 0], bounds[:, 1], bounds[:, 2], bounds[:, 3])


def _finite(bounds: np.ndarray) -> np.ndarray:
    return np.flatnonzero(np.isfinite(bounds).all(axis=1))


def _candidates(bounds: np.ndarray, shapes_bounds: np.ndarray) -> np.ndarray:
    """Return the rows of ``bounds`` in whose cells of a raster some shape lies."""
    shapes = shapes_bounds[_finite(shapes_bounds)]
    if len(shapes) == 0:
        return np.empty(0, dtype=np.int64)
    low, high = shapes[:, :2].min(axis=0), shapes[:, 2:].max(axis=0)
    west, south, east, north = bounds.T
    rows = np.flatnonzero((west <= high[0]) & (east >= low[0]) & (south <= high[1]) & (north >= low[1]))
    rows = rows[np.isfinite(bounds[rows]).all(axis=1)]
    raster = _Raster(low, high, min(_MOST_CELLS, int(np.sqrt(_CELLS_PER_SHAPE * len(shapes))) + 1))
    taken = _summed(_summed_boxes(raster.cells(shapes), raster.count) > 0)
    x0, y0, x1, y1 = raster.cells(bounds[rows]).T
    inside = taken[x1 + 1, y1 + 1] - taken[x0, y1 + 1] - taken[x1 + 1, y0] + taken[x0, y0]
    return rows[inside > 0]


class _Raster:
    """Cells of equal size over the shapes; the same rounding for shapes and boxes."""

    def __init__(self, low: np.ndarray, high: np.ndarray, count: int) -> None:
        self.count = count
        self._low, self._size = np.tile(low, 2), np.tile(np.where(high > low, high - low, 1.0) / count, 2)

    def cells(self, bounds: np.ndarray) -> np.ndarray:
        """Return the first and last cell per axis, within the raster."""
        return np.clip((bounds - self._low) / self._size, 0, self.count - 1).astype(np.int64)


def _summed_boxes(cells: np.ndarray, count: int) -> np.ndarray:
    """Return how many boxes cover each cell."""
    side = count + 1
    x0, y0, x1, y1 = cells.T
    steps = np.zeros(side * side, dtype=np.int64)
    for x, y, sign in ((x0, y0, 1), (x1 + 1, y1 + 1, 1), (x0, y1 + 1, -1), (x1 + 1, y0, -1)):
        steps += sign * np.bincount(x * side + y, minlength=side * side)
    return np.cumsum(np.cumsum(steps.reshape(side, side), axis=0), axis=1)[:count, :count]


def _summed(cells: np.ndarray) -> np.ndarray:
    """Return the sums of all cells before each corner."""
    sums = np.zeros((len(cells) + 1, len(cells) + 1), dtype=np.int32)
    sums[1:, 1:] = np.cumsum(np.cumsum(cells, axis=0, dtype=np.int32), axis=1)
    return sums
