# SPDX-License-Identifier: GPL-2.0-or-later
"""``rescue``: what can be read of a damaged ledger, in a new one."""

from __future__ import annotations

import argparse
import uuid
from pathlib import Path

from anyue_farmland_plugin.cli.terminal import Jobs, StderrProgress, needs_actor, needs_ledger
from anyue_farmland_plugin.core.ports import utc_now
from anyue_farmland_plugin.export.rescue_report import rescue_facts
from anyue_farmland_plugin.workflow.actors import parse_actor
from anyue_farmland_plugin.workflow.rescue import rescue_ledger, save_rescue_report


def _rescue(arguments: argparse.Namespace) -> dict:
    result = rescue_ledger(
        arguments.ledger,
        arguments.into,
        actor=parse_actor(arguments.actor),
        clock=utc_now,
        new_id=lambda: str(uuid.uuid4()),
        progress=StderrProgress(),
    )
    if arguments.report:
        save_rescue_report(result, arguments.report, clock=utc_now)
    return rescue_facts(result)


def add(jobs: Jobs) -> None:
    """Register the jobs."""
    rescue = jobs.add_parser("rescue", help="write what can be read of a damaged ledger into a new one")
    rescue.add_argument("--into", type=Path, required=True, help="the new ledger, .gpkg")
    rescue.add_argument("--report", type=Path, help=".html; the same facts go into a .json beside it")
    needs_ledger(rescue)
    needs_actor(rescue)
    rescue.set_defaults(run=_rescue)
