# SPDX-License-Identifier: GPL-2.0-or-later
"""The invented polygons that follow no parcel: detected changes in image pixels, round protective areas."""

from __future__ import annotations

import math

import numpy as np
import shapely

PIXEL = 2.0  # metres of the image changes are detected in
USUAL_AREA, SPREAD = 1560.0, 1.05  # m2 and standard deviation of its logarithm
_FEWEST_ROWS, _MOST_ROWS = 7, 14
_LOBE_POINTS = 1200


def changes(middle: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Return one stair-shaped polygon around each point, about 1,500 m2 and 37 vertices."""
    count = len(middle)
    area = np.clip(np.exp(rng.normal(math.log(USUAL_AREA), SPREAD, count)), 60.0, 60_000.0)
    aspect = np.exp(rng.uniform(math.log(0.6), math.log(1.7), count))
    high, wide = np.sqrt(area / math.pi / aspect), np.sqrt(area / math.pi * aspect)
    rows = rng.integers(_FEWEST_ROWS, _MOST_ROWS, count)
    step = np.maximum(np.rint(2 * high / rows / PIXEL), 1) * PIXEL
    rows = np.maximum(np.rint(2 * high / step), 1).astype(np.int64)
    left, right = _banks(rows, (high, wide), rng)
    corner = np.floor(middle / PIXEL) * PIXEL
    return _stairs(
        left + corner[:, :1], right + corner[:, :1], (corner[:, 1] - rows * step // (2 * PIXEL) * PIXEL, step, rows)
    )


def _banks(rows: np.ndarray, half: tuple[np.ndarray, np.ndarray], rng: np.random.Generator) -> tuple:
    """Return west and east end of every row, on the pixel grid; neighbouring rows always overlap."""
    high, wide = (size[:, None] for size in half)
    count, most = len(rows), int(rows.max())
    along = (np.arange(most) + 0.5) / rows[:, None] * 2 - 1
    reach = wide * np.sqrt(np.clip(1 - along**2, 0.02, 1)) * rng.uniform(0.75, 1.25, (count, most))
    middle = high * along * rng.normal(0, 0.45, (count, 1)) + wide * rng.normal(0, 0.1, (count, most))
    left = np.rint((middle - reach) / PIXEL) * PIXEL
    right = np.maximum(np.rint((middle + reach) / PIXEL) * PIXEL, left + PIXEL)
    for row in range(1, most):
        left[:, row] = np.minimum(left[:, row], right[:, row - 1] - PIXEL)
        right[:, row] = np.maximum(right[:, row], np.maximum(left[:, row - 1], left[:, row]) + PIXEL)
    return left, right


def _stairs(left: np.ndarray, right: np.ndarray, rise: tuple[np.ndarray, np.ndarray, np.ndarray]) -> np.ndarray:
    """Return polygons up the east ends of the rows and down the west ends, without needless points."""
    low, step, rows = rise
    count, most = left.shape
    row = np.arange(most)
    used = row < rows[:, None]
    foot = low[:, None] + row * step[:, None]
    inner = used[:, 1:]
    turn_right = np.pad((right[:, 1:] != right[:, :-1]) & inner, ((0, 0), (1, 1)), constant_values=True)
    turn_left = np.pad((left[:, 1:] != left[:, :-1]) & inner, ((0, 0), (1, 1)), constant_values=True)
    last = row == rows[:, None] - 1
    east = np.stack([right, foot, right, foot + step[:, None]], axis=2).reshape(count, most, 2, 2)
    west = np.stack([left, foot + step[:, None], left, foot], axis=2).reshape(count, most, 2, 2)[:, ::-1]
    keep_east = np.stack([turn_right[:, :-1], turn_right[:, 1:] | last], axis=2) & used[:, :, None]
    keep_west = (np.stack([turn_left[:, 1:] | last, turn_left[:, :-1]], axis=2) & used[:, :, None])[:, ::-1]
    points = np.concatenate([east, west], axis=1).reshape(count, 4 * most, 2)
    keep = np.concatenate([keep_east, keep_west], axis=1).reshape(count, 4 * most)
    return shapely.polygons(shapely.linearrings(points[keep], indices=np.nonzero(keep)[0]))


def lobes(middle: np.ndarray, reach: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Return round polygons of 1,200 vertices around the points; those that meet become one."""
    turn = np.arange(_LOBE_POINTS) / _LOBE_POINTS * 2 * math.pi
    shapes = []
    for (x, y), size in zip(middle, reach):
        radius = np.full(_LOBE_POINTS, size)
        for number in range(2, 24):
            radius += size * rng.normal(0, 0.28) / number * np.sin(number * turn + rng.uniform(0, 2 * math.pi))
        radius = np.maximum(radius, 0.2 * size)
        ring = np.stack([x + radius * np.cos(turn), y + radius * np.sin(turn)], axis=1)
        shapes.append(shapely.Polygon(np.round(ring, 4)))
    joined = shapely.get_parts(shapely.union_all(np.array(shapes, dtype=object)))
    return shapely.make_valid(shapely.transform(joined, lambda xy: np.round(xy, 4)))
