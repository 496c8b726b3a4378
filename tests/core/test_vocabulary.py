# SPDX-License-Identifier: GPL-2.0-or-later
"""Word lists of the ledger agree with the public contract and with each other."""

from __future__ import annotations

import pytest

from anyue_farmland_plugin.core.errors import InputDataError
from anyue_farmland_plugin.core.landclass import Group
from anyue_farmland_plugin.core.ledger_tables import ENUMERATIONS
from anyue_farmland_plugin.core.problems import Family, family_name, find_problem_type, problem_types, types_of
from anyue_farmland_plugin.core.units import find_unit
from anyue_farmland_plugin.core.vocabulary import (
    change_types,
    enumeration,
    find_change_type,
    measures,
    normal_change_type,
    sources,
    statuses,
    verdicts,
)


def test_codes_are_those_of_the_contract() -> None:
    assert " ".join(verdicts()) == "HF SS DL LS WB NF WF QT DH"
    assert list(sources()) == [f"S{number}" for number in range(1, 12)]
    assert " ".join(statuses()) == (
        "clue desk field evidenced confirmed dismissed planned rectifying closing returned closed watched reopened"
    )
    assert {"R1", "R2", "R3", "R4"} <= set(measures())


def test_every_enumeration_of_the_ledger_has_words() -> None:
    for name in ENUMERATIONS:
        words = enumeration(name)
        assert len(words) >= 3, name
        assert all(words.values()), name
    with pytest.raises(InputDataError, match="colour"):
        enumeration("colour")


def test_families_and_their_types() -> None:
    assert {family: len(types_of(family)) for family in Family} == {
        Family.NON_AGRICULTURAL: 9,
        Family.NON_GRAIN: 10,
        Family.FALSE_RECULTIVATION: 12,
        Family.IDLE_LAND: 3,
        Family.ABANDONED: 1,
    }
    assert family_name(Family.ABANDONED) == "撂荒"


def test_every_type_is_complete_and_points_to_what_exists() -> None:
    for item in problem_types().values():
        assert item.code.startswith(item.family.value)
        assert item.name
        assert item.name_en.isascii()
        assert item.basis
        assert item.evidence
        assert find_unit(item.lead_unit).kind == "部门"
        assert item.remedies
        assert set(item.remedies) <= set(measures()), item.code


def test_only_outflow_before_2021_needs_consent() -> None:
    consenting = [code for code, item in problem_types().items() if item.needs_consent]
    assert consenting == ["FL21", "FL22", "FL23", "FL24", "FL25"]
    assert find_problem_type(" fn01 ").name == "乱占耕地建房"


@pytest.mark.parametrize(
    ("code", "name"), [("1", "耕地"), ("01", "耕地"), (3, "林地"), (" dl1 ", "建成道路"), ("20", "建/构筑物")]
)
def test_monitoring_types_in_both_spellings(code: object, name: str) -> None:
    assert find_change_type(code).name == name


def test_unknown_monitoring_types_are_kept() -> None:
    assert find_change_type("ZZ9") is None
    assert normal_change_type(" zz9 ") == "ZZ9"
    assert normal_change_type(None) == ""


def test_monitoring_types_say_when_the_later_use_is_open() -> None:
    assert change_types()["20"].group is Group.CONSTRUCTION
    assert change_types()["20"].is_sure
    assert not change_types()["DT"].is_sure
    assert change_types()["QT"].group is None
