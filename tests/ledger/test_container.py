# SPDX-License-Identifier: GPL-2.0-or-later
"""The ledger as a file: a GeoPackage other programs read, the same bytes for the same work."""

from __future__ import annotations

import hashlib
import sqlite3
import subprocess
from pathlib import Path

import pytest

from anyue_farmland_plugin.core.crs import srs_definition
from anyue_farmland_plugin.ledger.reading import reading
from anyue_farmland_plugin.ledger.verify import verify_ledger
from anyue_farmland_plugin.ledger.writing import creating, writing
from anyue_farmland_plugin.workflow.blueprint import ledger_blueprint
from tests.factories import ANALYST, CRS, INSPECTOR, Ids, TickingClock, make_ledger

PYTHON = "/usr/bin/python3"


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_gdals_validator_accepts_a_new_ledger(tmp_path: Path) -> None:
    path = make_ledger(tmp_path)
    run = subprocess.run(
        [PYTHON, "-m", "osgeo_utils.samples.validate_gpkg", "-k", str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_an_empty_ledger_is_valid_too(tmp_path: Path) -> None:
    path = tmp_path / "empty.gpkg"
    with creating(path, ledger_blueprint(srs_definition("EPSG:4490"), Ids()("chain")), ANALYST, TickingClock()):
        pass
    run = subprocess.run([PYTHON, "-m", "osgeo_utils.samples.validate_gpkg", "-k", str(path)], check=False)
    assert run.returncode == 0
    assert verify_ledger(path).ok


def test_ogrinfo_reads_every_layer_without_a_warning(tmp_path: Path) -> None:
    path = make_ledger(tmp_path)
    run = subprocess.run(["ogrinfo", "-ro", "-al", "-so", str(path)], capture_output=True, text=True, check=False)
    assert run.returncode == 0
    assert run.stderr == ""
    assert "Layer name: cases" in run.stdout
    assert 'ID["EPSG",4523]' in run.stdout


def test_chinese_labels_and_enumerations_are_in_the_file(tmp_path: Path) -> None:
    path = make_ledger(tmp_path)
    with reading(path) as reader:
        labels = dict(
            tuple(row)
            for row in reader.connection.execute(
                "SELECT column_name, name FROM gpkg_data_columns WHERE table_name = 'cases'"
            )
        )
        assert labels["problem_type"] == "问题类型"
        assert reader.enumeration("problem_type")["FN01"] == "乱占耕地建房"
        assert reader.enumeration("unit")["512021103"] == "通贤镇"


def test_the_same_work_gives_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    first, second = make_ledger(tmp_path / "a", cases=7), make_ledger(tmp_path / "b", cases=7)
    for path in (first, second):
        clock = TickingClock()
        with reading(path) as reader:
            (case_id,) = reader.connection.execute("SELECT case_id FROM cases LIMIT 1").fetchone()
        with writing(path, INSPECTOR, clock) as writer:
            writer.update_case(case_id, {"problem_type": "FN01"}, action="tagged")
    assert digest(first) == digest(second)


def test_reading_and_verifying_leave_the_file_as_it_was(tmp_path: Path) -> None:
    path = make_ledger(tmp_path)
    before = digest(path)
    with reading(path) as reader:
        assert len(list(reader.rows("cases"))) == 3
    assert verify_ledger(path).ok
    assert digest(path) == before
    assert [item.name for item in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("name", ["安岳 工作台账.gpkg", "100%#1?.gpkg", "it's & more;.gpkg"])
def test_awkward_file_and_folder_names(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "耕地 保护#2022?%41"
    folder.mkdir()
    path = make_ledger(folder, name=name)
    with writing(path, INSPECTOR, TickingClock()) as writer:
        writer.set_setting("stage", "排查")
    assert verify_ledger(path).ok
    assert {item.name for item in folder.iterdir()} == {name, f"{path.stem}-backups"}


def test_a_file_left_in_wal_mode_is_read_without_traces_and_turned_back_by_the_next_write(tmp_path: Path) -> None:
    path = make_ledger(tmp_path)
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA journal_mode = WAL").fetchone()[0] == "wal"
    connection.close()
    with reading(path) as reader:
        assert reader.head().seq == 5
    assert [item.name for item in tmp_path.iterdir()] == [path.name]
    with writing(path, INSPECTOR, TickingClock()) as writer:
        writer.set_setting("stage", "排查")
    assert path.read_bytes()[18:20] == b"\x01\x01"
    assert {item.name for item in tmp_path.iterdir()} == {path.name, f"{path.stem}-backups"}
    assert verify_ledger(path).ok


def test_the_ledger_keeps_the_system_of_the_survey(tmp_path: Path) -> None:
    path = make_ledger(tmp_path)
    with reading(path) as reader:
        assert reader.srs()["organization_coordsys_id"] == int(CRS.split(":")[1])
