# SPDX-License-Identifier: GPL-2.0-or-later
"""A person backs up, goes back and rescues in the window; the ledger file says what happened."""

from __future__ import annotations

from pathlib import Path
from typing import Callable

import pytest
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QFileDialog, QMessageBox

from anyue_farmland_plugin.gui.inspection import Inspection
from anyue_farmland_plugin.gui.upkeep_dialog import UpkeepDialog
from anyue_farmland_plugin.ledger.reading import reading
from anyue_farmland_plugin.ledger.verify import verify_ledger
from anyue_farmland_plugin.workflow.tag import tag_case
from tests.factories import COUNTY, INSPECTOR, TickingClock


@pytest.fixture
def dialog(qgis_app: object, ledger: Path) -> UpkeepDialog:
    return UpkeepDialog(None, ledger, lambda: COUNTY, TickingClock())


def press(dialog: UpkeepDialog, button: object) -> str:
    """Press a button and wait until the job is done; return what the dialog says."""
    button.click()  # type: ignore[attr-defined]
    for _ in range(500):
        QTest.qWait(10)
        if dialog._job is None:
            break
    said: str = dialog.told.text()
    return said


def answer(monkeypatch: pytest.MonkeyPatch, button: object) -> list:
    asked: list = []

    def question(_parent: object, _title: str, text: str) -> object:
        asked.append(text)
        return button

    monkeypatch.setattr(QMessageBox, "question", question)
    return asked


def test_back_up_work_and_go_back(dialog: UpkeepDialog, ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not dialog.go_back.isEnabled()
    assert "Backed up" in press(dialog, dialog.back_up)
    assert dialog.list.topLevelItemCount() == 1
    with reading(ledger) as reader:
        case_id = next(reader.rows("cases"))["case_id"]
    tag_case(ledger, case_id, {"note": "<b>错</b>"}, actor=INSPECTOR, clock=TickingClock())
    changed: list = []
    dialog.ledger_changed.connect(changed.append)
    asked = answer(monkeypatch, QMessageBox.StandardButton.No)
    press(dialog, dialog.go_back)
    assert "gives up 1 events" in asked[0]
    assert INSPECTOR.name in asked[0]
    assert changed == []
    answer(monkeypatch, QMessageBox.StandardButton.Yes)
    dialog.go_back.click()
    for _ in range(500):
        QTest.qWait(10)
        if changed:
            break
    assert changed == [ledger]
    assert "is kept as" in dialog.told.text()
    with reading(ledger) as reader:
        assert (reader.case(case_id) or {})["note"] is None
        assert reader.events_of(reader.head().chain_id)[-1]["actor"] == COUNTY.name
    assert verify_ledger(ledger).ok


def test_compact_and_rescue(
    dialog: UpkeepDialog, ledger: Path, monkeypatch: pytest.MonkeyPatch, save_as: Callable
) -> None:
    assert "Compacted" in press(dialog, dialog.shrink)
    data = bytearray(ledger.read_bytes())
    data[:4096] = bytes(4096)
    ledger.write_bytes(bytes(data))
    assert "not" in press(dialog, dialog.back_up)
    target = save_as("救回.gpkg")
    assert "Everything was recovered" in press(dialog, dialog.rescue)
    assert verify_ledger(target).ok
    assert target.with_suffix(".html").exists()
    again = save_as("另存.gpkg")
    assert "New ledger" in press(dialog, dialog.save_copy)
    assert verify_ledger(again).ok
    asked = answer(monkeypatch, QMessageBox.StandardButton.No)
    press(dialog, dialog.go_back)
    assert "cannot be read" in asked[0]


@pytest.fixture
def save_as(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable:
    """Let the person choose a file of this name."""

    def choose(name: str) -> Path:
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / name), ""))
        return tmp_path / name

    return choose


def test_the_menu_opens_it_for_the_ledger_at_work(inspection: Inspection, ledger: Path) -> None:
    inspection.open_ledger(ledger)
    inspection.actions.upkeep_asked.emit()
    (found,) = inspection._iface.mainWindow().findChildren(UpkeepDialog)
    assert "Backed up" in press(found, found.back_up)
    assert "Compacted" in press(found, found.shrink)
    assert inspection.desk.path == ledger
    assert inspection.desk.card is not None
    found.close()
    assert verify_ledger(ledger).ok
