# SPDX-License-Identifier: GPL-2.0-or-later
"""The job with QGIS's own tools: intersection and $area, two steps of qgis_process per layer.

Changes are the input and the layer is the overlay, for the other way round takes twice as long.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

from tests.bench.job import ELLIPSOID, PARCELS, TOWNS, ZONES, Job

PROGRAMS = ("qgis_process.bin", "qgis_process")  # Debian's wrapper adds options qgis_process does not know
SYSTEM_PYTHON = "/usr/bin/python3"
STEPS = "steps.json"


def program() -> str | None:
    """Return the program, None where QGIS is not installed."""
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


def layers(job: Job) -> list[tuple[str, str]]:
    """Return the layers and the field that is wanted of each."""
    return [PARCELS, *((layer, "BSM") for layer in ZONES), *([] if job.spared else [TOWNS])]


def steps(job: Job, layer: str, field: str) -> tuple[dict[str, object], dict[str, object]]:
    """Return the parameters of both steps; shapes are stored, since one step reads what the other wrote."""
    shapes = str(job.out / f"{layer}_shapes.gpkg")
    inputs = {"INPUT": f"{job.data}|layername={job.changes}", "OVERLAY": f"{job.data}|layername={layer}"}
    formula = {"FIELD_NAME": "area", "FIELD_TYPE": 0, "FORMULA": "$area"}
    return (
        {**inputs, "INPUT_FIELDS": "JCBH", "OVERLAY_FIELDS": field, "OUTPUT": shapes},
        {"INPUT": shapes, **formula, "OUTPUT": str(job.out / f"{layer}.gpkg")},
    )


def run(job: Job) -> None:
    """Do the job; keep the CPU seconds of every layer."""
    spent = {}
    for layer, field in layers(job):
        before = _cpu()
        shapes, areas = steps(job, layer, field)
        for algorithm, parameters in (("native:intersection", shapes), ("native:fieldcalculator", areas)):
            words = [f"{name}={value}" for name, value in parameters.items()]
            _call(job, [program() or PROGRAMS[0], "run", algorithm, f"--ellipsoid={ELLIPSOID}", "--", *words])
        spent[layer] = round(_cpu() - before, 2)
    (job.out / STEPS).write_text(json.dumps(spent), encoding="utf-8")


def run_in_one(job: Job) -> None:
    """Do the same steps in one process of PyQGIS."""
    every = [steps(job, layer, field) for layer, field in layers(job)]
    script = str(Path(__file__).with_name("qgis_chain.py"))
    _call(job, [SYSTEM_PYTHON, script, json.dumps({"ellipsoid": ELLIPSOID, "steps": every})])


def _cpu() -> float:
    spent = os.times()
    return spent.children_user + spent.children_system


def _call(job: Job, command: list[str]) -> None:
    profile = job.out / "profile"
    profile.mkdir(mode=0o700, exist_ok=True)
    settings = {
        "QT_QPA_PLATFORM": "offscreen",
        "QGIS_CUSTOM_CONFIG_PATH": str(profile),
        "XDG_RUNTIME_DIR": str(profile),
        "LANG": "C.UTF-8",
    }
    done = subprocess.run(command, env={**os.environ, **settings}, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{command[:3]}: {done.stderr.strip().splitlines()[-1:]}")
