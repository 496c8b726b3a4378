# SPDX-License-Identifier: GPL-2.0-or-later
"""``tag``: one judgement for every case a filter matches."""

from __future__ import annotations

import argparse

from anyue_farmland_plugin.cli.terminal import Jobs, needs_actor, needs_ledger
from anyue_farmland_plugin.core.ports import utc_now
from anyue_farmland_plugin.workflow.actors import parse_actor
from anyue_farmland_plugin.workflow.tag import tag_matching
from anyue_farmland_plugin.workflow.tag_request import case_filter, tag_values


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


def add(jobs: Jobs) -> None:
    """Register the job."""
    tag = jobs.add_parser("tag", help="tag every case a filter matches")
    tag.add_argument("--where", required=True)
    for name in ("problem-type", "responsible-unit", "verdict", "status", "note"):
        tag.add_argument(f"--{name}")
    needs_ledger(tag)
    needs_actor(tag)
    tag.set_defaults(run=_tag)
