# SPDX-License-Identifier: GPL-2.0-or-later
"""The facts of every change of a run, as the suggestion rules read them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Mapping

import numpy as np
import shapely

from anyue_farmland_plugin.core.balance import Balance
from anyue_farmland_plugin.core.facts import CaseFacts, Since2021, elongation
from anyue_farmland_plugin.core.landclass import Group, is_cultivated
from anyue_farmland_plugin.core.pieces import Pieces
from anyue_farmland_plugin.core.survey import Survey
from anyue_farmland_plugin.workflow.overlay_inputs import Inputs

VILLAGE_LAND = "203"
LAST_YEAR_BEFORE = 2020
_SLOPES = {str(number): number for number in range(1, 6)}
_GROUPS = {group.value: group for group in Group}
_GIVEN_UP = ("JKHF", "GCHF")  # restorable land was given up before the baseline (domain 2.3)


@dataclass(frozen=True)
class Figures:
    """What was found of each change (row order); ``main_parcels`` are parcel rows, −1 for none."""

    pieces: Pieces
    balance: Balance
    compositions: list
    main_parcels: np.ndarray
    places: list
    covered: Mapping[str, np.ndarray]
    approved: Mapping[str, np.ndarray]


def case_facts(inputs: Inputs, found: Figures, *, min_area: float, source_kind: str) -> list:
    """Return the `CaseFacts` of every change."""
    survey, parcels = inputs.survey, found.main_parcels
    count = len(parcels)
    approved = {kind: _m2(cents) for kind, cents in found.approved.items()}
    columns = (
        _m2(found.balance.area),
        found.compositions,
        _texts(survey.dlbm, parcels),
        inputs.columns["TBLX"].tolist(),
        _m2(found.covered.get("basic_farmland", np.zeros(count))),
        _m2(found.covered.get("eco_redline", np.zeros(count))),
        [dict(zip(approved, values)) for values in zip(*approved.values())] if approved else [{} for _ in parcels],
        _texts(survey.gdpdjb, parcels),
        _texts(survey.zzsxdm, parcels),
        _village_shares(survey, found.pieces, found.balance).tolist(),
        _elongations(inputs.changes),
        _since_2021(survey, parcels),
        [place.town_code for place in found.places],
    )
    return [
        CaseFacts(
            area_m2=area,
            farmland_m2=made.farmland / 100.0,
            main_dlbm=dlbm,
            groups={_GROUPS[code]: cents / 100.0 for code, cents in made.groups.items()},
            tblx=str(tblx),
            basic_farmland_m2=basic,
            eco_redline_m2=eco,
            approved_m2=kinds,
            slope_class=_SLOPES.get(slope),
            zzsxdm=zzsxdm,
            in_village_share=village,
            elongation=long,
            since_2021=since,
            source_kind=source_kind,
            town_code=town,
            min_area=min_area,
        )
        for area, made, dlbm, tblx, basic, eco, kinds, slope, zzsxdm, village, long, since, town in zip(*columns)
    ]


def _m2(cents: np.ndarray) -> list:
    return list((np.asarray(cents) / 100.0).tolist())


def _texts(column: np.ndarray, parcels: np.ndarray) -> list:
    """Return the column's text for parcel rows, "" for −1."""
    texts = np.full(len(parcels), "", dtype=object)
    texts[parcels >= 0] = column[parcels[parcels >= 0]]
    return [str(text) for text in texts.tolist()]


def _village_shares(survey: Survey, pieces: Pieces, account: Balance) -> np.ndarray:
    """Return the share of each change inside village land."""
    codes = survey.czcsxm[pieces.parcel_index].tolist()
    inside = np.array([str(code).startswith(VILLAGE_LAND) for code in codes], dtype=bool)
    cents = np.bincount(pieces.change_index[inside], account.piece_areas[inside], minlength=len(account.area))
    return cents / np.where(account.area > 0, account.area, 1)


def _elongations(changes: np.ndarray) -> list:
    areas, lengths = (np.nan_to_num(measure(changes)).tolist() for measure in (shapely.area, shapely.length))
    return [elongation(area, length) for area, length in zip(areas, lengths)]


def _since_2021(survey: Survey, parcels: np.ndarray) -> list:
    """Return whether cultivation ended after 2020-12-31: the survey still shows it at that state or later."""

    @cache
    def judged(code: str, kind: str, known_2020: bool) -> Since2021:
        if is_cultivated(code) and known_2020:
            return Since2021.YES
        return Since2021.NO if kind in _GIVEN_UP else Since2021.UNKNOWN

    years = np.full(len(parcels), np.nan)
    years[parcels >= 0] = survey.sjnf[parcels[parcels >= 0]]
    known = (years >= LAST_YEAR_BEFORE).tolist()
    return [judged(*row) for row in zip(_texts(survey.dlbm, parcels), _texts(survey.zzsxdm, parcels), known)]
