# SPDX-License-Identifier: GPL-2.0-or-later
"""Registers the algorithms; its id is part of the public contract."""

from __future__ import annotations

from qgis.core import QgsProcessingProvider
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtGui import QIcon

from anyue_farmland_plugin.paths import resources_dir
from anyue_farmland_plugin.processing_provider.export_city import ExportCity
from anyue_farmland_plugin.processing_provider.make_field_packages import MakeFieldPackages
from anyue_farmland_plugin.processing_provider.merge_packages import MergePackages
from anyue_farmland_plugin.processing_provider.overlay import Overlay
from anyue_farmland_plugin.processing_provider.overlay_areas import OverlayAreas
from anyue_farmland_plugin.processing_provider.tag_cases import TagCases
from anyue_farmland_plugin.processing_provider.verify_ledger import VerifyLedger

ALGORITHMS = (Overlay, OverlayAreas, TagCases, MakeFieldPackages, MergePackages, ExportCity, VerifyLedger)


class FarmlandProvider(QgsProcessingProvider):
    """Algorithms of the farmland ledger."""

    def id(self) -> str:
        """Return the stable id."""
        return "anyue_farmland"

    def name(self) -> str:
        """Return the translated name."""
        return QCoreApplication.translate("Provider", "Farmland protection ledger")

    def icon(self) -> QIcon:
        """Return the plugin's icon."""
        return QIcon(self.svgIconPath())

    def svgIconPath(self) -> str:
        """Return the path of the plugin's icon."""
        return str(resources_dir() / "icons" / "icon.svg")

    def loadAlgorithms(self) -> None:
        """Register one instance of every algorithm."""
        for algorithm in ALGORITHMS:
            self.addAlgorithm(algorithm())
