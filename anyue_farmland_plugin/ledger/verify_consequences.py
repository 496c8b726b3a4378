# SPDX-License-Identifier: GPL-2.0-or-later
"""What only follows from a broken chain is counted, not listed: one altered event is one finding."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Iterable, Iterator, Optional

from anyue_farmland_plugin.ledger.findings import Finding, Kind
from anyue_farmland_plugin.ledger.verify_diagnosis import Diagnosis

_FOLLOWING = frozenset(
    {Kind.FOREIGN_EDIT, Kind.FOREIGN_INSERT, Kind.FOREIGN_DELETE, Kind.SEAL, Kind.SETTING, Kind.CODE_TABLE}
)
_FROM_THE_BEGINNING = frozenset({Kind.SETTING, Kind.CODE_TABLE})  # told by the first event
_EVERYTHING = 1 << 62
_SHOWN = 5


@dataclass
class Consequences:
    """Objects whose rows cannot be judged: those of damaged events, and as many more as events are missing."""

    affected: frozenset = frozenset()
    lost: int = 0
    begins: bool = True
    cases: dict = field(default_factory=dict)

    @classmethod
    def of(cls, diagnosis: Optional[Diagnosis], cut: int) -> Consequences:
        """Return the consequences of a damaged chain and of events cut off its end."""
        if diagnosis is None:
            return cls(lost=cut)
        return cls(frozenset(diagnosis.affected), diagnosis.lost + cut, diagnosis.begins)

    @classmethod
    def of_nothing(cls) -> Consequences:
        """Return the consequences of a chain without events."""
        return cls(lost=_EVERYTHING, begins=False)

    def remaining(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """Yield the findings that do not follow from the chain's damage."""
        for finding in findings:
            if finding.kind not in _FOLLOWING or not self._follows(finding):
                yield finding

    def _follows(self, finding: Finding) -> bool:
        if not self.begins and finding.kind in _FROM_THE_BEGINNING:
            return True
        key = finding.object_id
        if key not in self.affected and key not in self.cases and len(self.cases) >= self.lost:
            return False
        self.cases[key] = True
        return True

    def named(self) -> str:
        """Return the first of these objects for a sentence."""
        return ", ".join(list(self.cases)[:_SHOWN])
