# SPDX-License-Identifier: GPL-2.0-or-later
"""Whatever leaves the ledger carries number and hash of the newest event, and the check takes them back."""

from __future__ import annotations

import re
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

from anyue_farmland_plugin.ledger.reading import Head, reading
from anyue_farmland_plugin.ledger.verify import verify_ledger
from anyue_farmland_plugin.workflow.field_packages import PackageMeta, pack_cases
from anyue_farmland_plugin.workflow.handover import check_ledger, hand_over
from anyue_farmland_plugin.workflow.merge_job import run_merge
from anyue_farmland_plugin.workflow.tag import tag_case
from tests.factories import COUNTY, INSPECTOR, TickingClock, make_ledger
from tests.ledger.tampered import PACKAGE


def head_of(path: Path) -> Head:
    with reading(path) as reader:
        return reader.head()


def words_of(path: Path) -> str:
    """Return all text of a file, workbooks and GeoPackages opened."""
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as archive:
            return "\n".join(archive.read(name).decode("utf-8") for name in archive.namelist() if name.endswith(".xml"))
    if path.suffix == ".gpkg":
        with closing(sqlite3.connect(path)) as connection:
            return "\n".join(connection.iterdump())
    return path.read_text(encoding="utf-8")


def test_every_part_of_the_city_package(tmp_path: Path) -> None:
    ledger = make_ledger(tmp_path)
    head = head_of(ledger)
    package = hand_over(ledger, tmp_path / "city", public=False, clock=TickingClock())
    for path in (package.manifest, package.lint, package.city_gpkg, package.xlsx):
        words = words_of(path)
        assert head.hash in words, path.name
        assert re.search(rf"(?<!\d){head.seq}(?!\d)", words), path.name


def test_reports_of_checks_and_merges_and_packages(tmp_path: Path) -> None:
    ledger, clock = make_ledger(tmp_path), TickingClock()
    head = head_of(ledger)
    check_ledger(ledger, "", str(tmp_path / "check.html"), clock=clock)
    assert head.hash in words_of(tmp_path / "check.html")
    with reading(ledger) as reader:
        ids = [row["case_id"] for row in reader.rows("cases", geometry=False)]
    made = pack_cases(ledger, ids[:1], tmp_path / "package.gpkg", PackageMeta(PACKAGE), actor=COUNTY, clock=clock)
    with reading(made.path) as reader:
        settings = reader.settings()
    assert (settings["base_head"], settings["base_seq"]) == (head.hash, str(head.seq))
    tag_case(made.path, ids[0], {"problem_type": "FN01"}, actor=INSPECTOR, clock=clock)
    run_merge(ledger, [made.path], actor=COUNTY, clock=clock, report=tmp_path / "merge.html")
    merged = head_of(ledger)
    assert merged.hash in words_of(tmp_path / "merge.html")
    for known in (head, merged):
        found = verify_ledger(ledger, f"{known.chain_id} {known.seq} {known.hash}")
        assert found.ok, found.findings
