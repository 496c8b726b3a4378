# SPDX-License-Identifier: GPL-2.0-or-later
"""Ids that follow from facts (RFC 4122 version 5), for whole columns at once."""

from __future__ import annotations

import hashlib
import uuid
from typing import Iterable

_VARIANT = {digit: "89ab"[int(digit, 16) & 3] for digit in "0123456789abcdef"}


def named_id(namespace: bytes, name: str) -> str:
    """Return ``str(uuid.uuid5(uuid.UUID(bytes=namespace), name))``."""
    h = hashlib.sha1(namespace + name.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()
    return f"{h[:8]}-{h[8:12]}-5{h[13:16]}-{_VARIANT[h[16]]}{h[17:20]}-{h[20:32]}"


def named_ids(namespace: uuid.UUID, names: Iterable[str]) -> list:
    """Return ``str(uuid.uuid5(namespace, name))`` for every name."""
    space = namespace.bytes
    return [named_id(space, name) for name in names]
