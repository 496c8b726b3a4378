# SPDX-License-Identifier: GPL-2.0-or-later
"""``areas`` and ``exchange``: jobs on whole surveys that need no ledger."""

from __future__ import annotations

import argparse
from pathlib import Path

from anyue_farmland_plugin.cli.terminal import ZONES, Jobs, StderrProgress, reads_survey
from anyue_farmland_plugin.cluster.engine import engine
from anyue_farmland_plugin.cluster.exchange import write_exchange
from anyue_farmland_plugin.cluster.places import sources
from anyue_farmland_plugin.workflow.areas import run_areas
from anyue_farmland_plugin.workflow.areas_request import AreasRequest
from anyue_farmland_plugin.workflow.areas_table import save_table
from anyue_farmland_plugin.workflow.many_sources import together
from anyue_farmland_plugin.workflow.sources import field_map


def _areas(arguments: argparse.Namespace) -> dict:
    chosen = {kind: getattr(arguments, kind) for kind in ZONES}
    first, *more = sources(arguments.dltb)
    request = AreasRequest(
        changes=together(sources([arguments.changes])),
        dltb=first,
        more_surveys=tuple(more),
        zones={kind: together(sources(texts)) for kind, texts in chosen.items() if texts},
        field_map=field_map(arguments.field_map),
        class_table=arguments.class_table,
    )
    with engine(arguments.engine) as at:
        result = run_areas(request, progress=StderrProgress(), engine=at)
    save_table(arguments.out, result)
    return {
        "changes": len(result),
        "area_m2": round(float(result.area.sum()), 2),
        "overlay_m2": round(float(result.overlay.sum()), 2),
        "outside_m2": round(float(result.outside.sum()), 2),
        "doubled_m2": round(float(result.doubled.sum()), 2),
        "repaired": {kind: len(told) for kind, told in result.repairs.items()},
        "out": str(arguments.out),
    }


def _exchange(arguments: argparse.Namespace) -> dict:
    source = together(sources(arguments.dltb))
    mapped = field_map(arguments.field_map)
    return write_exchange(source, arguments.out, field_map=mapped, progress=StderrProgress())


def add(jobs: Jobs) -> None:
    """Register the jobs."""
    areas = jobs.add_parser("areas", help="measure changes by class, protective line and township, without a ledger")
    areas.add_argument("--changes", required=True)
    areas.add_argument("--dltb", required=True, action="append", help="again for the survey of a neighbouring county")
    areas.add_argument("--out", type=Path, required=True, help="the table, .csv")
    areas.add_argument(
        "--engine",
        "--workers",
        default="",
        help="nothing: here; a number: so many worker processes; tcp://host:port: the workers of a dask scheduler",
    )
    for kind in ZONES:
        areas.add_argument(f"--{kind.replace('_', '-')}", action="append", default=[])
    reads_survey(areas)
    areas.set_defaults(run=_areas)
    exchange = jobs.add_parser("exchange", help="write surveys as GeoParquet, one folder a county")
    exchange.add_argument("--dltb", required=True, action="append")
    exchange.add_argument("--out", type=Path, required=True, help="the folder")
    exchange.add_argument("--field-map", default="")
    exchange.set_defaults(run=_exchange)
