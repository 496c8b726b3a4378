# SPDX-License-Identifier: GPL-2.0-or-later
"""What the overlay found out about a case, as the suggestion rules read it."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from typing import Mapping, Optional

from anyue_farmland_plugin.core.landclass import Group, find_class, group_of, normal_code
from anyue_farmland_plugin.core.vocabulary import ChangeType, find_change_type

DEFAULT_MIN_AREA = 10.0  # m2; the survey treats smaller pieces as fragments
RIM_SHARE = 0.05  # below, the cultivated part may be two images that do not fit
_GROUPS = {group.value: group for group in Group}


class Since2021(Enum):
    """Whether the land was cultivated at the end of 2020 and lost since."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class CaseFacts:
    """Figures of one case; areas in m², classes as survey codes.

    ``groups``: m² of the pieces by campaign group before the change; ``farmland_m2``: net
    cultivated area (after 田坎).  ``approved_m2``: covered m² by kind of approval, HF land
    approval, SS facility record, LS temporary use.  ``slope_class``: 1 to 5.
    ``in_village_share``: share of the area inside village land (203), 0 to 1.
    ``elongation``: length to width, see `elongation`.  ``beside_line``: along a road, railway,
    river or ditch; None when not examined.  ``matched_list``: S8 or S3 when an old list of
    that source names the place.  ``class_after``: code or group, where a later class is known.
    """

    area_m2: float
    farmland_m2: float
    main_dlbm: str = ""
    groups: Mapping[Group, float] = field(default_factory=dict)
    tblx: str = ""
    class_after: str = ""
    since_2021: Since2021 = Since2021.UNKNOWN
    basic_farmland_m2: float = 0.0
    eco_redline_m2: float = 0.0
    approved_m2: Mapping[str, float] = field(default_factory=dict)
    slope_class: Optional[int] = None
    zzsxdm: str = ""
    in_village_share: float = 0.0
    elongation: float = 1.0
    beside_line: Optional[bool] = None
    in_greening_list: bool = False
    source_kind: str = ""
    matched_list: str = ""
    town_code: str = ""
    min_area: float = DEFAULT_MIN_AREA

    @property
    def on_farmland(self) -> bool:
        """Tell whether cultivated land above the sliver limit is concerned."""
        return self.farmland_m2 > 0 and self.farmland_m2 >= self.min_area

    @property
    def farmland_share(self) -> float:
        """Return the cultivated share of the case, 0 to 1."""
        return min(self.farmland_m2 / self.area_m2, 1.0) if self.area_m2 > 0 else 0.0

    @property
    def is_rim(self) -> bool:
        """Tell whether cultivated land is only a rim that may come from unequal boundaries."""
        return self.on_farmland and self.farmland_share < RIM_SHARE

    @property
    def approved_share(self) -> float:
        """Return the approved share of the case, all kinds together, 0 to 1."""
        return min(sum(self.approved_m2.values()) / self.area_m2, 1.0) if self.area_m2 > 0 else 0.0

    @property
    def approval(self) -> str:
        """Return the kind of approval that covers most, "" when there is none."""
        covered = {kind: area for kind, area in self.approved_m2.items() if area > 0}
        return max(sorted(covered), key=covered.__getitem__) if covered else ""

    @property
    def change(self) -> str:
        """Return the known monitoring type in its normal spelling, else ""."""
        known = _change_type(self.tblx)
        return known.code if known else ""

    @property
    def main_group(self) -> Optional[Group]:
        """Return the group of the main class before, by area where the class is unknown."""
        known = _group(self.main_dlbm)
        if known is None and self.groups:
            return max(self.groups, key=self.groups.__getitem__)
        return known

    @property
    def after_code(self) -> str:
        """Return the later class as a survey code, "" when only a group or nothing is known."""
        return _code(self.class_after)

    @property
    def after_group(self) -> Optional[Group]:
        """Return the later group: from the class, from a group code, else from TBLX."""
        return _group_after(self.class_after, self.tblx)


# Deliveries hold few different codes, and the rules ask for them again and again.
@lru_cache(maxsize=1024)
def _change_type(tblx: str) -> Optional[ChangeType]:
    return find_change_type(tblx)


@lru_cache(maxsize=1024)
def _group(dlbm: str) -> Optional[Group]:
    return group_of(dlbm)


@lru_cache(maxsize=1024)
def _code(class_after: str) -> str:
    found = find_class(class_after)
    return found.code if found else ""


@lru_cache(maxsize=1024)
def _group_after(class_after: str, tblx: str) -> Optional[Group]:
    if _code(class_after):
        return _group(class_after)
    change = _change_type(tblx)
    return _GROUPS.get(normal_code(class_after)) or (change.group if change else None)


def elongation(area_m2: float, perimeter_m: float) -> float:
    """Return length to width of the rectangle with this area and perimeter, 1 for a square.

    A bent strip counts as long as it is; shapes rounder than a square give 1.
    """
    quarter = perimeter_m / 4
    spread = quarter * quarter - area_m2
    if area_m2 <= 0 or spread <= 0:
        return 1.0
    root = math.sqrt(spread)
    # the narrow side through the product, as the difference cancels for long strips
    return (quarter + root) ** 2 / area_m2
