# SPDX-License-Identifier: GPL-2.0-or-later
"""Field mapping: standard names, aliases and the person's own map, and what is said when one lacks."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from anyue_farmland_plugin.core.errors import InputDataError
from anyue_farmland_plugin.core.ports import FID, FeatureTable, LayerInfo
from anyue_farmland_plugin.intake.files import FileSource
from anyue_farmland_plugin.intake.mapping import LayerKind, choose_fields, parse_field_map, standard_names


def layer(*fields: str) -> LayerInfo:
    return LayerInfo("图层.shp", "图层", "polygon", "EPSG:4523", 1, dict.fromkeys(fields, "OFTString"))


def test_standard_names_are_found_whatever_their_case() -> None:
    choice = choose_fields(LayerKind.DLTB, layer("bsm", "Dlbm", "TBMJ", "ZLDWDM", "XYZ"))
    assert choice.fields["BSM"] == "bsm"
    assert choice.fields["DLBM"] == "Dlbm"
    assert "KCXS" not in choice
    assert choice.others(layer("bsm", "Dlbm", "TBMJ", "ZLDWDM", "XYZ")) == ["XYZ"]
    assert choice.warnings == ()


@pytest.mark.parametrize(
    ("given", "name"),
    [("TBBH", "JCBH"), ("图斑编号", "JCBH"), ("JCSDQ", "QSX"), ("HSXSJ", "HSX"), ("MJ", "JCMJ"), ("监测批次", "PC")],
)
def test_the_aliases_of_monitoring_deliveries_are_known(given: str, name: str) -> None:
    assert choose_fields(LayerKind.CHANGES, layer("A", given)).fields[name] == given


def test_the_standard_name_goes_before_an_alias_and_a_field_serves_once() -> None:
    choice = choose_fields(LayerKind.CHANGES, layer("TBBH", "JCBH", "TBMJ", "MJ", "TZ"))
    assert choice.fields["JCBH"] == "JCBH"
    assert choice.fields["JCMJ"] == "MJ"
    assert choice.fields["BZ"] == "TZ"
    villages = choose_fields(LayerKind.VILLAGES, layer("XZQDM", "ZLDWDM", "XZQMC", "ZLDWMC"))
    assert (villages.fields["ZLDWDM"], villages.fields["ZLDWMC"]) == ("ZLDWDM", "ZLDWMC")


def test_chinese_names_cut_by_the_shapefile_are_found() -> None:
    choice = choose_fields(LayerKind.DLTB, layer("标识码", "地类编码", "坐落单位代", "坐落单位名"))
    assert choice.fields["ZLDWDM"] == "坐落单位代"
    assert choice.fields["ZLDWMC"] == "坐落单位名"


def test_the_persons_map_goes_before_everything() -> None:
    field_map = parse_field_map('{"dltb": {"BSM": "sid", "dlbm": "class"}, "changes": {"JCBH": "alert_id"}}')
    choice = choose_fields(LayerKind.DLTB, layer("sid", "class", "BSM", "DLBM"), field_map)
    assert (choice.fields["BSM"], choice.fields["DLBM"]) == ("sid", "class")
    assert choose_fields(LayerKind.CHANGES, layer("ALERT_ID"), field_map).fields == {"JCBH": "ALERT_ID"}


def test_the_feature_id_can_serve_as_a_key() -> None:
    choice = choose_fields(LayerKind.DLTB, layer("DLBM"), parse_field_map('{"dltb":{"BSM":"fid"}}'))
    assert choice.fields["BSM"] == FID
    assert choice.columns() == [FID, "DLBM"]


def test_changes_without_a_number_get_the_row_number_and_a_warning() -> None:
    choice = choose_fields(LayerKind.CHANGES, layer("SHAPE_AREA"))
    assert choice.fields == {"JCBH": FID}
    assert len(choice.warnings) == 1
    assert "JCBH" in choice.warnings[0]


@pytest.mark.parametrize(
    ("kind", "fields", "lacks"),
    [
        (LayerKind.DLTB, ("BSM", "TBMJ"), "DLBM"),
        (LayerKind.DLTB, ("OBJECTID",), "BSM, DLBM"),
        (LayerKind.TOWNSHIPS, ("A",), "XZQDM"),
        (LayerKind.VILLAGES, (), "ZLDWDM"),
    ],
)
def test_a_required_field_that_is_missing_is_named_with_the_way_out(
    kind: LayerKind, fields: tuple[str, ...], lacks: str
) -> None:
    with pytest.raises(InputDataError) as refused:
        choose_fields(kind, layer(*fields))
    sentence = str(refused.value)
    assert f"field {lacks} is missing" in sentence
    assert "图层.shp" in sentence
    assert "FIELD_MAP" in sentence
    assert all(name in sentence for name in fields)


def test_a_map_to_a_field_that_is_not_there_lists_those_that_are() -> None:
    with pytest.raises(InputDataError, match=r"names the field nope.*It has: BSM, DLBM"):
        choose_fields(LayerKind.DLTB, layer("BSM", "DLBM"), parse_field_map('{"dltb":{"BSM":"nope"}}'))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{"dltb": ', "not valid JSON"),
        ('["BSM"]', "one JSON object"),
        ('{"dltb": "BSM"}', "one JSON object"),
        ('{"parcels": {"BSM": "x"}}', "basic_farmland"),
        ('{"dltb": {"NAME": "x"}}', "none of BSM, DLBM"),
        ('{"dltb": {"BSM": 3}}', "BSM"),
    ],
)
def test_a_map_that_makes_no_sense_is_refused(text: str, says: str) -> None:
    with pytest.raises(InputDataError, match=says):
        parse_field_map(text)


@pytest.mark.parametrize("text", [None, "", "  ", "{}"])
def test_no_map_is_fine(text: str | None) -> None:
    assert parse_field_map(text) == {}


def test_zones_and_approvals_need_nothing_but_shapes() -> None:
    for kind in (LayerKind.BASIC_FARMLAND, LayerKind.ECO_REDLINE, LayerKind.URBAN_BOUNDARY, LayerKind.APPROVALS):
        assert choose_fields(kind, layer()).fields == {}
    assert choose_fields(LayerKind.APPROVALS, layer("批准文号")).fields == {"PZWH": "批准文号"}


def test_every_kind_has_standard_names() -> None:
    assert all(standard_names(kind) for kind in LayerKind)


def test_columns_are_read_through_the_choice() -> None:
    choice = choose_fields(LayerKind.DLTB, layer("id", "DLBM"), parse_field_map('{"dltb":{"BSM":"id"}}'))
    table = FeatureTable(
        info=layer("id", "DLBM"),
        fids=np.array([1, 2]),
        geometries=np.array([None, None], dtype=object),
        columns={"id": np.array(["x", "y"], dtype=object), "DLBM": np.array(["0101", None], dtype=object)},
    )
    assert choice.values(table, "BSM").tolist() == ["x", "y"]
    assert choice.values(table, "TBMJ").tolist() == [None, None]


def test_foreign_layers_serve_with_a_map(shared_data: Path) -> None:
    land = FileSource(shared_data / "nz_lcdb5" / "lcdb5_blenheim.gpkg", "status_1996")
    field_map = parse_field_map('{"dltb":{"BSM":"sid","DLBM":"class","DLMC":"name"}}')
    assert choose_fields(LayerKind.DLTB, land.info(), field_map).columns() == ["sid", "class", "name"]
    zoning = shared_data / "tw_zoning" / "tw_zoning_changhua_yunlin.gpkg"
    towns = choose_fields(LayerKind.TOWNSHIPS, FileSource(zoning, "towns").info())
    assert towns.fields == {"XZQDM": "TOWNCODE", "XZQMC": "TOWNNAME"}
    villages = choose_fields(LayerKind.VILLAGES, FileSource(zoning, "villages").info())
    assert villages.fields == {"ZLDWDM": "VILLCODE", "ZLDWMC": "VILLNAME"}
