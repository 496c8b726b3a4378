# SPDX-License-Identifier: GPL-2.0-or-later
"""Reads what a camera says of a picture (Exif 2.32), whatever state others left the block in.

A tag that cannot be meant is as if it were not there; nothing follows pointers twice.
"""

from __future__ import annotations

import math
import struct
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Mapping, Optional, Sequence, Union

_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1, 9: 4, 10: 8}
_NUMBERS = {1: "B", 3: "H", 4: "I", 9: "i"}
_RATIONALS = {5: "I", 10: "i"}
_TEXTS = (2, 7)
_MOST_ENTRIES = 1000
_MAKE, _MODEL, _ORIENTATION, _SOFTWARE, _MODIFIED = 0x010F, 0x0110, 0x0112, 0x0131, 0x0132
_EXIF_PART, _GPS_PART = 0x8769, 0x8825
_ORIGINAL, _OFFSET, _OFFSET_ORIGINAL = 0x9003, 0x9010, 0x9011
_MAKER_NOTE, _FOCAL_35MM = 0x927C, 0xA405
_THUMBNAIL_AT, _THUMBNAIL_LENGTH = 0x0201, 0x0202
_LAT_REF, _LAT, _LON_REF, _LON, _GPS_TIME, _DIRECTION, _GPS_DATE = 1, 2, 3, 4, 7, 17, 29
_UPRIGHT, _LAST_ORIENTATION = 1, 8
_INLINE = 4  # bytes; a longer value lies elsewhere and the entry tells where
_TRIPLE = 3  # hours, minutes, seconds; degrees, minutes, seconds
_LEAP_SECOND = 60.0

Value = Union[str, tuple]
Part = Mapping[int, Value]


@dataclass(frozen=True)
class Exif:
    """What the camera wrote; texts are "" and numbers None where it says nothing that can be meant.

    ``local_time`` is the time of the shot by the camera's clock, ``offset`` its zone where told;
    ``lon`` and ``lat`` are degrees of WGS 84; ``azimuth`` is where the camera looked, degrees
    from north to the east; ``orientation`` is the tag's own number, 1 to 8.
    """

    make: str = ""
    model: str = ""
    software: str = ""
    local_time: Optional[datetime] = None
    offset: Optional[timedelta] = None
    modified_time: Optional[datetime] = None
    satellite_time: Optional[datetime] = None
    lon: Optional[float] = None
    lat: Optional[float] = None
    azimuth: Optional[float] = None
    focal_35mm: Optional[float] = None
    orientation: int = _UPRIGHT
    has_maker_note: bool = False
    thumbnail: bytes = b""


