# SPDX-License-Identifier: GPL-2.0-or-later
"""Handing over: the city package, and reports as files."""

from __future__ import annotations

from pathlib import Path

from anyue_farmland_plugin.core.ports import Clock, timestamp
from anyue_farmland_plugin.export.city import CityPackage, export_city
from anyue_farmland_plugin.export.report import verification_report
from anyue_farmland_plugin.export.textfile import write_text
from anyue_farmland_plugin.ledger.findings import Verification
from anyue_farmland_plugin.ledger.verify import verify_ledger


def hand_over(ledger: Path, folder: Path, *, public: bool, clock: Clock) -> CityPackage:
    """Write the package for the city into a folder, whole or not at all."""
    return export_city(ledger, folder, public=public, clock=clock)


def check_ledger(ledger: Path, anchor: str, report: str, *, clock: Clock) -> Verification:
    """Verify a ledger and write the report when a path is given."""
    result = verify_ledger(ledger, anchor)
    if report:
        save_report(Path(report), verification_report(ledger.name, result, timestamp(clock())))
    return result


def save_report(path: Path, html: str) -> None:
    """Write a report, whole or not at all."""
    write_text(path, html)
