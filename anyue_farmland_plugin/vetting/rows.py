# SPDX-License-Identifier: GPL-2.0-or-later
"""Reads the rows of a package's table as plain values; a row that no ledger could hold is refused and told."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Optional

import shapely

from anyue_farmland_plugin.core.errors import GeometryError
from anyue_farmland_plugin.core.hidden_letters import shown
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.schema import Table
from anyue_farmland_plugin.vetting.opening import told
from anyue_farmland_plugin.vetting.values import ColumnCheck, ValueRefused, remark_on
from anyue_farmland_plugin.vetting.wkb import Bounds, Change, clean_blob

_KEY_LETTERS = 60
_BEFORE_ALL = -(2**63)


@dataclass(frozen=True)
class RowFinding:
    """A row and what was found there; ``key`` is the row's key as far as it can be read."""

    table: str
    key: str
    column: str
    reason: str

    @property
    def text(self) -> str:
        """Return the finding as one line."""
        message = translate("Vetting", "{table} {key}, {column}: {reason}")
        return message.format(table=self.table, key=self.key, column=self.column, reason=self.reason)


@dataclass(frozen=True)
class Findings:
    """Rows refused, and remarks on rows that were not."""

    refused: list[RowFinding] = field(default_factory=list)
    remarks: list[RowFinding] = field(default_factory=list)


@dataclass(frozen=True)
class RowRules:
    """What the rows of a package must agree with: its coordinate system, and where the receiver says so,
    the day (ISO), the county's code and the box (min x, max x, min y, max y) it lies in.
    """

    srs_id: int
    today: str = ""
    county: str = ""
    extent: Optional[Bounds] = None


@dataclass(frozen=True)
class TableReader:
    """Reads one table; what the statements say comes from the declared table, never from the file."""

    connection: sqlite3.Connection
    path: Path
    table: Table
    checks: tuple[ColumnCheck, ...]
    rules: RowRules

    def rows(self, found: Findings) -> Iterator[dict[str, object]]:
        """Yield the sound rows; raises InputDataError when the file is damaged."""
        seen: set[object] = set()
        shapes: dict[bytes, object] = {}
        for values in self._told(found):
            row = self._row(values, found)
            if row is None:
                continue
            key = row[self.table.key]
            if key in seen:
                self._refuse(found, key, self.table.key, translate("Vetting", "stands twice"))
                continue
            seen.add(key)
            self._remark_twin(row, shapes, found)
            yield row

    def _told(self, found: Findings) -> Iterator[Sequence[object]]:
        with told(self.path):
            yield from self._stored(found)

    def _stored(self, found: Findings) -> Iterator[Sequence[object]]:
        """Yield the rows without their numbers; one with a value beyond all measure is refused and passed over."""
        names = ["fid", *self.table.column_names, *(["geom"] if self.table.geometry else [])]
        words = ["SELECT", ", ".join(f'"{name}"' for name in names), "FROM", f'"{self.table.name}"']
        query = " ".join([*words, "WHERE fid > ? ORDER BY fid"])
        following = " ".join(["SELECT fid FROM", f'"{self.table.name}"', "WHERE fid > ? ORDER BY fid LIMIT 1"])
        last = _BEFORE_ALL
        while True:
            try:
                for fid, *values in self.connection.execute(query, (last,)):
                    last = fid
                    yield values
            except sqlite3.DataError:  # "string or blob too big"
                (last,) = self.connection.execute(following, (last,)).fetchone()
                self._refuse(found, last, "fid", translate("Vetting", "holds a value that is too large"))
            else:
                return

    def _row(self, values: Sequence[object], found: Findings) -> Optional[dict[str, object]]:
        key = values[_place_of_key(self.table)]
        row: dict[str, object] = {}
        remarks = []
        for judged, value in zip(self.checks, values):
            name = judged.column.name
            known = not judged.column.required if value is None else value.__class__ is str and value in judged.plain
            if known:
                row[name] = value
                continue
            try:
                row[name] = stored = judged.judged(value)
            except ValueRefused as error:
                self._refuse(found, key, name, str(error))
                return None
            if not isinstance(stored, str):
                continue
            remark = remark_on(judged.column, stored, self.rules.today)
            if remark is not None:
                remarks.append(self._finding(key, name, remark))
            elif stored == value:
                judged.remember(stored)
        if self._is_elsewhere(row):
            self._refuse(found, key, "town_code", translate("Vetting", "belongs to another county"))
            return None
        if self.table.geometry:
            try:
                row["geom"] = self._shape(values[-1], key, remarks)
            except GeometryError as error:
                self._refuse(found, key, "geom", str(error))
                return None
        found.remarks.extend(remarks)
        return row

    def _shape(self, blob: object, key: object, remarks: list[RowFinding]) -> Optional[bytes]:
        if blob is None:
            remarks.append(self._finding(key, "geom", translate("Vetting", "has no geometry")))
            return None
        shape = clean_blob(blob if isinstance(blob, bytes) else b"", self.rules.srs_id)
        if shape.bounds is not None and not _meet(shape.bounds, self.rules.extent):
            raise GeometryError(translate("Vetting", "The geometry lies outside the county."))
        if shape.changes:
            remarks += [self._finding(key, "geom", text) for text in _change_sentences(shape.changes)]
        if shape.bounds is None:
            remarks.append(self._finding(key, "geom", translate("Vetting", "has no geometry")))
        elif not shapely.is_valid(found := shapely.from_wkb(shape.wkb)):
            reason = shapely.is_valid_reason(found)
            remarks.append(
                self._finding(key, "geom", translate("Vetting", "crosses itself: {reason}").format(reason=reason))
            )
        return shape.wkb

    def _is_elsewhere(self, row: dict[str, object]) -> bool:
        codes = [row.get(name) for name in ("town_code", "village_code") if self.table.name == "cases"]
        return any(isinstance(code, str) and code and not code.startswith(self.rules.county) for code in codes)

    def _remark_twin(self, row: dict[str, object], shapes: dict[bytes, object], found: Findings) -> None:
        """Remark on two cases of one shape."""
        if self.table.name != "cases" or not isinstance(row["geom"], bytes):
            return
        digest, key = hashlib.sha256(row["geom"]).digest(), row[self.table.key]
        twin = shapes.setdefault(digest, key)
        if twin is not key:
            message = translate("Vetting", "has the same shape as {twin}").format(twin=twin)
            found.remarks.append(self._finding(key, "geom", message))

    def _refuse(self, found: Findings, key: object, column: str, reason: str) -> None:
        found.refused.append(self._finding(key, column, reason))

    def _finding(self, key: object, column: str, reason: str) -> RowFinding:
        return RowFinding(self.table.name, shown(str(key)[:_KEY_LETTERS]), column, reason)


@cache
def _place_of_key(table: Table) -> int:
    return table.column_names.index(table.key)


def _change_sentences(changes: frozenset[Change]) -> list[str]:
    sentences = {
        Change.BYTE_ORDER: translate("Vetting", "had its bytes in the other order; stored in the ledger's order"),
        Change.HEIGHTS: translate("Vetting", "had heights or measures; they were left out"),
        Change.BOX: translate("Vetting", "said a box that is not its own; the true one is used"),
    }
    return [text for change, text in sentences.items() if change in changes]


def _meet(box: Bounds, extent: Optional[Bounds]) -> bool:
    return extent is None or (
        box[0] <= extent[1] and box[1] >= extent[0] and box[2] <= extent[3] and box[3] >= extent[2]
    )
