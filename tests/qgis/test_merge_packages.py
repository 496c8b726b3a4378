# SPDX-License-Identifier: GPL-2.0-or-later
"""``merge_packages`` inside QGIS: parameters and outputs of the contract, refusals as one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsVectorLayer,
)

from anyue_farmland_plugin.processing_provider.merge_packages import MergePackages
from tests.factories import ANALYST, TickingClock
from tests.workflow.copies import assert_whole, case_ids, case_of, package, write


def run(parameters: dict) -> dict:
    algorithm, context, feedback = MergePackages().create(), QgsProcessingContext(), QgsProcessingFeedback()
    good, told = algorithm.checkParameterValues(parameters, context)
    assert good, told
    assert algorithm.prepare(parameters, context, feedback)
    return algorithm.runPrepared(parameters, context, feedback)


def test_preview_merge_and_again(ledger: Path, tmp_path: Path, qgis_app: QgsApplication) -> None:
    clock = TickingClock()
    (case_id, *_) = case_ids(ledger)
    east, west = package(ledger, "east", clock), package(ledger, "west", clock)
    write(ledger, case_id, {"note": "a shed"}, clock, ANALYST)
    write(east, case_id, {"note": "a house"}, clock)
    write(west, case_id, {"subject": "甲公司"}, clock)
    asked = {"LEDGER": str(ledger), "PACKAGES": [str(east), str(west)], "ACTOR": "赵县级@county"}
    before = ledger.read_bytes()
    report = tmp_path / "merge.html"
    shown = run({**asked, "DRY_RUN": True, "REPORT": str(report)})
    assert (shown["MERGED"], shown["CONFLICTS"], shown["REPORT"]) == (2, 1, str(report))
    assert report.is_file()
    assert ledger.read_bytes() == before
    done = run(asked)
    assert (done["MERGED"], done["CONFLICTS"]) == (2, 1)
    case = case_of(ledger, case_id)
    assert (case["note"], case["subject"]) == ("a shed", "甲公司")
    assert run(asked)["MERGED"] == 0
    assert_whole(ledger)


def test_a_refusal_is_one_sentence(ledger: Path, qgis_app: QgsApplication) -> None:
    with pytest.raises(QgsProcessingException, match="no field package"):
        run({"LEDGER": str(ledger), "PACKAGES": [str(ledger)], "ACTOR": "赵县级@county"})


def test_what_was_typed_into_the_package_in_plain_qgis_comes_in(ledger: Path, qgis_app: QgsApplication) -> None:
    clock = TickingClock()
    (case_id, *_) = case_ids(ledger)
    east = package(ledger, "east", clock)
    layer = QgsVectorLayer(f"{east}|layername=cases", "cases", "ogr")
    feature = next(layer.getFeatures(f"case_id = '{case_id}'"))
    assert layer.startEditing()
    assert layer.changeAttributeValue(feature.id(), layer.fields().indexOf("note"), "seen on site")
    assert layer.commitChanges(), layer.commitErrors()
    del feature, layer
    assert run({"LEDGER": str(ledger), "PACKAGES": [str(east)], "ACTOR": "赵县级@county"})["MERGED"] == 1
    assert case_of(ledger, case_id)["note"] == "seen on site"
    assert_whole(ledger)
