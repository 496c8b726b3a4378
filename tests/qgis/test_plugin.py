# SPDX-License-Identifier: GPL-2.0-or-later
"""The plugin as a guest of QGIS: what it brings in the right language, and that it leaves nothing behind."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import pytest
from qgis.core import QgsApplication, QgsProject, QgsVectorLayer
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QCoreApplication, QSignalBlocker
from qgis.PyQt.QtWidgets import QAction, QDockWidget, QToolBar

from anyue_farmland_plugin import classFactory, paths
from anyue_farmland_plugin.bridge import native_libraries, settings
from anyue_farmland_plugin.bridge.feature_source import FeatureSource, source_from_layer
from anyue_farmland_plugin.bridge.i18n import PluginTranslation
from anyue_farmland_plugin.core import i18n
from anyue_farmland_plugin.gui.inspection import Inspection
from anyue_farmland_plugin.plugin import FarmlandPlugin


def ours(iface: object) -> list:
    """Return names of our objects in the window."""
    QCoreApplication.sendPostedEvents(None, 52)  # QEvent.DeferredDelete
    window = iface.mainWindow()
    found = [child.objectName() for kind in (QAction, QToolBar, QDockWidget) for child in window.findChildren(kind)]
    return sorted(name for name in found if name.startswith("Anyue"))


def registered() -> tuple:
    registry = QgsApplication.processingRegistry()
    handlers = logging.getLogger("anyue_farmland_plugin").handlers
    return (registry.providerById("anyue_farmland") is not None, len(handlers), len(i18n._translators))


def test_load_unload_load_leaves_nothing_behind(qgis_iface: QgisInterface, qgis_new_project: None) -> None:
    canvas = qgis_iface.mapCanvas()
    before = (ours(qgis_iface), registered(), canvas.mapTool(), len(canvas.scene().items()))
    for _ in range(2):
        plugin = classFactory(qgis_iface)
        plugin.initGui()
        plugin.initGui()
        assert registered() == (True, 1, before[1][2] + 1)
        assert "AnyueFarmlandTagAction" in ours(qgis_iface)
        plugin.unload()
        plugin.unload()
        after = (ours(qgis_iface), registered(), canvas.mapTool(), len(canvas.scene().items()))
        assert after == before


def test_unload_with_an_open_ledger_keeps_the_layers_and_ends_the_tool(
    plugin: FarmlandPlugin, inspection: Inspection, ledger: Path, qgis_iface: QgisInterface, log: list
) -> None:
    inspection.open_ledger(ledger)
    inspection.actions.tool.trigger()
    plugin.unload()
    assert len(QgsProject.instance().mapLayers()) == 3
    assert ours(qgis_iface) == []
    QgsProject.instance().clear()
    assert log == []


def test_a_reopened_project_lays_its_first_open_case_on_the_desk(inspection: Inspection, ledger: Path) -> None:
    inspection.open_ledger(ledger)
    place = str(ledger.parent / "p.qgz")
    QgsProject.instance().write(place)
    QgsProject.instance().clear()
    assert inspection.desk.path is None
    QgsProject.instance().read(place)
    assert inspection.desk.path == ledger
    assert inspection.desk.card is not None


def test_headless_start_registers_algorithms_without_a_window() -> None:
    plugin = classFactory(None)
    plugin.initProcessing()
    assert registered()[0]
    plugin.unload()
    assert not registered()[0]


@pytest.mark.parametrize(("locale", "chinese"), [("zh-Hans", True), ("zh_CN", True), ("zh", True), ("zh-Hant", False),
                                                 ("en", False)])
def test_translation_is_found_for_all_names_of_simplified_chinese(locale: str, chinese: bool) -> None:
    if not list(paths.translations().glob("*.qm")):
        pytest.fail("the translations are not compiled: make i18n")
    translation = PluginTranslation(locale)
    translation.install()
    try:
        assert translation.is_loaded is chinese
    finally:
        translation.remove()
        translation.remove()


def test_the_actor_is_the_login_until_a_name_is_given(qgis_app: QgsApplication) -> None:
    settings.ACTOR_NAME.set_value("")
    settings.ACTOR_ROLE.set_value("nonsense")
    actor = settings.current_actor()
    assert actor.name
    assert actor.role == "inspector"
    settings.ACTOR_NAME.set_value(" 张三 ")
    settings.ACTOR_ROLE.set_value("county")
    assert settings.current_actor() == settings.Actor("张三", "county")


def test_the_options_page_stores_name_and_role(qgis_app: QgsApplication) -> None:
    from anyue_farmland_plugin.gui.options_page import OptionsPage

    page = OptionsPage()
    page.name.setText("李四")
    page.role.setCurrentIndex(page.role.findData("town"))
    page.apply()
    assert settings.current_actor() == settings.Actor("李四", "town")


def test_a_defect_becomes_a_message_and_a_log_line_never_a_traceback_window(
    inspection: Inspection, ledger: Path, qgis_iface: QgisInterface, log: list
) -> None:
    inspection.open_ledger(ledger)
    with QSignalBlocker(inspection.dock):
        inspection._commands[next(iter(inspection._commands))] = lambda: 1 / 0
    from anyue_farmland_plugin.gui.keys import Command, KeyCommand

    inspection.handle(KeyCommand(Command.ACCEPT))
    assert any("ZeroDivisionError" in text for _, text in log)


def test_native_libraries_are_loaded_with_their_own_symbols() -> None:
    native_libraries.load()
    assert {"shapely", "pyproj", "pyogrio"} <= set(sys.modules)


def test_missing_libraries_are_named_and_nothing_else_is_installed(
    qgis_iface: QgisInterface, qgis_new_project: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyproj", None)
    assert native_libraries.missing() == ["pyproj"]
    plugin = FarmlandPlugin(qgis_iface)
    plugin.initGui()
    try:
        assert ours(qgis_iface) == []
        assert QgsApplication.processingRegistry().providerById("anyue_farmland") is None
        assert any("pyproj" in text for texts in qgis_iface.messageBar().messages.values() for text in texts)
    finally:
        plugin.unload()


def test_without_pyogrio_qgis_reads_the_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyogrio", None)
    path = tmp_path / "areas.geojson"
    path.write_text('{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"JCBH":"1"},"geometry":'
                    '{"type":"Polygon","coordinates":[[[105,30],[105.01,30],[105.01,30.01],[105,30]]]}}]}')  # fmt: skip
    source = source_from_layer(QgsVectorLayer(str(path), "areas", "ogr"))
    assert isinstance(source, FeatureSource)
    assert source.read(["JCBH"]).columns["JCBH"].tolist() == ["1"]
