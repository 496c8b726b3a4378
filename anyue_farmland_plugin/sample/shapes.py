# SPDX-License-Identifier: GPL-2.0-or-later
"""Small things with a shape of their own: ponds, hamlets, farm buildings, quarries.

Each is a superellipse, so a pond comes out round and a farmyard as a rotated rectangle.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from anyue_farmland_plugin.sample.network import Lines
from anyue_farmland_plugin.sample.terrain import Terrain

ROUND, BLOCKY = 2.4, 9.0


@dataclass(frozen=True)
class Shapes:
    """Superellipses: centre (n, 2), half axes (n, 2), turn (rad), exponent, class, priority."""

    centre: np.ndarray
    axes: np.ndarray
    turn: np.ndarray
    power: np.ndarray
    dlbm: np.ndarray

    def excess(self, number: np.ndarray, xy: np.ndarray) -> np.ndarray:
        """Return < 0 inside and > 0 outside shape ``number`` for each local point."""
        offset = xy - self.centre[number]
        c, s = np.cos(self.turn[number]), np.sin(self.turn[number])
        u = np.abs(offset[:, 0] * c + offset[:, 1] * s) / self.axes[number, 0]
        v = np.abs(offset[:, 1] * c - offset[:, 0] * s) / self.axes[number, 1]
        return u ** self.power[number] + v ** self.power[number] - 1.0


@dataclass(frozen=True)
class _Kind:
    """How many of a class, how big (half axes from, to in m), how round, how it lies."""

    dlbm: str
    per_thousand: float
    half: tuple[float, float]
    aspect: tuple[float, float]
    power: float
    site: str
    least: int = 1


_KINDS = (
    _Kind("1103", 0.5, (95.0, 150.0), (1.2, 2.0), ROUND, "valley"),
    _Kind("1104", 22.0, (14.0, 34.0), (1.0, 1.9), ROUND, "valley", 18),
    _Kind("1104A", 3.0, (18.0, 36.0), (1.2, 2.0), BLOCKY, "valley"),
    _Kind("0702", 110.0, (9.5, 24.0), (1.15, 2.6), BLOCKY, "road"),
    _Kind("1202", 13.0, (14.0, 36.0), (1.3, 2.6), BLOCKY, "road", 18),
    _Kind("0601", 4.0, (25.0, 55.0), (1.2, 2.0), BLOCKY, "road"),
    _Kind("0602", 0.7, (40.0, 75.0), (1.0, 1.6), ROUND, "slope"),
    _Kind("0809", 1.5, (11.0, 18.0), (1.0, 1.6), BLOCKY, "road"),
    _Kind("08H2", 1.2, (22.0, 38.0), (1.1, 1.7), BLOCKY, "road"),
    _Kind("09", 1.0, (12.0, 24.0), (1.0, 1.6), BLOCKY, "slope"),
    _Kind("1201", 0.8, (14.0, 24.0), (1.0, 1.6), BLOCKY, "road"),
)


def make_shapes(terrain: Terrain, lines: Lines, parcels: int, rng: np.random.Generator) -> Shapes:
    """Return all small features, some of every kind however small the county."""
    parts: list[tuple[np.ndarray, ...]] = []
    for kind in _KINDS:
        count = max(kind.least, round(kind.per_thousand * parcels / 1000))
        half = np.exp(rng.uniform(np.log(kind.half[0]), np.log(kind.half[1]), count))
        axes = np.stack([half, half / rng.uniform(*kind.aspect, count)], axis=1)
        axes = np.maximum(axes, 8.2)
        centre, turn = _sites(kind.site, terrain, lines, axes[:, 1], rng)
        parts.append((centre, axes, turn, np.full(count, kind.power), np.full(count, kind.dlbm, dtype=object)))
    return Shapes(*(np.concatenate([part[i] for part in parts]) for i in range(5)))


def _sites(
    site: str, terrain: Terrain, lines: Lines, half: np.ndarray, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Return centres and directions: beside a rural road, on valley floors or on slopes."""
    count = len(half)
    if site == "road":
        roads = np.flatnonzero((lines.dlbm == "1006") | (lines.dlbm == "1003"))
        pick = roads[rng.integers(0, len(roads), count)]
        x1, y1, x2, y2 = lines.segments[pick].T
        turn = np.arctan2(y2 - y1, x2 - x1)
        away = (lines.half_width[pick] + half + rng.exponential(7.0, count)) * rng.choice([-1.0, 1.0], count)
        middle = np.stack([(x1 + x2) / 2 - np.sin(turn) * away, (y1 + y2) / 2 + np.cos(turn) * away], axis=1)
        return middle, turn + rng.normal(0, 0.12, count)
    wanted = terrain.hill < 0.015 if site == "valley" else terrain.hill > 0.35
    row, column = np.nonzero(wanted & terrain.inside)
    pick = rng.integers(0, len(row), count)
    frame = terrain.frame
    centre = np.stack([frame.x[column[pick]], frame.y[row[pick]]], axis=1)
    return centre, rng.uniform(0, np.pi, count)
