# SPDX-License-Identifier: GPL-2.0-or-later
"""Photos and documents of a package: judged, and copied beside the ledger before anything is written into it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Iterator, Mapping, Optional

from anyue_farmland_plugin.core.errors import InputDataError
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.ledger import evidence_files
from anyue_farmland_plugin.vetting.attachments import vet_attachment
from anyue_farmland_plugin.workflow.merge_reading import ROW_KEYS, Returned

WITH_FILES = ("evidence", "documents")
_PHOTO_FOLDERS = ("", "photos", "DCIM")  # where field apps put pictures, beside the package


@dataclass(frozen=True)
class Brought:
    """A file that is beside the ledger now: its name there, its hash, and what it was called in the package."""

    name: str
    sha256: str
    original: str


@dataclass
class Files:
    """Files of one package: what came, by table and key of its row, and what did not."""

    brought: dict = field(default_factory=dict)
    missing: dict = field(default_factory=dict)
    reasons: dict = field(default_factory=dict)

    def of(self, table: str, row: Mapping) -> Optional[Brought]:
        """Return the file of a row, None when it has none or it did not come."""
        return self.brought.get((table, row[ROW_KEYS[table]]))


def bring_files(returned: Returned, ledger: Path, *, keep: bool) -> Files:
    """Judge the files of a package's new rows and copy those in that are not there; not ``keep``: only look.

    Raises LedgerError when the ledger's folder cannot take them.
    """
    files = Files()
    for table in WITH_FILES:
        for row in returned.rows[table]:
            if row["file_name"]:
                _bring(files, (table, row[ROW_KEYS[table]]), row, _Place(returned.path, ledger, keep))
    return files


@dataclass(frozen=True)
class _Place:
    package: Path
    ledger: Path
    keep: bool


def _bring(files: Files, name: tuple, row: Mapping, place: _Place) -> None:
    told = str(row["file_name"])
    kept = f"{row['sha256']}{Path(told).suffix.lower()}"
    if row["sha256"] and evidence_files.is_there(place.ledger, kept):
        files.brought[name] = Brought(kept, str(row["sha256"]), Path(told).name)
        return
    source = next(_sources(place.package, told), None)
    if source is None:
        files.missing[name] = told
        files.reasons[name] = translate(
            "Merge", "The file {name} did not come with the package; its row was taken in."
        ).format(name=told)
        return
    try:
        digest = vet_attachment(source, str(row["sha256"] or "")).sha256
    except InputDataError as error:
        files.missing[name] = told
        files.reasons[name] = str(error)
        return
    ending = source.suffix.lstrip(".").lower()
    if place.keep:
        evidence_files.store(source, place.ledger, ending)
    files.brought[name] = Brought(f"{digest}.{ending}", digest, source.name)


def _sources(package: Path, name: str) -> Iterator[Path]:
    """Yield where the file of a row lies in the package: its own folder, or where a field app puts photos."""
    parts = Path(name.replace("\\", "/")).parts
    if not parts or any(part == ".." or not evidence_files.is_plain_name(part) for part in parts):
        return
    folders = (evidence_files.folder_of(package), *(package.parent / folder for folder in _PHOTO_FOLDERS))
    for place in (folder.joinpath(*parts) for folder in folders):
        if place.is_file() and not place.is_symlink():
            yield place
