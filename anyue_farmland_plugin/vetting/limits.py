# SPDX-License-Identifier: GPL-2.0-or-later
"""How much of a file from outside is looked at, and how large it may be."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1 << 20
GIB = 1 << 30


@dataclass(frozen=True)
class Limits:
    """What one file may cost: bytes, objects in its schema, steps of SQLite's machine, bytes of a value.

    Files up to ``checked_bytes`` have all their pages checked; ``strict`` files must also be at rest.
    """

    file_bytes: int
    checked_bytes: int
    steps: int
    objects: int = 20_000
    value_bytes: int = 16 * MIB
    strict: bool = False


# Deliveries may hold a province. Their pages are not all read here: every value is judged where it is read.
DELIVERY = Limits(file_bytes=256 * GIB, checked_bytes=8 * MIB, steps=50_000_000)
PACKAGE = Limits(file_bytes=4 * GIB, checked_bytes=4 * GIB, steps=2_000_000_000, objects=2_000, strict=True)
