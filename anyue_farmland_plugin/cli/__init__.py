# SPDX-License-Identifier: GPL-2.0-or-later
"""The main jobs on a machine without QGIS: ``python -m anyue_farmland_plugin <job> …``."""

from __future__ import annotations

import argparse
import json
import logging
import sys
from typing import Optional, Sequence

from anyue_farmland_plugin.cli import (
    areas,
    calendar,
    evidence,
    evidence_chain,
    handover,
    merging,
    overlay,
    packages,
    sample,
    tagging,
    upkeep,
)
from anyue_farmland_plugin.core.errors import FarmlandError

REFUSED = 2
_FAMILIES = (overlay, areas, tagging, calendar, packages, merging, evidence, handover, evidence_chain, upkeep, sample)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m anyue_farmland_plugin", description=__doc__)
    jobs = parser.add_subparsers(dest="job", required=True)
    for family in _FAMILIES:
        family.add(jobs)
    return parser


def main(arguments: Optional[Sequence[str]] = None) -> int:
    """Run one job; results go to standard output as JSON, a refusal as one sentence to standard error."""
    logging.basicConfig(level=logging.WARNING)
    chosen = _parser().parse_args(arguments)
    try:
        result = chosen.run(chosen)
    except FarmlandError as error:
        sys.stderr.write(f"{error}\n")
        return REFUSED
    sys.stdout.write(json.dumps(result, ensure_ascii=False, indent=1) + "\n")
    return 0 if result.get("ok", True) else 1
