# SPDX-License-Identifier: GPL-2.0-or-later
"""What becomes of a field that several people wrote: the policies, and who knew of whom."""

from __future__ import annotations

import itertools

import pytest

from anyue_farmland_plugin.core.ledger_tables import CASES
from anyue_farmland_plugin.core.merging import LEADERS, Policy, policy_of
from anyue_farmland_plugin.core.merging_history import CaseEvent, CaseHistory, Import, Lineage

MAIN, EAST, WEST = "main", "east", "west"
CREATED = {
    "case_no": (None, "512021103-2022-0001"),
    "status": (None, "desk"),
    "note": (None, "as delivered"),
    "source_kinds": (None, "S4"),
}


def event(
    chain: str, seq: int, payload: dict, role: str = "inspector", action: str = "tagged", mark: str = ""
) -> CaseEvent:
    return CaseEvent(f"{chain}{mark}:{seq}", chain, seq, "", f"{chain} {role}", role, action, payload)


def decided(events: list, imports: list, bases: dict, spans: dict | None = None) -> dict:
    lineage = Lineage(MAIN, bases, imports, spans or {})
    whole = [event(MAIN, 1, CREATED, "analyst", "created"), *events]
    found = [CaseHistory(order, lineage).decisions() for order in itertools.islice(itertools.permutations(whole), 24)]
    assert all(other == found[0] for other in found), "the order of the events plays no part"
    return found[0]


def merged(chain: str, last: int, seq: int, mark: str = "") -> Import:
    return Import(chain, 1, last, f"{chain}{mark}:{last}", seq)


def two_sides(field: str, main: tuple, east: tuple, old: object = None) -> dict:
    """The ledger and a package made at event 1 both write the field: (role, value) each."""
    events = [event(MAIN, 2, {field: (old, main[1])}, main[0]), event(EAST, 3, {field: (old, east[1])}, east[0])]
    return decided(events, [merged(EAST, 3, 3)], {EAST: 1})


def test_a_field_only_the_package_wrote_is_taken() -> None:
    found = decided([event(EAST, 3, {"note": ("as delivered", "a shed")})], [merged(EAST, 3, 2)], {EAST: 1})
    assert (found["note"].value, found["note"].asked, found["note"].rule) == ("a shed", False, "only")


def test_the_same_edit_on_both_sides_is_no_conflict() -> None:
    found = two_sides("note", ("analyst", "a shed"), ("inspector", "a shed"), "as delivered")
    assert (found["note"].value, found["note"].asked) == ("a shed", False)


def test_two_notes_are_asked_and_the_ledgers_own_stands_meanwhile() -> None:
    found = two_sides("note", ("county", "a shed"), ("inspector", "a house"), "as delivered")["note"]
    assert (found.value, found.asked) == ("a shed", True)
    assert [write.value for write in found.candidates] == ["a shed", "a house"]


@pytest.mark.parametrize(
    ("main", "east", "value", "asked"),
    [
        (("analyst", "FN01"), ("inspector", "FN02"), "FN02", False),
        (("county", "FN01"), ("inspector", "FN02"), "FN01", False),
        (("inspector", "FN01"), ("inspector", "FN02"), "FN01", True),
        (("viewer", "FN01"), ("town", "FN01"), "FN01", False),
    ],
)
def test_the_higher_role_decides_a_judgement(main: tuple, east: tuple, value: str, asked: bool) -> None:
    found = two_sides("problem_type", main, east)["problem_type"]
    assert (found.value, found.asked) == (value, asked)


@pytest.mark.parametrize(
    ("main", "east", "value", "asked"),
    [
        ("field", "evidenced", "evidenced", False),
        ("planned", "evidenced", "planned", False),
        ("dismissed", "evidenced", "dismissed", True),
        ("returned", "closing", "returned", True),
        ("field", "watched", "field", True),
    ],
)
def test_the_status_further_along_wins_and_steps_aside_are_asked(main: str, east: str, value: str, asked: bool) -> None:
    found = two_sides("status", ("county", main), ("town", east), "desk")["status"]
    assert (found.value, found.asked) == (value, asked)


def test_source_kinds_are_joined() -> None:
    found = two_sides("source_kinds", ("analyst", "S4,S11"), ("town", "S4,S5"), "S4")["source_kinds"]
    assert found.value == "S4,S5,S11"


def test_a_package_that_comes_back_after_the_case_was_closed_changes_nothing_and_is_asked() -> None:
    events = [
        event(MAIN, 2, {"status": ("desk", "closed")}, "county"),
        event(EAST, 3, {"note": ("as delivered", "still there"), "status": ("desk", "field")}, "town"),
    ]
    found = decided(events, [merged(EAST, 3, 3)], {EAST: 1})
    assert (found["note"].value, found["note"].asked) == ("as delivered", True)
    assert (found["status"].value, found["status"].asked) == ("closed", True)


def test_what_was_merged_before_the_case_was_closed_stays() -> None:
    events = [
        event(EAST, 3, {"note": ("as delivered", "a shed")}),
        event(MAIN, 3, {"status": ("desk", "closed")}, "county"),
    ]
    found = decided(events, [merged(EAST, 3, 2)], {EAST: 1})
    assert (found["note"].value, found["note"].asked) == ("a shed", False)


