# SPDX-License-Identifier: GPL-2.0-or-later
"""Checks of the GeoPackage's own tables: layers, columns, labels and extensions exactly as declared."""

from __future__ import annotations

import re
from typing import Iterable, Iterator

from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.ledger_tables import TABLES
from anyue_farmland_plugin.ledger.container import STANDARD_SRS
from anyue_farmland_plugin.ledger.findings import Finding, Kind
from anyue_farmland_plugin.ledger.reading import Reader

_CONTENTS = "SELECT table_name, data_type, identifier, description, srs_id, last_change FROM gpkg_contents"
_COLUMNS = "SELECT table_name, column_name, geometry_type_name, srs_id, z, m FROM gpkg_geometry_columns"
_EXTENSIONS = "SELECT table_name, column_name, extension_name, scope FROM gpkg_extensions"
_LABELS = "SELECT table_name, column_name, name, title, description, mime_type, constraint_name FROM gpkg_data_columns"
_SRS = (
    "SELECT srs_name, srs_id, organization, organization_coordsys_id, definition, description "
    "FROM gpkg_spatial_ref_sys"
)
_CHANGED = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z")


def check_container(reader: Reader) -> Iterator[Finding]:
    """Yield rows of the GeoPackage's system tables that are not as declared."""
    srs_id = _layer_srs(reader)
    yield from _compared("gpkg_contents", _contents(srs_id), (row[:5] for row in reader.connection.execute(_CONTENTS)))
    for row in reader.connection.execute(_CONTENTS):
        if not _CHANGED.fullmatch(str(row[5])):
            text = translate("Verify", "gpkg_contents: the time of {table} is “{found}”, which is no UTC time.")
            yield Finding(Kind.CONTAINER, str(row[0]), text.format(table=row[0], found=row[5]))
    layers = [(table.name, "geom", table.geometry, srs_id, 0, 0) for table in TABLES if table.geometry]
    yield from _compared("gpkg_geometry_columns", layers, reader.connection.execute(_COLUMNS))
    extensions: list = [(table.name, "geom", "gpkg_rtree_index", "write-only") for table in TABLES if table.geometry]
    extensions += [(f"gpkg_data_column{part}", None, "gpkg_schema", "read-write") for part in ("s", "_constraints")]
    yield from _compared("gpkg_extensions", extensions, reader.connection.execute(_EXTENSIONS))
    yield from _compared("gpkg_data_columns", _labels(), reader.connection.execute(_LABELS))
    srs = {row[1]: tuple(row) for row in reader.connection.execute(_SRS)}
    known = {row[1]: tuple(row) for row in STANDARD_SRS}
    kept = [srs.get(key, (None, key)) for key in known]
    yield from _compared("gpkg_spatial_ref_sys", known.values(), kept)
    if srs_id not in srs:
        text = translate("Verify", "The reference system {srs} of the layers is not described in the file.")
        yield Finding(Kind.CONTAINER, "gpkg_spatial_ref_sys", text.format(srs=srs_id))


def _layer_srs(reader: Reader) -> object:
    row = reader.connection.execute("SELECT srs_id FROM gpkg_geometry_columns WHERE table_name = 'cases'").fetchone()
    return row[0] if row else None


def _contents(srs_id: object) -> list:
    kinds = {True: ("features", srs_id), False: ("attributes", None)}
    return [
        (table.name, kinds[bool(table.geometry)][0], table.name, table.label, kinds[bool(table.geometry)][1])
        for table in TABLES
    ]


def _labels() -> list:
    return [
        (table.name, column.name, column.label, None, column.help or None, None, column.enum or None)
        for table in TABLES
        for column in table.columns
    ]


def _compared(table: str, declared: Iterable, rows: Iterable) -> Iterator[Finding]:
    wanted, found = {tuple(row) for row in declared}, {tuple(row) for row in rows}
    for row in sorted(wanted - found, key=str):
        text = translate("Verify", "{table}: the row of {row} is missing or was altered.")
        yield Finding(Kind.CONTAINER, table, text.format(table=table, row=" ".join(map(str, row[:2]))))
    names = {row[:2] for row in wanted}
    for row in sorted(found - wanted, key=str):
        if row[:2] not in names:
            text = translate("Verify", "{table}: the row of {row} does not belong into a ledger.")
            yield Finding(Kind.CONTAINER, table, text.format(table=table, row=" ".join(map(str, row[:2]))))
