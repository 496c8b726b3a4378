# SPDX-License-Identifier: GPL-2.0-or-later
"""Measures one batch of changes against all layers; needs nothing but its job.

A job holds layer sources, not layers: any process that can open the same files can do it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Mapping

import numpy as np

from anyue_farmland_plugin.core.balance import balance
from anyue_farmland_plugin.core.crs import transform, transform_points
from anyue_farmland_plugin.core.edgetable import EdgeTable
from anyue_farmland_plugin.core.ellipsoid import SurveyMap, ellipsoidal_areas, flat_areas
from anyue_farmland_plugin.core.flat import FlatPolygons
from anyue_farmland_plugin.core.landclass import LandClass
from anyue_farmland_plugin.core.measure import Layer, Measured, measure, overlapping
from anyue_farmland_plugin.core.overlay import covered_areas, overlay_pairs
from anyue_farmland_plugin.core.ports import FeatureTable, FlatTable, LayerSource
from anyue_farmland_plugin.core.repair import repair_polygons
from anyue_farmland_plugin.intake.mapping import FieldChoice
from anyue_farmland_plugin.intake.values import class_codes

_CENT = 0.005
_CODE_OF = {"townships": "XZQDM", "villages": "ZLDWDM"}
_COLUMNS = {"dltb": ("DLBM", "DLMC"), **{kind: (name,) for kind, name in _CODE_OF.items()}}


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
class AreasJob:
    """One batch: rows of the delivery, their repaired polygons in the work CRS, the layers around them.

    ``survey`` may be several files: a change across a county's border meets the parcels of both.
    """

    rows: np.ndarray
    shapes: np.ndarray
    crs: str
    grid: float
    classes: Mapping[str, LandClass]
    survey: tuple
    controls: tuple
    places: tuple


@dataclass(frozen=True)
class AreasPart:
    """What one batch found, per change of the batch; see `AreasResult`."""

    rows: np.ndarray
    area: np.ndarray
    overlay: np.ndarray
    outside: np.ndarray
    doubled: np.ndarray
    classes: Mapping[str, np.ndarray]
    covered: Mapping[str, np.ndarray]
    codes: Mapping[str, np.ndarray]
    repairs: Mapping[str, tuple] = field(default_factory=dict)


class _LayerReader:
    """Reads one layer's part of the job and keeps what had to be repaired."""

    def __init__(self, part: LayerPart, crs: str) -> None:
        self.part = part
        self.repairs: dict = {}
        self._crs = crs
        self._own = part.source.info().crs

    @cached_property
    def table(self) -> FlatTable:
        """Return the features with their polygons in the work CRS."""
        table = self.part.source.read_flat(self._columns(), self.part.fids)
        flat = table.polygons
        x, y = transform_points(flat.x, flat.y, self._own, self._crs)
        return replace(table, polygons=replace(flat, x=x, y=y))

    def _columns(self) -> list:
        fields = self.part.choice.fields
        return list(dict.fromkeys(fields[name] for name in _COLUMNS.get(self.part.kind, ()) if name in fields))

    def told(self) -> FeatureTable:
        """Return the columns alone."""
        return FeatureTable(self.table.info, self.table.fids, np.empty(0), self.table.columns)

    def layer(self, to_plane: SurveyMap) -> Layer:
        """Return the polygons to be measured, in the equal-area plane."""

        def mended(rows: np.ndarray) -> FlatPolygons:
            return to_plane(FlatPolygons.of(self.shapes(rows)))

        return Layer(to_plane(self.table.polygons), self.table.odd, mended)

    def shapes(self, rows: np.ndarray) -> np.ndarray:
        """Return the features of the rows as repaired polygons in the work CRS, every repair noted."""
        table = self.part.source.read([], self.part.fids[rows])
        shapes, repairs = repair_polygons(table.geometries, table.fids.tolist(), crs=self._own)
        moved = transform(shapes, self._own, self._crs)
        moved, again = repair_polygons(moved, table.fids.tolist(), crs=self._crs)
        for repair in (*again, *repairs):
            self.repairs[repair.fid] = repair
        return moved


