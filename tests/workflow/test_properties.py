# SPDX-License-Identifier: GPL-2.0-or-later
"""Random coverages under random changes: no cent appears, vanishes or depends on how a file was ordered."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from anyue_farmland_plugin.core.adjust import adjust_parcels
from anyue_farmland_plugin.core.ellipsoid import ellipsoidal_areas, to_cents
from anyue_farmland_plugin.core.mu import format_mu
from tests.workflow.deliveries import CRS, X, Y, changes, survey
from tests.workflow.desk import Book, cents, check_identities, overlay, planar_area, read_book
from tests.workflow.geodesic import geodesic_areas

CODES = ("0101", "0103", "0201", "0404", "0702", "1101")
SIDE = 150.0
KINDS = ("round", "snapped", "along edges", "just off edges", "whole parcels", "broken")


def partition(rng: np.random.Generator, places: int) -> list:
    """Return Voronoi parcels without gaps or overlaps, in the order of their rows, of random classes."""
    points = rng.uniform(0.0, SIDE, (int(rng.integers(4, 22)), 2))
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(points)))
    inside = shapely.intersection(cells, shapely.box(0, 0, SIDE, SIDE))
    parts = shapely.get_parts(inside)
    parts = parts[shapely.area(parts) > 1.0]
    moved = shapely.transform(parts, lambda xy: np.round(xy + np.array([X, Y]), places))
    return [(parcel, str(rng.choice(CODES))) for parcel in moved if shapely.is_valid(parcel)]


def drawn(rng: np.random.Generator, kind: str, parcels: list) -> shapely.Geometry:
    """Return one change polygon of the kind."""
    middle, reach = rng.uniform(-10.0, SIDE + 10.0, 2) + np.array([X, Y]), rng.uniform(1.0, 60.0)
    angles = np.sort(rng.uniform(0.0, 2.0 * np.pi, int(rng.integers(5, 40))))
    radii = reach * rng.uniform(0.4, 1.0, len(angles))
    points = middle + np.column_stack((radii * np.cos(angles), radii * np.sin(angles)))
    if kind == "round":
        return shapely.Polygon(points)
    if kind == "snapped":
        return shapely.Polygon(np.round(points, 1))
    if kind == "broken":
        return shapely.Polygon(rng.permutation(points))
    some = [
        parcels[row][0] for row in rng.choice(len(parcels), min(len(parcels), int(rng.integers(1, 4))), replace=False)
    ]
    if kind == "whole parcels":
        return shapely.union_all(some)
    cut = shapely.intersection(
        shapely.segmentize(some[0], rng.uniform(0.5, 9.0)), shapely.box(*(middle - reach), *(middle + reach))
    )
    along = max(shapely.get_parts(cut), key=shapely.area, default=some[0])
    along = along if along.geom_type == "Polygon" and along.area > 0.0 else some[0]
    if kind == "along edges":
        return along
    ring = shapely.get_coordinates(along.exterior)[:-1]
    return shapely.Polygon(np.round(ring + rng.uniform(-2e-4, 2e-4, ring.shape), 4))


def by_names(book: Book) -> dict:
    """Return (clue, parcel) → (area, net area, class) in cents."""
    numbers = {clue["clue_id"]: clue["source_ref"] for clue in book.clues}
    return {
        (numbers[p["clue_id"]], p["bsm"]): (round(p["area_m2"] * 100), round(p["net_m2"] * 100), p["dlbm"])
        for p in book.pieces
    }


def clue_figures(book: Book) -> dict:
    """Return clue → (area, inside, outside) in cents."""
    names = ("area_m2", "overlay_m2", "outside_m2")
    return {clue["source_ref"]: tuple(round(clue[name] * 100) for name in names) for clue in book.clues}


class Delivery:
    """A random survey with changes on it, written in any order or in part."""

    def __init__(self, folder: Path, seed: int) -> None:
        rng = np.random.default_rng(seed)
        self.folder, self.rng = folder, rng
        self.parcels = partition(rng, int(rng.integers(2, 9)))
        self.told = [
            round(area * rng.choice((1.0, 1.0005, 0.99)), 2)
            for area in geodesic_areas([p for p, _ in self.parcels], CRS)
        ]
        self.shapes = [drawn(rng, str(rng.choice(KINDS)), self.parcels) for _ in range(int(rng.integers(2, 7)))]

    def book(self, name: str, parcels: np.ndarray, shapes: np.ndarray, min_area: float = 0.0) -> Book:
        """Overlay the named rows, in their order, and return the ledger."""
        folder = self.folder / name
        folder.mkdir()
        dltb = survey(
            folder / "dltb.gpkg",
            [self.parcels[row] for row in parcels],
            BSM=[f"51202121{row:010d}" for row in parcels],
            TBMJ=[self.told[row] for row in parcels],
        )
        layer = changes(
            folder / "bh.gpkg", [self.shapes[row] for row in shapes], JCBH=[f"JC{row:04d}" for row in shapes]
        )
        result = overlay(layer, dltb, folder / "ledger.gpkg", min_area=min_area)
        assert result.residual_m2 == 0.0
        book = read_book(folder / "ledger.gpkg")
        check_identities(book)
        return book


@settings(max_examples=8, deadline=None, derandomize=True)
@given(seed=st.integers(0, 2**32 - 1))
def test_no_cent_depends_on_the_order_of_rows_or_on_how_the_survey_is_cut_into_files(seed: int) -> None:
    with TemporaryDirectory() as name:
        sent = Delivery(Path(name), seed)
        parcels, shapes = np.arange(len(sent.parcels)), np.arange(len(sent.shapes))
        first = sent.book("as sent", parcels, shapes)
        mixed = sent.book("mixed", sent.rng.permutation(parcels), sent.rng.permutation(shapes))
        assert clue_figures(mixed) == clue_figures(first)
        assert by_names(mixed) == by_names(first)
        for number in {piece["bsm"] for piece in first.pieces}:
            mine, theirs = ([p for p in book.pieces if p["bsm"] == number] for book in (first, mixed))
            # Clues that overlap claim the parcel in turn: its free difference of 1 m² is then shared otherwise.
            once = shapely.area(shapely.union_all([p["geom"] for p in mine]))
            shared = planar_area(mine) > once + 1e-4
            slack = 100 if shared else len(mine)
            assert cents(mine, "ledger_m2") == pytest.approx(cents(theirs, "ledger_m2"), abs=slack)
        west = sent.rng.random(len(parcels)) < 0.5
        halves = [sent.book(half, parcels[rows], shapes) for half, rows in (("a", west), ("b", ~west)) if rows.any()]
        whole = clue_figures(first)
        for clue, (area, inside, _) in whole.items():
            parts = [clue_figures(half)[clue] for half in halves]
            assert {part[0] for part in parts} == {area}
            held = sum(key[0] == clue for key in by_names(first))
            assert sum(part[1] for part in parts) == pytest.approx(inside, abs=1 + held)
        apart = {key: value for half in halves for key, value in by_names(half).items()}
        together = by_names(first)
        assert apart.keys() == together.keys()
        for key, (area, *_) in together.items():
            assert apart[key][0] == pytest.approx(area, abs=1 + len(parcels) // 4)


@settings(max_examples=16, deadline=None, derandomize=True)
@given(seed=st.integers(0, 2**32 - 1), min_area=st.sampled_from([0.0, 10.0]))
def test_every_piece_is_what_it_covers_and_the_account_closes(seed: int, min_area: float) -> None:
    with TemporaryDirectory() as name:
        sent = Delivery(Path(name), seed)
        book = sent.book("one", np.arange(len(sent.parcels)), np.arange(len(sent.shapes)), min_area)
    ground = shapely.union_all([parcel for parcel, _ in sent.parcels])
    for clue in book.clues:
        if clue["geom"] is None:
            continue
        parts = shapely.get_parts(shapely.difference(clue["geom"], ground))
        beyond = sum(geodesic_areas([part for part in parts if part.geom_type == "Polygon"], CRS))
        whole = geodesic_areas([clue["geom"]], CRS)[0]
        assert clue["area_m2"] == pytest.approx(whole, abs=0.011)
        assert clue["outside_m2"] == pytest.approx(beyond, abs=0.011)
        assert cents([clue], "overlay_m2") + cents([clue], "outside_m2") == cents([clue], "area_m2")
    for clue in book.clues:
        mine = book.pieces_of(clue["source_ref"])
        alone = geodesic_areas([piece["geom"] for piece in mine], CRS)
        assert [piece["area_m2"] for piece in mine] == pytest.approx(alone, abs=0.011 + 0.005 * len(mine))
    for key in {piece["parcel_key"] for piece in book.pieces}:
        mine = [piece for piece in book.pieces if piece["parcel_key"] == key]
        assert cents(mine, "ledger_m2") <= round(mine[0]["tbmj"] * 100)


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), factor=st.sampled_from([1.0, 1.0004, 0.9993, 1.004, 0.97, 1.2]))
def test_pieces_and_remainder_of_a_parcel_are_its_survey_area(seed: int, factor: float) -> None:
    rng = np.random.default_rng(seed)
    parcels = np.array([parcel for parcel, _ in partition(rng, 3)], dtype=object)
    knife = shapely.box(X + rng.uniform(0, 80), Y - 1, X + rng.uniform(90, SIDE + 1), Y + rng.uniform(20, SIDE + 1))
    halves = [(row, piece) for row, piece in enumerate(shapely.intersection(parcels, knife)) if piece.area > 1e-3]
    rows, pieces = np.array([row for row, _ in halves], dtype=np.int64), np.empty(len(halves), dtype=object)
    pieces[:] = [piece for _, piece in halves]
    own = ellipsoidal_areas(parcels, CRS)
    controls = np.round(own * factor, 2)
    found = adjust_parcels(ellipsoidal_areas(pieces, CRS), rows, parcel_areas=own, controls=controls)
    sums = found.remainders.copy()
    np.add.at(sums, rows, found.pieces)
    assert sums.tolist() == to_cents(controls).tolist()
    assert (found.pieces > 0).all()
    assert (found.remainders >= 0).all()


@given(cents_of_parts=st.lists(st.integers(1, 10**10), min_size=1, max_size=40))
def test_three_units_agree_because_only_sums_are_converted(cents_of_parts: list) -> None:
    total = sum(cents_of_parts)
    square_metres = Decimal(total) / 100
    mu, hectares = square_metres * 3 / 2000, square_metres / 10_000
    assert hectares * 15 == mu
    shown = Decimal(format_mu(total / 100).rsplit(" ", 1)[0].replace(",", ""))
    assert shown == mu.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    assert abs(shown / 15 - hectares) <= Decimal("0.0004")
