# SPDX-License-Identifier: GPL-2.0-or-later
"""Says what a demo did: as lines on the screen and as report.html beside the ledger."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from anyue_farmland_plugin.core.mu import format_mu
from anyue_farmland_plugin.core.problems import family_name
from anyue_farmland_plugin.export import html
from anyue_farmland_plugin.export.textfile import write_text
from anyue_farmland_plugin.workflow.map_facts import DISMISSED, TO_JUDGE
from tests.demo.figures import Figures
from tests.demo.folder import Folder

_FAMILY_EN = {
    "FN": "non-agricultural",
    "FL": "non-grain",
    "FK": "false recultivation",
    "DX": "idle land",
    "LH": "abandoned",
}


@dataclass(frozen=True)
class Story:
    """Everything a demo has to tell; ``tagged`` and ``seconds`` by step."""

    figures: Figures
    seconds: Sequence[tuple[str, float]]
    tagged: Sequence[tuple[str, int, int]]
    verified: str
    city_errors: int
    sample: bool


@dataclass(frozen=True)
class Table:
    """A heading, column names, and rows of text, whole numbers or m² (floats)."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[object]]


def tables_of(story: Story) -> list[Table]:
    """Return the tables, in the order both the screen and the report show them."""
    figures = story.figures
    tables = [
        Table("Counts 数量", ("what", "number"), list(figures.counts.items())),
        Table(
            "Pieces by land class 按地类", ("broad class", "group", "pieces", "m²", "亩", "net m²"), _classes(figures)
        ),
        Table("Cases by problem family 按问题大类", ("family", "cases", "m²", "亩"), _families(figures)),
    ]
    if story.tagged:
        tables.append(Table("Tagged 批量认定", ("what (runs)", "changed", "refused"), story.tagged))
    if figures.found:
        columns = ("planted", "name", "planted", "found", "missed", "false", "precision", "recall")
        tables.append(Table("Planted and found (sample) 示例真值对比", columns, _found(figures)))
    tables.append(Table("Seconds 用时", ("step", "s"), [*_seconds(story)]))
    return tables


def _classes(figures: Figures) -> list[tuple]:
    rows = [
        (line.broad, line.name, line.pieces, line.area_m2, format_mu(line.area_m2)[:-2], line.net_m2)
        for line in figures.classes
    ]
    if figures.outside_m2:
        rows.append(
            ("–", "outside the survey 调查区外", 0, figures.outside_m2, format_mu(figures.outside_m2)[:-2], 0.0)
        )
    return [
        *rows,
        (
            "Sum 合计",
            "",
            *(_sum(row[place] for row in rows) for place in (2, 3)),
            _mu_sum(rows, 3),
            _sum(r[5] for r in rows),
        ),
    ]


def _sum(values: object) -> float | int:
    listed = list(values)  # type: ignore[call-overload]
    return sum(listed) if all(isinstance(value, int) for value in listed) else sum(round(v * 100) for v in listed) / 100


def _mu_sum(rows: Sequence[tuple], place: int) -> str:
    return format_mu(_sum(row[place] for row in rows))[:-2]


def _families(figures: Figures) -> list[tuple]:
    total = figures.facts.total
    lines = [(f"{family_name(f)} {_FAMILY_EN[f.value]}", total.figure(f.value)) for f in figures.facts.families]
    lines.append(("Problems 问题合计", total.problems))
    lines.append(("To be judged 待认定", total.figure(TO_JUDGE)))
    lines.append(("Dismissed 非问题", total.figure(DISMISSED)))
    return [(name, found.cases, found.area_m2, format_mu(found.area_m2)[:-2]) for name, found in lines]


def _found(figures: Figures) -> list[tuple]:
    rows = []
    for line in figures.found:
        missed, false = line.planted - line.right, line.suggested - line.right
        shares = (_share(line.precision), _share(line.recall))
        rows.append((line.code, line.name, line.planted, line.right, missed, false, *shares))
    planted = sum(line.planted for line in figures.found)
    right = sum(line.right for line in figures.found)
    share = _share(right / planted if planted else None)
    return [*rows, ("All 合计", "", planted, right, planted - right, planted - right, share, share)]


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.0%}"


