# SPDX-License-Identifier: GPL-2.0-or-later
"""``verify_ledger``: replay and check a ledger without changing it."""

from __future__ import annotations

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputBoolean,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
)

from anyue_farmland_plugin.core.ports import utc_now
from anyue_farmland_plugin.processing_provider.base import FarmlandAlgorithm
from anyue_farmland_plugin.workflow.handover import check_ledger

_SHOWN = 50


class VerifyLedger(FarmlandAlgorithm):
    """Checks file, chain, replay, deliveries, sums and codes."""

    NAME = "verify_ledger"
    ICON = "ledger"

    def displayName(self) -> str:
        """Return the translated name."""
        return self.tr("Verify ledger")

    def tags(self) -> list:
        """Return words the toolbox finds the algorithm by."""
        return self.tr("verify,check,hash chain,replay,integrity,ledger").split(",")

    def shortHelpString(self) -> str:
        """Explain the algorithm."""
        return self.tr(
            "Replays every event of a ledger and compares the result with its tables; checks the hash chain, "
            "the file, the polygons and their indexes, the sums and the codes, and names what was done: an event "
            "rewritten, moved, taken out or put in, a table edited past its events. The ledger is not changed. HEAD "
            "takes heads printed earlier (number and hash, one a line), or the path of a signature or of the manifest "
            "of a city package: they must still be part of the chain. A chain shows later changes; it cannot show a "
            "false entry, nor without such a head that the newest events were cut off."
        )

    def initAlgorithm(self, configuration: dict) -> None:
        """Declare parameters and outputs."""
        del configuration
        self.addParameter(QgsProcessingParameterFile("LEDGER", self.tr("Ledger"), extension="gpkg"))
        self.addParameter(
            QgsProcessingParameterString("HEAD", self.tr("Heads printed earlier"), multiLine=True, optional=True)
        )
        self.addParameter(
            QgsProcessingParameterFileDestination(
                "REPORT", self.tr("Report"), self.tr("HTML files (*.html)"), optional=True, createByDefault=False
            )
        )
        self.addOutput(QgsProcessingOutputBoolean("OK", self.tr("Everything as it must be")))
        self.addOutput(QgsProcessingOutputNumber("BROKEN", self.tr("Number of faults")))

    def perform(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict:
        """Verify, list the first faults, write the report."""
        path = self.existing_file(parameters, "LEDGER", context)
        report = self.file_output(parameters, "REPORT", context)
        result = check_ledger(path, self.text(parameters, "HEAD", context), report, clock=utc_now)
        for finding in result.findings[:_SHOWN]:
            feedback.pushWarning(f"{finding.check}: {finding.text}")
        for note in result.notes:
            feedback.pushInfo(note)
        feedback.pushInfo(self.tr("Events: {seq}, head of the chain: {head}").format(seq=result.seq, head=result.head))
        return {"OK": result.ok, "BROKEN": len(result.findings), "REPORT": report}
