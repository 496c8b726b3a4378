# SPDX-License-Identifier: GPL-2.0-or-later
"""Slivers: pieces too small or too narrow to be ground truth join a neighbour of their clue."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import shapely

from anyue_farmland_plugin.core.crs import survey_plane
from anyue_farmland_plugin.core.ellipsoid import ellipsoidal_areas
from anyue_farmland_plugin.core.equalarea import SEMI_MAJOR
from anyue_farmland_plugin.core.overlay import OverlayPairs
from anyue_farmland_plugin.core.polygons import polygon_parts

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
    clue = _Pieces(pairs.geometry.copy(), areas.copy(), pairs.parcel_index, scale, min_area)
    slivers: list[Sliver] = []
    alive = np.ones(len(pairs), dtype=bool)
    for change in np.unique(pairs.change_index[small]):
        start, stop = np.searchsorted(pairs.change_index, (change, change + 1))
        taken_by = clue.join(np.arange(start, stop), small)
        for row, target in sorted(taken_by.items()):
            joined = None if target is None else int(pairs.parcel_index[target])
            slivers.append(Sliver(int(change), int(pairs.parcel_index[row]), float(areas[row]), joined))
            alive[row] = target is None
        clue.measure(np.unique([target for target in taken_by.values() if target is not None]), crs)
    kept = replace(
        pairs,
        change_index=pairs.change_index[alive],
        parcel_index=pairs.parcel_index[alive],
        geometry=clue.shapes[alive],
    )
    return JoinedPieces(kept, clue.areas[alive], tuple(slivers))


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
        flat = [self._flattened(geometry) for geometry in geometries]
        return shapely.length(np.array(flat, dtype=object)) * self.metres_per_unit

    def _flattened(self, geometry: shapely.Geometry) -> shapely.Geometry:
        latitude = np.radians(shapely.bounds(geometry)[1])
        return shapely.transform(geometry, lambda points: points * (np.cos(latitude), 1.0))

    @property
    def tolerance(self) -> float:
        return SHARED_EDGE_TOLERANCE / self.metres_per_unit


@dataclass(frozen=True)
class _Pieces:
    """Working copy of all pieces while slivers are merged into their neighbours."""

    shapes: np.ndarray
    areas: np.ndarray
    parcels: np.ndarray
    scale: _Scale
    min_area: float

    def join(self, rows: np.ndarray, small: np.ndarray) -> dict[int, int | None]:
        """Merge the slivers among the rows of one change; return sliver row → final row."""
        waiting = {int(row) for row in rows if small[row]}
        present = {int(row) for row in rows}
        target: dict[int, int | None] = {}
        while waiting:
            row = min(waiting, key=lambda piece: (self.areas[piece], piece))
            waiting.discard(row)
            neighbour = self._neighbour(row, sorted(present - {row}))
            target[row] = neighbour
            if neighbour is None:
                continue
            present.discard(row)
            merged = polygon_parts(shapely.union(self.shapes[[neighbour]], self.shapes[[row]]))
            self.shapes[neighbour] = merged[0]
            self.areas[neighbour] += self.areas[row]
            if neighbour in waiting and not self._still_small(neighbour):
                waiting.discard(neighbour)
        return {row: self._end(row, target) for row in target}

    def measure(self, rows: np.ndarray, crs: str) -> None:
        """Replace summed areas of merged pieces by the areas of their shapes."""
        if len(rows):
            rows = rows.astype(np.int64)
            self.areas[rows] = ellipsoidal_areas(self.shapes[rows], crs)

    def _still_small(self, row: int) -> bool:
        perimeter = self.scale.perimeters(self.shapes[[row]])
        return bool(is_sliver(self.areas[[row]], perimeter, self.min_area)[0])

    @staticmethod
    def _end(row: int, target: dict[int, int | None]) -> int | None:
        end = target[row]
        while end is not None and target.get(end) is not None:
            end = target[end]
        return end

    def _neighbour(self, row: int, others: list[int]) -> int | None:
        """Return the piece with the longest shared edge, exact edges before near ones."""
        if not others:
            return None
        sliver, candidates = self.shapes[row], self.shapes[others]
        near = shapely.dwithin(candidates, sliver, self.scale.tolerance)
        if not near.any():
            return None
        rows, candidates = np.array(others)[near], candidates[near]
        edges = shapely.boundary(candidates)
        shared = shapely.length(shapely.intersection(edges, shapely.boundary(sliver)))
        if shared.max() <= self.scale.tolerance:
            shared = shapely.length(shapely.intersection(edges, shapely.buffer(sliver, self.scale.tolerance)))
        if shared.max() <= 3.0 * self.scale.tolerance:
            return None  # a corner, not an edge
        best = np.lexsort((rows, -self.areas[rows], -np.round(shared, 9)))[0]
        return int(rows[best])
