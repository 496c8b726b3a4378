# SPDX-License-Identifier: GPL-2.0-or-later
"""Areas without pieces: the same figures as the overlay that writes a ledger."""

from __future__ import annotations

import csv
from datetime import datetime, timezone
from pathlib import Path

import numpy as np
import pytest
import shapely
from pyogrio.raw import write

from anyue_farmland_plugin.core.errors import Cancelled, InputDataError
from anyue_farmland_plugin.core.ports import Actor, SilentProgress
from anyue_farmland_plugin.ledger.reading import reading
from anyue_farmland_plugin.sample.county import build_county
from anyue_farmland_plugin.sample.files import write_county
from anyue_farmland_plugin.workflow import areas as areas_module
from anyue_farmland_plugin.workflow.areas import run_areas
from anyue_farmland_plugin.workflow.areas_request import AreasRequest, AreasResult
from anyue_farmland_plugin.workflow.areas_table import save_table
from anyue_farmland_plugin.workflow.overlay import run_overlay
from anyue_farmland_plugin.workflow.overlay_request import OverlayRequest
from anyue_farmland_plugin.workflow.sources import file_source

CRS = "EPSG:4523"
WEST, SOUTH = 35_530_000.0, 3_320_000.0


def layer(path: Path, shapes: list, **columns: list) -> Path:
    geometry = shapely.to_wkb(shapely.transform(np.array(shapes), lambda at: at + np.array([WEST, SOUTH])))
    write(
        path,
        geometry,
        [np.array(values, dtype=object) for values in columns.values()],
        list(columns),
        geometry_type="Unknown",
        crs=CRS,
        layer=path.stem,
        driver="GPKG",
    )
    return path


def measured(changes: Path, dltb: Path, **zones: Path) -> AreasResult:
    found = {kind: file_source(path) for kind, path in zones.items()}
    return run_areas(AreasRequest(file_source(changes), file_source(dltb), found), progress=SilentProgress())


LAYERS = {
    "basic_farmland": "YJJBNTTB",
    "eco_redline": "STBHHX",
    "urban_boundary": "CZKFBJ",
    "townships": "XZQ",
    "villages": "CJDCQ",
}


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> AreasRequest:
    """A sample county and the changes of one month, as a request."""
    files = write_county(build_county(7, 1500), tmp_path_factory.mktemp("county"))
    return AreasRequest(
        file_source(files["changes"], "changes_202206"),
        file_source(files["survey"], "DLTB"),
        {kind: file_source(files["survey"], name) for kind, name in LAYERS.items()},
    )


def test_a_sample_county_gives_the_figures_of_the_ledger(county: AreasRequest, tmp_path: Path) -> None:
    result = run_areas(county, progress=SilentProgress())
    ledger = tmp_path / "ledger.gpkg"
    run_overlay(
        OverlayRequest(county.changes, county.dltb, ledger, "1", min_area=0.0, zones=county.zones),
        actor=Actor("a", "analyst"),
        clock=lambda: datetime(2022, 9, 1, tzinfo=timezone.utc),
        new_id=lambda: "00000000-0000-4000-8000-000000000001",
        progress=SilentProgress(),
    )
    with reading(ledger) as reader:
        clues, cases = list(reader.rows("clues")), {case["case_id"]: case for case in reader.rows("cases")}
        pieces = list(reader.rows("pieces"))
    assert [clue["source_ref"] for clue in clues] == result.numbers.tolist()
    assert [clue["area_m2"] for clue in clues] == pytest.approx(result.area.tolist(), abs=0.006)
    assert [clue["outside_m2"] for clue in clues] == pytest.approx(result.outside.tolist(), abs=0.011)
    by_class: dict = {}
    row_of = {clue["clue_id"]: row for row, clue in enumerate(clues)}
    for piece in pieces:
        key = piece["dlbm"], row_of[piece["clue_id"]]
        by_class[key] = by_class.get(key, 0.0) + piece["area_m2"]
    for code, found in result.classes.items():
        told = [by_class.get((code, row), 0.0) for row in range(len(clues))]
        assert found.tolist() == pytest.approx(told, abs=0.03)
    founded = [row for row, clue in enumerate(clues) if cases[clue["case_id"]]["area_m2"] == clue["area_m2"]]
    assert len(founded) > 30
    for row in founded:
        case = cases[clues[row]["case_id"]]
        assert case["basic_farmland_m2"] == pytest.approx(result.covered["basic_farmland"][row], abs=0.006)
        assert (case["town_code"] or "") == result.codes["townships"][row]
    assert abs(result.residual) < 1e-6


