# SPDX-License-Identifier: GPL-2.0-or-later
"""Toolbar and menu; every action only says that it was asked for."""

from __future__ import annotations

from typing import Callable, Optional

from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QObject, pyqtSignal
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QAction, QToolBar

from anyue_farmland_plugin import paths
from anyue_farmland_plugin.about import PROVIDER_ID


class Actions(QObject):
    """The plugin's entries in QGIS's window."""

    open_asked = pyqtSignal()
    reload_asked = pyqtSignal()
    survey_asked = pyqtSignal()
    tool_asked = pyqtSignal(bool)
    dock_asked = pyqtSignal()
    upkeep_asked = pyqtSignal()
    person_asked = pyqtSignal()
    questions_asked = pyqtSignal()
    algorithm_asked = pyqtSignal(str)

    def __init__(self) -> None:
        """Make nothing yet."""
        super().__init__()
        self._iface: Optional[QgisInterface] = None
        self._menu = ""
        self._toolbar: Optional[QToolBar] = None
        self._actions: list[QAction] = []
        self.tool: Optional[QAction] = None

    def install(self, iface: QgisInterface) -> None:
        """Put toolbar and menu into the window."""
        self._iface = iface
        self._menu = self.tr("Farmland Ledger")
        self._toolbar = iface.addToolBar(self.tr("Farmland Ledger"))
        self._toolbar.setObjectName("AnyueFarmlandToolBar")
        self._add("Open", self.tr("Open Ledger…"), "ledger", self.open_asked.emit)
        self.tool = self._add("Tag", self.tr("Tag Parcels"), "tag_parcel", None)
        self.tool.setCheckable(True)
        self.tool.triggered.connect(self.tool_asked.emit)
        self._add("Overlay", self.tr("Overlay Changes with the Survey…"), "overlay", self._algorithm("overlay"))
        pack = self._algorithm("make_field_packages")
        self._add("Pack", self.tr("Make Field Packages…"), "package", pack)
        self._add("Merge", self.tr("Merge Field Packages…"), "", self._algorithm("merge_packages"))
        self._add("Export", self.tr("Export City Package…"), "export", self._algorithm("export_city"))
        self._add("Verify", self.tr("Verify Ledger…"), "", self._algorithm("verify_ledger"))
        self._add("Questions", self.tr("Questions from Merging"), "", self.questions_asked.emit)
        self._add("Survey", self.tr("Use Active Layer as Survey"), "", self.survey_asked.emit)
        self._add("Reload", self.tr("Reload Ledger"), "", self.reload_asked.emit)
        self._add("Upkeep", self.tr("Backups and Repair…"), "", self.upkeep_asked.emit)
        self._add("Dock", self.tr("Show Inspection Panel"), "", self.dock_asked.emit)
        self._add("Person", self.tr("Name and Role…"), "", self.person_asked.emit)

    def remove(self) -> None:
        """Take toolbar and menu out of the window."""
        if self._iface is None:
            return
        for action in self._actions:
            self._iface.removePluginVectorMenu(self._menu, action)
            action.deleteLater()
        if self._toolbar is not None:
            self._iface.mainWindow().removeToolBar(self._toolbar)
            self._toolbar.deleteLater()
        self._actions, self._toolbar, self.tool, self._iface = [], None, None, None

    def _add(self, name: str, text: str, icon: str, slot: Optional[Callable[[], None]]) -> QAction:
        if self._iface is None or self._toolbar is None:
            raise RuntimeError("actions are added while installed only")
        action = QAction(QIcon(str(paths.icon(icon))) if icon else QIcon(), text, self._iface.mainWindow())
        action.setObjectName(f"AnyueFarmland{name}Action")
        if slot is not None:
            action.triggered.connect(lambda _checked=False: slot())
        self._iface.addPluginToVectorMenu(self._menu, action)
        if icon:
            self._toolbar.addAction(action)
        self._actions.append(action)
        return action

    def _algorithm(self, name: str) -> Callable[[], None]:
        return lambda: self.algorithm_asked.emit(f"{PROVIDER_ID}:{name}")
