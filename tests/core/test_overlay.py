# SPDX-License-Identifier: GPL-2.0-or-later
"""The overlay kernel: pieces add up to the change, hard cases end, real layers give known sums."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from anyue_farmland_plugin.core import overlay
from anyue_farmland_plugin.core.crs import transform
from anyue_farmland_plugin.core.ellipsoid import ellipsoidal_areas
from anyue_farmland_plugin.core.overlay import FallbackMethod, covered_areas, overlay_pairs
from anyue_farmland_plugin.core.repair import repair_polygons
from anyue_farmland_plugin.intake.files import FileSource

CRS = "EPSG:4523"
EAST, NORTH = 35_535_000.0, 3_325_000.0
BOW_TIE = shapely.Polygon([(0, 0), (10, 10), (10, 0), (0, 10)])


def shapes(*items: object) -> np.ndarray:
    result = np.empty(len(items), dtype=object)
    result[:] = items
    return result


def box(x: float, y: float, width: float, height: float) -> shapely.Polygon:
    return shapely.box(EAST + x, NORTH + y, EAST + x + width, NORTH + y + height)


def read_polygons(path: Path, layer: str) -> np.ndarray:
    table = FileSource(path, layer).read([])
    return repair_polygons(table.geometries, table.fids)[0]


def star(sides: int, radius: float, x: float = 0.0) -> shapely.Polygon:
    """A round polygon with as many vertices as wanted."""
    angles = np.arange(sides) * 2.0 * np.pi / sides
    return shapely.Polygon(np.column_stack((EAST + x + radius * np.cos(angles), NORTH + radius * np.sin(angles))))


def test_pieces_carry_the_row_numbers_and_are_sorted() -> None:
    parcels = shapes(box(50, 0, 50, 100), box(0, 0, 50, 100), box(500, 0, 50, 100))
    pairs = overlay_pairs(shapes(box(40, 10, 20, 20), box(0, 0, 10, 10)), parcels)
    assert pairs.change_index.tolist() == [0, 0, 1]
    assert pairs.parcel_index.tolist() == [0, 1, 1]
    assert shapely.area(pairs.geometry).tolist() == pytest.approx([200.0, 200.0, 100.0])
    assert len(pairs) == 3


def test_neighbours_that_only_touch_make_no_piece_but_are_counted() -> None:
    pairs = overlay_pairs(shapes(box(0, 0, 10, 10)), shapes(box(10, 0, 10, 10), box(10, 10, 5, 5), box(2, 2, 2, 2)))
    assert pairs.parcel_index.tolist() == [2]
    assert pairs.touching == 2


def test_a_piece_in_two_parts_is_one_row_of_polygons_only() -> None:
    comb = shapely.union_all([box(0, 0, 30, 5), box(0, 5, 5, 10), box(25, 5, 5, 10), box(10, 5, 5, 5)])
    pairs = overlay_pairs(shapes(comb), shapes(box(0, 10, 30, 50)))
    # The middle tooth touches the parcel's border along a line, which is left out.
    assert pairs.geometry[0].geom_type == "MultiPolygon"
    assert pairs.geometry[0].area == pytest.approx(50.0)


def test_missing_shapes_meet_nothing() -> None:
    assert len(overlay_pairs(shapes(None, box(0, 0, 5, 5)), shapes(None, box(0, 0, 9, 9)))) == 1
    assert len(overlay_pairs(np.empty(0, dtype=object), shapes(box(0, 0, 9, 9)))) == 0
    assert len(overlay_pairs(shapes(box(0, 0, 9, 9)), np.empty(0, dtype=object))) == 0


@pytest.mark.parametrize("big_side", ["parcel", "change"])
def test_a_big_polygon_gives_the_same_pieces_prepared_or_not(big_side: str, monkeypatch: pytest.MonkeyPatch) -> None:
    big = shapes(star(4_000, 500.0))
    small = shapes(*(box(x, -20, 40, 40) for x in range(-600, 600, 37)))
    first, second = (small, big) if big_side == "parcel" else (big, small)
    prepared = overlay_pairs(first, second)
    monkeypatch.setattr(overlay, "BIG_VERTICES", 10**9)
    plain = overlay_pairs(first, second)
    assert prepared.change_index.tolist() == plain.change_index.tolist()
    assert prepared.parcel_index.tolist() == plain.parcel_index.tolist()
    assert shapely.area(prepared.geometry) == pytest.approx(shapely.area(plain.geometry), abs=1e-6)


def test_a_polygon_nobody_repaired_is_overlaid_on_a_detour_and_listed() -> None:
    changes = shapes(shapely.box(20, 0, 30, 10), BOW_TIE)
    pairs = overlay_pairs(changes, shapes(shapely.box(0, 0, 10, 10)))
    assert [(found.change, found.parcel, found.method) for found in pairs.fallbacks] == [
        (1, 0, FallbackMethod.MADE_VALID)
    ]
    assert shapely.area(pairs.geometry).tolist() == pytest.approx([50.0])


def test_the_grid_helps_where_making_valid_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = overlay._intersections
    calls = []

    def refuse_twice(first: np.ndarray, second: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        calls.append(len(first))
        found, failed = plain(first, second)
        return found, failed | (len(calls) <= 2)

    monkeypatch.setattr(overlay, "_intersections", refuse_twice)
    pairs = overlay_pairs(shapes(box(0, 0, 10.00004, 10)), shapes(box(5, 0, 10, 10)))
    assert [found.method for found in pairs.fallbacks] == [FallbackMethod.GRID]
    assert pairs.geometry[0].area == pytest.approx(50.0, abs=1e-6)


def test_a_shape_the_grid_refuses_is_not_taken_for_an_empty_overlap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overlay, "make_valid", lambda geometries: geometries)
    pairs = overlay_pairs(shapes(BOW_TIE), shapes(shapely.box(0, 0, 10, 10)))
    assert [found.method for found in pairs.fallbacks] == [FallbackMethod.FAILED]


def test_a_pair_beyond_help_is_listed_as_failed_and_does_not_count_as_touching(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(first: np.ndarray, second: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        return np.full(len(first), None, dtype=object), np.ones(len(second), dtype=bool)

    monkeypatch.setattr(overlay, "_intersections", refuse)
    pairs = overlay_pairs(shapes(box(0, 0, 10, 10)), shapes(box(5, 0, 10, 10)))
    assert [found.method for found in pairs.fallbacks] == [FallbackMethod.FAILED]
    assert (len(pairs), pairs.touching) == (0, 0)


def mosaic(cuts: list[float], rows: list[float]) -> np.ndarray:
    """A gapless coverage of 300 × 300 m with ragged columns and rows."""
    xs = [0.0, *sorted(set(cuts)), 300.0]
    ys = [0.0, *sorted(set(rows)), 300.0]
    cells = []
    for left, right in zip(xs, xs[1:]):
        for low, high in zip(ys, ys[1:]):
            tilt = (left + right) % 7.0 - 3.5 if low > 0.0 else 0.0
            top = (left + right) % 7.0 - 3.5 if high < 300.0 else 0.0
            ring = [(left, low + tilt), (right, low + tilt), (right, high + top), (left, high + top)]
            cells.append(shapely.Polygon([(EAST + x, NORTH + y) for x, y in ring]))
    return shapes(*cells)


@settings(max_examples=50, deadline=None)
@given(
    cuts=st.lists(st.floats(20.0, 280.0), max_size=5),
    rows=st.lists(st.sampled_from([40.0, 90.0, 150.0, 200.0, 260.0]), max_size=4),
    radii=st.lists(st.floats(5.0, 90.0), min_size=5, max_size=15),
    centre=st.tuples(st.floats(100.0, 200.0), st.floats(100.0, 200.0)),
)
def test_pieces_of_a_gapless_coverage_add_up_to_the_change(
    cuts: list[float], rows: list[float], radii: list[float], centre: tuple[float, float]
) -> None:
    angles = np.arange(len(radii)) * 2.0 * np.pi / len(radii)
    x = EAST + centre[0] + np.array(radii) * np.cos(angles)
    y = NORTH + centre[1] + np.array(radii) * np.sin(angles)
    change = shapes(shapely.Polygon(np.column_stack((x, y))))
    parcels = mosaic(cuts, rows)
    pairs = overlay_pairs(change, parcels)
    assert shapely.area(pairs.geometry).sum() == pytest.approx(float(shapely.area(change)[0]), rel=1e-9)
    whole = float(ellipsoidal_areas(change, CRS)[0])
    assert ellipsoidal_areas(pairs.geometry, CRS).sum() == pytest.approx(whole, abs=0.01)
    assert covered_areas(change, parcels, CRS)[0] == pytest.approx(whole, abs=0.01)


def test_protected_polygons_that_overlap_are_counted_once() -> None:
    change = shapes(box(0, 0, 30, 30), box(200, 0, 10, 10), None)
    zones = shapes(box(0, 0, 20, 40), box(10, 0, 20, 40), box(0, 0, 20, 40))
    covered = covered_areas(change, zones, CRS)
    assert covered[0] == pytest.approx(float(ellipsoidal_areas(change, CRS)[0]), abs=1e-3)
    assert covered[1:].tolist() == [0.0, 0.0]


@pytest.mark.parametrize(
    ("changes", "status", "pieces", "area"),
    [
        ("alerts_1996_2018", "status_1996", 334, 155_559_364.16),
        ("change_1996_2018", "status_1996", 569, 155_559_364.16),
        ("change_2012_2018", "status_2012", 83, 10_774_311.47),
        ("alerts_2012_2018", "status_2012", 78, 10_774_311.47),
    ],
)
def test_land_cover_changes_give_the_producers_own_figures(
    shared_data: Path, changes: str, status: str, pieces: int, area: float
) -> None:
    path = shared_data / "nz_lcdb5" / "lcdb5_blenheim.gpkg"
    pairs = overlay_pairs(read_polygons(path, changes), read_polygons(path, status))
    sizes = shapely.area(pairs.geometry)
    assert int((sizes > 1.0).sum()) == pieces
    assert sizes.sum() == pytest.approx(area, abs=0.1)
    assert pairs.fallbacks == ()


def test_cropland_under_the_alerts_is_what_the_attributes_say(shared_data: Path) -> None:
    path = shared_data / "nz_lcdb5" / "lcdb5_blenheim.gpkg"
    status = FileSource(path, "status_1996").read(["name"])
    pairs = overlay_pairs(read_polygons(path, "alerts_1996_2018"), status.geometries)
    names = status.columns["name"][pairs.parcel_index]
    sizes = shapely.area(pairs.geometry)
    assert sizes[names == "Short-rotation Cropland"].sum() == pytest.approx(20_810_257.96, abs=0.1)
    several = np.unique(pairs.change_index, return_counts=True)[1]
    assert int((several > 1).sum()) == 46


def test_zoning_against_reprojected_villages_gives_the_reference_sums(shared_data: Path) -> None:
    path = shared_data / "tw_zoning" / "tw_zoning_changhua_yunlin.gpkg"
    zoning = read_polygons(path, "zoning")
    villages = transform(read_polygons(path, "villages"), "EPSG:3824", "EPSG:3826")
    pairs = overlay_pairs(zoning, villages)
    sizes = shapely.area(pairs.geometry)
    assert int((sizes > 1.0).sum()) == 15_375
    assert sizes.sum() == pytest.approx(223_353_022.9, rel=1e-6)
    outside = shapely.area(zoning).sum() - sizes.sum()
    assert outside == pytest.approx(622_731.8, abs=1.0)


def test_mining_alerts_in_territories_give_the_reference_area(shared_data: Path) -> None:
    folder = shared_data / "amazon_mining"
    alerts = read_polygons(folder / "amazon_mining_dev_2019_2020.gpkg", "mining_new_2019")
    territories = read_polygons(folder / "amazon_zones.gpkg", "indigenous_territories")
    pairs = overlay_pairs(alerts, territories, grid=1e-9)
    assert (len(pairs), len(np.unique(pairs.parcel_index))) == (957, 63)
    assert ellipsoidal_areas(pairs.geometry, "EPSG:4326").sum() == pytest.approx(351_306_826, rel=1e-6)


@pytest.mark.parametrize("number", [1, 2, 3])
def test_overlaps_expected_by_qgis(shared_data: Path, number: int) -> None:
    folder = shared_data / "qgis_testdata" / "processing"
    first = FileSource(folder / "custom" / f"overlay{number}_a.geojson").read([]).geometries
    second = FileSource(folder / "custom" / f"overlay{number}_b.geojson").read([]).geometries
    expected = sorted(folder.glob(f"expected/intersection{number}.*"))
    pairs = overlay_pairs(first, second)
    direct = shapely.area(shapely.intersection(first[pairs.change_index], second[pairs.parcel_index])).sum()
    assert shapely.area(pairs.geometry).sum() == pytest.approx(direct)
    for path in expected[:1]:
        wanted = FileSource(path).read([]).geometries
        assert shapely.area(pairs.geometry).sum() == pytest.approx(shapely.area(wanted).sum(), rel=1e-6)


def test_the_reference_file_is_the_one_these_figures_come_from(shared_data: Path) -> None:
    reference = json.loads((shared_data / "reference" / "dev_reference.json").read_text(encoding="utf-8"))
    assert reference["lcdb_alerts"]["blenheim_alerts_1996_2018"]["pieces"] == 334
    assert reference["tw"]["changhua_yunlin"]["pieces_gt_1m2"] == 15_375
