# SPDX-License-Identifier: GPL-2.0-or-later
"""A spatial index packed in one go, in the pages of SQLite's R-tree (https://www.sqlite.org/rtree.html).

Inserting row by row costs tens of microseconds and splits pages; a packed tree has full, compact pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Sequence

import numpy as np

BoxArray = np.ndarray  # (n, 4) float64: min x, min y, max x, max y; NaN where a row has no box

CELL_BYTES, HEAD_BYTES = 24, 4
ROOT = 1
_CELL = np.dtype([("target", ">i8"), ("box", ">f4", (4,))])
_SLACK = 8  # a tenth to a sixth of each page stays free, or the next rows would split every page
_DOWN, _UP = 1.0 - 1.0 / 8388608.0, 1.0 + 1.0 / 8388608.0


@dataclass(frozen=True)
class PackedTree:
    """Rows of the three tables below an R-tree: (number, page), (number, parent), (row id, page number)."""

    pages: list
    parents: list
    rows: list


@dataclass(frozen=True)
class _Level:
    """Pages of one level: members sorted by page, the page of each, and the boxes of the pages."""

    targets: np.ndarray
    boxes: np.ndarray
    page: np.ndarray

    @property
    def pages(self) -> int:
        """Number of pages; an empty tree has one, too."""
        return int(self.page[-1]) + 1 if len(self.page) else 1

    def box_of_pages(self) -> np.ndarray:
        """Return the box around each page's members."""
        first = np.flatnonzero(np.diff(self.page, prepend=-1))
        low = np.minimum.reduceat(self.boxes[:, [0, 2]], first)
        high = np.maximum.reduceat(self.boxes[:, [1, 3]], first)
        return np.stack((low[:, 0], high[:, 0], low[:, 1], high[:, 1]), axis=1)


def packed_tree(runs: Sequence, *, page_bytes: int) -> PackedTree:
    """Return the tree over runs (first row id, boxes) of rows with ascending ids; rows without a box are left out."""
    ids = np.concatenate([np.arange(first, first + len(boxes)) for first, boxes in runs])
    boxes = np.concatenate([boxes for _, boxes in runs])
    known = ~np.isnan(boxes).any(axis=1)
    capacity = (page_bytes - HEAD_BYTES) // CELL_BYTES
    levels = [_level(ids[known], outward(boxes[known]), capacity)]
    while levels[-1].pages > 1:
        around = levels[-1].box_of_pages()
        levels.append(_level(np.arange(len(around)), around, capacity))
    starts = _numbers(levels)
    pages: list = []
    parents: list = []
    for height, level in enumerate(levels):
        targets = level.targets if height == 0 else level.targets + starts[height - 1]
        depth = height if height == len(levels) - 1 else 0
        pages += enumerate(_pages(level, targets, depth, page_bytes), starts[height])
        parents += zip(targets.tolist(), (level.page + starts[height]).tolist()) if height else []
    by_id = np.argsort(levels[0].targets)
    rows = zip(levels[0].targets[by_id].tolist(), (levels[0].page[by_id] + starts[0]).tolist())
    return PackedTree(pages, parents, list(rows))


def outward(boxes: BoxArray) -> np.ndarray:
    """Return (min x, max x, min y, max y) in single precision, rounded outwards as SQLite does it."""
    low, high = boxes[:, [0, 1]], boxes[:, [2, 3]]
    down, up = low.astype(np.float32), high.astype(np.float32)
    down = np.where(down > low, (low * np.where(low < 0.0, _UP, _DOWN)).astype(np.float32), down)
    up = np.where(up < high, (high * np.where(high < 0.0, _DOWN, _UP)).astype(np.float32), up)
    return np.stack((down[:, 0], up[:, 0], down[:, 1], up[:, 1]), axis=1)


def _level(targets: np.ndarray, boxes: np.ndarray, capacity: int) -> _Level:
    """Sort the members into tiles of one page each: strips by x, pages within a strip by y."""
    count = len(targets)
    if count <= capacity:
        return _Level(targets, boxes, np.zeros(count, dtype=np.int64))
    fill = capacity - capacity // _SLACK
    pages = -(-count // fill)
    strip = fill * -(-pages // round(pages**0.5))
    centres = boxes[:, ::2].astype(np.float64) + boxes[:, 1::2]
    order = np.argsort(centres[:, 0], kind="stable")
    order = order[np.lexsort((centres[order, 1], np.arange(count) // strip))]
    return _Level(targets[order], boxes[order], np.arange(count) // fill)


def _numbers(levels: list) -> list:
    """Return the number of each level's first page: the root is 1, the levels below follow."""
    starts, free = [], ROOT + 1
    for level in levels[:-1]:
        starts.append(free)
        free += level.pages
    return [*starts, ROOT]


def _pages(level: _Level, targets: np.ndarray, depth: int, page_bytes: int) -> list:
    count = level.pages
    capacity = (page_bytes - HEAD_BYTES) // CELL_BYTES
    sizes = np.bincount(level.page, minlength=count)
    place = np.arange(len(level.page)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    cells = np.zeros((count, capacity), dtype=_CELL)
    cells["target"][level.page, place] = targets
    cells["box"][level.page, place] = level.boxes
    raw = np.zeros((count, page_bytes), dtype=np.uint8)
    raw[:, :2] = (depth >> 8, depth & 255)
    raw[:, 2:HEAD_BYTES] = sizes.astype(">u2").view(np.uint8).reshape(-1, 2)
    raw[:, HEAD_BYTES : HEAD_BYTES + capacity * CELL_BYTES] = cells.view(np.uint8).reshape(count, -1)
    return [bytes(page) for page in raw]
