# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs inside the window's QGIS: opens the ledger through the plugin and reports what is on the screen."""

from __future__ import annotations

import json
import os
from pathlib import Path

import qgis.utils
from qgis.core import Qgis, QgsApplication, QgsGeometry, QgsPointXY, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QPoint, QTimer
from qgis.PyQt.QtWidgets import QAction

story = json.loads(Path(os.environ["STORY"]).read_text(encoding="utf-8"))
iface = qgis.utils.iface
warnings: list = []
seen = {"text": "", "drawn": 0}


def note(text: str, tag: str, level: int) -> None:
    """Collect warnings; newer QGIS looks for fonts on the network, which says nothing of the ledger."""
    if "github.com" in text or "Noto Sans" in text or "Open Sans" in text:
        return
    if level in (Qgis.MessageLevel.Warning, Qgis.MessageLevel.Critical):
        warnings.append(f"{tag}: {text}")


def inspection() -> object:
    plugin = qgis.utils.plugins["anyue_farmland_plugin"]
    return next(part for part in plugin._parts if type(part).__name__ == "Inspection")


def on_screen(x: float, y: float) -> list:
    canvas = iface.mapCanvas()
    spot = canvas.getCoordinateTransform().transform(QgsPointXY(x, y))
    place = canvas.mapToGlobal(QPoint(round(spot.x()), round(spot.y())))
    return [place.x(), place.y()]


def state() -> dict:
    canvas, work = iface.mapCanvas(), inspection()
    cases = {}
    for feature in work.project.case_layer().getFeatures():
        spot = feature.geometry().centroid().asPoint()
        cases[feature["case_no"]] = on_screen(spot.x(), spot.y())
    return {
        "drawn": seen["drawn"], "window": int(iface.mainWindow().winId()), "cases": cases,
        "free": on_screen(*story["free"]), "shown": work.dock.card.number.text() if work.desk.card else "",
        "offer": work.dock.offer.text() if work.dock.offer.isVisible() else "", "stamp": work.dock.stamp.text(),
        "decision": work.dock.form.decision.text(), "responsible": work.dock.form.responsible.text(),
        "page": work.dock.form.types.page, "typing": work.dock.form.units.edit.hasFocus(),
        "title": work.dock.windowTitle(), "tool": canvas.mapTool() is work.tool, "warnings": warnings,
        "log": [item.text() for item in iface.messageBar().items()], "scale": canvas.scale(),
        "total": work.desk.progress().total,
    }  # fmt: skip


def report() -> None:
    text = json.dumps(state(), ensure_ascii=False)
    if text != seen["text"]:
        seen["text"] = text
        part = Path(story["state"] + ".part")
        part.write_text(text, encoding="utf-8")
        part.replace(story["state"])


def count_drawing() -> None:
    seen["drawn"] += 1


def begin() -> None:
    survey = QgsVectorLayer(story["survey"], "地类图斑", "ogr")
    QgsProject.instance().addMapLayer(survey)
    work = inspection()
    work.project.use_survey(survey)
    work.open_ledger(Path(story["ledger"]))
    iface.mainWindow().findChild(QAction, "AnyueFarmlandTagAction").trigger()
    QTimer.singleShot(700, look)


def look() -> None:
    boxes = QgsGeometry.fromRect(inspection().project.case_layer().extent()).boundingBox()
    boxes.combineExtentWith(QgsGeometry.fromPointXY(QgsPointXY(*story["free"])).boundingBox())
    boxes.scale(1.3)
    iface.mapCanvas().setExtent(boxes)
    iface.mapCanvas().refresh()
    timer.start(60)


timer = QTimer()
timer.timeout.connect(report)
QgsApplication.messageLog().messageReceived.connect(note)
iface.mapCanvas().mapCanvasRefreshed.connect(count_drawing)
iface.mainWindow().showNormal()
iface.mainWindow().setGeometry(0, 0, 1366, 768)
QTimer.singleShot(300, begin)
