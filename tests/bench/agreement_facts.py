# SPDX-License-Identifier: GPL-2.0-or-later
"""What a comparison of two answers found; apart from the comparison, which needs pandas."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Facts:
    """How two answers differ: areas of classes, of everything else, townships, pieces."""

    entries: int
    largest: float
    over: int
    class_entries: int
    class_largest: float
    class_over: int
    class_moved: float
    sum_ours: float
    sum_peer: float
    towns: int
    towns_differ: int
    pieces_ours: int
    pieces_peer: int
