# SPDX-License-Identifier: GPL-2.0-or-later
"""What the ground of each change is made of: cents per broad class and group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Mapping, Optional

import numpy as np

from anyue_farmland_plugin.core.landclass import Broad, Group, LandClass, is_paddy


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
    return [_compose(range(start, stop), dlbm_of_piece, cents, net, classes) for start, stop in zip(bounds, bounds[1:])]


def _compose(
    rows: range, dlbm: np.ndarray, cents: np.ndarray, net: np.ndarray, classes: Mapping[str, LandClass]
) -> Composition:
    totals = {Broad.FARMLAND: 0, Broad.CONSTRUCTION: 0, Broad.UNUSED: 0}
    groups: dict = {}
    by_class: dict = {}
    farmland = paddy = 0
    for row in rows:
        found, area = classes.get(dlbm[row]), int(cents[row])
        by_class[dlbm[row]] = by_class.get(dlbm[row], 0) + area
        if found is None:
            continue
        if found.group is Group.CULTIVATED:
            farmland += int(net[row])
            paddy += int(net[row]) if is_paddy(found.code) else 0
            totals[Broad.FARMLAND] += area - int(net[row])
            groups[Group.CULTIVATED.value] = groups.get(Group.CULTIVATED.value, 0) + int(net[row])
            groups[Group.OTHER_FARMLAND.value] = groups.get(Group.OTHER_FARMLAND.value, 0) + area - int(net[row])
        else:
            totals[found.broad] += area
            groups[found.group.value] = groups.get(found.group.value, 0) + area
    main = max(sorted(by_class), key=lambda code: by_class[code]) if by_class else None
    main_row = max((row for row in rows if dlbm[row] == main), key=lambda row: cents[row], default=None)
    return Composition(
        farmland, paddy, totals[Broad.FARMLAND], totals[Broad.CONSTRUCTION], totals[Broad.UNUSED], groups, main_row
    )
