# SPDX-License-Identifier: GPL-2.0-or-later
"""The main jobs on a machine without QGIS: ``python -m anyue_farmland_plugin <job> …``."""

from __future__ import annotations

import argparse
import json
import logging
import sys
import uuid
from pathlib import Path
from typing import Optional, Sequence

from anyue_farmland_plugin.cluster.engine import engine
from anyue_farmland_plugin.cluster.exchange import write_exchange
from anyue_farmland_plugin.cluster.places import sources
from anyue_farmland_plugin.core.errors import FarmlandError
from anyue_farmland_plugin.core.ports import SilentProgress, utc_now
from anyue_farmland_plugin.workflow.actors import parse_actor
from anyue_farmland_plugin.workflow.areas import run_areas
from anyue_farmland_plugin.workflow.areas_request import AreasRequest
from anyue_farmland_plugin.workflow.areas_table import save_table
from anyue_farmland_plugin.workflow.handover import check_ledger, hand_over, save_report
from anyue_farmland_plugin.workflow.many_sources import together
from anyue_farmland_plugin.workflow.overlay import run_overlay
from anyue_farmland_plugin.workflow.overlay_request import OverlayRequest
from anyue_farmland_plugin.workflow.sources import field_map, source_from_text
from anyue_farmland_plugin.workflow.tag import tag_matching
from anyue_farmland_plugin.workflow.tag_request import case_filter, tag_values

ZONES = ("basic_farmland", "eco_redline", "urban_boundary", "contract_parcels", "townships", "villages")
REFUSED = 2


class _StderrProgress(SilentProgress):
    """Writes what the user should read to the error stream."""

    def message(self, text: str) -> None:
        """Write one line."""
        sys.stderr.write(text + "\n")


def _overlay(arguments: argparse.Namespace) -> dict:
    chosen = {kind: getattr(arguments, kind) for kind in ZONES}
    request = OverlayRequest(
        changes=source_from_text(arguments.changes),
        dltb=source_from_text(arguments.dltb),
        ledger=arguments.ledger,
        batch=arguments.batch,
        source_kind=arguments.source_kind,
        detected_on=arguments.detected_on,
        min_area=arguments.min_area,
        zones={kind: source_from_text(text) for kind, text in chosen.items() if text},
        approvals=tuple(source_from_text(text) for text in arguments.approvals),
        field_map=field_map(arguments.field_map),
        class_table=arguments.class_table,
        work_folder=arguments.work_folder,
    )
    result = run_overlay(
        request,
        actor=parse_actor(arguments.actor),
        clock=utc_now,
        new_id=lambda: str(uuid.uuid4()),
        progress=_StderrProgress(),
    )
    if arguments.report and result.report:
        save_report(arguments.report, result.report)
    return {
        "clues_added": result.clues_added,
        "cases_created": result.cases_created,
        "cases_linked": result.cases_linked,
        "pieces": result.pieces,
        "area_m2": result.area_m2,
        "residual_m2": result.residual_m2,
        "head": result.head,
    }


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
        result = run_areas(request, progress=_StderrProgress(), engine=at)
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
    return write_exchange(source, arguments.out, field_map=mapped, progress=_StderrProgress())


def _tag(arguments: argparse.Namespace) -> dict:
    asked = {
        name: getattr(arguments, name) or ""
        for name in ("problem_type", "responsible_unit", "verdict", "status", "note")
    }
    result = tag_matching(
        arguments.ledger,
        case_filter(arguments.where),
        tag_values(asked),
        actor=parse_actor(arguments.actor),
        clock=utc_now,
        reason=asked["note"],
    )
    return {"changed": len(result.changed), "refused": [list(entry) for entry in result.refused]}


def _export(arguments: argparse.Namespace) -> dict:
    package = hand_over(arguments.ledger, arguments.folder, public=arguments.public, clock=utc_now)
    return {"city_gpkg": str(package.city_gpkg), "manifest": str(package.manifest), "errors": package.errors}


