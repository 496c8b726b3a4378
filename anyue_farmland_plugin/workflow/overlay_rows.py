# SPDX-License-Identifier: GPL-2.0-or-later
"""Ledger rows of an overlay run; every id follows from what was delivered.

The same delivery gives the same ids on every desk, so copies of a ledger can be compared.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from dataclasses import dataclass
from typing import Mapping, Optional

import numpy as np
import shapely

from anyue_farmland_plugin.core.adjust import AdjustmentFlag
from anyue_farmland_plugin.core.places import TOWN_DIGITS
from anyue_farmland_plugin.core.sameplace import Match
from anyue_farmland_plugin.core.units import town_of
from anyue_farmland_plugin.core.vocabulary import find_change_type
from anyue_farmland_plugin.workflow.overlay_compute import Computed
from anyue_farmland_plugin.workflow.overlay_inputs import Inputs, Loaded
from anyue_farmland_plugin.workflow.overlay_request import OverlayRequest

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:anyue-farmland:ledger")


@dataclass(frozen=True)
class Run:
    """One overlay run as it is written and reported: what was asked, read and found."""

    request: OverlayRequest
    inputs: Inputs
    found: Computed


def derived_id(*parts: object) -> str:
    """Return the UUID that belongs to these facts."""
    return str(uuid.uuid5(NAMESPACE, "\x1f".join(str(part) for part in parts)))


def delivery_id(loaded: Loaded, request: Optional[OverlayRequest] = None) -> str:
    """Return a layer's delivery id; changes also depend on their batch, source and rows.

    A filter leaves the file's hash as it is, but two halves of a file are two deliveries.
    """
    rows = hashlib.sha256(",".join(str(fid) for fid in loaded.table.fids).encode("ascii")).hexdigest()
    extra = (request.batch.strip(), request.source_kind, rows) if request else ()
    return derived_id("delivery", loaded.kind, loaded.sha256, loaded.info.layer, *extra)


def town_code_of(zldwdm: str) -> str:
    """Return the township of a parcel's unit code, abolished codes replaced; "" when it is too short."""
    unit = town_of(zldwdm)
    return unit.code if unit else (zldwdm[:TOWN_DIGITS] if len(zldwdm) >= TOWN_DIGITS else "")


def m2(cents: object) -> float:
    """Return whole cents as m² with two decimals."""
    return round(int(cents) / 100.0, 2)  # type: ignore[call-overload]


def multi_wkb(shape: shapely.Geometry) -> bytes:
    """Return little-endian WKB of the polygon as a MultiPolygon."""
    parts = shapely.get_parts(shape)
    return bytes(shapely.to_wkb(shapely.multipolygons(parts), byte_order=1))


def clue_row(run: Run, row: int, delivery: str) -> dict:
    """Return the clue of one delivered change polygon (without case)."""
    request, inputs, found = run.request, run.inputs, run.found
    shape = inputs.changes[row]
    account, columns = found.balance, inputs.columns
    return {
        "clue_id": derived_id("clue", delivery, inputs.fids[row]),
        "delivery_id": delivery,
        "source_ref": str(columns["JCBH"][row]) or None,
        "change_type": str(columns["TBLX"][row]) or None,
        "image_before": str(columns["QSX"][row]) or None,
        "image_after": str(columns["HSX"][row]) or None,
        "detected_on": request.detected_on or None,
        "delivered_area_m2": inputs.delivered_areas[row],
        "area_m2": m2(account.area[row]),
        "overlay_m2": m2(account.overlay[row]),
        "outside_m2": m2(account.outside[row]),
        "attributes": json.dumps(inputs.attributes[row], ensure_ascii=False, sort_keys=True),
        "flags": _clue_flags(inputs, found, row) or None,
        "geom": None if shape is None else bytes(shapely.to_wkb(shape, byte_order=1)),
    }


def _clue_flags(inputs: Inputs, found: Computed, row: int) -> str:
    flags = []
    if inputs.changes[row] is None:
        flags.append("no_geometry")
    elif str(inputs.fids[row]) in inputs.repaired_changes:
        flags.append("repaired")
    if found.balance.outside[row] > 0:
        flags.append("outside_survey")
    if found.balance.doubled[row] > 0:
        flags.append("overlapping_parcels")
    return ",".join(flags)


