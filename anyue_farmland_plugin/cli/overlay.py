# SPDX-License-Identifier: GPL-2.0-or-later
"""``overlay``: changes and survey into a ledger."""

from __future__ import annotations

import argparse
import uuid
from pathlib import Path

from anyue_farmland_plugin.cli.terminal import ZONES, Jobs, StderrProgress, needs_actor, needs_ledger, reads_survey
from anyue_farmland_plugin.core.ports import utc_now
from anyue_farmland_plugin.workflow.actors import parse_actor
from anyue_farmland_plugin.workflow.handover import save_report
from anyue_farmland_plugin.workflow.overlay import run_overlay
from anyue_farmland_plugin.workflow.overlay_request import OverlayRequest
from anyue_farmland_plugin.workflow.processes import own_engine
from anyue_farmland_plugin.workflow.sources import field_map, source_from_text


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
        progress=StderrProgress(),
        engine=own_engine(),
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


def add(jobs: Jobs) -> None:
    """Register the job."""
    overlay = jobs.add_parser("overlay", help="overlay changes with the survey into a ledger")
    for name in ("changes", "dltb", "batch"):
        overlay.add_argument(f"--{name}", required=True)
    overlay.add_argument("--approvals", action="append", default=[])
    overlay.add_argument("--source-kind", default="S4")
    overlay.add_argument("--detected-on", default="")
    overlay.add_argument("--min-area", type=float, default=10.0)
    overlay.add_argument("--report", type=Path)
    overlay.add_argument("--work-folder", type=Path, help="keeps what a run cut short has overlaid")
    for kind in ZONES:
        overlay.add_argument(f"--{kind.replace('_', '-')}", default="")
    reads_survey(overlay)
    needs_ledger(overlay)
    needs_actor(overlay)
    overlay.set_defaults(run=_overlay)
