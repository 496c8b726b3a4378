# SPDX-License-Identifier: GPL-2.0-or-later
"""Delivered vector files of any kind: judged by their first bytes, GeoPackages by the whole first door.

GDAL recognises files by their content: a ".shp" that begins like a virtual data source would have it
open whatever place that names, in the network too.
"""

from __future__ import annotations

import re
import tempfile
from functools import lru_cache
from pathlib import Path

from anyue_farmland_plugin.core.errors import InputDataError
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.vetting.archive import PACKED_DELIVERY, member_head, unpack_member, vet_archive
from anyue_farmland_plugin.vetting.database import Vetted, vet_database
from anyue_farmland_plugin.vetting.limits import DELIVERY
from anyue_farmland_plugin.vetting.opening import check_sidecars

_HEAD = 64 * 1024
_DATABASE = b"SQLite format 3\x00"
_POINTERS = re.compile(
    rb"<\s*(?:OGRVRT|VRTDataset|OGRWFS|OGRCSW|OGROAPIF|GDAL_WM|WCS_GDAL|WMS_|TileMap|WMT_MS_)|^\s*(?:PG|MYSQL|WFS|OAPIF):",
    re.IGNORECASE,
)
_PACKED_GEOPACKAGE = "member.gpkg"


def vet_source(path: Path, member: str = "") -> Vetted:
    """Judge a delivered file before GDAL sees it; ``member`` is the data set inside a zip.

    A file that has not changed since it was judged is not judged again.
    Raises InputDataError with one sentence naming the reason.
    """
    if path.is_dir():
        return Vetted(path)
    if path.suffix.lower() == ".gpkg":
        check_sidecars(path, DELIVERY)
    try:
        state = path.lstat()
    except (OSError, ValueError) as error:
        message = translate("Vetting", "{file} cannot be found or opened ({reason}). Check the path.")
        raise InputDataError(message.format(file=path.name, reason=error)) from error
    return _judged(str(path), member, (state.st_size, state.st_mtime_ns, state.st_ino, state.st_mode))


@lru_cache(maxsize=256)
def _judged(name: str, member: str, state: tuple[int, ...]) -> Vetted:
    del state  # part of the key only
    path = Path(name)
    if path.suffix.lower() == ".zip":
        return _vet_packed(path, member)
    if path.suffix.lower() == ".gpkg":
        return vet_database(path)
    with path.open("rb") as stream:
        _check_head(path.name, stream.read(_HEAD))
    return Vetted(path)


def _vet_packed(path: Path, member: str) -> Vetted:
    entries = vet_archive(path, PACKED_DELIVERY)
    if not any(entry.info.filename == member for entry in entries):  # a geodatabase folder, or nothing GDAL can read
        return Vetted(path)
    if not member.lower().endswith(".gpkg"):
        _check_head(f"{path.name}/{member}", member_head(path, member, _HEAD))
        return Vetted(path)
    with tempfile.TemporaryDirectory(prefix="anyue_") as folder:
        copy = Path(folder) / _PACKED_GEOPACKAGE
        unpack_member(path, member, copy)
        found = vet_database(copy)
    return Vetted(path, found.refused_layers, found.notices)


def _check_head(name: str, head: bytes) -> None:
    if _POINTERS.search(head):
        message = translate("Vetting", "{file} holds no rows, it points to another place. Ask for the data themselves.")
    elif head.startswith(_DATABASE):
        message = translate("Vetting", "{file} is a database under another name. Ask for it as a .gpkg file.")
    else:
        return
    raise InputDataError(message.format(file=name))
