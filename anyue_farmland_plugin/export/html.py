# SPDX-License-Identifier: GPL-2.0-or-later
"""The few pieces of HTML our reports are made of.

Everything a caller passes is text and gets escaped here; no script, no network, prints on A4.
"""

from __future__ import annotations

from html import escape
from typing import Iterable, Sequence

from anyue_farmland_plugin.core.hidden_letters import as_markup
from anyue_farmland_plugin.core.mu import NO_VALUE, format_mu

Html = str  # already escaped
_LABEL_PLACES = 27


class Figure(str):
    """A number already written out, to be aligned as one."""


_STYLE = """
:root { --ink: #1d2a24; --soft: #5d6b64; --line: #d5ddd8; --field: #2f6b4f; --tint: #eef4f0; --warn: #9a3412; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 28px 32px; max-width: 210mm; color: var(--ink); background: #fff;
  font: 14px/1.5 "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", sans-serif; }
h1 { font-size: 24px; line-height: 1.3; margin: 0 0 4px; }
h2 { font-size: 16px; margin: 28px 0 8px; padding-bottom: 4px; border-bottom: 2px solid var(--field);
  break-after: avoid; }
p { margin: 6px 0; } .soft { color: var(--soft); } .small { font-size: 12px; }
.tiles { display: flex; flex-wrap: wrap; gap: 10px; margin: 18px 0 4px; }
.tile { flex: 1 1 120px; background: var(--tint); border-left: 4px solid var(--field); padding: 8px 12px; }
.tile b { display: block; font-size: 20px; white-space: nowrap; line-height: 1.25; font-variant-numeric: tabular-nums; }
.verdict { padding: 10px 14px; margin: 16px 0; border: 1px solid var(--field); background: var(--tint); }
.verdict.bad { border-color: var(--warn); background: #fdf3ee; color: var(--warn); }
table { border-collapse: collapse; width: 100%; margin: 6px 0 10px; font-size: 12.5px; }
th, td { text-align: left; vertical-align: top; padding: 4px 8px; border-bottom: 1px solid var(--line);
  overflow-wrap: anywhere; }
th { color: var(--soft); font-weight: 600; border-bottom-color: var(--ink); }
td.n, th.n { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; overflow-wrap: normal; }
tr.sum td { font-weight: 600; border-top: 1px solid var(--ink); } tr { break-inside: avoid; }
thead { display: table-header-group; }
.hash { font-family: "Noto Sans Mono", Consolas, monospace; font-size: 11px; overflow-wrap: anywhere; }
summary { cursor: pointer; color: var(--soft); margin: 6px 0; }
svg { display: block; width: 100%; height: auto; margin: 6px 0 10px; break-inside: avoid; }
footer { margin-top: 32px; padding-top: 10px; border-top: 1px solid var(--line); color: var(--soft); font-size: 12px; }
@page { size: A4; margin: 16mm 14mm; }
@media print { body { padding: 0; max-width: none; } .tile, .verdict { -webkit-print-color-adjust: exact;
  print-color-adjust: exact; } }
"""


def text(value: object) -> Html:
    """Return the value as escaped text, letters nobody sees as their escapes, a dash for None."""
    return as_markup(NO_VALUE if value is None else str(value))


def m2(value: object) -> str:
    """Return an area in m² with two decimals and thousands separators."""
    return NO_VALUE if value is None else f"{float(value):,.2f}"  # type: ignore[arg-type]


def mu_figure(area_m2: float) -> Figure:
    """Return an area as a bare number of 亩, two decimals, for a column that names the unit."""
    return Figure(format_mu(area_m2).rsplit(" ", 1)[0])


def moment(timestamp: str) -> str:
    """Return a ledger time ("2022-06-15T08:00:00.000Z") as people read it, still UTC."""
    return timestamp.replace("T", " ")[:16] + " UTC" if timestamp.endswith("Z") else timestamp


