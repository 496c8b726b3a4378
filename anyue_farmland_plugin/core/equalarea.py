# SPDX-License-Identifier: GPL-2.0-or-later
"""A plane in which the ellipsoid's areas are plain areas, fitted to a window of the survey's plane.

Mapped there, polygons can be measured, cut and summed like plane figures, and every square
metre counts the same.  Northings stay as they are; eastings are stretched by the ellipsoidal
area under them, so that straight lines of the survey's plane stay straight to a tenth of a
micrometre over 70 m.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Optional

import numpy as np

from anyue_farmland_plugin.core.crs import SurveyPlane, survey_plane

# CGCS2000 ellipsoid.
SEMI_MAJOR = 6378137.0
INVERSE_FLATTENING = 298.257222101
SEMI_MINOR = SEMI_MAJOR * (1.0 - 1.0 / INVERSE_FLATTENING)
_E2 = (2.0 - 1.0 / INVERSE_FLATTENING) / INVERSE_FLATTENING

# Coefficients A..E of the survey's trapezoid series and the multiples 1, 3, 5, 7, 9 they belong to.
_SERIES = (
    (1.0, 1 + 3 / 6 * _E2 + 30 / 80 * _E2**2 + 35 / 112 * _E2**3 + 630 / 2304 * _E2**4),
    (3.0, -(1 / 6 * _E2 + 15 / 80 * _E2**2 + 21 / 112 * _E2**3 + 420 / 2304 * _E2**4)),
    (5.0, 3 / 80 * _E2**2 + 7 / 112 * _E2**3 + 180 / 2304 * _E2**4),
    (7.0, -(1 / 112 * _E2**3 + 45 / 2304 * _E2**4)),
    (9.0, 5 / 2304 * _E2**4),
)

_DEGREES = range(3, 10)
_CLOSE = 2e-8  # metres the fitted inverse projection may be off
_NOTHING = 1e-10  # metres; terms that never reach it are left out
_SMALLEST = 1024.0  # CRS units; windows are this or a power of two times this
_CHUNK = 16_384  # vertices that stay in the processor's cache while a polynomial is evaluated
_TWO_PI = 2.0 * np.pi


@dataclass(frozen=True)
class Frame:
    """Where u and v of the survey's own equal-area coordinates (L, Q) are counted from.

    Q(B) is the area of the ellipsoid between the equator and a parallel per radian of
    longitude: the trapezoid formula joins vertices by straight lines there.
    """

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
    """The fitted map of one window: u is a polynomial in coordinates scaled to −1 … 1, v the northing.

    ``terms[j]`` are the coefficients of x⁰, x¹ … beside the j-th power of y; ``bend`` those of
    dx³, dx²dy, dx dy², dy³ in the m² between a straight line of this map and one of
    (L, Q), at the window's centre and how they grow to its northern side.
    """

    centre: tuple
    half: float
    terms: tuple
    bend: tuple

    def __call__(self, x: np.ndarray, y: np.ndarray) -> tuple:
        """Return (u, v); products of both are m²."""
        u = np.empty(len(x))
        for start in range(0, len(x), _CHUNK):
            rows = slice(start, start + _CHUNK)
            u[rows] = self._evaluated((x[rows] - self.centre[0]) / self.half, (y[rows] - self.centre[1]) / self.half)
        return u, y - self.centre[1]

    def _evaluated(self, tx: np.ndarray, ty: np.ndarray) -> np.ndarray:
        total = np.zeros(len(tx))
        for row in reversed(self.terms):
            inner = np.full(len(tx), row[-1])
            for coefficient in reversed(row[:-1]):
                inner *= tx
                inner += coefficient
            total *= ty
            total += inner
        return total

    def bends(self, y: np.ndarray, dx: np.ndarray, dy: np.ndarray) -> np.ndarray:
        """Return the signed m² by which the survey's line from vertex to vertex passes this map's."""
        north = (y - self.centre[1]) / self.half
        a, b, c, d = (here + more * north for here, more in zip(*self.bend))
        return ((a * dx + b * dy) * dx + c * dy * dy) * dx + d * dy**3


def around(angles: np.ndarray) -> np.ndarray:
    """Return angles (radians) between −π and π."""
    return angles - _TWO_PI * np.round(angles / _TWO_PI)


def equal_area(crs: str, bounds: tuple) -> Optional[EqualArea]:
    """Return the map for coordinates inside ``bounds`` (x min, y min, x max, y max) of a projected CRS.

    None where no polynomial is close enough: the window is too large, or has no inverse.
    Windows are rounded, so that neighbouring calls share one map.
    """
    extent = max(bounds[2] - bounds[0], bounds[3] - bounds[1], _SMALLEST)
    if not np.isfinite(extent):
        return None
    size = _SMALLEST * 2.0 ** np.ceil(np.log2(extent / _SMALLEST))
    column, row = (int(np.round((low + high) / size)) for low, high in zip(bounds[:2], bounds[2:]))
    return _window(crs, float(size), column, row)


@lru_cache(maxsize=512)
def _window(crs: str, size: float, column: int, row: int) -> Optional[EqualArea]:
    with np.errstate(all="ignore"):
        return _fit(survey_plane(crs), (column * size / 2.0, row * size / 2.0), 0.75 * size)


def _zone_area(latitudes: np.ndarray) -> np.ndarray:
    """Return Q(B) in m2 per radian of longitude (survey series)."""
    total = np.zeros(len(latitudes))
    for multiple, coefficient in _SERIES:
        total += coefficient * np.sin(multiple * latitudes)
    return SEMI_MINOR**2 * total


def _fit(plane: SurveyPlane, centre: tuple, half: float) -> Optional[EqualArea]:
    """Return the map through the lowest polynomials for (L, Q) that are close enough everywhere, or None."""
    longitude, latitude = (float(found[0]) for found in plane.to_radians(*(np.array([each]) for each in centre)))
    if not (np.isfinite(longitude) and np.isfinite(latitude)):
        return None
    frame = Frame.at(longitude, latitude)

    def exact(tx: np.ndarray, ty: np.ndarray) -> np.ndarray:
        longitudes, latitudes = plane.to_radians(centre[0] + tx * half, centre[1] + ty * half)
        return np.column_stack(frame.place(around(longitudes - frame.longitude), latitudes))

    tx, ty = (axis.ravel() for axis in np.meshgrid(*(np.linspace(-1.0, 1.0, 24),) * 2))
    wanted = exact(tx, ty)
    for degree in _DEGREES if np.isfinite(wanted).all() else ():
        nodes = np.cos(np.pi * (np.arange(degree + 4) + 0.5) / (degree + 4))
        at_x, at_y = (axis.ravel() for axis in np.meshgrid(nodes, nodes))
        powers = list(_powers(degree))
        values = exact(at_x, at_y)
        solved = np.linalg.lstsq(np.column_stack([at_x**i * at_y**j for i, j in powers]), values, rcond=None)[0]
        got = np.column_stack([tx**i * ty**j for i, j in powers]) @ solved
        if np.abs(got - wanted).max() < _CLOSE:
            return _straightened(powers, solved, centre, half)
    return None


def _powers(degree: int) -> Iterator[tuple]:
    for i in range(degree + 1):
        for j in range(degree + 1 - i):
            yield i, j


def _straightened(powers: list, solved: np.ndarray, centre: tuple, half: float) -> EqualArea:
    """Return the map whose u is the ellipsoidal area per northing, integrated over the eastings."""
    size = max(i for i, _ in powers) + 1
    east, north = np.zeros((size, size)), np.zeros((size, size))
    for (i, j), (u, v) in zip(powers, solved):
        east[i, j], north[i, j] = u, v
    density = _product(_by_x(east), _by_y(north)) - _product(_by_y(east), _by_x(north))
    area = np.zeros((len(density) + 1, density.shape[1]))
    area[1:] = density / np.arange(1, len(density) + 1)[:, None] / half
    straight = np.zeros_like(area)
    straight[0, 1] = half
    south, here = (_bend(east, north, half, at) - _bend(area, straight, half, at) for at in (-1.0, 0.0))
    return EqualArea(centre, half, _trimmed(area), (tuple(here.tolist()), tuple((here - south).tolist())))


def _by_x(terms: np.ndarray) -> np.ndarray:
    return terms[1:] * np.arange(1, len(terms))[:, None]


def _by_y(terms: np.ndarray) -> np.ndarray:
    return terms[:, 1:] * np.arange(1, terms.shape[1])


def _product(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    result = np.zeros((first.shape[0] + second.shape[0] - 1, first.shape[1] + second.shape[1] - 1))
    for (i, j), factor in np.ndenumerate(first):
        result[i : i + second.shape[0], j : j + second.shape[1]] += factor * second
    return result


def _trimmed(area: np.ndarray) -> tuple:
    """Return the terms by powers of y without those that are nothing anywhere in the window."""
    rows = []
    for column in np.where(np.abs(area) < _NOTHING, 0.0, area).T:
        used = np.flatnonzero(column)
        rows.append(tuple(column[: used[-1] + 1].tolist()) if len(used) else (0.0,))
    while len(rows) > 1 and rows[-1] == (0.0,):
        rows.pop()
    return tuple(rows)


def _bend(u: np.ndarray, v: np.ndarray, half: float, at: float) -> np.ndarray:
    """Return −cross(F′, F″) / 12 of a line's image F = (u, v), by dx³, dx²dy, dx dy², dy³, at (0, at) of the window."""
    powers = at ** np.arange(u.shape[1])

    def derivatives(terms: np.ndarray) -> tuple:
        x, xx = terms[1] @ powers, 2.0 * terms[2] @ powers
        y, xy = _by_y(terms)[0] @ powers[:-1], _by_y(terms)[1] @ powers[:-1]
        yy = _by_y(_by_y(terms))[0] @ powers[:-2]
        return np.array([x, y]) / half, np.array([xx, 2.0 * xy, yy]) / half**2

    (u_1, u_2), (v_1, v_2) = derivatives(u), derivatives(v)
    return -(np.convolve(u_1, v_2) - np.convolve(v_1, u_2)) / 12.0
