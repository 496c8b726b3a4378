# SPDX-License-Identifier: GPL-2.0-or-later
"""``pack``: folders for the field, without a QGIS project where no QGIS is."""

from __future__ import annotations

import argparse
import uuid
from pathlib import Path

from anyue_farmland_plugin.cli.terminal import Jobs, StderrProgress, needs_actor, needs_ledger
from anyue_farmland_plugin.core.ports import utc_now
from anyue_farmland_plugin.workflow.actors import parse_actor
from anyue_farmland_plugin.workflow.field_packages_choice import texts_of
from anyue_farmland_plugin.workflow.field_packages_folder import PackRequest, make_field_packages
from anyue_farmland_plugin.workflow.sources import source_from_text


def _pack(arguments: argparse.Namespace) -> dict:
    request = PackRequest(
        ledger=arguments.ledger,
        folder=arguments.folder,
        towns=texts_of(arguments.towns),
        person=arguments.person,
        layers=tuple(source_from_text(text) for text in arguments.layers),
        expires_on=arguments.expires_on,
        with_names=arguments.names,
        zipped=arguments.zip,
    )
    made = make_field_packages(
        request,
        actor=parse_actor(arguments.actor),
        clock=utc_now,
        new_id=lambda: str(uuid.uuid4()),
        progress=StderrProgress(),
    )
    return {
        "packages": [
            {
                "path": str(one.path),
                "package_id": one.package.package_id,
                "cases": one.package.rows["cases"],
                "photos": one.photos,
                "missing": list(one.missing),
                "base_head": one.package.base.hash,
                "head": one.package.head,
            }
            for one in made
        ]
    }


def add(jobs: Jobs) -> None:
    """Register the job."""
    pack = jobs.add_parser("pack", help="make packages for the field")
    pack.add_argument("--folder", type=Path, required=True)
    pack.add_argument("--towns", default="", help="codes or names, comma separated; empty: all with open cases")
    pack.add_argument("--person", default="")
    pack.add_argument("--layers", action="append", default=[], help="survey or lines to take along; again for more")
    pack.add_argument("--expires-on", default="", help="YYYY-MM-DD")
    pack.add_argument("--names", action="store_true", help="leave names and phone numbers as they are")
    pack.add_argument("--zip", action="store_true", help="one zip per package instead of a folder")
    needs_ledger(pack)
    needs_actor(pack)
    pack.set_defaults(run=_pack)
