# SPDX-License-Identifier: GPL-2.0-or-later
"""After ``eval "$(make -s env)"`` plain qgis_process knows the plugin's algorithms."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BARE = {"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": os.environ.get("HOME", "/")}


def shell(script: str) -> subprocess.CompletedProcess[str]:
    """Run a script in a shell that knows nothing of the test run."""
    return subprocess.run(["bash", "-c", script], cwd=ROOT, env=BARE, capture_output=True, text=True, check=False)


def test_the_environment_is_made_of_exports_only() -> None:
    result = shell("make -s env")
    assert result.returncode == 0, result.stderr
    lines = result.stdout.splitlines()
    assert all(re.fullmatch(r"export [A-Z_]+=.+", line) for line in lines), result.stdout
    assert {line.split("=")[0].removeprefix("export ") for line in lines} == {
        "PATH", "PYTHONPATH", "QGIS_CUSTOM_CONFIG_PATH", "QT_QPA_PLATFORM", "LANG", "XDG_RUNTIME_DIR",
    }  # fmt: skip


def test_qgis_process_lists_and_explains_the_algorithms() -> None:
    result = shell('eval "$(make -s env)" && cd / && qgis_process list && qgis_process help anyue_farmland:overlay')
    assert result.returncode == 0, result.stderr
    assert re.search(r"^\s*anyue_farmland:overlay\b", result.stdout, re.MULTILINE), result.stdout[-2000:]
    assert "Traceback" not in result.stderr, result.stderr
    for parameter in ("CHANGES", "DLTB", "LEDGER", "MIN_AREA"):
        assert re.search(rf"^{parameter}:", result.stdout, re.MULTILINE)


def test_the_throw_away_profile_is_not_the_users() -> None:
    result = shell('eval "$(make -s env)" && echo "$QGIS_CUSTOM_CONFIG_PATH" && type -P qgis_process')
    profile, program = result.stdout.splitlines()
    assert Path(profile) == ROOT / "build" / "profile"
    assert Path(program) == ROOT / "build" / "bin" / "qgis_process"
