# SPDX-License-Identifier: GPL-2.0-or-later
"""Where a ledger may be written: on a disk of this computer, for only there do locks and syncs hold.

Linux tells every kind; Windows tells shares (mapped drives too) but not sticks; macOS tells
only that a disk is not the start disk.
"""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Optional

from anyue_farmland_plugin.core.i18n import translate

_NETWORK = frozenset((
    "nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "ncpfs", "afs", "coda", "ceph", "glusterfs", "lustre",
    "beegfs", "gpfs", "gfs2", "ocfs2", "davfs", "acfs", "orangefs", "fuse.sshfs", "fuse.smbnetfs", "fuse.gvfsd-fuse",
    "fuse.davfs2", "fuse.rclone", "fuse.s3fs", "fuse.glusterfs", "fuse.ceph", "fuse.mfs", "fuse.curlftpfs", "vboxsf",
    "vmhgfs", "fuse.vmhgfs-fuse", "prl_fs",
))  # fmt: skip
_WINDOWS_IN_LINUX = frozenset(("9p", "drvfs", "wslfs"))
_LINUX_IN_WINDOWS = ("wsl$", "wsl.localhost")
_UNC = re.compile(r"\\\\(\?\\UNC\\)?(?P<host>[^\\?.][^\\]*)\\", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([0-7]{3})")  # how mountinfo writes spaces and line ends


class Place(Enum):
    """What kind of place a file lies in."""

    LOCAL = "local"
    SHARE = "share"
    WSL = "wsl"
    REMOVABLE = "removable"

    @property
    def label(self) -> str:
        """Return the place in words."""
        return {
            Place.LOCAL: translate("Places", "a disk of this computer"),
            Place.SHARE: translate("Places", "a network share"),
            Place.WSL: translate("Places", "a folder between Windows and Linux (WSL)"),
            Place.REMOVABLE: translate("Places", "a removable disk"),
        }[self]


@dataclass(frozen=True)
class Surroundings:
    """What the system tells of its disks: ``mounts`` as /proc/self/mountinfo has it, ``devices`` as /sys."""

    system: str
    mounts: str = ""
    devices: Path = Path("/sys")


@dataclass(frozen=True)
class _Mount:
    folder: PurePosixPath
    number: str
    kind: str
    source: str


def here() -> Surroundings:
    """Return the surroundings of this process."""
    try:
        mounts = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        mounts = ""
    return Surroundings(sys.platform, mounts)


def place_of(path: Path, surroundings: Optional[Surroundings] = None) -> Place:
    """Return the place of a file or folder; its own folder decides when it does not exist yet."""
    known, real = surroundings or here(), os.path.realpath(path)
    if known.system == "win32":
        return _place_on_windows(real)
    if known.mounts:
        return _place_on_linux(real, known)
    if known.system == "darwin" and real.startswith("/Volumes/"):
        return Place.REMOVABLE
    return Place.LOCAL


def _place_on_windows(real: str) -> Place:
    """Judge the resolved path: mapped drives come out as the share they stand for."""
    found = _UNC.match(real.replace("/", "\\"))
    if found is None:
        return Place.LOCAL
    return Place.WSL if found["host"].lower() in _LINUX_IN_WINDOWS else Place.SHARE


@lru_cache(maxsize=64)
def _place_on_linux(path: str, known: Surroundings) -> Place:
    real = PurePosixPath(path)
    mounts = [mount for mount in map(_mount, known.mounts.splitlines()) if mount is not None]
    above = [mount for mount in mounts if mount.folder == real or mount.folder in real.parents]
    if not above:
        return Place.LOCAL
    mount = max(above, key=lambda item: len(item.folder.parts))  # the last of equals hides the others
    mount = [item for item in above if item.folder == mount.folder][-1]
    if mount.folder == PurePosixPath("/"):
        return Place.LOCAL  # there is no better place on such a computer
    if mount.kind in _NETWORK:
        return Place.SHARE
    if mount.kind in _WINDOWS_IN_LINUX:
        return Place.WSL
    root = next((item for item in reversed(mounts) if item.folder == PurePosixPath("/")), None)
    start_disks = _disks(root, known.devices) if root else set()
    disks = _disks(mount, known.devices) - start_disks
    return Place.REMOVABLE if any(_is_removable(disk) for disk in disks) else Place.LOCAL


def _mount(line: str) -> Optional[_Mount]:
    words = line.split(" ")
    if "-" not in words or len(words) < words.index("-") + 3:
        return None
    kind, source = words[words.index("-") + 1 : words.index("-") + 3]
    folder = _ESCAPED.sub(lambda found: chr(int(found[1], 8)), words[4])
    return _Mount(PurePosixPath(folder), words[2], kind, source)


def _disks(mount: _Mount, devices: Path) -> set:
    """Return the folders in /sys of the whole disks a mount lies on, through partitions, LVM and encryption."""
    named = devices / "class" / "block" / Path(os.path.realpath(mount.source)).name
    numbered = devices / "dev" / "block" / mount.number
    start = next((link for link in (named, numbered) if link.exists()), None)
    found: set = set()
    waiting = [] if start is None else [Path(os.path.realpath(start))]
    while waiting:
        device = waiting.pop()
        below = list((device / "slaves").iterdir()) if (device / "slaves").is_dir() else []
        if below:
            waiting += [Path(os.path.realpath(link)) for link in below]
        else:
            found.add(device.parent if (device / "partition").exists() else device)
    return found


def _is_removable(disk: Path) -> bool:
    try:
        flag = (disk / "removable").read_text(encoding="ascii").strip()
    except OSError:
        return False
    return flag == "1" or any(re.fullmatch(r"usb\d+", part) for part in disk.parts)
