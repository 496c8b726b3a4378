# SPDX-License-Identifier: GPL-2.0-or-later
"""Rows with a key of their own that a package brings: photos, documents, plans, and deliveries made in the field."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Iterable, Iterator, Mapping, Optional

from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.ports import timestamp
from anyue_farmland_plugin.ledger import chain, conflicts, statements
from anyue_farmland_plugin.ledger.reading import Reader
from anyue_farmland_plugin.ledger.writing import Writer
from anyue_farmland_plugin.workflow.merge_files import WITH_FILES, Brought, Files
from anyue_farmland_plugin.workflow.merge_reading import ROW_KEYS, ROW_TABLES, Returned

# What taking a row in fills, so that it says nothing about whether two rows are the same.
_FILLED = frozenset({"imported_at", "imported_by", "file_name", "original_name", "sha256"})
_CLAIMED = "SELECT COALESCE(SUM(ledger_m2), 0.0) FROM pieces WHERE parcel_key = ?"


@dataclass
class TakenRows:
    """What rows came in: how many of each table, files that are missing, rows that are asked about."""

    counts: Counter = field(default_factory=Counter)
    missing: list = field(default_factory=list)
    asked: list = field(default_factory=list)
    notices: list = field(default_factory=list)


@dataclass
class RowTaker:
    """Takes the rows of one package into a ledger within one transaction; their files are there already."""

    writer: Writer
    returned: Returned
    files: Files
    reason: str
    taken: TakenRows = field(default_factory=TakenRows)

    def take(self) -> TakenRows:
        """Write everything the ledger does not have yet; the cases must be there."""
        self._deliveries()
        for table in ROW_TABLES:
            for row in self.returned.rows[table]:
                self._row(table, row)
        return self.taken

    def _deliveries(self) -> None:
        rows = self.returned.rows
        reader = Reader(self.writer.connection)
        known: set = set()
        for delivery in rows["deliveries"]:
            name = delivery["delivery_id"]
            known.add(name)
            if next(reader.rows("deliveries", delivery_id=name), None) is not None:
                continue
            clues = [clue for clue in rows["clues"] if clue["delivery_id"] == name]
            ids = {clue["clue_id"] for clue in clues}
            pieces = list(self._claiming(piece for piece in rows["pieces"] if piece["clue_id"] in ids))
            self.writer.add_delivery(delivery, clues, pieces, reason=self.reason)
            self._clue_events(ids)
            self.taken.counts.update(deliveries=1, clues=len(clues), pieces=len(pieces))
        strays = [clue for clue in rows["clues"] if clue["delivery_id"] not in known]
        told = translate(
            "Merge", "Clue {clue} was put into a delivery of the county outside the plugin; it was left out."
        )
        self.taken.notices += [told.format(clue=clue["source_ref"] or clue["clue_id"]) for clue in strays]

    def _claiming(self, pieces: Iterable[Mapping]) -> Iterator[dict]:
        """Yield the pieces with what is left of their parcels: others may have claimed them since the package left."""
        claimed: dict = {}
        overlapping: Counter = Counter()
        for piece in pieces:
            key, wanted = piece["parcel_key"], piece["ledger_m2"]
            if key not in claimed:
                (claimed[key],) = self.writer.connection.execute(_CLAIMED, (key,)).fetchone()
            granted = wanted
            if wanted is not None and piece["tbmj"] is not None:
                granted = max(0.0, min(wanted, round(piece["tbmj"] - claimed[key], 2)))
                overlapping[piece["case_id"]] += granted < wanted
            claimed[key] += granted or 0.0
            yield {**piece, "ledger_m2": granted}
        told = translate(
            "Merge", "Case {case} lies on ground that another case claimed first; see whether both are one."
        )
        for case_id in +overlapping:
            case = Reader(self.writer.connection).case(case_id) if case_id else None
            self.taken.notices.append(told.format(case=case["case_no"] if case else case_id))

    def _clue_events(self, clue_ids: set) -> None:
        """Say again in the ledger's own chain which case each clue belongs to."""
        for event in self.returned.events:
            if event["object_type"] == "clue" and event["object_id"] in clue_ids:
                payload = json.loads(event["payload"])
                self.writer.append_event("clue", event["object_id"], event["action"], payload, reason=self.reason)

    def _row(self, table: str, row: Mapping) -> None:
        name = row[ROW_KEYS[table]]
        old = next(Reader(self.writer.connection).rows(table, **{ROW_KEYS[table]: name}), None)
        if old is None:
            whole = self._filled(table, row)
            self.writer.insert(table, [whole])
            payload = {column: [None, value] for column, value in whole.items() if value is not None}
            self.writer.append_event(table, name, "merged", payload, reason=self.reason)
            self.taken.counts[table] += 1
        elif not _same(old, row):
            self._ask(table, old, row)
        elif table in WITH_FILES:
            self._complete(table, old, row)

    def _filled(self, table: str, row: Mapping) -> dict:
        """Return the row as it is stored: who took it in, and its file under the name it has beside the ledger."""
        whole: dict[str, Any] = dict(row)
        if "imported_at" in whole and not whole["imported_at"]:
            whole.update(imported_at=timestamp(self.writer.clock()), imported_by=self.writer.actor.name)
        brought = self.files.of(table, row) if table in WITH_FILES else None
        if brought is not None:
            whole.update(self._named(row, brought))
        self._tell_missing(table, row)
        return whole

    def _named(self, row: Mapping, brought: Brought) -> dict:
        named = {"file_name": brought.name, "sha256": brought.sha256}
        if "original_name" in row and not row["original_name"] and brought.original != brought.name:
            named["original_name"] = brought.original
        return named

    def _tell_missing(self, table: str, row: Mapping) -> None:
        name = (table, row[ROW_KEYS[table]])
        if name in self.files.missing:
            self.taken.missing.append(self.files.missing[name])
            self.taken.notices.append(self.files.reasons[name])

    def _complete(self, table: str, old: Mapping, row: Mapping) -> None:
        """Fill in the file of a row whose file had not come with an earlier return."""
        brought = self.files.of(table, row)
        if brought is None:
            self._tell_missing(table, row)
            return
        if old["sha256"]:
            return  # its place beside the ledger has been filled by its hash
        values = self._named(old, brought)
        columns = tuple(sorted(values))
        places = (*(values[column] for column in columns), old[ROW_KEYS[table]])
        self.writer.connection.execute(statements.update_row(table, columns), places)
        payload = {column: [old[column], value] for column, value in values.items() if old[column] != value}
        self.writer.append_event(table, old[ROW_KEYS[table]], "completed", payload, reason=self.reason)
        self.taken.counts[table] += 1

    def _ask(self, table: str, old: Mapping, new: Mapping) -> None:
        """Ask which of two rows with one key stands; the ledger's own stays meanwhile."""
        name, case_id = old[ROW_KEYS[table]], self._case_of(table, old)
        if case_id is None:
            message = translate(
                "Merge", "{table} {row} differs from the ledger's and belongs to no case; it was left out."
            )
            self.taken.notices.append(message.format(table=table, row=name))
            return
        field_name = f"{table}:{name}"
        number = conflicts.conflict_id(case_id, field_name)
        known = conflicts.find(self.writer, number)
        texts = (
            {chain.canonical_json(candidate["value"]) for candidate in conflicts.candidates_of(known)}
            if known
            else set()
        )
        texts |= {chain.canonical_json(_told(old)), chain.canonical_json(_told(new))}
        row = {
            "conflict_id": number,
            "case_id": case_id,
            "field": field_name,
            "state": conflicts.OPEN,
            "base": None,
            "candidates": chain.canonical_json([{"value": json.loads(text)} for text in sorted(texts)]),
            "chosen": None,
        }
        if known is not None and known["candidates"] == row["candidates"]:
            return  # asked already, or answered already
        is_open = known is not None and known["state"] == conflicts.OPEN
        conflicts.put(self.writer, row, conflicts.GROWN if is_open else conflicts.RAISED, self.reason)
        self.taken.asked.append(row)

    def _case_of(self, table: str, row: Mapping) -> Optional[str]:
        for column in ("case_id", "taken_for"):
            if row.get(column):
                return str(row[column])
        links = Reader(self.writer.connection).rows("evidence_links", evidence_id=row.get("evidence_id"))
        return next((str(link["case_id"]) for link in links), None) if table == "evidence" else None


def _told(row: Mapping) -> dict:
    return {name: value for name, value in row.items() if value is not None}


def _same(old: Mapping, new: Mapping) -> bool:
    """Tell whether a row says nothing else than the ledger's, apart from what taking it in fills.

    What the row leaves empty was filled in the ledger since: the stage of a photo, what its file told.
    """
    if new.get("sha256") and old.get("sha256") and new["sha256"] != old["sha256"]:
        return False
    return all(old[name] == value for name, value in new.items() if value is not None and name not in _FILLED)
