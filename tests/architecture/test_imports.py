# SPDX-License-Identifier: GPL-2.0-or-later
"""The rooms without QGIS start on a machine without QGIS, and importing them does nothing else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.source import FREE_ROOMS, ROOT, modules

FREE_TOP = ("about", "paths", "cli")  # __main__ runs when imported
STDLIB_ONLY = tuple(f"core/{name}.py" for name in ("errors", "i18n", "schema", "landclass", "problems", "units"))

BLOCK = """
import importlib, json, sys

class Block:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in json.loads(sys.argv[1]):
            raise ModuleNotFoundError(name + " is blocked", name=name)

sys.meta_path.insert(0, Block())
failed = {}
for name in json.loads(sys.argv[2]):
    try:
        importlib.import_module(name)
    except BaseException as error:
        failed[name] = repr(error)
print(json.dumps(failed))
"""


def import_without(blocked: list[str], names: list[str], folder: Path) -> dict[str, str]:
    """Import modules in a fresh Python that cannot see some packages; return failures."""
    result = subprocess.run(
        [sys.executable, "-c", BLOCK, json.dumps(blocked), json.dumps(names)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    failed: dict[str, str] = json.loads(result.stdout)
    return failed


def test_the_free_rooms_start_without_qgis_qt_and_gdal(tmp_path: Path) -> None:
    names = [module.dotted for module in modules() if module.room in (*FREE_ROOMS, *FREE_TOP)]
    assert len(names) > len(FREE_ROOMS)
    assert import_without(["qgis", "PyQt5", "PyQt6", "osgeo"], names, tmp_path) == {}
    assert list(tmp_path.iterdir()) == [], "an import wrote a file"


def test_the_block_holds(tmp_path: Path) -> None:
    assert set(import_without(["qgis"], ["qgis.core", "json"], tmp_path)) == {"qgis.core"}


def test_the_code_tables_start_where_no_package_is_installed(tmp_path: Path) -> None:
    names = [module.dotted for module in modules() if module.place in STDLIB_ONLY]
    assert len(names) == len(STDLIB_ONLY)
    assert import_without(["numpy", "shapely", "pyproj", "pyogrio", "openpyxl"], names, tmp_path) == {}


def test_qgis_is_out_of_reach_in_this_run(request: pytest.FixtureRequest) -> None:
    assert request.config.pluginmanager.is_blocked("pytest_qgis"), "run with -p no:pytest_qgis"
    with pytest.raises(ModuleNotFoundError):
        __import__("qgis.core")
