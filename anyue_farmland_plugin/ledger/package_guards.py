# SPDX-License-Identifier: GPL-2.0-or-later
"""Triggers of a field package: a field app may fill in what a person decides and add photos, nothing else.

QField and Mergin write plain columns; whatever they may write becomes an event when the package
is opened or merged.  GDAL writes every column of a row, so what counts is what differs.
"""

from __future__ import annotations

from typing import Mapping

from anyue_farmland_plugin.core.ledger_tables import CASES, EVIDENCE, EVIDENCE_LINKS, PERSON_COLUMNS
from anyue_farmland_plugin.core.schema import Table
from anyue_farmland_plugin.ledger.guards import GUARDS, refusal

# What a field app may write of a case: a person's decision, the work done, and how far it is.
FIELD_COLUMNS = (*PERSON_COLUMNS, "restored_m2", "remaining_m2", "status")
# Steps the field takes without the county: further along the same stretch of the case's life.
STRETCHES = (("desk", "field", "evidenced"), ("returned", "planned", "rectifying", "closing"))

PACKAGE_ID = "package_id"  # the setting that makes a ledger a package

_REPLACED = "guard_cases_update"
_CODES = "SELECT value FROM gpkg_data_column_constraints WHERE constraint_name = "
_TIME = "[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]*Z"
_NOT_AS_PACKED = (
    "NOT EXISTS (SELECT 1 FROM package_base b WHERE b.case_id = OLD.case_id "
    "AND instr(b.row, '\"status\":\"' || NEW.status || '\"') > 0)"
)
_STAGES = "'before', 'during', 'after', 'check'"
_STOCK = "NEW.revision IS OLD.revision"


def _differs(table: Table, allowed: tuple = ()) -> str:
    names = [
        "fid",
        *(["geom"] if table.geometry else []),
        *(name for name in table.column_names if name not in allowed),
    ]
    return " OR ".join(f'NEW."{name}" IS NOT OLD."{name}"' for name in names)


def _steps() -> str:
    pairs = [
        f"'{before}>{after}'"
        for stretch in STRETCHES
        for place, before in enumerate(stretch)
        for after in stretch[place + 1 :]
    ]
    return ", ".join(pairs)


def _unknown_codes() -> str:
    coded = [column for column in CASES.columns if column.enum and column.name in FIELD_COLUMNS]
    return " OR ".join(
        " ".join([f"NEW.{column.name} <> '' AND NEW.{column.name} NOT IN ({_CODES}'{column.enum}')"])
        for column in coded
    )


def _not_numbers() -> str:
    real = [
        f"(NEW.{name} IS NOT NULL AND (typeof(NEW.{name}) NOT IN ('real', 'integer') OR NEW.{name} < 0))"
        for name in ("restored_m2", "remaining_m2")
    ]
    return " OR ".join(
        [*real, "(NEW.priority IS NOT NULL AND (typeof(NEW.priority) <> 'integer' OR NEW.priority < 0))"]
    )


_ADDED = (
    refusal(
        _REPLACED,
        "BEFORE UPDATE ON cases WHEN NEW.case_id IS NOT OLD.case_id OR "
        f"(NEW.revision IS NOT OLD.revision + 1 AND ({_differs(CASES, FIELD_COLUMNS)}))",
        "only what a person decides of a case may be changed here",
    ),
    refusal(
        "guard_cases_codes",
        f"BEFORE UPDATE ON cases WHEN {_STOCK} AND ({_unknown_codes()})",
        "this code is in none of the lists of the ledger",
    ),
    refusal(
        "guard_cases_values",
        f"BEFORE UPDATE ON cases WHEN {_STOCK} AND ({_not_numbers()} OR NEW.inspected_at NOT GLOB '{_TIME}')",
        "areas and priority are numbers from 0, inspected_at is a UTC time",
    ),
    refusal(
        "guard_cases_status",
        f"BEFORE UPDATE ON cases WHEN {_STOCK} AND NEW.status IS NOT OLD.status "
        f"AND COALESCE(OLD.status || '>' || NEW.status, '') NOT IN ({_steps()}) AND " + _NOT_AS_PACKED,
        "this step of a case belongs to the county",
    ),
    refusal(
        "guard_evidence_update",
        f"BEFORE UPDATE ON evidence WHEN OLD.imported_at IS NOT NULL AND ({_differs(EVIDENCE, ('kind',))})",
        "evidence of the ledger is never changed",
    ),
    refusal(
        "guard_evidence_insert",
        "BEFORE INSERT ON evidence WHEN NEW.imported_at IS NULL "
        "AND NOT EXISTS (SELECT 1 FROM cases WHERE case_id = NEW.taken_for)",
        "evidence is taken for a case of this package",
    ),
    *(
        refusal(
            f"guard_evidence_stage_{when.lower()}",
            f"BEFORE {when} ON evidence WHEN NEW.taken_stage <> '' AND NEW.taken_stage NOT IN ({_STAGES})",
            "a photo shows the place before, during or after, or at a check",
        )
        for when in ("INSERT", "UPDATE")
    ),
    refusal(
        "guard_evidence_links_update",
        f"BEFORE UPDATE ON evidence_links WHEN {_differs(EVIDENCE_LINKS, ('stage',))}",
        "evidence stays with its case",
    ),
    *(
        refusal(f"guard_{name}_delete", f"BEFORE DELETE ON {name}", f"{name} are never deleted")
        for name in ("evidence", "evidence_links", "package_base")
    ),
    refusal("guard_package_base_update", "BEFORE UPDATE ON package_base", "what was packed is never changed"),
    # A field app knows photos of a case only; the ledger's own link follows by itself.
    (
        "CREATE TRIGGER link_evidence AFTER INSERT ON evidence WHEN NEW.imported_at IS NULL BEGIN "
        "INSERT INTO evidence_links (evidence_link_id, evidence_id, case_id, stage) "
        "VALUES (NEW.evidence_id, NEW.evidence_id, NEW.taken_for, NEW.taken_stage); END"
    ),
    (
        "CREATE TRIGGER link_evidence_stage AFTER UPDATE ON evidence "
        "WHEN NEW.imported_at IS NULL AND NEW.taken_stage IS NOT OLD.taken_stage BEGIN "
        "UPDATE evidence_links SET stage = NEW.taken_stage WHERE evidence_link_id = NEW.evidence_id; END"
    ),
)

PACKAGE_GUARDS = (*(statement for statement in GUARDS if statement.split()[2] != _REPLACED), *_ADDED)


def guards_of(settings: Mapping[str, str]) -> tuple:
    """Return the guards of a ledger with these settings: those of a package, or of a county's ledger."""
    return PACKAGE_GUARDS if PACKAGE_ID in settings else GUARDS
