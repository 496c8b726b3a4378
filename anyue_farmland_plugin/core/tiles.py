# SPDX-License-Identifier: GPL-2.0-or-later
"""An order of polygons in which neighbours come together, and batches cut from it."""

from __future__ import annotations

import numpy as np

_BITS = 16  # cells per axis: finer than any batch


def tile_batches(bounds: np.ndarray, size: int) -> list:
    """Return row numbers in batches of up to ``size``, neighbours together (Z-order of the boxes' centres).

    ``bounds`` has one row of min x, min y, max x, max y per polygon; rows with NaN come last.
    Every batch is in ascending order.
    """
    order = tile_order(bounds)
    return [np.sort(order[start : start + size]) for start in range(0, len(order), size)]


def tile_order(bounds: np.ndarray) -> np.ndarray:
    """Return the rows along a Z-order curve over all boxes."""
    centre = (bounds[:, :2] + bounds[:, 2:]) / 2.0
    finite = np.isfinite(centre).all(axis=1)
    if not finite.any():
        return np.arange(len(bounds))
    low, high = centre[finite].min(axis=0), centre[finite].max(axis=0)
    side = max(float((high - low).max()), 1e-9)
    cells = np.zeros((len(bounds), 2), dtype=np.int64)
    cells[finite] = np.minimum((centre[finite] - low) / side * (1 << _BITS), (1 << _BITS) - 1)
    keys = np.where(finite, _interleaved(cells[:, 0]) | (_interleaved(cells[:, 1]) << 1), 1 << (2 * _BITS))
    return np.argsort(keys, kind="stable")


def _interleaved(values: np.ndarray) -> np.ndarray:
    """Return the bits of the values with a zero after each."""
    spread = values.astype(np.int64)
    for shift, mask in ((8, 0x00FF00FF), (4, 0x0F0F0F0F), (2, 0x33333333), (1, 0x55555555)):
        spread = (spread | (spread << shift)) & mask
    return spread
