# SPDX-License-Identifier: GPL-2.0-or-later
"""A script runs overlay, tags, check and hand-over through plain qgis_process, and gets sentences for wrong inputs."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from qgis.core import QgsGeometry

from anyue_farmland_plugin.ledger.connection import register_functions
from anyue_farmland_plugin.ledger.reading import reading
from tests.qgis.commands import ROOT, run, verified, write

INPUTS = """
survey(folder / "dltb.gpkg", strip())
changes(folder / "变化 6月#1.gpkg", [box(0, 0, 20, 20), box(22, 0, 60, 30)], TBLX=["20", "02"], 序号=[1, 2])
write_layer(folder / "zones.gpkg", "永农", [box(0, 0, 30, 30)], {"MC": ["永农"]})
write_layer(folder / "zones.gpkg", "SSNYD", [box(22, 0, 120, 30)], {"MC": ["设施"]})
write_layer(folder / "zones.gpkg", "XZQ", [box(0, 0, 120, 30)], {"XZQDM": ["512021104"], "XZQMC": ["龙台镇"]})
write_layer(folder / "wrong.gpkg", "points", [shapely.Point(X, Y)], {"JCBH": ["1"]}, geometry="Point")
write_layer(folder / "wrong.gpkg", "empty", [], {"JCBH": []}, geometry="Polygon")
write_layer(folder / "wrong.gpkg", "nowhere", [box(0, 0, 9, 9)], {"JCBH": ["1"]}, crs=None)
survey(folder / "codes.gpkg", strip(), DLBM=["0103", "9999", "0702"])
survey(folder / "words.gpkg", strip(), TBMJ=["1200", "约三亩", "1200"])
survey(folder / "fields.gpkg", strip(), drop=["DLBM"])
(folder / "null.gpkg").write_bytes(b"")
(folder / "text.gpkg").write_text("JCBH,TBLX\\n")
"""


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files all runs here read."""
    folder = tmp_path_factory.mktemp("inputs")
    write(folder, "import warnings; warnings.simplefilter('ignore')" + INPUTS)
    return folder


@pytest.fixture(scope="module")
def ledger(inputs: Path) -> Path:
    """A ledger made by one overlay with protective lines, approvals and townships."""
    path = inputs / "台账 2022#1.gpkg"
    answer = run(
        "overlay",
        inputs,
        CHANGES=inputs / "变化 6月#1.gpkg",
        DLTB=inputs / "dltb.gpkg",
        BASIC_FARMLAND=f"{inputs / 'zones.gpkg'}|layername=永农",
        APPROVALS=[f"{inputs / 'zones.gpkg'}|layername=SSNYD"],
        TOWNSHIPS=f"{inputs / 'zones.gpkg'}|layername=XZQ",
        BATCH="2022-双月-3",
        SOURCE_KIND="S3",
        DETECTED_ON="2022-06-30",
        FIELD_MAP='{"changes":{"PC":"序号"}}',
        LEDGER=path,
    )
    assert answer.code == 0, answer.said
    counts = {name: answer.results[name] for name in ("CLUES_ADDED", "CASES_CREATED", "CASES_LINKED", "PIECES")}
    assert counts == {"CLUES_ADDED": 2, "CASES_CREATED": 2, "CASES_LINKED": 0, "PIECES": 3}
    assert answer.results["AREA_M2"] == pytest.approx(1539.96, abs=0.05)
    assert answer.results["RESIDUAL_M2"] == 0
    assert Path(str(answer.results["REPORT"])).read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    return path


def select(path: Path, statement: str) -> list:
    with closing(sqlite3.connect(f"file:{path.as_posix().replace('#', '%23')}?mode=ro", uri=True)) as connection:
        return connection.execute(statement).fetchall()


def test_what_the_overlay_wrote(ledger: Path) -> None:
    columns = "town_name, source_kinds, suggested_type, suggested_verdict, basic_farmland_m2, approved_m2"
    first, second = select(ledger, f"SELECT {columns} FROM cases ORDER BY case_no")
    assert first == ("龙台镇", "S3", "FN01", "DH", pytest.approx(399.99, abs=0.02), 0.0)
    assert second[:4] == ("龙台镇", "S3", None, "SS")
    assert second[4:] == pytest.approx((239.99, 1139.97), abs=0.05)
    assert select(ledger, "SELECT batch FROM deliveries WHERE kind = 'changes'") == [("2022-双月-3",)]
    assert select(ledger, "SELECT DISTINCT detected_on FROM clues") == [("2022-06-30",)]
    assert verified(ledger)["pieces"] == 3


