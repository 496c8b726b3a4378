# SPDX-License-Identifier: GPL-2.0-or-later
"""Units, classes, types, rules, enumerations and reference systems as the chain seals them: what a code means
is evidence too.
"""

from __future__ import annotations

import hashlib
import sqlite3
from typing import Collection, Mapping

from anyue_farmland_plugin.core.ledger_tables import TABLES_BY_NAME
from anyue_farmland_plugin.ledger import chain, statements

CODE_TABLES = ("land_classes", "problem_types", "rules", "units")
CODES_DIGEST = "codes_digest"  # the setting that seals them when a ledger is made or brought up to date
ENUMERATION_OF = {"land_classes": "land_class", "units": "unit"}
_ENUMERATIONS = (
    "SELECT constraint_name, value, constraint_type, description, min, max FROM gpkg_data_column_constraints"
)
_SYSTEMS = "SELECT srs_id, srs_name, organization, organization_coordsys_id, definition FROM gpkg_spatial_ref_sys"


def code_row(row: Mapping) -> dict:
    """Return a row of a code table as events record it: what it holds, without empty columns."""
    return {name: value for name, value in row.items() if value is not None}


def code_line(table: str, row: Mapping) -> str:
    """Return the canonical JSON of one code, empty columns left out."""
    return chain.canonical_json({"table": table, **row})


def code_lines(connection: sqlite3.Connection) -> dict:
    """Return (table or enumeration, code) → canonical JSON of the row, for every code and reference system."""
    lines = {}
    for table in CODE_TABLES:
        for row in connection.execute(statements.select_all(TABLES_BY_NAME[table])):
            lines[table, row["code"]] = code_line(table, code_row(dict(row)))
    for srs_id, *content in connection.execute(_SYSTEMS):
        lines["reference system", srs_id] = chain.canonical_json([srs_id, *content])
    for name, value, *content in connection.execute(_ENUMERATIONS):
        lines[f"enumeration {name}", value] = chain.canonical_json([name, value, *content])
    return lines


def lines_digest(lines: Mapping, without: Collection = ()) -> str:
    """Return one SHA-256 over lines, independent of their order, leaving out the keys given."""
    kept = sorted(chain.digest(line) for key, line in lines.items() if key not in without)
    return hashlib.sha256("\n".join(kept).encode("ascii")).hexdigest()


def codes_digest(connection: sqlite3.Connection) -> str:
    """Return the digest of all code tables and enumerations as they are now."""
    return lines_digest(code_lines(connection))
