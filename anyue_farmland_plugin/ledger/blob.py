# SPDX-License-Identifier: GPL-2.0-or-later
"""GeoPackage geometry blobs: header around WKB, and bounds taken from the WKB itself.

The header's envelope is never trusted: a lying one hides a feature from every map.
"""

from __future__ import annotations

import math
import struct
from typing import Iterable, Iterator, Optional, Sequence

from anyue_farmland_plugin.vetting.wkb import split_blob, wkb_bounds

__all__ = ["decode", "encode", "encode_boxed", "wkb_bounds"]

_BOXED_HEADER = struct.Struct("<4si4d")


def encode(wkb: bytes, srs_id: int) -> bytes:
    """Wrap little-endian WKB in a GeoPackage header with its true XY envelope."""
    bounds = wkb_bounds(wkb)
    if bounds is None:
        return b"GP\x00" + bytes([0b00010001]) + struct.pack("<i", srs_id) + wkb
    return b"GP\x00" + bytes([0b00000011]) + struct.pack("<i4d", srs_id, *bounds) + wkb


def encode_boxed(
    shapes: Iterable[Optional[bytes]], boxes: Iterable[Sequence], srs_id: int
) -> Iterator[Optional[bytes]]:
    """Yield what `encode` returns for little-endian WKB whose boxes (min x, min y, max x, max y) are known.

    A box of NaN stands for no box: the WKB is empty, or None.
    """
    header, finite = _BOXED_HEADER.pack, math.isfinite
    for wkb, (min_x, min_y, max_x, max_y) in zip(shapes, boxes):
        if wkb is None:
            yield None
        elif finite(max_x - min_x + max_y - min_y):
            yield header(b"GP\x00\x03", srs_id, min_x, max_x, min_y, max_y) + wkb
        else:
            yield encode(wkb, srs_id)


def decode(blob: bytes) -> tuple:
    """Return (srs_id, WKB bytes) of a GeoPackage blob.

    Raises GeometryError when the header is not that of a standard GeoPackage geometry.
    """
    return split_blob(blob)[:2]
