# SPDX-License-Identifier: GPL-2.0-or-later
"""Valid polygons from crossing rings, for shapely without the "structure" repair (before 2.1).

Its older "linework" repair drops ground that two parts or two loops cover at once.
"""

from __future__ import annotations

import numpy as np
import shapely

_PRODUCTS = 2_000_000  # point × edge products held at once


def valid_by_rings(geometries: np.ndarray) -> np.ndarray:
    """Return valid polygons covering what any part holds: inside its outer ring, outside its holes.

    A ring holds every place it winds around, once or more, in either direction.  A hole
    apart from its outer ring becomes a part, as GEOS has it.  Rings without area vanish.
    """
    result = np.empty(len(geometries), dtype=object)
    for row, geometry in enumerate(geometries):
        parts = [_filled(part) for part in shapely.get_parts(geometry)]
        result[row] = None if geometry is None else shapely.union_all(np.array(parts, dtype=object))
    return result


def _filled(polygon: shapely.Polygon) -> shapely.Geometry:
    if shapely.is_empty(polygon):
        return polygon
    outer, *inner = (_wound(ring) for ring in shapely.get_rings(polygon))
    if shapely.is_empty(outer) or not inner:
        return outer
    holes = np.array(inner, dtype=object)
    inside = shapely.intersects(outer, holes)
    left = shapely.difference(outer, shapely.union_all(holes[inside]))
    return shapely.union_all(np.array([left, *holes[~inside]], dtype=object))


def _wound(ring: shapely.LinearRing) -> shapely.Geometry:
    """Return the faces of the ring's own crossings around which it winds."""
    if shapely.is_simple(ring):
        return shapely.polygons(ring)
    lines = shapely.get_parts(shapely.union_all(np.array([ring], dtype=object)))
    faces = shapely.get_parts(shapely.polygonize(lines))
    if len(faces) == 0:
        return shapely.Polygon()
    return shapely.union_all(faces[_turns(shapely.point_on_surface(faces), ring) != 0])


def _turns(points: np.ndarray, ring: shapely.LinearRing) -> np.ndarray:
    """Return how often the ring winds around each point."""
    places, corners = shapely.get_coordinates(points), shapely.get_coordinates(ring)
    start, along = corners[:-1], np.diff(corners, axis=0)
    step = max(1, _PRODUCTS // len(along))
    turns = np.zeros(len(places), dtype=np.int64)
    for first in range(0, len(places), step):
        away = places[first : first + step, None, :] - start[None, :, :]
        left = along[:, 0] * away[..., 1] - along[:, 1] * away[..., 0] > 0.0
        below, ends_below = away[..., 1] < 0.0, away[..., 1] < along[:, 1]
        upward, downward = ~below & ends_below, below & ~ends_below
        turns[first : first + step] = (upward & left).sum(axis=1) - (downward & ~left).sum(axis=1)
    return turns
