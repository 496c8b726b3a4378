# SPDX-License-Identifier: GPL-2.0-or-later
"""Edits made by other programs: found as differences from the events, then adopted as events or put back.

Who made such an edit, and when, is not known; the events that adopt it say so.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Callable, Sequence

from anyue_farmland_plugin.core.errors import FarmlandError, LedgerError
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.ports import Actor, Clock
from anyue_farmland_plugin.ledger.backups import Occasion, make_backup
from anyue_farmland_plugin.ledger.reading import Reader, reading_copy
from anyue_farmland_plugin.ledger.restoring import unguarded
from anyue_farmland_plugin.ledger.verify_replay import replayed
from anyue_farmland_plugin.ledger.verify_seals import clue_differences
from anyue_farmland_plugin.ledger.verify_tables import Change, Difference, differences
from anyue_farmland_plugin.ledger.writing import writing
from anyue_farmland_plugin.workflow.adopt_cases import accept_case, acknowledge, restore_case, restore_deleted_case
from anyue_farmland_plugin.workflow.adopt_rows import ROWS, accept_row, restore_row, take_row_out
from anyue_farmland_plugin.workflow.adopt_work import Work

_DERIVED = frozenset({"revision", "created_at", "updated_at", "updated_by", "case_id"})


class Choice(Enum):
    """What becomes of an edit made outside the plugin."""

    ACCEPT = "accept"
    RESTORE = "restore"


@dataclass(frozen=True)
class Adoption:
    """What `adopt` did: numbers of edits, (edit, sentence) of those refused, and the head afterwards."""

    accepted: int
    restored: int
    refused: tuple
    head: str


def foreign_edits(ledger: Path) -> tuple:
    """Return every edit made outside the plugin as `Difference`; raises LedgerError when the chain itself is broken."""
    with reading_copy(ledger) as reader:
        return _edits(reader)[1]


def _edits(reader: Reader) -> tuple:
    scan, replay = replayed(reader)
    if not scan.own_is_whole or replay.unreadable:
        raise LedgerError(
            translate(
                "Adopt",
                "The events of this ledger are damaged, so they cannot tell which rows are right; nothing was written. "
                "Verify the ledger and restore a backup.",
            )
        )
    return replay, (*differences(reader, replay), *clue_differences(reader, replay))


def can_accept(edit: Difference) -> bool:
    """Tell whether an edit can become part of the history; everything can be put back at least in principle."""
    if edit.change is Change.PASSED:
        return True
    if edit.table == "cases":
        return edit.change is Change.EDITED and edit.column not in _DERIVED
    return edit.table in ROWS and edit.change is not Change.DELETED


def can_restore(edit: Difference) -> bool:
    """Tell whether an edit can be put back; what an event already built upon can only be answered for."""
    return edit.change is not Change.PASSED


def adopt(ledger: Path, choices: Sequence[tuple], *, actor: Actor, clock: Clock, reason: str = "") -> Adoption:
    """Accept or put back edits, given as (`Difference`, `Choice`) pairs, in one transaction after a backup.

    An edit that is no longer there as it was shown, or that may not become a value of the ledger,
    is refused with a sentence; the others are done.  Guards that were taken off stand again.
    """
    make_backup(ledger, Occasion.ADOPTION, clock=clock)
    with writing(ledger, actor, clock) as writer:
        reader = Reader(writer.connection)
        replay, there = _edits(reader)
        work = Work(writer, reader, replay, reason)
        with unguarded(writer.connection):
            refused = _done(work, choices, frozenset(there))
        return Adoption(work.accepted, work.restored, tuple(refused), writer.head)


def _done(work: Work, choices: Sequence[tuple], there: frozenset) -> list:
    refused: list = []
    groups: dict = {}
    for edit, choice in choices:
        if edit not in there:
            refused.append((edit, translate("Adopt", "This edit is no longer there as it was shown.")))
        elif not (can_accept(edit) if choice is Choice.ACCEPT else can_restore(edit)):
            refused.append((edit, _not_so(edit, choice)))
        else:
            groups.setdefault((edit.table, edit.key, edit.change, choice), []).append(edit)
    # what is put back goes first: then an accepted value counts from a row that is right again
    for (table, key, change, choice), edits in sorted(groups.items(), key=lambda item: item[0][3] is Choice.ACCEPT):
        try:
            with work.all_or_nothing():
                _deed(table, change, choice)(work, table, key, edits)
        except FarmlandError as error:
            refused += [(edit, str(error)) for edit in edits]
    return refused


def _deed(table: str, change: Change, choice: Choice) -> Callable[[Work, str, str, list], None]:
    if change is Change.PASSED:
        return acknowledge
    if choice is Choice.ACCEPT:
        return accept_case if table == "cases" else accept_row
    if change is Change.INSERTED:
        return take_row_out
    if table == "cases":
        return restore_case if change is Change.EDITED else restore_deleted_case
    return restore_row


def _not_so(edit: Difference, choice: Choice) -> str:
    if choice is Choice.RESTORE:
        return translate("Adopt", "Later events were built upon this edit; it can only be accepted.")
    if edit.change is Change.DELETED:
        return translate("Adopt", "Rows of a ledger are never deleted; it can only be put back.")
    if edit.table == "cases" and edit.change is Change.INSERTED:
        return translate("Adopt", "A case needs a clue; take the row out and draw the case in the plugin.")
    return translate("Adopt", "This value is kept by the ledger itself; it can only be put back.")


def choose_all(ledger: Path, choice: Choice) -> list:
    """Return (edit, choice) pairs for every edit that allows this choice; the others get the only one they allow."""
    pairs = []
    for edit in foreign_edits(ledger):
        if choice is Choice.ACCEPT:
            pairs.append((edit, choice if can_accept(edit) else Choice.RESTORE))
        else:
            pairs.append((edit, choice if can_restore(edit) else Choice.ACCEPT))
    return pairs
