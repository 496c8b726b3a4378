# SPDX-License-Identifier: GPL-2.0-or-later
"""Says what evidence a case named by its number has and still needs."""

from __future__ import annotations

from pathlib import Path
from typing import Iterable

from anyue_farmland_plugin.core.errors import InputDataError, LedgerError
from anyue_farmland_plugin.core.evidence_matrix import Need, needs_of
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.ledger.portfolio import portfolio_of
from anyue_farmland_plugin.ledger.reading import reading

STEPS = ("evidenced", "closing", "closed")
_NAMED = "SELECT case_id FROM cases WHERE case_no = ? OR case_id = ?"


def evidence_needs(ledger: Path, case_id: str) -> tuple[Need, ...]:
    """Return everything a case needs until it is closed, with what is there and what is missing."""
    with reading(ledger) as reader:
        case = reader.case(case_id)
        if case is None:
            raise LedgerError(translate("Evidence", "There is no case {case} in this ledger.").format(case=case_id))
        return needs_of(case, STEPS, portfolio_of(reader, case_id))


def case_ids_of(ledger: Path, names: Iterable[str]) -> list[str]:
    """Return the ids of cases named by number or id; raises InputDataError for those the ledger does not have."""
    found, unknown = [], []
    with reading(ledger) as reader:
        for name in names:
            row = reader.connection.execute(_NAMED, (name, name)).fetchone()
            if row is None:
                unknown.append(name)
            else:
                found.append(row[0])
    if unknown:
        message = translate("Evidence", "This ledger has no case {names}. Give the number of the case.")
        raise InputDataError(message.format(names=", ".join(unknown)))
    return found
