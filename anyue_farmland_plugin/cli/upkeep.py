# SPDX-License-Identifier: GPL-2.0-or-later
"""``backup``, ``backups``, ``restore``, ``compact``, ``check``, ``rescue``: keeping a ledger alive."""

from __future__ import annotations

import argparse
import uuid
from dataclasses import asdict
from pathlib import Path

from anyue_farmland_plugin.cli.terminal import Jobs, StderrProgress, needs_actor, needs_ledger
from anyue_farmland_plugin.core.ports import utc_now
from anyue_farmland_plugin.export.rescue_report import rescue_facts
from anyue_farmland_plugin.ledger.backups import Occasion, list_backups, make_backup
from anyue_farmland_plugin.ledger.backups_restore import Loss, loss_of, put_back, restore_as
from anyue_farmland_plugin.ledger.compact import compact
from anyue_farmland_plugin.workflow.actors import parse_actor
from anyue_farmland_plugin.workflow.rescue import rescue_ledger, save_rescue_report
from anyue_farmland_plugin.workflow.upkeep import look_after

_EVENT = ("seq", "at", "actor", "action", "object_type")


def _check(arguments: argparse.Namespace) -> dict:
    found = look_after(arguments.ledger, clock=utc_now, progress=StderrProgress())
    return {
        "ok": not found.problems,
        "version": found.version,
        "problems": list(found.problems),
        "pages_checked": found.pages_checked,
        "was_cut_short": found.was_cut_short,
        "free_share": round(found.free_share, 3),
        "worth_compacting": found.is_worth_compacting,
        "backup": str(found.backup.path) if found.backup else None,
    }


def _backup(arguments: argparse.Namespace) -> dict:
    made = make_backup(arguments.ledger, Occasion.ASKED, clock=utc_now)
    return {"backup": str(made.path), "events": made.seq}


def _backups(arguments: argparse.Namespace) -> dict:
    return {
        "backups": [
            {
                "path": str(backup.path),
                "made_at": backup.made_at.isoformat(),
                "events": backup.seq,
                "occasion": backup.occasion.value,
                "bytes": backup.path.stat().st_size,
            }
            for backup in list_backups(arguments.ledger)
        ]
    }


def _restore(arguments: argparse.Namespace) -> dict:
    if arguments.into is not None:
        head = restore_as(arguments.backup, arguments.into)
        return {"restored": str(arguments.into), "events": head.seq, "head": head.hash}
    if not arguments.in_place:
        return {"restored": None, **_loss(loss_of(arguments.ledger, arguments.backup))}
    done = put_back(arguments.ledger, arguments.backup, actor=parse_actor(arguments.actor), clock=utc_now)
    return {"restored": str(arguments.ledger), "kept": str(done.kept) if done.kept else None, **_loss(done.loss)}


def _loss(loss: Loss) -> dict:
    return {
        "readable": loss.head is not None,
        "same_history": loss.same_history,
        "backup_head": asdict(loss.backup_head),
        "lost_events": [dict(zip(_EVENT, event)) for event in loss.events],
    }


def _compact(arguments: argparse.Namespace) -> dict:
    done = compact(arguments.ledger, actor=parse_actor(arguments.actor), clock=utc_now)
    return {"bytes_before": done.before, "bytes_after": done.after, "backup": str(done.backup.path)}


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
    check = jobs.add_parser("check", help="look at a ledger as at its opening and make the day's backup")
    check.set_defaults(run=_check)
    backup = jobs.add_parser("backup", help="copy a ledger into its folder of backups")
    backup.set_defaults(run=_backup)
    backups = jobs.add_parser("backups", help="list the backups of a ledger")
    backups.set_defaults(run=_backups)
    restore = jobs.add_parser(
        "restore", help="go back to a backup; without --into and --in-place: tell what that loses"
    )
    restore.add_argument("--backup", type=Path, required=True)
    where = restore.add_mutually_exclusive_group()
    where.add_argument("--into", type=Path, help="a new file")
    where.add_argument(
        "--in-place", action="store_true", help="the ledger itself; what it holds now is kept as a backup"
    )
    restore.set_defaults(run=_restore)
    shrink = jobs.add_parser("compact", help="give back the space a ledger does not use")
    shrink.set_defaults(run=_compact)
    rescue = jobs.add_parser("rescue", help="write what can be read of a damaged ledger into a new one")
    rescue.add_argument("--into", type=Path, required=True, help="the new ledger, .gpkg")
    rescue.add_argument("--report", type=Path, help=".html; the same facts go into a .json beside it")
    rescue.set_defaults(run=_rescue)
    for job in (check, backup, backups, restore, shrink, rescue):
        needs_ledger(job)
    for job in (shrink, rescue):
        needs_actor(job)
    restore.add_argument("--actor", default="", help="name, or name@role; needed with --in-place")
