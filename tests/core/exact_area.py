# SPDX-License-Identifier: GPL-2.0-or-later
"""An overlap oracle that shares nothing with GEOS: sums of integrals over pairs of edges.

A polygon is the signed sum of the half planes below its edges, so the common area of two is
a double sum of integrals of the lower of two lines: no noding, no predicate, no tolerance.
"""

from __future__ import annotations

import numpy as np
import shapely

_ROWS = 1_000_000  # pairs of edges held at once


def overlap_area(first: shapely.Geometry, second: shapely.Geometry) -> float:
    """Return the plane area common to two valid polygons, in extended precision."""
    one, other = _edges(first), _edges(second)
    if not len(one) or not len(other):
        return 0.0
    origin = np.array([one[:, 0].min(), min(one[:, 1].min(), other[:, 1].min())], dtype=np.longdouble)
    one, other = (np.asarray(edges, dtype=np.longdouble) - np.tile(origin, 2) for edges in (one, other))
    step = max(1, _ROWS // len(other))
    return float(sum(_common(one[start : start + step], other) for start in range(0, len(one), step)))


def _edges(shape: shapely.Geometry) -> np.ndarray:
    """Return x1, y1, x2, y2 per edge, the inside below edges that run to the right."""
    rings = []
    for part in shapely.get_parts(shape):
        for place, ring in enumerate(shapely.get_rings(part)):
            points = shapely.get_coordinates(ring)
            clockwise = not shapely.is_ccw(ring)
            rings.append(points if clockwise == (place == 0) else points[::-1])
    if not rings:
        return np.empty((0, 4))
    edges = np.concatenate([np.hstack((points[:-1], points[1:])) for points in rings])
    return edges[edges[:, 0] != edges[:, 2]]


def _common(one: np.ndarray, other: np.ndarray) -> np.longdouble:
    left = np.maximum(one[:, [0, 2]].min(axis=1)[:, None], other[:, [0, 2]].min(axis=1)[None, :])
    right = np.minimum(one[:, [0, 2]].max(axis=1)[:, None], other[:, [0, 2]].max(axis=1)[None, :])
    rows, columns = np.nonzero(right > left)
    a, b, x0, x1 = one[rows], other[columns], left[rows, columns], right[rows, columns]
    sign = np.sign(a[:, 2] - a[:, 0]) * np.sign(b[:, 2] - b[:, 0])
    start, end = _heights(a, x0) - _heights(b, x0), _heights(a, x1) - _heights(b, x1)
    above = (_heights(b, x0) + _heights(b, x1)) / 2.0
    # The lower of two lines is one line less the positive part of their difference.
    surplus = (np.maximum(start, 0.0) + np.maximum(end, 0.0)) / 2.0
    crossing = start * end < 0.0
    high = np.maximum(start[crossing], end[crossing])
    surplus[crossing] = high * high / (2.0 * (np.abs(start[crossing]) + np.abs(end[crossing])))
    mean = (start + end) / 2.0
    return np.sum(sign * (x1 - x0) * (above + mean - surplus))


def _heights(edges: np.ndarray, x: np.ndarray) -> np.ndarray:
    share = (x - edges[:, 0]) / (edges[:, 2] - edges[:, 0])
    return edges[:, 1] + share * (edges[:, 3] - edges[:, 1])
