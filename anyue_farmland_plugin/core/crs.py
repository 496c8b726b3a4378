# SPDX-License-Identifier: GPL-2.0-or-later
"""Coordinate systems: recognise, describe and convert them, and refuse to guess.

The only module of the package that imports pyproj.  A shift between datums is made only
where the PROJ database knows an operation for it; everything else is a `CrsError`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Optional

import numpy as np
import pyproj
import shapely
from pyproj.enums import WktVersion
from pyproj.exceptions import CRSError as ProjCrsError
from pyproj.exceptions import ProjError

from anyue_farmland_plugin.core.errors import CrsError
from anyue_farmland_plugin.core.i18n import translate

CUSTOM_SRS_CODE = 100000  # GDAL's srs_id for a system without authority code
_MATCH_CONFIDENCE = 70
_PLANE_AXES = 2
# WGS 84 and CGCS2000 agree to better than a metre and the EPSG registry holds no operation
# between them: they are taken as equal, as every survey office does.
_SAME_FRAME = frozenset({("EPSG", "4326"), ("EPSG", "4490"), ("EPSG", "4979"), ("EPSG", "4480")})
# Old Chinese datums lie tens of metres from CGCS2000; local parameters are not public.
_OLD_CHINESE = ("beijing", "xian", "xi'an", "xi_an")

# Extent of Anyue in the systems met in practice: code, easting range, northing range.
_ANYUE_EXTENTS = (
    ("EPSG:4523", (35_480_000.0, 35_590_000.0), (3_270_000.0, 3_370_000.0)),
    ("EPSG:4544", (480_000.0, 590_000.0), (3_270_000.0, 3_370_000.0)),
    ("EPSG:4496", (18_480_000.0, 18_590_000.0), (3_270_000.0, 3_370_000.0)),
    ("EPSG:4490", (104.8, 105.9), (29.5, 30.5)),
)


@dataclass(frozen=True)
class SrsDefinition:
    """What a GeoPackage's reference system row says of a coordinate system."""

    auth_name: str
    code: int
    name: str
    wkt1: str


