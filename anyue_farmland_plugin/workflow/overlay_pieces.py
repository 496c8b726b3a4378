# SPDX-License-Identifier: GPL-2.0-or-later
"""The pieces of an overlay run as blocks of ledger rows, and polygons as the ledger stores them."""

from __future__ import annotations

from typing import Iterator, Optional, Sequence

import numpy as np
import shapely

from anyue_farmland_plugin.core.adjust import AdjustmentFlag
from anyue_farmland_plugin.core.places import TOWN_DIGITS
from anyue_farmland_plugin.core.units import town_of
from anyue_farmland_plugin.ledger.block import Block
from anyue_farmland_plugin.workflow.overlay_compute import Computed
from anyue_farmland_plugin.workflow.overlay_rows import Run, derived_ids, m2_column, or_none

_BLOCK_ROWS = 16_384
_POLYGON, _MULTIPOLYGON = 3, 6  # the second byte of little-endian WKB
_ONE_PART = b"\x01\x06\x00\x00\x00\x01\x00\x00\x00"


def wkb_of(shapes: np.ndarray) -> list:
    """Return little-endian WKB of polygons, None for None."""
    return list(shapely.to_wkb(shapes, byte_order=1).tolist())


def multi_wkb(polygons: Sequence[Optional[bytes]]) -> list:
    """Return little-endian WKB of polygons as that of MultiPolygons."""
    return [wkb if wkb is None or wkb[1] == _MULTIPOLYGON else _multi(wkb) for wkb in polygons]


def _multi(wkb: bytes) -> bytes:
    if wkb[1] == _POLYGON:
        return _ONE_PART + wkb
    parts = shapely.get_parts(shapely.from_wkb(wkb))
    return bytes(shapely.to_wkb(shapely.multipolygons(parts), byte_order=1))


def town_code_of(zldwdm: str) -> str:
    """Return the township of a parcel's unit code, abolished codes replaced; "" when it is too short."""
    unit = town_of(zldwdm)
    return unit.code if unit else (zldwdm[:TOWN_DIGITS] if len(zldwdm) >= TOWN_DIGITS else "")


def piece_blocks(run: Run, clue_ids: list, case_ids: list) -> Iterator[Block]:
    """Yield all pieces of the run in (change, parcel) order."""
    for start in range(0, len(run.found.pieces), _BLOCK_ROWS):
        yield _block(run, slice(start, start + _BLOCK_ROWS), clue_ids, case_ids)


def _block(run: Run, rows: slice, clue_ids: list, case_ids: list) -> Block:
    found = run.found
    changes, parcels = found.pieces.change_index[rows], found.pieces.parcel_index[rows]
    clues = [clue_ids[change] for change in changes.tolist()]
    keys = run.inputs.survey.keys[parcels].tolist()
    columns = {
        "piece_id": derived_ids("piece", clues, keys),
        "clue_id": clues,
        "case_id": [case_ids[change] for change in changes.tolist()],
        "parcel_key": keys,
        **_parcel_columns(run, changes, parcels),
        **_areas(run, rows, parcels),
        "flags": _flags(found, changes, parcels),
    }
    return Block(columns, multi_wkb(found.pieces.wkb[rows].tolist()), found.pieces.bounds[rows])


def _parcel_columns(run: Run, changes: np.ndarray, parcels: np.ndarray) -> dict:
    survey, found = run.inputs.survey, run.found
    units = survey.zldwdm[parcels].tolist()
    town = {unit: town_code_of(unit) for unit in set(units)}
    kcxs = survey.kcxs[parcels].tolist()
    return {
        "bsm": or_none(survey.bsm[parcels].tolist()),
        "dlbm": or_none(survey.dlbm[parcels].tolist()),
        "dlmc": or_none(survey.dlmc[parcels].tolist()),
        "zldwdm": or_none(units),
        "qsdwdm": or_none(survey.qsdwdm[parcels].tolist()),
        "kcxs": [share if -np.inf < share < np.inf else None for share in kcxs],
        "zzsxdm": or_none(survey.zzsxdm[parcels].tolist()),
        "town_code": [
            town[unit] or found.places[change].town_code or None for unit, change in zip(units, changes.tolist())
        ],
    }


def _areas(run: Run, rows: slice, parcels: np.ndarray) -> dict:
    found, tbmj = run.found, run.inputs.survey.tbmj[parcels]
    whole = found.parcel_areas[parcels]
    areas = found.balance.piece_areas[rows] / 100.0
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = np.round(np.minimum(areas / whole, 1.0), 6)
    return {
        "tbmj": np.where(np.isfinite(tbmj), tbmj, np.round(whole, 2)).tolist(),
        "area_m2": areas.tolist(),
        "ledger_m2": m2_column(found.ledger_cents[rows]),
        "net_m2": m2_column(found.net_cents[rows]),
        "share_of_parcel": [share if area else None for share, area in zip(shares.tolist(), whole.tolist())],
    }


def _flags(found: Computed, changes: np.ndarray, parcels: np.ndarray) -> list:
    """Return the flags of each piece: kept sliver, parcels that overlap, survey area that differs or is missing."""
    kept = {(sliver.change, sliver.parcel) for sliver in found.slivers if sliver.joined_parcel is None}
    pairs = zip(changes.tolist(), parcels.tolist())
    sliver = np.fromiter((pair in kept for pair in pairs), dtype=np.int64, count=len(changes))
    state = found.parcel_flags[parcels]
    control = np.select([state == AdjustmentFlag.FLAGGED, state == AdjustmentFlag.NO_CONTROL], [1, 2], 0)
    codes = 6 * sliver + 3 * (found.balance.doubled[changes] > 0) + control
    return [_FLAGS[code] for code in codes.tolist()]


_FLAGS = tuple(
    ",".join(filter(None, (sliver, doubled, control))) or None
    for sliver in ("", "sliver")
    for doubled in ("", "overlapping_parcels")
    for control in ("", "tbmj_differs", "no_tbmj")
)
