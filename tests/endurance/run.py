# SPDX-License-Identifier: GPL-2.0-or-later
"""The long tests of the ledger in one go: KILLS=500 MINUTES=10 HISTORIES=2000; figures go to build/endurance.json."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.endurance.crowd import run_crowd  # noqa: E402 - found by the line above
from tests.endurance.disks import Outcome, all_disks  # noqa: E402
from tests.endurance.kills import SHARES, Toll, run_kills  # noqa: E402

REPORT = ROOT / "build" / "endurance.json"
DEFAULTS = {"KILLS": "500", "MINUTES": "10", "HISTORIES": "2000"}
SHOWN = 5


def main(arguments: list) -> int:
    """Run everything, print a line for each part; 1 when anything is wrong."""
    wanted = {**DEFAULTS, **dict(argument.split("=", 1) for argument in arguments)}
    report: dict = {"wanted": wanted}
    with tempfile.TemporaryDirectory(prefix="endurance") as folder:
        faults = _kills(Path(folder), int(wanted["KILLS"]), report)
        faults += _disks(Path(folder), report)
        faults += _crowd(Path(folder), 60.0 * float(wanted["MINUTES"]), report)
    faults += _histories(wanted["HISTORIES"], report)
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    for fault in faults[:SHOWN]:
        print("fault:", fault)
    print(f"endurance: {len(faults)} faults; figures in {REPORT.relative_to(ROOT)}")
    return 1 if faults else 0


def _kills(folder: Path, kills: int, report: dict) -> list:
    tolls = []
    for name, share in SHARES.items():
        tolls.append(run_kills(folder / name, name, max(1, round(kills * share)), tell=_tell_toll))
        print()
    report["kills"] = [asdict(toll) for toll in tolls]
    short = [
        f"{toll.labour}: only {toll.kills} kills" for toll in tolls if toll.kills < round(kills * SHARES[toll.labour])
    ]
    return [fault for toll in tolls for fault in toll.faults] + short


def _tell_toll(toll: Toll) -> None:
    print(
        f"\r{toll.labour}: {toll.kills} kills, {toll.interrupted} before any receipt, {toll.acknowledged} receipts, "
        f"{toll.hot} journals rolled back, {len(toll.faults)} faults",
        end="",
        flush=True,
    )


def _disks(folder: Path, report: dict) -> list:
    if os.geteuid() != 0:
        print("disks: left out, mounting needs root")
        return []
    outcomes = all_disks(folder / "disks", _tell_disk)
    report["disks"] = [asdict(outcome) for outcome in outcomes]
    return [fault for outcome in outcomes for fault in outcome.faults]


def _tell_disk(outcome: Outcome) -> None:
    print(
        f"{outcome.name}: {outcome.refused} refused, {outcome.acknowledged} went in, {len(outcome.faults)} faults",
        flush=True,
    )


def _crowd(folder: Path, seconds: float, report: dict) -> list:
    (folder / "crowd").mkdir()
    verdict = run_crowd(folder / "crowd", seconds)
    report["crowd"] = asdict(verdict)
    print(
        f"crowd, {seconds / 60:.1f} min: {verdict.tags} tags, {verdict.stale} refused as stale and repeated, "
        f"{verdict.reads} readings, {verdict.opened} times opened by QGIS and others; lost {len(verdict.lost)}, "
        f"wrong figures {len(verdict.wrong)}, errors shown {len(verdict.errors)}, findings {len(verdict.findings)}, "
        f"messages of QGIS {len(verdict.messages)}; tag p95 alone {verdict.solo_p95:.1f} ms, "
        f"together {verdict.crowd_p95:.1f} ms ({verdict.ratio:.1f} times)"
    )
    return verdict.faults


def _histories(count: str, report: dict) -> list:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:pytest_qgis", "tests/workflow/test_merge_histories.py"]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, "ANYUE_HISTORIES": count}, check=False)
    report["histories"] = {"wanted": int(count), "passed": done.returncode == 0}
    return [] if done.returncode == 0 else ["merge histories: see above"]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
