# SPDX-License-Identifier: GPL-2.0-or-later
"""Which processes are run, in which order: ours and a peer in turn, then ours alone for the scaling lines."""

from __future__ import annotations

import dataclasses
import shutil
from dataclasses import dataclass
from pathlib import Path

from tests.bench.runs import Run, measure, warm
from tests.bench.settings import COUNTS, SIZES, Settings
from tests.bench.tools import OURS, VARIANTS, Task, make_data

WORKERS = (1, 2)
_LARGEST = ("L", 100_000)


@dataclass
class Results:
    """All measured runs: side by side, scaling, workers."""

    side_by_side: list[Run] = dataclasses.field(default_factory=list)
    scaling: list[Run] = dataclasses.field(default_factory=list)
    workers: list[Run] = dataclasses.field(default_factory=list)
    notes: list[str] = dataclasses.field(default_factory=list)

    @property
    def every(self) -> list[Run]:
        """Return all runs."""
        return [*self.side_by_side, *self.scaling, *self.workers]


@dataclass(frozen=True)
class Field:
    """The county and the jobs everybody is measured on."""

    settings: Settings
    data: Path
    jobs: list[str]

    def task(self, tool: str, job: str, extra: tuple[str, ...] = ()) -> Task:
        """Return the task of a tool on this county."""
        return Task(tool, job, self.data, self.settings.size, self.settings.changes, extra)

    def pair(self, tool: str, job: str) -> list[Run]:
        """Run ours, then the tool."""
        return [measure(self.task(OURS, job), tool), measure(self.task(tool, job))]

    def chain(self, tool: str) -> list[Run]:
        """Run ours in every job, then QGIS's chain once: it stores its shapes in any case and stands for all jobs."""
        mine = [measure(self.task(OURS, job), tool) for job in self.jobs]
        run = measure(self.task(tool, self.jobs[-1]))
        return mine + [Run(**{**run.as_dict(), "job": job}) for job in self.jobs]


def side_by_side(field: Field, peers: list[str], results: Results) -> None:
    """Run ours and each peer in turn, round by round; QGIS's chain in a single process only in the first."""
    for job in field.jobs:
        measure(field.task(OURS, job))  # thrown away: caches and compiled modules
    for number in range(field.settings.runs):
        print(f"round {number + 1} of {field.settings.runs}", flush=True)
        for peer in peers:
            if peer == "qgis":
                for tool in ("qgis", "qgis-one")[: 2 if number == 0 else 1]:
                    results.side_by_side += field.chain(tool)
                continue
            for job in field.jobs:
                for variant in VARIANTS[peer][job]:
                    results.side_by_side += field.pair(variant, job)


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
            for job in jobs:
                task = Task(OURS, job, path, size, count)
                results.scaling.append(measure(task))
                if task.folder != Task(OURS, job, path, settings.size, settings.changes).folder:
                    shutil.rmtree(task.folder)  # nobody compares it, and it may be large


def workers(field: Field, help_text: str, has_dask: bool, results: Results) -> None:
    """Run J1 with one and with two worker processes in turn."""
    if "--workers" not in help_text or not has_dask:
        results.notes.append("workers: not measured, dask is not installed or areas has no --workers")
        return
    for number in range(field.settings.runs):
        print(f"workers, round {number + 1} of {field.settings.runs}", flush=True)
        results.workers += [measure(field.task(OURS, "J1", ("--workers", str(count)))) for count in WORKERS]
