# SPDX-License-Identifier: GPL-2.0-or-later
"""A township opens its package in plain QGIS and fills it in; the package takes what the field may write, no more."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timezone
from pathlib import Path

import pytest
from qgis.core import (
    Qgis,
    QgsApplication,
    QgsExpression,
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
    QgsVectorLayerTools,
    QgsVectorLayerUtils,
)
from qgis.gui import QgsAttributeEditorContext, QgsAttributeForm, QgsGui
from qgis.PyQt.QtCore import QEvent

from anyue_farmland_plugin.bridge.field_project import PHOTO_RELATION, FieldProject
from anyue_farmland_plugin.bridge.field_project_form import UTC_NOW
from anyue_farmland_plugin.bridge.layers import Role, layers_with
from anyue_farmland_plugin.core.ports import SilentProgress
from anyue_farmland_plugin.workflow.field_packages_folder import PackRequest, make_field_packages
from anyue_farmland_plugin.workflow.tag import tag_case
from tests import factories
from tests.qgis.commands import ROOT
from tests.qgis.conftest import hash_outside

TOWN = "512021103"


@pytest.fixture
def package(tmp_path: Path, qgis_new_project: None) -> Path:
    """The folder of 通贤镇's package, made with its project; two cases."""
    cases = [{}, {}, {}, {"deadline": "2022-11-20", "occurred_on": "2021年春", "note": "电话13812345678"}]
    ledger = factories.make_ledger(tmp_path, cases=cases)
    made = make_field_packages(
        PackRequest(ledger, tmp_path / "外业 包", towns=(TOWN,), person="王核查"),
        actor=factories.COUNTY,
        clock=factories.TickingClock(),
        new_id=lambda: str(uuid.uuid4()),
        progress=SilentProgress(),
        project=FieldProject(),
    )
    return made[0].path


@pytest.fixture
def project(package: Path, log: list) -> Iterator[QgsProject]:
    """The package's project, opened from where it was moved to; nothing in it may ask or complain."""
    moved = package.rename(package.with_name("另一处"))
    found = QgsProject.instance()
    assert found.read(str(moved / "project.qgz")), found.error()
    assert log == []
    assert all(layer.isValid() for layer in found.mapLayers().values())
    yield found
    found.clear()


def cases_of(project: QgsProject) -> QgsVectorLayer:
    return layers_with(Role.CASES, project)[0]


def photos_of(project: QgsProject) -> QgsVectorLayer:
    return project.relationManager().relation(PHOTO_RELATION).referencingLayer()


def file_of(project: QgsProject) -> Path:
    return next(Path(project.homePath()).glob("*.gpkg"))


def rows(path: Path, statement: str) -> list:
    """Read a package from another process' view: closed again before anything else happens."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        return connection.execute(statement).fetchall()


FAULTS = """
import sys
from pathlib import Path
from anyue_farmland_plugin.ledger.packed import packed_faults
from anyue_farmland_plugin.ledger.reading import reading
with reading(Path(sys.argv[1])) as reader:
    print(list(packed_faults(reader)))
"""


def packed_faults_of(path: Path) -> str:
    """Return what is wrong with the packed rows, asked in another process."""
    done = subprocess.run(
        [sys.executable, "-c", FAULTS, str(path)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def edit(layer: QgsVectorLayer, **values: object) -> list:
    """Change the first row as an attribute table does; return what the commit complains about."""
    assert layer.startEditing()
    feature = next(layer.getFeatures())
    for name, value in values.items():
        assert layer.changeAttributeValue(feature.id(), layer.fields().lookupField(name), value)
    return commit(layer)


class Tools(QgsVectorLayerTools):
    """What QGIS's window lends a form with relations; a form without them crashes QGIS 3.22."""

    def addFeature(self, *_: object, **__: object) -> tuple:
        return False, None

    def startEditing(self, layer: QgsVectorLayer) -> bool:
        return layer.startEditing()

    def stopEditing(self, layer: QgsVectorLayer, _: bool = True) -> bool:
        return layer.commitChanges()

    def saveEdits(self, layer: QgsVectorLayer) -> bool:
        return layer.commitChanges()

    def copyMoveFeatures(self, *_: object) -> tuple:
        return False, None, ""


