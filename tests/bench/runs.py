# SPDX-License-Identifier: GPL-2.0-or-later
"""Run whole processes in turn and measure each: wall seconds, CPU seconds with children, peak memory."""

from __future__ import annotations

import os
import shutil
import signal
import statistics
import subprocess
import threading
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.bench.settings import ROOT
from tests.bench.tools import OURS, Task, command

LONGEST = 1800  # seconds a process may take
_BLOCK = 1 << 24


@dataclass(frozen=True)
class Run:
    """One measured process. ``beside`` names the tool the run of ours was alternated with."""

    tool: str
    job: str
    size: str
    changes: int
    wall: float
    cpu: float
    rss: float  # MiB, of the largest process
    load: float  # of the machine, just before
    error: str = ""
    beside: str = ""

    def as_dict(self) -> dict[str, object]:
        """Return the run for the json."""
        return asdict(self)


@dataclass(frozen=True)
class Summary:
    """Medians, and the range of wall seconds, of some runs."""

    count: int
    wall: float
    cpu: float
    rss: float
    low: float
    high: float


def warm(path: Path) -> None:
    """Read the file once, so that it is in the page cache for everybody."""
    with path.open("rb") as stream:
        while stream.read(_BLOCK):
            pass


def measure(task: Task, beside: str = "") -> Run:
    """Run a task in a fresh folder and measure it; a failure is part of the answer."""
    shutil.rmtree(task.folder, ignore_errors=True)
    task.folder.mkdir(parents=True)
    os.sync()  # what the last run wrote is not this one's business
    load = os.getloadavg()[0]
    log = task.folder / "log.txt"
    with log.open("w", encoding="utf-8") as stream:
        start = time.monotonic()
        process = subprocess.Popen(command(task), cwd=ROOT, stdout=stream, stderr=stream, start_new_session=True)
        timer = threading.Timer(LONGEST, os.killpg, (process.pid, signal.SIGKILL))
        timer.start()
        _, status, used = os.wait4(process.pid, 0)
        wall = time.monotonic() - start
        timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
    error = "" if process.returncode == 0 else _why(log, process.returncode)
    run = Run(
        "".join([task.tool, *task.extra]),
        task.job,
        task.size,
        task.changes,
        round(wall, 3),
        round(used.ru_utime + used.ru_stime, 3),
        round(used.ru_maxrss / 1024, 1),
        round(load, 2),
        error,
        beside,
    )
    tell(run)
    return run


def _why(log: Path, code: int) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    return f"exit {code}: {lines[-1][:200] if lines else 'no word'}"


def tell(run: Run) -> None:
    """Print a run."""
    name = f"{run.tool} {run.job} {run.size} {run.changes:,}"
    figures = f"{run.wall:8.2f} s  {run.cpu:8.2f} CPU s  {run.rss:7.0f} MiB  load {run.load:.1f}"
    print(f"  {name:42} {figures}  {run.error}".rstrip(), flush=True)


def summary(runs: Iterable[Run]) -> Summary | None:
    """Return the medians of the runs that worked."""
    good = [run for run in runs if not run.error]
    if not good:
        return None
    walls = [run.wall for run in good]
    return Summary(
        len(good),
        statistics.median(walls),
        statistics.median(run.cpu for run in good),
        statistics.median(run.rss for run in good),
        min(walls),
        max(walls),
    )


@dataclass(frozen=True)
class Comparison:
    """Ours and a peer on one job, from runs in turn."""

    ours: Summary
    peer: Summary

    @property
    def wall(self) -> float:
        """Return how many times the wall seconds of ours the peer takes."""
        return self.peer.wall / self.ours.wall

    @property
    def cpu(self) -> float:
        """Return the same of CPU seconds."""
        return self.peer.cpu / self.ours.cpu


def compare(runs: list[Run], peer: str, job: str) -> Comparison | None:
    """Return the comparison with a peer; None where either has no run that worked."""
    ours = summary(run for run in runs if run.tool == OURS and run.job == job and run.beside == peer)
    theirs = summary(run for run in runs if run.tool == peer and run.job == job)
    return Comparison(ours, theirs) if ours and theirs else None
