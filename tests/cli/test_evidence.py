# SPDX-License-Identifier: GPL-2.0-or-later
"""Photos and papers of a case from the command line: match, add, ask what is missing, audit, verify."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import shapely

from anyue_farmland_plugin.cli import REFUSED, main
from anyue_farmland_plugin.ledger.evidence_files import folder_of
from tests.factories import make_ledger
from tests.pictures import write
from tests.workflow.camera import position, rows


def run(capsys: pytest.CaptureFixture, ledger: Path, part: str, *more: str) -> tuple:
    capsys.readouterr()
    code = main(["evidence", part, "--ledger", str(ledger), *more])
    told = capsys.readouterr()
    return code, json.loads(told.out) if told.out else told.err


def test_evidence_is_matched_added_asked_for_and_audited(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    ledger = make_ledger(tmp_path, cases=[{"problem_type": "FN01"}, {}])
    number = rows(ledger, "cases")[0]["case_no"]
    folder = tmp_path / "DCIM"
    folder.mkdir()
    photo = write(folder / "现场.jpg", 1, **position(ledger, 0))
    code, found = run(capsys, ledger, "match", "--folder", str(folder))
    assert (code, found["proposals"][0]["case"]) == (0, number)
    assert found["proposals"][0]["reason"] == "Taken inside the case."
    who = ["--actor", "钱镇长@town", "--case", number]
    code, added = run(capsys, ledger, "add", str(photo), "--stage", "before", *who)
    assert (code, added["added"], added["photos"][0]["distance_m"]) == (0, 1, 0.0)
    code, entered = run(capsys, ledger, "document", "--kind", "settled", "--number", "安结〔2022〕1号", *who)
    assert (code, entered["added"]) == (0, 1)
    code, listed = run(capsys, ledger, "list", "--case", number)
    (shown,) = listed["photos"]
    assert (code, shown["stage"], shown["missing"], shown["distance_m"], shown["in_view"]) == (
        0, "before", False, 0.0, True,
    )  # fmt: skip
    wedge = shapely.from_wkt(shown["view"])
    assert shapely.intersects(wedge, shapely.from_wkb(rows(ledger, "cases")[0]["geom"]))
    code, asked = run(capsys, ledger, "needs", "--case", number)
    lacking = [need["missing"] for need in asked["needs"] if need["missing"] and need["level"] in ("core", "county")]
    assert code == 0
    assert any("整改后" in sentence for sentence in lacking)
    assert not any("结案" in sentence for sentence in lacking)
    evidence, other = added["photos"][0]["evidence"], rows(ledger, "cases")[1]["case_no"]
    whose = ["--evidence", evidence, "--actor", "钱镇长@town"]
    assert run(capsys, ledger, "link", "--stage", "before", "--case", other, *whose) == (0, {"linked": 1})
    code, _ = run(capsys, ledger, "describe", "--stage", "after", "--kind", "crop", "--case", other, *whose)
    assert code == 0
    assert [link["stage"] for link in rows(ledger, "evidence_links")] == ["before", "after"]
    code, examined = run(capsys, ledger, "examine", "--actor", "钱镇长@town")
    assert (code, examined) == (0, {"examined": 0, "refused": []})
    manifest = tmp_path / "清单.csv"
    code, audited = run(capsys, ledger, "audit", "--manifest", str(manifest))
    assert (code, audited["ok"], audited["good"], audited["unnamed"]) == (0, True, 1, 1)
    assert manifest.is_file()


def test_a_missing_file_fails_the_audit_and_is_a_note_of_verification(
    tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    ledger = make_ledger(tmp_path, cases=1)
    number = rows(ledger, "cases")[0]["case_no"]
    photo = write(tmp_path / "a.jpg", 1)
    run(capsys, ledger, "add", str(photo), "--stage", "before", "--actor", "钱镇长@town", "--case", number)
    (stored,) = folder_of(ledger).iterdir()
    stored.unlink()
    code, audited = run(capsys, ledger, "audit")
    assert (code, audited["ok"], audited["missing"]) == (1, False, 1)
    assert main(["verify", "--ledger", str(ledger)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["ok"]
    assert any(stored.name in note for note in told["notes"])


def test_a_refusal_names_what_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    ledger = make_ledger(tmp_path, cases=1)
    photo = write(tmp_path / "a.jpg", 1)
    more = ["--stage", "before", "--actor", "钱镇长@town", "--case", "512021-nothing"]
    code, told = run(capsys, ledger, "add", str(photo), *more)
    assert code == REFUSED
    assert "no case 512021-nothing" in told
