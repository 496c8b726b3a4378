# SPDX-License-Identifier: GPL-2.0-or-later
"""What the plugin shows instead of itself where a library it needs is absent."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.core import Qgis
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QObject


class MissingLibraries(QObject):
    """Says once which Python packages to install."""

    def __init__(self, iface: QgisInterface, names: Sequence[str]) -> None:
        """Remember the names of the absent packages."""
        super().__init__()
        self._iface, self._names = iface, tuple(names)

    def install(self) -> None:
        """Show the sentence in the message bar."""
        self._iface.messageBar().pushMessage(
            self.tr("Farmland ledger"),
            self.tr(
                "The Python packages {names} are missing, so the plugin stays off. The full QGIS installers contain "
                "them; in OSGeo4W choose the packages python3-shapely, python3-pyproj and python3-numpy."
            ).format(names=", ".join(self._names)),
            Qgis.MessageLevel.Warning,
            0,
        )

    def remove(self) -> None:
        """Nothing was registered."""
