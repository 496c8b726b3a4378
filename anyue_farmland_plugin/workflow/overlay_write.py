# SPDX-License-Identifier: GPL-2.0-or-later
"""Writes an overlay run into a ledger: deliveries, clues, cases, pieces and their events."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from anyue_farmland_plugin.core.casenumbers import CaseNumbering
from anyue_farmland_plugin.core.ports import timestamp
from anyue_farmland_plugin.core.sameplace import same_places
from anyue_farmland_plugin.core.survey import Survey
from anyue_farmland_plugin.ledger.reading import Reader
from anyue_farmland_plugin.ledger.writing import Writer
from anyue_farmland_plugin.workflow.blueprint import land_class_row
from anyue_farmland_plugin.workflow.overlay_compute import Computed, EarlierClaims
from anyue_farmland_plugin.workflow.overlay_deliveries import delivery_row
from anyue_farmland_plugin.workflow.overlay_inputs import Inputs
from anyue_farmland_plugin.workflow.overlay_request import OverlayRequest
from anyue_farmland_plugin.workflow.overlay_rows import (
    Run,
    case_row,
    clue_row,
    delivery_id,
    derived_id,
    linked_sources,
    match_payload,
    piece_rows,
)

_ENDED = ("closed", "watched")
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
    return Known(
        running,
        shapes,
        tuple(case["case_no"] for case in cases),
        frozenset(row["delivery_id"] for row in reader.rows("deliveries")),
    )


NOTHING_KNOWN = Known((), np.empty(0, dtype=object), (), frozenset())


def earlier_claims(reader: Reader, inputs: Inputs) -> EarlierClaims:
    """Return what earlier batches hold of the parcels of this run.

    A survey saved again, or only looked at in a program that touches the file, has other
    bytes and so other keys: parcels are then known by number, class and survey area.
    """
    row_of = {key: row for row, key in enumerate(inputs.survey.keys.tolist())}
    same = _by_description(inputs.survey)
    shapes: dict = {}
    cents: dict = {}
    for piece in reader.rows("pieces"):
        described = (piece["bsm"] or "", piece["dlbm"] or "", round((piece["tbmj"] or 0.0) * 100))
        row = row_of.get(piece["parcel_key"], same.get(described))
        if row is not None:
            shapes.setdefault(row, []).append(shapely.from_wkb(piece["geom"]))
            cents[row] = cents.get(row, 0) + round(piece["ledger_m2"] * 100)
    return EarlierClaims(shapes, cents)


def _by_description(survey: Survey) -> dict:
    """Return (BSM, class, TBMJ in cents) → row of the parcels that are told apart by it."""
    rows: dict = {}
    for row, (bsm, dlbm, tbmj) in enumerate(zip(survey.bsm.tolist(), survey.dlbm.tolist(), survey.tbmj.tolist())):
        if bsm and np.isfinite(tbmj):
            rows.setdefault((bsm, dlbm, round(tbmj * 100)), []).append(row)
    return {key: found[0] for key, found in rows.items() if len(found) == 1}


def write_overlay(writer: Writer, run: Run, known: Known) -> Written:
    """Write one run within the writer's transaction and return what was added."""
    inputs = run.inputs
    _add_codes(writer, inputs)
    for loaded in inputs.layers[1:]:
        if delivery_id(loaded) not in known.deliveries:
            writer.add_delivery(delivery_row(run, loaded, timestamp(writer.clock()), writer.actor), (), ())
    changes = delivery_row(run, inputs.layer("changes"), timestamp(writer.clock()), writer.actor)
    clues = [clue_row(run, row, changes["delivery_id"]) for row in range(len(inputs.fids))]
    matches = same_places(known.shapes, inputs.changes)
    case_ids = _case_ids(known, clues, matches)
    pieces = piece_rows(run, [clue["clue_id"] for clue in clues], case_ids)
    for clue, case_id in zip(clues, case_ids):
        clue["case_id"] = case_id
    created = _write_cases(writer, run, known, clues)
    writer.add_delivery(changes, clues, pieces)
    linked = _link(writer, run.request, known, clues, matches)
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
    units = [
        {"code": code, "name": names[code] or code, "kind": "imported", "sort": 1000 + place}
        for place, code in enumerate(sorted(set(names) - have - {""}))
    ]
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


def _write_cases(writer: Writer, run: Run, known: Known, clues: list) -> int:
    county = _county(writer, run.found)
    numbering = CaseNumbering(known.case_numbers, county)
    year = int((run.request.detected_on or timestamp(writer.clock()))[:4])
    units = {row[0] for row in writer.connection.execute("SELECT code FROM units")}
    created = 0
    for row, clue in enumerate(clues):
        if clue["case_id"] != derived_id("case", clue["clue_id"]):
            continue
        case = case_row(run, row, units)
        number = str(numbering.take(case["town_code"] or "", year))
        writer.create_case({"case_id": clue["case_id"], "case_no": number, "county_code": county, **case})
        created += 1
    return created


def _county(writer: Writer, found: Computed) -> str:
    """Return the county most townships of the run belong to, else the ledger's own."""
    codes = [
        place.town_code[:_COUNTY_DIGITS]
        for place in found.places
        if len(place.town_code) > _COUNTY_DIGITS and place.town_code.isdecimal()
    ]
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
