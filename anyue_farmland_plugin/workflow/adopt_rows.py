# SPDX-License-Identifier: GPL-2.0-or-later
"""Edits of other rows made outside the plugin: photos, plans, inspections, documents, conflicts, settings, clues."""

from __future__ import annotations

import sqlite3
from typing import Sequence

from anyue_farmland_plugin.core.errors import LedgerError
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.ledger_tables import TABLES_BY_NAME
from anyue_farmland_plugin.core.merging_history import ADOPTED
from anyue_farmland_plugin.ledger.restoring import put_back, take_out
from anyue_farmland_plugin.ledger.verify_tables import Change, Difference, told_row
from anyue_farmland_plugin.workflow.adopt_work import REMOVED, RESTORED, Work

# Tables whose foreign rows and edits may become part of the history.
ROWS = frozenset({"evidence", "evidence_links", "plans", "inspections", "documents"})
_DELETE_SETTING = "DELETE FROM settings WHERE key = ?"
_PUT_SETTING = "INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"


def accept_row(work: Work, table: str, key: str, edits: Sequence[Difference]) -> None:
    """Record a row or values of a row as they were found."""
    if edits[0].change is Change.INSERTED:
        row = _row(work, table, key)
        payload = {name: [None, value] for name, value in row.items() if value is not None}
    else:
        payload = {edit.column: [edit.recorded, edit.found] for edit in edits}
    work.writer.append_event(table, key, ADOPTED, payload, reason=work.mark)
    work.accepted += len(edits)


def _row(work: Work, table: str, key: str) -> dict:
    found = next(work.reader.rows(table, geometry=False, **{TABLES_BY_NAME[table].key: key}), None)
    if found is None:
        raise LedgerError(translate("Adopt", "The row is not there any more."))
    return found


def restore_row(work: Work, table: str, key: str, edits: Sequence[Difference]) -> None:
    """Put recorded values, or a whole row that was deleted, back."""
    connection = work.writer.connection
    if edits[0].change is Change.DELETED:
        row = told_row(table, key, work.replay) if table != "deliveries" else None
        if row is None:
            raise LedgerError(translate("Adopt", "The events do not hold the whole row; take it from a backup."))
        work.writer.insert(table, [row])
    elif table == "settings":
        (edit,) = edits
        if edit.recorded is None:
            connection.execute(_DELETE_SETTING, (key,))
        else:
            connection.execute(_PUT_SETTING, (key, edit.recorded))
    else:
        put_back(connection, table, key, {edit.column: edit.recorded for edit in edits})
    work.note(key, RESTORED, {edit.column or "row": [edit.found, edit.recorded] for edit in edits})
    work.restored += len(edits)


def take_row_out(work: Work, table: str, key: str, edits: Sequence[Difference]) -> None:
    """Remove a row no event speaks of, and keep what it held.  Raises LedgerError when other rows need it."""
    row = _row(work, table, key)
    try:
        take_out(work.writer.connection, table, key)
    except sqlite3.IntegrityError as error:
        raise LedgerError(translate("Adopt", "Other rows refer to this one; put those back first.")) from error
    work.note(key, REMOVED, {name: [value, None] for name, value in row.items() if value is not None})
    work.restored += len(edits)
