# SPDX-License-Identifier: GPL-2.0-or-later
"""The sample is handed over as files any GIS opens."""

from __future__ import annotations

import csv
import sqlite3
from contextlib import closing
from pathlib import Path

import pyogrio
import pytest
import shapely

from anyue_farmland_plugin.intake.files import FileSource
from anyue_farmland_plugin.sample.county import SampleCounty, build_county
from anyue_farmland_plugin.sample.files import PACKAGES, write_county


@pytest.fixture(scope="module")
def county() -> SampleCounty:
    return build_county(4, 500)


def test_packages_hold_the_layers_in_the_survey_system(county: SampleCounty, tmp_path: Path) -> None:
    paths = write_county(county, tmp_path / "new" / "folder")
    assert sorted(path.name for path in (tmp_path / "new" / "folder").iterdir()) == [
        "approvals.gpkg",
        "changes.gpkg",
        "survey.gpkg",
        "truth.csv",
    ]
    for package, names in PACKAGES.items():
        assert pyogrio.list_layers(paths[package])[:, 0].tolist() == list(names)
        for name in names:
            info = pyogrio.read_info(paths[package], layer=name)
            assert info["crs"] == "EPSG:4523"
            assert info["features"] == len(county.layers[name])
            assert list(info["fields"]) == list(county.layers[name].columns)
        with closing(sqlite3.connect(paths[package])) as connection:
            assert connection.execute("PRAGMA user_version").fetchone() == (10200,)


def test_values_and_shapes_survive_the_file(county: SampleCounty, tmp_path: Path) -> None:
    paths = write_county(county, tmp_path)
    table = FileSource(paths["survey"], "DLTB").read(["BSM", "TBMJ", "GDDB", "GDLX", "XZDWKD", "SJNF"])
    layer = county.layers["DLTB"]
    assert table.columns["BSM"].tolist() == layer.columns["BSM"].tolist()
    assert table.columns["GDLX"].tolist() == layer.columns["GDLX"].tolist()
    assert [None if v is None else int(v) for v in table.columns["GDDB"]] == layer.columns["GDDB"].tolist()
    assert table.columns["TBMJ"].astype(float).tolist() == layer.columns["TBMJ"].tolist()
    assert any(value is None for value in table.columns["XZDWKD"])
    assert {int(value) for value in table.columns["SJNF"]} == {2021}
    shapes = shapely.normalize(shapely.from_wkb(shapely.to_wkb(table.geometries)))
    assert (shapely.area(shapely.symmetric_difference(shapes, layer.geometries)) == 0).all()
    assert shapely.coverage_is_valid(table.geometries)


def test_same_seed_gives_the_same_bytes(county: SampleCounty, tmp_path: Path) -> None:
    first = write_county(county, tmp_path / "a")
    second = write_county(build_county(4, 500), tmp_path / "b")
    for name, path in first.items():
        assert path.read_bytes() == second[name].read_bytes(), name
    assert pyogrio.get_gdal_config_option("OGR_CURRENT_DATE") is None


def test_writing_again_replaces_the_files(county: SampleCounty, tmp_path: Path) -> None:
    first = write_county(county, tmp_path)
    size = first["survey"].stat().st_size
    second = write_county(county, tmp_path)
    assert second["survey"].stat().st_size == size
    with second["truth"].open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == len(county.truth)
    assert rows[0]["JCBH"] == county.truth[0]["JCBH"]
