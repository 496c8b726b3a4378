# SPDX-License-Identifier: GPL-2.0-or-later
"""Run one job with one tool in this process: `python -m tests.bench.peers TOOL JOB DATA CHANGES FOLDER`.

JOB is J1 or J2; a tool's name may end in ``-spared``: without townships.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.bench.job import Job


def run(tool: str, job: Job) -> None:
    """Do the job with the tool; only its own libraries are loaded."""
    if tool == "qgis":
        from tests.bench.peer_qgis import run as work
    elif tool == "qgis-one":
        from tests.bench.peer_qgis import run_in_one as work
    elif tool == "geopandas":
        from tests.bench.peer_geopandas import run as work
    elif tool == "duckdb":
        from tests.bench.peer_duckdb import run as work
    elif tool == "sedona":
        from tests.bench.peer_sedona import run as work
    elif tool == "limit":
        from tests.bench.peer_limit import run as work
    elif tool == "limit-parcels":
        from tests.bench.peer_limit import run_parcels as work
    else:
        raise SystemExit(f"no such tool: {tool}")
    work(job)


def main(words: list[str]) -> None:
    """Do what the command line says."""
    tool, kind, data, changes, folder = words
    spared = tool.endswith("-spared")
    job = Job(Path(data), changes, Path(folder), kind == "J2", spared)
    job.out.mkdir(parents=True, exist_ok=True)
    run(tool.removesuffix("-spared"), job)


if __name__ == "__main__":
    main(sys.argv[1:])
