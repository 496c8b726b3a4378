# SPDX-License-Identifier: GPL-2.0-or-later
"""A QGIS without a screen, a real ledger in a temporary folder, and an inspector's hands."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsVectorLayer,
)
from qgis.gui import QgisInterface, QgsMapCanvas, QgsMapMouseEvent
from qgis.PyQt.QtCore import QEvent, QPoint, Qt
from qgis.PyQt.QtTest import QTest

sys.path.append("/usr/share/qgis/python/plugins")  # where the Processing plugin lies on Debian

from tests import factories


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A ledger with six cases in three townships; the path holds what paths of users hold."""
    folder = tmp_path / "岳阳镇 2022#1"
    folder.mkdir()
    return factories.make_ledger(folder, cases=6, name="台账.gpkg")


@pytest.fixture
def survey(tmp_path: Path, qgis_new_project: None) -> QgsVectorLayer:
    """The survey in memory: the parcels under the cases and one more where there is no case."""
    return memory_survey(factories.survey_parcels(7))


def memory_survey(parcels: list) -> QgsVectorLayer:
    """Return a polygon layer of survey parcels with the standard's fields."""
    fields = ("BSM:string(18)", "DLBM:string(5)", "DLMC:string(60)", "KCXS:double", "TBMJ:double", "ZLDWDM:string(19)",
              "ZLDWMC:string(60)", "QSDWDM:string(19)")
    uri = f"Polygon?crs={factories.CRS}&" + "&".join(f"field={field}" for field in fields)
    layer = QgsVectorLayer(uri, "地类图斑", "memory")
    features = []
    for polygon, attributes in parcels:
        feature = QgsFeature(layer.fields())
        geometry = QgsGeometry()
        geometry.fromWkb(polygon.wkb)
        feature.setGeometry(geometry)
        for name, value in attributes.items():
            feature[name] = value
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    layer.updateExtents()
    return layer


class Hands:
    """Clicks on the canvas and presses keys, as Qt would deliver them."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        self.canvas = canvas

    def look_at(self, x: float, y: float, half: float = 100.0) -> None:
        from qgis.core import QgsRectangle

        self.canvas.setDestinationCrs(QgsCoordinateReferenceSystem(factories.CRS))
        self.canvas.setExtent(QgsRectangle(x - half, y - half, x + half, y + half))

    def click(self, x: float, y: float) -> None:
        """Click at a place in map coordinates with whatever tool the canvas has."""
        spot = self.canvas.getCoordinateTransform().transform(QgsPointXY(x, y))
        event = QgsMapMouseEvent(self.canvas, QEvent.Type.MouseButtonRelease, QPoint(round(spot.x()), round(spot.y())),
                                 Qt.MouseButton.LeftButton)
        self.canvas.mapTool().canvasReleaseEvent(event)

    def type(self, *keys: object) -> None:
        """Press keys on the canvas: digits and letters as text, others as Qt keys."""
        for key in keys:
            if isinstance(key, str):
                QTest.keyClicks(self.canvas, key)
            else:
                QTest.keyClick(self.canvas, key)

    def undo(self) -> None:
        """Press Ctrl+Z on the canvas."""
        QTest.keyClick(self.canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


@pytest.fixture
def hands(qgis_canvas: QgsMapCanvas) -> Hands:
    """Hands on QGIS's canvas."""
    return Hands(qgis_canvas)


@pytest.fixture
def log(qgis_app: QgsApplication) -> Iterator[list]:
    """Everything QGIS's message log says meanwhile at warning level or worse."""
    from qgis.core import Qgis

    lines: list = []

    def note(text: str, tag: str, level: int) -> None:
        if level in (Qgis.MessageLevel.Warning, Qgis.MessageLevel.Critical):
            lines.append((tag, text))

    qgis_app.messageLog().messageReceived.connect(note)
    yield lines
    qgis_app.messageLog().messageReceived.disconnect(note)


@pytest.fixture
def plugin(qgis_iface: QgisInterface, qgis_new_project: None) -> Iterator[object]:
    """The plugin, loaded; unloaded afterwards."""
    from anyue_farmland_plugin import classFactory
    from anyue_farmland_plugin.bridge import settings

    settings.ACTOR_NAME.set_value("王核查")
    settings.ACTOR_ROLE.set_value("inspector")
    loaded = classFactory(qgis_iface)
    loaded.initGui()
    yield loaded
    loaded.unload()
    QgsProject.instance().clear()


@pytest.fixture
def inspection(plugin: object) -> object:
    """The loaded plugin's inspector tool."""
    from anyue_farmland_plugin.gui.inspection import Inspection

    return next(part for part in plugin._parts if isinstance(part, Inspection))


def hash_outside(path: Path) -> str:
    """Return the SHA-256 of a file read by another process: opening it here would drop SQLite's locks."""
    done = subprocess.run(["sha256sum", str(path)], check=True, capture_output=True, text=True)
    return done.stdout.lstrip("\\").split()[0]
