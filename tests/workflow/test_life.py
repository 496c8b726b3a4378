# SPDX-License-Identifier: GPL-2.0-or-later
"""Random lives of cases under all roles, told to the ledger; and what the calendar says of them."""

from __future__ import annotations

import random
from datetime import date, datetime, timezone
from pathlib import Path
from typing import Mapping

import pytest

from anyue_farmland_plugin.core.errors import InputDataError, TransitionRefused
from anyue_farmland_plugin.core.lifecycle import TRANSITIONS, Role
from anyue_farmland_plugin.core.ports import Actor
from anyue_farmland_plugin.core.vocabulary import statuses
from anyue_farmland_plugin.ledger.reading import reading
from anyue_farmland_plugin.ledger.verify import verify_ledger
from anyue_farmland_plugin.workflow.overdue import change_calendar, overdue, watch
from anyue_farmland_plugin.workflow.tag import tag_case
from tests.factories import COUNTY, INSPECTOR, FixedClock, TickingClock, make_ledger

PEOPLE = [Actor(name, role.value) for role in Role for name in ("甲", "乙")]
VALUES = {
    "problem_type": ["FN01", "FL13", ""],
    "verdict": ["WF", "HF", "SS", ""],
    "subject": ["某合作社", ""],
    "occurred_on": ["2022-03", ""],
    "responsible_unit": ["512021103", ""],
    "measures": ["M01", ""],
    "tier": ["T1", "T2", ""],
    "deadline": ["2022-11-20", ""],
    "restored_m2": [500.0, 1200.0, None],
    "remaining_m2": [0.0, 700.0, None],
    "note": ["看过", ""],
}
FACTS = ("problem_type", "subject", "occurred_on", "location")
PLAN = ("responsible_unit", "measures", "deadline", "tier")
STEPS = {(step.before, step.after): {role.value for role in step.roles} for step in TRANSITIONS}


def case_of(path: Path, case_id: str) -> dict:
    with reading(path) as reader:
        return reader.case(case_id) or {}


def breaches(before: Mapping, after: Mapping, actor: Actor, reason: str, asked_by: str) -> list:
    """Judge a step that was let through, from the document and not from the program's own guards."""
    step = (before["status"], after["status"])
    found = [] if actor.role in STEPS.get(step, set()) else [f"{actor.role} may not do {step}"]
    if after["status"] == "confirmed":
        found += [f"no {name}" for name in FACTS if not after[name]]
    if after["status"] == "planned":
        found += [f"no {name}" for name in PLAN if not after[name]]
    if after["status"] == "closing":
        found += [] if after["restored_m2"] is not None else ["nothing restored"]
        found += ["ground remains"] if (after["remaining_m2"] or 0) > 0 else []
        found += ["more restored than there is"] if (after["restored_m2"] or 0) > after["area_m2"] + 0.005 else []
    if after["status"] == "closed":
        found += ["the same person"] if actor.role != "county" and actor.name == asked_by else []
        found += [] if after["closed_on"] and after["closed_by"] == actor.name else ["no closing day"]
    if after["status"] in ("dismissed", "returned", "watched", "reopened"):
        found += [] if reason else [f"{after['status']} without a reason"]
    if after["status"] == "reopened":
        is_new = after["cycle"] == before["cycle"] + 1 and after["closed_on"] is None
        found += [] if is_new else ["the old round goes on"]
    return found


