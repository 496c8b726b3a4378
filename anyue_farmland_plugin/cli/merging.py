# SPDX-License-Identifier: GPL-2.0-or-later
"""``merge``, ``unmerge``, ``conflicts`` and ``resolve``: packages that come back, and what they leave to decide."""

from __future__ import annotations

import argparse
from pathlib import Path

from anyue_farmland_plugin.cli.terminal import Jobs, StderrProgress, needs_actor, needs_ledger
from anyue_farmland_plugin.core.ports import utc_now
from anyue_farmland_plugin.workflow.actors import parse_actor
from anyue_farmland_plugin.workflow.conflicts import open_conflicts, resolve
from anyue_farmland_plugin.workflow.merge_job import run_merge
from anyue_farmland_plugin.workflow.merge_undo import undo_merge


def _merge(arguments: argparse.Namespace) -> dict:
    result = run_merge(
        arguments.ledger,
        arguments.packages,
        actor=parse_actor(arguments.actor),
        clock=utc_now,
        dry_run=arguments.dry_run,
        report=arguments.report,
        progress=StderrProgress(),
    )
    return {
        "merged": result.merged,
        "conflicts": result.open_conflicts,
        "dry_run": result.dry_run,
        "backup": str(result.backup or ""),
        "head": result.head.hash,
        "packages": [
            {
                "file": outcome.file,
                "merged": outcome.merged,
                "told": outcome.sentence,
                "events": outcome.events,
                "cases": outcome.cases.cases,
                "adopted": len(outcome.returned.outside),
                "missing_files": list(outcome.rows.missing),
                "notices": list(outcome.notices),
            }
            for outcome in result.outcomes
        ],
    }


def _unmerge(arguments: argparse.Namespace) -> dict:
    actor = parse_actor(arguments.actor)
    result = undo_merge(arguments.ledger, actor=actor, clock=utc_now, reason=arguments.reason)
    return {"merge": result.merge_id, "cases": result.cases.cases, "kept": list(result.kept), "head": result.head.hash}


def _conflicts(arguments: argparse.Namespace) -> dict:
    return {
        "conflicts": [
            {
                "conflict": found.conflict_id,
                "case": found.case_no,
                "field": found.field,
                "base": found.base,
                "choices": [
                    {
                        "choice": place,
                        "value": choice.value,
                        "actor": choice.actor,
                        "role": choice.role,
                        "at": choice.at,
                        "stands": choice.stands,
                    }
                    for place, choice in enumerate(found.choices, 1)
                ],
            }
            for found in open_conflicts(arguments.ledger)
        ]
    }


def _resolve(arguments: argparse.Namespace) -> dict:
    head = resolve(
        arguments.ledger,
        arguments.conflict,
        arguments.choice,
        actor=parse_actor(arguments.actor),
        clock=utc_now,
        reason=arguments.reason,
    )
    return {"resolved": arguments.conflict, "head": head.hash}


def add(jobs: Jobs) -> None:
    """Register the jobs."""
    merge = jobs.add_parser("merge", help="take field packages back: files, folders or zips")
    merge.add_argument("packages", type=Path, nargs="+")
    merge.add_argument("--dry-run", action="store_true", help="say what would come, write nothing")
    merge.add_argument("--report", type=Path)
    merge.set_defaults(run=_merge)
    unmerge = jobs.add_parser("unmerge", help="take the last merge back")
    unmerge.set_defaults(run=_unmerge)
    conflicts = jobs.add_parser("conflicts", help="list the questions merges left")
    conflicts.set_defaults(run=_conflicts)
    answer = jobs.add_parser("resolve", help="answer one of them")
    answer.add_argument("--conflict", required=True)
    answer.add_argument("--choice", type=int, required=True, help="number of the choice, from 1")
    answer.set_defaults(run=_resolve)
    for job in (unmerge, answer):
        job.add_argument("--reason", default="")
    for job in (merge, unmerge, conflicts, answer):
        needs_ledger(job)
    for job in (merge, unmerge, answer):
        needs_actor(job)
