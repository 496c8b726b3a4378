# SPDX-License-Identifier: GPL-2.0-or-later
"""What the dock says when a ledger opens: late cases, faults, whose package; found in the background."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from qgis.core import QgsApplication
from qgis.PyQt.QtTest import QTest

from anyue_farmland_plugin.gui.inspection import Inspection
from tests.factories import make_ledger


def told(inspection: Inspection, path: Path) -> list:
    inspection.open_ledger(path)
    for _ in range(200):
        QTest.qWait(25)
        if not QgsApplication.taskManager().activeTasks():
            break
    QTest.qWait(25)
    return inspection.dock.notices.texts()


def test_a_sound_ledger_says_nothing(inspection: Inspection, tmp_path: Path) -> None:
    assert told(inspection, make_ledger(tmp_path)) == []
    assert inspection.dock.notices.isHidden()


def test_unfinished_cases_after_the_campaign_are_counted(inspection: Inspection, tmp_path: Path) -> None:
    path = make_ledger(tmp_path, cases=[{"status": "rectifying", "deadline": "2022-11-20"}, {"status": "field"}])
    assert told(inspection, path) == ["The campaign is over: 1 unfinished cases belong on the watch list."]


def test_a_structure_changed_by_others_is_named_first(inspection: Inspection, tmp_path: Path) -> None:
    path = make_ledger(tmp_path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TRIGGER guard_events_update")
        connection.commit()
    (sentence,) = told(inspection, path)
    assert "guard_events_update" in sentence


def test_closing_the_ledger_takes_the_notices_away(inspection: Inspection, tmp_path: Path) -> None:
    path = make_ledger(tmp_path, cases=[{"status": "rectifying"}])
    assert told(inspection, path) != []
    inspection.desk.close()
    assert inspection.dock.notices.texts() == []
