# SPDX-License-Identifier: GPL-2.0-or-later
"""What a field package was given at its making: the digests its second event seals, and the base of its replay.

A package is a ledger with a chain of its own.  Its rows came without events, so the replay of a
case starts from `package_base`; everything else that was packed is proved by one digest a table.
Packed rows are the first of their table: a new file numbers its rows from one.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Iterable, Iterator, Mapping, Optional

from anyue_farmland_plugin.core.ledger_tables import CASES, DERIVED_CASE_COLUMNS, TABLES_BY_NAME
from anyue_farmland_plugin.ledger import chain, statements
from anyue_farmland_plugin.ledger.package_guards import PACKAGE_ID
from anyue_farmland_plugin.ledger.reading import Reader

PACKED = "packed"  # the action of the sealing event
BASE = "package_base"
# Filled in this order, as rows refer to those before them; cases are sealed through their base.
PACKED_TABLES = (
    "deliveries",
    "clues",
    "pieces",
    "evidence",
    "evidence_links",
    "plans",
    "inspections",
    "documents",
    BASE,
)
_KEYS = {name: TABLES_BY_NAME[name].key for name in PACKED_TABLES}
_FIRST = {name: " ".join(["SELECT", key, "FROM", name, "WHERE fid <= ?"]) for name, key in _KEYS.items()}


@dataclass(frozen=True)
class BaseCase:
    """A case as it was packed: what events changed since counts from here."""

    revision: int
    created_at: str
    updated_at: str
    updated_by: str
    values: Mapping[str, object]  # columns that hold anything, ``geom`` as digest, derived columns left out


@dataclass(frozen=True)
class PackedFault:
    """Packed rows of a table that are not those the package was sealed with; ``told`` is None without a seal."""

    table: str
    told: Optional[int]
    found: int


def is_package(reader: Reader) -> bool:
    """Tell whether the ledger is a field package."""
    return PACKAGE_ID in reader.settings()


def rows_digest(rows: Iterable[Mapping]) -> str:
    """Return one SHA-256 over whole rows (``geom`` as WKB), independent of their order."""
    lines = []
    for row in rows:
        content = {name: value for name, value in row.items() if value is not None}
        if content.get("geom") is not None:
            content["geom"] = chain.geometry_digest(bytes(content["geom"]))
        lines.append(chain.digest(chain.canonical_json(content)))
    return hashlib.sha256("\n".join(sorted(lines)).encode("ascii")).hexdigest()


def base_row(case: Mapping) -> dict:
    """Return the row of `package_base` for a case (``geom`` as WKB)."""
    content = {name: case[name] for name in CASES.column_names}
    content["geom"] = chain.geometry_digest(bytes(case["geom"]))
    return {"case_id": case["case_id"], "row": chain.canonical_json(content)}


def base_of(text: str) -> BaseCase:
    """Return what a row of `package_base` says; raises ValueError, KeyError or TypeError for other text."""
    found = json.loads(text)
    return BaseCase(
        int(found["revision"]),
        str(found["created_at"]),
        str(found["updated_at"]),
        str(found["updated_by"]),
        {name: value for name, value in found.items() if name not in DERIVED_CASE_COLUMNS and value is not None},
    )


def bases(reader: Reader) -> dict:
    """Return case id → `BaseCase` of everything packed; empty in a county's ledger."""
    return {row["case_id"]: base_of(row["row"]) for row in reader.rows(BASE)}


def packed_seal(reader: Reader) -> dict:
    """Return what the sealing event tells, field → value; empty when the package has none."""
    chain_id = reader.settings().get(PACKAGE_ID, "")
    statement = statements.select("events", ("action", "chain_id", "object_id", "object_type"), ("seq",))
    row = reader.connection.execute(statement, (PACKED, chain_id, chain_id, "package")).fetchone()
    return {name: pair[1] for name, pair in json.loads(row["payload"]).items()} if row else {}


def seal_of(rows_by_table: Mapping[str, Iterable[Mapping]]) -> dict:
    """Return the payload of the sealing event: digest and number of rows of every packed table."""
    told: dict = {}
    for name, rows in rows_by_table.items():
        known = list(rows)
        told[name] = [None, rows_digest(known)]
        told[rows_name(name)] = [None, len(known)]
    return told


def rows_name(table: str) -> str:
    """Return the name under which the sealing event tells the number of a table's rows."""
    return f"{table}_rows"


def packed_rows(reader: Reader, table: str, count: int) -> Iterator[dict]:
    """Yield the rows of a table that were packed; ``count`` is what the sealing event tells."""
    key, known = _KEYS[table], _first_keys(reader, table, count)
    yield from (row for row in reader.rows(table) if row[key] in known)


def _first_keys(reader: Reader, table: str, count: int) -> set:
    return {row[0] for row in reader.connection.execute(_FIRST[table], (count,))}


def _as_packed(reader: Reader, table: str, rows: Iterable[Mapping]) -> Iterator[Mapping]:
    """Yield rows with what the package's own events changed since put back."""
    before = _first_values(reader, "clue" if table in ("clues", "pieces") else table)
    key = _KEYS[table] if table != "pieces" else "clue_id"  # a piece goes where its clue goes
    for row in rows:
        old = before.get(row[key])
        yield {**row, **{name: value for name, value in old.items() if name in row}} if old else row


def _first_values(reader: Reader, object_type: str) -> dict:
    """Return object id → column → the value before the first event of the own chain that changed it."""
    statement = statements.select("events", ("chain_id", "object_type"), ("seq",))
    found: dict = {}
    for row in reader.connection.execute(statement, (reader.settings().get(PACKAGE_ID, ""), object_type)):
        for name, pair in json.loads(row["payload"]).items():
            found.setdefault(row["object_id"], {}).setdefault(name, pair[0])
    return found


def packed_faults(reader: Reader) -> Iterator[PackedFault]:
    """Yield the tables of a package whose packed rows were changed or removed since."""
    told = packed_seal(reader)
    for name in PACKED_TABLES:
        count = told.get(rows_name(name))
        if count is None:
            yield PackedFault(name, None, 0)
            continue
        rows = list(_as_packed(reader, name, packed_rows(reader, name, int(count))))
        if len(rows) != count or rows_digest(rows) != told.get(name):
            yield PackedFault(name, int(count), len(rows))
