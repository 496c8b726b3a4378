# SPDX-License-Identifier: GPL-2.0-or-later
"""The papers of a field package: manifest.json over its files, and the page that says how to use it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Mapping

from anyue_farmland_plugin.export.staging import MANIFEST
from anyue_farmland_plugin.ledger.evidence_files import digest_of
from anyue_farmland_plugin.paths import resource

README = "README.txt"
KIND = "field_package"
_PRIVACY = {"yes": "field_package_masked", "no": "field_package_named"}


def write_readme(folder: Path, facts: Mapping, *, has_project: bool) -> Path:
    """Write the one page in Chinese and English that goes with a package."""
    told = {
        **{name: "–" if value == "" else value for name, value in facts.items()},
        "privacy": _text(_PRIVACY[str(facts["masked"])]),
        "project": "" if has_project else _text("field_package_without_project"),
    }
    path = folder / README
    lines = _text("field_package").format_map(told).rstrip().splitlines()
    # A byte order mark and Windows line ends: the editors of old township computers show no Chinese without.
    path.write_bytes("\r\n".join([*lines, ""]).encode("utf-8-sig"))
    return path


def _text(name: str) -> str:
    return resource("texts", f"{name}.txt").read_text(encoding="utf-8").strip()


def write_field_manifest(folder: Path, facts: Mapping) -> Path:
    """Write manifest.json over all files in the folder: what they were when the package left the house."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != MANIFEST]
    entries = [
        {"name": path.relative_to(folder).as_posix(), "size": path.stat().st_size, "sha256": digest_of(path)}
        for path in files
    ]
    content = json.dumps({"kind": KIND, **facts, "files": entries}, ensure_ascii=False, indent=1, allow_nan=False)
    path = folder / MANIFEST
    path.write_bytes((content + "\n").encode("utf-8", "replace"))
    return path
