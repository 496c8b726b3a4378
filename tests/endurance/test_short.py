# SPDX-License-Identifier: GPL-2.0-or-later
"""A short run of what `make endurance` does for long: kills, bad disks, a crowd with QGIS in it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.endurance.crowd import run_crowd
from tests.endurance.disks import fill_disk, read_only_while_tagging
from tests.endurance.kills import SHARES, run_kills

SECONDS = 20.0


@pytest.mark.parametrize("name", SHARES)
def test_killed_at_work(tmp_path: Path, name: str) -> None:
    toll = run_kills(tmp_path / name, name, 3)
    assert toll.faults == []
    assert toll.kills == 3


@pytest.mark.parametrize("name", ["overlay", "migration"])
def test_a_disk_that_runs_full(tmp_path: Path, name: str) -> None:
    outcome = fill_disk(tmp_path / name, name)
    assert outcome.faults == []
    assert outcome.refused > 0


def test_a_disk_that_becomes_read_only(tmp_path: Path) -> None:
    outcome = read_only_while_tagging(tmp_path / "disk", 2)
    assert outcome.faults == []
    assert outcome.refused == 2


@pytest.fixture
def with_qgis() -> None:
    """Leave out where there is no QGIS."""
    if subprocess.run([sys.executable, "-c", "import qgis.core"], check=False, stderr=subprocess.DEVNULL).returncode:
        pytest.skip("there is no QGIS here")


@pytest.mark.usefixtures("with_qgis")
def test_a_crowd(tmp_path: Path) -> None:
    """The p95 of tags is judged in the long run only: this machine may be busy with other things."""
    verdict = run_crowd(tmp_path, SECONDS, cases=60)
    assert [fault for fault in verdict.faults if not fault.startswith("a tag takes")] == []
    assert verdict.tags > 20
    assert verdict.reads > 20
    assert verdict.opened > 20
