# SPDX-License-Identifier: GPL-2.0-or-later
"""Turn labels of ground cells into polygons whose neighbours share every vertex bit for bit.

Each side of a cell is drawn once, as a wiggly line that stays clear of the next lines; polygons of
any labelling (parcels, villages, townships) are chains of these lines.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import shapely

from tests.bench.landscape import Axes

ORIGIN = (529_000.0, 3_332_000.0)  # the county's middle in EPSG:4544
JITTER, LENS, SPACING = 0.18, 0.06, 5.4
_BATCH = 60_000  # polygons made at once
_EAST, _NORTH, _WEST, _SOUTH = range(4)


class Bend:
    """The fixed bending of the ground: terraces run along contours. Area is kept, and so is topology."""

    def __init__(self, rng: np.random.Generator) -> None:
        self._waves = [
            (rng.uniform(0.7, 1.3) * height, length, rng.uniform(0, 2 * math.pi))
            for height, length in ((330.0, 3100.0), (270.0, 2300.0), (30.0, 710.0))
        ]

    def __call__(self, xy: np.ndarray) -> np.ndarray:
        """Return map coordinates, rounded to 0.0001 m."""
        x, y = xy[:, 0] * 1.35, xy[:, 1] / 1.35
        for height, length, phase in self._waves:
            x = x + height * np.sin(2 * math.pi * y / length + phase)
            y = y + height * np.sin(2 * math.pi * x / (1.3 * length) + 2 * phase)
        return np.round(np.stack([x + ORIGIN[0], y + ORIGIN[1]], axis=1), 4)


@dataclass(frozen=True)
class Sides:
    """Drawn cell sides: slot per side (-1 not drawn), first inner point per slot, all points (nodes first)."""

    shape: tuple[int, int]
    slot: np.ndarray
    offset: np.ndarray
    points: np.ndarray
    side: np.ndarray

    @property
    def nodes(self) -> int:
        """Return the number of grid nodes, which is also where inner points begin."""
        return (self.shape[0] + 1) * (self.shape[1] + 1)


def _border(label: np.ndarray) -> np.ndarray:
    """Return the numbers of the sides between different labels: sides heading east first, then north."""
    rows, columns = label.shape
    below = np.flatnonzero(label[1:] != label[:-1]) + columns
    row, column = np.nonzero(label[:, 1:] != label[:, :-1])
    return np.concatenate([below, (rows + 1) * columns + row * (columns + 1) + column + 1])


def _labels_beside(label: np.ndarray, side: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the labels left and right of sides run through in their own direction."""
    rows, columns = label.shape
    count, flat = (rows + 1) * columns, label.ravel()
    east = side < count
    row, column = np.divmod(side - count, columns + 1)
    left = np.where(east, side, row * columns + column - 1)
    right = np.where(east, side - columns, row * columns + column)
    return flat[left], flat[right]


