# SPDX-License-Identifier: GPL-2.0-or-later
"""Canonical JSON of many rows at once, built column by column; the text is that of `chain.canonical_json`."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import repeat
from typing import Collection, Mapping, Optional, Sequence

from anyue_farmland_plugin.core.decimals import shortest_texts
from anyue_farmland_plugin.ledger.chain import canonical_json

_MANY = 2  # times a number must occur on average until remembering its text is cheaper than writing it again


@dataclass(frozen=True)
class _Cells:
    """What one column adds to every row: the same text before and after, and one text per row between."""

    before: str
    texts: Sequence[str]
    after: str


def canonical_rows(columns: Mapping[str, Sequence], *, changes: bool = False, kept: Collection = ()) -> list:
    """Return one object per row; values are text, numbers or None.

    None is left out, but for the columns named by ``kept``.  With ``changes`` each value stands
    as ``[null, value]``, the form of a creating event.
    """
    count = max(map(len, columns.values()), default=0)
    parts: list = []
    constant = ""
    for name in sorted(columns):
        before, after = f",{canonical_json(name)}:{'[null,' if changes else ''}", "]" if changes else ""
        cells = _cells(columns[name], before, after, f"{before}null{after}" if name in kept else "")
        if cells is not None:
            parts += (repeat(constant + cells.before, count), cells.texts)
            constant = cells.after
    return ["{" + "".join(row)[1:] for row in zip(*parts, repeat(constant + "}", count))]


def canonical_texts(values: Sequence[str]) -> list:
    """Return the canonical JSON of every text."""
    if _is_plain(values):
        return [f'"{value}"' for value in values]
    return [canonical_json(value) for value in values]


def _cells(values: Sequence, before: str, after: str, nothing: str) -> Optional[_Cells]:
    """Return a column's cells, ``nothing`` standing for None; no cells when that says nothing in any row."""
    kinds = set(map(type, values))
    gaps = type(None) in kinds
    kinds.discard(type(None))
    if not kinds and not nothing:
        return None
    if not gaps and kinds == {str} and _is_plain(values):
        return _Cells(before + '"', values, '"' + after)
    distinct = set(values)
    if not gaps and kinds == {float} and len(distinct) * _MANY > len(values) and all(map(math.isfinite, distinct)):
        return _Cells(before, shortest_texts(values), after)
    if len(kinds) > 1:  # 1, 1.0 and True are one key, but not one text
        texts = [nothing if value is None else f"{before}{canonical_json(value)}{after}" for value in values]
    else:
        known = {value: f"{before}{canonical_json(value)}{after}" for value in distinct - {None}}
        known[None] = nothing
        texts = [known[value] for value in values]
    return _Cells("", texts, "")


def _is_plain(values: Sequence[str]) -> bool:
    """Tell whether JSON writes these texts as they are."""
    text = "".join(values)
    return text.isascii() and text.isprintable() and '"' not in text and "\\" not in text
