# SPDX-License-Identifier: GPL-2.0-or-later
"""Writes an overlay run into a ledger: deliveries, clues, cases, pieces and their events."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Iterator, Optional

import numpy as np
import shapely

from anyue_farmland_plugin.core.casenumbers import CaseNumbering, number_series
from anyue_farmland_plugin.core.ports import timestamp
from anyue_farmland_plugin.core.sameplace import Match, same_places
from anyue_farmland_plugin.ledger.block import Block
from anyue_farmland_plugin.ledger.bulk import Entries, append_events, loading
from anyue_farmland_plugin.ledger.columns import canonical_rows
from anyue_farmland_plugin.ledger.package_guards import PACKAGE_ID
from anyue_farmland_plugin.ledger.writing import Writer
from anyue_farmland_plugin.workflow.blueprint import land_class_row
from anyue_farmland_plugin.workflow.overlay_compute import Computed
from anyue_farmland_plugin.workflow.overlay_deliveries import delivery_row
from anyue_farmland_plugin.workflow.overlay_inputs import Inputs
from anyue_farmland_plugin.workflow.overlay_known import NOTHING_KNOWN, Known, earlier_claims, known_of, open_shapes
from anyue_farmland_plugin.workflow.overlay_pieces import multi_wkb, piece_blocks, wkb_of
from anyue_farmland_plugin.workflow.overlay_rows import (
    Run,
    case_columns,
    clue_columns,
    clue_ids_of,
    delivery_id,
    derived_ids,
    linked_sources,
)

__all__ = ("NOTHING_KNOWN", "Known", "Written", "earlier_claims", "known_of", "write_overlay")

_COUNTY_DIGITS = 6
_BLOCK_ROWS = 4_096


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


@dataclass(frozen=True)
class _Clues:
    """The run's clues: ids, what each joins (None: nothing known), its case (None: no shape) and its own case."""

    delivery: str
    ids: list
    matches: list
    cases: list
    own_cases: list

    def founders(self) -> np.ndarray:
        """Return the rows of the clues that found a case."""
        pairs = zip(self.cases, self.own_cases)
        return np.flatnonzero(np.fromiter((case == own for case, own in pairs), dtype=bool, count=len(self.ids)))


def write_overlay(writer: Writer, run: Run, known: Known) -> Written:
    """Write one run within the writer's transaction and return what was added."""
    inputs = run.inputs
    _add_codes(writer, inputs)
    for loaded in inputs.layers[1:]:
        if delivery_id(loaded) not in known.deliveries:
            writer.add_delivery(delivery_row(run, loaded, timestamp(writer.clock()), writer.actor), (), ())
    changes = delivery_row(run, inputs.layer("changes"), timestamp(writer.clock()), writer.actor)
    clues = _clues(writer, run, known, changes["delivery_id"])
    founders = clues.founders()
    with loading(writer) as load:
        for block in _case_blocks(writer, run, known, clues, founders):
            load.create_cases(block)
        load.add_delivery(changes, _clue_blocks(run, clues), piece_blocks(run, clues.ids, clues.cases))
    linked = _link(writer, run, known, clues)
    pieces = len(run.found.pieces)
    return Written(len(clues.ids), len(founders), linked, pieces, writer.head, writer.seq, writer.chain_id)


def _add_codes(writer: Writer, inputs: Inputs) -> None:
    """Add land classes and townships that the ledger does not know yet."""
    have = {row[0] for row in writer.connection.execute("SELECT code FROM land_classes")}
    used = {str(code) for code in inputs.survey.dlbm} - have - {""}
    classes = [land_class_row(inputs.classes[code], "CLASS_TABLE") for code in sorted(used)]
    if classes:
        writer.add_codes("land_classes", classes, "land_class")
    have = {row[0] for row in writer.connection.execute("SELECT code FROM units")}
    units = [
        {"code": code, "name": inputs.towns[code] or code, "kind": "imported", "sort": 1000 + place}
        for place, code in enumerate(sorted(set(inputs.towns) - have - {""}))
    ]
    if units:
        writer.add_codes("units", units, "unit")


