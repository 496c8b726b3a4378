# SPDX-License-Identifier: GPL-2.0-or-later
"""A case goes its official way; every refused step says what is missing."""

from __future__ import annotations

import pytest

from anyue_farmland_plugin.core.errors import TransitionRefused
from anyue_farmland_plugin.core.evidence_items import NOTHING, Item, Portfolio
from anyue_farmland_plugin.core.lifecycle import TRANSITIONS, Role, check_transition, next_statuses
from anyue_farmland_plugin.core.ports import Actor
from anyue_farmland_plugin.core.vocabulary import statuses

ANALYST = Actor("Zhou", "analyst")
INSPECTOR = Actor("Li", "inspector")
COLLEAGUE = Actor("Wang", "inspector")
TOWN = Actor("Chen", "town")
COUNTY = Actor("Li", "county")


PHOTO = Portfolio((Item("photo", stage="before"),))
RESULT = Portfolio(
    (
        *(Item("photo", stage=stage) for stage in ("before", "before", "after", "after")),
        Item("settled", is_photo=False),
        Item("acceptance", is_photo=False),
    )
)


def case(status: str, **values: object) -> dict[str, object]:
    """A case with everything known, as long as a test does not take it away."""
    whole = {
        "case_no": "512021103-2022-0007",
        "status": status,
        "town_code": "512021103",
        "problem_type": "FN01",
        "suggested_type": "FN01",
        "verdict": "WF",
        "subject": "某合作社",
        "occurred_on": "2022-03",
        "location": "通贤镇某村",
        "area_m2": 2280.0,
        "responsible_unit": "512021103",
        "measures": "M01",
        "deadline": "2022-11-20",
        "tier": "T2",
        "restored_m2": 2280.0,
        "remaining_m2": 0.0,
        "inspector": "Li",
        "updated_by": "Li",
    }
    return {**whole, **values}


def refusal(row: dict[str, object], after: str, actor: Actor, reason: str = "", evidence: Portfolio = NOTHING) -> str:
    with pytest.raises(TransitionRefused) as caught:
        check_transition(row, after, actor, reason, evidence)
    return str(caught.value)


def test_the_whole_way_from_clue_to_closed() -> None:
    check_transition(case("clue"), "desk", ANALYST)
    check_transition(case("desk"), "field", ANALYST)
    check_transition(case("field"), "evidenced", TOWN, "", PHOTO)
    check_transition(case("evidenced"), "confirmed", INSPECTOR)
    check_transition(case("confirmed"), "planned", INSPECTOR)
    check_transition(case("planned"), "rectifying", TOWN)
    check_transition(case("rectifying"), "closing", TOWN, "", RESULT)
    check_transition(case("closing"), "closed", COLLEAGUE, "", RESULT)


def test_steps_cannot_be_skipped_and_the_message_names_the_next_ones() -> None:
    text = refusal(case("clue"), "closed", COUNTY)
    assert "512021103-2022-0007" in text
    assert "内业审核 (desk)" in text
    assert "clue" in refusal(case("clue"), "done", COUNTY)


def test_keeping_the_status_is_no_step() -> None:
    check_transition(case("confirmed", subject=None), "confirmed", Actor("x", "viewer"))


@pytest.mark.parametrize(
    ("column", "word"),
    [
        ("problem_type", "problem type"),
        ("subject", "subject"),
        ("occurred_on", "time of occurrence"),
        ("location", "location"),
        ("area_m2", "area"),
    ],
)
@pytest.mark.parametrize("empty", [None, "", "  "])
def test_confirming_needs_the_five_facts(column: str, word: str, empty: object) -> None:
    text = refusal(case("evidenced", **{column: empty}), "confirmed", INSPECTOR)
    assert text.endswith(f"Fill in: {word}.")


def test_a_case_without_extent_has_no_area() -> None:
    assert refusal(case("evidenced", area_m2=0.0), "confirmed", INSPECTOR).endswith("Fill in: area.")


def test_everything_missing_is_named_at_once() -> None:
    text = refusal(case("confirmed", measures="", deadline=None, tier=None), "planned", INSPECTOR)
    assert text.endswith("Fill in: measures, deadline, tier.")


def test_deciding_against_the_suggestion_is_explained() -> None:
    against = case("evidenced", suggested_type="FL13")
    assert "FN01 and not FL13" in refusal(against, "confirmed", INSPECTOR)
    check_transition(against, "confirmed", INSPECTOR, "building seen on site")
    check_transition({**against, "note": "building seen on site"}, "confirmed", INSPECTOR)


