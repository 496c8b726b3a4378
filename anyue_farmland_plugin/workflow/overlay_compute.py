# SPDX-License-Identifier: GPL-2.0-or-later
"""The pure part of an overlay run: from inputs to pieces, places, facts, suggestions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Mapping

import numpy as np

from anyue_farmland_plugin.core.adjust import net_of_ridges
from anyue_farmland_plugin.core.balance import Balance, balance
from anyue_farmland_plugin.core.claims import Held, ground_areas, ledger_shares, unclaimed_areas
from anyue_farmland_plugin.core.composition import compositions
from anyue_farmland_plugin.core.ellipsoid import ellipsoidal_areas, to_cents
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.overlay import OverlayPairs, covered_areas, overlay_pairs
from anyue_farmland_plugin.core.places import places
from anyue_farmland_plugin.core.ports import Progress
from anyue_farmland_plugin.core.rules import suggest
from anyue_farmland_plugin.core.slivers import join_slivers
from anyue_farmland_plugin.workflow.overlay_facts import Figures, case_facts
from anyue_farmland_plugin.workflow.overlay_inputs import Inputs
from anyue_farmland_plugin.workflow.overlay_request import stop_if_cancelled


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
    figures = Figures(pairs, account, made, mains, found_places, covered, approved)
    facts = case_facts(inputs, figures, min_area=min_area, source_kind=source_kind)
    return Computed(
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
        facts,
        [suggest(case) for case in facts],
    )


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
