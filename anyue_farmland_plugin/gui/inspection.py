# SPDX-License-Identifier: GPL-2.0-or-later
"""The inspector's tool as a whole: connects desk, dock, map tool, project and menu."""

from __future__ import annotations

from pathlib import Path
from typing import Callable, Optional

from qgis.core import QgsCoordinateReferenceSystem, QgsPointXY, QgsProject
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QObject, Qt, QTimer

from anyue_farmland_plugin.bridge import parcels, settings
from anyue_farmland_plugin.bridge.project import LedgerProject
from anyue_farmland_plugin.core.errors import InputDataError
from anyue_farmland_plugin.core.ports import utc_now
from anyue_farmland_plugin.gui.actions import Actions
from anyue_farmland_plugin.gui.algorithm_dialogs import AlgorithmDialogs
from anyue_farmland_plugin.gui.case_desk import CaseDesk
from anyue_farmland_plugin.gui.case_dock import CaseDock
from anyue_farmland_plugin.gui.case_highlight import CaseHighlight
from anyue_farmland_plugin.gui.keys import Command, KeyCommand
from anyue_farmland_plugin.gui.ledger_care import LedgerCare
from anyue_farmland_plugin.gui.messages import Messages, reported
from anyue_farmland_plugin.gui.options_page import PAGE_NAME, role_word
from anyue_farmland_plugin.gui.parcel_tool import ParcelTool
from anyue_farmland_plugin.gui.self_found import SelfFound
from anyue_farmland_plugin.ledger.writing import Receipt
from anyue_farmland_plugin.workflow import casebook
from anyue_farmland_plugin.workflow.casebook import CaseCard


