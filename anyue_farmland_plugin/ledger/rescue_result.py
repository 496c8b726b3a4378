# SPDX-License-Identifier: GPL-2.0-or-later
"""What a rescue reports: table by table what was recovered, how, and what was not."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Mapping, Sequence

from anyue_farmland_plugin.ledger.findings import Verification


@dataclass
class TableTold:
    """What became of one table: rows from its tree, from other pages, by replay; the missing as (fid, key)."""

    kept: int = 0
    from_other_pages: int = 0
    replayed: list = field(default_factory=list)
    missing: list = field(default_factory=list)
    no_geometry: list = field(default_factory=list)

    def covered(self, keys: Sequence[str]) -> None:
        """Note rows that events gave back: they are not missing any more, whether or not their fid is known."""
        self.replayed = list(keys)
        known = set(keys)
        left = [entry for entry in self.missing if entry[1] not in known]
        nameless = len(known) - (len(self.missing) - len(left))
        for entry in [entry for entry in left if entry[1] is None][: max(0, nameless)]:
            left.remove(entry)
        self.missing = left


@dataclass(frozen=True)
class Rescue:
    """What became of a damaged ledger, table by table, and whether the new one verifies."""

    damaged: str
    sha256: str
    target: Path
    pages: int
    bad_pages: tuple
    tables: Mapping[str, TableTold]
    settings: tuple
    verification: Verification

    @property
    def complete(self) -> bool:
        """True when no row is missing, none lost its polygon, and the new ledger verifies."""
        gaps = any(told.missing or told.no_geometry for told in self.tables.values())
        return not gaps and self.verification.ok
