# SPDX-License-Identifier: GPL-2.0-or-later
"""The mass balance of a run in cents: what was delivered is accounted for to 0.01 m².

delivered = pieces + outside the survey − counted twice where survey parcels overlap.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from anyue_farmland_plugin.core.adjust import spread_by_area
from anyue_farmland_plugin.core.ellipsoid import ellipsoidal_areas, to_cents
from anyue_farmland_plugin.core.polygons import polygon_parts

_SAME_CENTS = 0.25  # a change is covered, or not doubled, up to a quarter of a cent …
_SAME = 1e-11  # … or what coordinates can resolve


@dataclass(frozen=True)
class Balance:
    """Cents per change (area, pieces, outside, doubled) and per piece (areas)."""

    area: np.ndarray
    overlay: np.ndarray
    outside: np.ndarray
    doubled: np.ndarray
    piece_areas: np.ndarray

    @property
    def residual(self) -> int:
        """Cents that are not accounted for; 0 unless an overlay failed."""
        return int((self.area - self.overlay - self.outside + self.doubled).sum())


def balance(
    changes: np.ndarray, pieces: np.ndarray, change_of_piece: np.ndarray, areas: np.ndarray, *, crs: str
) -> Balance:
    """Round the pieces' m² to cents so that each change's account closes exactly.

    A change wholly covered by parcels that do not overlap gets pieces that sum to its own
    rounded area (the largest take the cents); else the rest is booked as outside or doubled.
    """
    total = to_cents(ellipsoidal_areas(changes, crs))
    cents = to_cents(areas).astype(np.int64)
    outside, doubled = total.astype(np.int64).copy(), np.zeros(len(changes), dtype=np.int64)
    plane = np.nan_to_num(shapely.area(changes))
    bounds = np.searchsorted(change_of_piece, np.arange(len(changes) + 1))
    for change in np.unique(change_of_piece).tolist():
        rows = slice(bounds[change], bounds[change + 1])
        slack = plane[change] * max(_SAME_CENTS / max(int(total[change]), 1), _SAME)
        outside[change], doubled[change] = _rest(changes[change], pieces[rows], slack, crs)
        control = int(total[change]) - int(outside[change]) + int(doubled[change])
        if control > len(cents[rows]):
            cents[rows] = spread_by_area(cents[rows], control)
        else:
            outside[change] = int(total[change]) - int(cents[rows].sum()) + int(doubled[change])
    overlay = np.zeros(len(changes), dtype=np.int64)
    np.add.at(overlay, change_of_piece, cents)
    return Balance(total, overlay, outside, doubled, cents)


def _rest(change: shapely.Geometry, pieces: np.ndarray, slack: float, crs: str) -> tuple:
    """Return (cents of the change outside all pieces, cents its pieces count twice)."""
    sums = float(shapely.area(pieces).sum())
    joined = shapely.union_all(pieces) if len(pieces) > 1 else pieces[0]
    covered, whole = float(shapely.area(joined)), float(shapely.area(change))
    outside = doubled = 0
    if whole - covered > slack:
        free = polygon_parts(np.array([shapely.difference(change, joined)], dtype=object))
        outside = int(to_cents(ellipsoidal_areas(free, crs))[0])
    if sums - covered > slack:
        once = ellipsoidal_areas(polygon_parts(np.array([joined], dtype=object)), crs)[0]
        doubled = int(to_cents(np.array([ellipsoidal_areas(pieces, crs).sum() - once]))[0])
    return outside, doubled
