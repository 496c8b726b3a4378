# SPDX-License-Identifier: GPL-2.0-or-later
"""What a process does until it is killed, and what must be true of the ledger afterwards.

A labour prepares its folder, does one round of work and judges what a kill left; whatever it
says on the way is acknowledged and must not be lost.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Callable, Sequence

from anyue_farmland_plugin.export.city import export_city
from anyue_farmland_plugin.export.reimport import read_city
from anyue_farmland_plugin.intake.files import FileSource
from anyue_farmland_plugin.ledger.reading import reading
from anyue_farmland_plugin.workflow.tag import tag_case, tag_matching
from tests.factories import COUNTY, INSPECTOR, START, FixedClock, TickingClock, make_ledger
from tests.workflow import copies
from tests.workflow.deliveries import box, changes, strip, survey
from tests.workflow.desk import overlay

Say = Callable[[str], None]
VERSION_1 = Path(__file__).resolve().parents[1] / "ledger" / "data" / "version1.gpkg"
BATCH_CASES, OVERLAY_CHANGES = 60, 300
_NOTED = "SELECT COUNT(*) FROM cases WHERE note = ?"


@dataclass(frozen=True)
class Labour:
    """``loops`` works until it is killed; else a round has an end and kills fall anywhere before and after it.

    ``again`` gives every round the ledger as it was prepared.
    """

    prepare: Callable[[Path], None]
    work: Callable[[Path, int, Say], None]
    judge: Callable[[Path, int, Sequence[str]], list]
    loops: bool = False
    again: bool = False


def ledger_in(folder: Path) -> Path:
    """Return the ledger of a labour's folder."""
    return folder / "work" / "ledger.gpkg"


def start_again(folder: Path) -> None:
    """Give the folder the ledger it was prepared with, and nothing else."""
    shutil.rmtree(folder / "work")
    (folder / "work").mkdir()
    shutil.copyfile(folder / "base.gpkg", ledger_in(folder))


def _base(folder: Path, cases: int) -> Path:
    return make_ledger(folder, cases=cases, name="base.gpkg")


def _receipt(receipt: object) -> str:
    return f"receipt {receipt.case_id} {receipt.revision} {receipt.seq} {receipt.head}"  # type: ignore[attr-defined]


def _tag(folder: Path, number: int, say: Say) -> None:
    path, clock = ledger_in(folder), TickingClock()
    ids = copies.case_ids(path)
    for turn in count():
        note = f"{number}-{turn}"
        say(_receipt(tag_case(path, ids[turn % len(ids)], {"note": note}, actor=INSPECTOR, clock=clock)))


def _tag_many(folder: Path, number: int, say: Say) -> None:
    result = tag_matching(
        ledger_in(folder), lambda case: True, {"note": str(number)}, actor=INSPECTOR, clock=TickingClock(), reason=""
    )
    say(_receipt(result.changed[-1]))


def _judge_many(folder: Path, number: int, said: Sequence[str]) -> list:
    with reading(ledger_in(folder)) as reader:
        (noted,) = reader.connection.execute(_NOTED, (str(number),)).fetchone()
    wanted = (BATCH_CASES,) if said else (0, BATCH_CASES)
    return [] if noted in wanted else [f"{noted} of {BATCH_CASES} cases of a batch are tagged"]


def _prepare_overlay(folder: Path) -> None:
    survey(folder / "dltb.gpkg", strip())
    changes(folder / "first.gpkg", [box(20, 5, 100, 25)])
    many = [box(x, y, x + 3.5, y + 3.5) for x in range(0, 120, 4) for y in range(0, 40, 4)]
    changes(folder / "many.gpkg", many)
    overlay(FileSource(folder / "first.gpkg"), FileSource(folder / "dltb.gpkg"), folder / "base.gpkg")


