# SPDX-License-Identifier: GPL-2.0-or-later
"""GeoPackage geometry blobs: header around WKB, and bounds taken from the WKB itself.

The header's envelope is never trusted: a lying one hides a feature from every map.
"""

from __future__ import annotations

import math
import struct
from typing import Iterable, Iterator, Optional, Sequence

from anyue_farmland_plugin.core.errors import GeometryError
from anyue_farmland_plugin.core.i18n import translate

Bounds = tuple  # (min x, max x, min y, max y)

_ENVELOPE_DOUBLES = {0: 0, 1: 4, 2: 6, 3: 6, 4: 8}
_HEADER = 8
_MAX_DEPTH = 8
_ISO_STEP = 1000
_DIMENSIONS = {0: 2, 1: 3, 2: 3, 3: 4}  # XY, Z, M, ZM
_POINT, _LINE, _POLYGON, _COLLECTIONS = 1, 2, 3, (4, 5, 6, 7)
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
    if len(blob) < _HEADER or blob[:2] != b"GP" or blob[2] != 0:
        raise GeometryError(translate("Ledger", "The geometry is not a GeoPackage geometry."))
    flags = blob[3]
    doubles = _ENVELOPE_DOUBLES.get((flags >> 1) & 0b111)
    if doubles is None or flags & 0b00100000:
        raise GeometryError(translate("Ledger", "The geometry has an unknown GeoPackage header."))
    (srs_id,) = struct.unpack_from("<i" if flags & 1 else ">i", blob, 4)
    return srs_id, blob[_HEADER + 8 * doubles :]


class _Walker:
    """Walks WKB once, refusing counts that the bytes cannot hold."""

    def __init__(self, wkb: bytes) -> None:
        self.wkb = wkb
        self.at = 0
        self.boxes: list = []

    def take(self, form: str) -> tuple:
        try:
            values = struct.unpack_from(form, self.wkb, self.at)
        except struct.error as error:
            raise GeometryError(translate("Ledger", "The geometry ends too early.")) from error
        self.at += struct.calcsize(form)
        return values

    def walk(self, depth: int = 0) -> None:
        if depth > _MAX_DEPTH:
            raise GeometryError(translate("Ledger", "The geometry is nested too deeply."))
        (order,) = self.take("B")
        end = "<" if order == 1 else ">"
        (kind,) = self.take(end + "I")
        size = _DIMENSIONS.get(kind // _ISO_STEP, 0)
        base = kind % _ISO_STEP if size else 0
        if base == _POINT:
            self.points(end, 1, size, may_be_empty=True)
        elif base == _LINE:
            self.points(end, self.count(end, 8 * size), size)
        elif base == _POLYGON:
            for _ in range(self.count(end, 4)):
                self.points(end, self.count(end, 8 * size), size)
        elif base in _COLLECTIONS:
            for _ in range(self.count(end, 9)):
                self.walk(depth + 1)
        else:
            raise GeometryError(translate("Ledger", "The geometry type {kind} is not supported.").format(kind=kind))

    def count(self, end: str, least: int) -> int:
        (number,) = self.take(end + "I")
        if number * least > len(self.wkb) - self.at:
            raise GeometryError(translate("Ledger", "The geometry ends too early."))
        return int(number)

    def points(self, end: str, number: int, size: int, *, may_be_empty: bool = False) -> None:
        values = self.take(f"{end}{number * size}d")
        xs, ys = values[::size], values[1::size]
        if not xs or (may_be_empty and math.isnan(xs[0]) and math.isnan(ys[0])):
            return
        if not math.isfinite(sum(xs) + sum(ys)) and not all(map(math.isfinite, xs + ys)):
            raise GeometryError(translate("Ledger", "The geometry has coordinates that are not numbers."))
        self.boxes.append((min(xs), max(xs), min(ys), max(ys)))


def wkb_bounds(wkb: bytes) -> Optional[Bounds]:
    """Return (min x, max x, min y, max y) of WKB, None when it is empty.

    Raises GeometryError for truncated, nested or unknown WKB and for non-finite coordinates.
    """
    walker = _Walker(wkb)
    walker.walk()
    if not walker.boxes:
        return None
    return (
        min(b[0] for b in walker.boxes),
        max(b[1] for b in walker.boxes),
        min(b[2] for b in walker.boxes),
        max(b[3] for b in walker.boxes),
    )
