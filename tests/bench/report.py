# SPDX-License-Identifier: GPL-2.0-or-later
"""Tell the results: a table on the screen, bench.md for the README, bench.json with every figure, a picture."""

from __future__ import annotations

import json
import os
import platform
import subprocess
from dataclasses import asdict, dataclass
from datetime import datetime, timezone
from pathlib import Path

from tests.bench.agreement_facts import Facts
from tests.bench.plan import Results
from tests.bench.runs import Run, Summary, compare, summary
from tests.bench.settings import HOME, ROOT, Settings
from tests.bench.shows import Line
from tests.bench.tools import OURS, VARIANTS, VENV

NAMES = {
    "ours": "this plugin",
    "qgis": "QGIS native:intersection + $area",
    "qgis-one": "the same chain in one process",
    "geopandas": "geopandas.overlay",
    "geopandas-spared": "geopandas.overlay, no townships",
    "duckdb-spared": "DuckDB spatial, no townships",
    "sedona-spared": "SedonaDB, no townships",
    "limit": "bare cost (read, GEOS, one insert)",
    "limit-parcels": "bare cost, parcels only",
}


@dataclass(frozen=True)
class Story:
    """Everything there is to tell."""

    settings: Settings
    data: Path
    results: Results
    facts: dict[str, Facts]
    lines: list[Line]
    versions: dict[str, dict[str, str]]
    absent: dict[str, str]


def machine() -> dict[str, object]:
    """Return what the figures were measured on."""
    model = platform.processor()
    info = Path("/proc/cpuinfo")
    if info.exists():
        named = [
            line.partition(":")[2].strip() for line in info.read_text().splitlines() if line.startswith("model name")
        ]
        model = named[0] if named else model
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {"cpu": model, "cores": os.cpu_count(), "memory_gib": round(memory), "system": platform.platform()}


