# SPDX-License-Identifier: GPL-2.0-or-later
"""The plane in which the survey's areas are plain areas.

The survey's trapezoid formula joins vertices by straight lines in (L, Q(B)), where Q is the
area of the ellipsoid between the equator and a parallel per radian of longitude.  Mapped
there, polygons can be measured, cut and summed like plane figures, and every square metre
counts the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Optional

import numpy as np

from anyue_farmland_plugin.core.crs import SurveyPlane

# CGCS2000 ellipsoid.
SEMI_MAJOR = 6378137.0
INVERSE_FLATTENING = 298.257222101
SEMI_MINOR = SEMI_MAJOR * (1.0 - 1.0 / INVERSE_FLATTENING)
_E2 = (2.0 - 1.0 / INVERSE_FLATTENING) / INVERSE_FLATTENING

# Coefficients A..E of the trapezoid series and the multiples 1, 3, 5, 7, 9 they belong to.
_SERIES = (
    (1.0, 1 + 3 / 6 * _E2 + 30 / 80 * _E2**2 + 35 / 112 * _E2**3 + 630 / 2304 * _E2**4),
    (3.0, -(1 / 6 * _E2 + 15 / 80 * _E2**2 + 21 / 112 * _E2**3 + 420 / 2304 * _E2**4)),
    (5.0, 3 / 80 * _E2**2 + 7 / 112 * _E2**3 + 180 / 2304 * _E2**4),
    (7.0, -(1 / 112 * _E2**3 + 45 / 2304 * _E2**4)),
    (9.0, 5 / 2304 * _E2**4),
)

_DEGREES = range(3, 9)
_CLOSE = 2e-8  # metres a fitted map may be off; areas then agree to 1e-5 m2 per kilometre of border
_CHUNK = 16_384  # vertices that stay in the processor's cache while the polynomials are evaluated
_FEW = 4_000  # below this number of vertices fitting costs more than projecting
_TWO_PI = 2.0 * np.pi


@dataclass(frozen=True)
class _Polynomials:
    """Two polynomials in coordinates scaled to −1 … 1; ``terms[j]`` multiply the j-th power of y."""

    centre: tuple
    half: float
    terms: tuple

    def __call__(self, x: np.ndarray, y: np.ndarray) -> tuple:
        u, v = np.empty(len(x)), np.empty(len(x))
        for start in range(0, len(x), _CHUNK):
            rows = slice(start, start + _CHUNK)
            tx, ty = (x[rows] - self.centre[0]) / self.half, (y[rows] - self.centre[1]) / self.half
            for out, side in ((u, 0), (v, 1)):
                out[rows] = self._evaluated(tx, ty, side)
        return u, v

    def _evaluated(self, tx: np.ndarray, ty: np.ndarray, side: int) -> np.ndarray:
        total = np.zeros(len(tx))
        for row in reversed(self.terms):
            inner = np.full(len(tx), row[-1][side])
            for coefficients in reversed(row[:-1]):
                inner *= tx
                inner += coefficients[side]
            total *= ty
            total += inner
        return total


@dataclass(frozen=True)
class Frame:
    """Where u and v are counted from, and the metres per radian of longitude."""

    longitude: float
    zone_area: float
    scale: float

    @classmethod
    def at(cls, longitude: float, latitude: float) -> Frame:
        """Return the frame around a point (radians): metres along its parallel, so that u and v are of one size."""
        sine = np.sin(latitude)
        scale = float(SEMI_MAJOR * np.cos(latitude) / np.sqrt(1.0 - _E2 * sine * sine))
        return cls(longitude, float(_zone_area(np.array([latitude]))[0]), scale or SEMI_MAJOR)

    def place(self, east: np.ndarray, latitudes: np.ndarray) -> tuple:
        """Return (u, v) in metres for longitudes counted from the frame's own, in radians."""
        return east * self.scale, (_zone_area(latitudes) - self.zone_area) / self.scale


