# SPDX-License-Identifier: GPL-2.0-or-later
"""Counts and sums of a package, exact to the cent, from ledger rows or from the package itself."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Iterable, Mapping

from anyue_farmland_plugin.core.schema import Table
from anyue_farmland_plugin.export import city_tables as tables

NO_TYPE = "XX00"
_WHOLE_PARCELS = {"cases": (), "clues": (), "pieces": ("TBMJ",)}  # repeated on every piece, so never summed


@dataclass(frozen=True)
class Tally:
    """How many cases, their area and their cultivated land in m²."""

    cases: int
    area_m2: float
    farmland_m2: float


@dataclass(frozen=True)
class CityFigures:
    """What must come out the same on both sides.

    ``counts`` maps layer → rows; ``sums`` maps layer → area column → m²; the tallies map
    status, problem type (XX00 for none) and nine-digit township ("" for none) to `Tally`.
    """

    counts: Mapping[str, int]
    sums: Mapping[str, Mapping[str, float]]
    by_status: Mapping[str, Tally]
    by_type: Mapping[str, Tally]
    by_town: Mapping[str, Tally]


def figures_of(rows: Mapping[str, Iterable[Mapping]]) -> CityFigures:
    """Return the figures of rows by layer name, columns named as in the package."""
    lists = {table.name: list(rows[table.name]) for table in tables.CITY_LAYERS}
    cases = lists["cases"]
    return CityFigures(
        counts={name: len(found) for name, found in lists.items()},
        sums={table.name: _sums(table, lists[table.name]) for table in tables.CITY_LAYERS},
        by_status=_tallies(cases, "ZT", ""),
        by_type=_tallies(cases, "WTLX", NO_TYPE),
        by_town=_tallies(cases, "XZQDM", ""),
    )


def cents(value: object) -> int:
    """Return an area in whole cents; 0 for NULL."""
    return round(value * 100) if isinstance(value, (int, float)) else 0


def _sums(table: Table, rows: Iterable[Mapping]) -> dict:
    totals = {
        column.name: 0 for column in table.columns if column.unit and column.name not in _WHOLE_PARCELS[table.name]
    }
    for row in rows:
        for name in totals:
            totals[name] += cents(row[name])
    return {name: total / 100 for name, total in totals.items()}


def _tallies(cases: Iterable[Mapping], column: str, none: str) -> dict:
    found: dict = defaultdict(lambda: [0, 0, 0])
    for case in cases:
        entry = found[case[column] or none]
        entry[0] += 1
        entry[1] += cents(case["TBMJ"])
        entry[2] += cents(case["GDMJ"])
    return {name: Tally(entry[0], entry[1] / 100, entry[2] / 100) for name, entry in sorted(found.items())}
