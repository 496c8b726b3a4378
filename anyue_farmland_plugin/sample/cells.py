# SPDX-License-Identifier: GPL-2.0-or-later
"""Terraces: every pixel goes to the nearest parcel seed of its own contour band.

Parcels therefore run along the contours and share whole terrace edges with their
neighbours, which is what tells hill farmland from a Voronoi diagram.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from anyue_farmland_plugin.sample.terrain import CELL, PADDY_BAND, PIXEL, Terrain

REACH = 3  # seeds are looked for this many grid cells away
BAND_COST = 140.0  # metres one contour band is worth
_FAR = np.float32(1e6)


@dataclass(frozen=True)
class Seeds:
    """One seed per grid cell: local coordinates (n, 2), and the number of seeds."""

    xy: np.ndarray
    alive: np.ndarray


@dataclass(frozen=True)
class Cells:
    """Label raster of parcel seeds (int32) and the seeds themselves."""

    label: np.ndarray
    seeds: Seeds


def make_cells(terrain: Terrain, rng: np.random.Generator) -> Cells:
    """Return the terrace pieces of the whole grid, one label per seed."""
    frame = terrain.frame
    grid = (frame.rows // CELL, frame.columns // CELL)
    step = CELL * PIXEL
    north, east = np.indices(grid).astype(float)
    shift = rng.uniform(0.06, 0.94, (2, *grid))
    xy = np.stack([frame.west + (east + shift[0]) * step, frame.south + (north + shift[1]) * step], axis=-1)
    alive = rng.random(grid) > 0.30
    row, column = frame.pixel_of(xy.reshape(-1, 2))
    band = terrain.band[row, column].reshape(grid)
    # Valley floors carry smaller fields: they keep more of their seeds.
    alive |= (band <= PADDY_BAND) & (rng.random(grid) > 0.35)
    label = _nearest(terrain, np.where(alive[..., None], xy, _FAR), band)
    return Cells(label, Seeds(xy.reshape(-1, 2), alive.ravel()))


def _shifted(values: np.ndarray, down: int, right: int, fill: float) -> np.ndarray:
    """Return a seed grid moved so that [i, j] holds the seed at [i + down, j + right]."""
    result = np.full_like(values, fill)
    rows, columns = values.shape
    result[max(-down, 0) : rows - max(down, 0), max(-right, 0) : columns - max(right, 0)] = values[
        max(down, 0) : rows - max(-down, 0), max(right, 0) : columns - max(-right, 0)
    ]
    return result


def _nearest(terrain: Terrain, xy: np.ndarray, band: np.ndarray) -> np.ndarray:
    """Return for each pixel the index of the cheapest seed around its grid cell."""
    frame, (rows, columns) = terrain.frame, band.shape
    blocks = (rows, CELL, columns, CELL)
    x = frame.x.astype(np.float32).reshape(1, 1, columns, CELL)
    y = frame.y.astype(np.float32).reshape(rows, CELL, 1, 1)
    pixel_band = terrain.band.reshape(blocks)
    best = np.full(blocks, np.inf, dtype=np.float32)
    label = np.zeros(blocks, dtype=np.int32)
    index = np.arange(rows * columns, dtype=np.int32).reshape(rows, columns)
    for down in range(-REACH, REACH + 1):
        for right in range(-REACH, REACH + 1):
            seed_x = _shifted(xy[..., 0].astype(np.float32), down, right, float(_FAR)).reshape(rows, 1, columns, 1)
            seed_y = _shifted(xy[..., 1].astype(np.float32), down, right, float(_FAR)).reshape(rows, 1, columns, 1)
            seed_band = _shifted(band, down, right, 9999).reshape(rows, 1, columns, 1)
            cost = np.abs(pixel_band - seed_band).astype(np.float32)
            cost *= np.float32(BAND_COST)
            cost *= cost
            cost += (x - seed_x) ** 2 + (y - seed_y) ** 2
            better = cost < best
            np.copyto(best, cost, where=better)
            number = _shifted(index, down, right, 0).reshape(rows, 1, columns, 1)
            np.copyto(label, np.broadcast_to(number, blocks), where=better)
    return label.reshape(frame.rows, frame.columns)
