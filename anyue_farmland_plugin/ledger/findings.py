# SPDX-License-Identifier: GPL-2.0-or-later
"""What verification reports: one finding for each thing that is not as it must be."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One fault: which check, which object, and a sentence about it."""

    check: str
    object_id: str
    text: str


@dataclass(frozen=True)
class Verification:
    """The result of `verify.verify_ledger`: findings, counts and the chain's head."""

    findings: tuple
    counts: dict
    chain_id: str
    seq: int
    head: str

    @property
    def ok(self) -> bool:
        """True when nothing is wrong."""
        return not self.findings
