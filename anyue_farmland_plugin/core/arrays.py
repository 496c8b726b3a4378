# SPDX-License-Identifier: GPL-2.0-or-later
"""Arrays of Python objects, which numpy makes of lists in ways of its own."""

from __future__ import annotations

from typing import Sequence

import numpy as np


def objects(items: Sequence) -> np.ndarray:
    """Return a one-dimensional array of the items, whatever they are."""
    result = np.empty(len(items), dtype=object)
    result[:] = items
    return result
