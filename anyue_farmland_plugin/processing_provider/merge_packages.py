# SPDX-License-Identifier: GPL-2.0-or-later
"""``merge_packages``: take field packages back into the ledger they came from."""

from __future__ import annotations

from pathlib import Path

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterString,
)

from anyue_farmland_plugin.bridge.settings import current_actor
from anyue_farmland_plugin.core.errors import InputDataError
from anyue_farmland_plugin.core.ports import utc_now
from anyue_farmland_plugin.processing_provider.base import FarmlandAlgorithm, FeedbackProgress
from anyue_farmland_plugin.workflow.actors import parse_actor
from anyue_farmland_plugin.workflow.merge_job import run_merge


class MergePackages(FarmlandAlgorithm):
    """Merges packages field by field; what clashes is left as questions."""

    NAME = "merge_packages"
    ICON = "package"

    def displayName(self) -> str:
        """Return the translated name."""
        return self.tr("Merge packages")

    def tags(self) -> list:
        """Return words the toolbox finds the algorithm by."""
        return self.tr("merge,package,field,offline,conflict,township,ledger").split(",")

    def shortHelpString(self) -> str:
        """Explain the algorithm."""
        return self.tr(
            "Takes field packages (files, their folders or zips) back into the ledger they were made from, field by "
            "field, after a backup. What only one side changed is taken; where both sides changed a field, the "
            "further status, the higher role or a person decides, never a clock. Questions for a person are counted "
            "in CONFLICTS and wait in the inspection panel. Packages may come in any order, twice, or from an older "
            "state. DRY_RUN says what would come and writes nothing. A package that was altered, or belongs to "
            "another ledger, is refused and nothing is merged."
        )

    def initAlgorithm(self, configuration: dict) -> None:
        """Declare parameters and outputs."""
        del configuration
        self.addParameter(QgsProcessingParameterFile("LEDGER", self.tr("Ledger"), extension="gpkg"))
        self.addParameter(
            QgsProcessingParameterMultipleLayers("PACKAGES", self.tr("Packages"), QgsProcessing.SourceType.TypeFile)
        )
        self.addParameter(
            QgsProcessingParameterBoolean("DRY_RUN", self.tr("Only say what would come"), False, optional=True)
        )
        actor = QgsProcessingParameterString("ACTOR", self.tr("Who merges"), optional=True)
        actor.setFlags(actor.flags() | QgsProcessingParameterDefinition.Flag.FlagAdvanced)
        self.addParameter(actor)
        self.addParameter(
            QgsProcessingParameterFileDestination(
                "REPORT", self.tr("Report"), self.tr("HTML files (*.html)"), optional=True, createByDefault=False
            )
        )
        self.addOutput(QgsProcessingOutputNumber("MERGED", self.tr("Packages merged")))
        self.addOutput(QgsProcessingOutputNumber("CONFLICTS", self.tr("Questions for a person")))

    def perform(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict:
        """Merge and tell what came of every package."""
        packages = [Path(text) for text in self.parameterAsFileList(parameters, "PACKAGES", context) if text.strip()]
        if not packages:
            raise InputDataError(self.tr("Parameter PACKAGES is empty; choose at least one package."))
        ledger, report = (
            self.existing_file(parameters, "LEDGER", context),
            self.file_output(parameters, "REPORT", context),
        )
        actor = self.text(parameters, "ACTOR", context)
        result = run_merge(
            ledger,
            packages,
            actor=parse_actor(actor) if actor else current_actor(),
            clock=utc_now,
            dry_run=self.parameterAsBool(parameters, "DRY_RUN", context),
            report=Path(report) if report else None,
            progress=FeedbackProgress(feedback),
        )
        for outcome in result.outcomes:
            feedback.pushInfo(outcome.sentence)
            for notice in outcome.notices:
                feedback.pushWarning(notice)
        feedback.pushInfo(self.tr("Head of the chain: {head}").format(head=result.head.hash))
        written = {} if result.dry_run else {"LEDGER": str(ledger)}
        return {**written, "MERGED": result.merged, "CONFLICTS": result.open_conflicts, "REPORT": report}
