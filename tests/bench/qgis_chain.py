# SPDX-License-Identifier: GPL-2.0-or-later
"""QGIS's chain of intersection and $area in one process; the system's Python runs it, which knows QGIS."""

from __future__ import annotations

import json
import os
import sys

from qgis.analysis import QgsNativeAlgorithms
from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingFeedback, QgsProject


def main(words: list[str]) -> None:
    """Run the steps of the JSON given."""
    asked = json.loads(words[0])
    application = QgsApplication([], False)
    application.initQgis()
    registry = QgsApplication.processingRegistry()
    registry.addProvider(QgsNativeAlgorithms(registry))
    log = run(asked["steps"], asked["ellipsoid"])
    sys.stderr.write(log)
    sys.stderr.flush()
    os._exit(1 if log else 0)  # QGIS may crash while it is taken down, when all is done


def run(steps: list, ellipsoid: str) -> str:
    """Run the steps; return the log of one that failed, else nothing."""
    QgsProject.instance().setEllipsoid(ellipsoid)
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback(False)
    context.setProject(QgsProject.instance())
    context.setEllipsoid(ellipsoid)
    for shapes, areas in steps:
        for name, parameters in (("native:intersection", shapes), ("native:fieldcalculator", areas)):
            algorithm = QgsApplication.processingRegistry().createAlgorithmById(name)
            _, worked = algorithm.run(parameters, context, feedback)
            if not worked:
                return feedback.textLog() or f"{name} failed"
    return ""


if __name__ == "__main__":
    main(sys.argv[1:])
