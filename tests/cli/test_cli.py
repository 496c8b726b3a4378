# SPDX-License-Identifier: GPL-2.0-or-later
"""An analyst on a machine without QGIS: sample, overlay, tag, verify, export from the command line."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest

from anyue_farmland_plugin.cli import FAMILIES, REFUSED, main, parser_for


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("county")
    assert main(["sample", "--folder", str(folder), "--parcels", "400", "--seed", "5"]) == 0
    return folder


def overlay(county: Path, ledger: Path, *more: str) -> int:
    return main([
        "overlay", "--changes", f"{county}/changes.gpkg|layername=changes_202206", "--dltb",
        f"{county}/survey.gpkg|layername=DLTB", "--townships", f"{county}/survey.gpkg|layername=XZQ",
        "--batch", "202206", "--ledger", str(ledger), "--actor", "张三", *more])  # fmt: skip


def answer(capsys: pytest.CaptureFixture) -> dict:
    return json.loads(capsys.readouterr().out)


def test_the_main_job_runs_without_qgis(county: Path, tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    ledger, report = tmp_path / "台账.gpkg", tmp_path / "report.html"
    capsys.readouterr()
    assert overlay(county, ledger, "--report", str(report)) == 0
    done = answer(capsys)
    assert done["clues_added"] > 0
    assert done["residual_m2"] == 0
    assert "<html" in report.read_text(encoding="utf-8")
    tag = [
        "tag",
        "--ledger",
        str(ledger),
        "--where",
        "suggested_type IS NOT NULL",
        "--problem-type",
        "FN09",
        "--note",
        "试",
    ]
    assert main([*tag, "--actor", "李四@inspector"]) == 0
    assert answer(capsys)["changed"] > 0
    assert main(["verify", "--ledger", str(ledger), "--head", done["head"]]) == 0
    assert answer(capsys)["broken"] == []
    assert main(["export", "--ledger", str(ledger), "--folder", str(tmp_path / "city")]) == 0
    assert Path(answer(capsys)["city_gpkg"]).is_file()


def test_a_refusal_is_one_sentence_and_leaves_no_ledger(
    county: Path, tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    ledger = tmp_path / "ledger.gpkg"
    assert overlay(county, ledger, "--field-map", '{"dltb":{"DLBM":"NOPE"}}') == REFUSED
    assert "NOPE" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_verify_says_which_head_is_missing(county: Path, tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    ledger = tmp_path / "ledger.gpkg"
    assert overlay(county, ledger) == 0
    capsys.readouterr()
    assert main(["verify", "--ledger", str(ledger), "--head", "0" * 64]) == 1
    assert answer(capsys)["ok"] is False


def test_every_job_is_found_by_its_name_alone() -> None:
    named = [job for jobs in FAMILIES.values() for job in jobs]
    assert sorted(jobs_of(parser_for())) == sorted(named)
    for family in FAMILIES.values():
        assert sorted(jobs_of(parser_for(family[0]))) == sorted(family)


def jobs_of(parser: argparse.ArgumentParser) -> list:
    (subparsers,) = (action for action in parser._actions if isinstance(action, argparse._SubParsersAction))
    return list(subparsers.choices)
