# SPDX-License-Identifier: GPL-2.0-or-later
"""Words for codes in the window's language: the official Chinese one, or the English of the tables."""

from __future__ import annotations

from typing import Optional

from anyue_farmland_plugin.bridge.i18n import window_locale
from anyue_farmland_plugin.core.landclass import find_class
from anyue_farmland_plugin.core.problems import Family, family_name, find_problem_type
from anyue_farmland_plugin.core.units import find_unit
from anyue_farmland_plugin.core.vocabulary import find_change_type, statuses, verdicts

_FAMILIES_EN = {
    Family.NON_AGRICULTURAL: "Non-agricultural use",
    Family.NON_GRAIN: "Non-grain use",
    Family.FALSE_RECULTIVATION: "False recultivation",
    Family.IDLE_LAND: "Idle land",
    Family.ABANDONED: "Abandoned land",
}


def in_chinese() -> bool:
    """Tell whether the window is Chinese."""
    return window_locale().lower().startswith("zh")


def _word(term: object) -> str:
    return str(term.name if in_chinese() else term.name_en)  # type: ignore[attr-defined]


def family_word(family: Family) -> str:
    """Return the name of a family of problem types."""
    return family_name(family) if in_chinese() else _FAMILIES_EN[family]


def type_word(code: Optional[str]) -> str:
    """Return the name of a problem type, the code itself when it is unknown."""
    found = find_problem_type(code)
    return _word(found) if found else (code or "")


def verdict_word(code: Optional[str]) -> str:
    """Return the name of a verdict."""
    found = verdicts().get(code or "")
    return _word(found) if found else (code or "")


def status_word(code: Optional[str]) -> str:
    """Return the name of a status."""
    found = statuses().get(code or "")
    return _word(found) if found else (code or "")


def unit_word(code: Optional[str]) -> str:
    """Return the name of a unit; units have official names only."""
    found = find_unit(code)
    return found.name if found else (code or "")


def class_word(code: Optional[str]) -> str:
    """Return "旱地 0103" for a land class code; the code alone when it is unknown."""
    found = find_class(code)
    return f"{found.name} {found.code}" if found else (code or "")


def change_word(code: Optional[str]) -> str:
    """Return the name of a monitoring type (TBLX)."""
    found = find_change_type(code)
    return _word(found) if found else (code or "")
