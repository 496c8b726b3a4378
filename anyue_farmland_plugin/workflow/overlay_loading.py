# SPDX-License-Identifier: GPL-2.0-or-later
"""Turns the request's layers into the `Inputs` of one run."""

from __future__ import annotations

from collections import defaultdict
from typing import Mapping, Optional

import numpy as np

from anyue_farmland_plugin.core.crs import is_geographic
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.ports import LayerSource, Progress
from anyue_farmland_plugin.core.survey import Survey
from anyue_farmland_plugin.intake.mapping import FieldMap, LayerKind
from anyue_farmland_plugin.intake.values import duplicates, land_classes
from anyue_farmland_plugin.workflow.contracts import contract_entries
from anyue_farmland_plugin.workflow.overlay_inputs import (
    Inputs,
    Loaded,
    approval_kind,
    check_polygons,
    control_areas,
    delivered_areas,
    load,
    near_changes,
    survey_of,
    work_bounds,
    work_grid,
    zones_of,
)
from anyue_farmland_plugin.workflow.overlay_request import CONTROL_KINDS, OverlayRequest, stop_if_cancelled
from anyue_farmland_plugin.workflow.overlay_rows import delivery_id

_CLUE_COLUMNS = ("JCBH", "TBLX", "QSX", "HSX")
_KEPT_ELSEWHERE = (*_CLUE_COLUMNS, "JCMJ")
_SHOWN = 5


def load_inputs(request: OverlayRequest, crs: str, progress: Progress) -> Inputs:
    """Read all layers; the survey and the zones only around the changes.

    Raises InputDataError or CrsError for whatever cannot be used, before any overlay.
    """
    for source in (request.changes, request.dltb, *request.zones.values(), *request.approvals):
        check_polygons(source)
    field_map: FieldMap = {LayerKind(kind): names for kind, names in request.field_map.items()}
    classes = land_classes(request.class_table)
    progress.report(0.05, translate("Overlay", "Reading the changes"))
    changes = load(request.changes, LayerKind.CHANGES, crs=crs, field_map=field_map)
    bounds = work_bounds(changes.shapes, is_geographic(crs))
    shapeless = []

    def read(source: LayerSource, kind: LayerKind) -> Loaded:
        stop_if_cancelled(progress)
        found = near_changes(source, bounds, crs)
        if found.shapeless:
            shapeless.append(_no_geometry(source, found.shapeless))
        return load(source, kind, crs=crs, field_map=field_map, fids=found.fids)

    progress.report(0.10, translate("Overlay", "Reading the survey"))
    dltb = read(request.dltb, LayerKind.DLTB)
    tbmj, control_warning = control_areas(dltb, crs)
    survey = survey_of(dltb, classes, delivery_id(dltb), tbmj=tbmj)
    zones = {kind: read(source, LayerKind(kind)) for kind, source in request.zones.items()}
    permits = [read(source, LayerKind.APPROVALS) for source in request.approvals]
    areas, unit_warning = delivered_areas(changes, crs)
    contracts, grid = zones.get(LayerKind.CONTRACT_PARCELS.value), work_grid(crs)
    return Inputs(
        crs=crs,
        grid=grid,
        layers=(changes, dltb, *zones.values(), *permits),
        changes=changes.shapes,
        fids=changes.table.fids,
        columns={name: changes.texts(name) for name in _CLUE_COLUMNS},
        attributes=_attributes(changes, contracts, grid),
        delivered_areas=areas,
        repaired_changes=frozenset(repair.fid for repair in changes.repairs),
        survey=survey,
        classes=classes,
        towns=zones_of(zones["townships"], "XZQDM", "XZQMC", grid) if "townships" in zones else None,
        villages=zones_of(zones["villages"], "ZLDWDM", "ZLDWMC", grid) if "villages" in zones else None,
        controls={kind: zones[kind].shapes for kind in CONTROL_KINDS if kind in zones},
        approvals=_approvals(permits),
        warnings=tuple(_warnings(changes, dltb, survey, (unit_warning, control_warning, *shapeless))),
    )


def _no_geometry(source: LayerSource, count: int) -> str:
    message = translate("Overlay", "{layer}: {count} rows have no geometry and were not overlaid.")
    return message.format(layer=source.info().title, count=count)


def _approvals(permits: list) -> Mapping[str, np.ndarray]:
    by_kind = defaultdict(list)
    for loaded in permits:
        by_kind[approval_kind(loaded.info)].append(loaded.shapes)
    return {kind: np.concatenate(found) for kind, found in sorted(by_kind.items())}


def _attributes(changes: Loaded, contracts: Optional[Loaded], grid: float) -> list:
    """Return the delivered columns without a place of their own, with the contracted parcels a change meets."""
    stored = {changes.choice.fields.get(name) for name in _KEPT_ELSEWHERE}
    names = [name for name in changes.info.fields if name not in stored]
    rows: list = [
        {name: _plain(changes.table.columns[name][row]) for name in names} for row in range(len(changes.table))
    ]
    if contracts is not None:
        for row, entries in contract_entries(changes.shapes, contracts, grid).items():
            rows[row]["contract_parcels"] = entries
    return rows


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, (str, int, float, bool)) else str(value)


def _warnings(changes: Loaded, dltb: Loaded, survey: Survey, unit_warnings: tuple) -> list:
    found = [*changes.choice.warnings, *dltb.choice.warnings]
    found += [sentence for sentence in unit_warnings if sentence]
    for loaded, name in ((changes, "JCBH"), (dltb, "BSM")):
        repeated = duplicates(loaded.texts(name))
        if repeated:
            found.append(
                translate(
                    "Overlay",
                    "{layer}: {count} values of {field} occur more than once, for example {values}; "
                    "rows are told apart by their feature id.",
                ).format(
                    layer=loaded.info.title, count=len(repeated), field=name, values=", ".join(list(repeated)[:_SHOWN])
                )
            )
    nameless = [str(dltb.table.fids[row]) for row, code in enumerate(survey.dlbm) if not code]
    if nameless:
        found.append(
            translate(
                "Overlay", "{layer}: {count} parcels have no class code (rows {rows}); their pieces count in no class."
            ).format(layer=dltb.info.title, count=len(nameless), rows=", ".join(nameless[:_SHOWN]))
        )
    if "TBMJ" not in dltb.choice:
        found.append(
            translate("Overlay", "{layer}: no field TBMJ; the parcels' own ellipsoidal areas serve as control.").format(
                layer=dltb.info.title
            )
        )
    return found
