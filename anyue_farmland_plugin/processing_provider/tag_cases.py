# SPDX-License-Identifier: GPL-2.0-or-later
"""``tag_cases``: write problem type, unit, verdict or status of every case a filter matches."""

from __future__ import annotations

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFile,
    QgsProcessingParameterString,
)

from anyue_farmland_plugin.core.ports import utc_now
from anyue_farmland_plugin.processing_provider.base import FarmlandAlgorithm
from anyue_farmland_plugin.workflow.actors import parse_actor
from anyue_farmland_plugin.workflow.tag import tag_matching
from anyue_farmland_plugin.workflow.tag_request import case_filter, tag_values

_VALUES = ("PROBLEM_TYPE", "RESPONSIBLE_UNIT", "VERDICT", "STATUS")


class TagCases(FarmlandAlgorithm):
    """Tags cases in one transaction; refused cases are listed with the reason."""

    NAME = "tag_cases"
    ICON = "tag_parcel"

    def displayName(self) -> str:
        """Return the translated name."""
        return self.tr("Tag cases")

    def tags(self) -> list:
        """Return words the toolbox finds the algorithm by."""
        return self.tr("tag,problem type,verdict,status,responsible unit,cases,ledger").split(",")

    def shortHelpString(self) -> str:
        """Explain the algorithm."""
        return self.tr(
            "Writes problem type, responsible unit, verdict or status of every case that the filter matches, "
            "in one transaction. WHERE is a condition on case columns, for example: suggested_type = 'FN01' "
            "AND area_m2 > 200; TRUE means all cases. A case whose life cycle forbids the change is refused "
            "and listed. ACTOR is the person's name; a role may follow after @ (analyst, inspector, town, "
            "county)."
        )

    def initAlgorithm(self, configuration: dict) -> None:
        """Declare parameters and outputs."""
        del configuration
        self.addParameter(QgsProcessingParameterFile("LEDGER", self.tr("Ledger"), extension="gpkg"))
        self.addParameter(QgsProcessingParameterString("WHERE", self.tr("Which cases (condition on case columns)")))
        labels = (
            self.tr("Problem type code"),
            self.tr("Responsible unit (code or name)"),
            self.tr("Verdict code"),
            self.tr("Status code"),
        )
        for name, label in zip(_VALUES, labels):
            self.addParameter(QgsProcessingParameterString(name, label, optional=True))
        self.addParameter(QgsProcessingParameterString("NOTE", self.tr("Note (also the reason)"), optional=True))
        self.addParameter(QgsProcessingParameterString("ACTOR", self.tr("Who tags")))
        self.addOutput(QgsProcessingOutputNumber("CHANGED", self.tr("Changed cases")))
        self.addOutput(QgsProcessingOutputNumber("REFUSED", self.tr("Refused cases")))

    def perform(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict:
        """Tag and list what was refused."""
        asked = {name.lower(): self.text(parameters, name, context) for name in (*_VALUES, "NOTE")}
        result = tag_matching(
            self.existing_file(parameters, "LEDGER", context),
            case_filter(self.text(parameters, "WHERE", context)),
            tag_values(asked),
            actor=parse_actor(self.text(parameters, "ACTOR", context)),
            clock=utc_now,
            reason=asked["note"],
        )
        for case_no, sentence in result.refused:
            feedback.pushWarning(f"{case_no}: {sentence}")
        if result.changed:
            feedback.pushInfo(self.tr("Head of the chain: {head}").format(head=result.changed[-1].head))
        return {"CHANGED": len(result.changed), "REFUSED": len(result.refused)}
