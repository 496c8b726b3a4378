# SPDX-License-Identifier: GPL-2.0-or-later
"""manifest.json and lint.json: what a package holds, from which moment, and what is open in it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from pathlib import Path
from typing import Iterable, Mapping

from anyue_farmland_plugin.about import about
from anyue_farmland_plugin.export.city_tables import PACKAGE_SCHEMA
from anyue_farmland_plugin.export.figures import CityFigures
from anyue_farmland_plugin.export.findings import Issue, Severity
from anyue_farmland_plugin.export.snapshot import Snapshot
from anyue_farmland_plugin.export.staging import MANIFEST

_BLOCK = 1 << 20


def package_facts(snapshot: Snapshot, created_at: str, *, public: bool) -> dict:
    """Return what is said of the package everywhere: county, time, version, head of the chain."""
    return {
        "schema_version": PACKAGE_SCHEMA,
        "ledger_schema_version": int(snapshot.settings["schema_version"]),
        "plugin_version": about().version,
        "county_code": snapshot.settings.get("county_code", ""),
        "county_name": snapshot.settings.get("county_name", ""),
        "public": public,
        "created_at": created_at,
        "ledger": {
            "name": snapshot.ledger_name,
            "chain_id": snapshot.head.chain_id,
            "head_seq": snapshot.head.seq,
            "head_hash": snapshot.head.hash,
        },
        "crs": {"organization": snapshot.srs["organization"], "code": snapshot.srs["organization_coordsys_id"]},
    }


def figures_dict(figures: CityFigures) -> dict:
    """Return the figures as manifest.json states them, areas in m² to the cent."""
    return asdict(figures)


def write_manifest(folder: Path, facts: Mapping, figures: CityFigures) -> Path:
    """Write manifest.json over all files that are in the folder."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != MANIFEST]
    entries = [
        {"name": path.relative_to(folder).as_posix(), "size": path.stat().st_size, "sha256": file_hash(path)}
        for path in files
    ]
    return _write(folder / MANIFEST, {**facts, **figures_dict(figures), "files": entries})


def write_lint(folder: Path, facts: Mapping, issues: Iterable[Issue]) -> Path:
    """Write lint.json: how many errors and warnings, and each of them."""
    found = list(issues)
    counts = {severity.value + "s": sum(issue.severity is severity for issue in found) for severity in Severity}
    entries = [
        {
            "severity": issue.severity.value,
            "check": issue.check,
            "case_no": issue.case_no,
            "column": issue.column,
            "sentence": issue.sentence,
        }
        for issue in found
    ]
    return _write(
        folder / "lint.json",
        {"created_at": facts["created_at"], "ledger": facts["ledger"], **counts, "findings": entries},
    )


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file's bytes."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        for block in iter(lambda: stream.read(_BLOCK), b""):
            digest.update(block)
    return digest.hexdigest()


def _write(path: Path, content: Mapping) -> Path:
    path.write_bytes(
        (json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode("utf-8", "replace")
    )
    return path
