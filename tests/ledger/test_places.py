# SPDX-License-Identifier: GPL-2.0-or-later
"""Where ledgers may be written: shares, sticks and folders between two systems are for reading and copying."""

from __future__ import annotations

from pathlib import Path

import pytest

from anyue_farmland_plugin.core.errors import LedgerError, LedgerReadOnly
from anyue_farmland_plugin.ledger import places
from anyue_farmland_plugin.ledger.new_files import copy_here
from anyue_farmland_plugin.ledger.places import Place, Surroundings, place_of
from anyue_farmland_plugin.ledger.reading import reading
from anyue_farmland_plugin.ledger.verify import verify_ledger
from anyue_farmland_plugin.ledger.writing import writing
from tests.disks import small_disk
from tests.factories import INSPECTOR, TickingClock, make_ledger


def mounts(*lines: str) -> str:
    return "\n".join(["22 1 254:0 / / rw,relatime - ext4 /dev/vda1 rw", *lines])


def on_linux(*lines: str, devices: Path = Path("/none")) -> Surroundings:
    return Surroundings("linux", mounts(*lines), devices)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("40 22 0:50 / /mnt/x rw - ext4 /dev/sdb1 rw", Place.LOCAL),
        ("40 22 0:50 / /mnt/x rw - btrfs /dev/sdb1 rw", Place.LOCAL),
        ("40 22 0:50 / /mnt/x rw - tmpfs tmpfs rw", Place.LOCAL),
        ("40 22 0:50 / /mnt/x rw shared:1 - nfs4 server:/x rw", Place.SHARE),
        ("40 22 0:50 / /mnt/x rw shared:1 master:2 - cifs //server/x rw", Place.SHARE),
        ("40 22 0:50 / /mnt/x rw - smb3 //server/x rw", Place.SHARE),
        ("40 22 0:50 / /mnt/x rw - fuse.sshfs me@server:/x rw", Place.SHARE),
        ("40 22 0:50 / /mnt rw - cifs //server/x rw", Place.SHARE),
        ("40 22 0:50 / /mnt/x rw - 9p C:\\134 rw,aname=drvfs", Place.WSL),
        ("40 22 0:50 / /mnt/x rw - drvfs C: rw", Place.WSL),
        ("40 22 0:50 / /mnt/x/deeper rw - nfs server:/x rw", Place.LOCAL),
        ("40 22 0:50 / /mnt/xy rw - nfs server:/x rw", Place.LOCAL),
        ("not a line of this file", Place.LOCAL),
    ],
)
def test_a_mount_decides(line: str, expected: Place) -> None:
    assert place_of(Path("/mnt/x/folder/ledger.gpkg"), on_linux(line)) is expected


def test_the_last_and_deepest_mount_decides_and_names_may_hold_spaces() -> None:
    share, local = "40 22 0:5 / /mnt/x rw - nfs server:/x rw", "41 22 0:6 / /mnt/x rw - ext4 /dev/sdb1 rw"
    ledger = Path("/mnt/x/ledger.gpkg")
    assert place_of(ledger, on_linux(share, local)) is Place.LOCAL
    assert place_of(ledger, on_linux(local, share)) is Place.SHARE
    odd = "40 22 0:5 / /mnt/my\\040share rw - cifs //server/my\\040share rw"
    assert place_of(Path("/mnt/my share/l.gpkg"), on_linux(odd)) is Place.SHARE


def test_a_computer_that_starts_from_a_share_is_taken_as_it_is() -> None:
    assert place_of(Path("/home/l.gpkg"), Surroundings("linux", "22 1 0:1 / / rw - nfs server:/root rw")) is Place.LOCAL


def devices_with(folder: Path, number: str, where: str, removable: str) -> Path:
    """Make a part of /sys: a whole disk somewhere on a bus and its first partition."""
    disk = folder / "devices" / where / "sdb"
    (disk / "sdb1").mkdir(parents=True)
    (disk / "removable").write_text(removable + "\n", encoding="ascii")
    (disk / "sdb1" / "partition").write_text("1\n", encoding="ascii")
    for link, target in ((folder / "dev" / "block" / number, "sdb1"), (folder / "class" / "block" / "sdb1", "sdb1")):
        link.parent.mkdir(parents=True)
        link.symlink_to(disk / target)
    return folder


@pytest.mark.parametrize(
    ("where", "removable", "expected"),
    [
        ("pci0000:00/ata1", "0", Place.LOCAL),
        ("pci0000:00/ata1", "1", Place.REMOVABLE),
        ("pci0000:00/0000:00:14.0/usb2/2-1", "0", Place.REMOVABLE),  # a disk in a box on a cable says it is fixed
    ],
)
def test_sticks_and_disks_on_a_cable(tmp_path: Path, where: str, removable: str, expected: Place) -> None:
    devices = devices_with(tmp_path, "8:17", where, removable)
    by_number = on_linux("40 22 8:17 / /media/x rw - vfat /dev/unknown rw", devices=devices)
    by_name = on_linux("40 22 0:44 / /media/x rw - btrfs /dev/sdb1 rw", devices=devices)
    for known in (by_number, by_name):
        assert place_of(Path("/media/x/ledger.gpkg"), known) is expected
        assert place_of(Path("/home/ledger.gpkg"), known) is Place.LOCAL


