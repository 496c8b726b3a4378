# SPDX-License-Identifier: GPL-2.0-or-later
"""The overlay kernel: which change meets which parcel, and in what shape and area."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Optional

import numpy as np
import shapely

from anyue_farmland_plugin.core.ellipsoid import ellipsoidal_areas
from anyue_farmland_plugin.core.polygons import apply_pairwise, make_valid, object_array, polygon_parts

BIG_VERTICES = 500  # from here on a polygon is prepared and asked whether it covers the other
DEFAULT_GRID = 1e-4  # metres; the survey's own coordinate precision
_AREA_SLACK = 1e-6  # relative; an intersection larger than its inputs is a GEOS failure


class FallbackMethod(str, Enum):
    """How a pair was overlaid after the plain intersection failed."""

    MADE_VALID = "made_valid"
    GRID = "grid"
    COARSE_GRID = "coarse_grid"
    FAILED = "failed"


@dataclass(frozen=True)
class Fallback:
    """A pair (row numbers) that needed a detour; FAILED means its area is missing."""

    change: int
    parcel: int
    method: FallbackMethod


@dataclass(frozen=True)
class OverlayPairs:
    """Pieces change ∩ parcel, sorted by (change, parcel): row numbers and (multi)polygons.

    ``touching`` counts pairs that share only an edge or a point.
    """

    change_index: np.ndarray
    parcel_index: np.ndarray
    geometry: np.ndarray
    touching: int = 0
    fallbacks: tuple[Fallback, ...] = ()

    def __len__(self) -> int:
        return len(self.change_index)


@dataclass(frozen=True)
class Meeting:
    """Pairs of rows that have a point in common, sorted by (change, parcel).

    ``inside`` tells where the parcel is known to cover the change, ``around`` where the change
    covers the parcel.  ``beside`` are parcels that meet no change but have the box of one
    within their own: if such a parcel is invalid, the answer says nothing.
    """

    change: np.ndarray
    parcel: np.ndarray
    inside: np.ndarray
    around: np.ndarray
    beside: np.ndarray


def meeting(changes: np.ndarray, parcels: np.ndarray) -> Meeting:
    """Return which parcels the changes meet; changes are valid polygons or None, parcels polygons or None."""
    change, parcel = shapely.STRtree(parcels).query(changes)
    order = np.lexsort((parcel, change))
    change, parcel = change[order], parcel[order]
    meets, covers_change, covers_parcel = _predicates(changes, parcels, change, parcel)
    small, large = shapely.bounds(changes[change[~meets]]), shapely.bounds(parcels[parcel[~meets]])
    held = (large[:, :2] <= small[:, :2]).all(axis=1) & (large[:, 2:] >= small[:, 2:]).all(axis=1)
    beside = np.unique(parcel[~meets][held])
    return Meeting(change[meets], parcel[meets], covers_change[meets], covers_parcel[meets], beside)


def overlay_pairs(
    changes: np.ndarray, parcels: np.ndarray, *, grid: float = DEFAULT_GRID, met: Optional[Meeting] = None
) -> OverlayPairs:
    """Return every piece of a change inside a parcel, polygon parts only.

    Both arrays hold valid 2D polygons or None in one CRS (see `repair_polygons`); ``met`` is
    what `meeting` said of them, if it was asked.  A pair GEOS refuses is made valid, then
    overlaid on a grid of ``grid`` and 10·``grid`` CRS units (1e-4 m; pass 1e-9 for degrees)
    and listed in ``fallbacks``.
    """
    changes, parcels = object_array(changes), object_array(parcels)
    met = meeting(changes, parcels) if met is None else met
    change, parcel = met.change, met.parcel
    geometry = np.empty(len(change), dtype=object)
    geometry[met.inside] = changes[change[met.inside]]
    geometry[met.around] = parcels[parcel[met.around]]
    clip = ~(met.inside | met.around)
    geometry[clip], failed = _intersections(changes[change[clip]], parcels[parcel[clip]])
    fallbacks = []
    for row in np.flatnonzero(clip)[failed]:
        geometry[row], method = _detour(changes[change[row]], parcels[parcel[row]], grid)
        fallbacks.append(Fallback(int(change[row]), int(parcel[row]), method))
    solid = np.nan_to_num(shapely.area(geometry)) > 0.0
    lost = sum(fallback.method is FallbackMethod.FAILED for fallback in fallbacks)
    return OverlayPairs(change[solid], parcel[solid], geometry[solid], int((~solid).sum()) - lost, tuple(fallbacks))


def covered_areas(changes: np.ndarray, zones: np.ndarray, crs: str, *, grid: float = DEFAULT_GRID) -> np.ndarray:
    """Return per change the ellipsoidal m2 inside the union of the zones.

    Zone polygons that overlap each other are not counted twice.
    """
    pairs = overlay_pairs(changes, zones, grid=grid)
    covered = np.zeros(len(changes))
    if len(pairs) == 0:
        return covered
    touched, first, counts = np.unique(pairs.change_index, return_index=True, return_counts=True)
    covered[touched] = ellipsoidal_areas(unions(pairs.geometry, first, counts, grid=grid), crs)
    return covered


def unions(shapes: np.ndarray, first: np.ndarray, counts: np.ndarray, *, grid: float = DEFAULT_GRID) -> np.ndarray:
    """Return the union of each run of shapes: ``counts`` shapes from row ``first`` on."""
    result = np.empty(len(first), dtype=object)
    result[counts == 1] = shapes[first[counts == 1]]
    for count in np.unique(counts[counts > 1]):
        rows = np.flatnonzero(counts == count)
        members = shapes[first[rows][:, None] + np.arange(count)]
        result[rows] = polygon_parts(_unions(members, grid))
    return result


def _predicates(
    changes: np.ndarray, parcels: np.ndarray, change: np.ndarray, parcel: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return masks of pairs: they meet, the parcel covers the change, the change covers the parcel.

    Covering is asked only of big polygons.  Whichever side is big is prepared: clipping
    thousands of small polygons against an unprepared township border costs a hundredfold.
    """
    change_size = shapely.get_num_coordinates(changes[change])
    parcel_size = shapely.get_num_coordinates(parcels[parcel])
    by_parcel = (parcel_size >= BIG_VERTICES) & (parcel_size > change_size)
    meets = np.zeros(len(change), dtype=bool)
    inside, around = meets.copy(), meets.copy()
    sides = (
        (by_parcel, parcels, parcel, changes, change, inside, parcel_size),
        (~by_parcel, changes, change, parcels, parcel, around, change_size),
    )
    for mask, big, big_index, small, small_index, covered, size in sides:
        rows = np.flatnonzero(mask)
        prepared = big[np.unique(big_index[rows])]
        shapely.prepare(prepared)
        meets[rows] = _holds(shapely.intersects, big[big_index[rows]], small[small_index[rows]])
        asked = rows[meets[rows] & (size[rows] >= BIG_VERTICES)]
        covered[asked] = _holds(shapely.covers, big[big_index[asked]], small[small_index[asked]])
        shapely.destroy_prepared(prepared)
    # A refused predicate counts as meeting but not covering: the intersection decides.
    return meets, inside, around


