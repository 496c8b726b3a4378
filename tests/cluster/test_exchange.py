# SPDX-License-Identifier: GPL-2.0-or-later
"""The exchange form: a survey goes out as GeoParquet by county and comes back without loss."""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path

import numpy as np
import pytest
import shapely
from pyogrio.raw import read, write

from anyue_farmland_plugin.cli import REFUSED, main
from anyue_farmland_plugin.cluster import exchange as exchange_module
from anyue_farmland_plugin.cluster.exchange import write_exchange
from anyue_farmland_plugin.cluster.geoparquet import ParquetSource
from anyue_farmland_plugin.cluster.places import sources
from anyue_farmland_plugin.core.errors import DependencyMissing, ExportError, InputDataError
from anyue_farmland_plugin.core.ports import SilentProgress
from anyue_farmland_plugin.workflow.sources import file_source
from tests.cluster.county import write_files

parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed: no GeoParquet here")
geopandas = pytest.importorskip("geopandas", reason="geopandas is not installed: nobody to read GeoParquet beside us")

COUNTY = "county=512021"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict:
    return write_files(tmp_path_factory.mktemp("county"))


@pytest.fixture(scope="module")
def exchanged(files: dict, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exchange")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(exchange_module, "_GROUP", 100)
        source = file_source(files["survey"], "DLTB")
        write_exchange(source, folder, field_map={}, progress=SilentProgress())
    return folder


def test_nothing_is_lost_on_the_way_out_and_back(files: dict, exchanged: Path) -> None:
    source, back = file_source(files["survey"], "DLTB"), ParquetSource(exchanged / COUNTY / "part-0.parquet")
    names = list(source.info().fields)
    assert list(back.info().fields) == names
    assert back.info().crs == source.info().crs
    assert back.info().feature_count == source.info().feature_count
    mine, theirs = source.read(["fid", *names]), back.read(["fid", *names])
    assert theirs.fids.tolist() == mine.fids.tolist()
    assert shapely.to_wkb(theirs.geometries).tolist() == shapely.to_wkb(mine.geometries).tolist()
    for name in ("fid", *names):
        assert theirs.columns[name].tolist() == mine.columns[name].tolist(), name


def test_features_are_read_by_number_and_flat(files: dict, exchanged: Path) -> None:
    source, back = file_source(files["survey"], "DLTB"), ParquetSource(exchanged / COUNTY / "part-0.parquet")
    assert len(back.groups()) > 3
    some = source.boxes().fids[5::7]
    mine, theirs = source.read_flat(["DLBM"], some), back.read_flat(["DLBM"], some)
    assert theirs.fids.tolist() == some.tolist()
    assert theirs.polygons.x.tolist() == mine.polygons.x.tolist()
    assert theirs.polygons.ring_start.tolist() == mine.polygons.ring_start.tolist()
    assert theirs.columns["DLBM"].tolist() == mine.columns["DLBM"].tolist()
    boxes = back.boxes()
    assert boxes.fids.tolist() == source.boxes().fids.tolist()
    assert boxes.bounds.tolist() == shapely.bounds(source.read([]).geometries).tolist()


def test_the_form_is_geoparquet_for_everybody(files: dict, exchanged: Path) -> None:
    frame = geopandas.read_parquet(exchanged)
    assert frame.crs.to_epsg() == 4523
    assert set(frame["county"].astype(str)) == {"512021"}
    told = read(files["survey"], layer="DLTB", columns=["TBMJ"], read_geometry=False)[3][0]
    assert math.fsum(frame["TBMJ"]) == math.fsum(told)
    x, y, x2, y2 = frame.total_bounds
    file = exchanged / COUNTY / "part-0.parquet"
    corner = geopandas.read_parquet(file, bbox=(x, y, (x + x2) / 2, (y + y2) / 2))
    assert 0 < len(corner) < len(frame)
    groups = parquet.ParquetFile(file).metadata
    spans = [groups.row_group(number).column(groups.schema.names.index("xmin")).statistics for number in range(3)]
    assert max(span.max - span.min for span in spans) < (x2 - x), "neighbours are not together"


def test_areas_from_the_exchange_form_are_the_same_bytes(
    files: dict, exchanged: Path, tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    changes = f"{files['changes']}|layername=changes_202206"
    places = {
        "gpkg": f"{files['survey']}|layername=DLTB",
        "folder": exchanged,
        "file": exchanged / COUNTY / "part-0.parquet",
    }
    for name, place in places.items():
        assert main(["areas", "--changes", changes, "--dltb", str(place), "--out", f"{tmp_path}/{name}.csv"]) == 0
    assert len({(tmp_path / f"{name}.csv").read_bytes() for name in places}) == 1
    assert capsys.readouterr().err == ""


def county(path: Path, units: list, **more: list) -> Path:
    shapes = [shapely.box(35_530_000 + 100 * n, 3_320_000, 35_530_100 + 100 * n, 3_320_100) for n in range(len(units))]
    shapes[-1] = None
    columns = {"BSM": [str(n) for n in range(len(units))], "DLBM": ["0101"] * len(units), "ZLDWDM": units, **more}
    values = [np.array(column, dtype=object if isinstance(column[0], str) else None) for column in columns.values()]
    geometry = shapely.to_wkb(np.array(shapes, dtype=object))
    write(path, geometry, values, list(columns), geometry_type="Polygon", crs="EPSG:4523", driver="GPKG")
    return path


def test_each_county_has_its_folder_and_no_row_is_left_out(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    units = ["5120211030010000000", "5120220010010000000", "5120211030010000000", "?", "5120220010010000000"]
    path = county(tmp_path / "dltb.gpkg", units, TBMJ=[10000.25, 20000.5, 3.0, 4.0, 5.0])
    out = tmp_path / "out"
    assert main(["exchange", "--dltb", str(path), "--out", str(out)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["rows"] == 5
    assert told["tbmj"] == 30012.75
    assert {name: found["rows"] for name, found in told["counties"].items()} == {
        "512021": 2,
        "512022": 2,
        "__HIVE_DEFAULT_PARTITION__": 1,
    }
    assert told["area_m2"] == pytest.approx(40_000, abs=50)
    assert [source.info().feature_count for source in sources([str(out)])] == [2, 2, 1]
    assert not list(out.rglob("*.part"))


def test_what_does_not_come_back_whole_is_not_put_in_place(
    files: dict, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = ParquetSource.groups
    monkeypatch.setattr(ParquetSource, "groups", lambda self: [fids[1:] for fids in whole(self)])
    with pytest.raises(ExportError, match="Nothing was put in place"):
        write_exchange(file_source(files["survey"], "DLTB"), tmp_path, field_map={}, progress=SilentProgress())
    assert not list(tmp_path.rglob("*.parquet*"))


def test_without_pyarrow_a_sentence_says_what_to_install(
    files: dict, exchanged: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(DependencyMissing, match="pyarrow"):
        write_exchange(file_source(files["survey"], "DLTB"), tmp_path, field_map={}, progress=SilentProgress())
    with pytest.raises(DependencyMissing, match="pyarrow"):
        sources([str(exchanged)])


def test_what_is_no_geoparquet_is_told(tmp_path: Path, exchanged: Path, capsys: pytest.CaptureFixture) -> None:
    cut, plain = tmp_path / "cut.parquet", tmp_path / "plain.parquet"
    cut.write_bytes((exchanged / COUNTY / "part-0.parquet").read_bytes()[:5000])
    geopandas.pd.DataFrame({"a": [1]}).to_parquet(plain)
    for path, words in (
        (cut, "cut.parquet cannot be read"),
        (plain, "no GeoParquet file"),
        (tmp_path / "x.parquet", "x.parquet"),
    ):
        with pytest.raises(InputDataError, match=words):
            sources([str(path)])
    path = county(tmp_path / "dltb.gpkg", ["1", "2"])
    assert (
        main(["exchange", "--dltb", str(path), "--out", str(tmp_path), "--field-map", '{"dltb": {"ZLDWDM": "no"}}'])
        == REFUSED
    )
    assert "no" in capsys.readouterr().err


def test_another_producers_file_without_numbers_and_boxes_is_read(tmp_path: Path) -> None:
    shapes = [shapely.box(n, 30, n + 0.5, 30.5) for n in range(104, 107)]
    frame = geopandas.GeoDataFrame({"DLBM": ["0101"] * 3}, geometry=shapes, crs="EPSG:4490")
    frame.to_parquet(tmp_path / "other.parquet")
    (source,) = sources([str(tmp_path / "other.parquet")])
    assert source.info().crs == "EPSG:4490"
    assert source.boxes().fids.tolist() == [1, 2, 3]
    assert source.boxes().bounds.tolist() == frame.bounds.to_numpy().tolist()
    assert source.read(["DLBM"], np.array([3])).columns["DLBM"].tolist() == ["0101"]
