# SPDX-License-Identifier: GPL-2.0-or-later
"""Where a delivered layer lies: a file, a geodatabase folder, or a file inside a zip."""

from __future__ import annotations

import hashlib
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Optional

from anyue_farmland_plugin.core.errors import InputDataError
from anyue_farmland_plugin.core.i18n import translate

_ZIP_PREFIX = "/vsizip/"
_VECTOR_SUFFIXES = (".gpkg", ".shp", ".geojson", ".json", ".gml", ".fgb", ".kml")
_CHUNK = 1 << 20
_SHAPE_LENGTH = struct.Struct(">24xi")  # length of a .shp in 16-bit words


@dataclass(frozen=True)
class Location:
    """A readable place on disk: the file that was delivered and the member inside a zip."""

    path: Path
    member: str = ""

    @property
    def name(self) -> str:
        """Return the file name messages and the ledger use."""
        return self.path.name

    @property
    def suffix(self) -> str:
        """Return the lower-case suffix of the data set itself."""
        return Path(self.member or self.path.name).suffix.lower()

    @property
    def gdal_path(self) -> str:
        """Return the path GDAL opens."""
        if self.zipped:
            return f"{_ZIP_PREFIX}{self.path.resolve().as_posix()}" + (f"/{self.member}" if self.member else "")
        return str(self.path)

    @property
    def zipped(self) -> bool:
        """Tell whether the data set is inside a zip."""
        return bool(self.member) or self.path.suffix.lower() == ".zip"

    @property
    def is_geopackage(self) -> bool:
        """Tell whether SQLite can open the file itself."""
        return self.suffix == ".gpkg" and not self.zipped

    def sibling(self, suffix: str, limit: int = -1) -> Optional[bytes]:
        """Return the bytes of the file of the same stem with another suffix, if there is one."""
        if self.zipped:
            return self._zipped_sibling(suffix, limit)
        for path in _same_stem(self.path):
            if path.suffix.lower() == suffix:
                with path.open("rb") as stream:
                    return stream.read(limit)
        return None

    def sha256(self) -> str:
        """Return the SHA-256 of the delivered bytes.

        One file: the plain hash.  A shapefile or a geodatabase folder: the hash of the
        lines ``hash  name`` of its files in name order, as ``sha256sum * | sha256sum`` gives.
        """
        files = self._files()
        if files == [self.path]:
            return _file_hash(self.path)
        root = self.path if self.path.is_dir() else self.path.parent
        lines = "".join(f"{_file_hash(file)}  {file.relative_to(root).as_posix()}\n" for file in files)
        return hashlib.sha256(lines.encode()).hexdigest()

    def _files(self) -> list[Path]:
        if self.path.is_dir():
            return sorted(path for path in self.path.rglob("*") if path.is_file() and path.suffix != ".lock")
        if self.suffix == ".shp" and not self.zipped:
            return _same_stem(self.path)
        return [self.path]

    def _zipped_sibling(self, suffix: str, limit: int) -> Optional[bytes]:
        wanted = Path(self.member).with_suffix(suffix).as_posix().lower()
        with zipfile.ZipFile(self.path) as archive:
            for name in archive.namelist():
                if name.lower() == wanted:
                    with archive.open(name) as stream:
                        return stream.read(limit)
        return None


def locate(text: str) -> Location:
    """Return the location for a path or a ``/vsizip/`` path.

    Raises:
        InputDataError: nothing there, an empty file, a plain folder, a zip without exactly
            one data set.
    """
    plain, member = _split_zip(text)
    path = Path(plain)
    if not _exists(path):
        raise InputDataError(translate("Intake", "{file} does not exist. Check the path.").format(file=plain))
    if path.is_dir():
        if path.suffix.lower() != ".gdb":
            raise InputDataError(
                translate("Intake", "{file} is a folder. Name one file in it, or a .gdb folder.").format(file=path.name)
            )
        return Location(path)
    if path.stat().st_size == 0:
        raise InputDataError(
            translate("Intake", "{file} is empty (0 bytes). Copy or ask for the file again.").format(file=path.name)
        )
    if path.suffix.lower() in (".dbf", ".shx"):
        path = next((file for file in _same_stem(path) if file.suffix.lower() == ".shp"), path)
    _refuse_half_file(path)
    if path.suffix.lower() == ".zip" and not member:
        return Location(path, _only_member(path))
    return Location(path, member)