def test_gdal_and_qgis_find_no_fault_in_the_file(ledger: Path) -> None:
    done = subprocess.run(
        ["/usr/bin/python3", "-m", "osgeo_utils.samples.validate_gpkg", "-k", str(ledger)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert not [name for name in ledger.parent.iterdir() if name.name.startswith(ledger.name) and name != ledger]


def test_the_same_delivery_again_says_so_and_changes_nothing(ledger: Path, inputs: Path) -> None:
    before = ledger.read_bytes()
    answer = run(
        "overlay",
        inputs,
        CHANGES=inputs / "变化 6月#1.gpkg",
        DLTB=inputs / "dltb.gpkg",
        BATCH="2022-双月-3",
        SOURCE_KIND="S3",
        FIELD_MAP='{"changes":{"PC":"序号"}}',
        LEDGER=ledger,
    )
    assert (answer.code, answer.results["CLUES_ADDED"]) == (0, 0), answer.said
    assert "already in ledger" in answer.said
    assert ledger.read_bytes() == before


def test_tags_check_and_hand_over(ledger: Path, tmp_path: Path) -> None:
    path = tmp_path / "ledger.gpkg"
    path.write_bytes(ledger.read_bytes())
    answer = run(
        "tag_cases",
        tmp_path,
        LEDGER=path,
        WHERE="suggested_type = 'FN01' AND area_m2 > 200",
        PROBLEM_TYPE="FN01",
        RESPONSIBLE_UNIT="龙台镇",
        NOTE="实地看过",
        ACTOR="王核查@inspector",
    )
    assert (answer.code, answer.results["CHANGED"], answer.results["REFUSED"]) == (0, 1, 0), answer.said
    row = "problem_type, responsible_unit, inspector, status, note"
    assert select(path, f"SELECT {row} FROM cases ORDER BY case_no LIMIT 1") == [
        ("FN01", "512021104", "王核查", "field", "实地看过")
    ]
    assert select(path, "SELECT actor, role, action FROM events ORDER BY seq DESC LIMIT 1") == [
        ("王核查", "inspector", "tagged")
    ]
    answer = run("tag_cases", tmp_path, LEDGER=path, WHERE="TRUE", STATUS="closed", NOTE="完", ACTOR="赵县级@county")
    assert (answer.code, answer.results["CHANGED"], answer.results["REFUSED"]) == (0, 0, 2), answer.said
    assert "512021104-2022-0001" in answer.said
    before = path.read_bytes()
    answer = run("verify_ledger", tmp_path, LEDGER=path, REPORT=tmp_path / "check.html")
    assert (answer.code, answer.results["OK"], answer.results["BROKEN"]) == (0, True, 0), answer.said
    assert (tmp_path / "check.html").stat().st_size > 500
    answer = run("export_city", tmp_path, LEDGER=path, FOLDER=tmp_path / "city")
    assert answer.code == 0, answer.said
    manifest = json.loads(Path(str(answer.results["MANIFEST"])).read_text(encoding="utf-8"))
    assert select(path, "SELECT hash FROM events ORDER BY seq DESC LIMIT 1")[0][0] in json.dumps(manifest)
    assert Path(str(answer.results["XLSX"])).is_file()
    assert select(Path(str(answer.results["CITY_GPKG"])), "SELECT COUNT(*) FROM cases") == [(2,)]
    assert path.read_bytes() == before


def test_a_changed_figure_is_found(ledger: Path, tmp_path: Path) -> None:
    path = tmp_path / "ledger.gpkg"
    path.write_bytes(ledger.read_bytes())
    with closing(sqlite3.connect(path)) as connection:
        register_functions(connection)
        connection.execute("UPDATE cases SET farmland_m2 = 1, revision = revision + 1")
        connection.commit()
    answer = run("verify_ledger", tmp_path, LEDGER=path)
    assert (answer.code, answer.results["OK"]) == (0, False), answer.said
    assert int(str(answer.results["BROKEN"])) >= 2
    assert "farmland_m2" in answer.said


WRONG = {
    "missing file": ({"CHANGES": "none.gpkg"}, "none.gpkg does not exist"),
    "no layer of that name": ({"DLTB": "dltb.gpkg|layername=XYZ"}, "dltb.gpkg has no layer XYZ"),
    "several layers": ({"CHANGES": "zones.gpkg"}, "zones.gpkg holds several layers"),
    "missing field": ({"DLTB": "fields.gpkg"}, "field DLBM is missing"),
    "field map to nowhere": ({"FIELD_MAP": '{"dltb":{"DLBM":"class"}}'}, "names the field class"),
    "field map in ruins": ({"FIELD_MAP": "{dltb}"}, "FIELD_MAP is not valid JSON"),
    "no system": ({"CHANGES": "wrong.gpkg|layername=nowhere"}, "has no coordinate system"),
    "points": ({"CHANGES": "wrong.gpkg|layername=points"}, "point geometry, not polygons"),
    "empty layer": ({"CHANGES": "wrong.gpkg|layername=empty"}, "is empty"),
    "0 bytes": ({"CHANGES": "null.gpkg"}, "null.gpkg is empty (0 bytes)"),
    "text": ({"DLTB": "text.gpkg"}, "text.gpkg is not a GeoPackage"),
    "other file as ledger": ({"LEDGER": "zones.gpkg"}, "zones.gpkg is not a ledger"),
    "folder of the ledger": ({"LEDGER": "nowhere/ledger.gpkg"}, "does not exist"),
    "folder of the report": ({"REPORT": "nowhere/report.html"}, "of the report does not exist"),
    "unknown class": ({"DLTB": "codes.gpkg"}, "9999 (1)"),
    "words in an area": ({"DLTB": "words.gpkg"}, "约三亩"),
    "unknown source": ({"SOURCE_KIND": "S99"}, "SOURCE_KIND"),
    "no batch": ({"BATCH": " "}, "BATCH is empty"),
    "negative area": ({"MIN_AREA": "-1"}, "MIN_AREA"),
    "no date": ({"DETECTED_ON": "in summer"}, "DETECTED_ON"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_input_ends_with_a_sentence_and_an_untouched_ledger(ledger: Path, inputs: Path, name: str) -> None:
    parameters, words = WRONG[name]
    whole = {"CHANGES": "变化 6月#1.gpkg", "DLTB": "dltb.gpkg", "BATCH": "next", "LEDGER": ledger.name, **parameters}
    for key in ("CHANGES", "DLTB", "LEDGER"):
        whole[key] = str(inputs / whole[key])
    before = {item.name: item.read_bytes() for item in inputs.iterdir()}
    answer = run("overlay", inputs, **whole)
    assert answer.code != 0, answer.said
    assert words in answer.said
    assert "Traceback" not in answer.said
    assert {item.name: item.read_bytes() for item in inputs.iterdir()} == before


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"WHERE": "no_such = 1", "PROBLEM_TYPE": "FN01"}, "no_such"),
        ({"WHERE": "TRUE; DELETE FROM cases", "PROBLEM_TYPE": "FN01"}, ";"),
        ({"WHERE": "TRUE", "PROBLEM_TYPE": "FN77"}, "FN77"),
        ({"WHERE": "TRUE"}, "Nothing to write"),
        ({"WHERE": "TRUE", "PROBLEM_TYPE": "FN01", "ACTOR": "x@boss"}, "boss"),
        ({"WHERE": "TRUE", "PROBLEM_TYPE": "FN01", "LEDGER": "dltb.gpkg"}, "not a ledger"),
        ({"WHERE": "TRUE", "PROBLEM_TYPE": "FN01", "LEDGER": "none.gpkg"}, "none.gpkg"),
    ],
)
def test_tags_that_cannot_be_meant(ledger: Path, inputs: Path, parameters: dict, words: str) -> None:
    before = ledger.read_bytes()
    whole = {"LEDGER": ledger.name, "ACTOR": "王核查@inspector", **parameters}
    answer = run("tag_cases", inputs, **{**whole, "LEDGER": str(inputs / whole["LEDGER"])})
    assert answer.code != 0, answer.said
    assert words in answer.said
    assert "Traceback" not in answer.said
    assert ledger.read_bytes() == before


