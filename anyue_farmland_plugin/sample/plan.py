# SPDX-License-Identifier: GPL-2.0-or-later
"""Divide the county among townships and villages, seed by seed.

Borders follow parcel borders because whole seeds are handed out, never pixels.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

import numpy as np

from anyue_farmland_plugin.core.units import Village
from anyue_farmland_plugin.sample.cells import Cells
from anyue_farmland_plugin.sample.codes import Town
from anyue_farmland_plugin.sample.terrain import Terrain

LLOYD_ROUNDS = 7


@dataclass(frozen=True)
class Plan:
    """Townships, villages, their centres (local metres) and the village of each seed."""

    towns: tuple[Town, ...]
    villages: tuple[Village, ...]
    town_of_village: np.ndarray
    town_centres: np.ndarray
    village_centres: np.ndarray
    village_of_seed: np.ndarray


def make_plan(terrain: Terrain, cells: Cells, towns: tuple[Town, ...], rng: np.random.Generator) -> Plan:
    """Return the division of the county; town 0 gets the middle, towns 1 and 2 lie beside it."""
    xy = cells.seeds.xy
    inside = terrain.inside[terrain.frame.pixel_of(xy)]
    bent = xy + _bend(xy, rng)
    spots = np.flatnonzero(inside)
    centres = _settle(bent[spots], len(towns), rng, fixed=np.zeros((1, 2)))
    order = np.argsort(np.hypot(*centres.T), kind="stable")
    centres = centres[order]
    # Seeds just outside belong to somebody too: the outline cuts through their parcels.
    town = nearest(bent, centres)
    village = np.full(len(xy), -1, dtype=np.int64)
    owner: list[int] = []
    middles = []
    for number, item in enumerate(towns):
        own = np.flatnonzero(town == number)
        middle = _settle(bent[own[inside[own]]], len(item.villages), rng)
        village[own] = len(owner) + nearest(bent[own], middle)
        owner += [number] * len(item.villages)
        middles.append(middle)
    every = tuple(village for item in towns for village in item.villages)
    return Plan(towns, every, np.array(owner), centres, np.concatenate(middles), village)


def nearest(xy: np.ndarray, centres: np.ndarray) -> np.ndarray:
    """Return the number of the centre nearest to each point."""
    best = np.full(len(xy), np.inf)
    number = np.zeros(len(xy), dtype=np.int64)
    for index, (x, y) in enumerate(centres):
        distance = (xy[:, 0] - x) ** 2 + (xy[:, 1] - y) ** 2
        closer = distance < best
        best[closer], number[closer] = distance[closer], index
    return number


def _bend(xy: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Return a smooth displacement that keeps borders from being straight."""
    shift = np.zeros_like(xy)
    for wavelength, height in ((1500.0, 95.0), (620.0, 45.0)):
        for axis in range(2):
            angle, phase = rng.uniform(0, 2 * np.pi, 2)
            along = xy[:, 0] * np.cos(angle) + xy[:, 1] * np.sin(angle)
            shift[:, axis] += height * np.sin(2 * np.pi * along / wavelength + phase)
    return shift


def _settle(
    xy: np.ndarray, count: int, rng: np.random.Generator, fixed: Optional[np.ndarray] = None
) -> np.ndarray:
    """Return ``count`` centres spread evenly over the points; ``fixed`` ones stay first."""
    fixed = np.empty((0, 2)) if fixed is None else fixed
    free = xy[rng.choice(len(xy), count - len(fixed), replace=len(xy) < count)]
    centres = np.concatenate([fixed, free])
    for _ in range(LLOYD_ROUNDS):
        number = nearest(xy, centres)
        for index in range(len(fixed), count):
            own = xy[number == index]
            if len(own):
                centres[index] = own.mean(axis=0)
    return centres
