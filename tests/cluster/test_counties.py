# SPDX-License-Identifier: GPL-2.0-or-later
"""A survey in several files: every change is counted once, whatever border it crosses."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import shapely
from pyogrio.raw import read, write

from anyue_farmland_plugin.cli import main
from anyue_farmland_plugin.core.errors import InputDataError
from anyue_farmland_plugin.core.ports import Boxes, LayerSource, SilentProgress
from anyue_farmland_plugin.workflow import areas as areas_module
from anyue_farmland_plugin.workflow.areas import run_areas
from anyue_farmland_plugin.workflow.areas_request import AreasRequest
from anyue_farmland_plugin.workflow.engines import Here
from anyue_farmland_plugin.workflow.many_sources import together
from anyue_farmland_plugin.workflow.sources import file_source
from tests.cluster.county import ZONES, arguments_for, request_for, write_files


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict:
    return write_files(tmp_path_factory.mktemp("county"))


@pytest.fixture(scope="module")
def halves(files: dict, tmp_path_factory: pytest.TempPathFactory) -> dict:
    """Return layer → two files that together hold its features, every polygon in one of them."""
    folder = tmp_path_factory.mktemp("halves")
    found = {}
    for name in ("DLTB", *ZONES.values()):
        meta, _, shapes, values = read(files["survey"], layer=name, datetime_as_string=True)
        west = shapely.bounds(shapely.from_wkb(shapes))[:, 0]
        left = west < np.median(west)
        found[name] = [folder / f"{name}_west.gpkg", folder / f"{name}_east.gpkg"]
        for path, rows in zip(found[name], (left, ~left)):
            write(
                path,
                shapes[rows],
                [column[rows] for column in values],
                meta["fields"],
                geometry_type=meta["geometry_type"],
                crs=meta["crs"],
                driver="GPKG",
            )
    return found


def rows_of(path: Path) -> list:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_a_county_in_two_files_gives_the_figures_of_one(files: dict, halves: dict, tmp_path: Path) -> None:
    assert main(arguments_for(files, tmp_path / "one.csv")) == 0
    changes = f"{files['changes']}|layername=changes_202206"
    layers = {"dltb": "DLTB", **ZONES}
    parts = [f"--{kind.replace('_', '-')}={path}" for kind, name in layers.items() for path in halves[name]]
    assert main(["areas", "--changes", changes, *parts, "--out", str(tmp_path / "two.csv")]) == 0
    one, two = rows_of(tmp_path / "one.csv"), rows_of(tmp_path / "two.csv")
    assert list(one[0]) == list(two[0])
    assert len(one) == len(two)
    for mine, theirs in zip(one, two):
        for name, told in mine.items():
            if name.endswith("_m2") or name.startswith("DLBM_"):
                assert float(theirs[name]) == pytest.approx(float(told), abs=2e-4), (mine["JCBH"], name)
            else:
                assert theirs[name] == told


class Watched:
    """A layer that tells which of its features were read."""

    def __init__(self, source: LayerSource) -> None:
        self._source = source
        self.asked: list = []

    def boxes(self) -> Boxes:
        return self._source.boxes()

    def __getattr__(self, name: str) -> object:
        return getattr(self._source, name)

    def read_flat(self, columns: list, fids: np.ndarray) -> object:
        self.asked.append(len(fids))
        return self._source.read_flat(columns, fids)


def test_a_far_county_is_not_asked_again_and_again(files: dict, halves: dict, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(areas_module, "BATCH_CHANGES", 4)
    request = request_for(files)
    west, east = (Watched(file_source(path)) for path in halves["DLTB"])
    run_areas(replace(request, dltb=west, more_surveys=(east,), zones={}), progress=SilentProgress(), engine=Here())
    batches = -(-request.changes.info().feature_count // 4)
    assert 0 < min(len(west.asked), len(east.asked)) < batches
    assert max(len(west.asked), len(east.asked)) <= batches


def test_zones_in_unlike_files_are_refused(files: dict, halves: dict) -> None:
    with pytest.raises(InputDataError, match=r"YJJBNTTB_west\.gpkg and XZQ_west\.gpkg"):
        together([file_source(halves["YJJBNTTB"][0]), file_source(halves["XZQ"][0])])


def test_repairs_of_two_counties_are_not_taken_for_each_other(tmp_path: Path) -> None:
    paths = []
    for number in range(2):
        at = 35_530_000.0 + 100 * number
        bow = shapely.Polygon([(at, 3_320_000), (at + 100, 3_320_100), (at + 100, 3_320_000), (at, 3_320_100)])
        paths.append(tmp_path / f"county{number}.gpkg")
        columns = [np.array(["0101"], dtype=object), np.array(["1"], dtype=object)]
        write(paths[-1], shapely.to_wkb(np.array([bow])), columns, ["DLBM", "BSM"], crs="EPSG:4523",
              geometry_type="Polygon", driver="GPKG")  # fmt: skip
    ground = shapely.to_wkb(np.array([shapely.box(35_530_000, 3_320_000, 35_530_200, 3_320_100)]))
    write(tmp_path / "changes.gpkg", ground, [np.array(["a"], dtype=object)], ["JCBH"], crs="EPSG:4523",
          geometry_type="Polygon", driver="GPKG")  # fmt: skip
    first, second = (file_source(path) for path in paths)
    request = AreasRequest(file_source(tmp_path / "changes.gpkg"), first, more_surveys=(second,))
    result = run_areas(request, progress=SilentProgress(), engine=Here())
    assert len(result.repairs["dltb"]) == 2
    assert result.classes["0101"][0] == pytest.approx(result.area[0] / 2, abs=0.01)
