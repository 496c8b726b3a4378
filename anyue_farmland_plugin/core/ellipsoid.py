# SPDX-License-Identifier: GPL-2.0-or-later
"""Ellipsoidal areas of the survey, for whole arrays of polygons.

Source: TD/T 1055 area rules as implemented by the national survey software: edges longer than
70 m are split in the plane, and vertices joined straight in longitude and zone area, which
bends each part of an edge by up to 0.003 m2.  Areas here are those of edges straight in the
plane, so that pieces sum to their parcel; where the survey's bends add up to more than its
own roundings, its figure is the official one and is given.  Coordinates are *not* rounded
first, neither to 0.0001 m nor to 0.000001 seconds.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Iterator, Optional, Sequence

import numpy as np
import shapely

from anyue_farmland_plugin.core.crs import SurveyPlane, survey_plane
from anyue_farmland_plugin.core.equalarea import SEMI_MAJOR, EqualArea, Frame, around, equal_area
from anyue_farmland_plugin.core.errors import GeometryError
from anyue_farmland_plugin.core.flat import FlatPolygons, ranges
from anyue_farmland_plugin.core.i18n import translate

MAX_EDGE = 70.0  # metres; longer edges are split into equal parts
LONGEST_EDGE = 1e8  # CRS units; beyond it the coordinates are garbage and have no inverse
BATCH_VERTICES = 500_000
ROUNDINGS = 0.03  # m2; what rounded coordinates make of the survey's own figure of a parcel
ZONE_WIDTH = 3.0  # degrees between central meridians of the survey's Gauss planes


def ellipsoidal_areas(geometries: np.ndarray, crs: str) -> np.ndarray:
    """Return the area of each polygon on the CGCS2000 ellipsoid in m2, unrounded.

    ``crs`` is an authority code or WKT, projected in any unit or geographic.  Holes are
    subtracted, parts added; None, empty and non-polygon geometries have area 0.

    Raises:
        CrsError: unknown coordinate system.
        GeometryError: coordinates the projection cannot invert.
    """
    geometries = np.asarray(geometries, dtype=object).ravel()
    plane = survey_plane(crs)
    areas = np.zeros(len(geometries))
    for start, stop in _batches(geometries, _limit(plane)):
        polygons = FlatPolygons.of(geometries[start:stop])
        areas[start:stop] = SurveyMap.of([polygons], crs).areas(polygons)
    if not np.isfinite(areas).all():
        raise GeometryError(
            translate(
                "Area", "Feature number {row} has coordinates outside its coordinate system. Check the layer."
            ).format(row=int(np.flatnonzero(~np.isfinite(areas))[0]) + 1)
        )
    return areas


def round_cents(areas: np.ndarray) -> np.ndarray:
    """Return areas rounded half up (away from zero) to 0.01 m2."""
    return to_cents(areas) / 100.0


def to_cents(areas: np.ndarray) -> np.ndarray:
    """Return areas as whole hundredths of a square metre (int64), half up.

    The product is first rounded to 1e-6 cents, so that 0.285, stored as 0.28499999…, becomes
    29 and not 28.
    """
    values = np.asarray(areas, dtype=float)
    scaled = np.round(np.abs(values) * 100.0, 6)
    return (np.sign(values) * np.floor(scaled + 0.5)).astype(np.int64)


def _limit(plane: SurveyPlane) -> float:
    """Return the longest edge that is not split, in the units of the layer's coordinates."""
    return MAX_EDGE / (SEMI_MAJOR * plane.radians_per_unit if plane.geographic else plane.metres_per_unit)


def _batches(geometries: np.ndarray, limit: float) -> Iterator[tuple[int, int]]:
    """Return row ranges of about as many vertices each, those of split edges counted."""
    with np.errstate(over="ignore"):
        lengths = np.minimum(np.nan_to_num(shapely.length(geometries)), LONGEST_EDGE)
    counts = np.cumsum(shapely.get_num_coordinates(geometries) + lengths / limit)
    start = 0
    while start < len(geometries):
        done = counts[start - 1] if start else 0
        stop = int(np.searchsorted(counts, done + BATCH_VERTICES, side="right"))
        stop = max(stop, start + 1)
        yield start, stop
        start = stop


