# SPDX-License-Identifier: GPL-2.0-or-later
"""Everything one picture file tells: where, when and with what it was taken, and what is odd about it."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Iterator, Optional

from anyue_farmland_plugin.core.errors import InputDataError
from anyue_farmland_plugin.core.evidence_flags import Flag
from anyue_farmland_plugin.core.exif import Exif, read_exif
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.photo_time import taken_at
from anyue_farmland_plugin.core.picturefile import FileKind, PictureHeader, read_header
from anyue_farmland_plugin.core.viewwedge import Camera, angle_of_view
from anyue_farmland_plugin.workflow.picture_look import Look, look_at_picture

MOST_BYTES = 200 << 20
_UPRIGHT_FRAMES = (5, 6, 7, 8)
_ENDINGS = {
    FileKind.JPEG: (".jpg", ".jpeg", ".jpe"),
    FileKind.PNG: (".png",),
    FileKind.WEBP: (".webp",),
    FileKind.HEIF: (".heic", ".heif", ".avif"),
}
# Words by which picture editors name themselves; a phone names its own firmware.
_EDITORS = (
    "photoshop", "lightroom", "gimp", "snapseed", "meitu", "美图", "醒图", "美颜", "picsart", "paint", "acdsee",
    "photoscape", "polarr", "vsco", "pixlr", "canva", "affinity", "capture one", "darktable", "photo editor",
    "photos 1", "imagemagick", "faceapp", "b612", "faceu", "轻颜", "水印", "watermark", "wps", "ps express", "iphoto",
)  # fmt: skip


@dataclass(frozen=True)
class Picture:
    """A picture file that may become evidence; ``marks`` is what its bytes alone say is odd."""

    path: Path
    kind: FileKind
    taken_at: Optional[datetime]
    camera: str
    where: Optional[Camera]
    azimuth: Optional[float]
    view_angle: Optional[float]
    picture_hash: str
    marks: frozenset[Flag]


def read_picture(path: Path, now: datetime, *, look: bool = True) -> Picture:
    """Read a picture without changing it; ``look`` False leaves the picture itself undecoded.

    Raises InputDataError for what is no picture whatever its name says, and for files that
    cannot be read; a picture that is merely odd is read and marked.
    """
    check_plain_file(path)
    try:
        with path.open("rb") as stream:
            header = read_header(stream)
        if header is None:
            raise InputDataError(
                translate(
                    "Evidence", "{file} is no photo (JPEG, PNG, WebP or HEIC), whatever its name says. Leave it out."
                ).format(file=path.name)
            )
        exif = read_exif(header.exif)
        seen = exif or Exif()
        found = look_at_picture(path, header, seen.orientation, seen.thumbnail) if look else Look()
    except OSError as error:
        raise unreadable(path, error) from error
    moment, marks = taken_at(seen, now) if exif else (None, frozenset())
    return Picture(
        path=path,
        kind=header.kind,
        taken_at=moment,
        camera=" ".join(part for part in (seen.make, seen.model) if part)[:100],
        where=_camera(seen),
        azimuth=seen.azimuth,
        view_angle=_angle(seen),
        picture_hash=found.picture_hash,
        marks=frozenset({*marks, *_file_marks(path, header, found), *_exif_marks(header, exif)}),
    )


def check_plain_file(path: Path) -> None:
    """Refuse links, folders, empty and huge files with a sentence."""
    try:
        found = path.lstat()
    except OSError as error:
        raise unreadable(path, error) from error
    if not stat.S_ISREG(found.st_mode) or found.st_size == 0:
        message = translate("Evidence", "{file} is a link, a folder or empty; only files with content are taken in.")
        raise InputDataError(message.format(file=path.name))
    if found.st_size > MOST_BYTES:
        message = translate("Evidence", "{file} is larger than {most} MB; make it smaller or split it.")
        raise InputDataError(message.format(file=path.name, most=MOST_BYTES >> 20))


def unreadable(path: Path, error: OSError) -> InputDataError:
    """Return the refusal of a file the operating system does not give."""
    message = translate("Evidence", "{file} cannot be read ({reason}). Check the file.")
    return InputDataError(message.format(file=path.name, reason=error.strerror))


def _camera(exif: Exif) -> Optional[Camera]:
    if exif.lon is None or exif.lat is None:
        return None
    return Camera(exif.lon, exif.lat, exif.azimuth, _angle(exif) or angle_of_view(None, upright=False))


def _angle(exif: Exif) -> Optional[float]:
    if exif.focal_35mm is None:
        return None
    return angle_of_view(exif.focal_35mm, upright=exif.orientation in _UPRIGHT_FRAMES)


def _file_marks(path: Path, header: PictureHeader, look: Look) -> Iterator[Flag]:
    if path.suffix.lower() not in _ENDINGS[header.kind]:
        yield Flag.RENAMED
    if look.is_damaged or not header.is_whole:
        yield Flag.DAMAGED
    if look.was_looked_at and not (look.is_damaged or look.picture_hash):
        yield Flag.FLAT
    if look.is_too_large:
        yield Flag.TOO_LARGE
    elif header.readable and not look.was_looked_at:
        yield Flag.NOT_LOOKED
    if look.thumbnail_differs:
        yield Flag.EDITED_THUMBNAIL


def _exif_marks(header: PictureHeader, exif: Optional[Exif]) -> Iterator[Flag]:
    if not header.readable:
        yield Flag.NOT_READ
    elif exif is None:
        yield Flag.NO_EXIF
    else:
        if exif.lon is None:
            yield Flag.NO_GPS
        if any(word in exif.software.lower() for word in _EDITORS):
            yield Flag.EDITED_SOFTWARE
        if exif.make and not exif.has_maker_note:
            yield Flag.NO_MAKER_NOTE
