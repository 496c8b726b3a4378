# SPDX-License-Identifier: GPL-2.0-or-later
"""A person finds a unit by digits, pinyin initials or words; codes lead to today's township."""

from __future__ import annotations

from collections import Counter

import pytest

from anyue_farmland_plugin.core.units import (
    find_unit,
    lead_unit_for,
    match_units,
    old_units,
    town_of,
    towns,
    units,
    villages,
)


def names(text: str) -> list[str]:
    return [unit.name for unit in match_units(text)]


def test_all_units_of_the_county() -> None:
    assert Counter(unit.kind for unit in units()) == {"镇": 32, "乡": 12, "街道": 2, "园区": 1, "部门": 13}
    assert len(towns()) == 46
    assert [unit.code for unit in towns()] == sorted(unit.code for unit in towns())
    assert all(unit.initials and all(text.isascii() and text.islower() for text in unit.initials) for unit in units())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("yyz", ["岳阳镇"]),
        ("SYZ", ["石羊镇"]),
        ("chy", ["长河源镇"]),
        ("cyz", ["朝阳镇"]),
        ("ysz", ["姚市镇", "永顺镇"]),
        ("xlz", ["兴隆镇", "驯龙镇"]),
        ("ql", ["清流镇", "乾龙镇"]),
        ("110", ["石羊镇"]),
        ("512021110", ["石羊镇"]),
        ("u14", ["龙台发展区管委会"]),
        ("lt", ["龙台镇", "龙台发展区管委会"]),
        ("zrzy", ["县自然资源和规划局"]),
        ("zgj", ["县自然资源和规划局"]),
        ("xnyncj", ["县农业农村局"]),
        ("sthjj", ["资阳市安岳生态环境局"]),
        ("柠檬", ["县柠檬产业发展中心"]),
        ("石", ["石桥街道", "石羊镇"]),
        ("zzzz", []),
        ("  ", []),
    ],
)
def test_units_are_found_by_what_a_person_types(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_ranks_exact_before_prefix_before_word() -> None:
    assert names("nyj")[0] == "县农业农村局"
    assert names("11")[:3] == ["石羊镇", "两板桥镇", "护龙镇"]
    assert names("xc") == ["县乡村振兴局", "县财政局"]
    assert len(names("u")) >= 14


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("5120211100010000000", "石羊镇"),
        ("512021110001", "石羊镇"),
        ("512021110", "石羊镇"),
        (512021110, "石羊镇"),
        ("511021110001", "石羊镇"),  # county code before 1998
        ("512021128003", "通贤镇"),  # 人和镇, merged in 2020
        ("512021217", "乾龙镇"),
    ],
)
def test_a_location_code_leads_to_its_township(code: object, name: str) -> None:
    assert town_of(code).name == name


@pytest.mark.parametrize("code", [None, "", "51202111", "512021999001", "330100001", "abcdefghi", "N/A"])
def test_other_codes_lead_nowhere(code: object) -> None:
    assert town_of(code) is None


def test_old_units_say_how_sure_their_successor_is() -> None:
    assert old_units()["512021217"].is_certain
    assert not old_units()["512021128"].is_certain
    assert not old_units()["512021100"].is_certain  # split, most of it is 岳城街道 now
    assert all(find_unit(old.new_code).name == old.new_name for old in old_units().values())


def test_every_village_belongs_to_a_township() -> None:
    codes = {unit.code for unit in towns()}
    assert {village.unit_code for village in villages()} == codes
    assert all(village.code.startswith(village.unit_code) and len(village.code) == 12 for village in villages())


def test_the_lead_department_follows_the_task() -> None:
    assert lead_unit_for("FN01").name == "县自然资源和规划局"
    assert lead_unit_for("FL13").name == lead_unit_for("LH01").name == "县农业农村局"
    assert lead_unit_for("") is lead_unit_for("XX00") is None