class Inspection(QObject):
    """Click a parcel, judge it, go on; every slot here reports its errors in the message bar."""

    def __init__(self, iface: QgisInterface) -> None:
        """Make the parts; `install` puts them into the window."""
        super().__init__()
        self._iface = iface
        self._canvas = iface.mapCanvas()
        self._installed = False
        self.messages = Messages(iface.messageBar())
        self.desk = CaseDesk(settings.current_actor, utc_now, self)
        self.project = LedgerProject()
        self.actions = Actions()
        self.dialogs = AlgorithmDialogs(iface, self.messages, lambda: self.desk.path)
        self.self_found = SelfFound(self)
        self.highlight = CaseHighlight(self._canvas)
        self.care = LedgerCare(iface, self.messages, utc_now)
        self.dock: Optional[CaseDock] = None
        self.tool: Optional[ParcelTool] = None
        self._commands: dict[Command, object] = {
            Command.ACCEPT: self._accept, Command.LEAVE: self._leave,
            Command.UNIT: self._ask_unit, Command.NOTE: self._ask_note,
            Command.SKIP: lambda: self._go(self.desk.skip), Command.PREVIOUS: lambda: self._go(self.desk.previous),
            Command.UNDO: lambda: self._go(self.desk.undo),
        }  # fmt: skip

    def install(self) -> None:
        """Put dock, tool, toolbar and menu into the window and follow the project."""
        if self._installed:
            return
        self._installed = True
        self.dock = CaseDock(self._iface.mainWindow())
        self._iface.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.dock)
        self.actions.install(self._iface)
        self.care.install(self.dock, self.actions)
        self.tool = ParcelTool(self._canvas)
        self.tool.setAction(self.actions.tool)
        self._connect()
        self.project.install()
        self._show_actor()
        path = self.project.ledger_path()
        if path is None:
            self.dock.setUserVisible(False)
        else:
            self._open(path)

    def remove(self) -> None:
        """Undo `install`; the ledger's layers stay in the project."""
        if not self._installed:
            return
        self._installed = False
        self.project.remove()
        self.dialogs.remove()
        self.care.remove()
        self.desk.blockSignals(True)
        self.desk.close()
        self.highlight.remove()
        self._canvas.unsetMapTool(self.tool)
        self.tool.deleteLater()
        self.actions.remove()
        self._iface.removeDockWidget(self.dock)
        self.dock.deleteLater()
        self.dock, self.tool = None, None

    @reported
    def open_ledger(self, path: Path) -> None:
        """Show a ledger in the project and lay its first open case on the desk."""
        casebook.refuse_strangers(path)  # before QGIS opens it
        self.project.show(path)
        self._open(path)
        self.dock.setUserVisible(True)
        # QGIS itself shows the whole extent of a project's first layers, after this.
        QTimer.singleShot(0, self.highlight.zoom)

    @reported
    def handle(self, given: KeyCommand) -> None:
        """Do what a key or button asks for."""
        if given.command is Command.DIGIT:
            if self.desk.card is not None and self.self_found.parcel is None:
                self.dock.form.types.press(given.digit)
            return
        self._commands[given.command]()

    @reported
    def pick(self, point: QgsPointXY, same_spot: bool = False) -> None:
        """Show the case at a place of the map, the next one there on a second click, or offer a self-found case."""
        crs = self._ledger_crs()
        spot = parcels.move_point(point, self._map_crs(), crs)
        hits = casebook.cases_at(self._ledger(), spot.x(), spot.y())
        if hits:
            turn = hits.index(self.desk.case_id) + 1 if same_spot and self.desk.case_id in hits else 0
            self.self_found.clear()
            self.desk.show(hits[turn % len(hits)])
            self.dock.setUserVisible(True)
            return
        self._offer(point, crs)

    def _connect(self) -> None:
        desk, dock, actions = self.desk, self.dock, self.actions
        desk.ledger_opened.connect(dock.show_opened)
        desk.ledger_opened.connect(self.care.opened)
        self.care.ledger_changed.connect(self.open_ledger)
        self.care.ledger_written.connect(self._reload)
        self.care.case_asked.connect(self._show_case)
        desk.ledger_closed.connect(self._closed)
        desk.card_shown.connect(self._show_card)
        desk.card_cleared.connect(dock.show_empty)
        desk.queue_changed.connect(self._show_progress)
        desk.case_saved.connect(self._saved)
        dock.command_given.connect(self.handle)
        self.tool.place_clicked.connect(self.pick)
        self.tool.command_given.connect(self.handle)
        self.project.ledger_found.connect(self._open)
        self.project.ledger_left.connect(desk.close)
        actions.reload_asked.connect(self._reload)
        actions.survey_asked.connect(self._use_survey)
        actions.tool_asked.connect(self._use_tool)
        actions.dock_asked.connect(lambda: self.dock.setUserVisible(True))
        actions.person_asked.connect(self._ask_person)
        actions.algorithm_asked.connect(self.dialogs.open)
        self.dialogs.ledger_written.connect(self.open_ledger)

    @reported
    def _open(self, path: Path) -> None:
        self.self_found.clear()
        self.desk.open(path)
        self._show_actor()

    def _closed(self) -> None:
        self.self_found.clear()
        self.care.closed()
        self.highlight.clear()
        self.dock.show_closed()

    def _show_card(self, card: CaseCard) -> None:
        self.self_found.clear()
        self.dock.show_card(card)
        self._show_progress()
        self.highlight.show(card.case["geom"], self._ledger_crs())

    def _show_progress(self) -> None:
        self.dock.show_progress(self.desk.progress())

    def _show_actor(self) -> None:
        actor = settings.current_actor()
        self.dock.show_actor(actor, role_word(actor.role))

    def _saved(self, receipt: Receipt) -> None:
        self.dock.show_receipt(receipt)
        self.project.refresh()

    def _accept(self) -> None:
        if self.self_found.parcel is not None:
            self._create_self_found()
            return
        before = self.desk.progress()
        self._go(lambda: self.desk.save(self.dock.form.draft))
        now = self.desk.progress()
        if now.judged == now.total > before.judged:
            self.messages.info(self.tr("All {total} cases of this ledger have been judged.").format(total=now.total))

    def _go(self, step: Callable[[], object]) -> None:
        self._canvas.stopRendering()  # a map being drawn reads the file without locks
        step()
        self.highlight.zoom()

    def _ask_unit(self) -> None:
        if self.desk.card is not None:
            self.dock.setUserVisible(True)
            self.dock.form.units.start()

    def _ask_note(self) -> None:
        if self.desk.card is not None:
            self.dock.setUserVisible(True)
            self.dock.form.note.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _leave(self) -> None:
        if self.self_found.parcel is not None:
            self.self_found.clear()
            self.highlight.clear()
            if self.desk.card is not None:
                self._show_card(self.desk.card)
            else:
                self.dock.show_empty()
        elif not self.dock.form.types.back():
            self._canvas.unsetMapTool(self.tool)

    def _offer(self, point: QgsPointXY, crs: QgsCoordinateReferenceSystem) -> None:
        surveys = self.project.surveys()
        parcel = self.self_found.find(surveys, point, self._map_crs(), crs)
        if parcel is None:
            self.messages.info(
                self.tr("There is neither a case nor a survey parcel here.") if surveys else
                self.tr("There is no case here. Choose the survey layer to report a parcel of your own finding."))
            return
        self.highlight.show(parcel.wkb, crs)
        self.dock.setUserVisible(True)
        self.dock.show_offer(self.self_found.sentence())

    def _create_self_found(self) -> None:
        created = self.self_found.create(self._ledger(), settings.current_actor(), utc_now)
        self.desk.reload()
        self.project.refresh(reload=True)
        if created:
            self.desk.show(created[0])

    @reported
    def _reload(self) -> None:
        self.desk.reload()
        self.project.refresh(reload=True)

    @reported
    def _use_survey(self) -> None:
        self.project.use_survey(self._iface.activeLayer())

    @reported
    def _use_tool(self, wanted: bool) -> None:
        if wanted:
            self._ledger()
            self._canvas.setMapTool(self.tool)
            self.dock.setUserVisible(True)
        else:
            self._canvas.unsetMapTool(self.tool)

    @reported
    def _ask_person(self) -> None:
        self._iface.showOptionsDialog(self._iface.mainWindow(), PAGE_NAME)
        self._show_actor()

    @reported
    def _show_case(self, case_id: str) -> None:
        self.desk.show(case_id)
        self.highlight.zoom()

    def _ledger(self) -> Path:
        if self.desk.path is None:
            self.actions.tool.setChecked(False)
            raise InputDataError(self.tr("Open a ledger first."))
        return self.desk.path

    def _ledger_crs(self) -> QgsCoordinateReferenceSystem:
        layer = self.project.case_layer()
        if layer is None:
            raise InputDataError(self.tr("The ledger's layers are not in the project. Open the ledger again."))
        return layer.crs()

    def _map_crs(self) -> QgsCoordinateReferenceSystem:
        return self._canvas.mapSettings().destinationCrs() or QgsProject.instance().crs()
