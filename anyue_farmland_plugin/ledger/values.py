# SPDX-License-Identifier: GPL-2.0-or-later
"""Values of a case before they are written: right type, storable text, known codes.

What is stored must be exactly what the event records, else the replay would not match.
"""

from __future__ import annotations

import math
import numbers
import re
import unicodedata
from typing import Callable, Collection, Mapping, Sequence

from anyue_farmland_plugin.core.errors import InputDataError, LedgerError
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.ledger_tables import CASES
from anyue_farmland_plugin.core.schema import Column

_CODES_SHOWN = 40
_INT_LIMIT = 2**63
_NOT_STORABLE = re.compile("[\x00\ud800-\udfff]")


def clean_case_values(values: Mapping, codes_of: Callable[[str], Collection], *, fixed: Collection = ()) -> dict:
    """Return the values as they are stored: NFC text, plain numbers, WKB bytes.

    ``codes_of`` returns the codes of an enumeration; ``fixed`` names columns a caller may not
    set.  Raises InputDataError for a wrong value or code, LedgerError for a wrong column.
    """
    cleaned: dict = {}
    for name, value in values.items():
        if name == "geom" and value is not None:
            cleaned[name] = bytes(value)
            continue
        column = CASES.column(name)
        if column is None:
            raise LedgerError(translate("Ledger", "Cases have no column {name}.").format(name=name))
        if name in fixed:
            raise LedgerError(translate("Ledger", "{name} is kept by the ledger itself.").format(name=name))
        cleaned[name] = None if value is None else _clean(column, value)
        if column.enum and value not in (None, ""):
            _check_code(column, str(cleaned[name]), codes_of(column.enum))
    return cleaned


def clean_case_columns(columns: Mapping[str, Sequence], codes_of: Callable[[str], Collection]) -> dict:
    """Return columns of many cases as `clean_case_values` returns the values of one."""
    cleaned: dict = {}
    for name, values in columns.items():
        column = CASES.column(name)
        if column is None:
            raise LedgerError(translate("Ledger", "Cases have no column {name}.").format(name=name))
        cleaned[name] = _clean_column(column, values)
        if column.enum:
            for code in dict.fromkeys(cleaned[name]):
                if code not in (None, ""):
                    _check_code(column, code, codes_of(column.enum))
    return cleaned


def _clean_column(column: Column, values: Sequence) -> Sequence:
    if column.type == "TEXT" and not _is_storable(values):
        known = {value: _clean(column, value) for value in set(values) - {None}}
        return [known.get(value) for value in values]
    if column.type == "TEXT":
        return values
    told = [value for value in values if value is not None]
    if column.type == "DOUBLE" and set(map(type, told)) <= {float} and all(0.0 <= value < math.inf for value in told):
        return values
    return [None if value is None else _clean(column, value) for value in values]


def _is_storable(values: Sequence) -> bool:
    """Tell whether all texts can be stored as they are; looked at together, as most are."""
    distinct = set(values) - {None}
    if set(map(type, distinct)) - {str}:
        return False
    text = "\n".join(distinct)
    return not _NOT_STORABLE.search(text) and (text.isascii() or unicodedata.is_normalized("NFC", text))


def _clean(column: Column, value: object) -> object:
    if column.type == "TEXT":
        return _text(column, value)
    if column.type == "INTEGER" and isinstance(value, numbers.Integral) and 0 <= int(value) < _INT_LIMIT:
        return int(value)
    if column.type == "DOUBLE" and isinstance(value, numbers.Real) and 0.0 <= float(value) < math.inf:
        return float(value)
    raise InputDataError(
        translate("Ledger", "“{value}” is not a number for {label} ({name}); nothing was written.").format(
            value=value, label=column.label, name=column.name
        )
    )


def _text(column: Column, value: object) -> str:
    if isinstance(value, str) and not _NOT_STORABLE.search(value):
        return unicodedata.normalize("NFC", value)
    raise InputDataError(
        translate(
            "Ledger", "The value for {label} ({name}) is no text that can be stored; nothing was written."
        ).format(label=column.label, name=column.name)
    )


def _check_code(column: Column, code: str, known: Collection) -> None:
    if code in known:
        return
    shown = ", ".join(sorted(known)[:_CODES_SHOWN])
    raise InputDataError(
        translate(
            "Ledger",
            "“{value}” is not a code for {label} ({name}); nothing was written. Choose one of: {known}.",
        ).format(value=code, label=column.label, name=column.name, known=shown)
    )
