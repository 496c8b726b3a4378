# SPDX-License-Identifier: GPL-2.0-or-later
"""The plugin as QGIS runs it: makes its parts, installs them in order, removes them in reverse."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Callable, Optional, Protocol

from qgis.core import QgsApplication
from qgis.gui import QgisInterface

from anyue_farmland_plugin.bridge import native_libraries
from anyue_farmland_plugin.bridge.i18n import PluginTranslation
from anyue_farmland_plugin.bridge.log import MessageLog

if TYPE_CHECKING:
    from anyue_farmland_plugin.processing_provider.provider import FarmlandProvider


_log = logging.getLogger(__name__)


class Part(Protocol):
    """What the plugin is made of."""

    def install(self) -> None:
        """Register with QGIS."""

    def remove(self) -> None:
        """Undo every registration; harmless when there is none."""


class ProviderRegistration:
    """The Processing provider; also installed alone, by qgis_process."""

    def __init__(self) -> None:
        self._provider: Optional[FarmlandProvider] = None

    def install(self) -> None:
        """Add the provider, once."""
        if self._provider is None:
            from anyue_farmland_plugin.processing_provider.provider import FarmlandProvider  # noqa: PLC0415 - see __init__

            self._provider = FarmlandProvider()
            QgsApplication.processingRegistry().addProvider(self._provider)

    def remove(self) -> None:
        """Take the provider back; the registry deletes it."""
        if self._provider is not None:
            QgsApplication.processingRegistry().removeProvider(self._provider)
            self._provider = None


class FarmlandPlugin:
    """Composition root; the list of parts is the plugin."""

    def __init__(self, iface: Optional[QgisInterface]) -> None:
        """Load the native libraries, then the translation, before anything that uses them is imported.

        ``iface`` is None in qgis_process.
        """
        native_libraries.load()
        self._iface = iface
        self._provider = ProviderRegistration()
        self._parts: list[Part] = []
        self._translation = PluginTranslation()
        self._translation.install()

    def initProcessing(self) -> None:
        """Register the algorithms; all that qgis_process asks for."""
        absent = native_libraries.missing()
        if absent:
            _log.warning("the algorithms need the Python packages %s", ", ".join(absent))
            return
        self._provider.install()

    def initGui(self) -> None:
        """Install all parts."""
        if self._parts:
            return
        self._translation.install()
        makers: list[Callable[[], Part]] = [MessageLog, lambda: self._provider, self._options_page, self._inspection]
        if native_libraries.missing():
            makers = [MessageLog, self._missing_libraries]
        for make in makers:
            part = make()
            part.install()
            self._parts.append(part)

    def unload(self) -> None:
        """Remove all parts in reverse order; safe to call again."""
        while self._parts:
            self._parts.pop().remove()
        self._provider.remove()
        self._translation.remove()

    def _missing_libraries(self) -> Part:
        from anyue_farmland_plugin.gui.missing_libraries import MissingLibraries  # noqa: PLC0415 - no widgets headless

        return MissingLibraries(self._iface, native_libraries.missing())

    def _options_page(self) -> Part:
        from anyue_farmland_plugin.gui.options_page import OptionsPageFactory  # noqa: PLC0415 - no widgets headless

        return OptionsPageFactory(self._iface)

    def _inspection(self) -> Part:
        from anyue_farmland_plugin.gui.inspection import Inspection  # noqa: PLC0415 - no widgets headless

        return Inspection(self._iface)