def _ends(shape: tuple[int, int], side: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return first and last node of sides."""
    rows, columns = shape
    count = (rows + 1) * columns
    east = side < count
    row, column = np.divmod(side, columns)
    start = np.where(east, row * (columns + 1) + column, side - count)
    return start, start + np.where(east, 1, columns + 1)


def draw_sides(axes: Axes, label: np.ndarray, bend: Bend, rng: np.random.Generator) -> Sides:
    """Draw every side between two labels."""
    shape, side = label.shape, _border(label)
    xy = _nodes(axes, rng)
    start, end = (xy[node] for node in _ends(shape, side))
    along = end - start
    length = np.hypot(*along.T)
    count = np.maximum(np.rint(length / SPACING).astype(np.int64) - 1, 0)
    offset = np.concatenate([[0], np.cumsum(count)])
    owner = np.repeat(np.arange(len(side)), count)
    share = (np.arange(offset[-1]) - offset[owner] + 1) / (count[owner] + 1)
    reach = np.minimum(LENS * length, JITTER * _clearance(axes, side))
    (long, short), beat = rng.uniform(0, 2 * math.pi, (2, len(side))), rng.uniform(1.5, 9.0, len(side))
    beats = beat[owner] * share
    wave = 0.6 * np.sin(beats + long[owner]) + 0.4 * np.sin(3.1 * beats + short[owner])
    aside = reach[owner] * wave * np.minimum(1.0, np.minimum(share, 1 - share) / 0.25)
    normal = np.stack([-along[:, 1], along[:, 0]], axis=1) / length[:, None]
    inner = start[owner] + share[:, None] * along[owner] + aside[:, None] * normal[owner]
    slot = np.full((shape[0] + 1) * shape[1] + shape[0] * (shape[1] + 1), -1, dtype=np.int32)
    slot[side] = np.arange(len(side))
    return Sides(shape, slot, offset, np.concatenate([bend(xy), bend(inner)]), side)


def _nodes(axes: Axes, rng: np.random.Generator) -> np.ndarray:
    """Return the grid's nodes, shaken; both banks of a road move together along it."""
    rows, columns = len(axes.y), len(axes.x)
    shake = rng.uniform(-JITTER, JITTER, (2, rows, columns))
    shake[0][1:][axes.thin_rows] = shake[0][:-1][axes.thin_rows]
    shake[1][:, 1:][:, axes.thin_columns] = shake[1][:, :-1][:, axes.thin_columns]
    x, y = (
        axis + move * room
        for axis, move, room in (
            (axes.x[None, :], shake[0], _room(axes.x)[None, :]),
            (axes.y[:, None], shake[1], _room(axes.y)[:, None]),
        )
    )
    return np.stack([x.ravel(), y.ravel()], axis=1)


def _room(edges: np.ndarray) -> np.ndarray:
    """Return the width of the narrower row beside each grid line."""
    width = np.diff(edges)
    return np.minimum(np.append(width, width[-1]), np.insert(width, 0, width[0]))


def _clearance(axes: Axes, side: np.ndarray) -> np.ndarray:
    """Return the width of the narrower cell beside each side."""
    rows, columns = len(axes.y) - 1, len(axes.x) - 1
    count = (rows + 1) * columns
    beside_row, beside_column = _room(axes.y), _room(axes.x)
    place = np.minimum(side // columns, rows)
    return np.where(side < count, beside_row[place], beside_column[(side - count) % (columns + 1)])


def polygons(sides: Sides, label: np.ndarray, thin_out: bool = False) -> Iterator[np.ndarray]:
    """Yield the polygons of labels 0, 1, … in batches; every label must be one patch of cells.

    ``thin_out`` leaves out every other inner point.
    """
    owner, half, ring = _rings(sides, label)
    count = int(label.max()) + 1
    for low in range(0, count, _BATCH):
        a, b = np.searchsorted(owner, [low, low + _BATCH])
        yield _batch(sides, (owner[a:b] - low, half[a:b], ring[a:b]), thin_out)


def _rings(sides: Sides, label: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return label, half side and ring number, in the order of labels, rings and places along the ring."""
    border = _border(label)
    left, right = _labels_beside(label, border)
    # Half 2n runs through side n in its own direction, half 2n + 1 against it; its label is on its left.
    mine = np.stack([left, right], axis=1).ravel()
    number = np.full(len(sides.slot), -1, dtype=np.int32)
    number[border] = np.arange(len(border))
    following = _following(sides.shape, border, mine, number)
    root, place = _order(following)
    keep = np.flatnonzero(mine >= 0)
    keep = keep[np.lexsort((place[keep], root[keep], mine[keep]))]
    ring = np.cumsum(np.diff(root[keep], prepend=-1) != 0) - 1
    slot = sides.slot[border].astype(np.int64)
    return mine[keep], 2 * slot[keep // 2] + keep % 2, ring


def _following(shape: tuple[int, int], border: np.ndarray, mine: np.ndarray, number: np.ndarray) -> np.ndarray:
    """Return the half that continues each half along the same polygon.

    Turning right first keeps a ring from meeting itself where two cells of a polygon touch at a corner.
    """
    columns, count = shape[1], (shape[0] + 1) * shape[1]
    start, end = _ends(shape, border)
    node = np.stack([end, start], axis=1).ravel()
    east = np.repeat(border < count, 2)
    back = np.arange(len(node)) % 2 == 1
    heading = np.where(east, np.where(back, _WEST, _EAST), np.where(back, _SOUTH, _NORTH))
    row, column = np.divmod(node, columns + 1)
    ways = np.stack([row * columns + column, count + node, row * columns + column - 1, count + node - columns - 1])
    result = np.full(len(node), -1, dtype=np.int64)
    for turn in (3, 0, 1):
        way = (heading + turn) % 4
        side = number[np.take_along_axis(ways, way[None], axis=0)[0]]
        half = 2 * side.astype(np.int64) + (way >= _WEST)
        good = (result < 0) & (side >= 0) & (mine[half] == mine)
        result[good] = half[good]
    return result


def _order(following: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the smallest half of each ring and the place along the ring, by doubling jumps."""
    root, jump = np.arange(len(following)), following.copy()
    while True:
        lower = np.minimum(root, root[jump])
        if (lower == root).all():
            break
        root, jump = lower, jump[jump]
    last = following == root  # the next one is where the ring begins
    jump = np.where(last, np.arange(len(root)), following)
    ahead = (~last).astype(np.int64)
    while True:
        farther = ahead[jump]
        if not farther.any():
            break
        ahead, jump = ahead + farther, jump[jump]
    return root, -ahead


def _batch(sides: Sides, halves: tuple[np.ndarray, np.ndarray, np.ndarray], thin_out: bool) -> np.ndarray:
    owner, half, ring = halves
    slot, back = half // 2, half % 2 == 1
    start, end = _ends(sides.shape, sides.side[slot])
    inner = np.diff(sides.offset)[slot]
    first = np.concatenate([[0], np.cumsum(inner + 1)])
    of = np.repeat(np.arange(len(half)), inner + 1)
    step = np.arange(first[-1]) - first[of]
    place = np.where(back[of], inner[of] - step, step - 1)
    point = np.where(step == 0, np.where(back, end, start)[of], sides.nodes + sides.offset[slot][of] + place)
    ring = ring - ring[0]
    ring_of = ring[of]
    if thin_out:
        keep = (step == 0) | (place % 2 == 1)
        point, ring_of = point[keep], ring_of[keep]
    rings = shapely.linearrings(sides.points[point], indices=ring_of)
    holes = ~shapely.is_ccw(rings)
    owners = owner[np.flatnonzero(np.diff(ring, prepend=-1))]
    order = np.lexsort((holes, owners))
    return shapely.polygons(rings[order], indices=owners[order])
