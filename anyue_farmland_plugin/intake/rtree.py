# SPDX-License-Identifier: GPL-2.0-or-later
"""The R-tree index of a GeoPackage, decoded page by page: all boxes at once instead of row by row."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Optional

import numpy as np

from anyue_farmland_plugin.core.ports import Boxes

# https://www.sqlite.org/rtree.html: a page is depth (root only) and cell count, two bytes each, then the cells:
# the row id (leaf) or page number (above), and min x, max x, min y, max y rounded outwards.
_HEADER = 4
_CELL = np.dtype([("target", ">i8"), ("box", ">f4", (4,))])
_ROOT = 1
_DEEPEST = 40
_ORDER = (0, 2, 1, 3)  # of a cell's numbers as min x, min y, max x, max y


def decoded(pages: Iterable[tuple[int, bytes]]) -> Optional[Boxes]:
    """Return the boxes of all rows from (number, content) of the pages, in ascending order of numbers.

    None means that the pages are no sound index and nobody should rely on them.
    """
    numbers, sizes, together = [], set(), bytearray()
    for number, page in pages:
        numbers.append(number)
        sizes.add(len(page))
        together += page
    if len(sizes) != 1 or min(sizes) < _HEADER + _CELL.itemsize:
        return None
    size = sizes.pop()
    capacity = (size - _HEADER) // _CELL.itemsize
    spare = f"V{size - _HEADER - capacity * _CELL.itemsize}"
    form = np.dtype([("depth", ">u2"), ("count", ">u2"), ("cells", _CELL, (capacity,)), ("spare", spare)])
    table = np.frombuffer(together, dtype=form)
    counts = table["count"].astype(np.int64)
    if counts.max() > capacity:
        return None
    leaves = _leaves(np.array(numbers, dtype=np.int64), table, np.arange(capacity) < counts[:, None])
    return None if leaves is None else _boxes(table["cells"][leaves][np.arange(capacity) < counts[leaves][:, None]])


def _leaves(numbers: np.ndarray, table: np.ndarray, used: np.ndarray) -> Optional[np.ndarray]:
    """Return the pages of the lowest level, by walking down from the root; None on a broken link."""
    level = np.flatnonzero(numbers == _ROOT)
    depth = int(table["depth"][level[0]]) if len(level) else _DEEPEST + 1
    if depth > _DEEPEST:
        return None
    for _ in range(depth):
        below = table["cells"]["target"][level][used[level]].astype(np.int64)
        level = np.minimum(np.searchsorted(numbers, below), len(numbers) - 1)
        if len(np.unique(below)) != len(below) or (numbers[level] != below).any():
            return None
    return level


def _boxes(cells: np.ndarray) -> Optional[Boxes]:
    """Return the boxes of the cells by row; None when a row comes twice."""
    fids = cells["target"].astype(np.int64)
    order = np.argsort(fids)
    fids = fids[order]
    if (np.diff(fids) == 0).any():
        return None
    return Boxes(fids, cells["box"][order][:, _ORDER].astype(np.float64))
