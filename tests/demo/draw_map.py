# SPDX-License-Identifier: GPL-2.0-or-later
"""Draws the demo's map in a QGIS of its own: ``draw_map.py JOB``, the job as JSON on the command line."""

from __future__ import annotations

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def draw(job: dict) -> list[str]:
    """Draw the map of a job; return the kinds of layers QGIS could not open.

    ``job``: ledger, png, drawn_on, sample, locale and layers (kind → path|layername=…).
    """
    from qgis.core import QgsVectorLayer

    from anyue_farmland_plugin.bridge.i18n import PluginTranslation
    from anyue_farmland_plugin.bridge.map_layers import Backdrop
    from anyue_farmland_plugin.bridge.map_sheet import MapSheet, SheetRequest

    translation = PluginTranslation(job["locale"])
    translation.install()
    layers = {Backdrop(kind): QgsVectorLayer(text, kind, "ogr") for kind, text in job["layers"].items()}
    request = SheetRequest(Path(job["ledger"]), job["drawn_on"], layers, job["sample"])
    MapSheet(request).save_png(Path(job["png"]))
    translation.remove()
    return [kind.value for kind, layer in layers.items() if not layer.isValid()]


def main(text: str) -> int:
    """Start QGIS, draw, stop; a FarmlandError becomes one sentence."""
    sys.path.insert(0, str(ROOT))
    from qgis.core import QgsApplication

    from anyue_farmland_plugin.bridge import native_libraries

    application = QgsApplication([], True)
    application.initQgis()
    native_libraries.load()
    from anyue_farmland_plugin.core.errors import FarmlandError

    sentence, closed = "", []
    try:
        closed = draw(json.loads(text))
    except FarmlandError as error:
        sentence = str(error)
    # Only now: QGIS must outlive everything that was drawn.
    application.exitQgis()
    if sentence:
        sys.stderr.write(f"{sentence}\n")
        return 1
    sys.stdout.write(json.dumps(closed) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
