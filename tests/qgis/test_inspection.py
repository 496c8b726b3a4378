# SPDX-License-Identifier: GPL-2.0-or-later
"""An inspector clicks a parcel, judges it by keys, takes it back: what the ledger file says afterwards."""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt.QtCore import Qt

from anyue_farmland_plugin.ledger.reading import reading
from tests import factories

X, Y = factories.ORIGIN
ENTER, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape


def case_and_events(path: Path, case_id: str) -> tuple:
    with reading(path) as reader:
        return reader.case(case_id), reader.events_of(case_id)


def open_with_tool(inspection: object, hands: object, ledger: Path) -> None:
    inspection.open_ledger(ledger)
    inspection.actions.tool.trigger()
    hands.look_at(X + 250, Y, 400)


def test_click_shows_the_card_of_the_case_under_the_pointer(inspection, hands, ledger, log):
    open_with_tool(inspection, hands, ledger)
    hands.click(X + 110, Y + 15)
    case = inspection.desk.card.case
    assert case["case_no"] == "512021104-2022-0002"
    assert inspection.dock.card.number.text() == "512021104-2022-0002"
    assert inspection.dock.card.area.text() == "1.80 亩"
    assert not inspection.highlight.geometry.isNull()
    assert log == []


def test_enter_accepts_the_suggestion_and_goes_on(inspection, hands, ledger):
    open_with_tool(inspection, hands, ledger)
    hands.click(X + 10, Y + 15)
    first = inspection.desk.case_id
    hands.type(ENTER)
    case, events = case_and_events(ledger, first)
    assert (case["problem_type"], case["responsible_unit"], case["status"]) == ("FN01", case["town_code"], "field")
    assert (case["inspector"], events[-1]["action"], events[-1]["actor"]) == ("王核查", "tagged", "王核查")
    assert inspection.desk.case_id not in (None, first)
    assert events[-1]["hash"][-4:] in inspection.dock.stamp.text()
