# SPDX-License-Identifier: GPL-2.0-or-later
"""How ledgers go through the gate: whether an own one runs foreign SQL, and how one that comes back is read."""

from __future__ import annotations

import sqlite3
from contextlib import AbstractContextManager
from functools import cache
from pathlib import Path
from typing import Collection, Mapping, Optional

from anyue_farmland_plugin.core.errors import LedgerSchemaError
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.ledger_tables import SCHEMA_VERSION, TABLES
from anyue_farmland_plugin.ledger.container import SYSTEM_TABLES, rtree_ddl, table_ddl
from anyue_farmland_plugin.ledger.guards import GUARDS, INDEXES
from anyue_farmland_plugin.ledger.package_guards import PACKAGE_GUARDS
from anyue_farmland_plugin.vetting.objects import SchemaObject, danger
from anyue_farmland_plugin.vetting.package import Laundered, LedgerForm, Receiver, launder_package
from anyue_farmland_plugin.vetting.wkb import Bounds

_OBJECTS = "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL"


@cache
def own_statements() -> frozenset[str]:
    """Return the exact SQL of every trigger and index a ledger or a field package may have."""
    trees = [statement for table in TABLES if table.geometry for statement in rtree_ddl(table)]
    return frozenset((*GUARDS, *PACKAGE_GUARDS, *INDEXES, *trees))


@cache
def _known() -> frozenset[str]:
    return own_statements() | frozenset((*SYSTEM_TABLES, *(table_ddl(table, TABLES) for table in TABLES)))


def check_objects(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse to go on with a ledger whose schema would run what the plugin did not write.

    Raises LedgerSchemaError naming the object.
    """
    known, names = _known(), {table.name for table in TABLES}
    for kind, name, table, sql in connection.execute(_OBJECTS):
        if sql in known:
            continue
        found = SchemaObject(str(kind), str(name), str(table), str(sql))
        reason = danger(found)
        if reason is None and kind == "view" and name in names:
            reason = translate("Ledger", "{name} is a view, not a table").format(name=name)
        if reason is not None:
            message = translate(
                "Ledger",
                "Ledger {file} was changed by another program: {reason}. It was left untouched. "
                "Rescue its rows into a new ledger, or take a backup.",
            )
            raise LedgerSchemaError(message.format(file=path.name, reason=reason))


def laundered(
    path: Path,
    codes: Mapping[str, Collection[str]],
    *,
    today: str = "",
    county: str = "",
    extent: Optional[Bounds] = None,
) -> AbstractContextManager[Laundered]:
    """Open a package or a ledger from outside for reading its values.

    The other arguments are what the receiving ledger knows (see `vetting.package.Receiver`); what is
    left out is not judged.  Raises InputDataError.
    """
    form = LedgerForm(TABLES, own_statements(), SCHEMA_VERSION)
    return launder_package(path, form, Receiver(codes, county, extent, today))
