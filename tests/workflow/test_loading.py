# SPDX-License-Identifier: GPL-2.0-or-later
"""An overlay reads the parcels its changes can meet, each in full, and says which rows it could not place."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Optional

import numpy as np
import pytest
import shapely

from anyue_farmland_plugin.core import crs as systems
from anyue_farmland_plugin.core.ports import SilentProgress
from anyue_farmland_plugin.intake.files import FileSource
from anyue_farmland_plugin.workflow.near_layers import NearLayer
from anyue_farmland_plugin.workflow.overlay_batch import overlay_batch
from anyue_farmland_plugin.workflow.overlay_inputs import Inputs
from anyue_farmland_plugin.workflow.overlay_loading import inputs_of
from anyue_farmland_plugin.workflow.overlay_merge import merge
from anyue_farmland_plugin.workflow.overlay_plan import OverlayPlan, plan_overlay, read_changes
from anyue_farmland_plugin.workflow.overlay_request import OverlayRequest
from tests.workflow.deliveries import CRS, X, Y, box, changes, survey, write_layer

GRID = [(box(x, y, x + 100, y + 100), "0103") for y in range(0, 1000, 100) for x in range(0, 1000, 100)]
FAR_APART = [box(20, 20, 40, 40), None, box(950, 950, 970, 970)]


def planned(folder: Path, dltb: FileSource, shapes: list, zones: Optional[dict] = None) -> OverlayPlan:
    request = OverlayRequest(
        changes=changes(folder / "changes.gpkg", shapes),
        dltb=dltb,
        ledger=folder / "ledger.gpkg",
        batch="2026-07",
        zones=zones or {},
    )
    return plan_overlay(request, read_changes(request, CRS, SilentProgress()), CRS, SilentProgress())


def loaded(folder: Path, dltb: FileSource, shapes: list, zones: Optional[dict] = None) -> Inputs:
    plan = planned(folder, dltb, shapes, zones)
    parts = [overlay_batch(job) for job in plan.jobs(10.0)]
    return inputs_of(plan, parts, merge(parts, len(shapes), "survey"))


def read_fids(plan: OverlayPlan) -> list:
    return np.unique(np.concatenate([job.survey.fids for job in plan.jobs(10.0)])).tolist()


def test_only_parcels_near_a_change_are_read_whatever_lies_between(tmp_path: Path) -> None:
    dltb = survey(tmp_path / "survey.gpkg", GRID)
    assert read_fids(planned(tmp_path, dltb, FAR_APART)) == [1, 100]
    inputs = loaded(tmp_path, dltb, FAR_APART)
    assert inputs.layer("dltb").rows_read == 2
    assert inputs.survey.bsm.tolist() == ["512021211000000001", "512021211000000100"]
    assert [warning for warning in inputs.warnings if "no geometry" in warning] == []


@pytest.mark.parametrize("crs", ["EPSG:4490", "EPSG:4496", "EPSG:4522"])
def test_a_survey_in_another_system_is_read_around_the_changes(tmp_path: Path, crs: str) -> None:
    shapes = systems.transform(np.array([shape for shape, _ in GRID], dtype=object), CRS, crs)
    dltb = survey(tmp_path / "survey.gpkg", [(shape, "0103") for shape in shapes], crs=crs)
    assert {1, 100} <= set(read_fids(planned(tmp_path, dltb, FAR_APART))) <= {
        1, 2, 11, 12, 89, 90, 99, 100
    }  # fmt: skip


@pytest.mark.parametrize("size", [30.0, 3_000.0, 100_000.0])
@pytest.mark.parametrize("crs", ["EPSG:4490", "EPSG:4522", "EPSG:3857"])
def test_boxes_in_another_system_hold_what_they_held(tmp_path: Path, size: float, crs: str) -> None:
    rng = np.random.default_rng(int(size))
    corner = np.array([X, Y]) + rng.uniform(-50_000.0, 50_000.0, (40, 2))
    fields = shapely.segmentize(shapely.box(*corner.T, *(corner + size).T), size / 64.0)
    rims = shapely.points(shapely.get_coordinates(fields))
    tiny = shapely.buffer(systems.transform(rims, CRS, crs), 1e-9 if crs == "EPSG:4490" else 1e-4, quad_segs=1)
    source = write_layer(tmp_path / "points.gpkg", "x", tiny, {}, crs=crs)
    found = NearLayer.of("basic_farmland", source, fields, crs=CRS, field_map={})
    assert len(np.unique(found.fids)) == len(rims)


def test_no_change_with_a_shape_reads_no_parcel(tmp_path: Path) -> None:
    inputs = loaded(tmp_path, survey(tmp_path / "survey.gpkg", GRID), [None, shapely.Polygon()])
    assert len(inputs.survey) == 0


def test_rows_without_geometry_are_counted_and_told(tmp_path: Path) -> None:
    parcels = [*GRID[:3], (None, "0103"), (None, "0101")]
    dltb = survey(tmp_path / "survey.gpkg", parcels, TBMJ=[10_000.0] * 5)
    lines = [box(0, 0, 50, 50), None]
    farmland = write_layer(tmp_path / "lines.gpkg", "YJJBNTTB", lines, {"BSM": ["1", "2"]})
    inputs = loaded(tmp_path, dltb, FAR_APART, {"basic_farmland": farmland})
    told = [warning for warning in inputs.warnings if "no geometry" in warning]
    assert told == [
        "survey.gpkg (DLTB): 2 rows have no geometry and were not overlaid.",
        "lines.gpkg (YJJBNTTB): 1 rows have no geometry and were not overlaid.",
    ]


def test_a_parcel_with_impossible_coordinates_is_read_and_given_up_by_name(tmp_path: Path) -> None:
    dltb = survey(tmp_path / "survey.gpkg", GRID[:3])
    path = dltb.location.path
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        blob = connection.execute("SELECT geom FROM DLTB WHERE fid = 2").fetchone()[0]
        broken = blob[:-16] + np.array([np.inf, np.inf]).tobytes()
        connection.execute("UPDATE DLTB SET geom = ? WHERE fid = 2", (broken,))
        connection.execute("UPDATE rtree_DLTB_geom SET maxx = 9e999, maxy = 9e999 WHERE id = 2")
    assert read_fids(planned(tmp_path, FileSource(path, "DLTB"), FAR_APART)) == [1, 2]
    inputs = loaded(tmp_path, FileSource(path, "DLTB"), FAR_APART)
    assert [lost.fid for lost in inputs.layer("dltb").unreadable()] == ["2"]
