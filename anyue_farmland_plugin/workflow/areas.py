# SPDX-License-Identifier: GPL-2.0-or-later
"""Areas of changes by class, protective line and township, without pieces and without a ledger.

For previews, dry runs and re-checks: the same figures as an overlay with pieces, several
times faster.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Mapping, Optional, Sequence

import numpy as np

from anyue_farmland_plugin.core.crs import is_geographic, normalise_crs
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.ports import LayerSource, Progress
from anyue_farmland_plugin.core.tiles import tile_order
from anyue_farmland_plugin.intake.mapping import FieldChoice, FieldMap, LayerKind, choose_fields
from anyue_farmland_plugin.intake.values import land_classes
from anyue_farmland_plugin.workflow.areas_batch import AreasPart
from anyue_farmland_plugin.workflow.areas_changes import Changes
from anyue_farmland_plugin.workflow.areas_request import AreasRequest, AreasResult
from anyue_farmland_plugin.workflow.areas_task import AreasLayer, AreasTask, extent, forget, measure_task
from anyue_farmland_plugin.workflow.engines import Engine
from anyue_farmland_plugin.workflow.many_sources import members
from anyue_farmland_plugin.workflow.near_layers import fid_order, repairs_by_fid
from anyue_farmland_plugin.workflow.overlay_inputs import asked_of, bounds_in, check_polygons, check_way, widened
from anyue_farmland_plugin.workflow.overlay_request import stop_if_cancelled
from anyue_farmland_plugin.workflow.threads import engine_for

# The same whatever the engine, so that sums come out the same to the last bit. Smaller ones cost more in all, but
# towards the end they get smaller, so that workers finish together.
BATCH_CHANGES = 2_000
_LEAST_BATCH = 1_000
_TAIL = 4  # a batch is at most this part of what is left


@dataclass(frozen=True)
class _Run:
    """A run whose inputs are checked: the changes with their boxes in ``crs``, all layers, the batches as rows."""

    request: AreasRequest
    crs: str
    field_map: FieldMap
    choice: FieldChoice
    changes: Changes
    bounds: np.ndarray
    layers: tuple
    batches: list


def run_areas(request: AreasRequest, *, progress: Progress, engine: Optional[Engine] = None) -> AreasResult:
    """Measure every change against every layer.

    Raises InputDataError or CrsError for whatever cannot be used, Cancelled when asked to stop,
    EngineError when the engine fails.
    """
    at = engine or engine_for([request.changes, request.dltb, *request.more_surveys, *request.zones.values()])
    progress.report(0.02, translate("Overlay", "Reading the changes"))
    run = _checked(request)
    count = len(run.changes)
    parts: list = [None] * len(run.batches)
    numbers, done = np.full(count, "", dtype=object), 0
    try:
        for number, found in at.run(measure_task, _tasks(run, _extents(run.layers, at))):
            parts[number] = found.part
            numbers[found.part.rows] = found.numbers
            done += len(found.part.rows)
            stop_if_cancelled(progress)
            progress.report(
                0.05 + 0.95 * done / max(count, 1),
                translate("Overlay", "{done} of {count} changes measured").format(done=done, count=count),
            )
    finally:
        forget()
    return _result(run.changes.fids, numbers, parts)


def _checked(request: AreasRequest) -> _Run:
    """Refuse what can be refused before anything is measured, and read the changes."""
    surveys = [part for source in (request.dltb, *request.more_surveys) for part in members(source)]
    zones = [(kind, part) for kind, source in request.zones.items() for part in members(source)]
    for source in (request.changes, *surveys, *(part for _, part in zones)):
        check_polygons(source)
    crs = normalise_crs(request.dltb.info().crs)
    field_map: FieldMap = {LayerKind(kind): names for kind, names in request.field_map.items()}
    choice = _usable(request.changes, LayerKind.CHANGES, crs, field_map)
    run = uuid.uuid4().hex
    named = [("dltb", part) for part in surveys] + zones
    for kind, source in named:
        _usable(source, LayerKind(kind), crs, field_map)
    layers = tuple(AreasLayer(run, number, kind, source) for number, (kind, source) in enumerate(named))
    changes = Changes.of(request.changes, choice.fields["JCBH"])
    bounds = widened(bounds_in(changes.bounds, request.changes.info().crs, crs), is_geographic(crs))
    return _Run(
        request,
        crs,
        field_map,
        choice,
        changes,
        bounds,
        layers,
        _batches(tile_order(bounds)),
    )


def _batches(order: np.ndarray) -> list:
    batches, start = [], 0
    while start < len(order):
        size = min(max((len(order) - start) // _TAIL, _LEAST_BATCH), BATCH_CHANGES)
        batches.append(np.sort(order[start : start + size]))
        start += size
    return batches


def _usable(source: LayerSource, kind: LayerKind, crs: str, field_map: FieldMap) -> FieldChoice:
    info = source.info()
    check_way(info, crs)
    return choose_fields(kind, info, field_map)


def _extents(layers: Sequence[AreasLayer], at: Engine) -> dict:
    """Return number → extent of the layers that come in several files; a lone file is asked in any case."""
    kinds = [layer.kind for layer in layers]
    asked = [layer for layer in layers if kinds.count(layer.kind) > 1]
    return {asked[place].number: box for place, box in at.run(extent, asked)}


def _tasks(run: _Run, extents: Mapping[int, np.ndarray]) -> list:
    """Return the batches, each with the layers whose extent it meets, and with at least one of each kind."""
    classes = dict(land_classes(run.request.class_table))  # a plain one can be sent to other processes
    return [
        AreasTask(
            rows,
            run.changes.fids[rows],
            run.changes.part(rows),
            run.choice,
            run.crs,
            classes,
            run.field_map,
            tuple(_met(run, run.bounds[rows], extents)),
        )
        for rows in run.batches
    ]


def _met(run: _Run, bounds: np.ndarray, extents: Mapping[int, np.ndarray]) -> list:
    near = [
        layer
        for layer in run.layers
        if layer.number not in extents or _meets(asked_of(layer.source.info(), bounds, run.crs), extents[layer.number])
    ]
    kinds = {layer.kind for layer in near}
    missed = {layer.kind: layer for layer in reversed(run.layers) if layer.kind not in kinds}
    return sorted((*near, *missed.values()), key=lambda layer: layer.number)


def _meets(bounds: np.ndarray, box: np.ndarray) -> bool:
    return bool(((bounds[:, :2] <= box[2:]).all(axis=1) & (bounds[:, 2:] >= box[:2]).all(axis=1)).any())


def _result(fids: np.ndarray, numbers: np.ndarray, parts: Sequence[AreasPart]) -> AreasResult:
    count = len(fids)

    def whole(values: Sequence) -> np.ndarray:
        result = np.zeros(count) if not values or values[0].dtype != object else np.full(count, "", dtype=object)
        for part, found in zip(parts, values):
            result[part.rows] = found
        return result

    def each(name: str) -> Mapping[str, np.ndarray]:
        kinds = sorted({kind for part in parts for kind in getattr(part, name)})
        return {
            kind: whole([getattr(part, name).get(kind, np.zeros(len(part.rows))) for part in parts]) for kind in kinds
        }

    repairs = {}
    for kind in sorted({kind for part in parts for kind in part.repairs}):
        known = repairs_by_fid([part.repairs.get(kind, ()) for part in parts])
        repairs[kind] = tuple(known[fid] for fid in sorted(known, key=fid_order))
    return AreasResult(
        fids=fids,
        numbers=numbers,
        area=whole([part.area for part in parts]),
        overlay=whole([part.overlay for part in parts]),
        outside=whole([part.outside for part in parts]),
        doubled=whole([part.doubled for part in parts]),
        classes=each("classes"),
        covered=each("covered"),
        codes=each("codes"),
        repairs={kind: told for kind, told in repairs.items() if told},
    )
