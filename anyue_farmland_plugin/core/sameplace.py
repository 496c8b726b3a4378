# SPDX-License-Identifier: GPL-2.0-or-later
"""Whether a new clue lies on a place that already has a case."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import shapely

from anyue_farmland_plugin.core.polygons import surely

SAME_SHARE = 0.6  # intersection / union from which two polygons mean the same place
_LEAST = SAME_SHARE / (1.0 + SAME_SHARE) * (1.0 - 1e-9)  # of the sum of both areas, what that takes in common


@dataclass(frozen=True)
class Match:
    """A founder (row in known cases followed by the new clues) and intersection / union."""

    row: int
    share: float


def same_places(known: np.ndarray, clues: np.ndarray) -> list:
    """Return per clue the `Match` whose case it joins, or None when it founds its own.

    ``known`` are polygons of cases, ``clues`` new polygons (None allowed) in the same CRS.
    The best share wins, then the older case; a clue never joins one that founded no case.
    """
    shapes = np.concatenate((known, clues)) if len(known) else clues
    candidates = _candidates(shapes, len(known))
    result: list = []
    for place in range(len(known), len(shapes)):
        good = [
            match
            for match in candidates.get(place, ())
            if match.row < len(known) or result[match.row - len(known)] is None
        ]
        result.append(max(good, key=lambda match: (match.share, -match.row), default=None))
    return result


def _candidates(shapes: np.ndarray, known: int) -> dict:
    later, earlier = shapely.STRtree(shapes).query(shapes)
    keep = (earlier < later) & (later >= known)
    later, earlier = later[keep], earlier[keep]
    areas = np.nan_to_num(shapely.area(shapes))
    likely = _most_common(shapely.bounds(shapes), areas, later, earlier) >= _LEAST * (areas[later] + areas[earlier])
    later, earlier = later[likely], earlier[likely]
    common = shapely.area(surely(shapely.intersection, shapes[later], shapes[earlier]))
    whole = areas[later] + areas[earlier] - common
    shares = common / np.where(whole > 0.0, whole, 1.0)
    found = defaultdict(list)
    for row in np.flatnonzero(shares >= SAME_SHARE).tolist():
        found[int(later[row])].append(Match(int(earlier[row]), float(shares[row])))
    return found


def _most_common(bounds: np.ndarray, areas: np.ndarray, first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Return the most that pairs can have in common, by their areas and boxes."""
    low = np.maximum(bounds[first, :2], bounds[second, :2])
    sides = np.maximum(np.minimum(bounds[first, 2:], bounds[second, 2:]) - low, 0.0)
    return np.minimum(np.minimum(areas[first], areas[second]), sides[:, 0] * sides[:, 1])
