# SPDX-License-Identifier: GPL-2.0-or-later
"""Whether pieces fill their change exactly once, told by sums over their edges instead of a union.

Pieces that together have the area, the centre and the spread (first and second moments) of
the change cover it without gap or overlap: what lies double would have to be as large as what
is missing, and lie around the same point in the same way.
"""

from __future__ import annotations

import numpy as np
import shapely

from anyue_farmland_plugin.core.flat import FlatPolygons


def tiled(changes: np.ndarray, pieces: np.ndarray, change_of_piece: np.ndarray, slack: np.ndarray) -> np.ndarray:
    """Tell per change whether its pieces tile it; ``slack`` is the share of its area that is let pass.

    Where rounding hides the answer it is no: only a union can tell then.  Changes have a shape.
    """
    box = shapely.bounds(changes)
    size = np.maximum(box[:, 2] - box[:, 0], box[:, 3] - box[:, 1])
    whole = _moments(FlatPolygons.of(changes), np.arange(len(changes)), box, size)
    each = _moments(FlatPolygons.of(pieces), change_of_piece, box, size)
    together = np.column_stack([np.bincount(change_of_piece, column, minlength=len(changes)) for column in each.T])
    # Moments are taken in the unit box, where ground moved by a hundredth of it shows by a hundredth.
    return (np.abs(together - whole) <= (0.01 * slack * whole[:, 0])[:, None]).all(axis=1)


def _moments(polygons: FlatPolygons, box_of: np.ndarray, box: np.ndarray, size: np.ndarray) -> np.ndarray:
    """Return area, first and second moments (columns) of each polygon in its box scaled to 1."""
    first = polygons.ring_start[:-1]
    if len(first) == 0:
        return np.zeros((polygons.count, 6))
    own = np.repeat(box_of[polygons.ring_owner], np.diff(polygons.ring_start))
    x, y = (polygons.x - box[own, 0]) / size[own], (polygons.y - box[own, 1]) / size[own]
    x0, y0, x1, y1 = x[:-1], y[:-1], x[1:], y[1:]
    cross = x0 * y1 - x1 * y0
    cross[first[1:] - 1] = 0.0  # from the last vertex of a ring no edge leads on
    a, b = x0 + x1, y0 + y1
    terms = (
        cross / 2.0,
        cross * a / 6.0,
        cross * b / 6.0,
        cross * (a * a - x0 * x1) / 12.0,
        cross * (b * b - y0 * y1) / 12.0,
        cross * (a * b + x0 * y0 + x1 * y1) / 24.0,
    )
    rings = np.column_stack([np.add.reduceat(term, first) for term in terms])
    rings *= np.where((rings[:, 0] >= 0.0) == polygons.shell, 1.0, -1.0)[:, None]
    return np.column_stack([np.bincount(polygons.ring_owner, ring, minlength=polygons.count) for ring in rings.T])
