# SPDX-License-Identifier: GPL-2.0-or-later
"""A camera's distance to a parcel and what lies in its view, against geodesics of an independent library."""

from __future__ import annotations

import math

import pyproj
import pytest
import shapely

from anyue_farmland_plugin.core.viewwedge import Camera, angle_of_view, look_at, place_of

LON, LAT = 105.36, 30.05
GEOD = pyproj.Geod(a=6378137, rf=298.257222101)


def target(direction: float, metres: float, size: float = 2.0) -> shapely.Geometry:
    """A round parcel of EPSG:4523 in a direction and distance from the camera."""
    lon, lat, _ = GEOD.fwd(LON, LAT, direction, metres)
    return shapely.buffer(place_of(lon, lat, "EPSG:4523"), size)


@pytest.mark.parametrize("direction", [0, 45, 135, 250, 359])
@pytest.mark.parametrize("metres", [20, 150, 400])
def test_distance_and_view_agree_with_geodesics(direction: float, metres: float) -> None:
    parcel = target(direction, metres)
    sight = look_at(Camera(LON, LAT, direction), parcel, "EPSG:4523")
    assert sight.distance_m == pytest.approx(metres - 2.0, abs=0.05)
    assert sight.meets
    assert sight.wedge is not None
    assert shapely.intersects(sight.wedge, parcel)
    for turn, seen in ((29, True), (-29, True), (60, False), (-60, False), (180, False)):
        turned = Camera(LON, LAT, (direction + turn) % 360)
        assert look_at(turned, parcel, "EPSG:4523").meets is seen, turn


def test_a_parcel_around_the_camera_is_at_distance_zero_and_seen() -> None:
    here = shapely.buffer(place_of(LON, LAT, "EPSG:4523"), 40.0)
    sight = look_at(Camera(LON, LAT, 77.0), here, "EPSG:4523")
    assert (sight.distance_m, sight.meets) == (0.0, True)


def test_without_azimuth_nobody_knows_what_was_seen() -> None:
    sight = look_at(Camera(LON, LAT), target(0, 50), "EPSG:4523")
    assert (sight.meets, sight.wedge) == (None, None)
    assert sight.distance_m == pytest.approx(48.0, abs=0.05)


def test_a_parcel_beyond_half_a_kilometre_is_not_seen() -> None:
    assert look_at(Camera(LON, LAT, 10.0), target(10, 600), "EPSG:4523").meets is False


def test_geographic_ledgers_and_another_zone_give_the_same() -> None:
    lon, lat, _ = GEOD.fwd(LON, LAT, 200, 120)
    for system in ("EPSG:4490", "EPSG:4544", "EPSG:4496"):
        assert look_at(Camera(LON, LAT), place_of(lon, lat, system), system).distance_m == pytest.approx(120, abs=0.05)


def test_the_angle_follows_from_the_focal_length_and_how_the_camera_was_held() -> None:
    assert angle_of_view(None, upright=False) == 65.0
    assert angle_of_view(26.0, upright=False) == pytest.approx(2 * math.degrees(math.atan(18 / 26)))
    assert angle_of_view(26.0, upright=True) == pytest.approx(2 * math.degrees(math.atan(12 / 26)))
