# SPDX-License-Identifier: GPL-2.0-or-later
"""Reads the pages of a damaged SQLite file without SQLite, which refuses a whole table for one bad page.

Nothing found in the bytes is believed: every offset, length and page number is checked, and
whatever cannot be right is left out and noted.  Format: https://www.sqlite.org/fileformat2.html
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import Iterator, Optional, Sequence, Union

Bytes = Union[bytes, memoryview]

MAGIC = b"SQLite format 3\x00"
INDEX_INNER, TABLE_INNER, INDEX_LEAF, TABLE_LEAF = 2, 5, 10, 13
_KINDS = (INDEX_INNER, TABLE_INNER, INDEX_LEAF, TABLE_LEAF)
_USUAL_SIZE = 4096
_LARGEST = 65536
_SIZES = (_USUAL_SIZE, 1024, 8192, 2048, 16384, 32768, _LARGEST, 512)
_SAMPLE, _ENOUGH = 400, 0.2
_HEADER = 100
_LONGEST = 9  # bytes of a varint
_MOST_BYTES = 1 << 30  # of one row
_INTEGERS = (0, 1, 2, 3, 4, 6, 8)  # bytes of serial types 0 to 6
_FLOAT, _ZERO, _ONE, _FIRST_SIZED = 7, 8, 9, 12
_HALF = 1 << 63
_MORE = 0x80  # set in every byte of a varint but the last


class Unreadable(Exception):
    """Bytes of the file cannot be what they should be."""


@dataclass(frozen=True)
class Leaf:
    """One leaf page of a table: its rows as (row id, values), and how many of its cells could not be read."""

    number: int
    rows: tuple
    spoilt: int


@dataclass
class Walk:
    """What was met on the way through one tree: pages seen, pages that cannot belong there."""

    seen: set = field(default_factory=set)
    bad: list = field(default_factory=list)


@dataclass(frozen=True)
class PageFile:
    """The bytes of a database as numbered pages, the first being 1."""

    data: Bytes
    size: int
    reserved: int

    @classmethod
    def of(cls, data: Bytes) -> PageFile:
        """Take the page size from the header, or from what the pages look like when the header cannot be right."""
        told = struct.unpack_from(">H", data, 16)[0] if len(data) >= _HEADER else 0
        told = _LARGEST if told == 1 else told
        if bytes(data[:16]) == MAGIC and told in _SIZES and _likeness(data, told) > _ENOUGH:
            return cls(data, told, data[20])
        return cls(data, max(_SIZES, key=lambda size: _likeness(data, size)), 0)  # the first of equals

    def __len__(self) -> int:
        return len(self.data) // self.size

    def page(self, number: int) -> Bytes:
        """Return a page; raises Unreadable when the file does not have it whole."""
        if not 1 <= number <= len(self):
            raise Unreadable(number)
        return self.data[(number - 1) * self.size : number * self.size]

    def kind(self, number: int) -> int:
        """Return what a page says it is, 0 when that is no page of a tree."""
        page = self.page(number)
        kind = page[_start(number)]
        return kind if kind in _KINDS and _plausible(page, _start(number), kind) else 0

    def leaf(self, number: int, low: int = -_HALF, high: int = _HALF) -> Leaf:
        """Return the rows of a table's leaf page whose row ids lie above ``low`` and up to ``high``."""
        rows, spoilt = [], 0
        for at in self._cells(number, TABLE_LEAF):
            try:
                rowid, payload = self._table_cell(number, at)
                if low < rowid <= high:
                    rows.append((rowid, record(payload)))
                else:
                    spoilt += 1
            except (Unreadable, struct.error, IndexError):
                spoilt += 1
        return Leaf(number, tuple(rows), spoilt)

    def leaves(self, root: int, walk: Walk) -> Iterator[Leaf]:
        """Yield the leaf pages of a table's tree; what cannot be reached is noted in ``walk``."""
        waiting = [(root, -_HALF, _HALF)]
        while waiting:
            number, low, high = waiting.pop()
            kind = self._step(number, walk, (TABLE_INNER, TABLE_LEAF))
            if kind == TABLE_LEAF:
                leaf = self.leaf(number, low, high)
                if leaf.spoilt:
                    walk.bad.append(number)
                yield leaf
            elif kind == TABLE_INNER:
                waiting += reversed(list(self._children(number, low, high)))

    def entries(self, root: int, walk: Walk) -> Iterator[tuple]:
        """Yield the records of an index, in no order."""
        waiting = [root]
        while waiting:
            number = waiting.pop()
            kind = self._step(number, walk, (INDEX_INNER, INDEX_LEAF))
            if not kind:
                continue
            inner = kind == INDEX_INNER
            for at in self._cells(number, kind):
                try:
                    if inner:
                        waiting.append(struct.unpack_from(">I", self.page(number), at)[0])
                    yield record(self._payload(number, at + 4 * inner, kind))
                except (Unreadable, struct.error, IndexError):
                    continue
            if inner:
                waiting.append(struct.unpack_from(">I", self.page(number), _start(number) + 8)[0])

    def _step(self, number: int, walk: Walk, kinds: Sequence[int]) -> int:
        """Return the kind of a page met in a tree, 0 after noting that it cannot belong there."""
        try:
            kind = self.kind(number)
        except Unreadable:
            kind = 0
        if number in walk.seen or kind not in kinds:
            walk.bad.append(number)
            return 0
        walk.seen.add(number)
        return kind

    def _cells(self, number: int, kind: int) -> Iterator[int]:
        """Yield where the cells of a page start."""
        page, start = self.page(number), _start(number)
        count = struct.unpack_from(">H", page, start + 3)[0]
        pointers = start + _head(kind)
        for place in range(count):
            (at,) = struct.unpack_from(">H", page, pointers + 2 * place)
            yield at  # one outside the page shows when it is read

    def _children(self, number: int, low: int, high: int) -> Iterator[tuple]:
        """Yield (page, low, high) of the pages below an inner page of a table."""
        page = self.page(number)
        for at in self._cells(number, TABLE_INNER):
            try:
                (child,) = struct.unpack_from(">I", page, at)
                top, _ = varint(page, at + 4)
            except (struct.error, IndexError):
                continue
            if low < top <= high:
                yield child, low, top
                low = top
            else:
                yield child, low, high  # its rows say themselves where they belong
        yield struct.unpack_from(">I", page, _start(number) + 8)[0], low, high

    def _table_cell(self, number: int, at: int) -> tuple:
        page = self.page(number)
        _, behind = varint(page, at)
        rowid, _ = varint(page, behind)
        return rowid - (1 << 64) if rowid >= _HALF else rowid, self._payload(number, at, TABLE_LEAF)

    def _payload(self, number: int, at: int, kind: int) -> Bytes:
        """Return the payload of a cell, following its overflow pages."""
        page = self.page(number)
        size, at = varint(page, at)
        if kind == TABLE_LEAF:
            _, at = varint(page, at)
        if size > min(_MOST_BYTES, len(self.data)):
            raise Unreadable(size)
        usable = self.size - self.reserved
        least = (usable - 12) * 32 // 255 - 23
        most = usable - 35 if kind == TABLE_LEAF else (usable - 12) * 64 // 255 - 23
        if size <= most:
            local = size
        else:
            local = least + (size - least) % (usable - 4)
            local = local if local <= most else least
        part = page[at : at + local]
        if len(part) < local:
            raise Unreadable(at)
        if local == size:
            return part
        return bytes(part) + self._overflow(struct.unpack_from(">I", page, at + local)[0], size - local)

    def _overflow(self, number: int, missing: int) -> bytes:
        parts = []
        usable = self.size - self.reserved
        while missing > 0:
            page = self.page(number)
            parts.append(bytes(page[4 : min(usable, 4 + missing)]))
            missing -= len(parts[-1])
            (number,) = struct.unpack_from(">I", page, 0)
        return b"".join(parts)


