# SPDX-License-Identifier: GPL-2.0-or-later
"""The main jobs on a machine without QGIS: ``python -m anyue_farmland_plugin <job> …``."""

from __future__ import annotations

import argparse
import json
import logging
import sys
from importlib import import_module
from typing import Optional, Sequence

from anyue_farmland_plugin.core.errors import FarmlandError

REFUSED = 2
# module of this package -> its jobs; only the module of the job asked for is loaded
FAMILIES = {
    "overlay": ("overlay",),
    "areas": ("areas", "exchange"),
    "tagging": ("tag",),
    "calendar": ("calendar", "overdue"),
    "packages": ("pack",),
    "merging": ("merge", "unmerge", "conflicts", "resolve"),
    "evidence": ("evidence",),
    "handover": ("export", "verify"),
    "evidence_chain": ("make-key", "sign-head", "check-head", "adopt"),
    "upkeep": ("check", "backup", "backups", "restore", "compact", "rescue"),
    "sample": ("sample",),
}


def parser_for(job: str = "") -> argparse.ArgumentParser:
    """Return the parser of one job, of all jobs when it is none of them."""
    parser = argparse.ArgumentParser(prog="python -m anyue_farmland_plugin", description=__doc__)
    jobs = parser.add_subparsers(dest="job", required=True)
    for family in [name for name, members in FAMILIES.items() if job in members] or FAMILIES:
        import_module(f"{__name__}.{family}").add(jobs)
    return parser


def main(arguments: Optional[Sequence[str]] = None) -> int:
    """Run one job; results go to standard output as JSON, a refusal as one sentence to standard error."""
    logging.basicConfig(level=logging.WARNING)
    given = sys.argv[1:] if arguments is None else list(arguments)
    chosen = parser_for(given[0] if given else "").parse_args(given)
    try:
        result = chosen.run(chosen)
    except FarmlandError as error:
        sys.stderr.write(f"{error}\n")
        return REFUSED
    sys.stdout.write(json.dumps(result, ensure_ascii=False, indent=1) + "\n")
    return 0 if result.get("ok", True) else 1
