# SPDX-License-Identifier: GPL-2.0-or-later
"""The Anyue farmland plugin. QGIS calls ``classFactory``; everything else is imported on demand."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qgis.gui import QgisInterface

    from anyue_farmland_plugin.plugin import FarmlandPlugin


def classFactory(iface: QgisInterface) -> FarmlandPlugin:
    """Return the plugin for the running QGIS."""
    from anyue_farmland_plugin.plugin import FarmlandPlugin

    return FarmlandPlugin(iface)
