# SPDX-License-Identifier: GPL-2.0-or-later
"""A case an inspector finds himself: the same overlay, for one polygon from the map."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Optional, Sequence

import numpy as np

from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.ports import (
    Actor,
    Boxes,
    Clock,
    FeatureTable,
    FlatTable,
    LayerInfo,
    LayerSource,
    SilentProgress,
    timestamp,
)
from anyue_farmland_plugin.intake.memory import DrawnSource
from anyue_farmland_plugin.ledger.reading import Reader, reading
from anyue_farmland_plugin.workflow.overlay import ledger_crs, run_overlay
from anyue_farmland_plugin.workflow.overlay_request import OverlayRequest

SELF_FOUND = "S5"


@dataclass(frozen=True)
class _KnownSurvey:
    """The survey with the hash recorded when it was delivered, so that a click need not read gigabytes."""

    source: LayerSource
    recorded: Optional[str]

    def info(self) -> LayerInfo:
        return self.source.info()

    def boxes(self) -> Boxes:
        return self.source.boxes()

    def read(self, columns: Sequence[str], fids: Optional[np.ndarray] = None) -> FeatureTable:
        return self.source.read(columns, fids)

    def read_flat(self, columns: Sequence[str], fids: Optional[np.ndarray] = None) -> FlatTable:
        return self.source.read_flat(columns, fids)

    def sha256(self) -> str:
        return self.recorded or self.source.sha256()


def create_self_found(ledger: Path, geometry_wkb: bytes, survey: LayerSource, *, actor: Actor, clock: Clock) -> list:
    """Make a clue and a case (source S5, daily patrol) of a polygon in the ledger's CRS.

    Returns the ids of the case made, or of the known case that is the same place.  A survey
    file delivered before (same name, layer and row count) keeps its recorded hash.
    """
    moment = timestamp(clock())
    batch = translate("SelfFound", "Self-found {moment}").format(moment=moment)
    with reading(ledger) as reader:
        crs = ledger_crs(reader)
        known = _KnownSurvey(survey, _recorded_hash(reader, survey.info()))
    request = OverlayRequest(
        changes=DrawnSource(f"self_found_{moment}", geometry_wkb, crs),
        dltb=known,
        ledger=ledger,
        batch=batch,
        source_kind=SELF_FOUND,
        detected_on=moment[:10],
    )
    run_overlay(request, actor=actor, clock=clock, new_id=lambda: str(uuid.uuid4()), progress=SilentProgress())
    with reading(ledger) as reader:
        return [
            clue["case_id"]
            for delivery in reader.rows("deliveries", batch=batch)
            for clue in reader.rows("clues", geometry=False, delivery_id=delivery["delivery_id"])
        ]


def _recorded_hash(reader: Reader, info: LayerInfo) -> Optional[str]:
    same = reader.rows("deliveries", kind="dltb", path_name=info.path_name, layer=info.layer, rows=info.feature_count)
    return next((row["sha256"] for row in same), None)
