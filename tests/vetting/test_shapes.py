# SPDX-License-Identifier: GPL-2.0-or-later
"""Cases 39 to 57 of the catalogue: geometry of a package is read from its bytes, a bad one costs its row only."""

from __future__ import annotations

import math
import struct
import time
from pathlib import Path
from typing import Optional

import pytest
import shapely

from anyue_farmland_plugin.intake.files import FileSource
from anyue_farmland_plugin.ledger.gate import laundered
from tests.factories import ORIGIN, square
from tests.vetting.files import Stock, changing, edit_rows, unguarded

SRS = 4523
X, Y = ORIGIN
SOUND = shapely.MultiPolygon([square(0, 0)])


def wkb_of(shape: shapely.Geometry, order: int = 1, axes: int = 2) -> bytes:
    return bytes(shapely.to_wkb(shape, byte_order=order, flavor="iso", output_dimension=axes))


def blob(wkb: bytes, *, head: bytes = b"GP\x00\x01", srs: int = SRS, envelope: bytes = b"") -> bytes:
    return head + struct.pack("<i", srs) + envelope + wkb


def ring(*points: tuple[float, float]) -> bytes:
    numbers = [number for point in points for number in point]
    return struct.pack("<BII", 1, 3, 1) + struct.pack(f"<I{len(numbers)}d", len(points), *numbers)


def moved(dx: float, dy: float) -> shapely.Geometry:
    return shapely.MultiPolygon([shapely.box(X + dx, Y + dy, X + dx + 40, Y + dy + 30)])


WKB = wkb_of(SOUND)
BOX = SOUND.bounds
EMPTY = struct.pack("<BII", 1, 6, 0)
NAN = float("nan")

REFUSED = {
    "40-garbage": (b"\xde\xad\xbe\xef" * 20, "not a GeoPackage geometry"),
    "40-text": ("MULTIPOLYGON", "not a GeoPackage geometry"),
    "41-version 7": (blob(WKB, head=b"GP\x07\x01"), "not a GeoPackage geometry"),
    "41-envelope code 7": (blob(WKB, head=b"GP\x00\x0f"), "unknown GeoPackage header"),
    "41-extended": (blob(WKB, head=b"GP\x00\x21"), "unknown GeoPackage header"),
    "42-a billion points": (blob(wkb_of(square(0, 0))[:9] + b"\xff" * 4 + WKB[13:]), "ends too early"),
    "42-a billion parts": (blob(WKB[:5] + b"\xff" * 4 + WKB[9:]), "ends too early"),
    "43-nested 5000 times": (blob(struct.pack("<BII", 1, 7, 1) * 5000 + WKB), "nested too deeply"),
    "46-other reference system": (blob(WKB, srs=4326), "says coordinate system 4326, its table says 4523"),
    "47-no number": (blob(ring((X, Y), (NAN, Y), (X, Y + 9), (X, Y))), "not numbers"),
    "47-infinite": (blob(ring((X, Y), (math.inf, Y), (X, Y + 9), (X, Y))), "not numbers"),
    "48-open ring": (blob(ring((X, Y), (X + 9, Y), (X + 9, Y + 9), (X, Y + 9))), "not closed"),
    "49-two points": (blob(ring((X, Y), (X + 9, Y), (X, Y))), "3 points only"),
    "49-no area": (blob(ring((X, Y), (X + 9, Y + 9), (X + 4, Y + 4), (X, Y))), "without any area"),
    "51-turned axes": (blob(wkb_of(shapely.MultiPolygon([shapely.box(Y, X, Y + 9, X + 9)]))), "outside the county"),
    "52-degrees": (blob(wkb_of(shapely.MultiPolygon([shapely.box(105, 30, 105.1, 30.1)]))), "outside the county"),
    "53-another county": (blob(wkb_of(moved(90_000, 0))), "outside the county"),
    "54-curve": (blob(struct.pack("<BII", 1, 10, 0)), "type 10 is not supported"),
    "56-bytes behind": (blob(WKB + b"\x00"), "bytes that do not belong to it"),
}  # fmt: skip


def spoiled(path: Path, data: object, number: int = 1) -> None:
    edit_rows(path, "cases", "UPDATE cases SET geom = ? WHERE fid = ?", (data, number))


