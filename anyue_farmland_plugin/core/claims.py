# SPDX-License-Identifier: GPL-2.0-or-later
"""Which part of a parcel each piece is the first to claim.

Clues overlap: the same place is delivered month after month.  The parcel's legal area may
be counted once only, so a piece claims what no earlier piece of the parcel has claimed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Mapping, Sequence

import numpy as np
import shapely

from anyue_farmland_plugin.core.adjust import AdjustmentFlag, adjust_parcels
from anyue_farmland_plugin.core.arrays import objects
from anyue_farmland_plugin.core.ellipsoid import ellipsoidal_areas, to_cents
from anyue_farmland_plugin.core.overlay import unions
from anyue_farmland_plugin.core.pieces import Pieces
from anyue_farmland_plugin.core.polygons import polygon_parts, surely

_SAME = 1e-6  # relative planar difference below which pieces do not overlap


@dataclass(frozen=True)
class Held:
    """What earlier batches hold of a parcel: cents of its TBMJ and the ground behind them."""

    cents: int
    ground_m2: float


def ground_areas(shapes: Mapping[int, Sequence[shapely.Geometry]], crs: str) -> Mapping[int, float]:
    """Return the m² each parcel's shapes cover together, by parcel number."""
    numbers, flat = _flat(shapes)
    found, first, counts = np.unique(numbers, return_index=True, return_counts=True)
    return dict(zip(found.tolist(), ellipsoidal_areas(unions(flat, first, counts), crs).tolist()))


def _flat(shapes: Mapping[int, Sequence[shapely.Geometry]]) -> tuple[np.ndarray, np.ndarray]:
    """Return (parcel number, shape) of all shapes as arrays, by parcel number."""
    pairs = [(number, shape) for number in sorted(shapes) for shape in shapes[number]]
    return np.array([number for number, _ in pairs], dtype=np.int64), objects([shape for _, shape in pairs])


def unclaimed_areas(
    pieces: Pieces, areas: np.ndarray, *, crs: str, earlier: Mapping[int, Sequence[shapely.Geometry]]
) -> np.ndarray:
    """Return per piece the m² no earlier piece of its parcel covers.

    ``earlier`` maps parcel number to the pieces already in the ledger.  Pieces count in their
    order.  Where nothing is claimed twice the m² are the pieces' own ``areas``.
    """
    numbers, before = _flat(earlier)
    settled = len(before)
    parcels = np.concatenate((numbers, pieces.parcel_index))
    bounds = np.concatenate((shapely.bounds(before).reshape(-1, 4), pieces.bounds))
    first, later = _meeting(bounds, parcels, settled)
    shapes = np.full(len(parcels), None, dtype=object)
    shapes[:settled] = before
    needed = np.union1d(first, later)
    needed = needed[needed >= settled]
    shapes[needed] = pieces.shapes(needed - settled)
    plane = np.concatenate((shapely.area(before), pieces.plane))
    free, cut = _free(shapes, first, later), np.unique(later)
    missing = np.zeros(len(parcels))
    missing[cut] = plane[cut] - np.nan_to_num(shapely.area(free[cut]))
    whole, lost = (np.bincount(parcels, weights) for weights in (plane, missing))
    in_turn = np.flatnonzero((lost > _SAME * whole)[pieces.parcel_index])
    rest = np.setdiff1d(in_turn, needed - settled)
    free[rest + settled] = pieces.shapes(rest)
    claims = np.array(areas, dtype=float)
    claims[in_turn] = ellipsoidal_areas(free[in_turn + settled], crs)
    return claims


def _free(shapes: np.ndarray, first: np.ndarray, later: np.ndarray) -> np.ndarray:
    """Return the shapes less the earlier ones they meet, given as pairs of rows sorted by the later one."""
    free = shapes.copy()
    begin = np.searchsorted(later, later)
    turn = np.arange(len(later)) - begin
    for number in range(int(turn.max(initial=-1)) + 1):
        rows = np.flatnonzero(turn == number)
        rows = rows[~shapely.is_empty(free[later[rows]])]
        free[later[rows]] = polygon_parts(surely(shapely.difference, free[later[rows]], shapes[first[rows]]))
    return free


def _meeting(bounds: np.ndarray, parcels: np.ndarray, settled: int) -> tuple[np.ndarray, np.ndarray]:
    """Return (earlier row, later row) of shapes of one parcel whose boxes meet, by later row.

    The first ``settled`` rows are never later ones.
    """
    west, south, east, north = bounds.T
    order = np.lexsort((west, parcels))
    found = [np.empty((2, 0), dtype=np.int64)]
    step, here = 1, np.arange(len(order))
    while len(here):
        # Sorted by their western side, shapes meet this one only while they begin before it ends.
        here = here[here + step < len(order)]
        one, two = order[here], order[here + step]
        near = (parcels[one] == parcels[two]) & (west[two] <= east[one])
        here, one, two = here[near], one[near], two[near]
        beside = (south[one] <= north[two]) & (north[one] >= south[two])
        found.append(np.stack((np.minimum(one, two), np.maximum(one, two)))[:, beside])
        step += 1
    first, later = np.concatenate(found, axis=1)
    keep = later >= settled
    first, later = first[keep], later[keep]
    order = np.lexsort((first, later))
    return first[order], later[order]


def ledger_shares(
    claims: np.ndarray,
    parcel_of_piece: np.ndarray,
    *,
    parcel_areas: np.ndarray,
    controls: np.ndarray,
    before: Mapping[int, Held],
) -> tuple:
    """Return (ledger cents per piece, adjustment flag per parcel) under the survey's rule 3.2.

    ``before`` maps parcel number to what earlier batches hold.  Nothing is left where the
    parcel is claimed in full: such pieces get 0.
    """
    areas, targets = parcel_areas.astype(float).copy(), controls.astype(float).copy()
    for number, held in before.items():
        areas[number] = max(areas[number] - held.ground_m2, 0.0)
        if np.isfinite(targets[number]):
            targets[number] = max(round(targets[number] * 100.0) - held.cents, 0) / 100.0
    pieces_in = np.bincount(parcel_of_piece, minlength=len(areas))
    room = np.where(np.isfinite(targets), to_cents(np.nan_to_num(targets)), to_cents(areas)) > pieces_in + 1
    fit = (to_cents(claims) > 0) & room[parcel_of_piece]
    shares = np.zeros(len(claims), dtype=np.int64)
    flags = np.full(len(areas), int(AdjustmentFlag.NONE))
    if fit.any():
        adjusted = adjust_parcels(claims[fit], parcel_of_piece[fit], parcel_areas=areas, controls=targets)
        shares[fit] = adjusted.pieces
        flags = np.asarray(adjusted.flags).astype(int)
    return shares, flags
