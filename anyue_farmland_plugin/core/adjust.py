# SPDX-License-Identifier: GPL-2.0-or-later
"""Adjustment of computed areas to a control area, to the hundredth of a square metre.

Source: the survey's area adjustment (TD/T 1057 control chain): the difference is shared out
in units of 0.01 m2, larger pieces first.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from anyue_farmland_plugin.core.ellipsoid import to_cents
from anyue_farmland_plugin.core.errors import GeometryError
from anyue_farmland_plugin.core.i18n import translate

FREE_DIFFERENCE = 100  # cents: up to 1 m2 …
FREE_SHARE = 0.001  # … or 0.1 % is shared out without scaling
FLAG_SHARE = 0.01  # a parcel further off than 1 % needs a person's look


class AdjustmentFlag(IntEnum):
    """How far the survey area of a parcel was from its geometry."""

    NONE = 0
    SCALED = 1
    FLAGGED = 2  # scaled, and off by more than 1 %
    NO_CONTROL = 3  # no usable survey area: the geometry's own area is the control


@dataclass(frozen=True)
class ParcelAdjustment:
    """Adjusted areas in cents; per piece, and remainder and flag per parcel."""

    pieces: np.ndarray
    remainders: np.ndarray
    flags: np.ndarray


def adjust_to_control(areas_cents: np.ndarray, control_cents: int) -> np.ndarray:
    """Return the areas (int64 cents, any order) changed so that they sum to the control.

    Every piece gets the same number of cents, the largest one more until the difference is
    used up; no piece falls to 0 or below.

    Raises:
        GeometryError: the control area is too small to leave a cent to every piece.
    """
    areas = np.asarray(areas_cents, dtype=np.int64)
    return _adjust_groups(areas, np.zeros(len(areas), dtype=np.int64), np.array([control_cents], dtype=np.int64))


def spread_by_area(areas_cents: np.ndarray, groups: np.ndarray, controls: np.ndarray) -> np.ndarray:
    """Return the areas (int64 cents) changed in proportion so that each group sums to its control.

    ``groups`` are group numbers per area, ``controls`` cents per group number.  What
    proportion leaves over goes to the largest of the group, one cent each: small pieces keep
    the area that was measured.
    """
    areas = np.asarray(areas_cents, dtype=np.int64)
    sums = group_sums(areas, groups, len(controls))
    share = (controls - sums) / np.maximum(sums, 1)
    result = areas + np.trunc(areas * share[groups]).astype(np.int64)
    left = controls - group_sums(result, groups, len(controls))
    order, rank = _by_size(areas, groups, len(controls))
    group = groups[order]
    result[order] += np.sign(left[group]) * (rank < np.abs(left[group]))
    return result


def group_sums(cents: np.ndarray, groups: np.ndarray, count: int) -> np.ndarray:
    """Return the exact sum (int64) of the cents of each of ``count`` groups."""
    sums = np.zeros(count, dtype=np.int64)
    np.add.at(sums, groups, cents)
    return sums


def _by_size(areas: np.ndarray, groups: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Return (rows by group and falling area, their rank from 0 in the group)."""
    order = np.lexsort((-areas, groups))
    sizes = np.bincount(groups, minlength=count)
    return order, np.arange(len(areas)) - (np.cumsum(sizes) - sizes)[groups[order]]