def _verify(arguments: argparse.Namespace) -> dict:
    result = check_ledger(arguments.ledger, arguments.head, arguments.report or "", clock=utc_now)
    return {
        "ok": result.ok,
        "broken": [f"{found.check}: {found.text}" for found in result.findings],
        "head": result.head,
        "events": result.seq,
    }


def _sample(arguments: argparse.Namespace) -> dict:
    # Writing the sample loads GDAL and pandas, half a second that no other job needs.
    from anyue_farmland_plugin.sample.county import build_county  # noqa: PLC0415
    from anyue_farmland_plugin.sample.files import write_county  # noqa: PLC0415

    files = write_county(build_county(arguments.seed, arguments.parcels), arguments.folder)
    return {name: str(path) for name, path in files.items()}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m anyue_farmland_plugin", description=__doc__)
    jobs = parser.add_subparsers(dest="job", required=True)
    overlay = jobs.add_parser("overlay", help="overlay changes with the survey into a ledger")
    for name in ("changes", "dltb", "batch"):
        overlay.add_argument(f"--{name}", required=True)
    overlay.add_argument("--approvals", action="append", default=[])
    overlay.add_argument("--source-kind", default="S4")
    overlay.add_argument("--detected-on", default="")
    overlay.add_argument("--min-area", type=float, default=10.0)
    overlay.add_argument("--report", type=Path)
    overlay.add_argument("--work-folder", type=Path, help="keeps what a run cut short has overlaid")
    overlay.set_defaults(run=_overlay)
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
    areas.set_defaults(run=_areas)
    exchange = jobs.add_parser("exchange", help="write surveys as GeoParquet, one folder a county")
    exchange.add_argument("--dltb", required=True, action="append")
    exchange.add_argument("--out", type=Path, required=True, help="the folder")
    exchange.set_defaults(run=_exchange)
    for kind in ZONES:
        overlay.add_argument(f"--{kind.replace('_', '-')}", default="")
        areas.add_argument(f"--{kind.replace('_', '-')}", action="append", default=[])
    for job in (overlay, areas, exchange):
        job.add_argument("--field-map", default="")
    for job in (overlay, areas):
        job.add_argument("--class-table", type=Path)
    tag = jobs.add_parser("tag", help="tag every case a filter matches")
    tag.add_argument("--where", required=True)
    for name in ("problem-type", "responsible-unit", "verdict", "status", "note"):
        tag.add_argument(f"--{name}")
    tag.set_defaults(run=_tag)
    export = jobs.add_parser("export", help="write the package for the city")
    export.add_argument("--folder", type=Path, required=True)
    export.add_argument("--public", action="store_true")
    export.set_defaults(run=_export)
    verify = jobs.add_parser("verify", help="replay and check a ledger")
    verify.add_argument("--head", default="")
    verify.add_argument("--report")
    verify.set_defaults(run=_verify)
    for job in (overlay, tag, export, verify):
        job.add_argument("--ledger", type=Path, required=True)
    for job in (overlay, tag):
        job.add_argument("--actor", required=True, help="name, or name@role")
    sample = jobs.add_parser("sample", help="write the files of an invented county")
    sample.add_argument("--folder", type=Path, required=True)
    sample.add_argument("--seed", type=int, default=2022)
    sample.add_argument("--parcels", type=int, default=6000)
    sample.set_defaults(run=_sample)
    return parser


def main(arguments: Optional[Sequence[str]] = None) -> int:
    """Run one job; results go to standard output as JSON, a refusal as one sentence to standard error."""
    logging.basicConfig(level=logging.WARNING)
    chosen = _parser().parse_args(arguments)
    try:
        result = chosen.run(chosen)
    except FarmlandError as error:
        sys.stderr.write(f"{error}\n")
        return REFUSED
    sys.stdout.write(json.dumps(result, ensure_ascii=False, indent=1) + "\n")
    return 0 if result.get("ok", True) else 1
