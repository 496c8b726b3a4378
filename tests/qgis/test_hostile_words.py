# SPDX-License-Identifier: GPL-2.0-or-later
"""Cases 62, 66 and 67 of the catalogue in QGIS: words of a file are shown as words, never computed, never hidden."""

from __future__ import annotations

import os
from collections import defaultdict

import pytest
from qgis.core import QgsLayout, QgsProject
from qgis.gui import QgsMessageBar
from qgis.PyQt.QtCore import Qt

from anyue_farmland_plugin.bridge.map_parts import Box, add_text
from anyue_farmland_plugin.bridge.map_style import letters
from anyue_farmland_plugin.gui.case_view import CaseView
from anyue_farmland_plugin.gui.history_words import event_line
from anyue_farmland_plugin.gui.messages import Messages

NASTY = "<img src='file:///etc/hostname'>[% env('HOME') %]\u202etxt"


@pytest.mark.parametrize("text", ["[% env('HOME') %]", "[%'a'%][% \"b\" %]", "100 [% of the area", "%] [ %"])
def test_a_line_on_a_sheet_is_never_computed(qgis_app: object, text: str) -> None:
    layout = QgsLayout(QgsProject.instance())
    layout.initializeDefaults()
    label = add_text(layout, text, Box(0, 0, 100, 10), letters(9))
    assert label.currentText() == text
    assert os.environ["HOME"] not in label.currentText()


def test_the_message_bar_shows_words(qgis_app: object) -> None:
    bar = QgsMessageBar()
    Messages(bar).warn(NASTY)
    words = "&lt;img src=&#x27;file:///etc/hostname&#x27;&gt;[% env(&#x27;HOME&#x27;) %]\\u202etxt"
    assert bar.currentItem().text() == words


def test_the_history_shows_words(qgis_app: object) -> None:
    event = {
        "at": "2022-06-15T08:00:00.000Z", "actor": "a\u202eb", "role": "analyst", "action": "tagged", "reason": NASTY,
        "payload": {"note": [None, NASTY]},
    }  # fmt: skip
    line = event_line(event)
    assert "<img" not in line
    assert "\u202e" not in line
    assert line.count("\\u202etxt") == 2


def test_the_card_shows_hidden_letters(qgis_app: object) -> None:
    card, case = CaseView(), defaultdict(lambda: None)
    case.update(case_no="1", status="desk", area_m2=10.0, town_name="通贤\u202e镇", suggestion_reason=NASTY)
    card.show_case(case)
    assert card.place.text() == "通贤\\u202e镇"
    assert card.reason.text() == NASTY.replace("\u202e", "\\u202e")
    assert card.reason.textFormat() == Qt.TextFormat.PlainText
