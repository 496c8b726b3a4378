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
from anyue_farmland_plugin.core.ellipsoid import ellipsoidal_areas, to_cents
from anyue_farmland_plugin.core.polygons import polygon_parts

_SAME = 1e-6  # relative planar difference below which pieces do not overlap


@dataclass(frozen=True)
class Held:
    """What earlier batches hold of a parcel: cents of its TBMJ and the ground behind them."""

    cents: int
    ground_m2: float


def unclaimed_areas(
    geometries: np.ndarray,
    parcel_of_piece: np.ndarray,
    areas: np.ndarray,
    *,
    crs: str,
    earlier: Mapping[int, Sequence[shapely.Geometry]],
) -> np.ndarray:
    """Return per piece the m² no earlier piece of its parcel covers.

    ``earlier`` maps parcel number to the pieces already in the ledger.  Pieces count in the
    order of the arrays.
    """
    claims = np.array(areas, dtype=float)
    order = np.argsort(parcel_of_piece, kind="stable")
    numbers, starts = np.unique(parcel_of_piece[order], return_index=True)
    for number, rows in zip(numbers.tolist(), np.split(order, starts[1:])):
        before = list(earlier.get(number, ()))
        if len(rows) + len(before) > 1 and _overlap([*before, *geometries[rows]]):
            _claim_in_turn(claims, geometries, rows, before, crs)
    return claims


def _overlap(shapes: Sequence[shapely.Geometry]) -> bool:
    total = float(np.sum(shapely.area(shapes)))
    return total - float(shapely.area(shapely.union_all(shapes))) > _SAME * total


def _claim_in_turn(claims: np.ndarray, geometries: np.ndarray, rows: np.ndarray, before: list, crs: str) -> None:
    taken = shapely.union_all(before) if before else shapely.Polygon()
    for row in rows:
        free = polygon_parts(np.array([shapely.difference(geometries[row], taken)], dtype=object))
        claims[row] = float(ellipsoidal_areas(free, crs)[0])
        taken = shapely.union(taken, geometries[row])


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