def fill_in(layer: QgsVectorLayer, feature: QgsFeature, values: dict) -> None:
    """Open the form, enter values, press OK; the form is gone before its layer is."""
    if "ValueMap" not in QgsGui.editorWidgetRegistry().factories():
        QgsGui.editorWidgetRegistry().initEditors()
    tools, context = Tools(), QgsAttributeEditorContext()
    context.setVectorLayerTools(tools)
    form = QgsAttributeForm(layer, feature, context)
    for name, value in values.items():
        form.changeAttribute(name, value)
    assert form.save()
    form.deleteLater()
    QgsApplication.sendPostedEvents(form, QEvent.Type.DeferredDelete)


def commit(layer: QgsVectorLayer) -> list:
    if layer.commitChanges():
        return []
    complaints = layer.commitErrors()
    layer.rollBack()
    return complaints


def test_the_project_shows_the_package_in_chinese_and_leaves_it_untouched(project: QgsProject) -> None:
    path = file_of(project)
    before = hash_outside(path)
    cases = cases_of(project)
    assert (cases.featureCount(), cases.readOnly()) == (2, False)
    assert [layers_with(role, project)[0].readOnly() for role in (Role.CLUES, Role.PIECES)] == [True, True]
    place = cases.fields().lookupField("problem_type")
    assert cases.attributeAlias(place) == "问题类型"
    assert cases.editorWidgetSetup(place).type() == "ValueMap"
    labels = [label for entry in cases.editorWidgetSetup(place).config()["map"] for label in entry]
    assert any("\u4e00" <= letter <= "\u9fff" for letter in labels[0])
    form = cases.editFormConfig()
    editable = [field.name() for number, field in enumerate(cases.fields()) if not form.readOnly(number)]
    assert {"problem_type", "verdict", "responsible_unit", "status", "note"} <= set(editable)
    assert not {"geom", "case_no", "area_m2", "revision", "case_id"} & set(editable)
    assert [tab.name() for tab in form.tabs()] == ["核查", "照片", "整治", "图斑"]
    assert cases.editorWidgetSetup(cases.fields().lookupField("deadline")).type() == "DateTime"
    # Text a calendar cannot show would be emptied on saving.
    assert cases.editorWidgetSetup(cases.fields().lookupField("occurred_on")).type() == "TextEdit"
    assert project.filePathStorage() == Qgis.FilePathType.Relative
    assert hash_outside(path) == before
    assert {item.name for item in path.parent.iterdir()} == {"README.txt", "manifest.json", path.name, "project.qgz"}


def test_field_apps_find_their_settings(project: QgsProject) -> None:
    cases, photos = cases_of(project), photos_of(project)
    assert cases.customProperty("QFieldSync/action") == "copy"
    assert str(cases.customProperty("QFieldSync/is_geometry_locked")).lower() in ("true", "1")
    naming = json.loads(photos.customProperty("QFieldSync/attachment_naming"))
    assert naming == {"file_name": "\"evidence_id\" || '.{extension}'"}
    folder = f"{file_of(project).stem}-evidence"
    assert project.readListEntry("qfieldsync", "attachmentDirs")[0] == [folder]
    assert project.readEntry("Mergin", f"PhotoNaming/{photos.id()}/file_name")[0] == '"evidence_id"'
    widget = photos.editorWidgetSetup(photos.fields().lookupField("file_name"))
    assert (widget.type(), widget.config()["DocumentViewer"], widget.config()["RelativeStorage"]) == (
        "ExternalResource", 1, 2,
    )  # fmt: skip
    root = widget.config()["PropertyCollection"]["properties"]["propertyRootPath"]["expression"]
    assert QgsExpression(root).evaluate(photos.createExpressionContext()) == f"{project.homePath()}/{folder}/"


