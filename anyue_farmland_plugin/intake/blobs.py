# SPDX-License-Identifier: GPL-2.0-or-later
"""Geometry as a GeoPackage stores it: the WKB behind each header, and polygon rings without making shapes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Optional

import numpy as np

from anyue_farmland_plugin.core.flat import FlatPolygons, ranges

# OGC 12-128: "GP", version, flags, srs id, envelope of 0 to 64 bytes told by the flags, then WKB.
_MAGIC, _HEADER = b"GP", 8
_ENVELOPES = np.array([0, 32, 48, 48, 64, -1, -1, -1], dtype=np.int64)
_EXTENDED = 0x20
_WKB_HEAD = 5
_OLD_Z, _OLD_M, _OLD_SRID = 0x80000000, 0x40000000, 0x20000000
_POLYGON, _MULTIPOLYGON = 3, 6
_XYZ, _XYM = 1, 2
_STRIDES = np.array([16, 24, 24, 32], dtype=np.int64)
_PART_HEAD = 9
_POINTS_HEAD = 4
_LEAST_VERTICES = 4


@dataclass(frozen=True)
class Blobs:
    """The blobs of many rows in one buffer (uint8, with eight bytes to spare).

    Row ``r`` ends at ``stop[r]``; its WKB starts at ``wkb[r]``, -1 where the header is not
    understood.  ``kind`` is the two-dimensional WKB type (-1 unknown), ``axes`` 0 for XY, 1 XYZ,
    2 XYM, 3 XYZM; ``little`` tells the byte order.
    """

    buffer: np.ndarray
    stop: np.ndarray
    wkb: np.ndarray
    kind: np.ndarray
    axes: np.ndarray
    little: np.ndarray

    @classmethod
    def of(cls, blobs: Sequence[Optional[bytes]]) -> Blobs:
        """Join the blobs; None counts as a blob nobody understands."""
        whole = [blob or b"" for blob in blobs]
        sizes = np.fromiter(map(len, whole), dtype=np.int64, count=len(whole))
        stop = np.cumsum(sizes)
        start = stop - sizes
        buffer = np.frombuffer(b"".join([*whole, bytes(_HEADER)]), dtype=np.uint8)
        flags = buffer[np.minimum(start + 3, len(buffer) - 1)]
        envelope = _ENVELOPES[(flags >> 1) & 7]
        wkb = start + _HEADER + envelope
        known = (sizes >= _HEADER) & (envelope >= 0) & (flags & _EXTENDED == 0) & (wkb + _WKB_HEAD <= stop)
        for place, letter in enumerate(_MAGIC):
            known &= buffer[np.minimum(start + place, len(buffer) - 1)] == letter
        wkb = np.where(known, wkb, -1)
        kind, axes, little = _types(buffer, np.maximum(wkb, 0))
        return cls(buffer, stop, wkb, np.where(known, kind, -1), axes, little)


def flat_polygons(blobs: Blobs) -> tuple[FlatPolygons, np.ndarray]:
    """Return all polygons as plain arrays, and the rows without a ring: empty, not polygons, damaged.

    Heights and measures are left out; nothing is said of the validity of the rings.
    """
    polygonal = np.isin(blobs.kind, (_POLYGON, _MULTIPOLYGON)) & blobs.little
    rings = _walk(blobs, np.flatnonzero(polygonal))
    x, y, sizes = _vertices(blobs, rings)
    starts = np.zeros(len(sizes) + 1, dtype=np.int64)
    np.cumsum(sizes, out=starts[1:])
    flat = FlatPolygons(x, y, starts, rings.row, rings.shell, len(blobs.stop))
    return flat.without(np.union1d(rings.damaged, flat.broken()))


class FlatRows:
    """Gathers polygons that come in portions, without holding the portions beside the whole.

    Room is made for as many vertices as the first portion foretells; memory that is asked
    for again and again costs more than the work done in it.
    """

    def __init__(self, rows: int) -> None:
        self._rows, self._count, self._used = max(rows, 1), 0, 0
        self._x, self._y = np.empty(0), np.empty(0)
        self._parts: list[tuple[np.ndarray, ...]] = []

    def add(self, blobs: Sequence[Optional[bytes]]) -> None:
        """Append the polygons of the next rows."""
        flat, odd = flat_polygons(Blobs.of(blobs))
        self._count += flat.count
        stop = self._used + len(flat.x)
        if stop > len(self._x):
            self._grow(stop)
        self._x[self._used : stop], self._y[self._used : stop] = flat.x, flat.y
        before = self._count - flat.count
        self._parts.append((flat.ring_start[:-1] + self._used, flat.ring_owner + before, flat.shell, odd + before))
        self._used = stop

    def polygons(self) -> tuple[FlatPolygons, np.ndarray]:
        """Return all polygons added, and the rows without a ring."""
        nothing = np.empty(0, dtype=np.int64)
        parts = self._parts or [(nothing, nothing, np.empty(0, dtype=bool), nothing)]
        starts, owner, shell, odd = (np.concatenate(values) for values in zip(*parts))
        starts = np.append(starts, self._used)
        return FlatPolygons(self._x[: self._used], self._y[: self._used], starts, owner, shell, self._count), odd

    def _grow(self, least: int) -> None:
        room = max(int(1.1 * least * max(self._rows / self._count, 1.0)), least)
        for name in ("_x", "_y"):
            larger = np.empty(room)
            larger[: self._used] = getattr(self, name)[: self._used]
            setattr(self, name, larger)


@dataclass(frozen=True)
class _Rings:
    """Rings in the order of rows: row, first byte of the vertices, number of vertices, whether a shell."""

    row: np.ndarray
    place: np.ndarray
    size: np.ndarray
    shell: np.ndarray
    damaged: np.ndarray


def _types(buffer: np.ndarray, place: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return (kind, axes, little-endian) of the WKB at each place, in ISO or the old 2.5D form."""
    little = buffer[place] == 1
    code = np.where(little, _uint32(buffer, place + 1), _uint32(buffer, place + 1, ">u4"))
    old = (code & (_OLD_Z | _OLD_M)) >> 30
    axes = np.choose(old, (code % (1 << 29) // 1000, np.full_like(code, _XYM), np.full_like(code, _XYZ), 3 + 0 * code))
    known = (axes < len(_STRIDES)) & (code & _OLD_SRID == 0)
    return np.where(known, code % (1 << 29) % 1000, -1), np.where(known, axes, 0), little


def _uint32(buffer: np.ndarray, place: np.ndarray, form: str = "<u4") -> np.ndarray:
    return buffer[place[:, None] + np.arange(4)].view(form)[:, 0].astype(np.int64)


class _Walker:
    """Polygons being read side by side: where each one stands and what is left of it."""

    def __init__(self, blobs: Blobs, rows: np.ndarray) -> None:
        several = blobs.kind[rows] == _MULTIPOLYGON
        self.buffer = blobs.buffer
        self.row, self.place, self.stop = rows, blobs.wkb[rows], blobs.stop[rows]
        self.stride = _STRIDES[blobs.axes[rows]]
        self.code = _uint32(blobs.buffer, self.place + 1) - several * (_MULTIPOLYGON - _POLYGON)
        short = several & (self.place + _PART_HEAD > self.stop)
        self.parts = np.where(several & ~short, _uint32(self.buffer, np.where(short, 0, self.place + _WKB_HEAD)), 1)
        self.place = self.place + several * _PART_HEAD
        self.rings = np.zeros(len(rows), dtype=np.int64)
        self.first = np.ones(len(rows), dtype=bool)

    def keep(self, kept: np.ndarray) -> np.ndarray:
        """Go on with some of the polygons; return the rows of the others."""
        dropped = self.row[~kept]
        if len(dropped):
            for name in ("row", "place", "stop", "stride", "code", "parts", "rings", "first"):
                setattr(self, name, getattr(self, name)[kept])
        return dropped

    def open_parts(self) -> np.ndarray:
        """Enter the next part where one ended; return the rows whose next part is no filled polygon."""
        at = np.flatnonzero(self.rings == 0)
        place = self.place[at]
        within = place + _PART_HEAD <= self.stop[at]
        place = np.where(within, place, 0)
        self.rings[at] = _uint32(self.buffer, place + _WKB_HEAD)
        sound = within & (self.buffer[place] == 1) & (_uint32(self.buffer, place + 1) == self.code[at])
        self.place[at] += _PART_HEAD
        self.parts[at] -= 1
        self.first[at] = True
        kept = np.ones(len(self.row), dtype=bool)
        kept[at] = sound & (self.rings[at] > 0)
        return self.keep(kept)

    def next_ring(self) -> tuple[np.ndarray, tuple[np.ndarray, ...]]:
        """Step over one ring of each; return the rows damaged, and (row, place, size, shell) of the rings."""
        within = self.place + _POINTS_HEAD <= self.stop
        size = _uint32(self.buffer, np.where(within, self.place, 0))
        kept = within & (size >= _LEAST_VERTICES) & (self.place + _POINTS_HEAD + size * self.stride <= self.stop)
        damaged, size = self.keep(kept), size[kept]
        self.place = self.place + _POINTS_HEAD
        found = (self.row, self.place, size, self.first)
        self.place = self.place + size * self.stride
        self.rings = self.rings - 1
        self.first = np.zeros(len(self.row), dtype=bool)
        return damaged, found


def _walk(blobs: Blobs, rows: np.ndarray) -> _Rings:
    """Find all rings: in each round the next one of every polygon that has one left."""
    walker = _Walker(blobs, rows)
    damaged = [walker.keep(walker.parts > 0)]
    found = []
    while len(walker.row):
        damaged.append(walker.open_parts())
        wrong, rings = walker.next_ring()
        damaged.append(wrong)
        found.append(rings)
        walker.keep((walker.rings > 0) | (walker.parts > 0))
    if not found:
        nothing = np.empty(0, dtype=np.int64)
        return _Rings(nothing, nothing, nothing, np.empty(0, dtype=bool), np.concatenate(damaged))
    row, place, size, shell = (np.concatenate(values) for values in zip(*found))
    order = np.argsort(row, kind="stable")
    return _Rings(row[order], place[order], size[order], shell[order], np.concatenate(damaged))


def _vertices(blobs: Blobs, rings: _Rings) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return x and y of all rings one after the other, and the rings' sizes."""
    stride = _STRIDES[blobs.axes[rings.row]]
    strides = np.unique(stride)
    if len(strides) == 1:
        x, y = _gathered(blobs.buffer, rings.place, rings.size, int(strides[0]))
        return x, y, rings.size
    start = np.cumsum(rings.size) - rings.size
    x, y = np.empty(int(rings.size.sum())), np.empty(int(rings.size.sum()))
    for width in strides.tolist():
        of = np.flatnonzero(stride == width)
        target, _ = ranges(start[of], rings.size[of])
        x[target], y[target] = _gathered(blobs.buffer, rings.place[of], rings.size[of], width)
    return x, y, rings.size


def _gathered(buffer: np.ndarray, place: np.ndarray, size: np.ndarray, stride: int) -> tuple[np.ndarray, np.ndarray]:
    """Return x and y of rings whose vertices take ``stride`` bytes.

    Slices of whole rings, joined, cost a third of picking the numbers one by one.
    """
    view = memoryview(buffer.data)
    stop = place + size * stride
    joined = b"".join([view[first:last] for first, last in zip(place.tolist(), stop.tolist())])
    values = np.frombuffer(joined, dtype="<f8").reshape(-1, stride // 8)
    return np.ascontiguousarray(values[:, 0]), np.ascontiguousarray(values[:, 1])
