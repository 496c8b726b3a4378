# SPDX-License-Identifier: GPL-2.0-or-later
"""Repair: every broken polygon is listed with its place and its area before and after."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import shapely

from anyue_farmland_plugin.core.i18n import install_translator, remove_translator
from anyue_farmland_plugin.core.overlay import overlay_pairs
from anyue_farmland_plugin.core.polygons import apply_pairwise, polygon_parts
from anyue_farmland_plugin.core.repair import RepairResult, repair_met, repair_polygons
from anyue_farmland_plugin.intake.files import FileSource

SQUARE = shapely.box(0, 0, 10, 10)
BOW_TIE = shapely.Polygon([(0, 0), (10, 10), (10, 0), (0, 10)])


def shapes(*items: object) -> np.ndarray:
    result = np.empty(len(items), dtype=object)
    result[:] = items
    return result


def test_sound_polygons_pass_untouched_and_unlisted() -> None:
    repaired, repairs = repair_polygons(shapes(SQUARE), ["a"])
    assert repairs == []
    assert repaired[0].equals_exact(SQUARE, 0.0)


def test_a_bow_tie_is_repaired_on_a_copy_and_listed_with_its_place() -> None:
    original = shapes(SQUARE, BOW_TIE)
    repaired, repairs = repair_polygons(original, ["a", "b"])
    assert original[1] is BOW_TIE
    assert shapely.is_valid(repaired).all()
    assert [repair.fid for repair in repairs] == ["b"]
    assert "Self-intersection" in repairs[0].reason
    assert "5 5" in repairs[0].reason
    assert (repairs[0].area_before, repairs[0].area_after) == (0.0, pytest.approx(50.0))
    assert repairs[0].result is RepairResult.REPAIRED


def test_the_fault_is_named_in_the_language_of_the_user_with_its_place() -> None:
    def chinese(context: str, text: str) -> str:
        return {("Repair", "Self-intersection"): "图形自相交"}.get((context, text), text)

    install_translator(chinese)
    try:
        _, repairs = repair_polygons(shapes(BOW_TIE), ["b"])
    finally:
        remove_translator(chinese)
    assert repairs[0].reason == "图形自相交[5 5]"


def test_nothing_is_dropped_silently() -> None:
    nan = shapely.Polygon([(0, 0), (float("nan"), 1), (1, 1), (0, 0)])
    spike = shapely.Polygon([(0, 0), (5, 5), (0, 0)])
    line = shapely.LineString([(0, 0), (1, 1)])
    items = shapes(None, shapely.Polygon(), line, nan, spike, SQUARE)
    repaired, repairs = repair_polygons(items, list("abcdef"))
    assert [geometry is None for geometry in repaired] == [True] * 5 + [False]
    assert [repair.fid for repair in repairs] == list("abcde")
    assert {repair.result for repair in repairs} == {RepairResult.LOST}
    assert "LineString" in repairs[2].reason
    assert len({repair.reason for repair in repairs}) == 5


def test_the_polygon_of_a_mixed_collection_is_kept_and_said_so() -> None:
    mixed = shapely.GeometryCollection([SQUARE, shapely.GeometryCollection([shapely.box(20, 0, 21, 1)])])
    repaired, repairs = repair_polygons(shapes(mixed), [7])
    assert repaired[0].geom_type == "MultiPolygon"
    assert repaired[0].area == pytest.approx(101.0)
    assert (repairs[0].fid, repairs[0].result) == ("7", RepairResult.REPAIRED)


def test_heights_are_flattened() -> None:
    high = shapely.force_3d(SQUARE, 300.0)
    repaired, repairs = repair_polygons(shapes(high), [1])
    assert not shapely.has_z(repaired[0])
    assert repairs == []


def test_areas_of_the_list_are_on_the_ellipsoid_when_the_system_is_known() -> None:
    tie = shapely.transform(BOW_TIE, lambda c: c * 10 + (35_535_000, 3_325_000))
    _, repairs = repair_polygons(shapes(tie), [1], crs="EPSG:4523")
    assert repairs[0].area_after == pytest.approx(5000.0, rel=1e-4)
    assert repairs[0].area_after != 5000.0


def test_overlapping_members_of_a_collection_are_not_counted_twice() -> None:
    twice = shapely.GeometryCollection([SQUARE, shapely.box(5, 0, 15, 10)])
    assert polygon_parts(shapes(twice))[0].area == pytest.approx(150.0)


def test_one_refused_row_does_not_take_the_others_with_it() -> None:
    def fails_on_none(first: np.ndarray, second: np.ndarray) -> np.ndarray:
        if any(item is None for item in first):
            raise shapely.errors.GEOSException("refused")
        return shapely.intersection(first, second)

    first = shapes(SQUARE, SQUARE, None, SQUARE, SQUARE)
    results, failed = apply_pairwise(fails_on_none, first, shapes(*[SQUARE] * 5))
    assert failed.tolist() == [False, False, True, False, False]
    assert [item is None for item in results] == failed.tolist()


def test_the_broken_zoning_polygons_are_found_and_no_area_is_lost(shared_data: Path) -> None:
    source = FileSource(shared_data / "tw_zoning" / "tw_zoning_changhua_yunlin.gpkg", "zoning")
    table = source.read(["OBJECTID"])
    repaired, repairs = repair_polygons(table.geometries, table.columns["OBJECTID"])
    assert [repair.fid for repair in repairs] == ["60639", "62219", "63473"]
    assert all(repair.reason.startswith("Ring Self-intersection[") for repair in repairs)
    assert shapely.area(table.geometries).sum() == pytest.approx(223_975_754.8, abs=0.05)
    assert shapely.area(repaired).sum() == pytest.approx(223_975_754.8, abs=0.05)


def test_the_pixel_corners_of_the_mining_alerts_are_repaired(shared_data: Path) -> None:
    source = FileSource(shared_data / "amazon_mining" / "amazon_mining_dev_2019_2020.gpkg", "mining_new_2019")
    table = source.read([])
    repaired, repairs = repair_polygons(table.geometries, table.fids, crs=table.info.crs)
    assert len(repairs) == 89
    assert shapely.is_valid(repaired).all()
    assert max(abs(repair.area_after - repair.area_before) for repair in repairs) < 0.01


def rings_at_random(rng: np.random.Generator) -> shapely.Geometry:
    """Return a polygon nobody would call valid: rings crossing themselves, holes anywhere, parts over each other."""
    parts = [
        shapely.Polygon(
            rng.uniform(0, 30, (rng.integers(4, 9), 2)) + rng.uniform(0, 60, 2),
            [rng.uniform(0, 90, (4, 2)) for _ in range(rng.integers(0, 3))],
        )
        for _ in range(rng.integers(1, 3))
    ]
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)


@pytest.mark.parametrize("seed", range(30))
def test_repairing_only_what_changes_meet_finds_the_same_pieces(seed: int) -> None:
    rng = np.random.default_rng(seed)
    twice = shapely.Polygon([*[(0, 0), (0, 60), (60, 60), (60, 0)] * 2, (0, 0)])  # walked twice: inside and not inside
    far = shapely.transform(BOW_TIE, lambda points: points + 500.0)
    parcels = shapes(*(rings_at_random(rng) for _ in range(12)), twice, far, SQUARE, None, shapely.Polygon())
    corners = rng.uniform(0, 90, (25, 2))
    changes = shapely.box(*corners.T, *(corners + rng.uniform(1, 12, (25, 2))).T)
    fids = range(len(parcels))
    everything, all_repairs = repair_polygons(parcels, fids)
    some, repairs, met = repair_met(changes, parcels, fids)
    assert met is None
    wanted, found = overlay_pairs(changes, everything), overlay_pairs(changes, some)
    assert found.change_index.tolist() == wanted.change_index.tolist()
    assert found.parcel_index.tolist() == wanted.parcel_index.tolist()
    assert all(one.equals_exact(two, 0.0) for one, two in zip(found.geometry, wanted.geometry))
    assert "13" not in {repair.fid for repair in repairs}  # the bow tie no change comes near
    assert [repair for repair in all_repairs if repair.fid in {one.fid for one in repairs}] == repairs


def test_what_changes_meet_of_sound_parcels_is_told_with_them() -> None:
    parcels = shapes(SQUARE, shapely.transform(BOW_TIE, lambda points: points + 500.0))
    changes = shapes(shapely.box(2, 2, 4, 4), None)
    same, repairs, met = repair_met(changes, parcels, [1, 2])
    assert (repairs, met.change.tolist(), met.parcel.tolist()) == ([], [0], [0])
    pairs = overlay_pairs(changes, same, met=met)
    assert shapely.area(pairs.geometry).tolist() == [4.0]
