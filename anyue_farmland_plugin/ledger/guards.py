# SPDX-License-Identifier: GPL-2.0-or-later
"""Triggers and indexes of the ledger: stock editing is refused, nothing is ever deleted.

The guards stop mistakes, not forgery: who drops a trigger is found by the chain.
"""

from __future__ import annotations

from typing import Sequence

from anyue_farmland_plugin.core.ledger_tables import CLUES, PIECES, TABLES
from anyue_farmland_plugin.core.schema import Table
from anyue_farmland_plugin.ledger.container import rtree_ddl, table_ddl


def refusal(name: str, when: str, sentence: str) -> str:
    """Return a trigger that refuses with a sentence; all parts are constants of this package."""
    return " ".join(["CREATE TRIGGER", name, when, "BEGIN SELECT RAISE(ABORT, '" + sentence + "'); END"])


def _sealed(table: Table) -> str:
    """Return the guard of columns that may not change after import (GDAL writes all columns)."""
    names = ["geom"] + [column.name for column in table.columns if column.sealed]
    changed = " OR ".join(f'NEW."{name}" IS NOT OLD."{name}"' for name in names)
    return refusal(
        f"guard_{table.name}_update",
        f'BEFORE UPDATE ON "{table.name}" WHEN {changed}',
        f"{table.name} are never changed after import",
    )


GUARDS = (
    refusal("guard_events_update", "BEFORE UPDATE ON events", "events are append-only"),
    refusal("guard_events_delete", "BEFORE DELETE ON events", "events are append-only"),
    refusal(
        "guard_events_insert",
        "BEFORE INSERT ON events WHEN EXISTS (SELECT 1 FROM events WHERE fid = NEW.fid OR event_id = NEW.event_id) "
        "OR EXISTS (SELECT 1 FROM events e JOIN settings s ON s.key = 'chain_id' AND s.value = e.chain_id "
        "WHERE e.chain_id = NEW.chain_id AND e.seq >= NEW.seq)",
        "events are append-only",
    ),
    # Stock editing never raises the revision by one.
    refusal(
        "guard_cases_update",
        "BEFORE UPDATE ON cases WHEN NEW.revision IS NOT OLD.revision + 1 OR NEW.case_id IS NOT OLD.case_id",
        "cases are changed by the plugin only",
    ),
    _sealed(CLUES),
    _sealed(PIECES),
    *(
        refusal(f"guard_{name}_delete", f"BEFORE DELETE ON {name}", f"{name} are never deleted")
        for name in ("cases", "clues", "pieces", "deliveries")
    ),
)

INDEXES = (
    "CREATE INDEX idx_clues_case ON clues (case_id)",
    "CREATE INDEX idx_clues_delivery ON clues (delivery_id)",
    "CREATE INDEX idx_pieces_case ON pieces (case_id)",
    "CREATE INDEX idx_pieces_clue ON pieces (clue_id)",
    "CREATE INDEX idx_pieces_parcel ON pieces (parcel_key)",
    "CREATE INDEX idx_events_chain ON events (chain_id, seq)",
    "CREATE INDEX idx_events_object ON events (object_id)",
    "CREATE INDEX idx_events_tags ON events (actor, seq) WHERE object_type = 'case' AND action IN ('tagged', 'undone')",
    "CREATE INDEX idx_events_merge ON events (seq) WHERE object_type = 'merge'",
    "CREATE INDEX idx_conflicts_case ON conflicts (case_id)",
    "CREATE INDEX idx_evidence_links_case ON evidence_links (case_id)",
)


def expected_objects(guards: Sequence[str] = GUARDS) -> dict:
    """Return name → SQL text of every table, trigger and index a ledger must have, for verification.

    ``guards`` are those of a package where the ledger is one (`package_guards.guards_of`).
    """
    statements = [*guards, *INDEXES]
    for table in TABLES:
        statements += rtree_ddl(table)[1:] if table.geometry else []
    found = {statement.split()[2].strip('"'): statement for statement in statements}
    return {**found, **{table.name: table_ddl(table, TABLES) for table in TABLES}}
