# SPDX-License-Identifier: GPL-2.0-or-later
"""``export`` and ``verify``: what leaves the county, and whether the ledger is whole."""

from __future__ import annotations

import argparse
from pathlib import Path

from anyue_farmland_plugin.cli.terminal import Jobs, needs_ledger
from anyue_farmland_plugin.core.ports import utc_now
from anyue_farmland_plugin.workflow.actors import parse_actor
from anyue_farmland_plugin.workflow.handover import check_ledger, hand_over
from anyue_farmland_plugin.workflow.heads import Signer


def _export(arguments: argparse.Namespace) -> dict:
    signer = Signer(arguments.key_file, parse_actor(arguments.actor)) if arguments.key_file else None
    package = hand_over(arguments.ledger, arguments.folder, public=arguments.public, clock=utc_now, signer=signer)
    return {"city_gpkg": str(package.city_gpkg), "manifest": str(package.manifest), "errors": package.errors}


def _verify(arguments: argparse.Namespace) -> dict:
    result = check_ledger(arguments.ledger, arguments.head, arguments.report or "", clock=utc_now)
    return {
        "ok": result.ok,
        "broken": [f"{found.check}: {found.text}" for found in result.findings],
        "notes": list(result.notes),
        "head": result.head,
        "events": result.seq,
    }


def add(jobs: Jobs) -> None:
    """Register the jobs."""
    export = jobs.add_parser("export", help="write the package for the city")
    export.add_argument("--folder", type=Path, required=True)
    export.add_argument("--public", action="store_true")
    export.add_argument("--key-file", type=Path, help="signs the head in the manifest")
    export.add_argument("--actor", default="county@county", help="who signs: name, or name@role")
    needs_ledger(export)
    export.set_defaults(run=_export)
    verify = jobs.add_parser("verify", help="replay and check a ledger")
    verify.add_argument("--head", default="", help="heads printed earlier, or a .sig or manifest.json file")
    verify.add_argument("--report")
    needs_ledger(verify)
    verify.set_defaults(run=_verify)
