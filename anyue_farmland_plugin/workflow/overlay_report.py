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
from anyue_farmland_plugin.core.overlay import FallbackMethod
from anyue_farmland_plugin.core.ports import Actor, Clock, timestamp
from anyue_farmland_plugin.core.problems import find_problem_type
from anyue_farmland_plugin.core.repair import Repair, RepairResult
from anyue_farmland_plugin.export.report_data import AreaLine, Counts, InputLayer, Listing, OverlayReport, Rim
from anyue_farmland_plugin.workflow.overlay_account import cents_of, mass_balance, overlaps, rim, told_areas
from anyue_farmland_plugin.workflow.overlay_compute import Computed
from anyue_farmland_plugin.workflow.overlay_inputs import Inputs
from anyue_farmland_plugin.workflow.overlay_rows import Run, m2
from anyue_farmland_plugin.workflow.overlay_write import Written
from anyue_farmland_plugin.workflow.versions import versions

Name = Callable[[str], str]


def report_of(run: Run, written: Written, *, actor: Actor, started: datetime, clock: Clock) -> OverlayReport:
    """Return everything `export.report.overlay_report` prints of the run."""
    request, inputs, found, at = run.request, run.inputs, run.found, clock()
    sensitive = rim(inputs, found)
    listings = {listing: tuple(rows) for listing, rows in _listings(inputs, found, sensitive)}
    return OverlayReport(
        title=translate("Overlay", "Overlay report: {batch}").format(batch=request.batch),
        ledger_name=request.ledger.name,
        created_at=timestamp(at),
        actor=actor.name,
        chain_id=written.chain_id,
        head_seq=written.seq,
        head_hash=written.head,
        counts=_counts(inputs, found, written, listings),
        balance=mass_balance(inputs, found),
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
        told=told_areas(inputs, found),
        rim=sensitive,
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
        filtered=sum(loaded.info.left_out for loaded in inputs.layers),
        unreadable=len(listings[Listing.UNREADABLE]),
        slivers_joined=sum(sliver.joined_parcel is not None for sliver in found.slivers),
        slivers_kept=sum(sliver.joined_parcel is None for sliver in found.slivers),
        overlapping_parcels=len({row for pair in listings[Listing.OVERLAPPING_PARCELS] for row in pair[1:3]}),
        parcels_flagged=len(listings[Listing.FLAGGED_PARCELS]),
    )


def _summed(keys: list, cents: list, name: Name) -> Iterator[AreaLine]:
    totals: dict = defaultdict(lambda: [0, 0])
    for key, area in zip(keys, cents):
        totals[key][0] += 1
        totals[key][1] += int(area)
    for key, (count, area) in sorted(totals.items(), key=lambda item: (-item[1][1], item[0])):
        yield AreaLine(key or "–", name(key), count, m2(area))


def _by_class(inputs: Inputs, found: Computed) -> Iterator[AreaLine]:
    codes = inputs.survey.dlbm[found.pieces.parcel_index].tolist()
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


def _listings(inputs: Inputs, found: Computed, sensitive: Rim) -> Iterator[tuple]:
    repairs = [(loaded.info.title, repair) for loaded in inputs.layers for repair in loaded.repairs]
    yield Listing.REPAIRED, [_repaired(title, each) for title, each in repairs if each.result is RepairResult.REPAIRED]
    yield (
        Listing.FILTERED,
        [(each.info.title, f"{each.info.left_out:,}", each.info.filter) for each in inputs.layers if each.info.filter],
    )
    yield (
        Listing.UNREADABLE,
        [(title, repair.fid, repair.reason) for title, repair in repairs if repair.result is RepairResult.LOST],
    )
    yield (
        Listing.DETOURS,
        [
            (_clue(inputs, pair.change), _parcel(inputs, pair.parcel), _method(pair.method))
            for pair in found.pieces.fallbacks
        ],
    )
    yield (
        Listing.SLIVERS,
        [
            (_clue(inputs, each.change), _parcel(inputs, each.parcel), each.area, _parcel(inputs, each.joined_parcel))
            for each in found.slivers
        ],
    )
    yield (
        Listing.OVERLAPPING_PARCELS,
        [
            (_clue(inputs, change), _parcel(inputs, one), _parcel(inputs, other), m2(cents))
            for change, one, other, cents in overlaps(inputs, found)
        ],
    )
    yield Listing.FLAGGED_PARCELS, list(_flagged(inputs, found))
    yield (
        Listing.SENSITIVE,
        [
            (_clue(inputs, change), main or "–", m2(lead), other or "–", m2(second), m2(width))
            for change, (main, other), (lead, second), width in sensitive.clues
        ],
    )
    yield Listing.WARNINGS, [(text,) for text in inputs.warnings]


def _repaired(title: str, repair: Repair) -> tuple:
    before, after = cents_of(repair.area_before), cents_of(repair.area_after)
    return title, repair.fid, repair.reason, m2(before), m2(after), m2(after - before)


def _method(method: FallbackMethod) -> str:
    return {
        FallbackMethod.MADE_VALID: translate("Overlay", "made valid first"),
        FallbackMethod.GRID: translate("Overlay", "on the grid of the coordinates"),
        FallbackMethod.COARSE_GRID: translate("Overlay", "on a grid ten times as coarse"),
        FallbackMethod.FAILED: translate("Overlay", "failed: the common area counts as outside the survey"),
    }[method]


def _flagged(inputs: Inputs, found: Computed) -> Iterator[tuple]:
    for row in np.flatnonzero(found.parcel_flags == AdjustmentFlag.FLAGGED).tolist():
        told, own = float(inputs.survey.tbmj[row]), round(float(found.parcel_areas[row]), 2)
        yield _parcel(inputs, row), told, own, round(told - own, 2), f"{100.0 * (told - own) / own:.1f}" if own else "–"


def _clue(inputs: Inputs, row: int) -> str:
    return str(inputs.columns["JCBH"][row] or inputs.fids[row])


def _parcel(inputs: Inputs, row: Optional[int]) -> str:
    return "–" if row is None else str(inputs.survey.bsm[row] or inputs.survey.keys[row].rsplit(":", 1)[-1])