def read_cases(path: Path) -> tuple[list, list[str], list[str]]:
    extent = (X - 50_000, X + 50_000, Y - 50_000, Y + 50_000)
    with laundered(path, {}, extent=extent) as found:
        rows = list(found.rows("cases"))
    return rows, [item.text for item in found.refused], [item.text for item in found.remarks]


@pytest.mark.parametrize("case", REFUSED)
def test_a_bad_geometry_costs_its_row_and_names_the_reason(tmp_path: Path, stock: Stock, case: str) -> None:
    data, reason = REFUSED[case]
    path = stock.package(tmp_path)
    spoiled(path, data)
    began = time.monotonic()
    rows, refused, _ = read_cases(path)
    assert time.monotonic() - began < 5
    assert len(rows) == 2
    assert len(refused) == 1
    assert reason in refused[0]
    assert "geom" in refused[0]


def lying(*numbers: float) -> bytes:
    return blob(WKB, head=b"GP\x00\x03", envelope=struct.pack("<4d", *numbers))


KEPT: dict[str, tuple[Optional[bytes], Optional[bytes], str]] = {
    "39-no geometry": (None, None, "has no geometry"),
    "39-empty geometry": (blob(EMPTY, head=b"GP\x00\x11"), EMPTY, "has no geometry"),
    "44-lying box": (lying(0, 1, 0, 1), WKB, "the true one is used"),
    "45-box without numbers": (lying(NAN, NAN, NAN, NAN), WKB, "the true one is used"),
    "45-box inside out": (lying(BOX[2], BOX[0], BOX[3], BOX[1]), WKB, "the true one is used"),
    "50-bow-tie": (
        blob(b"\x01" + struct.pack("<II", 6, 1) + ring((X, Y), (X + 9, Y + 9), (X + 9, Y), (X, Y + 9), (X, Y))),
        b"\x01" + struct.pack("<II", 6, 1) + ring((X, Y), (X + 9, Y + 9), (X + 9, Y), (X, Y + 9), (X, Y)),
        f"crosses itself: Self-intersection[{X + 4.5:.1f} {Y + 4.5:.1f}]",
    ),
    "54-heights": (blob(wkb_of(shapely.force_3d(SOUND, 320.0), axes=3)), WKB, "they were left out"),
    "55-other byte order": (blob(wkb_of(SOUND, order=0)), WKB, "bytes in the other order"),
}  # fmt: skip


@pytest.mark.parametrize("case", KEPT)
def test_what_can_be_told_from_the_bytes_is_kept_and_remarked(tmp_path: Path, stock: Stock, case: str) -> None:
    data, wkb, remark = KEPT[case]
    path = stock.package(tmp_path)
    spoiled(path, data)
    rows, refused, remarks = read_cases(path)
    assert refused == []
    assert rows[0]["geom"] == wkb
    assert any(remark in text for text in remarks), remarks


def test_57_two_cases_of_one_shape(tmp_path: Path, stock: Stock) -> None:
    path = stock.package(tmp_path)
    with changing(path) as connection:
        unguarded(connection, "cases")
        connection.execute("UPDATE cases SET geom = (SELECT geom FROM cases WHERE fid = 1) WHERE fid = 3")
    rows, _, remarks = read_cases(path)
    assert len(rows) == 3
    assert remarks == [f"cases {rows[2]['case_id']}, geom: has the same shape as {rows[0]['case_id']}"]


DELIVERED = [case for case in REFUSED if case[:2] in ("40", "41", "42", "43", "47", "49", "56") and "text" not in case]


@pytest.mark.parametrize("case", DELIVERED)
def test_a_bad_geometry_in_a_delivery_ends_neither_the_run_nor_goes_unseen(
    tmp_path: Path, stock: Stock, case: str
) -> None:
    path = stock.delivery(tmp_path)
    with changing(path) as connection:
        unguarded(connection, "DLTB")
        connection.execute("UPDATE DLTB SET geom = ? WHERE fid = 1", (REFUSED[case][0],))
    began = time.monotonic()
    table = FileSource(path, "DLTB").read(["DLBM"])
    assert time.monotonic() - began < 5
    assert len(table) == 2
    told = {row.fid for row in table.unreadable}
    first = table.geometries[0]
    is_sound = first is not None and first.equals(SOUND)
    assert 1 in told or first is None or first.is_empty or not first.is_valid or is_sound
