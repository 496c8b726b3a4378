# SPDX-License-Identifier: GPL-2.0-or-later
"""What the project says of itself, line by line: wanted, measured, kept or not."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from tests.bench import peer_qgis
from tests.bench.agreement_facts import Facts
from tests.bench.plan import Results
from tests.bench.runs import Comparison, Run, compare, summary
from tests.bench.settings import HOME, Settings
from tests.bench.tools import OURS

LIMIT_J1 = 2.3  # seconds: the sum of the parts no J1 can do without, M with 20,000 changes, when it was designed
MIB, GIB = 512, 1024
EVENNESS = 1.25  # a further change may cost this much more at 100,000 than at 20,000
TESTED = (
    "reference results and hard cases (make test)",
    "areas against a geodesic oracle ≤ 0.001 m² + 1e-8 (make test)",
    "scheduler and workers apart, a killed worker changes no byte (make test)",
)


@dataclass(frozen=True)
class Line:
    """One claim; ``kept`` is None where it was not measured here."""

    claim: str
    wanted: str
    measured: str
    kept: bool | None

    @property
    def verdict(self) -> str:
        """Return the word for the table."""
        return {True: "ok", False: "NOT", None: "–"}[self.kept]


def lines(settings: Settings, results: Results, facts: dict[str, Facts]) -> list[Line]:
    """Return every claim with what was measured."""
    side = results.side_by_side
    found = [
        _times(side, "qgis", "J1", 15.0, "CPU of the native:intersection chain"),
        _told(side, "qgis-one", "J1", "CPU of the same chain without starting QGIS ten times"),
        _spared(settings, side),
        _times(side, "geopandas", "J1", 8.0, "geopandas.overlay as commonly written"),
        _times(side, "geopandas-spared", "J1", 4.0, "geopandas.overlay spared the townships"),
        _times(side, "duckdb-spared", "J1", 2.0, "DuckDB spatial spared the townships"),
        _design_limit(settings, side),
        _memory(side, "J1", MIB, "J1 peak memory"),
        _memory(_of(results.every, "L", 100_000), "J1", GIB, "J1 peak memory, L with 100,000 changes"),
        _times(side, "qgis", "J2", 8.0, "CPU of the native:intersection chain"),
        _told(side, "qgis-one", "J2", "CPU of the same chain without starting QGIS ten times"),
        _times(side, "geopandas-spared", "J2", 2.0, "geopandas overlay + to_file spared the townships"),
        _bare(side, "limit", True),
        _bare(side, "limit-parcels", False),
        _memory(side, "J2", GIB, "J2 peak memory"),
        _memory(_of(results.every, "L", settings.changes), "J2", GIB, "J2 peak memory on L"),
    ]
    for job in ("J1", "J2"):
        found += [_even(settings, results.scaling, job), _by_size(settings, results.scaling, job)]
    found.append(_workers(results.workers))
    found += [_agree(job, facts) for job in ("J1", "J2")]
    return found + [Line(claim, "", "", None) for claim in TESTED]


def _of(runs: list[Run], size: str, changes: int) -> list[Run]:
    return [run for run in runs if run.size == size and run.changes == changes]


def _times(runs: list[Run], peer: str, job: str, wanted: float, text: str) -> Line:
    by_cpu = peer == "qgis"
    claim, want = f"{job}: {text}", f"≥ {wanted:g} × ours"
    found = compare(runs, peer, job)
    if found is None:
        return Line(claim, want, "not measured", None)
    ratio = found.cpu if by_cpu else found.wall
    return Line(claim, want, f"{ratio:.1f} × ({_pair(found, by_cpu)})", ratio >= wanted)


def _told(runs: list[Run], peer: str, job: str, text: str) -> Line:
    """Tell a ratio nobody promised."""
    found = compare(runs, peer, job)
    told = f"{found.cpu:.1f} × ({_pair(found, True)})" if found else "not measured"
    return Line(f"{job}: {text}", "", told, None)


def _spared(settings: Settings, runs: list[Run]) -> Line:
    """Tell what QGIS's chain costs without its dearest layer, from the CPU seconds it kept by layer."""
    claim = "J1: CPU of that chain without the townships"
    mine = summary(run for run in runs if run.tool == OURS and run.job == "J1")
    kept = sorted((HOME / "out").glob(f"qgis-J?-{settings.size}-{settings.changes}/{peer_qgis.STEPS}"))
    if mine is None or not kept or compare(runs, "qgis", "J1") is None:
        return Line(claim, "", "not measured", None)
    spent = json.loads(kept[-1].read_text(encoding="utf-8"))
    rest = sum(spent.values()) - spent.get("XZQ", 0.0)
    return Line(claim, "", f"{rest / mine.cpu:.1f} × ({rest:.1f} : {mine.cpu:.1f} CPU s)", None)


