# SPDX-License-Identifier: GPL-2.0-or-later
"""SQLite's locks for a writer, held so that no open and close of the file in this process undoes them.

Other programs (QGIS, DB Browser) see them as any SQLite lock: without them they would take the
journal of a commit under way for that of a dead process and roll it back.
"""

from __future__ import annotations

import os
import sqlite3
import struct
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import Iterator, Optional

if sys.platform == "linux":
    import fcntl

# SQLite's lock bytes, https://www.sqlite.org/fileformat2.html#the_lock_byte_page and src/os.h
_PENDING, _RESERVED, _SHARED, _SHARED_SIZE = 0x40000000, 0x40000001, 0x40000002, 510
_JOURNAL_MODE_AT = 18
_FLOCK = struct.Struct("hhqqi4x")  # struct flock of 64-bit Linux: type, whence, start, length, process (0)


def available() -> bool:
    """Tell whether locks of an open file exist here; Windows needs none, macOS keeps them from Python."""
    return sys.platform == "linux" and hasattr(fcntl, "F_OFD_SETLK") and sys.maxsize > 1 << 32


class FileLocks:
    """The locks of one writer; the connection itself must lock nothing (``nolock=1``)."""

    def __init__(self, handle: int) -> None:
        self._handle = handle

    def is_wal(self) -> bool:
        """Tell whether the file's header says that its newest pages are in a WAL."""
        return os.pread(self._handle, 2, _JOURNAL_MODE_AT) == b"\x02\x02"

    @contextmanager
    def exclusive(self, seconds: float) -> Iterator[None]:
        """Keep readers of other programs out for a commit; raises sqlite3's "locked" when one does not finish."""
        deadline = time.monotonic() + seconds
        try:
            self._wait(fcntl.F_WRLCK, _PENDING, 1, deadline)
            self._wait(fcntl.F_WRLCK, _SHARED, _SHARED_SIZE, deadline)
            yield
        finally:
            self._set(fcntl.F_RDLCK, _SHARED, _SHARED_SIZE)
            self._set(fcntl.F_UNLCK, _PENDING, 1)

    def reserve(self, seconds: float) -> None:
        """Let others read and nobody else write; raises sqlite3's "locked" when another program writes."""
        deadline = time.monotonic() + seconds
        self._wait(fcntl.F_RDLCK, _PENDING, 1, deadline)
        self._wait(fcntl.F_RDLCK, _SHARED, _SHARED_SIZE, deadline)
        self._set(fcntl.F_UNLCK, _PENDING, 1)
        self._wait(fcntl.F_WRLCK, _RESERVED, 1, deadline)

    def _wait(self, kind: int, start: int, length: int, deadline: float) -> None:
        while not self._set(kind, start, length):
            if time.monotonic() >= deadline:
                raise sqlite3.OperationalError("database is locked")
            time.sleep(0.001)

    def _set(self, kind: int, start: int, length: int) -> bool:
        try:
            fcntl.fcntl(self._handle, fcntl.F_OFD_SETLK, _FLOCK.pack(kind, os.SEEK_SET, start, length, 0))
        except (BlockingIOError, PermissionError):
            return False
        return True


@contextmanager
def reserved(path: Path, seconds: float) -> Iterator[Optional[FileLocks]]:
    """Hold a writer's locks of a file; None where SQLite itself must lock."""
    if not available():
        yield None
        return
    handle = os.open(path, os.O_RDWR)
    try:
        locks = FileLocks(handle)
        locks.reserve(seconds)
        yield locks
    finally:
        os.close(handle)
