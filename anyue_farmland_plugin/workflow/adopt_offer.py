# SPDX-License-Identifier: GPL-2.0-or-later
"""What a person is shown of edits made outside the plugin before choosing: one line an edit, in words."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Sequence

from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.ledger_tables import TABLES_BY_NAME
from anyue_farmland_plugin.ledger.verify_tables import Change, Difference, shown
from anyue_farmland_plugin.workflow.adopt import can_accept, can_restore, foreign_edits


@dataclass(frozen=True)
class OfferLine:
    """One edit: where, which column, recorded and found value as text, and what may be chosen."""

    edit: Difference
    place: str
    column: str
    recorded: str
    found: str
    can_accept: bool
    can_restore: bool


@dataclass(frozen=True)
class Offer:
    """All edits made outside the plugin, and a sentence for the message bar (empty when there are none)."""

    lines: Sequence[OfferLine]
    sentence: str


def offer(ledger: Path) -> Offer:
    """Return what to offer when a ledger is opened.  Raises LedgerError when its events are damaged."""
    lines = tuple(_line(edit) for edit in foreign_edits(ledger))
    if not lines:
        return Offer((), "")
    sentence = translate(
        "Adopt",
        "{count} values in {name} were changed outside the plugin. Look at them: accept them into the history or put "
        "the recorded values back.",
    )
    return Offer(lines, sentence.format(count=len(lines), name=ledger.name))


def _line(edit: Difference) -> OfferLine:
    declared = TABLES_BY_NAME[edit.table]
    column = declared.column(edit.column)
    words = {
        Change.INSERTED: translate("Adopt", "row put in"),
        Change.DELETED: translate("Adopt", "row taken out"),
    }
    name = column.label if column is not None else edit.column or words.get(edit.change, "")
    return OfferLine(
        edit=edit,
        place=f"{declared.label} {shown(edit.label)}",
        column=name,
        recorded=shown(edit.recorded),
        found=shown(edit.found),
        can_accept=can_accept(edit),
        can_restore=can_restore(edit),
    )


def line_of(edit: Difference) -> dict:
    """Return an edit as scripts read it."""
    return {
        "table": edit.table,
        "key": edit.key,
        "label": edit.label,
        "change": edit.change.value,
        "column": edit.column,
        "recorded": edit.recorded,
        "found": edit.found if isinstance(edit.found, (str, int, float, type(None))) else shown(edit.found),
    }