def test_a_report_that_cannot_be_written_costs_no_ledger(inputs: Path, tmp_path: Path) -> None:
    (tmp_path / "report.html").mkdir()
    answer = run(
        "overlay",
        inputs,
        CHANGES=inputs / "变化 6月#1.gpkg",
        DLTB=inputs / "dltb.gpkg",
        BATCH="next",
        LEDGER=tmp_path / "l.gpkg",
        REPORT=tmp_path / "report.html",
    )
    assert (answer.code, answer.results["REPORT"]) == (0, ""), answer.said
    assert "The ledger is written, the report is not" in answer.said
    assert sorted(item.name for item in tmp_path.iterdir()) == ["l.gpkg", "report.html"]
    assert verified(tmp_path / "l.gpkg")["clues"] == 2


def test_the_reference_job_from_the_command_line(shared_data: Path, tmp_path: Path) -> None:
    table = tmp_path / "classes.csv"
    table.write_text("code,name,group\n" + "".join(f"{code},{code},GD\n" for code in range(1, 100)), encoding="utf-8")
    path = shared_data / "nz_lcdb5" / "lcdb5_blenheim.gpkg"
    answer = run(
        "overlay",
        tmp_path,
        CHANGES=f"{path}|layername=alerts_1996_2018",
        DLTB=f"{path}|layername=status_1996",
        FIELD_MAP='{"dltb":{"BSM":"sid","DLBM":"class","DLMC":"name"},"changes":{"JCBH":"alert_id"}}',
        CLASS_TABLE=table,
        BATCH="1996–2018",
        LEDGER=tmp_path / "ledger.gpkg",
    )
    assert answer.code == 0, answer.said
    assert (answer.results["CLUES_ADDED"], answer.results["PIECES"], answer.results["RESIDUAL_M2"]) == (229, 334, 0)
    assert verified(tmp_path / "ledger.gpkg")["pieces"] == 334
    with reading(tmp_path / "ledger.gpkg") as reader:
        shapes = [QgsGeometry() for _ in range(334)]
        for shape, row in zip(shapes, reader.rows("pieces")):
            shape.fromWkb(row["geom"])
    assert sum(shape.area() for shape in shapes) == pytest.approx(155_559_364.16, abs=0.1)


