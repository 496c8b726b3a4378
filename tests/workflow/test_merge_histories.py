# SPDX-License-Identifier: GPL-2.0-or-later
"""Random histories over several copies: whatever the order, nothing is lost and the ledger is the same."""

from __future__ import annotations

import json
import os
import random
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from anyue_farmland_plugin.core.casenumbers import number_series
from anyue_farmland_plugin.core.ports import Actor
from anyue_farmland_plugin.ledger.reading import reading
from anyue_farmland_plugin.workflow.conflicts import open_conflicts, resolve
from anyue_farmland_plugin.workflow.merge_undo import undo_merge
from tests.factories import ANALYST, COUNTY, INSPECTOR, TickingClock, make_ledger
from tests.workflow.copies import (
    all_events,
    assert_whole,
    case_ids,
    cases_table,
    copy,
    edit_outside,
    find_case,
    foreign_events,
    merge,
    package,
    questions,
    values_of,
    write,
)

HISTORIES = int(os.environ.get("ANYUE_HISTORIES", "60"))
FIRST = int(os.environ.get("ANYUE_FIRST_HISTORY", "0"))
CASES = 3
TOWN = Actor("钱乡镇", "town")
VALUES = {
    "problem_type": ("FN01", "FN02", "LH01"),
    "verdict": ("SS", "WF", "HF"),
    "status": ("field", "evidenced", "confirmed", "closing", "closed", "dismissed", "returned", "watched"),
    "note": ("a shed", "a house", "a barn"),
    "subject": ("甲公司", "乙公司"),
    "priority": (1, 2),
    "restored_m2": (100.0, 200.5),
    "source_kinds": ("S4,S5", "S4,S11"),
}
# What a field app may do: no status, which its triggers keep within a stretch.
OUTSIDE = ("note", "subject", "priority", "inspector")


@dataclass
class History:
    """One random history: a ledger, and the packages that came back, some of them more than once."""

    dice: random.Random
    ledger: Path
    clock: TickingClock = field(default_factory=TickingClock)
    returned: list = field(default_factory=list)
    early: list = field(default_factory=list)
    is_plain: bool = True  # nobody saw another's package, none was copied

    def edit(self, path: Path, actors: tuple) -> None:
        case_id = self.dice.choice(case_ids(path))
        names = self.dice.sample(sorted(VALUES), self.dice.randint(1, 3))
        actor = self.dice.choice(actors)
        changes = {name: self.dice.choice((*VALUES[name], None if name != "status" else "field")) for name in names}
        if {"problem_type", "verdict"} & set(changes):
            changes.update(inspector=actor.name, inspected_at=f"2022-06-{self.dice.randint(10, 28)}T08:00:00.000Z")
        if changes.get("status") == "closed":
            changes.update(closed_on="2022-07-01", closed_by=actor.name)
        write(path, case_id, changes, self.clock, actor)

    def edit_main(self, most: int) -> None:
        for _ in range(self.dice.randint(0, most)):
            self.edit(self.ledger, (ANALYST, INSPECTOR, COUNTY))

    def work(self, path: Path) -> None:
        for _ in range(self.dice.randint(0, 4)):
            self.edit(path, (INSPECTOR, TOWN, ANALYST))

    def pack(self, name: str) -> None:
        chosen = [case_id for case_id in case_ids(self.ledger) if self.dice.random() < 0.8]
        path = package(self.ledger, name, self.clock, cases=chosen or None)
        self.work(path)
        if self.dice.random() < 0.3:
            series = number_series(name_id(path))
            find_case(path, self.clock, f"{name}-found", f"512021103-2022-{series}-0001", self.place())
        if self.dice.random() < 0.4:
            self.early.append(copy(path, f"{name}-early"))
            self.work(path)
        if self.dice.random() < 0.3:
            self.fork(path, name)
        self.returned.append(path)
        self.touch_outside(path)

    def place(self) -> int:
        return self.dice.randint(300, 320)  # now and then two find the same place

    def fork(self, path: Path, name: str) -> None:
        self.is_plain = False
        other = copy(path, f"{name}-copy")
        self.work(other)
        self.work(path)
        if self.dice.random() < 0.4:
            series = number_series(name_id(path))
            for place, one in enumerate((path, other)):
                find_case(one, self.clock, f"{name}-fork-{place}", f"512021103-2022-{series}-0002", self.place())
        self.returned.append(other)
        self.touch_outside(other)

    def touch_outside(self, path: Path) -> None:
        if self.dice.random() < 0.3:
            name = self.dice.choice(OUTSIDE)
            value = {"priority": 3}.get(name, self.dice.choice(("seen by a phone", "a shed")))
            edit_outside(path, self.dice.choice(case_ids(path)), {name: value})


