# SPDX-License-Identifier: GPL-2.0-or-later
"""Reads geometry bytes that nobody vouches for: counts, nesting, numbers, rings and boxes are all checked.

Out comes plain little-endian XY WKB, the only form the ledger stores.
"""

from __future__ import annotations

import math
import struct
from dataclasses import dataclass
from enum import Enum
from typing import Optional

from anyue_farmland_plugin.core.errors import GeometryError
from anyue_farmland_plugin.core.i18n import translate

Bounds = tuple[float, float, float, float]  # min x, max x, min y, max y

_ENVELOPE_DOUBLES = {0: 0, 1: 4, 2: 6, 3: 6, 4: 8}
_HEADER = 8
_LITTLE, _EXTENDED, _EMPTY = 0b1, 0b100000, 0b10000
_MAX_DEPTH = 8
_ISO_STEP = 1000
_DIMENSIONS = {0: 2, 1: 3, 2: 3, 3: 4}  # XY, Z, M, ZM
_POINT, _LINE, _POLYGON, _COLLECTION = 1, 2, 3, 7
_MEMBERS = {4: (_POINT,), 5: (_LINE,), 6: (_POLYGON,), _COLLECTION: (1, 2, 3, 4, 5, 6, 7)}
_LEAST_RING, _LEAST_LINE = 4, 2
_PLANE = 2  # numbers of an XY vertex


class Change(Enum):
    """What had to be changed to store a geometry."""

    BYTE_ORDER = "byte order"
    HEIGHTS = "heights"
    BOX = "box"


@dataclass(frozen=True)
class CleanShape:
    """A geometry that may be stored: little-endian XY WKB, its true box (None when empty), what was changed."""

    wkb: bytes
    bounds: Optional[Bounds]
    changes: frozenset[Change] = frozenset()


def split_blob(blob: bytes) -> tuple[int, bytes, Optional[tuple[float, ...]]]:
    """Return (srs_id, WKB, envelope) of a GeoPackage blob; the envelope is what the header claims.

    Raises GeometryError when the header is not that of a standard GeoPackage geometry.
    """
    if len(blob) < _HEADER or blob[:2] != b"GP" or blob[2] != 0:
        raise GeometryError(translate("Vetting", "The geometry is not a GeoPackage geometry."))
    flags = blob[3]
    doubles = _ENVELOPE_DOUBLES.get((flags >> 1) & 0b111)
    start = _HEADER + 8 * (doubles or 0)
    if doubles is None or flags & _EXTENDED or flags > 2 * _EXTENDED - 1 or len(blob) < start:
        raise GeometryError(translate("Vetting", "The geometry has an unknown GeoPackage header."))
    end = "<" if flags & _LITTLE else ">"
    (srs_id,) = struct.unpack_from(end + "i", blob, 4)
    envelope = struct.unpack_from(f"{end}{doubles}d", blob, _HEADER) if doubles else None
    return srs_id, blob[start:], envelope


def clean_blob(blob: bytes, srs_id: int) -> CleanShape:
    """Return the geometry of a foreign blob in the form the ledger stores.

    Raises GeometryError for another coordinate system and whatever `clean_wkb` refuses.
    """
    found, wkb, envelope = split_blob(blob)
    if found != srs_id:
        message = translate("Vetting", "The geometry says coordinate system {found}, its table says {known}.")
        raise GeometryError(message.format(found=found, known=srs_id))
    shape = clean_wkb(wkb)
    claimed = None if envelope is None else envelope[:4]
    if claimed == shape.bounds and bool(blob[3] & _EMPTY) == (shape.bounds is None):
        return shape
    return CleanShape(shape.wkb, shape.bounds, shape.changes | {Change.BOX})


def clean_wkb(wkb: bytes) -> CleanShape:
    """Return WKB as little-endian XY with its box.

    Raises GeometryError for truncated, trailing, nested or unknown bytes, coordinates that are
    not finite, rings that are open, too short or without area.
    """
    walker = _walked(_Walker(wkb, strict=True))
    if not walker.changes:
        return CleanShape(bytes(wkb), walker.bounds())
    written: list[bytes] = []
    _walked(_Walker(wkb, out=written))
    return CleanShape(b"".join(written), walker.bounds(), frozenset(walker.changes))


def wkb_bounds(wkb: bytes) -> Optional[Bounds]:
    """Return (min x, max x, min y, max y) of WKB, None when it is empty.

    Raises GeometryError for truncated, trailing, nested or unknown bytes and non-finite coordinates.
    """
    return _walked(_Walker(wkb)).bounds()


