# SPDX-License-Identifier: GPL-2.0-or-later
"""The questions a merge leaves for a person, kept in a table and told by events.

A conflict is one field of one case; replaying its events gives its row.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Iterable, Iterator, Mapping, Optional
from uuid import UUID

from anyue_farmland_plugin.core.ids import named_id
from anyue_farmland_plugin.ledger import chain, statements

if TYPE_CHECKING:
    from anyue_farmland_plugin.ledger.writing import Writer

OPEN, RESOLVED, WITHDRAWN = "open", "resolved", "withdrawn"
RAISED, GROWN = "raised", "grown"
TOLD = ("case_id", "field", "state", "base", "candidates", "chosen")  # the other columns follow from the event

_UPDATE = (
    "UPDATE conflicts SET state = ?, base = ?, candidates = ?, chosen = ?, updated_at = ?, updated_by = ? "
    "WHERE conflict_id = ?"
)
_OPEN = " ".join([statements.select("conflicts", ("case_id",)), "AND state = 'open'"])


def conflict_id(case_id: str, field: str) -> str:
    """Return the id of the conflict about a field of a case, the same on every machine."""
    return named_id(UUID(case_id).bytes, f"conflict:{field}")


def open_conflicts(writer: Writer, case_id: str) -> Iterator[dict]:
    """Yield the open conflicts of a case."""
    return (dict(row) for row in writer.connection.execute(_OPEN, (case_id,)))


def find(writer: Writer, name: str) -> Optional[dict]:
    """Return the row of a conflict, whatever its state, or None."""
    row = writer.connection.execute(statements.select("conflicts", ("conflict_id",)), (name,)).fetchone()
    return dict(row) if row else None


def put(writer: Writer, wanted: Mapping, action: str, reason: str = "") -> bool:
    """Bring a conflict's row to the wanted columns and record what changed; False when nothing did."""
    name = wanted["conflict_id"]
    old = find(writer, name)
    known = old or {}
    row = {column: wanted.get(column, known.get(column)) for column in TOLD}
    payload = {column: [known.get(column), row[column]] for column in TOLD if known.get(column) != row[column]}
    if not payload:
        return False
    at = writer.append_event("conflict", name, action, payload, reason=reason)
    if old is None:
        writer.insert("conflicts", [{**row, "conflict_id": name, "updated_at": at, "updated_by": writer.actor.name}])
    else:
        values = (row["state"], row["base"], row["candidates"], row["chosen"], at, writer.actor.name, name)
        writer.connection.execute(_UPDATE, values)
    return True


def settle(writer: Writer, case_id: str, written: Mapping, reason: str = "") -> None:
    """Close the open conflicts about columns a person has just written: he saw what there was to choose."""
    for conflict in list(open_conflicts(writer, case_id)):
        if conflict["field"] in written:
            chosen = text_of(written[conflict["field"]][1])
            put(writer, {**conflict, "state": RESOLVED, "chosen": chosen}, RESOLVED, reason)


def withdraw(writer: Writer, case_id: str, fields: Iterable[str], reason: str = "") -> int:
    """Close the open conflicts about columns that are not in question any more; return how many."""
    gone = set(fields)
    found = [conflict for conflict in open_conflicts(writer, case_id) if conflict["field"] in gone]
    for conflict in found:
        put(writer, {**conflict, "state": WITHDRAWN}, WITHDRAWN, reason)
    return len(found)


def candidates_of(row: Mapping) -> list:
    """Return the decoded candidates of a conflict's row: value, role, actor, at, chain, event …."""
    return list(json.loads(row["candidates"]))


def text_of(value: object) -> str:
    """Return a value as the columns base, candidates and chosen hold it."""
    return chain.canonical_json(value)
