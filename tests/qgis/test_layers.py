# SPDX-License-Identifier: GPL-2.0-or-later
"""What QGIS shows of a ledger: labels, code lists, nothing editable, and a file that stays as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from qgis.core import QgsExpression, QgsFeature, QgsProject, QgsVectorLayer

from anyue_farmland_plugin.bridge import layers, styles
from anyue_farmland_plugin.bridge.layers import LEDGER_TABLES, Role
from anyue_farmland_plugin.bridge.project import LedgerProject
from anyue_farmland_plugin.core.errors import InputDataError
from anyue_farmland_plugin.core.landclass import standard_classes
from tests import factories
from tests.qgis.conftest import hash_outside


@pytest.fixture
def project(qgis_new_project: None) -> LedgerProject:
    made = LedgerProject()
    made.install()
    yield made
    made.remove()
    QgsProject.instance().clear()


def test_ledger_layers_are_read_only_labelled_and_tagged(project: LedgerProject, ledger: Path, log: list) -> None:
    project.show(ledger)
    for role, table in LEDGER_TABLES.items():
        (layer,) = layers.layers_with(role)
        assert layer.readOnly()
        assert not layer.startEditing()
        assert layer.name() == table.label
        labels = {field.name(): layer.attributeAlias(place) for place, field in enumerate(layer.fields())}
        assert {name: labels[name] for name in table.column_names} == {c.name: c.label for c in table.columns}
    assert log == []


def test_codes_are_shown_as_words_from_the_file(project: LedgerProject, ledger: Path) -> None:
    layer = project.show(ledger)
    place = layer.fields().lookupField("suggested_type")
    setup = layer.editorWidgetSetup(place)
    words = {label: code for entry in setup.config()["map"] for label, code in entry.items()}
    assert setup.type() == "ValueMap"
    assert words["乱占耕地建房"] == "FN01"
    enums = [column.name for column in LEDGER_TABLES[Role.CASES].columns if column.enum]
    types = {name: layer.editorWidgetSetup(layer.fields().lookupField(name)).type() for name in enums}
    assert types == dict.fromkeys(enums, "ValueMap")


def test_opening_saving_and_reopening_the_project_leaves_the_file_as_it_was(
    project: LedgerProject, ledger: Path, tmp_path: Path, log: list
) -> None:
    before = hash_outside(ledger)
    found = []
    project.ledger_found.connect(found.append)
    layer = project.show(ledger)
    assert sum(1 for _ in layer.getFeatures()) == 6
    place = ledger.parent / "工程.qgz"
    assert QgsProject.instance().write(str(place))
    QgsProject.instance().clear()
    assert hash_outside(ledger) == before
    assert QgsProject.instance().read(str(place))
    assert found == [ledger]
    assert project.case_layer().readOnly()
    assert project.case_layer().renderer().type() == "categorizedSymbol"
    QgsProject.instance().clear()
    assert hash_outside(ledger) == before
    assert sorted(path.name for path in ledger.parent.iterdir()) == ["台账.gpkg", "工程.qgz"]
    assert log == []


def test_a_project_folder_that_moved_finds_its_ledger(project: LedgerProject, ledger: Path, tmp_path: Path) -> None:
    project.show(ledger)
    QgsProject.instance().write(str(ledger.parent / "a.qgs"))
    QgsProject.instance().clear()
    moved = tmp_path / "D 盘"
    ledger.parent.rename(moved)
    QgsProject.instance().read(str(moved / "a.qgs"))
    assert project.ledger_path() == moved / "台账.gpkg"
    assert project.case_layer().isValid()


def test_another_ledger_replaces_the_first(project: LedgerProject, ledger: Path, tmp_path: Path) -> None:
    project.show(ledger)
    second = factories.make_ledger(tmp_path, cases=2, name="b.gpkg")
    project.show(second)
    project.show(second)
    assert len(QgsProject.instance().mapLayers()) == 3
    assert project.case_layer().featureCount() == 2
    assert len(QgsProject.instance().layerTreeRoot().findGroups()) == 1


def test_every_case_falls_into_the_right_category(project: LedgerProject, tmp_path: Path) -> None:
    cases = [
        ({}, "open"),
        ({"problem_type": "FN01", "status": "field", "inspected_at": "2022-07-01T00:00:00.000Z"}, "problem"),
        ({"verdict": "WB", "status": "dismissed", "inspected_at": "2022-07-01T00:00:00.000Z"}, "harmless"),
        ({"problem_type": "FN01", "status": "rectifying"}, "rectify"),
        ({"problem_type": "FN01", "status": "closed"}, "closed"),
    ]
    layer = project.show(factories.make_ledger(tmp_path, cases=[values for values, _ in cases]))
    expression = QgsExpression(styles.STATE_EXPRESSION)
    from qgis.core import QgsExpressionContext, QgsExpressionContextUtils

    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    found = []
    for feature in layer.getFeatures():
        context.setFeature(feature)
        found.append(expression.evaluate(context))
    assert found == [state for _, state in cases]
    assert {category.value() for category in layer.renderer().categories()} == set(found)


def test_survey_gets_official_names_colours_by_group_and_no_editing(
    project: LedgerProject, survey: QgsVectorLayer
) -> None:
    QgsProject.instance().addMapLayer(survey)
    project.use_survey(survey)
    assert layers.role_of(survey) is Role.SURVEY
    assert not survey.startEditing()
    assert survey.attributeDisplayName(survey.fields().lookupField("ZLDWDM")) == "坐落单位代码"
    expression = QgsExpression(styles.group_expression("DLBM"))
    assert not expression.hasParserError()
    known = {category.value() for category in survey.renderer().categories()}
    assert known == {found.group.value for found in standard_classes().values()}


@pytest.mark.parametrize("kind", ["Point", "LineString", "None"])
def test_only_polygons_can_be_the_survey(project: LedgerProject, kind: str) -> None:
    layer = QgsVectorLayer(f"{kind}?crs=EPSG:4523" if kind != "None" else "None", "x", "memory")
    with pytest.raises(InputDataError):
        project.use_survey(layer)


def test_the_ledger_itself_cannot_be_the_survey(project: LedgerProject, ledger: Path) -> None:
    with pytest.raises(InputDataError):
        project.use_survey(project.show(ledger))


def test_a_layer_being_edited_cannot_become_the_survey(project: LedgerProject, survey: QgsVectorLayer) -> None:
    survey.startEditing()
    survey.addFeature(QgsFeature(survey.fields()))
    with pytest.raises(InputDataError):
        project.use_survey(survey)
    survey.rollBack()


def test_styles_of_a_foreign_ledger_are_not_loaded(project: LedgerProject, ledger: Path) -> None:
    import sqlite3

    with sqlite3.connect(ledger) as connection:
        connection.execute(
            "CREATE TABLE layer_styles (id INTEGER PRIMARY KEY, f_table_catalog TEXT, f_table_schema TEXT, "
            "f_table_name TEXT, f_geometry_column TEXT, styleName TEXT, styleQML TEXT, styleSLD TEXT, "
            "useAsDefault BOOLEAN, description TEXT, owner TEXT, ui TEXT, update_time DATETIME)"
        )
        connection.execute(
            "INSERT INTO layer_styles (f_table_name, f_geometry_column, styleName, styleQML, useAsDefault) "
            "VALUES ('cases', 'geom', 'evil', ?, 1)",
            ("<qgis><mapTip>[% env('HOME') %]</mapTip></qgis>",),
        )
    layer = project.show(Path(ledger))
    assert layer.mapTipTemplate() == ""
