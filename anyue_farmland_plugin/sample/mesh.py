# SPDX-License-Identifier: GPL-2.0-or-later
"""Turn a label raster into a planar graph of smooth shared boundaries.

Every boundary point stays on the line between two pixel centres of different label, and
every junction joins exactly three labels.  Whatever the smoothing does, lines cannot
cross, and neighbours share their boundary vertex for vertex because it exists once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

SMOOTHING_ROUNDS = 14
MARGIN = 0.08  # share of the pixel distance a boundary point keeps from either centre


@dataclass(frozen=True)
class Crossings:
    """Boundary points between two neighbouring pixels (flat pixel numbers ``low``, ``high``).

    ``share`` is the place on the way from low to high; ``pinned`` points are not smoothed.
    """

    low: np.ndarray
    high: np.ndarray
    share: np.ndarray
    pinned: np.ndarray


@dataclass(frozen=True)
class Links:
    """Directed pieces of boundary: start and end point, label on the left and on the right."""

    start: np.ndarray
    end: np.ndarray
    left: np.ndarray
    right: np.ndarray


@dataclass(frozen=True)
class Mesh:
    """Points (crossings first, then junctions; pixel units) and the links between them."""

    xy: np.ndarray
    crossing_count: int
    links: Links


@dataclass(frozen=True)
class _Quads:
    """The 2 x 2 pixel blocks met by a boundary: corner labels and edge points, both in order."""

    corner: np.ndarray
    edge: np.ndarray


def find_crossings(label: np.ndarray) -> Crossings:
    """Return the points between horizontally, then vertically neighbouring pixels."""
    rows, columns = label.shape
    number = np.arange(rows * columns).reshape(rows, columns)
    beside, above = label[:, 1:] != label[:, :-1], label[1:] != label[:-1]
    low = np.concatenate([number[:, :-1][beside], number[:-1][above]])
    high = np.concatenate([number[:, 1:][beside], number[1:][above]])
    return Crossings(low, high, np.full(len(low), 0.5), np.zeros(len(low), dtype=bool))


def make_mesh(label: np.ndarray, crossings: Crossings, linear: np.ndarray) -> Mesh:
    """Return the boundary graph of ``label``; the raster's rim must be one outside label.

    ``linear`` marks pixels of roads and rivers, which stay connected across pixel corners.
    """
    quads = _quads(label)
    chunks, junctions = _link_quads(quads, linear.ravel(), len(crossings.low))
    parts = [np.concatenate([chunk[i] for chunk in chunks]) for i in range(4)]
    links = Links(*parts)
    share = _smooth(label.shape[1], crossings, links, junctions)
    points = _crossing_xy(label.shape[1], crossings, share)
    centres = _junction_xy(points, links, junctions)
    return Mesh(np.concatenate([points, centres]), len(points), links)


def corner_links(label: np.ndarray, linear: np.ndarray) -> np.ndarray:
    """Return pairs of flat pixel numbers (n, 2) that belong together across a corner."""
    rows, columns = label.shape
    number = np.arange(rows * columns).reshape(rows, columns)
    a, b, c, d = label[:-1, :-1], label[:-1, 1:], label[1:, 1:], label[1:, :-1]
    na, nb, nc, nd = number[:-1, :-1], number[:-1, 1:], number[1:, 1:], number[1:, :-1]
    up = (a == c) & (a != b) & (a != d)
    down = (b == d) & (b != a) & (b != c)
    both = up & down
    flat = linear.ravel()
    up &= ~both | flat[na] | ~flat[nb]
    down &= ~both | ~up
    return np.concatenate([np.stack([na[up], nc[up]], 1), np.stack([nb[down], nd[down]], 1)])


def _quads(label: np.ndarray) -> _Quads:
    columns = label.shape[1]
    beside, above = label[:, 1:] != label[:, :-1], label[1:] != label[:-1]
    h = np.full(beside.shape, -1, dtype=np.int64)
    v = np.full(above.shape, -1, dtype=np.int64)
    h[beside] = np.arange(beside.sum())
    v[above] = np.arange(above.sum()) + beside.sum()
    met = beside[:-1] | beside[1:] | above[:, :-1] | above[:, 1:]
    row, column = np.nonzero(met)
    corner = np.stack(
        [label[row, column], label[row, column + 1], label[row + 1, column + 1], label[row + 1, column]]
    )
    edge = np.stack([h[row, column], v[row, column + 1], h[row + 1, column], v[row, column]])
    pixel = row * columns + column
    return _Quads(np.concatenate([corner, [pixel]]), edge)


_Chunk = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]


def _spokes(quads: _Quads, pick: np.ndarray, sides: tuple[int, ...], node: np.ndarray) -> list[_Chunk]:
    """Return links from the given block edges to a junction, skipping edges without a point."""
    chunks = []
    for side in sides:
        edge = quads.edge[side, pick]
        has = edge >= 0
        left, right = quads.corner[side, pick][has], quads.corner[(side + 1) % 4, pick][has]
        chunks.append((edge[has], node[has], left, right))
    return chunks


def _direct(quads: _Quads, pick: np.ndarray, first: int, second: int) -> _Chunk:
    """Return links that lead straight from one block edge to another."""
    left, right = quads.corner[first, pick], quads.corner[(first + 1) % 4, pick]
    return quads.edge[first, pick], quads.edge[second, pick], left, right


def _link_quads(quads: _Quads, linear: np.ndarray, first_node: int) -> tuple[list[_Chunk], int]:
    """Return all links and the number of junctions."""
    count = (quads.edge >= 0).sum(axis=0)
    chunks = []
    for first in range(4):
        for second in range(first + 1, 4):
            pick = np.flatnonzero((count == 2) & (quads.edge[first] >= 0) & (quads.edge[second] >= 0))
            chunks.append(_direct(quads, pick, first, second))
    three = np.flatnonzero(count == 3)
    chunks += _spokes(quads, three, (0, 1, 2, 3), first_node + np.arange(len(three)))
    four = np.flatnonzero(count == 4)
    a, b, c, d = quads.corner[:4, four]
    up, down = a == c, b == d
    prefer_up = up & (~down | linear[quads.corner[4, four]] | ~linear[quads.corner[4, four] + 1])
    prefer_down = down & ~prefer_up
    chunks += [_direct(quads, four[prefer_up], 0, 1), _direct(quads, four[prefer_up], 2, 3)]
    chunks += [_direct(quads, four[prefer_down], 3, 0), _direct(quads, four[prefer_down], 1, 2)]
    cross = four[~up & ~down]
    near_b = first_node + len(three) + 2 * np.arange(len(cross))
    chunks += _spokes(quads, cross, (0, 1), near_b) + _spokes(quads, cross, (2, 3), near_b + 1)
    chunks.append((near_b, near_b + 1, quads.corner[0, cross], quads.corner[2, cross]))
    return chunks, len(three) + 2 * len(cross)


def _crossing_xy(columns: int, crossings: Crossings, share: np.ndarray) -> np.ndarray:
    low = np.stack([crossings.low % columns, crossings.low // columns], axis=1).astype(float)
    high = np.stack([crossings.high % columns, crossings.high // columns], axis=1).astype(float)
    return low + share[:, None] * (high - low)


def _junction_xy(points: np.ndarray, links: Links, junctions: int) -> np.ndarray:
    """Return each junction as the mean of the boundary points it joins."""
    first = len(points)
    total = np.zeros((junctions, 2))
    spoke = (links.end >= first) & (links.start < first)
    node = links.end[spoke] - first
    for axis in range(2):
        total[:, axis] = np.bincount(node, points[links.start[spoke], axis], minlength=junctions)
    count = np.bincount(node, minlength=junctions)
    return total / np.maximum(count, 1)[:, None]


def _smooth(columns: int, crossings: Crossings, links: Links, junctions: int) -> np.ndarray:
    """Return the shares after pulling each free point towards its two neighbours."""
    share, size = crossings.share.copy(), len(crossings.low)
    vertical = (crossings.high - crossings.low) > 1
    base = np.where(vertical, crossings.low // columns, crossings.low % columns).astype(float)
    free = ~crossings.pinned
    for _ in range(SMOOTHING_ROUNDS):
        points = _crossing_xy(columns, crossings, share)
        every = np.concatenate([points, _junction_xy(points, links, junctions)])
        mean = np.zeros((size, 2))
        for start, end in ((links.start, links.end), (links.end, links.start)):
            own = start < size
            for axis in range(2):
                mean[:, axis] += np.bincount(start[own], every[end[own], axis], minlength=size)[:size]
        wanted = np.where(vertical, mean[:, 1], mean[:, 0]) / 2.0 - base
        share[free] = np.clip(0.4 * share[free] + 0.6 * wanted[free], MARGIN, 1 - MARGIN)
    return share
