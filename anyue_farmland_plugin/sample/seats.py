# SPDX-License-Identifier: GPL-2.0-or-later
"""Town seats: street grids with built-up blocks around the middle of each township."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from anyue_farmland_plugin.sample.network import Lines
from anyue_farmland_plugin.sample.plan import Plan
from anyue_farmland_plugin.sample.terrain import Terrain

MAIN_SEAT_SHARE = 0.125  # radius of the county seat as a share of the county's
STREET_HALF = (2.6, 4.0)
_INNER = ("0701", "0701", "05H1", "08H1", "08H2", "0810", "0701", "05H1")
_OUTER = ("0701", "0702", "0601", "0701", "0508", "1201", "0809", "0702")


@dataclass(frozen=True)
class Seat:
    """One seat: middle, radius (m), turn of its street grid and block size (m)."""

    middle: np.ndarray
    radius: float
    turn: float
    block: tuple[float, float]

    def grid_xy(self, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return coordinates along and across the streets."""
        dx, dy = x - self.middle[0], y - self.middle[1]
        c, s = np.cos(self.turn), np.sin(self.turn)
        return dx * c + dy * s, dy * c - dx * s


@dataclass(frozen=True)
class BuiltUp:
    """Block number raster (-1: none) and per block its land class and township."""

    block: np.ndarray
    dlbm: np.ndarray
    town: np.ndarray


def make_seats(terrain: Terrain, plan: Plan, rng: np.random.Generator) -> tuple[Seat, ...]:
    """Return the seats, the county seat first and largest."""
    seats = []
    for number, centre in enumerate(plan.town_centres):
        share = MAIN_SEAT_SHARE if number == 0 else rng.uniform(0.026, 0.042)
        radius = max(share * terrain.radius, 60.0)
        block = (rng.uniform(62.0, 92.0), rng.uniform(52.0, 78.0))
        seats.append(Seat(centre, radius, rng.uniform(0, np.pi / 2), block))
    return tuple(seats)


def streets(seats: tuple[Seat, ...], rng: np.random.Generator) -> Lines:
    """Return the town roads (class 1004) of all seats as segments."""
    segments: list[tuple[float, float, float, float]] = []
    for seat in seats:
        c, s = np.cos(seat.turn), np.sin(seat.turn)
        for axis in range(2):
            step = seat.block[axis]
            reach = int(seat.radius / step)
            for number in range(-reach, reach + 1):
                across = number * step
                half = np.sqrt(max(seat.radius**2 - across**2, 0.0)) * 0.97
                ends = [(across, -half), (across, half)] if axis == 0 else [(-half, across), (half, across)]
                turned = [(seat.middle[0] + u * c - v * s, seat.middle[1] + u * s + v * c) for u, v in ends]
                segments.append((*turned[0], *turned[1]))
    every = np.array(segments)
    return Lines(every, rng.uniform(*STREET_HALF, len(every)), np.full(len(every), "1004", dtype=object))


def built_up(terrain: Terrain, seats: tuple[Seat, ...], rng: np.random.Generator) -> BuiltUp:
    """Return the street blocks; blocks near the middle are shops and offices, others homes and works."""
    frame = terrain.frame
    block = np.full((frame.rows, frame.columns), -1, dtype=np.int32)
    dlbm: list[str] = []
    town: list[int] = []
    for number, seat in enumerate(seats):
        corners = np.array([seat.middle - 1.25 * seat.radius, seat.middle + 1.25 * seat.radius])
        (top, bottom), (left, right) = frame.pixel_of(corners)
        rows, columns = slice(top, bottom + 1), slice(left, right + 1)
        x, y = np.meshgrid(frame.x[columns], frame.y[rows])
        u, v = seat.grid_xy(x, y)
        angle = np.arctan2(v, u)
        limit = seat.radius * (1 + 0.1 * np.sin(3 * angle + number) + 0.07 * np.sin(5 * angle + 2 * number))
        inside = np.hypot(u, v) < limit
        cell = np.floor(u / seat.block[0]).astype(np.int64) * 1000 + np.floor(v / seat.block[1]).astype(np.int64)
        _, place = np.unique(cell[inside], return_inverse=True)
        window = block[rows, columns]
        window[inside] = len(dlbm) + place
        middle = np.bincount(place, np.hypot(u, v)[inside]) / np.bincount(place)
        for distance in middle:
            kinds = _INNER if distance < 0.55 * seat.radius else _OUTER
            dlbm.append(kinds[int(rng.integers(0, len(kinds)))])
            town.append(number)
    return BuiltUp(block, np.array(dlbm, dtype=object), np.array(town, dtype=np.int64))
