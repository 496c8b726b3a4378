# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs the algorithms as a script does, through the real qgis_process, and writes what they are fed with."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Mapping

ROOT = Path(__file__).resolve().parents[2]
BARE = {"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": os.environ.get("HOME", "/")}
# Files are written by another process: here QGIS's GDAL is loaded, there pyogrio's own.
WRITING = """
import sys
from pathlib import Path
import shapely
from tests.workflow.deliveries import *
folder = Path(sys.argv[1])
"""


@dataclass(frozen=True)
class Answer:
    """How a run ended: exit code, all it said, and its results."""

    code: int
    said: str
    results: Mapping[str, object]


@lru_cache(maxsize=1)
def environment() -> Mapping[str, str]:
    """Return the environment the project's own exports make of a bare one."""
    script = 'eval "$(.ci/env)"; env -0'
    done = subprocess.run(["bash", "-c", script], cwd=ROOT, env=BARE, capture_output=True, text=True, check=True)
    return dict(line.split("=", 1) for line in done.stdout.split("\0") if "=" in line)


def run(algorithm: str, folder: Path, **parameters: object) -> Answer:
    """Run an algorithm with plain PARAM=value arguments; several values of a parameter as a list."""
    arguments = [
        f"{name}={one}" for name, value in parameters.items() for one in (value if isinstance(value, list) else [value])
    ]
    done = subprocess.run(
        ["qgis_process", "--json", "run", f"anyue_farmland:{algorithm}", "--", *arguments],
        cwd=folder,
        env=dict(environment()),
        capture_output=True,
        text=True,
        check=False,
    )
    said = done.stdout + done.stderr
    return Answer(done.returncode, said, results_of(done.stdout))


def results_of(text: str) -> Mapping[str, object]:
    """Return the results of qgis_process's JSON, {} when there are none."""
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return dict(found.get("results", {}))


def write(folder: Path, script: str) -> None:
    """Write deliveries into the folder with the words of the workflow tests."""
    subprocess.run([sys.executable, "-c", WRITING + script, str(folder)], cwd=ROOT, check=True)


def verified(path: Path) -> Mapping[str, int]:
    """Verify a ledger in another process and return its counts."""
    script = (
        "import json, sys; from pathlib import Path; from anyue_farmland_plugin.ledger.verify import verify_ledger; "
        "found = verify_ledger(Path(sys.argv[1])); print(json.dumps([found.counts, [str(f) for f in found.findings]]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    counts, findings = json.loads(done.stdout)
    assert findings == []
    return dict(counts)
