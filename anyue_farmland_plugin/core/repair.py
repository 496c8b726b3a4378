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

    @property
    def area_change(self) -> float:
        """Return the signed change of area."""
        return self.area_after - self.area_before


def repair_polygons(
    geometries: np.ndarray, fids: Sequence[object], *, crs: str | None = None
) -> tuple[np.ndarray, list[Repair]]:
    """Return usable polygons (2D, valid, None where there is none) and what was done.

    The input array is not changed.  Rows without trouble are the same objects, flattened to
    XY.  Every None, empty, non-polygon or invalid row is listed, in row order.  Areas in the
    list are ellipsoidal m2 if ``crs`` is given, else plane units of the coordinates.
    """
    original = object_array(geometries)
    deep = shapely.get_coordinate_dimension(original) > _PLANE
    flat = shapely.force_2d(original) if deep.any() else original
    reasons = _reasons(flat)
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


def _reasons(geometries: np.ndarray) -> dict[int, str]:
    """Return why a row cannot be used as it is, with the place where there is one."""
    types = shapely.get_type_id(geometries)
    polygonal = (types == shapely.GeometryType.POLYGON) | (types == shapely.GeometryType.MULTIPOLYGON)
    missing, empty = types < 0, shapely.is_empty(geometries)
    invalid = polygonal & ~empty & ~shapely.is_valid(geometries)
    reasons: dict[int, str] = {}
    for row in np.flatnonzero(missing):
        reasons[int(row)] = translate("Repair", "no geometry")
    for row in np.flatnonzero(empty & ~missing):
        reasons[int(row)] = translate("Repair", "empty geometry")
    for row in np.flatnonzero(~polygonal & ~missing & ~empty):
        reasons[int(row)] = translate("Repair", "not a polygon but {kind}").format(kind=geometries[row].geom_type)
    rows = np.flatnonzero(invalid)
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
