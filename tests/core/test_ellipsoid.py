# SPDX-License-Identifier: GPL-2.0-or-later
"""Ellipsoidal areas: the survey's own figures, the geodesic as a second opinion, odd systems."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyproj
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from anyue_farmland_plugin.core import ellipsoid, equalarea
from anyue_farmland_plugin.core.crs import transform
from anyue_farmland_plugin.core.ellipsoid import ellipsoidal_areas, round_cents, to_cents
from anyue_farmland_plugin.core.errors import CrsError, GeometryError
from anyue_farmland_plugin.intake.files import FileSource

ANYUE = "EPSG:4523"
GEOD = pyproj.Geod(a=6378137.0, rf=298.257222101)
TRIANGLE = shapely.Polygon([(35520000, 3300000), (35521234.5678, 3300456.789), (35520345.678, 3301234.567)])


def box(x: float, y: float, width: float, height: float = 0.0) -> shapely.Polygon:
    return shapely.box(x, y, x + width, y + (height or width))


def area(shape: shapely.Geometry, crs: str = ANYUE) -> float:
    return float(ellipsoidal_areas(np.array([shape], dtype=object), crs)[0])


def geodesic_areas(shapes: np.ndarray, crs: int, degrees: int) -> np.ndarray:
    """Areas between geodesics of at most 70 m, by an implementation that is not ours."""
    turn = pyproj.Transformer.from_crs(crs, degrees, always_xy=True)
    dense = shapely.segmentize(shapes, 70.0)
    dense = shapely.transform(dense, lambda c: np.column_stack(turn.transform(c[:, 0], c[:, 1])))
    result = []
    for shape in dense:
        total = 0.0
        for part in getattr(shape, "geoms", [shape]):
            rings = [part.exterior, *part.interiors]
            sizes = [abs(GEOD.polygon_area_perimeter(*np.array(ring.coords).T)[0]) for ring in rings]
            total += sizes[0] - sum(sizes[1:])
        result.append(total)
    return np.array(result)


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        (box(35535000, 3325000, 20), 399.9879),
        (box(35535000, 3325000, 100, 66.67), 6666.7980),
        (box(35535000, 3325000, 1000), 999968.9153),
        (box(35570000, 3325000, 1000), 999877.4198),
        (TRIANGLE, 683120.2391),
    ],
)
def test_areas_equal_the_survey_formula_with_edges_split_at_seventy_metres(
    shape: shapely.Polygon, expected: float
) -> None:
    assert area(shape) == pytest.approx(expected, abs=5.1e-5)


def test_a_ten_kilometre_square_equals_the_survey_formula_to_a_cent() -> None:
    # The published figure carries the rounding of a reference meridian 105 degrees away.
    assert area(box(35530000, 3320000, 10000)) == pytest.approx(99996958.1185, abs=0.005)


def test_series_coefficients_are_the_published_ones() -> None:
    published = (1.0033640898341927, 0.001124189381927124, 1.699459473518905e-6)
    computed = [abs(value) for _, value in equalarea._SERIES[:3]]
    assert computed == pytest.approx(published, rel=1e-13)
    assert pytest.approx(6356752.314140356, abs=1e-8) == equalarea.SEMI_MINOR


def test_edges_are_split_only_beyond_seventy_metres() -> None:
    ring = np.array([(0.0, 0.0), (69.9, 0.0), (69.9, 70.1), (0.0, 140.0), (0.0, 0.0)])
    x, y, first = ellipsoid.split_edges(ring[:, 0], ring[:, 1], np.array([0, 5]), ellipsoid.MAX_EDGE)
    assert first.tolist() == [0, 9]
    assert np.column_stack((x, y)).round(2).tolist() == [
        [0.0, 0.0], [69.9, 0.0], [69.9, 35.05], [69.9, 70.1], [34.95, 105.05], [0.0, 140.0],
        [0.0, 93.33], [0.0, 46.67], [0.0, 0.0],
    ]  # fmt: skip


def test_pieces_of_a_parcel_sum_to_it() -> None:
    whole = box(35_535_000, 3_325_000, 240, 180)
    cuts = [whole.intersection(box(35_535_000 + 37 * k, 3_324_000, 37, 2_000)) for k in range(7)]
    assert ellipsoidal_areas(np.array(cuts), ANYUE).sum() == pytest.approx(area(whole), abs=1e-5)


def test_the_same_parcel_has_the_same_area_in_every_grid_of_the_county() -> None:
    parcel = np.array([box(35535000, 3325000, 61.3, 48.9)], dtype=object)
    whole = area(parcel[0])
    for other in ("EPSG:4544", "EPSG:4496", "EPSG:4507"):
        assert float(ellipsoidal_areas(transform(parcel, ANYUE, other), other)[0]) == pytest.approx(whole, abs=1e-5)


def test_degrees_are_split_in_the_gauss_plane_like_the_grid() -> None:
    for shape in (TRIANGLE, box(35535000, 3325000, 1000)):
        degrees = transform(np.array([shape], dtype=object), ANYUE, "EPSG:4490")
        assert float(ellipsoidal_areas(degrees, "EPSG:4490")[0]) == pytest.approx(area(shape), abs=1e-3)


def test_feet_are_split_at_seventy_metres_too() -> None:
    # US survey feet, Texas South Central: the same polygon in metres gives the same area.
    feet = box(3_000_000, 13_800_000, 3000)
    metres = transform(np.array([feet], dtype=object), "EPSG:2278", "EPSG:32140")
    assert area(feet, "EPSG:2278") == pytest.approx(float(ellipsoidal_areas(metres, "EPSG:32140")[0]), abs=0.02)


def test_holes_are_subtracted_and_parts_added() -> None:
    outer, hole, island = box(35535000, 3325000, 100), box(35535020, 3325020, 20), box(35535025, 3325025, 5)
    ring = shapely.difference(outer, hole)
    both = shapely.multipolygons([ring, island])
    assert area(both) == pytest.approx(area(outer) - area(hole) + area(island), abs=1e-6)
    clockwise = shapely.Polygon(list(ring.exterior.coords)[::-1], [list(ring.interiors[0].coords)])
    assert area(clockwise) == pytest.approx(area(ring), abs=1e-9)


def test_missing_and_empty_shapes_have_no_area_and_keep_their_row() -> None:
    shapes = np.array(
        [None, shapely.Polygon(), box(35535000, 3325000, 20), shapely.Point(1, 1), shapely.MultiPolygon()],
        dtype=object,
    )
    assert ellipsoidal_areas(shapes, ANYUE).round(4).tolist() == [0.0, 0.0, 399.9879, 0.0, 0.0]
    assert ellipsoidal_areas(np.empty(0, dtype=object), ANYUE).tolist() == []


def test_small_batches_give_the_same_areas(monkeypatch: pytest.MonkeyPatch) -> None:
    shapes = np.array([box(35530000 + 300 * k, 3320000, 10 + 37 * k, 20) for k in range(40)] + [None], dtype=object)
    whole = ellipsoidal_areas(shapes, ANYUE)
    monkeypatch.setattr(ellipsoid, "BATCH_VERTICES", 13)
    assert ellipsoidal_areas(shapes, ANYUE) == pytest.approx(whole, abs=1e-6)


def test_a_polygon_across_the_date_line_is_not_the_rest_of_the_world() -> None:
    wide = area(shapely.box(179.9, -10, 180.1, -9.9), "EPSG:4490")
    wrapped = shapely.Polygon([(179.9, -10), (-179.9, -10), (-179.9, -9.9), (179.9, -9.9)])
    assert wide == pytest.approx(area(shapely.box(104.9, -10, 105.1, -9.9), "EPSG:4490"), rel=1e-6)
    plane = area(wrapped, "EPSG:4490")
    assert np.isfinite(plane)


def test_coordinates_outside_the_projection_are_named_by_row() -> None:
    shapes = np.array([box(35535000, 3325000, 20), box(1e300, 0, 1e299)], dtype=object)
    with pytest.raises(GeometryError, match="Feature number 2"):
        ellipsoidal_areas(shapes, ANYUE)


def test_an_unknown_system_is_refused() -> None:
    with pytest.raises(CrsError, match="EPSG:999999"):
        area(TRIANGLE, "EPSG:999999")


@settings(max_examples=60, deadline=None)
@given(
    east=st.floats(35_496_000, 35_571_000),
    north=st.floats(3_285_000, 3_354_000),
    radii=st.lists(st.floats(3.0, 300.0), min_size=3, max_size=24),
)
def test_parcels_of_any_shape_agree_with_the_geodesic(east: float, north: float, radii: list[float]) -> None:
    angles = np.arange(len(radii)) * 2.0 * np.pi / len(radii)
    ring = np.column_stack((east + np.array(radii) * np.cos(angles), north + np.array(radii) * np.sin(angles)))
    shapes = np.array([shapely.Polygon(ring)], dtype=object)
    geodesic = geodesic_areas(shapes, 4523, 4490)
    assert abs(ellipsoidal_areas(shapes, ANYUE) - geodesic)[0] <= 0.02 + 1e-7 * geodesic[0]


def test_real_land_cover_polygons_agree_with_the_geodesic(shared_data: Path) -> None:
    source = FileSource(shared_data / "nz_lcdb5" / "lcdb5_blenheim.gpkg", "lcdb5_all_dates")
    shapes = source.read([]).geometries
    geodesic = geodesic_areas(shapes, 2193, 4167)
    difference = np.abs(ellipsoidal_areas(shapes, "EPSG:2193") - geodesic)
    # Where the survey's own figure is given, it is off by up to 2e-5 m2 per metre of ragged border at 41 degrees.
    assert (difference <= 0.02 + 1e-7 * geodesic + 2e-5 * shapely.length(shapes)).all()
    assert np.mean(difference <= 0.001 + 1e-8 * geodesic) > 0.9


def test_rounding_is_half_up_on_the_decimal_figure() -> None:
    assert round_cents(np.array([0.285, 1.005, 2.675, 0.0049999, 0.005, -0.285])).tolist() == [
        0.29,
        1.01,
        2.68,
        0.0,
        0.01,
        -0.29,
    ]
    assert to_cents(np.array([123456789.125, 0.0])).tolist() == [12345678913, 0]
