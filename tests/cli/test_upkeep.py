# SPDX-License-Identifier: GPL-2.0-or-later
"""Upkeep from the command line: a person reads what would be lost before anything is replaced."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from anyue_farmland_plugin.cli import REFUSED, main
from anyue_farmland_plugin.ledger.reading import reading
from anyue_farmland_plugin.ledger.verify import verify_ledger
from anyue_farmland_plugin.workflow.tag import tag_case
from tests.factories import INSPECTOR, TickingClock, make_ledger

Captured = pytest.CaptureFixture[str]


def run(capsys: Captured, *arguments: object) -> dict:
    assert main([str(argument) for argument in arguments]) == 0
    found: dict = json.loads(capsys.readouterr().out)
    return found


def test_backup_work_look_and_go_back(tmp_path: Path, capsys: Captured) -> None:
    path = make_ledger(tmp_path)
    backup = run(capsys, "backup", "--ledger", path)["backup"]
    assert run(capsys, "check", "--ledger", path)["problems"] == []
    with reading(path) as reader:
        case_id = next(reader.rows("cases"))["case_id"]
    head = tag_case(path, case_id, {"note": "错"}, actor=INSPECTOR, clock=TickingClock()).head
    before = path.read_bytes()
    asked = ("restore", "--ledger", path, "--backup", backup)
    told = run(capsys, *asked)
    assert path.read_bytes() == before
    assert [(event["actor"], event["action"]) for event in told["lost_events"]] == [("王核查", "tagged")]
    other = tmp_path / "另存.gpkg"
    assert run(capsys, *asked, "--into", other)["head"] == told["backup_head"]["hash"] == verify_ledger(other).head
    assert main([str(word) for word in (*asked, "--in-place")]) == REFUSED  # nobody says who
    assert "ACTOR" in capsys.readouterr().err
    done = run(capsys, *asked, "--in-place", "--actor", "赵县级@county")
    assert verify_ledger(Path(done["kept"])).head == head
    assert verify_ledger(path).ok
    listed = run(capsys, "backups", "--ledger", path)["backups"]
    assert {entry["occasion"] for entry in listed} == {"asked", "daily", "restore"}


def test_compacting_tells_the_bytes(tmp_path: Path, capsys: Captured) -> None:
    path = make_ledger(tmp_path)
    told = run(capsys, "compact", "--ledger", path, "--actor", "李分析")
    assert told["bytes_after"] == path.stat().st_size
    assert verify_ledger(Path(told["backup"])).ok
    assert verify_ledger(path).ok