def _overlay(folder: Path, number: int, say: Say) -> None:
    done = overlay(
        FileSource(folder / "many.gpkg"), FileSource(folder / "dltb.gpkg"), ledger_in(folder), f"batch {number}"
    )
    say(f"added {done.clues_added}")


def _judge_overlay(folder: Path, number: int, said: Sequence[str]) -> list:
    del number
    with reading(ledger_in(folder)) as reader:
        added = sum(1 for _ in reader.rows("clues", geometry=False)) - 1
    wanted = (OVERLAY_CHANGES,) if said else (0, OVERLAY_CHANGES)
    return [] if added in wanted else [f"{added} of {OVERLAY_CHANGES} clues of a delivery are there"]


def _export(folder: Path, number: int, say: Say) -> None:
    del number
    export_city(ledger_in(folder), folder / "city", clock=FixedClock(START))
    say("exported")


def _judge_export(folder: Path, number: int, said: Sequence[str]) -> list:
    """A package is whole or marked as unfinished; reading it back proves it."""
    del number
    city = folder / "city"
    if said or (city / "manifest.json").exists():
        read_city(city)
    shutil.rmtree(city, ignore_errors=True)
    return []


def _migrate(folder: Path, number: int, say: Say) -> None:
    del number
    path = ledger_in(folder)
    say(_receipt(tag_case(path, copies.case_ids(path)[0], {"note": "x"}, actor=COUNTY, clock=TickingClock())))


def _judge_migration(folder: Path, number: int, said: Sequence[str]) -> list:
    """Old or new; and whoever comes next finishes it."""
    path = ledger_in(folder)
    with reading(path) as reader:
        version = reader.settings()["schema_version"]
        before = {name: len(list(reader.rows(name))) for name in ("cases", "clues", "pieces")}
    _migrate(folder, number, lambda text: None)
    with reading(path) as reader:
        after = {name: len(list(reader.rows(name))) for name in before}
    faults = [] if before == after else [f"rows were {before}, are {after}"]
    return faults + (["acknowledged, but still of the old version"] if said and version == "1" else [])


def _prepare_merge(folder: Path) -> None:
    base, clock = _base(folder, 40), TickingClock()
    town = copies.package(base, "town", clock)
    for case_id in copies.case_ids(town):
        copies.write(town, case_id, {"note": "from the town", "problem_type": "FN01"}, clock)


def _merge(folder: Path, number: int, say: Say) -> None:
    del number
    result = copies.merge(ledger_in(folder), folder / "town.gpkg")
    say(f"merged {result.merged}")


def _judge_merge(folder: Path, number: int, said: Sequence[str]) -> list:
    """All of the package or nothing; merged again, the ledger is the same."""
    path = ledger_in(folder)
    with reading(path) as reader:
        (noted,) = reader.connection.execute(_NOTED, ("from the town",)).fetchone()
    _merge(folder, number, lambda text: None)
    with reading(path) as reader:
        (after,) = reader.connection.execute(_NOTED, ("from the town",)).fetchone()
    wanted = (40,) if said else (0, 40)
    return [] if noted in wanted and after == 40 else [f"{noted} of 40 cases are merged, {after} when merged again"]


LABOURS = {
    "tags": Labour(lambda folder: _base(folder, 12) and None, _tag, lambda *_: [], loops=True),
    "batches": Labour(lambda folder: _base(folder, BATCH_CASES) and None, _tag_many, _judge_many),
    "overlay": Labour(_prepare_overlay, _overlay, _judge_overlay, again=True),
    "export": Labour(lambda folder: _base(folder, 60) and None, _export, _judge_export),
    "migration": Labour(
        lambda folder: shutil.copyfile(VERSION_1, folder / "base.gpkg") and None, _migrate, _judge_migration, again=True
    ),
    "merge": Labour(_prepare_merge, _merge, _judge_merge, again=True),
}


def say_at_once(text: str) -> None:
    """Write a line in one system call, so that no kill leaves half a line."""
    os.write(1, (text + "\n").encode())
