# SPDX-License-Identifier: GPL-2.0-or-later
"""The figures of a map are those of the ledger, each case counted once."""

from __future__ import annotations

from pathlib import Path

import pytest

from anyue_farmland_plugin.core.errors import LedgerError
from anyue_farmland_plugin.core.problems import Family
from anyue_farmland_plugin.workflow.map_facts import DISMISSED, TO_JUDGE, Figure, map_facts
from tests import factories

AREA = factories.area_of(factories.square(0, 0))


def test_each_case_is_counted_once_by_what_a_person_said(tmp_path: Path) -> None:
    cases = [
        {"problem_type": "FN01", "status": "field"},
        {"problem_type": "LH01", "status": "closed"},
        {"suggested_type": "FN01"},
        {"problem_type": "FN01", "verdict": "HF", "status": "dismissed"},
    ]
    facts = map_facts(factories.make_ledger(tmp_path, cases=cases))
    assert facts.families == (Family.NON_AGRICULTURAL, Family.ABANDONED)
    counts = {key: figure.cases for key, figure in facts.total.figures.items()}
    assert counts == {"FN": 1, "LH": 1, TO_JUDGE: 1, DISMISSED: 1}
    assert facts.total.problems.cases == 2
    assert facts.total.problems.area_m2 == pytest.approx(2 * AREA, abs=0.05)
    assert facts.total.figure("FK") == Figure(0, 0.0)
    assert [(town.code, town.name) for town in facts.towns] == [
        ("512021100", "岳阳镇"),
        ("512021103", "通贤镇"),
        ("512021104", "龙台镇"),
    ]
    assert sum(figure.cases for town in facts.towns for figure in town.figures.values()) == 4


def test_the_sheet_can_name_batches_files_and_head(tmp_path: Path) -> None:
    facts = map_facts(factories.make_ledger(tmp_path, cases=2))
    assert (facts.batches, facts.sources, facts.county_name) == (("2022-03",), ("变化图斑.gpkg",), "安岳县")
    assert len(facts.head.hash) == 64
    assert facts.groups["0103"].value == "GD"


def test_cases_elsewhere_do_not_get_the_countys_name(tmp_path: Path) -> None:
    nowhere = [{"town_code": None, "town_name": None}]
    facts = map_facts(factories.make_ledger(tmp_path, cases=nowhere))
    assert facts.county_name == ""
    assert [(town.code, town.name) for town in facts.towns] == [("", "")]


def test_what_is_no_ledger_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.gpkg").write_bytes(b"")
    with pytest.raises(LedgerError):
        map_facts(tmp_path / "a.gpkg")
