# SPDX-License-Identifier: GPL-2.0-or-later
"""An inspector clicks a parcel, judges it by keys, takes it back: what the ledger file says afterwards."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsPointXY, QgsProject, QgsRectangle, QgsVectorLayer
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QEvent, Qt
from qgis.PyQt.QtGui import QKeyEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication

from anyue_farmland_plugin.core.ports import utc_now
from anyue_farmland_plugin.gui.inspection import Inspection
from anyue_farmland_plugin.ledger.reading import reading
from anyue_farmland_plugin.ledger.verify import verify_ledger
from anyue_farmland_plugin.workflow.tag import tag_case
from tests import factories
from tests.qgis.conftest import Hands

X, Y = factories.ORIGIN
ENTER, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape


def case_and_events(path: Path, case_id: str) -> tuple:
    with reading(path) as reader:
        return reader.case(case_id), reader.events_of(case_id)


@pytest.fixture
def at_work(inspection: Inspection, hands: Hands, ledger: Path) -> Inspection:
    """The ledger is open, the map shows its parcels, the tool is active."""
    inspection.open_ledger(ledger)
    QApplication.processEvents()
    inspection.actions.tool.trigger()
    hands.look_at(X + 250, Y, 400)
    return inspection


def test_click_shows_the_card_of_the_case_under_the_pointer(at_work: Inspection, hands: Hands, log: list) -> None:
    hands.click(X + 110, Y + 15)
    card = at_work.dock.card
    assert at_work.desk.card.case["case_no"] == card.number.text() == "512021104-2022-0002"
    assert (card.area.text(), card.square_metres.text()) == ("1.80 亩", "1,200.0 m²")
    assert card.place.text() == "龙台镇 柠都村"
    assert "0103" in card.classes.text()
    assert "R08" in card.light.text()
    assert card.reason.text() == "耕地上出现建筑物，无批准"
    assert at_work.highlight.geometry.boundingBox().xMinimum() == pytest.approx(X + 100)
    assert log == []


def test_click_finds_the_case_when_the_map_has_another_projection(at_work: Inspection, hands: Hands) -> None:
    hands.canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
    from anyue_farmland_plugin.bridge.parcels import move_point

    spot = move_point(QgsPointXY(X + 210, Y + 15), QgsCoordinateReferenceSystem(factories.CRS),
                      QgsCoordinateReferenceSystem("EPSG:3857"))
    hands.canvas.setExtent(QgsRectangle(spot.x() - 50, spot.y() - 50, spot.x() + 50, spot.y() + 50))
    hands.click(spot.x(), spot.y())
    assert at_work.desk.card.case["case_no"] == "512021100-2022-0003"


def test_enter_accepts_the_suggestion_and_goes_on(at_work: Inspection, hands: Hands, ledger: Path) -> None:
    hands.click(X + 10, Y + 15)
    first = at_work.desk.case_id
    hands.type(ENTER)
    case, events = case_and_events(ledger, first)
    assert (case["problem_type"], case["responsible_unit"], case["lead_unit"]) == ("FN01", "512021103", "U01")
    assert (case["status"], case["inspector"], case["revision"]) == ("field", "王核查", 2)
    assert (events[-1]["action"], events[-1]["actor"], events[-1]["role"]) == ("tagged", "王核查", "inspector")
    assert events[-1]["payload"]["problem_type"] == [None, "FN01"]
    assert at_work.desk.case_id not in (None, first)
    assert events[-1]["hash"][-4:] in at_work.dock.stamp.text()
    assert at_work.desk.progress().judged == 1
    assert verify_ledger(ledger).ok
    centre = hands.canvas.extent().center()
    assert at_work.highlight.geometry.boundingBox().contains(centre)


def test_two_digits_choose_another_type_and_the_reason_says_so(at_work: Inspection, hands: Hands, ledger: Path) -> None:
    hands.click(X + 10, Y + 15)
    first = at_work.desk.case_id
    hands.type("23")
    assert "FL13" in at_work.dock.form.decision.text()
    hands.type(ENTER)
    case, events = case_and_events(ledger, first)
    assert case["problem_type"] == "FL13"
    assert "FN01" in events[-1]["reason"]


def test_zero_dismisses_with_verdict_and_reason(at_work: Inspection, hands: Hands, ledger: Path) -> None:
    hands.click(X + 10, Y + 15)
    first = at_work.desk.case_id
    hands.type("053", ENTER)
    case, events = case_and_events(ledger, first)
    assert (case["problem_type"], case["verdict"], case["status"]) == (None, "WB", "dismissed")
    assert case["responsible_unit"] is None, "nobody has to act"
    assert events[-1]["reason"], "a dismissal carries its reason"


def test_unit_by_pinyin_initials(at_work: Inspection, hands: Hands, ledger: Path) -> None:
    hands.click(X + 10, Y + 15)
    first = at_work.desk.case_id
    hands.type("u")
    edit = at_work.dock.form.units.edit
    QTest.keyClicks(edit, "lt")
    assert "龙台镇" in at_work.dock.form.units.list.item(0).text()
    QTest.keyClick(edit, ENTER)
    assert "龙台镇" in at_work.dock.form.responsible.text()
    hands.type(ENTER)
    assert case_and_events(ledger, first)[0]["responsible_unit"] == "512021104"


def test_note_is_saved_by_enter_in_its_field(at_work: Inspection, hands: Hands, ledger: Path) -> None:
    hands.click(X + 10, Y + 15)
    first = at_work.desk.case_id
    note = at_work.dock.form.note
    QTest.keyClicks(note, "12 digits stay text")
    QTest.keyClick(note, ENTER)
    case, _ = case_and_events(ledger, first)
    assert (case["note"], case["problem_type"]) == ("12 digits stay text", "FN01")


def test_undo_takes_back_the_last_judgement_and_returns_to_it(at_work: Inspection, hands: Hands, ledger: Path) -> None:
    hands.click(X + 10, Y + 15)
    first = at_work.desk.case_id
    before, _ = case_and_events(ledger, first)
    hands.type(ENTER)
    hands.undo()
    after, events = case_and_events(ledger, first)
    assert at_work.desk.case_id == first
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"revision", "updated_at", "updated_by"}
    assert [event["action"] for event in events] == ["created", "tagged", "undone"]
    assert at_work.desk.progress().judged == 0
    assert verify_ledger(ledger).ok


def test_a_persons_value_is_never_replaced_by_the_suggestion(at_work: Inspection, hands: Hands, ledger: Path) -> None:
    hands.click(X + 10, Y + 15)
    first = at_work.desk.case_id
    hands.type("11", ENTER)
    tag_case(ledger, first, {"problem_type": "FN02"}, actor=factories.COUNTY, clock=utc_now)
    hands.look_at(X + 250, Y, 400)
    hands.click(X + 10, Y + 15)
    hands.type(ENTER)
    case, events = case_and_events(ledger, first)
    assert case["problem_type"] == "FN02"
    assert events[-1]["actor"] == factories.COUNTY.name, "nothing was written when there was nothing to change"


def test_a_case_changed_meanwhile_is_shown_again_and_nothing_is_written(
    at_work: Inspection, hands: Hands, ledger: Path
) -> None:
    hands.click(X + 10, Y + 15)
    first = at_work.desk.case_id
    tag_case(ledger, first, {"problem_type": "FN05"}, actor=factories.COUNTY, clock=utc_now)
    hands.type(ENTER)
    case, events = case_and_events(ledger, first)
    assert case["problem_type"] == "FN05"
    assert len(events) == 2
    assert at_work.desk.case_id == first
    assert "FN05" in at_work.dock.form.decision.text()


def test_no_suggestion_asks_for_a_decision_instead_of_saving(
    inspection: Inspection, hands: Hands, tmp_path: Path
) -> None:
    nothing = {"suggested_type": None, "suggested_verdict": "DH", "suggestion_rule": None, "suggestion_reason": None}
    path = factories.make_ledger(tmp_path, cases=[nothing])
    inspection.open_ledger(path)
    inspection.actions.tool.trigger()
    hands.type(ENTER)
    case, events = case_and_events(path, inspection.desk.case_id)
    assert (case["verdict"], len(events)) == (None, 1)


def test_skip_and_previous_walk_through_the_queue_without_writing(
    at_work: Inspection, hands: Hands, ledger: Path
) -> None:
    first = at_work.desk.case_id
    hands.type("n")
    second = at_work.desk.case_id
    hands.type("p")
    assert second != first == at_work.desk.case_id
    with reading(ledger) as reader:
        assert reader.head().seq == 8


def test_second_click_on_the_same_spot_goes_through_overlapping_cases(
    inspection: Inspection, hands: Hands, tmp_path: Path
) -> None:
    import shapely

    whole = factories.square(0, 0)
    big = bytes(shapely.to_wkb(shapely.multipolygons([whole.buffer(5)]), byte_order=1, output_dimension=2))
    path = factories.make_ledger(tmp_path, cases=[{}, {"geom": big}])
    inspection.open_ledger(path)
    inspection.actions.tool.trigger()
    hands.look_at(X + 20, Y + 15, 60)
    seen = []
    for _ in range(3):
        hands.click(X + 10, Y + 15)
        seen.append(inspection.desk.card.case["case_no"][-4:])
    assert seen == ["0001", "0002", "0001"]


def test_all_judged_is_said_once_and_the_last_case_stays(at_work: Inspection, hands: Hands, ledger: Path) -> None:
    for _ in range(6):
        hands.type(ENTER)
    assert at_work.desk.progress().judged == 6
    assert at_work.desk.card is not None
    with reading(ledger) as reader:
        assert all(row["problem_type"] == "FN01" for row in reader.rows("cases"))


def test_keys_in_the_dock_work_and_are_claimed_from_the_application(at_work: Inspection, ledger: Path) -> None:
    dock = at_work.dock
    first = at_work.desk.case_id
    for key, text in ((Qt.Key.Key_1, "1"), (ENTER, "\r"), (Qt.Key.Key_N, "n")):
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.NoModifier, text)
        event.ignore()
        QApplication.sendEvent(dock.widget(), event)
        assert event.isAccepted()
    QTest.keyClicks(dock.widget(), "12")
    QTest.keyClick(dock.widget(), ENTER)
    assert case_and_events(ledger, first)[0]["problem_type"] == "FN02"
    QTest.keyClick(dock.widget(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert case_and_events(ledger, first)[0]["problem_type"] is None


def test_escape_closes_the_page_first_and_the_tool_then(at_work: Inspection, hands: Hands) -> None:
    hands.type("2")
    assert at_work.dock.form.types.page == "FL"
    hands.type(ESC)
    assert at_work.dock.form.types.page == "root"
    assert hands.canvas.mapTool() is at_work.tool
    hands.type(ESC)
    assert hands.canvas.mapTool() is not at_work.tool
    assert not at_work.actions.tool.isChecked()


def test_click_on_a_parcel_without_case_offers_a_self_found_case(
    at_work: Inspection, hands: Hands, survey: QgsVectorLayer, ledger: Path
) -> None:
    QgsProject.instance().addMapLayer(survey)
    at_work.project.use_survey(survey)
    shown = at_work.desk.case_id
    hands.look_at(X + 600, Y, 100)
    hands.click(X + 610, Y + 15)
    assert "旱地 0103" in at_work.dock.offer.text()
    assert at_work.dock.card.isHidden()
    hands.type(ESC)
    assert at_work.desk.case_id == shown
    assert not at_work.dock.card.isHidden()
    with reading(ledger) as reader:
        assert reader.head().seq == 8, "leaving writes nothing"


def test_enter_on_the_offer_makes_the_case(
    at_work: Inspection, hands: Hands, survey: QgsVectorLayer, ledger: Path
) -> None:
    QgsProject.instance().addMapLayer(survey)
    at_work.project.use_survey(survey)
    hands.look_at(X + 600, Y, 100)
    hands.click(X + 610, Y + 15)
    hands.type(ENTER)
    case, events = case_and_events(ledger, at_work.desk.case_id)
    assert case["area_m2"] == pytest.approx(720.0, abs=0.5)
    assert events[0]["actor"] == "王核查"
    assert at_work.desk.progress().total == 7
    assert at_work.project.case_layer().featureCount() == 7
    assert verify_ledger(ledger).ok


def test_wrong_files_get_a_sentence_and_stay_untouched(
    inspection: Inspection, tmp_path: Path, qgis_iface: QgisInterface
) -> None:
    text = tmp_path / "报告.gpkg"
    text.write_text("no database", encoding="utf-8")
    inspection.open_ledger(text)
    assert inspection.desk.path is None
    assert text.read_text(encoding="utf-8") == "no database"
    assert QgsProject.instance().mapLayers() == {}
    assert any("报告.gpkg" in message for message in all_messages(qgis_iface))


def all_messages(iface: object) -> list:
    """Return the texts the message bar was given."""
    return [text for texts in iface.messageBar().messages.values() for text in texts]


def test_events_are_readable_by_the_chain_checker(at_work: Inspection, hands: Hands, ledger: Path) -> None:
    hands.type(ENTER)
    with reading(ledger) as reader:
        rows = list(reader.rows("events"))
    assert json.loads(rows[-1]["payload"])["problem_type"] == [None, "FN01"]


def test_the_history_reads_who_changed_what_and_runs_no_markup(at_work: Inspection, hands: Hands, ledger: Path) -> None:
    hands.click(X + 10, Y + 15)
    case_id, history = at_work.desk.case_id, at_work.dock.history
    nasty = "<img src='file:///etc/hostname'>[% env('HOME') %]"
    hands.type(ENTER)
    tag_case(ledger, case_id, {"note": nasty}, actor=factories.COUNTY, clock=utc_now, reason="抽查")
    at_work.desk.show(case_id)
    assert history.title() == "History (3)"
    assert history.lines.text() == "", "nothing is written while it is folded"
    history.setCollapsed(False)
    at_work.desk.show(case_id)  # a window that is not shown tells nobody that it unfolds
    text = history.lines.text()
    assert text.index("赵县级") < text.index("王核查"), "newest first"
    assert "problem type: – → " in text
    assert "reason: 抽查" in text
    assert "<img" not in text
    assert "&lt;img src" in text
