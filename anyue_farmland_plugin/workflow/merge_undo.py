# SPDX-License-Identifier: GPL-2.0-or-later
"""Takes the last merge back: nothing is erased, compensating events bring the values that stood before."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Iterable, Mapping, Sequence

from anyue_farmland_plugin.core.errors import FarmlandError, LedgerError
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.merging_history import MERGED, UNMERGED
from anyue_farmland_plugin.core.ports import Actor, Clock
from anyue_farmland_plugin.ledger.reading import Head, Reader
from anyue_farmland_plugin.ledger.writing import writing
from anyue_farmland_plugin.workflow.merge_cases import Settlement, Settler
from anyue_farmland_plugin.workflow.merge_lineage import (
    MERGE,
    UNDONE,
    Merge,
    lineage_of,
    merges_of,
    sealed_events,
)

_SINCE = (
    "SELECT 1 FROM events WHERE object_id = ? AND chain_id = ? AND seq > ? AND object_type = 'case' "
    "AND action NOT IN ('merged', 'unmerged')"
)


@dataclass(frozen=True)
class UndoResult:
    """What taking back a merge did; ``kept`` are numbers of cases it had brought, which stay."""

    merge_id: str
    cases: Settlement
    kept: Sequence[str]
    head: Head


def undo_merge(ledger: Path, *, actor: Actor, clock: Clock, reason: str = "") -> UndoResult:
    """Take back the last merge by compensating events; its events, photos and new cases stay.

    Refused where a case it changed was changed since.  The package may be merged again afterwards.
    """
    with writing(ledger, actor, clock) as writer:
        reader = Reader(writer.connection)
        merges = merges_of(reader)
        last = next((merge for merge in reversed(merges) if merge.undone is None), None)
        if last is None:
            raise FarmlandError(translate("Merge", "There is no merge to take back."))
        case_ids = _touched(sealed_events(reader, last))
        _check_untouched(reader, last, case_ids)
        writer.append_event(MERGE, last.merge_id, UNDONE, {"head": [last.head, None]}, reason=reason)
        lineage = lineage_of(reader, merges_of(reader))
        told = reason or translate("Merge", "Merge taken back")
        settlement = Settler(writer, lineage, UNMERGED, told).settle(case_ids)
        kept = [case["case_no"] for case in map(reader.case, case_ids) if case and _came_with(reader, case, last)]
        return UndoResult(last.merge_id, settlement, kept, Head(writer.chain_id, writer.seq, writer.head))


def _touched(events: Iterable[Mapping]) -> list:
    return sorted({event["object_id"] for event in events if event["object_type"] == "case"})


def _check_untouched(reader: Reader, merge: Merge, case_ids: Iterable[str]) -> None:
    chain_id = reader.head().chain_id
    for case_id in case_ids:
        if reader.connection.execute(_SINCE, (case_id, chain_id, merge.seq)).fetchone():
            case = reader.case(case_id) or {}
            raise LedgerError(
                translate(
                    "Merge",
                    "Case {case} was changed since the merge; it cannot be taken back. Enter the right values instead.",
                ).format(case=case.get("case_no"))
            )


def _came_with(reader: Reader, case: Mapping, merge: Merge) -> bool:
    """Tell whether a case is in the ledger only through a merge."""
    first = reader.events_of(case["case_id"])[0]
    return bool(first["action"] == MERGED and first["seq"] > merge.seq)
