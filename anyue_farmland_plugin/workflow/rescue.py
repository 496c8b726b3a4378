# SPDX-License-Identifier: GPL-2.0-or-later
"""Rescues what a damaged ledger still holds into a new file; the damaged one is only read."""

from __future__ import annotations

import hashlib
import mmap
import shutil
import sqlite3
import tempfile
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Iterator, Sequence

from anyue_farmland_plugin.core.crs import srs_definition
from anyue_farmland_plugin.core.errors import Cancelled, CrsError, FarmlandError, LedgerError
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.ledger_tables import SCHEMA_VERSION, TABLES, TABLES_BY_NAME
from anyue_farmland_plugin.core.ports import Actor, Clock, IdSource, Progress, timestamp
from anyue_farmland_plugin.export.rescue_report import rescue_json, rescue_report
from anyue_farmland_plugin.export.textfile import write_text
from anyue_farmland_plugin.ledger import blob, container, turns
from anyue_farmland_plugin.ledger import connection as files
from anyue_farmland_plugin.ledger.explaining import explained
from anyue_farmland_plugin.ledger.guards import INDEXES
from anyue_farmland_plugin.ledger.new_files import new_file
from anyue_farmland_plugin.ledger.package_guards import guards_of
from anyue_farmland_plugin.ledger.reading import Reader
from anyue_farmland_plugin.ledger.rescue_pages import PageFile
from anyue_farmland_plugin.ledger.rescue_result import Rescue
from anyue_farmland_plugin.ledger.rescue_rows import Salvage
from anyue_farmland_plugin.ledger.rescue_writing import (
    Loader,
    chain_of,
    missing_codes,
    replay_cases,
    replay_deliveries,
    replay_settings,
)
from anyue_farmland_plugin.ledger.statements import insert
from anyue_farmland_plugin.ledger.verify import verify_ledger
from anyue_farmland_plugin.ledger.writing import Writer
from anyue_farmland_plugin.workflow.blueprint import ledger_blueprint

RESCUED = "rescued"
_DEFAULT_CRS = "EPSG:4523"
_SRS_COLUMNS, _GEOMETRY_COLUMNS, _ENUM_COLUMNS = 6, 6, 8
_SIDECARS = ("-journal", "-wal")
_LOOK = 500  # rows between two looks at whether the person wants to stop
_BLOCK = 1 << 20


def rescue_ledger(
    damaged: Path, target: Path, *, actor: Actor, clock: Clock, new_id: IdSource, progress: Progress
) -> Rescue:
    """Write a new ledger from whatever can be read of a damaged one.

    Raises LedgerError in a sentence when the target exists or nothing can be read, Cancelled
    when the person stops; then there is no new file.
    """
    with turns.shared(damaged, files.BUSY_SECONDS), _bytes_of(damaged) as data:
        pages = PageFile.of(data)
        salvage = Salvage(pages)
        digest = _sha256(data)
        with new_file(target) as connection:
            _check_no_references(connection)
            progress.report(0.05, translate("Rescue", "Reading the pages of {name}").format(name=damaged.name))
            container.create_container(connection, TABLES, _srs_row(salvage), timestamp(clock()))
            loader = Loader(connection, salvage, _Ticker(progress))
            loader.load()
            progress.report(0.7, translate("Rescue", "Replaying events"))
            _refuse_nothing(connection, damaged)
            settings = _complete(loader, new_id)
            _finish(loader, damaged.name, digest, actor=actor, clock=clock)
        bad = sorted({page for state in salvage.tables.values() for page in state.walk.bad})
    progress.report(0.9, translate("Rescue", "Verifying the new ledger"))
    return Rescue(
        damaged.name, digest, target, len(pages), tuple(bad), loader.told, tuple(settings), verify_ledger(target)
    )


def save_rescue_report(result: Rescue, path: Path, *, clock: Clock) -> tuple:
    """Write the report as HTML, and as JSON beside it with every missing row; return both paths."""
    page, facts = path.with_suffix(".html"), path.with_suffix(".json")
    write_text(page, rescue_report(result, timestamp(clock())))
    write_text(facts, rescue_json(result))
    return page, facts


@contextmanager
def _bytes_of(damaged: Path) -> Iterator[memoryview]:
    """Yield the file's bytes; a journal beside it is applied to a private copy first."""
    with explained(damaged):
        if not damaged.is_file() or damaged.stat().st_size == 0:
            raise LedgerError(
                translate("Rescue", "{name} is missing or empty; there is nothing to rescue.").format(name=damaged.name)
            )
    sidecars = [damaged.with_name(damaged.name + suffix) for suffix in _SIDECARS]
    if not any(sidecar.is_file() and sidecar.stat().st_size for sidecar in sidecars):
        yield _mapped(damaged)
        return
    with tempfile.TemporaryDirectory(prefix="anyue-rescue-") as folder:
        copy = Path(folder) / "damaged.gpkg"
        with explained(copy):
            shutil.copyfile(damaged, copy)
            for suffix, sidecar in zip(_SIDECARS, sidecars):
                if sidecar.is_file():
                    shutil.copyfile(sidecar, copy.with_name(copy.name + suffix))
        _apply_journal(copy)
        yield memoryview(copy.read_bytes())


def _mapped(path: Path) -> memoryview:
    with path.open("rb") as stream:
        return memoryview(mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ))