LAYERS = """
import hashlib, sys
from pathlib import Path
from qgis.core import Qgis, QgsApplication, QgsProject, QgsVectorLayer
path = Path(sys.argv[1])
before = hashlib.sha256(path.read_bytes()).hexdigest()
app = QgsApplication([], False)
app.initQgis()
said = []
def note(text, tag, level):
    if level in (Qgis.Warning, Qgis.Critical):
        said.append((tag, text))
app.messageLog().messageReceived.connect(note)
counts = {}
for name in ("cases", "clues", "pieces", "deliveries", "events", "units", "problem_types", "land_classes"):
    layer = QgsVectorLayer(f"{path}|layername={name}", name, "ogr")
    assert layer.isValid(), name
    QgsProject.instance().addMapLayer(layer)
    counts[name] = sum(1 for _ in layer.getFeatures())
    if layer.isSpatial():
        assert layer.crs().authid() == "EPSG:4523"
        assert layer.extent().width() > 1
        assert layer.hasSpatialIndex() == 2
QgsProject.instance().write(str(path.parent / "p.qgz"))
QgsProject.instance().clear()
print(counts, said)
print(Qgis.QGIS_VERSION)
app.exitQgis()
assert said == [], said
assert counts["cases"] == 2 and counts["clues"] == 2 and counts["pieces"] == 3
assert hashlib.sha256(path.read_bytes()).hexdigest() == before
assert sorted(p.name for p in path.parent.iterdir()) == ["ledger.gpkg", "p.qgz"]
"""


def test_qgis_opens_all_layers_without_a_warning_and_leaves_the_file_alone(ledger: Path, tmp_path: Path) -> None:
    path = tmp_path / "ledger.gpkg"
    path.write_bytes(ledger.read_bytes())
    done = subprocess.run(
        [sys.executable, "-c", LAYERS, str(path)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
