# SPDX-License-Identifier: GPL-2.0-or-later
"""Measures the changes of one batch against layers, without making pieces."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Sequence

import numpy as np

from anyue_farmland_plugin.core.crs import transform_points
from anyue_farmland_plugin.core.edgetable import EdgeTable
from anyue_farmland_plugin.core.ellipsoid import SurveyMap, flat_areas
from anyue_farmland_plugin.core.flat import FlatPolygons
from anyue_farmland_plugin.core.measure import Layer, Measured, joined, measure, overlapping
from anyue_farmland_plugin.core.overlay import covered_areas
from anyue_farmland_plugin.core.ports import FeatureTable, FlatTable
from anyue_farmland_plugin.intake import values
from anyue_farmland_plugin.workflow.near_layers import LayerPart, fid_order
from anyue_farmland_plugin.workflow.overlay_inputs import usable_shapes

_CENT = 0.005


class FlatLayer:
    """One layer's part of a batch, read when asked for; keeps what had to be repaired."""

    def __init__(self, part: LayerPart, crs: str, names: Sequence[str] = ()) -> None:
        self.part = part
        self._repairs: dict = {}
        self._crs, self._own = crs, part.source.info().crs
        self._names = names

    @cached_property
    def table(self) -> FlatTable:
        """Return the features with their polygons in the work CRS."""
        fields = self.part.choice.fields
        columns = list(dict.fromkeys(fields[name] for name in self._names if name in fields))
        table = self.part.source.read_flat(columns, self.part.fids)
        flat = table.polygons
        x, y = transform_points(flat.x, flat.y, self._own, self._crs)
        return replace(table, polygons=replace(flat, x=x, y=y))

    def told(self) -> FeatureTable:
        """Return the columns alone."""
        return FeatureTable(self.table.info, self.table.fids, np.empty(0), self.table.columns)

    def texts(self, name: str) -> list:
        """Return a column as text, "" for NULL."""
        return [found or "" for found in values.texts(self.told(), self.part.choice, name)]

    def shapes(self, rows: np.ndarray) -> np.ndarray:
        """Return the features of the rows as repaired polygons in the work CRS, every repair noted."""
        shapes, repairs = usable_shapes(self.part.source.read([], self.part.fids[rows]), self._crs)
        self._repairs.update({repair.fid: repair for repair in repairs})
        return shapes

    def repairs(self) -> tuple:
        """Return what was repaired so far, by feature id."""
        return tuple(self._repairs[fid] for fid in sorted(self._repairs, key=fid_order))


@dataclass(frozen=True)
class Targets:
    """The changes of a batch ready to be measured: repaired polygons in the work CRS, their m², their edges."""

    shapes: np.ndarray
    crs: str
    grid: float
    to_plane: SurveyMap
    table: EdgeTable
    areas: np.ndarray

    @classmethod
    def of(cls, shapes: np.ndarray, layers: Sequence[FlatLayer], *, crs: str, grid: float) -> Targets:
        """Make one equal-area plane for the changes and all layers they will be measured against."""
        flat = FlatPolygons.of(shapes)
        to_plane = SurveyMap.of([flat, *(layer.table.polygons for layer in layers)], crs)
        mapped = to_plane(flat)
        return cls(shapes, crs, grid, to_plane, EdgeTable.of(mapped), flat_areas(mapped))

    def measured(self, layer: FlatLayer) -> Measured:
        """Return what each pair of the layer's part has in common."""

        def mended(rows: np.ndarray) -> FlatPolygons:
            return self.to_plane(FlatPolygons.of(layer.shapes(rows)))

        polygons = Layer(self.to_plane(layer.table.polygons), layer.table.odd, mended)
        return measure(self.table, polygons, layer.part.change, layer.part.feature)

    def covered(self, layers: Sequence[FlatLayer]) -> np.ndarray:
        """Return the m² of each change inside the layers' polygons, ground in several of them counted once."""
        found = [self.measured(layer) for layer in layers]
        begin = np.cumsum([0] + [len(layer.part.fids) for layer in layers])
        change = np.concatenate([layer.part.change for layer in layers])
        feature = np.concatenate([layer.part.feature + start for layer, start in zip(layers, begin)])
        areas = np.concatenate([each.areas for each in found])
        total = np.bincount(change, areas, minlength=len(self.shapes))
        seams = np.zeros(len(self.shapes), dtype=np.int64)
        np.add.at(seams, change, np.concatenate([each.seams for each in found]))
        # Where zones join edge to edge and sum to the whole, none can overlap another.
        filled = (seams == 0) & (np.abs(total - self.areas) < _CENT)
        meets = (areas > 0.0) & ~filled[change]
        rows = overlapping(joined([each.polygons for each in found]), change[meets], feature[meets])
        if len(rows):
            chosen = [np.unique(layer.part.feature[np.isin(layer.part.change, rows)]) for layer in layers]
            zones = np.concatenate([layer.shapes(held) for layer, held in zip(layers, chosen)])
            total[rows] = covered_areas(self.shapes[rows], zones, self.crs, grid=self.grid)
        return total

    def holders(self, layer: FlatLayer) -> np.ndarray:
        """Return the feature that holds most of each change (place in the part, the first of equals); −1 for none."""
        part, areas = layer.part, self.measured(layer).areas
        result = np.full(len(self.shapes), -1, dtype=np.int64)
        order = np.lexsort((part.feature, -np.round(areas, 2), part.change))
        change, first = np.unique(part.change[order], return_index=True)
        best = order[first]
        held = areas[best] > 0.0
        result[change[held]] = part.feature[best[held]]
        return result
