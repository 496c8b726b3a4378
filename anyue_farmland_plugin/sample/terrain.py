# SPDX-License-Identifier: GPL-2.0-or-later
"""Invented relief: rounded hills between branching flat valleys, as in the Sichuan basin.

Everything else of the sample county (terraces, forests, roads, ponds) follows this relief.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Tuple

import numpy as np

PIXEL = 4.0  # metres
CELL = 24  # pixels between the seeds of neighbouring parcels
PADDY_BAND = 0  # bands up to this one are valley floor
HILL_HEIGHT = 27.0  # metres from valley floor to a normal hill top
TERRACE_STEP = 0.27  # hill units per terrace, about 40 m in plan
FLOOR_STEP = 0.6  # noise units per row of paddies, about 50 m
PIXELS_PER_PARCEL = 342.0  # measured: whole area, roads and forests included, per parcel


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

    def pixel_of(self, xy: np.ndarray) -> Tuple[np.ndarray, np.ndarray]:
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


def county_frame(parcels: int) -> Tuple[Frame, float]:
    """Return the grid for about ``parcels`` parcels and the county's mean radius in metres."""
    radius = math.sqrt(parcels * PIXELS_PER_PARCEL / math.pi) * PIXEL
    half = int(math.ceil((1.32 * radius + 160.0) / (PIXEL * CELL)))
    high = int(math.ceil((1.12 * radius + 160.0) / (PIXEL * CELL)))
    rows, columns = 2 * high * CELL, 2 * half * CELL
    return Frame(rows, columns, -PIXEL * (columns - 1) / 2, -PIXEL * (rows - 1) / 2), radius


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
        total += np.outer(np.cos(north), np.sin(east)).astype(np.float32)
        total += np.outer(np.sin(north), np.cos(east)).astype(np.float32)
    return total / np.float32(math.sqrt(count / 2))


def _outline(frame: Frame, rng: np.random.Generator, radius: float) -> np.ndarray:
    """Return the pixels inside the county's invented, lobed outline."""
    east, north = np.meshgrid(frame.x / 1.12, frame.y / 0.94)
    angle = np.arctan2(north, east)
    limit = np.ones_like(angle)
    for lobes, height in ((2, 0.05), (3, 0.08), (5, 0.05), (9, 0.03), (17, 0.014)):
        limit += height * np.sin(lobes * angle + rng.uniform(0, 2 * math.pi))
    ragged = 55.0 * waves(frame, rng, 420.0, 7) + 14.0 * waves(frame, rng, 110.0, 7)
    inside = np.hypot(east, north) < radius * limit + ragged
    inside[:3], inside[-3:], inside[:, :3], inside[:, -3:] = False, False, False, False
    return inside


def make_terrain(parcels: int, rng: np.random.Generator) -> Terrain:
    """Return the relief of a county of about ``parcels`` parcels."""
    frame, radius = county_frame(parcels)
    rough = waves(frame, rng, 820.0) + 0.34 * waves(frame, rng, 370.0) + 0.13 * waves(frame, rng, 165.0)
    floor = 0.2 + 0.07 * waves(frame, rng, 2400.0)
    hill = np.maximum(np.abs(rough) - np.clip(floor, 0.08, 0.4), 0.0)
    hill = (hill**1.3 * (1.0 + 0.18 * waves(frame, rng, 3100.0))).astype(np.float32)
    steps = hill / TERRACE_STEP + 0.16 * waves(frame, rng, 95.0, 7) + 0.05 * waves(frame, rng, 38.0, 7)
    # Valley floors step down too: paddies lie in curved rows, not in a honeycomb.
    floor_steps = (waves(frame, rng, 560.0) + 0.25 * waves(frame, rng, 150.0, 7)) / FLOOR_STEP
    band = np.where(hill > 0.02, np.maximum(np.ceil(steps), 1), PADDY_BAND - 64 + np.clip(floor_steps, -60, 60))
    band = np.floor(band).astype(np.int16)
    return Terrain(frame, hill, band, _outline(frame, rng, radius), radius)
