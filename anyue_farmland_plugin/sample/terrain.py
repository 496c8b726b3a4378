# SPDX-License-Identifier: GPL-2.0-or-later
"""Invented relief: rounded hills between branching flat valleys, as in the Sichuan basin.

Everything else of the sample county (terraces, forests, roads, ponds) follows this relief.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

PIXEL = 4.0  # metres
CELL = 24  # pixels between the seeds of neighbouring parcels
PADDY_BAND = 0  # bands up to this one are valley floor
HILL_HEIGHT = 27.0  # metres from valley floor to a normal hill top
TERRACE_STEP = 0.27  # hill units per terrace, about 40 m in plan
FLOOR_STEP = 0.6  # noise units per row of paddies, about 50 m
PIXELS_PER_PARCEL = 342.0  # measured: whole area, roads and forests included, per parcel

_LOBES = ((2, 0.05), (3, 0.08), (5, 0.05), (9, 0.03), (17, 0.014))
_WIDE, _HIGH = 1.12, 0.94
_MARGIN = 190.0  # metres, for the ragged edge


@dataclass(frozen=True)
class Frame:
    """The pixel grid: rows and columns, and metres of the lower left pixel's centre."""

    rows: int
    columns: int
    west: float
    south: float

    @property
    def x(self) -> np.ndarray:
        """Return the local eastings of the columns in metres."""
        return self.west + PIXEL * np.arange(self.columns)

    @property
    def y(self) -> np.ndarray:
        """Return the local northings of the rows in metres."""
        return self.south + PIXEL * np.arange(self.rows)

    def pixel_of(self, xy: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return (row, column) of the pixel nearest to each local point, kept inside."""
        column = np.rint((xy[:, 0] - self.west) / PIXEL).astype(np.int64)
        row = np.rint((xy[:, 1] - self.south) / PIXEL).astype(np.int64)
        return np.clip(row, 0, self.rows - 1), np.clip(column, 0, self.columns - 1)


@dataclass(frozen=True)
class Terrain:
    """Relief on the pixel grid (float32): hill is 0 on valley floors and about 1 on tops."""

    frame: Frame
    hill: np.ndarray
    band: np.ndarray
    inside: np.ndarray
    radius: float

    def height_at(self, xy: np.ndarray) -> np.ndarray:
        """Return hill units at local points."""
        return self.hill[self.frame.pixel_of(xy)]

    def slope_degrees(self, xy: np.ndarray) -> np.ndarray:
        """Return the slope angle at local points, measured over 24 m."""
        step = 12.0
        east, north = np.array([step, 0.0]), np.array([0.0, step])
        dx = self.height_at(xy + east) - self.height_at(xy - east)
        dy = self.height_at(xy + north) - self.height_at(xy - north)
        return np.degrees(np.arctan(np.hypot(dx, dy) * HILL_HEIGHT / (2 * step)))


@dataclass(frozen=True)
class _Outline:
    """The county's lobed outline: mean radius in metres and the phase of every lobe wave."""

    radius: float
    phases: tuple[float, ...]

    def reach(self, angle: np.ndarray) -> np.ndarray:
        """Return the distance of the outline from the middle, before squeezing, by direction."""
        limit = np.ones_like(angle)
        for (lobes, height), phase in zip(_LOBES, self.phases):
            limit += height * np.sin(lobes * angle + phase)
        return self.radius * limit

    def frame(self) -> Frame:
        """Return the smallest whole number of seed cells that holds the outline."""
        angle = np.linspace(0.0, 2 * math.pi, 720)
        reach = self.reach(angle)
        east, north = _WIDE * reach * np.cos(angle), _HIGH * reach * np.sin(angle)
        step = PIXEL * CELL
        west, south = (math.floor((values.min() - _MARGIN) / step) for values in (east, north))
        columns = math.ceil((east.max() + _MARGIN) / step) - west
        rows = math.ceil((north.max() + _MARGIN) / step) - south
        return Frame(rows * CELL, columns * CELL, west * step, south * step)


def waves(frame: Frame, rng: np.random.Generator, wavelength: float, count: int = 9) -> np.ndarray:
    """Return a smooth random field on the grid with unit variance (float32)."""
    total = np.zeros((frame.rows, frame.columns), dtype=np.float32)
    turn = rng.uniform(0, math.pi)
    for index in range(count):
        angle = turn + math.pi * (index + rng.uniform(0, 1)) / count
        number = 2 * math.pi / wavelength * rng.uniform(0.6, 1.5)
        east = number * math.cos(angle) * frame.x + rng.uniform(0, 2 * math.pi)
        north = number * math.sin(angle) * frame.y
        # sin(a + b) as two outer products: no trigonometry on the whole grid.
        for of_north, of_east in ((np.cos, np.sin), (np.sin, np.cos)):
            total += np.outer(of_north(north).astype(np.float32), of_east(east).astype(np.float32))
    return total / np.float32(math.sqrt(count / 2))


def _inside(frame: Frame, outline: _Outline, rng: np.random.Generator) -> np.ndarray:
    """Return the pixels inside the outline, whose edge is ragged on top of its lobes."""
    east, north = np.meshgrid(frame.x / _WIDE, frame.y / _HIGH)
    ragged = 55.0 * waves(frame, rng, 420.0, 7) + 14.0 * waves(frame, rng, 110.0, 7)
    inside = np.hypot(east, north) < outline.reach(np.arctan2(north, east)) + ragged
    inside[:3], inside[-3:], inside[:, :3], inside[:, -3:] = False, False, False, False
    return inside


def make_terrain(parcels: int, rng: np.random.Generator) -> Terrain:
    """Return the relief of a county of about ``parcels`` parcels."""
    radius = math.sqrt(parcels * PIXELS_PER_PARCEL / math.pi) * PIXEL
    outline = _Outline(radius, tuple(rng.uniform(0, 2 * math.pi, len(_LOBES)).tolist()))
    frame = outline.frame()
    rough = waves(frame, rng, 820.0) + 0.34 * waves(frame, rng, 370.0) + 0.13 * waves(frame, rng, 165.0)
    floor = 0.2 + 0.07 * waves(frame, rng, 2400.0)
    hill = np.maximum(np.abs(rough) - np.clip(floor, 0.08, 0.4), 0.0)
    hill = (hill**1.3 * (1.0 + 0.18 * waves(frame, rng, 3100.0))).astype(np.float32)
    steps = hill / TERRACE_STEP + 0.16 * waves(frame, rng, 95.0, 7) + 0.05 * waves(frame, rng, 38.0, 7)
    # Valley floors step down too: paddies lie in curved rows, not in a honeycomb.
    floor_steps = (waves(frame, rng, 560.0) + 0.25 * waves(frame, rng, 150.0, 7)) / FLOOR_STEP
    band = np.where(hill > 0.02, np.maximum(np.ceil(steps), 1), PADDY_BAND - 64 + np.clip(floor_steps, -60, 60))
    band = np.floor(band).astype(np.int16)
    return Terrain(frame, hill, band, _inside(frame, outline, rng), radius)
