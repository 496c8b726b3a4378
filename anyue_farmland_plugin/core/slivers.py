# SPDX-License-Identifier: GPL-2.0-or-later
"""Slivers: pieces too small or too narrow to be ground truth join a neighbour of their clue."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import shapely

from anyue_farmland_plugin.core.crs import survey_plane
from anyue_farmland_plugin.core.ellipsoid import ellipsoidal_areas
from anyue_farmland_plugin.core.equalarea import SEMI_MAJOR
from anyue_farmland_plugin.core.flat import ranges
from anyue_farmland_plugin.core.overlay import OverlayPairs
from anyue_farmland_plugin.core.polygons import polygon_parts, surely

DEFAULT_MIN_AREA = 10.0  # m2, the survey's own limit for overlay fragments
MIN_WIDTH = 0.2  # m, mean width 2 · area / perimeter
SHARED_EDGE_TOLERANCE = 0.01  # m, for edges that almost coincide


@dataclass(frozen=True)
class Sliver:
    """A sliver (row numbers of change and parcel) and the parcel whose piece took it in.

    ``joined_parcel`` is None when the clue has no piece beside it: the sliver then stays a
    piece of its own and the reader is told.
    """

    change: int
    parcel: int
    area: float
    joined_parcel: int | None


@dataclass(frozen=True)
class JoinedPieces:
    """Pieces after joining, their ellipsoidal m2 and every sliver found."""

    pairs: OverlayPairs
    areas: np.ndarray
    slivers: tuple[Sliver, ...]


def join_slivers(pairs: OverlayPairs, crs: str, *, min_area: float = DEFAULT_MIN_AREA) -> JoinedPieces:
    """Merge slivers into the piece of the same change with the longest shared edge.

    A sliver is smaller than ``min_area`` m2 or narrower than 0.2 m on average.  ``min_area``
    0 switches joining off altogether.  Smallest first, so that a chain of slivers ends in
    the piece beside it.
    """
    areas = ellipsoidal_areas(pairs.geometry, crs)
    if min_area <= 0.0 or len(pairs) == 0:
        return JoinedPieces(pairs, areas, ())
    scale = _Scale.of(crs)
    small = is_sliver(areas, scale.perimeters(pairs.geometry), min_area)
    if not small.any():
        return JoinedPieces(pairs, areas, ())
    work = _Pieces.of(pairs, areas, small)
    while work.waiting.any():
        work.join_smallest(scale, min_area)
    ends = work.ends()
    grown = np.unique(ends[ends >= 0])
    work.areas[grown] = ellipsoidal_areas(work.shapes[grown], crs)
    alive = ends < 0
    kept = replace(
        pairs,
        change_index=pairs.change_index[alive],
        parcel_index=pairs.parcel_index[alive],
        geometry=work.shapes[alive],
    )
    return JoinedPieces(kept, work.areas[alive], _listed(pairs, areas, work.asked, ends))


def _listed(pairs: OverlayPairs, areas: np.ndarray, asked: np.ndarray, ends: np.ndarray) -> tuple[Sliver, ...]:
    rows = np.flatnonzero(asked)
    parcels = np.where(ends[rows] >= 0, pairs.parcel_index[ends[rows]], -1)
    facts = (pairs.change_index[rows], pairs.parcel_index[rows], areas[rows], parcels)
    return tuple(
        Sliver(change, parcel, area, joined if joined >= 0 else None)
        for change, parcel, area, joined in zip(*(column.tolist() for column in facts))
    )


def perimeters(geometries: np.ndarray, crs: str) -> np.ndarray:
    """Return perimeters in metres, 0 for None; in degrees good to a percent."""
    return np.nan_to_num(_Scale.of(crs).perimeters(geometries))


def is_sliver(areas: np.ndarray, perimeters: np.ndarray, min_area: float) -> np.ndarray:
    """Tell which pieces are below ``min_area`` m2 or narrower than 0.2 m on average."""
    return (areas < min_area) | (2.0 * areas < MIN_WIDTH * perimeters)


@dataclass(frozen=True)
class _Scale:
    """Lengths in metres for a CRS, good to a percent: enough for widths and tolerances."""

    geographic: bool
    metres_per_unit: float

    @classmethod
    def of(cls, crs: str) -> _Scale:
        plane = survey_plane(crs)
        if plane.geographic:
            return cls(True, SEMI_MAJOR * plane.radians_per_unit)
        return cls(False, plane.metres_per_unit)

    def perimeters(self, geometries: np.ndarray) -> np.ndarray:
        if not self.geographic:
            return shapely.length(geometries) * self.metres_per_unit
        shrink = np.cos(np.radians(shapely.bounds(geometries)[:, 1]))
        points, owner = shapely.get_coordinates(geometries, return_index=True)
        points[:, 0] *= shrink[owner]
        return shapely.length(shapely.set_coordinates(geometries.copy(), points)) * self.metres_per_unit

    @property
    def tolerance(self) -> float:
        return SHARED_EDGE_TOLERANCE / self.metres_per_unit


@dataclass(frozen=True)
class _Pieces:
    """Working copy of all pieces while slivers are merged into their neighbours.

    ``first`` and ``stop`` bound the rows of each piece's change; ``target`` is the row a
    sliver went into, −1 while there is none; ``asked`` are slivers that had their turn.
    """

    shapes: np.ndarray
    areas: np.ndarray
    first: np.ndarray
    stop: np.ndarray
    present: np.ndarray
    waiting: np.ndarray
    asked: np.ndarray
    target: np.ndarray

    @classmethod
    def of(cls, pairs: OverlayPairs, areas: np.ndarray, small: np.ndarray) -> _Pieces:
        count, change = len(pairs), pairs.change_index
        return cls(
            shapes=pairs.geometry.copy(),
            areas=areas.copy(),
            first=np.searchsorted(change, change),
            stop=np.searchsorted(change, change, side="right"),
            present=np.ones(count, dtype=bool),
            waiting=small.copy(),
            asked=np.zeros(count, dtype=bool),
            target=np.full(count, -1, dtype=np.int64),
        )

    def join_smallest(self, scale: _Scale, min_area: float) -> None:
        """Give the smallest waiting sliver of every change its turn, all changes at once."""
        rows = np.flatnonzero(self.waiting)
        rows = rows[np.lexsort((rows, self.areas[rows], self.first[rows]))]
        slivers = rows[np.diff(self.first[rows], prepend=-1) != 0]
        self.waiting[slivers], self.asked[slivers] = False, True
        neighbours = self._neighbours(slivers, scale.tolerance)
        slivers, neighbours = slivers[neighbours >= 0], neighbours[neighbours >= 0]
        self.present[slivers] = False
        self.target[slivers] = neighbours
        self.shapes[neighbours] = polygon_parts(surely(shapely.union, self.shapes[neighbours], self.shapes[slivers]))
        self.areas[neighbours] += self.areas[slivers]
        grown = neighbours[self.waiting[neighbours]]
        if len(grown):
            self.waiting[grown] = is_sliver(self.areas[grown], scale.perimeters(self.shapes[grown]), min_area)

    def ends(self) -> np.ndarray:
        """Return per row the piece its chain of slivers ends in, −1 for rows that stay."""
        result = self.target.copy()
        rows = np.flatnonzero(result >= 0)
        while len(rows):
            rows = rows[self.target[result[rows]] >= 0]
            result[rows] = self.target[result[rows]]
        return result

    def _neighbours(self, slivers: np.ndarray, tolerance: float) -> np.ndarray:
        """Return the piece with the longest shared edge per sliver, −1 where it has no neighbour.

        Edges that coincide exactly go before those that lie near each other.
        """
        found = np.full(len(slivers), -1, dtype=np.int64)
        other, place = ranges(self.first[slivers], (self.stop - self.first)[slivers])
        beside = self.present[other] & (other != slivers[place])
        other, place = other[beside], place[beside]
        near = shapely.dwithin(self.shapes[other], self.shapes[slivers[place]], tolerance)
        other, place = other[near], place[near]
        shared = _shared(self.shapes[other], self.shapes[slivers[place]], place, tolerance)
        edge = _greatest(shared, place, len(slivers)) > 3.0 * tolerance  # else a corner, not an edge
        order = np.lexsort((other, -self.areas[other], -np.round(shared, 9), place))
        order = order[np.diff(place[order], prepend=-1) != 0]
        order = order[edge[place[order]]]
        found[place[order]] = other[order]
        return found


def _shared(others: np.ndarray, slivers: np.ndarray, place: np.ndarray, tolerance: float) -> np.ndarray:
    """Return the length each pair shares, near edges where a sliver has none exactly (``place``: its number)."""
    edges = shapely.boundary(others)
    lengths = shapely.length(surely(shapely.intersection, edges, shapely.boundary(slivers)))
    rows = np.flatnonzero(_greatest(lengths, place, int(place.max(initial=-1)) + 1)[place] <= tolerance)
    if len(rows):
        near = shapely.buffer(slivers[rows], tolerance)
        lengths[rows] = shapely.length(surely(shapely.intersection, edges[rows], near))
    return lengths


def _greatest(values: np.ndarray, place: np.ndarray, count: int) -> np.ndarray:
    result = np.zeros(count)
    np.maximum.at(result, place, values)
    return result
