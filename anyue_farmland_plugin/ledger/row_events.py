# SPDX-License-Identifier: GPL-2.0-or-later
"""Rows of evidence, plans, inspections and documents: each comes with the event that speaks of it."""

from __future__ import annotations

from typing import Iterable, Mapping

from anyue_farmland_plugin.core.ledger_tables import TABLES_BY_NAME
from anyue_farmland_plugin.ledger.writing import Writer

ADDED = "added"


def add_rows(
    writer: Writer, table_name: str, rows: Iterable[Mapping], *, action: str = ADDED, reason: str = ""
) -> None:
    """Insert whole rows and record each as an event whose object type is the table's name."""
    key = TABLES_BY_NAME[table_name].key
    for row in rows:
        writer.insert(table_name, [row])
        payload = {name: [None, value] for name, value in row.items() if value is not None}
        writer.append_event(table_name, row[key], action, payload, reason=reason)
