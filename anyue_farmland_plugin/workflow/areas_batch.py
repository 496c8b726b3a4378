# SPDX-License-Identifier: GPL-2.0-or-later
"""Measures one batch of changes against all layers; needs nothing but its job.

A job holds layer sources, not layers: any process that can open the same files can do it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Mapping

import numpy as np

from anyue_farmland_plugin.core.balance import balance
from anyue_farmland_plugin.core.ellipsoid import ellipsoidal_areas
from anyue_farmland_plugin.core.landclass import LandClass
from anyue_farmland_plugin.core.overlay import overlay_pairs
from anyue_farmland_plugin.intake.values import class_codes
from anyue_farmland_plugin.workflow.areas_request import AreaFigures
from anyue_farmland_plugin.workflow.zone_areas import FlatLayer, Targets

_CENT = 0.005
_CODE_OF = {"townships": "XZQDM", "villages": "ZLDWDM"}


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
class AreasPart(AreaFigures):
    """What one batch found; ``rows`` are those of its changes in the delivery."""

    rows: np.ndarray


def measure_batch(job: AreasJob) -> AreasPart:
    """Return the areas of one batch of changes."""
    surveys = [FlatLayer(part, job.crs, ("DLBM", "DLMC")) for part in job.survey]
    controls = [FlatLayer(part, job.crs) for part in job.controls]
    places = [FlatLayer(part, job.crs, (_CODE_OF[part.kind],)) for part in job.places]
    layers = (*surveys, *controls, *places)
    targets = Targets.of(job.shapes, layers, crs=job.crs, grid=job.grid)
    pairs = [targets.measured(layer) for layer in surveys]
    area, overlay, outside, doubled = _account(job, targets.areas, surveys, pairs)
    covered = {layer.part.kind: targets.covered([layer]) for layer in controls}
    codes = {layer.part.kind: _codes(targets, layer) for layer in places}
    classes = _by_class(job, surveys, [found.areas for found in pairs])
    repairs: dict = {}
    for layer in layers:
        repairs[layer.part.kind] = repairs.get(layer.part.kind, ()) + layer.repairs()
    return AreasPart(area, overlay, outside, doubled, classes, covered, codes, repairs, job.rows)


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
        codes = np.array(
            [code or "" for code in class_codes(reader.told(), part.choice, job.classes, some=True)], dtype=str
        )
        known, number = np.unique(codes, return_inverse=True)
        cells = np.bincount(part.change * len(known) + number[part.feature], areas, count * len(known))
        for code, column in zip(known.tolist(), cells.reshape(count, len(known)).T):
            result[code] = result.get(code, 0.0) + column
    return result


def _codes(targets: Targets, layer: FlatLayer) -> np.ndarray:
    """Return the code of the zone that holds most of each change, "" for none."""
    codes = np.array([*layer.texts(_CODE_OF[layer.part.kind]), ""], dtype=object)
    return np.asarray(codes[targets.holders(layer)])
