# SPDX-License-Identifier: GPL-2.0-or-later
"""Ids that follow from facts (RFC 4122 version 5), for whole columns at once."""

from __future__ import annotations

import hashlib
import uuid
from typing import Iterable

_VARIANT = {digit: "89ab"[int(digit, 16) & 3] for digit in "0123456789abcdef"}


def named_ids(namespace: uuid.UUID, names: Iterable[str]) -> list:
    """Return ``str(uuid.uuid5(namespace, name))`` for every name."""
    space, sha1, variant = namespace.bytes, hashlib.sha1, _VARIANT
    hashes = (sha1(space + name.encode(), usedforsecurity=False).hexdigest() for name in names)
    return [f"{h[:8]}-{h[8:12]}-5{h[13:16]}-{variant[h[16]]}{h[17:20]}-{h[20:32]}" for h in hashes]
