# SPDX-License-Identifier: GPL-2.0-or-later
"""A ledger with something in every table and a merged package, and the tools of a forger."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Callable, Iterable, Mapping

from anyue_farmland_plugin.ledger import chain, conflicts
from anyue_farmland_plugin.ledger.gpkg_functions import register_functions
from anyue_farmland_plugin.ledger.reading import reading
from anyue_farmland_plugin.ledger.row_events import add_rows
from anyue_farmland_plugin.ledger.writing import Writer, writing
from anyue_farmland_plugin.workflow.field_packages import PackageMeta, pack_cases
from anyue_farmland_plugin.workflow.tag import tag_case
from tests.factories import COUNTY, INSPECTOR, TickingClock, make_ledger

PACKAGE = "5f0c7c3e-0000-4000-8000-00000000000f"
_KEY = "5f0c7c3e-0000-5000-8000-00000000{table:02d}{row:02d}"
_GUARDS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"

Run = Callable[..., sqlite3.Cursor]


def key(table: int, row: int) -> str:
    return _KEY.format(table=table, row=row)


def rich_ledger(folder: Path) -> Path:
    """Return a ledger of six cases with rows in every table and the chain of a merged package."""
    path, clock = make_ledger(folder, cases=6), TickingClock()
    with reading(path) as reader:
        ids = [row["case_id"] for row in reader.rows("cases")]
        clues = [(row["clue_id"], row["case_id"]) for row in reader.rows("clues")]
    with writing(path, INSPECTOR, clock) as writer:
        for clue_id, case_id in clues:
            writer.append_event("clue", clue_id, "founded", {"case_id": [None, case_id]})
    for case_id in ids:
        tag_case(path, case_id, {"problem_type": "FN01", "verdict": "WF", "note": "现场"}, actor=INSPECTOR, clock=clock)
    with writing(path, COUNTY, clock) as writer:
        _fill(writer, ids)
    package = pack_cases(path, ids[:2], folder / "package.gpkg", PackageMeta(PACKAGE), actor=COUNTY, clock=clock)
    tag_case(package.path, ids[0], {"note": "外业补充"}, actor=INSPECTOR, clock=clock)
    tag_case(package.path, ids[1], {"subject": "张三"}, actor=INSPECTOR, clock=clock)
    merge_by_hand(path, package.path)
    with writing(path, COUNTY, clock) as writer:
        writer.update_case(ids[3], {"note": "复核"}, action="tagged", reason="复核")
        writer.update_case(ids[4], {"note": "复核"}, action="tagged", reason="复核")
    return path


def _fill(writer: Writer, ids: Iterable[str]) -> None:
    first, second, *_ = ids
    evidence = [{"evidence_id": key(1, row), "kind": "photo", "file_name": f"{row}.jpg", "lon": 105.3, "lat": 30.1}
                for row in (1, 2)]  # fmt: skip
    add_rows(writer, "evidence", evidence)
    for row in (1, 2):
        link = {"evidence_link_id": key(2, row), "evidence_id": key(1, row), "case_id": first, "stage": "field"}
        add_rows(writer, "evidence_links", [link])
    plan = {"plan_id": key(3, 1), "plan_no": "2022-1", "year": 2022, "case_id": first, "area_m2": 5.0}
    add_rows(writer, "plans", [plan])
    add_rows(writer, "inspections", [{"inspection_id": key(4, 1), "case_id": first, "kind": "抽查", "result": "合格"}])
    add_rows(writer, "documents", [{"document_id": key(5, 1), "case_id": first, "number": "安自然资〔2022〕1号"}])
    conflicts.put(writer, {
        "conflict_id": conflicts.conflict_id(second, "note"), "case_id": second, "field": "note", "state": "open",
        "base": '"现场"', "candidates": '[{"value":"一"},{"value":"二"}]',
    }, conflicts.RAISED)  # fmt: skip
    writer.add_codes("units", [{"code": "512021999", "name": "新镇", "kind": "town", "sort": 99}], "unit")
    writer.set_setting("stage", "集中整治")


def merge_by_hand(path: Path, package: Path) -> None:
    """Bring a package's events in and seal them as a merge does."""
    with reading(package) as reader:
        events, settings = list(reader.rows("events")), dict(reader.settings())
    with writing(path, COUNTY, TickingClock()) as writer:
        writer.insert("events", events)
        told = {"package_id": PACKAGE, "base_seq": int(settings["base_seq"]), "base_head": settings["base_head"],
                "head": events[-1]["hash"], "events": len(events)}  # fmt: skip
        writer.append_event("merge", key(9, 1), "merged", {name: [None, value] for name, value in told.items()})


def forge(path: Path, deed: Callable[[Run], object]) -> None:
    """Do something as a forger does: triggers dropped first and put back afterwards, so that the schema looks whole."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        register_functions(connection)
        connection.execute("PRAGMA synchronous = OFF")
        triggers = connection.execute(_GUARDS).fetchall()
        connection.execute("BEGIN")
        for name, _ in triggers:
            connection.execute(f'DROP TRIGGER "{name}"')
        deed(connection.execute)
        for _, sql in triggers:
            connection.execute(sql)
        connection.execute("COMMIT")


def statements(*texts: str) -> Callable[[Run], object]:
    """Return a deed of SQL statements, each of which must change something."""

    def deed(run: Run) -> None:
        for text in texts:
            assert run(text).rowcount != 0, f"nothing forged by {text}"

    return deed


def rebuild(run: Run, first: int, change: Callable[[dict], None]) -> None:
    """Change an event and give it and all later ones of the own chain new hashes, as a careful forger does."""
    (own,) = run("SELECT value FROM settings WHERE key = 'chain_id'").fetchone()
    columns = ("fid", *chain.HASHED, "hash")
    rows = run(f"SELECT {', '.join(columns)} FROM events WHERE chain_id = ? AND seq >= ? ORDER BY seq", (own, first))
    previous = None
    for values in rows.fetchall():
        event = dict(zip(columns, values))
        if event["seq"] == first:
            change(event)
        event["prev_hash"] = previous or event["prev_hash"]
        event["hash"] = previous = chain.event_hash(event)
        _store(run, event)


def _store(run: Run, event: Mapping) -> None:
    columns = [name for name in event if name != "fid"]
    text = f"UPDATE events SET {', '.join(name + ' = ?' for name in columns)} WHERE fid = ?"
    run(text, (*(event[name] for name in columns), event["fid"]))
