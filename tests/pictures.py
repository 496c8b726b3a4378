# SPDX-License-Identifier: GPL-2.0-or-later
"""Invented pictures as phones write them: noise landscapes with an Exif block made tag by tag."""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Mapping, Optional

import numpy as np
from PIL import Image

SHORT, LONG, ASCII, RATIONAL, UNDEFINED = 3, 4, 2, 5, 7
LON, LAT = 105.36, 30.05


@dataclass(frozen=True)
class Shot:
    """What a phone writes of a picture; None or "" leaves a tag out."""

    lon: Optional[float] = LON
    lat: Optional[float] = LAT
    azimuth: Optional[float] = 30.0
    time: str = "2022:06:15 10:20:30"
    offset: str = "+08:00"
    satellite_time: str = ""  # "2022:06:15 02:20:30"
    modified: str = ""
    make: str = "HUAWEI"
    model: str = "ELS-AN00"
    software: str = "ELS-AN00 11.0.0.135"
    focal: Optional[int] = 27
    orientation: Optional[int] = 1
    maker_note: bool = True
    big_endian: bool = False
    extra: Mapping[int, tuple] = field(default_factory=dict)  # tags of the main directory: (type, value)


def scene(seed: int, width: int = 320, height: int = 240) -> Image.Image:
    """Return a picture of its own for every seed: soft blobs of colour."""
    coarse = np.random.default_rng(seed).integers(0, 255, (6, 8, 3), dtype=np.uint8)
    return Image.fromarray(coarse, "RGB").resize((width, height), Image.Resampling.BICUBIC)


def jpeg(picture: Image.Image, shot: Optional[Shot] = None, *, thumbnail: Optional[Image.Image] = None) -> bytes:
    """Return JPEG bytes; ``shot`` None means no Exif; the thumbnail is of the picture unless given."""
    stream = io.BytesIO()
    picture.save(stream, "JPEG", quality=88)
    data = stream.getvalue()
    if shot is None:
        return data
    small = io.BytesIO()
    preview = (thumbnail or picture).copy()
    preview.thumbnail((160, 160))
    preview.save(small, "JPEG")
    block = b"Exif\x00\x00" + exif_block(shot, small.getvalue())
    return data[:2] + b"\xff\xe1" + struct.pack(">H", len(block) + 2) + block + data[2:]


def write(path: Path, seed: int, shot: Optional[Shot] = None, **changes: object) -> Path:
    """Write the picture of a seed with a shot (changed by keyword) and return the path."""
    wanted = replace(shot or Shot(), **changes)  # type: ignore[arg-type]
    path.write_bytes(jpeg(scene(seed), wanted))
    return path


def exif_block(shot: Shot, thumbnail: bytes = b"") -> bytes:
    """Return a TIFF block with the tags of a shot."""
    order = ">" if shot.big_endian else "<"
    main = {0x010F: _text(shot.make), 0x0110: _text(shot.model), 0x0131: _text(shot.software)}
    main[0x0132] = _text(shot.modified or shot.time)
    main[0x0112] = (SHORT, shot.orientation) if shot.orientation is not None else None
    camera = {0x9003: _text(shot.time), 0x9011: _text(shot.offset)}
    camera[0xA405] = (SHORT, shot.focal) if shot.focal is not None else None
    camera[0x927C] = (UNDEFINED, b"Huawei\x00\x00" + bytes(24)) if shot.maker_note else None
    parts = [{**_told(main), **dict(shot.extra)}, _told(camera), _told(_place(shot))]
    return _laid_out(parts, thumbnail, order)


def _text(value: str) -> Optional[tuple]:
    return (ASCII, value.encode("utf-8") + b"\x00") if value else None


def _told(tags: Mapping) -> dict:
    return {tag: value for tag, value in tags.items() if value is not None}


def _place(shot: Shot) -> dict:
    tags: dict = {}
    if shot.lat is not None and shot.lon is not None:
        tags[1], tags[2] = _text("S" if shot.lat < 0 else "N"), (RATIONAL, _dms(abs(shot.lat)))
        tags[3], tags[4] = _text("W" if shot.lon < 0 else "E"), (RATIONAL, _dms(abs(shot.lon)))
    if shot.azimuth is not None:
        tags[16], tags[17] = _text("T"), (RATIONAL, [(round(shot.azimuth * 100), 100)])
    if shot.satellite_time:
        day, clock = shot.satellite_time.split(" ")
        tags[29] = _text(day)
        tags[7] = (RATIONAL, [(int(part), 1) for part in clock.split(":")])
    return tags


def _dms(degrees: float) -> list:
    whole = int(degrees)
    minutes = int((degrees - whole) * 60)
    return [(whole, 1), (minutes, 1), (round((degrees - whole - minutes / 60) * 3600 * 100000), 100000)]


def _laid_out(parts: list, thumbnail: bytes, order: str) -> bytes:
    main, camera, place = parts
    main = {**main, 0x8769: (LONG, 0), 0x8825: (LONG, 0)}
    small = {0x0103: (SHORT, 6), 0x0201: (LONG, 0), 0x0202: (LONG, len(thumbnail))} if thumbnail else {}
    sizes = [_size(part, order) for part in (main, camera, place, small)]
    at = [8 + sum(sizes[:number]) for number in range(5)]
    main[0x8769], main[0x8825] = (LONG, at[1]), (LONG, at[2])
    if small:
        small[0x0201] = (LONG, at[4])
    head = (b"MM" if order == ">" else b"II") + struct.pack(order + "HI", 42, 8)
    directories = [(main, at[3] if small else 0), (camera, 0), (place, 0), *([(small, 0)] if small else [])]
    return head + b"".join(_directory(p, n, at[i], order) for i, (p, n) in enumerate(directories)) + thumbnail


def _packed(kind: int, value: object, order: str) -> tuple:
    if kind in (ASCII, UNDEFINED):
        return len(value), bytes(value)  # type: ignore[arg-type, call-overload]
    if kind == RATIONAL:
        return len(value), b"".join(struct.pack(order + "II", *pair) for pair in value)  # type: ignore[arg-type, attr-defined]
    return 1, struct.pack(order + ("H" if kind == SHORT else "I"), value)


def _size(part: Mapping, order: str) -> int:
    if not part:
        return 0
    long = [len(_packed(kind, value, order)[1]) for kind, value in part.values()]
    return 2 + 12 * len(part) + 4 + sum(size for size in long if size > 4)


def _directory(part: Mapping, next_at: int, start: int, order: str) -> bytes:
    entries, values = b"", b""
    behind = start + 2 + 12 * len(part) + 4
    for tag, (kind, value) in sorted(part.items()):
        count, body = _packed(kind, value, order)
        entries += struct.pack(order + "HHI", tag, kind, count)
        entries += body.ljust(4, b"\x00") if len(body) <= 4 else struct.pack(order + "I", behind + len(values))
        values += body if len(body) > 4 else b""
    return struct.pack(order + "H", len(part)) + entries + struct.pack(order + "I", next_at) + values
