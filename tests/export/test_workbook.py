# SPDX-License-Identifier: GPL-2.0-or-later
"""The workbook a bureau opens: text stays text, 亩 come from summed m², csv where openpyxl is missing."""

from __future__ import annotations

import csv
import importlib.util
import zipfile
from pathlib import Path

import openpyxl
import pytest

from anyue_farmland_plugin.export import workbook
from anyue_farmland_plugin.export.city import export_city
from anyue_farmland_plugin.export.sheets import Sheet
from anyue_farmland_plugin.export.workbook import write_workbook
from anyue_farmland_plugin.ledger.reading import reading
from anyue_farmland_plugin.workflow.tag import tag_case
from tests.factories import INSPECTOR, START, FixedClock, TickingClock, make_ledger

HOSTILE = [
    "=1+1",
    '=HYPERLINK("http://x","y")',
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1",
    "＝1+1",
    "'=1",
    "a\x00b\x0bc",
    "长" * 40000,
]


def hostile_sheet() -> Sheet:
    return Sheet("备注", ("备注",), tuple((text,) for text in HOSTILE))


def table(path: Path, title: str) -> list:
    return [[cell.value for cell in row] for row in openpyxl.load_workbook(path)[title].iter_rows()]


def test_no_remark_becomes_a_formula(tmp_path: Path) -> None:
    path = write_workbook(tmp_path, "x", [hostile_sheet()], START)
    cells = [row[0] for row in openpyxl.load_workbook(path)["备注"].iter_rows(min_row=2)]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.value for cell in cells][:5] == HOSTILE[:5]
    with zipfile.ZipFile(path) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_csv_files_guard_what_a_spreadsheet_would_calculate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(workbook.importlib.util, "find_spec", lambda name: None if name == "openpyxl" else find(name))
    path = write_workbook(tmp_path, "x", [hostile_sheet(), Sheet("面积", ("a", "b"), ((1, 2.5),))], START)
    assert path.name == "x_1.csv"
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as stream:
        found = [row[0] for row in csv.reader(stream)][1:]
    assert found == [text if text[0] in "'a长" else "'" + text for text in HOSTILE]
    assert (tmp_path / "x_2.csv").read_text(encoding="utf-8-sig") == "a,b\n1,2.50\n"


def test_a_package_without_openpyxl_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(workbook.importlib.util, "find_spec", lambda name: None if name == "openpyxl" else find(name))
    package = export_city(make_ledger(tmp_path), tmp_path / "city", clock=FixedClock(START))
    assert package.xlsx.name == "512021_20220615_ledger_1.csv"
    assert "openpyxl is not installed" in package.lint.read_text(encoding="utf-8")


def test_the_sheets_of_a_ledger(tmp_path: Path) -> None:
    ledger, clock = make_ledger(tmp_path, cases=7), TickingClock()
    with reading(ledger) as reader:
        found = list(reader.rows("cases"))
    ids, cents = [row["case_id"] for row in found], sum(round(row["area_m2"] * 100) for row in found)
    for case_id, code in zip(ids, ("FN01", "FN09", "FL13", "LH01")):
        tag_case(ledger, case_id, {"problem_type": code, "note": "=1+1"}, actor=INSPECTOR, clock=clock)
    path = export_city(ledger, tmp_path / "city", clock=FixedClock(START)).xlsx
    assert openpyxl.load_workbook(path).sheetnames == ["问题清单", "汇总", "线索", "说明"]
    cases = table(path, "问题清单")
    assert len(cases) == 1 + 7
    assert cases[0][:4] == ["台账编号", "行政区名称", "村名称", "位置"]
    status = cases[0].index("状态")
    assert {row[status] for row in cases[1:]} == {"待外业", "内业审核"}
    head, *towns, total = table(path, "汇总")
    assert [row[0] for row in towns] == ["512021100", "512021103", "512021104"]
    assert total[head.index("非农化 件数")] == 2
    assert total[head.index("合计 件数")] == 7
    assert total[head.index("合计 面积(平方米)")] == cents / 100
    assert total[head.index("合计 面积(亩)")] == 12.6
    assert sum(row[head.index("未定类型 件数")] for row in towns) == 3
    assert dict(table(path, "说明")[1:])["ledger_head_seq"] == "13"


def test_mu_are_converted_from_sums_not_summed(tmp_path: Path) -> None:
    """Each case is 3.33 m² = 0.00 亩 (0.004995 rounds down), three are 9.99 m² = 0.01 亩."""
    path = export_city(
        make_ledger(tmp_path, cases=[{"area_m2": 3.33}] * 3), tmp_path / "city", clock=FixedClock(START)
    ).xlsx
    head, *_, total = table(path, "汇总")
    assert total[head.index("合计 面积(亩)")] == 0.01
    shown = table(path, "问题清单")
    assert [row[shown[0].index("图斑面积(亩)")] for row in shown[1:]] == [0, 0, 0]
