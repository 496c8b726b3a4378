# SPDX-License-Identifier: GPL-2.0-or-later
"""A person answers the questions of a merge by keys: what the ledger says afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest
from qgis.core import QgsApplication
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest

from anyue_farmland_plugin.core.ports import Actor
from anyue_farmland_plugin.gui.conflict_queue import ConflictQueue
from anyue_farmland_plugin.gui.messages import Messages
from anyue_farmland_plugin.ledger.verify import verify_ledger
from tests.factories import ANALYST, COUNTY, INSPECTOR, TickingClock
from tests.workflow.copies import case_ids, case_of, merge, package, write


@pytest.fixture
def asked(ledger: Path) -> Path:
    """A ledger with two open questions: a note and a problem type."""
    clock = TickingClock()
    first, second, *_ = case_ids(ledger)
    east = package(ledger, "east", clock)
    write(ledger, first, {"note": "a <b>shed</b> & more"}, clock, ANALYST)
    write(east, first, {"note": "a house"}, clock, INSPECTOR)
    write(ledger, second, {"problem_type": "FN01"}, clock, INSPECTOR)
    write(east, second, {"problem_type": "FN02"}, clock, Actor("孙核查", "inspector"))
    assert merge(ledger, east, clock=clock).open_conflicts == 2
    return ledger


@pytest.fixture
def queue(asked: Path, qgis_app: QgsApplication, qgis_iface: QgisInterface) -> ConflictQueue:
    dock = ConflictQueue(lambda: COUNTY, TickingClock(), Messages(qgis_iface.messageBar()))
    dock.show()
    assert dock.open(asked) == 2
    return dock


def press(queue: ConflictQueue, key: object) -> None:
    QTest.keyClick(queue.focusProxy(), key)


def test_only_the_clashing_cell_with_values_and_people_is_shown(queue: ConflictQueue, asked: Path) -> None:
    shown = {queue.current().field: [button.text() for button in queue.choices]}
    press(queue, Qt.Key.Key_N)
    shown[queue.current().field] = [button.text() for button in queue.choices]
    press(queue, Qt.Key.Key_N)
    assert set(shown) == {"note", "problem_type"}
    stands, other = shown["note"]
    assert stands.startswith("1 a <b>shed</b> & more | ")
    assert "stands now" in stands
    assert "李分析" in stands
    assert other.startswith("2 a house | ")
    assert "王核查" in other
    assert "1 of 2" in queue.heading.text()


def test_a_digit_answers_and_goes_on(queue: ConflictQueue, asked: Path) -> None:
    heads, cases = [], []
    queue.answered.connect(heads.append)
    queue.case_asked.connect(cases.append)
    if queue.current().field != "note":
        press(queue, Qt.Key.Key_N)
    case_id = queue.current().case_id
    press(queue, Qt.Key.Key_7)
    assert case_of(asked, case_id)["note"] == "a <b>shed</b> & more", "there is no seventh choice"
    press(queue, Qt.Key.Key_2)
    assert case_of(asked, case_id)["note"] == "a house"
    assert (queue.count(), queue.current().field, len(heads)) == (1, "problem_type", 1)
    press(queue, Qt.Key.Key_1)
    assert (queue.count(), queue.heading.text()) == (0, "There is no open question.")
    assert cases[-1] != case_id
    assert verify_ledger(asked).ok


def test_a_question_somebody_else_answered_is_told(
    queue: ConflictQueue, asked: Path, qgis_iface: QgisInterface
) -> None:
    from anyue_farmland_plugin.workflow.conflicts import resolve

    resolve(asked, queue.current().conflict_id, 1, actor=COUNTY, clock=TickingClock())
    press(queue, Qt.Key.Key_2)
    told = [text for texts in qgis_iface.messageBar().messages.values() for text in texts]
    assert any("was answered by" in text for text in told)


def test_a_click_is_as_good_as_the_key_and_long_notes_are_shown_whole(queue: ConflictQueue, asked: Path) -> None:
    if queue.current().field != "note":
        press(queue, Qt.Key.Key_N)
    case_id = queue.current().case_id
    QTest.mouseClick(queue.choices[1], Qt.MouseButton.LeftButton)
    assert case_of(asked, case_id)["note"] == "a house"


def test_escape_leaves(queue: ConflictQueue) -> None:
    left = []
    queue.left.connect(lambda: left.append(True))
    press(queue, Qt.Key.Key_Escape)
    assert left == [True]
