# SPDX-License-Identifier: GPL-2.0-or-later
"""Whatever shape a delivery has, its square metres are in pieces, outside the survey, or listed."""

from __future__ import annotations

import json
import struct
from pathlib import Path
from typing import Iterable, Optional, Sequence

import numpy as np
import pyogrio
import pytest
import shapely

from anyue_farmland_plugin.intake.files import FileSource
from tests.workflow.deliveries import CRS, X, Y, box, changes, strip, survey
from tests.workflow.desk import Book, cents, check_identities, overlay, read_book
from tests.workflow.geodesic import geodesic_areas
from tests.workflow.test_shapes import moved


def at(*points: tuple) -> list:
    """Return points given in metres from the test area's corner."""
    return [(X + x, Y + y) for x, y in points]


def whole(shape: shapely.Geometry, crs: str = CRS) -> float:
    """Return the area of a valid shape by geodesics."""
    return geodesic_areas([shape], crs)[0]


def field_of(count: int, width: float = 40.0) -> list:
    """Return a block of count × count parcels with slanting common edges and alternating classes."""

    def corner(column: int, row: int) -> tuple:
        slant = 0.37 if 0 < column < count and 0 < row < count else 0.0
        return (X + column * width + slant * row, Y + row * width - slant * column)

    codes = ("0103", "0201", "0101", "0702")
    return [
        (
            shapely.Polygon([corner(c, r), corner(c + 1, r), corner(c + 1, r + 1), corner(c, r + 1)]),
            codes[(c + 2 * r) % 4],
        )
        for r in range(count)
        for c in range(count)
    ]


def run(tmp_path: Path, shapes: Sequence, parcels: Optional[Iterable] = None, **options: object) -> tuple:
    """Overlay the shapes with the parcels and return (book, result); the ledger is verified."""
    dltb = survey(tmp_path / "dltb.gpkg", strip() if parcels is None else parcels)
    result = overlay(changes(tmp_path / "bh.gpkg", shapes), dltb, tmp_path / "ledger.gpkg", **options)
    book = read_book(tmp_path / "ledger.gpkg")
    check_identities(book)
    assert result.residual_m2 == 0.0
    return book, result


def check_ground(book: Book, shapes: Sequence, inside: Sequence) -> None:
    """Assert area and overlay area of every clue from valid shapes and their part inside the survey."""
    assert [clue["area_m2"] for clue in book.clues] == pytest.approx([whole(shape) for shape in shapes], abs=0.011)
    found = [clue["area_m2"] - clue["outside_m2"] for clue in book.clues]
    assert found == pytest.approx([whole(shape) for shape in inside], abs=0.021)


BROKEN = {
    "bow tie": (shapely.Polygon(at((0, 0), (40, 30), (40, 0), (0, 30))), 600.0),
    "ring touching itself": (
        shapely.Polygon(at((0, 0), (30, 0), (30, 30), (15, 30), (20, 10), (10, 10), (15, 30), (0, 30))),
        800.0,
    ),
    "hole outside its ring": (
        shapely.Polygon(at((0, 0), (20, 0), (20, 20), (0, 20)), [at((30, 0), (35, 0), (35, 10), (30, 10))]),
        450.0,
    ),
    "hole across its ring": (
        shapely.Polygon(at((0, 0), (20, 0), (20, 20), (0, 20)), [at((10, 5), (30, 5), (30, 15), (10, 15))]),
        300.0,
    ),
    "the same hole twice": (
        shapely.Polygon(at((0, 0), (20, 0), (20, 20), (0, 20)), [at((5, 5), (10, 5), (10, 10), (5, 10))] * 2),
        375.0,
    ),
    "the same part twice": (shapely.MultiPolygon([box(0, 0, 20, 20), box(0, 0, 20, 20)]), 400.0),
    "parts that overlap": (shapely.MultiPolygon([box(0, 0, 20, 20), box(10, 0, 30, 20)]), 600.0),
    "ring walked twice": (shapely.Polygon(at(*[(0, 0), (20, 0), (20, 20), (0, 20)] * 2)), 400.0),
    "ring winding twice around a part": (
        shapely.Polygon(at((0, 0), (30, 0), (30, 20), (5, 20), (5, 10), (20, 10), (20, 30), (0, 30))),
        800.0,
    ),
    "spike": (shapely.Polygon(at((0, 0), (20, 0), (20, 20), (35, 20), (20, 20), (0, 20))), 400.0),
}


