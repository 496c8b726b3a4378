# SPDX-License-Identifier: GPL-2.0-or-later
"""``overlay``: changes × survey into a ledger, the main job of the plugin."""

from __future__ import annotations

import uuid
from pathlib import Path

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterDateTime,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from anyue_farmland_plugin.bridge.settings import current_actor
from anyue_farmland_plugin.bridge.unfinished_runs import unfinished_runs
from anyue_farmland_plugin.core.errors import FarmlandError, InputDataError
from anyue_farmland_plugin.core.ports import utc_now
from anyue_farmland_plugin.core.vocabulary import sources
from anyue_farmland_plugin.processing_provider.base import FeedbackProgress
from anyue_farmland_plugin.processing_provider.survey_algorithm import SurveyAlgorithm
from anyue_farmland_plugin.workflow.handover import save_report
from anyue_farmland_plugin.workflow.overlay import run_overlay
from anyue_farmland_plugin.workflow.overlay_request import OverlayRequest

_ZONES = ("BASIC_FARMLAND", "ECO_REDLINE", "URBAN_BOUNDARY", "CONTRACT_PARCELS", "TOWNSHIPS", "VILLAGES")
_DEFAULT_SOURCE = "S4"


class Overlay(SurveyAlgorithm):
    """Overlays change polygons with the land survey and writes clues, cases and pieces."""

    NAME = "overlay"
    ICON = "overlay"
    ZONES = _ZONES
    VECTORS = ("CHANGES", "DLTB", *_ZONES, "APPROVALS")

    def displayName(self) -> str:
        """Return the translated name."""
        return self.tr("Overlay changes with the survey")

    def tags(self) -> list:
        """Return words the toolbox finds the algorithm by."""
        return self.tr("overlay,intersection,change detection,land survey,DLTB,clues,cases,ledger").split(",")

    def shortHelpString(self) -> str:
        """Explain the algorithm."""
        return self.help_with_mappings(
            self.tr(
                "Overlays change-detection polygons with the land survey (DLTB), the protective lines, approvals "
                "and townships and writes the result into a ledger: every delivered polygon becomes a clue, every"
                " place a case, every part of a survey parcel a piece. Areas are ellipsoidal (CGCS2000) by the "
                "survey's formula; pieces of a parcel never exceed its TBMJ. Layers may have different coordinate"
                " systems; invalid polygons are repaired on a copy and listed. Nothing is left out in silence: "
                "the report accounts for every square metre. The run writes in one transaction; a wrong input "
                "ends it with a sentence and an unchanged ledger. What a cancelled run has overlaid is kept: the "
                "same run goes on from there."
            )
        )

    def initAlgorithm(self, configuration: dict) -> None:
        """Declare parameters and outputs."""
        del configuration
        self.add_layers()
        self.addParameter(
            QgsProcessingParameterMultipleLayers(
                "APPROVALS",
                self.tr("Approvals (land approval, facility record, temporary use)"),
                QgsProcessing.SourceType.TypeVectorAnyGeometry,
                optional=True,
            )
        )
        self.addParameter(QgsProcessingParameterString("BATCH", self.tr("Name of the batch")))
        self.addParameter(
            QgsProcessingParameterEnum(
                "SOURCE_KIND",
                self.tr("Source of the clues"),
                list(sources()),
                defaultValue=_DEFAULT_SOURCE,
                optional=True,
                usesStaticStrings=True,
            )
        )
        self.addParameter(
            QgsProcessingParameterDateTime(
                "DETECTED_ON", self.tr("Detected on"), QgsProcessingParameterDateTime.Type.Date, optional=True
            )
        )
        self.add_advanced(
            QgsProcessingParameterNumber(
                "MIN_AREA",
                self.tr("Slivers below this area (m²) join a neighbour; 0 keeps them"),
                QgsProcessingParameterNumber.Type.Double,
                10.0,
                optional=True,
                minValue=0.0,
            )
        )
        self.add_mappings()
        self.addParameter(
            QgsProcessingParameterFileDestination(
                "LEDGER", self.tr("Ledger (created, or appended to)"), self.tr("GeoPackage (*.gpkg)")
            )
        )
        self.addParameter(
            QgsProcessingParameterFileDestination(
                "REPORT", self.tr("Report"), self.tr("HTML files (*.html)"), optional=True, createByDefault=True
            )
        )
        self._add_outputs()

    def _add_outputs(self) -> None:
        numbers = {
            "CLUES_ADDED": self.tr("Clues added"),
            "CASES_CREATED": self.tr("Cases created"),
            "CASES_LINKED": self.tr("Clues joined to known cases"),
            "PIECES": self.tr("Pieces"),
            "AREA_M2": self.tr("Area of all pieces (m²)"),
            "RESIDUAL_M2": self.tr("Area not accounted for (m²)"),
        }
        for name, label in numbers.items():
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def perform(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict:
        """Run the overlay, write the report beside the ledger when no other place is given."""
        request = self._request(parameters, context)
        report = self._report_path(parameters, context, request.ledger)
        result = run_overlay(
            request,
            actor=current_actor(),
            clock=utc_now,
            new_id=lambda: str(uuid.uuid4()),
            progress=FeedbackProgress(feedback),
        )
        feedback.pushInfo(self.tr("Head of the chain: {head}").format(head=result.head))
        return {
            "LEDGER": str(result.ledger),
            "CLUES_ADDED": result.clues_added,
            "CASES_CREATED": result.cases_created,
            "CASES_LINKED": result.cases_linked,
            "PIECES": result.pieces,
            "AREA_M2": result.area_m2,
            "RESIDUAL_M2": result.residual_m2,
            "REPORT": self._save_report(report, result.report, feedback),
        }

    def _request(self, parameters: dict, context: QgsProcessingContext) -> OverlayRequest:
        detected = (
            self.parameterAsDateTime(parameters, "DETECTED_ON", context) if parameters.get("DETECTED_ON") else None
        )
        return OverlayRequest(
            changes=self.sources["CHANGES"][0],
            dltb=self.sources["DLTB"][0],
            ledger=Path(self.file_output(parameters, "LEDGER", context)),
            batch=self.text(parameters, "BATCH", context),
            source_kind=self.parameterAsEnumString(parameters, "SOURCE_KIND", context) or _DEFAULT_SOURCE,
            detected_on=detected.date().toString("yyyy-MM-dd") if detected is not None and detected.isValid() else "",
            min_area=self.parameterAsDouble(parameters, "MIN_AREA", context),
            zones=self.zones(),
            approvals=tuple(self.sources["APPROVALS"]),
            field_map=self.field_map(parameters, context),
            class_table=self.class_table(parameters, context),
            work_folder=unfinished_runs(),
        )

    def _report_path(self, parameters: dict, context: QgsProcessingContext, ledger: Path) -> Path:
        """Return where the report goes; refuse a folder that is not there while nothing is written yet."""
        chosen = self.text(parameters, "REPORT", context)
        path = Path(chosen) if chosen else ledger.with_name(f"{ledger.stem}_report.html")
        if chosen and not path.parent.is_dir():
            raise InputDataError(
                self.tr("The folder {folder} of the report does not exist; create it first.").format(folder=path.parent)
            )
        return path

    def _save_report(self, path: Path, html: str, feedback: QgsProcessingFeedback) -> str:
        """Write the report; the ledger is safe by now, so a full disk only costs the report."""
        if not html:
            return ""
        try:
            save_report(path, html)
        except FarmlandError as error:
            feedback.pushWarning(self.tr("The ledger is written, the report is not: {reason}").format(reason=error))
            return ""
        return str(path)
