# SPDX-License-Identifier: GPL-2.0-or-later
"""What evidence each problem type needs before it is closed, and who may go on without some of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from anyue_farmland_plugin.core.errors import TransitionRefused
from anyue_farmland_plugin.core.evidence_checks import CHECKS
from anyue_farmland_plugin.core.evidence_flags import DOUBTS, Flag
from anyue_farmland_plugin.core.evidence_items import NOTHING, Item, Portfolio
from anyue_farmland_plugin.core.evidence_matrix import ANYTHING, PICTURES, Level, missing, needs_of, requirements
from anyue_farmland_plugin.core.evidence_words import evidence_kinds, evidence_stages
from anyue_farmland_plugin.core.lifecycle import check_transition
from anyue_farmland_plugin.core.ports import Actor
from anyue_farmland_plugin.core.problems import problem_types

TOWN, COUNTY, SECOND = Actor("Chen", "town"), Actor("Li", "county"), Actor("Wang", "inspector")
BEFORE = Item("photo", stage="before", taken_at="2022-06-15T02:00:00.000Z", azimuth=10.0, has_position=True)
AFTER = replace(BEFORE, stage="after", taken_at="2022-10-15T02:00:00.000Z", azimuth=355.0)


def case(problem_type: str, status: str = "rectifying") -> dict:
    return {
        "case_no": "512021103-2022-0007",
        "status": status,
        "problem_type": problem_type,
        "area_m2": 100.0,
        "restored_m2": 100.0,
        "remaining_m2": 0.0,
        "inspector": "Sun",
        "updated_by": "Chen",
        "closing_by": "Chen",
    }


def paper(*kinds: str) -> tuple:
    return tuple(Item(kind, is_photo=False) for kind in kinds)


def blocked(problem_type: str, *items: Item, actor: Actor = TOWN, reason: str = "", after: str = "closing") -> str:
    """Return why the case cannot go on, "" when it can."""
    status = "rectifying" if after == "closing" else "closing"
    try:
        check_transition(case(problem_type, status), after, actor, reason, Portfolio(items))
    except TransitionRefused as error:
        return str(error)
    return ""


def enough(problem_type: str) -> list:
    """Return evidence that meets everything a type needs."""
    items = [BEFORE, BEFORE, AFTER, AFTER]
    kinds = evidence_kinds()
    for need in requirements():
        if need.scope in (problem_type, problem_type[:2]) and not need.check:
            kind = kinds.get(need.what[0])
            if kind:
                item = replace(AFTER, kind=kind.code) if kind.is_photo else Item(kind.code, is_photo=False)
                items += [item] * need.count
    check = replace(AFTER, stage="check", added_by="Zhao")
    return [*items, replace(AFTER, kind="crop", taken_at="2023-04-01T00:00:00.000Z"), check]


def test_the_table_speaks_of_known_things_only() -> None:
    kinds, stages = set(evidence_kinds()), {"", *evidence_stages()}
    scopes = {"*", "?", *problem_types(), *(item.family.value for item in problem_types().values())}
    for need in requirements():
        assert need.scope in scopes
        assert need.step in ("evidenced", "closing", "closed")
        assert need.stage in stages
        assert need.count > 0
        if need.check:
            assert need.check in CHECKS
        else:
            assert set(need.what) <= kinds | {PICTURES, ANYTHING}, need
    assert kinds.isdisjoint({PICTURES, ANYTHING})


@pytest.mark.parametrize("code", problem_types())
def test_no_type_is_closed_without_evidence_not_even_by_the_county(code: str) -> None:
    assert "Add" in blocked(code)
    assert "Add" in blocked(code, actor=COUNTY, reason="county decides")
    assert blocked(code, *enough(code)) == ""
    assert blocked(code, *enough(code), actor=SECOND, after="closed") == ""


@pytest.mark.parametrize("code", problem_types())
def test_whatever_is_taken_away_from_enough_is_asked_for_by_its_clause(code: str) -> None:
    for need in needs_of(case(code), ("closing", "closed"), Portfolio(tuple(enough(code)))):
        assert need.is_met, (code, need.requirement)
    for need in needs_of(case(code), ("closing", "closed"), NOTHING):
        assert need.sentence.endswith("]."), (code, need.requirement)


def test_paper_alone_closes_no_illegal_building() -> None:
    documents = paper("penalty", "settled", "acceptance", "survey_note")
    assert "整改后" in blocked("FN01", *documents, actor=COUNTY, reason="paper is fine")
    assert blocked("FN01", *documents, AFTER, actor=COUNTY, reason="no photo before: found by satellite") == ""
    assert "Add photos (整改前): 2 are needed, 0 are there [" in blocked("FN01", *documents, AFTER)


def test_only_the_county_goes_on_without_and_says_why() -> None:
    items = (BEFORE, BEFORE, AFTER, AFTER)
    text = blocked("FN01", *items)
    assert "Add 处罚决定 / 结案材料 [土地管理法第37、75、77、78条" in text
    assert "Add 复耕验收材料 / 用地批准文件 [" in text
    assert blocked("FN01", *items, reason="later") == text
    assert blocked("FN01", *items, actor=COUNTY) == text
    assert blocked("FN01", *items, actor=COUNTY, reason="penalty is pending at court") == ""


@pytest.mark.parametrize("flag", sorted(DOUBTS, key=lambda flag: flag.value))
def test_doubtful_photos_alone_do_not_show_a_result(flag: Flag) -> None:
    papers = paper("settled", "acceptance")
    doubtful = replace(AFTER, flags=frozenset({flag}))
    assert "is doubtful" in blocked("FN01", BEFORE, BEFORE, doubtful, doubtful, *papers)
    assert blocked("FN01", BEFORE, BEFORE, doubtful, AFTER, *papers) == ""
    assert blocked("FN01", BEFORE, BEFORE, doubtful, doubtful, *papers, actor=COUNTY, reason="I stood there") == ""


def test_a_result_older_than_the_damage_is_doubtful() -> None:
    early = replace(AFTER, taken_at="2022-06-14T02:00:00.000Z")
    assert "is doubtful" in blocked("FN01", BEFORE, BEFORE, early, early, *paper("settled", "acceptance"))


def test_photos_nobody_placed_are_mentioned() -> None:
    loose = replace(AFTER, stage="")
    assert "2 photos do not say yet" in blocked("FN01", BEFORE, BEFORE, loose, loose, *paper("settled", "acceptance"))


def test_balance_and_consent_replace_photos_where_the_plan_says_so() -> None:
    assert blocked("FL13", *paper("balance_plan")) == ""
    assert "变更调查地类认定" in blocked("FL13", AFTER)
    assert blocked("FL23", *paper("consent")) == ""
    assert "农民意愿记录" in blocked("FL23", BEFORE, AFTER, actor=COUNTY, reason="county decides")


def test_fake_rectification_is_seen_again_by_somebody_else() -> None:
    items = enough("FK04")[:-1]
    for name in ("Sun", "Chen", ""):
        mine = replace(AFTER, stage="check", added_by=name)
        assert "somebody who neither" in blocked("FK04", *items, mine, actor=COUNTY, reason="seen", after="closed")
    other = replace(AFTER, stage="check", added_by="Zhao")
    assert blocked("FK04", *items, other, actor=SECOND, after="closed") == ""


def test_a_status_set_by_others_does_not_close_a_case() -> None:
    assert "整改后" in blocked("FN01", actor=SECOND, after="closed")


def test_what_is_only_told_blocks_nobody_but_is_shown() -> None:
    needs = needs_of(case("LH01"), ("closing",), Portfolio((AFTER, replace(AFTER, kind="crop"))))
    told = {need.requirement.what: need.is_met for need in needs if need.requirement.level is Level.TOLD}
    assert told[("@seasons",)] is False
    assert told[("subsidy",)] is False
    assert not any("补贴" in sentence for sentence in missing(needs))


@pytest.mark.parametrize(
    ("first", "second", "same"), [(10.0, 355.0, True), (10.0, 40.0, True), (10.0, 41.0, False), (350.0, 170.0, False)]
)
def test_the_same_direction(first: float, second: float, same: bool) -> None:
    before, after = replace(BEFORE, azimuth=first), replace(AFTER, azimuth=second)
    assert bool(CHECKS["direction"]([after], [before, after], {})) is same


def test_evidence_on_site_or_a_reason() -> None:
    field = {**case("FN01"), "status": "field"}
    with pytest.raises(TransitionRefused, match="Add at least one photo or document"):
        check_transition(field, "evidenced", TOWN)
    check_transition(field, "evidenced", TOWN, "flooded")
    check_transition(field, "evidenced", TOWN, "", Portfolio((Item("photo"),)))
    check_transition(field, "evidenced", TOWN, "", Portfolio(paper("minutes")))


def test_a_case_of_unknown_type_needs_something_at_least() -> None:
    assert "Add at least one" in blocked("")
    assert blocked("", *paper("minutes")) == ""
