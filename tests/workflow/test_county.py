# SPDX-License-Identifier: GPL-2.0-or-later
"""Two months of a whole sample county: every figure against an independent geodesic, every planted case found."""

from __future__ import annotations

import csv

import numpy as np
import pytest
import shapely

from anyue_farmland_plugin.intake.files import FileSource
from anyue_farmland_plugin.sample.county import build_county
from anyue_farmland_plugin.sample.files import write_county
from tests.workflow.desk import Book, cents, check_identities, overlay, read_book
from tests.workflow.geodesic import geodesic_areas

ZONES = {
    "basic_farmland": "YJJBNTTB",
    "eco_redline": "STBHHX",
    "urban_boundary": "CZKFBJ",
    "townships": "XZQ",
    "villages": "CJDCQ",
    "contract_parcels": "CBDK",
}


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> dict:
    """The files of a county of 500 parcels."""
    return write_county(build_county(11, 500), tmp_path_factory.mktemp("county"))


@pytest.fixture(scope="module")
def results(county: dict, tmp_path_factory: pytest.TempPathFactory) -> tuple:
    """The ledger after both months, and what each run answered."""
    ledger = tmp_path_factory.mktemp("ledger") / "ledger.gpkg"
    options = {
        "zones": {kind: FileSource(county["survey"], name) for kind, name in ZONES.items()},
        "approvals": tuple(FileSource(county["approvals"], name) for name in ("ZZ_NYDZYFW", "SSNYD", "LSYD")),
    }
    runs = [
        overlay(
            FileSource(county["changes"], f"changes_{month}"),
            FileSource(county["survey"], "DLTB"),
            ledger,
            month,
            **options,
        )
        for month in ("202206", "202208")
    ]
    return ledger, runs


@pytest.fixture(scope="module")
def book(results: tuple) -> Book:
    """All rows of that ledger, verified."""
    return read_book(results[0])


@pytest.fixture(scope="module")
def truth(county: dict) -> dict:
    """What was planted, by JCBH."""
    with county["truth"].open(encoding="utf-8") as stream:
        return {row["JCBH"]: row for row in csv.DictReader(stream)}


def test_everything_adds_up(results: tuple, book: Book, truth: dict) -> None:
    _, runs = results
    assert [run.residual_m2 for run in runs] == [0.0, 0.0]
    assert sum(run.clues_added for run in runs) == len(book.clues) == len(truth)
    assert sum(run.cases_created for run in runs) == len(book.cases)
    assert sum(run.cases_created + run.cases_linked for run in runs) == len(book.clues)
    assert sum(run.pieces for run in runs) == len(book.pieces)
    assert sum(round(run.area_m2 * 100) for run in runs) == cents(book.pieces, "area_m2")
    check_identities(book)


@pytest.mark.parametrize("table", ["pieces", "clues", "cases"])
def test_areas_agree_with_geodesics(book: Book, table: str) -> None:
    rows = [row for row in getattr(book, table) if row["geom"] is not None]
    told = np.array([row["area_m2"] for row in rows])
    alone = np.array(geodesic_areas([row["geom"] for row in rows], "EPSG:4523"))
    assert (np.abs(told - alone) <= 0.02 + 1e-7 * alone).all(), np.abs(told - alone).max()
    assert len(rows) > 30


def test_pieces_lie_in_their_clue_and_do_not_overlap(book: Book) -> None:
    for clue in book.clues:
        shapes = [piece["geom"] for piece in book.pieces if piece["clue_id"] == clue["clue_id"]]
        if shapes:
            assert shapely.area(shapely.difference(shapely.union_all(shapes), clue["geom"])) < 1e-3
            assert sum(shapely.area(shapes)) == pytest.approx(shapely.area(shapely.union_all(shapes)), abs=1e-3)


def test_areas_inside_the_lines_agree_with_plain_geometry(county: dict, book: Book) -> None:
    table = FileSource(county["survey"], "YJJBNTTB").read([])
    farmland = shapely.union_all(table.geometries)
    for case in book.cases:
        inside = shapely.intersection(case["geom"], farmland)
        assert case["basic_farmland_m2"] == pytest.approx(geodesic_areas([inside], "EPSG:4523")[0], abs=0.03)
    assert sum(case["basic_farmland_m2"] for case in book.cases) > 0


def test_planted_duplicates_and_continued_places_join_their_case(book: Book, truth: dict) -> None:
    joined = set()
    for number, row in truth.items():
        if not row["related"]:
            continue
        one, two = book.clue(number)["geom"], book.clue(row["related"])["geom"]
        share = shapely.area(shapely.intersection(one, two)) / shapely.area(shapely.union(one, two))
        same = book.case_of(number)["case_id"] == book.case_of(row["related"])["case_id"]
        assert same == (share >= 0.6), (number, share)
        if same:
            joined.add(row["oddity"])
    assert {"duplicate", "continued"} <= joined


def test_the_suggestions_find_most_of_what_was_planted(book: Book, truth: dict) -> None:
    planted = {number: row for number, row in truth.items() if row["family"] and not row["related"]}
    right = [number for number, row in planted.items() if book.case_of(number)["suggested_type"] == row["family"]]
    assert len(right) / len(planted) > 0.4
    approved = [number for number, row in truth.items() if row["approved"] == "y" and not row["related"]]
    assert approved
    assert all(book.case_of(number)["suggested_verdict"] == truth[number]["verdict"] for number in approved)


def test_every_case_lies_in_a_real_township(book: Book) -> None:
    from anyue_farmland_plugin.core.units import find_unit

    inside = [case for case in book.cases if case["outside_survey_m2"] < case["area_m2"]]
    assert all((find_unit(case["town_code"]) or find_unit("U01")).name == case["town_name"] for case in inside)
    assert len({case["town_code"] for case in inside}) > 1
    assert all(case["village_code"].startswith(case["town_code"]) for case in inside)
