# SPDX-License-Identifier: GPL-2.0-or-later
"""Layer texts as QGIS writes them: ``path|layername=…|subset=…``."""

from __future__ import annotations

from pathlib import Path

from anyue_farmland_plugin.core.ports import LayerSource
from anyue_farmland_plugin.workflow.sources import file_source


def source_from_text(text: str) -> LayerSource:
    """Return the file source of a parameter text; the file is not opened yet.

    ``|layername=`` and ``|subset=`` are understood, other options are left to QGIS.
    """
    path, *options = text.split("|")
    found = {}
    for option in options:
        name, _, value = option.partition("=")
        found[name.strip().lower()] = value
    return file_source(Path(path), found.get("layername"), found.get("subset"))
