# SPDX-License-Identifier: GPL-2.0-or-later
"""A process killed at any moment of an overlay leaves the ledger as before or with the whole delivery."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from anyue_farmland_plugin.ledger.verify import verify_ledger
from tests.workflow.deliveries import box, changes, strip, survey
from tests.workflow.desk import folder_names, overlay, scalar

ROOT = Path(__file__).resolve().parents[2]
KILLS = 15
UNDISTURBED = 2  # runs that tell how long one takes; the first is slow on a busy machine

# Forked once the libraries are loaded, so that the random moments fall into the overlay and not into imports.
OVERLAY = """
import os, sys
from pathlib import Path
from anyue_farmland_plugin.core import rules, crs
from anyue_farmland_plugin.intake.files import FileSource
from tests.workflow.desk import overlay
folder, target = Path(sys.argv[1]), Path(sys.argv[2])
overlay(FileSource(folder / "first.gpkg"), FileSource(folder / "dltb.gpkg"), folder / "warm.gpkg")
for line in sys.stdin:
    child = os.fork()
    if child == 0:
        overlay(FileSource(folder / "many.gpkg"), FileSource(folder / "dltb.gpkg"), target, line.strip())
        print("done", flush=True)
        os._exit(0)
    print(child, flush=True)
    os.waitpid(child, 0)
    print("over", flush=True)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A survey, one change, and three hundred changes."""
    survey(tmp_path / "dltb.gpkg", strip())
    changes(tmp_path / "first.gpkg", [box(20, 5, 100, 25)])
    many = [box(x, y, x + 3.5, y + 3.5) for x in range(0, 120, 4) for y in range(0, 40, 4)]
    changes(tmp_path / "many.gpkg", many)
    (tmp_path / "work").mkdir()
    return tmp_path


def killed_overlays(folder: Path, target: Path) -> list:
    """Run overlays and kill each at a random moment; yield whether it had said it was done."""
    dice = random.Random(5)  # noqa: S311
    parent = subprocess.Popen(
        [sys.executable, "-c", OVERLAY, str(folder), str(target)],
        cwd=ROOT,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert parent.stdin is not None
    assert parent.stdout is not None
    whole = float("inf")
    for number in range(KILLS + UNDISTURBED):
        parent.stdin.write(f"batch {number}\n")
        parent.stdin.flush()
        child = int(parent.stdout.readline())
        started = time.monotonic()
        if number >= UNDISTURBED:
            time.sleep(dice.uniform(0.1, 1.1) * whole)
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        said = [parent.stdout.readline().strip()]
        if said == ["done"]:
            said.append(parent.stdout.readline().strip())
        if number < UNDISTURBED:
            whole = min(whole, time.monotonic() - started)
        yield said[0] == "done"
    parent.stdin.close()
    parent.wait()
    parent.stdout.close()


def test_killed_while_appending(folder: Path) -> None:
    from anyue_farmland_plugin.intake.files import FileSource

    ledger = folder / "work" / "ledger.gpkg"
    overlay(FileSource(folder / "first.gpkg"), FileSource(folder / "dltb.gpkg"), ledger)
    clues, interrupted = 1, 0
    for done in killed_overlays(folder, ledger):
        found = verify_ledger(ledger)
        assert found.ok, found.findings
        added = found.counts["clues"] - clues
        assert added == 300 if done else added in (0, 300)
        assert (
            scalar(ledger, "SELECT COUNT(*) FROM deliveries WHERE kind = 'changes'") == 1 + found.counts["clues"] // 300
        )
        clues, interrupted = found.counts["clues"], interrupted + (added == 0)
    assert interrupted >= KILLS // 3
    overlay(FileSource(folder / "first.gpkg"), FileSource(folder / "dltb.gpkg"), ledger, "last")
    assert folder_names(folder / "work") == ["ledger.gpkg"]


def test_killed_while_creating(folder: Path) -> None:
    from anyue_farmland_plugin.intake.files import FileSource

    ledger = folder / "work" / "ledger.gpkg"
    interrupted = 0
    for done in killed_overlays(folder, ledger):
        if ledger.exists():
            found = verify_ledger(ledger)
            assert found.ok, found.findings
            assert found.counts["clues"] == 300
            ledger.unlink()
        else:
            assert not done
            interrupted += 1
    assert interrupted >= KILLS // 3
    overlay(FileSource(folder / "first.gpkg"), FileSource(folder / "dltb.gpkg"), ledger)
    assert verify_ledger(ledger).ok
    assert folder_names(folder / "work") == ["ledger.gpkg"]
