# SPDX-License-Identifier: GPL-2.0-or-later
"""``overlay_areas``: areas of changes by class, protective line and township, without a ledger."""

from __future__ import annotations

from pathlib import Path

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFileDestination,
)

from anyue_farmland_plugin.core.errors import InputDataError
from anyue_farmland_plugin.core.repair import Repair, RepairResult
from anyue_farmland_plugin.processing_provider.base import FeedbackProgress
from anyue_farmland_plugin.processing_provider.survey_algorithm import SurveyAlgorithm
from anyue_farmland_plugin.workflow.areas import run_areas
from anyue_farmland_plugin.workflow.areas_request import AreasRequest, AreasResult
from anyue_farmland_plugin.workflow.areas_table import save_table

_ZONES = ("BASIC_FARMLAND", "ECO_REDLINE", "URBAN_BOUNDARY", "TOWNSHIPS", "VILLAGES")
_SHOWN = 50
_CENT = 0.005


class OverlayAreas(SurveyAlgorithm):
    """Measures change polygons against the land survey and writes a table, one row per change."""

    NAME = "overlay_areas"
    ICON = "overlay"
    ZONES = _ZONES
    VECTORS = ("CHANGES", "DLTB", *_ZONES)

    def displayName(self) -> str:
        """Return the translated name."""
        return self.tr("Areas of changes (no ledger)")

    def tags(self) -> list:
        """Return words the toolbox finds the algorithm by."""
        return self.tr("areas,overlay,table,csv,preview,change detection,land survey,DLTB,statistics").split(",")

    def shortHelpString(self) -> str:
        """Explain the algorithm."""
        return self.help_with_mappings(
            self.tr(
                "Measures how much of every change polygon lies in which land class, inside which protective "
                "line and in which township, and writes a csv table: one row per change, areas in m². Nothing is "
                "written into a ledger, so it serves for previews and re-checks and is several times faster than "
                "the overlay; the figures are the same."
            ),
            self.tr(
                "Columns: area_m2 is the change, overlay_m2 its part inside the survey, outside_m2 the part "
                "outside it, doubled_m2 what overlapping survey parcels count twice (area = overlay + outside − "
                "doubled); then one column per class (DLBM_…) and protective line, and the codes of township and "
                "village that hold most of the change. Areas are ellipsoidal (CGCS2000) by the survey's formula. "
                "Invalid polygons are repaired on a copy and named in the log."
            ),
        )

    def initAlgorithm(self, configuration: dict) -> None:
        """Declare parameters and outputs."""
        del configuration
        self.add_layers()
        self.add_mappings()
        self.addParameter(
            QgsProcessingParameterFileDestination("OUTPUT", self.tr("Table of areas"), self.tr("CSV files (*.csv)"))
        )
        numbers = {
            "CHANGES_COUNT": self.tr("Number of changes"),
            "AREA_M2": self.tr("Area of all changes (m²)"),
            "OVERLAY_M2": self.tr("Area inside the survey (m²)"),
            "OUTSIDE_M2": self.tr("Area outside the survey (m²)"),
        }
        for name, label in numbers.items():
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def perform(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict:
        """Measure, tell what was repaired, write the table."""
        request = AreasRequest(
            changes=self.sources["CHANGES"][0],
            dltb=self.sources["DLTB"][0],
            zones=self.zones(),
            field_map=self.field_map(parameters, context),
            class_table=self.class_table(parameters, context),
        )
        table = self._table(Path(self.file_output(parameters, "OUTPUT", context)), request)
        result = run_areas(request, progress=FeedbackProgress(feedback))
        self._tell(result, feedback)
        save_table(table, result)
        return {
            "OUTPUT": str(table),
            "CHANGES_COUNT": len(result),
            "AREA_M2": round(float(result.area.sum()), 2),
            "OVERLAY_M2": round(float(result.overlay.sum()), 2),
            "OUTSIDE_M2": round(float(result.outside.sum()), 2),
        }

    def _table(self, path: Path, request: AreasRequest) -> Path:
        """Return where the table goes; refuse what would fail or overwrite an input after all the work."""
        if path.suffix.lower() != ".csv":
            raise InputDataError(
                self.tr("{file}: the table is a csv file; give it a name that ends in .csv.").format(file=path.name)
            )
        if not path.parent.is_dir():
            raise InputDataError(
                self.tr("The folder {folder} of the table does not exist; create it first.").format(folder=path.parent)
            )
        if request.class_table is not None and path.resolve() == request.class_table.resolve():
            raise InputDataError(
                self.tr("{file} is the class table; choose another file for the areas.").format(file=path.name)
            )
        return path

    def _tell(self, result: AreasResult, feedback: QgsProcessingFeedback) -> None:
        """Name the features that could not be measured as delivered, and ground that counts twice."""
        for kind, repairs in result.repairs.items():
            source = self.source(kind.upper())
            title = source.info().title if source else kind
            for repair in repairs[:_SHOWN]:
                feedback.pushWarning(self._repaired(title, repair))
            if len(repairs) > _SHOWN:
                feedback.pushWarning(
                    self.tr("{layer}: {count} features in all could not be measured as delivered.").format(
                        layer=title, count=len(repairs)
                    )
                )
        doubled = float(result.doubled.sum())
        if doubled >= _CENT:
            feedback.pushWarning(
                self.tr("Overlapping survey parcels count {area} m² twice.").format(area=f"{doubled:.2f}")
            )

    def _repaired(self, title: str, repair: Repair) -> str:
        if repair.result is RepairResult.LOST:
            return self.tr("{layer}, feature {fid}: {reason}; not measured.").format(
                layer=title, fid=repair.fid, reason=repair.reason
            )
        return self.tr("{layer}, feature {fid}: {reason}; repaired, {before} m² became {after} m².").format(
            layer=title,
            fid=repair.fid,
            reason=repair.reason,
            before=f"{repair.area_before:.2f}",
            after=f"{repair.area_after:.2f}",
        )
