# SPDX-License-Identifier: GPL-2.0-or-later
"""Looks at a database from outside: the file itself first, then through a connection that can do nothing but read."""

from __future__ import annotations

import os
import sqlite3
import stat
import struct
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Iterator, Optional
from urllib.parse import quote

from anyue_farmland_plugin.core.errors import InputDataError
from anyue_farmland_plugin.core.hidden_letters import shown
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.vetting.limits import MIB, Limits

_MAGIC = b"SQLite format 3\x00"
_HEADER = 100
_JOURNAL_MAGIC = 8
_GPKG, _GP10, _GP11 = 0x47504B47, 0x47503130, 0x47503131
_VERSIONS = range(10_200, 10_500)
_STEPS_AT_ONCE = 10_000
_PRAGMAS = ("query_only = ON", "trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0", "temp_store = MEMORY")
_ASKED = frozenset({"table_xinfo", "quick_check", "integrity_check", "encoding", "page_count"})
_LENGTH, _EXPRESSION_DEPTH, _ATTACHED, _TRIGGER_DEPTH = 0, 3, 7, 10  # SQLITE_LIMIT_…, named by Python 3.11 only
_LIMITS = {_EXPRESSION_DEPTH: 200, _ATTACHED: 0, _TRIGGER_DEPTH: 1}
_FUNCTIONS = frozenset({"lower", "length", "max", "count", "quote"})


def check_file(path: Path, limits: Limits) -> None:
    """Refuse what is no database file at rest; raises InputDataError naming the reason."""
    try:
        state = path.lstat()
    except (OSError, ValueError) as error:
        message = translate("Vetting", "{file} cannot be found or opened ({reason}). Check the path.")
        raise InputDataError(message.format(file=path.name, reason=_reason(error))) from error
    _check_kind(path, state)
    if state.st_size > limits.file_bytes:
        message = translate("Vetting", "{file} has {size} bytes, more than the {most} that are read. Split it.")
        raise InputDataError(message.format(file=path.name, size=state.st_size, most=limits.file_bytes))
    check_sidecars(path, limits)
    try:
        with path.open("rb") as stream:
            header = stream.read(_HEADER)
    except OSError as error:
        message = translate("Vetting", "{file} cannot be found or opened ({reason}). Check the path.")
        raise InputDataError(message.format(file=path.name, reason=_reason(error))) from error
    _check_header(path, header, state.st_size, limits)


def _reason(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or error)


def _check_kind(path: Path, state: os.stat_result) -> None:
    if stat.S_ISLNK(state.st_mode):
        message = translate("Vetting", "{file} is a link to another place. Name the file itself.")
    elif stat.S_ISDIR(state.st_mode):
        message = translate("Vetting", "{file} is a folder, not a GeoPackage. Name one file.")
    elif not stat.S_ISREG(state.st_mode):
        message = translate("Vetting", "{file} is a device or pipe, not a GeoPackage. Name one file.")
    elif not state.st_size:
        message = translate("Vetting", "{file} is empty (0 bytes). Copy or ask for the file again.")
    else:
        return
    raise InputDataError(message.format(file=path.name))


def check_sidecars(path: Path, limits: Limits) -> None:
    """Refuse a file whose newest rows lie beside it; a strict one must lie alone."""
    for suffix in ("-wal", "-journal"):
        beside = path.with_name(path.name + suffix)
        try:
            with beside.open("rb") as stream:
                head = stream.read(_JOURNAL_MAGIC)
        except FileNotFoundError:
            continue
        except OSError:
            head = b"?"
        if limits.strict or any(head):
            message = translate(
                "Vetting",
                "{file} is being changed by another program, or that was cut off: {beside} lies beside it and holds "
                "newer rows. Close the file there, or open and close it once in QGIS, and copy it again.",
            )
            raise InputDataError(message.format(file=path.name, beside=beside.name))


