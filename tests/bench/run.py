# SPDX-License-Identifier: GPL-2.0-or-later
"""`make bench`: this plugin beside the tools a user would otherwise pick, on a seeded county.

Measures whole processes in turn and compares every answer; it fails only where it cannot measure.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.bench import plan, report, shows, tools  # noqa: E402
from tests.bench.agreement_facts import Facts  # noqa: E402
from tests.bench.runs import warm  # noqa: E402
from tests.bench.settings import HOME, BenchError, Settings, parse  # noqa: E402


def main(words: list[str]) -> int:
    """Run the benchmark; return 1 if a measurement broke."""
    try:
        settings = parse(words)
        return run(settings)
    except (BenchError, subprocess.CalledProcessError) as error:
        sys.stderr.write(f"make bench: {error}\n")
        return 1


def run(settings: Settings) -> int:
    """Measure, compare, tell."""
    absent = tools.prepare_venv(settings.peers)
    data = tools.make_data(settings, settings.size)
    help_texts = tools.our_jobs()
    jobs = [job for job in settings.jobs if job in help_texts]
    if data is None or not jobs:
        raise BenchError("There is nothing to measure.")
    peers = [peer for peer in settings.peers if peer not in absent]
    versions = tools.versions()
    results = plan.Results()
    results.notes += [f"{job}: not there yet" for job in settings.jobs if job not in jobs]
    shutil.rmtree(HOME / "out", ignore_errors=True)
    warm(data)
    field = plan.Field(settings, data, jobs)
    plan.side_by_side(field, peers, results)
    facts = _agreement(field, peers, results)
    if "J1" in jobs:
        plan.workers(field, help_texts["J1"], "dask" in versions["ours"], results)
    if settings.scaling:
        plan.scaling(settings, jobs, results)
    story = report.Story(settings, data, results, facts, shows.lines(settings, results, facts), versions, absent)
    report.write(story)
    return int(any(run.error for run in results.every))


def _agreement(field: plan.Field, peers: list[str], results: plan.Results) -> dict[str, Facts]:
    """Return how the last answers differ, by job and tool."""
    found = {}
    failed = {(run.tool, run.job) for run in results.side_by_side if run.error}
    for job in field.jobs:
        mine = field.task(tools.OURS, job)
        names = [name for peer in peers for name in tools.VARIANTS[peer][job]]
        names = [name for name in names if (name, job) not in failed]
        if (tools.OURS, job) in failed or not names:
            continue
        # One run of QGIS's chain stands for all jobs.
        tasks = {name: field.task(name, field.jobs[-1] if name.startswith("qgis") else job) for name in names}
        folders = {str(task.folder): name for name, task in tasks.items()}
        words = [str(tools.VENV), "-m", "tests.bench.agreement", str(mine.answer), *folders]
        done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode:
            results.notes.append(f"{job}: answers not compared: {(done.stderr.strip().splitlines() or ['?'])[-1]}")
            continue
        for folder, fact in json.loads(done.stdout).items():
            found[f"{job} {folders[folder]}"] = Facts(**fact)
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
