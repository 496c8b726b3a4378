# SPDX-License-Identifier: GPL-2.0-or-later
"""Stock editing, by plain SQLite or through GDAL as QGIS does it, cannot change a ledger by mistake."""

from __future__ import annotations

import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from anyue_farmland_plugin.ledger.connection import register_functions
from anyue_farmland_plugin.ledger.verify import verify_ledger
from tests.factories import make_ledger

EDITS = {
    "a case's type": ("UPDATE cases SET problem_type = 'FN02' WHERE fid = 1", "changed by the plugin only"),
    "a case's polygon": ("UPDATE cases SET geom = NULL WHERE fid = 1", "changed by the plugin only"),
    "a case's key": (
        "UPDATE cases SET case_id = 'x', revision = revision + 1 WHERE fid = 1",
        "changed by the plugin only",
    ),
    "deleting a case": ("DELETE FROM cases WHERE fid = 1", "never deleted"),
    "a clue's type": ("UPDATE clues SET change_type = 'SM'", "never changed after import"),
    "a clue's polygon": ("UPDATE clues SET geom = NULL", "never changed after import"),
    "deleting a clue": ("DELETE FROM clues", "never deleted"),
    "a piece's area": ("UPDATE pieces SET area_m2 = 0 WHERE fid = 1", "never changed after import"),
    "deleting a piece": ("DELETE FROM pieces", "never deleted"),
    "deleting a delivery": ("DELETE FROM deliveries", "never deleted"),
    "an event's reason": ("UPDATE events SET reason = 'x'", "append-only"),
    "deleting events": ("DELETE FROM events", "append-only"),
    "replacing an event": (
        "INSERT OR REPLACE INTO events SELECT * FROM events WHERE seq = 2",
        "append-only",
    ),
}


@pytest.mark.parametrize("recursive", [0, 1])
@pytest.mark.parametrize("name", EDITS)
def test_sqlite_is_refused(tmp_path: Path, name: str, recursive: int) -> None:
    statement, sentence = EDITS[name]
    path = make_ledger(tmp_path)
    with closing(sqlite3.connect(path)) as connection:
        register_functions(connection)
        connection.execute(f"PRAGMA recursive_triggers = {recursive}")
        with pytest.raises(sqlite3.IntegrityError, match=sentence):
            connection.execute(statement)
        connection.rollback()
    assert verify_ledger(path).ok


OGR_EDIT = """
import sys
from osgeo import ogr
ogr.UseExceptions()
source = ogr.Open(sys.argv[1], 1)
layer = source.GetLayerByName(sys.argv[2])
feature = layer.GetNextFeature()
try:
    if sys.argv[3] == "delete":
        layer.DeleteFeature(feature.GetFID())
    else:
        feature.SetField(sys.argv[3], "FN02")
        layer.SetFeature(feature)
except RuntimeError as error:
    print("refused:", error)
else:
    print("accepted")
"""


@pytest.mark.parametrize(
    ("layer", "field"),
    [("cases", "problem_type"), ("clues", "source_ref"), ("pieces", "dlbm"), ("events", "reason"), ("cases", "delete")],
)
def test_gdal_is_refused(tmp_path: Path, layer: str, field: str) -> None:
    path = make_ledger(tmp_path)
    run = subprocess.run(
        ["/usr/bin/python3", "-c", OGR_EDIT, str(path), layer, field], capture_output=True, text=True, check=False
    )
    assert run.stdout.startswith("refused:"), run.stdout + run.stderr
    found = verify_ledger(path)
    assert found.ok, found.findings


def test_ogr2ogr_cannot_slip_cases_in_unseen(tmp_path: Path) -> None:
    path, other = make_ledger(tmp_path), make_ledger(tmp_path, name="other.gpkg")
    run = subprocess.run(
        ["ogr2ogr", "-append", "-nln", "cases", "-unsetFid", str(path), str(other), "cases"],
        capture_output=True,
        text=True,
        check=False,
    )
    found = verify_ledger(path)
    if run.returncode == 0:
        assert {finding.check for finding in found.findings} >= {"foreign_insert"}
    else:
        assert found.ok
