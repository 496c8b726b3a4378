# SPDX-License-Identifier: GPL-2.0-or-later
"""Copies the files of evidence beside a ledger into the package, each checked by its hash, with a list of them."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Iterator, Mapping, Optional

from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.export.findings import Issue, Severity
from anyue_farmland_plugin.export.sheets import Sheet
from anyue_farmland_plugin.export.snapshot import Snapshot
from anyue_farmland_plugin.export.workbook import csv_bytes
from anyue_farmland_plugin.ledger.evidence_files import digest_of, is_there, path_of

FOLDER = "evidence"
LIST = "evidence.csv"
_HEADINGS = ("case_no", "table", "kind", "stage", "file_name", "sha256", "number", "title", "taken_at", "flags")


def copy_evidence(snapshot: Snapshot, ledger: Path, target: Path) -> Iterator[Issue]:
    """Copy the files of photos and documents to ``target``; yield an issue for each that is missing or altered.

    Beside them a csv says for every case which photos and documents it has, those without file included.
    """
    copied: dict = {}
    for row in (*snapshot.evidence, *snapshot.documents):
        name = row["file_name"] or ""
        if name not in copied and (name or "evidence_id" in row):
            copied[name] = _copy(row, ledger, target)
            if copied[name] is not None:
                yield copied[name]
    rows = tuple(_listed(snapshot))
    if rows:
        target.mkdir(exist_ok=True)
        (target / LIST).write_bytes(csv_bytes(Sheet(FOLDER, _HEADINGS, rows)))


def _copy(row: Mapping, ledger: Path, target: Path) -> Optional[Issue]:
    name = row["file_name"] or ""
    if not is_there(ledger, name):
        text = translate("Lint", "Evidence {name} is not in the evidence folder of the ledger.")
        return _issue("file_name", text.format(name=name or row["evidence_id"]))
    path = path_of(ledger, name)
    if row["sha256"] and digest_of(path) != row["sha256"]:
        text = translate("Lint", "Evidence {name} was changed after it was imported.")
        return _issue("sha256", text.format(name=name))
    target.mkdir(exist_ok=True)
    shutil.copyfile(path, target / name)
    return None


def _listed(snapshot: Snapshot) -> Iterator[tuple]:
    numbers = {case["case_id"]: case["case_no"] for case in snapshot.cases}
    photos = {row["evidence_id"]: row for row in snapshot.evidence}
    for link in snapshot.evidence_links:
        row = {**photos.get(link["evidence_id"], {}), "stage": link["stage"], "table": "evidence"}
        yield _line(row, numbers.get(link["case_id"]))
    for row in snapshot.documents:
        yield _line({**row, "table": "documents"}, numbers.get(row["case_id"]))


def _line(row: Mapping, case_no: Optional[str]) -> tuple:
    return (case_no, *(row.get(name) for name in _HEADINGS[1:]))


def _issue(column: str, sentence: str) -> Issue:
    return Issue(Severity.ERROR, "evidence", "", column, sentence)
