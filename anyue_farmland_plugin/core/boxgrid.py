# SPDX-License-Identifier: GPL-2.0-or-later
"""Many boxes sorted into grids by their size, to be asked again and again which of them meet other boxes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

_STEP = 2.0  # from one grid's cells to those of the next …
_LEVELS = 12  # … and how many there are; the last has one cell
_MOST_CELLS = 4_096  # per axis of the finest grid
_SPARE = 0.999  # of a cell, which a box of its grid may measure: no rounding puts it elsewhere
_PORTION = 8_192  # boxes asked for at once; bounds memory
_FEW = 0.01  # of the boxes on each side, which may lie far away without making all cells large
_ROOM = 0.1  # of the extent of the others, on each side


@dataclass(frozen=True)
class _Level:
    """Boxes not larger than a cell, by the cell of their lower left corner, line by line.

    What lies beyond the grid is in its outermost cells.
    """

    low: np.ndarray
    size: float
    last: int  # cell of either axis
    keys: np.ndarray
    rows: np.ndarray
    bounds: np.ndarray

    @classmethod
    def of(cls, bounds: np.ndarray, rows: np.ndarray, grid: tuple) -> _Level:
        """Sort boxes with their rows; ``grid`` is where it begins, the size of a cell, the last cell."""
        low, size, last = grid
        cells = _cells(bounds[:, :2], low, size, last)
        keys = cells[:, 1] * (last + 1) + cells[:, 0]
        order = np.argsort(keys, kind="stable")
        return cls(low, size, last, keys[order], rows[order], bounds[order])

    def meeting(self, asked: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return (row of ``asked``, row of a box) of all pairs that overlap or touch."""
        one, box = self._candidates(asked)
        found, other = self.bounds[box], asked[one]
        near = np.flatnonzero(
            (found[:, 0] <= other[:, 2])
            & (found[:, 2] >= other[:, 0])
            & (found[:, 1] <= other[:, 3])
            & (found[:, 3] >= other[:, 1])
        )
        return one[near], self.rows[box[near]]

    def _candidates(self, asked: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return (row of ``asked``, place of a box) of all pairs that may meet."""
        first = _cells(asked[:, :2] - self.size, self.low, self.size, self.last)
        stop = _cells(asked[:, 2:], self.low, self.size, self.last)
        up, line = _ranges(first[:, 1], stop[:, 1] - first[:, 1] + 1)
        begin = up * (self.last + 1)
        start = np.searchsorted(self.keys, begin + first[line, 0])
        end = np.searchsorted(self.keys, begin + stop[line, 0], side="right")
        place, of_line = _ranges(start, end - start)
        return line[of_line], place


def _cells(points: np.ndarray, low: np.ndarray, size: float, last: int) -> np.ndarray:
    """Return the cells of points: never falling where coordinates rise, however far away they are."""
    with np.errstate(invalid="ignore", over="ignore"):
        return np.clip(np.nan_to_num(np.floor((points - low) / size), nan=0.0), 0, last).astype(np.int64)


def _ranges(start: np.ndarray, size: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    origin = np.repeat(np.arange(len(size)), size)
    return np.arange(len(origin)) + (start - np.cumsum(size) + size)[origin], origin


@dataclass(frozen=True)
class BoxGrid:
    """The boxes (rows of min x, min y, max x, max y) by size; ``strange`` are the rows that are not finite."""

    strange: np.ndarray
    levels: tuple

    @classmethod
    def of(cls, bounds: np.ndarray) -> BoxGrid:
        """Sort the boxes."""
        strange = np.empty(0, dtype=np.int64)
        if not np.isfinite(bounds.sum()):
            strange = np.flatnonzero(~np.isfinite(bounds).all(axis=1))
        rows = np.setdiff1d(np.arange(len(bounds)), strange) if len(strange) else np.arange(len(bounds))
        sound = bounds[rows] if len(strange) else bounds
        return cls(strange, tuple(_levels(sound, rows)))

    def meeting(self, asked: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return (row of ``asked``, row of a box) of all pairs that overlap or touch, sorted by both.

        A row of ``asked`` that is not finite meets nothing.
        """
        finite = np.flatnonzero(np.isfinite(asked).all(axis=1))
        found = [self._meeting(asked, finite[start : start + _PORTION]) for start in range(0, len(finite), _PORTION)]
        nothing = np.empty(0, dtype=np.int64)
        first, second = zip(*found) if found else ((nothing,), (nothing,))
        return np.concatenate(first), np.concatenate(second)

    def _meeting(self, asked: np.ndarray, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        found = [np.empty((2, 0), dtype=np.int64), *(np.stack(level.meeting(asked[rows])) for level in self.levels)]
        one, box = np.concatenate(found, axis=1)
        order = np.lexsort((box, one))
        return rows[one[order]], box[order]


def _levels(bounds: np.ndarray, rows: np.ndarray) -> Iterator[_Level]:
    if len(rows) == 0:
        return
    with np.errstate(over="ignore"):
        sizes = np.maximum(bounds[:, 2] - bounds[:, 0], bounds[:, 3] - bounds[:, 1])
    low, high = _most(bounds[:, :2])
    extent = float((high - low).max())
    size = max(float(np.median(sizes)) / _SPARE, extent / _MOST_CELLS) or 1.0
    left = np.arange(len(rows))
    for number in range(_LEVELS):
        last = int(min(extent / size, _MOST_CELLS)) if number < _LEVELS - 1 else 0
        fits = (sizes[left] <= size * _SPARE) | (last == 0)
        held = left[fits]
        if len(held):
            yield _Level.of(bounds[held], rows[held], (low, size, last))
        left = left[~fits]
        size *= _STEP


def _most(corners: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the corners of a box around most of the points."""
    few = int(len(corners) * _FEW)
    ordered = np.partition(corners, (few, len(corners) - 1 - few), axis=0)
    low, high = ordered[few], ordered[len(corners) - 1 - few]
    room = (high - low) * _ROOM
    return low - room, high + room
