# SPDX-License-Identifier: GPL-2.0-or-later
"""Loads shapely, pyproj and pyogrio so that each uses the GEOS, PROJ and GDAL it was built with.

On Linux a wheel brings its own copies, but QGIS's are loaded already and the loader prefers
those: shapely then calls another GEOS than it was compiled for (to_wkb fails, others may crash).
"""

from __future__ import annotations

import importlib
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Optional

LIBRARIES = ("shapely", "pyproj", "pyogrio")
REQUIRED = ("numpy", "shapely", "pyproj")
OLDEST_SHAPELY = 2
_log = logging.getLogger(__name__)


@contextmanager
def _own_symbols_first() -> Iterator[None]:
    flag = getattr(os, "RTLD_DEEPBIND", 0)  # glibc only; Windows and macOS bind per library anyway
    if not flag:
        yield
        return
    before = sys.getdlopenflags()
    sys.setdlopenflags(before | flag)
    try:
        yield
    finally:
        sys.setdlopenflags(before)


def load() -> None:
    """Import the libraries that are there, before any module of the package asks for them.

    What is missing stays missing: whoever needs it says so.
    """
    with _own_symbols_first():
        for name in LIBRARIES:
            if name in sys.modules:
                continue
            try:
                importlib.import_module(name)
            except ImportError as error:
                _log.info("%s is not available: %s", name, error)


def missing() -> list[str]:
    """Return the libraries without which the plugin cannot work: absent, or shapely before 2."""
    found = {name: sys.modules.get(name) or _imported(name) for name in REQUIRED}
    absent = [name for name, module in found.items() if module is None]
    version = str(getattr(found["shapely"], "__version__", "0"))
    if found["shapely"] is not None and int(version.partition(".")[0]) < OLDEST_SHAPELY:
        absent.append(f"shapely {OLDEST_SHAPELY} ({version})")
    return absent


def _imported(name: str) -> Optional[ModuleType]:
    try:
        return importlib.import_module(name)
    except ImportError:
        return None