def test_no_walk_of_any_role_breaks_a_guard(tmp_path: Path) -> None:
    dice, clock = random.Random(2022), TickingClock()  # noqa: S311
    path = make_ledger(tmp_path, cases=12)
    with reading(path) as reader:
        ids = [row["case_id"] for row in reader.rows("cases")]
    asked: dict = {}
    reached: set = set()
    sentences: list = []
    for _ in range(600):
        case_id, actor = dice.choice(ids), dice.choice(PEOPLE)
        before = case_of(path, case_id)
        changes = {name: dice.choice(VALUES[name]) for name in dice.sample(sorted(VALUES), dice.randrange(0, 5))}
        likely = [after for old, after in STEPS if old == before["status"]]
        wanted = dice.choice(likely if likely and dice.random() < 0.8 else list(statuses()))
        reason = dice.choice(["", "现场核实"])
        try:
            tag_case(path, case_id, {**changes, "status": wanted}, actor=actor, clock=clock, reason=reason)
        except (TransitionRefused, InputDataError) as error:
            sentences.append(str(error).strip())
            assert case_of(path, case_id) == before, "a refused step changes nothing"
            continue
        after = case_of(path, case_id)
        if after["status"] != before["status"]:
            assert not breaches(before, after, actor, reason, asked.get(case_id, "")), (before, after, actor)
            reached.add(after["status"])
        if after["status"] == "closing" != before["status"]:
            asked[case_id] = actor.name
    assert len(sentences) > 150
    assert all(sentence.endswith(".") for sentence in sentences)
    assert len(reached) >= 5, reached
    assert verify_ledger(path).ok


def test_a_tier_brings_its_deadline_unless_one_is_given(tmp_path: Path) -> None:
    path = make_ledger(tmp_path, cases=2)
    with reading(path) as reader:
        first, second = (row["case_id"] for row in reader.rows("cases"))
    tag_case(path, first, {"tier": "T1"}, actor=INSPECTOR, clock=TickingClock())
    tag_case(path, second, {"tier": "T2", "deadline": "2022-09-01"}, actor=INSPECTOR, clock=TickingClock())
    tag_case(path, second, {"tier": "T3"}, actor=INSPECTOR, clock=TickingClock())
    assert case_of(path, first)["deadline"] == "2022-07-15"
    assert case_of(path, second)["deadline"] == "2022-09-01", "what a person decided stays"


def test_unfinished_cases_are_proposed_for_the_watch_list(tmp_path: Path) -> None:
    unfinished = [
        {"status": "rectifying", "deadline": "2022-11-20", "responsible_unit": "512021103"},
        {"status": "planned", "deadline": "2023-01-10"},
        {"status": "field"},
        {"status": "closed"},
    ]
    path = make_ledger(tmp_path, cases=unfinished)
    before = overdue(path, date(2022, 11, 21))
    assert [(item.case_no, item.workdays_left) for item in before.late] == [("512021103-2022-0001", -1)]
    assert before.to_watch == ()
    found = overdue(path, date(2022, 12, 16))
    assert [item.case_no for item in found.to_watch] == ["512021103-2022-0001", "512021104-2022-0002"]
    clock = FixedClock(datetime(2022, 12, 16, 2, tzinfo=timezone.utc))
    ids = [item.case_id for item in found.to_watch]
    refused = watch(path, ids, actor=INSPECTOR, clock=clock, reason="条件不具备")
    assert (refused.changed, len(refused.refused)) == ((), 2), "watching is the county's"
    done = watch(path, ids, actor=COUNTY, clock=clock, reason="条件不具备")
    assert len(done.changed) == 2
    assert {case_of(path, case_id)["watched_on"] for case_id in ids} == {"2022-12-16"}
    assert overdue(path, date(2022, 12, 17)).to_watch == ()
    assert verify_ledger(path).ok


def test_the_calendar_is_the_ledgers_own(tmp_path: Path) -> None:
    path = make_ledger(tmp_path, cases=[{"status": "planned"}])
    wanted = {"rectify_to": "2023-12-15", "settle_from": "2023-12-16", "settle_to": "2024-01-15"}
    changed = change_calendar(path, wanted, actor=COUNTY, clock=TickingClock())
    assert changed == ("campaign.rectify_to", "campaign.settle_from", "campaign.settle_to")
    assert overdue(path, date(2022, 12, 16)).to_watch == ()
    assert len(overdue(path, date(2023, 12, 16)).to_watch) == 1
    with pytest.raises(InputDataError, match="report_by"):
        change_calendar(path, {"report_by": "soon"}, actor=COUNTY, clock=TickingClock())
    assert verify_ledger(path).ok