def test_a_value_set_back_in_the_package_is_no_change() -> None:
    events = [
        event(MAIN, 2, {"note": ("as delivered", "a shed")}, "analyst"),
        event(EAST, 3, {"note": ("as delivered", "a house")}),
        event(EAST, 4, {"note": ("a house", "as delivered")}),
    ]
    found = decided(events, [merged(EAST, 4, 3)], {EAST: 1})
    assert (found["note"].value, found["note"].asked) == ("a shed", False)


def test_a_value_set_back_counts_for_whoever_saw_it_in_between() -> None:
    events = [
        event(EAST, 3, {"note": ("as delivered", "a house")}),
        event(MAIN, 3, {"note": ("a house", "a shed")}, "county"),
        event(EAST, 4, {"note": ("a house", "as delivered")}),
    ]
    found = decided(events, [merged(EAST, 3, 2), merged(EAST, 4, 4)], {EAST: 1})
    assert found["note"].asked


def test_a_package_made_later_knows_what_was_merged_before() -> None:
    events = [
        event(EAST, 3, {"note": ("as delivered", "a house")}),
        event(MAIN, 3, {"note": ("as delivered", "a house")}, "county", "merged"),
        event(WEST, 3, {"note": ("a house", "a barn")}, "viewer"),
    ]
    found = decided(events, [merged(EAST, 3, 2), merged(WEST, 3, 5)], {EAST: 1, WEST: 3})
    assert (found["note"].value, found["note"].asked) == ("a barn", False)


def test_a_person_who_decides_a_conflict_ends_it() -> None:
    events = [
        event(EAST, 3, {"note": ("as delivered", "a house")}),
        event(WEST, 3, {"note": ("as delivered", "a barn")}),
        event(MAIN, 4, {"note": ("as delivered", "as delivered")}, "county", "resolved"),
    ]
    found = decided(events, [merged(EAST, 3, 2), merged(WEST, 3, 3)], {EAST: 1, WEST: 1})
    assert (found["note"].value, found["note"].asked) == ("as delivered", False)


def test_a_copied_package_edited_on_two_machines_is_asked() -> None:
    spans = {"east:1": (0, 3), "eastA:2": (1, 1), "eastB:2": (2, 2)}
    events = [
        event(EAST, 1, {"note": ("as delivered", "a house")}),
        event(EAST, 2, {"note": ("a house", "a barn")}, mark="A"),
        event(EAST, 2, {"note": ("a house", "as delivered")}, mark="B"),
    ]
    imports = [merged(EAST, 2, 2, "A"), merged(EAST, 2, 3, "B")]
    found = decided(events, imports, {EAST: 1}, spans)["note"]
    assert found.asked
    assert {write.value for write in found.candidates} == {"as delivered", "a barn"}


def test_a_merge_taken_back_counts_no_more() -> None:
    events = [event(EAST, 3, {"note": ("as delivered", "a house")})]
    found = decided(events, [Import(EAST, 1, 3, "east:3", 2, undone=5)], {EAST: 1})
    assert found["note"].value == "as delivered"


def test_the_inspector_follows_the_judgement_that_stands() -> None:
    events = [
        event(MAIN, 2, {"problem_type": (None, "FN01"), "inspector": (None, "Li")}, "analyst"),
        event(EAST, 3, {"problem_type": (None, "FN02"), "inspector": (None, "Wang")}, "inspector"),
        event(WEST, 3, {"problem_type": (None, "FN03"), "inspector": (None, "Zhao")}, "analyst"),
    ]
    found = decided(events, [merged(EAST, 3, 3), merged(WEST, 3, 4)], {EAST: 1, WEST: 1})
    assert (found["problem_type"].value, found["inspector"].value) == ("FN02", "Wang")
    assert not found["inspector"].asked


def test_the_inspector_stays_while_the_judgement_is_asked() -> None:
    events = [
        event(MAIN, 2, {"problem_type": (None, "FN01"), "inspector": (None, "Li")}),
        event(EAST, 3, {"problem_type": (None, "FN02"), "inspector": (None, "Wang")}),
    ]
    found = decided(events, [merged(EAST, 3, 3)], {EAST: 1})
    assert found["problem_type"].asked
    assert found["inspector"].value == "Li"


def test_every_column_has_a_policy_and_the_rules_suggestions_are_never_taken() -> None:
    assert policy_of("geom") is Policy.ASK
    assert policy_of("suggested_type") is Policy.NEVER
    assert set(LEADERS) <= set(CASES.column_names)


def test_a_value_that_was_masked_for_the_package_is_never_written_over_the_whole_one() -> None:
    masked, edited = "owner 139****0000", "owner 139****0000, built in 2021"
    found = decided([event(EAST, 3, {"note": (masked, edited)})], [merged(EAST, 3, 2)], {EAST: 1})["note"]
    assert (found.value, found.asked) == ("as delivered", True)
    events = [event(EAST, 3, {"note": (masked, edited)}), event(EAST, 4, {"note": (edited, masked)})]
    found = decided(events, [merged(EAST, 4, 2)], {EAST: 1})["note"]
    assert (found.value, found.asked) == ("as delivered", False)


def test_a_package_cannot_create_a_case_of_the_ledger_anew() -> None:
    events = [
        event(EAST, 3, {"case_no": (None, "512021103-2022-0001"), "status": (None, "closed")}, "county", "created"),
        event(EAST, 4, {"note": ("as delivered", "a house")}),
    ]
    found = decided(events, [merged(EAST, 4, 3)], {EAST: 1})
    assert (found["status"].value, found["status"].asked) == ("desk", True)
    assert (found["note"].value, found["note"].asked) == ("a house", False)