class _Block:
    """A TIFF block: finds values within its bytes and nowhere else."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.order = {b"II*\x00": "<", b"MM\x00*": ">"}.get(data[:4], "")
        self.first = self._number(4) if self.order else 0

    def _number(self, at: int) -> int:
        return int(struct.unpack_from(self.order + "I", self.data, at)[0]) if 0 <= at <= len(self.data) - 4 else 0

    def part(self, at: int) -> tuple[Part, int]:
        """Return the tags of one directory and where the next one begins (0 for none)."""
        if not 0 < at <= len(self.data) - 2:
            return {}, 0
        (count,) = struct.unpack_from(self.order + "H", self.data, at)
        count = min(count, _MOST_ENTRIES, (len(self.data) - at - 2) // 12)
        found: dict[int, Value] = {}
        for place in range(at + 2, at + 2 + 12 * count, 12):
            tag, kind, length = struct.unpack_from(self.order + "HHI", self.data, place)
            value = self._value(kind, length, place + 8)
            if value is not None:
                found.setdefault(tag, value)
        return found, self._number(at + 2 + 12 * count)

    def _value(self, kind: int, length: int, at: int) -> Optional[Value]:
        size = _SIZES.get(kind, 0) * length
        if size == 0:
            return None
        start = at if size <= _INLINE else self._number(at)
        if start <= 0 or start + size > len(self.data):
            return None
        if kind in _TEXTS:
            return _text(self.data[start : start + size])
        if kind in _RATIONALS:
            pairs = struct.unpack_from(self.order + _RATIONALS[kind] * (2 * length), self.data, start)
            return tuple(over / under if under else math.nan for over, under in zip(pairs[::2], pairs[1::2]))
        return struct.unpack_from(self.order + _NUMBERS[kind] * length, self.data, start)

    def thumbnail(self, part: Part) -> bytes:
        start, length = _whole(part, _THUMBNAIL_AT), _whole(part, _THUMBNAIL_LENGTH)
        found = self.data[start : start + length] if 0 < start < len(self.data) else b""
        return found if found[:2] == b"\xff\xd8" else b""


def read_exif(data: bytes) -> Optional[Exif]:
    """Return what a TIFF block (without "Exif" before it) says, or None when it is none."""
    block = _Block(data)
    if not block.order:
        return None
    main, next_at = block.part(block.first)
    shot, _ = block.part(_whole(main, _EXIF_PART))
    place, _ = block.part(_whole(main, _GPS_PART))
    preview, _ = block.part(next_at)
    lat, lon = _position(place)
    orientation = _whole(main, _ORIENTATION)
    return Exif(
        make=_word(main, _MAKE),
        model=_word(main, _MODEL),
        software=_word(main, _SOFTWARE),
        local_time=_time(_word(shot, _ORIGINAL)),
        offset=_offset(_word(shot, _OFFSET_ORIGINAL) or _word(shot, _OFFSET)),
        modified_time=_time(_word(main, _MODIFIED)),
        satellite_time=_satellite_time(place),
        lon=lon,
        lat=lat,
        azimuth=_within(_numbers(place, _DIRECTION)[:1], 0.0, 360.0),
        focal_35mm=_within(_numbers(shot, _FOCAL_35MM)[:1], 1.0, 2000.0),
        orientation=orientation if _UPRIGHT <= orientation <= _LAST_ORIENTATION else _UPRIGHT,
        has_maker_note=_MAKER_NOTE in shot,
        thumbnail=block.thumbnail(preview),
    )


def _text(data: bytes) -> str:
    data = data.split(b"\x00", 1)[0]
    try:
        return data.decode("utf-8").strip()
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace").strip()


def _word(part: Part, tag: int) -> str:
    value = part.get(tag, "")
    return value if isinstance(value, str) else ""


def _numbers(part: Part, tag: int) -> tuple:
    value = part.get(tag, ())
    return value if isinstance(value, tuple) else ()


def _whole(part: Part, tag: int) -> int:
    found = _numbers(part, tag)
    return found[0] if found and isinstance(found[0], int) else 0


def _within(values: Sequence, low: float, high: float) -> Optional[float]:
    """Return the only value when it is a number in the range; NaN is none."""
    return float(values[0]) if values and low <= values[0] <= high else None


def _time(text: str) -> Optional[datetime]:
    try:
        return datetime.strptime(text[:19], "%Y:%m:%d %H:%M:%S")
    except ValueError:
        return None


def _offset(text: str) -> Optional[timedelta]:
    try:
        return datetime.strptime(text, "%z").utcoffset()
    except ValueError:
        return None


def _satellite_time(place: Part) -> Optional[datetime]:
    clock = _numbers(place, _GPS_TIME)
    if len(clock) != _TRIPLE or not all(0 <= part <= _LEAP_SECOND for part in clock):
        return None
    try:
        day = datetime.strptime(_word(place, _GPS_DATE)[:10], "%Y:%m:%d")
    except ValueError:
        return None
    return day.replace(tzinfo=timezone.utc) + timedelta(hours=clock[0], minutes=clock[1], seconds=clock[2])


def _position(place: Part) -> tuple[Optional[float], Optional[float]]:
    lat = _degrees(_numbers(place, _LAT), _word(place, _LAT_REF) == "S", 90.0)
    lon = _degrees(_numbers(place, _LON), _word(place, _LON_REF) == "W", 180.0)
    if lat is None or lon is None or lat == lon == 0.0:  # a receiver without a fix writes zeros
        return None, None
    return lat, lon


def _degrees(parts: tuple, negative: bool, limit: float) -> Optional[float]:
    if len(parts) != _TRIPLE or not all(0.0 <= part <= limit for part in parts):
        return None
    degrees = parts[0] + parts[1] / 60.0 + parts[2] / 3600.0
    return _within([-degrees if negative else degrees], -limit, limit)
