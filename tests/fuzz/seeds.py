# SPDX-License-Identifier: GPL-2.0-or-later
"""Makes the small files a fuzzer starts from: geometry, a ledger, archives, tables and filters."""

from __future__ import annotations

import io
import json
import sqlite3
import struct
import sys
import tempfile
import zipfile
from contextlib import closing
from pathlib import Path

import shapely

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.factories import make_ledger

SHAPES = (
    shapely.box(0, 0, 1, 1),
    shapely.MultiPolygon([shapely.box(0, 0, 9, 9).difference(shapely.box(2, 2, 3, 3)), shapely.box(20, 0, 21, 1)]),
    shapely.LineString([(0, 0), (1, 1)]),
    shapely.MultiPoint([(0, 0), (1, 1)]),
    shapely.GeometryCollection([shapely.Point(1, 2), shapely.box(0, 0, 1, 1)]),
    shapely.Polygon(),
)
TEXTS = (
    "code,name,group\n0101,水田,GD\n0103,旱地,GD\n",
    "code,name,group\r\n'0101','=1+1',\"GD\n\"\r\n",
    "status = 'desk' AND (area_m2 >= 667 OR NOT problem_type IN ('FN01', 'LH01')) AND note IS NOT NULL",
    json.dumps({"dltb": {"DLBM": "地类", "TBMJ": "面积"}, "changes": {"JCBH": "编号"}}, ensure_ascii=False),
    'CREATE TRIGGER "a" AFTER INSERT ON "t" BEGIN INSERT INTO "rtree_t_g" VALUES (NEW.id, ST_MinX(NEW."g")); END',
    "一二三/安岳县 2022.jpg",
)


def blob_seeds() -> list[bytes]:
    """Return GeoPackage blobs of every kind, both byte orders, with heights."""
    seeds = []
    for shape in SHAPES:
        for order in (0, 1):
            for flat in (2, 3):
                source = shape if flat == 2 else shapely.force_3d(shape, 7.0)
                wkb = shapely.to_wkb(source, byte_order=order, flavor="iso", output_dimension=flat)
                seeds.append(b"GP\x00\x01" + struct.pack("<i", 4523) + wkb)
    return seeds


def small_ledger() -> bytes:
    """Return a ledger of one case with small pages, so that a change of a byte often matters."""
    with tempfile.TemporaryDirectory() as name:
        path = make_ledger(Path(name), cases=1)
        with closing(sqlite3.connect(path)) as connection:
            for table in ("units", "problem_types", "land_classes", "rules"):
                connection.execute(f"DELETE FROM {table} WHERE fid > 2")
            connection.execute("DELETE FROM gpkg_data_columns")
            connection.execute("DELETE FROM gpkg_data_column_constraints")
            connection.commit()
            connection.execute("PRAGMA page_size = 512")
            connection.execute("VACUUM")
        return path.read_bytes()


def archive_seeds() -> list[bytes]:
    """Return small zip archives: stored and deflated, with folders and Chinese names."""
    seeds = []
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", method) as archive:
            archive.writestr("photos/", "")
            archive.writestr("photos/a.jpg", b"\xff\xd8\xff\xe0" + bytes(20))
            archive.writestr("外业/说明.txt", "甲" * 30)
        seeds.append(stream.getvalue())
    return seeds


def write_seeds(folder: Path) -> None:
    """Write one folder of seeds for each target."""
    sets = {
        "blobs": blob_seeds(),
        "texts": [text.encode() for text in TEXTS],
        "archives": archive_seeds(),
        "packages": [struct.pack("<HIB", 1, place * 997, place) for place in range(64)],
    }
    for target, seeds in sets.items():
        (folder / target).mkdir(parents=True, exist_ok=True)
        for place, seed in enumerate(seeds):
            (folder / target / f"seed{place:03d}").write_bytes(seed)


if __name__ == "__main__":
    write_seeds(Path(sys.argv[1]))
    Path(sys.argv[1], "ledger.gpkg").write_bytes(small_ledger())
