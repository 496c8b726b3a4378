# SPDX-License-Identifier: GPL-2.0-or-later
"""What the checks of a package report: one entry for each thing that is missing or wrong."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Severity(Enum):
    """An error should be settled before the package is sent; a warning should be known."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Issue:
    """One entry of lint.json: severity, check, case number ("" for the whole file), column, sentence."""

    severity: Severity
    check: str
    case_no: str
    column: str
    sentence: str
