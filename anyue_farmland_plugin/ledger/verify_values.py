# SPDX-License-Identifier: GPL-2.0-or-later
"""Checks of single values: codes in their tables, numbers, texts and times in the only form a ledger uses."""

from __future__ import annotations

import math
import re
import uuid
from datetime import datetime
from typing import Callable, Iterator, Mapping

from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.ledger_tables import TABLES
from anyue_farmland_plugin.core.schema import Column, Table
from anyue_farmland_plugin.ledger.findings import Finding, Kind
from anyue_farmland_plugin.ledger.reading import Reader
from anyue_farmland_plugin.ledger.verify_tables import shown

_TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3})?Z")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIME_COLUMNS = frozenset({"created_at", "updated_at", "inspected_at", "imported_at", "at"})
_DATE_COLUMNS = frozenset({"closed_on", "watched_on"})
_IDS = frozenset({"deliveries", "cases", "clues", "pieces", "events", "conflicts"})  # tables with UUID keys
_LONGEST = 1 << 20  # characters of one text
_SIGNED = frozenset({"lon", "lat"})
_UNLIMITED = frozenset({"payload", "parameters", "attributes", "row", "candidates"})  # JSON of any length


def check_values(reader: Reader) -> Iterator[Finding]:
    """Yield codes outside the tables, numbers that are none, texts and times in another form."""
    for table in TABLES:
        if table.name != "events":  # their texts are what is hashed
            yield from _Table(reader, table).findings()


class _Table:
    """One table with the check of each of its columns."""

    def __init__(self, reader: Reader, table: Table) -> None:
        self._reader = reader
        self._table = table
        self._codes = {
            column.name: frozenset(reader.enumeration(column.enum)) for column in table.columns if column.enum
        }
        self._checks = [(column.name, self._check_of(column)) for column in table.columns]

    def _check_of(self, column: Column) -> Callable[[object], str]:
        """Return the function that names what is wrong with a value, empty when nothing is."""
        if column.type in ("DOUBLE", "INTEGER"):
            return _whole if column.type == "INTEGER" else (_degrees if column.name in _SIGNED else _number)
        if column.name in _TIME_COLUMNS:
            return _time
        if column.name in _DATE_COLUMNS:
            return _date
        if column.name == self._table.key and self._table.name in _IDS:
            return _key
        codes = self._codes.get(column.name)
        if codes is not None:
            return lambda value: _text(value) or ("" if value in codes or not value else Kind.CODE.value)
        return _any_text if column.name in _UNLIMITED else _text

    def findings(self) -> Iterator[Finding]:
        """Yield the faults of all rows."""
        for row in self._reader.rows(self._table.name, geometry=False):
            yield from self._row(row)

    def _row(self, row: Mapping) -> Iterator[Finding]:
        for name, check in self._checks:
            value = row[name]
            wrong = "" if value is None else check(value)
            if wrong:
                text = translate("Verify", "{table}, {name}: {column} holds “{value}”, which is not allowed.")
                key = str(row[self._table.key])
                words = {"table": self._table.name, "name": shown(key), "column": name, "value": shown(value)}
                yield Finding(Kind(wrong), shown(key), text.format(**words))


def _any_text(value: object) -> str:
    return "" if isinstance(value, str) and "\x00" not in value else Kind.TEXT.value


def _text(value: object) -> str:
    return _any_text(value) or ("" if len(str(value)) <= _LONGEST else Kind.TEXT.value)


def _number(value: object) -> str:
    return _degrees(value) or ("" if float(value) >= 0 else Kind.NUMBER.value)  # type: ignore[arg-type]


def _degrees(value: object) -> str:
    return "" if isinstance(value, (int, float)) and math.isfinite(value) else Kind.NUMBER.value


def _whole(value: object) -> str:
    return "" if isinstance(value, int) and value >= 0 else Kind.NUMBER.value


def _time(value: object) -> str:
    return "" if _TIME.fullmatch(str(value)) and _exists(str(value)[:19], "%Y-%m-%dT%H:%M:%S") else Kind.TIME.value


def _date(value: object) -> str:
    return "" if _DATE.fullmatch(str(value)) and _exists(str(value), "%Y-%m-%d") else Kind.TIME.value


def _exists(text: str, form: str) -> bool:
    try:
        datetime.strptime(text, form)
    except ValueError:
        return False
    return True


def _key(value: object) -> str:
    try:
        return "" if str(uuid.UUID(str(value))) == value else Kind.KEY.value
    except ValueError:
        return Kind.KEY.value