@pytest.mark.parametrize("kind", BROKEN)
@pytest.mark.parametrize("side", ["change", "parcel"])
def test_broken_rings_keep_their_ground(tmp_path: Path, side: str, kind: str) -> None:
    shape, area = BROKEN[kind]
    parcels = strip() if side == "change" else [(shape, "0103")]
    book, result = run(tmp_path, [shape] if side == "change" else [box(-5, -5, 45, 35)], parcels)
    assert sum(piece["area_m2"] for piece in book.pieces) == pytest.approx(area, abs=0.06)
    told = next(row for row in book.deliveries if row["kind"] == ("changes" if side == "change" else "dltb"))
    (entry,) = json.loads(told["parameters"])["repaired"]
    assert (entry["fid"], entry["result"]) == ("1", "repaired")
    assert entry["after_m2"] == pytest.approx(area, abs=0.06)
    assert f"{entry['after_m2']:,.2f}" in result.report
    assert f"{round(entry['after_m2'] - entry['before_m2'], 2):,.2f}" in result.report
    if side == "change":
        assert book.clues[0]["flags"] == "repaired"


def typed_wkb(shape: shapely.Polygon, kind: int, *more: float) -> bytes:
    """Return ISO WKB with further ordinates (2003: with measures, 3003: with heights and measures)."""
    rings = [shapely.get_coordinates(ring) for ring in shapely.get_rings(shape)]
    head = struct.pack("<BII", 1, kind, len(rings))
    width = f"<{2 + len(more)}d"
    return head + b"".join(
        struct.pack("<I", len(ring)) + b"".join(struct.pack(width, *point, *more) for point in ring) for ring in rings
    )


def circle_wkb(x: float, y: float, radius: float) -> bytes:
    """Return a CurvePolygon: a full circle of four arcs' points."""
    points = at((x - radius, y), (x, y + radius), (x + radius, y), (x, y - radius), (x - radius, y))
    ring = struct.pack("<BII", 1, 8, len(points)) + b"".join(struct.pack("<dd", *point) for point in points)
    return struct.pack("<BII", 1, 10, 1) + ring


def raw_changes(path: Path, shapes: Sequence) -> FileSource:
    """Write changes from bare WKB."""
    count = len(shapes)
    columns = {"JCBH": [f"512021SJBG{row + 1:06d}" for row in range(count)], "TBLX": ["20"] * count}
    pyogrio.raw.write(
        path,
        np.array(shapes, dtype=object),
        field_data=[np.array(values, dtype=object) for values in columns.values()],
        fields=list(columns),
        layer="BHTB",
        driver="GPKG",
        geometry_type="Unknown",
        crs=CRS,
        dataset_options={"VERSION": "1.2"},
    )
    return FileSource(path, "BHTB")


def test_heights_and_measures_change_nothing(tmp_path: Path) -> None:
    shape = shapely.difference(box(20, 5, 100, 25), box(50, 10, 60, 20))
    kinds = [typed_wkb(shape, 3), typed_wkb(shape, 1003, 312.5), typed_wkb(shape, 2003, 7.0)]
    kinds.append(typed_wkb(shape, 3003, 312.5, 7.0))
    layer = raw_changes(tmp_path / "bh.gpkg", kinds)
    result = overlay(layer, survey(tmp_path / "dltb.gpkg", strip()), tmp_path / "ledger.gpkg")
    book = read_book(tmp_path / "ledger.gpkg")
    check_identities(book)
    assert result.residual_m2 == 0.0
    assert [clue["area_m2"] for clue in book.clues] == pytest.approx([whole(shape)] * 4, abs=0.006)
    assert [[p["area_m2"] for p in book.pieces_of(clue["source_ref"])] for clue in book.clues] == [
        [piece["area_m2"] for piece in book.pieces[:3]]
    ] * 4


