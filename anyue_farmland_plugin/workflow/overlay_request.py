# SPDX-License-Identifier: GPL-2.0-or-later
"""What an overlay run is asked for and what it answers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Mapping, Optional

from anyue_farmland_plugin.core.errors import Cancelled, InputDataError
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.ports import LayerSource, Progress
from anyue_farmland_plugin.core.slivers import DEFAULT_MIN_AREA
from anyue_farmland_plugin.core.vocabulary import sources
from anyue_farmland_plugin.intake.mapping import FieldMap
from anyue_farmland_plugin.workflow.sources import file_behind

CONTROL_KINDS = ("basic_farmland", "eco_redline", "urban_boundary")
LARGEST_MIN_AREA = 1_000_000.0
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class OverlayRequest:
    """Inputs of one run; ``zones`` maps kind (basic_farmland, townships …) to its layer.

    ``field_map`` maps kind to field map, ``class_table`` is a csv of codes outside the
    standard, ``detected_on`` an ISO date or empty, ``min_area`` in m² (0: keep slivers).
    ``work_folder`` keeps what a run has overlaid until its ledger is written, so that a run cut
    short goes on where it was; None keeps nothing.
    """

    changes: LayerSource
    dltb: LayerSource
    ledger: Path
    batch: str
    source_kind: str = "S4"
    detected_on: str = ""
    min_area: float = DEFAULT_MIN_AREA
    zones: Mapping[str, LayerSource] = field(default_factory=dict)
    approvals: tuple = ()
    field_map: FieldMap = field(default_factory=dict)
    class_table: Optional[Path] = None
    work_folder: Optional[Path] = None

    def check(self) -> None:
        """Raise InputDataError when a plain parameter cannot be meant."""
        if not self.batch.strip():
            raise InputDataError(translate("Overlay", "BATCH is empty; name the delivery, for example 2022-双月-4."))
        if self.source_kind not in sources():
            raise InputDataError(
                translate("Overlay", "SOURCE_KIND “{kind}” is unknown; choose one of {known}.").format(
                    kind=self.source_kind, known=", ".join(sources())
                )
            )
        if self.detected_on and not _is_date(self.detected_on):
            raise InputDataError(
                translate("Overlay", "DETECTED_ON “{date}” is not a date like 2022-08-31.").format(
                    date=self.detected_on
                )
            )
        if not 0.0 <= self.min_area < LARGEST_MIN_AREA:
            raise InputDataError(translate("Overlay", "MIN_AREA must be between 0 and 1,000,000 m²."))
        self._check_layers()
        if not self.ledger.parent.is_dir():
            raise InputDataError(
                translate("Overlay", "The folder {folder} of the ledger does not exist; create it first.").format(
                    folder=self.ledger.parent
                )
            )

    def _check_layers(self) -> None:
        """Refuse the ledger as its own input: reading it as a layer takes away the locks it is written under."""
        for source in (self.changes, self.dltb, *self.zones.values(), *self.approvals):
            path = file_behind(source)
            if path is not None and self.ledger.exists() and path.samefile(self.ledger):
                raise InputDataError(
                    translate(
                        "Overlay",
                        "{layer} lies in {ledger}, the file chosen as ledger; it was left untouched. "
                        "Choose another ledger, or export the layer to a file of its own.",
                    ).format(layer=source.info().title, ledger=self.ledger.name)
                )


def _is_date(text: str) -> bool:
    try:
        return bool(_DATE.fullmatch(text)) and bool(date.fromisoformat(text))
    except ValueError:
        return False


@dataclass(frozen=True)
class OverlayResult:
    """Counts and areas (m²) of one run, and the report's HTML."""

    ledger: Path
    clues_added: int
    cases_created: int
    cases_linked: int
    pieces: int
    area_m2: float
    residual_m2: float
    head: str
    report: str


def stop_if_cancelled(progress: Progress, *, kept: bool = False) -> None:
    """Raise Cancelled when the user asked to stop; called only while nothing is written."""
    if not progress.cancelled():
        return
    if kept:
        raise Cancelled(
            translate(
                "Overlay",
                "Cancelled; nothing was written. What is overlaid so far is kept: the same run goes on from there.",
            )
        )
    raise Cancelled(translate("Overlay", "Cancelled; nothing was written."))
