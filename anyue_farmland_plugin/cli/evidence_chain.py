# SPDX-License-Identifier: GPL-2.0-or-later
"""``adopt``: edits other programs made in a ledger; ``make-key``, ``sign-head``, ``check-head``: signed heads."""

from __future__ import annotations

import argparse
from pathlib import Path

from anyue_farmland_plugin.cli.terminal import Jobs, needs_actor, needs_ledger
from anyue_farmland_plugin.core.ports import utc_now
from anyue_farmland_plugin.ledger.signing import make_key
from anyue_farmland_plugin.workflow.actors import parse_actor
from anyue_farmland_plugin.workflow.adopt import Choice, adopt, choose_all, foreign_edits
from anyue_farmland_plugin.workflow.adopt_offer import line_of
from anyue_farmland_plugin.workflow.heads import Signer, check_head, sign_ledger


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


def _make_key(arguments: argparse.Namespace) -> dict:
    return {"key_file": str(arguments.key_file), "public_key": make_key(arguments.key_file)}


def _sign_head(arguments: argparse.Namespace) -> dict:
    target = arguments.out or arguments.ledger.with_name(arguments.ledger.name + ".sig")
    signer = Signer(arguments.key_file, parse_actor(arguments.actor))
    return {"file": str(target), **sign_ledger(arguments.ledger, target, signer, clock=utc_now)}


def _check_head(arguments: argparse.Namespace) -> dict:
    found = check_head(arguments.ledger, arguments.signature, arguments.public_key)
    broken = [f"{finding.check}: {finding.text}" for finding in found.findings]
    return {"ok": found.ok, "signed": dict(found.told), "broken": broken}


def _add_signing(jobs: Jobs) -> None:
    make = jobs.add_parser("make-key", help="make a key file for signing heads")
    make.add_argument("--key-file", type=Path, required=True)
    make.set_defaults(run=_make_key)
    sign = jobs.add_parser("sign-head", help="sign the newest event of a ledger")
    sign.add_argument("--key-file", type=Path, required=True)
    sign.add_argument("--out", type=Path, help="the signature; beside the ledger where not given")
    needs_ledger(sign)
    needs_actor(sign)
    sign.set_defaults(run=_sign_head)
    check = jobs.add_parser("check-head", help="check a signature, and that its head is still in the ledger")
    check.add_argument("--signature", type=Path, required=True, help="a .sig file or the manifest of a city package")
    check.add_argument("--public-key", default="", help="the key it must be signed with, hexadecimal")
    needs_ledger(check)
    check.set_defaults(run=_check_head)


def add(jobs: Jobs) -> None:
    """Register the jobs."""
    _add_signing(jobs)
    job = jobs.add_parser("adopt", help="list edits made outside the plugin; accept them or put them back")
    choice = job.add_mutually_exclusive_group()
    choice.add_argument("--accept", dest="choice", action="store_const", const=Choice.ACCEPT)
    choice.add_argument("--restore", dest="choice", action="store_const", const=Choice.RESTORE)
    job.add_argument("--only", action="append", default=[], help="a case number or key; again for more")
    job.add_argument("--reason", default="")
    needs_ledger(job)
    needs_actor(job)
    job.set_defaults(run=_adopt)
