# SPDX-License-Identifier: GPL-2.0-or-later
"""Kills a process at random moments of its work and looks at what it left, again and again."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Callable, Optional

from anyue_farmland_plugin.core.errors import FarmlandError
from anyue_farmland_plugin.ledger.connection import is_hot
from anyue_farmland_plugin.ledger.reading import reading
from anyue_farmland_plugin.ledger.verify import verify_ledger
from tests.endurance.labours import LABOURS, Labour, ledger_in, start_again

NURSERY = Path(__file__).with_name("nursery.py")
UNDISTURBED = 2  # rounds that tell how long one takes
LONGEST_LOOP = 0.4
MOST_ROUNDS = 4  # for one kill: some come too late
SHARES = {"tags": 0.4, "batches": 0.15, "overlay": 0.15, "export": 0.05, "migration": 0.1, "merge": 0.15}


@dataclass
class Toll:
    """What the kills of one labour came to."""

    labour: str
    kills: int = 0
    interrupted: int = 0
    acknowledged: int = 0
    hot: int = 0
    faults: list = field(default_factory=list)


class _Nursery:
    """The process whose workers are killed; ``whole`` is how long (s) a round takes when it is not."""

    def __init__(self, name: str, folder: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(NURSERY), name, str(folder)], text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self._lines: Queue = Queue()
        Thread(target=self._listen, daemon=True).start()
        self.whole = float("inf")
        assert self._line() == "ready"

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._lines.put(line.strip())
        self._lines.put("over")

    def _line(self) -> str:
        return str(self._lines.get(timeout=120))

    def round(self, number: int, wait: Optional[float]) -> tuple:
        """Let a worker work and kill it after ``wait`` seconds; return (what it said, whether it was killed)."""
        assert self._process.stdin is not None
        started = time.monotonic()
        self._process.stdin.write(f"{number}\n")
        self._process.stdin.flush()
        said: list = []
        while not (line := self._line()).startswith("child "):
            said.append(line)  # the worker may be faster than its parent
        child, end = int(line.split()[1]), started + (120.0 if wait is None else wait)
        with suppress(Empty):
            while "done" not in said and (left := end - time.monotonic()) > 0:
                said.append(self._lines.get(timeout=left))
        killed = "done" not in said
        if killed:
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        else:
            self.whole = min(self.whole, time.monotonic() - started)
        while (line := self._line()) != "over":
            said.append(line)
        return [text for text in said if text != "done"], killed and "done" not in said

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.communicate()


def run_kills(folder: Path, name: str, kills: int, *, tell: Callable[[Toll], None] = lambda toll: None) -> Toll:
    """Kill a labour's workers that many times; every round is followed by a look at everything."""
    labour, toll, dice = LABOURS[name], Toll(name), random.Random(name)  # noqa: S311
    folder.mkdir()
    (folder / "work").mkdir()
    labour.prepare(folder)
    start_again(folder)
    nursery = _Nursery(name, folder)
    try:
        for number in range(UNDISTURBED + MOST_ROUNDS * kills):
            if toll.kills >= kills:
                break
            if labour.again:
                start_again(folder)
            said, killed = nursery.round(number, _wait(labour, nursery, number, dice))
            toll.kills += killed
            toll.acknowledged += len(said)
            toll.interrupted += killed and not said
            toll.hot += is_hot(ledger_in(folder).with_name("ledger.gpkg-journal"))
            toll.faults += [f"{name} {number}: {fault}" for fault in _faults(labour, folder, number, said)]
            tell(toll)
    finally:
        nursery.close()
    return toll


def _wait(labour: Labour, nursery: _Nursery, number: int, dice: random.Random) -> Optional[float]:
    if labour.loops:
        return dice.uniform(0.0, LONGEST_LOOP)
    return None if number < UNDISTURBED else dice.uniform(0.0, 1.0) * nursery.whole


def _faults(labour: Labour, folder: Path, number: int, said: list) -> list:
    """Return what must not be after a kill."""
    path = ledger_in(folder)
    try:
        found = [finding.text for finding in verify_ledger(path).findings]
        found += _missing(path, said)
        found += labour.judge(folder, number, said)
        found += [finding.text for finding in verify_ledger(path).findings]
    except (FarmlandError, OSError, KeyError) as error:
        return [f"{type(error).__name__}: {error}"]
    for name in ("ledger.gpkg-wal", "ledger.gpkg-shm"):
        if path.with_name(name).exists():
            found.append(f"{name} is left")
    return [*found, *(["a journal is left"] if is_hot(path.with_name("ledger.gpkg-journal")) else [])]


def _missing(path: Path, said: list) -> list:
    """Return acknowledged changes the ledger does not hold."""
    receipts = [text.split()[1:] for text in said if text.startswith("receipt ")]
    with reading(path) as reader:
        hashes = dict(tuple(row) for row in reader.connection.execute("SELECT hash, seq FROM events"))
        revisions = {row["case_id"]: row["revision"] for row in reader.rows("cases", geometry=False)}
    return [
        f"event {seq} was acknowledged and is gone"
        for case_id, revision, seq, head in receipts
        if hashes.get(head) != int(seq) or revisions.get(case_id, 0) < int(revision)
    ]
