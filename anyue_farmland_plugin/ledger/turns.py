# SPDX-License-Identifier: GPL-2.0-or-later
"""Mutual exclusion beside SQLite: on POSIX any open and close of the ledger in a process drops SQLite's own locks.

Lock files beside the ledger that nobody else opens; the kernel frees them when their holder dies.
"""

from __future__ import annotations

import getpass
import json
import os
import platform
import sys
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from enum import Enum
from pathlib import Path
from typing import Iterator, Optional

from anyue_farmland_plugin.core.errors import LedgerLocked
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.ports import timestamp, utc_now
from anyue_farmland_plugin.ledger.explaining import explained

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

WRITERS, READERS, GATE = ".lock", ".lock-read", "-next"  # a door's gate exists only while somebody waits at the door
_MOST_TEXT = 1 << 16
_FAR_BYTE = 1 << 30  # Windows forbids others to read locked bytes; the text lies before it


@dataclass(frozen=True)
class Holder:
    """Who holds a turn, as the lock file names him."""

    user: str
    host: str
    pid: int
    since: str

    def __str__(self) -> str:
        """Return the holder in words of any language: user@host, process number, time."""
        return f"{self.user}@{self.host} ({self.pid}, {self.since})"


class Mode(Enum):
    """How a thread has a ledger: for reading, for writing beside readers, or alone."""

    READING = "reading"
    WRITING = "writing"
    ALONE = "alone"


@dataclass
class Turn:
    """A writer's turn; ``left`` names those who died in theirs.

    Whoever writes an event about them sets ``recorded``; once that is committed it is ``told``.
    """

    path: Path
    left: tuple = ()
    recorded: bool = False
    told: bool = False


@dataclass
class _Held(threading.local):
    """The turns of this thread: (process, ledger) → modes, oldest first."""

    modes: dict = field(default_factory=dict)


_held = _Held()


@contextmanager
def shared(path: Path, seconds: float) -> Iterator[None]:
    """Keep writers of this package from committing while the block reads.

    Where no lock file can be made (read-only folder, full disk), reading goes on without.
    Raises LedgerLocked when a writer does not finish within ``seconds``.
    """
    real = _real(path)
    if Mode.READING in _modes(real) or Mode.ALONE in _modes(real) or sys.platform == "win32":
        with _noted(real, Mode.READING):  # Windows locks belong to handles: SQLite's own hold
            yield
        return
    try:
        handle = _enter(_door(real, READERS), exclusive=False, deadline=time.monotonic() + seconds)
    except OSError:
        handle = None
    else:
        if handle is None:
            raise _refusal(real)
    try:
        with _noted(real, Mode.READING):
            yield
    finally:
        if handle is not None:
            _leave(_door(real, READERS), handle, exclusive=False)


@contextmanager
def writing_turn(path: Path, seconds: float) -> Iterator[Turn]:
    """Be the only writer of a ledger; others go on reading until `quiet`.

    Raises LedgerLocked naming the holder when he does not finish within ``seconds``, at once
    when this thread itself holds the ledger; LedgerError when no lock file can be made.
    """
    real, own = _real(path), _modes(_real(path))
    if Mode.ALONE in own:
        with _noted(real, Mode.WRITING):
            yield Turn(real, told=True)
        return
    if own:
        raise LedgerLocked(
            translate("Ledger", "Ledger {name} is in use by this very step; nothing was written.").format(
                name=real.name
            )
        )
    door = _door(real, WRITERS)
    with explained(real):
        handle = _enter(door, exclusive=True, deadline=time.monotonic() + seconds)
    if handle is None:
        raise _refusal(real)
    turn, size = Turn(real), 0
    try:
        size = os.fstat(handle).st_size
        turn.left = _holders(os.read(handle, _MOST_TEXT))
        _write(handle, _own_line(), size)
        with _noted(real, Mode.WRITING):
            yield turn
    finally:
        keep = bool(turn.left) and not turn.told
        if keep:
            os.ftruncate(handle, size)
        _leave(door, handle, exclusive=True, keep=keep)


@contextmanager
def quiet(path: Path, seconds: float) -> Iterator[None]:
    """Keep readers of this package out: while a commit or the repair after a death changes the file.

    Raises LedgerLocked when a reader does not finish within ``seconds``.
    """
    real = _real(path)
    if Mode.ALONE in _modes(real):
        yield
        return
    door = _door(real, READERS)
    with explained(real):
        handle = _enter(door, exclusive=True, deadline=time.monotonic() + seconds)
    if handle is None:
        raise LedgerLocked(
            translate(
                "Ledger",
                "Ledger {name} is being read for long by another window or program; nothing was written. "
                "Try again when it has finished.",
            ).format(name=real.name)
        )
    try:
        yield
    finally:
        _leave(door, handle, exclusive=True)