def _seconds(story: Story) -> list[tuple]:
    rows = [(name, f"{seconds:.1f}") for name, seconds in story.seconds]
    return [*rows, ("All 合计", f"{sum(seconds for _, seconds in story.seconds):.1f}")]


def screen(story: Story, folder: Folder) -> str:
    """Return the summary as lines for a terminal."""
    head = story.figures.facts.head
    parts = [_text(table) for table in tables_of(story)]
    parts.append(
        "\n".join(
            (
                f"Ledger verified 台账校验: {story.verified}",
                f"Head of the chain 链头校验值 ({head.seq}): {head.hash}",
                f"City package 上报数据包: {story.city_errors} errors; all findings in city/lint.json",
                f"Results 成果: {folder.root}/ ledger.gpkg, city/, report.html, map.png, reports/",
            )
        )
    )
    return "\n\n".join(parts)


def _text(table: Table) -> str:
    rows = [[str(name) for name in table.columns], *([_plain(cell) for cell in row] for row in table.rows)]
    numeric = [_is_number(table, place) for place in range(len(table.columns))]
    widths = [max(_width(row[place]) for row in rows) for place in range(len(table.columns))]
    lines = ["  ".join(_padded(c, w, right=n) for c, w, n in zip(row, widths, numeric)).rstrip() for row in rows]
    return "\n".join([table.title, *(f"  {line}" for line in lines)])


def _is_number(table: Table, place: int) -> bool:
    cells = [row[place] for row in table.rows]
    return all(not isinstance(c, str) or c[:1].isdecimal() or c in {"", "–"} for c in cells) and any(
        c not in {"", "–"} for c in cells
    )


def _plain(cell: object) -> str:
    if isinstance(cell, float):
        return html.m2(cell)
    return f"{cell:,}" if isinstance(cell, int) else str(cell)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _padded(text: str, width: int, *, right: bool) -> str:
    gap = " " * (width - _width(text))
    return gap + text if right else text + gap


def report(story: Story, folder: Folder) -> None:
    """Write report.html: the same figures, the map, and links to everything else."""
    facts = story.figures.facts
    total = facts.total
    title = f"{facts.county_name}耕地保护专项整治 demo"
    tiles = [
        (story.figures.counts["clues 线索"], "clues 线索"),
        (story.figures.counts["cases 案件"], "cases 案件"),
        (f"{total.problems.cases:,}", "problems 问题"),
        (format_mu(total.problems.area_m2), "problem area 问题面积"),
    ]
    parts = [
        f"<h1>{html.text(title)}</h1>",
        html.paragraph(
            "Sample data: invented polygons 示例数据：图斑均为虚构" if story.sample else "Own files 自有数据", "soft"
        ),
        html.tiles(tiles),
        html.verdict(f"Ledger verified 台账校验: {story.verified}", story.verified.startswith("OK")),
        '<p><a href="map.png"><img src="map.png" alt="map 分布图" style="width:100%"></a></p>',
        f"<p>{_links(folder)}</p>",
    ]
    for table in tables_of(story):
        parts += [html.heading(table.title), html.table(table.columns, [_cells(table, row) for row in table.rows])]
    parts.append(f'<footer><p class="hash">{facts.head.seq} · {html.text(facts.head.hash)}</p></footer>')
    write_text(folder.report, html.page(title, parts))


def _cells(table: Table, row: Sequence[object]) -> list:
    cells = []
    for place, cell in enumerate(row):
        cells.append(html.Figure(cell) if isinstance(cell, str) and _is_number(table, place) else cell)
    return cells


def _links(folder: Folder) -> str:
    places = [*sorted(folder.reports.glob("*.html")), *sorted(path for path in folder.city.iterdir() if path.is_file())]
    names = [path.relative_to(folder.root).as_posix() for path in places]
    return " · ".join(f'<a href="{html.text(_quoted(name))}">{html.text(name)}</a>' for name in names)


def _quoted(name: str) -> str:
    return quote(name)
