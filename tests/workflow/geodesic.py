# SPDX-License-Identifier: GPL-2.0-or-later
"""An area oracle that shares nothing with the product: geodesics on the CGCS2000 ellipsoid."""

from __future__ import annotations

from functools import lru_cache
from typing import Sequence

import pyproj
import shapely

GEOD = pyproj.Geod(a=6378137.0, rf=298.257222101)
STEP = 5.0  # metres; edges are straight in the map plane, geodesics between such near points are too


@lru_cache(maxsize=8)
def _to_degrees(crs: str) -> pyproj.Transformer:
    system = pyproj.CRS(crs)
    return pyproj.Transformer.from_crs(system, system.geodetic_crs, always_xy=True)


def geodesic_areas(shapes: Sequence, crs: str) -> list:
    """Return the area in m² of each polygon whose edges are straight in ``crs``."""
    return [_area(shape, crs) for shape in shapes]


def _area(shape: shapely.Geometry, crs: str) -> float:
    if shape is None or shape.is_empty:
        return 0.0
    return sum(_polygon_area(part, crs) for part in shapely.get_parts(shape) if not part.is_empty)


def _polygon_area(polygon: shapely.Polygon, crs: str) -> float:
    outer, *holes = (abs(_ring_area(ring, crs)) for ring in shapely.get_rings(polygon))
    return outer - sum(holes)


def _ring_area(ring: shapely.LinearRing, crs: str) -> float:
    if pyproj.CRS(crs).is_projected:
        # Ring by ring: GEOS leaves out polygons thinner than a double can tell when it splits their edges.
        points = shapely.get_coordinates(shapely.segmentize(ring, STEP)).T
        longitudes, latitudes = _to_degrees(crs).transform(*points)
    else:
        longitudes, latitudes = shapely.get_coordinates(ring).T
    return float(GEOD.polygon_area_perimeter(longitudes, latitudes)[0])
