# SPDX-License-Identifier: GPL-2.0-or-later
"""Layers as a run of many batches sees them: which of their features a batch has to read."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from anyue_farmland_plugin.core.crs import is_geographic
from anyue_farmland_plugin.core.flat import ranges
from anyue_farmland_plugin.core.ports import LayerSource
from anyue_farmland_plugin.core.repair import Repair
from anyue_farmland_plugin.intake.mapping import FieldChoice, FieldMap, LayerKind, choose_fields
from anyue_farmland_plugin.workflow.overlay_inputs import LayerRecord, asked_of, check_polygons, work_bounds


@dataclass(frozen=True)
class LayerPart:
    """What a batch needs of one layer: features by id, and pairs (row of the batch, place in ``fids``)."""

    kind: str
    source: LayerSource
    choice: FieldChoice
    fids: np.ndarray
    change: np.ndarray
    feature: np.ndarray


@dataclass(frozen=True)
class NearLayer:
    """A layer with all pairs of (change, feature id) whose boxes meet, sorted by change.

    ``shapeless`` counts its rows that have no geometry at all.
    """

    kind: str
    source: LayerSource
    choice: FieldChoice
    change: np.ndarray
    fids: np.ndarray
    shapeless: int

    @classmethod
    def of(cls, kind: str, source: LayerSource, shapes: np.ndarray, *, crs: str, field_map: FieldMap) -> NearLayer:
        """Find the pairs by the boxes alone; ``shapes`` are the changes in ``crs``.

        Raises InputDataError or CrsError for a layer that cannot be used.
        """
        info = check_polygons(source)
        choice = choose_fields(LayerKind(kind), info, field_map)
        asked = asked_of(info, work_bounds(shapes, is_geographic(crs)), crs)
        boxes = source.boxes()
        change, box = boxes.grid.meeting(asked)
        strange = boxes.grid.strange
        if len(strange) and len(shapes):
            # Read with the first change: the repair says what is wrong with the feature.
            change, box = np.append(np.zeros(len(strange), dtype=np.int64), change), np.append(strange, box)
        shapeless = max(info.feature_count - len(boxes), 0)
        return cls(kind, source, choice, change, boxes.fids[box], shapeless)

    def part(self, rows: np.ndarray) -> LayerPart:
        """Return what the batch of these (ascending) change rows needs."""
        first = np.searchsorted(self.change, rows)
        held, change = ranges(first, np.searchsorted(self.change, rows, side="right") - first)
        fids, feature = np.unique(self.fids[held], return_inverse=True)
        return LayerPart(self.kind, self.source, self.choice, fids, change, feature)

    def record(self, repairs: dict) -> LayerRecord:
        """Return the layer's record with what the batches repaired (by feature id)."""
        told = tuple(repairs[fid] for fid in sorted(repairs, key=fid_order))
        return LayerRecord(self.kind, self.source.info(), self.source, self.choice, len(np.unique(self.fids)), told)


def fid_order(fid: str) -> tuple:
    """Return what sorts feature ids, which are whole numbers as text, by their number."""
    return len(fid), fid


def repairs_by_fid(parts: list) -> dict:
    """Return the repairs of many batches, each feature once."""
    found: dict[str, Repair] = {}
    for repairs in parts:
        found.update({repair.fid: repair for repair in repairs})
    return found