def test_an_inspector_fills_in_the_form_and_adds_a_photo(project: QgsProject) -> None:
    path, cases, photos = file_of(project), cases_of(project), photos_of(project)
    feature = next(cases.getFeatures())
    kept = dict(zip(cases.fields().names(), feature.attributes()))
    assert cases.startEditing()
    fill_in(cases, feature, {"problem_type": "FN01", "note": "实地看过，已建房", "status": "field"})
    assert commit(cases) == []
    assert photos.startEditing()
    photo = QgsVectorLayerUtils.createFeature(
        photos, QgsGeometry(), {photos.fields().lookupField("taken_for"): feature["case_id"]},
        photos.createExpressionContext(),
    )  # fmt: skip
    photo["file_name"], photo["taken_stage"] = f"{photo['evidence_id']}.jpg", "before"
    assert photos.addFeature(photo)
    assert commit(photos) == []
    ((kind, status, note, inspector, at),) = rows(
        path, "SELECT problem_type, status, note, inspector, inspected_at FROM cases ORDER BY fid LIMIT 1"
    )
    assert (kind, status, note, inspector) == ("FN01", "field", "实地看过，已建房", "王核查")
    moment = datetime.strptime(at, "%Y-%m-%dT%H:%M:%S.000Z").replace(tzinfo=timezone.utc)
    assert abs((datetime.now(timezone.utc) - moment).total_seconds()) < 60
    after = next(cases.getFeatures(QgsFeatureRequest(feature.id())))
    touched = {"problem_type", "note", "status", "inspector", "inspected_at"}
    assert [name for name, value in kept.items() if name not in touched and after[name] != value] == []
    ((evidence_id, taken_for, imported),) = rows(path, "SELECT evidence_id, taken_for, imported_at FROM evidence")
    assert str(uuid.UUID(evidence_id)) == evidence_id
    assert (taken_for, imported) == (feature["case_id"], None)
    links = "SELECT evidence_id, case_id, stage FROM evidence_links"
    assert rows(path, links) == [(evidence_id, taken_for, "before")]
    assert edit(photos, taken_stage="after") == []
    assert rows(path, links) == [(evidence_id, taken_for, "after")]
    assert "before, during or after" in " ".join(edit(photos, taken_stage="someday"))
    project.clear()
    assert [item.suffix for item in path.parent.iterdir() if item.name.startswith(path.name)] == [".gpkg"]
    assert packed_faults_of(path) == "[]"


@pytest.mark.parametrize(
    ("layer", "values", "sentence"),
    [
        (Role.CASES, {"area_m2": 1.0}, "only what a person decides"),
        (Role.CASES, {"case_no": "512021103-2022-9999"}, "only what a person decides"),
        (Role.CASES, {"revision": 7}, "only what a person decides"),
        (Role.CASES, {"suggested_type": "FN02"}, "only what a person decides"),
        (Role.CASES, {"problem_type": "FN99"}, "none of the lists"),
        (Role.CASES, {"status": "closed"}, "belongs to the county"),
        (Role.CASES, {"status": "confirmed"}, "belongs to the county"),
        (Role.CASES, {"inspected_at": "2022-06-15 08:00"}, "UTC time"),
        (Role.CASES, {"restored_m2": -1.0}, "numbers from 0"),
    ],
)
def test_what_the_field_may_not_write_is_refused(project: QgsProject, layer: Role, values: dict, sentence: str) -> None:
    path, found = file_of(project), layers_with(layer, project)[0]
    before = rows(path, "SELECT * FROM cases")
    # A form would fill in who and when; here only the forbidden value is written.
    for name in ("inspector", "inspected_at"):
        found.setDefaultValueDefinition(found.fields().lookupField(name), type(found.defaultValueDefinition(0))())
    complaints = " ".join(edit(found, **values))
    assert sentence in complaints
    assert rows(path, "SELECT * FROM cases") == before


def test_boundaries_and_rows_stay(project: QgsProject) -> None:
    path, cases, clues = file_of(project), cases_of(project), layers_with(Role.CLUES, project)[0]
    before = rows(path, "SELECT * FROM cases") + rows(path, "SELECT * FROM clues")
    feature = next(cases.getFeatures())
    assert cases.startEditing()
    geometry = QgsGeometry(feature.geometry())
    geometry.translate(5.0, 0.0)
    assert cases.changeGeometry(feature.id(), geometry)
    assert "only what a person decides" in " ".join(commit(cases))
    assert cases.startEditing()
    assert cases.deleteFeature(feature.id())
    assert "never deleted" in " ".join(commit(cases))
    clues.setReadOnly(False)
    assert "never changed" in " ".join(edit(clues, source_ref="x"))
    assert rows(path, "SELECT * FROM cases") + rows(path, "SELECT * FROM clues") == before


