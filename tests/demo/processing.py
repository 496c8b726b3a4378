# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs the plugin's algorithms the way a script of the bureau would: `qgis_process` and its JSON."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass

from tests.demo.request import DemoError

_NOISE = ("DeprecationWarning", "setapi()")
_HASH = re.compile(r"\b[0-9a-f]{64}\b")


@dataclass(frozen=True)
class Answer:
    """Outputs of an algorithm and the lines it logged."""

    results: dict
    lines: tuple[str, ...]

    @property
    def head(self) -> str:
        """Return the head hash the run logged, "" when it logged none."""
        found = _HASH.findall("\n".join(self.lines))
        return found[-1] if found else ""


def run(algorithm: str, parameters: Iterable[tuple[str, object]]) -> Answer:
    """Run one algorithm; a parameter may occur several times.  Raises DemoError with its sentence."""
    words = [f"{name}={value}" for name, value in parameters]
    command = ["qgis_process", "run", f"anyue_farmland:{algorithm}", "--json", "--", *words]
    try:
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False)
    except FileNotFoundError as error:
        raise DemoError('qgis_process was not found. Start this through "make demo".') from error
    if done.returncode:
        raise DemoError(f"{algorithm}: {_sentence(done.stderr)}")
    answer = json.loads(done.stdout[done.stdout.index("{") :])
    logged = answer.get("log", {})
    lines = [str(line) for kind in logged.values() for line in (kind if isinstance(kind, list) else [kind])]
    return Answer(answer["results"], tuple(lines))


def _sentence(text: str) -> str:
    lines = [line.strip() for line in text.splitlines()]
    lines = [line for line in lines if line and not any(noise in line for noise in _NOISE)]
    return lines[-1] if lines else "it failed without a word."
