# SPDX-License-Identifier: GPL-2.0-or-later
"""Which processes are run, in which order: ours and a peer in turn, then ours alone for the scaling lines."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.runs import Run, measure, warm
from tests.bench.settings import COUNTS, SIZES, Settings
from tests.bench.tools import OURS, VARIANTS, Task, make_data

WORKERS = (1, 2)
_LARGEST = ("L", 100_000)


@dataclass
class Results:
    """All measured runs: side by side, scaling, workers."""

    side_by_side: list[Run] = field(default_factory=list)
    scaling: list[Run] = field(default_factory=list)
    workers: list[Run] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def every(self) -> list[Run]:
        """Return all runs."""
        return [*self.side_by_side, *self.scaling, *self.workers]


def side_by_side(settings: Settings, data: Path, peers: list[str], jobs: list[str], results: Results) -> None:
    """Run ours and each peer in turn, round by round.

    QGIS's chain stores its shapes in either job, so one run of it stands for both.
    """
    for job in jobs:
        measure(Task(OURS, job, data, settings.size, settings.changes))  # thrown away: caches and compiled modules
    for number in range(settings.runs):
        print(f"round {number + 1} of {settings.runs}", flush=True)
        for peer in peers:
            if peer == "qgis":
                results.side_by_side += [
                    measure(Task(OURS, job, data, settings.size, settings.changes), "qgis") for job in jobs
                ]
                run = measure(Task("qgis", jobs[-1], data, settings.size, settings.changes))
                results.side_by_side += [Run(**{**run.as_dict(), "job": job}) for job in jobs]
                if number == 0:
                    results.side_by_side += _in_one_process(settings, data, jobs)
                continue
            for job in jobs:
                for variant in VARIANTS[peer][job]:
                    results.side_by_side.append(
                        measure(Task(OURS, job, data, settings.size, settings.changes), variant)
                    )
                    results.side_by_side.append(measure(Task(variant, job, data, settings.size, settings.changes)))


def _in_one_process(settings: Settings, data: Path, jobs: list[str]) -> list[Run]:
    """Run QGIS's chain in a single process, once: what it costs without starting QGIS ten times."""
    runs = [measure(Task(OURS, job, data, settings.size, settings.changes), "qgis-one") for job in jobs]
    run = measure(Task("qgis-one", jobs[-1], data, settings.size, settings.changes))
    return runs + [Run(**{**run.as_dict(), "job": job}) for job in jobs]


def scaling(settings: Settings, jobs: list[str], results: Results) -> None:
    """Run ours over numbers of changes on one county, and over counties with equal changes.

    Each point is measured as often as there are rounds, in turn, so that a busy minute spoils no single one.
    """
    points = [(settings.size, count) for count in COUNTS]
    points += [(size, settings.changes) for size in SIZES if size != settings.size]
    files = {size: make_data(settings, size) for size in dict(points)} | {"L": make_data(settings, "L")}
    if files["L"] is not None and _LARGEST not in points:
        points.append(_LARGEST)
    for size, path in files.items():
        if path is None:
            results.notes.append(f"no county of size {size}: left out of the scaling lines")
    for number in range(settings.runs):
        print(f"scaling, round {number + 1} of {settings.runs}", flush=True)
        for size, count in points:
            path = files[size]
            if path is None:
                continue
            warm(path)
            results.scaling += [measure(Task(OURS, job, path, size, count)) for job in jobs]


def workers(settings: Settings, data: Path, help_text: str, has_dask: bool, results: Results) -> None:
    """Run J1 with one and with two worker processes in turn."""
    if "--workers" not in help_text or not has_dask:
        results.notes.append("workers: not measured, dask is not installed or areas has no --workers")
        return
    for number in range(settings.runs):
        print(f"workers, round {number + 1} of {settings.runs}", flush=True)
        for count in WORKERS:
            task = Task(OURS, "J1", data, settings.size, settings.changes, ("--workers", str(count)))
            results.workers.append(measure(task))
