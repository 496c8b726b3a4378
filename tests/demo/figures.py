# SPDX-License-Identifier: GPL-2.0-or-later
"""What a finished demo counts: the ledger's figures and, for the sample, how well the rules found the truth."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from anyue_farmland_plugin.core.landclass import Group, group_name
from anyue_farmland_plugin.core.problems import find_problem_type
from anyue_farmland_plugin.core.vocabulary import verdicts
from anyue_farmland_plugin.ledger.reading import Reader, reading
from anyue_farmland_plugin.workflow.map_facts import MapFacts, map_facts

_SLIVERS = re.compile(r"(?:Slivers joined to a neighbour|并入相邻图斑的碎片)</td><td[^>]*>([\d,]+)<")


@dataclass(frozen=True)
class ClassLine:
    """Area of the pieces of one class group in m²; ``net_m2`` without ridges (田坎)."""

    broad: str
    name: str
    pieces: int
    area_m2: float
    net_m2: float


@dataclass(frozen=True)
class FoundLine:
    """How often one planted kind of change was planted, suggested, and both."""

    code: str
    name: str
    planted: int
    suggested: int
    right: int

    @property
    def precision(self) -> float | None:
        """Return the share of right ones among the suggested."""
        return self.right / self.suggested if self.suggested else None

    @property
    def recall(self) -> float | None:
        """Return the share of the planted ones that were found."""
        return self.right / self.planted if self.planted else None


@dataclass(frozen=True)
class Figures:
    """Counts by name, areas by class group, the ledger's facts, and the truth's account."""

    counts: dict[str, int | str]
    classes: tuple[ClassLine, ...]
    outside_m2: float
    facts: MapFacts
    found: tuple[FoundLine, ...]


def figures_of(ledger: Path, *, linked: int, reports: Iterable[Path], truth: Path | None) -> Figures:
    """Read everything from the ledger in its final state; ``truth`` is the sample's table."""
    with reading(ledger) as reader:
        deliveries = list(reader.rows("deliveries"))
        clues = list(reader.rows("clues", geometry=False))
        cases = list(reader.rows("cases", geometry=False))
        pieces = list(reader.rows("pieces", geometry=False))
        classes = _classes(reader, pieces)
    counts = {
        "parcels 调查图斑": max((row["rows"] or 0 for row in deliveries if row["kind"] == "dltb"), default=0),
        "clues 线索": len(clues),
        "cases 案件": len(cases),
        "clues linked to known cases 并案线索": linked,
        "pieces 套合图斑": len(pieces),
        "slivers joined 并入邻斑的碎片": _joined(reports),
        "slivers kept 保留的碎片": sum("sliver" in (row["flags"] or "") for row in pieces),
        "polygons repaired 修复图形": sum(_repaired(row["parameters"]) for row in deliveries),
    }
    outside = sum(round((row["outside_m2"] or 0) * 100) for row in clues) / 100
    found = _found(truth, clues, cases) if truth else ()
    return Figures(counts, classes, outside, map_facts(ledger), found)


def _repaired(parameters: str | None) -> int:
    return int(json.loads(parameters or "{}").get("repaired_count") or 0)


def _joined(reports: Iterable[Path]) -> int | str:
    """Return how many slivers the runs joined; only their reports say so."""
    hits = [_SLIVERS.search(path.read_text(encoding="utf-8")) for path in reports if path.is_file()]
    if not hits or None in hits:
        return "see reports/"
    return sum(int(hit.group(1).replace(",", "")) for hit in hits if hit)


def _classes(reader: Reader, pieces: Iterable[dict]) -> tuple[ClassLine, ...]:
    known = {row["code"]: (row["class3"] or "", row["grp"] or "") for row in reader.rows("land_classes")}
    sums: dict[tuple, list[int]] = {}
    for piece in pieces:
        entry = sums.setdefault(known.get(piece["dlbm"], ("", "")), [0, 0, 0])
        entry[0] += 1
        entry[1] += round((piece["area_m2"] or 0) * 100)
        entry[2] += round((piece["net_m2"] or 0) * 100)
    order = [group.value for group in Group]
    keys = sorted(sums, key=lambda key: (order.index(key[1]) if key[1] in order else len(order), key))
    return tuple(
        ClassLine(
            broad or "–", _group(group), sums[broad, group][0], *(cents / 100 for cents in sums[broad, group][1:])
        )
        for broad, group in keys
    )


def _group(code: str) -> str:
    names = {group.value: group_name(group) for group in Group}
    return names.get(code, "no class 无地类")


def _found(truth: Path, clues: Iterable[dict], cases: Iterable[dict]) -> tuple[FoundLine, ...]:
    """Compare what was planted with what the rules suggest for the case of each clue."""
    suggestion = {case["case_id"]: case["suggested_type"] or case["suggested_verdict"] or "–" for case in cases}
    suggested_for = {clue["source_ref"]: suggestion.get(clue["case_id"], "–") for clue in clues}
    planted, suggested, right = Counter(), Counter(), Counter()
    with truth.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            told, said = row["family"] or row["verdict"], suggested_for.get(row["JCBH"], "–")
            planted[told] += 1
            suggested[said] += 1
            right[told] += told == said
    codes = sorted(set(planted) | set(suggested), key=lambda code: (len(code) < 4, code))  # types before verdicts
    return tuple(FoundLine(code, _name(code), planted[code], suggested[code], right[code]) for code in codes)


def _name(code: str) -> str:
    problem = find_problem_type(code)
    if problem:
        return problem.name
    return verdicts()[code].name if code in verdicts() else "no suggestion 无建议"
