# SPDX-License-Identifier: GPL-2.0-or-later
"""Collects what a run's report prints: counts, areas by class and town, balance, lists."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import Callable, Iterator, Optional

import numpy as np

from anyue_farmland_plugin.core.adjust import AdjustmentFlag
from anyue_farmland_plugin.core.crs import title as crs_title
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.ports import Actor, Clock, timestamp
from anyue_farmland_plugin.core.problems import find_problem_type
from anyue_farmland_plugin.core.repair import RepairResult
from anyue_farmland_plugin.export.report_data import AreaLine, Counts, InputLayer, Listing, MassBalance, OverlayReport
from anyue_farmland_plugin.workflow.overlay_compute import Computed
from anyue_farmland_plugin.workflow.overlay_inputs import Inputs
from anyue_farmland_plugin.workflow.overlay_rows import Run, m2
from anyue_farmland_plugin.workflow.overlay_write import Written
from anyue_farmland_plugin.workflow.versions import versions

Name = Callable[[str], str]


def report_of(run: Run, written: Written, *, actor: Actor, started: datetime, clock: Clock) -> OverlayReport:
    """Return everything `export.report.overlay_report` prints of the run."""
    request, inputs, found, at = run.request, run.inputs, run.found, clock()
    listings = {listing: tuple(rows) for listing, rows in _listings(inputs, found)}
    return OverlayReport(
        title=translate("Overlay", "Overlay report: {batch}").format(batch=request.batch),
        ledger_name=request.ledger.name,
        created_at=timestamp(at),
        actor=actor.name,
        chain_id=written.chain_id,
        head_seq=written.seq,
        head_hash=written.head,
        counts=_counts(inputs, found, written, listings),
        balance=_balance(inputs, found),
        parameters=(
            ("BATCH", request.batch),
            ("SOURCE_KIND", request.source_kind),
            ("DETECTED_ON", request.detected_on or "–"),
            ("MIN_AREA", f"{request.min_area:g} m²"),
            ("CRS", crs_title(inputs.crs)),
        ),
        inputs=tuple(
            InputLayer(
                loaded.kind,
                loaded.info.path_name,
                loaded.info.layer,
                loaded.info.feature_count,
                crs_title(loaded.info.crs),
                loaded.sha256,
            )
            for loaded in inputs.layers
        ),
        by_class=tuple(_by_class(inputs, found)),
        by_town=tuple(_by_town(found)),
        by_type=tuple(_by_type(found)),
        farmland_m2=m2(sum(made.farmland for made in found.compositions)),
        basic_farmland_m2=m2(found.covered["basic_farmland"].sum()) if "basic_farmland" in found.covered else None,
        listings=listings,
        seconds=(at - started).total_seconds(),
        versions=tuple(versions().items()),
    )


def _counts(inputs: Inputs, found: Computed, written: Written, listings: dict) -> Counts:
    return Counts(
        clues_added=written.clues,
        cases_created=written.created,
        cases_linked=written.linked,
        pieces=written.pieces,
        repaired=len(listings[Listing.REPAIRED]),
        unreadable=len(listings[Listing.UNREADABLE]),
        slivers_joined=sum(sliver.joined_parcel is not None for sliver in found.slivers),
        slivers_kept=sum(sliver.joined_parcel is None for sliver in found.slivers),
        overlapping_parcels=int((found.balance.doubled > 0).sum()),
        parcels_flagged=len(listings[Listing.FLAGGED_PARCELS]),
    )


def _balance(inputs: Inputs, found: Computed) -> MassBalance:
    account = found.balance
    lost = sum(max(repair.area_before, 0.0) for repair in inputs.layer("changes").unreadable())
    return MassBalance(
        delivered_m2=round(m2(account.area.sum()) + round(lost, 2), 2),
        pieces_m2=m2(account.overlay.sum()),
        outside_m2=m2(account.outside.sum()),
        unreadable_m2=round(lost, 2),
        doubled_m2=m2(account.doubled.sum()),
    )


def _summed(keys: list, cents: list, name: Name) -> Iterator[AreaLine]:
    totals: dict = defaultdict(lambda: [0, 0])
    for key, area in zip(keys, cents):
        totals[key][0] += 1
        totals[key][1] += int(area)
    for key, (count, area) in sorted(totals.items(), key=lambda item: (-item[1][1], item[0])):
        yield AreaLine(key or "–", name(key), count, m2(area))


def _by_class(inputs: Inputs, found: Computed) -> Iterator[AreaLine]:
    codes = inputs.survey.dlbm[found.pairs.parcel_index].tolist()
    return _summed(
        codes,
        found.balance.piece_areas.tolist(),
        lambda code: inputs.classes[code].name if code else translate("Overlay", "no class delivered"),
    )


def _by_town(found: Computed) -> Iterator[AreaLine]:
    names = {place.town_code: place.town_name for place in found.places}
    return _summed(
        [place.town_code for place in found.places],
        found.balance.area.tolist(),
        lambda code: names.get(code, "") or translate("Overlay", "not known"),
    )


def _by_type(found: Computed) -> Iterator[AreaLine]:
    def name(code: str) -> str:
        problem = find_problem_type(code)
        return problem.name if problem else translate("Overlay", "no problem suggested")

    return _summed([proposal.type for proposal in found.suggestions], found.balance.area.tolist(), name)


def _listings(inputs: Inputs, found: Computed) -> Iterator[tuple]:
    repairs = [(loaded.info.title, repair) for loaded in inputs.layers for repair in loaded.repairs]
    yield (
        Listing.REPAIRED,
        [
            (title, repair.fid, repair.reason, repair.area_before, repair.area_after, repair.area_change)
            for title, repair in repairs
            if repair.result is RepairResult.REPAIRED
        ],
    )
    failed = [
        (
            inputs.layer("changes").info.title,
            str(inputs.fids[bad.change]),
            translate("Overlay", "could not be overlaid with parcel {parcel}").format(
                parcel=_parcel(inputs, bad.parcel)
            ),
        )
        for bad in found.pairs.fallbacks
        if bad.method.value == "failed"
    ]
    yield (
        Listing.UNREADABLE,
        failed
        + [(title, repair.fid, repair.reason) for title, repair in repairs if repair.result is RepairResult.LOST],
    )
    yield (
        Listing.SLIVERS,
        [
            (
                _clue(inputs, sliver.change),
                _parcel(inputs, sliver.parcel),
                sliver.area,
                _parcel(inputs, sliver.joined_parcel),
            )
            for sliver in found.slivers
        ],
    )
    yield (
        Listing.OVERLAPPING_PARCELS,
        [
            (_clue(inputs, row), _parcel(inputs, None), _parcel(inputs, None), m2(found.balance.doubled[row]))
            for row in np.flatnonzero(found.balance.doubled > 0).tolist()
        ],
    )
    yield Listing.FLAGGED_PARCELS, list(_flagged(inputs, found))
    yield Listing.WARNINGS, [(text,) for text in (*inputs.warnings, *_fallback_remarks(inputs, found))]


def _flagged(inputs: Inputs, found: Computed) -> Iterator[tuple]:
    for row in np.flatnonzero(found.parcel_flags == AdjustmentFlag.FLAGGED).tolist():
        told, own = float(inputs.survey.tbmj[row]), round(float(found.parcel_areas[row]), 2)
        yield _parcel(inputs, row), told, own, round(told - own, 2), f"{100.0 * (told - own) / own:.1f}" if own else "–"


def _fallback_remarks(inputs: Inputs, found: Computed) -> Iterator[str]:
    for detour in found.pairs.fallbacks:
        yield translate("Overlay", "Clue {clue} × parcel {parcel}: overlaid by a detour ({method}).").format(
            clue=_clue(inputs, detour.change), parcel=_parcel(inputs, detour.parcel), method=detour.method.value
        )


def _clue(inputs: Inputs, row: int) -> str:
    return str(inputs.columns["JCBH"][row] or inputs.fids[row])


def _parcel(inputs: Inputs, row: Optional[int]) -> str:
    return "–" if row is None else str(inputs.survey.bsm[row] or inputs.survey.keys[row].rsplit(":", 1)[-1])
