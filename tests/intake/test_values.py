# SPDX-License-Identifier: GPL-2.0-or-later
"""Values as delivered: numbers as text, codes in every spelling, units by the look of the geometry."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from anyue_farmland_plugin.core.errors import InputDataError
from anyue_farmland_plugin.core.ports import FeatureTable, LayerInfo
from anyue_farmland_plugin.intake.mapping import FieldChoice, LayerKind, choose_fields
from anyue_farmland_plugin.intake.values import (
    area_unit,
    attribute_codes,
    class_codes,
    duplicates,
    land_classes,
    numbers,
    ridge_coefficients,
    texts,
    unit_warning,
)


def table_of(**columns: list[object]) -> tuple[FeatureTable, FieldChoice]:
    count = len(next(iter(columns.values())))
    fields = {**columns, "BSM": [str(row) for row in range(count)]}
    fields.setdefault("DLBM", ["0101"] * count)
    info = LayerInfo("dltb.shp", "dltb", "polygon", "EPSG:4523", count, dict.fromkeys(fields, "OFTString"))
    arrays = {name: np.array([*values, None], dtype=object)[:-1] for name, values in fields.items()}
    table = FeatureTable(info, np.arange(11, 11 + count), np.full(count, None, dtype=object), arrays)
    return table, choose_fields(LayerKind.DLTB, info)


def test_numbers_may_come_as_text_and_blanks_are_nothing() -> None:
    table, choice = table_of(TBMJ=["123.4", " 5e2 ", 7, None, "", 2.5])
    values = numbers(table, choice, "TBMJ")
    assert values[[0, 1, 2, 5]].tolist() == [123.4, 500.0, 7.0, 2.5]
    assert np.isnan(values[[3, 4]]).all()
    assert np.isnan(numbers(table, choice, "KCXS")).all()


@pytest.mark.parametrize("bad", ["约3亩", "1_000", "12,5", "inf", "nan", b"x"])
def test_a_word_in_an_area_field_is_named_with_its_row(bad: object) -> None:
    table, choice = table_of(TBMJ=["1", bad, "x"])
    with pytest.raises(InputDataError) as refused:
        numbers(table, choice, "TBMJ")
    sentence = str(refused.value)
    assert sentence.startswith("dltb.shp: field TBMJ, row 12: ")
    assert repr(bad) in sentence


def test_a_ridge_coefficient_must_be_a_share() -> None:
    table, choice = table_of(KCXS=[0.0, "0.1234", None])
    assert ridge_coefficients(table, choice)[1] == 0.1234
    table, choice = table_of(KCXS=[0.1, 12.34])
    with pytest.raises(InputDataError, match=r"field KCXS, row 12: 12.34"):
        ridge_coefficients(table, choice)


def test_texts_are_stripped_and_whole_numbers_lose_their_point() -> None:
    table, choice = table_of(ZLDWDM=[" 512021103 ", 512021103.0, "", None, 5])
    assert texts(table, choice, "ZLDWDM").tolist() == ["512021103", "512021103", None, None, "5"]


def test_codes_for_nothing_are_nothing() -> None:
    table, choice = table_of(ZZSXDM=["ls", "0", "无", "", None, " WG "])
    assert attribute_codes(table, choice, "ZZSXDM").tolist() == ["LS", None, None, None, None, "WG"]


def test_class_codes_are_cleaned_to_the_table() -> None:
    table, choice = table_of(DLBM=["0101", " 0201k ", 1202, 1104.0, "05h1"])
    assert class_codes(table, choice).tolist() == ["0101", "0201K", "1202", "1104", "05H1"]


def test_a_lost_zero_is_restored_only_when_the_name_agrees() -> None:
    table, choice = table_of(DLBM=[101, "103"], DLMC=["水田", "旱地"])
    assert class_codes(table, choice).tolist() == ["0101", "0103"]
    # In the second survey 101 was a railway.
    table, choice = table_of(DLBM=[101, "101"], DLMC=["铁路用地", None])
    with pytest.raises(InputDataError, match=r"101 \(2\); 2 rows, first 11, 12"):
        class_codes(table, choice)


def test_unknown_codes_are_listed_with_counts_rows_and_the_way_out() -> None:
    table, choice = table_of(DLBM=["0101", "X1", None, "X1", "011", "X1"])
    with pytest.raises(InputDataError) as refused:
        class_codes(table, choice)
    sentence = str(refused.value)
    assert "X1 (3)" in sentence
    assert "011 (1)" in sentence
    assert "4 rows, first 12, 14, 15" in sentence
    assert "CLASS_TABLE" in sentence


def test_a_parcel_without_a_class_stays_but_a_layer_without_any_is_refused() -> None:
    table, choice = table_of(DLBM=["0101", None, " "])
    assert class_codes(table, choice).tolist() == ["0101", None, None]
    table, choice = table_of(DLBM=[None, ""])
    with pytest.raises(InputDataError, match=r"– \(2\); 2 rows"):
        class_codes(table, choice)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_class_table_adds_codes_in_the_spreadsheets_own_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "classes.csv"
    path.write_bytes("code,name,group\r\n1,建成区,JS\r\n33,果园与葡萄园,YD\r\n".encode(encoding))
    classes = land_classes(path)
    assert (classes["33"].name, classes["33"].group.value) == ("果园与葡萄园", "YD")
    assert "0101" in classes
    table, choice = table_of(DLBM=[1, 33.0, "0101"])
    assert class_codes(table, choice, classes).tolist() == ["1", "33", "0101"]


def test_a_class_table_with_an_unknown_group_names_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "classes.csv"
    path.write_text("code,name,group\n1,x,ZZ\n", encoding="utf-8")
    with pytest.raises(InputDataError, match=r"classes.csv, line 2.*ZZ"):
        land_classes(path)
    with pytest.raises(InputDataError, match=r"missing\.csv"):
        land_classes(tmp_path / "missing.csv")
    path.write_bytes(b"code,name,group\n1,\xff\xff,JS\n")
    with pytest.raises(InputDataError, match=r"classes\.csv"):
        land_classes(path)


def test_the_standard_classes_need_no_file() -> None:
    assert land_classes()["0101"].name == "水田"


@pytest.mark.parametrize(
    ("factor", "unit"), [(1.02, "m²"), (0.0015, "亩"), (1e-4, "公顷"), (1e-6, "km²"), (0.03, None)]
)
def test_the_unit_shows_in_the_ratio_to_the_geometry(factor: float, unit: str | None) -> None:
    measured = np.array([5000.0, 800.0, 12000.0, 0.0])
    delivered = np.array([5000.0 * factor, 800.0 * factor, 12000.0 * factor * 1.05, np.nan])
    assert area_unit(delivered, measured) == unit


def test_an_area_in_mu_warns_and_square_metres_do_not() -> None:
    table, choice = table_of(TBMJ=[7.5, 1.2])
    measured = np.array([5000.0, 800.0])
    warning = unit_warning(table, choice, name="TBMJ", delivered=measured * 0.0015, measured=measured)
    assert warning is not None
    assert "亩" in warning
    assert unit_warning(table, choice, name="TBMJ", delivered=measured, measured=measured) is None
    assert unit_warning(table, choice, name="TBMJ", delivered=np.full(2, np.nan), measured=measured) is None
    odd = unit_warning(table, choice, name="TBMJ", delivered=measured * 0.03, measured=measured)
    assert odd is not None
    assert "Check its unit" in odd


def test_nothing_usable_gives_no_unit() -> None:
    assert area_unit(np.array([np.nan]), np.array([5.0])) is None


def test_doubles_are_counted_in_order_of_appearance() -> None:
    assert duplicates(np.array(["b", "a", None, "b", "a", "b", None], dtype=object)) == {"b": 3, "a": 2}
