# SPDX-License-Identifier: GPL-2.0-or-later
"""Keeps QGIS out of the runs that claim to need none, and says where the reference data lie."""

from __future__ import annotations

import os
import sys
from importlib.abc import MetaPathFinder
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
QGIS_PACKAGES = {"qgis", "PyQt5", "PyQt6"}


class NoQgis(MetaPathFinder):
    """Refuses to find QGIS and Qt, as on a machine without them."""

    def find_spec(self, fullname: str, path: object = None, target: object = None) -> None:
        """Raise for a refused package, leave all others to the next finder."""
        del path, target
        if fullname.partition(".")[0] in QGIS_PACKAGES:
            raise ModuleNotFoundError(f"{fullname} is kept out of the tests without QGIS", name=fullname)


def pytest_configure(config: pytest.Config) -> None:
    """Block QGIS when its pytest plugin is switched off (-p no:pytest_qgis)."""
    if config.pluginmanager.is_blocked("pytest_qgis"):
        for name in [name for name in sys.modules if name.partition(".")[0] in QGIS_PACKAGES]:
            del sys.modules[name]
        sys.meta_path.insert(0, NoQgis())


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Return the folder of reference data: ANYUE_SHARED_DATA, or shared/data beside the checkout."""
    folder = Path(os.environ.get("ANYUE_SHARED_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip("the reference data are not on this machine (set ANYUE_SHARED_DATA)")
    return folder
