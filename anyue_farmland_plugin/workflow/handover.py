# SPDX-License-Identifier: GPL-2.0-or-later
"""Handing over: the city package, and reports as files."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Optional

from anyue_farmland_plugin.core.ports import Clock, timestamp
from anyue_farmland_plugin.export.city import CityPackage, export_city
from anyue_farmland_plugin.export.report import verification_report
from anyue_farmland_plugin.export.textfile import write_text
from anyue_farmland_plugin.ledger.findings import Verification
from anyue_farmland_plugin.ledger.verify import verify_ledger
from anyue_farmland_plugin.workflow.heads import Signer, head_text


def hand_over(
    ledger: Path, folder: Path, *, public: bool, clock: Clock, signer: Optional[Signer] = None
) -> CityPackage:
    """Write the package for the city into a folder, whole or not at all; its head signed where a key is given."""
    sign = None if signer is None else partial(signer.sign, clock=clock, public=public)
    return export_city(ledger, folder, public=public, clock=clock, sign=sign)


def check_ledger(ledger: Path, anchor: str, report: str, *, clock: Clock) -> Verification:
    """Verify a ledger and write the report when a path is given.

    ``anchor`` holds heads printed earlier, or names a signature or the manifest of a city package.
    """
    result = verify_ledger(ledger, head_text(anchor))
    if report:
        save_report(Path(report), verification_report(ledger.name, result, timestamp(clock())))
    return result


def save_report(path: Path, html: str) -> None:
    """Write a report, whole or not at all."""
    write_text(path, html)
