# SPDX-License-Identifier: GPL-2.0-or-later
"""Puts together what a run was given: the changes as delivered and the parcels its batches met."""

from __future__ import annotations

from typing import Mapping, Sequence

from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.survey import Survey
from anyue_farmland_plugin.intake.values import duplicates
from anyue_farmland_plugin.workflow.near_layers import repairs_by_fid
from anyue_farmland_plugin.workflow.overlay_batch import BatchFound
from anyue_farmland_plugin.workflow.overlay_inputs import Inputs, Loaded, delivered_areas
from anyue_farmland_plugin.workflow.overlay_merge import Merged
from anyue_farmland_plugin.workflow.overlay_plan import OverlayPlan

_CLUE_COLUMNS = ("JCBH", "TBLX", "QSX", "HSX")
_KEPT_ELSEWHERE = (*_CLUE_COLUMNS, "JCMJ")
_SHOWN = 5


def inputs_of(plan: OverlayPlan, parts: Sequence[BatchFound], merged: Merged) -> Inputs:
    """Return the run's inputs once all batches are done."""
    changes = plan.changes
    repairs = [repairs_by_fid([part.repairs[place] for part in parts]) for place in range(len(plan.layers()))]
    areas, unit_warning = delivered_areas(changes, plan.crs)
    return Inputs(
        crs=plan.crs,
        grid=plan.grid,
        layers=(changes.record(), *(layer.record(found) for layer, found in zip(plan.layers(), repairs))),
        changes=changes.shapes,
        fids=changes.table.fids,
        columns={name: changes.texts(name) for name in _CLUE_COLUMNS},
        attributes=_attributes(changes, merged.contracts),
        delivered_areas=areas,
        repaired_changes=frozenset(repair.fid for repair in changes.repairs),
        survey=merged.survey,
        parcel_fids=merged.parcel_fids,
        classes=plan.classes,
        towns=merged.town_names,
        warnings=tuple(_warnings(plan, merged.survey, (unit_warning, *plan.warnings))),
    )


def _attributes(changes: Loaded, contracts: Mapping[int, list]) -> list:
    """Return the delivered columns without a place of their own, with the contracted parcels a change meets."""
    stored = {changes.choice.fields.get(name) for name in _KEPT_ELSEWHERE}
    names = [name for name in changes.info.fields if name not in stored]
    columns = [list(map(_plain, changes.table.columns[name].tolist())) for name in names]
    rows: list = [dict(zip(names, values)) for values in zip(*columns)] if names else [{} for _ in changes.shapes]
    for row, entries in contracts.items():
        rows[row]["contract_parcels"] = entries
    return rows


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, (str, int, float, bool)) else str(value)


def _warnings(plan: OverlayPlan, survey: Survey, others: tuple) -> list:
    changes, dltb = plan.changes, plan.survey
    title = dltb.source.info().title
    found = [*changes.choice.warnings, *dltb.choice.warnings]
    found += [sentence for sentence in others if sentence]
    for layer, name, told in ((changes.info.title, "JCBH", changes.texts("JCBH")), (title, "BSM", survey.bsm)):
        repeated = duplicates(told)
        if repeated:
            found.append(
                translate(
                    "Overlay",
                    "{layer}: {count} values of {field} occur more than once, for example {values}; "
                    "rows are told apart by their feature id.",
                ).format(layer=layer, count=len(repeated), field=name, values=", ".join(list(repeated)[:_SHOWN]))
            )
    nameless = [key.rsplit(":", 1)[-1] for key, code in zip(survey.keys.tolist(), survey.dlbm.tolist()) if not code]
    if nameless:
        found.append(
            translate(
                "Overlay", "{layer}: {count} parcels have no class code (rows {rows}); their pieces count in no class."
            ).format(layer=title, count=len(nameless), rows=", ".join(nameless[:_SHOWN]))
        )
    if "TBMJ" not in dltb.choice:
        found.append(
            translate("Overlay", "{layer}: no field TBMJ; the parcels' own ellipsoidal areas serve as control.").format(
                layer=title
            )
        )
    return found
