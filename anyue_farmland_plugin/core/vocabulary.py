# SPDX-License-Identifier: GPL-2.0-or-later
"""Closed word lists of the ledger: sources, verdicts, statuses, tiers, change types, measures.

Each list is a shipped table; the Chinese word is the official one, the English for readers.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Callable, Mapping, Optional, Protocol

from anyue_farmland_plugin.core.errors import InputDataError
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.landclass import Group, standard_classes
from anyue_farmland_plugin.core.problems import problem_types
from anyue_farmland_plugin.core.tables import read_table
from anyue_farmland_plugin.core.units import units


class Named(Protocol):
    """Whatever has an official word."""

    @property
    def name(self) -> str:
        """Return the official word."""


@dataclass(frozen=True)
class Term:
    """A code with its official Chinese word and an English one."""

    code: str
    name: str
    name_en: str


@dataclass(frozen=True)
class Verdict(Term):
    """A verdict; ``dismisses`` tells whether it can end a case as not a problem."""

    dismisses: bool


@dataclass(frozen=True)
class Status(Term):
    """A case status; ``number`` orders the statuses as the campaign does."""

    number: int


@dataclass(frozen=True)
class ChangeType(Term):
    """A monitoring type (TBLX); ``group`` is the later use where it follows from the code."""

    group: Optional[Group]
    is_sure: bool


@cache
def terms(table: str) -> Mapping[str, Term]:
    """Return a plain word list (sources, measures, confidences, since_2021) by code."""
    return MappingProxyType({r["code"]: Term(r["code"], r["name"], r["name_en"]) for r in read_table(table)})


def sources() -> Mapping[str, Term]:
    """Return where clues come from, S1 to S11."""
    return terms("sources")


def measures() -> Mapping[str, Term]:
    """Return the rectification measures, R1-R4 for abandoned land included."""
    return terms("measures")


@cache
def verdicts() -> Mapping[str, Verdict]:
    """Return the nine verdicts by code."""
    rows = read_table("verdicts")
    return MappingProxyType(
        {r["code"]: Verdict(r["code"], r["name"], r["name_en"], r["dismisses"] == "yes") for r in rows}
    )


@cache
def statuses() -> Mapping[str, Status]:
    """Return the thirteen statuses by code, in the order of the campaign."""
    rows = read_table("statuses")
    return MappingProxyType({r["code"]: Status(r["code"], r["name"], r["name_en"], int(r["number"])) for r in rows})


def tiers() -> Mapping[str, Term]:
    """Return the three rectification tiers by code."""
    return terms("tiers")


@cache
def change_types() -> Mapping[str, ChangeType]:
    """Return the 33 monitoring types by normal code (``01``, not ``1``)."""
    return MappingProxyType({row["code"]: _change_type(row) for row in read_table("change_types")})


def _change_type(row: Mapping[str, str]) -> ChangeType:
    group = Group(row["group"]) if row["group"] else None
    return ChangeType(row["code"], row["name"], row["name_en"], group, row["certainty"] == "sure")


def normal_change_type(code: object) -> str:
    """Return a TBLX as the table writes it: upper case, ``1`` as ``01``, "" for NULL.

    Unknown codes come back stripped and upper case: they are kept and shown, never lost.
    """
    text = "" if code is None else str(code).strip().upper()
    return f"0{text}" if text in {"1", "2", "3", "4"} else text


def find_change_type(code: object) -> Optional[ChangeType]:
    """Return the monitoring type of a delivered TBLX or None when it is unknown."""
    return change_types().get(normal_change_type(code))


def enumeration(name: str) -> Mapping[str, str]:
    """Return code → official word of a ledger enumeration, in display order.

    Names: source_kind, land_class, since_2021, problem_type, verdict, unit, confidence,
    tier, status, change_type, measure.  Raises InputDataError for any other name.
    """
    word_lists: Mapping[str, Callable[[], Mapping[str, Named]]] = {
        "source_kind": sources,
        "land_class": standard_classes,
        "since_2021": lambda: terms("since_2021"),
        "problem_type": problem_types,
        "verdict": verdicts,
        "unit": lambda: {unit.code: unit for unit in units()},
        "confidence": lambda: terms("confidences"),
        "tier": tiers,
        "status": statuses,
        "change_type": change_types,
        "measure": measures,
    }
    if name not in word_lists:
        message = translate("Vocabulary", "{name} is no enumeration of the ledger. Known: {known}.")
        raise InputDataError(message.format(name=name, known=", ".join(word_lists)))
    return {code: item.name for code, item in word_lists[name]().items()}
