# SPDX-License-Identifier: GPL-2.0-or-later
"""Ledgers and field packages for the tests of merging: real files, the product's own writer."""

from __future__ import annotations

import json
import shutil
import sqlite3
import uuid
from contextlib import closing
from pathlib import Path
from typing import Mapping, Optional, Sequence

from anyue_farmland_plugin.core.ports import Actor, Clock
from anyue_farmland_plugin.ledger.reading import reading
from anyue_farmland_plugin.ledger.verify import verify_ledger
from anyue_farmland_plugin.ledger.writing import writing
from anyue_farmland_plugin.workflow.field_packages import PackageMeta, pack_cases
from anyue_farmland_plugin.workflow.merge import MergeResult, merge_packages
from tests.factories import COUNTY, INSPECTOR, Ids, TickingClock, add_delivery

_SPACE = uuid.UUID("2b0f0d0a-7f3e-4a2b-9a43-0a6c7c0e8f11")
_DERIVED = ("revision", "created_at", "updated_at", "updated_by")


def case_ids(ledger: Path) -> list:
    with reading(ledger) as reader:
        return [case["case_id"] for case in reader.rows("cases", geometry=False)]


def case_of(ledger: Path, case_id: str) -> dict:
    with reading(ledger) as reader:
        found = reader.case(case_id)
    assert found is not None
    return found


def package(
    ledger: Path, name: str, clock: Clock, *, cases: Optional[Sequence[str]] = None, expires_on: str = ""
) -> Path:
    """Pack all or some cases; the package's id follows from its name."""
    target = ledger.parent / f"{name}.gpkg"
    meta = PackageMeta(str(uuid.uuid5(_SPACE, name)), expires_on=expires_on)
    pack_cases(ledger, cases or case_ids(ledger), target, meta, actor=COUNTY, clock=clock)
    return target


def write(
    path: Path, case_id: str, changes: Mapping, clock: Clock, actor: Actor = INSPECTOR, action: str = "tagged"
) -> None:
    """Write some values as the plugin does, in a ledger or a package, without the life cycle's guards."""
    with writing(path, actor, clock) as writer:
        writer.update_case(case_id, changes, action=action)


def find_case(path: Path, clock: Clock, seed: str, number: str, place: int = 300) -> str:
    """Make a case in the field, with a delivery, a clue and pieces of its own."""
    ids = Ids(seed=seed)
    with writing(path, INSPECTOR, clock) as writer:
        (case_id,) = add_delivery(writer, [{"case_no": number, "source_kinds": "S5"}], ids, first=place, batch=seed)
        with_clue = ids.counts["clue"]
        ids.counts["clue"] = with_clue - 1
        writer.append_event("clue", ids("clue"), "founded", {"case_id": [None, case_id]})
    return case_id


def edit_outside(path: Path, case_id: str, changes: Mapping) -> None:
    """Change plain columns as a field app does: no event, no new revision."""
    from anyue_farmland_plugin.ledger.gpkg_functions import register_functions

    with closing(sqlite3.connect(path)) as connection:
        register_functions(connection)
        for name, value in changes.items():
            connection.execute(f'UPDATE cases SET "{name}" = ? WHERE case_id = ?', (value, case_id))
        connection.commit()


def copy(path: Path, name: str) -> Path:
    target = path.with_name(f"{name}.gpkg")
    shutil.copyfile(path, target)
    return target


def merge(ledger: Path, *packages: Path, clock: Optional[Clock] = None, actor: Actor = COUNTY) -> MergeResult:
    return merge_packages(ledger, packages, actor=actor, clock=clock or TickingClock())


def cases_table(ledger: Path) -> list:
    """Return the cases without what the ledger counts by itself."""
    with reading(ledger) as reader:
        rows = list(reader.rows("cases"))
    return sorted(
        ({name: value for name, value in row.items() if name not in _DERIVED} for row in rows),
        key=lambda row: row["case_id"],
    )


def questions(ledger: Path) -> list:
    """Return the open conflicts as they are stored, without when they were raised."""
    with reading(ledger) as reader:
        rows = list(reader.rows("conflicts", state="open"))
    return sorted((row["case_id"], row["field"], row["base"], row["candidates"]) for row in rows)


def foreign_events(ledger: Path) -> set:
    with reading(ledger) as reader:
        own = reader.head().chain_id
        rows = reader.connection.execute("SELECT event_id, hash FROM events WHERE chain_id <> ?", (own,))
        return {tuple(row) for row in rows}


def all_events(path: Path) -> set:
    with reading(path) as reader:
        return {tuple(row) for row in reader.connection.execute("SELECT event_id, hash FROM events")}


def values_of(candidates: str) -> list:
    return [candidate["value"] for candidate in json.loads(candidates)]


def assert_whole(ledger: Path) -> None:
    found = verify_ledger(ledger)
    assert found.ok, found.findings