def test_faulty_polygons_are_repaired_as_for_the_ledger_and_told(tmp_path: Path) -> None:
    bow_tie = shapely.Polygon([(0, 0), (100, 100), (100, 0), (0, 100)])
    twice = shapely.multipolygons([shapely.box(200, 0, 300, 100), shapely.box(250, 0, 350, 100)])
    dltb = layer(tmp_path / "dltb.gpkg", [bow_tie, twice, None], DLBM=["0101", "0103", "0101"], BSM=list("123"))
    changes = layer(
        tmp_path / "changes.gpkg", [shapely.box(0, 0, 100, 100), shapely.box(200, 0, 350, 100)], JCBH=["a", "b"]
    )
    result = measured(changes, dltb)
    assert result.classes["0101"][0] == pytest.approx(result.area[0] / 2, abs=0.01)
    assert result.classes["0103"][1] == pytest.approx(result.area[1], abs=0.01)
    assert [repair.fid for repair in result.repairs["dltb"]] == ["1", "2"]


def test_ground_in_two_parcels_or_two_zones_is_not_lost_and_not_doubled(tmp_path: Path) -> None:
    parcels = [shapely.box(0, 0, 60, 100), shapely.box(40, 0, 100, 100)]
    dltb = layer(tmp_path / "dltb.gpkg", parcels, DLBM=["0101", "0201"], BSM=["1", "2"])
    zones = layer(tmp_path / "zones.gpkg", [*parcels, shapely.box(0, 0, 100, 50)], NAME=list("abc"))
    changes = layer(tmp_path / "changes.gpkg", [shapely.box(0, 0, 120, 100)], JCBH=["a"])
    result = measured(changes, dltb, basic_farmland=zones)
    assert result.doubled[0] == pytest.approx(2000, abs=0.5)
    assert result.outside[0] == pytest.approx(2000, abs=0.5)
    assert result.covered["basic_farmland"][0] == pytest.approx(10_000, abs=1.0)
    assert result.area[0] == pytest.approx(result.overlay[0] + result.outside[0] - result.doubled[0], abs=1e-6)


def test_batches_change_nothing(county: AreasRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = run_areas(county, progress=SilentProgress())
    monkeypatch.setattr(areas_module, "BATCH_CHANGES", 37)
    parts = run_areas(county, progress=SilentProgress())
    for code, found in whole.classes.items():
        assert found.tolist() == pytest.approx(parts.classes[code].tolist(), abs=1e-5)
    assert whole.codes["townships"].tolist() == parts.codes["townships"].tolist()
    assert whole.outside.tolist() == pytest.approx(parts.outside.tolist(), abs=1e-5)


def test_a_change_across_two_counties_meets_the_parcels_of_both(tmp_path: Path) -> None:
    west = layer(tmp_path / "west.gpkg", [shapely.box(0, 0, 50, 100)], DLBM=["0101"], BSM=["1"])
    east = layer(tmp_path / "east.gpkg", [shapely.box(50, 0, 100, 100)], DLBM=["0101"], BSM=["1"])
    changes = layer(tmp_path / "changes.gpkg", [shapely.box(10, 10, 90, 90)], JCBH=["a"])
    request = AreasRequest(file_source(changes), file_source(west), more_surveys=(file_source(east),))
    result = run_areas(request, progress=SilentProgress())
    assert result.classes["0101"][0] == pytest.approx(result.area[0], abs=1e-6)
    assert result.outside[0] == pytest.approx(0.0, abs=1e-6)


def test_the_table_opens_in_a_spreadsheet(county: AreasRequest, tmp_path: Path) -> None:
    result = run_areas(county, progress=SilentProgress())
    path = save_table(tmp_path / "面积.csv", result)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == len(result)
    assert sum(float(row["overlay_m2"]) for row in rows) == pytest.approx(result.overlay.sum(), abs=0.1)
    with pytest.raises(InputDataError, match=r"no\.csv"):
        save_table(tmp_path / "absent" / "no.csv", result)


def test_cancelling_stops_between_batches(county: AreasRequest) -> None:
    class Impatient(SilentProgress):
        def cancelled(self) -> bool:
            return True

    with pytest.raises(Cancelled):
        run_areas(county, progress=Impatient())
