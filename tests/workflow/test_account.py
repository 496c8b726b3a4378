# SPDX-License-Identifier: GPL-2.0-or-later
"""An assessor asks where every square metre went: report and ledger answer in full."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pytest
import shapely

from anyue_farmland_plugin.core import overlay as kernel
from anyue_farmland_plugin.intake.files import FileSource
from tests.workflow.deliveries import X, Y, box, changes, strip, survey
from tests.workflow.desk import Book, cents, check_identities, overlay, read_book
from tests.workflow.geodesic import geodesic_areas


def record(book: Book) -> dict:
    """Return what the ledger keeps of the run with the delivered changes."""
    return dict(json.loads(next(row["parameters"] for row in book.deliveries if row["kind"] == "changes")))


def test_the_account_of_a_mixed_delivery_closes_to_the_cent(tmp_path: Path) -> None:
    crossing = shapely.Polygon([(X, Y), (X + 40, Y + 30), (X + 40, Y), (X + 2, Y + 30)])
    shapes = [
        crossing,  # repaired
        box(10, 5, 40.3, 25),  # a rim joins its neighbour
        box(79.9, 0.1, 80.05, 10),  # nothing but slivers
        box(100, 0, 150, 30),  # partly outside
        box(500, 0, 540, 30),  # wholly outside
        None,
        shapely.LineString([(X, Y), (X + 9, Y)]),
    ]
    dltb = survey(tmp_path / "dltb.gpkg", [*strip(), (box(30, 0, 40, 30), "0404")])
    told = [0.9, 0.9, None, 2.25, 1.8, None, 3.0]
    result = overlay(changes(tmp_path / "bh.gpkg", shapes, JCMJ=told), dltb, tmp_path / "ledger.gpkg")
    book = read_book(tmp_path / "ledger.gpkg")
    check_identities(book)
    found = record(book)
    account = {name: round(value * 100) for name, value in found["account"].items()}
    assert account["residual_m2"] == 0
    went = sum(account[name] for name in ("pieces_m2", "below_threshold_m2", "outside_m2", "unreadable_m2"))
    assert account["delivered_m2"] + account["repaired_m2"] + account["doubled_m2"] == went
    assert account["pieces_m2"] + account["below_threshold_m2"] == cents(book.pieces, "area_m2")
    assert account["outside_m2"] == cents(book.clues[:5], "outside_m2")
    kept = [piece for piece in book.pieces if "sliver" in (piece["flags"] or "")]
    assert account["below_threshold_m2"] == cents(kept, "area_m2") > 0
    (repaired,) = (entry for entry in found["repaired"] if entry["result"] == "repaired")
    assert account["repaired_m2"] == round(repaired["after_m2"] * 100) - round(repaired["before_m2"] * 100)
    assert [entry["fid"] for entry in found["repaired"] if entry["result"] == "lost"] == ["6", "7"]
    assert account["doubled_m2"] == sum(round(each["area_m2"] * 100) for each in found["overlapping_parcels"])
    assert {tuple(each["parcels"]) for each in found["overlapping_parcels"]} == {(1, 4)}
    for value in found["account"].values():
        assert f"{value:,.2f}" in result.report or isinstance(value, int)
    assert "The account closes" in result.report
    assert "areas for 5 clues" in result.report


def test_every_sliver_is_recorded_with_the_parcel_that_took_it_in(tmp_path: Path) -> None:
    shapes = [box(10, 5, 40.3, 25), box(41, 5, 80.2, 25), box(79.9, 0.1, 80.05, 10)]
    result = overlay(
        changes(tmp_path / "bh.gpkg", shapes), survey(tmp_path / "dltb.gpkg", strip()), tmp_path / "ledger.gpkg"
    )
    slivers = record(read_book(tmp_path / "ledger.gpkg"))["slivers"]
    assert [(entry["fid"], entry["parcel"], entry["joined"]) for entry in slivers][:2] == [(1, 2, 1), (2, 3, 2)]
    assert {entry["joined"] for entry in slivers if entry["fid"] == 3} <= {None, 2, 3}
    areas = geodesic_areas([box(40, 5, 40.3, 25), box(80, 5, 80.2, 25)], "EPSG:4523")
    assert [entry["area_m2"] for entry in slivers][:2] == pytest.approx(areas, abs=0.006)
    for entry in slivers:
        assert f"{entry['area_m2']:,.2f}" in result.report


def test_three_hundred_repairs_are_all_told(tmp_path: Path) -> None:
    ties = [
        shapely.Polygon([(x, y), (x + 2, y + 2), (x + 2, y), (x, y + 2)])
        for x, y in ((X + 3 * (row % 30), Y + 2.5 * (row // 30)) for row in range(300))
    ]
    dltb = survey(tmp_path / "dltb.gpkg", strip())
    result = overlay(changes(tmp_path / "bh.gpkg", ties), dltb, tmp_path / "ledger.gpkg")
    found = record(read_book(tmp_path / "ledger.gpkg"))
    assert [entry["fid"] for entry in found["repaired"]] == [str(row + 1) for row in range(300)]
    rows = re.findall(r"<tr><td>bh.gpkg[^<]*</td><td>(\d+)</td><td>Self-intersection", result.report)
    assert rows == [str(row + 1) for row in range(300)]
    assert "… and 100 more." in result.report
    assert round(found["account"]["repaired_m2"] * 100) == pytest.approx(60_000, abs=10)


def test_rows_behind_a_filter_are_not_forgotten(tmp_path: Path) -> None:
    changes(tmp_path / "bh.gpkg", [box(5, 5, 25, 25), box(50, 5, 70, 25), box(85, 5, 90, 9)], TBLX=["20", "02", "02"])
    half = FileSource(tmp_path / "bh.gpkg", "BHTB", subset="TBLX = '20'")
    result = overlay(half, survey(tmp_path / "dltb.gpkg", strip()), tmp_path / "ledger.gpkg")
    found = record(read_book(tmp_path / "ledger.gpkg"))
    assert (found["filter"], found["left_out"], result.clues_added) == ("TBLX = '20'", 2, 1)
    assert "<td>2</td><td>TBLX = &#x27;20&#x27;</td>" in result.report


def test_what_hangs_on_a_tenth_of_a_metre_is_measured(tmp_path: Path) -> None:
    even = box(30.1, 5, 50, 25)  # dry field 198 m², orchard 200 m²: the lead is less than the rim of 2 × 2 m²
    clear = box(50, 5, 90, 25)  # orchard 600 m², homestead 200 m²
    inside = box(5, 5, 20, 20)
    layer = changes(tmp_path / "bh.gpkg", [even, clear, inside])
    result = overlay(layer, survey(tmp_path / "dltb.gpkg", strip()), tmp_path / "ledger.gpkg")
    rim = record(read_book(tmp_path / "ledger.gpkg"))["rim"]
    assert (rim["boundary_m"], rim["area_m2"], rim["fids"]) == (40.0, 4.0, [1])
    assert "over 40.0 m" in result.report
    assert "main class of 1 clues" in result.report
    row = re.search(r"512021SJBG000001</td><td>0201</td>.*?</tr>", result.report)
    assert row is not None
    assert "0103" in row.group()


def test_a_survey_in_degrees_has_a_rim_in_metres_too(tmp_path: Path) -> None:
    from tests.workflow.test_shapes import moved

    parcels = [(moved(shape, "EPSG:4490"), code) for shape, code in strip()]
    layer = changes(tmp_path / "bh.gpkg", [box(30, 5, 50, 25)])
    overlay(layer, survey(tmp_path / "dltb.gpkg", parcels, crs="EPSG:4490"), tmp_path / "ledger.gpkg")
    assert record(read_book(tmp_path / "ledger.gpkg"))["rim"]["boundary_m"] == pytest.approx(20.0, abs=0.3)


def test_a_pair_that_needs_a_detour_and_one_beyond_help_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = kernel._intersections
    refused = box(50, 5, 60, 15)

    def stubborn(first: np.ndarray, second: np.ndarray) -> tuple:
        shapes, failed = plain(first, second)
        whole = len(first) > 1  # the plain overlay of all pairs; a detour comes with one pair at a time
        return shapes, failed | np.array([whole or bool(shapely.covers(refused, shape)) for shape in first])

    monkeypatch.setattr(kernel, "_intersections", stubborn)
    layer = changes(tmp_path / "bh.gpkg", [box(5, 5, 15, 15), refused])
    result = overlay(layer, survey(tmp_path / "dltb.gpkg", strip()), tmp_path / "ledger.gpkg")
    found = record(read_book(tmp_path / "ledger.gpkg"))
    assert found["detours"] == [
        {"fid": 1, "parcel": 1, "method": "made_valid"},
        {"fid": 2, "parcel": 2, "method": "failed"},
    ]
    assert found["account"]["failed_pairs"] == 1
    assert "no method could overlay: 1." in result.report
    assert "verdict bad" in result.report
    assert "The account closes" not in result.report