def adjust_parcels(
    piece_areas: np.ndarray,
    parcel_of_piece: np.ndarray,
    *,
    parcel_areas: np.ndarray,
    controls: np.ndarray,
) -> ParcelAdjustment:
    """Adjust the pieces of many parcels, each with its remainder, to the parcels' TBMJ.

    ``piece_areas`` and ``parcel_areas`` are ellipsoidal m2, ``parcel_of_piece`` row numbers
    of parcels, ``controls`` TBMJ in m2 (NaN or not positive: none).  Up to max(1 m2, 0.1 %)
    of difference is shared out cent by cent; beyond, areas are scaled first; beyond 1 % the
    parcel is flagged.  Pieces of overlapping changes can sum to more than their parcel; they
    are scaled so that the ledger never holds more than TBMJ.
    """
    count = len(parcel_areas)
    sums = np.bincount(parcel_of_piece, piece_areas, minlength=count)
    own = np.maximum(to_cents(parcel_areas), 1)
    pieces_in = np.bincount(parcel_of_piece, minlength=count)
    usable = np.isfinite(controls) & (controls > 0.0)
    targets = np.where(usable, to_cents(np.where(usable, controls, 0.0)), own)
    usable &= targets > pieces_in + 1
    targets = np.maximum(np.where(usable, targets, own), pieces_in + 1)
    difference = np.abs(targets - own)
    scaled = difference > np.maximum(FREE_DIFFERENCE, FREE_SHARE * targets)
    flags = np.where(scaled, AdjustmentFlag.SCALED, AdjustmentFlag.NONE)
    flags[difference > FLAG_SHARE * targets] = AdjustmentFlag.FLAGGED
    flags[(difference <= FREE_DIFFERENCE) & (flags == AdjustmentFlag.FLAGGED)] = AdjustmentFlag.NONE
    flags[~usable] = AdjustmentFlag.NO_CONTROL
    parcel_floor = np.maximum(np.asarray(parcel_areas, dtype=float), sums)
    rest = parcel_floor - sums
    with_rest = np.flatnonzero((to_cents(rest) > 0) & (pieces_in > 0))
    too_much = sums > np.asarray(parcel_areas, dtype=float) * (1.0 + FREE_SHARE)
    factor = np.where(scaled | too_much, targets / np.maximum(100.0 * parcel_floor, 1e-9), 1.0)
    areas = np.concatenate((piece_areas * factor[parcel_of_piece], rest[with_rest] * factor[with_rest]))
    groups = np.concatenate((parcel_of_piece, with_rest)).astype(np.int64)
    adjusted = _adjust_groups(to_cents(areas), groups, targets)
    remainders = np.where(pieces_in > 0, 0, targets)
    remainders[with_rest] = adjusted[len(piece_areas) :]
    return ParcelAdjustment(adjusted[: len(piece_areas)], remainders, flags)


def net_of_ridges(areas_cents: np.ndarray, coefficients: np.ndarray) -> np.ndarray:
    """Return cents left after the field-ridge deduction (KCXS; NaN counts as none)."""
    ridges = np.nan_to_num(np.asarray(coefficients, dtype=float))
    return np.asarray(areas_cents, dtype=np.int64) - to_cents(areas_cents * ridges / 100.0)


def _adjust_groups(areas: np.ndarray, groups: np.ndarray, controls: np.ndarray) -> np.ndarray:
    """Apply the 0.01 rule inside every group; ``controls`` has one entry per group number."""
    if len(areas) == 0:
        return areas
    counts = np.bincount(groups, minlength=len(controls))
    if np.any(controls[counts > 0] < counts[counts > 0]):
        raise GeometryError(
            translate("Adjust", "A control area is too small for the number of its pieces. Check TBMJ.")
        )
    difference = controls - group_sums(areas, groups, len(controls))
    safe = np.maximum(counts, 1)
    each, over = np.abs(difference) // safe, np.abs(difference) % safe
    order, rank = _by_size(areas, groups, len(controls))
    group, offsets = groups[order], np.cumsum(counts) - counts
    step = each[group] + (rank < over[group])
    adjusted = areas[order] + np.sign(difference[group]) * step
    for number in np.unique(group[adjusted <= 0]):
        rows = slice(offsets[number], offsets[number] + counts[number])
        adjusted[rows] = _lifted(adjusted[rows])
    result = np.empty_like(areas)
    result[order] = adjusted
    return result


def _lifted(areas: np.ndarray) -> np.ndarray:
    """Raise pieces to at least one cent and take the cents from the largest pieces."""
    lifted = np.maximum(areas, 1)
    debt = int(lifted.sum() - areas.sum())
    for place in np.argsort(-lifted, kind="stable"):
        given = min(debt, int(lifted[place]) - 1)
        lifted[place] -= given
        debt -= given
    return lifted
