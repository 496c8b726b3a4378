# SPDX-License-Identifier: GPL-2.0-or-later
"""What the algorithms share that lay changes over the survey: their layers, field map and class table."""

from __future__ import annotations

from pathlib import Path
from typing import Mapping, Optional

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFile,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication

from anyue_farmland_plugin.processing_provider.base import FarmlandAlgorithm
from anyue_farmland_plugin.workflow.sources import field_map


class SurveyAlgorithm(FarmlandAlgorithm):
    """Base of algorithms over CHANGES and DLTB; subclasses name further layers in ZONES."""

    ZONES: tuple = ()

    def add_layers(self) -> None:
        """Declare CHANGES, DLTB and the optional layers of ZONES."""
        polygons = [QgsProcessing.SourceType.TypeVectorAnyGeometry]
        labels = _layer_labels()
        for name in ("CHANGES", "DLTB", *self.ZONES):
            self.addParameter(
                QgsProcessingParameterVectorLayer(name, labels[name], polygons, optional=name in self.ZONES)
            )

    def add_mappings(self) -> None:
        """Declare FIELD_MAP and CLASS_TABLE."""
        self.add_advanced(
            QgsProcessingParameterString(
                "FIELD_MAP", QCoreApplication.translate("SurveyAlgorithm", "Field map (JSON)"), optional=True
            )
        )
        self.add_advanced(
            QgsProcessingParameterFile(
                "CLASS_TABLE",
                QCoreApplication.translate("SurveyAlgorithm", "Class table (csv)"),
                extension="csv",
                optional=True,
            )
        )

    def add_advanced(self, parameter: QgsProcessingParameterDefinition) -> None:
        """Declare a parameter that few people need."""
        parameter.setFlags(parameter.flags() | QgsProcessingParameterDefinition.Flag.FlagAdvanced)
        self.addParameter(parameter)

    def help_with_mappings(self, *paragraphs: str) -> str:
        """Return the help text: what the algorithm says, then how fields and classes are named."""
        mappings = QCoreApplication.translate(
            "SurveyAlgorithm",
            'FIELD_MAP names fields that have other names, as JSON: {"dltb":{"BSM":"id","DLBM":"class"}}. '
            "CLASS_TABLE is a csv code,name,group for class codes outside the standard (groups GD YD LD CD SS"
            " QN JS WL).",
        )
        return "\n\n".join((*paragraphs, mappings))

    def zones(self) -> dict:
        """Return kind → source of the optional layers that were given."""
        found = {name.lower(): self.source(name) for name in self.ZONES}
        return {kind: source for kind, source in found.items() if source is not None}

    def field_map(self, parameters: dict, context: QgsProcessingContext) -> Mapping:
        """Return FIELD_MAP; raises InputDataError."""
        return field_map(self.text(parameters, "FIELD_MAP", context))

    def class_table(self, parameters: dict, context: QgsProcessingContext) -> Optional[Path]:
        """Return CLASS_TABLE, None when it was left out."""
        table = self.text(parameters, "CLASS_TABLE", context)
        return Path(table) if table else None


def _layer_labels() -> dict:
    return {
        "CHANGES": QCoreApplication.translate("SurveyAlgorithm", "Change polygons"),
        "DLTB": QCoreApplication.translate("SurveyAlgorithm", "Land survey (DLTB)"),
        "BASIC_FARMLAND": QCoreApplication.translate("SurveyAlgorithm", "Permanent basic farmland"),
        "ECO_REDLINE": QCoreApplication.translate("SurveyAlgorithm", "Ecological protection red line"),
        "URBAN_BOUNDARY": QCoreApplication.translate("SurveyAlgorithm", "Urban development boundary"),
        "CONTRACT_PARCELS": QCoreApplication.translate("SurveyAlgorithm", "Contracted parcels"),
        "TOWNSHIPS": QCoreApplication.translate("SurveyAlgorithm", "Townships (XZQ)"),
        "VILLAGES": QCoreApplication.translate("SurveyAlgorithm", "Villages (CJDCQ)"),
    }
