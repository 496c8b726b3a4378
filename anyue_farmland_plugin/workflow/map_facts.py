# SPDX-License-Identifier: GPL-2.0-or-later
"""What a printed map says about a ledger, read in one moment: figures, sources and the head of the chain.

A map's numbers never come from the layers it shows.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Iterable, Mapping

from anyue_farmland_plugin.core.landclass import Group
from anyue_farmland_plugin.core.problems import Family, find_problem_type
from anyue_farmland_plugin.ledger.reading import Head, Reader, reading_copy

TO_JUDGE, DISMISSED = "open", "none"


@dataclass(frozen=True)
class Figure:
    """How many cases and their area in m²."""

    cases: int
    area_m2: float


NOTHING = Figure(0, 0.0)


@dataclass(frozen=True)
class Tally:
    """Cases of the county or one township by standing (see `standing`); ``problems`` sums the families.

    ``code`` and ``name`` are "" for the county and for cases in no township.
    """

    code: str
    name: str
    figures: Mapping[str, Figure]
    problems: Figure

    def figure(self, standing: str) -> Figure:
        """Return the figure of a standing, zero when there is no such case."""
        return self.figures.get(standing, NOTHING)


@dataclass(frozen=True)
class Fields:
    """The delivered layers' own names of the fields a map needs; "" when they have none."""

    dlbm: str
    town_name: str


@dataclass(frozen=True)
class MapFacts:
    """All a map sheet states; ``groups`` maps class code → group, ``sources`` are file names.

    ``county_name`` is "" when no case lies in the ledger's county.
    """

    county_name: str
    batches: tuple[str, ...]
    sources: tuple[str, ...]
    total: Tally
    towns: tuple[Tally, ...]
    groups: Mapping[str, Group]
    fields: Fields
    head: Head

    @property
    def families(self) -> tuple[Family, ...]:
        """Return the families that occur, in the official order."""
        return tuple(family for family in Family if family.value in self.total.figures)


def map_facts(ledger: Path) -> MapFacts:
    """Read the facts of a ledger in one transaction; raises LedgerError when it is none."""
    with reading_copy(ledger) as reader:
        deliveries = list(reader.rows("deliveries"))
        cases = list(reader.rows("cases", geometry=False))
        settings = reader.settings()
        groups = _groups(reader)
        head = reader.head()
    here = any(case["county_code"] == settings.get("county_code") and case["town_code"] for case in cases)
    return MapFacts(
        county_name=settings.get("county_name", "") if here else "",
        batches=tuple(dict.fromkeys(row["batch"] for row in deliveries if row["kind"] == "changes" and row["batch"])),
        sources=tuple(dict.fromkeys(row["path_name"] for row in deliveries if row["path_name"])),
        total=_tally("", "", cases),
        towns=_towns(cases),
        groups=groups,
        fields=Fields(_field(deliveries, "dltb", "DLBM"), _field(deliveries, "townships", "XZQMC")),
        head=head,
    )


def standing(case: Mapping[str, object]) -> str:
    """Return the family code of a problem, "open" while nobody judged the case, "none" when it is dismissed."""
    if case["status"] == "dismissed":
        return DISMISSED
    found = find_problem_type(case["problem_type"])
    return TO_JUDGE if found is None else found.family.value


def _towns(cases: Iterable[Mapping]) -> tuple[Tally, ...]:
    """Return the townships in code order, cases without one last."""
    found: dict = defaultdict(list)
    for case in cases:
        found[case["town_code"] or ""].append(case)
    return tuple(
        _tally(code, (found[code][0]["town_name"] or code) if code else "", found[code])
        for code in sorted(found, key=lambda code: (not code, code))
    )


def _tally(code: str, name: str, cases: Iterable[Mapping]) -> Tally:
    cents: dict = defaultdict(list)
    for case in cases:
        cents[standing(case)].append(round((case["area_m2"] or 0.0) * 100))
    problems = [area for key, areas in cents.items() if key not in {TO_JUDGE, DISMISSED} for area in areas]
    figures = {key: Figure(len(areas), sum(areas) / 100) for key, areas in cents.items()}
    return Tally(code, name, MappingProxyType(figures), Figure(len(problems), sum(problems) / 100))


def _groups(reader: Reader) -> Mapping[str, Group]:
    known = {group.value: group for group in Group}
    rows = reader.rows("land_classes")
    return MappingProxyType({row["code"]: known[row["grp"]] for row in rows if row["grp"] in known})


def _field(deliveries: Iterable[Mapping], kind: str, name: str) -> str:
    """Return the latest delivered layer's own name of a field."""
    found = ""
    for row in deliveries:
        if row["kind"] == kind:
            found = json.loads(row["parameters"] or "{}").get("fields", {}).get(name) or found
    return found
