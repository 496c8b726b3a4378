# SPDX-License-Identifier: GPL-2.0-or-later
"""The job with QGIS's own tools: intersection and $area, two steps of qgis_process per layer."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from pathlib import Path

from tests.bench.job import ELLIPSOID, PARCELS, TOWNS, ZONES, Job

PROGRAMS = ("qgis_process.bin", "qgis_process")  # Debian's wrapper adds options qgis_process does not know


def program() -> str | None:
    """Return the program, None where QGIS is not installed."""
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


def run(job: Job) -> None:
    """Do the job; its shapes are stored in any case, for one step reads what the other wrote."""
    layers = [PARCELS, *((layer, None) for layer in ZONES), *([] if job.spared else [TOWNS])]
    seconds = {}
    for layer, field in layers:
        start = time.monotonic()
        shapes, areas = job.out / f"{layer}_shapes.gpkg", job.out / f"{layer}.gpkg"
        choice = {"OVERLAY_FIELDS": field} if field else {"OVERLAY_FIELDS": "BSM"}
        inputs = {"INPUT": f"{job.data}|layername={job.changes}", "OVERLAY": f"{job.data}|layername={layer}"}
        _step(job, "native:intersection", {**inputs, "INPUT_FIELDS": "JCBH", **choice, "OUTPUT": shapes})
        formula = {"FIELD_NAME": "area", "FIELD_TYPE": 0, "FORMULA": "$area"}
        _step(job, "native:fieldcalculator", {"INPUT": shapes, **formula, "OUTPUT": areas})
        seconds[layer] = round(time.monotonic() - start, 2)
    (job.out / "steps.json").write_text(json.dumps(seconds), encoding="utf-8")


def _step(job: Job, algorithm: str, parameters: dict[str, object]) -> None:
    profile: Path = job.out / "profile"
    profile.mkdir(mode=0o700, exist_ok=True)
    settings = {
        "QT_QPA_PLATFORM": "offscreen",
        "QGIS_CUSTOM_CONFIG_PATH": str(profile),
        "XDG_RUNTIME_DIR": str(profile),
    }
    words = [f"{name}={value}" for name, value in parameters.items()]
    command = [program() or PROGRAMS[0], "run", algorithm, f"--ellipsoid={ELLIPSOID}", "--", *words]
    done = subprocess.run(command, env={**os.environ, **settings}, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{algorithm}: {done.stderr.strip().splitlines()[-1:]}")