@dataclass(frozen=True)
class SurveyPlane:
    """The plane in which edges are straight, and the way from it to latitude and longitude.

    The plane of a geographic system is the 3-degree Gauss plane of each polygon, reached
    with `to_plane`; ``metres_per_unit`` is then 0 and unused.
    """

    crs: str
    geographic: bool
    metres_per_unit: float
    radians_per_unit: float
    inverse: pyproj.Transformer

    def to_plane(self, longitudes: np.ndarray, latitudes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return Gauss plane metres for radians relative to the central meridian."""
        return _moved(_gauss(), np.degrees(longitudes), np.degrees(latitudes))

    def to_radians(self, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return (L, B) in radians for plane coordinates; inf where there is no inverse."""
        if self.geographic:
            longitudes, latitudes = _moved(_gauss(), x, y, "INVERSE")
            return np.radians(longitudes), np.radians(latitudes)
        longitudes, latitudes = _moved(self.inverse, x, y)
        return longitudes * self.radians_per_unit, latitudes * self.radians_per_unit


def parse_crs(definition: str) -> pyproj.CRS:
    """Return the two-dimensional system for an authority code or WKT.

    Raises:
        CrsError: empty, unknown or neither geographic nor projected.
    """
    return _parse(definition.strip())


def normalise_crs(definition: str) -> str:
    """Return "EPSG:n" when the system is one of the registry, else its WKT.

    An ESRI .prj of a Chinese system carries no authority code; it is matched by name and
    parameters, so that the ledger gets the registry's row and not a private one.
    """
    crs = parse_crs(definition)
    authority = crs.to_authority(min_confidence=_MATCH_CONFIDENCE)
    if authority is None:
        return crs.to_wkt()
    return f"{authority[0]}:{authority[1]}"


def title(definition: str) -> str:
    """Return the name a person reads, with the code where there is one."""
    crs = parse_crs(definition)
    authority = crs.to_authority(min_confidence=_MATCH_CONFIDENCE)
    return crs.name if authority is None else f"{crs.name} ({authority[0]}:{authority[1]})"


def is_geographic(definition: str) -> bool:
    """Tell whether coordinates are longitude and latitude."""
    return bool(parse_crs(definition).is_geographic)


def same_crs(first: str, second: str) -> bool:
    """Tell whether two definitions mean the same system (axis order aside)."""
    if first == second:
        return True
    one, two = normalise_crs(first), normalise_crs(second)
    return one == two or bool(parse_crs(one).equals(parse_crs(two), ignore_axis_order=True))


def srs_definition(definition: str) -> SrsDefinition:
    """Return the facts of the GeoPackage ``gpkg_spatial_ref_sys`` row (WKT 1, GDAL style).

    A system outside every registry has authority NONE and the code 100000.
    """
    code = normalise_crs(definition)
    crs = parse_crs(code)
    wkt = crs.to_wkt(WktVersion.WKT1_GDAL)
    authority = crs.to_authority(min_confidence=_MATCH_CONFIDENCE)
    if authority is None or not authority[1].isdigit():
        return SrsDefinition("NONE", CUSTOM_SRS_CODE, crs.name, wkt)
    return SrsDefinition(authority[0], int(authority[1]), crs.name, wkt)


def transform(geometries: np.ndarray, from_crs: str, to_crs: str) -> np.ndarray:
    """Return copies of the geometries in another system, vertex by vertex, x before y.

    Edges are not densified.  None stays None.

    Raises:
        CrsError: no exact operation between the two datums, or coordinates out of range.
    """
    if same_crs(from_crs, to_crs):
        return geometries.copy()

    def convert(coordinates: np.ndarray) -> np.ndarray:
        return np.column_stack(_converted(coordinates[:, 0], coordinates[:, 1], from_crs, to_crs))

    moved = shapely.transform(geometries, convert)
    coordinates = shapely.get_coordinates(moved)
    if not np.isfinite(coordinates).all():
        raise _out_of_range(from_crs)
    return moved


def transform_points(x: np.ndarray, y: np.ndarray, from_crs: str, to_crs: str) -> tuple[np.ndarray, np.ndarray]:
    """Return points in another system, x before y; raises CrsError like `transform`."""
    if same_crs(from_crs, to_crs) or len(x) == 0:
        return x, y
    moved = _converted(x, y, from_crs, to_crs)
    if not (np.isfinite(moved[0]).all() and np.isfinite(moved[1]).all()):
        raise _out_of_range(from_crs)
    return moved


def _converted(x: np.ndarray, y: np.ndarray, from_crs: str, to_crs: str) -> tuple[np.ndarray, np.ndarray]:
    for step in _steps(normalise_crs(from_crs), normalise_crs(to_crs)):
        x, y = _moved(step, x, y)
    return x, y


def _out_of_range(from_crs: str) -> CrsError:
    return CrsError(
        translate(
            "Crs", "Some coordinates are outside the area of {source}. Check the coordinate system of the layer."
        ).format(source=title(from_crs))
    )


def survey_plane(definition: str) -> SurveyPlane:
    """Return the plane of a system and its inverse projection on the system's own datum."""
    return _survey_plane(definition.strip())


def guess_crs(bounds: tuple[float, float, float, float]) -> Optional[str]:
    """Return the system in which a layer with these bounds would lie in Anyue, or None.

    A hint for the person who must name the system of a layer without one: Xian 80 and
    Beijing 54 have the same digits.
    """
    for code, (west, east), (south, north) in _ANYUE_EXTENTS:
        if west <= bounds[0] and bounds[2] <= east and south <= bounds[1] and bounds[3] <= north:
            return code
    return None


def digits_conflict(definition: str, bounds: tuple[float, float, float, float]) -> Optional[str]:
    """Return the system the digits speak for when they contradict the declared one.

    The usual fault is a central-meridian .prj over eastings that carry the zone number 35,
    or the reverse.
    """
    guess = guess_crs(bounds)
    declared = normalise_crs(definition)
    known = {code for code, _, _ in _ANYUE_EXTENTS}
    if guess is None or declared not in known or declared == guess:
        return None
    return guess


@lru_cache(maxsize=64)
def _parse(definition: str) -> pyproj.CRS:
    if not definition:
        raise CrsError(translate("Crs", "The layer has no coordinate system. Assign the one it was surveyed in."))
    try:
        crs = pyproj.CRS.from_user_input(definition)
        if crs.is_bound and crs.source_crs is not None:
            crs = crs.source_crs
        if crs.is_compound:
            crs = crs.sub_crs_list[0]
        if len(crs.axis_info) > _PLANE_AXES:
            crs = crs.to_2d()  # only where needed: it loses the names a .prj is recognised by
    except ProjCrsError as error:
        raise CrsError(
            translate("Crs", "The coordinate system {crs} is not known. Use a code such as EPSG:4523.").format(
                crs=definition[:80]
            )
        ) from error
    if not (crs.is_geographic or crs.is_projected):
        raise CrsError(
            translate("Crs", "{crs} is not a map coordinate system. Use a code such as EPSG:4523.").format(crs=crs.name)
        )
    return crs


def _moved(
    transformer: pyproj.Transformer, x: np.ndarray, y: np.ndarray, direction: str = "FORWARD"
) -> tuple[np.ndarray, np.ndarray]:
    """Transform arrays of any length; pyproj takes an array of one for a number."""
    if len(x) == 1:
        one = transformer.transform(float(x[0]), float(y[0]), direction=direction)
        return np.array([one[0]]), np.array([one[1]])
    return transformer.transform(x, y, direction=direction)


@lru_cache(maxsize=1)
def _gauss() -> pyproj.Transformer:
    """Gauss-Krueger on the CGCS2000 ellipsoid, central meridian 0, degrees in, metres out."""
    plane = "+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad"
    return pyproj.Transformer.from_pipeline(plane + " +step +proj=tmerc +lon_0=0 +k=1 +a=6378137 +rf=298.257222101")


@lru_cache(maxsize=16)
def _survey_plane(definition: str) -> SurveyPlane:
    crs = parse_crs(definition)
    base = _base(crs)
    return SurveyPlane(
        crs=definition,
        geographic=bool(crs.is_geographic),
        metres_per_unit=0.0 if crs.is_geographic else float(crs.axis_info[0].unit_conversion_factor),
        radians_per_unit=float(base.axis_info[0].unit_conversion_factor),
        inverse=pyproj.Transformer.from_crs(crs, base, always_xy=True),
    )


@lru_cache(maxsize=32)
def _steps(from_crs: str, to_crs: str) -> tuple[pyproj.Transformer, ...]:
    source, target = parse_crs(from_crs), parse_crs(to_crs)
    if _is_modern_frame(source) and _is_modern_frame(target):
        return (
            pyproj.Transformer.from_crs(source, _base(source), always_xy=True),
            pyproj.Transformer.from_crs(_base(target), target, always_xy=True),
        )
    old = _is_old_chinese(source) or _is_old_chinese(target)
    if old and _base(source) != _base(target):
        raise _no_operation(from_crs, to_crs)
    try:
        return (pyproj.Transformer.from_crs(source, target, always_xy=True, allow_ballpark=False),)
    except ProjError as error:
        raise _no_operation(from_crs, to_crs) from error


def _no_operation(from_crs: str, to_crs: str) -> CrsError:
    return CrsError(
        translate(
            "Crs",
            "No exact transformation from {source} to {target} is known. "
            "Ask the sender for the layer in {target}, or transform it with the official parameters first.",
        ).format(source=title(from_crs), target=title(to_crs))
    )


def _base(crs: pyproj.CRS) -> pyproj.CRS:
    """Return the system of longitude and latitude under a projection."""
    return crs if crs.is_geographic or crs.geodetic_crs is None else crs.geodetic_crs


def _is_modern_frame(crs: pyproj.CRS) -> bool:
    return _base(crs).to_authority(min_confidence=_MATCH_CONFIDENCE) in _SAME_FRAME


def _is_old_chinese(crs: pyproj.CRS) -> bool:
    name = _base(crs).name.lower()
    return any(word in name for word in _OLD_CHINESE)


def proj_version() -> str:
    """Return the version of the PROJ library that converts coordinates."""
    return str(pyproj.proj_version_str)
