# SPDX-License-Identifier: GPL-2.0-or-later
"""Real layers of other countries through the whole job give the figures others computed from them."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import Iterable

import numpy as np
import pyogrio
import pytest
import shapely

from anyue_farmland_plugin.core.ports import LayerSource
from anyue_farmland_plugin.intake.files import FileSource
from tests.workflow.deliveries import changes
from tests.workflow.desk import overlay, planar_area, read_book
from tests.workflow.geodesic import geodesic_areas


def class_table(path: Path, codes: Iterable, group: str = "QN") -> Path:
    """Write a class table of bare codes; no code of the reference data is one of the survey's."""
    lines = [f"{code},{code},{group}" for code in sorted({str(code) for code in codes})]
    path.write_text("code,name,group\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return path


def codes_of(path: Path, layer: str, field: str) -> list:
    """Return the distinct values of a field."""
    return sorted(
        set(pyogrio.raw.read(path, layer=layer, columns=[field], read_geometry=False)[3][0].tolist()) - {None}
    )


def lcdb(shared_data: Path, layer: str) -> LayerSource:
    return FileSource(shared_data / "nz_lcdb5" / "lcdb5_blenheim.gpkg", layer)


def told(shared_data: Path, name: str) -> list:
    """Return the rows of a reference table."""
    with (shared_data / "reference" / f"{name}.csv").open(encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def sums(rows: Iterable[tuple]) -> dict:
    """Return key → summed area of (key, area) rows."""
    found: dict = defaultdict(float)
    for key, area in rows:
        found[key] += float(area)
    return dict(found)


def plane(piece: dict) -> float:
    """Return the plane area of a piece, which is what the references were measured in."""
    return float(shapely.area(piece["geom"]))


@pytest.mark.parametrize(
    ("years", "alerts", "pieces", "several"), [("1996_2018", 229, 334, 46), ("2012_2018", 73, 78, 4)]
)
def test_blenheim_alerts_on_the_land_cover_before(
    shared_data: Path, tmp_path: Path, years: str, alerts: int, pieces: int, several: int
) -> None:
    status = f"status_{years[:4]}"
    fields = {"dltb": {"BSM": "sid", "DLBM": "class", "DLMC": "name"}, "changes": {"JCBH": "alert_id"}}
    codes = codes_of(shared_data / "nz_lcdb5" / "lcdb5_blenheim.gpkg", status, "class")
    result = overlay(
        lcdb(shared_data, f"alerts_{years}"),
        lcdb(shared_data, status),
        tmp_path / "ledger.gpkg",
        field_map=fields,
        class_table=class_table(tmp_path / "classes.csv", codes),
    )
    assert (result.clues_added, result.pieces, result.residual_m2) == (alerts, pieces, 0.0)
    book = read_book(tmp_path / "ledger.gpkg")
    numbers = {clue["clue_id"]: clue["source_ref"] for clue in book.clues}
    rows = told(shared_data, f"lcdb_blenheim_alerts_{years}_by_from_class")
    expected = {row["class"]: pytest.approx(float(row["sum"]), abs=0.1) for row in rows}
    assert sums((piece["dlbm"], plane(piece)) for piece in book.pieces) == expected
    assert Counter(piece["dlbm"] for piece in book.pieces) == {row["class"]: int(row["count"]) for row in rows}
    mine = {(numbers[piece["clue_id"]], piece["bsm"]): plane(piece) for piece in book.pieces}
    rows = told(shared_data, f"lcdb_blenheim_alerts_{years}_pieces")
    assert {(row["alert_id"], row["sid"]): pytest.approx(float(row["a"]), abs=0.1) for row in rows} == mine
    assert sum(count > 1 for count in Counter(piece["clue_id"] for piece in book.pieces).values()) == several
    alone = geodesic_areas([piece["geom"] for piece in book.pieces[:40]], "EPSG:2193")
    assert [piece["area_m2"] for piece in book.pieces[:40]] == pytest.approx(
        alone, rel=2e-7, abs=0.02
    )  # edges of kilometres: the survey's 70 m rule


@pytest.mark.parametrize(
    ("years", "pieces", "area", "transitions"),
    [("1996_2018", 569, 155_559_364.16, 60), ("2012_2018", 83, 10_774_311.47, 23)],
)
def test_blenheim_changes_become_what_the_producer_says(
    shared_data: Path, tmp_path: Path, years: str, pieces: int, area: float, transitions: int
) -> None:
    first = years[:4]
    codes = codes_of(shared_data / "nz_lcdb5" / "lcdb5_blenheim.gpkg", f"status_{first}", "class")
    result = overlay(
        lcdb(shared_data, f"change_{years}"),
        lcdb(shared_data, f"status_{first}"),
        tmp_path / "ledger.gpkg",
        min_area=0.0,
        field_map={"dltb": {"BSM": "sid", "DLBM": "class"}, "changes": {"JCBH": "LCDB_UID"}},
        class_table=class_table(tmp_path / "classes.csv", codes),
    )
    assert (result.pieces, result.residual_m2) == (pieces, 0.0)
    book = read_book(tmp_path / "ledger.gpkg")
    assert planar_area(book.pieces) == pytest.approx(area, abs=0.1)
    after = {clue["clue_id"]: str(json.loads(clue["attributes"])["Class_2018"]) for clue in book.clues}
    found = sums(((piece["dlbm"], after[piece["clue_id"]]), plane(piece)) for piece in book.pieces)
    rows = told(shared_data, f"lcdb_blenheim_{years}_truth_from_attributes")
    truth = {(row[f"Class_{first}"], row["Class_2018"]): pytest.approx(float(row["sum"]), abs=0.1) for row in rows}
    assert found == truth
    assert len(found) == transitions


def test_villages_on_a_zoning_with_crossing_rings_and_another_system(shared_data: Path, tmp_path: Path) -> None:
    path = shared_data / "tw_zoning" / "tw_zoning_changhua_yunlin.gpkg"
    result = overlay(
        FileSource(path, "villages"),
        FileSource(path, "zoning"),
        tmp_path / "ledger.gpkg",
        min_area=0.0,
        field_map={
            "dltb": {"BSM": "OBJECTID", "DLBM": "分區代", "DLMC": "分區類", "TBMJ": "Shape_Area"},
            "changes": {"JCBH": "VILLCODE"},
        },
        class_table=class_table(tmp_path / "classes.csv", codes_of(path, "zoning", "分區代")),
    )
    assert (result.pieces, result.residual_m2) == (15_502, 0.0)
    book = read_book(tmp_path / "ledger.gpkg")
    areas = shapely.area([piece["geom"] for piece in book.pieces])
    assert (int((areas > 1.0).sum()), int((areas > 100.0).sum())) == (15_375, 14_655)
    assert areas.sum() == pytest.approx(223_353_022.9, abs=0.1)
    places = {clue["clue_id"]: json.loads(clue["attributes"]) for clue in book.clues}
    found = sums(
        ((places[piece["clue_id"]]["COUNTYNAME"], places[piece["clue_id"]]["TOWNNAME"], piece["dlmc"]), plane(piece))
        for piece in book.pieces
    )
    for row in told(shared_data, "tw_changhua_yunlin_zone_by_town"):
        key = (row["COUNTYNAME"], row["TOWNNAME"], row["分區類"])
        assert found[key] == pytest.approx(float(row["sum"]), rel=1e-6, abs=0.06), key
    listed = [row["why"].split("[")[0] for row in told(shared_data, "tw_changhua_yunlin_invalid")]
    for why in set(listed):
        assert result.report.count(why) >= listed.count(why)


@pytest.mark.parametrize(
    ("year", "counts", "area"), [(2019, (5970, 89, 957, 63), 351_306_826.1), (2020, (5396, 60, 858, 66), 343_375_638.1)]
)
def test_mines_in_the_territories_of_the_amazon(
    shared_data: Path, tmp_path: Path, year: int, counts: tuple, area: float
) -> None:
    alerts, invalid, pieces, territories = counts
    folder, layer = shared_data / "amazon_mining", f"mining_new_{year}"
    mines, zones = folder / "amazon_mining_dev_2019_2020.gpkg", folder / "amazon_zones.gpkg"
    result = overlay(
        FileSource(mines, layer),
        FileSource(zones, "indigenous_territories"),
        tmp_path / "ledger.gpkg",
        min_area=0.0,
        field_map={"dltb": {"BSM": "id", "DLBM": "country_code", "DLMC": "name_field"}},
        class_table=class_table(tmp_path / "classes.csv", codes_of(zones, "indigenous_territories", "country_code")),
    )
    assert (result.clues_added, result.pieces, result.residual_m2) == (alerts, pieces, 0.0)
    assert result.area_m2 == pytest.approx(area, rel=1e-6)
    book = read_book(tmp_path / "ledger.gpkg")
    rows = told(shared_data, f"amazon_{year}_by_territory")
    found = sums((piece["bsm"], piece["area_m2"]) for piece in book.pieces)
    assert found == {row["id"]: pytest.approx(float(row["sum"]), rel=5e-6, abs=0.06) for row in rows}
    assert len(found) == territories
    _, fids, shapes, _ = pyogrio.raw.read(mines, layer=layer, columns=[], return_fids=True)
    broken = set(fids[~shapely.is_valid(shapely.from_wkb(shapes))].tolist())
    assert len(broken) == invalid
    assert broken <= listed_repairs(result.report, layer)
    flagged = [clue for clue in book.clues if "repaired" in (clue["flags"] or "")]
    assert len(flagged) == invalid
    _, fids, shapes, _ = pyogrio.raw.read(zones, layer="indigenous_territories", columns=[], return_fids=True)
    box = shapely.box(*shapely.total_bounds(shapely.from_wkb(pyogrio.raw.read(mines, layer=layer, columns=[])[2])))
    near = shapely.intersects(shapely.box(*shapely.bounds(shapely.from_wkb(shapes)).T), box)
    wrong = fids[near & ~shapely.is_valid(shapely.from_wkb(shapes))]
    assert set(wrong.tolist()) <= listed_repairs(result.report, "indigenous_territories")


def test_a_cadastre_whose_legal_areas_are_not_those_of_its_polygons(shared_data: Path, tmp_path: Path) -> None:
    path = shared_data / "fr_cadastre" / "cadastre_epinay_sur_orge_91216.gpkg"
    outline = shapely.union_all(shapely.from_wkb(pyogrio.raw.read(path, columns=[])[2]))
    result = overlay(
        changes(tmp_path / "all.gpkg", [outline], crs="EPSG:4326"),
        FileSource(path, "parcelles"),
        tmp_path / "ledger.gpkg",
        min_area=0.0,
        field_map={"dltb": {"BSM": "id", "TBMJ": "contenance", "DLBM": "section"}},
        class_table=class_table(tmp_path / "classes.csv", codes_of(path, "parcelles", "section")),
    )
    assert (result.pieces, result.residual_m2) == (4241, 0.0)
    book = read_book(tmp_path / "ledger.gpkg")
    assert sum(piece["area_m2"] for piece in book.pieces) == pytest.approx(3_836_490.4, abs=0.5)
    off = [abs(piece["tbmj"] - piece["area_m2"]) / piece["tbmj"] > 0.05 for piece in book.pieces]
    assert sum(off) / len(off) == pytest.approx(0.1115, abs=0.001)
    claimed = [piece for piece in book.pieces if "no_tbmj" not in (piece["flags"] or "")]
    assert [piece["ledger_m2"] for piece in claimed] == [piece["tbmj"] for piece in claimed]


def listed_repairs(report: str, layer: str) -> set:
    """Return the row numbers the report lists as repaired of one layer."""
    rows = re.findall(r"<tr>(.*?)</tr>", report, re.DOTALL)
    cells = [re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL) for row in rows]
    return {int(row[1]) for row in cells if len(row) > 2 and layer in row[0] and np.char.isdigit(row[1])}
