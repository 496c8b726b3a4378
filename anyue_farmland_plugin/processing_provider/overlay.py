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
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorLayer,
)

from anyue_farmland_plugin.bridge.settings import current_actor
from anyue_farmland_plugin.core.errors import FarmlandError, InputDataError
from anyue_farmland_plugin.core.ports import utc_now
from anyue_farmland_plugin.core.vocabulary import sources
from anyue_farmland_plugin.processing_provider.base import FarmlandAlgorithm, FeedbackProgress
from anyue_farmland_plugin.workflow.handover import save_report
from anyue_farmland_plugin.workflow.overlay import run_overlay
from anyue_farmland_plugin.workflow.overlay_request import OverlayRequest
from anyue_farmland_plugin.workflow.sources import field_map

_ZONES = ("BASIC_FARMLAND", "ECO_REDLINE", "URBAN_BOUNDARY", "CONTRACT_PARCELS", "TOWNSHIPS", "VILLAGES")
_DEFAULT_SOURCE = "S4"


class Overlay(FarmlandAlgorithm):
    """Overlays change polygons with the land survey and writes clues, cases and pieces."""

    NAME = "overlay"
    ICON = "overlay"
    VECTORS = ("CHANGES", "DLTB", *_ZONES, "APPROVALS")

    def displayName(self) -> str:
        """Return the translated name."""
        return self.tr("Overlay changes with the survey")

    def tags(self) -> list:
        """Return words the toolbox finds the algorithm by."""
        return self.tr("overlay,intersection,change detection,land survey,DLTB,clues,cases,ledger").split(",")

    def shortHelpString(self) -> str:
        """Explain the algorithm."""
        return self.tr(
            "Overlays change-detection polygons with the land survey (DLTB), the protective lines, approvals "
            "and townships and writes the result into a ledger: every delivered polygon becomes a clue, every"
            " place a case, every part of a survey parcel a piece. Areas are ellipsoidal (CGCS2000) by the "
            "survey's formula; pieces of a parcel never exceed its TBMJ. Layers may have different coordinate"
            " systems; invalid polygons are repaired on a copy and listed. Nothing is left out in silence: "
            "the report accounts for every square metre. The run writes in one transaction; a wrong input "
            "ends it with a sentence and an unchanged ledger.\n\n"
            'FIELD_MAP names fields that have other names, as JSON: {"dltb":{"BSM":"id","DLBM":"class"}}. '
            "CLASS_TABLE is a csv code,name,group for class codes outside the standard (groups GD YD LD CD SS"
            " QN JS WL)."
        )

    def initAlgorithm(self, configuration: dict) -> None:
        """Declare parameters and outputs."""
        del configuration
        self._add_layers()
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
        self._advanced(
            QgsProcessingParameterNumber(
                "MIN_AREA",
                self.tr("Slivers below this area (m²) join a neighbour; 0 keeps them"),
                QgsProcessingParameterNumber.Type.Double,
                10.0,
                optional=True,
                minValue=0.0,
            )
        )
        self._advanced(QgsProcessingParameterString("FIELD_MAP", self.tr("Field map (JSON)"), optional=True))
        self._advanced(
            QgsProcessingParameterFile("CLASS_TABLE", self.tr("Class table (csv)"), extension="csv", optional=True)
        )
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

    def _add_layers(self) -> None:
        polygons = [QgsProcessing.SourceType.TypeVectorAnyGeometry]
        labels = {
            "CHANGES": self.tr("Change polygons"),
            "DLTB": self.tr("Land survey (DLTB)"),
            "BASIC_FARMLAND": self.tr("Permanent basic farmland"),
            "ECO_REDLINE": self.tr("Ecological protection red line"),
            "URBAN_BOUNDARY": self.tr("Urban development boundary"),
            "CONTRACT_PARCELS": self.tr("Contracted parcels"),
            "TOWNSHIPS": self.tr("Townships (XZQ)"),
            "VILLAGES": self.tr("Villages (CJDCQ)"),
        }
        for name, label in labels.items():
            self.addParameter(QgsProcessingParameterVectorLayer(name, label, polygons, optional=name in _ZONES))
        self.addParameter(
            QgsProcessingParameterMultipleLayers(
                "APPROVALS",
                self.tr("Approvals (land approval, facility record, temporary use)"),
                QgsProcessing.SourceType.TypeVectorAnyGeometry,
                optional=True,
            )
        )

    def _advanced(self, parameter: QgsProcessingParameterDefinition) -> None:
        parameter.setFlags(parameter.flags() | QgsProcessingParameterDefinition.Flag.FlagAdvanced)
        self.addParameter(parameter)

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
        table = self.text(parameters, "CLASS_TABLE", context)
        found = {name.lower(): self.source(name) for name in _ZONES}
        return OverlayRequest(
            changes=self.sources["CHANGES"][0],
            dltb=self.sources["DLTB"][0],
            ledger=Path(self.file_output(parameters, "LEDGER", context)),
            batch=self.text(parameters, "BATCH", context),
            source_kind=self.parameterAsEnumString(parameters, "SOURCE_KIND", context) or _DEFAULT_SOURCE,
            detected_on=detected.date().toString("yyyy-MM-dd") if detected is not None and detected.isValid() else "",
            min_area=self.parameterAsDouble(parameters, "MIN_AREA", context),
            zones={kind: source for kind, source in found.items() if source is not None},
            approvals=tuple(self.sources["APPROVALS"]),
            field_map=field_map(self.text(parameters, "FIELD_MAP", context)),
            class_table=Path(table) if table else None,
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