def _pair(found: Comparison, by_cpu: bool) -> str:
    if by_cpu:
        return f"{found.peer.cpu:.1f} : {found.ours.cpu:.1f} CPU s"
    return f"{found.peer.wall:.1f} : {found.ours.wall:.1f} s; CPU {found.cpu:.1f} ×"


def _bare(runs: list[Run], peer: str, judged: bool) -> Line:
    kind = "with the protective layers, as ours" if judged else "of the parcels alone"
    claim, want = f"J2: ours against the bare cost {kind}", "≤ 1.5 ×" if judged else ""
    found = compare(runs, peer, "J2")
    if found is None:
        return Line(claim, want, "not measured", None)
    ratio = 1 / found.wall
    text = f"{ratio:.2f} × ({found.ours.wall:.1f} : {found.peer.wall:.1f} s; CPU {1 / found.cpu:.2f} ×)"
    return Line(claim, want, text, ratio <= 1.5 if judged else None)


def _design_limit(settings: Settings, runs: list[Run]) -> Line:
    claim, want = "J1: ours against the limit of the design", f"≤ 1.5 × {LIMIT_J1} s"
    mine = summary(run for run in runs if run.tool == OURS and run.job == "J1")
    if mine is None or settings.size != "M" or settings.changes != 20_000:
        return Line(claim, want, "not measured" if mine is None else "only for M with 20,000 changes", None)
    return Line(claim, want, f"{mine.wall / LIMIT_J1:.2f} × ({mine.wall:.1f} s)", mine.wall <= 1.5 * LIMIT_J1)


def _memory(runs: list[Run], job: str, most: int, claim: str) -> Line:
    peaks = [run.rss for run in runs if run.tool == OURS and run.job == job and not run.error]
    want = f"≤ {most} MiB"
    if not peaks:
        return Line(claim, want, "not measured", None)
    return Line(claim, want, f"{max(peaks):.0f} MiB", max(peaks) <= most)


def _cost(runs: list[Run], job: str, size: str, changes: int, of: Callable[[Run], float]) -> float | None:
    values = sorted(of(run) for run in _of(runs, size, changes) if run.job == job and not run.error)
    return values[len(values) // 2] if values else None


def _even(settings: Settings, runs: list[Run], job: str) -> Line:
    """Judge the CPU cost of one more change, at the far end against the near end of the line."""
    claim = f"{job}: cost grows linearly with changes"
    want = f"≤ {EVENNESS} × per further change"
    costs = [_cost(runs, job, settings.size, count, lambda run: run.cpu) for count in (5_000, 20_000, 100_000)]
    if None in costs:
        return Line(claim, want, "not measured", None)
    few, some, many = costs
    near, far = (some - few) / 15, (many - some) / 80
    return Line(
        claim, want, f"{far / near:.2f} × ({1000 * near:.0f} → {1000 * far:.0f} µs CPU)", far <= EVENNESS * near
    )


def _by_size(settings: Settings, runs: list[Run], job: str) -> Line:
    claim, want = f"{job}: cost from S to L (20 × the parcels) at equal changes", "≤ 1.8 ×"
    ratios = []
    for of in (lambda run: run.wall, lambda run: run.cpu):
        small, large = (_cost(runs, job, size, settings.changes, of) for size in ("S", "L"))
        if small is None or large is None:
            return Line(claim, want, "not measured", None)
        ratios.append(large / small)
    text = f"{ratios[0]:.2f} × by the clock, {ratios[1]:.2f} × CPU"
    return Line(claim, want, text, max(ratios) <= 1.8)


def _workers(runs: list[Run]) -> Line:
    claim, want = "J1: two dask workers against one", "≥ 1.7 × as fast"
    one, two = (summary(run for run in runs if run.tool.endswith(end)) for end in ("1", "2"))
    if one is None or two is None:
        return Line(claim, want, "not measured", None)
    return Line(
        claim, want, f"{one.wall / two.wall:.2f} × ({one.wall:.1f} : {two.wall:.1f} s)", one.wall / two.wall >= 1.7
    )


def _agree(job: str, facts: dict[str, Facts]) -> Line:
    """Judge the largest difference with any peer; in J2 of whole changes, for slivers are joined there."""
    part = "change and land class, layer and township" if job == "J1" else "change, layer and township"
    claim, want = f"{job}: same areas per {part} as every peer", "≤ 0.01 m²"
    own = [fact for name, fact in facts.items() if name.startswith(f"{job} ")]
    if not own:
        return Line(claim, want, "not measured", None)
    largest = max(max(fact.largest, fact.class_largest if job == "J1" else 0.0) for fact in own)
    towns = sum(fact.towns_differ for fact in own)
    return Line(claim, want, f"{largest:.4f} m², {towns} townships differ", largest <= 0.01 and towns == 0)
