# SPDX-License-Identifier: GPL-2.0-or-later
"""The invented landscape of a benchmark county: which parcel, village and township every ground cell belongs to.

The ground is a grid of quads of about 27 m with thin rows and columns where roads run; it is bent
into place later. Everything follows from the seed.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from anyue_farmland_plugin.sample.faces import join

CELL, ROAD = 27.0, 5.0  # metres: an ordinary and a road row
CELLS_PER_PARCEL = 8.6  # of a whole county: woods, roads and rivers are parcels of many cells
FILLED = 0.72  # share of the rectangle inside the outline
ASPECT = 1.2
CODES = ("0101", "0103", "0201", "0301", "0307", "0404", "0702", "1003", "1006", "1101", "1104", "1202")
PADDY, DRY, ORCHARD, WOOD, SHRUB, GRASS, HOME, HIGHWAY, LANE, RIVER, POND, FACILITY = range(len(CODES))
_SHARES = ((ORCHARD, 0.12), (HOME, 0.10), (POND, 0.03), (FACILITY, 0.02), (GRASS, 0.03))


@dataclass(frozen=True)
class Axes:
    """Where rows and columns begin (metres from the middle) and which of them are thin."""

    x: np.ndarray
    y: np.ndarray
    thin_columns: np.ndarray
    thin_rows: np.ndarray

    @property
    def middles(self) -> tuple[np.ndarray, np.ndarray]:
        """Return the middles of columns and rows."""
        return (self.x[:-1] + self.x[1:]) / 2, (self.y[:-1] + self.y[1:]) / 2


@dataclass(frozen=True)
class Seeds:
    """Jittered points, one per square of a coarse grid."""

    x: np.ndarray
    y: np.ndarray
    step: tuple[float, float]


@dataclass(frozen=True)
class Landscape:
    """Labels per cell (rows, columns), -1 outside: parcel and village; class per parcel, village numbers per parcel."""

    axes: Axes
    parcel: np.ndarray
    village: np.ndarray
    dlbm: np.ndarray
    village_of_parcel: np.ndarray
    town_of_village: np.ndarray


class Waves:
    """A smooth random field of about unit variance."""

    def __init__(self, rng: np.random.Generator, wavelength: float, count: int = 6) -> None:
        angle = rng.uniform(0, math.pi) + math.pi * np.arange(count) / count
        number = 2 * math.pi / wavelength * rng.uniform(0.6, 1.5, count)
        self._east, self._north = number * np.cos(angle), number * np.sin(angle)
        self._phase = rng.uniform(0, 2 * math.pi, count)

    def __call__(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """Return the field at points."""
        total = np.zeros(np.broadcast(x, y).shape, dtype=np.float32)
        for east, north, phase in zip(self._east, self._north, self._phase):
            total += np.sin(east * x + north * y + phase, dtype=np.float32, casting="same_kind")
        return total / np.float32(math.sqrt(len(self._phase) / 2))

    def on_grid(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """Return the field on the grid of the two axes, by sums of outer products."""
        total = np.zeros((len(y), len(x)), dtype=np.float32)
        for east, north, phase in zip(self._east, self._north, self._phase):
            for of_north, of_east in ((np.cos, np.sin), (np.sin, np.cos)):
                total += np.outer(of_north(north * y), of_east(east * x + phase)).astype(np.float32)
        return total / np.float32(math.sqrt(len(self._phase) / 2))


def make_landscape(parcels: int, rng: np.random.Generator) -> Landscape:
    """Return a county of about ``parcels`` parcels."""
    axes = _axes(parcels * CELLS_PER_PARCEL / FILLED, rng)
    x, y = axes.middles
    east, north = np.meshgrid(x.astype(np.float32), y.astype(np.float32))
    inside = _inside(axes, east, north, rng)
    bent = east + 220 * Waves(rng, 3800.0).on_grid(x, y), north + 220 * Waves(rng, 3800.0).on_grid(x, y)
    villages = _seeds(axes, (2300.0, 1900.0), rng)
    village = np.where(inside, _nearest(*bent, villages), -1)
    del bent
    land, dlbm = _land(axes, (east, north), rng)
    _draw_lines(axes, land, dlbm, rng)
    used, village = _renumber(village)
    key = np.where(inside, village.astype(np.int64) * (int(land.max()) + 2) + land + 1, -1)
    parcel, first = patches_of(key)
    towns = _seeds(axes, (7600.0, 6600.0), rng)
    town = _nearest(villages.x.ravel()[used], villages.y.ravel()[used], towns)
    return Landscape(
        axes, parcel, village, dlbm.ravel()[first], village.ravel()[first], np.unique(town, return_inverse=True)[1]
    )


def _axes(cells: float, rng: np.random.Generator) -> Axes:
    high = round(math.sqrt(cells / ASPECT))
    sides = []
    for count, every in ((round(high * ASPECT), 31), (high, 25)):
        gaps = rng.integers(every - 5, every + 6, count // (every - 5) + 1)
        thin = np.zeros(count, dtype=bool)
        places = np.cumsum(gaps)
        thin[places[places < count]] = True
        edges = np.concatenate([[0.0], np.cumsum(np.where(thin, ROAD, CELL))])
        sides.append((edges - edges[-1] / 2, thin))
    return Axes(sides[0][0], sides[1][0], sides[0][1], sides[1][1])


def _inside(axes: Axes, east: np.ndarray, north: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Return the cells within the outline, which has lobes and a ragged edge and leaves the rim free."""
    u, v = east / axes.x[-1], north / axes.y[-1]
    turn = np.arctan2(v, u)
    reach = np.full(u.shape, 0.93, dtype=np.float32)
    for lobes, height in ((3, 0.035), (7, 0.018), (23, 0.009)):
        reach += np.float32(height) * np.sin(np.float32(lobes) * turn + np.float32(rng.uniform(0, 6.28)))
    inside = np.hypot(u, v) < reach
    inside[:2], inside[-2:], inside[:, :2], inside[:, -2:] = False, False, False, False
    return inside


