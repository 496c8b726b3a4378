# SPDX-License-Identifier: GPL-2.0-or-later
"""The merge as people start it: folders and zips from a stick, the report, the command line."""

from __future__ import annotations

import json
import uuid
from pathlib import Path

import pytest

from anyue_farmland_plugin.cli import REFUSED, main
from anyue_farmland_plugin.core.errors import InputDataError
from anyue_farmland_plugin.core.ports import SilentProgress
from anyue_farmland_plugin.workflow.field_packages_folder import PackRequest, make_field_packages
from anyue_farmland_plugin.workflow.merge_job import run_merge
from tests.factories import ANALYST, COUNTY, TickingClock, make_ledger
from tests.workflow.copies import assert_whole, case_ids, case_of, package, write

SPACE = uuid.UUID("2b0f0d0a-7f3e-4a2b-9a43-0a6c7c0e8f12")


@pytest.fixture
def clock() -> TickingClock:
    return TickingClock()


@pytest.fixture
def ledger(tmp_path: Path, clock: TickingClock) -> Path:
    return make_ledger(tmp_path, cases=3, clock=clock)


def pack(ledger: Path, folder: Path, clock: TickingClock, *, zipped: bool) -> list:
    names = iter(range(100))
    request = PackRequest(ledger, folder, zipped=zipped)
    made = make_field_packages(
        request,
        actor=COUNTY,
        clock=clock,
        new_id=lambda: str(uuid.uuid5(SPACE, f"{folder.name}{next(names)}")),
        progress=SilentProgress(),
    )
    return [one.path for one in made]


@pytest.mark.parametrize("zipped", [False, True])
def test_the_folders_and_zips_of_all_townships_come_back(
    ledger: Path, tmp_path: Path, clock: TickingClock, zipped: bool
) -> None:
    packages = pack(ledger, tmp_path / "stick", clock, zipped=zipped)
    assert len(packages) == 3
    if not zipped:
        (inside,) = packages[0].glob("*.gpkg")
        (case_id,) = case_ids(inside)
        write(inside, case_id, {"note": "a shed"}, clock)
        result = run_merge(ledger, packages, actor=COUNTY, clock=clock)
        assert case_of(ledger, case_id)["note"] == "a shed"
    else:
        result = run_merge(ledger, packages, actor=COUNTY, clock=clock)
    assert result.merged == 3
    assert_whole(ledger)


def test_a_folder_without_a_package_is_refused(ledger: Path, tmp_path: Path, clock: TickingClock) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputDataError, match="empty holds 0 packages"):
        run_merge(ledger, [tmp_path / "empty"], actor=COUNTY, clock=clock)


def test_the_report_tells_everything_and_runs_nothing(ledger: Path, tmp_path: Path, clock: TickingClock) -> None:
    (case_id, *_) = case_ids(ledger)
    east = package(ledger, "east", clock)
    write(ledger, case_id, {"note": "<script>alert(1)</script>"}, clock, ANALYST)
    write(east, case_id, {"note": "a house", "priority": 2}, clock)
    report = tmp_path / "merge.html"
    result = run_merge(ledger, [east], actor=COUNTY, clock=clock, report=report, dry_run=True)
    text = report.read_text(encoding="utf-8")
    assert "nothing was written" in text
    assert "<script>" not in text
    assert "&lt;script&gt;" in text
    for part in ("512021103-2022-0001", "a house (王核查, inspector)", "only the package changed it", result.head.hash):
        assert part in text


def test_the_command_line_merges_lists_answers_and_takes_back(
    ledger: Path, tmp_path: Path, clock: TickingClock, capsys: pytest.CaptureFixture
) -> None:
    (case_id, *_) = case_ids(ledger)
    east = package(ledger, "east", clock)
    write(ledger, case_id, {"note": "a shed"}, clock, ANALYST)
    write(east, case_id, {"note": "a house"}, clock)

    def run(*arguments: str) -> dict:
        assert main([*arguments, "--ledger", str(ledger)]) == 0
        return json.loads(capsys.readouterr().out)

    who = ("--actor", "赵县级@county")
    assert run("merge", str(east), "--dry-run", *who)["merged"] == 1
    assert run("conflicts")["conflicts"] == []
    merged = run("merge", str(east), *who)
    assert (merged["merged"], merged["conflicts"]) == (1, 1)
    assert Path(merged["backup"]).is_file()
    assert run("unmerge", "--reason", "wrong stick", *who)["kept"] == []
    run("merge", str(east), *who)
    (asked,) = run("conflicts")["conflicts"]
    assert [choice["value"] for choice in asked["choices"]] == ["a shed", "a house"]
    run("resolve", "--conflict", asked["conflict"], "--choice", "2", *who)
    assert case_of(ledger, case_id)["note"] == "a house"
    assert main(["resolve", "--ledger", str(ledger), "--conflict", asked["conflict"], "--choice", "1", *who]) == REFUSED
    assert "was answered by" in capsys.readouterr().err
    assert_whole(ledger)
