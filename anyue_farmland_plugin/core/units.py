# SPDX-License-Identifier: GPL-2.0-or-later
"""Townships, departments and villages of the county, and how a person finds one by keys.

Codes: U01-U14 for departments and the development zone, nine digits for townships.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Mapping, Optional

from anyue_farmland_plugin.core.problems import find_problem_type
from anyue_farmland_plugin.core.tables import read_table

COUNTY_CODE = "512021"
COUNTY_NAME = "安岳县"
OLD_COUNTY_CODE = "511021"  # before 1998, when the county belonged to another prefecture
TOWN_DIGITS = 9
_TOWN_KINDS = ("街道", "镇", "乡")


@dataclass(frozen=True)
class Unit:
    """A responsible unit; ``initials`` holds pinyin spellings, the usual one first."""

    code: str
    name: str
    kind: str
    initials: tuple[str, ...]
    sort: int

    @property
    def is_town(self) -> bool:
        """Tell whether the unit is a township or street of the county."""
        return self.kind in _TOWN_KINDS


@dataclass(frozen=True)
class OldUnit:
    """A township code of the 2018/2019 editions with its successor and how it was found."""

    code: str
    name: str
    new_code: str
    new_name: str
    basis: str

    @property
    def is_certain(self) -> bool:
        """Tell whether the successor follows from the code alone (not derived, not split)."""
        return "derived" not in self.basis and "split" not in self.basis


@dataclass(frozen=True)
class Village:
    """A village or community with its twelve-digit statistical code."""

    code: str
    name: str
    unit_code: str
    kind: str


@cache
def units() -> tuple[Unit, ...]:
    """Return the 60 units: 46 townships, the development zone, 13 departments."""
    rows = read_table("units")
    found = (Unit(r["code"], r["name"], r["kind"], tuple(r["initials"].split()), int(r["sort"])) for r in rows)
    return tuple(sorted(found, key=lambda unit: unit.sort))


@cache
def _units_by_code() -> Mapping[str, Unit]:
    return MappingProxyType({unit.code: unit for unit in units()})


def towns() -> tuple[Unit, ...]:
    """Return the 46 townships and streets in code order."""
    return tuple(unit for unit in units() if unit.is_town)


def find_unit(code: object) -> Optional[Unit]:
    """Return the unit with exactly this code or None."""
    return _units_by_code().get("" if code is None else str(code).strip().upper())


@cache
def old_units() -> Mapping[str, OldUnit]:
    """Return the 69 township codes in use before the 2020 merger."""
    rows = read_table("units_old")
    return MappingProxyType(
        {r["code"]: OldUnit(r["code"], r["name"], r["new_code"], r["new_name"], r["basis"]) for r in rows}
    )


@cache
def villages() -> tuple[Village, ...]:
    """Return the 553 villages and communities in code order."""
    return tuple(Village(r["code"], r["name"], r["unit_code"], r["kind"]) for r in read_table("villages"))


def town_of(zldwdm: object) -> Optional[Unit]:
    """Return the township of a location code by its first nine digits.

    Accepts 9 to 19 digits, the county code used before 1998 and codes abolished in 2020
    (their successor is returned, which for derived ones is a hint to confirm).  Returns
    None when the code is too short, belongs to another county or is unknown.
    """
    text = "" if zldwdm is None else str(zldwdm).strip()
    if len(text) < TOWN_DIGITS or not text.isdecimal():
        return None
    code = text[:TOWN_DIGITS]
    if code.startswith(OLD_COUNTY_CODE):
        code = COUNTY_CODE + code[6:]
    unit = find_unit(code)
    if unit is None and code in old_units():
        unit = find_unit(old_units()[code].new_code)
    return unit


def lead_unit_for(problem_type: str) -> Optional[Unit]:
    """Return the department that leads a problem type (domain task lists) or None."""
    found = find_problem_type(problem_type)
    return None if found is None else find_unit(found.lead_unit)


def match_units(text: str) -> list[Unit]:
    """Return the units a person may mean, best first.

    Ranks: exact code (a township's last three digits count), initials prefix, name
    substring, code substring; the units' own order within a rank.  Empty text gives [].
    """
    wanted = text.strip().lower()
    if not wanted:
        return []
    ranked = [(rank, unit.sort, unit) for unit in units() for rank in _ranks(unit, wanted)]
    return [unit for _, _, unit in sorted(ranked, key=lambda item: item[:2])]


def _ranks(unit: Unit, wanted: str) -> list[int]:
    """Return the one rank of the unit, or nothing when it does not match."""
    code = unit.code.lower()
    if wanted == code or (unit.is_town and wanted == code[6:]):
        return [0]
    if wanted in unit.initials:
        return [1]
    if any(initials.startswith(wanted) for initials in unit.initials):
        return [2]
    if wanted in unit.name:
        return [3]
    short = code[6:] if unit.is_town else code
    if short.startswith(wanted) or code.startswith(wanted):
        return [4]
    return []
