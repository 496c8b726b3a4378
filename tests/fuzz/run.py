# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs the coverage-guided fuzzer over every reader of foreign bytes and writes what it found.

``python run.py BUILD_FOLDER [inputs in all, two million]``; failing inputs and the corpus stay in the folder.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

SHARES = {"blobs": 0.65, "texts": 0.2, "archives": 0.1, "packages": 0.05}
TWO_MILLION = 2_000_000
LONGEST = {"blobs": 4_096, "texts": 4_096, "archives": 4_096, "packages": 70}
SLOWEST = 5  # seconds for one input
MEMORY = Path("/dev/shm")  # noqa: S108 - a file system in memory, where there is one
PORTION = 100_000  # a run begins anew so that memory is given back


def portion(target: str, runs: int, folder: Path) -> dict:
    """Fuzz one target for some inputs; return how many, the slowest in seconds and whether one failed."""
    corpus, found = folder / "corpus" / target, folder / "failures"
    for place in (corpus, found):
        place.mkdir(parents=True, exist_ok=True)
    home = MEMORY if MEMORY.is_dir() else None
    with tempfile.TemporaryDirectory(prefix="fuzz_", dir=home) as scratch:
        command = [
            sys.executable, str(Path(__file__).with_name("targets.py")), target, str(folder / "seeds"), scratch,
            str(corpus), str(folder / "seeds" / target), f"-runs={runs}", f"-max_len={LONGEST[target]}",
            f"-timeout={SLOWEST}", "-rss_limit_mb=2000", f"-artifact_prefix={found}/{target}-", "-print_final_stats=1",
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    stats = dict(re.findall(r"stat::(\w+):\s+(\d+)", done.stderr))
    if done.returncode:
        (found / f"{target}.log").write_text(done.stdout[-20_000:] + done.stderr[-20_000:], encoding="utf-8")
    return {
        "inputs": int(stats.get("number_of_executed_units", 0)),
        "slowest_s": int(stats.get("slowest_unit_time_sec", 0)),
        "failed": done.returncode != 0,
    }


def run(folder: Path, inputs: int) -> bool:
    """Fuzz all targets; write fuzz.json; return whether nothing failed."""
    seeds = folder / "seeds"
    seeds.mkdir(parents=True, exist_ok=True)
    subprocess.run([sys.executable, str(Path(__file__).with_name("seeds.py")), str(seeds)], check=True)
    result: dict = {}
    for target, share in SHARES.items():
        total = result[target] = {"inputs": 0, "slowest_s": 0, "failures": 0}
        left = round(inputs * share)
        while left > 0:
            found = portion(target, min(left, PORTION), folder)
            total["inputs"] += found["inputs"]
            total["slowest_s"] = max(total["slowest_s"], found["slowest_s"])
            total["failures"] += found["failed"]
            left -= max(found["inputs"], 1) if not found["failed"] else left
            (folder / "fuzz.json").write_text(json.dumps(result, indent=1), encoding="utf-8")
    return not any(total["failures"] for total in result.values())


if __name__ == "__main__":
    sys.exit(0 if run(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else TWO_MILLION) else 1)
