# SPDX-License-Identifier: GPL-2.0-or-later
"""What must never happen while hostile bytes are read: a foreign exception, a program run, a file written elsewhere."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

WRITES = ("w", "a", "x", "+")
NEVER = (
    "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "socket.connect",
    "socket.getaddrinfo", "sqlite3.load_extension", "sqlite3.enable_load_extension", "ctypes.dlopen", "webbrowser.open",
)  # fmt: skip


class ForbiddenAct(BaseException):
    """Something was done that no reader of hostile bytes may do."""


def watch(folder: Path) -> None:
    """Make every forbidden act end the run; files may be written below the folder only."""
    home = str(folder)
    tempfile.tempdir = home

    def hook(event: str, arguments: tuple) -> None:
        if event in NEVER:
            raise ForbiddenAct(event, arguments)
        if event == "open" and isinstance(arguments[1], str) and any(mark in arguments[1] for mark in WRITES):
            if not str(arguments[0]).startswith(home):
                raise ForbiddenAct(event, arguments)
        elif event in ("os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.symlink", "shutil.rmtree"):
            within_folder = isinstance(arguments[-1], int) and arguments[-1] >= 0  # told by an open folder
            if not within_folder and not str(arguments[0]).startswith(home):
                raise ForbiddenAct(event, arguments)

    sys.addaudithook(hook)
