# SPDX-License-Identifier: GPL-2.0-or-later
"""Areas without a ledger inside QGIS: the table of the command line, from files and memory, and its refusals."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest
from qgis.core import QgsProcessingException, QgsProcessingFeedback, QgsProject

from tests.qgis.commands import ROOT, run, write
from tests.qgis.test_algorithms import in_memory, processing_run

INPUTS = """
crossing = shapely.Polygon([(X + 85, Y), (X + 115, Y + 30), (X + 115, Y), (X + 85, Y + 30)])
survey(folder / "dltb.gpkg", strip())
shapes = [box(20, 5, 100, 25), crossing, None, box(0, -10, 10, 30)]
changes(folder / "bh.gpkg", shapes, TBLX=["20", "02", "03", None])
write_layer(folder / "zones.gpkg", "永农", [box(0, 0, 30, 30)], {"MC": ["永农"]})
write_layer(folder / "zones.gpkg", "XZQ", [box(0, 0, 120, 30)], {"XZQDM": ["512021104"], "XZQMC": ["龙台镇"]})
survey(folder / "fields.gpkg", strip(), drop=["DLBM"])
write_layer(folder / "points.gpkg", "points", [shapely.Point(X, Y)], {"JCBH": ["1"]}, geometry="Point")
(folder / "classes.csv").write_text("code,name,group\\n9999,其他,WL\\n", encoding="utf-8")
"""


class Feedback(QgsProcessingFeedback):
    """Keeps what a run warns of; cancels when a share of the work is done."""

    def __init__(self, cancel_at: float = 1000.0) -> None:
        super().__init__(False)
        self.warnings: list = []
        self._cancel_at = cancel_at
        self.progressChanged.connect(self._moved)

    def pushWarning(self, warning: str) -> None:
        self.warnings.append(warning)

    def _moved(self, share: float) -> None:
        if share >= self._cancel_at:
            self.cancel()


@pytest.fixture
def folder(plugin: object, tmp_path: Path) -> Path:
    """Changes of which one crosses itself, one has no shape and one leaves the survey; the plugin is loaded."""
    write(tmp_path, INPUTS)
    return tmp_path


def inputs(folder: Path) -> dict:
    return {
        "CHANGES": str(folder / "bh.gpkg"),
        "DLTB": str(folder / "dltb.gpkg"),
        "BASIC_FARMLAND": f"{folder / 'zones.gpkg'}|layername=永农",
        "TOWNSHIPS": f"{folder / 'zones.gpkg'}|layername=XZQ",
    }


def on_the_command_line(parameters: dict) -> dict:
    options = [f"--{name.lower().replace('_', '-')}={value}" for name, value in parameters.items()]
    done = subprocess.run(
        [sys.executable, "-m", "anyue_farmland_plugin", "areas", *options],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return dict(json.loads(done.stdout))


def test_the_table_is_that_of_the_command_line(folder: Path) -> None:
    feedback = Feedback()
    done = processing_run("overlay_areas", {**inputs(folder), "OUTPUT": str(folder / "qgis.csv")}, feedback)
    told = on_the_command_line({**inputs(folder), "OUT": folder / "cli.csv"})
    assert Path(done["OUTPUT"]).read_bytes() == (folder / "cli.csv").read_bytes()
    names = ("CHANGES_COUNT", "AREA_M2", "OVERLAY_M2", "OUTSIDE_M2")
    assert [done[name] for name in names] == [told[key] for key in ("changes", "area_m2", "overlay_m2", "outside_m2")]
    assert done["CHANGES_COUNT"] == 4
    assert done["OUTSIDE_M2"] == pytest.approx(100.0, abs=0.1)
    assert done["AREA_M2"] == pytest.approx(done["OVERLAY_M2"] + done["OUTSIDE_M2"], abs=0.01)
    with (folder / "qgis.csv").open(encoding="utf-8-sig", newline="") as stream:
        first, *_ = csv.DictReader(stream)
    assert first["XZQDM"] == "512021104"
    assert float(first["basic_farmland_m2"]) == pytest.approx(200.0, abs=0.1)
    assert [name in first for name in ("DLBM_0103", "village_code")] == [True, False]
    repaired, lost = feedback.warnings
    assert "bh.gpkg" in repaired
    assert "feature 2: " in repaired
    assert "; repaired, " in repaired
    assert "feature 3: " in lost
    assert lost.endswith("; not measured.")


def test_layers_in_memory_give_the_table_of_their_files(folder: Path, log: list) -> None:
    processing_run("overlay_areas", {**inputs(folder), "OUTPUT": str(folder / "files.csv")})
    layers = [in_memory(folder / "bh.gpkg", "BHTB", "变化"), in_memory(folder / "dltb.gpkg", "DLTB", "地类图斑")]
    QgsProject.instance().addMapLayers(layers)
    parameters = {**inputs(folder), "CHANGES": layers[0], "DLTB": layers[1].id(), "OUTPUT": str(folder / "memory.csv")}
    processing_run("overlay_areas", parameters)
    assert (folder / "memory.csv").read_bytes() == (folder / "files.csv").read_bytes()
    assert log == []


def test_a_temporary_table_is_written_where_processing_wants_it(folder: Path) -> None:
    done = processing_run("overlay_areas", {**inputs(folder), "OUTPUT": "TEMPORARY_OUTPUT"})
    assert Path(done["OUTPUT"]).read_text(encoding="utf-8-sig").startswith("fid,JCBH,area_m2")


@pytest.mark.parametrize(
    ("parameters", "sentence"),
    [
        ({"DLTB": "fields.gpkg"}, "fields.gpkg.*DLBM"),
        ({"CHANGES": "points.gpkg"}, "points.gpkg.*polygon"),
        ({"OUTPUT": "dltb.gpkg"}, "dltb.gpkg: the table is a csv file"),
        ({"OUTPUT": "nowhere/areas.csv"}, "nowhere of the table does not exist"),
        ({"OUTPUT": "classes.csv", "CLASS_TABLE": "classes.csv"}, "classes.csv is the class table"),
        ({"FIELD_MAP": "{"}, "FIELD_MAP"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_a_sentence(folder: Path, parameters: dict, sentence: str) -> None:
    chosen = {name: value if name == "FIELD_MAP" else str(folder / value) for name, value in parameters.items()}
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(QgsProcessingException, match=sentence):
        processing_run("overlay_areas", {**inputs(folder), "OUTPUT": str(folder / "areas.csv"), **chosen})
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_cancelling_leaves_no_table(folder: Path) -> None:
    before = sorted(path.name for path in folder.iterdir())
    with pytest.raises(QgsProcessingException, match="nothing was written"):
        processing_run("overlay_areas", {**inputs(folder), "OUTPUT": str(folder / "areas.csv")}, Feedback(1.0))
    assert sorted(path.name for path in folder.iterdir()) == before


def test_a_script_runs_it(folder: Path) -> None:
    answer = run("overlay_areas", folder, **inputs(folder), OUTPUT=folder / "表 1.csv")
    assert answer.code == 0, answer.said
    assert answer.results["CHANGES_COUNT"] == 4
    assert (folder / "表 1.csv").is_file()
