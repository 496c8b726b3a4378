# SPDX-License-Identifier: GPL-2.0-or-later
"""Slivers: a strip along a boundary goes to the neighbour it leans on, never away."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from anyue_farmland_plugin.core.crs import transform
from anyue_farmland_plugin.core.ellipsoid import ellipsoidal_areas
from anyue_farmland_plugin.core.overlay import OverlayPairs, overlay_pairs
from anyue_farmland_plugin.core.repair import repair_polygons
from anyue_farmland_plugin.core.slivers import Sliver, is_sliver, join_slivers
from anyue_farmland_plugin.intake.files import FileSource

CRS = "EPSG:4523"
EAST, NORTH = 35_535_000.0, 3_325_000.0


def box(x: float, y: float, width: float, height: float) -> shapely.Polygon:
    return shapely.box(EAST + x, NORTH + y, EAST + x + width, NORTH + y + height)


def pieces(*items: tuple[int, int, shapely.Geometry]) -> OverlayPairs:
    geometry = np.empty(len(items), dtype=object)
    geometry[:] = [item[2] for item in items]
    return OverlayPairs(np.array([i[0] for i in items]), np.array([i[1] for i in items]), geometry)


def test_a_fragment_joins_the_piece_with_the_longest_shared_edge() -> None:
    # 2 × 4 m beside parcel 5 (4 m of border) and below parcel 6 (2 m of border)
    pairs = pieces((0, 4, box(0, 0, 2, 4)), (0, 5, box(2, 0, 30, 4)), (0, 6, box(0, 4, 32, 50)))
    joined = join_slivers(pairs, CRS)
    assert joined.pairs.parcel_index.tolist() == [5, 6]
    assert joined.pairs.geometry[0].equals(box(0, 0, 32, 4))
    assert [(s.change, s.parcel, s.joined_parcel) for s in joined.slivers] == [(0, 4, 5)]
    assert joined.slivers[0].area == pytest.approx(8.0, abs=0.01)
    assert joined.areas.sum() == pytest.approx(ellipsoidal_areas(pairs.geometry, CRS).sum(), abs=1e-6)


def test_a_long_strip_narrower_than_a_hand_joins_though_it_is_large() -> None:
    strip, field = box(0, 0, 400, 0.15), box(0, 0.15, 400, 60)
    joined = join_slivers(pieces((0, 0, strip), (0, 1, field)), CRS)
    assert strip.area > 50.0
    assert joined.pairs.parcel_index.tolist() == [1]


def test_a_fragment_of_another_change_is_no_neighbour() -> None:
    joined = join_slivers(pieces((0, 0, box(0, 0, 2, 2)), (1, 1, box(2, 0, 50, 50))), CRS)
    assert len(joined.pairs) == 2
    assert [(s.change, s.joined_parcel) for s in joined.slivers] == [(0, None)]


def test_a_fragment_that_touches_only_a_corner_stays() -> None:
    joined = join_slivers(pieces((0, 0, box(0, 0, 2, 2)), (0, 1, box(2, 2, 50, 50))), CRS)
    assert len(joined.pairs) == 2
    assert joined.slivers[0].joined_parcel is None


def test_edges_that_almost_coincide_count_as_shared() -> None:
    joined = join_slivers(pieces((0, 0, box(0, 0, 2, 4)), (0, 1, box(2.004, 0, 50, 50))), CRS)
    assert joined.slivers[0].joined_parcel == 1
    apart = join_slivers(pieces((0, 0, box(0, 0, 2, 4)), (0, 1, box(2.5, 0, 50, 50))), CRS)
    assert apart.slivers[0].joined_parcel is None


def test_a_chain_of_fragments_ends_in_the_piece_beside_it() -> None:
    chain = [(0, k, box(2.0 * k, 0, 2, 2)) for k in range(3)]
    joined = join_slivers(pieces(*chain, (0, 9, box(6, 0, 40, 40))), CRS)
    assert joined.pairs.parcel_index.tolist() == [9]
    assert {s.joined_parcel for s in joined.slivers} == {9}
    assert len(joined.slivers) == 3


def test_two_fragments_that_are_a_piece_together_become_one() -> None:
    joined = join_slivers(pieces((0, 0, box(0, 0, 3, 2)), (0, 1, box(3, 0, 4, 2))), CRS)
    assert joined.pairs.parcel_index.tolist() == [1]
    assert joined.areas.tolist() == pytest.approx([14.0], abs=0.01)
    assert [(s.parcel, s.joined_parcel) for s in joined.slivers] == [(0, 1)]


def test_zero_switches_joining_off() -> None:
    pairs = pieces((0, 0, box(0, 0, 1, 1)), (0, 1, box(1, 0, 50, 50)))
    joined = join_slivers(pairs, CRS, min_area=0.0)
    assert joined.pairs is pairs
    assert joined.slivers == ()


def test_the_limit_is_a_parameter() -> None:
    pairs = pieces((0, 0, box(0, 0, 5, 5)), (0, 1, box(5, 0, 50, 50)))
    assert len(join_slivers(pairs, CRS).pairs) == 2
    assert len(join_slivers(pairs, CRS, min_area=30.0).pairs) == 1


def test_degrees_are_measured_in_metres() -> None:
    plane = pieces((0, 0, box(0, 0, 2, 4)), (0, 1, box(2, 0, 50, 50)), (0, 2, box(0, 50, 400, 0.15)))
    degrees = OverlayPairs(plane.change_index, plane.parcel_index, transform(plane.geometry, CRS, "EPSG:4490"))
    joined = join_slivers(degrees, "EPSG:4490")
    assert [(s.parcel, s.joined_parcel) for s in joined.slivers] == [(0, 1), (2, 1)]


def test_the_definition_of_a_sliver() -> None:
    areas, perimeters = np.array([9.99, 10.0, 100.0, 100.0]), np.array([12.0, 13.0, 999.0, 1001.0])
    assert is_sliver(areas, perimeters, 10.0).tolist() == [True, False, False, True]


@settings(max_examples=40, deadline=None)
@given(cuts=st.lists(st.floats(0.0, 60.0), min_size=1, max_size=8), min_area=st.sampled_from([1.0, 10.0, 200.0]))
def test_joining_neither_loses_nor_invents_area(cuts: list[float], min_area: float) -> None:
    change = np.array([box(0, 0, 60, 25)], dtype=object)
    edges = [-5.0, *sorted(set(cuts)), 65.0]
    parcels = np.array([box(a, -5, b - a, 40) for a, b in zip(edges, edges[1:])], dtype=object)
    pairs = overlay_pairs(change, parcels)
    joined = join_slivers(pairs, CRS, min_area=min_area)
    whole = float(ellipsoidal_areas(change, CRS)[0])
    assert joined.areas.sum() == pytest.approx(whole, abs=0.005)
    assert shapely.area(joined.pairs.geometry).sum() == pytest.approx(1500.0, abs=1e-5)
    assert joined.areas == pytest.approx(ellipsoidal_areas(joined.pairs.geometry, CRS), abs=1e-9)
    staying = {s.parcel for s in joined.slivers if s.joined_parcel is None}
    assert len(joined.pairs) == len(pairs) - len(joined.slivers) + len(staying)
    assert {s.joined_parcel for s in joined.slivers} - {None} <= set(joined.pairs.parcel_index.tolist())


def read_polygons(path: Path, layer: str) -> np.ndarray:
    table = FileSource(path, layer).read([])
    return repair_polygons(table.geometries, table.fids)[0]


def test_the_default_limit_leaves_the_land_cover_pieces_alone(shared_data: Path) -> None:
    path = shared_data / "nz_lcdb5" / "lcdb5_blenheim.gpkg"
    pairs = overlay_pairs(read_polygons(path, "alerts_1996_2018"), read_polygons(path, "status_1996"))
    joined = join_slivers(pairs, "EPSG:2193")
    assert len(joined.pairs) == 334
    assert joined.slivers == ()


def test_zoning_slivers_join_and_the_sum_stays(shared_data: Path) -> None:
    path = shared_data / "tw_zoning" / "tw_zoning_changhua_yunlin.gpkg"
    villages = transform(read_polygons(path, "villages"), "EPSG:3824", "EPSG:3826")
    pairs = overlay_pairs(read_polygons(path, "zoning"), villages)
    before = ellipsoidal_areas(pairs.geometry, "EPSG:3826").sum()
    for min_area, pieces_left in ((1.0, 15_413), (10.0, 15_291)):
        joined = join_slivers(pairs, "EPSG:3826", min_area=min_area)
        assert len(joined.pairs) == pieces_left
        assert joined.areas.sum() == pytest.approx(before, rel=1e-9)
        assert any(isinstance(s, Sliver) and s.joined_parcel is None for s in joined.slivers)