def write(story: Story) -> None:
    """Write bench.json, bench.md and bench.png, and print the table."""
    moment = datetime.now(timezone.utc).isoformat(timespec="seconds")
    content = {
        "date": moment,
        "machine": machine(),
        "versions": story.versions,
        "settings": asdict(story.settings),
        "data": story.data.name,
        "absent": story.absent,
        "notes": story.results.notes,
        "side_by_side": _table(story.results.side_by_side),
        "scaling": _points(story.results.scaling),
        "workers": _points(story.results.workers),
        "agreement": {name: asdict(fact) for name, fact in story.facts.items()},
        "shows": [{**asdict(line), "verdict": line.verdict} for line in story.lines],
        "runs": [run.as_dict() for run in story.results.every],
    }
    target = HOME.parent / "bench.json"
    target.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (HOME / "bench.md").write_text(markdown(content), encoding="utf-8")
    drawn = subprocess.run(
        [str(VENV), "-m", "tests.bench.picture", str(target), str(HOME / "bench.png")],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    print()
    print(screen(story, content))
    if drawn.returncode:
        print(f"no picture: {(drawn.stderr.strip().splitlines() or ['?'])[-1]}")
    print("build/bench.json, build/bench/bench.md, build/bench/bench.png")


def _row(name: str, job: str, found: Summary) -> dict[str, object]:
    return {"tool": name, "job": job, "name": NAMES.get(name, name), **asdict(found)}


def _table(runs: list[Run]) -> list[dict[str, object]]:
    """Return medians per job and tool with the ratios to ours."""
    rows = []
    tools = [OURS, *dict.fromkeys(name for jobs in VARIANTS.values() for names in jobs.values() for name in names)]
    for job in ("J1", "J2"):
        for tool in tools:
            found = summary(run for run in runs if run.tool == tool and run.job == job)
            if found is None:
                continue
            row = _row(tool, job, found)
            beside = compare(runs, tool, job) if tool != OURS else None
            if beside:
                row |= {"wall_ratio": round(beside.wall, 2), "cpu_ratio": round(beside.cpu, 2)}
            rows.append(row)
    return rows


def _points(runs: list[Run]) -> list[dict[str, object]]:
    """Return medians per tool, job, county and number of changes."""
    points = []
    for key in dict.fromkeys((run.tool, run.job, run.size, run.changes) for run in runs):
        found = summary(run for run in runs if (run.tool, run.job, run.size, run.changes) == key)
        if found:
            points.append({**_row(key[0], key[1], found), "size": key[2], "changes": key[3]})
    return points


def _ratio(row: dict, kind: str) -> str:
    return f"{row[kind]:.1f} ×" if kind in row else ""


def markdown(content: dict) -> str:
    """Return the table for the README."""
    where, settings = content["machine"], content["settings"]
    head = (
        f"County {settings['size']} ({content['data']}), {settings['changes']:,} changes; {where['cpu']}, "
        f"{where['cores']} cores, {where['memory_gib']} GiB; {content['date'][:10]}; medians of {settings['runs']} "
        "runs in turn, whole processes, files in the page cache."
    )
    lines = [head, "", "| job | tool | wall | CPU | peak memory | wall / ours | CPU / ours |", "|" + "---|" * 7]
    for row in content["side_by_side"]:
        figures = f"{row['wall']:.1f} s | {row['cpu']:.1f} s | {row['rss']:.0f} MiB"
        lines.append(
            f"| {row['job']} | {row['name']} | {figures} | {_ratio(row, 'wall_ratio')} | {_ratio(row, 'cpu_ratio')} |"
        )
    lines += ["", "| claim | wanted | measured | |", "|---|---|---|---|"]
    lines += [
        f"| {show['claim']} | {show['wanted']} | {show['measured']} | {show['verdict']} |" for show in content["shows"]
    ]
    return "\n".join(lines) + "\n"


def screen(story: Story, content: dict) -> str:
    """Return what is printed: figures per tool, agreement, claims."""
    text = [f"{'job':4}{'tool':36}{'wall s':>16}{'CPU s':>8}{'MiB':>7}{'wall/ours':>11}{'CPU/ours':>10}"]
    for row in content["side_by_side"]:
        span = f"{row['wall']:.2f} ({row['low']:.1f}–{row['high']:.1f})"
        figures = f"{span:>16}{row['cpu']:8.2f}{row['rss']:7.0f}"
        text.append(
            f"{row['job']:4}{row['name']:36}{figures}{_ratio(row, 'wall_ratio'):>11}{_ratio(row, 'cpu_ratio'):>10}"
        )
    text[0:0] = [
        f"{content['settings']['size']}, {content['settings']['changes']:,} changes; promises are for M with 20,000"
    ]
    text += [f"    {peer}: {why}" for peer, why in story.absent.items()] + [""]
    for name, fact in story.facts.items():
        text.append(
            f"{name:22} {fact.entries:,} changes and layers: {fact.largest:.4f} m² at most, {fact.over} over 0.01; "
            f"classes: {fact.class_largest:.4f} m², {fact.class_over:,} over; "
            f"{fact.towns_differ} of {fact.towns:,} townships"
            + (f"; pieces {fact.pieces_ours:,} : {fact.pieces_peer:,}" if fact.pieces_ours else "")
        )
    if any(name.startswith("J2") for name in story.facts):
        text.append("(In J2 ours joins slivers to a neighbour, so classes differ there where slivers are.)")
    text.append("")
    wide = max(len(line.claim) for line in story.lines)
    text += [f"{line.verdict:4}{line.claim:{wide}}  {line.wanted:28}{line.measured}" for line in story.lines]
    text += ["", *(f"note: {note}" for note in story.results.notes)]
    failed = [run for run in story.results.every if run.error]
    text += [f"FAILED: {run.tool} {run.job} {run.size} {run.changes}: {run.error}" for run in failed]
    loads = [run.load for run in story.results.every]
    if loads:
        text.append(f"load of the machine before the runs: {min(loads):.1f} to {max(loads):.1f}")
    return "\n".join(text)
