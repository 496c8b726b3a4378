# SPDX-License-Identifier: GPL-2.0-or-later
"""Tells what a file is by its bytes, never by its name, and reads a picture's size and Exif without decoding it."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from enum import Enum
from typing import IO, Optional

_LONGEST_EXIF = 16 << 20
_MOST_SEGMENTS = 10_000
_TAIL = 64 << 10
_LENGTH = 2  # bytes of a JPEG segment's length, which counts itself
_FRAME = 5  # bytes of a JPEG frame before and with its size
_CHUNK_HEAD = 8
_END_OF_IMAGE, _START_OF_SCAN, _APPLICATION_1 = 0xD9, 0xDA, 0xE1
_SIZE_MARKERS = frozenset((*range(0xC0, 0xD0),)) - {0xC4, 0xC8, 0xCC}
_BARE_MARKERS = frozenset((0x01, *range(0xD0, 0xD9)))
_HEIF_BRANDS = frozenset((b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif"))


class FileKind(Enum):
    """What the first bytes say a file is; the value is the ending it gets."""

    JPEG = "jpg"
    PNG = "png"
    WEBP = "webp"
    HEIF = "heic"
    TIFF = "tif"
    PDF = "pdf"
    ZIP = "zip"
    OLE = "doc"


PICTURES = frozenset({FileKind.JPEG, FileKind.PNG, FileKind.WEBP, FileKind.HEIF})
_STARTS = (
    (b"\xff\xd8\xff", FileKind.JPEG),
    (b"\x89PNG\r\n\x1a\n", FileKind.PNG),
    (b"II*\x00", FileKind.TIFF),
    (b"MM\x00*", FileKind.TIFF),
    (b"%PDF-", FileKind.PDF),
    (b"PK\x03\x04", FileKind.ZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FileKind.OLE),
)


@dataclass(frozen=True)
class PictureHeader:
    """A picture from outside: pixels as stored (0 unknown), the Exif block (TIFF bytes, or none), and whether it ends.

    ``readable`` is False for kinds whose inside this module does not know.
    """

    kind: FileKind
    width: int = 0
    height: int = 0
    exif: bytes = b""
    is_whole: bool = True
    readable: bool = True


def kind_of(start: bytes) -> Optional[FileKind]:
    """Return what a file is by its first 16 bytes, or None for everything that is not taken in."""
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return FileKind.WEBP
    if start[4:8] == b"ftyp" and start[8:12] in _HEIF_BRANDS:
        return FileKind.HEIF
    return next((kind for magic, kind in _STARTS if start.startswith(magic)), None)


def read_header(stream: IO[bytes]) -> Optional[PictureHeader]:
    """Read the outside of a picture file; None when it is no picture.  Raises nothing but OSError."""
    kind = kind_of(stream.read(16))
    if kind not in PICTURES or kind is None:
        return None
    stream.seek(0)
    if kind is FileKind.JPEG:
        return _jpeg(stream)
    if kind is FileKind.PNG:
        return _png(stream)
    if kind is FileKind.WEBP:
        return _webp(stream)
    return PictureHeader(kind, readable=False)


def _jpeg(stream: IO[bytes]) -> PictureHeader:
    width = height = 0
    exif = b""
    stream.seek(2)
    for _ in range(_MOST_SEGMENTS):
        marker = _next_marker(stream)
        if marker in _BARE_MARKERS:
            continue
        length = int.from_bytes(stream.read(2), "big")
        if marker in (0, _END_OF_IMAGE, _START_OF_SCAN) or length < _LENGTH:
            break
        body = stream.read(length - _LENGTH)
        if marker == _APPLICATION_1 and body.startswith(b"Exif\x00") and not exif:
            exif = body[6:]
        elif marker in _SIZE_MARKERS and len(body) >= _FRAME:
            height, width = struct.unpack_from(">HH", body, 1)
    return PictureHeader(FileKind.JPEG, width, height, exif, _has_end(stream))


def _next_marker(stream: IO[bytes]) -> int:
    """Return the next segment's marker, 0 when there is none; FF may be repeated as filling."""
    byte = stream.read(1)
    if byte != b"\xff":
        return 0
    while byte == b"\xff":
        byte = stream.read(1)
    return byte[0] if byte else 0


def _has_end(stream: IO[bytes]) -> bool:
    """Tell whether the end marker follows the picture; phones put a film or a depth map behind it."""
    start = stream.tell()
    end = stream.seek(0, 2)
    stream.seek(max(start, end - _TAIL))
    return b"\xff\xd9" in stream.read(_TAIL)


def _png(stream: IO[bytes]) -> PictureHeader:
    width = height = 0
    exif = b""
    is_whole = False
    stream.seek(8)
    for _ in range(_MOST_SEGMENTS):
        head = stream.read(_CHUNK_HEAD)
        if len(head) < _CHUNK_HEAD:
            break
        length, name = int.from_bytes(head[:4], "big"), head[4:]
        if name == b"IEND":
            is_whole = True
            break
        if name == b"IHDR":
            width, height = struct.unpack(">II", (stream.read(8) + bytes(8))[:8])
            length -= 8
        elif name == b"eXIf" and length <= _LONGEST_EXIF:
            exif, length = stream.read(length), 0
        stream.seek(max(length, 0) + 4, 1)
    return PictureHeader(FileKind.PNG, width, height, exif, is_whole)


def _webp(stream: IO[bytes]) -> PictureHeader:
    width = height = 0
    exif = b""
    told = int.from_bytes(stream.read(8)[4:], "little") + 8
    is_whole = stream.seek(0, 2) >= told
    stream.seek(12)
    for _ in range(_MOST_SEGMENTS):
        head = stream.read(_CHUNK_HEAD)
        if len(head) < _CHUNK_HEAD:
            break
        length, name = int.from_bytes(head[4:], "little"), head[:4]
        if name in _WEBP_SIZES and not width:
            body = (stream.read(10) + bytes(10))[:10]
            width, height = _WEBP_SIZES[name](body)
            length -= 10
        elif name == b"EXIF" and length <= _LONGEST_EXIF:
            exif, length = stream.read(length), length % 2
        stream.seek(max(length, 0) + length % 2, 1)
    return PictureHeader(FileKind.WEBP, width, height, exif.removeprefix(b"Exif\x00\x00"), is_whole)


def _extended(body: bytes) -> tuple[int, int]:
    return int.from_bytes(body[4:7], "little") + 1, int.from_bytes(body[7:10], "little") + 1


def _lossy(body: bytes) -> tuple[int, int]:
    width, height = struct.unpack_from("<HH", body, 6)
    return width & 0x3FFF, height & 0x3FFF


def _lossless(body: bytes) -> tuple[int, int]:
    bits = int.from_bytes(body[1:5], "little")
    return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1


_WEBP_SIZES = {b"VP8X": _extended, b"VP8 ": _lossy, b"VP8L": _lossless}