def test_a_mistaken_step_can_be_taken_back_to_what_was_packed(project: QgsProject) -> None:
    cases = cases_of(project)
    assert edit(cases, status="evidenced") == []
    assert edit(cases, status="desk") == []
    assert edit(cases, status="evidenced", problem_type="FN01") == []
    assert "belongs to the county" in " ".join(edit(cases, status="field"))


def test_a_photo_of_no_case_of_the_package_is_refused(project: QgsProject) -> None:
    photos = photos_of(project)
    assert photos.startEditing()
    photo = QgsFeature(photos.fields())
    photo["evidence_id"], photo["taken_for"] = str(uuid.uuid4()), str(uuid.uuid4())
    assert photos.addFeature(photo)
    assert "for a case of this package" in " ".join(commit(photos))


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "UTC"])
def test_the_time_that_fills_in_is_utc_wherever_the_clock_stands(zone: str, qgis_app: QgsApplication) -> None:
    script = (
        "from datetime import datetime, timezone\nfrom qgis.core import QgsExpression\n"
        f"found = QgsExpression({UTC_NOW!r}).evaluate()\n"
        "moment = datetime.strptime(found, '%Y-%m-%dT%H:%M:%S.000Z').replace(tzinfo=timezone.utc)\n"
        "print(abs((datetime.now(timezone.utc) - moment).total_seconds()) < 60)"
    )
    environment = {**os.environ, "TZ": zone, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "True"


def test_packages_are_made_in_the_background_with_the_imagery_of_the_project(
    plugin: object, tmp_path: Path, log: list
) -> None:
    ledger = factories.make_ledger(tmp_path, cases=6)
    tiles = "type=xyz&url=https://tiles.example.invalid/{z}/{x}/{y}.png&zmax=18&zmin=0"
    imagery = QgsRasterLayer(tiles, "影像", "wms")
    assert imagery.isValid()
    QgsProject.instance().addMapLayer(imagery)
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    feedback, ended = QgsProcessingFeedback(), []
    algorithm = QgsApplication.processingRegistry().algorithmById("anyue_farmland:make_field_packages")
    values = {"LEDGER": str(ledger), "FOLDER": str(tmp_path / "外业")}
    task = QgsProcessingAlgRunnerTask(algorithm, values, context, feedback)
    task.executed.connect(lambda good, results: ended.append((good, results)))
    QgsApplication.taskManager().addTask(task)
    deadline = time.monotonic() + 120
    while not ended and time.monotonic() < deadline:
        QgsApplication.processEvents()
    ((good, results),) = ended
    assert good, feedback.textLog()
    assert results["PACKAGES"] == 3
    folders = [Path(line) for line in results["PACKAGE_PATHS"].splitlines()]
    QgsProject.instance().clear()
    for folder in folders:
        assert QgsProject.instance().read(str(folder / "project.qgz"))
        assert {layer.name() for layer in QgsProject.instance().mapLayers().values()} >= {"图斑案件", "照片", "影像"}
        assert all(layer.isValid() for layer in QgsProject.instance().mapLayers().values())
        assert cases_of(QgsProject.instance()).featureCount() == 2
        QgsProject.instance().clear()
    assert log == []


def test_with_the_plugin_the_project_opens_the_package_as_its_ledger(
    plugin: object, inspection: object, package: Path
) -> None:
    assert QgsProject.instance().read(str(package / "project.qgz"))
    path = next(package.glob("*.gpkg"))
    assert inspection.desk.path == path
    assert cases_of(QgsProject.instance()).readOnly()  # the plugin writes by itself; nobody edits beside it
    case_id = next(cases_of(QgsProject.instance()).getFeatures())["case_id"]
    tag_case(path, case_id, {"problem_type": "FN01"}, actor=factories.INSPECTOR, clock=factories.TickingClock())
    assert rows(path, f"SELECT problem_type, revision FROM cases WHERE case_id = '{case_id}'") == [("FN01", 2)]
