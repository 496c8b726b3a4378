# SPDX-License-Identifier: GPL-2.0-or-later
"""Ledger rows of an overlay run, column by column; every id follows from what was delivered.

The same delivery gives the same ids on every desk, so copies of a ledger can be compared.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from dataclasses import dataclass
from itertools import repeat
from typing import Iterable, Optional, Sequence, Union

import numpy as np

from anyue_farmland_plugin.core.ids import named_ids
from anyue_farmland_plugin.core.vocabulary import find_change_type
from anyue_farmland_plugin.workflow.overlay_compute import Computed
from anyue_farmland_plugin.workflow.overlay_inputs import Inputs, LayerRecord
from anyue_farmland_plugin.workflow.overlay_request import OverlayRequest

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:anyue-farmland:ledger")
_ATTRIBUTES = json.JSONEncoder(ensure_ascii=False, sort_keys=True)


@dataclass(frozen=True)
class Run:
    """One overlay run as it is written and reported: what was asked, read and found."""

    request: OverlayRequest
    inputs: Inputs
    found: Computed


def derived_ids(kind: str, *parts: Iterable) -> list:
    """Return the UUIDs that belong to these facts, one per row of the parts."""
    return named_ids(NAMESPACE, map("\x1f".join, zip(repeat(kind), *(map(str, part) for part in parts))))


def delivery_id(layer: LayerRecord, request: Optional[OverlayRequest] = None, fids: Iterable = ()) -> str:
    """Return a layer's delivery id; changes also depend on their batch, source and rows (``fids``).

    A filter leaves the file's hash as it is, but two halves of a file are two deliveries.
    """
    extra: tuple = ()
    if request:
        rows = hashlib.sha256(",".join(map(str, fids)).encode("ascii")).hexdigest()
        extra = (request.batch.strip(), request.source_kind, rows)
    return str(derived_ids("delivery", *([part] for part in (layer.kind, layer.sha256, layer.info.layer, *extra)))[0])


def m2(cents: object) -> float:
    """Return whole cents as m² with two decimals."""
    return round(int(cents) / 100.0, 2)  # type: ignore[call-overload]


def m2_column(cents: Union[Sequence, np.ndarray]) -> list:
    """Return what `m2` returns for every number: a quotient of whole numbers is rounded right already."""
    return list((np.asarray(cents, dtype=np.int64) / 100.0).tolist())


def or_none(values: Iterable) -> list:
    """Return the values as a column with NULL for what is empty."""
    return [value or None for value in values]


def clue_ids_of(inputs: Inputs, delivery: str) -> list:
    """Return the id of every delivered change."""
    fids = inputs.fids.tolist()
    return derived_ids("clue", [delivery] * len(fids), fids)


def clue_columns(run: Run, rows: slice) -> dict:
    """Return the columns of delivered changes, without ids, delivery and case."""
    request, inputs, account = run.request, run.inputs, run.found.balance
    told = {name: or_none(map(str, inputs.columns[name][rows])) for name in ("JCBH", "TBLX", "QSX", "HSX")}
    areas = m2_column(account.area[rows])
    return {
        "source_ref": told["JCBH"],
        "change_type": told["TBLX"],
        "image_before": told["QSX"],
        "image_after": told["HSX"],
        "detected_on": [request.detected_on or None] * len(areas),
        "delivered_area_m2": inputs.delivered_areas[rows],
        "area_m2": areas,
        "overlay_m2": m2_column(account.overlay[rows]),
        "outside_m2": m2_column(account.outside[rows]),
        "attributes": [_ATTRIBUTES.encode(attributes) for attributes in inputs.attributes[rows]],
        "flags": _clue_flags(run, rows),
    }


def _clue_flags(run: Run, rows: slice) -> list:
    inputs, account = run.inputs, run.found.balance
    outside, doubled = (account.outside[rows] > 0).tolist(), (account.doubled[rows] > 0).tolist()
    repaired = inputs.repaired_changes
    return [
        _joined(
            "no_geometry" if shape is None else "repaired" if str(fid) in repaired else "",
            "outside_survey" if is_outside else "",
            "overlapping_parcels" if is_doubled else "",
        )
        for shape, fid, is_outside, is_doubled in zip(
            inputs.changes[rows], inputs.fids[rows].tolist(), outside, doubled
        )
    ]


def _joined(*flags: str) -> Optional[str]:
    return ",".join(filter(None, flags)) or None


def case_columns(run: Run, rows: np.ndarray, known_units: set) -> dict:
    """Return the columns of new cases founded by these changes, without id, number and county."""
    found = run.found
    places, suggestions = ([column[row] for row in rows.tolist()] for column in (found.places, found.suggestions))
    towns = [place.town_code for place in places]
    return {
        "town_code": or_none(towns),
        "town_name": or_none(place.town_name for place in places),
        "village_code": or_none(place.village_code for place in places),
        "village_name": or_none(place.village_name for place in places),
        "location": or_none(place.location for place in places),
        "source_kinds": [run.request.source_kind] * len(places),
        **_case_areas(found, rows),
        **_case_facts(found, rows),
        "suggested_type": or_none(proposal.type for proposal in suggestions),
        "suggested_verdict": or_none(proposal.verdict for proposal in suggestions),
        "suggested_unit": [
            proposal.unit if proposal.unit in known_units else town if town in known_units else None
            for proposal, town in zip(suggestions, towns)
        ],
        "suggestion_rule": [proposal.rule for proposal in suggestions],
        "suggestion_reason": [proposal.reason for proposal in suggestions],
        "suggestion_confidence": [proposal.confidence for proposal in suggestions],
        "status": ["desk"] * len(places),
    }


def _case_areas(found: Computed, rows: np.ndarray) -> dict:
    made = [found.compositions[row] for row in rows.tolist()]
    area = found.balance.area[rows].astype(np.int64)
    covered = {kind: cents[rows] for kind, cents in found.covered.items()}
    columns = {
        "area_m2": area,
        "farmland_m2": [one.farmland for one in made],
        "paddy_m2": [one.paddy for one in made],
        "other_agri_m2": [one.other_agri for one in made],
        "construction_m2": [one.construction for one in made],
        "unused_m2": [one.unused for one in made],
        "outside_survey_m2": found.balance.outside[rows],
        "basic_farmland_m2": covered.get("basic_farmland"),
        "eco_redline_m2": covered.get("eco_redline"),
    }
    if "urban_boundary" in covered:
        columns["outside_urban_m2"] = np.maximum(area - covered["urban_boundary"].astype(np.int64), 0)
    if found.approved:
        approved = np.sum([cents[rows].astype(np.int64) for cents in found.approved.values()], axis=0)
        columns["approved_m2"] = np.minimum(approved, area)
    return {name: m2_column(cents) for name, cents in columns.items() if cents is not None}


def _case_facts(found: Computed, rows: np.ndarray) -> dict:
    facts = [found.facts[row] for row in rows.tolist()]
    kinds = [one.tblx for one in facts]
    after = {kind: _class_after(kind) for kind in set(kinds)}
    return {
        "main_dlbm": or_none(one.main_dlbm for one in facts),
        "class_after": [after[kind] for kind in kinds],
        "change_type": or_none(kinds),
        "since_2021": [one.since_2021.value for one in facts],
    }


def _class_after(change_type: str) -> Optional[str]:
    change = find_change_type(change_type)
    return change.group.value if change and change.group else None


def linked_sources(source_kinds: Optional[str], request: OverlayRequest) -> str:
    """Return a case's source kinds with the request's added."""
    kinds = [kind for kind in (source_kinds or "").split(",") if kind]
    return ",".join(kinds if request.source_kind in kinds else [*kinds, request.source_kind])
