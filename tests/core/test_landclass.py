# SPDX-License-Identifier: GPL-2.0-or-later
"""Classes fall into the groups the campaign counts by, also those of a user's own table."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from anyue_farmland_plugin.core.errors import InputDataError
from anyue_farmland_plugin.core.landclass import (
    Broad,
    Group,
    find_class,
    group_name,
    group_of,
    is_cultivated,
    is_paddy,
    read_class_table,
    standard_classes,
)


def test_exactly_three_classes_are_cultivated() -> None:
    assert [code for code in standard_classes() if is_cultivated(code)] == ["0101", "0102", "0103"]
    assert [code for code in standard_classes() if is_paddy(code)] == ["0101"]


@pytest.mark.parametrize(
    ("code", "group", "broad"),
    [
        ("0404", Group.GRASS, Broad.UNUSED),  # 其他草地 is grass, yet unused land
        ("0401", Group.GRASS, Broad.FARMLAND),
        ("1006", Group.FACILITY, Broad.FARMLAND),
        ("1202", Group.FACILITY, Broad.FARMLAND),
        ("1203", Group.OTHER_FARMLAND, Broad.FARMLAND),
        ("1103", Group.OTHER_FARMLAND, Broad.FARMLAND),
        ("0603", Group.CONSTRUCTION, Broad.CONSTRUCTION),
        ("1201", Group.CONSTRUCTION, Broad.CONSTRUCTION),
        ("09", Group.CONSTRUCTION, Broad.CONSTRUCTION),
        ("0303", Group.FOREST, Broad.FARMLAND),
        ("1106", Group.UNUSED, Broad.UNUSED),
    ],
)
def test_classes_that_do_not_follow_their_first_digits(code: str, group: Group, broad: Broad) -> None:
    found = standard_classes()[code]
    assert (found.group, found.broad) == (group, broad)


def test_groups_have_words_and_counts_of_the_standard() -> None:
    counts = Counter(item.group for item in standard_classes().values())
    assert counts[Group.CULTIVATED] == 3
    assert counts[Group.GARDEN] == 8
    assert sum(counts.values()) == 69
    assert group_name(Group.FACILITY) == "农业设施建设用地"
    assert all(group_name(group) for group in Group)


def test_codes_are_matched_as_delivered_with_blanks_and_small_letters() -> None:
    assert find_class(" 0201k ").name == "可调整果园"
    assert group_of(None) is group_of("") is group_of("101") is None


def test_a_users_table_adds_classes_and_overrides(tmp_path: Path) -> None:
    file = tmp_path / "lcdb.csv"
    file.write_text("code,name,group\n33,Orchard,yd\n30,Cropland,GD\n0103,Dry land,QN\n", encoding="utf-8")
    classes = read_class_table(file)
    assert is_cultivated("30", classes)
    assert not is_cultivated("30")
    assert group_of("33", classes) is Group.GARDEN
    assert classes["33"].class3 == "农用地"
    assert not is_cultivated("0103", classes)
    assert is_cultivated("0101", classes)


def test_a_users_table_may_name_the_broad_class(tmp_path: Path) -> None:
    file = tmp_path / "own.csv"
    file.write_text("code,name,group,class3\nG4,Rough grass,CD,未利用地\nG1,Meadow,CD,\n", encoding="utf-8")
    classes = read_class_table(file)
    assert (classes["G4"].broad, classes["G1"].broad) == (Broad.UNUSED, Broad.FARMLAND)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("33,Orchard,XX\n", ["line 2", "XX", "GD, YD"]),
        ("33,Orchard,YD\n33,Vineyard,YD\n", ["line 3", "33", "twice"]),
        (",Orchard,YD\n", ["line 2", "empty"]),
    ],
)
def test_a_wrong_row_is_named(tmp_path: Path, rows: str, words: list[str]) -> None:
    file = tmp_path / "own.csv"
    file.write_text("code,name,group\n" + rows, encoding="utf-8")
    with pytest.raises(InputDataError) as caught:
        read_class_table(file)
    for word in words:
        assert word in str(caught.value)