def test_arcs_are_followed_by_chords_so_fine_that_no_square_metre_is_cut(tmp_path: Path) -> None:
    both = struct.pack("<BII", 1, 12, 2) + circle_wkb(20, 15, 10) + circle_wkb(60, 15, 14)
    layer = raw_changes(tmp_path / "bh.gpkg", [circle_wkb(40, 15, 14), both])
    result = overlay(layer, survey(tmp_path / "dltb.gpkg", strip()), tmp_path / "ledger.gpkg")
    book = read_book(tmp_path / "ledger.gpkg")
    check_identities(book)
    assert (result.pieces, result.residual_m2) == (4, 0.0)
    scale = whole(box(0, 0, 80, 30)) / 2400.0
    areas = [np.pi * 196 * scale, np.pi * 296 * scale]
    assert [clue["overlay_m2"] for clue in book.clues] == pytest.approx(areas, rel=1e-6, abs=0.006)


def test_parts_over_several_parcels_and_parcels_in_parts(tmp_path: Path) -> None:
    parts = shapely.MultiPolygon([box(5, 5, 15, 15), box(35, 5, 45, 15), box(90, 5, 130, 15), box(200, 0, 210, 10)])
    split = shapely.MultiPolygon([box(0, 0, 20, 30), box(100, 0, 120, 30)])
    island = box(50, 10, 70, 20)
    parcels = [
        (split, "0103"),
        (shapely.difference(box(20, 0, 100, 30), island), "0201"),
        (island, "1101"),
    ]
    book, _ = run(tmp_path, [parts, box(-10, -10, 130, 40)], parcels)
    inside = shapely.intersection(parts, box(0, 0, 120, 30))
    check_ground(book, [parts, box(-10, -10, 130, 40)], [inside, box(0, 0, 120, 30)])
    assert [p["area_m2"] for p in book.pieces_of("512021SJBG000001")] == pytest.approx(
        [whole(box(0, 0, 30, 10)), whole(box(0, 0, 20, 10))], abs=0.011
    )
    claimed = book.pieces_of("512021SJBG000002")
    assert [p["area_m2"] for p in claimed] == pytest.approx([whole(shape) for shape, _ in parcels], abs=0.011)
    assert cents(book.pieces_of("512021SJBG000001"), "ledger_m2") + cents(claimed, "ledger_m2") == cents(
        claimed, "tbmj"
    )


def test_parcels_delivered_twice_are_told_and_each_keeps_its_piece(tmp_path: Path) -> None:
    parcels = [strip()[0], strip()[0], strip()[1]]
    book, result = run(tmp_path, [box(20, 5, 60, 25)], parcels)
    (clue,) = book.clues
    assert [p["area_m2"] for p in book.pieces] == pytest.approx([400.0, 400.0, 400.0], abs=0.02)
    assert clue["flags"] == "overlapping_parcels"
    doubled = cents([clue], "overlay_m2") + cents([clue], "outside_m2") - cents([clue], "area_m2")
    assert doubled == pytest.approx(39_999, abs=2)
    assert f"{doubled / 100:,.2f}" in result.report
    assert "512021211000000001" in result.report
    assert "512021211000000002" in result.report


def test_the_same_change_delivered_twice_is_two_clues_that_share_the_parcel_once(tmp_path: Path) -> None:
    book, _ = run(tmp_path, [box(20, 5, 60, 25)] * 2)
    assert [clue["area_m2"] for clue in book.clues] == [book.clues[0]["area_m2"]] * 2
    assert cents(book.pieces, "ledger_m2") == cents(book.pieces_of("512021SJBG000001"), "ledger_m2")
    assert cents(book.pieces, "area_m2") == 2 * cents(book.pieces_of("512021SJBG000001"), "area_m2")


def test_neighbours_that_only_touch_get_nothing(tmp_path: Path) -> None:
    shapes = [box(40, 30, 80, 60), box(-20, -20, 0, 0), box(120, 0, 140, 30)]
    book, result = run(tmp_path, shapes)
    assert result.pieces == 0
    assert cents(book.clues, "outside_m2") == cents(book.clues, "area_m2")
    check_ground(book, shapes, [shapely.Polygon()] * 3)


