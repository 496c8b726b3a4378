# SPDX-License-Identifier: GPL-2.0-or-later
"""Documents of a case: approvals, acceptances, contracts, minutes, with number, date and the file if there is one."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Optional, Sequence

from anyue_farmland_plugin.core.errors import InputDataError
from anyue_farmland_plugin.core.evidence_words import check_kind
from anyue_farmland_plugin.core.hidden_letters import has_hidden_letters
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.picturefile import FileKind, kind_of
from anyue_farmland_plugin.core.ports import Actor, Clock, IdSource
from anyue_farmland_plugin.ledger.evidence_files import store
from anyue_farmland_plugin.ledger.reading import Reader, reading
from anyue_farmland_plugin.ledger.row_events import add_rows
from anyue_farmland_plugin.ledger.writing import writing
from anyue_farmland_plugin.workflow.evidence import check_cases
from anyue_farmland_plugin.workflow.picture_reading import check_plain_file, unreadable

_LONGEST = 500
_MOST_ENTRIES = 10_000
# What an archive must hold to be an office document, and the ending it gets.
_OFFICE = (("OFD.xml", "ofd"), ("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx"), ("content.xml", "odt"))
_MACROS = re.compile(r"vbaProject\.bin$|(^|/)Scripts?/", re.IGNORECASE)
_OLE_ENDINGS = ("doc", "xls", "wps", "et")


@dataclass(frozen=True)
class DocumentFacts:
    """What is written on a document: kind (code), number (文号), title, day of issue; the file is optional."""

    kind: str
    number: str = ""
    title: str = ""
    issued_on: str = ""
    file: Optional[Path] = None


def add_document(
    ledger: Path, case_ids: Sequence[str], facts: DocumentFacts, *, actor: Actor, clock: Clock, new_id: IdSource
) -> list[str]:
    """Enter a document for one or several cases and return the ids of its rows, one for each case.

    A case that has the same document already (number, kind and file) gets no second one.
    Raises InputDataError for unknown cases and kinds, a document without number, title and file,
    a day that is none, and files that are no document whatever their name says.
    """
    row = _row(facts)
    wanted = list(dict.fromkeys(case_ids))
    with reading(ledger) as reader:
        check_cases(reader, wanted)
    if facts.file is not None:
        stored = store(facts.file, ledger, _ending(facts.file))
        row.update(file_name=stored.name, sha256=stored.sha256)
    with writing(ledger, actor, clock) as writer:
        reader = Reader(writer.connection)
        missing = [case_id for case_id in wanted if not _has(reader, case_id, row)]
        rows = [{"document_id": new_id(), "case_id": case_id, **row} for case_id in missing]
        add_rows(writer, "documents", rows)
    return [entered["document_id"] for entered in rows]


def _row(facts: DocumentFacts) -> dict:
    row: dict = {"kind": check_kind(facts.kind, photo=False), "number": facts.number, "title": facts.title}
    for name in ("number", "title"):
        row[name] = row[name].strip() or None
        if row[name] and (len(row[name]) > _LONGEST or has_hidden_letters(row[name])):
            message = translate("Evidence", "The {name} of the document is too long or holds letters nobody sees.")
            raise InputDataError(message.format(name=name))
    if not (row["number"] or row["title"] or facts.file):
        raise InputDataError(translate("Evidence", "Give the number, the title or the file of the document."))
    row["issued_on"] = _day(facts.issued_on)
    return row


def _day(text: str) -> Optional[str]:
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip()).isoformat()
    except ValueError as error:
        message = translate("Evidence", "“{day}” is no day; write it as 2022-11-20.")
        raise InputDataError(message.format(day=text)) from error


def _has(reader: Reader, case_id: str, row: dict) -> bool:
    same = ("kind", "number", "sha256") if row["number"] else ("kind", "title", "sha256")
    return any(
        all(there[name] == row.get(name) for name in same) for there in reader.rows("documents", case_id=case_id)
    )


def _ending(path: Path) -> str:
    """Return the ending a document file gets by its content; refuse everything that is no document."""
    check_plain_file(path)
    try:
        with path.open("rb") as stream:
            kind = kind_of(stream.read(16))
        if kind is FileKind.ZIP:
            return _office_ending(path)
    except OSError as error:
        raise unreadable(path, error) from error
    if kind is None:
        raise _refused(path)
    told = path.suffix.lower().lstrip(".")
    return told if kind is FileKind.OLE and told in _OLE_ENDINGS else kind.value


def _office_ending(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()[:_MOST_ENTRIES]
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise _refused(path) from error
    if any(_MACROS.search(name) for name in names):
        message = translate("Evidence", "{file} holds macros; save it without them or as PDF.")
        raise InputDataError(message.format(file=path.name))
    for part, ending in _OFFICE:
        if any(name.startswith(part) for name in names):
            return ending
    raise _refused(path)


def _refused(path: Path) -> InputDataError:
    message = translate(
        "Evidence", "{file} is no document (PDF, OFD, Word, Excel, picture), whatever its name says. Leave it out."
    )
    return InputDataError(message.format(file=path.name))
