# SPDX-License-Identifier: GPL-2.0-or-later
"""Judges single values of a package: type, length, range, form, codes.

What the ledger's own writer stores always passes; what it could not have written is refused.
"""

from __future__ import annotations

import json
import math
import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from typing import Callable, Collection, NoReturn, Optional

from anyue_farmland_plugin.core.hidden_letters import has_hidden_letters, shown
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.schema import Column, Table

_NOT_STORABLE = re.compile("[\x00\ud800-\udfff]")
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_HASH = re.compile(r"[0-9a-f]{64}")
_TIME = re.compile(r"\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d\.\d{3}Z")
_CODE = re.compile(r"\w{1,20}")
_MOST_LETTERS, _MOST_JSON, _MOST_DEPTH = 100_000, 16 << 20, 200
_MOST_NUMBER, _MOST_INTEGER = 1e12, 2**53
_JSON_COLUMNS = frozenset({"payload", "parameters", "attributes", "row", "base", "candidates", "chosen"})
_HASH_COLUMNS = frozenset({"sha256", "hash", "prev_hash"})
_OWN_TIMES = frozenset({"at", "created_at", "updated_at"})
_CODE_TABLES = frozenset({"units", "problem_types", "land_classes", "rules", "settings"})
_RANGES = {
    ("evidence", "lon"): (-180.0, 180.0),
    ("evidence", "lat"): (-90.0, 90.0),
    ("evidence", "azimuth"): (0.0, 360.0),
}
_SHOWN_LETTERS = 40
_MOST_REMEMBERED = 5_000

Codes = Callable[[str], Optional[Collection[str]]]
Check = Callable[[object], object]


class ValueRefused(Exception):
    """A value no ledger can hold; the message says why."""


@dataclass(frozen=True)
class ColumnCheck:
    """A column with the judgement of its values: returns what is stored or raises ValueRefused.

    ``plain`` are short texts met before that are stored as they are and need no remark: most come again.
    """

    column: Column
    check: Check
    plain: set[str] = field(default_factory=set)

    def judged(self, value: object) -> object:
        """Return the value as it is stored; raises ValueRefused."""
        if value is not None:
            return self.check(value)
        if self.column.required:
            raise ValueRefused(translate("Vetting", "is empty"))
        return None

    def remember(self, value: str) -> None:
        """Take a text as plain from now on."""
        if len(value) <= _SHOWN_LETTERS and len(self.plain) < _MOST_REMEMBERED:
            self.plain.add(value)


def column_checks(table: Table, codes: Codes) -> tuple[ColumnCheck, ...]:
    """Return the judgements of a table's columns; ``codes`` gives an enumeration's codes, None for any code."""
    return tuple(ColumnCheck(column, _check_of(table, column, codes)) for column in table.columns)


def _check_of(table: Table, column: Column, codes: Codes) -> Check:
    if column.type == "INTEGER":
        return _integer
    if column.type == "DOUBLE":
        low, high = _RANGES.get((table.name, column.name), (0.0, _MOST_NUMBER))
        return lambda value: _real(value, low, high)
    if column.enum:
        known = codes(column.enum)
        return lambda value: _code(value, known)
    if column.name in _JSON_COLUMNS:
        return _json
    return _text_check(table, column)


def _text_check(table: Table, column: Column) -> Check:
    is_key = column.name == table.key and table.name not in _CODE_TABLES
    if is_key or column.references or column.name == "chain_id":
        return lambda value: _formed(value, _UUID, translate("Vetting", "is no id of the ledger's form"))
    if column.name in _HASH_COLUMNS:
        return lambda value: _formed(value, _HASH, translate("Vetting", "is no SHA-256 hash"))
    if column.name in _OWN_TIMES:
        return lambda value: _formed(value, _TIME, translate("Vetting", "is no time like 2022-06-15T08:00:00.000Z"))
    return _text


def _integer(value: object) -> int:
    if not isinstance(value, int):
        _refuse(value, translate("Vetting", "is no whole number"))
    if not 0 <= value <= _MOST_INTEGER:
        _refuse(value, translate("Vetting", "is out of range"))
    return value


def _real(value: object, low: float, high: float) -> float:
    if not isinstance(value, (int, float)):
        _refuse(value, translate("Vetting", "is no number"))
    if not low <= value <= high or not math.isfinite(value):
        _refuse(value, translate("Vetting", "is out of range"))
    return float(value)


def _text(value: object, most: int = _MOST_LETTERS) -> str:
    if not isinstance(value, str):
        _refuse(value, translate("Vetting", "is no text"))
    if len(value) > most:
        _refuse(value, translate("Vetting", "is too long ({count} letters)").format(count=len(value)))
    if _NOT_STORABLE.search(value):
        _refuse(value, translate("Vetting", "is no text that can be stored (NUL, or not UTF-8)"))
    return value if value.isascii() else unicodedata.normalize("NFC", value)


def _formed(value: object, form: re.Pattern, reason: str) -> str:
    text = _text(value)
    if not form.fullmatch(text):
        _refuse(text, reason)
    return text


def _code(value: object, known: Optional[Collection[str]]) -> str:
    text = _text(value)
    if text and (text not in known if known is not None else not _CODE.fullmatch(text)):
        _refuse(text, translate("Vetting", "is no code of the ledger's tables"))
    return text


def _json(value: object) -> str:
    text = _text(value, _MOST_JSON)
    if text:
        try:
            _check_depth(text)
            json.loads(text, parse_constant=_no_constant, object_pairs_hook=_no_twins)
        except (ValueError, RecursionError) as error:
            _refuse(text, translate("Vetting", "is no JSON ({reason})").format(reason=error))
    return text


def _check_depth(text: str) -> None:
    depth = 0
    for mark in re.findall(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', text):
        depth += mark in ("[", "{")
        depth -= mark in ("]", "}")
        if depth > _MOST_DEPTH:
            raise ValueError(translate("Vetting", "nested too deeply"))


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _no_twins(pairs: list) -> dict:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError(translate("Vetting", "a name stands twice"))
    return found


def _refuse(value: object, reason: str) -> NoReturn:
    raise ValueRefused(f"“{shown(str(value)[:_SHOWN_LETTERS])}” {reason}")


def remark_on(column: Column, value: str, today: str) -> Optional[str]:
    """Return what a person should know of a text that is stored: hidden letters, a day that cannot be."""
    if has_hidden_letters(value):
        return translate("Vetting", "holds letters that cannot be seen: {text}").format(
            text=shown(value[:_SHOWN_LETTERS])
        )
    if column.name.endswith("_on") or column.name == "deadline":
        return _day_remark(column, value, today)
    return None


def _day_remark(column: Column, value: str, today: str) -> Optional[str]:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return translate("Vetting", "is no day like 2022-06-15: {text}").format(text=shown(value[:_SHOWN_LETTERS]))
    if today and column.name.endswith("_on") and day.isoformat() > today:
        return translate("Vetting", "lies in the future: {text}").format(text=value)
    return None