def coast(vertices: int, radius: float, x: float, y: float) -> shapely.Polygon:
    """Return a star-shaped polygon with a ragged rim and a ragged hole of a quarter of its size."""
    rng = np.random.default_rng(vertices)
    rings = []
    for size, count in ((radius, vertices * 4 // 5), (radius / 2, vertices // 5)):
        angles = np.arange(count) * 2.0 * np.pi / count
        reach = size * (1.0 + 0.2 * np.sin(7 * angles) + 0.02 * rng.uniform(-1, 1, count))
        rings.append(np.round(np.column_stack((X + x + reach * np.cos(angles), Y + y + reach * np.sin(angles))), 4))
    return shapely.Polygon(rings[0], [rings[1]])


def test_a_change_with_thirty_two_thousand_vertices(tmp_path: Path) -> None:
    parcels = field_of(8)
    shape = coast(32_000, 150.0, 155.0, 160.0)
    assert shapely.is_valid(shape)
    book, _ = run(tmp_path, [shape], parcels, min_area=0.0)
    ground = shapely.union_all([parcel for parcel, _ in parcels])
    check_ground(book, [shape], [shapely.intersection(shape, ground)])
    expected = shapely.intersection([parcel for parcel, _ in parcels], shape)
    expected = [piece for piece in expected if shapely.area(piece) > 0.0]
    assert [p["area_m2"] for p in book.pieces] == pytest.approx([whole(piece) for piece in expected], abs=0.03)


def test_a_parcel_with_thirty_two_thousand_vertices(tmp_path: Path) -> None:
    river = coast(32_000, 150.0, 155.0, 160.0)
    bank = shapely.difference(box(-20, -20, 330, 340), river)
    parcels = [(river, "1101"), (bank, "0103")]
    shapes = [box(left, low, left + 60, low + 45) for left in range(0, 260, 70) for low in range(0, 280, 50)]
    book, _ = run(tmp_path, shapes, parcels, min_area=0.0)
    check_ground(book, shapes, shapes)
    wet = {p["clue_id"]: p["area_m2"] for p in book.pieces if p["dlbm"] == "1101"}
    expected = [whole(piece) if shapely.area(piece) > 0 else 0.0 for piece in shapely.intersection(shapes, river)]
    assert [wet.get(clue["clue_id"], 0.0) for clue in book.clues] == pytest.approx(expected, abs=0.02)


@pytest.mark.parametrize("places", [12, 4, 3])
def test_edges_that_run_along_parcel_edges_with_other_vertices(tmp_path: Path, places: int) -> None:
    parcels = [
        (shapely.Polygon(at((0, 0), (100.3751, 33.3337), (71.1113, 133.7779), (-29.2638, 100.4442))), "0103"),
        (
            shapely.Polygon(at((100.3751, 33.3337), (200.7502, 66.6674), (171.4864, 167.1116), (71.1113, 133.7779))),
            "0201",
        ),
    ]
    same = shapely.transform(
        np.array([shapely.segmentize(parcel, 3.7) for parcel, _ in parcels], dtype=object),
        lambda xy: np.round(xy, places),
    )
    strip_along = shapely.transform(
        shapely.segmentize(
            shapely.Polygon(at((0, 0), (200.7502, 66.6674), (193.4343, 91.7785), (-7.3159, 25.1111))), 1.3
        ),
        lambda xy: np.round(xy, places),
    )
    for min_area in (0.0, 10.0):
        folder = tmp_path / str(min_area)
        folder.mkdir()
        shapes = [*same, strip_along]
        book, _ = run(folder, shapes, parcels, min_area=min_area)
        ground = shapely.union_all([parcel for parcel, _ in parcels])
        check_ground(book, shapes, [shapely.intersection(shape, ground) for shape in shapes])
        for clue, shape in zip(book.clues[:2], same):
            main = max(book.pieces_of(clue["source_ref"]), key=lambda piece: piece["area_m2"])
            assert main["area_m2"] == pytest.approx(whole(shape), abs=0.3)
            if min_area:
                assert len(book.pieces_of(clue["source_ref"])) == 1


def test_every_pair_of_systems_gives_the_same_square_metres(tmp_path: Path) -> None:
    parcels = field_of(4)
    shapes = [shapely.Polygon(at((10, 10), (150, 22), (131, 140), (12, 97))), box(-30, 20, 40, 60)]
    first = None
    for survey_crs in (CRS, "EPSG:4544", "EPSG:4490"):
        for change_crs in (CRS, "EPSG:4507", "EPSG:4490"):
            folder = tmp_path / f"{survey_crs[5:]}-{change_crs[5:]}"
            folder.mkdir()
            told = [round(whole(parcel), 2) for parcel, _ in parcels]
            there = [(moved(parcel, survey_crs), code) for parcel, code in parcels]
            dltb = survey(folder / "dltb.gpkg", there, crs=survey_crs, TBMJ=told)
            layer = changes(folder / "bh.gpkg", [moved(shape, change_crs) for shape in shapes], crs=change_crs)
            result = overlay(layer, dltb, folder / "ledger.gpkg")
            book = read_book(folder / "ledger.gpkg")
            check_identities(book)
            assert result.residual_m2 == 0.0
            figures = [[piece[name] for piece in book.pieces] for name in ("bsm", "area_m2", "ledger_m2", "net_m2")]
            first = first or figures
            assert figures[0] == first[0]
            for mine, theirs in zip(figures[1:], first[1:]):
                assert mine == pytest.approx(theirs, abs=0.05 if "EPSG:4490" in (survey_crs, change_crs) else 0.011)


def test_changes_far_apart_in_degrees_still_find_their_parcels(tmp_path: Path) -> None:
    """The box read of the survey is taken in another system, where its sides bend."""
    places = [(0, 0), (70_000, 200), (35_000, -60), (35_000, 260)]
    shapes = [box(x, y, x + 20, y + 20) for x, y in places]
    dltb = survey(tmp_path / "dltb.gpkg", [(shape, "0103") for shape in shapes])
    layer = changes(tmp_path / "bh.gpkg", [moved(shape, "EPSG:4490") for shape in shapes], crs="EPSG:4490")
    overlay(layer, dltb, tmp_path / "ledger.gpkg")
    book = read_book(tmp_path / "ledger.gpkg")
    assert [clue["outside_m2"] for clue in book.clues] == pytest.approx([0.0] * 4, abs=0.02)


def test_a_change_wider_than_the_survey_and_one_beyond_it(tmp_path: Path) -> None:
    around, beyond = box(-1000, -1000, 1500, 1200), box(5000, 5000, 5100, 5050)
    book, _ = run(tmp_path, [around, beyond])
    assert [p["bsm"][-1] for p in book.pieces] == ["1", "2", "3"]
    assert [clue["area_m2"] for clue in book.clues] == pytest.approx([whole(around), whole(beyond)], rel=1e-8, abs=0.02)
    assert book.clues[0]["outside_m2"] == pytest.approx(whole(around) - whole(box(0, 0, 120, 30)), rel=1e-8, abs=0.05)


@pytest.mark.xfail(reason="in degrees a long edge is straight for the overlay and bent for its area", strict=True)
def test_a_survey_in_degrees_lends_no_area_to_the_pieces_of_a_long_change(tmp_path: Path) -> None:
    """Areas must follow the edges the overlay cut along: straight in the coordinates of the layers."""
    lower, upper = at((0, 0))[0], at((2000, 400))[0]
    west, south, east, north = moved(shapely.box(*lower, *upper), "EPSG:4490").bounds
    sides = np.linspace(west, east, 21)
    parcels = [(shapely.box(left, south, right, north), "0103") for left, right in zip(sides, sides[1:])]
    dltb = survey(tmp_path / "dltb.gpkg", parcels, crs="EPSG:4490")
    low = south + (north - south) * 0.1
    wedge = shapely.Polygon([(west, low), (east, low), ((west + east) / 2, north)])
    result = overlay(changes(tmp_path / "bh.gpkg", [wedge], crs="EPSG:4490"), dltb, tmp_path / "ledger.gpkg")
    book = read_book(tmp_path / "ledger.gpkg")
    (clue,) = book.clues
    fine = [geodesic_areas([shapely.segmentize(row["geom"], 1e-5)], "EPSG:4490")[0] for row in (clue, *book.pieces)]
    assert result.pieces == 20
    assert [p["area_m2"] for p in (clue, *book.pieces)] == pytest.approx(fine, abs=0.02)
