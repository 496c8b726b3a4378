# SPDX-License-Identifier: GPL-2.0-or-later
"""Zip archives from outside: judged by their list of contents, then unpacked into a new folder or not at all."""

from __future__ import annotations

import shutil
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from anyue_farmland_plugin.core.errors import InputDataError
from anyue_farmland_plugin.core.hidden_letters import shown
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.vetting.limits import GIB, MIB
from anyue_farmland_plugin.vetting.names import name_fault, same_name

_END, _END_SIZE, _LONGEST_COMMENT = b"PK\x05\x06", 22, 65_535
_END64, _END64_SIZE = b"PK\x06\x06", 56
_TOLD_ELSEWHERE = 0xFFFFFFFF
_UTF8, _ENCRYPTED = 0x800, 0x1
_STORED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_CHUNK = MIB
_PACKED_SUFFIXES = (
    ".zip", ".7z", ".rar", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".zst", ".cab", ".iso", ".jar", ".arj", ".lzh", ".kmz",
)  # fmt: skip
_PACKED_MAGIC = (b"PK\x03\x04", b"PK\x05\x06", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_DOCUMENTS = (".qgz", ".xlsx", ".docx")  # zips by nature; nothing here unpacks them
_READ_ERRORS = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, struct.error,
)  # fmt: skip


@dataclass(frozen=True)
class ArchiveLimits:
    """What an archive may hold: bytes packed and unpacked, entries, and how far one may be squeezed.

    Entries below ``small`` bytes may be squeezed as they like.  Names and archives inside matter
    only where files are ``written``.
    """

    file_bytes: int = 4 * GIB
    total_bytes: int = 8 * GIB
    entries: int = 10_000
    ratio: float = 100.0
    small: int = MIB
    written: bool = True


PACKED = ArchiveLimits()
# A survey's table of blanks is squeezed far beyond what a bomb needs; only the whole is limited.
PACKED_DELIVERY = ArchiveLimits(64 * GIB, 256 * GIB, 100_000, ratio=1_100.0, written=False)


@dataclass(frozen=True)
class Entry:
    """A file of an archive under the name it may be written to."""

    name: str
    info: zipfile.ZipInfo


def vet_archive(path: Path, limits: ArchiveLimits = PACKED) -> tuple[Entry, ...]:
    """Return the files of an archive that may be unpacked; nothing is unpacked.

    Raises InputDataError with one sentence naming the entry and the reason.
    """
    with _opened(path, limits) as archive:
        return _judged(path, archive, limits)


def unpack(path: Path, folder: Path) -> tuple[Path, ...]:
    """Unpack an archive into a folder that does not exist yet; on any fault the folder is removed again.

    Raises InputDataError.
    """
    with _opened(path, PACKED) as archive:
        entries = _judged(path, archive, PACKED)
        folder.mkdir(parents=True)
        try:
            return tuple(_write(archive, entry, folder, path) for entry in entries)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise


@contextmanager
def _opened(path: Path, limits: ArchiveLimits) -> Iterator[zipfile.ZipFile]:
    try:
        state = path.lstat()
        if not stat.S_ISREG(state.st_mode):
            raise _refused(path, translate("Vetting", "it is no plain file"))
        if state.st_size > limits.file_bytes:
            raise _refused(path, translate("Vetting", "it has {size} bytes").format(size=state.st_size))
        _check_end(path, state.st_size, limits)
        with zipfile.ZipFile(path) as archive:
            yield archive
    except _READ_ERRORS as error:
        message = translate("Vetting", "{file} is not a zip file or is damaged ({reason}). Copy or ask for it again.")
        reason = getattr(error, "strerror", None) or error
        raise InputDataError(message.format(file=path.name, reason=shown(str(reason)))) from error


def _check_end(path: Path, size: int, limits: ArchiveLimits) -> None:
    """Refuse a list of contents that would fill the memory, before it is read."""
    with path.open("rb") as stream:
        stream.seek(max(0, size - _LONGEST_COMMENT - _END_SIZE - _END64_SIZE - 20))
        tail = stream.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + _END_SIZE:
        raise zipfile.BadZipFile(translate("Vetting", "no list of contents"))
    entries, list_bytes = struct.unpack_from("<HI", tail, at + 10)
    at64 = tail.rfind(_END64, 0, at)
    if at64 >= 0 and len(tail) >= at64 + _END64_SIZE:
        more, more_bytes = struct.unpack_from("<QQ", tail, at64 + 32)
        entries, list_bytes = max(entries, more), max(list_bytes, more_bytes)
    if entries > limits.entries or (list_bytes > limits.entries * 1_000 and list_bytes != _TOLD_ELSEWHERE):
        raise _refused(path, translate("Vetting", "it holds {count} entries").format(count=entries))


