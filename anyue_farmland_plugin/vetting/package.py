# SPDX-License-Identifier: GPL-2.0-or-later
"""Second door of the gate: a ledger or field package that comes back is read as plain values, never used as a file.

Nothing it brings is run, attached or loaded; what no ledger could hold is refused row by row.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Optional

from anyue_farmland_plugin.core.errors import InputDataError
from anyue_farmland_plugin.core.hidden_letters import shown
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.schema import Table
from anyue_farmland_plugin.vetting.database import Vetted, schema_objects, vet_connection
from anyue_farmland_plugin.vetting.limits import PACKAGE, Limits
from anyue_farmland_plugin.vetting.objects import SchemaObject
from anyue_farmland_plugin.vetting.opening import check_file, guarded, told
from anyue_farmland_plugin.vetting.rows import Findings, RowFinding, RowRules, TableReader
from anyue_farmland_plugin.vetting.values import column_checks
from anyue_farmland_plugin.vetting.wkb import Bounds

_SRS = "SELECT organization, organization_coordsys_id FROM gpkg_spatial_ref_sys WHERE srs_id = ?"
_SHAPE_SRS = "SELECT srs_id FROM gpkg_geometry_columns WHERE table_name = ?"
_VERSION = "SELECT value FROM settings WHERE key = 'schema_version'"
_VERSION_LETTERS = 9
_HIDDEN_ONLY = 1  # table_xinfo: 2 and 3 are computed columns
# What GDAL adds so that it need not count rows, word for word.
_COUNTERS = (
    (
        'CREATE TRIGGER "trigger_insert_feature_count_{t}" AFTER INSERT ON "{t}" BEGIN UPDATE gpkg_ogr_contents '
        "SET feature_count = feature_count + 1 WHERE lower(table_name) = lower('{t}'); END"
    ),
    (
        'CREATE TRIGGER "trigger_delete_feature_count_{t}" AFTER DELETE ON "{t}" BEGIN UPDATE gpkg_ogr_contents '
        "SET feature_count = feature_count - 1 WHERE lower(table_name) = lower('{t}'); END"
    ),
)


@dataclass(frozen=True)
class LedgerForm:
    """What a ledger must look like: its tables, the texts its triggers may have, and its version.

    ``statements`` are the exact texts of allowed triggers and indexes.
    """

    tables: Sequence[Table]
    statements: Collection[str]
    version: int


@dataclass(frozen=True)
class Receiver:
    """What the receiving ledger knows, against which values are judged; what is not told is not judged.

    ``codes`` maps an enumeration to its codes, ``county`` is the start of all its place codes,
    ``extent`` the box (min x, max x, min y, max y) its cases lie in, ``today`` an ISO day.
    """

    codes: Mapping[str, Collection[str]] = field(default_factory=dict)
    county: str = ""
    extent: Optional[Bounds] = None
    today: str = ""


@dataclass(frozen=True)
class Laundered:
    """A package being read: its rows as plain values, and what was refused or remarked so far."""

    path: Path
    crs: str
    notices: tuple[str, ...]
    findings: Findings
    readers: Mapping[str, TableReader]

    @property
    def tables(self) -> tuple[str, ...]:
        """Return the tables in the order in which rows can be stored."""
        return tuple(self.readers)

    @property
    def refused(self) -> Sequence[RowFinding]:
        """Return the rows refused so far."""
        return self.findings.refused

    @property
    def remarks(self) -> Sequence[RowFinding]:
        """Return what a person should know of rows that were not refused."""
        return self.findings.remarks

    def rows(self, table: str) -> Iterator[dict[str, object]]:
        """Yield the sound rows of a table in the file's order: column → value, and geom as XY WKB.

        Raises InputDataError when the file turns out to be damaged.
        """
        return self.readers[table].rows(self.findings)


_ANYBODY = Receiver()


@contextmanager
def launder_package(
    path: Path, form: LedgerForm, receiver: Receiver = _ANYBODY, *, limits: Limits = PACKAGE
) -> Iterator[Laundered]:
    """Open a package for reading its values.

    Raises InputDataError with one sentence when the file itself cannot be trusted.
    """
    check_file(path, limits)
    with guarded(path, limits) as connection:
        with told(path):
            vetted = vet_connection(connection, path, limits, trusted=form.statements)
            objects = schema_objects(connection, path, limits)
            notices = _check_form(connection, vetted, objects, form)
            _check_version(connection, path, form)
            crs, srs_id = _coordinate_system(connection, path, form)
            rules = RowRules(srs_id, receiver.today, receiver.county, receiver.extent)
            readers = {
                table.name: TableReader(connection, path, table, column_checks(table, receiver.codes.get), rules)
                for table in form.tables
            }
        yield Laundered(path, crs, notices, Findings(), readers)


def _check_form(
    connection: sqlite3.Connection, vetted: Vetted, objects: Sequence[SchemaObject], form: LedgerForm
) -> tuple[str, ...]:
    """Refuse what a ledger does not have; return what was ignored."""
    notices = list(vetted.notices)
    kinds = {item.name: item.type for item in objects}
    for table in form.tables:
        if kinds.get(table.name) != "table":
            message = translate("Vetting", "{file} is no ledger of this plugin: {table} is missing or no table.")
            raise InputDataError(message.format(file=vetted.path.name, table=table.name))
        if table.name in vetted.refused_layers:
            message = translate("Vetting", "{file} is refused: in {table}, {reason}.")
            reason = vetted.refused_layers[table.name]
            raise InputDataError(message.format(file=vetted.path.name, table=table.name, reason=reason))
        notices += _check_columns(connection, vetted.path, table)
    names = {table.name for table in form.tables}
    allowed = {*form.statements, *(text.format(t=name) for text in _COUNTERS for name in names)}
    for item in objects:
        foreign = item.type == "trigger" or (item.type == "index" and item.sql)
        if foreign and item.table in names and item.sql not in allowed:
            message = translate("Vetting", "{file} is refused: {name} on {table} is not the ledger's own.")
            raise InputDataError(message.format(file=vetted.path.name, name=item.name, table=item.table))
    return tuple(notices)


def _check_columns(connection: sqlite3.Connection, path: Path, table: Table) -> list[str]:
    wanted = ["fid", *(["geom"] if table.geometry else []), *table.column_names]
    found = connection.execute(" ".join(["PRAGMA", f'table_xinfo("{table.name}")'])).fetchall()
    names = [str(row[1]) for row in found]
    missing = [name for name in wanted if name not in names]
    if missing:
        message = translate("Vetting", "{file}: column {column} is missing in {table}. Ask for the package again.")
        raise InputDataError(message.format(file=path.name, column=missing[0], table=table.name))
    for row in found:
        if row[-1] > _HIDDEN_ONLY:
            message = translate("Vetting", "{file} is refused: column {column} in {table} is computed when read.")
            raise InputDataError(message.format(file=path.name, column=row[1], table=table.name))
    if not any(row[1] == "fid" and row[5] for row in found):
        message = translate("Vetting", "{file}: {table} was rebuilt by another program: its rows have no number.")
        raise InputDataError(message.format(file=path.name, table=table.name))
    kept = [name for name in names if name in wanted]
    if kept != wanted:
        column = next(name for name, other in zip(kept, wanted) if name != other)
        message = translate("Vetting", "{file}: column {column} in {table} stands in another place than in a ledger.")
        raise InputDataError(message.format(file=path.name, column=column, table=table.name))
    notice = translate("Vetting", "column {column} in {table} does not belong into a ledger; it was ignored.")
    return [notice.format(column=name, table=table.name) for name in names if name not in wanted]


def _check_version(connection: sqlite3.Connection, path: Path, form: LedgerForm) -> None:
    found = connection.execute(_VERSION).fetchone()
    text = str(found[0])[:_VERSION_LETTERS] if found else ""
    if text == str(form.version):
        return
    newer = text.isascii() and text.isdigit() and int(text) > form.version
    message = (
        translate("Vetting", "{file} has ledger version {found}, newer than {known}. Upgrade the plugin.")
        if newer
        else translate(
            "Vetting",
            "{file} has ledger version {found} instead of {known}. Open it once as a ledger, then hand it in.",
        )
    )
    raise InputDataError(message.format(file=path.name, found=shown(text) or "–", known=form.version))


def _coordinate_system(connection: sqlite3.Connection, path: Path, form: LedgerForm) -> tuple[str, int]:
    """Return ("EPSG:4523", srs id) that all tables share; raises InputDataError."""
    found = {
        row[0]
        for table in form.tables
        if table.geometry
        for row in connection.execute(_SHAPE_SRS, (table.name,)).fetchall() or [(None,)]
    }
    known = connection.execute(_SRS, (next(iter(found)),)).fetchone() if len(found) == 1 else None
    if known is None or known[0] != "EPSG" or not isinstance(known[1], int):
        message = translate("Vetting", "{file} does not say one known coordinate system for all its tables.")
        raise InputDataError(message.format(file=path.name))
    return f"EPSG:{known[1]}", int(next(iter(found)))
