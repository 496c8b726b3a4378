# SPDX-License-Identifier: GPL-2.0-or-later
"""Writes what was found in a damaged ledger into a new one: events byte for byte, rows as read, else by replay."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, field
from functools import cache
from typing import Callable, Iterable, Iterator, Mapping, Optional, Sequence

from anyue_farmland_plugin.core.errors import FarmlandError
from anyue_farmland_plugin.core.ledger_tables import CASES, DELIVERIES, DERIVED_CASE_COLUMNS, TABLES_BY_NAME
from anyue_farmland_plugin.ledger import blob, chain, statements
from anyue_farmland_plugin.ledger.packed import base_of
from anyue_farmland_plugin.ledger.reading import Reader
from anyue_farmland_plugin.ledger.rescue_result import TableTold
from anyue_farmland_plugin.ledger.rescue_rows import Found, Salvage

_NEXT = {name: " ".join(["SELECT COALESCE(MAX(fid), 0) + 1 FROM", name]) for name in ("deliveries", "cases")}
_LOST_CASES = (
    "SELECT case_id FROM (SELECT object_id AS case_id FROM events WHERE object_type = 'case' AND chain_id = ? "
    "UNION SELECT case_id FROM package_base) WHERE case_id NOT IN (SELECT case_id FROM cases) ORDER BY case_id"
)
_DELIVERY_EVENTS = (
    "SELECT object_id, payload FROM events WHERE object_type = 'delivery' AND action = 'imported' "
    "AND object_id NOT IN (SELECT delivery_id FROM deliveries) ORDER BY seq"
)
_SETTING_EVENTS = (
    "SELECT object_type, object_id, at, actor, payload FROM events "
    "WHERE (object_type = 'setting' OR object_type = 'ledger' AND action = 'created') AND chain_id = ? ORDER BY seq"
)
_FIRST_EVENTS = "SELECT chain_id, payload FROM events WHERE object_type = 'ledger' AND action = 'created'"
_LARGEST_CHAIN = "SELECT chain_id FROM events GROUP BY chain_id ORDER BY COUNT(*) DESC, chain_id LIMIT 1"
_PUT_SETTING = "INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO NOTHING"
_BASE = "SELECT row FROM package_base WHERE case_id = ?"


@dataclass
class Loader:
    """Fills the tables of a new, unguarded ledger from a `Salvage`; references are not checked meanwhile."""

    connection: sqlite3.Connection
    salvage: Salvage
    tick: Callable[[], None]
    told: dict = field(default_factory=lambda: {name: TableTold() for name in TABLES_BY_NAME})
    shapes: dict = field(default_factory=dict)

    def load(self) -> None:
        """Insert every row that can be read; of several states of one row the best."""
        doubtful = []
        for name in TABLES_BY_NAME:
            for row in self.salvage.rows(name):
                if name == "events" and not _is_genuine(row.values):
                    doubtful.append((name, row))
                else:
                    self._put(name, row)
        if self.salvage.damaged:
            left = list(self.salvage.leftovers())
            left.sort(key=lambda found: _rank(*found))
            for name, row in left:
                self._put(name, row)
        for name, row in doubtful:
            self._put(name, row)
        for name, told in self.told.items():
            told.missing = self.salvage.missing(name)

    def _put(self, name: str, row: Found) -> None:
        self.tick()
        table, told = TABLES_BY_NAME[name], self.told[name]
        values = dict(row.values)
        if table.geometry and values.get("geom") is not None:
            shape = _readable(values["geom"])
            if shape is None:
                values["geom"] = None
            elif name in ("cases", "clues"):
                self._remember(shape)
        done = self.connection.execute(_put_unless_known(name, tuple(values)), (row.fid, *values.values()))
        if not done.rowcount:
            return  # known already, or not a row of this table after all
        self.salvage.tables[name].fids.add(row.fid)
        if row.values.get("geom") is not None and values["geom"] is None:
            told.no_geometry.append((row.fid, str(values[table.key])))
        if row.in_use:
            told.kept += 1
        else:
            told.from_other_pages += 1

    def _remember(self, shape: bytes) -> None:
        """Keep where a shape comes from; a lost case may have been founded on it."""
        if self.salvage.damaged:
            self.shapes.setdefault(chain.geometry_digest(shape), shape)
            many = _as_multi(shape)
            if many is not None:
                self.shapes.setdefault(chain.geometry_digest(many), many)


@cache
def _put_unless_known(name: str, columns: tuple) -> str:
    return statements.insert_numbered(name, columns).replace("INSERT INTO", "INSERT OR IGNORE INTO", 1)


def chain_of(connection: sqlite3.Connection, settings: Mapping[str, str]) -> Optional[str]:
    """Return the ledger's own chain: as its settings say, else the only one founded here, else the longest."""
    if settings.get("chain_id"):
        return settings["chain_id"]
    founded = [row[0] for row in connection.execute(_FIRST_EVENTS) if "package_id" not in _payload(row[1])]
    if len(founded) == 1:
        return str(founded[0])
    row = connection.execute(_LARGEST_CHAIN).fetchone()
    return str(row[0]) if row else None


