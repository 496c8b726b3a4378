# SPDX-License-Identifier: GPL-2.0-or-later
"""The hard overlay cases GEOS collected from bug reports, and what our overlay makes of each.

As a program it prints the table as json: ``python tests/core/hard_cases.py FOLDER``.
"""

from __future__ import annotations

import json
import re
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np
import shapely

if __name__ == "__main__":  # started by path in an environment of its own, see geos_versions.py
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from anyue_farmland_plugin.core.overlay import FallbackMethod, overlay_pairs
from anyue_farmland_plugin.core.repair import RepairResult, repair_polygons
from tests.core.exact_area import overlap_area

_PRECISION = 2e-12  # of the largest coordinate, per length of boundary: what doubles can hold
_OFFERED = 1e-6  # relative; recorded results carry some ten digits


@dataclass(frozen=True)
class HardCase:
    """One case: two shapes (the second None for unary operations) and recorded (operation, result)."""

    name: str
    first: shapely.Geometry | None
    second: shapely.Geometry | None
    results: tuple
    fixed_precision: bool = False


@dataclass(frozen=True)
class Outcome:
    """What became of a case: "area", "area by detour", "refused" (listed) or "wrong", and why."""

    name: str
    state: str
    area: float | None = None
    expected: float | None = None
    notes: tuple = field(default_factory=tuple)


def hard_cases(folder: Path) -> Iterator[HardCase]:
    """Read every case of every file below the folder, in the order of names."""
    for path in sorted(folder.rglob("*.xml")):
        root = ET.parse(path).getroot()  # noqa: S314 - our own copy
        model = root.find("precisionModel")
        fixed = model is not None and "scale" in model.attrib
        for number, case in enumerate(root.iter("case")):
            results = tuple(((op.get("name") or "").lower(), (op.text or "").strip()) for op in case.iter("op"))
            shapes = (_geometry(case.findtext("a")), _geometry(case.findtext("b")))
            yield HardCase(f"{path.stem}-{number}", *shapes, results, fixed)


def _geometry(text: str | None) -> shapely.Geometry | None:
    text = " ".join((text or "").split())
    if re.fullmatch(r"[0-9A-Fa-f ]+", text):
        return shapely.from_wkb(bytes.fromhex(text.replace(" ", "")), on_invalid="ignore")
    return shapely.from_wkt(text, on_invalid="ignore") if text else None


def outcome(case: HardCase) -> Outcome:
    """Repair and overlay a case both ways round and compare with the oracle and the record."""
    first, second = case.first, case.second
    if second is None and first is not None:
        second = _left_half(first)  # nothing to overlay it with was recorded: half of its own box
    shapes = np.empty(2, dtype=object)
    shapes[:] = [first, second]
    usable, repairs = repair_polygons(shapes, ["A", "B"])
    notes = tuple(f"{repair.fid} {repair.result.value}: {repair.reason}" for repair in repairs)
    lost = {repair.fid for repair in repairs if repair.result is RepairResult.LOST}
    if usable[0] is None or usable[1] is None:
        return Outcome(case.name, "refused" if lost else "wrong", notes=notes)
    a, b = usable[:1], usable[1:]
    extent = float(np.abs(shapely.get_coordinates(usable)).max())
    there, back = overlay_pairs(a, b, grid=3e-12 * extent), overlay_pairs(b, a, grid=3e-12 * extent)
    detours = (*there.fallbacks, *back.fallbacks)
    notes += tuple(f"detour: {detour.method.value}" for detour in detours)
    areas = [float(shapely.area(pairs.geometry).sum()) for pairs in (there, back)]
    expected, slack = overlap_area(a[0], b[0]), _PRECISION * extent * float(shapely.length(usable).sum())
    wrong = [area for area in areas if abs(area - expected) > slack]
    wrong += _against_record(case, usable, repairs, areas[0], met=bool(len(there) or there.touching))
    failed = any(detour.method is FallbackMethod.FAILED for detour in detours)
    state = "wrong" if wrong or failed else "area by detour" if detours else "area"
    return Outcome(case.name, state, areas[0], expected, notes + tuple(str(item) for item in wrong))


def _left_half(shape: shapely.Geometry) -> shapely.Geometry:
    left, bottom, right, top = shapely.bounds(shape)
    return shapely.box(left - 1.0, bottom - 1.0, (left + right) / 2.0, top + 1.0)


def _against_record(case: HardCase, usable: np.ndarray, repairs: list, area: float, *, met: bool) -> list:
    """Return what the recorded results say otherwise; results on a coarse grid (…SR) are not comparable."""
    wrong = []
    first, second = (float(found) for found in shapely.area(usable))
    for name, text in case.results:
        if name == "isvalid":
            listed = any(repair.fid == "A" for repair in repairs)
            wrong += [f"isvalid {text}"] if (text == "true") == listed else []
        elif name == "intersects":
            wrong += [f"intersects {text}"] if (text == "true") != met else []
        elif name == "unionarea":
            wrong += [f"unionarea {text}: {first}"] if abs(first - float(text)) > _digits(text) else []
        elif name in ("intersection", "intersectionsin", "union", "difference", "symdifference"):
            told = float(shapely.area(_geometry(text)))
            from_record = {
                "union": first + second - told if case.second is not None else area + told - first,
                "difference": first - told,
                "symdifference": (first + second - told) / 2.0,
            }.get(name, told)
            off = abs(from_record - area) > _OFFERED * max(first, second, told)
            wrong += [f"{name}: {from_record} recorded"] if off and not case.fixed_precision else []
    return wrong


def _digits(text: str) -> float:
    """Return what the last digit of a recorded number leaves open."""
    places = len(text.partition(".")[2])
    return max(10.0**-places, 1e-10 * float(text))


def table(folder: Path) -> dict:
    """Return counts by state and kind of operation, and one row per case."""
    found = [(case, outcome(case)) for case in hard_cases(folder)]
    return {
        "geos": shapely.geos_version_string,
        "shapely": shapely.__version__,
        "cases": len(found),
        "recorded_results": sum(len(case.results) for case, _ in found),
        "pairs": sum(case.second is not None for case, _ in found),
        "states": dict(sorted(Counter(result.state for _, result in found).items())),
        "rows": [asdict(result) for _, result in found],
    }


if __name__ == "__main__":
    print(json.dumps(table(Path(sys.argv[1])), indent=1))
