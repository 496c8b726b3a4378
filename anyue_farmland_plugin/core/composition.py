# SPDX-License-Identifier: GPL-2.0-or-later
"""What the ground of each change is made of: cents per broad class and group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Mapping, Optional

import numpy as np

from anyue_farmland_plugin.core.landclass import Broad, Group, LandClass, is_paddy

_BROAD = (Broad.FARMLAND, Broad.CONSTRUCTION, Broad.UNUSED)
_CULTIVATED = Group.CULTIVATED.value


@dataclass(frozen=True)
class Composition:
    """Areas of one change in cents; 田坎 counts as other farmland (domain 2.5).

    farmland + other_agri + construction + unused = the pieces' sum, exactly, unless a parcel
    was delivered without a class.
    """

    farmland: int
    paddy: int
    other_agri: int
    construction: int
    unused: int
    groups: Mapping[str, int]
    main_row: Optional[int]


def compositions(
    bounds: np.ndarray,
    dlbm_of_piece: np.ndarray,
    cents: np.ndarray,
    *,
    net: np.ndarray,
    classes: Mapping[str, LandClass],
) -> list:
    """Return a `Composition` per change from its pieces (parallel arrays, cents).

    ``bounds`` holds one entry more than there are changes: where each change's pieces begin.

    ``main_row`` is the piece row whose class covers most of the change (None: no piece).
    """
    kinds = {code: _kind(classes[code]) for code in set(dlbm_of_piece.tolist()) if code in classes}
    pieces = list(zip(dlbm_of_piece.tolist(), cents.tolist(), net.tolist()))
    starts = np.asarray(bounds).tolist()
    return [_compose(pieces[start:stop], start, kinds) for start, stop in zip(starts, starts[1:])]


def _kind(item: LandClass) -> tuple[int, str, bool, bool]:
    """Return what is asked of a class: number of its broad class, group, cultivated, paddy."""
    cultivated = item.group is Group.CULTIVATED
    group = Group.OTHER_FARMLAND if cultivated else item.group
    broad = Broad.FARMLAND if cultivated else item.broad
    return _BROAD.index(broad), group.value, cultivated, is_paddy(item.code)


def _compose(pieces: list, first_row: int, kinds: Mapping[str, tuple]) -> Composition:
    totals = [0] * len(_BROAD)
    groups: dict = {}
    by_class: dict = {}
    farmland = paddy = 0
    for code, area, net in pieces:
        by_class[code] = by_class.get(code, 0) + area
        if code not in kinds:
            continue
        broad, group, cultivated, is_wet = kinds[code]
        rest = area
        if cultivated:
            farmland += net
            paddy += net if is_wet else 0
            groups[_CULTIVATED] = groups.get(_CULTIVATED, 0) + net
            rest = area - net
        totals[broad] += rest
        groups[group] = groups.get(group, 0) + rest
    other_agri, construction, unused = totals
    main_row = _main_row(pieces, first_row, by_class)
    return Composition(farmland, paddy, other_agri, construction, unused, groups, main_row)


def _main_row(pieces: list, first_row: int, by_class: Mapping[str, int]) -> Optional[int]:
    """Return the row of the largest piece of the class that covers most, the first code where two do."""
    if not pieces:
        return None
    main = max(sorted(by_class), key=by_class.__getitem__)
    areas = [area if code == main else -1 for code, area, _ in pieces]
    return first_row + areas.index(max(areas))
