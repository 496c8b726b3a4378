# SPDX-License-Identifier: GPL-2.0-or-later
"""Edits of cases made outside the plugin: accepted within the life cycle's rules, put back, or answered for."""

from __future__ import annotations

from typing import Sequence

from anyue_farmland_plugin.core.errors import LedgerError
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.ledger_tables import CASES
from anyue_farmland_plugin.core.lifecycle import check_transition
from anyue_farmland_plugin.core.merging_history import ADOPTED
from anyue_farmland_plugin.ledger.portfolio import portfolio_of
from anyue_farmland_plugin.ledger.restoring import put_back, shape_of
from anyue_farmland_plugin.ledger.verify_tables import Difference
from anyue_farmland_plugin.workflow.adopt_work import ANSWERED, RESTORED, Work

_KEPT = ("revision", "created_at", "updated_at", "updated_by")  # kept by the ledger itself


def accept_case(work: Work, table: str, key: str, edits: Sequence[Difference]) -> None:
    """Make found values part of the case's history: the recorded row first, then an ordinary change of it.

    Raises TransitionRefused, InputDataError, LedgerError.
    """
    told = work.replay.case(key) or {}
    recorded = {edit.column: edit.recorded for edit in edits}
    found = {edit.column: edit.found for edit in edits}
    if "geom" in found:
        recorded["geom"] = _shape(work, key, recorded["geom"])
        found["geom"] = (work.reader.case(key) or {}).get("geom")
    _check_status(work, {**told, **found}, str(told.get("status")))
    put_back(work.writer.connection, table, key, {**recorded, **{name: told[name] for name in _KEPT}})
    work.writer.update_case(key, found, action=ADOPTED, reason=work.mark)
    work.accepted += len(edits)


def _check_status(work: Work, after: dict, before: str) -> None:
    wanted = str(after.get("status"))
    if wanted != before:
        evidence = portfolio_of(work.reader, after["case_id"])
        check_transition({**after, "status": before}, wanted, work.writer.actor, work.reason, evidence=evidence)


def restore_case(work: Work, table: str, key: str, edits: Sequence[Difference]) -> None:
    """Put recorded values back and note what had been found.  Raises LedgerError when a polygon is lost."""
    values = {edit.column: edit.recorded for edit in edits}
    if "geom" in values:
        values["geom"] = _shape(work, key, values["geom"])
    put_back(work.writer.connection, table, key, values)
    work.note(key, RESTORED, {edit.column: [edit.found, edit.recorded] for edit in edits})
    work.restored += len(edits)


def _shape(work: Work, key: str, digest: object) -> bytes:
    shape = shape_of(work.reader, key, digest)
    if shape is None:
        raise LedgerError(
            translate("Adopt", "The recorded polygon is not in this file any more; take the case from a backup.")
        )
    return shape


def restore_deleted_case(work: Work, table: str, key: str, edits: Sequence[Difference]) -> None:
    """Put a deleted case back as its events say.  Raises LedgerError when its polygon is lost."""
    told = work.replay.case(key) or {}
    row = {**{name: told.get(name) for name in CASES.column_names}, "geom": _shape(work, key, told.get("geom"))}
    work.writer.insert(table, [row])
    work.note(key, RESTORED, {"case_no": [None, told.get("case_no")]})
    work.restored += len(edits)


def acknowledge(work: Work, table: str, key: str, edits: Sequence[Difference]) -> None:
    """Answer for values that an event met and took for the truth."""
    del table
    work.note(key, ANSWERED, {f"{edit.column}@{edit.seq}": [edit.recorded, edit.found] for edit in edits})
    work.accepted += len(edits)
