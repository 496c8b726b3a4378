# SPDX-License-Identifier: GPL-2.0-or-later
"""``adopt``: edits other programs made in a ledger, listed, accepted as events or put back."""

from __future__ import annotations

import argparse

from anyue_farmland_plugin.cli.terminal import Jobs, needs_actor, needs_ledger
from anyue_farmland_plugin.core.ports import utc_now
from anyue_farmland_plugin.workflow.actors import parse_actor
from anyue_farmland_plugin.workflow.adopt import Choice, adopt, choose_all, foreign_edits
from anyue_farmland_plugin.workflow.adopt_offer import line_of


def _adopt(arguments: argparse.Namespace) -> dict:
    if arguments.choice is None:
        return {"edits": [line_of(edit) for edit in foreign_edits(arguments.ledger)]}
    pairs = [
        (edit, choice)
        for edit, choice in choose_all(arguments.ledger, arguments.choice)
        if not arguments.only or edit.label in arguments.only or edit.key in arguments.only
    ]
    done = adopt(arguments.ledger, pairs, actor=parse_actor(arguments.actor), clock=utc_now, reason=arguments.reason)
    return {
        "ok": not done.refused,
        "accepted": done.accepted,
        "restored": done.restored,
        "refused": [[line_of(edit), sentence] for edit, sentence in done.refused],
        "head": done.head,
    }


def add(jobs: Jobs) -> None:
    """Register the jobs."""
    job = jobs.add_parser("adopt", help="list edits made outside the plugin; accept them or put them back")
    choice = job.add_mutually_exclusive_group()
    choice.add_argument("--accept", dest="choice", action="store_const", const=Choice.ACCEPT)
    choice.add_argument("--restore", dest="choice", action="store_const", const=Choice.RESTORE)
    job.add_argument("--only", action="append", default=[], help="a case number or key; again for more")
    job.add_argument("--reason", default="")
    needs_ledger(job)
    needs_actor(job)
    job.set_defaults(run=_adopt)
