# SPDX-License-Identifier: GPL-2.0-or-later
"""Areas without pieces and an overlay with pieces tell the same, whatever was delivered."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anyue_farmland_plugin.core.ports import LayerSource, SilentProgress
from anyue_farmland_plugin.workflow.areas import run_areas
from anyue_farmland_plugin.workflow.areas_request import AreasRequest
from tests.workflow.deliveries import box, changes, strip, survey, write_layer
from tests.workflow.desk import Book, overlay, read_book
from tests.workflow.test_completeness import BROKEN
from tests.workflow.test_properties import Delivery


def check_areas(layer: LayerSource, dltb: LayerSource, book: Book, zones: dict) -> None:
    """Assert that areas alone are those of the ledger: per clue, per class, per protective line."""
    found = run_areas(AreasRequest(layer, dltb, zones), progress=SilentProgress())
    assert abs(found.residual) < 1e-6
    pieces = defaultdict(list)
    for piece in book.pieces:
        pieces[piece["clue_id"]].append(piece)
    cases = {case["case_id"]: case for case in book.cases}
    founders: set = set()
    for row, clue in enumerate(book.clues):
        mine = pieces[clue["clue_id"]]
        slack = 0.011 + 0.006 * len(mine)
        assert found.area[row] == pytest.approx(clue["area_m2"], abs=0.0051)
        assert found.overlay[row] == pytest.approx(clue["overlay_m2"], abs=slack)
        assert found.outside[row] == pytest.approx(clue["outside_m2"], abs=slack)
        for code, areas in found.classes.items():
            told = sum(piece["area_m2"] for piece in mine if piece["dlbm"] == code)
            assert areas[row] == pytest.approx(told, abs=slack), (clue["source_ref"], code)
        if clue["case_id"] in cases and clue["case_id"] not in founders:
            founders.add(clue["case_id"])
            for kind, areas in found.covered.items():
                assert areas[row] == pytest.approx(cases[clue["case_id"]][f"{kind}_m2"], abs=0.0051)


@pytest.mark.parametrize("side", ["change", "parcel", "zone"])
@pytest.mark.parametrize("kind", BROKEN)
def test_broken_rings_are_measured_as_they_are_overlaid(tmp_path: Path, side: str, kind: str) -> None:
    shape, area = BROKEN[kind]
    plain = box(-5, -5, 45, 35)
    dltb = survey(tmp_path / "dltb.gpkg", [(shape, "0103")] if side == "parcel" else [(plain, "0103"), strip()[2]])
    layer = changes(tmp_path / "bh.gpkg", [shape if side == "change" else plain])
    line = write_layer(tmp_path / "z.gpkg", "YJJBNTTB", [shape if side == "zone" else plain], {"MC": [""]})
    overlay(layer, dltb, tmp_path / "ledger.gpkg", zones={"basic_farmland": line})
    book = read_book(tmp_path / "ledger.gpkg")
    (case,) = book.cases
    assert (case["basic_farmland_m2"] if side == "zone" else book.clues[0]["overlay_m2"]) == pytest.approx(
        area, abs=0.06
    )
    check_areas(layer, dltb, book, {"basic_farmland": line})


@settings(max_examples=12, deadline=None, derandomize=True)
@given(seed=st.integers(0, 2**32 - 1))
def test_random_deliveries_are_measured_as_they_are_overlaid(seed: int) -> None:
    with TemporaryDirectory() as name:
        sent = Delivery(Path(name), seed)
        folder = Path(name)
        dltb = survey(folder / "dltb.gpkg", sent.parcels)
        layer = changes(folder / "bh.gpkg", sent.shapes)
        held = [parcel for row, (parcel, _) in enumerate(sent.parcels) if row % 2]
        lines = [*held, *[shape for shape in sent.shapes[:1] if shape.is_valid]]  # zones that overlap each other
        zone = write_layer(folder / "z.gpkg", "YJJBNTTB", lines, {"MC": [""] * len(lines)}) if lines else None
        zones = {"basic_farmland": zone} if zone else {}
        overlay(layer, dltb, folder / "ledger.gpkg", min_area=0.0, zones=zones)
        check_areas(layer, dltb, read_book(folder / "ledger.gpkg"), zones)
