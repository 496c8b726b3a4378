# SPDX-License-Identifier: GPL-2.0-or-later
"""One batch of changes as it is sent to whoever works it off: the changes themselves, and where the layers lie.

A process finds what its batches need of a layer by itself, and keeps the layer's boxes for
the next batch.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Mapping, Optional, Sequence

import numpy as np

from anyue_farmland_plugin.core.landclass import LandClass
from anyue_farmland_plugin.core.ports import Boxes, FeatureTable, FlatTable, LayerInfo, LayerSource
from anyue_farmland_plugin.intake.mapping import FieldChoice, FieldMap
from anyue_farmland_plugin.intake.values import texts
from anyue_farmland_plugin.workflow.areas_batch import AreasJob, AreasPart, measure_batch
from anyue_farmland_plugin.workflow.areas_changes import Features
from anyue_farmland_plugin.workflow.many_sources import ManySources
from anyue_farmland_plugin.workflow.near_layers import NearLayer
from anyue_farmland_plugin.workflow.overlay_inputs import usable_shapes, work_grid
from anyue_farmland_plugin.workflow.overlay_request import CONTROL_KINDS

PLACE_KINDS = ("townships", "villages")
_KEPT = 32  # layers whose boxes a process remembers: some counties around the batch at hand


@dataclass(frozen=True)
class AreasLayer:
    """One layer of a run; a process that was sent it before knows it by run and number."""

    run: str
    number: int
    kind: str = field(compare=False)
    source: LayerSource = field(compare=False)


@dataclass(frozen=True)
class AreasTask:
    """A batch: rows and feature ids of its changes, where they are read, the layers that may lie around them."""

    rows: np.ndarray
    fids: np.ndarray
    changes: Features
    choice: FieldChoice
    crs: str
    classes: Mapping[str, LandClass]
    field_map: FieldMap
    layers: tuple


@dataclass(frozen=True)
class AreasDone:
    """What a batch found, and the numbers (JCBH) of its changes."""

    part: AreasPart
    numbers: list


def measure_task(task: AreasTask) -> AreasDone:
    """Return the areas of one batch, with the repairs of its changes."""
    changes = task.changes.read([task.choice.fields["JCBH"]], task.fids)
    shapes, repairs = usable_shapes(changes, task.crs)
    every = np.arange(len(task.rows))
    parts = [
        NearLayer.of(kind, source, shapes, crs=task.crs, field_map=task.field_map).part(every)
        for kind, source in _grouped(task.layers)
    ]
    job = AreasJob(
        task.rows,
        shapes,
        task.crs,
        work_grid(task.crs),
        task.classes,
        survey=tuple(part for part in parts if part.kind == "dltb"),
        controls=tuple(part for part in parts if part.kind in CONTROL_KINDS),
        places=tuple(part for part in parts if part.kind in PLACE_KINDS),
    )
    found = measure_batch(job)
    numbers = [told or "" for told in texts(changes, task.choice, "JCBH")]
    return AreasDone(replace(found, repairs={**found.repairs, "changes": repairs}), numbers)


def extent(layer: AreasLayer) -> np.ndarray:
    """Return min x, min y, max x, max y of a layer in its own CRS, NaN for one without shapes."""
    bounds = _kept(layer).boxes().bounds
    bounds = bounds[np.isfinite(bounds).all(axis=1)]
    if len(bounds) == 0:
        return np.full(4, np.nan)
    return np.concatenate((bounds[:, :2].min(axis=0), bounds[:, 2:].max(axis=0)))


def forget() -> None:
    """Let go of the boxes this process kept."""
    _kept.cache_clear()


class _Kept:
    """A source that is asked for its boxes once."""

    def __init__(self, source: LayerSource) -> None:
        self._source = source

    @cached_property
    def _boxes(self) -> Boxes:
        return self._source.boxes()

    def boxes(self) -> Boxes:
        return self._boxes

    def info(self) -> LayerInfo:
        return self._source.info()

    def read(self, columns: Sequence[str], fids: Optional[np.ndarray] = None) -> FeatureTable:
        return self._source.read(columns, fids)

    def read_flat(self, columns: Sequence[str], fids: Optional[np.ndarray] = None) -> FlatTable:
        return self._source.read_flat(columns, fids)

    def sha256(self) -> str:
        return self._source.sha256()


@lru_cache(maxsize=_KEPT)
def _kept(layer: AreasLayer) -> _Kept:
    return _Kept(layer.source)


def _grouped(layers: Sequence[AreasLayer]) -> list:
    """Return (kind, source): the files of a zone as one layer, those of the survey where they have one form."""
    groups: dict = {}
    for layer in layers:
        source = _kept(layer)
        info = source.info()
        form = (info.crs, tuple(info.fields)) if layer.kind == "dltb" else ()
        groups.setdefault((layer.kind, form), {})[layer.number] = source
    return [
        (kind, next(iter(found.values())) if len(found) == 1 else ManySources(found))
        for (kind, _), found in groups.items()
    ]
