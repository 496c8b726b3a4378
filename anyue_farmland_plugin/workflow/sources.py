# SPDX-License-Identifier: GPL-2.0-or-later
"""Sources of layers and field maps for the rooms that know QGIS."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Optional, Union

from anyue_farmland_plugin.core.ports import LayerSource
from anyue_farmland_plugin.intake.files import FileSource, without_gdal
from anyue_farmland_plugin.intake.mapping import FieldMap, parse_field_map


def file_source(path: Union[str, Path], layer: Optional[str] = None, subset: Optional[str] = None) -> LayerSource:
    """Return a layer of a vector file.

    Raises InputDataError when it cannot be opened, DependencyMissing where pyogrio is absent.
    """
    if find_spec("pyogrio") is None:  # asked, not imported: that takes long, and plain GeoPackages do without
        raise without_gdal(Path(path).name, "No module named 'pyogrio'")
    return FileSource(path, layer, subset=subset)


def source_from_text(text: str) -> LayerSource:
    """Return the file source of ``path``, ``path|layername=name`` or ``path|…|subset=condition``.

    Other options behind a bar are QGIS's own and left to it.  Raises InputDataError.
    """
    path, *options = text.split("|")
    found = {name.strip().lower(): value for name, _, value in (option.partition("=") for option in options)}
    return file_source(path, found.get("layername"), found.get("subset"))


def field_map(text: str) -> FieldMap:
    """Return a FIELD_MAP from its JSON text; raises InputDataError."""
    return parse_field_map(text)


def file_behind(source: LayerSource) -> Optional[Path]:
    """Return the file a layer lies in, None when it is in none."""
    location = getattr(source, "location", None)
    path: Optional[Path] = getattr(source, "path", None) if location is None else location.path
    return path
