# SPDX-License-Identifier: GPL-2.0-or-later
"""Judges what a file's schema would run by itself: triggers, views, virtual tables, computed columns.

What only lies there is never refused: programs leave tables of their own in a GeoPackage.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Optional

from anyue_farmland_plugin.core.hidden_letters import has_hidden_letters
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.vetting.sqltext import (
    checked_parts,
    recurses,
    strange_calls,
    strange_targets,
    tokens,
    virtual_module,
)

_RTREES = frozenset({"rtree", "rtree_i32"})
# Left behind by SpatiaLite; without its library nothing can open them, and nothing here does.
_INERT_MODULES = frozenset({"virtualspatialindex", "virtualelementary", "virtualknn", "virtualknn2"})
_PASSIVE_TABLES = frozenset({"layer_styles", "qgis_projects"})
_ODD_NAME = re.compile("[|\x00-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True)
class SchemaObject:
    """A row of sqlite_master."""

    type: str
    name: str
    table: str
    sql: str


def danger(found: SchemaObject) -> Optional[str]:
    """Return why a file with this object is refused, None where it is harmless."""
    if not found.sql:
        return None
    if found.type == "trigger":
        return _trigger_danger(found)
    if found.type == "table":
        return _table_danger(found)
    if found.type == "index":
        calls = strange_calls(tokens(found.sql))
        return _call_sentence(found, calls) if calls else None
    return None


def _trigger_danger(found: SchemaObject) -> Optional[str]:
    words = tokens(found.sql)
    calls, targets = strange_calls(words), strange_targets(words)
    if calls:
        return _call_sentence(found, calls)
    if targets or recurses(words):
        message = translate("Vetting", "trigger {name} would change {table} by itself")
        return message.format(name=found.name, table=targets[0] if targets else found.table)
    return None


def _table_danger(found: SchemaObject) -> Optional[str]:
    words = tokens(found.sql)
    module = virtual_module(words)
    if module is not None:
        if module in _RTREES or module in _INERT_MODULES:
            return None
        message = translate("Vetting", "table {name} is computed by the module {module}")
        return message.format(name=found.name, module=module)
    for part in checked_parts(words):
        calls = strange_calls(part)
        if calls:
            return _call_sentence(found, calls)
    return None


def _call_sentence(found: SchemaObject, calls: tuple) -> str:
    message = translate("Vetting", "{kind} {name} calls the function {function}")
    kind = {
        "trigger": translate("Vetting", "trigger"),
        "table": translate("Vetting", "table"),
        "index": translate("Vetting", "index"),
    }[found.type]
    return message.format(kind=kind, name=found.name, function=calls[0])


def is_virtual(found: SchemaObject) -> bool:
    """Tell whether a table's rows are made up by a module."""
    return found.type == "table" and virtual_module(tokens(found.sql)) is not None


def is_passive(found: SchemaObject) -> bool:
    """Tell whether an object carries styles or projects, which are never loaded."""
    return found.table.lower() in _PASSIVE_TABLES


def has_odd_name(name: str) -> bool:
    """Tell whether a layer's name would confuse whoever reads it: bars, controls, letters nobody sees."""
    return bool(_ODD_NAME.search(name)) or has_hidden_letters(name)
