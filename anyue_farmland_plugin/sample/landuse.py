# SPDX-License-Identifier: GPL-2.0-or-later
"""What grows where: paddy in the valleys, dry terraces and lemon on slopes, woods on tops.

Shares follow the look of the hill counties of the Sichuan basin, not any real statistics.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from anyue_farmland_plugin.sample.cells import Cells
from anyue_farmland_plugin.sample.plan import Plan, nearest
from anyue_farmland_plugin.sample.terrain import PADDY_BAND, Terrain

CULTIVATED = ("0101", "0103")
WOODS = ("0301", "0302", "0305", "0307")
WOOD_SHARE = 0.24
GARDEN_SHARE = 0.13
# Class, share of the dry terraces, least number of parcels.
_RARE = (("0404", 0.035, 16), ("0302", 0.022, 2), ("0307", 0.012, 4), ("1207", 0.004, 4), ("1206", 0.002, 1))
WOOD_BLOCK = 210.0  # metres between the middles of neighbouring forest parcels


@dataclass(frozen=True)
class LandUse:
    """Per seed: land class (object array of codes) and the parcel it belongs to (seed number)."""

    dlbm: np.ndarray
    parcel: np.ndarray


def field(xy: np.ndarray, rng: np.random.Generator, wavelength: float) -> np.ndarray:
    """Return a smooth random value of about unit variance at scattered points."""
    total = np.zeros(len(xy))
    for index in range(7):
        angle = np.pi * (index + rng.uniform()) / 7
        number = 2 * np.pi / wavelength * rng.uniform(0.6, 1.5)
        along = xy[:, 0] * np.cos(angle) + xy[:, 1] * np.sin(angle)
        total += np.sin(number * along + rng.uniform(0, 2 * np.pi))
    return total / np.sqrt(3.5)


def make_landuse(terrain: Terrain, cells: Cells, plan: Plan, rng: np.random.Generator) -> LandUse:
    """Return the land class of every seed and merge forest seeds into larger parcels."""
    xy = cells.seeds.xy
    pixel = terrain.frame.pixel_of(xy)
    hill, band = terrain.hill[pixel].astype(float), terrain.band[pixel]
    used = terrain.inside[pixel]
    dlbm = np.where(band <= PADDY_BAND, "0101", "0103").astype(object)
    dlbm[(band == 1) & (field(xy, rng, 500.0) > 0.3)] = "0101"
    height = hill + 0.35 * field(xy, rng, 420.0)
    wood = height > np.quantile(height[used], 1 - WOOD_SHARE)
    wood &= rng.random(len(xy)) > 0.06
    lemon = field(xy, rng, 900.0) + 0.7 * field(xy, rng, 210.0)
    slope = used & ~wood & (band > PADDY_BAND)
    limit = np.quantile(lemon[slope], 1 - GARDEN_SHARE / max(slope[used].mean(), 0.2))
    garden = ~wood & (band > PADDY_BAND) & (lemon > limit)
    dlbm[garden] = np.where(rng.random(garden.sum()) < 0.9, "0201", "0204")
    dlbm[wood] = _wood_kinds(xy[wood], rng)
    _sprinkle(dlbm, ~wood & ~garden & (band > PADDY_BAND) & used & cells.seeds.alive, rng)
    return LandUse(dlbm, _blocks(xy, dlbm, plan, rng))


def _wood_kinds(xy: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    kind = field(xy, rng, 700.0)
    return np.select([kind > 1.25, kind > 0.75, kind < -1.35], ["0307", "0305", "0302"], "0301").astype(object)


def _sprinkle(dlbm: np.ndarray, where: np.ndarray, rng: np.random.Generator) -> None:
    """Put single parcels of rare classes among the dry terraces."""
    spots = rng.permutation(np.flatnonzero(where))
    start = 0
    for code, share, least in _RARE:
        stop = start + max(least, int(len(spots) * share))
        dlbm[spots[start:stop]] = code
        start = stop


def _blocks(xy: np.ndarray, dlbm: np.ndarray, plan: Plan, rng: np.random.Generator) -> np.ndarray:
    """Return the first seed of the parcel each seed belongs to: forests join in blocks."""
    low, high = xy.min(axis=0), xy.max(axis=0)
    count = int(np.prod((high - low) / WOOD_BLOCK))
    wood = np.flatnonzero(np.isin(dlbm, WOODS))
    parcel = np.arange(len(xy))
    spread = rng.uniform(low, high, (count, 2))
    block = nearest(xy[wood], spread)
    kind = np.unique(dlbm[wood].astype(str), return_inverse=True)[1]
    key = (block * 64 + kind) * (len(plan.villages) + 1) + plan.village_of_seed[wood]
    _, first, number = np.unique(key, return_index=True, return_inverse=True)
    parcel[wood] = wood[first][number]
    return parcel
