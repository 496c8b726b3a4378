# SPDX-License-Identifier: GPL-2.0-or-later
"""What the jobs share: progress on the error stream and arguments that mean the same everywhere."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from anyue_farmland_plugin.core.ports import SilentProgress

if TYPE_CHECKING:
    Jobs = argparse._SubParsersAction[argparse.ArgumentParser]
else:
    Jobs = argparse._SubParsersAction

ZONES = ("basic_farmland", "eco_redline", "urban_boundary", "contract_parcels", "townships", "villages")


class StderrProgress(SilentProgress):
    """Writes what the user should read to the error stream."""

    def message(self, text: str) -> None:
        """Write one line."""
        sys.stderr.write(text + "\n")


def needs_ledger(job: argparse.ArgumentParser) -> None:
    """Let a job ask for the ledger's file."""
    job.add_argument("--ledger", type=Path, required=True)


def needs_actor(job: argparse.ArgumentParser) -> None:
    """Let a job ask who acts."""
    job.add_argument("--actor", required=True, help="name, or name@role")


def reads_survey(job: argparse.ArgumentParser) -> None:
    """Let a job ask how the fields of a survey are called and what its own class codes mean."""
    job.add_argument("--field-map", default="")
    job.add_argument("--class-table", type=Path)
