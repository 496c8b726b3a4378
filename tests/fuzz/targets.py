# SPDX-License-Identifier: GPL-2.0-or-later
"""The readers of foreign bytes, one function each: what they raise must be the package's own error.

Run as ``python targets.py NAME SEEDS SCRATCH [libFuzzer options]`` with atheris installed.
"""

from __future__ import annotations

import contextlib
import shutil
import struct
import sys
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

with atheris.instrument_imports(include=["anyue_farmland_plugin", "zipfile", "csv"]):
    from anyue_farmland_plugin.core.errors import FarmlandError
    from anyue_farmland_plugin.core.filters import parse_filter
    from anyue_farmland_plugin.core.hidden_letters import shown
    from anyue_farmland_plugin.core.ledger_tables import CASES, EVENTS
    from anyue_farmland_plugin.intake.blobs import Blobs, flat_polygons
    from anyue_farmland_plugin.intake.mapping import parse_field_map
    from anyue_farmland_plugin.intake.rtree import decoded
    from anyue_farmland_plugin.intake.values import land_classes
    from anyue_farmland_plugin.ledger.gate import laundered
    from anyue_farmland_plugin.vetting.archive import unpack
    from anyue_farmland_plugin.vetting.names import name_fault
    from anyue_farmland_plugin.vetting.objects import SchemaObject, danger
    from anyue_farmland_plugin.vetting.values import ValueRefused, column_checks
    from anyue_farmland_plugin.vetting.wkb import clean_blob, clean_wkb, split_blob, wkb_bounds

from tests.fuzz.watch import watch

SCRATCH = Path(sys.argv[3])
COLUMNS = {column.name: column.type for column in CASES.columns}
ROW = {column.name: None for column in CASES.columns} | {"status": "desk", "area_m2": 700.0, "note": "甲"}
CODES = {"status": ("desk", "field"), "verdict": ("HF",)}
EDIT = struct.Struct("<HIB")
JSON_CHECK = next(item for item in column_checks(EVENTS, {}.get) if item.column.name == "payload")
TEXT_CHECK = next(item for item in column_checks(CASES, {}.get) if item.column.name == "note")


def blobs(data: bytes) -> None:
    """Read bytes as geometry in every way the package does; what is called clean must be clean."""
    flat_polygons(Blobs.of([data, None, data[::-1]]))
    decoded([(1, data), (2, data[::-1])])
    with contextlib.suppress(FarmlandError):
        wkb_bounds(split_blob(data)[1])
    with contextlib.suppress(FarmlandError):
        shape = clean_blob(data, 4523)
        again = clean_wkb(shape.wkb)
        if again.changes or (again.wkb, again.bounds) != (shape.wkb, shape.bounds):
            raise AssertionError(shape)


def texts(data: bytes) -> None:
    """Read bytes as a class table, a filter, a field map, SQL of a schema, a file name and values."""
    path = SCRATCH / "table.csv"
    path.write_bytes(data)
    with contextlib.suppress(FarmlandError):
        land_classes(path)
    text = data.decode("utf-8", "surrogateescape")
    with contextlib.suppress(FarmlandError):
        parse_field_map(text)
    with contextlib.suppress(FarmlandError):
        parse_filter(text, COLUMNS)(ROW)
    for kind in ("trigger", "table", "index"):
        danger(SchemaObject(kind, "a", "t", text))
    if name_fault(text) is None and (".." in text.split("/") or text.startswith("/") or "\\" in text):
        raise AssertionError(text)
    shown(text).encode("utf-8", "surrogatepass")
    for judged in (JSON_CHECK, TEXT_CHECK):
        with contextlib.suppress(ValueRefused):
            str(judged.check(text)).encode()


def archives(data: bytes) -> None:
    """Unpack bytes; nothing may appear outside the folder."""
    path, folder = SCRATCH / "a.zip", SCRATCH / "out"
    path.write_bytes(data)
    with contextlib.suppress(FarmlandError):
        unpack(path, folder)
    if folder.exists():
        shutil.rmtree(folder)
    if {item.name for item in SCRATCH.iterdir()} - {"a.zip"}:
        raise AssertionError(sorted(SCRATCH.iterdir()))


def packages(data: bytes) -> None:
    """Change bytes of a ledger as the input says (count, place, value …) and read it through the gate."""
    file = bytearray(LEDGER)
    for at in range(0, len(data) - EDIT.size + 1, EDIT.size):
        count, place, value = EDIT.unpack_from(data, at)
        place %= len(file)
        file[place : place + 1 + count % 16] = bytes([value]) * min(1 + count % 16, len(file) - place)
    path = SCRATCH / "ledger.gpkg"
    path.write_bytes(file)
    with contextlib.suppress(FarmlandError), laundered(path, CODES, county="512021", today="2026-01-01") as found:
        for table in found.tables:
            for row in found.rows(table):
                for value in row.values():
                    if isinstance(value, str):
                        value.encode()
        for finding in (*found.refused, *found.remarks):
            finding.text.encode()
    if {item.name for item in SCRATCH.iterdir()} - {"ledger.gpkg"}:
        raise AssertionError(sorted(SCRATCH.iterdir()))


TARGETS = {"blobs": blobs, "texts": texts, "archives": archives, "packages": packages}
LEDGER = Path(sys.argv[2], "ledger.gpkg").read_bytes()

if __name__ == "__main__":
    watch(SCRATCH)
    atheris.Setup([sys.argv[0], *sys.argv[4:]], TARGETS[sys.argv[1]])
    atheris.Fuzz()