def name_id(path: Path) -> str:
    with reading(path) as reader:
        return reader.settings()["package_id"]


def play(folder: Path, template: Path, seed: int) -> History:
    """Make a history: packages of several bases, some from a ledger that had merged others already."""
    ledger = folder / "ledger.gpkg"
    shutil.copyfile(template, ledger)
    history = History(random.Random(seed), ledger)  # noqa: S311 - a history to repeat, no secret
    history.edit_main(2)
    for place in range(history.dice.randint(3, 6)):
        history.pack(f"p{seed}-{place}")
        history.edit_main(2)
        if place == 1 and history.dice.random() < 0.3:
            history.is_plain = False
            merge(ledger, history.returned[0], clock=history.clock)
            history.edit_main(1)
    history.edit_main(2)
    return history


def ending(ledger: Path) -> tuple:
    return cases_table(ledger), questions(ledger), foreign_events(ledger)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_ledger(tmp_path_factory.mktemp("template"), cases=CASES)


@pytest.mark.parametrize("seed", range(FIRST, FIRST + HISTORIES))
def test_any_order_twice_from_older_bases_gives_the_same_ledger(tmp_path: Path, template: Path, seed: int) -> None:
    history = play(tmp_path, template, seed)
    dice, clock = history.dice, history.clock
    first, second = copy(history.ledger, "first"), copy(history.ledger, "second")
    before = all_events(history.ledger)

    merge(first, *dice.sample(history.returned, len(history.returned)), clock=clock)
    again = history.returned + history.returned[:1]
    dice.shuffle(again)
    for path in (*history.early, *again):
        merge(second, path, clock=clock)

    assert cases_table(first) == cases_table(second)
    assert questions(first) == questions(second)
    assert foreign_events(first) == foreign_events(second)
    for ledger in (first, second):
        assert_whole(ledger)
        held = all_events(ledger)
        assert before <= held, "an event of the ledger was lost"
        for path in (*history.returned, *history.early):
            assert all_events(path) <= held, f"an event of {path.name} was lost"

    if history.is_plain:
        assert_no_note_was_dropped(first, history)
    settled = ending(first), len(all_events(first))
    assert merge(first, *history.early, *history.returned, clock=clock).merged == 0
    assert (ending(first), len(all_events(first))) == settled, "merging again changed something"

    after_undo(first, history, settled[0])
    answer_all(first, history)


def assert_no_note_was_dropped(ledger: Path, history: History) -> None:
    """Whatever note a package changed either stands now or is offered in a question."""
    stands = {case["case_id"]: case["note"] for case in cases_table(ledger)}
    offered = {
        (case_id, value) for case_id, name, _, told in questions(ledger) if name == "note" for value in values_of(told)
    }
    for path in history.returned:
        with reading(path) as reader:
            packed = {row["case_id"]: json.loads(row["row"])["note"] for row in reader.rows("package_base")}
        for case in cases_table(path):
            case_id, note = case["case_id"], case["note"]
            if note != packed.get(case_id):
                assert note == stands[case_id] or (case_id, note) in offered, f"{path.name} said {note}"


def after_undo(ledger: Path, history: History, settled: tuple) -> None:
    """Take the last merge back and merge it again."""
    if undo_merge(ledger, actor=COUNTY, clock=history.clock):
        assert_whole(ledger)
        merge(ledger, *history.returned, clock=history.clock)
        assert ending(ledger) == settled
        assert_whole(ledger)


def answer_all(ledger: Path, history: History) -> None:
    """Answer every question; the same packages then change nothing any more."""
    for conflict in open_conflicts(ledger):
        choice = history.dice.randint(1, len(conflict.choices))
        resolve(ledger, conflict.conflict_id, choice, actor=COUNTY, clock=history.clock)
    assert not questions(ledger)
    answered = cases_table(ledger)
    merge(ledger, *history.returned, clock=history.clock)
    assert cases_table(ledger) == answered
    assert not questions(ledger)
    assert_whole(ledger)