def measure_batch(job: AreasJob) -> AreasPart:
    """Return the areas of one batch of changes."""
    changes = FlatPolygons.of(job.shapes)
    surveys, controls, places = (
        [_LayerReader(part, job.crs) for part in parts] for parts in (job.survey, job.controls, job.places)
    )
    readers = (*surveys, *controls, *places)
    to_plane = SurveyMap.of([changes, *(reader.table.polygons for reader in readers)], job.crs)
    mapped = to_plane(changes)
    table = EdgeTable.of(mapped)

    def measured(reader: _LayerReader) -> Measured:
        return measure(table, reader.layer(to_plane), reader.part.change, reader.part.feature)

    pairs = [measured(reader) for reader in surveys]
    account = _account(job, flat_areas(mapped), surveys, pairs)
    covered = {reader.part.kind: _covered(job, reader, measured(reader)) for reader in controls}
    codes = {reader.part.kind: _codes(job, reader, measured(reader).areas) for reader in places}
    repairs: dict = {}
    for reader in readers:
        repairs[reader.part.kind] = repairs.get(reader.part.kind, ()) + _told(reader)
    classes = _by_class(job, surveys, [found.areas for found in pairs])
    area, overlay, outside, doubled = account
    return AreasPart(job.rows, area, overlay, outside, doubled, classes, covered, codes, repairs)


def _told(reader: _LayerReader) -> tuple:
    return tuple(reader.repairs[fid] for fid in sorted(reader.repairs, key=lambda fid: (len(fid), fid)))


def _account(job: AreasJob, area: np.ndarray, surveys: list, pairs: list) -> tuple:
    """Return (area, overlay, outside, doubled) in m² per change."""
    count = len(job.rows)
    overlay, pieces, seams = np.zeros(count), np.zeros(count), np.zeros(count, dtype=np.int64)
    for reader, found in zip(surveys, pairs):
        overlay += np.bincount(reader.part.change, found.areas, minlength=count)
        pieces += np.bincount(reader.part.change, found.areas > 0.0, minlength=count)
        np.add.at(seams, reader.part.change, found.seams)
    outside, doubled = area - overlay, np.zeros(count)
    filled = (np.abs(outside) <= _CENT) & (seams == 0)
    rows = np.flatnonzero(~filled & (pieces > 1))
    doubled[rows] = _doubled(job, surveys, rows)
    return area, overlay, outside + doubled, doubled


def _doubled(job: AreasJob, surveys: list, rows: np.ndarray) -> np.ndarray:
    """Return the m² of some changes that overlapping parcels count twice."""
    changes = job.shapes[rows]
    parcels = [reader.shapes(np.unique(reader.part.feature[np.isin(reader.part.change, rows)])) for reader in surveys]
    pairs = overlay_pairs(changes, np.concatenate(parcels), grid=job.grid)
    areas = ellipsoidal_areas(pairs.geometry, job.crs)
    return balance(changes, pairs.geometry, pairs.change_index, areas, crs=job.crs).doubled / 100.0


def _by_class(job: AreasJob, surveys: list, pairs: list) -> dict:
    """Return m² per change by DLBM; "" are parcels without a class."""
    count = len(job.rows)
    result: dict = {}
    for reader, areas in zip(surveys, pairs):
        part = reader.part
        codes = np.array([code or "" for code in class_codes(reader.told(), part.choice, job.classes)], dtype=str)
        known, number = np.unique(codes, return_inverse=True)
        cells = np.bincount(part.change * len(known) + number[part.feature], areas, count * len(known))
        for code, column in zip(known.tolist(), cells.reshape(count, len(known)).T):
            result[code] = result.get(code, 0.0) + column
    return result


def _covered(job: AreasJob, reader: _LayerReader, found: Measured) -> np.ndarray:
    """Return the m² of each change inside the zones, ground in two of them counted once."""
    part = reader.part
    total = np.bincount(part.change, found.areas, minlength=len(job.rows))
    meets = found.areas > 0.0
    rows = overlapping(found.polygons, part.change[meets], part.feature[meets])
    if len(rows):
        shapes = reader.shapes(np.unique(part.feature[np.isin(part.change, rows)]))
        total[rows] = covered_areas(job.shapes[rows], shapes, job.crs, grid=job.grid)
    return total


def _codes(job: AreasJob, reader: _LayerReader, areas: np.ndarray) -> np.ndarray:
    """Return the code of the zone that holds most of each change, the first of equals; "" for none."""
    part = reader.part
    names = part.choice.values(reader.told(), _CODE_OF[part.kind])
    result = np.full(len(job.rows), "", dtype=object)
    order = np.lexsort((part.feature, -np.round(areas, 6), part.change))
    change, first = np.unique(part.change[order], return_index=True)
    best = order[first]
    for row, place in zip(change[areas[best] > 0.0].tolist(), best[areas[best] > 0.0].tolist()):
        result[row] = str(names[part.feature[place]] or "")
    return result
