# SPDX-License-Identifier: GPL-2.0-or-later
"""Holds the files of evidence against the ledger: missing, changed and stray ones, and pictures used more than once."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from enum import Enum
from pathlib import Path
from typing import Iterable, Iterator, Mapping, Optional

from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.ledger_tables import TABLES_BY_NAME
from anyue_farmland_plugin.export.sheets import Sheet
from anyue_farmland_plugin.export.textfile import write_text
from anyue_farmland_plugin.export.workbook import csv_bytes
from anyue_farmland_plugin.ledger.evidence_files import (
    FILE_TABLES,
    UNFINISHED,
    digest_of,
    folder_of,
    is_there,
    path_of,
)
from anyue_farmland_plugin.ledger.reading import Head, reading
from anyue_farmland_plugin.workflow.evidence_twins import KnownPictures
from anyue_farmland_plugin.workflow.picture_look import alike_groups


class FileState(Enum):
    """What became of the file of a row."""

    GOOD = "good"
    MISSING = "missing"
    CHANGED = "changed"
    UNNAMED = "unnamed"  # a document known by its number, or a row without file


@dataclass(frozen=True)
class Entry:
    """One photo or document with its cases, what it shows and the state of its file."""

    table: str
    key: str
    kind: str
    cases: tuple[str, ...]  # case numbers
    stages: tuple[str, ...]
    file_name: str
    sha256: str
    state: FileState
    taken_at: str
    flags: str


@dataclass(frozen=True)
class Shared:
    """A picture several cases or stages use: the same file, or files that look the same."""

    same_file: bool
    evidence: tuple[str, ...]
    cases: tuple[str, ...]


@dataclass(frozen=True)
class Audit:
    """What an audit found, at which head of the ledger.

    ``strays`` are files no row names; ``unfinished`` what an interrupted copy left behind.
    """

    head: Head
    folder: str
    entries: tuple[Entry, ...]
    strays: tuple[str, ...]
    unfinished: tuple[str, ...]
    shared: tuple[Shared, ...]

    def of_state(self, state: FileState) -> tuple[Entry, ...]:
        """Return the entries whose file is in that state."""
        return tuple(entry for entry in self.entries if entry.state is state)

    @property
    def ok(self) -> bool:
        """True when every file that is named is there as it was taken in."""
        return not (self.of_state(FileState.MISSING) or self.of_state(FileState.CHANGED))

    @property
    def sentences(self) -> list[str]:
        """Return what is wrong, one sentence each; pictures used more than once at the end."""
        return list(_sentences(self))


def audit_evidence(ledger: Path) -> Audit:
    """Read every file of evidence, compare it with its row, and list what lies in the folder besides.

    Nothing is changed.  Raises LedgerError when the ledger cannot be read.
    """
    with reading(ledger) as reader:  # files are read afterwards: nobody waits for that
        numbers = {row["case_id"]: row["case_no"] for row in reader.rows("cases", geometry=False)}
        rows = [(table, row) for table in FILE_TABLES for row in reader.rows(table)]
        known = KnownPictures.of(reader)
        head = reader.head()
    checker = _Files(ledger, {})
    entries = tuple(checker.entry(table, row, _places(row, known, numbers)) for table, row in rows)
    strays, unfinished = _strays(ledger, {entry.file_name for entry in entries})
    return Audit(head, folder_of(ledger).name, entries, strays, unfinished, tuple(_shared(known, numbers)))


def manifest_of(audit: Audit) -> dict:
    """Return the audit as plain values for JSON, with counts first."""
    return {
        "folder": audit.folder,
        "chain_id": audit.head.chain_id,
        "head_seq": audit.head.seq,
        "head_hash": audit.head.hash,
        **{state.value: len(audit.of_state(state)) for state in FileState},
        "strays": list(audit.strays),
        "unfinished": list(audit.unfinished),
        "shared": [asdict(one) for one in audit.shared],
        "files": [_plain(entry) for entry in audit.entries],
    }


def write_manifest(audit: Audit, target: Path) -> None:
    """Write the audit as json, or as a csv table of its files where the name ends so; raises ExportError."""
    if target.suffix.lower() == ".csv":
        rows = tuple(tuple(map(_cell, _plain(entry).values())) for entry in audit.entries)
        headings = tuple(field.name for field in fields(Entry))
        write_text(target, csv_bytes(Sheet("evidence", headings, rows)).decode("utf-8"))
    else:
        write_text(target, json.dumps(manifest_of(audit), ensure_ascii=False, indent=1) + "\n")


def _plain(entry: Entry) -> dict:
    return {**asdict(entry), "state": entry.state.value}


def _cell(value: object) -> str:
    return " ".join(value) if isinstance(value, tuple) else str(value)


def _places(row: Mapping, known: KnownPictures, numbers: Mapping) -> list:
    """Return (case number, stage) of everything a row is evidence of."""
    if "evidence_id" in row:
        return [
            (numbers.get(one.case_id, ""), one.stage or "") for one in sorted(known.places[row["evidence_id"]], key=str)
        ]
    return [(numbers.get(row["case_id"], ""), "")]


@dataclass(frozen=True)
class _Files:
    ledger: Path
    seen: dict  # file name -> digest, as one file may serve several rows

    def entry(self, table: str, row: Mapping, places: Iterable[tuple]) -> Entry:
        cases, stages = zip(*places) if places else ((), ())
        return Entry(
            table=table,
            key=row[TABLES_BY_NAME[table].key],
            kind=row["kind"] or "",
            cases=tuple(dict.fromkeys(filter(None, cases))),
            stages=tuple(dict.fromkeys(filter(None, stages))),
            file_name=row["file_name"] or "",
            sha256=row["sha256"] or "",
            state=self._state(row["file_name"] or "", row["sha256"]),
            taken_at=row.get("taken_at") or "",
            flags=row.get("flags") or "",
        )

    def _state(self, name: str, told: Optional[str]) -> FileState:
        if not name:
            return FileState.UNNAMED
        if name not in self.seen:
            self.seen[name] = self._digest(name)
        found = self.seen[name]
        if found is None:
            return FileState.MISSING
        return FileState.CHANGED if told and found != told else FileState.GOOD

    def _digest(self, name: str) -> Optional[str]:
        try:
            return digest_of(path_of(self.ledger, name)) if is_there(self.ledger, name) else None
        except OSError:
            return None


def _strays(ledger: Path, named: set) -> tuple[tuple[str, ...], tuple[str, ...]]:
    folder = folder_of(ledger)
    found = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
    others = [name for name in found if name not in named]
    unfinished = tuple(name for name in others if name.endswith(UNFINISHED))
    return tuple(name for name in others if not name.endswith(UNFINISHED)), unfinished


def _shared(known: KnownPictures, numbers: Mapping) -> Iterator[Shared]:
    """Yield the same file at several places, then pictures that look alike at different ones."""
    for rows in known.by_file.values():
        places = set().union(*(known.places[row["evidence_id"]] for row in rows))
        if len(places) > 1 and rows[0]["sha256"]:
            yield _told(rows, places, numbers, same_file=True)
    for group in alike_groups(known.hashes):
        rows = [known.hashed[place] for place in group]
        places = set().union(*(known.places[row["evidence_id"]] for row in rows))
        if len(places) > 1 and len({row["sha256"] for row in rows}) > 1:
            yield _told(rows, places, numbers, same_file=False)


def _told(rows: Iterable[Mapping], places: set, numbers: Mapping, *, same_file: bool) -> Shared:
    cases = tuple(sorted({numbers.get(place.case_id, "") for place in places}))
    return Shared(same_file, tuple(row["evidence_id"] for row in rows), cases)


def _sentences(audit: Audit) -> Iterator[str]:
    folder = audit.folder
    texts = {
        FileState.MISSING: translate("Evidence", "{name} is missing from {folder}; it belongs to {cases}."),
        FileState.CHANGED: translate("Evidence", "{name} in {folder} was changed after it came in; {cases}."),
    }
    for state, text in texts.items():
        for entry in audit.of_state(state):
            yield text.format(name=entry.file_name, folder=folder, cases=", ".join(entry.cases) or "—")
    for name in audit.strays:
        yield translate("Evidence", "{name} lies in {folder} but belongs to no evidence.").format(
            name=name, folder=folder
        )
    for name in audit.unfinished:
        yield translate("Evidence", "{name} in {folder} is left of an interrupted copy; it may be deleted.").format(
            name=name, folder=folder
        )
    same = translate("Evidence", "One file is evidence of several cases or stages: {cases}.")
    alike = translate("Evidence", "Pictures that look the same are evidence of several cases or stages: {cases}.")
    for one in audit.shared:
        yield (same if one.same_file else alike).format(cases=", ".join(one.cases))
