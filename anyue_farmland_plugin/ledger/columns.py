# SPDX-License-Identifier: GPL-2.0-or-later
"""Canonical JSON of many rows at once, built column by column; the text is that of `chain.canonical_json`."""

from __future__ import annotations

import math
from typing import Collection, Mapping, Optional, Sequence

from anyue_farmland_plugin.ledger.chain import canonical_json


def canonical_rows(columns: Mapping[str, Sequence], *, changes: bool = False, kept: Collection = ()) -> list:
    """Return one object per row; values are text, numbers or None.

    None is left out, but for the columns named by ``kept``.  With ``changes`` each value stands
    as ``[null, value]``, the form of a creating event.
    """
    parts = []
    for name in sorted(columns):
        before, after = f",{canonical_json(name)}:{'[null,' if changes else ''}", "]" if changes else ""
        nothing = f"{before}null{after}" if name in kept else ""
        parts.append(_Member(before, after, nothing).column(columns[name]))
    return ["{" + "".join(row)[1:] + "}" for row in zip(*(part for part in parts if part is not None))]


def canonical_texts(values: Sequence[str]) -> list:
    """Return the canonical JSON of every text."""
    return _Member("", "", "").column(values) or []


class _Member(dict):
    """One member of each row's object: what stands before and after its value; a memory of values met so far."""

    def __init__(self, before: str, after: str, nothing: str) -> None:
        super().__init__({None: nothing})
        self.before, self.after = before, after

    def __missing__(self, value: object) -> str:
        text = self[value] = self.text(value)
        return text

    def text(self, value: object) -> str:
        """Return the member for one value."""
        return f"{self.before}{canonical_json(value)}{self.after}"

    def column(self, values: Sequence) -> Optional[list]:
        """Return the members of all rows; None when there is nothing to say in any."""
        before, after, nothing = self.before, self.after, self[None]
        kinds = set(map(type, values)) - {type(None)}
        if not kinds and not nothing:
            return None
        if kinds == {float} and all(map(math.isfinite, filter(None, values))):
            return [nothing if value is None else f"{before}{value + 0.0!r}{after}" for value in values]
        if kinds == {str} and None not in values and _is_plain("".join(values)):
            return [f'{before}"{value}"{after}' for value in values]
        if len(kinds) > 1:  # 1, 1.0 and True are one key, but not one text
            return [nothing if value is None else self.text(value) for value in values]
        return [self[value] for value in values]


def _is_plain(text: str) -> bool:
    """Tell whether JSON writes the text as it is."""
    return text.isascii() and text.isprintable() and '"' not in text and "\\" not in text