def _apply_journal(copy: Path) -> None:
    """Let SQLite finish what its writer could not; where it will not, the file is taken as it is."""
    try:
        with closing(sqlite3.connect(copy)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE").fetchone()
            connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
    except sqlite3.Error:
        return


def _sha256(data: memoryview) -> str:
    digest = hashlib.sha256()
    for start in range(0, len(data), _BLOCK):
        digest.update(data[start : start + _BLOCK])
    return digest.hexdigest()


def _check_no_references(connection: sqlite3.Connection) -> None:
    """Let rows in whose clue, case or delivery is lost: better an open end than a lost row."""
    connection.execute("COMMIT")
    connection.execute("PRAGMA foreign_keys = OFF")  # without effect inside a transaction
    connection.execute("BEGIN IMMEDIATE")


class _Ticker:
    """Asks now and then whether the person wants to stop."""

    def __init__(self, progress: Progress) -> None:
        self._progress, self._count = progress, 0

    def __call__(self) -> None:
        self._count += 1
        if self._count % _LOOK == 0 and self._progress.cancelled():
            raise Cancelled(translate("Rescue", "The rescue was stopped; no new ledger was made."))


def _srs_row(salvage: Salvage) -> Sequence:
    """Return the row of the reference system the damaged ledger was in."""
    told = [values[3] for _, values in salvage.plain_rows("gpkg_geometry_columns", _GEOMETRY_COLUMNS)]
    srs_id = next((value for value in told if isinstance(value, int) and value > 0), None) or _srs_of_shapes(salvage)
    for number, row in salvage.plain_rows("gpkg_spatial_ref_sys", _SRS_COLUMNS):
        if number == srs_id and all(isinstance(row[place], str) for place in (0, 2, 4)) and isinstance(row[3], int):
            return (row[0], number, *row[2:])
    try:
        srs = srs_definition(f"EPSG:{srs_id}" if srs_id else _DEFAULT_CRS)
    except CrsError:
        srs = srs_definition(_DEFAULT_CRS)
    return (srs.name, srs.code, srs.auth_name, srs.code, srs.wkt1, None)


def _srs_of_shapes(salvage: Salvage) -> int:
    for name in ("cases", "clues", "pieces"):
        for row in salvage.rows(name):
            try:
                return int(blob.decode(bytes(row.values["geom"]))[0])  # type: ignore[call-overload]
            except (FarmlandError, TypeError, KeyError):
                continue
    return 0


def _refuse_nothing(connection: sqlite3.Connection, damaged: Path) -> None:
    counts = [
        connection.execute(statement).fetchone()[0]
        for statement in ("SELECT COUNT(*) FROM events", "SELECT COUNT(*) FROM cases", "SELECT COUNT(*) FROM pieces")
    ]
    if not any(counts):
        raise LedgerError(
            translate(
                "Rescue",
                "Nothing of a ledger can be read in {name}; no new file was made. "
                "Take the newest backup from the folder of backups beside the ledger.",
            ).format(name=damaged.name)
        )


def _complete(loader: Loader, new_id: IdSource) -> list:
    """Put in by replay and from the standard tables what could not be read; return the names of replayed settings."""
    connection, told = loader.connection, loader.told
    known = dict(tuple(row) for row in connection.execute("SELECT key, value FROM settings"))
    chain_id = chain_of(connection, known) or new_id()
    settings = replay_settings(connection, chain_id)
    told["settings"].covered(settings)
    told["deliveries"].covered(replay_deliveries(connection))
    reader = Reader(connection)
    srs_row = tuple(reader.srs().values())
    cases = replay_cases(connection, chain_id, int(srs_row[1]), loader.shapes)
    told["cases"].covered([case_id for case_id, _ in cases])
    told["cases"].no_geometry += [(None, case_id) for case_id, has_shape in cases if not has_shape]
    for _, row in loader.salvage.plain_rows("gpkg_data_column_constraints", _ENUM_COLUMNS):
        if row[1] == "enum" and isinstance(row[0], str) and isinstance(row[2], str):
            container.add_enumeration(connection, row[0], [(row[2], row[7])])
    _standard_codes(loader, chain_id)
    return settings


def _standard_codes(loader: Loader, chain_id: str) -> None:
    """Fill up damaged code tables and the enumerations with what every new ledger starts with."""
    standard = ledger_blueprint(srs_definition(_DEFAULT_CRS), chain_id)
    for name, entries in standard.enumerations.items():
        container.add_enumeration(loader.connection, name, entries)
    for name, rows in standard.code_rows.items():
        if loader.salvage.tables[name].damaged:
            added = list(missing_codes(loader.connection, name, rows))
            columns = TABLES_BY_NAME[name].column_names
            loader.connection.executemany(insert(name), [tuple(row.get(column) for column in columns) for row in added])
            loader.told[name].covered([row["code"] for row in added])


def _finish(loader: Loader, name: str, digest: str, *, actor: Actor, clock: Clock) -> None:
    """Record the rescue as the newest event, then close the tables with guards and indexes."""
    connection = loader.connection
    reader = Reader(connection)
    head = reader.head()
    writer = Writer(connection, actor, clock, int(reader.srs()["srs_id"]), head.chain_id, head.seq, head.hash)
    if reader.settings().get("schema_version") != str(SCHEMA_VERSION):
        writer.set_setting("schema_version", str(SCHEMA_VERSION))
    told = {
        "file": [None, name],
        "sha256": [None, digest],
        "replayed": [None, {table: len(told.replayed) for table, told in loader.told.items() if told.replayed}],
        "missing": [None, {table: len(told.missing) for table, told in loader.told.items() if told.missing}],
    }
    writer.append_event("ledger", head.chain_id, RESCUED, told)
    for statement in guards_of(reader.settings()) + INDEXES:
        connection.execute(statement)
