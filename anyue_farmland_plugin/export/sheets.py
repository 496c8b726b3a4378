# SPDX-License-Identifier: GPL-2.0-or-later
"""The sheets of the workbook a bureau reads: cases, summary by township and family, clues, about.

Titles and headings are the official Chinese words; 亩 come from summed m², never from rounded 亩.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Iterable, Mapping, Union

from anyue_farmland_plugin.core.mu import mu
from anyue_farmland_plugin.core.problems import Family, family_name
from anyue_farmland_plugin.core.schema import Table
from anyue_farmland_plugin.export import city_tables as tables
from anyue_farmland_plugin.export.city_rows import CityRows, china_day
from anyue_farmland_plugin.export.figures import cents

Cell = Union[str, int, float, None]  # int is a count, float an area with two decimals

_CASE_SHEET = (
    "TZID", "XZQMC", "CUNMC", "ZL", "LYLX", "LYPC", "LYBH", "WTLX", "WTLXMC", "PD", "QDLBM", "TBLX", "SJFQ",
    "TBMJ", "mu:TBMJ", "GDMJ", "mu:GDMJ", "STMJ", "YNMJ", "HXMJ", "KFWMJ", "NYDMJ", "JSYDMJ", "WLYDMJ",
    "ZTMC", "FSSJ", "ZRDW", "QTDW", "ZGLB", "ZGCS", "CZSX", "ZT", "WCSJ", "ZGMJ", "SYMJ", "XHSJ", "XHR", "GZRQ",
    "HCR", "HCSJ", "BZ", "AJBH",
)  # fmt: skip
_CLUE_SHEET = (
    "LYBH", "LYPC", "LYLX", "TZID", "TBLX", "QSX", "HSX", "FXRQ", "JCMJ", "TBMJ", "mu:TBMJ", "THMJ", "DCWMJ", "BJ",
)  # fmt: skip
_NO_FAMILY = ""
_UNTYPED, _SUM, _PLACE, _TOWN = "未定类型", "合计", "乡镇代码", "乡镇(街道)"
_COUNT, _M2, _MU, _FIELD_MU = "件数", "面积(平方米)", "面积(亩)", "耕地(亩)"


@dataclass(frozen=True)
class Sheet:
    """A sheet: title, headings and rows of cells."""

    title: str
    headings: tuple
    rows: tuple


def sheets_of(rows: CityRows, enumerations: Mapping[str, Mapping], about: Iterable[tuple]) -> tuple:
    """Return the sheets of the workbook in order."""
    return (
        Sheet("问题清单", *_listed(tables.CITY_CASES, _CASE_SHEET, rows.cases, enumerations)),
        _summary(rows.cases),
        Sheet("线索", *_listed(tables.CITY_CLUES, _CLUE_SHEET, rows.clues, enumerations)),
        Sheet("说明", ("项目", "内容"), tuple((str(name), str(value)) for name, value in about)),
    )


def _listed(table: Table, names: Iterable[str], rows: Iterable[Mapping], enumerations: Mapping[str, Mapping]) -> tuple:
    columns = [table.column(name.rpartition(":")[2]) for name in names]
    headings = []
    for name, column in zip(names, columns):
        unit = "(亩)" if name.startswith("mu:") else "(平方米)" if column and column.unit else ""
        headings.append((column.label if column else name) + unit)
    lines = tuple(
        tuple(_shown(name, column, row, enumerations) for name, column in zip(names, columns)) for row in rows
    )
    return tuple(headings), lines


def _shown(name: str, column: object, row: Mapping, enumerations: Mapping[str, Mapping]) -> Cell:
    value = row[name.rpartition(":")[2]]
    if name.startswith("mu:"):
        return None if value is None else mu(value)
    enum = getattr(column, "enum", "")
    if enum and name != "WTLX":
        return str(enumerations[enum].get(value, value)) if value else None
    return china_day(value) if name == "HCSJ" else value


def _summary(cases: Iterable[Mapping]) -> Sheet:
    """Return township × family: number and 亩 of each family, then the totals."""
    families = [*(family.value for family in Family), _NO_FAMILY]
    sums: dict = defaultdict(lambda: defaultdict(lambda: [0, 0, 0]))
    names = {}
    for case in cases:
        town = case["XZQDM"] or ""
        names[town] = case["XZQMC"] or ""
        for place in (town, _SUM):
            for family in ((case["WTLX"] or "")[:2], _SUM):
                entry = sums[place][family]
                entry[0] += 1
                entry[1] += cents(case["TBMJ"])
                entry[2] += cents(case["GDMJ"])
    headings = [_PLACE, _TOWN]
    for family in families:
        word = family_name(Family(family)) if family else _UNTYPED
        headings += [f"{word} {_COUNT}", f"{word} {_MU}"]
    headings += [f"{_SUM} {_COUNT}", f"{_SUM} {_M2}", f"{_SUM} {_MU}", f"{_SUM} {_FIELD_MU}"]
    lines = []
    for town in [*sorted(names), _SUM]:
        line: list = [town, names.get(town, "")] if town != _SUM else [_SUM, ""]
        for family in families:
            line += [sums[town][family][0], mu(sums[town][family][1] / 100)]
        count, area, farmland = sums[town][_SUM]
        lines.append((*line, count, area / 100, mu(area / 100), mu(farmland / 100)))
    return Sheet("汇总", tuple(headings), tuple(lines))
