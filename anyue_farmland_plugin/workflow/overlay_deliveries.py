# SPDX-License-Identifier: GPL-2.0-or-later
"""The record of what was delivered: one ledger row per layer of a run."""

from __future__ import annotations

import json
from typing import Mapping

from anyue_farmland_plugin.core.ports import Actor
from anyue_farmland_plugin.core.repair import Repair, RepairResult
from anyue_farmland_plugin.workflow.overlay_account import run_record
from anyue_farmland_plugin.workflow.overlay_inputs import LayerRecord
from anyue_farmland_plugin.workflow.overlay_rows import Run, delivery_id, m2
from anyue_farmland_plugin.workflow.versions import versions


def delivery_row(run: Run, loaded: LayerRecord, at: str, actor: Actor) -> dict:
    """Return the delivery of one layer; changes carry batch, source and area."""
    is_change = loaded.kind == "changes"
    return {
        "delivery_id": delivery_id(loaded, run.request, run.inputs.fids) if is_change else delivery_id(loaded),
        "kind": loaded.kind,
        "name": loaded.info.title,
        "batch": run.request.batch if is_change else None,
        "source_kind": run.request.source_kind if is_change else None,
        "path_name": loaded.info.path_name,
        "layer": loaded.info.layer,
        "sha256": loaded.sha256,
        "rows": loaded.info.feature_count,
        "crs": loaded.info.crs,
        "area_m2": m2(run.found.balance.area.sum()) if is_change else None,
        "imported_at": at,
        "imported_by": actor.name,
        "parameters": json.dumps(_parameters(run, loaded), ensure_ascii=False, sort_keys=True),
    }


def _parameters(run: Run, loaded: LayerRecord) -> Mapping:
    found = run_record(run) if loaded.kind == "changes" else {}
    return {
        **found,
        "filter": loaded.info.filter or None,
        "left_out": loaded.info.left_out,
        "fields": dict(loaded.choice.fields),
        "versions": versions(),
        "work_crs": run.inputs.crs,
        "rows_read": loaded.rows_read,
        "min_area": run.request.min_area,
        "repaired": [_repair_entry(repair) for repair in loaded.repairs],
        "repaired_count": sum(repair.result is RepairResult.REPAIRED for repair in loaded.repairs),
        "lost_count": len(loaded.unreadable()),
    }


def _repair_entry(repair: Repair) -> Mapping:
    return {
        "fid": repair.fid,
        "reason": repair.reason,
        "before_m2": round(repair.area_before, 2),
        "after_m2": round(repair.area_after, 2),
        "result": repair.result.value,
    }
