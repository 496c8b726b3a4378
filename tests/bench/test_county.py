# SPDX-License-Identifier: GPL-2.0-or-later
"""The county the benchmark measures on must be a sound survey, or its figures mean nothing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyogrio
import pytest
import shapely

from anyue_farmland_plugin.core.ellipsoid import ellipsoidal_areas, to_cents
from tests.bench.data import CRS, make


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bench") / "county.gpkg"
    make(path, parcels=3000, seed=11, counts=(5_000,))
    return path


def layer(path: Path, name: str) -> tuple[dict[str, np.ndarray], np.ndarray]:
    meta, _, wkb, columns = pyogrio.raw.read(path, layer=name)
    return dict(zip(meta["fields"], columns)), shapely.from_wkb(wkb)


def test_parcels_neither_overlap_nor_leave_gaps(county: Path) -> None:
    _, shapes = layer(county, "DLTB")
    _, towns = layer(county, "XZQ")
    total = shapely.area(shapes).sum()
    assert 2000 < len(shapes) < 4500
    assert shapely.is_valid(shapes).all()
    assert shapely.area(shapely.union_all(shapes)) == pytest.approx(total, abs=1e-3)
    assert shapely.area(towns).sum() == pytest.approx(total, abs=1e-3)


def test_neighbours_share_their_vertices(county: Path) -> None:
    _, shapes = layer(county, "DLTB")
    _, villages = layer(county, "CJDCQ")
    corners = {tuple(point) for point in shapely.get_coordinates(shapes)}
    assert {tuple(point) for point in shapely.get_coordinates(villages)} <= corners
    tree = shapely.STRtree(shapes)
    one, other = tree.query(shapes, predicate="overlaps")
    assert len(one) == len(other) == 0


def test_tbmj_is_the_survey_area(county: Path) -> None:
    columns, shapes = layer(county, "DLTB")
    assert (to_cents(columns["TBMJ"]) == to_cents(ellipsoidal_areas(shapes, CRS))).all()
    assert 40 < np.median(shapely.get_num_coordinates(shapes)) < 80


def test_changes_are_valid_stairs_and_mostly_inside(county: Path) -> None:
    _, shapes = layer(county, "change_5000")
    _, towns = layer(county, "XZQ")
    corners = shapely.get_coordinates(shapes)
    whole = shapely.union_all(towns)
    shapely.prepare(whole)
    assert shapely.is_valid(shapes).all()
    assert (corners % 2 == 0).all()
    assert 1000 < np.median(shapely.area(shapes)) < 2200
    assert 0.75 < shapely.intersects(whole, shapes).mean() < 0.95


def test_equal_seeds_give_equal_polygons(county: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.gpkg"
    make(again, parcels=3000, seed=11, counts=(5_000,))
    for name in ("DLTB", "YJJBNTTB", "STBHHX", "change_5000"):
        _, first = layer(county, name)
        _, second = layer(again, name)
        assert (shapely.to_wkb(first) == shapely.to_wkb(second)).all()
