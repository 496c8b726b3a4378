# SPDX-License-Identifier: GPL-2.0-or-later
"""Gives all rooms the language of the running QGIS; installed before any widget is made."""

from __future__ import annotations

from typing import Optional

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, QLocale, QTranslator

from anyue_farmland_plugin import about, paths
from anyue_farmland_plugin.core import i18n


def _translate(context: str, text: str) -> str:
    return QCoreApplication.translate(context, text)


def window_locale() -> str:
    """Return the locale of the window: what --lang or the options chose, else the system's."""
    application = QgsApplication.instance()
    chosen = application.translation() if isinstance(application, QgsApplication) else ""
    return chosen or QgsApplication.locale()


class PluginTranslation:
    """The plugin's translator for QGIS's locale ("zh-Hans", "zh_CN" and "zh" are the same to Qt)."""

    def __init__(self, locale: Optional[str] = None) -> None:
        """Take QGIS's own locale unless another one is given."""
        self._locale = locale or window_locale()
        self._translator: Optional[QTranslator] = None
        self._installed = False

    @property
    def is_loaded(self) -> bool:
        """True when a translation for the locale was found; English is used otherwise."""
        return self._translator is not None

    def install(self) -> None:
        """Load the translation and make the QGIS-free rooms use it as well."""
        if self._installed:
            return
        self._installed = True
        translator = QTranslator()
        if translator.load(QLocale(self._locale), about.PACKAGE_NAME, "_", str(paths.translations())):
            QCoreApplication.installTranslator(translator)
            self._translator = translator
        i18n.install_translator(_translate)

    def remove(self) -> None:
        """Undo `install`; harmless when it was not called."""
        if not self._installed:
            return
        self._installed = False
        i18n.remove_translator(_translate)
        if self._translator is not None:
            QCoreApplication.removeTranslator(self._translator)
            self._translator = None
