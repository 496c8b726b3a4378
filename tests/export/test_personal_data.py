# SPDX-License-Identifier: GPL-2.0-or-later
"""A county may publish what it hands over: no name, phone or identity number of a person is in any byte of it."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

from anyue_farmland_plugin.core.ports import Actor
from anyue_farmland_plugin.export.city import export_city
from anyue_farmland_plugin.ledger.writing import writing
from anyue_farmland_plugin.workflow.tag import tag_case
from tests.factories import Ids, TickingClock, delivery_rows, make_ledger

NAMES = ("赵钱孙", "周吴郑", "王冯陈")
NUMBERS = ("13812345678", "510226197001011234", "0832-24567890")
CODE = "512021211000005615"  # eighteen digits like an identity number, and none


def named_ledger(folder: Path) -> Path:
    """Return a ledger in which persons stand wherever one can write freely."""
    actor, clock = Actor(NAMES[1], "inspector"), TickingClock()
    path = make_ledger(folder, cases=1, actor=Actor(NAMES[2], "analyst"))
    with writing(path, Actor(NAMES[2], "analyst"), clock) as writer:
        place = {"location": f"龙台镇 {NUMBERS[0]} {NUMBERS[1]}", "subject": NAMES[0]}
        rows = delivery_rows(writer, [place], Ids("more"), first=1, batch=f"补报 {NUMBERS[2]}")
        attributes = json.dumps({"XM": NAMES[0], "LXDH": NUMBERS[0]}, ensure_ascii=False)
        clues = [{**clue, "attributes": attributes, "source_ref": CODE} for clue in rows.clues]
        for case in rows.cases:
            writer.create_case(case)
        writer.add_delivery(rows.delivery, clues, rows.pieces)
    for case in rows.cases:
        changes = {
            "problem_type": "FN01", "subject": NAMES[0], "note": f"{NAMES[0]} {NUMBERS[0]}",
            "supervision": NAMES[1], "measures": f"M01 {NAMES[0]}", "responsible_unit": "U01",
        }  # fmt: skip
        tag_case(path, case["case_id"], changes, actor=actor, clock=clock, reason=f"{NAMES[0]} {NUMBERS[1]}")
    return path


def everything(folder: Path) -> str:
    """Return all text of a package: its files as they are, and workbooks unpacked."""
    text = []
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as book:
                text += [book.read(name).decode("utf-8", "replace") for name in book.namelist()]
        elif path.is_file():
            text.append(path.read_bytes().decode("utf-8", "replace"))
    return "\n".join(text)


def test_a_public_package_names_nobody_in_any_byte(tmp_path: Path) -> None:
    ledger = named_ledger(tmp_path)
    for public in (False, True):
        export_city(ledger, tmp_path / str(public), public=public, clock=TickingClock())
    inside, outside = everything(tmp_path / "False"), everything(tmp_path / "True")
    assert {word for word in (*NAMES[:2], *NUMBERS) if word in inside} == {*NAMES[:2], *NUMBERS}
    assert {word for word in (*NAMES, *NUMBERS) if word in outside} == set()
    assert CODE in outside
    assert "138****5678" in outside
