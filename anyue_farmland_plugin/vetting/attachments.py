# SPDX-License-Identifier: GPL-2.0-or-later
"""Photos and documents that come with a package: judged by their bytes, never by their name, never decoded here."""

from __future__ import annotations

import hashlib
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Optional

from anyue_farmland_plugin.core.errors import InputDataError
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.picturefile import FileKind, kind_of, read_header
from anyue_farmland_plugin.vetting.limits import MIB
from anyue_farmland_plugin.vetting.names import name_fault

_START = 16
_CHUNK = MIB
_MOST_BYTES = 512 * MIB
_MOST_PIXELS = 200_000_000
_SUFFIXES = {
    FileKind.JPEG: (".jpg", ".jpeg"),
    FileKind.PNG: (".png",),
    FileKind.WEBP: (".webp",),
    FileKind.HEIF: (".heic", ".heif", ".avif"),
    FileKind.TIFF: (".tif", ".tiff"),
    FileKind.PDF: (".pdf",),
    FileKind.ZIP: (".docx", ".xlsx", ".ofd"),
    FileKind.OLE: (".doc", ".xls", ".wps"),
}


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
            _check_kind(path, stream)
            stream.seek(0)
            header = read_header(stream)
            found = _hash(stream)
    except OSError as error:
        raise _refused(path, str(error.strerror)) from error
    if sha256 and found != sha256:
        raise _refused(path, translate("Vetting", "its content is not what was recorded (SHA-256 differs)"))
    pixels = (header.width, header.height) if header and header.width else None
    flags = ("large_picture",) if pixels and pixels[0] * pixels[1] > _MOST_PIXELS else ()
    return Attachment(path.name, found, state.st_size, pixels, flags)


def _check_kind(path: Path, stream: BinaryIO) -> None:
    kind, suffix = kind_of(stream.read(_START)), path.suffix.lower()
    if kind is None or suffix not in _SUFFIXES[kind]:
        message = translate("Vetting", "it is no photo or document, or another kind than its suffix {suffix} says")
        raise _refused(path, message.format(suffix=suffix or "–"))


def _hash(stream: BinaryIO) -> str:
    digest = hashlib.sha256()
    stream.seek(0)
    while chunk := stream.read(_CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def _refused(path: Path, reason: str) -> InputDataError:
    message = translate("Vetting", "Attachment {file} was not taken: {reason}.")
    return InputDataError(message.format(file=path.name, reason=reason))
