# SPDX-License-Identifier: GPL-2.0-or-later
"""Copies the evidence files that lie beside a ledger into the package, each checked by its hash."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Iterator

from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.export.findings import Issue, Severity
from anyue_farmland_plugin.export.manifest import file_hash
from anyue_farmland_plugin.export.snapshot import Snapshot
from anyue_farmland_plugin.export.staging import is_inside

FOLDER = "evidence"


def copy_evidence(snapshot: Snapshot, source: Path, target: Path) -> Iterator[Issue]:
    """Copy registered files from ``source`` to ``target``; yield an issue for each that is missing or altered."""
    for row in snapshot.evidence:
        name = row["file_name"] or ""
        path = source / name
        if not is_inside(name) or "/" in name or path.is_symlink() or not path.is_file():
            yield _issue(
                "file_name",
                translate("Lint", "Evidence {name} is not in the folder {folder}.").format(
                    name=name or row["evidence_id"], folder=source.name
                ),
            )
        elif row["sha256"] and file_hash(path) != row["sha256"]:
            yield _issue(
                "sha256", translate("Lint", "Evidence {name} was changed after it was imported.").format(name=name)
            )
        else:
            target.mkdir(exist_ok=True)
            shutil.copyfile(path, target / name)


def _issue(column: str, sentence: str) -> Issue:
    return Issue(Severity.ERROR, "evidence", "", column, sentence)
