# SPDX-License-Identifier: GPL-2.0-or-later
"""An overlay cancelled in QGIS leaves its finished batches in the profile, and the next run takes them up."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pytest
from qgis.core import QgsApplication, QgsProcessingException

from anyue_farmland_plugin.bridge.unfinished_runs import unfinished_runs
from tests.qgis.commands import verified, write
from tests.qgis.test_algorithms import processing_run
from tests.qgis.test_areas import Feedback

FORTY_DAYS = 40 * 24 * 3600


def kept() -> set:
    return set(unfinished_runs().rglob("*.npz"))


def test_a_cancelled_overlay_is_taken_up(plugin: object, tmp_path: Path) -> None:
    before, folder = kept(), tmp_path
    write(folder, 'survey(folder / "dltb.gpkg", strip())\nchanges(folder / "bh.gpkg", [box(20, 5, 100, 25)])')
    request = {"CHANGES": str(folder / "bh.gpkg"), "DLTB": str(folder / "dltb.gpkg"), "BATCH": "6"}
    request["LEDGER"] = str(folder / "l.gpkg")
    with pytest.raises(QgsProcessingException, match="nothing was written"):
        processing_run("overlay", request, Feedback(cancel_at=50.0))
    assert not (folder / "l.gpkg").exists()
    (batch,) = kept() - before
    assert Path(QgsApplication.qgisSettingsDirPath()) in batch.parents
    done = processing_run("overlay", request)
    assert (done["CLUES_ADDED"], done["PIECES"], done["RESIDUAL_M2"]) == (1, 3, 0)
    assert verified(folder / "l.gpkg")["clues"] == 1
    assert not batch.parent.exists()


def test_runs_nobody_goes_on_with_are_dropped_after_a_month(qgis_app: QgsApplication, tmp_path: Path) -> None:
    old, new = (unfinished_runs() / f"{tmp_path.name}-{name}" for name in ("old", "new"))
    for run in (old, new):
        run.mkdir(parents=True)
        (run / "a.npz").write_bytes(b"x")
    then = time.time() - FORTY_DAYS
    os.utime(old, (then, then))
    unfinished_runs()
    assert (old.exists(), new.exists()) == (False, True)
    shutil.rmtree(new)