@contextmanager
def alone(path: Path, seconds: float) -> Iterator[Turn]:
    """Have a ledger to oneself, to replace or rebuild the file; reading and writing inside share the turn."""
    with writing_turn(path, seconds) as turn, quiet(path, seconds), _noted(turn.path, Mode.ALONE):
        yield turn


def is_held(path: Path) -> bool:
    """Tell whether this thread has a turn of the ledger already."""
    return bool(_modes(_real(path)))


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))


def _door(real: Path, suffix: str) -> Path:
    return real.with_name(real.name + suffix)


def _modes(real: Path) -> list:
    modes: list = _held.modes.get((os.getpid(), real), [])
    return modes


@contextmanager
def _noted(real: Path, mode: Mode) -> Iterator[None]:
    key = (os.getpid(), real)
    modes = _held.modes.setdefault(key, [])
    modes.append(mode)
    try:
        yield
    finally:
        modes.remove(mode)
        if not modes:
            _held.modes.pop(key, None)


def _refusal(real: Path) -> LedgerLocked:
    """Name who holds the ledger, as far as his lock file can be read."""
    try:
        holders = _holders(_door(real, WRITERS).read_bytes()[:_MOST_TEXT])
    except OSError:
        holders = ()
    return LedgerLocked(
        translate(
            "Ledger",
            "Another program is writing to ledger {name}: {holder}; nothing was written. "
            "Wait until it has finished and try again.",
        ).format(name=real.name, holder=holders[-1] if holders else "?")
    )


def _own_line() -> bytes:
    try:
        user = getpass.getuser()
    except (KeyError, ImportError, OSError):
        user = "?"
    holder = Holder(user, platform.node(), os.getpid(), timestamp(utc_now()))
    return json.dumps(asdict(holder), ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def _holders(text: bytes) -> tuple:
    found = []
    for line in text.decode("utf-8", "replace").splitlines():
        with suppress(ValueError, TypeError):
            found.append(Holder(**json.loads(line)))
    return tuple(found)


def _write(handle: int, line: bytes, at: int) -> None:
    os.lseek(handle, at, os.SEEK_SET)
    with suppress(OSError):  # a file of another account is locked all the same; a full disk shows at the first row
        os.write(handle, line)


def _enter(door: Path, *, exclusive: bool, deadline: float) -> Optional[int]:
    """Return a handle of the door, or None at the deadline; those who wait are served before newcomers."""
    gate = door.with_name(door.name + GATE)
    if not gate.exists():
        handle = _try(door, exclusive=exclusive)
        if handle is not None:
            return handle
    waiting = _poll(gate, exclusive=True, deadline=deadline)
    if waiting is None:
        return None
    try:
        return _poll(door, exclusive=exclusive, deadline=deadline)
    finally:
        _leave(gate, waiting, exclusive=True)


def _poll(door: Path, *, exclusive: bool, deadline: float) -> Optional[int]:
    while True:
        handle = _try(door, exclusive=exclusive)
        if handle is not None or time.monotonic() >= deadline:
            return handle
        time.sleep(0.0003 + time.perf_counter_ns() % 1000 * 1e-6)  # up to 1.3 ms, never in step with others


def _try(door: Path, *, exclusive: bool) -> Optional[int]:
    """Return a locked handle of the file that is at the door now, or None when somebody holds it."""
    while True:
        handle = _open(door)
        if not _lock(handle, exclusive=exclusive):
            os.close(handle)
            return None
        if _is_at(door, handle):
            return handle
        os.close(handle)


def _open(door: Path) -> int:
    flags = os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    try:
        return os.open(door, os.O_RDWR | flags, 0o666)
    except PermissionError:
        return os.open(door, os.O_RDONLY)  # made by another account: locking needs no right to write


def _leave(door: Path, handle: int, *, exclusive: bool, keep: bool = False) -> None:
    """Give the door back and remove its file, unless somebody still has it or its text must stay."""
    if sys.platform == "win32":
        _unlock(handle)
        os.close(handle)
        if not keep:
            with suppress(OSError):  # Windows removes no file that another has open
                door.unlink()
        return
    with suppress(OSError):
        if not keep and (exclusive or _lock(handle, exclusive=True)) and _is_at(door, handle):
            door.unlink()
    fcntl.flock(handle, fcntl.LOCK_UN)  # a forked child may have inherited the handle
    os.close(handle)


def _is_at(door: Path, handle: int) -> bool:
    """Tell whether the file behind the handle is still the one at the door."""
    try:
        there = door.stat()
    except OSError:
        return False
    here = os.fstat(handle)
    return (there.st_dev, there.st_ino) == (here.st_dev, here.st_ino)


if sys.platform == "win32":

    def _lock(handle: int, *, exclusive: bool) -> bool:
        del exclusive  # there is no other kind
        os.lseek(handle, _FAR_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(handle: int) -> None:
        os.lseek(handle, _FAR_BYTE, os.SEEK_SET)
        with suppress(OSError):
            msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:

    def _lock(handle: int, *, exclusive: bool) -> bool:
        try:
            fcntl.flock(handle, (fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
