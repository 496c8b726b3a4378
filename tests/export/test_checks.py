# SPDX-License-Identifier: GPL-2.0-or-later
"""Every check of lint.json fires on its fault and on nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from anyue_farmland_plugin.export.checks import check_snapshot
from anyue_farmland_plugin.export.findings import Severity
from anyue_farmland_plugin.export.snapshot import take_snapshot
from tests.factories import make_ledger

FACTS = {"problem_type": "FN01", "subject": "某公司", "occurred_on": "2022-05-01", "responsible_unit": "512021103"}
PLAN = {**FACTS, "tier": "T1", "measures": "M01", "deadline": "2022-11-20"}
CLOSED = {**PLAN, "status": "closed", "closed_on": "2022-10-01", "closed_by": "赵县级", "restored_m2": 1199.97}
ERROR, WARNING = Severity.ERROR, Severity.WARNING

FAULTS = {
    "nothing judged yet": ({}, []),
    "all facts there": ({**FACTS, "status": "confirmed"}, []),
    "a plan complete": ({**PLAN, "status": "rectifying"}, []),
    "typed without subject and time": (
        {"problem_type": "FN01", "responsible_unit": "512021103"},
        [(WARNING, "facts", "occurred_on"), (WARNING, "facts", "subject")],
    ),
    "confirmed without subject": ({**FACTS, "status": "confirmed", "subject": None}, [(ERROR, "facts", "subject")]),
    "confirmed without place": ({**FACTS, "status": "confirmed", "location": ""}, [(ERROR, "facts", "location")]),
    "type without unit": ({**FACTS, "responsible_unit": None}, [(ERROR, "unit", "responsible_unit")]),
    "planned without deadline": ({**PLAN, "status": "planned", "deadline": None}, [(ERROR, "plan", "deadline")]),
    "dismissed without verdict": ({"status": "dismissed"}, [(ERROR, "verdict", "verdict")]),
    "dismissed with verdict": ({"status": "dismissed", "verdict": "WB"}, []),
    "areas that do not sum": ({"other_agri_m2": 500.0}, [(ERROR, "identity", "area_m2")]),
    "areas within the tolerance": ({"unused_m2": 6.6}, []),
    "part outside the survey": ({"area_m2": 1299.97, "outside_survey_m2": 100.0, "outside_urban_m2": 0.0}, []),
    "more basic farmland than area": ({"basic_farmland_m2": 1300.0}, [(ERROR, "within", "basic_farmland_m2")]),
    "more paddy than cultivated land": ({"paddy_m2": 700.0}, [(ERROR, "within", "paddy_m2")]),
    "closed without evidence": (CLOSED, [(ERROR, "closing", "status"), (WARNING, "closing", "status")]),
    "closed with a rest": (
        {**CLOSED, "remaining_m2": 10.0},
        [(ERROR, "closing", "remaining_m2"), (ERROR, "closing", "status"), (WARNING, "closing", "status")],
    ),
    "closed by nobody": (
        {**CLOSED, "closed_by": None},
        [(ERROR, "closing", "closed_by"), (ERROR, "closing", "status"), (WARNING, "closing", "status")],
    ),
    "more rectified than there is": ({"restored_m2": 1300.0}, [(ERROR, "within", "restored_m2")]),
    "a date in another form": ({"deadline": "2022/6/15"}, [(ERROR, "date", "deadline")]),
    "an impossible date": ({"occurred_on": "2022-13-40"}, [(ERROR, "date", "occurred_on")]),
    "a monitoring type nobody knows": ({"change_type": "ZZ9"}, [(WARNING, "change_type", "change_type")]),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_and_its_finding(tmp_path: Path, name: str) -> None:
    values, expected = FAULTS[name]
    issues = check_snapshot(take_snapshot(make_ledger(tmp_path, cases=[values])))
    assert [(issue.severity, issue.check, issue.column) for issue in issues] == expected
    assert {issue.case_no for issue in issues} <= {"512021103-2022-0001"}
    assert all(issue.sentence.endswith(".") for issue in issues)
