# SPDX-License-Identifier: GPL-2.0-or-later
"""Disks that run full or read-only while somebody works: a sentence, nothing lost, the same input goes in later."""

from __future__ import annotations

import shutil
import subprocess
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Callable

from anyue_farmland_plugin.core.errors import FarmlandError, LedgerError, LedgerFull, LedgerReadOnly
from anyue_farmland_plugin.ledger.reading import reading
from anyue_farmland_plugin.ledger.verify import verify_ledger
from anyue_farmland_plugin.workflow.tag import tag_case
from tests.disks import small_disk
from tests.endurance.labours import LABOURS, ledger_in
from tests.factories import INSPECTOR, TickingClock
from tests.workflow import copies

ROOM = (0, 8, 40, 100, 200, 400, 1800, 2600)  # KiB beside the ledger; work needs more than each of these at some step
LEAST_TAGS = 3
ONE_ROUND = ("batches", "overlay", "merge", "migration")


@dataclass
class Outcome:
    """What happened on one disk."""

    name: str
    refused: int = 0
    acknowledged: int = 0
    faults: list = field(default_factory=list)


def fill_disk(folder: Path, name: str) -> Outcome:
    """Let a labour run out of room at several steps; each time it must go through once there is room."""
    outcome, labour = Outcome(f"full disk, {name}"), LABOURS[name]
    folder.mkdir()
    with small_disk(folder / "disk", 100_000) as disk:
        (disk / "work").mkdir()
        labour.prepare(disk)
        for room in ROOM:
            _reset(disk)
            before = ledger_in(disk).read_bytes()
            _leave_room(disk, room)
            try:
                labour.work(disk, 1, lambda text: None)
            except LedgerError as error:
                outcome.refused += 1
                if "space" not in str(error):
                    outcome.faults.append(f"{name}, {room} KiB: {error}")
                if ledger_in(disk).read_bytes() != before:
                    outcome.faults.append(f"{name}, {room} KiB: the ledger was changed")
            except FarmlandError as error:
                outcome.faults.append(f"{name}, {room} KiB: {type(error).__name__}: {error}")
            outcome.faults += _state(disk, f"{name}, {room} KiB")
            (disk / "filler").unlink()
            labour.work(disk, 2, lambda text: None)
            outcome.acknowledged += 1
            outcome.faults += _state(disk, f"{name}, {room} KiB, again")
    return outcome


def _reset(disk: Path) -> None:
    shutil.rmtree(disk / "work")
    (disk / "work").mkdir()
    shutil.copyfile(disk / "base.gpkg", ledger_in(disk))


def _leave_room(disk: Path, kibibytes: int) -> None:
    free = shutil.disk_usage(disk).free
    with (disk / "filler").open("wb") as stream:
        stream.write(b"x" * (free - 1024 * kibibytes))


def _state(disk: Path, when: str) -> list:
    try:
        found = verify_ledger(ledger_in(disk))
    except LedgerError as error:
        return [f"{when}: {error}"]
    left = [item.name for item in (disk / "work").iterdir() if item.name.startswith("ledger.gpkg.")]
    return [f"{when}: {finding.text}" for finding in found.findings] + [f"{when}: {name} is left" for name in left]


def fill_while_tagging(folder: Path) -> Outcome:
    """Tag until the disk is full; every acknowledged tag is there, and the refused one goes in when there is room."""
    outcome = Outcome("full disk, tags")
    folder.mkdir()
    with small_disk(folder / "disk", 3000) as disk:
        (disk / "work").mkdir()
        LABOURS["tags"].prepare(disk)
        _reset(disk)
        path, clock = ledger_in(disk), TickingClock()
        (case_id, *_) = copies.case_ids(path)
        revision = 1
        try:
            while True:
                note = f"{revision} " + "长" * 400
                revision = tag_case(path, case_id, {"note": note}, actor=INSPECTOR, clock=clock).revision
        except LedgerFull:
            outcome.refused, outcome.acknowledged = 1, revision - 1
        outcome.faults += _state(disk, "tags")
        subprocess.run(["mount", "-o", "remount,size=6000k", str(disk)], check=True)
        done = tag_case(path, case_id, {"note": note}, actor=INSPECTOR, clock=clock)
        if done.revision != revision + 1:
            outcome.faults.append(f"revision {revision} was acknowledged, the next is {done.revision}")
        outcome.faults += _state(disk, "tags, again")
    return outcome


def read_only_while_tagging(folder: Path, times: int = 5) -> Outcome:
    """Turn the disk read-only under a person who tags, and back; nothing acknowledged is lost."""
    outcome = Outcome("read-only disk, tags")
    folder.mkdir()
    with small_disk(folder / "disk", 20_000) as disk:
        (disk / "work").mkdir()
        LABOURS["tags"].prepare(disk)
        _reset(disk)
        for _ in range(times):
            _tag_until_refused(disk, outcome)
            outcome.faults += _state(disk, "read-only")
            subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
    return outcome


def _tag_until_refused(disk: Path, outcome: Outcome) -> None:
    path, clock, said = ledger_in(disk), TickingClock(), []
    (case_id, *_) = copies.case_ids(path)

    def tag_on() -> None:
        try:
            while True:
                said.append(tag_case(path, case_id, {"note": str(len(said))}, actor=INSPECTOR, clock=clock))
        except LedgerReadOnly:
            outcome.refused += 1
        except FarmlandError as error:
            outcome.faults.append(f"{type(error).__name__}: {error}")

    thread = threading.Thread(target=tag_on)
    thread.start()
    while len(said) < LEAST_TAGS and thread.is_alive():
        time.sleep(0.001)
    command, tried = ["mount", "-o", "remount,ro", str(disk)], 0
    while subprocess.run(command, check=False, capture_output=True).returncode and tried < 2000:
        tried += 1  # busy while a file is open for writing: a commit is under way
        time.sleep(0.001)
    thread.join()
    outcome.acknowledged += len(said)
    if said:
        with reading(path) as reader:
            case = reader.case(case_id) or {}
        if case["revision"] != said[-1].revision:
            outcome.faults.append(f"revision {said[-1].revision} was acknowledged, {case['revision']} is there")


def all_disks(folder: Path, tell: Callable[[Outcome], None] = lambda outcome: None) -> list:
    """Go through every kind of disk and labour."""
    folder.mkdir()
    outcomes = []
    for place, run in enumerate(
        (
            *((lambda here, name=name: fill_disk(here, name)) for name in ONE_ROUND),
            fill_while_tagging,
            read_only_while_tagging,
        )
    ):
        outcomes.append(run(folder / str(place)))
        tell(outcomes[-1])
    return outcomes
