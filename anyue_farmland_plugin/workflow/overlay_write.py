# SPDX-License-Identifier: GPL-2.0-or-later
"""Writes an overlay run into a ledger: deliveries, clues, cases, pieces and their events."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Mapping, Optional

import numpy as np
import shapely

from anyue_farmland_plugin.core.casenumbers import CaseNumbering
from anyue_farmland_plugin.core.ellipsoid import ellipsoidal_areas, to_cents
from anyue_farmland_plugin.core.ports import timestamp
from anyue_farmland_plugin.core.repair import Repair, RepairResult
from anyue_farmland_plugin.core.sameplace import same_places
from anyue_farmland_plugin.ledger import sealing
from anyue_farmland_plugin.ledger.reading import Reader
from anyue_farmland_plugin.ledger.writing import Writer
from anyue_farmland_plugin.workflow.blueprint import land_class_row
from anyue_farmland_plugin.workflow.overlay_compute import Computed, EarlierClaims
from anyue_farmland_plugin.workflow.overlay_inputs import Inputs, Loaded
from anyue_farmland_plugin.workflow.overlay_request import OverlayRequest
from anyue_farmland_plugin.workflow.overlay_rows import (
    case_row,
    clue_row,
    delivery_id,
    derived_id,
    linked_sources,
    m2,
    match_payload,
    piece_rows,
)
from anyue_farmland_plugin.workflow.versions import versions

_ENDED = ("closed", "watched")
_SHOWN_REPAIRS = 200
_COUNTY_DIGITS = 6


@dataclass(frozen=True)
class Known:
    """What a ledger already holds when a run begins."""

    cases: tuple
    shapes: np.ndarray
    case_numbers: tuple
    deliveries: frozenset


@dataclass(frozen=True)
class Written:
    """What a run added."""

    clues: int
    created: int
    linked: int
    pieces: int
    head: str
    seq: int
    chain_id: str


def known_of(reader: Reader) -> Known:
    """Return the open cases, their polygons, all numbers and deliveries of a ledger."""
    cases = list(reader.rows("cases"))
    running = tuple(case for case in cases if case["status"] not in _ENDED)
    shapes = np.empty(len(running), dtype=object)
    shapes[:] = shapely.from_wkb([case["geom"] for case in running]) if running else []
    return Known(running, shapes, tuple(case["case_no"] for case in cases),
                 frozenset(row["delivery_id"] for row in reader.rows("deliveries")))


NOTHING_KNOWN = Known((), np.empty(0, dtype=object), (), frozenset())


def earlier_claims(reader: Reader, inputs: Inputs) -> EarlierClaims:
    """Return what earlier batches hold of the parcels of this run."""
    row_of = {key: row for row, key in enumerate(inputs.survey.keys.tolist())}
    shapes: dict = {}
    cents: dict = {}
    for piece in reader.rows("pieces"):
        row = row_of.get(piece["parcel_key"])
        if row is not None:
            shapes.setdefault(row, []).append(shapely.from_wkb(piece["geom"]))
            cents[row] = cents.get(row, 0) + round(piece["ledger_m2"] * 100)
    return EarlierClaims(shapes, cents)


def write_overlay(writer: Writer, request: OverlayRequest, inputs: Inputs, found: Computed, known: Known) -> Written:
    """Write one run within the writer's transaction and return what was added."""
    _add_codes(writer, inputs)
    changes = inputs.layer("changes")
    delivery = delivery_id(changes, request)
    for loaded in inputs.layers[1:]:
        _write_delivery(writer, request, inputs, loaded, known)
    clues = [clue_row(request, inputs, found, row, delivery) for row in range(len(inputs.fids))]
    matches = same_places(known.shapes, inputs.changes)
    case_ids = _case_ids(known, clues, matches)
    pieces = piece_rows(inputs, found, [clue["clue_id"] for clue in clues], case_ids)
    for clue, case_id in zip(clues, case_ids):
        clue["case_id"] = case_id
    writer.insert("deliveries", [_delivery_row(writer, request, inputs, changes, delivery)])
    writer.append_event("delivery", delivery, "imported", _delivery_payload(changes, clues, pieces))
    created = _write_cases(writer, request, inputs, found, known=known, clues=clues)
    writer.insert("clues", clues)
    writer.insert("pieces", pieces)
    linked = _link(writer, request, known, clues, matches)
    return Written(len(clues), created, linked, len(pieces), writer.head, writer.seq, writer.chain_id)


def _add_codes(writer: Writer, inputs: Inputs) -> None:
    """Add land classes and townships that the ledger does not know yet."""
    have = {row[0] for row in writer.connection.execute("SELECT code FROM land_classes")}
    used = {str(code) for code in inputs.survey.dlbm} - have - {""}
    classes = [land_class_row(inputs.classes[code], "CLASS_TABLE") for code in sorted(used)]
    if classes:
        writer.add_codes("land_classes", classes, "land_class")
    if inputs.towns is None:
        return
    have = {row[0] for row in writer.connection.execute("SELECT code FROM units")}
    names = dict(zip(inputs.towns.codes.tolist(), inputs.towns.names.tolist()))
    units = [{"code": code, "name": names[code] or code, "kind": "imported", "sort": 1000 + place}
             for place, code in enumerate(sorted(set(names) - have - {""}))]
    if units:
        writer.add_codes("units", units, "unit")


