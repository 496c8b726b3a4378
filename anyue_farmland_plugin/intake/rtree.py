# SPDX-License-Identifier: GPL-2.0-or-later
"""The R-tree index of a GeoPackage, decoded page by page: all boxes at once instead of row by row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Optional

import numpy as np

from anyue_farmland_plugin.core.ports import Boxes

# https://www.sqlite.org/rtree.html: a page is depth (root only) and cell count, two bytes each, then the cells:
# the row id (leaf) or page number (above), and min x, max x, min y, max y rounded outwards.
_HEADER = 4
_CELL = np.dtype([("target", ">i8"), ("box", ">f4", (4,))])
_ROOT = 1
_DEEPEST = 40


def decoded(numbers: Sequence[int], pages: Sequence[bytes]) -> Optional[Boxes]:
    """Return the boxes of all rows; ``numbers`` are the pages' own, ascending.

    None means that the pages are no sound index and nobody should rely on them.
    """
    sizes = {len(page) for page in pages}
    if len(sizes) != 1 or min(sizes) < _HEADER + _CELL.itemsize:
        return None
    size = sizes.pop()
    raw = np.frombuffer(b"".join(pages), dtype=np.uint8).reshape(len(pages), size)
    capacity = (size - _HEADER) // _CELL.itemsize
    heads = np.ascontiguousarray(raw[:, :_HEADER]).view(">u2").astype(np.int64)
    cells = np.ascontiguousarray(raw[:, _HEADER : _HEADER + capacity * _CELL.itemsize]).view(_CELL)
    used = np.arange(capacity) < heads[:, 1:]
    if heads[:, 1].max() > capacity:
        return None
    leaves = _leaves(np.asarray(numbers, dtype=np.int64), heads[:, 0], cells["target"], used)
    return None if leaves is None else _boxes(cells[leaves][used[leaves]])


def _leaves(numbers: np.ndarray, depths: np.ndarray, targets: np.ndarray, used: np.ndarray) -> Optional[np.ndarray]:
    """Return the pages of the lowest level, by walking down from the root; None on a broken link."""
    level = np.flatnonzero(numbers == _ROOT)
    depth = int(depths[level[0]]) if len(level) else _DEEPEST + 1
    if depth > _DEEPEST:
        return None
    for _ in range(depth):
        below = targets[level][used[level]].astype(np.int64)
        level = np.minimum(np.searchsorted(numbers, below), len(numbers) - 1)
        if len(np.unique(below)) != len(below) or (numbers[level] != below).any():
            return None
    return level


def _boxes(cells: np.ndarray) -> Optional[Boxes]:
    fids = cells["target"].astype(np.int64)
    order = np.argsort(fids)
    fids = fids[order]
    if (np.diff(fids) == 0).any():
        return None
    return Boxes(fids, cells["box"][order][:, [0, 2, 1, 3]].astype(np.float64))
