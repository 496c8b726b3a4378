# SPDX-License-Identifier: GPL-2.0-or-later
"""Where a change lies: township and village, by location first, by the parcels' codes second."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

import numpy as np

from anyue_farmland_plugin.core.overlay import largest_overlap
from anyue_farmland_plugin.core.survey import Survey
from anyue_farmland_plugin.core.units import find_unit, town_of

TOWN_DIGITS, VILLAGE_DIGITS = 9, 12


@dataclass(frozen=True)
class Zones:
    """Polygons with a code and a name each (townships, villages), in the work CRS.

    ``grid`` is the precision in CRS units on which a refused overlay is tried again.
    """

    geometries: np.ndarray
    codes: np.ndarray
    names: np.ndarray
    grid: float


@dataclass(frozen=True)
class Place:
    """Township and village of a change; empty text where unknown."""

    town_code: str = ""
    town_name: str = ""
    village_code: str = ""
    village_name: str = ""

    @property
    def location(self) -> str:
        """Return the place as a person writes it."""
        return self.town_name + self.village_name


def places(
    changes: np.ndarray, survey: Survey, main_parcels: np.ndarray, *, towns: Optional[Zones], villages: Optional[Zones]
) -> list:
    """Return a `Place` per change; ``main_parcels`` are parcel rows by largest share, −1 for none."""
    town_rows = _zone_rows(changes, towns)
    village_rows = _zone_rows(changes, villages)
    return [
        _place(survey, int(parcel), _entry(towns, town), _entry(villages, village))
        for parcel, town, village in zip(main_parcels, town_rows, village_rows)
    ]


def _zone_rows(changes: np.ndarray, zones: Optional[Zones]) -> np.ndarray:
    if zones is None:
        return np.full(len(changes), -1)
    return largest_overlap(changes, zones.geometries, grid=zones.grid).zone


def _entry(zones: Optional[Zones], row: int) -> tuple:
    return ("", "") if zones is None or row < 0 else (str(zones.codes[row]), str(zones.names[row]))


def _place(survey: Survey, parcel: int, town: tuple, village: tuple) -> Place:
    code = str(survey.zldwdm[parcel]) if parcel >= 0 else ""
    if not town[0] and len(code) >= TOWN_DIGITS:
        unit = town_of(code)
        town = (unit.code, unit.name) if unit else (code[:TOWN_DIGITS], "")
    if not village[0] and len(code) >= VILLAGE_DIGITS:
        village = (code[:VILLAGE_DIGITS], str(survey.zldwmc[parcel]))
    known = find_unit(town[0])
    return Place(town[0], town[1] or (known.name if known else ""), village[0][:VILLAGE_DIGITS], village[1])