def _walked(walker: _Walker) -> _Walker:
    walker.walk()
    if walker.at != len(walker.wkb):
        raise GeometryError(translate("Vetting", "The geometry is followed by bytes that do not belong to it."))
    return walker


class _Walker:
    """Walks WKB once, refusing counts that the bytes cannot hold.

    A strict one judges rings too; one with a list writes little-endian XY into it.
    """

    def __init__(self, wkb: bytes, *, strict: bool = False, out: Optional[list[bytes]] = None) -> None:
        self.wkb = wkb
        self.strict = strict
        self.at = 0
        self.boxes: list[Bounds] = []
        self.out = out
        self.changes: set[Change] = set()

    def bounds(self) -> Optional[Bounds]:
        if not self.boxes:
            return None
        lows_x, highs_x, lows_y, highs_y = zip(*self.boxes)
        return min(lows_x), max(highs_x), min(lows_y), max(highs_y)

    def take(self, form: str) -> tuple:
        try:
            values = struct.unpack_from(form, self.wkb, self.at)
        except struct.error as error:
            raise GeometryError(translate("Vetting", "The geometry ends too early.")) from error
        self.at += struct.calcsize(form)
        return values

    def walk(self, depth: int = 0, allowed: tuple[int, ...] = ()) -> None:
        if depth > _MAX_DEPTH:
            raise GeometryError(translate("Vetting", "The geometry is nested too deeply."))
        order, end, kind = self.head()
        size = _DIMENSIONS.get(kind // _ISO_STEP, 0)
        base = kind % _ISO_STEP if size else 0
        if base not in (_POINT, _LINE, _POLYGON, *_MEMBERS) or (allowed and base not in allowed):
            raise GeometryError(translate("Vetting", "The geometry type {kind} is not supported.").format(kind=kind))
        self.note(order, size)
        if self.out is not None:
            self.out.append(struct.pack("<BI", 1, base))
        if base == _POINT:
            self.points(end, 1, size, least=0)
        elif base == _LINE:
            self.points(end, self.count(end, 8 * size), size, least=_LEAST_LINE)
        elif base == _POLYGON:
            for _ in range(self.count(end, 4)):
                self.points(end, self.count(end, 8 * size), size, least=_LEAST_RING)
        else:
            for _ in range(self.count(end, 9 if base != _COLLECTION else 5)):
                self.walk(depth + 1, _MEMBERS[base])

    def head(self) -> tuple[int, str, int]:
        (order,) = self.take("B")
        if order > 1:
            raise GeometryError(translate("Vetting", "The geometry does not say how its bytes are ordered."))
        end = "<" if order else ">"
        (kind,) = self.take(end + "I")
        return order, end, kind

    def note(self, order: int, size: int) -> None:
        if not order:
            self.changes.add(Change.BYTE_ORDER)
        if size > _PLANE:
            self.changes.add(Change.HEIGHTS)

    def count(self, end: str, least: int) -> int:
        (number,) = self.take(end + "I")
        if number * least > len(self.wkb) - self.at:
            raise GeometryError(translate("Vetting", "The geometry ends too early."))
        if self.out is not None:
            self.out.append(struct.pack("<I", number))
        return int(number)

    def points(self, end: str, number: int, size: int, *, least: int) -> None:
        values = self.take(f"{end}{number * size}d")
        xs, ys = values[::size], values[1::size]
        if self.out is not None:
            self.out.append(struct.pack(f"<{2 * number}d", *(c for point in zip(xs, ys) for c in point)))
        if not xs or (not least and math.isnan(xs[0]) and math.isnan(ys[0])):
            return
        if not math.isfinite(sum(xs) + sum(ys)) and not all(map(math.isfinite, xs + ys)):
            raise GeometryError(translate("Vetting", "The geometry has coordinates that are not numbers."))
        if self.strict:
            _check_run(xs, ys, least)
        self.boxes.append((min(xs), max(xs), min(ys), max(ys)))


def _check_run(xs: tuple[float, ...], ys: tuple[float, ...], least: int) -> None:
    if len(xs) < least:
        message = translate("Vetting", "The geometry has a ring or line of {count} points only.")
        raise GeometryError(message.format(count=len(xs)))
    if least != _LEAST_RING:
        return
    if xs[0] != xs[-1] or ys[0] != ys[-1]:
        raise GeometryError(translate("Vetting", "The geometry has a ring that is not closed."))
    x0, y0 = xs[0], ys[0]
    x1, y1 = max(zip(xs, ys), key=lambda point: abs(point[0] - x0) + abs(point[1] - y0))
    if all((x - x0) * (y1 - y0) == (y - y0) * (x1 - x0) for x, y in zip(xs, ys)):
        raise GeometryError(translate("Vetting", "The geometry has a ring without any area."))
