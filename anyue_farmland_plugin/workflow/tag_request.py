# SPDX-License-Identifier: GPL-2.0-or-later
"""Texts of a tagging request turned into a checked filter and checked values."""

from __future__ import annotations

from typing import Callable, Mapping

from anyue_farmland_plugin.core.filters import parse_filter
from anyue_farmland_plugin.core.ledger_tables import CASES
from anyue_farmland_plugin.core.units import find_unit, match_units


def case_filter(text: str) -> Callable[[Mapping], bool]:
    """Return the predicate of a WHERE text on case columns; raises InputDataError."""
    return parse_filter(text, {column.name: column.type for column in CASES.columns})


def tag_values(asked: Mapping[str, str]) -> dict:
    """Return the values to write; empty texts mean "leave as it is".

    A unit may be given by code or by its full name; the ledger checks all codes.
    """
    values = {name: text for name, text in asked.items() if text}
    if "responsible_unit" in values:
        values["responsible_unit"] = _unit_code(values["responsible_unit"])
    return values


def _unit_code(text: str) -> str:
    if find_unit(text):
        return text
    named = [unit.code for unit in match_units(text) if unit.name == text]
    return named[0] if len(named) == 1 else text
