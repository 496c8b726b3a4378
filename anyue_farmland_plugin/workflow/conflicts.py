# SPDX-License-Identifier: GPL-2.0-or-later
"""The questions a merge left open: who says what, and a person's choice."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Iterator, Mapping, Optional, Sequence

from anyue_farmland_plugin.core.errors import FarmlandError, InputDataError, LedgerError, StaleRecord
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.ledger_tables import CASES, TABLES_BY_NAME
from anyue_farmland_plugin.core.merging import ROLE_RANK
from anyue_farmland_plugin.core.ports import Actor, Clock
from anyue_farmland_plugin.ledger import conflicts, statements
from anyue_farmland_plugin.ledger.reading import Head, Reader, reading
from anyue_farmland_plugin.ledger.writing import RESOLVED, Writer, writing

_VIEWER = ROLE_RANK["viewer"]
_OPEN = (
    "SELECT f.*, c.case_no, c.town_name FROM conflicts f JOIN cases c ON c.case_id = f.case_id "
    "WHERE f.state = 'open' ORDER BY c.town_code, c.case_no, f.field"
)


@dataclass(frozen=True)
class Choice:
    """One value a person may choose, and whose it is; ``stands`` marks what the table shows meanwhile."""

    value: object
    actor: str
    role: str
    at: str
    stands: bool


@dataclass(frozen=True)
class OpenConflict:
    """One clashing cell: a field of a case with everything that was said about it.

    ``field`` is a column of the case, or "table:key" for a whole row that came in two forms.
    """

    conflict_id: str
    case_id: str
    case_no: str
    town_name: Optional[str]
    field: str
    label: str
    base: object
    choices: Sequence[Choice]
    updated_at: str


def open_conflicts(ledger: Path, case_id: str = "") -> list:
    """Return the open conflicts of a ledger, or of one case, in route order."""
    with reading(ledger) as reader:
        return [found for found in _open(reader) if not case_id or found.case_id == case_id]


def _open(reader: Reader) -> Iterator[OpenConflict]:
    for row in reader.connection.execute(_OPEN):
        yield OpenConflict(
            conflict_id=row["conflict_id"],
            case_id=row["case_id"],
            case_no=row["case_no"],
            town_name=row["town_name"],
            field=row["field"],
            label=field_label(row["field"]),
            base=json.loads(row["base"]) if row["base"] else None,
            choices=tuple(_choice(candidate) for candidate in conflicts.candidates_of(row)),
            updated_at=row["updated_at"],
        )


def _choice(candidate: Mapping) -> Choice:
    return Choice(
        value=candidate["value"],
        actor=candidate.get("actor", ""),
        role=candidate.get("role", ""),
        at=candidate.get("at", ""),
        stands=bool(candidate.get("standing")),
    )


def field_label(field: str) -> str:
    """Return the Chinese label of a case column, or of the table a row belongs to."""
    table = TABLES_BY_NAME.get(field.partition(":")[0])
    column = CASES.column(field)
    if column is not None:
        return column.label
    return table.label if table is not None else translate("Conflicts", "Polygon")


def resolve(ledger: Path, conflict_id: str, choice: int, *, actor: Actor, clock: Clock, reason: str = "") -> Head:
    """Write a person's choice, counted from 1 in the order of the choices, and close the conflict.

    Raises StaleRecord when it is closed already, InputDataError for a choice that is not offered.
    """
    if ROLE_RANK.get(actor.role, _VIEWER) <= _VIEWER:
        raise FarmlandError(translate("Conflicts", "The role {role} may only look.").format(role=actor.role))
    with writing(ledger, actor, clock) as writer:
        row = conflicts.find(writer, conflict_id)
        if row is None:
            raise LedgerError(translate("Conflicts", "There is no such question in this ledger."))
        if row["state"] != conflicts.OPEN:
            raise StaleRecord(
                translate("Conflicts", "This question was answered by {actor} at {at}; nothing was written.").format(
                    actor=row["updated_by"], at=row["updated_at"]
                )
            )
        candidates = conflicts.candidates_of(row)
        if not 1 <= choice <= len(candidates):
            message = translate("Conflicts", "There is no choice {choice}; choose 1 to {last}.")
            raise InputDataError(message.format(choice=choice, last=len(candidates)))
        chosen = candidates[choice - 1]
        if ":" in row["field"]:
            _choose_row(writer, row, chosen, reason)
        else:
            writer.update_case(row["case_id"], _changes(row, chosen), action=RESOLVED, reason=reason)
        return Head(writer.chain_id, writer.seq, writer.head)


def _changes(row: Mapping, chosen: Mapping) -> dict:
    """Return the columns a choice writes: the field, and those that follow from it."""
    value: Any = chosen["value"]
    if row["field"] == "geom":
        if not chosen.get("wkb"):
            raise LedgerError(translate("Conflicts", "This polygon is not at hand any more; choose another."))
        value = bytes.fromhex(chosen["wkb"])
    return {**chosen.get("beside", {}), row["field"]: value}


def _choose_row(writer: Writer, row: Mapping, chosen: Mapping, reason: str) -> None:
    """Bring a row with a key of its own to the chosen form and record what changed."""
    table, _, name = row["field"].partition(":")
    declared = TABLES_BY_NAME[table]
    old = next(Reader(writer.connection).rows(table, **{declared.key: name}))
    values = {column: chosen["value"].get(column) for column in declared.column_names}
    payload = {column: [old[column], value] for column, value in values.items() if old[column] != value}
    if payload:
        columns = tuple(sorted(payload))
        places = (*(values[column] for column in columns), name)
        writer.connection.execute(statements.update_row(table, columns), places)
        writer.append_event(table, name, RESOLVED, payload, reason=reason)
    wanted = {**row, "state": conflicts.RESOLVED, "chosen": conflicts.text_of(chosen["value"])}
    conflicts.put(writer, wanted, conflicts.RESOLVED, reason)
