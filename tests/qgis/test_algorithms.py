# SPDX-License-Identifier: GPL-2.0-or-later
"""The algorithms inside QGIS: what they say of themselves, layers in memory, cancelling, models."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from qgis.core import (
    QgsApplication,
    QgsProcessingAlgorithm,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingParameterDefinition,
    QgsProject,
    QgsVectorLayer,
)

from anyue_farmland_plugin.core.units import find_unit
from anyue_farmland_plugin.ledger.reading import reading
from tests.qgis.commands import verified, write

NAMES = (
    "overlay", "overlay_areas", "tag_cases", "make_field_packages", "merge_packages", "export_city", "verify_ledger",
)  # fmt: skip
PARAMETERS = {
    "overlay": {
        *("CHANGES", "DLTB", "BASIC_FARMLAND", "ECO_REDLINE", "URBAN_BOUNDARY", "APPROVALS", "CONTRACT_PARCELS"),
        *("TOWNSHIPS", "VILLAGES", "FIELD_MAP", "CLASS_TABLE", "BATCH", "SOURCE_KIND", "DETECTED_ON", "MIN_AREA"),
        *("LEDGER", "REPORT"),
    },
    "overlay_areas": {
        *("CHANGES", "DLTB", "BASIC_FARMLAND", "ECO_REDLINE", "URBAN_BOUNDARY", "TOWNSHIPS", "VILLAGES"),
        *("FIELD_MAP", "CLASS_TABLE", "OUTPUT"),
    },
    "tag_cases": {"LEDGER", "WHERE", "PROBLEM_TYPE", "RESPONSIBLE_UNIT", "VERDICT", "STATUS", "NOTE", "ACTOR"},
    "make_field_packages": {"LEDGER", "TOWNS", "LAYERS", "FOLDER", "PERSON", "EXPIRES_ON", "NAMES", "ZIP"},
    "merge_packages": {"LEDGER", "PACKAGES", "DRY_RUN", "ACTOR", "REPORT"},
    "export_city": {"LEDGER", "FOLDER", "PUBLIC"},
    "verify_ledger": {"LEDGER", "HEAD", "REPORT"},
}
OUTPUTS = {
    "overlay": {
        *("LEDGER", "CLUES_ADDED", "CASES_CREATED", "CASES_LINKED", "PIECES", "AREA_M2", "RESIDUAL_M2", "REPORT"),
    },
    "overlay_areas": {"OUTPUT", "CHANGES_COUNT", "AREA_M2", "OVERLAY_M2", "OUTSIDE_M2"},
    "tag_cases": {"CHANGED", "REFUSED"},
    "make_field_packages": {"PACKAGES", "PACKAGE_PATHS", "FOLDER"},
    "merge_packages": {"MERGED", "CONFLICTS", "REPORT"},
    "export_city": {"CITY_GPKG", "MANIFEST", "LINT", "XLSX", "ERRORS", "FOLDER"},
    "verify_ledger": {"OK", "BROKEN", "REPORT"},
}
REQUIRED = {
    "overlay": {"CHANGES", "DLTB", "BATCH", "LEDGER"},
    "overlay_areas": {"CHANGES", "DLTB", "OUTPUT"},
    "tag_cases": {"LEDGER", "WHERE", "ACTOR"},
    "make_field_packages": {"LEDGER", "FOLDER"},
    "merge_packages": {"LEDGER", "PACKAGES"},
    "export_city": {"LEDGER", "FOLDER"},
    "verify_ledger": {"LEDGER"},
}


@pytest.fixture
def folder(plugin: object, tmp_path: Path) -> Path:
    """A survey, changes and a crossing ring in files; the plugin is loaded."""
    write(
        tmp_path,
        """
crossing = shapely.Polygon([(X + 85, Y), (X + 115, Y + 30), (X + 115, Y), (X + 85, Y + 30)])
survey(folder / "dltb.gpkg", strip())
changes(folder / "bh.gpkg", [box(20, 5, 100, 25), crossing, None, box(0, 0, 10, 30)], TBLX=["20", "02", "03", None])
""",
    )
    return tmp_path


def algorithm(name: str) -> QgsProcessingAlgorithm:
    return QgsApplication.processingRegistry().algorithmById(f"anyue_farmland:{name}")


def in_memory(path: Path, layer: str, name: str) -> QgsVectorLayer:
    """Return a copy of a file's layer that only QGIS knows."""
    source = QgsVectorLayer(f"{path}|layername={layer}", name, "ogr")
    assert source.isValid()
    from qgis.core import QgsFeatureRequest

    copied = source.materialize(QgsFeatureRequest())
    copied.setName(name)
    return copied


def processing_run(name: str, parameters: dict, feedback: QgsProcessingFeedback | None = None) -> dict:
    """Run as a script in QGIS's Python console does."""
    import processing

    return dict(processing.run(f"anyue_farmland:{name}", parameters, feedback=feedback or QgsProcessingFeedback(False)))


