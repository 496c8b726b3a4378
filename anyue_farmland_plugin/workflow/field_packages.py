# SPDX-License-Identifier: GPL-2.0-or-later
"""A field package: a ledger of its own with some cases of the county's, and the proof of where it began."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Collection, Mapping

from anyue_farmland_plugin.about import version
from anyue_farmland_plugin.core.errors import InputDataError
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.ledger_tables import ENUMERATIONS
from anyue_farmland_plugin.core.ports import Actor, Clock, timestamp
from anyue_farmland_plugin.ledger.package_guards import PACKAGE_ID
from anyue_farmland_plugin.ledger.packed import PACKED, PACKED_TABLES, seal_of
from anyue_farmland_plugin.ledger.reading import Head, Reader, reading
from anyue_farmland_plugin.ledger.writing import Blueprint, creating
from anyue_farmland_plugin.workflow.field_packages_rows import packable_rows

_CODE_TABLES = ("units", "problem_types", "land_classes", "rules")
SRS_COLUMNS = ("srs_name", "srs_id", "organization", "organization_coordsys_id", "definition", "description")


@dataclass(frozen=True)
class PackageMeta:
    """What a package says of itself.

    ``package_id`` is a fresh UUID for every package that leaves the house; ``towns`` are codes;
    ``expires_on`` a day ("2022-11-20") or empty; ``files`` maps the names of files that go with it
    to their SHA-256; ``with_names`` leaves names and phone numbers as they are.
    """

    package_id: str
    towns: tuple = ()
    person: str = ""
    expires_on: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    with_names: bool = False


@dataclass(frozen=True)
class Package:
    """A package that was made: its file, how many rows of each table it holds, its base and its head."""

    path: Path
    package_id: str
    rows: Mapping[str, int]
    base: Head
    head: str


def pack_cases(
    ledger: Path, case_ids: Collection[str], target: Path, meta: PackageMeta, *, actor: Actor, clock: Clock
) -> Package:
    """Write a package file with these cases and everything that belongs to them.

    All rows come from one moment of the ledger.  The file appears whole or not at all and never
    replaces another.  Raises InputDataError for cases the ledger does not have, LedgerError.
    """
    if not case_ids:
        raise InputDataError(translate("Packages", "There is no case to pack."))
    with reading(ledger) as reader:
        base = reader.head()
        rows = packable_rows(reader, case_ids, with_names=meta.with_names)
        blueprint = _blueprint(reader, meta, base, (actor, timestamp(clock())))
    told = {"cases_rows": [None, len(rows["cases"])], **seal_of({name: rows[name] for name in PACKED_TABLES})}
    if meta.files:
        told["files"] = [None, dict(sorted(meta.files.items()))]
    with creating(target, blueprint, actor, clock) as writer:
        for name in ("cases", *PACKED_TABLES):
            writer.insert(name, rows[name])
        writer.append_event("package", meta.package_id, PACKED, told)
        head = writer.head
    return Package(target, meta.package_id, {name: len(found) for name, found in rows.items()}, base, head)


def _blueprint(reader: Reader, meta: PackageMeta, base: Head, exported: tuple) -> Blueprint:
    parent, srs, (actor, at) = reader.settings(), reader.srs(), exported
    settings = {
        PACKAGE_ID: meta.package_id,
        "parent_chain_id": base.chain_id,
        "base_seq": str(base.seq),
        "base_head": base.hash,
        "package_towns": ",".join(meta.towns),
        "package_person": meta.person,
        "exported_at": at,
        "exported_by": actor.name,
        "expires_on": meta.expires_on,
        "masked": "no" if meta.with_names else "yes",
        "plugin_version": version(),
        **{name: parent[name] for name in ("county_code", "county_name") if name in parent},
    }
    return Blueprint(
        srs_row=[srs[name] for name in SRS_COLUMNS],
        chain_id=meta.package_id,
        settings=settings,
        enumerations={name: tuple(reader.enumeration(name).items()) for name in ENUMERATIONS},
        code_rows={name: tuple(reader.rows(name)) for name in _CODE_TABLES},
    )
