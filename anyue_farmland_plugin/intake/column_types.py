# SPDX-License-Identifier: GPL-2.0-or-later
"""Values of GeoPackage columns as GDAL would give them; whatever is unusual is left to GDAL itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Optional

import numpy as np

from anyue_farmland_plugin.core.arrays import objects

_NOTHING = type(None)
_WHOLE = {
    "BOOLEAN": (0, 1),
    "TINYINT": (-(2**7), 2**7 - 1),
    "SMALLINT": (-(2**15), 2**15 - 1),
    "MEDIUMINT": (-(2**31), 2**31 - 1),
    "INT": (-(2**63), 2**63 - 1),
    "INTEGER": (-(2**63), 2**63 - 1),
}
_REAL = ("DOUBLE", "REAL", "FLOAT")
_LENGTH = re.compile(r"\(\d+\)$")
_DAY = r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
_DATE = re.compile(_DAY)
_MOMENT = re.compile(_DAY + r"T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{3})?Z")


def kind_of(declared: str) -> str:
    """Return the type's name without the length of TEXT(n) and BLOB(n)."""
    return _LENGTH.sub("", declared.strip().upper())


def plain_column(declared: str, values: Sequence[object]) -> Optional[np.ndarray]:
    """Return stored values as plain Python objects, None for NULL.

    None for the whole column where GDAL would convert: another type than declared, a number
    out of range, a date in another form.
    """
    kind, found = kind_of(declared), set(map(type, values)) - {_NOTHING}
    if kind in _WHOLE:
        return _whole(kind, values) if found <= {int} else None
    if kind in _REAL:
        return _real(kind, values) if found <= {float} else None
    if kind == "BLOB":
        return objects(values) if found <= {bytes} else None
    return _text(kind, values) if found <= {str} else None


def _whole(kind: str, values: Sequence[object]) -> Optional[np.ndarray]:
    low, high = _WHOLE[kind]
    known: list = list(filter(None, values))
    return objects(values) if not known or (min(known) >= low and max(known) <= high) else None


def _real(kind: str, values: Sequence[object]) -> np.ndarray:
    if kind != "FLOAT":
        return objects(values)
    return objects([None if value is None else float(np.float32(value)) for value in values])  # type: ignore[arg-type]


def _text(kind: str, values: Sequence[object]) -> Optional[np.ndarray]:
    texts: list = list(filter(None, values))
    if kind == "TEXT":
        together = "".join(texts)
        return objects(values) if "\0" not in together and "\ufffd" not in together else None
    if "" in values:
        return None
    if kind == "DATE":
        return objects(values) if all(map(_DATE.fullmatch, texts)) else None
    if kind == "DATETIME" and all(map(_MOMENT.fullmatch, texts)):
        return objects([value.replace(".000Z", "Z") if isinstance(value, str) else None for value in values])
    return None
