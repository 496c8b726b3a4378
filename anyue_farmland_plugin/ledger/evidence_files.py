# SPDX-License-Identifier: GPL-2.0-or-later
"""Where the files of photos and documents lie, and how one gets there: beside the ledger, named by its hash.

A row never points to a file that is not on disk yet: copying ends, synced, before the row is written.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Iterator

from anyue_farmland_plugin.core.errors import InputDataError, LedgerError, LedgerFull
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.ledger.reading import Reader

SUFFIX = "-evidence"
UNFINISHED = ".part"
_CHUNK = 1 << 20
_LONGEST = 255
_NAME = re.compile(r'[^/\\:*?"<>|\x00-\x1f]+')
_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))  # Windows knows no quota
FILE_TABLES = ("evidence", "documents")
_NAMED = 20


@dataclass(frozen=True)
class StoredFile:
    """A file in the folder of a ledger: its name there, its SHA-256 and its size in bytes."""

    name: str
    sha256: str
    size: int


def folder_of(ledger: Path) -> Path:
    """Return the folder that holds the files of a ledger or package; it need not exist yet."""
    return ledger.with_name(ledger.stem + SUFFIX)


def is_plain_name(name: str) -> bool:
    """Tell whether a name means a file in the folder itself, on every operating system."""
    return bool(_NAME.fullmatch(name)) and name[-1] not in ". " and len(name) <= _LONGEST


def path_of(ledger: Path, file_name: str) -> Path:
    """Return where the file of a row lies; raises LedgerError for a name that leads out of the folder."""
    if not is_plain_name(file_name):
        raise LedgerError(
            translate("Evidence", "“{name}” is no name of a file in {folder}; it was not opened.").format(
                name=file_name, folder=folder_of(ledger).name
            )
        )
    return folder_of(ledger) / file_name


def is_there(ledger: Path, file_name: str) -> bool:
    """Tell whether a row's name leads to a plain file in the folder of the ledger."""
    path = folder_of(ledger) / file_name if is_plain_name(file_name) else None
    return path is not None and not path.is_symlink() and path.is_file()


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    found = hashlib.sha256()
    with path.open("rb") as stream:
        for block in iter(lambda: stream.read(_CHUNK), b""):
            found.update(block)
    return found.hexdigest()


def store(source: Path, ledger: Path, ending: str) -> StoredFile:
    """Copy a file in as ``<sha256>.<ending>``, synced to disk; one that is there already is kept.

    A file there whose content is no longer that of its name is replaced by the good one.  Raises
    InputDataError when the source cannot be read, LedgerFull and LedgerError for the folder.
    """
    folder = folder_of(ledger)
    try:
        folder.mkdir(exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".", suffix=UNFINISHED, delete=False) as part:
            waiting = Path(part.name)
            try:
                digest, size = _copied(source, part.file)
                os.fsync(part.fileno())
            except BaseException:
                part.close()
                waiting.unlink()
                raise
        target = folder / f"{digest}.{ending}"
        if is_there(ledger, target.name) and digest_of(target) == digest:
            waiting.unlink()
        else:
            waiting.replace(target)
            _sync_folder(folder)
    except OSError as error:
        raise _refused(folder, error) from error
    return StoredFile(target.name, digest, size)


def _copied(source: Path, part: IO[bytes]) -> tuple:
    found, size = hashlib.sha256(), 0
    for block in _blocks(source):
        found.update(block)
        size += len(block)
        part.write(block)
    part.flush()
    return found.hexdigest(), size


def _blocks(source: Path) -> Iterator[bytes]:
    """Yield the content of the source; its errors are the sender's, not those of the ledger's folder."""
    try:
        with source.open("rb") as stream:
            while block := stream.read(_CHUNK):
                yield block
    except OSError as error:
        raise InputDataError(
            translate("Evidence", "{file} cannot be read ({reason}). Check the file.").format(
                file=source.name, reason=error.strerror
            )
        ) from error


def _sync_folder(folder: Path) -> None:
    with suppress(OSError):  # Windows opens no folders; its file system logs the new name itself
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _refused(folder: Path, error: OSError) -> LedgerError:
    if error.errno in _FULL:
        message = translate("Evidence", "The disk of {folder} is full; the file was not taken in.")
        return LedgerFull(message.format(folder=folder.name))
    message = translate("Evidence", "{folder} cannot be written ({reason}). Check the rights of the folder.")
    return LedgerError(message.format(folder=folder.name, reason=error.strerror))


def missing_files(reader: Reader, ledger: Path) -> Iterator[str]:
    """Yield the name of every file that a photo or document speaks of and the folder lacks; hashes are not read."""
    for table in FILE_TABLES:
        for row in reader.rows(table):
            if row["file_name"] and not is_there(ledger, row["file_name"]):
                yield row["file_name"]


def missing_note(reader: Reader, ledger: Path) -> str:
    """Return one sentence about the files that are missing, "" when all are there."""
    names = list(dict.fromkeys(missing_files(reader, ledger)))
    if not names:
        return ""
    message = translate("Evidence", "{count} files of evidence are not in the folder {folder}: {names}")
    shown = ", ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")
    return message.format(count=len(names), folder=folder_of(ledger).name, names=shown)
