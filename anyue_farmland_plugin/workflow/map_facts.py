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
from typing import Iterable, Mapping, Optional

from anyue_farmland_plugin.core.landclass import Group
from anyue_farmland_plugin.core.problems import Family, find_problem_type
from anyue_farmland_plugin.ledger.reading import Head, Reader, reading


@dataclass(frozen=True)
class Figure:
    """How many cases and their area in m²."""

    cases: int
    area_m2: float


NOTHING = Figure(0, 0.0)


@dataclass(frozen=True)
class TownLine:
    """One township's problem cases by family; ``code`` and ``name`` are "" for cases in none."""

    code: str
    name: str
    by_family: Mapping[Family, Figure]
    total: Figure


@dataclass(frozen=True)
class Fields:
    """The delivered layers' own names of the fields a map needs; "" when they have none."""

    dlbm: str
    town_name: str


@dataclass(frozen=True)
class MapFacts:
    """All a map sheet states; areas in m², ``groups`` maps class code → group.

    ``to_judge`` are cases without a problem type, ``dismissed`` those found to be none;
    ``county_name`` is "" when no case lies in the ledger's county.
    """

    county_name: str
    batches: tuple[str, ...]
    sources: tuple[str, ...]
    families: tuple[Family, ...]
    towns: tuple[TownLine, ...]
    total: Figure
    to_judge: Figure
    dismissed: Figure
    groups: Mapping[str, Group]
    fields: Fields
    head: Head


def map_facts(ledger: Path) -> MapFacts:
    """Read the facts of a ledger in one transaction; raises LedgerError when it is none."""
    with reading(ledger) as reader:
        deliveries = list(reader.rows("deliveries"))
        cases = list(reader.rows("cases", geometry=False))
        settings = reader.settings()
        groups = _groups(reader)
        head = reader.head()
    problems = [(family, case) for case in cases if (family := problem_family(case)) is not None]
    here = any(case["county_code"] == settings.get("county_code") and case["town_code"] for case in cases)
    batches = dict.fromkeys(row["batch"] for row in deliveries if row["kind"] == "changes" and row["batch"])
    return MapFacts(
        county_name=settings.get("county_name", "") if here else "",
        batches=tuple(batches),
        sources=tuple(dict.fromkeys(row["path_name"] for row in deliveries if row["path_name"])),
        families=tuple(family for family in Family if any(found is family for found, _ in problems)),
        towns=_towns(problems),
        total=_figure(case for _, case in problems),
        to_judge=_figure(case for case in cases if not case["problem_type"] and case["status"] != "dismissed"),
        dismissed=_figure(case for case in cases if case["status"] == "dismissed"),
        groups=groups,
        fields=Fields(_field(deliveries, "dltb", "DLBM"), _field(deliveries, "townships", "XZQMC")),
        head=head,
    )


def problem_family(case: Mapping[str, object]) -> Optional[Family]:
    """Return the family of a case that a person called a problem and nobody dismissed."""
    found = None if case["status"] == "dismissed" else find_problem_type(case["problem_type"])
    return None if found is None else found.family


def _figure(cases: Iterable[Mapping]) -> Figure:
    cents = [round((case["area_m2"] or 0.0) * 100) for case in cases]
    return Figure(len(cents), sum(cents) / 100)


def _towns(problems: Iterable[tuple[Family, Mapping]]) -> tuple[TownLine, ...]:
    """Return the townships in code order, cases without one last."""
    names: dict = {}
    cases: dict = defaultdict(lambda: defaultdict(list))
    for family, case in problems:
        code = case["town_code"] or ""
        names[code] = (case["town_name"] or code) if code else ""
        cases[code][family].append(case)
    return tuple(
        TownLine(
            code,
            names[code],
            MappingProxyType({family: _figure(found) for family, found in cases[code].items()}),
            _figure(case for found in cases[code].values() for case in found),
        )
        for code in sorted(cases, key=lambda code: (not code, code))
    )


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