def test_an_encrypted_stick_is_a_stick(tmp_path: Path) -> None:
    devices = devices_with(tmp_path, "8:17", "pci/usb1/1-4", "1")
    mapped = devices / "devices" / "virtual" / "dm-0"
    (mapped / "slaves").mkdir(parents=True)
    (mapped / "slaves" / "sdb1").symlink_to(devices / "devices" / "pci" / "usb1" / "1-4" / "sdb" / "sdb1")
    (devices / "dev" / "block" / "253:0").symlink_to(mapped)
    known = on_linux("40 22 253:0 / /media/x rw - ext4 /dev/mapper/luks-1 rw", devices=devices)
    assert place_of(Path("/media/x/ledger.gpkg"), known) is Place.REMOVABLE


def test_a_computer_that_runs_from_a_stick_writes_on_it(tmp_path: Path) -> None:
    devices = devices_with(tmp_path, "8:17", "pci/usb1/1-4", "1")
    lines = "22 1 8:17 / / rw - ext4 /dev/sdb1 rw\n30 22 8:17 /home /home rw - ext4 /dev/sdb1 rw"
    assert place_of(Path("/home/l.gpkg"), Surroundings("linux", lines, devices)) is Place.LOCAL


@pytest.mark.parametrize(
    ("real", "expected"),
    [
        (r"C:\data\ledger.gpkg", Place.LOCAL),
        (r"\\?\C:\very long\ledger.gpkg", Place.LOCAL),
        (r"\\server\share\ledger.gpkg", Place.SHARE),
        ("//server/share/ledger.gpkg", Place.SHARE),
        (r"\\?\UNC\server\share\ledger.gpkg", Place.SHARE),
        (r"\\10.0.0.7\d$\ledger.gpkg", Place.SHARE),
        (r"\\wsl$\Debian\home\ledger.gpkg", Place.WSL),
        (r"\\WSL.localhost\Debian\home\ledger.gpkg", Place.WSL),
    ],
)
def test_windows_paths(real: str, expected: Place) -> None:
    assert places._place_on_windows(real) is expected


def test_a_mac_knows_its_start_disk_only() -> None:
    assert place_of(Path("/Volumes/STICK/l.gpkg"), Surroundings("darwin")) is Place.REMOVABLE
    assert place_of(Path("/Users/me/l.gpkg"), Surroundings("darwin")) is Place.LOCAL


def test_a_ledger_on_a_share_is_read_and_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = make_ledger(tmp_path)
    before = path.read_bytes()
    known = on_linux(f"40 22 0:50 / {tmp_path} rw - cifs //server/x rw")
    monkeypatch.setattr(places, "here", lambda: known)
    assert verify_ledger(path).ok
    with pytest.raises(LedgerReadOnly, match=r"network share.*Copy it to a disk of this computer"):
        write(path)
    assert path.read_bytes() == before
    with pytest.raises(LedgerReadOnly, match="network share"):
        copy_here(path, tmp_path)
    assert [item.name for item in tmp_path.iterdir()] == [path.name]


def write(path: Path) -> None:
    with writing(path, INSPECTOR, TickingClock()) as writer:
        writer.set_setting("stage", "整改")


def test_a_copy_is_whole_with_its_evidence_and_replaces_nothing(tmp_path: Path) -> None:
    path, home = make_ledger(tmp_path), tmp_path / "home"
    home.mkdir()
    evidence = tmp_path / "ledger-evidence"
    evidence.mkdir()
    (evidence / "a.jpg").write_bytes(b"picture")
    first, second = copy_here(path, home), copy_here(path, home)
    assert [first.name, second.name] == ["ledger.gpkg", "ledger (2).gpkg"]
    for copy in (first, second):
        assert verify_ledger(copy).ok
        with reading(path) as reader, reading(copy) as copied:
            assert reader.head() == copied.head()
        assert (home / f"{copy.stem}-evidence" / "a.jpg").read_bytes() == b"picture"
    write(first)
    assert len(list(home.iterdir())) == 4 + (home / "ledger-backups").exists()


def test_a_copy_that_finds_no_room_leaves_nothing(tmp_path: Path) -> None:
    path = make_ledger(tmp_path, cases=50)
    with small_disk(tmp_path / "disk", 256) as disk:
        with pytest.raises(LedgerError, match="is full"):
            copy_here(path, disk)
        assert list(disk.iterdir()) == []
