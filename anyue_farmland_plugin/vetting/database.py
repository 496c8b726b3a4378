# SPDX-License-Identifier: GPL-2.0-or-later
"""First door of the gate: a GeoPackage from outside, before GDAL, QGIS or our own readers see it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Collection, Mapping, Optional

from anyue_farmland_plugin.core.errors import InputDataError
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.vetting.limits import DELIVERY, Limits
from anyue_farmland_plugin.vetting.objects import SchemaObject, danger, has_odd_name, is_passive, is_virtual
from anyue_farmland_plugin.vetting.opening import check_file, guarded, told

_MASTER = "SELECT type, name, tbl_name, sql FROM sqlite_master"
_CONTENTS = "SELECT table_name, data_type, srs_id FROM gpkg_contents"
_SHAPES = "SELECT table_name, srs_id FROM gpkg_geometry_columns"
_COLUMNS = 'PRAGMA table_xinfo("'  # PRAGMA takes no parameters
_NEEDED = ("gpkg_contents", "gpkg_spatial_ref_sys")
_HIDDEN_ONLY = 1  # table_xinfo: 2 and 3 are computed columns


@dataclass(frozen=True)
class Vetted:
    """A file that may be read: layers that may not, with the reason, and what was ignored."""

    path: Path
    refused_layers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    notices: tuple[str, ...] = ()


def vet_database(path: Path, limits: Limits = DELIVERY) -> Vetted:
    """Judge a GeoPackage without running anything it brings.

    Large deliveries are not read page by page (see `Limits`): their rows are judged where they are read.
    Raises InputDataError with one sentence naming the reason.
    """
    check_file(path, limits)
    with told(path), guarded(path, limits) as connection:
        return vet_connection(connection, path, limits)


def vet_connection(
    connection: sqlite3.Connection, path: Path, limits: Limits, *, trusted: Collection[str] = ()
) -> Vetted:
    """Judge the schema behind a guarded connection (see `opening.guarded`); raises InputDataError.

    Objects whose SQL is one of the ``trusted`` texts, letter by letter, are not judged.
    """
    objects = schema_objects(connection, path, limits)
    if path.stat().st_size <= limits.checked_bytes:
        check_pages(connection, path, limits)
    names = {item.name.lower(): item for item in objects if item.type in ("table", "view")}
    missing = [name for name in _NEEDED if name not in names]
    if missing or names["gpkg_contents"].type == "view":
        message = translate("Vetting", "{file} is not a GeoPackage: its table {table} is missing. Export it anew.")
        raise InputDataError(message.format(file=path.name, table=(missing or _NEEDED)[0]))
    for item in objects:
        reason = None if item.sql in trusted else danger(item)
        if reason is not None:
            message = translate("Vetting", "{file} is refused: {reason}. Export the layer to a new GeoPackage.")
            raise InputDataError(message.format(file=path.name, reason=reason))
    refused = _refused_layers(connection, names, limits)
    return Vetted(path, MappingProxyType(refused), _notices(objects))


def schema_objects(connection: sqlite3.Connection, path: Path, limits: Limits) -> tuple[SchemaObject, ...]:
    """Return all objects of a file's schema; raises InputDataError when there are too many."""
    rows = connection.execute(_MASTER).fetchmany(limits.objects + 1)
    if len(rows) > limits.objects:
        message = translate("Vetting", "{file} holds more than {most} tables. Export the layer to a new GeoPackage.")
        raise InputDataError(message.format(file=path.name, most=limits.objects))
    return tuple(SchemaObject(*(str(value or "") for value in row)) for row in rows)


def check_pages(connection: sqlite3.Connection, path: Path, limits: Limits) -> None:
    """Refuse a file with a damaged page, of a package also one whose indexes say otherwise; raises InputDataError."""
    pragma = "PRAGMA integrity_check(1)" if limits.strict else "PRAGMA quick_check(1)"
    found = connection.execute(pragma).fetchone()
    if found is None or found[0] != "ok":
        message = translate("Vetting", "{file} is damaged ({reason}). Copy or ask for the file again.")
        raise InputDataError(message.format(file=path.name, reason=str(found[0] if found else "").replace("\n", " ")))


def _refused_layers(
    connection: sqlite3.Connection, names: Mapping[str, SchemaObject], limits: Limits
) -> dict[str, str]:
    """Return the layers that would compute something when read, or contradict themselves."""
    contents = connection.execute(_CONTENTS).fetchmany(limits.objects)
    shapes = {}
    if "gpkg_geometry_columns" in names:
        shapes = dict(connection.execute(_SHAPES).fetchmany(limits.objects))
    refused = {}
    for name, _, srs in contents:
        reason = _layer_reason(connection, str(name), names.get(str(name).lower()))
        shape = shapes.get(name)
        if reason is None and srs is not None and shape is not None and srs != shape:
            message = translate("Vetting", "it says two coordinate systems, {first} and {second}")
            reason = message.format(first=srs, second=shape)
        if reason is not None:
            refused[str(name)] = reason
    return refused


def _layer_reason(connection: sqlite3.Connection, name: str, found: Optional[SchemaObject]) -> Optional[str]:
    if has_odd_name(name):
        return translate("Vetting", "its name holds bars, control marks or letters that cannot be seen")
    if found is None:
        return None
    if found.type == "view":
        return translate("Vetting", "it is a view, which is computed when read, not a table")
    if is_virtual(found):
        return translate("Vetting", "it is a virtual table, which is computed when read")
    for _, column, *_, hidden in connection.execute(_COLUMNS + found.name.replace('"', '""') + '")'):
        if hidden > _HIDDEN_ONLY:
            return translate("Vetting", "its column {column} is computed when read").format(column=column)
    return None


def _notices(objects: tuple[SchemaObject, ...]) -> tuple[str, ...]:
    passive = sorted({item.table for item in objects if item.type == "table" and is_passive(item)})
    message = translate("Vetting", "{table} in the file (styles or projects of somebody else) was not loaded.")
    return tuple(message.format(table=name) for name in passive)


def check_layer(vetted: Vetted, layer: str) -> None:
    """Refuse a layer that may not be read; raises InputDataError."""
    reason = vetted.refused_layers.get(layer)
    if reason is not None:
        message = translate(
            "Vetting", "{file}: layer {layer} is refused: {reason}. Export it as a table to a new GeoPackage."
        )
        raise InputDataError(message.format(file=vetted.path.name, layer=layer, reason=reason))
