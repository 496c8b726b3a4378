# SPDX-License-Identifier: GPL-2.0-or-later
"""Translation port for the rooms that do not know QGIS.

``translate`` is called with literals so that pylupdate5 finds the string; the values are
filled in afterwards with ``str.format``.  QGIS installs its own translator, elsewhere the
English source text is used.
"""

from __future__ import annotations

from typing import Callable

Translator = Callable[[str, str], str]


def _source_text(context: str, text: str) -> str:
    del context
    return text


_translators: list[Translator] = [_source_text]


def install_translator(translator: Translator) -> None:
    """Use ``translator(context, text)`` for all messages of the QGIS-free rooms."""
    _translators.append(translator)


def remove_translator(translator: Translator) -> None:
    """Undo `install_translator`; unknown translators are ignored."""
    if translator in _translators[1:]:
        _translators.remove(translator)


def translate(context: str, text: str) -> str:
    """Return the text in the user's language; format it after this call, never before."""
    return _translators[-1](context, text)
