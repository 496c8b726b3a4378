# SPDX-License-Identifier: GPL-2.0-or-later
"""A package is whole or absent: full and read-only disks, kills, replacing, strangers in the folder."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from anyue_farmland_plugin.core.errors import ExportError
from anyue_farmland_plugin.export import staging
from anyue_farmland_plugin.export.city import export_city
from anyue_farmland_plugin.export.reimport import read_city
from anyue_farmland_plugin.ledger.writing import writing
from tests.disks import make_read_only, small_disk
from tests.factories import INSPECTOR, START, FixedClock, TickingClock, make_ledger

ROOT = Path(__file__).resolve().parents[2]
CLOCK = FixedClock(START)


def contents(folder: Path) -> dict:
    return {path.relative_to(folder): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def retag(ledger: Path) -> None:
    with writing(ledger, INSPECTOR, TickingClock()) as writer:
        writer.set_setting("stage", "集中整治")


def test_the_same_days_package_is_replaced_completely(tmp_path: Path) -> None:
    ledger, folder = make_ledger(tmp_path), tmp_path / "city"
    export_city(ledger, folder, clock=CLOCK)
    (folder / "cover letter.txt").write_text("mine", encoding="utf-8")
    first = contents(folder)
    retag(ledger)
    export_city(ledger, folder, clock=CLOCK)
    second = contents(folder)
    assert first.keys() == second.keys()
    assert first[Path("manifest.json")] != second[Path("manifest.json")]
    read_city(folder)


def test_a_stranger_of_the_same_name_is_not_overwritten(tmp_path: Path) -> None:
    ledger, folder = make_ledger(tmp_path), tmp_path / "city"
    folder.mkdir()
    (folder / "lint.json").write_text("mine", encoding="utf-8")
    with pytest.raises(ExportError, match=r"lint\.json"):
        export_city(ledger, folder, clock=CLOCK)
    assert contents(folder) == {Path("lint.json"): b"mine"}


def test_another_ledgers_package_is_not_overwritten(tmp_path: Path) -> None:
    folder = tmp_path / "city"
    export_city(make_ledger(tmp_path), folder, clock=CLOCK)
    before = contents(folder)
    with pytest.raises(ExportError, match="already holds the package"):
        export_city(make_ledger(tmp_path, name="other.gpkg"), folder, clock=CLOCK)
    assert contents(folder) == before


def test_a_failing_exchange_brings_the_old_package_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger, folder = make_ledger(tmp_path), tmp_path / "city"
    export_city(ledger, folder, clock=CLOCK)
    before = contents(folder)
    retag(ledger)
    replace, calls = os.replace, []

    def failing(source: Path, target: Path) -> None:
        calls.append(target)
        if len(calls) == 6:  # the old files are aside, one new file has arrived
            raise PermissionError(13, "used by another program", str(target))
        replace(source, target)

    monkeypatch.setattr(staging.os, "replace", failing)
    with pytest.raises(ExportError, match="program that has the old package open"):
        export_city(ledger, folder, clock=CLOCK)
    assert contents(folder) == before
    read_city(folder)


def test_a_full_disk_leaves_the_old_package_or_nothing(tmp_path: Path) -> None:
    ledger = make_ledger(tmp_path)
    with small_disk(tmp_path / "disk", 480) as disk:
        export_city(ledger, disk / "city", clock=CLOCK)
        before = contents(disk)
        retag(ledger)
        with pytest.raises(ExportError, match="is full"):
            export_city(ledger, disk / "city", clock=CLOCK)
        assert contents(disk) == before
    with small_disk(tmp_path / "tiny", 100) as disk:
        with pytest.raises(ExportError, match="is full"):
            export_city(ledger, disk / "a" / "city", clock=CLOCK)
        assert list(disk.iterdir()) == []


def test_a_read_only_folder_gives_a_sentence(tmp_path: Path) -> None:
    ledger = make_ledger(tmp_path)
    with small_disk(tmp_path / "disk", 2048) as disk:
        make_read_only(disk)
        with pytest.raises(ExportError, match="Choose another folder"):
            export_city(ledger, disk / "city", clock=CLOCK)


def test_a_file_where_the_folder_should_be_gives_a_sentence(tmp_path: Path) -> None:
    ledger = make_ledger(tmp_path)
    (tmp_path / "city").write_text("x", encoding="utf-8")
    with pytest.raises(ExportError):
        export_city(ledger, tmp_path / "city", clock=CLOCK)
    assert (tmp_path / "city").read_text(encoding="utf-8") == "x"


EXPORTING = """
import sys
from pathlib import Path
from tests.disks import make_read_only, small_disk
from tests.factories import START, FixedClock
from anyue_farmland_plugin.export.city import export_city
print("ready", flush=True)
while True:
    export_city(Path(sys.argv[1]), Path(sys.argv[2]), clock=FixedClock(START))
"""


def test_a_killed_export_never_leaves_half_a_package(tmp_path: Path) -> None:
    ledger, folder = make_ledger(tmp_path), tmp_path / "city"
    dice = random.Random(3)  # noqa: S311
    for _ in range(8):
        process = subprocess.Popen(
            [sys.executable, "-c", EXPORTING, str(ledger), str(folder)], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(dice.uniform(0.0, 0.3))
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        if (folder / "manifest.json").exists():
            read_city(folder)
    export_city(ledger, folder, clock=CLOCK)
    read_city(folder)
    assert sorted(path.name for path in folder.iterdir()) == [
        "512021_20220615_city.gpkg", "512021_20220615_ledger.xlsx", "evidence", "lint.json", "manifest.json",
    ]  # fmt: skip


@pytest.mark.parametrize("kept", range(5))
def test_a_kill_at_every_step_of_the_exchange_is_mended_by_the_next_export(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept: int
) -> None:
    """Stop for good after a number of moves, as a power cut would, then look and export again."""
    ledger, folder = make_ledger(tmp_path), tmp_path / "city"
    export_city(ledger, folder, clock=CLOCK)
    retag(ledger)
    replace, calls = os.replace, []

    def dying(source: Path, target: Path) -> None:
        calls.append(target)
        if len(calls) > kept + 2:
            raise SystemExit
        replace(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(staging.os, "replace", dying)
        patch.setattr(staging.shutil, "rmtree", lambda *_, **__: None)
        with pytest.raises(SystemExit):
            export_city(ledger, folder, clock=CLOCK)
    assert not (folder / "manifest.json").exists()
    export_city(ledger, folder, clock=CLOCK)
    read_city(folder)
    assert not [path for path in folder.iterdir() if path.name.startswith(".")]
