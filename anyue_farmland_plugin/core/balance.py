# SPDX-License-Identifier: GPL-2.0-or-later
"""The mass balance of a run in cents: what was delivered is accounted for to 0.01 m².

delivered = pieces + outside the survey − counted twice where survey parcels overlap.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from anyue_farmland_plugin.core.adjust import group_sums, spread_by_area
from anyue_farmland_plugin.core.ellipsoid import ellipsoidal_areas, to_cents
from anyue_farmland_plugin.core.flat import ranges
from anyue_farmland_plugin.core.overlay import unions
from anyue_farmland_plugin.core.polygons import polygon_parts, surely
from anyue_farmland_plugin.core.tiling import tiled

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

    ``change_of_piece`` is ascending, ``areas`` the pieces' ellipsoidal m².  A change wholly
    covered by parcels that do not overlap gets pieces that sum to its own rounded area (the
    largest take the cents); else the rest is booked as outside or doubled.
    """
    count = len(changes)
    held, measured = (np.bincount(change_of_piece, weights, minlength=count) for weights in (None, areas))
    total, cents = to_cents(ellipsoidal_areas(changes, crs)), to_cents(areas)
    cover = _Cover.of(changes, pieces, change_of_piece, total)
    doubled, outside = np.zeros(count, dtype=np.int64), np.where(cover.open, total, 0)
    twice, part = np.flatnonzero(cover.twice), np.flatnonzero(cover.open & (held > 0))
    doubled[twice] = to_cents(measured[twice] - ellipsoidal_areas(cover.joined[twice], crs))
    free = surely(shapely.difference, changes[part], cover.joined[part])
    outside[part] = to_cents(ellipsoidal_areas(polygon_parts(free), crs))
    controls = total - outside + doubled
    close = controls > held  # else there is no cent to spare for each piece
    controls = np.where(close, controls, group_sums(cents, change_of_piece, count))
    cents = spread_by_area(cents, change_of_piece, controls)
    overlay = group_sums(cents, change_of_piece, count)
    return Balance(total, overlay, np.where(close, outside, total - overlay + doubled), doubled, cents)


@dataclass(frozen=True)
class _Cover:
    """Per change: whether some of it lies outside all pieces, and whether some of it lies in two.

    ``joined`` is the union of its pieces, made where they do not plainly tile it (else None).
    """

    open: np.ndarray
    twice: np.ndarray
    joined: np.ndarray

    @classmethod
    def of(cls, changes: np.ndarray, pieces: np.ndarray, change_of_piece: np.ndarray, total: np.ndarray) -> _Cover:
        count = len(changes)
        whole = np.nan_to_num(shapely.area(changes))
        share = np.maximum(_SAME_CENTS / np.maximum(total, 1), _SAME)
        sums = np.bincount(change_of_piece, shapely.area(pieces), minlength=count)
        held = np.bincount(change_of_piece, minlength=count)
        unclear = held > 0
        full = np.flatnonzero((held > 1) & (np.abs(whole - sums) <= share * whole))
        unclear[full[_tiled(changes, pieces, change_of_piece, full, share)]] = False
        rows = np.flatnonzero(unclear)
        joined, covered = np.empty(count, dtype=object), sums.copy()
        joined[rows] = unions(pieces, np.searchsorted(change_of_piece, rows), held[rows])
        covered[rows] = shapely.area(joined[rows])
        return cls(whole - covered > share * whole, sums - covered > share * whole, joined)


def _tiled(
    changes: np.ndarray, pieces: np.ndarray, change_of_piece: np.ndarray, rows: np.ndarray, share: np.ndarray
) -> np.ndarray:
    first, stop = np.searchsorted(change_of_piece, rows), np.searchsorted(change_of_piece, rows, side="right")
    members, row = ranges(first, stop - first)
    return tiled(changes[rows], pieces[members], row, share[rows])
