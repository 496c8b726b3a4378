# SPDX-License-Identifier: GPL-2.0-or-later
"""The package a county hands to the city: one moment of the ledger, checked, hashed, read back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Callable, Optional

from anyue_farmland_plugin.core.errors import ExportError
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.ports import Clock, timestamp
from anyue_farmland_plugin.export.checks import check_snapshot, sort_issues
from anyue_farmland_plugin.export.city_gpkg import write_gpkg
from anyue_farmland_plugin.export.city_rows import CHINA, CityRows, china_day, city_rows
from anyue_farmland_plugin.export.evidence import FOLDER, copy_evidence
from anyue_farmland_plugin.export.failures import explained_export
from anyue_farmland_plugin.export.figures import figures_of
from anyue_farmland_plugin.export.findings import Issue, Severity
from anyue_farmland_plugin.export.manifest import package_facts, write_lint, write_manifest
from anyue_farmland_plugin.export.reimport import read_city
from anyue_farmland_plugin.export.sheets import sheets_of
from anyue_farmland_plugin.export.snapshot import Snapshot, take_snapshot
from anyue_farmland_plugin.export.staging import MANIFEST, exchange, read_manifest, recover, staged
from anyue_farmland_plugin.export.workbook import has_openpyxl, write_workbook
from anyue_farmland_plugin.ledger.reading import Head


@dataclass(frozen=True)
class CityPackage:
    """Where the parts of the package lie and how many errors its findings hold."""

    city_gpkg: Path
    manifest: Path
    lint: Path
    xlsx: Path
    errors: int


@dataclass(frozen=True)
class _Job:
    snapshot: Snapshot
    rows: CityRows
    ledger: Path
    moment: datetime
    public: bool
    signature: Optional[dict]

    @property
    def stem(self) -> str:
        """Return county and day in China, which every file name starts with."""
        return f"{self.snapshot.settings.get('county_code', 'county')}_{self.moment.astimezone(CHINA):%Y%m%d}"


@dataclass(frozen=True)
class _Written:
    names: tuple
    errors: int


def export_city(
    ledger: Path, folder: Path, *, public: bool = False, clock: Clock, sign: Optional[Callable[[Head], dict]] = None
) -> CityPackage:
    """Write the city package of a ledger into a folder and read it back.

    All figures come from one transaction.  The package appears whole or not at all; an older
    one in the folder is replaced when it is of the same ledger and day.  ``public`` leaves out
    everything that names a person, and the evidence.  ``sign`` returns the signature of the head
    for the manifest.  Raises LedgerError for the ledger, ExportError for the folder.
    """
    moment = clock()
    snapshot = take_snapshot(ledger)
    signature = sign(snapshot.head) if sign is not None else None
    job = _Job(snapshot, city_rows(snapshot, public=public), ledger, moment, public, signature)
    with explained_export(folder):
        recover(folder)
        predecessor = _predecessor(folder, job)
        with staged(folder) as staging:
            written = _write(job, staging)
            read_city(staging)
            exchange(staging, folder, predecessor)
            if not public:
                (folder / FOLDER).mkdir(exist_ok=True)
    gpkg, manifest, lint, book = (folder / name for name in written.names)
    return CityPackage(gpkg, manifest, lint, book, written.errors)


def _predecessor(folder: Path, job: _Job) -> Optional[dict]:
    """Return the manifest of the package to replace; refuse one of another ledger or day."""
    found = read_manifest(folder)
    if found is None:
        return None
    ledger = found.get("ledger") or {}
    same_day = china_day(found.get("created_at")) == china_day(timestamp(job.moment))
    if ledger.get("chain_id") != job.snapshot.head.chain_id or not same_day:
        raise ExportError(
            translate(
                "Export",
                "{folder} already holds the package of ledger {name} of {at}; it was left untouched. "
                "Choose another folder.",
            ).format(folder=folder, name=ledger.get("name"), at=china_day(found.get("created_at")))
        )
    return found


def _write(job: _Job, staging: Path) -> _Written:
    """Write all files into the staging folder."""
    created_at = timestamp(job.moment)
    facts = package_facts(job.snapshot, created_at, public=job.public)
    issues = list(check_snapshot(job.snapshot))
    gpkg = staging / f"{job.stem}_city.gpkg"
    write_gpkg(gpkg, job.snapshot, job.rows, _flat(facts), created_at)
    about = [*_flat(facts).items()]
    sheets = sheets_of(job.rows, job.snapshot.enumerations, about)
    book = write_workbook(staging, f"{job.stem}_ledger", sheets, job.moment)
    if not has_openpyxl():
        issues.append(
            Issue(
                Severity.WARNING,
                "workbook",
                "",
                "",
                translate("Lint", "openpyxl is not installed: the workbook was written as csv files."),
            )
        )
    if not job.public:
        issues += copy_evidence(job.snapshot, job.ledger, staging / FOLDER)
    lint = write_lint(staging, facts, sort_issues(issues))
    rows = {"cases": job.rows.cases, "clues": job.rows.clues, "pieces": job.rows.pieces}
    signed = {} if job.signature is None else {"signature": job.signature}
    write_manifest(staging, {**facts, **signed}, figures_of(rows))
    errors = sum(issue.severity is Severity.ERROR for issue in issues)
    return _Written((gpkg.name, MANIFEST, lint.name, book.name), errors)


def _flat(facts: dict) -> dict:
    """Return the facts as one level of text, for the GeoPackage and the workbook."""
    flat = {}
    for name, value in facts.items():
        inner = value if isinstance(value, dict) else {"": value}
        flat.update({f"{name}_{key}".rstrip("_"): str(item) for key, item in inner.items()})
    return flat