def _exists(path: Path) -> bool:
    """Tell whether there is such a file; no system can have one whose name is too long or holds NUL."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _refuse_half_file(path: Path) -> None:
    """Refuse what GDAL would read without complaint but not in full."""
    journal = path.with_name(path.name + "-wal")
    if path.suffix.lower() == ".gpkg" and journal.is_file() and journal.stat().st_size:
        message = translate(
            "Intake",
            "{file} is being changed by another program ({journal} holds newer rows). Close it there and run again.",
        )
        raise InputDataError(message.format(file=path.name, journal=journal.name))
    if path.suffix.lower() != ".shp":
        return
    with path.open("rb") as stream:
        header = stream.read(_SHAPE_LENGTH.size)
    size = path.stat().st_size
    if len(header) == _SHAPE_LENGTH.size and 2 * _SHAPE_LENGTH.unpack(header)[0] > size:
        message = translate("Intake", "{file} is cut off after {size} bytes. Copy or ask for the file again.")
        raise InputDataError(message.format(file=path.name, size=size))
    if not any(file.suffix.lower() == ".shx" for file in _same_stem(path)):
        message = translate("Intake", "{file} came without its .shx part. Ask for .shp, .shx, .dbf and .prj together.")
        raise InputDataError(message.format(file=path.name))


def _split_zip(text: str) -> tuple[str, str]:
    if not text.startswith(_ZIP_PREFIX):
        return text, ""
    inner = text[len(_ZIP_PREFIX) :]
    head, found, member = inner.lower().partition(".zip/")
    if not found:
        return inner, ""
    return inner[: len(head) + 4], inner[len(inner) - len(member) :].rstrip("/")


def _only_member(path: Path) -> str:
    """Return the one data set of a zip; "" leaves the finding to GDAL."""
    try:
        with zipfile.ZipFile(path) as archive:
            found = sorted(set(_data_sets(archive.namelist())))
    except zipfile.BadZipFile as error:
        raise InputDataError(
            translate("Intake", "{file} is not a zip file or is damaged. Copy or ask for the file again.").format(
                file=path.name
            )
        ) from error
    if len(found) == 1:
        return found[0]
    if not found:
        message = translate("Intake", "{file} holds no layer that can be read. Unpack it and name the layer's file.")
        raise InputDataError(message.format(file=path.name))
    message = translate("Intake", "{file} holds several data sets: {names}. Unpack it and name one of them.")
    raise InputDataError(message.format(file=path.name, names=", ".join(found)))


def _data_sets(names: list[str]) -> Iterator[str]:
    for name in names:
        folder, found, _ = name.lower().partition(".gdb/")
        if found:
            yield name[: len(folder) + 4]
        elif name.lower().endswith(_VECTOR_SUFFIXES):
            yield name


def _same_stem(path: Path) -> list[Path]:
    stem = path.stem.lower()
    return sorted(
        (file for file in path.parent.iterdir() if file.is_file() and _is_part(file, stem)),
        key=lambda file: file.name,
    )


def _is_part(file: Path, stem: str) -> bool:
    name = file.name.lower()
    return name.startswith(stem + ".") and (name == f"{stem}{file.suffix.lower()}" or name.endswith(".shp.xml"))


def _file_hash(path: Path) -> str:
    """Return a file's hash, computed once as long as the file stays what it is."""
    state = path.stat()
    return _hash_of(str(path.resolve()), (state.st_size, state.st_mtime_ns, state.st_ino))


@lru_cache(maxsize=1024)
def _hash_of(name: str, state: tuple[int, int, int]) -> str:
    del state  # part of the key only: layers of one file are hashed together
    path = Path(name)
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