@dataclass(frozen=True)
class EqualArea:
    """Maps plane coordinates of one survey plane to equal-area metres (u east, v north).

    Where the window is small enough the map is a pair of polynomials fitted to it and
    checked between the nodes; elsewhere every vertex is projected back by itself.
    """

    plane: SurveyPlane
    frame: Frame
    fitted: Optional[_Polynomials] = None

    def __call__(self, x: np.ndarray, y: np.ndarray) -> tuple:
        """Return (u, v) in metres; not finite where the projection has no inverse."""
        if self.fitted is not None:
            return self.fitted(x, y)
        return self.exact(x, y)

    def exact(self, x: np.ndarray, y: np.ndarray) -> tuple:
        """Return (u, v) through the inverse projection of every vertex."""
        longitudes, latitudes = self.plane.to_radians(x, y)
        return self.frame.place(around(longitudes - self.frame.longitude), latitudes)


def around(angles: np.ndarray) -> np.ndarray:
    """Return angles (radians) between −π and π."""
    return angles - _TWO_PI * np.round(angles / _TWO_PI)


def equal_area(plane: SurveyPlane, bounds: tuple, vertices: int) -> EqualArea:
    """Return the map for coordinates inside ``bounds`` (x min, y min, x max, y max).

    ``vertices`` is about how many will be mapped: few are not worth a fit.
    """
    middle = np.array([(bounds[0] + bounds[2]) / 2.0]), np.array([(bounds[1] + bounds[3]) / 2.0])
    longitude, latitude = (float(found[0]) for found in plane.to_radians(*middle))
    inside = np.isfinite(longitude) and np.isfinite(latitude)
    exact = EqualArea(plane, Frame.at(longitude, latitude) if inside else Frame.at(0.0, 0.0))
    return exact if vertices < _FEW else replace(exact, fitted=_fit(exact, bounds))


def _zone_area(latitudes: np.ndarray) -> np.ndarray:
    """Return Q(B) in m2 per radian of longitude (survey series)."""
    total = np.zeros(len(latitudes))
    for multiple, coefficient in _SERIES:
        total += coefficient * np.sin(multiple * latitudes)
    return SEMI_MINOR**2 * total


def _fit(exact: EqualArea, bounds: tuple) -> Optional[_Polynomials]:
    """Return the lowest pair of polynomials that is close enough everywhere, or None."""
    centre = ((bounds[0] + bounds[2]) / 2.0, (bounds[1] + bounds[3]) / 2.0)
    half = max(bounds[2] - bounds[0], bounds[3] - bounds[1], 1.0) / 2.0
    checks = np.linspace(-1.0, 1.0, 24)
    tx, ty = (axis.ravel() for axis in np.meshgrid(checks, checks))
    with np.errstate(all="ignore"):
        wanted = np.column_stack(exact.exact(centre[0] + tx * half, centre[1] + ty * half))
        if not np.isfinite(wanted).all():
            return None
        for degree in _DEGREES:
            found = _fitted(exact, centre, half, degree)
            if found is None:
                return None
            got = np.column_stack(found(centre[0] + tx * half, centre[1] + ty * half))
            if np.abs(got - wanted).max() < _CLOSE:
                return found
    return None


def _fitted(exact: EqualArea, centre: tuple, half: float, degree: int) -> Optional[_Polynomials]:
    nodes = np.cos(np.pi * (np.arange(degree + 4) + 0.5) / (degree + 4))
    tx, ty = (axis.ravel() for axis in np.meshgrid(nodes, nodes))
    values = np.column_stack(exact.exact(centre[0] + tx * half, centre[1] + ty * half))
    if not np.isfinite(values).all():
        return None
    powers = list(_powers(degree))
    columns = np.column_stack([tx**i * ty**j for j, i in powers])
    solved = np.linalg.lstsq(columns, values, rcond=None)[0]
    terms: list = [[] for _ in range(degree + 1)]
    for (j, _), pair in zip(powers, solved.tolist()):
        terms[j].append(tuple(pair))
    return _Polynomials(centre, half, tuple(tuple(row) for row in terms))


def _powers(degree: int) -> Iterator[tuple]:
    for j in range(degree + 1):
        for i in range(degree + 1 - j):
            yield j, i