@pytest.mark.parametrize("name", NAMES)
def test_every_algorithm_explains_itself(plugin: object, name: str) -> None:
    found = algorithm(name)
    assert (found.provider().id(), found.name(), found.groupId()) == ("anyue_farmland", name, "farmland_protection")
    assert len(found.displayName()) > 5
    assert found.group()
    assert not found.icon().isNull()
    assert not found.icon().pixmap(16, 16).isNull()
    assert len(found.shortHelpString()) > 100
    assert found.tags()
    assert all(re.search(r"\S", parameter.description()) for parameter in found.parameterDefinitions())
    assert {parameter.name() for parameter in found.parameterDefinitions()} == PARAMETERS[name]
    optional = QgsProcessingParameterDefinition.Flag.FlagOptional
    assert {p.name() for p in found.parameterDefinitions() if not p.flags() & optional} == REQUIRED[name]
    assert {output.name() for output in found.outputDefinitions()} == OUTPUTS[name]


def test_layers_in_memory_give_the_figures_of_their_files(folder: Path, log: list) -> None:
    changes, dltb = folder / "bh.gpkg", folder / "dltb.gpkg"
    filed = processing_run(
        "overlay", {"CHANGES": str(changes), "DLTB": str(dltb), "BATCH": "6", "LEDGER": str(folder / "files.gpkg")}
    )
    layers = [in_memory(changes, "BHTB", "变化"), in_memory(dltb, "DLTB", "地类图斑")]
    QgsProject.instance().addMapLayers(layers)
    kept = processing_run(
        "overlay",
        {"CHANGES": layers[0], "DLTB": layers[1].id(), "BATCH": "6", "LEDGER": str(folder / "memory.gpkg")},
    )
    told = ("CLUES_ADDED", "CASES_CREATED", "CASES_LINKED", "PIECES", "AREA_M2", "RESIDUAL_M2")
    assert [kept[name] for name in told] == [filed[name] for name in told]
    assert (kept["CLUES_ADDED"], kept["PIECES"]) == (4, 5)
    rows = []
    for name in ("files.gpkg", "memory.gpkg"):
        assert verified(folder / name)["clues"] == 4
        with reading(folder / name) as reader:
            pieces = [
                (row["bsm"], row["dlbm"], row["area_m2"], row["ledger_m2"], row["net_m2"], row["geom"])
                for row in reader.rows("pieces")
            ]
            clues = [
                (row["source_ref"], row["change_type"], row["area_m2"], row["flags"], row["geom"])
                for row in reader.rows("clues")
            ]
        rows.append((pieces, clues))
    assert rows[0] == rows[1]
    assert log == []


def test_an_edited_layer_is_read_as_it_looks(folder: Path) -> None:
    layer = QgsVectorLayer(f"{folder / 'bh.gpkg'}|layername=BHTB", "变化", "ogr")
    layer.startEditing()
    layer.deleteFeatures([1, 3])
    QgsProject.instance().addMapLayer(layer)
    done = processing_run(
        "overlay", {"CHANGES": layer, "DLTB": str(folder / "dltb.gpkg"), "BATCH": "6", "LEDGER": str(folder / "l.gpkg")}
    )
    assert done["CLUES_ADDED"] == 2
    layer.rollBack()


def test_a_filtered_layer_is_read_as_it_looks(folder: Path) -> None:
    layer = QgsVectorLayer(f"{folder / 'bh.gpkg'}|layername=BHTB|subset=TBLX = '20'", "变化", "ogr")
    QgsProject.instance().addMapLayer(layer)
    request = {"CHANGES": layer, "DLTB": str(folder / "dltb.gpkg"), "BATCH": "6", "LEDGER": str(folder / "l.gpkg")}
    assert processing_run("overlay", request)["CLUES_ADDED"] == 1
    layer.setSubsetString("TBLX = '02'")
    assert processing_run("overlay", request)["CLUES_ADDED"] == 1
    assert processing_run("overlay", request)["CLUES_ADDED"] == 0


def test_cancelling_leaves_nothing(folder: Path) -> None:
    feedback = QgsProcessingFeedback(False)
    feedback.cancel()
    before = sorted(item.name for item in folder.iterdir())
    with pytest.raises(QgsProcessingException, match="nothing was written"):
        processing_run(
            "overlay",
            {
                "CHANGES": str(folder / "bh.gpkg"),
                "DLTB": str(folder / "dltb.gpkg"),
                "BATCH": "6",
                "LEDGER": str(folder / "l.gpkg"),
            },
            feedback,
        )
    assert sorted(item.name for item in folder.iterdir()) == before


def test_the_actor_is_the_person_of_the_options(folder: Path) -> None:
    processing_run(
        "overlay",
        {
            "CHANGES": str(folder / "bh.gpkg"),
            "DLTB": str(folder / "dltb.gpkg"),
            "BATCH": "6",
            "LEDGER": str(folder / "l.gpkg"),
        },
    )
    with reading(folder / "l.gpkg") as reader:
        assert {(row["actor"], row["role"]) for row in reader.rows("events")} == {("王核查", "inspector")}
        assert {row["town_name"] for row in reader.rows("cases")} == {(find_unit("512021103") or "").name}
