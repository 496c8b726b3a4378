# SPDX-License-Identifier: GPL-2.0-or-later
"""Checks of the figures and codes: areas that sum, cases that have clues, known codes."""

from __future__ import annotations

import math
import re
import uuid
from typing import Iterator

from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.ledger_tables import CASES, CLUES, PIECES
from anyue_farmland_plugin.ledger.findings import Finding
from anyue_farmland_plugin.ledger.reading import Reader

CENT = 0.0051
_TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3})?Z")
_TIME_COLUMNS = ("created_at", "updated_at", "inspected_at")
_CLUE_SUMS = (
    "SELECT c.clue_id, c.source_ref, c.overlay_m2, COALESCE(SUM(p.area_m2), 0) FROM clues c "
    "LEFT JOIN pieces p ON p.clue_id = c.clue_id GROUP BY c.clue_id"
)
_PARCEL_SUMS = "SELECT parcel_key, bsm, MIN(tbmj), SUM(ledger_m2) FROM pieces GROUP BY parcel_key"
_ORPHANS = (
    "SELECT case_id, case_no FROM cases WHERE case_id NOT IN (SELECT case_id FROM clues WHERE case_id IS NOT NULL)"
)
_STRAY_PIECES = "SELECT p.piece_id FROM pieces p JOIN clues c ON c.clue_id = p.clue_id WHERE p.case_id IS NOT c.case_id"


def check_sums(reader: Reader) -> Iterator[Finding]:
    """Yield clues, parcels and cases whose areas do not sum."""
    run = reader.connection.execute
    for clue_id, name, told, found in run(_CLUE_SUMS):
        if abs((told or 0) - found) > 0.01 + 1e-6:
            yield Finding(
                "sum",
                clue_id,
                translate(
                    "Verify", "Clue {name}: its pieces sum to {found:.2f} m², its overlay area is {told:.2f} m²."
                ).format(name=name, found=found, told=told or 0),
            )
    for parcel, bsm, control, total in run(_PARCEL_SUMS):
        if control is not None and total > control + CENT:
            yield Finding(
                "sum",
                str(parcel),
                translate("Verify", "Parcel {name}: its pieces claim {found:.2f} m² of {told:.2f} m².").format(
                    name=bsm or parcel, found=total, told=control
                ),
            )
    for case_id, number in run(_ORPHANS):
        yield Finding("clue", case_id, translate("Verify", "Case {case} has no clue.").format(case=number))
    for (piece_id,) in run(_STRAY_PIECES):
        yield Finding(
            "clue",
            piece_id,
            translate("Verify", "Piece {name} belongs to another case than its clue.").format(name=piece_id),
        )


def check_values(reader: Reader) -> Iterator[Finding]:
    """Yield codes outside the tables, numbers that are none, and times in another form."""
    for table in (CASES, CLUES, PIECES):
        enumerations = {column.name: set(reader.enumeration(column.enum)) for column in table.columns if column.enum}
        numbers = [column.name for column in table.columns if column.type in ("DOUBLE", "INTEGER")]
        for row in reader.rows(table.name, geometry=False):
            name = str(row[table.key])
            yield from _check_key(name, table.name)
            for column, codes in enumerations.items():
                if row[column] not in (None, "") and row[column] not in codes:
                    yield _wrong("code", name, column, row[column])
            for column in numbers:
                value = row[column]
                if value is not None and (not isinstance(value, (int, float)) or not math.isfinite(value) or value < 0):
                    yield _wrong("number", name, column, value)
            for column in _TIME_COLUMNS:
                if row.get(column) is not None and not _TIME.fullmatch(str(row[column])):
                    yield _wrong("time", name, column, row[column])


def _check_key(name: str, table_name: str) -> Iterator[Finding]:
    try:
        good = str(uuid.UUID(name)) == name
    except ValueError:
        good = False
    if not good:
        yield _wrong("key", name, table_name, name)


def _wrong(check: str, name: str, column: str, value: object) -> Finding:
    return Finding(
        check,
        name,
        translate("Verify", "{name}: {column} holds “{value}”, which is not allowed.").format(
            name=name, column=column, value=value
        ),
    )