def _judged(path: Path, archive: zipfile.ZipFile, limits: ArchiveLimits) -> tuple[Entry, ...]:
    infos = archive.infolist()
    if len(infos) > limits.entries:
        raise _refused(path, translate("Vetting", "it holds {count} entries").format(count=len(infos)))
    total = sum(info.file_size for info in infos)
    if total > limits.total_bytes:
        raise _refused(path, translate("Vetting", "it would grow to {size} bytes").format(size=total))
    entries = []
    for info in infos:
        name, fault = _name_and_fault(info, limits)
        if fault is not None:
            raise _refused(path, translate("Vetting", "entry {name}: {fault}").format(name=shown(name), fault=fault))
        if not name.endswith("/"):
            entries.append(Entry(name, info))
    if limits.written:
        _check_twins(path, entries)
    return tuple(entries)


def _name_and_fault(info: zipfile.ZipInfo, limits: ArchiveLimits) -> tuple[str, str | None]:
    name = _decoded(info)
    plain = name[:-1] if name.endswith("/") and not info.file_size else name
    fault = name_fault(plain) if limits.written else None
    mode = info.external_attr >> 16
    if fault is not None:
        return name, fault
    if mode and not (stat.S_ISREG(mode) or stat.S_ISDIR(mode) or not stat.S_IFMT(mode)):
        return name, translate("Vetting", "it is a link or a device")
    if info.flag_bits & _ENCRYPTED or info.compress_type not in _STORED:
        return name, translate("Vetting", "it is encrypted or packed in an unusual way")
    if info.file_size > limits.small and info.file_size > limits.ratio * max(info.compress_size, 1):
        return name, translate("Vetting", "it would grow to {size} bytes").format(size=info.file_size)
    if limits.written and name.lower().endswith(_PACKED_SUFFIXES):
        return name, translate("Vetting", "it is an archive within the archive")
    return name, None


def _decoded(info: zipfile.ZipInfo) -> str:
    """Return an entry's name; old Chinese programs write GBK and do not say so."""
    name = info.orig_filename
    if info.flag_bits & _UTF8:
        return name
    data = name.encode("cp437")
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return "\ufffd"


def _check_twins(path: Path, entries: Iterable[Entry]) -> None:
    seen: dict[str, str] = {}
    folders: dict[str, str] = {}
    for entry in entries:
        same = same_name(entry.name)
        parts = same.split("/")
        above = ["/".join(parts[:place]) for place in range(1, len(parts))]
        twin = seen.get(same) or folders.get(same) or next((seen[name] for name in above if name in seen), None)
        if twin is not None:
            message = translate("Vetting", "entries {name} and {twin} would be one file")
            raise _refused(path, message.format(name=shown(entry.name), twin=shown(twin)))
        seen[same] = entry.name
        folders.update((name, entry.name) for name in above)


def _write(archive: zipfile.ZipFile, entry: Entry, folder: Path, path: Path) -> Path:
    target = folder.joinpath(*entry.name.split("/"))
    target.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(entry.info) as source, target.open("xb") as stream:
        left, first = entry.info.file_size, True
        while chunk := source.read(_CHUNK):
            left -= len(chunk)
            inside = first and chunk.startswith(_PACKED_MAGIC)
            if left < 0 or (inside and target.suffix.lower() not in _DOCUMENTS):
                fault = translate("Vetting", "it is an archive within the archive, or larger than it says")
                message = translate("Vetting", "entry {name}: {fault}").format(name=shown(entry.name), fault=fault)
                raise _refused(path, message)
            stream.write(chunk)
            first = False
    return target


def _refused(path: Path, reason: str) -> InputDataError:
    message = translate("Vetting", "{file} was not unpacked: {reason}. Ask the sender for a plain zip file.")
    return InputDataError(message.format(file=path.name, reason=reason))


def member_head(path: Path, member: str, size: int) -> bytes:
    """Return the first bytes of a file in a vetted archive; raises InputDataError."""
    with _opened(path, PACKED_DELIVERY) as archive, archive.open(_entry(archive, member)) as source:
        return source.read(size)


def unpack_member(path: Path, member: str, target: Path) -> None:
    """Write one file of a vetted archive to a new place of our own choice; raises InputDataError."""
    with _opened(path, PACKED_DELIVERY) as archive:
        entry = _entry(archive, member)
        with archive.open(entry) as source, target.open("xb") as stream:
            shutil.copyfileobj(source, stream, _CHUNK)


def _entry(archive: zipfile.ZipFile, member: str) -> zipfile.ZipInfo:
    found = next((info for info in archive.infolist() if info.filename == member), None)
    if found is None:
        raise zipfile.BadZipFile(translate("Vetting", "{member} is not in it").format(member=shown(member)))
    return found
