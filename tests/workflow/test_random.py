# SPDX-License-Identifier: GPL-2.0-or-later
"""Whatever changes fall on whatever coverage: the balance closes, the ledger verifies."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workflow.deliveries import X, Y, changes, survey
from tests.workflow.desk import cents, check_identities, overlay, read_book
from tests.workflow.geodesic import geodesic_areas

CODES = ("0101", "0103", "0201", "0404", "0702", "1101")


def coverage(rng: np.random.Generator) -> list:
    """Return parcels that share their edges exactly, some of them missing: a coverage with holes."""
    points = rng.uniform(-60.0, 60.0, (int(rng.integers(3, 15)), 2))
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(points)))
    frame = shapely.box(-60, -60, 60, 60)
    parcels = [part for cell in cells for part in shapely.get_parts(shapely.intersection(cell, frame)) if part.area > 1]
    kept = [parcel for parcel in parcels if rng.random() > 0.1] or parcels
    moved = shapely.transform(np.array(kept, dtype=object), lambda xy: np.round(xy + np.array([X, Y]), 4))
    return [(parcel, str(rng.choice(CODES))) for parcel in moved]


def change(rng: np.random.Generator) -> shapely.Geometry:
    """Return a polygon of any kind: convex, star, crossing itself, in parts, with a hole."""
    count = int(rng.integers(3, 12))
    points = rng.uniform(-1.0, 1.0, (count, 2)) * rng.uniform(0.2, 50.0) + rng.uniform(-70.0, 70.0, 2) + (X, Y)
    points = np.round(points, 4)
    kind = rng.integers(4)
    if kind == 0:
        return shapely.Polygon(points)
    hull = shapely.convex_hull(shapely.multipoints(points))
    if hull.geom_type != "Polygon" or kind == 1:
        return hull
    if kind == 2:
        return shapely.difference(hull, shapely.buffer(shapely.centroid(hull), rng.uniform(0.1, 10.0)))
    return shapely.union(hull, shapely.transform(hull, lambda xy: xy + rng.uniform(-60.0, 60.0, 2)))


@settings(max_examples=40, deadline=None, derandomize=True)
@given(seed=st.integers(0, 2**32 - 1), min_area=st.sampled_from([0.0, 10.0, 50.0]))
def test_the_balance_closes(seed: int, min_area: float) -> None:
    rng = np.random.default_rng(seed)
    parcels = coverage(rng)
    factor = rng.uniform(0.97, 1.03, len(parcels))
    told = [round(area * part, 2) for area, part in zip(geodesic_areas([p for p, _ in parcels], "EPSG:4523"), factor)]
    with TemporaryDirectory() as name:
        folder = Path(name)
        dltb = survey(folder / "dltb.gpkg", parcels, TBMJ=told)
        for batch in range(2):
            shapes = [change(rng) for _ in range(int(rng.integers(1, 8)))]
            layer = changes(folder / f"b{batch}.gpkg", shapes)
            result = overlay(layer, dltb, folder / "ledger.gpkg", f"batch {batch}", min_area=min_area)
            assert result.residual_m2 == 0.0
        book = read_book(folder / "ledger.gpkg")
    check_identities(book)
    for clue in book.clues:
        if clue["geom"] is None:
            assert clue["flags"] == "no_geometry"
            continue
        alone = geodesic_areas([clue["geom"]], "EPSG:4523")[0]
        assert clue["area_m2"] == pytest.approx(alone, rel=1e-7, abs=0.02)
        covered = shapely.intersection(clue["geom"], shapely.union_all([parcel for parcel, _ in parcels]))
        inside = geodesic_areas([covered], "EPSG:4523")[0] if covered.area else 0.0
        assert clue["overlay_m2"] == pytest.approx(inside, rel=1e-6, abs=0.06)
    assert cents(book.pieces, "area_m2") == cents(book.clues, "overlay_m2")
