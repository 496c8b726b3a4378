# SPDX-License-Identifier: GPL-2.0-or-later
"""Where a camera stood and what it could see: distance to a parcel and the wedge of its view.

Distances and directions are taken in metres around the camera on the ellipsoid, not in the
survey's plane, whose north turns away from the true one.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Optional

import numpy as np
import shapely

from anyue_farmland_plugin.core import crs

GEOGRAPHIC = "EPSG:4326"
USUAL_ANGLE = 65.0  # degrees; a phone's main camera, where the picture does not tell
LONGEST_VIEW = 500.0  # metres; beyond it a phone shows no parcel
_SHORTEST_VIEW = 30.0
_BEYOND = 1.05  # the wedge goes past the parcel's last corner; its arc is made of chords
_FRAME = (36.0, 24.0)  # mm; width and height of the film that 35 mm focal lengths speak of
_STEP = 5.0  # degrees between points of the wedge's arc
_SEMI_MAJOR, _FLATTENING = 6378137.0, 1 / 298.257222101


@dataclass(frozen=True)
class Camera:
    """Where a picture was taken: degrees of WGS 84, azimuth from north to the east where known, angle of view."""

    lon: float
    lat: float
    azimuth: Optional[float] = None
    angle: float = USUAL_ANGLE


@dataclass(frozen=True)
class Sight:
    """How a parcel lies to a camera: metres to it (0 inside), whether the view meets it (None unknown), the wedge.

    ``wedge`` is a polygon in the ledger's system, None without azimuth.
    """

    distance_m: float
    meets: Optional[bool]
    wedge: Optional[shapely.Geometry]


def angle_of_view(focal_35mm: Optional[float], *, upright: bool) -> float:
    """Return the horizontal angle in degrees of a 35 mm equivalent focal length, the usual one where unknown.

    ``upright`` tells that the camera was held on its side, so that the frame's short edge lay level.
    """
    if not focal_35mm:
        return USUAL_ANGLE
    return 2.0 * math.degrees(math.atan(_FRAME[1 if upright else 0] / (2.0 * focal_35mm)))


def look_at(camera: Camera, parcel: shapely.Geometry, ledger_crs: str) -> Sight:
    """Return how a parcel (in the ledger's system) lies to the camera.

    The wedge reaches past the far end of the parcel, at least 30 m and at most 500 m.
    Raises CrsError when the ledger's system has no way to latitude and longitude.
    """
    plane = _Surroundings.of(camera)
    around = plane.flat(_to_degrees(parcel, ledger_crs))
    here = shapely.points(0.0, 0.0)
    distance = float(shapely.distance(here, around))
    if camera.azimuth is None:
        return Sight(distance, None, None)
    corners = shapely.get_coordinates(around)
    reach = float(np.clip(np.hypot(corners[:, 0], corners[:, 1]).max() * _BEYOND, _SHORTEST_VIEW, LONGEST_VIEW))
    wedge = _wedge(camera.azimuth, camera.angle, reach)
    return Sight(distance, bool(shapely.intersects(wedge, around)), _from_degrees(plane.round(wedge), ledger_crs))


def place_of(lon: float, lat: float, ledger_crs: str) -> shapely.Geometry:
    """Return a position as a point in the ledger's system."""
    return _from_degrees(shapely.points(lon, lat), ledger_crs)


@dataclass(frozen=True)
class _Surroundings:
    """Metres east and north of a point, true to a few millimetres within some kilometres."""

    lon: float
    lat: float
    east: float  # metres per degree
    north: float

    @staticmethod
    def of(camera: Camera) -> _Surroundings:
        square = _FLATTENING * (2.0 - _FLATTENING)
        latitude = math.radians(camera.lat)
        root = math.sqrt(1.0 - square * math.sin(latitude) ** 2)
        east = math.radians(1.0) * _SEMI_MAJOR / root * math.cos(latitude)
        north = math.radians(1.0) * _SEMI_MAJOR * (1.0 - square) / root**3
        return _Surroundings(camera.lon, camera.lat, max(east, 1.0), north)

    def flat(self, geometry: shapely.Geometry) -> shapely.Geometry:
        return shapely.transform(geometry, lambda degrees: (degrees - self._origin) * self._scale)

    def round(self, geometry: shapely.Geometry) -> shapely.Geometry:
        return shapely.transform(geometry, lambda metres: metres / self._scale + self._origin)

    @property
    def _origin(self) -> np.ndarray:
        return np.array([self.lon, self.lat])

    @property
    def _scale(self) -> np.ndarray:
        return np.array([self.east, self.north])


def _wedge(azimuth: float, angle: float, reach: float) -> shapely.Geometry:
    steps = max(2, math.ceil(angle / _STEP) + 1)
    directions = np.radians(np.linspace(azimuth - angle / 2.0, azimuth + angle / 2.0, steps))
    arc = np.column_stack([np.sin(directions), np.cos(directions)]) * reach
    return shapely.polygons(np.vstack([[0.0, 0.0], arc]))


def _to_degrees(geometry: shapely.Geometry, ledger_crs: str) -> shapely.Geometry:
    return crs.transform(np.array([geometry], dtype=object), ledger_crs, GEOGRAPHIC)[0]


def _from_degrees(geometry: shapely.Geometry, ledger_crs: str) -> shapely.Geometry:
    return crs.transform(np.array([geometry], dtype=object), GEOGRAPHIC, ledger_crs)[0]