def _clues(writer: Writer, run: Run, known: Known, delivery: str) -> _Clues:
    """Return the case of every clue: an older one, an earlier clue's, or its own."""
    ids = clue_ids_of(run.inputs, delivery)
    own = derived_ids("case", ids)
    rows, shapes = open_shapes(writer.connection, known, run.inputs.changes)
    matches = [
        replace(match, row=match.row - len(rows) + len(known.cases) if match.row >= len(rows) else int(rows[match.row]))
        if match
        else None
        for match in same_places(shapes, run.inputs.changes)
    ]
    cases: list = []
    for mine, match, shape in zip(own, matches, run.inputs.changes):
        if shape is None:
            cases.append(None)
        elif match is None:
            cases.append(mine)
        elif match.row < len(known.cases):
            cases.append(known.cases[match.row].case_id)
        else:
            cases.append(cases[match.row - len(known.cases)])
    return _Clues(delivery, ids, matches, cases, own)


def _case_blocks(writer: Writer, run: Run, known: Known, clues: _Clues, founders: np.ndarray) -> Iterator[Block]:
    county = _county(writer, run.found)
    numbering = CaseNumbering(known.case_numbers, county, series=number_series(_package_id(writer)))
    year = int((run.request.detected_on or timestamp(writer.clock()))[:4])
    units = {row[0] for row in writer.connection.execute("SELECT code FROM units")}
    for start in range(0, len(founders), _BLOCK_ROWS):
        rows = founders[start : start + _BLOCK_ROWS]
        columns = case_columns(run, rows, units)
        columns["case_id"] = [clues.own_cases[row] for row in rows.tolist()]
        columns["case_no"] = [str(numbering.take(town or "", year)) for town in columns["town_code"]]
        columns["county_code"] = [county] * len(rows)
        shapes = run.inputs.changes[rows]
        yield Block(columns, multi_wkb(wkb_of(shapes)), shapely.bounds(shapes))


def _package_id(writer: Writer) -> str:
    """Return the id of the package that is written to, "" for a county's ledger."""
    row = writer.connection.execute("SELECT value FROM settings WHERE key = ?", (PACKAGE_ID,)).fetchone()
    return str(row[0]) if row else ""


def _clue_blocks(run: Run, clues: _Clues) -> Iterator[Block]:
    for start in range(0, len(clues.ids), _BLOCK_ROWS):
        rows = slice(start, start + _BLOCK_ROWS)
        columns = clue_columns(run, rows)
        columns["clue_id"], columns["case_id"] = clues.ids[rows], clues.cases[rows]
        columns["delivery_id"] = [clues.delivery] * len(clues.ids[rows])
        shapes = run.inputs.changes[rows]
        yield Block(columns, wkb_of(shapes), shapely.bounds(shapes))


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


def _link(writer: Writer, run: Run, known: Known, clues: _Clues) -> int:
    """Record which case every clue belongs to; add the source to cases met again."""
    known_cases = {case.case_id: case for case in known.cases}
    waiting = _Waiting(writer)
    linked = 0
    for clue_id, case_id, match in zip(clues.ids, clues.cases, clues.matches):
        if case_id is None:
            continue
        waiting.add(clue_id, case_id, match)
        linked += match is not None
        case = known_cases.pop(case_id, None)
        kinds = linked_sources(case.source_kinds, run.request) if case else None
        if case and kinds != case.source_kinds:
            waiting.append()
            writer.update_case(case_id, {"source_kinds": kinds}, action="clue_joined")
    waiting.append()
    return linked


class _Waiting:
    """Events of clues on their way into the chain, as many as possible at once."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._clues: list = []
        self._actions: list = []
        self._cases: list = []
        self._shares: list = []

    def add(self, clue_id: str, case_id: str, match: Optional[Match]) -> None:
        self._clues.append(clue_id)
        self._actions.append("founded" if match is None else "joined")
        self._cases.append(case_id)
        self._shares.append(None if match is None else round(match.share, 4))

    def append(self) -> None:
        payloads = canonical_rows({"case_id": self._cases, "shared": self._shares}, changes=True)
        append_events(self._writer, Entries("clue", self._clues, self._actions, payloads))
        self._clues, self._actions, self._cases, self._shares = [], [], [], []