def piece_rows(run: Run, clue_ids: list, case_ids: list) -> list:
    """Return all pieces of the run in (change, parcel) order."""
    inputs, found = run.inputs, run.found
    survey, pairs, account = inputs.survey, found.pairs, found.balance
    kept = {(sliver.change, sliver.parcel) for sliver in found.slivers if sliver.joined_parcel is None}
    rows = []
    for place, (change, parcel) in enumerate(zip(pairs.change_index.tolist(), pairs.parcel_index.tolist())):
        tbmj = survey.tbmj[parcel] if np.isfinite(survey.tbmj[parcel]) else round(found.parcel_areas[parcel], 2)
        area = m2(account.piece_areas[place])
        town = town_code_of(str(survey.zldwdm[parcel])) or found.places[change].town_code
        rows.append(
            {
                "piece_id": derived_id("piece", clue_ids[change], survey.keys[parcel]),
                "clue_id": clue_ids[change],
                "case_id": case_ids[change],
                "parcel_key": str(survey.keys[parcel]),
                "bsm": str(survey.bsm[parcel]) or None,
                "dlbm": str(survey.dlbm[parcel]) or None,
                "dlmc": str(survey.dlmc[parcel]) or None,
                "zldwdm": str(survey.zldwdm[parcel]) or None,
                "qsdwdm": str(survey.qsdwdm[parcel]) or None,
                "kcxs": float(survey.kcxs[parcel]) if np.isfinite(survey.kcxs[parcel]) else None,
                "zzsxdm": str(survey.zzsxdm[parcel]) or None,
                "tbmj": float(tbmj),
                "area_m2": area,
                "ledger_m2": m2(found.ledger_cents[place]),
                "net_m2": m2(found.net_cents[place]),
                "share_of_parcel": round(min(area / found.parcel_areas[parcel], 1.0), 6)
                if found.parcel_areas[parcel]
                else None,
                "town_code": town or None,
                "flags": _piece_flags(found, change, parcel, kept) or None,
                "geom": multi_wkb(pairs.geometry[place]),
            }
        )
    return rows


def _piece_flags(found: Computed, change: int, parcel: int, kept: set) -> str:
    flags = ["sliver"] if (change, parcel) in kept else []
    if found.balance.doubled[change] > 0:
        flags.append("overlapping_parcels")
    if found.parcel_flags[parcel] == AdjustmentFlag.FLAGGED:
        flags.append("tbmj_differs")
    elif found.parcel_flags[parcel] == AdjustmentFlag.NO_CONTROL:
        flags.append("no_tbmj")
    return ",".join(flags)


def case_row(run: Run, row: int, known_units: set) -> dict:
    """Return a new case founded by one change, without id, number and county."""
    request, inputs, found = run.request, run.inputs, run.found
    made, place, proposal, account = found.compositions[row], found.places[row], found.suggestions[row], found.balance
    facts = found.facts[row]
    covered = {kind: m2(cents[row]) for kind, cents in found.covered.items()}
    urban = covered.get("urban_boundary")
    approved = m2(sum(int(cents[row]) for cents in found.approved.values())) if found.approved else None
    change = find_change_type(facts.tblx)
    area = m2(account.area[row])
    return {
        "town_code": place.town_code or None,
        "town_name": place.town_name or None,
        "village_code": place.village_code or None,
        "village_name": place.village_name or None,
        "location": place.location or None,
        "source_kinds": request.source_kind,
        "area_m2": area,
        "farmland_m2": m2(made.farmland),
        "paddy_m2": m2(made.paddy),
        "other_agri_m2": m2(made.other_agri),
        "construction_m2": m2(made.construction),
        "unused_m2": m2(made.unused),
        "outside_survey_m2": m2(account.outside[row]),
        "basic_farmland_m2": covered.get("basic_farmland"),
        "eco_redline_m2": covered.get("eco_redline"),
        "outside_urban_m2": None if urban is None else round(max(area - urban, 0.0), 2),
        "approved_m2": None if approved is None else min(approved, area),
        "main_dlbm": facts.main_dlbm or None,
        "class_after": change.group.value if change and change.group else None,
        "change_type": facts.tblx or None,
        "since_2021": facts.since_2021.value,
        "suggested_type": proposal.type or None,
        "suggested_verdict": proposal.verdict or None,
        "suggested_unit": proposal.unit if proposal.unit in known_units else _town_unit(place.town_code, known_units),
        "suggestion_rule": proposal.rule,
        "suggestion_reason": proposal.reason,
        "suggestion_confidence": proposal.confidence,
        "status": "desk",
        "geom": multi_wkb(inputs.changes[row]),
    }


def _town_unit(code: str, known_units: set) -> Optional[str]:
    return code if code in known_units else None


def linked_sources(case: Mapping, request: OverlayRequest) -> str:
    """Return a case's source kinds with the request's added."""
    kinds = [kind for kind in (case["source_kinds"] or "").split(",") if kind]
    return ",".join(kinds if request.source_kind in kinds else [*kinds, request.source_kind])


def match_payload(case_id: str, match: Optional[Match]) -> dict:
    """Return the event payload of a clue that joined (or founded) a case."""
    payload: dict = {"case_id": [None, case_id]}
    if match is not None:
        payload["shared"] = [None, round(match.share, 4)]
    return payload
