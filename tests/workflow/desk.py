# SPDX-License-Identifier: GPL-2.0-or-later
"""The analyst's desk of the tests: runs overlays and looks into the ledger afterwards."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Optional

import numpy as np
import shapely

from anyue_farmland_plugin.core.ports import Clock, LayerSource, SilentProgress
from anyue_farmland_plugin.ledger.reading import reading
from anyue_farmland_plugin.ledger.verify import verify_ledger
from anyue_farmland_plugin.workflow.overlay import run_overlay
from anyue_farmland_plugin.workflow.overlay_request import OverlayRequest, OverlayResult
from tests.factories import ANALYST, TickingClock

CHAIN = "6f1b2c1e-5a53-4d27-9a35-0d6a5a1b7c11"


def overlay(
    changes: LayerSource,
    dltb: LayerSource,
    ledger: Path,
    batch: str = "2022-06",
    *,
    clock: Optional[Clock] = None,
    progress: Optional[SilentProgress] = None,
    **options: object,
) -> OverlayResult:
    """Run an overlay; options are those of `OverlayRequest`."""
    request = OverlayRequest(changes=changes, dltb=dltb, ledger=ledger, batch=batch, **options)  # type: ignore[arg-type]
    return run_overlay(
        request,
        actor=ANALYST,
        clock=clock or TickingClock(),
        new_id=lambda: CHAIN,
        progress=progress or SilentProgress(),
    )


@dataclass(frozen=True)
class Book:
    """All rows of a ledger at one moment, in the order they were written."""

    deliveries: list
    clues: list
    cases: list
    pieces: list
    events: list

    def clue(self, source_ref: str) -> dict:
        """Return the one clue with that delivered number."""
        (found,) = (clue for clue in self.clues if clue["source_ref"] == source_ref)
        return found

    def case_of(self, source_ref: str) -> dict:
        """Return the case of the clue with that delivered number."""
        case_id = self.clue(source_ref)["case_id"]
        return next(case for case in self.cases if case["case_id"] == case_id)

    def pieces_of(self, source_ref: str) -> list:
        """Return the pieces of the clue with that delivered number."""
        clue_id = self.clue(source_ref)["clue_id"]
        return [piece for piece in self.pieces if piece["clue_id"] == clue_id]


def read_book(path: Path) -> Book:
    """Verify the ledger (any finding fails the test) and return its rows, geometries decoded."""
    found = verify_ledger(path)
    assert found.ok, found.findings
    with reading(path) as reader:
        tables = [list(reader.rows(name)) for name in ("deliveries", "clues", "cases", "pieces", "events")]
    for row in (row for rows in tables for row in rows):
        if row.get("geom") is not None:
            row["geom"] = shapely.from_wkb(row["geom"])
    return Book(*tables)


def cents(rows: list, column: str) -> int:
    """Return the exact sum of a column of m² in whole hundredths."""
    return sum(round(row[column] * 100) for row in rows)


def check_identities(book: Book, cultivated: tuple = ("01",)) -> None:
    """Assert what must hold in every ledger: sums of clues, classes of cases, TBMJ of parcels.

    ``cultivated`` are the beginnings of class codes that mean cultivated land.
    """
    for clue in book.clues:
        pieces = [piece for piece in book.pieces if piece["clue_id"] == clue["clue_id"]]
        assert cents(pieces, "area_m2") == round(clue["overlay_m2"] * 100), clue["source_ref"]
        assert all(piece["area_m2"] > 0 or shapely.area(piece["geom"]) < 0.006 for piece in pieces)
        if "overlapping_parcels" not in (clue["flags"] or ""):
            assert cents([clue], "overlay_m2") + cents([clue], "outside_m2") == cents([clue], "area_m2")
    for case in book.cases:
        check_classes(book, case, cultivated)
    for key in {piece["parcel_key"] for piece in book.pieces}:
        mine = [piece for piece in book.pieces if piece["parcel_key"] == key]
        assert cents(mine, "ledger_m2") <= round(mine[0]["tbmj"] * 100), key


def check_classes(book: Book, case: dict, cultivated: tuple) -> None:
    """Assert the founding clue's identity: classes of the pieces and outside make the case's area."""
    founder = next(clue for clue in book.clues if clue["case_id"] == case["case_id"])
    pieces = [piece for piece in book.pieces if piece["clue_id"] == founder["clue_id"]]
    farmland = [piece for piece in pieces if (piece["dlbm"] or "").startswith(cultivated)]
    assert cents(farmland, "net_m2") == cents([case], "farmland_m2")
    parts = ("farmland_m2", "other_agri_m2", "construction_m2", "unused_m2")
    classed = [piece for piece in pieces if piece["dlbm"]]
    assert sum(cents([case], part) for part in parts) == cents(classed, "area_m2")
    if "overlapping_parcels" not in (founder["flags"] or "") and len(classed) == len(pieces):
        assert sum(cents([case], part) for part in (*parts, "outside_survey_m2")) == cents([case], "area_m2")


def folder_names(folder: Path) -> list:
    """Return the names in the folder in order, without the folder of the ledger's backups."""
    return sorted(item.name for item in folder.iterdir() if not item.name.endswith("-backups"))


def scalar(path: Path, statement: str) -> object:
    """Return one value of a ledger by plain SQL."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        return connection.execute(statement).fetchone()[0]


def planar_area(rows: list) -> float:
    """Return the summed planar area of the rows' geometries."""
    return float(np.sum(shapely.area([row["geom"] for row in rows])))
