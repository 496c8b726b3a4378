# SPDX-License-Identifier: GPL-2.0-or-later
"""Where a change lies: township and village, by location first, by the parcels' codes second."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Sequence

import numpy as np

from anyue_farmland_plugin.core.survey import Survey
from anyue_farmland_plugin.core.units import find_unit, town_of

TOWN_DIGITS, VILLAGE_DIGITS = 9, 12


@dataclass(frozen=True)
class Located:
    """The zone each change lies in: its row per change, −1 for none, and what the zones are called."""

    rows: np.ndarray
    codes: Sequence[str] = ()
    names: Sequence[str] = ()

    def entry(self, row: int) -> tuple[str, str]:
        """Return code and name of a zone, "" for −1."""
        return (str(self.codes[row]), str(self.names[row])) if row >= 0 else ("", "")


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


def places(survey: Survey, main_parcels: np.ndarray, *, towns: Located, villages: Located) -> list:
    """Return a `Place` per change; ``main_parcels`` are parcel rows by largest share, −1 for none."""
    codes, names = _texts(survey.zldwdm, main_parcels), _texts(survey.zldwmc, main_parcels)
    known: dict = {}
    result = []
    for key in zip(codes, names, towns.rows.tolist(), villages.rows.tolist()):
        if key not in known:
            code, name, town, village = key
            known[key] = _place(code, name, towns.entry(town), villages.entry(village))
        result.append(known[key])
    return result


def _texts(column: np.ndarray, rows: np.ndarray) -> list:
    texts = np.full(len(rows), "", dtype=object)
    texts[rows >= 0] = column[rows[rows >= 0]]
    return [str(text) for text in texts.tolist()]


def _place(code: str, name: str, town: tuple, village: tuple) -> Place:
    """Return the place from a parcel's unit code and name, and (code, name) of the zones or ""."""
    if not town[0] and len(code) >= TOWN_DIGITS:
        unit = town_of(code)
        town = (unit.code, unit.name) if unit else (code[:TOWN_DIGITS], "")
    if not village[0] and len(code) >= VILLAGE_DIGITS:
        village = (code[:VILLAGE_DIGITS], name)
    known = find_unit(town[0])
    return Place(town[0], town[1] or (known.name if known else ""), village[0][:VILLAGE_DIGITS], village[1])
