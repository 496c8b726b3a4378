# SPDX-License-Identifier: GPL-2.0-or-later
"""Areas against oracles that share no line with ours: closed-form integrals and geodesics."""

from __future__ import annotations

import numpy as np
import pyproj
import pytest
import shapely

from anyue_farmland_plugin.core.ellipsoid import ROUNDINGS, ellipsoidal_areas

CRS = "EPSG:4523"
SEMI_MAJOR, FLATTENING = 6378137.0, 1.0 / 298.257222101
GEOD = pyproj.Geod(a=SEMI_MAJOR, f=FLATTENING)
TO_DEGREES = pyproj.Transformer.from_crs(CRS, "EPSG:4490", always_xy=True)
SPLIT = 70.0  # metres, the survey's rule
COUNT = 8_000


@pytest.fixture(scope="module")
def parcels() -> np.ndarray:
    """Random parcels all over the county: 5 to 80 corners, edges from decimetres to some 150 m, 0.01 to 6 ha."""
    rng = np.random.default_rng(20220810)
    result = np.empty(COUNT, dtype=object)
    for row in range(COUNT):
        corners = int(rng.integers(5, 80))
        angles = (np.arange(corners) + rng.uniform(0.0, 0.9, corners)) * 2.0 * np.pi / corners
        radii = rng.uniform(6.0, 150.0) * rng.uniform(0.5, 1.0, len(angles))
        centre = rng.uniform((35_496_000, 3_285_000), (35_572_000, 3_355_000))
        result[row] = shapely.Polygon(centre + np.column_stack((radii * np.cos(angles), radii * np.sin(angles))))
    return result


def split_by_the_rule(parcels: np.ndarray, limit: float) -> tuple:
    """Return x, y and first row per ring with ⌊length / limit⌋ more points on every edge."""
    points, owner = shapely.get_coordinates(parcels, return_index=True)
    inside = owner[1:] == owner[:-1]
    start, along, ring = points[:-1][inside], np.diff(points, axis=0)[inside], owner[:-1][inside]
    more = np.floor(np.hypot(*along.T) / limit).astype(int) + 1
    edge = np.repeat(np.arange(len(start)), more)
    step = np.arange(len(edge)) - np.repeat(np.cumsum(more) - more, more)
    found = start[edge] + along[edge] * (step / more[edge])[:, None]
    return found[:, 0], found[:, 1], np.searchsorted(ring[edge], np.arange(len(parcels) + 1))


def closed_form_areas(parcels: np.ndarray, limit: float) -> np.ndarray:
    """Integrate over the ellipsoid, edges straight in longitude and the closed authalic integral of latitude."""
    x, y, first = split_by_the_rule(parcels, limit)
    longitude, latitude = np.radians(TO_DEGREES.transform(x, y))
    e = np.sqrt(FLATTENING * (2.0 - FLATTENING))
    sine = np.sin(latitude)
    q = (1.0 - e**2) * (sine / (1.0 - (e * sine) ** 2) + np.arctanh(e * sine) / e)
    areas = np.empty(len(parcels))
    for row, (begin, end) in enumerate(zip(first, first[1:])):
        u, v = longitude[begin:end] - longitude[begin], q[begin:end] - q[begin]
        areas[row] = abs(np.dot(u, np.roll(v, -1)) - np.dot(v, np.roll(u, -1))) / 2.0
    return areas * SEMI_MAJOR**2 / 2.0


def geodesic_areas(parcels: np.ndarray, step: float) -> np.ndarray:
    """Return areas between geodesics of points at most ``step`` metres apart on the plane's straight edges."""
    rings = [shapely.get_coordinates(shapely.segmentize(parcel, step)) for parcel in parcels]
    return np.array([abs(GEOD.polygon_area_perimeter(*TO_DEGREES.transform(*ring.T))[0]) for ring in rings])


def test_the_two_oracles_agree_where_edges_are_split_finely(parcels: np.ndarray) -> None:
    some = parcels[:300]
    assert closed_form_areas(some, 5.0) == pytest.approx(
        geodesic_areas(some, 5.0), rel=1e-9, abs=1e-3
    )  # noise of the latter


def test_areas_are_the_surveys_own_to_its_roundings(parcels: np.ndarray) -> None:
    error = np.abs(ellipsoidal_areas(parcels, CRS) - closed_form_areas(parcels, SPLIT))
    assert error.max() < ROUNDINGS


def test_large_polygons_have_the_surveys_figure() -> None:
    random = np.random.default_rng(5)
    corners = np.array([35_530_000.0, 3_320_000.0]) + random.uniform(0.0, 6_000.0, (200, 3, 2))
    large = shapely.polygons(corners)
    official = closed_form_areas(large, SPLIT)
    bent = np.abs(official - closed_form_areas(large, 2.0)) > 1.5 * ROUNDINGS
    assert bent.sum() > 50
    assert np.abs(ellipsoidal_areas(large[bent], CRS) - official[bent]).max() < 0.002


def test_the_seventy_metre_rule_stays_within_a_cent_of_the_truth(parcels: np.ndarray) -> None:
    areas, truth = ellipsoidal_areas(parcels, CRS), closed_form_areas(parcels, 2.0)
    error = np.abs(areas - truth)
    assert error.max() < 0.01
    assert (error / truth).max() < 2e-6
    assert abs(areas.sum() - truth.sum()) < 5e-9 * truth.sum()


def test_areas_follow_the_edges_of_the_plane_to_a_thousandth(parcels: np.ndarray) -> None:
    truth = closed_form_areas(parcels, 2.0)
    error = np.abs(ellipsoidal_areas(parcels, CRS) - truth)
    assert (error <= 0.001 + 1e-8 * truth).all()
