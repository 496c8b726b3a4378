# SPDX-License-Identifier: GPL-2.0-or-later
"""What a ledger already holds when an overlay run begins: cases, deliveries, claims of earlier batches.

A ledger may hold hundreds of thousands of polygons: only those that can matter are read.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from dataclasses import dataclass
from typing import Optional

import numpy as np
import shapely

from anyue_farmland_plugin.core.arrays import objects
from anyue_farmland_plugin.core.survey import Survey
from anyue_farmland_plugin.ledger import blob
from anyue_farmland_plugin.ledger.reading import Reader
from anyue_farmland_plugin.workflow.overlay_compute import EarlierClaims
from anyue_farmland_plugin.workflow.overlay_inputs import Inputs

_ENDED = ("closed", "watched")
_CASES = "SELECT fid, case_id, case_no, source_kinds, status FROM cases ORDER BY fid"
_DELIVERIES = "SELECT delivery_id FROM deliveries"
_MET = 'SELECT id FROM "rtree_cases_geom" WHERE maxx >= ? AND minx <= ? AND maxy >= ? AND miny <= ?'
_CASE_SHAPES = "SELECT c.fid, c.geom FROM json_each(?) j CROSS JOIN cases c ON c.fid = j.value ORDER BY c.fid"
_PIECES = "SELECT fid, parcel_key, bsm, dlbm, tbmj, ledger_m2 FROM pieces ORDER BY fid"
_PIECE_SHAPES = "SELECT p.geom FROM json_each(?) j CROSS JOIN pieces p ON p.fid = j.value ORDER BY p.fid"


@dataclass(frozen=True)
class KnownCase:
    """An open case of the ledger: its row, id and sources."""

    fid: int
    case_id: str
    source_kinds: Optional[str]


@dataclass(frozen=True)
class Known:
    """Open cases (oldest first), all case numbers and deliveries of a ledger."""

    cases: tuple
    case_numbers: tuple
    deliveries: frozenset


NOTHING_KNOWN = Known((), (), frozenset())


def known_of(reader: Reader) -> Known:
    """Return the open cases, all numbers and deliveries of a ledger."""
    cases = reader.connection.execute(_CASES).fetchall()
    return Known(
        tuple(KnownCase(fid, case_id, kinds) for fid, case_id, _, kinds, status in cases if status not in _ENDED),
        tuple(row[2] for row in cases),
        frozenset(row[0] for row in reader.connection.execute(_DELIVERIES)),
    )


def open_shapes(connection: sqlite3.Connection, known: Known, changes: np.ndarray) -> tuple:
    """Return (rows in ``known.cases``, polygons) of the open cases that some change may touch."""
    bounds = shapely.total_bounds(changes)
    if not known.cases or not np.isfinite(bounds).all():
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=object)
    row_of = {case.fid: row for row, case in enumerate(known.cases)}
    box = (bounds[0], bounds[2], bounds[1], bounds[3])
    met = [fid for (fid,) in connection.execute(_MET, box) if fid in row_of]
    found = connection.execute(_CASE_SHAPES, (json.dumps(sorted(met)),)).fetchall()
    return np.array([row_of[fid] for fid, _ in found], dtype=np.int64), _polygons([data for _, data in found])


def _polygons(blobs: list) -> np.ndarray:
    return np.asarray(shapely.from_wkb(objects([blob.decode(data)[1] for data in blobs])))


def earlier_claims(reader: Reader, inputs: Inputs) -> EarlierClaims:
    """Return what earlier batches hold of the parcels of this run.

    A survey saved again, or only looked at in a program that touches the file, has other
    bytes and so other keys: parcels are then known by number, class and survey area.
    """
    row_of = {key: row for row, key in enumerate(inputs.survey.keys.tolist())}
    same = _by_description(inputs.survey)
    pieces: list = []
    parcels: list = []
    cents: dict = defaultdict(int)
    for fid, key, bsm, dlbm, tbmj, ledger_m2 in reader.connection.execute(_PIECES):
        row = row_of.get(key)
        if row is None:
            row = same.get((bsm or "", dlbm or "", round((tbmj or 0.0) * 100)))
        if row is not None:
            pieces.append(fid)
            parcels.append(row)
            cents[row] += round(ledger_m2 * 100)
    shapes: dict = defaultdict(list)
    blobs = [data for (data,) in reader.connection.execute(_PIECE_SHAPES, (json.dumps(pieces),))]
    for row, shape in zip(parcels, _polygons(blobs)):
        shapes[row].append(shape)
    return EarlierClaims(dict(shapes), dict(cents))


def _by_description(survey: Survey) -> dict:
    """Return (BSM, class, TBMJ in cents) → row of the parcels that are told apart by it."""
    rows: dict = {}
    for row, (bsm, dlbm, tbmj) in enumerate(zip(survey.bsm.tolist(), survey.dlbm.tolist(), survey.tbmj.tolist())):
        if bsm and np.isfinite(tbmj):
            rows.setdefault((bsm, dlbm, round(tbmj * 100)), []).append(row)
    return {key: found[0] for key, found in rows.items() if len(found) == 1}
