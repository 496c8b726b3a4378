# SPDX-License-Identifier: GPL-2.0-or-later
"""The plugin's page in QGIS's options: who acts."""

from __future__ import annotations

from typing import Optional

from qgis.gui import QgisInterface, QgsOptionsPageWidget, QgsOptionsWidgetFactory
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QComboBox, QFormLayout, QLineEdit, QWidget

from anyue_farmland_plugin import paths
from anyue_farmland_plugin.bridge import settings

PAGE_NAME = "mOptionsPageAnyueFarmland"


def role_word(role: str) -> str:
    """Return the words of a role."""
    words = {
        "inspector": QCoreApplication.translate("Roles", "Inspector"),
        "analyst": QCoreApplication.translate("Roles", "Analyst"),
        "town": QCoreApplication.translate("Roles", "Township"),
        "county": QCoreApplication.translate("Roles", "County"),
        "viewer": QCoreApplication.translate("Roles", "Viewer"),
    }
    return words.get(role, role)


class OptionsPage(QgsOptionsPageWidget):
    """Name and role as they are written into every event of the ledger."""

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        """Show the stored values."""
        super().__init__(parent)
        self.setObjectName(PAGE_NAME)
        actor = settings.current_actor()
        self.name = QLineEdit(actor.name)
        self.role = QComboBox()
        for role in settings.ROLES:
            self.role.addItem(role_word(role), role)
        self.role.setCurrentIndex(settings.ROLES.index(actor.role))
        form = QFormLayout(self)
        form.addRow(self.tr("Name in the ledger"), self.name)
        form.addRow(self.tr("Role"), self.role)

    def apply(self) -> None:
        """Store the values."""
        settings.ACTOR_NAME.set_value(self.name.text().strip())
        settings.ACTOR_ROLE.set_value(str(self.role.currentData()))


class OptionsPageFactory(QgsOptionsWidgetFactory):
    """Offers the page to QGIS's options dialog."""

    def __init__(self, iface: QgisInterface) -> None:
        """Prepare; `install` registers."""
        super().__init__()
        self._iface = iface
        self._installed = False

    def install(self) -> None:
        """Register the page."""
        if not self._installed:
            self._installed = True
            self.setTitle(QCoreApplication.translate("OptionsPage", "Farmland ledger"))
            self._iface.registerOptionsWidgetFactory(self)

    def remove(self) -> None:
        """Unregister the page."""
        if self._installed:
            self._installed = False
            self._iface.unregisterOptionsWidgetFactory(self)

    def icon(self) -> QIcon:
        """Return the plugin's icon."""
        return QIcon(str(paths.icon("icon")))

    def createWidget(self, parent: Optional[QWidget] = None) -> OptionsPage:
        """Return a page for a dialog."""
        return OptionsPage(parent)
