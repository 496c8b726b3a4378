# SPDX-License-Identifier: GPL-2.0-or-later
"""The pure part of an overlay run: from inputs to pieces, places, facts, suggestions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Mapping

import numpy as np

from anyue_farmland_plugin.core.adjust import AdjustmentFlag, net_of_ridges
from anyue_farmland_plugin.core.balance import Balance
from anyue_farmland_plugin.core.claims import Held, ground_areas, ledger_shares, unclaimed_areas
from anyue_farmland_plugin.core.composition import compositions
from anyue_farmland_plugin.core.ellipsoid import to_cents
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.pieces import Pieces
from anyue_farmland_plugin.core.places import places
from anyue_farmland_plugin.core.ports import Progress
from anyue_farmland_plugin.core.rules import suggest
from anyue_farmland_plugin.workflow.overlay_facts import Figures, case_facts
from anyue_farmland_plugin.workflow.overlay_inputs import Inputs
from anyue_farmland_plugin.workflow.overlay_merge import Merged
from anyue_farmland_plugin.workflow.overlay_request import CONTROL_KINDS, OverlayRequest, stop_if_cancelled


@dataclass(frozen=True)
class EarlierClaims:
    """What earlier batches already claim of the parcels: shapes, cents, by parcel row."""

    shapes: Mapping[int, list]
    cents: Mapping[int, int]


@dataclass(frozen=True)
class Computed:
    """Everything an overlay run found; arrays per piece and lists per change (row order)."""

    pieces: Pieces
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
    inputs: Inputs, merged: Merged, earlier: EarlierClaims, progress: Progress, *, request: OverlayRequest
) -> Computed:
    """Derive all figures of clues, pieces and cases from what the batches found."""
    _step(progress, 0.80, translate("Overlay", "Sharing out the legal areas of parcels"))
    pieces, account, survey = merged.pieces, merged.account, merged.survey
    shares, flags = _claims(inputs, merged, earlier)
    net = net_of_ridges(account.piece_areas, survey.kcxs[pieces.parcel_index])
    bounds = np.searchsorted(pieces.change_index, np.arange(len(inputs.changes) + 1))
    made = compositions(bounds, survey.dlbm[pieces.parcel_index], account.piece_areas, net=net, classes=inputs.classes)
    mains = np.array(
        [-1 if found.main_row is None else pieces.parcel_index[found.main_row] for found in made], dtype=np.int64
    )
    found_places = places(survey, mains, towns=merged.towns, villages=merged.villages)
    covered = {kind: merged.covered[kind] for kind in CONTROL_KINDS if kind in merged.covered}
    approved = _approved(merged.covered)
    _step(progress, 0.85, translate("Overlay", "Suggesting problem types"))
    figures = Figures(pieces, account, made, mains, found_places, covered, approved)
    facts = case_facts(inputs, figures, min_area=request.min_area, source_kind=request.source_kind)
    return Computed(
        pieces,
        pieces.touching,
        merged.slivers,
        account,
        shares,
        net,
        merged.parcel_areas,
        flags,
        made,
        found_places,
        covered,
        approved,
        facts,
        [suggest(case) for case in facts],
    )


def _claims(inputs: Inputs, merged: Merged, earlier: EarlierClaims) -> tuple:
    """Return (ledger cents per piece, adjustment flag per parcel)."""
    pieces, areas = merged.pieces, merged.account.piece_areas / 100.0
    parcels = pieces.parcel_index
    claims = unclaimed_areas(pieces, areas, crs=inputs.crs, earlier=earlier.shapes)
    before = {row: Held(earlier.cents[row], m2) for row, m2 in ground_areas(earlier.shapes, inputs.crs).items()}
    controls = merged.survey.tbmj
    cents, flags = ledger_shares(claims, parcels, parcel_areas=merged.parcel_areas, controls=controls, before=before)
    flags[np.bincount(parcels, minlength=len(flags)) == 0] = int(AdjustmentFlag.NONE)
    return cents, flags


def _approved(covered: Mapping[str, np.ndarray]) -> Mapping[str, np.ndarray]:
    """Return cents per change and kind of approval; ground approved twice counts once, shared by the kinds."""
    kinds = {use.split(":")[1]: cents for use, cents in sorted(covered.items()) if use.startswith("approvals:")}
    if len(kinds) < 2:  # noqa: PLR2004 - one kind shares with nobody
        return kinds
    total = np.sum(list(kinds.values()), axis=0)
    factor = covered["approvals"] / np.where(total > 0, total, 1)
    return {kind: to_cents(cents * factor / 100.0) for kind, cents in kinds.items()}
