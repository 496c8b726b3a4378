# SPDX-License-Identifier: GPL-2.0-or-later
"""Repair of delivered polygons: on a copy, listed row by row, never silently."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np
import shapely

from anyue_farmland_plugin.core.ellipsoid import ellipsoidal_areas
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.overlay import Meeting, meeting
from anyue_farmland_plugin.core.polygons import make_valid, object_array, polygon_parts

_PLANE = 2


class RepairResult(str, Enum):
    """What became of a geometry that could not be used as delivered."""

    REPAIRED = "repaired"
    LOST = "lost"


@dataclass(frozen=True)
class Repair:
    """One geometry that was changed or given up; areas are m2 when a CRS was named."""

    fid: str
    reason: str
    area_before: float
    area_after: float
    result: RepairResult


def repair_polygons(
    geometries: np.ndarray, fids: Sequence[object], *, crs: str | None = None, judged: np.ndarray | None = None
) -> tuple[np.ndarray, list[Repair]]:
    """Return usable polygons (2D, valid, None where there is none) and what was done.

    The input array is not changed.  Rows without trouble are the same objects, flattened to
    XY.  Every None, empty, non-polygon or invalid row is listed, in row order.  Areas in the
    list are ellipsoidal m2 if ``crs`` is given, else plane units of the coordinates.  With
    ``judged``, a mask, nothing is said of the validity of the other rows.
    """
    original = object_array(geometries)
    deep = shapely.get_coordinate_dimension(original) > _PLANE
    flat = shapely.force_2d(original) if deep.any() else original
    reasons = _reasons(flat, judged)
    faulty = np.array(sorted(reasons), dtype=np.int64)
    if len(faulty) == 0:
        return flat, []
    repaired = np.full(len(faulty), None, dtype=object)
    finite = _finite(flat[faulty])
    repaired[finite] = polygon_parts(make_valid(polygon_parts(flat[faulty][finite])))
    repaired[~shapely.is_valid(repaired)] = None
    result = flat.copy()
    result[faulty] = repaired
    before = np.zeros(len(faulty))
    before[finite] = _areas(flat[faulty][finite], crs)
    after = _areas(repaired, crs)
    repairs = [
        Repair(
            fid=str(fids[row]),
            reason=reasons[row],
            area_before=float(before[place]),
            area_after=float(after[place]),
            result=RepairResult.LOST if repaired[place] is None else RepairResult.REPAIRED,
        )
        for place, row in enumerate(faulty.tolist())
    ]
    return result, repairs


def repair_met(
    changes: np.ndarray, geometries: np.ndarray, fids: Sequence[object], *, crs: str | None = None
) -> tuple[np.ndarray, list[Repair], Meeting | None]:
    """Repair only the polygons that a change may meet, as most that are read lie beside them.

    The third result is what the changes meet of the returned polygons, where that is known.
    """
    plain, odd = object_array(geometries).copy(), _unlike_their_boxes(geometries)
    plain[odd] = None
    met = meeting(changes, plain)
    judged = odd.copy()
    judged[met.parcel] = judged[met.beside] = True
    repaired, repairs = repair_polygons(geometries, fids, crs=crs, judged=judged)
    return repaired, repairs, None if repairs or odd.any() else met


def _unlike_their_boxes(geometries: np.ndarray) -> np.ndarray:
    """Tell what is no polygon, has coordinates that are not finite or a ring outside the box GEOS goes by."""
    types = shapely.get_type_id(geometries)
    plain = (types == shapely.GeometryType.POLYGON) & (shapely.get_num_interior_rings(geometries) == 0)
    odd = ~(plain & np.isfinite(shapely.area(geometries)))
    polygonal = (types == shapely.GeometryType.POLYGON) | (types == shapely.GeometryType.MULTIPOLYGON)
    rows = np.flatnonzero(odd & polygonal & ~shapely.is_empty(geometries))
    points, owner = shapely.get_coordinates(geometries[rows], return_index=True)
    first = np.flatnonzero(np.diff(owner, prepend=-1))
    if len(first):
        box = np.hstack([least.reduceat(points, first, axis=0) for least in (np.minimum, np.maximum)])
        odd[rows] = (box != shapely.bounds(geometries[rows])).any(axis=1)
    return odd


def _reasons(geometries: np.ndarray, judged: np.ndarray | None) -> dict[int, str]:
    """Return why a row cannot be used as it is, with the place where there is one."""
    types = shapely.get_type_id(geometries)
    polygonal = (types == shapely.GeometryType.POLYGON) | (types == shapely.GeometryType.MULTIPOLYGON)
    missing, empty = types < 0, shapely.is_empty(geometries)
    asked = np.flatnonzero(polygonal & ~empty if judged is None else polygonal & ~empty & judged)
    reasons: dict[int, str] = {}
    for row in np.flatnonzero(missing):
        reasons[int(row)] = translate("Repair", "no geometry")
    for row in np.flatnonzero(empty & ~missing):
        reasons[int(row)] = translate("Repair", "empty geometry")
    for row in np.flatnonzero(~polygonal & ~missing & ~empty):
        reasons[int(row)] = translate("Repair", "not a polygon but {kind}").format(kind=geometries[row].geom_type)
    rows = asked[~shapely.is_valid(geometries[asked])]
    for row, reason in zip(rows, shapely.is_valid_reason(geometries[rows])):
        reasons[int(row)] = _in_words(str(reason))
    return reasons


def _in_words(reason: str) -> str:
    """Return what GEOS says of a polygon, ``fault[place]``, in the user's language."""
    fault, bracket, place = reason.partition("[")
    known = {
        "Self-intersection": translate("Repair", "Self-intersection"),
        "Ring Self-intersection": translate("Repair", "Ring Self-intersection"),
        "Hole lies outside shell": translate("Repair", "Hole lies outside shell"),
        "Holes are nested": translate("Repair", "Holes are nested"),
        "Interior is disconnected": translate("Repair", "Interior is disconnected"),
        "Nested shells": translate("Repair", "Nested shells"),
        "Duplicate Rings": translate("Repair", "Duplicate Rings"),
        "Too few points in geometry component": translate("Repair", "Too few points in geometry component"),
        "Invalid Coordinate": translate("Repair", "Invalid Coordinate"),
    }
    return known.get(fault, fault) + bracket + place


def _finite(geometries: np.ndarray) -> np.ndarray:
    coordinates, owner = shapely.get_coordinates(geometries, return_index=True)
    broken = owner[~np.isfinite(coordinates).all(axis=1)]
    finite = np.ones(len(geometries), dtype=bool)
    finite[broken] = False
    return finite


def _areas(geometries: np.ndarray, crs: str | None) -> np.ndarray:
    if crs is not None:
        return ellipsoidal_areas(geometries, crs)
    return np.nan_to_num(shapely.area(geometries))