def replay_settings(connection: sqlite3.Connection, chain_id: str) -> list:
    """Put in the settings that could not be read, as the events say; return their names."""
    told: dict = {}
    for kind, object_id, at, actor, payload in connection.execute(_SETTING_EVENTS, (chain_id,)):
        values = {name: pair[1] for name, pair in _payload(payload).items()}
        if kind == "setting":
            told[object_id] = values.get("value")
        else:
            told.update({**values, "created_at": at, "created_by": actor})
    told["chain_id"] = chain_id
    return [
        name
        for name, value in sorted(told.items())
        if value is not None and connection.execute(_PUT_SETTING, (name, str(value))).rowcount
    ]


def replay_deliveries(connection: sqlite3.Connection) -> list:
    """Put in the deliveries that could not be read, as their events say; return their ids."""
    found = []
    for delivery_id, payload in connection.execute(_DELIVERY_EVENTS).fetchall():
        row = {name: pair[1] for name, pair in _payload(payload).items() if name in DELIVERIES.column_names}
        if _append(connection, "deliveries", {**row, "delivery_id": delivery_id}):
            found.append(delivery_id)
    return found


def replay_cases(connection: sqlite3.Connection, chain_id: str, srs_id: int, shapes: Mapping[str, bytes]) -> list:
    """Put in the cases that could not be read, as their events say; return (case id, whether its polygon was found)."""
    found = []
    reader = Reader(connection)
    for (case_id,) in connection.execute(_LOST_CASES, (chain_id,)).fetchall():
        row = _replayed(connection, case_id, _events_of(reader, case_id))
        shape = shapes.get(str(row.pop("geom", None)))
        row["geom"] = blob.encode(shape, srs_id) if shape is not None else None
        if _append(connection, "cases", row):
            found.append((case_id, shape is not None))
    return found


def _events_of(reader: Reader, case_id: str) -> list:
    try:
        return [dict(event) for event in reader.events_of(case_id)]
    except ValueError:
        return []  # an event whose content was damaged; the case is told as missing


def _replayed(connection: sqlite3.Connection, case_id: str, events: Sequence[Mapping]) -> dict:
    """Return the row of a case as its events leave it, ``geom`` as digest."""
    row: dict = {"case_id": case_id, "revision": 0}
    packed = connection.execute(_BASE, (case_id,)).fetchone()
    if packed is not None:
        base = base_of(packed[0])
        row.update(base.values)
        row.update({name: getattr(base, name) for name in DERIVED_CASE_COLUMNS if name != "case_id"})
    for event in events:
        row.update({name: pair[1] for name, pair in event["payload"].items() if name in _CASE_NAMES})
        row.setdefault("created_at", event["at"])
        row.update(updated_at=event["at"], updated_by=event["actor"], revision=row["revision"] + 1)
    return row


_CASE_NAMES = frozenset((*CASES.column_names, "geom")) - frozenset(DERIVED_CASE_COLUMNS)


def _append(connection: sqlite3.Connection, name: str, row: Mapping) -> bool:
    """Insert a row behind all others; False when it lacks what a row of the table must have."""
    (fid,) = connection.execute(_NEXT[name]).fetchone()
    try:
        connection.execute(statements.insert_numbered(name, tuple(row)), (fid, *row.values()))
    except sqlite3.IntegrityError:
        return False
    return True


def _rank(name: str, row: Found) -> tuple:
    """Sort the best state of a row first: genuine events, the highest revision of a case."""
    if name == "events":
        return (name, 0 if _is_genuine(row.values) else 1, row.fid)
    revision = row.values.get("revision")
    return (name, -revision if isinstance(revision, int) else 0, row.fid)


def _is_genuine(event: Mapping) -> bool:
    try:
        return chain.event_hash(event) == event["hash"]
    except (KeyError, ValueError, TypeError, FarmlandError):
        return False


def _readable(value: object) -> Optional[bytes]:
    """Return the WKB of a stored geometry, None for bytes that are none."""
    try:
        _, wkb = blob.decode(bytes(value))  # type: ignore[call-overload]
        blob.wkb_bounds(wkb)
    except (FarmlandError, TypeError, ValueError):
        return None
    return bytes(wkb)


def _as_multi(wkb: bytes) -> Optional[bytes]:
    """Return a little-endian polygon as a multipolygon of one, as a case holds it."""
    polygon, multi = b"\x01\x03\x00\x00\x00", b"\x01\x06\x00\x00\x00\x01\x00\x00\x00"
    return multi + wkb if wkb.startswith(polygon) else None


def _payload(text: object) -> dict:
    try:
        found = json.loads(str(text))
    except ValueError:
        return {}
    if not isinstance(found, dict):
        return {}
    return {name: pair for name, pair in found.items() if isinstance(pair, list) and len(pair) == 2}  # noqa: PLR2004


def missing_codes(connection: sqlite3.Connection, name: str, rows: Iterable[Mapping]) -> Iterator[Mapping]:
    """Yield the rows of a code table that are not in the new ledger yet."""
    key = TABLES_BY_NAME[name].key
    known = {row[key] for row in Reader(connection).rows(name)}
    yield from (row for row in rows if row[key] not in known)