def _holds(predicate: np.ufunc, first: np.ndarray, second: np.ndarray) -> np.ndarray:
    results, failed = apply_pairwise(predicate, first, second)
    results[failed] = predicate is shapely.intersects
    return results.astype(bool)


def _intersections(first: np.ndarray, second: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return polygon parts of the intersections and a mask of pairs that went wrong."""
    shapes, failed = apply_pairwise(shapely.intersection, first, second)
    shapes = polygon_parts(shapes)
    limit = np.minimum(shapely.area(first), shapely.area(second)) * (1.0 + _AREA_SLACK)
    return shapes, failed | (np.nan_to_num(shapely.area(shapes)) > limit)


def _detour(
    change: shapely.Geometry, parcel: shapely.Geometry, grid: float
) -> tuple[shapely.Geometry | None, FallbackMethod]:
    pair = make_valid(np.array([change, parcel], dtype=object))
    attempts = (
        (FallbackMethod.MADE_VALID, 0.0),
        (FallbackMethod.GRID, grid),
        (FallbackMethod.COARSE_GRID, grid * 10.0),
    )
    for method, size in attempts:
        snapped, refused = (pair, np.zeros(2, dtype=bool)) if size == 0.0 else _on_grid(pair, size)
        shapes, failed = _intersections(snapped[:1], snapped[1:])
        if not (refused.any() or failed[0]):
            return shapes[0], method
    return None, FallbackMethod.FAILED


def _on_grid(pair: np.ndarray, grid: float) -> tuple[np.ndarray, np.ndarray]:
    def snapped(geometry: np.ndarray, size: np.ndarray) -> np.ndarray:
        return shapely.set_precision(geometry, size)

    return apply_pairwise(snapped, pair, np.full(2, grid))


def _unions(members: np.ndarray, grid: float) -> np.ndarray:
    try:
        return shapely.union_all(members, axis=1)
    except shapely.errors.GEOSException:
        # Unions on the survey's grid never meet the near-coincidences that stop GEOS.
        return np.array([shapely.union_all(make_valid(row), grid_size=grid) for row in members], dtype=object)
