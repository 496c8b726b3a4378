# SPDX-License-Identifier: GPL-2.0-or-later
"""A ledger on a share is shown, and one button brings it to this computer, where it can be written."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, QStandardPaths
from qgis.PyQt.QtWidgets import QPushButton

from anyue_farmland_plugin.gui.inspection import Inspection
from anyue_farmland_plugin.ledger.places import Surroundings
from anyue_farmland_plugin.ledger.verify import verify_ledger
from tests.factories import make_ledger
from tests.qgis.conftest import hash_outside


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The person's own folder."""
    folder = tmp_path / "文稿"
    folder.mkdir()
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda location: str(folder))
    return folder


@pytest.fixture
def on_share(inspection: Inspection, tmp_path: Path) -> Path:
    """A ledger in a folder that is a share as far as the plugin can tell."""
    share = tmp_path / "share"
    share.mkdir()
    lines = f"22 1 8:1 / / rw - ext4 /dev/sda1 rw\n40 22 0:50 / {share} rw - cifs //server/x rw"
    inspection.care.watch.local_copy._surroundings = Surroundings("linux", lines, Path("/none"))
    return make_ledger(share)


def wait_for(wanted: Callable[[], bool], seconds: float = 20.0) -> None:
    """Let the window live until something is true."""
    end = time.monotonic() + seconds
    while not wanted():
        assert time.monotonic() < end
        QCoreApplication.processEvents()
        time.sleep(0.01)


def button_of(inspection: Inspection) -> QPushButton:
    (button,) = inspection.dock.notices.findChildren(QPushButton)
    return button


def test_one_button_copies_and_opens(inspection: Inspection, on_share: Path, home: Path) -> None:
    inspection.open_ledger(on_share)
    before = hash_outside(on_share)
    assert inspection.desk.card is not None  # looking is possible
    (sentence,) = inspection.dock.notices.texts()
    assert "network share" in sentence
    assert "文稿" in button_of(inspection).text()
    button_of(inspection).click()
    copy = home / on_share.name
    wait_for(lambda: inspection.desk.path == copy and not inspection.dock.notices.texts())
    assert verify_ledger(copy).ok
    assert hash_outside(on_share) == before


def test_closing_tells_nobody_of_the_copy(inspection: Inspection, on_share: Path, home: Path) -> None:
    inspection.open_ledger(on_share)
    button_of(inspection).click()
    inspection.desk.close()
    wait_for(lambda: not QgsApplication.taskManager().activeTasks())
    assert inspection.desk.path is None
    assert inspection.dock.notices.texts() == []


def test_where_the_own_folder_is_on_the_share_too_only_the_sentence_is_shown(
    inspection: Inspection, on_share: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda location: str(on_share.parent))
    inspection.open_ledger(on_share)
    assert len(inspection.dock.notices.texts()) == 1
    assert inspection.dock.notices.findChildren(QPushButton) == []
