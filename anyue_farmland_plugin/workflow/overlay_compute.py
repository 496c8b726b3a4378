# SPDX-License-Identifier: GPL-2.0-or-later
"""The pure part of an overlay run: from inputs to pieces, places, facts, suggestions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Mapping

import numpy as np
import shapely

from anyue_farmland_plugin.core.adjust import net_of_ridges
from anyue_farmland_plugin.core.balance import Balance, balance
from anyue_farmland_plugin.core.claims import Held, ground_areas, ledger_shares, unclaimed_areas
from anyue_farmland_plugin.core.composition import compositions
from anyue_farmland_plugin.core.ellipsoid import ellipsoidal_areas, to_cents
from anyue_farmland_plugin.core.facts import CaseFacts, Since2021, elongation
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.landclass import Group, is_cultivated
from anyue_farmland_plugin.core.overlay import OverlayPairs, covered_areas, overlay_pairs
from anyue_farmland_plugin.core.places import places
from anyue_farmland_plugin.core.ports import Progress
from anyue_farmland_plugin.core.rules import suggest
from anyue_farmland_plugin.core.slivers import join_slivers
from anyue_farmland_plugin.core.survey import Survey
from anyue_farmland_plugin.workflow.overlay_inputs import Inputs
from anyue_farmland_plugin.workflow.overlay_request import stop_if_cancelled

VILLAGE_LAND = "203"
LAST_YEAR_BEFORE = 2020


@dataclass(frozen=True)
class EarlierClaims:
    """What earlier batches already claim of the parcels: shapes, cents, by parcel row."""

    shapes: Mapping[int, list]
    cents: Mapping[int, int]


@dataclass(frozen=True)
class Computed:
    """Everything an overlay run found; arrays per piece and lists per change (row order)."""

    pairs: OverlayPairs
    touching: int
    slivers: tuple
    balance: Balance
    ledger_cents: np.ndarray
    net_cents: np.ndarray
    parcel_areas: np.ndarray
    parcel_flags: np.ndarray
    compositions: list
    places: list
    covered: Mapping[str, np.ndarray]
    approved: Mapping[str, np.ndarray]
    facts: list
    suggestions: list


def _step(progress: Progress, share: float, text: str) -> None:
    stop_if_cancelled(progress)
    progress.report(share, text)


def compute(
    inputs: Inputs, earlier: EarlierClaims, progress: Progress, *, min_area: float, source_kind: str
) -> Computed:
    """Overlay changes with parcels and derive all figures of clues, pieces and cases."""
    _step(progress, 0.30, translate("Overlay", "Overlaying changes and survey parcels"))
    raw = overlay_pairs(inputs.changes, inputs.survey.geometries, grid=inputs.grid)
    joined = join_slivers(raw, inputs.crs, min_area=min_area)
    pairs = joined.pairs
    _step(progress, 0.50, translate("Overlay", "Balancing areas"))
    account = balance(inputs.changes, pairs.geometry, pairs.change_index, joined.areas, crs=inputs.crs)
    shares, flags, parcel_areas = _claims(inputs, pairs, account, earlier)
    net = net_of_ridges(account.piece_areas, inputs.survey.kcxs[pairs.parcel_index])
    _step(progress, 0.60, translate("Overlay", "Finding places and protective lines"))
    bounds = np.searchsorted(pairs.change_index, np.arange(len(inputs.changes) + 1))
    made = compositions(
        bounds, inputs.survey.dlbm[pairs.parcel_index], account.piece_areas, net=net, classes=inputs.classes
    )
    mains = np.array(
        [-1 if found.main_row is None else pairs.parcel_index[found.main_row] for found in made], dtype=np.int64
    )
    found_places = places(inputs.changes, inputs.survey, mains, towns=inputs.towns, villages=inputs.villages)
    covered = {
        kind: to_cents(covered_areas(inputs.changes, shapes, inputs.crs, grid=inputs.grid))
        for kind, shapes in inputs.controls.items()
    }
    approved = _approved(inputs)
    _step(progress, 0.75, translate("Overlay", "Suggesting problem types"))
    result = Computed(
        pairs,
        raw.touching,
        joined.slivers,
        account,
        shares,
        net,
        parcel_areas,
        flags,
        made,
        found_places,
        covered,
        approved,
        [],
        [],
    )
    result.facts.extend(
        _facts(inputs, result, row, min_area=min_area, source_kind=source_kind) for row in range(len(inputs.changes))
    )
    result.suggestions.extend(suggest(facts) for facts in result.facts)
    return result


def _claims(inputs: Inputs, pairs: OverlayPairs, account: Balance, earlier: EarlierClaims) -> tuple:
    """Return (ledger cents, adjustment flag, own m²): flags and m² per touched parcel row."""
    touched, local = np.unique(pairs.parcel_index, return_inverse=True)
    number = {int(row): place for place, row in enumerate(touched)}
    areas = ellipsoidal_areas(inputs.survey.geometries[touched], inputs.crs)
    shapes = {number[row]: found for row, found in earlier.shapes.items() if row in number}
    claims = unclaimed_areas(pairs.geometry, local, account.piece_areas / 100.0, crs=inputs.crs, earlier=shapes)
    cents_of = {number[row]: cents for row, cents in earlier.cents.items() if row in number}
    before = {row: Held(cents_of[row], ground) for row, ground in ground_areas(shapes, inputs.crs).items()}
    cents, flags = ledger_shares(claims, local, parcel_areas=areas, controls=inputs.survey.tbmj[touched], before=before)
    whole_areas, whole_flags = np.zeros(len(inputs.survey)), np.zeros(len(inputs.survey), dtype=np.int64)
    whole_areas[touched], whole_flags[touched] = areas, flags
    return cents, whole_flags, whole_areas


def _approved(inputs: Inputs) -> Mapping[str, np.ndarray]:
    """Return cents per change and kind of approval; ground approved twice counts once, shared by the kinds."""
    covered = {
        kind: covered_areas(inputs.changes, shapes, inputs.crs, grid=inputs.grid)
        for kind, shapes in inputs.approvals.items()
    }
    if len(covered) > 1:
        everything = np.concatenate(list(inputs.approvals.values()))
        together = covered_areas(inputs.changes, everything, inputs.crs, grid=inputs.grid)
        total = np.sum(list(covered.values()), axis=0)
        factor = together / np.where(total > 0.0, total, 1.0)
        covered = {kind: areas * factor for kind, areas in covered.items()}
    return {kind: to_cents(areas) for kind, areas in covered.items()}


def _facts(inputs: Inputs, found: Computed, row: int, *, min_area: float, source_kind: str) -> CaseFacts:
    made, survey = found.compositions[row], inputs.survey
    parcel = -1 if made.main_row is None else int(found.pairs.parcel_index[made.main_row])
    area = found.balance.area[row] / 100.0
    shape = inputs.changes[row]
    slope = str(survey.gdpdjb[parcel]) if parcel >= 0 else ""
    return CaseFacts(
        area_m2=area,
        farmland_m2=made.farmland / 100.0,
        main_dlbm=str(survey.dlbm[parcel]) if parcel >= 0 else "",
        groups={Group(code): cents / 100.0 for code, cents in made.groups.items()},
        tblx=str(inputs.columns["TBLX"][row]),
        basic_farmland_m2=_at(found.covered, "basic_farmland", row),
        eco_redline_m2=_at(found.covered, "eco_redline", row),
        approved_m2={kind: cents[row] / 100.0 for kind, cents in found.approved.items()},
        slope_class=int(slope) if slope in ("1", "2", "3", "4", "5") else None,
        zzsxdm=str(survey.zzsxdm[parcel]) if parcel >= 0 else "",
        in_village_share=_village_share(inputs, found, row),
        elongation=elongation(float(shapely.area(shape)), float(shapely.length(shape))) if shape is not None else 1.0,
        since_2021=_since_2021(survey, parcel),
        source_kind=source_kind,
        town_code=found.places[row].town_code,
        min_area=min_area,
    )


def _since_2021(survey: Survey, parcel: int) -> Since2021:
    """Return whether cultivation ended after 2020-12-31: the survey still shows it at that state or later.

    Land recorded as restorable (JKHF, GCHF) was given up before the baseline (domain 2.3).
    """
    if parcel < 0:
        return Since2021.UNKNOWN
    if is_cultivated(survey.dlbm[parcel]) and survey.sjnf[parcel] >= LAST_YEAR_BEFORE:
        return Since2021.YES
    return Since2021.NO if survey.zzsxdm[parcel] in ("JKHF", "GCHF") else Since2021.UNKNOWN


def _at(covered: Mapping[str, np.ndarray], kind: str, row: int) -> float:
    return covered[kind][row] / 100.0 if kind in covered else 0.0


def _village_share(inputs: Inputs, found: Computed, row: int) -> float:
    bounds = np.searchsorted(found.pairs.change_index, (row, row + 1))
    rows = range(bounds[0], bounds[1])
    inside = sum(
        int(found.balance.piece_areas[piece])
        for piece in rows
        if str(inputs.survey.czcsxm[found.pairs.parcel_index[piece]]).startswith(VILLAGE_LAND)
    )
    total = int(found.balance.area[row])
    return inside / total if total else 0.0
