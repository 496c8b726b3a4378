# SPDX-License-Identifier: GPL-2.0-or-later
"""A layer of the sample county in memory: columns and geometries in one order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Iterable, Mapping, Sequence

import numpy as np

from anyue_farmland_plugin.core.arrays import objects
from anyue_farmland_plugin.core.units import COUNTY_CODE

CRS = "EPSG:4523"


@dataclass(frozen=True)
class SampleLayer:
    """Columns (arrays of equal length, None for NULL) and shapely geometries in EPSG:4523."""

    name: str
    columns: Mapping[str, np.ndarray]
    geometries: np.ndarray

    def __len__(self) -> int:
        return len(self.geometries)


def serials(layer_code: str, count: int) -> np.ndarray:
    """Return identifiers of 18 characters: county 6, layer 4, serial 8."""
    return texts(f"{COUNTY_CODE}{layer_code}{number:08d}" for number in range(1, count + 1))


def texts(values: Iterable[object]) -> np.ndarray:
    """Return an object array of the values, so that None stays None."""
    return objects(list(values))


def constant(value: object, count: int) -> np.ndarray:
    """Return a column that holds one value everywhere."""
    result = np.empty(count, dtype=object)
    result[:] = [value] * count
    return result


def lookup(table: Mapping[str, object], codes: Sequence[object]) -> np.ndarray:
    """Return the table's value for each code (None when absent)."""
    return texts(table.get(code) if isinstance(code, str) else None for code in codes)
