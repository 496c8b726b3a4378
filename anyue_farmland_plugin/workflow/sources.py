# SPDX-License-Identifier: GPL-2.0-or-later
"""Sources of layers and field maps for the rooms that know QGIS."""

from __future__ import annotations

from pathlib import Path
from typing import Optional, Union

from anyue_farmland_plugin.core.ports import LayerSource
from anyue_farmland_plugin.intake.files import FileSource
from anyue_farmland_plugin.intake.mapping import FieldMap, parse_field_map


def file_source(path: Union[str, Path], layer: Optional[str] = None, subset: Optional[str] = None) -> LayerSource:
    """Return a layer of a vector file; raises InputDataError when it cannot be opened."""
    return FileSource(path, layer, subset=subset)


def field_map(text: str) -> FieldMap:
    """Return a FIELD_MAP from its JSON text; raises InputDataError."""
    return parse_field_map(text)