def _check_header(path: Path, header: bytes, size: int, limits: Limits) -> None:
    if len(header) < _HEADER or header[: len(_MAGIC)] != _MAGIC:
        message = translate(
            "Vetting", "{file} is not a GeoPackage: it does not begin like one, is cut off, or is encrypted. Ask again."
        )
        raise InputDataError(message.format(file=path.name))
    if limits.strict and header[18:20] != b"\x01\x01":
        message = translate(
            "Vetting", "{file} was copied while a program had it open. Open and close it there once, then copy again."
        )
        raise InputDataError(message.format(file=path.name))
    page, pages, changes, valid_for = (
        *struct.unpack_from(">H", header, 16), *struct.unpack_from(">I", header, 28),
        *struct.unpack_from(">I", header, 24), *struct.unpack_from(">I", header, 92),
    )  # fmt: skip
    page = 65_536 if page == 1 else page
    if changes == valid_for and pages * page > size:
        message = translate("Vetting", "{file} is cut off: {size} of {whole} bytes. Copy or ask for the file again.")
        raise InputDataError(message.format(file=path.name, size=size, whole=pages * page))
    (identity,), (version,) = struct.unpack_from(">I", header, 68), struct.unpack_from(">i", header, 60)
    if identity not in (_GP10, _GP11) and not (identity == _GPKG and version in _VERSIONS):
        message = translate(
            "Vetting",
            "{file} does not say that it is a GeoPackage of version 1.0 to 1.4 (identity {identity}, version "
            "{version}). Export it anew as GeoPackage.",
        )
        raise InputDataError(message.format(file=path.name, identity=f"{identity:08x}", version=version))


@contextmanager
def guarded(path: Path, limits: Limits) -> Iterator[sqlite3.Connection]:
    """Open a checked file read-only, with a budget; raises InputDataError when SQLite refuses it.

    Texts arrive as str; bytes that are no UTF-8 arrive as lone surrogates.
    """
    with told(path):
        uri = f"file:{quote(str(path.absolute()))}?mode=ro&immutable=1"
        connection = sqlite3.connect(uri, uri=True, isolation_level=None)
    with closing(connection):
        with told(path):
            _configure(connection, limits)
        yield connection


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what SQLite says of a file from outside into InputDataError."""
    try:
        yield
    except (sqlite3.Error, MemoryError, OverflowError, UnicodeDecodeError) as error:  # messages may be no UTF-8 either
        raise _unreadable(path, error) from error


def _configure(connection: sqlite3.Connection, limits: Limits) -> None:
    for pragma in _PRAGMAS:
        connection.execute("PRAGMA " + pragma)
    if hasattr(connection, "setlimit"):  # Python 3.11
        for number, most in {**_LIMITS, _LENGTH: max(limits.value_bytes, MIB)}.items():
            connection.setlimit(number, most)
    connection.text_factory = _text
    connection.set_authorizer(_authorised)
    left = [limits.steps // _STEPS_AT_ONCE]

    def spend() -> int:
        left[0] -= 1
        return int(left[0] < 0)

    connection.set_progress_handler(spend, _STEPS_AT_ONCE)


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def _authorised(action: int, first: Optional[str], second: Optional[str], *_: object) -> int:
    """Allow reading rows and a few questions; everything else ends the statement."""
    allowed = (
        action in (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ)
        or (action == sqlite3.SQLITE_FUNCTION and str(second).lower() in _FUNCTIONS)
        or (action == sqlite3.SQLITE_PRAGMA and str(first).lower() in _ASKED)
    )
    return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY


def _unreadable(path: Path, error: Exception) -> InputDataError:
    if "interrupted" in str(error):
        message = translate("Vetting", "{file} takes too long to look at; it was left alone. Export it to a new file.")
        return InputDataError(message.format(file=path.name))
    message = translate("Vetting", "{file} is damaged or not a GeoPackage ({reason}). Copy or ask for it again.")
    return InputDataError(message.format(file=path.name, reason=shown(str(error) or type(error).__name__)))
