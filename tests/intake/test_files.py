# SPDX-License-Identifier: GPL-2.0-or-later
"""Files as they arrive: good ones are read in part and untouched, bad ones end in one sentence."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Optional

import numpy as np
import pyogrio
import pyogrio.raw
import pytest
import shapely

from anyue_farmland_plugin.core.errors import FarmlandError, InputDataError
from anyue_farmland_plugin.core.ports import FID, LayerSource
from anyue_farmland_plugin.intake.files import FileSource
from anyue_farmland_plugin.intake.gdal_layer import plain_objects
from anyue_farmland_plugin.intake.shapes import decode_shapes

CRS = "EPSG:4523"
EAST, NORTH = 35_535_000.0, 3_325_000.0


def parcels(count: int = 4, *, high: bool = False) -> np.ndarray:
    shapes = shapely.box(EAST + np.arange(count) * 100.0, NORTH, EAST + np.arange(count) * 100.0 + 90.0, NORTH + 50.0)
    return shapely.force_3d(shapes, 310.0) if high else shapes


def write(
    path: Path,
    shapes: np.ndarray,
    columns: dict[str, np.ndarray],
    *,
    layer: Optional[str] = None,
    crs: Optional[str] = CRS,
    encoding: Optional[str] = None,
    append: bool = False,
) -> Path:
    """Write a layer with pyogrio, as another program would have delivered it."""
    pyogrio.raw.write(
        str(path),
        shapely.to_wkb(shapes, include_srid=False, output_dimension=3 if shapely.has_z(shapes).any() else 2),
        list(columns.values()),
        list(columns),
        layer=layer or path.stem,
        geometry_type="Polygon Z" if shapely.has_z(shapes).any() else "Polygon",
        crs=crs,
        encoding=encoding,
        append=append,
        driver="OpenFileGDB" if path.suffix == ".gdb" else None,
    )
    return path


def texts(*values: object) -> np.ndarray:
    return np.array(values, dtype=object)


def dltb(path: Path, **more: object) -> Path:
    columns = {
        "BSM": texts("a", "b", "c", "d"),
        "DLBM": texts("0101", "0103", None, "0201"),
        "TBMJ": np.array([4500.0, np.nan, 4499.5, 4500.1]),
    }
    return write(path, parcels(high=bool(more.pop("high", False))), columns, **more)  # type: ignore[arg-type]


def _read_all(path: object, layer: Optional[str] = None) -> int:
    source = FileSource(str(path), layer)
    table = source.read([FID, *source.info().fields])
    assert len(table) == len(table.geometries) == len(table.columns[FID])
    return len(table)


def refusal(path: object, layer: Optional[str] = None) -> str:
    with pytest.raises(InputDataError) as refused:
        _read_all(path, layer)
    sentence = str(refused.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


def test_a_geopackage_is_described_and_read(tmp_path: Path) -> None:
    source: LayerSource = FileSource(dltb(tmp_path / "dltb.gpkg", high=True))
    info = source.info()
    assert (info.path_name, info.layer, info.geometry, info.crs) == ("dltb.gpkg", "dltb", "polygon", CRS)
    assert info.feature_count == 4
    assert list(info.fields) == ["BSM", "DLBM", "TBMJ"]
    table = source.read(["TBMJ", FID, "DLBM"])
    assert list(table.columns) == ["TBMJ", FID, "DLBM"]
    assert table.columns["TBMJ"].tolist() == [4500.0, None, 4499.5, 4500.1]
    assert table.columns[FID].tolist() == ["1", "2", "3", "4"]
    assert table.columns["DLBM"].tolist() == ["0101", "0103", None, "0201"]
    assert table.fids.tolist() == [1, 2, 3, 4]
    assert not shapely.has_z(table.geometries).any()
    assert shapely.area(table.geometries).tolist() == [4500.0] * 4


@pytest.mark.parametrize("name", ["dltb.shp", "dltb.geojson", "dltb.gpkg", "county.gdb"])
def test_only_what_is_asked_for_is_read(tmp_path: Path, name: str) -> None:
    source = FileSource(dltb(tmp_path / name, crs="EPSG:4326" if name.endswith("json") else CRS))
    boxes = source.boxes()
    first = int(boxes.fids[0])
    assert boxes.fids.tolist() == [first, first + 1, first + 2, first + 3]
    exact = shapely.bounds(parcels())
    assert (boxes.bounds[:, :2] <= exact[:, :2]).all()
    assert (boxes.bounds[:, 2:] >= exact[:, 2:]).all()
    assert np.abs(boxes.bounds - exact).max() <= 8.0  # an index of 32-bit numbers, eastings with their zone
    some = boxes.fids[[2, 1]]
    table, flat = source.read(["BSM", FID], some), source.read_flat(["BSM", FID], some)
    for found in (table, flat):
        assert found.fids.tolist() == [first + 1, first + 2]
        assert found.columns["BSM"].tolist() == ["b", "c"]
        assert found.columns[FID].tolist() == [str(first + 1), str(first + 2)]
    assert [shape.bounds for shape in table.geometries] == [tuple(row) for row in exact[1:3].tolist()]
    assert (flat.polygons.count, len(flat.polygons.x), flat.odd.tolist()) == (2, 10, [])
    nothing = np.empty(0, dtype=np.int64)
    assert len(source.read(["BSM"], nothing)) == len(source.read_flat(["BSM"], nothing)) == 0


def test_a_layer_inside_a_zip_is_read_in_part_too(tmp_path: Path) -> None:
    archive = tmp_path / "delivery.zip"
    with zipfile.ZipFile(archive, "w") as target:
        target.write(dltb(tmp_path / "dltb.gpkg"), "dltb.gpkg")
    source = FileSource(archive)
    assert source.boxes().fids.tolist() == [1, 2, 3, 4]
    assert source.read(["BSM"], np.array([4, 2])).columns["BSM"].tolist() == ["b", "d"]


@pytest.mark.parametrize("name", ["dltb.shp", "dltb.geojson", "dltb.gpkg"])
def test_a_condition_narrows_the_layer(tmp_path: Path, name: str) -> None:
    crs = "EPSG:4326" if name.endswith("json") else CRS
    source = FileSource(dltb(tmp_path / name, crs=crs), subset="DLBM LIKE '01%'")
    assert source.read(["BSM"]).columns["BSM"].tolist() == ["a", "b"]
    assert source.info().feature_count == len(source.boxes()) == 2
    assert source.read_flat(["BSM"], source.boxes().fids[1:]).columns["BSM"].tolist() == ["b"]


@pytest.mark.parametrize("name", ["dltb.shp", "dltb.geojson", "dltb.gpkg"])
def test_each_format_gives_the_same_rows(tmp_path: Path, name: str) -> None:
    crs = "EPSG:4326" if name.endswith("json") else CRS
    table = FileSource(dltb(tmp_path / name, crs=crs)).read(["BSM", "DLBM"])
    assert table.columns["BSM"].tolist() == ["a", "b", "c", "d"]
    assert table.columns["DLBM"].tolist() == ["0101", "0103", None, "0201"]
    assert len(table.geometries) == 4


def test_a_geodatabase_folder_is_read_and_hashed_as_a_whole(tmp_path: Path) -> None:
    folder = dltb(tmp_path / "county.gdb", layer="DLTB")
    source = FileSource(folder)
    assert source.info().layer == "DLTB"
    assert len(source.read(["BSM"])) == 4
    before = source.sha256()
    (folder / "county.timestamps").write_bytes(b"touched")
    assert source.sha256() != before


def test_several_layers_must_be_named(tmp_path: Path) -> None:
    path = dltb(tmp_path / "both.gpkg", layer="DLTB")
    dltb(path, layer="地类图斑", append=True)
    assert "DLTB, 地类图斑" in refusal(path)
    assert FileSource(path, "地类图斑").info().title == "both.gpkg (地类图斑)"
    assert "XZQ" in refusal(path, "XZQ")


def test_a_style_table_beside_the_layer_is_no_second_layer(tmp_path: Path) -> None:
    path = dltb(tmp_path / "dltb.gpkg")
    pyogrio.raw.write(
        str(path), None, [texts("x")], ["style"], layer="layer_styles", geometry_type=None, crs=None, append=True
    )
    assert FileSource(path).info().layer == "dltb"
    assert "no geometry" in refusal(path, "layer_styles")


def test_broken_files_end_in_one_sentence_that_names_them(tmp_path: Path) -> None:
    (tmp_path / "zero.gpkg").touch()
    (tmp_path / "text.gpkg").write_text("这不是数据库", encoding="utf-8")
    (tmp_path / "text.zip").write_text("no zip", encoding="utf-8")
    (tmp_path / "nothing.shp").write_bytes(b"x")
    whole = dltb(tmp_path / "whole.gpkg").read_bytes()
    (tmp_path / "half.gpkg").write_bytes(whole[: len(whole) // 2])
    for name in ("zero.gpkg", "text.gpkg", "text.zip", "nothing.shp", "half.gpkg"):
        assert refusal(tmp_path / name).startswith(name)
    assert "folder" in refusal(tmp_path)
    assert "missing.gpkg does not exist" in refusal(tmp_path / "missing.gpkg")


def test_a_shapefile_that_lost_its_tail_is_refused_and_not_read_in_part(tmp_path: Path) -> None:
    path = dltb(tmp_path / "dltb.shp")
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    assert "cut off" in refusal(path)
    path.write_bytes(content)
    path.with_suffix(".shx").unlink()
    assert ".shx" in refusal(path)


def test_a_column_the_layer_lacks_is_named_with_those_it_has(tmp_path: Path) -> None:
    source = FileSource(dltb(tmp_path / "dltb.gpkg"))
    with pytest.raises(InputDataError, match=r"ZLDWDM is missing. Its fields: BSM, DLBM, TBMJ"):
        source.read(["ZLDWDM"])


def test_reading_leaves_the_file_and_its_folder_as_they_were(tmp_path: Path) -> None:
    path = dltb(tmp_path / "dltb.gpkg")
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()
    before = path.read_bytes()
    path.chmod(0o444)
    source = FileSource(path)
    source.read(["BSM"])
    assert source.sha256() == hashlib.sha256(before).hexdigest()
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["dltb.gpkg"]


def test_a_file_another_program_is_writing_is_refused(tmp_path: Path) -> None:
    path = dltb(tmp_path / "dltb.gpkg")
    writer = sqlite3.connect(path)
    writer.execute("PRAGMA journal_mode = WAL")
    writer.execute("CREATE TABLE note (text TEXT)")
    writer.commit()
    assert "another program" in refusal(path)
    writer.close()
    assert len(FileSource(path).read(["BSM"])) == 4


def test_the_hash_of_a_shapefile_covers_all_its_parts(tmp_path: Path) -> None:
    path = dltb(tmp_path / "dltb.shp")
    (tmp_path / "dltb2.dbf").write_bytes(b"another layer")
    first = FileSource(path).sha256()
    lines = ""
    for part in sorted(file for file in tmp_path.iterdir() if file.stem == "dltb"):
        lines += f"{hashlib.sha256(part.read_bytes()).hexdigest()}  {part.name}\n"
    assert first == hashlib.sha256(lines.encode()).hexdigest()
    assert FileSource(path.with_suffix(".dbf")).sha256() == first
    table = path.with_suffix(".dbf")
    table.write_bytes(table.read_bytes().replace(b"0103", b"0101"))
    assert FileSource(path).sha256() != first


def gbk_shapefile(folder: Path, *, declared: str = "") -> Path:
    """A shapefile with GBK bytes in names and values, as county offices deliver it."""
    columns = {"坐落单位名": texts("双庙村", "白塔寺村", None, "观音村"), "TBBH": texts("1", "2", "3", "4")}
    path = write(folder / "dltb.shp", parcels(), columns, encoding="GBK")
    path.with_suffix(".cpg").unlink(missing_ok=True)
    table = path.with_suffix(".dbf")
    content = bytearray(table.read_bytes())
    assert "双庙村".encode("gbk") in content
    content[29] = 0
    table.write_bytes(content)
    if declared:
        path.with_suffix(".cpg").write_text(declared, encoding="ascii")
    return path


@pytest.mark.parametrize("declared", ["", "UTF-8", "GBK"])
def test_chinese_without_or_with_a_wrong_declaration_is_read_right(tmp_path: Path, declared: str) -> None:
    source = FileSource(gbk_shapefile(tmp_path, declared=declared))
    assert list(source.info().fields) == ["坐落单位名", "TBBH"]
    assert source.read(["坐落单位名"]).columns["坐落单位名"].tolist() == ["双庙村", "白塔寺村", None, "观音村"]


def test_utf8_that_calls_itself_nothing_is_not_taken_for_gbk(tmp_path: Path) -> None:
    path = write(tmp_path / "dltb.shp", parcels(), {"MC": texts("双庙村", "白塔寺村", "观音村", "x")}, encoding="UTF-8")
    path.with_suffix(".cpg").unlink()
    content = bytearray(path.with_suffix(".dbf").read_bytes())
    content[29] = 0
    path.with_suffix(".dbf").write_bytes(content)
    assert FileSource(path).read(["MC"]).columns["MC"].tolist() == ["双庙村", "白塔寺村", "观音村", "x"]


def test_a_value_cut_inside_a_character_loses_only_that_character(tmp_path: Path) -> None:
    path = gbk_shapefile(tmp_path)
    table = path.with_suffix(".dbf")
    name = "白塔寺村".encode("gbk")
    table.write_bytes(table.read_bytes().replace(name, name[:-1] + b" "))
    values = FileSource(path).read(["坐落单位名"]).columns["坐落单位名"].tolist()
    assert values[0] == "双庙村"
    assert values[1].startswith("白塔寺")


@pytest.mark.parametrize("prefix", ["", "/vsizip/"])
def test_a_zip_with_one_data_set_is_opened(tmp_path: Path, prefix: str) -> None:
    gbk_shapefile(tmp_path)
    archive = tmp_path / "delivery.zip"
    with zipfile.ZipFile(archive, "w") as target:
        for part in tmp_path.glob("dltb.*"):
            target.write(part, f"安岳/{part.name}")
        target.writestr("说明.pdf", b"-")
    source = FileSource(f"{prefix}{archive}")
    assert source.read(["坐落单位名"]).columns["坐落单位名"][0] == "双庙村"
    assert source.sha256() == hashlib.sha256(archive.read_bytes()).hexdigest()
    named = FileSource(f"/vsizip/{archive}/安岳/dltb.shp")
    assert named.info().path_name == "delivery.zip"
    with zipfile.ZipFile(archive, "a") as target:
        target.write(dltb(tmp_path / "other.gpkg"), "other.gpkg")
    assert "several data sets" in refusal(archive)


def test_a_zip_without_a_layer_says_so(tmp_path: Path) -> None:
    archive = tmp_path / "photos.zip"
    with zipfile.ZipFile(archive, "w") as target:
        target.writestr("1.jpg", b"-")
    assert "no layer" in refusal(archive)


def test_a_layer_without_prj_has_no_system(tmp_path: Path) -> None:
    path = dltb(tmp_path / "dltb.shp")
    assert FileSource(path).info().crs == CRS
    path.with_suffix(".prj").unlink()
    assert FileSource(path).info().crs == ""


def test_numbers_with_nulls_stay_whole_and_are_never_rounded(tmp_path: Path) -> None:
    assert plain_objects(np.array([1.0, np.nan, 3.0]), integer=True).tolist() == [1, None, 3]
    path = tmp_path / "ids.geojson"
    ring = "[[[105,30],[105.1,30],[105.1,30.1],[105,30]]]"
    rows = [
        f'{{"type":"Feature","properties":{{"BSM":{value}}},"geometry":{{"type":"Polygon","coordinates":{ring}}}}}'
        for value in ("512021210012345678", "null")
    ]
    path.write_text(f'{{"type":"FeatureCollection","features":[{",".join(rows)}]}}', encoding="utf-8")
    assert "BSM" in refusal(path)


def test_shapes_that_are_no_polygons_of_any_kind_are_listed() -> None:
    good = shapely.to_wkb(shapely.box(0, 0, 1, 1))
    unclosed = bytearray(good)
    unclosed[-16:-8] = b"\0" * 7 + b"\x40"
    geometries, unreadable = decode_shapes(
        np.array([good, bytes(unclosed), b"\1\x10", None], dtype=object), np.arange(4)
    )
    assert [geometry is None for geometry in geometries] == [False, True, True, True]
    assert [row.fid for row in unreadable] == [1, 2]
    assert "closed" in unreadable[0].reason


def test_curves_arrive_as_chords(shared_data: Path) -> None:
    path = shared_data / "qgis_testdata" / "processing" / "custom" / "circular_strings.gpkg"
    table = FileSource(path, "circular_strings").read([])
    assert shapely.get_num_coordinates(table.geometries).min() > 5


def test_threads_that_read_at_once_all_get_fine_chords(shared_data: Path) -> None:
    path = shared_data / "qgis_testdata" / "processing" / "custom" / "circular_strings.gpkg"
    expected = shapely.to_wkb(FileSource(path, "circular_strings").read([]).geometries).tolist()
    with ThreadPoolExecutor(8) as pool:
        tables = list(pool.map(lambda _: FileSource(path, "circular_strings").read([]), range(64)))
    assert all(shapely.to_wkb(table.geometries).tolist() == expected for table in tables)
    assert pyogrio.get_gdal_config_option("OGR_ARC_STEPSIZE") is None


def test_the_gbk_specimen_reads_in_chinese(shared_data: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(shared_data / "cn_reference" / "gbk_shp", tmp_path / "gbk")
    source = FileSource(folder / "sichuan_gbk_nocpg.shp")
    assert list(source.info().fields) == ["XZQDM", "行政区名称", "省名称"]
    assert "资阳市" in source.read(["行政区名称"]).columns["行政区名称"].tolist()


def _vector_files(folder: Path) -> list[Path]:
    suffixes = {".gpkg", ".shp", ".dbf", ".geojson", ".zip"}
    return sorted(path for path in folder.rglob("*") if path.suffix in suffixes)


@pytest.mark.parametrize("folder", ["robust_gdal", "gpkg_conformance", "cn_reference", "fiboa_samples", "eea_clms"])
def test_real_and_broken_files_open_or_are_refused_in_words(shared_data: Path, folder: str) -> None:
    paths = _vector_files(shared_data / folder)
    opened, refused = 0, []
    for path in paths:
        layers: list[Optional[str]] = [None]
        try:
            FileSource(path)
        except FarmlandError as error:
            layers = [*_named_layers(str(error))] or layers
        for layer in layers:
            try:
                _read_all(path, layer)
                opened += 1
            except FarmlandError as error:
                refused.append((path, str(error)))
    assert opened > 0
    assert all(path.stem in sentence and sentence.endswith(".") for path, sentence in refused), refused


def _named_layers(sentence: str) -> list[str]:
    _, found, names = sentence.partition("several layers: ")
    return names.rpartition(". Name")[0].split(", ") if found else []
