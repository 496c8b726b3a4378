# SPDX-License-Identifier: GPL-2.0-or-later
"""A GeoPackage read without GDAL says the same as with it; whatever is odd is left to GDAL or refused."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Callable

import numpy as np
import pyogrio.raw
import pytest
import shapely

from anyue_farmland_plugin.core.errors import FarmlandError, InputDataError
from anyue_farmland_plugin.core.ports import FID, Boxes
from anyue_farmland_plugin.intake.column_types import plain_column
from anyue_farmland_plugin.intake.files import FileSource
from anyue_farmland_plugin.intake.gdal_layer import GdalLayer
from anyue_farmland_plugin.intake.geopackage import feature_table, layer_names
from anyue_farmland_plugin.intake.location import locate
from anyue_farmland_plugin.intake.rtree import decoded

ROOT = Path(__file__).parents[2]
TYPES = (
    ("yes", "BOOLEAN"), ("tiny", "TINYINT"), ("small", "SMALLINT"), ("medium", "MEDIUMINT"), ("large", "INTEGER"),
    ("int_", "INT"), ("f", "FLOAT"), ("d", "DOUBLE"), ("r", "REAL"), ("t", "TEXT(5)"), ("b", "BLOB"), ("day", "DATE"),
    ("moment", "DATETIME"),
)  # fmt: skip
ROWS = (
    (1, 5, 300, 70_000, 2**40, 7, 0.1, 0.1, 0.1, "图斑 甲乙丙丁", b"\1\2", "2022-03-01", "2022-03-01T08:30:00.000Z"),
    (None,) * len(TYPES),
    (0, -5, -300, -70_000, -(2**40), -7, 3e38, 1e300, 3, " x ", b"", "2024-02-29", "2022-03-01T23:59:59.120Z"),
)


def layer(path: Path, count: int, *, name: str = "DLTB", columns: tuple = TYPES) -> Path:
    """A layer as GDAL writes it, with further columns of the given types; every second row is a MultiPolygon."""
    shapes = shapely.box(np.arange(count) * 10.0, 0.0, np.arange(count) * 10.0 + 9.0, 5.0)
    shapes[1::2] = shapely.multipolygons([[shape] for shape in shapes[1::2]])
    pyogrio.raw.write(
        str(path), shapely.to_wkb(shapes), [np.full(count, "a", dtype=object)], ["text"], layer=name, crs="EPSG:4523",
        geometry_type="Unknown", append=path.exists(),
    )  # fmt: skip
    with changing(path) as connection:
        for column, declared in columns:
            connection.execute(f'ALTER TABLE "{quoted(name)}" ADD COLUMN "{quoted(column)}" {declared}')
    return path


def quoted(name: str) -> str:
    return name.replace('"', '""')


class changing(closing):  # noqa: N801 - reads as a sentence
    """A connection for what GDAL would not write: triggers that need its functions are dropped first."""

    def __init__(self, path: Path) -> None:
        connection = sqlite3.connect(path, isolation_level=None)
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{quoted(name)}"')
        super().__init__(connection)


def fill(path: Path, rows: tuple, columns: tuple = TYPES) -> Path:
    with changing(path) as connection:
        sets = ", ".join(f'"{name}" = ?' for name, _ in columns)
        for fid, row in enumerate(rows, start=1):
            connection.execute(f"UPDATE DLTB SET {sets} WHERE fid = ?", (*row, fid))
    return path


def directly(path: Path, name: str, columns: list) -> bool:
    """Tell whether SQLite alone gives these columns."""
    table = feature_table(path, name)
    return table is not None and all(
        plain_column(table.types[column], part) is not None
        for portion in table.portions(columns)
        for column, part in portion.values.items()
    )


def same_by_both(path: Path, name: str) -> int:
    """Read all of a layer by both routes, compare everything, return the number of rows."""
    source, through_gdal = FileSource(path, name), GdalLayer(locate(str(path)), name, "")
    assert source.info() == through_gdal.info
    assert list(source.info().fields) == list(through_gdal.info.fields)
    columns = [FID, *source.info().fields]
    one, other = source.read(columns), through_gdal.read(columns)
    assert one.fids.tolist() == other.fids.tolist()
    for column in columns:
        assert one.columns[column].tolist() == other.columns[column].tolist(), column
        assert [type(value) for value in one.columns[column]] == [type(value) for value in other.columns[column]]
    assert shapely.to_wkb(one.geometries).tolist() == shapely.to_wkb(other.geometries).tolist()
    assert len(one.unreadable) >= len(other.unreadable)
    flat = source.read_flat(columns)
    assert flat.fids.tolist() == one.fids.tolist()
    odd = np.ones(len(one), dtype=bool)
    odd[flat.polygons.ring_owner] = False
    assert np.flatnonzero(odd).tolist() == flat.odd.tolist()
    assert set(flat.odd.tolist()) >= set(np.flatnonzero(shapely.get_dimensions(one.geometries) < 2).tolist())
    return len(one)


def test_values_of_every_type_are_those_gdal_gives(tmp_path: Path) -> None:
    path = fill(layer(tmp_path / "a.gpkg", 4), ROWS)
    assert directly(path, "DLTB", ["text", *(name for name, _ in TYPES)])
    assert same_by_both(path, "DLTB") == 4
    found = FileSource(path).read(["yes", "large", "f", "t", "day", "moment"]).columns
    assert found["yes"].tolist() == [1, None, 0, None]
    assert found["large"].tolist() == [2**40, None, -(2**40), None]
    assert found["f"][0] == float(np.float32(0.1))
    assert found["t"][2] == " x "
    assert found["moment"].tolist() == ["2022-03-01T08:30:00Z", None, "2022-03-01T23:59:59.120Z", None]


def test_long_numbers_beside_nulls_keep_their_digits(tmp_path: Path) -> None:
    path = fill(layer(tmp_path / "a.gpkg", 2, columns=(("BSM", "INTEGER"),)), ((512021210012345678,),), (("BSM", ""),))
    assert FileSource(path).read(["BSM"]).columns["BSM"].tolist() == [512021210012345678, None]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("yes", 5), ("small", 40_000), ("medium", 2**33), ("large", "viele"), ("large", 1.5), ("d", "x"),
        ("t", b"\1"), ("t", "a\0b"), ("t", "字\ufffd"), ("day", "2022-1-3"), ("moment", "2022-03-01T08:30:00+08:00"),
    ],
)  # fmt: skip
def test_a_value_gdal_would_convert_is_left_to_gdal(tmp_path: Path, column: str, value: object) -> None:
    path = layer(tmp_path / "a.gpkg", 2)
    fill(path, ((value,),), ((column, ""),))
    assert not directly(path, "DLTB", [column])
    assert same_by_both(path, "DLTB") == 2


def test_names_of_every_kind_are_found(tmp_path: Path) -> None:
    name, column = '地类"图斑; x', "a\"b'c 列"
    columns = ((column, "TEXT"), ("key", "TEXT"), ("value", "TEXT"))
    path = layer(tmp_path / "中文 名.gpkg", 3, name=name, columns=columns)
    with changing(path) as connection:
        connection.execute(f'UPDATE "{quoted(name)}" SET "{quoted(column)}" = ? WHERE fid = 2', ("乙",))
    source = FileSource(path, name)
    assert directly(path, name, [column, "key", "value"])
    assert source.boxes().fids.tolist() == [1, 2, 3]
    table = source.read([column, "key", FID], np.array([3, 2]))
    assert (table.columns[column].tolist(), table.columns[FID].tolist()) == (["乙", None], ["2", "3"])


def indexed(path: Path, name: str) -> Boxes:
    found = FileSource(path, name)._indexed()
    assert found is not None
    return found


def test_an_index_of_several_levels_with_gaps_is_decoded_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    count = 6_000
    rng = np.random.default_rng(5)
    corner = rng.uniform(0.0, 50_000.0, (count, 2))
    shapes = shapely.box(*corner.T, *(corner + rng.uniform(1.0, 80.0, (count, 2))).T)
    pyogrio.raw.write(str(path), shapely.to_wkb(shapes), [], [], layer="x", crs="EPSG:4523", geometry_type="Polygon")
    with changing(path) as connection:
        connection.execute("BEGIN")
        gone = rng.choice(count, 2_000, replace=False) + 1
        connection.executemany("DELETE FROM x WHERE fid = ?", [(int(fid),) for fid in gone])
        connection.executemany('DELETE FROM "rtree_x_geom" WHERE id = ?', [(int(fid),) for fid in gone])
        connection.execute("UPDATE gpkg_ogr_contents SET feature_count = ?", (count - len(gone),))
        rows = connection.execute('SELECT id, minx, miny, maxx, maxy FROM "rtree_x_geom" ORDER BY id').fetchall()
        connection.execute("COMMIT")
        depth = connection.execute('SELECT data FROM "rtree_x_geom_node" WHERE nodeno = 1').fetchone()[0][:2]
    assert depth >= b"\0\2"
    found = indexed(path, "x")
    assert np.column_stack((found.fids, found.bounds)).tolist() == [list(row) for row in rows]
    exact = shapely.bounds(shapes[found.fids - 1])
    assert (found.bounds[:, :2] <= exact[:, :2]).all()
    assert (found.bounds[:, 2:] >= exact[:, 2:]).all()


@pytest.mark.parametrize(("page_size", "count"), [(512, 900), (1024, 3_000), (4096, 1), (4096, 0), (65536, 6_000)])
def test_pages_of_every_size_are_decoded(page_size: int, count: int) -> None:
    rng = np.random.default_rng(page_size)
    corner = rng.uniform(-180.0, 180.0, (count, 2))
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(f"PRAGMA page_size = {page_size}")
        connection.execute("CREATE VIRTUAL TABLE x USING rtree(id, minx, maxx, miny, maxy)")
        rows = [(2**40 - 7 * fid, x, x + 1.0, y, y + 2.0) for fid, (x, y) in enumerate(corner.tolist())]
        connection.executemany("INSERT INTO x VALUES (?, ?, ?, ?, ?)", rows)
        connection.execute("DELETE FROM x WHERE id % 3 = 0")
        wanted = connection.execute("SELECT id, minx, miny, maxx, maxy FROM x ORDER BY id").fetchall()
        found = decoded(connection.execute("SELECT nodeno, data FROM x_node ORDER BY nodeno"))
    assert found is not None
    assert list(zip(found.fids.tolist(), *found.bounds.T.tolist())) == wanted


def test_rows_without_geometry_have_no_box_but_are_rows(tmp_path: Path) -> None:
    path = layer(tmp_path / "a.gpkg", 5)
    with changing(path) as connection:
        empty = b"GP\0\x11" + b"\0" * 4 + bytes(shapely.to_wkb(shapely.Polygon()))
        connection.execute("UPDATE DLTB SET geom = NULL WHERE fid = 2")
        connection.execute("UPDATE DLTB SET geom = ? WHERE fid = 4", (empty,))
        connection.execute("DELETE FROM rtree_DLTB_geom WHERE id IN (2, 4)")
    assert indexed(path, "DLTB").fids.tolist() == [1, 3, 5]
    source = FileSource(path)
    assert (source.info().feature_count, source.boxes().fids.tolist()) == (5, [1, 3, 5])
    assert source.read_flat([]).odd.tolist() == [1, 3]
    assert same_by_both(path, "DLTB") == 5


def _drop_row(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM rtree_DLTB_geom WHERE id = 3")


def _unregister(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM gpkg_extensions")


def _cut_page(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE rtree_DLTB_geom_node SET data = substr(data, 1, 40)")


def _lie_about_depth(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE rtree_DLTB_geom_node SET data = CAST(x'0003' || substr(data, 3) AS BLOB)")


def _lie_about_count(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE rtree_DLTB_geom_node SET data = CAST(x'0000ffff' || substr(data, 5) AS BLOB)")


def _no_page(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM rtree_DLTB_geom_node")


def _drop_index(connection: sqlite3.Connection) -> None:
    connection.execute("DROP TABLE rtree_DLTB_geom")


def _too_many(connection: sqlite3.Connection) -> None:
    connection.execute("INSERT INTO rtree_DLTB_geom VALUES (77, 0, 1, 0, 1)")


@pytest.mark.parametrize(
    "damage",
    [_drop_row, _unregister, _cut_page, _lie_about_depth, _lie_about_count, _no_page, _drop_index, _too_many],
)
def test_an_index_that_is_not_sound_is_not_believed(
    tmp_path: Path, damage: Callable[[sqlite3.Connection], None]
) -> None:
    path = layer(tmp_path / "a.gpkg", 5)
    assert indexed(path, "DLTB").fids.tolist() == [1, 2, 3, 4, 5]
    with changing(path) as connection:
        damage(connection)
    assert FileSource(path)._indexed() is None
    boxes = FileSource(path).boxes()
    assert boxes.fids.tolist() == [1, 2, 3, 4, 5]
    assert boxes.bounds.tolist() == shapely.bounds(FileSource(path).read([]).geometries).tolist()


def test_a_row_the_index_knows_and_the_table_lacks_ends_in_one_sentence(tmp_path: Path) -> None:
    path = layer(tmp_path / "a.gpkg", 5)
    with changing(path) as connection:
        connection.execute("DELETE FROM DLTB WHERE fid = 3")
    source = FileSource(path)
    with pytest.raises(InputDataError, match="names 1 rows that are not there"):
        source.read([], source.boxes().fids)


def test_a_table_with_a_text_key_is_left_to_gdal_and_a_view_refused(tmp_path: Path) -> None:
    path = layer(tmp_path / "a.gpkg", 4)
    with changing(path) as connection:
        connection.execute("CREATE VIEW few AS SELECT fid AS OGC_FID, geom, text FROM DLTB WHERE fid > 1")
        connection.execute("CREATE TABLE named (code TEXT PRIMARY KEY, geom BLOB, n INTEGER)")
        connection.execute("INSERT INTO named SELECT 'x' || fid, geom, fid FROM DLTB")
        for name in ("few", "named"):
            connection.execute(
                "INSERT INTO gpkg_contents (table_name, data_type, identifier, last_change, srs_id) "
                "SELECT ?, data_type, ?, last_change, srs_id FROM gpkg_contents LIMIT 1", (name, name)
            )  # fmt: skip
            connection.execute(
                "INSERT INTO gpkg_geometry_columns SELECT ?, 'geom', 'GEOMETRY', srs_id, 0, 0 "
                "FROM gpkg_geometry_columns LIMIT 1", (name,)
            )  # fmt: skip
    assert feature_table(path, "few") is None
    with pytest.raises(InputDataError, match="layer few is refused: it is a view"):
        FileSource(path, "few")
    assert feature_table(path, "named") is None
    assert same_by_both(path, "named") == 4
    source = FileSource(path, "named")
    assert len(source.boxes()) == 4
    assert len(source.read([], source.boxes().fids[1:])) == 3


def test_measures_curves_and_foreign_byte_order_arrive_as_through_gdal(tmp_path: Path) -> None:
    path = layer(tmp_path / "a.gpkg", 6)
    box = shapely.box(0.0, 0.0, 1.0, 1.0)
    head = b"GP\0\1" + (4523).to_bytes(4, "little")
    ring = np.array([(0, 0, 7), (1, 0, 7), (1, 1, 7), (0, 0, 7)], dtype="<f8").tobytes()
    measured = b"\1" + (2003).to_bytes(4, "little") + b"\1\0\0\0\4\0\0\0" + ring
    arc = np.array([(0, 0), (1, 1), (2, 0), (1, -1), (0, 0)], dtype="<f8").tobytes()
    curved = b"\1\x0a\0\0\0\1\0\0\0" + b"\1\x08\0\0\0\5\0\0\0" + arc
    with changing(path) as connection:
        for fid, wkb in enumerate(
            (measured, curved, shapely.to_wkb(box, byte_order=0), shapely.to_wkb(shapely.force_3d(box, 3.0))), start=1
        ):
            connection.execute("UPDATE DLTB SET geom = ? WHERE fid = ?", (head + wkb, fid))
        connection.execute("UPDATE DLTB SET geom = x'4750' WHERE fid = 5")
    assert same_by_both(path, "DLTB") == 6
    table, flat = FileSource(path).read([]), FileSource(path).read_flat([])
    assert shapely.area(table.geometries[[0, 2, 3]]).tolist() == [0.5, 1.0, 1.0]
    assert table.geometries[1].area == pytest.approx(np.pi, rel=1e-6)
    assert [bad.fid for bad in table.unreadable] == [5]
    assert flat.odd.tolist() == [1, 2, 4]


def test_a_plain_geopackage_is_read_without_gdal_being_loaded(tmp_path: Path) -> None:
    path = layer(tmp_path / "a.gpkg", 3)
    script = (
        "import sys; sys.modules['pyogrio'] = None\n"
        "from anyue_farmland_plugin.intake.files import FileSource\n"
        f"source = FileSource({str(path)!r})\n"
        "boxes = source.boxes()\n"
        "found = source.read(['text'], boxes.fids), source.read_flat(['text'], boxes.fids[1:])\n"
        "print(source.info().crs, source.info().feature_count, *map(len, found))\n"
        "sys.modules['pyogrio'] = None\n"
        "try:\n"
        "    FileSource(source.location.path.with_suffix('.geojson'))\n"
        "except Exception as error:\n"
        "    print(error)\n"
    )
    path.with_suffix(".geojson").write_text("{}", encoding="utf-8")
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    first, second = ran.stdout.splitlines()
    assert first == "EPSG:4523 3 3 2"
    assert second.startswith("Reading a.geojson needs the Python package pyogrio")


@pytest.mark.parametrize("folder", ["gpkg_conformance", "fr_cadastre", "qgis_testdata", "robust_gdal", "fiboa_samples"])
def test_real_layers_read_alike_by_both_routes(shared_data: Path, folder: str) -> None:
    rows = direct = 0
    for path in sorted((shared_data / folder).rglob("*.gpkg")):
        try:
            for name in layer_names(path):
                if GdalLayer(locate(str(path)), name, "").info.geometry != "none":
                    rows += same_by_both(path, name)
                    direct += feature_table(path, name) is not None
        except (FarmlandError, sqlite3.Error):
            continue  # refused by both alike; tests of the refusals are elsewhere
    assert rows > direct > 0
