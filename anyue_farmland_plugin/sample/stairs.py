# SPDX-License-Identifier: GPL-2.0-or-later
"""Outlines as change detection delivers them: rectilinear stairs of 2 m image pixels."""

from __future__ import annotations

from typing import Optional

import numpy as np
import shapely

STAIR = 2.0  # metres
_SMALLEST_HOLE = 150.0  # m2


def stairs(shape: shapely.Geometry) -> Optional[shapely.Geometry]:
    """Return the largest patch of 2 m pixels whose middles lie in the shape, small holes filled."""
    if shape is None or shape.is_empty:
        return None
    x0, y0, x1, y1 = (np.floor(value / STAIR) for value in shape.bounds)
    columns, rows = np.arange(x0, x1 + 1), np.arange(y0, y1 + 1)
    shapely.prepare(shape)
    x, y = np.meshgrid((columns + 0.5) * STAIR, (rows + 0.5) * STAIR)
    inside = np.zeros((len(rows) + 1, len(columns) + 2), dtype=np.int8)
    inside[:-1, 1:-1] = shapely.contains_xy(shape, x.ravel(), y.ravel()).reshape(x.shape)
    step = np.diff(inside, axis=1)
    row, first = np.nonzero(step == 1)
    _, last = np.nonzero(step == -1)
    if not len(row):
        return None
    runs = shapely.box(
        (x0 + first) * STAIR, (y0 + row) * STAIR, (x0 + last) * STAIR, (y0 + row + 1) * STAIR
    )
    parts = shapely.get_parts(shapely.union_all(runs))
    largest = parts[int(np.argmax(shapely.area(parts)))]
    rings = shapely.get_rings(largest)
    holes = [ring for ring in rings[1:] if shapely.area(shapely.polygons(ring)) > _SMALLEST_HOLE]
    return shapely.simplify(shapely.Polygon(rings[0], holes), 0.0)


def blob(middle: np.ndarray, area: float, rng: np.random.Generator) -> shapely.Geometry:
    """Return an irregular, somewhat elongated patch of about ``area`` m2."""
    turn = np.arange(40) / 40 * 2 * np.pi
    phase = rng.uniform(0, 2 * np.pi, 4)
    reach = np.ones(40)
    for lobes, height, start in zip((2, 3, 5), (0.24, 0.14, 0.07), phase):
        reach += height * np.sin(lobes * turn + start)
    reach *= np.sqrt(area / np.pi) / np.sqrt((reach**2).mean())
    aspect = np.sqrt(rng.uniform(1.0, 1.9))
    u, v = reach * np.cos(turn) * aspect, reach * np.sin(turn) / aspect
    c, s = np.cos(phase[3]), np.sin(phase[3])
    return shapely.Polygon(middle + np.stack([u * c - v * s, u * s + v * c], axis=1))


def block(middle: np.ndarray, area: float, rng: np.random.Generator) -> shapely.Geometry:
    """Return a turned rectangle, sometimes with a corner missing, as a new building looks."""
    aspect, turn = rng.uniform(1.1, 2.2), rng.uniform(0, np.pi)
    a = np.sqrt(area * aspect) / 2
    b = a / aspect
    corners = np.array([(-a, -b), (a, -b), (a, b), (-a, b)])
    if rng.random() < 0.4:
        corners = np.array([(-a, -b), (a, -b), (a, 0.2 * b), (0.3 * a, 0.2 * b), (0.3 * a, b), (-a, b)]) * 1.1
    c, s = np.cos(turn), np.sin(turn)
    return shapely.Polygon(middle + corners @ np.array([[c, s], [-s, c]]))


def track(polygon: shapely.Geometry, half_width: float) -> shapely.Geometry:
    """Return a band along the length of a parcel, running a little beyond it."""
    box = shapely.get_coordinates(shapely.oriented_envelope(polygon))[:4]
    if np.hypot(*(box[1] - box[0])) < np.hypot(*(box[2] - box[1])):
        box = np.roll(box, -1, axis=0)
    start, end = (box[0] + box[3]) / 2, (box[1] + box[2]) / 2
    middle = shapely.get_coordinates(shapely.point_on_surface(polygon))[0]
    line = shapely.LineString([start, middle, end])
    return shapely.buffer(line, half_width, cap_style="flat")
