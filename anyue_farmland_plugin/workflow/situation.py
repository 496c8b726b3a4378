# SPDX-License-Identifier: GPL-2.0-or-later
"""What a person is told when a ledger opens: faults, questions, late cases, whose package it is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Mapping, Optional

from anyue_farmland_plugin.core.ports import Clock, Progress
from anyue_farmland_plugin.ledger.reading import reading
from anyue_farmland_plugin.workflow.adopt_offer import Offer, offer
from anyue_farmland_plugin.workflow.overdue import overdue
from anyue_farmland_plugin.workflow.upkeep import Opening, look_after

_CONFLICTS = "SELECT COUNT(*) FROM conflicts WHERE state = 'open'"

MOST_EVENTS = 100_000  # some seconds of replay; beyond, verifying tells


@dataclass(frozen=True)
class PackageNote:
    """Whose field package this is: towns or person, when it was made and until when it is wanted back."""

    whose: str
    exported_at: str
    expires_on: str


@dataclass(frozen=True)
class Situation:
    """``late`` and ``to_watch`` count cases, ``conflicts`` questions of merges that nobody answered.

    ``outside`` are edits of other programs; None where the ledger is too large to replay at every opening.
    """

    opening: Opening
    package: Optional[PackageNote]
    conflicts: int
    late: int
    to_watch: int
    outside: Optional[Offer]


def situation_of(ledger: Path, *, clock: Clock, progress: Progress) -> Situation:
    """Look at a ledger that was opened; meant for a background thread, touches nothing of QGIS.

    Raises what `look_after` raises.
    """
    opening = look_after(ledger, clock=clock, progress=progress)
    waiting = overdue(ledger, clock().astimezone().date())
    with reading(ledger) as reader:
        (conflicts,) = reader.connection.execute(_CONFLICTS).fetchone()
        package, events = _package(reader.settings()), reader.head().seq
    outside = offer(ledger) if events <= MOST_EVENTS and not opening.problems else None
    return Situation(opening, package, conflicts, len(waiting.late), len(waiting.to_watch), outside)


def _package(settings: Mapping[str, str]) -> Optional[PackageNote]:
    if not settings.get("package_id"):
        return None
    whose = settings.get("package_person") or settings.get("package_towns") or ""
    return PackageNote(whose, settings.get("exported_at", "")[:10], settings.get("expires_on", ""))
