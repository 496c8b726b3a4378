# SPDX-License-Identifier: GPL-2.0-or-later
"""What the dock says when a ledger opens: late cases, faults, whose package; found in the background."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from qgis.core import QgsApplication
from qgis.PyQt.QtTest import QTest

from anyue_farmland_plugin.gui.adopt_dialog import AdoptDialog
from anyue_farmland_plugin.gui.inspection import Inspection
from anyue_farmland_plugin.ledger.gpkg_functions import register_functions
from anyue_farmland_plugin.ledger.guards import GUARDS
from anyue_farmland_plugin.ledger.verify import verify_ledger
from anyue_farmland_plugin.workflow.adopt import Choice
from anyue_farmland_plugin.workflow.adopt_offer import offer
from tests.factories import COUNTY, TickingClock, make_ledger


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


def test_an_edit_of_another_program_is_offered_and_put_back(inspection: Inspection, tmp_path: Path) -> None:
    path = make_ledger(tmp_path)
    with closing(sqlite3.connect(path)) as connection:
        register_functions(connection)
        connection.execute("DROP TRIGGER guard_cases_update")
        connection.execute("UPDATE cases SET note = '改' WHERE case_no LIKE '%0002'")
        guard = next(statement for statement in GUARDS if "guard_cases_update" in statement)
        connection.execute(guard)
        connection.commit()
    (sentence,) = told(inspection, path)
    assert sentence.startswith("1 values in ledger.gpkg were changed outside the plugin.")
    dialog = AdoptDialog(None, path, offer(path))
    ok = dialog.buttons.button(dialog.buttons.StandardButton.Ok)
    assert not ok.isEnabled(), "nothing is chosen for the person"
    dialog.choose(Choice.RESTORE)
    assert ok.isEnabled()
    done = dialog.write(COUNTY, TickingClock())
    assert (done.restored, done.refused) == (1, ())
    assert verify_ledger(path).ok
    assert told(inspection, path) == []
