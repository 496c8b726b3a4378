# SPDX-License-Identifier: GPL-2.0-or-later
"""The shortest decimal text of many numbers at once, quickly for areas, which have two decimals."""

from __future__ import annotations

from operator import add
from typing import Sequence

import numpy as np

_LARGEST = 1e13  # below, whole cents are exact and no exponent is written
_FRACTIONS = [repr(cents / 100.0)[1:] for cents in range(100)]


def shortest_texts(numbers: Sequence[float]) -> list:
    """Return ``repr(number)`` for every finite number, without the sign of a negative zero."""
    values = np.asarray(numbers, dtype=np.float64)
    with np.errstate(over="ignore"):
        cents = np.rint(values * 100.0)
    if not ((cents / 100.0 == values) & (values >= 0.0) & (values < _LARGEST)).all():
        return [repr(number + 0.0) for number in numbers]
    whole, rest = np.divmod(cents.astype(np.int64), 100)
    return list(map(add, map(str, whole.tolist()), map(_FRACTIONS.__getitem__, rest.tolist())))
