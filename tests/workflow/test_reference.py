# SPDX-License-Identifier: GPL-2.0-or-later
"""Real layers of other countries through the whole job give the figures others computed from them."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from pathlib import Path
from typing import Iterable

import numpy as np
import pyogrio
import pytest
import shapely

from anyue_farmland_plugin.core.ports import LayerSource
from anyue_farmland_plugin.intake.files import FileSource
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


def test_blenheim_alerts_on_the_land_cover_of_1996(shared_data: Path, tmp_path: Path) -> None:
    fields = {"dltb": {"BSM": "sid", "DLBM": "class", "DLMC": "name"}, "changes": {"JCBH": "alert_id"}}
    codes = codes_of(shared_data / "nz_lcdb5" / "lcdb5_blenheim.gpkg", "status_1996", "class")
    result = overlay(
        lcdb(shared_data, "alerts_1996_2018"),
        lcdb(shared_data, "status_1996"),
        tmp_path / "ledger.gpkg",
        field_map=fields,
        class_table=class_table(tmp_path / "classes.csv", codes),
    )
    assert (result.clues_added, result.pieces, result.residual_m2) == (229, 334, 0.0)
    book = read_book(tmp_path / "ledger.gpkg")
    assert planar_area(book.pieces) == pytest.approx(155_559_364.16, abs=0.1)
    found = defaultdict(float)
    for piece in book.pieces:
        found[piece["dlbm"]] += shapely.area(piece["geom"])
    with (shared_data / "reference" / "lcdb_blenheim_alerts_1996_2018_by_from_class.csv").open() as stream:
        expected = {row["class"]: float(row["sum"]) for row in csv.DictReader(stream)}
    assert found.keys() == expected.keys()
    assert {code: pytest.approx(area, abs=0.1) for code, area in expected.items()} == found
    assert found["30"] == pytest.approx(20_810_257.96, abs=0.1)
    with (shared_data / "reference" / "lcdb_blenheim_alerts_1996_2018_pieces.csv").open() as stream:
        rows = {(row["alert_id"], row["sid"]): float(row["a"]) for row in csv.DictReader(stream)}
    numbers = {clue["clue_id"]: clue["source_ref"] for clue in book.clues}
    mine = {(numbers[piece["clue_id"]], piece["bsm"]): shapely.area(piece["geom"]) for piece in book.pieces}
    assert {pair: pytest.approx(area, abs=0.1) for pair, area in rows.items()} == mine
    alone = geodesic_areas([piece["geom"] for piece in book.pieces[:40]], "EPSG:2193")
    assert [piece["area_m2"] for piece in book.pieces[:40]] == pytest.approx(alone, rel=1e-7, abs=0.02)


@pytest.mark.parametrize(
    ("years", "pieces", "area"), [("1996_2018", 569, 155_559_364.16), ("2012_2018", 83, 10_774_311.47)]
)
def test_blenheim_changes(shared_data: Path, tmp_path: Path, years: str, pieces: int, area: float) -> None:
    status = f"status_{years[:4]}"
    codes = codes_of(shared_data / "nz_lcdb5" / "lcdb5_blenheim.gpkg", status, "class")
    result = overlay(
        lcdb(shared_data, f"change_{years}"),
        lcdb(shared_data, status),
        tmp_path / "ledger.gpkg",
        min_area=0.0,
        field_map={"dltb": {"BSM": "sid", "DLBM": "class"}, "changes": {"JCBH": "LCDB_UID"}},
        class_table=class_table(tmp_path / "classes.csv", codes),
    )
    assert (result.pieces, result.residual_m2) == (pieces, 0.0)
    assert planar_area(read_book(tmp_path / "ledger.gpkg").pieces) == pytest.approx(area, abs=0.1)


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
    assert result.residual_m2 == 0.0
    book = read_book(tmp_path / "ledger.gpkg")
    areas = shapely.area([piece["geom"] for piece in book.pieces])
    assert abs(int((areas > 1.0).sum()) - 15_375) <= 3
    assert areas.sum() == pytest.approx(223_353_022.9, rel=1e-6)
    with (shared_data / "reference" / "tw_changhua_yunlin_invalid.csv").open(encoding="utf-8") as stream:
        listed = [row["why"].split("[")[0] for row in csv.DictReader(stream)]
    for why in set(listed):
        assert result.report.count(why) >= listed.count(why)


def test_mines_in_the_territories_of_the_amazon(shared_data: Path, tmp_path: Path) -> None:
    folder = shared_data / "amazon_mining"
    mines, zones = folder / "amazon_mining_dev_2019_2020.gpkg", folder / "amazon_zones.gpkg"
    result = overlay(
        FileSource(mines, "mining_new_2019"),
        FileSource(zones, "indigenous_territories"),
        tmp_path / "ledger.gpkg",
        min_area=0.0,
        field_map={"dltb": {"BSM": "id_field", "DLBM": "country_code", "DLMC": "name_field"}},
        class_table=class_table(tmp_path / "classes.csv", codes_of(zones, "indigenous_territories", "country_code")),
    )
    assert (result.clues_added, result.pieces) == (5970, 957)
    assert result.area_m2 == pytest.approx(351_306_826, rel=1e-3)
    _, fids, shapes, _ = pyogrio.raw.read(mines, layer="mining_new_2019", columns=[], return_fids=True)
    invalid = fids[~shapely.is_valid(shapely.from_wkb(shapes))]
    assert len(invalid) == 89
    listed = listed_repairs(result.report, "mining_new_2019")
    assert set(invalid.tolist()) <= listed
    _, fids, shapes, _ = pyogrio.raw.read(zones, layer="indigenous_territories", columns=[], return_fids=True)
    box = shapely.box(
        *shapely.total_bounds(shapely.from_wkb(pyogrio.raw.read(mines, layer="mining_new_2019", columns=[])[2]))
    )
    near = shapely.intersects(shapely.box(*shapely.bounds(shapely.from_wkb(shapes)).T), box)
    wrong = fids[near & ~shapely.is_valid(shapely.from_wkb(shapes))]
    assert set(wrong.tolist()) <= listed_repairs(result.report, "indigenous_territories")
    flagged = [
        clue for clue in read_book(tmp_path / "ledger.gpkg").clues if clue["flags"] and "repaired" in clue["flags"]
    ]
    assert len(flagged) == 89


def listed_repairs(report: str, layer: str) -> set:
    """Return the row numbers the report lists as repaired of one layer."""
    rows = re.findall(r"<tr>(.*?)</tr>", report, re.DOTALL)
    cells = [re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL) for row in rows]
    return {int(row[1]) for row in cells if len(row) > 2 and layer in row[0] and np.char.isdigit(row[1])}
