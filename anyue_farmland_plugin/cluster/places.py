# SPDX-License-Identifier: GPL-2.0-or-later
"""Layers as the command line names them: files of any kind, GeoParquet, folders partitioned by county."""

from __future__ import annotations

from pathlib import Path
from typing import Sequence

from anyue_farmland_plugin.cluster.geoparquet import ParquetSource, parquet_files
from anyue_farmland_plugin.core.ports import LayerSource
from anyue_farmland_plugin.workflow.sources import source_from_text


def sources(texts: Sequence[str]) -> list[LayerSource]:
    """Return the layers of ``path``, ``path|layername=name`` …; a folder of counties gives one layer a county.

    Paths are made absolute, so that workers find them whatever folder they run in.  Raises InputDataError.
    """
    return [source for text in texts for source in _sources(text)]


def _sources(text: str) -> list[LayerSource]:
    path, bar, options = text.partition("|")
    place = Path(path).absolute()
    found: list[LayerSource] = [ParquetSource(file) for file in parquet_files(place)]
    if found:
        return found
    plain = path if path.startswith("/vsi") else str(place)
    return [source_from_text(plain + bar + options)]