def _case_ids(known: Known, clues: list, matches: list) -> list:
    """Return the case of every clue: an older one, an earlier clue's, or its own; None without shape."""
    result: list = []
    for clue, match in zip(clues, matches):
        if clue["geom"] is None:
            result.append(None)
        elif match is None:
            result.append(derived_id("case", clue["clue_id"]))
        elif match.row < len(known.cases):
            result.append(known.cases[match.row]["case_id"])
        else:
            result.append(result[match.row - len(known.cases)])
    return result


def _write_cases(writer: Writer, request: OverlayRequest, inputs: Inputs, found: Computed, *, known: Known,
                 clues: list) -> int:
    county = _county(writer, found)
    numbering = CaseNumbering(known.case_numbers, county)
    year = int((request.detected_on or timestamp(writer.clock()))[:4])
    units = {row[0] for row in writer.connection.execute("SELECT code FROM units")}
    created = 0
    for row, clue in enumerate(clues):
        if clue["case_id"] != derived_id("case", clue["clue_id"]):
            continue
        case = case_row(request, inputs, found, row, county=county, known_units=units)
        number = str(numbering.take(case["town_code"] or "", year))
        writer.create_case({"case_id": clue["case_id"], "case_no": number, **case})
        created += 1
    return created


def _county(writer: Writer, found: Computed) -> str:
    """Return the county most townships of the run belong to, else the ledger's own."""
    codes = [place.town_code[:_COUNTY_DIGITS] for place in found.places
             if len(place.town_code) > _COUNTY_DIGITS and place.town_code.isdecimal()]
    if codes:
        return max(sorted(set(codes)), key=codes.count)
    return str(writer.connection.execute("SELECT value FROM settings WHERE key = 'county_code'").fetchone()[0])


def _link(writer: Writer, request: OverlayRequest, known: Known, clues: list, matches: list) -> int:
    """Record which case every clue belongs to; add the source to cases met again."""
    by_id = {case["case_id"]: case for case in known.cases}
    linked = 0
    for clue, match in zip(clues, matches):
        case_id = clue["case_id"]
        if case_id is None:
            continue
        action = "founded" if match is None else "joined"
        writer.append_event("clue", clue["clue_id"], action, match_payload(case_id, match))
        linked += match is not None
        case = by_id.pop(case_id, None)
        if case is not None and linked_sources(case, request) != case["source_kinds"]:
            writer.update_case(case_id, {"source_kinds": linked_sources(case, request)}, action="clue_joined")
    return linked


def _write_delivery(writer: Writer, request: OverlayRequest, inputs: Inputs, loaded: Loaded, known: Known) -> None:
    delivery = delivery_id(loaded)
    if delivery in known.deliveries:
        return
    writer.insert("deliveries", [_delivery_row(writer, request, inputs, loaded, delivery)])
    writer.append_event("delivery", delivery, "imported", _delivery_payload(loaded, None, None))


def _delivery_row(writer: Writer, request: OverlayRequest, inputs: Inputs, loaded: Loaded, delivery: str) -> dict:
    is_change = loaded.kind == "changes"
    parameters = {
        "fields": dict(loaded.choice.fields), "versions": versions(), "work_crs": inputs.crs,
        "rows_read": len(loaded.table), "min_area": request.min_area,
        "repaired": [_repair_entry(repair) for repair in loaded.repairs[:_SHOWN_REPAIRS]],
        "repaired_count": sum(repair.result is RepairResult.REPAIRED for repair in loaded.repairs),
        "lost_count": len(loaded.unreadable()),
    }
    return {
        "delivery_id": delivery, "kind": loaded.kind, "name": loaded.info.title, "batch": request.batch if is_change else None,
        "source_kind": request.source_kind if is_change else None, "path_name": loaded.info.path_name,
        "layer": loaded.info.layer, "sha256": loaded.sha256, "rows": loaded.info.feature_count, "crs": loaded.info.crs,
        "area_m2": m2(to_cents(ellipsoidal_areas(loaded.shapes, inputs.crs)).sum()) if is_change else None,
        "imported_at": timestamp(writer.clock()), "imported_by": writer.actor.name,
        "parameters": json.dumps(parameters, ensure_ascii=False, sort_keys=True),
    }


def _repair_entry(repair: Repair) -> Mapping:
    return {"fid": repair.fid, "reason": repair.reason, "before_m2": round(repair.area_before, 2),
            "after_m2": round(repair.area_after, 2), "result": repair.result.value}


def _delivery_payload(loaded: Loaded, clues: Optional[list], pieces: Optional[list]) -> dict:
    payload = {"kind": [None, loaded.kind], "sha256": [None, loaded.sha256], "layer": [None, loaded.info.layer],
               "rows": [None, loaded.info.feature_count]}
    if clues is not None and pieces is not None:
        payload.update(clues=[None, len(clues)], pieces=[None, len(pieces)],
                       clues_digest=[None, sealing.clues_digest(clues)],
                       pieces_digest=[None, sealing.pieces_digest(pieces)])
    return payload