def page(title: str, parts: Iterable[Html]) -> str:
    """Return a whole HTML document around already escaped parts."""
    head = (
        f'<!DOCTYPE html>\n<html lang="zh"><head><meta charset="utf-8"><title>{text(title)}</title>'
        f"<style>{_STYLE}</style></head>"
    )
    return "\n".join([head, "<body>", *parts, "</body></html>", ""])


def heading(value: str) -> Html:
    """Return a section heading."""
    return f"<h2>{text(value)}</h2>"


def paragraph(value: str, style: str = "") -> Html:
    """Return a paragraph; ``style`` is one of the page's own classes."""
    return f'<p class="{escape(style)}">{text(value)}</p>'


def tiles(entries: Sequence[tuple]) -> Html:
    """Return a row of large figures from (figure, caption) pairs."""
    cells = "".join(f'<div class="tile"><b>{text(figure)}</b>{text(caption)}</div>' for figure, caption in entries)
    return f'<div class="tiles">{cells}</div>'


def verdict(value: str, good: bool) -> Html:
    """Return the framed sentence that says whether all is well."""
    return f'<div class="verdict{"" if good else " bad"}">{text(value)}</div>'


def _cell(value: object, tag: str = "td") -> Html:
    if isinstance(value, Figure):
        return f'<{tag} class="n">{text(value)}</{tag}>'
    if isinstance(value, float):
        return f'<{tag} class="n">{m2(value)}</{tag}>'
    if isinstance(value, int) and not isinstance(value, bool):
        return f'<{tag} class="n">{value:,}</{tag}>'
    return f"<{tag}>{text(value)}</{tag}>"


def table(columns: Sequence[str], rows: Iterable[Sequence], last_is_sum: bool = False) -> Html:
    """Return a table; floats are m², integers counts, both right-aligned under their heading."""
    lines = list(rows)
    numeric = [bool(lines) and isinstance(lines[0][place], (int, float, Figure)) for place in range(len(columns))]
    head = "".join(
        f'<th class="n">{text(name)}</th>' if number else f"<th>{text(name)}</th>"
        for name, number in zip(columns, numeric)
    )
    body = []
    for place, line in enumerate(lines):
        style = ' class="sum"' if last_is_sum and place == len(lines) - 1 else ""
        body.append(f"<tr{style}>{''.join(_cell(value) for value in line)}</tr>")
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(body)}</tbody></table>"


def folded(summary: str, content: Html) -> Html:
    """Return content a click opens; it is left out on paper."""
    return f"<details><summary>{text(summary)}</summary>{content}</details>"


def bars(lines: Sequence[tuple], colour: str = "#2f6b4f") -> Html:
    """Return a bar chart of (label, m²) pairs as inline SVG, values written in 亩."""
    if not lines:
        return ""
    step, left, width = 24, 190, 720
    most = max(value for _, value in lines) or 1.0
    marks = []
    for place, (label, value) in enumerate(lines):
        y = place * step
        length = max(1.0, (width - left - 130) * max(value, 0.0) / most)
        marks.append(
            f'<text x="{left - 8}" y="{y + 16}" text-anchor="end">{text(_short(label))}</text>'
            f'<rect x="{left}" y="{y + 4}" width="{length:.1f}" height="16" fill="{escape(colour)}"/>'
            f'<text x="{left + length + 6:.1f}" y="{y + 16}" fill="#5d6b64">{text(format_mu(value))}</text>'
        )
    height = step * len(lines)
    return (
        f'<svg viewBox="0 0 {width} {height}" role="img" font-size="12" fill="#1d2a24" '
        f'xmlns="http://www.w3.org/2000/svg">{"".join(marks)}</svg>'
    )


def _short(label: str) -> str:
    """Return the label cut to what fits left of a bar; a Chinese letter takes two places."""
    width = 0
    for place, letter in enumerate(label):
        width += 2 if letter > "\u2e80" else 1
        if width > _LABEL_PLACES:
            return label[:place].rstrip() + "…"
    return label
