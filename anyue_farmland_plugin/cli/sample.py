# SPDX-License-Identifier: GPL-2.0-or-later
"""``sample``: the files of an invented county."""

from __future__ import annotations

import argparse
from pathlib import Path

from anyue_farmland_plugin.cli.terminal import Jobs


def _sample(arguments: argparse.Namespace) -> dict:
    # Writing the sample loads GDAL and pandas, half a second that no other job needs.
    from anyue_farmland_plugin.sample.county import build_county  # noqa: PLC0415
    from anyue_farmland_plugin.sample.files import write_county  # noqa: PLC0415

    files = write_county(build_county(arguments.seed, arguments.parcels), arguments.folder)
    return {name: str(path) for name, path in files.items()}


def add(jobs: Jobs) -> None:
    """Register the job."""
    sample = jobs.add_parser("sample", help="write the files of an invented county")
    sample.add_argument("--folder", type=Path, required=True)
    sample.add_argument("--seed", type=int, default=2022)
    sample.add_argument("--parcels", type=int, default=6000)
    sample.set_defaults(run=_sample)
