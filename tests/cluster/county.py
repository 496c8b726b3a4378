# SPDX-License-Identifier: GPL-2.0-or-later
"""A small sample county as requests and as arguments of the command line."""

from __future__ import annotations

from pathlib import Path

from anyue_farmland_plugin.core.ports import Progress, SilentProgress
from anyue_farmland_plugin.sample.county import build_county
from anyue_farmland_plugin.sample.files import write_county
from anyue_farmland_plugin.workflow.areas import run_areas
from anyue_farmland_plugin.workflow.areas_request import AreasRequest
from anyue_farmland_plugin.workflow.areas_table import save_table
from anyue_farmland_plugin.workflow.engines import Engine
from anyue_farmland_plugin.workflow.sources import file_source

ZONES = {
    "basic_farmland": "YJJBNTTB",
    "eco_redline": "STBHHX",
    "urban_boundary": "CZKFBJ",
    "townships": "XZQ",
    "villages": "CJDCQ",
}


def write_files(folder: Path) -> dict:
    return write_county(build_county(7, 600), folder)


def request_for(files: dict) -> AreasRequest:
    return AreasRequest(
        file_source(files["changes"], "changes_202206"),
        file_source(files["survey"], "DLTB"),
        {kind: file_source(files["survey"], name) for kind, name in ZONES.items()},
    )


def arguments_for(files: dict, out: Path, *more: str) -> list:
    zones = [f"--{kind.replace('_', '-')}={files['survey']}|layername={name}" for kind, name in ZONES.items()]
    changes, dltb = f"{files['changes']}|layername=changes_202206", f"{files['survey']}|layername=DLTB"
    return ["areas", "--changes", changes, "--dltb", dltb, *zones, "--out", str(out), *more]


def table(request: AreasRequest, path: Path, engine: Engine, progress: Progress | None = None) -> bytes:
    """Run and return the bytes of the table."""
    return save_table(path, run_areas(request, progress=progress or SilentProgress(), engine=engine)).read_bytes()
