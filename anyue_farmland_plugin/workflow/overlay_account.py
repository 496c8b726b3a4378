# SPDX-License-Identifier: GPL-2.0-or-later
"""The account of a run: where every delivered square metre went, and all that was done on the way.

The report prints it, the delivery's row in the ledger keeps it.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Iterator, Mapping, Optional

import numpy as np
import shapely

from anyue_farmland_plugin.core.ellipsoid import ellipsoidal_areas, to_cents
from anyue_farmland_plugin.core.overlay import FallbackMethod
from anyue_farmland_plugin.core.polygons import apply_pairwise, polygon_parts
from anyue_farmland_plugin.core.repair import Repair, RepairResult
from anyue_farmland_plugin.core.slivers import perimeters
from anyue_farmland_plugin.export.report_data import MassBalance, Rim, ToldAreas
from anyue_farmland_plugin.workflow.overlay_compute import Computed
from anyue_farmland_plugin.workflow.overlay_inputs import Inputs
from anyue_farmland_plugin.workflow.overlay_rows import Run, m2

RIM_WIDTH = 0.1  # metres by which a boundary may be off


def mass_balance(inputs: Inputs, found: Computed) -> MassBalance:
    """Return the account of the delivered area, exact to the cent.

    Delivered is the area as drawn; what repair changed of it is a line of its own.  Slivers
    that stayed are pieces below the threshold.
    """
    account, repairs = found.balance, inputs.layer("changes").repairs
    lost = sum(cents_of(repair.area_before) for repair in repairs if repair.result is RepairResult.LOST)
    repaired = sum(repair_cents(repair) for repair in repairs if repair.result is RepairResult.REPAIRED)
    below = int(account.piece_areas[kept_slivers(found)].sum())
    return MassBalance(
        delivered_m2=m2(int(account.area.sum()) - repaired + lost),
        repaired_m2=m2(repaired),
        pieces_m2=m2(int(account.overlay.sum()) - below),
        below_threshold_m2=m2(below),
        outside_m2=m2(account.outside.sum()),
        unreadable_m2=m2(lost),
        doubled_m2=m2(account.doubled.sum()),
        failed_pairs=sum(detour.method is FallbackMethod.FAILED for detour in found.pieces.fallbacks),
    )


def cents_of(area_m2: float) -> int:
    """Return one area in m² as whole cents."""
    return int(to_cents(np.array([area_m2]))[0])


def repair_cents(repair: Repair) -> int:
    """Return the change of area of one repair, both ends rounded first."""
    return cents_of(repair.area_after) - cents_of(repair.area_before)


def kept_slivers(found: Computed) -> np.ndarray:
    """Return the rows of pieces that are slivers no neighbour could take in."""
    kept = {(sliver.change, sliver.parcel) for sliver in found.slivers if sliver.joined_parcel is None}
    pairs = zip(found.pieces.change_index.tolist(), found.pieces.parcel_index.tolist())
    return np.array([row for row, pair in enumerate(pairs) if pair in kept] if kept else [], dtype=np.int64)


def told_areas(inputs: Inputs, found: Computed) -> Optional[ToldAreas]:
    """Return what the sender says the polygons measure beside what they do, None when nothing is said."""
    rows = [row for row, told in enumerate(inputs.delivered_areas) if told is not None]
    if not rows:
        return None
    told = sum(cents_of(inputs.delivered_areas[row]) for row in rows)
    return ToldAreas(len(rows), m2(told), m2(found.balance.area[rows].sum()))


def overlaps(inputs: Inputs, found: Computed) -> list:
    """Return (change, parcel, other parcel, cents) rows for the ground two survey parcels both claim."""
    rows = np.flatnonzero(found.balance.doubled[found.pieces.change_index] > 0)
    if len(rows) == 0:
        return []
    shapes, changes = found.pieces.shapes(rows), found.pieces.change_index[rows]
    first, second = shapely.STRtree(shapes).query(shapes)
    keep = (first < second) & (changes[first] == changes[second])
    first, second = first[keep], second[keep]
    common, _ = apply_pairwise(shapely.intersection, shapes[first], shapes[second])
    cents = to_cents(ellipsoidal_areas(polygon_parts(common), inputs.crs))
    parcels = found.pieces.parcel_index[rows]
    entries = zip(changes[first].tolist(), parcels[first].tolist(), parcels[second].tolist(), cents.tolist())
    return sorted(entry for entry in entries if entry[-1] > 0)


def rim(inputs: Inputs, found: Computed) -> Rim:
    """Return how much of the overlay hangs on the place of parcel boundaries, ± 0.1 m.

    Per clue: the length of parcel boundaries that cross it, times 0.1 m.  ``clues`` are those
    whose main class leads the next one by less than boundaries could move from one to the
    other.  The outline of the survey itself is not counted.
    """
    pieces, count = found.pieces, len(inputs.changes)
    around = np.bincount(pieces.change_index, pieces.perimeter, minlength=count)
    crossing = np.maximum(around - perimeters(inputs.changes, inputs.crs), 0.0) / 2.0
    crossing[np.bincount(pieces.change_index, minlength=count) <= 1] = 0.0
    widths = to_cents(crossing * RIM_WIDTH)
    return Rim(round(float(crossing.sum()), 1), m2(widths.sum()), tuple(_undecided(inputs, found, widths)))


def _undecided(inputs: Inputs, found: Computed, widths: np.ndarray) -> Iterator[tuple]:
    """Yield (change, (main class, next class), (cents, cents), rim cents) where twice the rim exceeds the lead."""
    codes, number = np.unique(inputs.survey.dlbm[found.pieces.parcel_index].astype(str), return_inverse=True)
    kinds = max(len(codes), 1)
    keys, row = np.unique(found.pieces.change_index * kinds + number, return_inverse=True)
    sums = np.zeros(len(keys), dtype=np.int64)
    np.add.at(sums, row, found.balance.piece_areas)
    order = np.lexsort((keys % kinds, -sums, keys // kinds))
    change, code, sums = keys[order] // kinds, keys[order] % kinds, sums[order]
    second = np.flatnonzero((change[1:] == change[:-1]) & (np.diff(change[:-1], prepend=-1) != 0)) + 1
    close = second[sums[second - 1] - sums[second] < 2 * widths[change[second]]]
    for place in close.tolist():
        both = slice(place - 1, place + 1)
        entry = int(change[place]), tuple(codes[code[both]].tolist()), tuple(sums[both].tolist())
        yield (*entry, int(widths[change[place]]))


def run_record(run: Run) -> Mapping:
    """Return the account and every list of the run in full, as the ledger keeps it with the changes.

    Rows are named by feature id; areas are m².
    """
    inputs, found = run.inputs, run.found
    account, sensitive = mass_balance(inputs, found), rim(inputs, found)
    change, parcel = inputs.fids.tolist(), inputs.parcel_fids.tolist()
    return {
        "account": {**asdict(account), "residual_m2": account.residual_m2},
        "slivers": [
            {
                "fid": change[sliver.change],
                "parcel": parcel[sliver.parcel],
                "area_m2": round(sliver.area, 2),
                "joined": None if sliver.joined_parcel is None else parcel[sliver.joined_parcel],
            }
            for sliver in found.slivers
        ],
        "detours": [
            {"fid": change[detour.change], "parcel": parcel[detour.parcel], "method": detour.method.value}
            for detour in found.pieces.fallbacks
        ],
        "overlapping_parcels": [
            {"fid": change[row], "parcels": [parcel[one], parcel[other]], "area_m2": m2(cents)}
            for row, one, other, cents in overlaps(inputs, found)
        ],
        "rim": {
            "boundary_m": sensitive.boundary_m,
            "area_m2": sensitive.area_m2,
            "fids": [change[row] for row, *_ in sensitive.clues],
        },
        "warnings": list(inputs.warnings),
    }
