# SPDX-License-Identifier: GPL-2.0-or-later
"""Photos and documents that come with a package: judged by their bytes, never by their name, never decoded here."""

from __future__ import annotations

import hashlib
import stat
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Optional

from anyue_farmland_plugin.core.errors import InputDataError
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.vetting.limits import MIB
from anyue_farmland_plugin.vetting.names import name_fault

_HEAD = 64 * 1024
_CHUNK = MIB
_MOST_BYTES = 512 * MIB
_MOST_PIXELS = 200_000_000
_JPEG, _PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
_TYPES = {
    ".jpg": (_JPEG,), ".jpeg": (_JPEG,), ".png": (_PNG,), ".tif": (b"II*\x00", b"MM\x00*"),
    ".tiff": (b"II*\x00", b"MM\x00*"), ".webp": (b"RIFF",), ".pdf": (b"%PDF-",),
}  # fmt: skip
_BOXED = {".heic": (b"heic", b"heix", b"mif1", b"msf1"), ".mp4": (b"isom", b"iso2", b"mp41", b"mp42", b"avc1")}
_SIZES = frozenset((*range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0)))
_BARE = frozenset((0x01, *range(0xD0, 0xD8)))
_MARKER, _SCAN = 0xFF, 0xDA
_SEGMENT = struct.Struct(">BBHBHH")  # marker, kind, length, bits, height, width
_MOST_SEGMENTS = 1_000
_PNG_SIZES = 24


@dataclass(frozen=True)
class Attachment:
    """A file that is what its name says: hash, size in bytes and, of pictures, in pixels; ``flags`` to look at."""

    name: str
    sha256: str
    size: int
    pixels: Optional[tuple[int, int]] = None
    flags: tuple[str, ...] = ()


def vet_attachment(path: Path, sha256: str = "") -> Attachment:
    """Judge a photo or document; ``sha256`` is the hash it must have.

    Raises InputDataError for links, foreign types behind a harmless suffix and another content than announced.
    """
    fault = name_fault(path.name)
    if fault is not None:
        raise _refused(path, fault)
    try:
        state = path.lstat()
        if not stat.S_ISREG(state.st_mode) or not 0 < state.st_size <= _MOST_BYTES:
            raise _refused(path, translate("Vetting", "it is empty, too large or no plain file"))
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
            _check_type(path, head)
            pixels = _pixels(stream, head)
            found = _hash(stream)
    except OSError as error:
        raise _refused(path, str(error.strerror)) from error
    if sha256 and found != sha256:
        raise _refused(path, translate("Vetting", "its content is not what was recorded (SHA-256 differs)"))
    flags = ("large_picture",) if pixels and pixels[0] * pixels[1] > _MOST_PIXELS else ()
    return Attachment(path.name, found, state.st_size, pixels, flags)


def _check_type(path: Path, head: bytes) -> None:
    suffix = path.suffix.lower()
    plain = head.startswith(_TYPES[suffix]) if suffix in _TYPES else False
    boxed = head[4:8] == b"ftyp" and head[8:12] in _BOXED.get(suffix, ())
    if suffix == ".webp":
        plain = plain and head[8:12] == b"WEBP"
    if not plain and not boxed:
        message = translate("Vetting", "it is no photo, video or PDF, or another kind than its suffix {suffix} says")
        raise _refused(path, message.format(suffix=suffix or "–"))


def _hash(stream: BinaryIO) -> str:
    digest = hashlib.sha256()
    stream.seek(0)
    while chunk := stream.read(_CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def _pixels(stream: BinaryIO, head: bytes) -> Optional[tuple[int, int]]:
    """Return width and height as a PNG or JPEG says them; None where it does not."""
    if head.startswith(_PNG) and head[12:16] == b"IHDR" and len(head) >= _PNG_SIZES:
        width, height = struct.unpack_from(">II", head, 16)
        return width, height
    if not head.startswith(_JPEG):
        return None
    stream.seek(len(_JPEG) - 1)
    for _ in range(_MOST_SEGMENTS):
        segment = stream.read(_SEGMENT.size)
        if len(segment) < _SEGMENT.size or segment[0] != _MARKER or segment[1] == _SCAN:
            return None
        _, kind, length, _, height, width = _SEGMENT.unpack(segment)
        if kind in _SIZES:
            return width, height
        skip = 2 if kind in _BARE else 2 + length
        stream.seek(skip - _SEGMENT.size, 1)
    return None


def _refused(path: Path, reason: str) -> InputDataError:
    message = translate("Vetting", "Attachment {file} was not taken: {reason}.")
    return InputDataError(message.format(file=path.name, reason=reason))
