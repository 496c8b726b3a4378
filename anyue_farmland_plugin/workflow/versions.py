# SPDX-License-Identifier: GPL-2.0-or-later
"""Versions of what computes, for the record of a run."""

from __future__ import annotations

import sqlite3

import numpy as np
import shapely

from anyue_farmland_plugin.about import version
from anyue_farmland_plugin.core.crs import proj_version


def versions() -> dict:
    """Return name → version of the plugin and the libraries behind its figures."""
    return {
        "plugin": version(),
        "shapely": shapely.__version__,
        "GEOS": shapely.geos_version_string,
        "PROJ": proj_version(),
        "numpy": np.__version__,
        "SQLite": sqlite3.sqlite_version,
    }
