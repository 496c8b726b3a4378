# SPDX-License-Identifier: GPL-2.0-or-later
"""Plans an overlay run: checks every layer, reads the changes, cuts the work into batches.

All refusals that can be known before the overlay happen here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Mapping

import numpy as np
import shapely

from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.landclass import LandClass
from anyue_farmland_plugin.core.ports import LayerSource, Progress
from anyue_farmland_plugin.core.tiles import tile_batches
from anyue_farmland_plugin.intake.mapping import FieldMap, LayerKind
from anyue_farmland_plugin.intake.values import class_codes, land_classes
from anyue_farmland_plugin.workflow.near_layers import NearLayer
from anyue_farmland_plugin.workflow.overlay_batch import BatchJob, approvals_use
from anyue_farmland_plugin.workflow.overlay_inputs import (
    Loaded,
    approval_kind,
    area_factor,
    check_polygons,
    load,
    work_grid,
)
from anyue_farmland_plugin.workflow.overlay_request import OverlayRequest, stop_if_cancelled

BATCH_CHANGES = 1_000
_SAMPLE = 500  # parcels that tell the unit of TBMJ and whether there are classes at all


@dataclass(frozen=True)
class OverlayPlan:
    """A run before its first batch: the changes, the survey, the zones with their use, the jobs."""

    crs: str
    grid: float
    field_map: FieldMap
    classes: Mapping[str, LandClass]
    changes: Loaded
    survey: NearLayer
    zones: tuple
    tbmj_factor: float
    warnings: tuple

    def layers(self) -> list:
        """Return the survey and all zones, in the order of the request."""
        return [self.survey, *(layer for _, layer in self.zones)]

    def sources(self) -> list:
        """Return the sources its batches read."""
        return [layer.source for layer in self.layers()]

    def jobs(self, min_area: float) -> list:
        """Return the batches, neighbours together; the last holds what has no place."""
        return [
            BatchJob(
                rows=rows,
                shapes=self.changes.shapes[rows],
                crs=self.crs,
                grid=self.grid,
                min_area=min_area,
                classes=self.classes,
                field_map=self.field_map,
                tbmj_factor=self.tbmj_factor,
                survey=self.survey.part(rows),
                zones=tuple((use, layer.part(rows)) for use, layer in self.zones),
            )
            for rows in tile_batches(shapely.bounds(self.changes.shapes), BATCH_CHANGES)
        ]


def read_changes(request: OverlayRequest, crs: str, progress: Progress) -> Loaded:
    """Check all layers and read the delivered changes.

    Raises InputDataError or CrsError for whatever cannot be used.
    """
    for source in (request.changes, request.dltb, *request.zones.values(), *request.approvals):
        check_polygons(source)
    progress.report(0.02, translate("Overlay", "Reading the changes"))
    return load(request.changes, LayerKind.CHANGES, crs=crs, field_map=_field_map(request))


def plan_overlay(request: OverlayRequest, changes: Loaded, crs: str, progress: Progress) -> OverlayPlan:
    """Find out which features of every layer the changes can meet; their polygons are not read yet."""
    field_map, classes = _field_map(request), land_classes(request.class_table)

    def near(kind: str, source: LayerSource) -> NearLayer:
        stop_if_cancelled(progress)
        return NearLayer.of(kind, source, changes.shapes, crs=crs, field_map=field_map)

    progress.report(0.04, translate("Overlay", "Looking where layers and changes meet"))
    survey = near(LayerKind.DLTB.value, request.dltb)
    zones = [(kind, near(kind, source)) for kind, source in request.zones.items()]
    zones += [
        (approvals_use(approval_kind(source.info())), near(LayerKind.APPROVALS.value, source))
        for source in request.approvals
    ]
    factor, warning = _control_unit(survey, crs, field_map, classes)
    shapeless = [_no_geometry(layer) for layer in (survey, *(layer for _, layer in zones)) if layer.shapeless]
    return OverlayPlan(
        crs=crs,
        grid=work_grid(crs),
        field_map=field_map,
        classes=classes,
        changes=changes,
        survey=survey,
        zones=tuple(zones),
        tbmj_factor=factor,
        warnings=tuple(sentence for sentence in (warning, *shapeless) if sentence),
    )


def _field_map(request: OverlayRequest) -> FieldMap:
    return {LayerKind(kind): names for kind, names in request.field_map.items()}


def _control_unit(survey: NearLayer, crs: str, field_map: FieldMap, classes: Mapping[str, LandClass]) -> tuple:
    """Return (factor to m² of TBMJ, warning or None), told by some of the parcels near the changes.

    A survey without any class code is refused here.
    """
    fids = np.unique(survey.fids)
    some = fids[np.unique(np.linspace(0, max(len(fids) - 1, 0), _SAMPLE).astype(np.int64))[: len(fids)]]
    sample = load(survey.source, LayerKind.DLTB, crs=crs, field_map=field_map, fids=some)
    class_codes(sample.table, sample.choice, classes)
    return area_factor(sample, "TBMJ", crs)


def _no_geometry(layer: NearLayer) -> str:
    message = translate("Overlay", "{layer}: {count} rows have no geometry and were not overlaid.")
    return message.format(layer=layer.source.info().title, count=layer.shapeless)
