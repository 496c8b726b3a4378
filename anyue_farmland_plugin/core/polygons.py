# SPDX-License-Identifier: GPL-2.0-or-later
"""Array operations on polygons that repair, overlay and sliver joining share."""

from __future__ import annotations

from typing import Callable

import numpy as np
import shapely

from anyue_farmland_plugin.core.rings import valid_by_rings

_GRID = 1e-13  # of the largest coordinate
_POLYGON = int(shapely.GeometryType.POLYGON)
_POLYGONAL = (_POLYGON, int(shapely.GeometryType.MULTIPOLYGON))

BinaryOperation = Callable[[np.ndarray, np.ndarray], np.ndarray]


def object_array(geometries: object) -> np.ndarray:
    """Return a one-dimensional object array of the geometries, never a copy of shapes."""
    return np.asarray(geometries, dtype=object).ravel()


def polygon_parts(geometries: np.ndarray) -> np.ndarray:
    """Return the polygon part of each geometry as Polygon or MultiPolygon, else None.

    Lines and points of a collection are left out; an empty result is None.
    """
    result = geometries.copy()
    types = shapely.get_type_id(geometries)
    result[shapely.is_empty(geometries)] = None
    for row in np.flatnonzero(~np.isin(types, _POLYGONAL) & (types >= 0)):
        result[row] = _collected(geometries[row])
    return result


def _collected(geometry: shapely.Geometry) -> shapely.Geometry | None:
    parts = shapely.get_parts(shapely.get_parts(geometry))
    while np.any(shapely.get_type_id(parts) > _POLYGON):
        parts = shapely.get_parts(parts)
    parts = parts[(shapely.get_type_id(parts) == _POLYGON) & ~shapely.is_empty(parts)]
    if len(parts) == 0:
        return None
    if len(parts) == 1:
        return parts[0]
    together = shapely.multipolygons(parts)
    return together if shapely.is_valid(together) else make_valid(np.array([together], dtype=object))[0]


def make_valid(geometries: np.ndarray) -> np.ndarray:
    """Return valid copies; spikes and collapsed parts vanish, nothing is invented.

    What lies inside the outer ring and outside the holes of any part is kept, on every
    version of shapely.  A shape GEOS cannot repair comes back as it is.
    """
    results, refused = apply_pairwise(_repaired, geometries, geometries)
    results[refused] = geometries[refused]
    return results


def _repaired(geometries: np.ndarray, _: np.ndarray) -> np.ndarray:
    try:
        return shapely.make_valid(geometries, method="structure", keep_collapsed=False)
    except TypeError:  # shapely before 2.1
        return valid_by_rings(geometries)


def apply_pairwise(operation: BinaryOperation, first: np.ndarray, second: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Apply an operation row by row and return (results, mask of rows GEOS refused).

    The rows go through in one call; only when GEOS raises are they halved until the rows
    at fault stand alone.  Results of refused rows are None.
    """
    failed = np.zeros(len(first), dtype=bool)
    results = np.empty(len(first), dtype=object)
    todo = [(0, len(first))] if len(first) else []
    while todo:
        start, stop = todo.pop()
        try:
            results[start:stop] = operation(first[start:stop], second[start:stop])
        except shapely.errors.GEOSException:
            if stop - start == 1:
                failed[start] = True
                continue
            middle = (start + stop) // 2
            todo += [(start, middle), (middle, stop)]
    return results, failed


def surely(operation: np.ufunc, first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Return the results of a set operation row by row, on a fine grid of their own where GEOS refuses.

    The grid is a thousand times what the coordinates resolve: micrometres for metres.  On a
    grid nothing comes near enough to something else to be refused.
    """
    results, failed = apply_pairwise(operation, first, second)
    for row in np.flatnonzero(failed):
        one, other = make_valid(np.array([first[row], second[row]], dtype=object))
        grid = float(np.abs(shapely.bounds([one, other])).max()) * _GRID
        results[row] = operation(one, other, grid_size=grid)
    return results