def flat_areas(polygons: FlatPolygons) -> np.ndarray:
    """Return the area of each polygon in its own plane: shells less holes, whatever their direction."""
    if len(polygons.shell) == 0:
        return np.zeros(polygons.count)
    with np.errstate(all="ignore"):
        rings = np.abs(shoelace(polygons.x, polygons.y, polygons.ring_start))
        return np.bincount(polygons.ring_owner, np.where(polygons.shell, rings, -rings), minlength=polygons.count)


@dataclass(frozen=True)
class SurveyMap:
    """Takes polygons of one CRS into one equal-area plane in metres, long edges split first.

    Areas there are ellipsoidal m2, and polygons mapped alike can be compared with each other.
    ``fitted`` is None where no fitted plane is close enough: vertices are then joined straight
    in (L, Q), as the survey's trapezoid formula does.
    """

    plane: SurveyPlane
    fitted: Optional[EqualArea]
    frame: Frame

    @classmethod
    def of(cls, layers: Sequence[FlatPolygons], crs: str) -> SurveyMap:
        """Make a map fitted to the given polygons."""
        plane = survey_plane(crs)
        shaped = [layer for layer in layers if len(layer.x)]
        sides = [
            (float(layer.x.min()), float(layer.y.min()), float(layer.x.max()), float(layer.y.max())) for layer in shaped
        ] or [(0.0, 0.0, 0.0, 0.0)]
        west, south, east, north = zip(*sides)
        window = (min(west), min(south), max(east), max(north))
        fitted = None if plane.geographic else equal_area(crs, window)
        middle = np.array([(window[0] + window[2]) / 2.0]), np.array([(window[1] + window[3]) / 2.0])
        with np.errstate(all="ignore"):
            degrees = plane.geographic
            at = tuple(each * plane.radians_per_unit for each in middle) if degrees else plane.to_radians(*middle)
            known = bool(np.isfinite(at).all())
            return cls(plane, fitted, Frame.at(float(at[0][0]), float(at[1][0])) if known else Frame.at(0.0, 0.0))

    def __call__(self, polygons: FlatPolygons) -> FlatPolygons:
        """Return the polygons in the equal-area plane; not finite where the projection has no inverse."""
        if len(polygons.x) == 0:
            return polygons
        with np.errstate(all="ignore"):
            if self.plane.geographic:
                return self._from_degrees(polygons)
            flat = _split(polygons, _limit(self.plane))
            if self.fitted is not None:
                return _moved(flat, *self.fitted(flat.x, flat.y))
            longitudes, latitudes = self.plane.to_radians(flat.x, flat.y)
            return _moved(flat, *self.frame.place(around(longitudes - self.frame.longitude), latitudes))

    def areas(self, polygons: FlatPolygons) -> np.ndarray:
        """Return the ellipsoidal m2 of the polygons, as the survey gives them where it is more than rounding."""
        areas = flat_areas(self(polygons))
        if self.fitted is None or len(polygons.x) == 0:
            return areas
        with np.errstate(all="ignore"):
            bends = self._bends(polygons)
            return areas + np.where(np.abs(bends) > ROUNDINGS, bends, 0.0)

    def _bends(self, polygons: FlatPolygons) -> np.ndarray:
        """Return what the parts of split edges add: the survey joins them straight in (L, Q), not in the plane."""
        result = np.zeros(polygons.count)
        edge, dx, dy, parts = long_edges(polygons.x, polygons.y, polygons.ring_start, _limit(self.plane))
        if len(edge) == 0 or self.fitted is None:
            return result
        bends = parts * self.fitted.bends(polygons.y[edge] + dy / 2.0, dx / parts, dy / parts)
        ring = np.searchsorted(polygons.ring_start, edge, side="right") - 1
        owners, first = np.unique(ring, return_index=True)
        turned = shoelace_of(polygons, owners)
        sign = np.where((turned >= 0.0) == polygons.shell[owners], 1.0, -1.0)
        np.add.at(result, polygons.ring_owner[owners], sign * np.add.reduceat(bends, first))
        return result

    def _from_degrees(self, polygons: FlatPolygons) -> FlatPolygons:
        """Map degrees; edges are straight, and split, in the 3-degree Gauss plane of each polygon."""
        plane, radians = self.plane, self.plane.radians_per_unit
        meridians = _meridians(polygons, plane)
        own = np.repeat(meridians[polygons.ring_owner], np.diff(polygons.ring_start))
        gauss = _moved(polygons, *plane.to_plane(polygons.x * radians - own, polygons.y * radians))
        gauss = _split(gauss, MAX_EDGE)
        longitudes, latitudes = plane.to_radians(gauss.x, gauss.y)
        east = around(meridians - self.frame.longitude)
        shift = np.repeat(east[gauss.ring_owner], np.diff(gauss.ring_start))
        return _moved(gauss, *self.frame.place(longitudes + shift, latitudes))


