# SPDX-License-Identifier: GPL-2.0-or-later
"""Geometry blobs: boxes agree with the geometry library, hostile bytes are refused without harm."""

from __future__ import annotations

import struct

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from anyue_farmland_plugin.core.errors import GeometryError
from anyue_farmland_plugin.ledger.blob import decode, encode, wkb_bounds

NUMBERS = st.floats(allow_nan=False, allow_infinity=False, width=64)
POINTS = st.lists(st.tuples(NUMBERS, NUMBERS), min_size=3, max_size=9)


def ring(points: list) -> list:
    return [*points, points[0]]


POLYGONS = POINTS.map(lambda points: shapely.Polygon(ring(points)))
SHAPES = st.one_of(
    POLYGONS,
    st.lists(POLYGONS, max_size=4).map(shapely.MultiPolygon),
    POINTS.map(shapely.LineString),
    st.tuples(NUMBERS, NUMBERS).map(shapely.Point),
    st.lists(POLYGONS, max_size=3).map(shapely.GeometryCollection),
    st.just(shapely.Point()),
    st.just(shapely.Polygon()),
)


@given(SHAPES, st.sampled_from([0, 1]), st.booleans())
def test_bounds_agree_with_the_geometry_library(shape: shapely.Geometry, order: int, iso: bool) -> None:
    wkb = shapely.to_wkb(shape, byte_order=order, flavor="iso" if iso else "extended")
    if shape.is_empty:
        assert wkb_bounds(wkb) is None
    else:
        west, south, east, north = shape.bounds
        assert wkb_bounds(wkb) == (west, east, south, north)


@given(POLYGONS, NUMBERS)
def test_heights_do_not_enter_the_box(shape: shapely.Geometry, height: float) -> None:
    west, south, east, north = shape.bounds
    raised = shapely.force_3d(shape, height)
    assert wkb_bounds(shapely.to_wkb(raised, output_dimension=3, flavor="iso")) == (west, east, south, north)


@given(SHAPES, st.integers(-1, 900_000))
def test_a_blob_gives_back_what_was_put_in(shape: shapely.Geometry, srs_id: int) -> None:
    wkb = shapely.to_wkb(shape, byte_order=1)
    assert decode(encode(wkb, srs_id)) == (srs_id, wkb)


@given(st.binary(max_size=200))
def test_random_bytes_raise_our_error_or_give_a_box(data: bytes) -> None:
    try:
        wkb_bounds(data)
    except GeometryError:
        return


@given(POLYGONS, st.data())
def test_cut_geometry_is_refused(shape: shapely.Geometry, data: st.DataObject) -> None:
    wkb = shapely.to_wkb(shape, byte_order=1)
    with pytest.raises(GeometryError):
        wkb_bounds(wkb[: data.draw(st.integers(0, len(wkb) - 1))])


SQUARE = shapely.to_wkb(shapely.box(0, 0, 1, 1), byte_order=1)
HOSTILE = {
    "a billion points": SQUARE[:9] + b"\xff\xff\xff\xff" + SQUARE[13:],
    "a billion rings": SQUARE[:5] + b"\xff\xff\xff\xff" + SQUARE[9:],
    "not a number": SQUARE[:29] + struct.pack("<d", float("nan")) + SQUARE[37:],
    "not a number in front": SQUARE[:13] + struct.pack("<d", float("nan")) + SQUARE[21:],
    "infinite": SQUARE[:29] + struct.pack("<d", float("inf")) + SQUARE[37:],
    "a curve": b"\x01" + struct.pack("<I", 8) + SQUARE[5:],
    "five thousand nested collections": struct.pack("<BII", 1, 7, 1) * 5000 + SQUARE,
    "nothing": b"",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_geometry_is_refused(name: str) -> None:
    with pytest.raises(GeometryError):
        wkb_bounds(HOSTILE[name])


@pytest.mark.parametrize(
    "blob",
    [b"", b"GP", b"XX\x00\x01\x00\x00\x00\x00" + SQUARE, b"GP\x07\x01\x00\x00\x00\x00" + SQUARE,
     b"GP\x00\x0f\x00\x00\x00\x00" + SQUARE, b"GP\x00\x21\x00\x00\x00\x00" + SQUARE],
)  # fmt: skip
def test_a_foreign_header_is_refused(blob: bytes) -> None:
    with pytest.raises(GeometryError):
        decode(blob)
