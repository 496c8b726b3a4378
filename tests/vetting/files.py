# SPDX-License-Identifier: GPL-2.0-or-later
"""Sound files for the tests of the gate, to be spoiled one way each."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from anyue_farmland_plugin.intake.files import FileSource
from anyue_farmland_plugin.ledger.gate import laundered
from tests.factories import make_ledger
from tests.workflow.deliveries import box, write_layer

NAME = "back.gpkg"


@contextmanager
def changing(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a file as any program would, without the plugin's guards, and keep what is done."""
    with closing(sqlite3.connect(path)) as connection:
        for name in ("ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY"):
            connection.create_function(name, 1, lambda blob: 0.0)
        connection.create_function("ST_IsEmpty", 1, lambda blob: int(blob is None))
        yield connection
        connection.commit()


def unguarded(connection: sqlite3.Connection, table: str) -> list[str]:
    """Drop a table's triggers, as a forger does; return their texts so that they can be put back."""
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", (table,))
    found = rows.fetchall()
    for name, _ in found:
        connection.execute(f'DROP TRIGGER "{name}"')
    return [sql for _, sql in found]


def edit_rows(path: Path, table: str, statement: str, values: tuple = ()) -> None:
    """Change rows behind the guards and put the guards back, letter by letter."""
    with changing(path) as connection:
        triggers = unguarded(connection, table)
        connection.execute(statement, values)
        for sql in triggers:
            connection.execute(sql)


class Stock:
    """One ledger and one survey layer, made once; tests take copies."""

    def __init__(self, folder: Path) -> None:
        self.ledger = make_ledger(folder, cases=3)
        self.layer = folder / "survey.gpkg"
        columns = {"BSM": ["1", "2"], "DLBM": ["0101", "0103"], "ZLDWMC": ["柠都村", "宝华村"]}
        write_layer(self.layer, "DLTB", [box(0, 0, 40, 30), box(50, 0, 90, 30)], columns)

    def package(self, folder: Path, name: str = NAME) -> Path:
        """Return a copy of the ledger."""
        return Path(shutil.copy(self.ledger, folder / name))

    def delivery(self, folder: Path, name: str = NAME) -> Path:
        """Return a copy of the survey."""
        return Path(shutil.copy(self.layer, folder / name))


def read_delivery(path: Path, layer: str = "DLTB") -> int:
    """Read a delivered layer whole; return its number of rows."""
    return len(FileSource(path, layer).read(["DLBM"]))


def all_rows(path: Path) -> dict[str, list]:
    """Return every row of a package by table. Refused rows end the test."""
    with laundered(path, {}) as found:
        rows = {table: list(found.rows(table)) for table in found.tables}
        assert found.refused == [], found.refused
    return rows


def read_package(path: Path) -> dict[str, int]:
    """Read a package whole; return the number of sound rows by table. Refused rows end the test."""
    return {table: len(rows) for table, rows in all_rows(path).items()}