def test_sending_out_needs_a_township() -> None:
    nowhere = case("desk", town_code=None, responsible_unit="")
    assert "township" in refusal(nowhere, "field", ANALYST)
    check_transition({**nowhere, "responsible_unit": "U14"}, "field", ANALYST)


def test_evidence_or_a_reasoned_exception() -> None:
    assert "photo" in refusal(case("field"), "evidenced", TOWN)
    check_transition(case("field"), "evidenced", TOWN, "flooded, no access")


@pytest.mark.parametrize(("status", "who"), [("desk", ANALYST), ("evidenced", INSPECTOR)])
def test_dismissing_needs_a_harmless_verdict_and_a_reason(status: str, who: Actor) -> None:
    text = refusal(case(status, verdict="WF"), "dismissed", who)
    assert "WB 实地未变化/伪变化" in text
    assert "Give a reason." in text
    for verdict in ("NF", "DH", None):
        assert "verdict" in refusal(case(status, verdict=verdict), "dismissed", who, "seen")
    assert text.count("verdict") == 1
    assert refusal(case(status, verdict="WB"), "dismissed", who, "   ").endswith("Give a reason.")
    check_transition(case(status, verdict="WB"), "dismissed", who, "same roof on both images")


def test_closing_is_asked_with_evidence_and_nothing_left() -> None:
    assert "photos" in refusal(case("rectifying"), "closing", TOWN)
    assert "rectified area" in refusal(case("rectifying", restored_m2=None), "closing", TOWN, "", RESULT)
    assert "0.42 亩 (280.0 m²) still" in refusal(case("rectifying", remaining_m2=280.0), "closing", TOWN, "", RESULT)
    assert "larger" in refusal(case("rectifying", restored_m2=2280.01), "closing", TOWN, "", RESULT)
    part = case("rectifying", restored_m2=2000.0, remaining_m2=None)
    assert "remaining area" in refusal(part, "closing", TOWN, "", RESULT)
    check_transition({**part, "remaining_m2": 0.0}, "closing", TOWN, "", RESULT)
    assert "photos" in refusal(case("watched"), "closing", TOWN)


def test_a_second_person_or_the_county_closes() -> None:
    assert "Li worked" in refusal(case("closing"), "closed", INSPECTOR)
    assert "Li worked" in refusal(case("closing", updated_by="Chen"), "closed", INSPECTOR)
    assert "Wang worked" in refusal(case("closing", closing_by="Wang"), "closed", COLLEAGUE)
    check_transition(case("closing", closing_by="Chen", updated_by="Wang"), "closed", COLLEAGUE, "", RESULT)
    check_transition(case("closing"), "closed", COUNTY, "", RESULT)


@pytest.mark.parametrize(
    ("status", "after"),
    [
        ("closing", "returned"),
        ("planned", "watched"),
        ("rectifying", "watched"),
        ("closing", "watched"),
        ("returned", "watched"),
        ("closed", "reopened"),
        ("dismissed", "reopened"),
    ],
)
def test_setbacks_need_a_reason(status: str, after: str) -> None:
    assert refusal(case(status), after, COUNTY).endswith("Give a reason.")
    check_transition(case(status), after, COUNTY, "new image of October")


def test_roles() -> None:
    assert "analyst, inspector, county" in refusal(case("clue"), "desk", Actor("x", "viewer"))
    assert "role town" in refusal(case("evidenced"), "confirmed", TOWN)
    assert "role inspector" in refusal(case("planned"), "watched", INSPECTOR, "late")
    assert next_statuses("evidenced", "town") == ()
    assert next_statuses("evidenced", "county") == ("dismissed", "confirmed")
    assert not any(next_statuses(status, "viewer") for status in statuses())


def test_the_table_is_closed() -> None:
    assert len({(step.before, step.after) for step in TRANSITIONS}) == len(TRANSITIONS)
    assert {step.before for step in TRANSITIONS} | {step.after for step in TRANSITIONS} == set(statuses())
    assert all(Role.COUNTY in step.roles and Role.VIEWER not in step.roles for step in TRANSITIONS)
    reached = {"clue"}
    for _ in statuses():
        reached |= {step.after for step in TRANSITIONS if step.before in reached}
    assert reached == set(statuses())
    assert all(next_statuses(status) for status in statuses())