def shoelace_of(polygons: FlatPolygons, rings: np.ndarray) -> np.ndarray:
    """Return the signed plane area of some rings."""
    vertices, ring = ranges(polygons.ring_start[:-1][rings], np.diff(polygons.ring_start)[rings])
    first = np.searchsorted(ring, np.arange(len(rings) + 1))
    return shoelace(polygons.x[vertices], polygons.y[vertices], first)


def _moved(polygons: FlatPolygons, x: np.ndarray, y: np.ndarray) -> FlatPolygons:
    return replace(polygons, x=x, y=y)


def _split(polygons: FlatPolygons, limit: float) -> FlatPolygons:
    x, y, ring_start = split_edges(polygons.x, polygons.y, polygons.ring_start, limit)
    return replace(polygons, x=x, y=y, ring_start=ring_start)


def _meridians(polygons: FlatPolygons, plane: SurveyPlane) -> np.ndarray:
    """Return the central meridian (radians) of the zone each polygon lies in."""
    west, east = np.full(polygons.count, np.inf), np.full(polygons.count, -np.inf)
    first = polygons.ring_start[:-1]
    if len(first) == 0:
        return np.zeros(polygons.count)
    np.minimum.at(west, polygons.ring_owner, np.minimum.reduceat(polygons.x, first))
    np.maximum.at(east, polygons.ring_owner, np.maximum.reduceat(polygons.x, first))
    middle = np.degrees((west + east) / 2.0 * plane.radians_per_unit)
    return np.radians(np.round(np.where(np.isfinite(middle), middle, 0.0) / ZONE_WIDTH) * ZONE_WIDTH)


def shoelace(u: np.ndarray, v: np.ndarray, first: np.ndarray) -> np.ndarray:
    """Return the signed area of every closed ring, anticlockwise positive.

    ``first`` holds where each ring begins in the vertex arrays, and their length at the end.
    """
    sizes = np.diff(first)
    du, dv = u - np.repeat(u[first[:-1]], sizes), v - np.repeat(v[first[:-1]], sizes)
    cross = du[:-1] * dv[1:] - du[1:] * dv[:-1]
    cross = np.append(cross, 0.0)
    cross[first[1:] - 1] = 0.0  # from the last vertex of a ring no edge leads on
    return np.add.reduceat(cross, first[:-1]) / 2.0


def split_edges(x: np.ndarray, y: np.ndarray, first: np.ndarray, limit: float) -> tuple:
    """Return (x, y, first) with edges longer than ``limit`` cut into equal parts.

    An edge of n times the limit gets ⌊n⌋ more vertices, the survey's rule.
    """
    long, dx, dy, parts = long_edges(x, y, first, limit)
    if len(long) == 0:
        return x, y, first
    more = parts - 1
    edge, offsets = np.repeat(long, more), np.cumsum(more)
    share = (np.arange(len(edge)) - np.repeat(offsets - more, more) + 1) / np.repeat(parts, more)
    added = np.concatenate(([0], offsets))[np.searchsorted(long, first)]
    x = np.insert(x, edge + 1, x[edge] + np.repeat(dx, more) * share)
    y = np.insert(y, edge + 1, y[edge] + np.repeat(dy, more) * share)
    return x, y, first + added


def long_edges(x: np.ndarray, y: np.ndarray, first: np.ndarray, limit: float) -> tuple:
    """Return (start vertex, dx, dy, number of parts) of the edges longer than ``limit``."""
    dx, dy = np.diff(x), np.diff(y)
    dx[first[1:-1] - 1] = dy[first[1:-1] - 1] = 0.0
    far = limit * 0.7  # what is long is at least so long along one axis
    with np.errstate(all="ignore"):
        likely = np.flatnonzero((np.abs(dx) > far) | (np.abs(dy) > far))
        length = np.hypot(dx[likely], dy[likely])
    held = (length > limit) & (length < LONGEST_EDGE)
    long = likely[held]
    return long, dx[long], dy[long], np.floor(length[held] / limit).astype(np.int64) + 1
