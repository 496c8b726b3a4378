# SPDX-License-Identifier: GPL-2.0-or-later
"""What a new ledger starts with: reference system, settings, code tables, enumerations."""

from __future__ import annotations

from typing import Mapping, Optional

from anyue_farmland_plugin.about import version
from anyue_farmland_plugin.core.campaign import default_settings
from anyue_farmland_plugin.core.crs import SrsDefinition
from anyue_farmland_plugin.core.landclass import LandClass, standard_classes
from anyue_farmland_plugin.core.ledger_tables import ENUMERATIONS
from anyue_farmland_plugin.core.rules import rules
from anyue_farmland_plugin.core.tables import read_table
from anyue_farmland_plugin.core.units import COUNTY_CODE, COUNTY_NAME, units
from anyue_farmland_plugin.core.vocabulary import enumeration
from anyue_farmland_plugin.ledger.writing import Blueprint

STANDARD = "TD/T 1055-2019"


def land_class_row(found: LandClass, origin: str) -> dict:
    """Return the ledger row of a land class."""
    return {
        "code": found.code,
        "name": found.name,
        "level1": found.level1,
        "class3": found.class3,
        "grp": found.group.value,
        "origin": origin,
    }


def _problem_rows() -> list:
    fields = ("code", "family", "name", "name_en", "lead_unit", "basis", "remedies", "evidence")
    return [{**{name: row[name] for name in fields}, "task": int(row["task"])} for row in read_table("problem_types")]


def ledger_blueprint(srs: SrsDefinition, chain_id: str, settings: Optional[Mapping[str, str]] = None) -> Blueprint:
    """Return the blueprint of a ledger in one reference system with the standard code tables.

    ``settings`` may name another county_code and county_name; the default is Anyue.
    """
    organization = srs.auth_name or "NONE"
    srs_row = (srs.name, srs.code, organization, srs.code, srs.wkt1, None)
    return Blueprint(
        srs_row=srs_row,
        chain_id=chain_id,
        settings={
            "county_code": COUNTY_CODE,
            "county_name": COUNTY_NAME,
            "plugin_version": version(),
            **default_settings(),
            **(settings or {}),
        },
        enumerations={name: tuple(enumeration(name).items()) for name in ENUMERATIONS},
        code_rows={
            "units": [
                {
                    "code": unit.code,
                    "name": unit.name,
                    "kind": unit.kind,
                    "initials": " ".join(unit.initials),
                    "sort": unit.sort,
                }
                for unit in units()
            ],
            "problem_types": _problem_rows(),
            "land_classes": [land_class_row(found, STANDARD) for found in standard_classes().values()],
            "rules": [
                {"code": rule.code, "sort": place, "description": rule.description, "clause": rule.clause}
                for place, rule in enumerate(rules(), 1)
            ],
        },
    )
