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

LIBRARIES = ("shapely", "pyproj", "pyogrio")
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
