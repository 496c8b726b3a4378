# SPDX-License-Identifier: GPL-2.0-or-later
"""Writes sheets as one xlsx file, or as csv files where openpyxl is not installed.

Text stays text: a remark "=HYPERLINK(…)" never becomes a formula.  The same sheets and time
give the same bytes.
"""

from __future__ import annotations

import csv
import importlib
import importlib.util
import io
import re
import zipfile
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, Sequence

from anyue_farmland_plugin.export.sheets import Cell, Sheet

_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_LONGEST = 32767
_MOST_ROWS_MEASURED, _WIDEST, _NARROWEST = 200, 42, 8


def has_openpyxl() -> bool:
    """Tell whether xlsx files can be written."""
    return importlib.util.find_spec("openpyxl") is not None


def write_workbook(folder: Path, stem: str, sheets: Sequence[Sheet], moment: datetime) -> Path:
    """Write ``stem``.xlsx, or one csv per sheet, into the folder and return the (first) file."""
    if has_openpyxl():
        path = folder / f"{stem}.xlsx"
        path.write_bytes(_xlsx(sheets, moment))
        return path
    paths = [folder / f"{stem}_{place}.csv" for place, _ in enumerate(sheets, 1)]
    for path, sheet in zip(paths, sheets):
        path.write_bytes(csv_bytes(sheet))
    return paths[0]


def csv_bytes(sheet: Sheet) -> bytes:
    """Return a sheet as csv (UTF-8 with mark, CRLF) whose cells no spreadsheet calculates."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(sheet.headings)
    writer.writerows([_guarded(value) for value in row] for row in sheet.rows)
    return b"\xef\xbb\xbf" + stream.getvalue().encode("utf-8", "replace")


def _guarded(value: Cell) -> str:
    """Return a csv cell a spreadsheet will not calculate."""
    if isinstance(value, float):
        return f"{value:.2f}"
    text = "" if value is None else str(value)
    return "'" + text if text.startswith(_FORMULA_STARTS) else text


def _xlsx(sheets: Sequence[Sheet], moment: datetime) -> bytes:
    openpyxl = importlib.import_module("openpyxl")
    book = openpyxl.Workbook()
    book.remove(book.active)
    book.properties.creator = "Anyue Farmland Ledger"
    book.properties.created = moment.astimezone(timezone.utc).replace(tzinfo=None, microsecond=0)
    for sheet in sheets:
        _fill(book.create_sheet(sheet.title), sheet)
    stream = io.BytesIO()
    book.save(stream)
    return _same_bytes(stream.getvalue(), book.properties.created.strftime("%Y-%m-%dT%H:%M:%SZ"))


def _fill(target: Any, sheet: Sheet) -> None:  # noqa: ANN401 - an openpyxl worksheet; the library is optional
    styles = importlib.import_module("openpyxl.styles")
    letter_of = importlib.import_module("openpyxl.utils").get_column_letter
    bold, tint = styles.Font(bold=True), styles.PatternFill("solid", fgColor="EEF4F0")
    wrap = styles.Alignment(wrap_text=True, vertical="center")
    for place, heading in enumerate(sheet.headings, 1):
        cell = target.cell(1, place, heading)
        cell.font, cell.fill, cell.alignment = bold, tint, wrap
    for number, row in enumerate(sheet.rows, 2):
        for place, value in enumerate(row, 1):
            _put(target, number, place, value)
    target.freeze_panes = "A2"
    if sheet.rows:
        target.auto_filter.ref = f"A1:{letter_of(len(sheet.headings))}{len(sheet.rows) + 1}"
    for place, heading in enumerate(sheet.headings):
        lengths = [_width(row[place]) for row in sheet.rows[:_MOST_ROWS_MEASURED]]
        width = max([_width(heading) * 0.7, *lengths, _NARROWEST]) + 2
        target.column_dimensions[letter_of(place + 1)].width = min(width, _WIDEST)


def _put(target: Any, row: int, column: int, value: Cell) -> None:  # noqa: ANN401
    if value is None:
        return
    if not isinstance(value, str):
        target.cell(row, column, value).number_format = "#,##0.00" if isinstance(value, float) else "#,##0"
        return
    cell = target.cell(row, column)
    cell.value = _UNPRINTABLE.sub("\ufffd", value)[:_LONGEST]
    cell.data_type = "s"
    cell.number_format = "@"
    cell.quotePrefix = value.startswith(_FORMULA_STARTS)


def _width(value: Cell) -> float:
    """Return how many columns a cell needs; Chinese letters take two."""
    text = f"{value:,.2f}" if isinstance(value, float) else "" if value is None else str(value)
    return sum(2 if letter > "\u2e80" else 1 for letter in text)


def _same_bytes(data: bytes, modified: str) -> bytes:
    """Return the xlsx with fixed times in the archive and in its properties."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>" + modified.encode("ascii") + rb"\g<2>", content)
            entry = zipfile.ZipInfo(name, _ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, content)
    return stream.getvalue()
