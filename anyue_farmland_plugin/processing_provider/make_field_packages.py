# SPDX-License-Identifier: GPL-2.0-or-later
"""``make_field_packages``: folders for townships and inspectors, with a project for QGIS, QField and Mergin."""

from __future__ import annotations

import uuid
from pathlib import Path

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFile,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterString,
)

from anyue_farmland_plugin.bridge.field_project import FieldProject, imagery_of
from anyue_farmland_plugin.bridge.settings import current_actor
from anyue_farmland_plugin.core.ports import utc_now
from anyue_farmland_plugin.processing_provider.base import FarmlandAlgorithm, FeedbackProgress
from anyue_farmland_plugin.workflow.field_packages_choice import texts_of
from anyue_farmland_plugin.workflow.field_packages_folder import PackRequest, make_field_packages


class MakeFieldPackages(FarmlandAlgorithm):
    """Writes one package folder per township, or one of a person."""

    NAME = "make_field_packages"
    ICON = "package"
    VECTORS = ("LAYERS",)

    def __init__(self) -> None:
        """Start without imagery."""
        super().__init__()
        self.imagery: list = []

    def displayName(self) -> str:
        """Return the translated name."""
        return self.tr("Make field packages")

    def tags(self) -> list:
        """Return words the toolbox finds the algorithm by."""
        return self.tr("field,package,offline,township,inspector,QField,Mergin,ledger").split(",")

    def shortHelpString(self) -> str:
        """Explain the algorithm."""
        return self.tr(
            "Writes a folder per township with its open cases as a ledger of their own, the photos that belong to "
            "them, the neighbourhood of the cases cut out of the given layers, a project for QGIS, QField and "
            "Mergin Maps, and a page that says how to use it. TOWNS are codes or names, comma separated; empty "
            "means every township with open cases. PERSON alone packs the open cases that person inspects; with "
            "TOWNS it names who gets the packages. Names, phone and identity numbers are masked unless NAMES is "
            "set. Packages come back through “Merge packages”; an earlier package is never overwritten."
        )

    def initAlgorithm(self, configuration: dict) -> None:
        """Declare parameters and outputs."""
        del configuration
        self.addParameter(QgsProcessingParameterFile("LEDGER", self.tr("Ledger"), extension="gpkg"))
        self.addParameter(
            QgsProcessingParameterString("TOWNS", self.tr("Townships (codes or names; empty: all)"), optional=True)
        )
        self.addParameter(
            QgsProcessingParameterMultipleLayers(
                "LAYERS",
                self.tr("Layers to take along, cut to the neighbourhood"),
                QgsProcessing.SourceType.TypeVectorAnyGeometry,
                optional=True,
            )
        )
        self.addParameter(QgsProcessingParameterFolderDestination("FOLDER", self.tr("Folder for the packages")))
        self._add_more()
        self.addOutput(QgsProcessingOutputNumber("PACKAGES", self.tr("Packages made")))
        self.addOutput(QgsProcessingOutputString("PACKAGE_PATHS", self.tr("Where they are, one a line")))

    def _add_more(self) -> None:
        """Declare what most runs leave alone."""
        more = (
            QgsProcessingParameterString("PERSON", self.tr("Inspector the packages are for"), optional=True),
            QgsProcessingParameterString("EXPIRES_ON", self.tr("Valid until (YYYY-MM-DD)"), optional=True),
            QgsProcessingParameterBoolean("NAMES", self.tr("With names and phone numbers"), False, optional=True),
            QgsProcessingParameterBoolean("ZIP", self.tr("One zip per package"), False, optional=True),
        )
        for parameter in more:
            parameter.setFlags(parameter.flags() | QgsProcessingParameterDefinition.Flag.FlagAdvanced)
            self.addParameter(parameter)

    def prepareAlgorithm(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """Resolve layers and copy the imagery of the user's project in the main thread."""
        self.imagery = imagery_of(context.project()) if context.project() else []
        return super().prepareAlgorithm(parameters, context, feedback)

    def perform(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict:
        """Make the packages and tell where they are."""
        request = PackRequest(
            ledger=self.existing_file(parameters, "LEDGER", context),
            folder=Path(self.file_output(parameters, "FOLDER", context)),
            towns=texts_of(self.text(parameters, "TOWNS", context)),
            person=self.text(parameters, "PERSON", context),
            layers=tuple(self.sources["LAYERS"]),
            expires_on=self.text(parameters, "EXPIRES_ON", context),
            with_names=self.parameterAsBool(parameters, "NAMES", context),
            zipped=self.parameterAsBool(parameters, "ZIP", context),
        )
        made = make_field_packages(
            request,
            actor=current_actor(),
            clock=utc_now,
            new_id=lambda: str(uuid.uuid4()),
            progress=FeedbackProgress(feedback),
            project=FieldProject(self.imagery),
        )
        for one in made:
            told = self.tr("{path}: {cases} cases, {photos} photos, head of the chain {head}")
            feedback.pushInfo(
                told.format(path=one.path, cases=one.package.rows["cases"], photos=one.photos, head=one.package.head)
            )
        return {"PACKAGES": len(made), "PACKAGE_PATHS": "\n".join(str(one.path) for one in made)}