def varint(data: Bytes, at: int) -> tuple:
    """Return (value, place behind it) of SQLite's variable-length number; raises IndexError at the end."""
    value = data[at]
    if value < _MORE:
        return value, at + 1
    value &= 0x7F
    for place in range(at + 1, at + _LONGEST - 1):
        byte = data[place]
        value = value << 7 | byte & 0x7F
        if byte < _MORE:
            return value, place + 1
    return value << 8 | data[at + _LONGEST - 1], at + _LONGEST


def record(payload: Bytes) -> tuple:
    """Return the values of a record; raises Unreadable, IndexError or struct.error for what is none."""
    payload = bytes(payload)
    head, at = varint(payload, 0)
    if not at <= head <= len(payload):
        raise Unreadable(head)
    body, values = head, []
    while at < head:
        serial = payload[at]
        at += 1
        if serial >= _MORE:
            serial, at = varint(payload, at - 1)
        size = _size(serial)
        piece = payload[body : body + size]
        if len(piece) < size:
            raise Unreadable(body)
        values.append(_value(serial, piece))
        body += size
    if at != head or body != len(payload):
        raise Unreadable(at)
    return tuple(values)


def _size(serial: int) -> int:
    if serial >= _FIRST_SIZED:
        return (serial - _FIRST_SIZED) // 2
    if serial < len(_INTEGERS):
        return _INTEGERS[serial]
    if serial in (_FLOAT, _ZERO, _ONE):
        return 8 if serial == _FLOAT else 0
    raise Unreadable(serial)


def _value(serial: int, piece: bytes) -> Optional[object]:
    if serial >= _FIRST_SIZED:
        if serial % 2 == 0:
            return piece
        try:
            return piece.decode("utf-8")
        except UnicodeDecodeError as error:
            raise Unreadable(error.start) from error
    if serial == 0:
        return None
    if serial < _FLOAT:
        return int.from_bytes(piece, "big", signed=True)
    if serial == _FLOAT:
        return float(struct.unpack(">d", piece)[0])
    return serial - _ZERO


def _start(number: int) -> int:
    return _HEADER if number == 1 else 0


def _head(kind: int) -> int:
    return 12 if kind in (INDEX_INNER, TABLE_INNER) else 8


def _plausible(page: Bytes, start: int, kind: int) -> bool:
    """Tell whether the header of a page agrees with itself."""
    if len(page) < start + _head(kind):
        return False
    count, content = struct.unpack_from(">HH", page, start + 3)
    pointers = start + _head(kind) + 2 * count
    return pointers <= (content or _LARGEST) <= _LARGEST and pointers <= len(page)


def _likeness(data: Bytes, size: int) -> float:
    """Return the share of pages, of a sample, that look like pages of trees at this page size."""
    count = len(data) // size
    chosen = range(1, count, max(1, count // _SAMPLE))
    found = 0
    for number in chosen:
        page = data[number * size : (number + 1) * size]
        found += page[0] in _KINDS and _plausible(page, 0, page[0])
    return found / max(1, len(chosen))
