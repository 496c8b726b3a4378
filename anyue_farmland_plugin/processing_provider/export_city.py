# SPDX-License-Identifier: GPL-2.0-or-later
"""``export_city``: write the package the county hands to the city."""

from __future__ import annotations

from pathlib import Path

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputFile,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFile,
    QgsProcessingParameterFolderDestination,
)

from anyue_farmland_plugin.core.ports import utc_now
from anyue_farmland_plugin.processing_provider.base import FarmlandAlgorithm
from anyue_farmland_plugin.workflow.handover import hand_over


class ExportCity(FarmlandAlgorithm):
    """Writes GeoPackage, manifest, findings, workbook and evidence of a ledger."""

    NAME = "export_city"
    ICON = "export"

    def displayName(self) -> str:
        """Return the translated name."""
        return self.tr("Export for the city")

    def tags(self) -> list:
        """Return words the toolbox finds the algorithm by."""
        return self.tr("export,hand-over,city,package,manifest,Excel,ledger").split(",")

    def shortHelpString(self) -> str:
        """Explain the algorithm."""
        return self.tr(
            "Writes the hand-over package: a GeoPackage with the columns of the work ledger, manifest.json "
            "with counts, sums and hashes, lint.json with everything that is incomplete, an Excel workbook "
            "and the evidence folder. All figures come from one moment of the ledger. PUBLIC leaves out the "
            "names of persons."
        )

    def initAlgorithm(self, configuration: dict) -> None:
        """Declare parameters and outputs."""
        del configuration
        self.addParameter(QgsProcessingParameterFile("LEDGER", self.tr("Ledger"), extension="gpkg"))
        self.addParameter(QgsProcessingParameterFolderDestination("FOLDER", self.tr("Folder for the package")))
        self.addParameter(QgsProcessingParameterBoolean("PUBLIC", self.tr("Public: no names"), False, optional=True))
        self.addOutput(QgsProcessingOutputFile("CITY_GPKG", self.tr("City GeoPackage")))
        self.addOutput(QgsProcessingOutputFile("MANIFEST", self.tr("Manifest")))
        self.addOutput(QgsProcessingOutputFile("LINT", self.tr("Findings")))
        self.addOutput(QgsProcessingOutputFile("XLSX", self.tr("Excel workbook")))
        self.addOutput(QgsProcessingOutputNumber("ERRORS", self.tr("Errors in the package")))

    def perform(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict:
        """Export and say how many errors the findings hold."""
        package = hand_over(
            self.existing_file(parameters, "LEDGER", context),
            Path(self.file_output(parameters, "FOLDER", context)),
            public=self.parameterAsBool(parameters, "PUBLIC", context),
            clock=utc_now,
        )
        if package.errors:
            feedback.pushWarning(
                self.tr("{count} errors are listed in {file}.").format(count=package.errors, file=package.lint.name)
            )
        return {
            "CITY_GPKG": str(package.city_gpkg),
            "MANIFEST": str(package.manifest),
            "LINT": str(package.lint),
            "XLSX": str(package.xlsx),
            "ERRORS": package.errors,
        }