def _seeds(axes: Axes, step: tuple[float, float], rng: np.random.Generator) -> Seeds:
    """Return one point per square, two squares beyond every side of the grid."""
    shape = tuple(int(span / size) + 6 for span, size in zip((np.ptp(axes.y), np.ptp(axes.x)), step[::-1]))
    row, column = np.indices(shape)
    x = axes.x[0] + (column - 2 + rng.uniform(0.1, 0.9, shape)) * step[0]
    y = axes.y[0] + (row - 2 + rng.uniform(0.1, 0.9, shape)) * step[1]
    return Seeds(x.astype(np.float32), y.astype(np.float32), step)


def _nearest(x: np.ndarray, y: np.ndarray, seeds: Seeds) -> np.ndarray:
    """Return the number of the nearest seed; distances are in units of the seeds' own squares."""
    rows, columns = seeds.x.shape
    left, low = seeds.x.min() // seeds.step[0], seeds.y.min() // seeds.step[1]
    column = np.clip((x // seeds.step[0] - left).astype(np.int32), 1, columns - 2)
    row = np.clip((y // seeds.step[1] - low).astype(np.int32), 1, rows - 2)
    best = np.full(x.shape, np.inf, dtype=np.float32)
    number = np.zeros(x.shape, dtype=np.int32)
    for down in (-1, 0, 1):
        for right in (-1, 0, 1):
            at = (row + down) * columns + column + right
            distance = ((seeds.x.ravel()[at] - x) / np.float32(seeds.step[0])) ** 2
            distance += ((seeds.y.ravel()[at] - y) / np.float32(seeds.step[1])) ** 2
            closer = distance < best
            np.copyto(best, distance, where=closer)
            np.copyto(number, at, where=closer)
    return number


def _land(
    axes: Axes, middles: tuple[np.ndarray, np.ndarray], rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Return a number per future parcel and its class, per cell, before roads and rivers."""
    x, y = axes.middles
    fields, woods = _seeds(axes, (3.3 * CELL, 2.55 * CELL), rng), _seeds(axes, (290.0, 250.0), rng)
    luck = rng.random(fields.x.shape)
    kind = np.where(Waves(rng, 900.0)(fields.x, fields.y) > 0.25, PADDY, DRY)
    bound = 0.0
    for code, share in _SHARES:
        kind[(luck >= bound) & (luck < bound + share)] = code
        bound += share
    number = _nearest(*middles, fields)
    dlbm = kind.ravel()[number].astype(np.int8)
    wooded = Waves(rng, 2600.0).on_grid(x, y) > 0.95
    wood = _nearest(middles[0][wooded], middles[1][wooded], woods)
    trees = np.where(rng.random(woods.x.size) < 0.35, SHRUB, WOOD)
    dlbm[wooded] = trees[wood]
    number[wooded] = fields.x.size + wood
    return number, dlbm


def _draw_lines(axes: Axes, land: np.ndarray, dlbm: np.ndarray, rng: np.random.Generator) -> None:
    """Draw rivers, then roads over them; all of one class are one parcel as far as they hang together."""
    first = int(land.max()) + 1
    rows, columns = land.shape
    mask = np.zeros(land.shape, dtype=bool)
    place = np.arange(columns)
    for start in np.arange(rng.uniform(60, 150), rows, 260.0):
        path = start + 30 * np.sin(place / rng.uniform(90, 140) + rng.uniform(0, 6)) + 6 * np.sin(place / 17.0)
        path = np.clip(path, 1, rows - 2).astype(int)
        low, high = np.minimum(path[:-1], path[1:]), np.maximum(path[:-1], path[1:])
        for shift in range(int((high - low).max()) + 1):
            mask[np.minimum(low + shift, high), place[:-1]] = True
    land[mask], dlbm[mask] = first, RIVER
    for thin, axis in ((axes.thin_rows, 0), (axes.thin_columns, 1)):
        lines = np.flatnonzero(thin)
        for order, line in enumerate(lines):
            long = land.shape[1 - axis]
            built = np.repeat(rng.random(long // 28 + 1) < 0.8, 28)[:long]
            code = HIGHWAY if order % 5 == 2 else LANE
            where = (line, built) if axis == 0 else (built, line)
            land[where], dlbm[where] = first + code, code


def _renumber(label: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the labels in use and the raster with numbers 0, 1, …; -1 stays."""
    used, number = np.unique(label, return_inverse=True)
    outside = int(used[0] < 0)
    return used[outside:], number.reshape(label.shape).astype(np.int32) - outside


def patches_of(key: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return numbers of the connected patches (over cell sides) of equal keys, and a cell of each."""
    flat, columns = key.ravel(), key.shape[1]
    begins = np.ones(flat.size, dtype=bool)
    begins[1:] = flat[1:] != flat[:-1]
    begins[::columns] = True
    run = np.cumsum(begins, dtype=np.int64) - 1
    same = (flat[columns:] == flat[:-columns]) & (flat[columns:] >= 0)
    pairs = np.stack([run[:-columns][same], run[columns:][same]], axis=1)
    fresh = np.ones(len(pairs), dtype=bool)
    fresh[1:] = (pairs[1:] != pairs[:-1]).any(axis=1)
    root = join(int(run[-1]) + 1, pairs[fresh])
    start = np.flatnonzero(begins)
    root = np.where(flat[start] >= 0, root, -1)
    used, number = np.unique(root, return_inverse=True)
    number = number.astype(np.int32) - 1
    return number[run].reshape(key.shape), start[used[1:]]
