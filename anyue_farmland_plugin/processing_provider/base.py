# SPDX-License-Identifier: GPL-2.0-or-later
"""What all algorithms share: names, icon, sources from parameters, one error border."""

from __future__ import annotations

import logging
import traceback
from pathlib import Path
from typing import Optional

from qgis.core import (
    QgsMapLayer,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingUtils,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtGui import QIcon

from anyue_farmland_plugin.bridge.feature_source import source_from_layer
from anyue_farmland_plugin.core.errors import DependencyMissing, FarmlandError, InputDataError
from anyue_farmland_plugin.core.ports import LayerSource
from anyue_farmland_plugin.paths import resources_dir
from anyue_farmland_plugin.workflow.sources import source_from_text

LOG = logging.getLogger(__name__)


class FeedbackProgress:
    """Reports a use case's progress to the Processing feedback."""

    def __init__(self, feedback: QgsProcessingFeedback) -> None:
        """Wrap the feedback of one run."""
        self._feedback = feedback

    def report(self, share: float, text: str = "") -> None:
        """Move the progress bar."""
        self._feedback.setProgress(100.0 * share)
        if text:
            self._feedback.setProgressText(text)

    def message(self, text: str) -> None:
        """Show a line in the log of the run."""
        self._feedback.pushWarning(text)

    def cancelled(self) -> bool:
        """Tell whether the user pressed cancel."""
        return bool(self._feedback.isCanceled())


class FarmlandAlgorithm(QgsProcessingAlgorithm):
    """Base of the provider's algorithms; subclasses declare texts, parameters and `perform`."""

    NAME = ""
    ICON = "icon"
    VECTORS: tuple = ()

    def __init__(self) -> None:
        """Start without prepared sources."""
        super().__init__()
        self.sources: dict = {}

    def tr(self, text: str) -> str:
        """Translate a literal in the context of the algorithm's class."""
        return QCoreApplication.translate(type(self).__name__, text)

    def name(self) -> str:
        """Return the stable name."""
        return self.NAME

    def group(self) -> str:
        """Return the translated group."""
        return QCoreApplication.translate("FarmlandAlgorithm", "Farmland protection")

    def groupId(self) -> str:
        """Return the stable group id."""
        return "farmland_protection"

    def icon(self) -> QIcon:
        """Return the algorithm's icon."""
        return QIcon(str(resources_dir() / "icons" / f"{self.ICON}.svg"))

    def createInstance(self) -> FarmlandAlgorithm:
        """Return a fresh algorithm for one run."""
        return type(self)()

    def checkParameterValues(self, parameters: dict, context: QgsProcessingContext) -> tuple:
        """Refuse unusable files with our own sentence before QGIS says “invalid value”."""
        try:
            for name in self.VECTORS:
                for value in _values(parameters.get(name)):
                    if isinstance(value, str) and _loaded(value, context) is None and _names_file(value):
                        source_from_text(value).info()
        except DependencyMissing as error:
            LOG.info("%s: QGIS reads the layers instead", error)
        except FarmlandError as error:
            return False, str(error)
        return super().checkParameterValues(parameters, context)

    def prepareAlgorithm(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """Resolve layers in the main thread; the run itself never touches them."""
        del feedback
        try:
            self.sources = {
                name: [self._source(value, context) for value in _values(parameters.get(name))] for name in self.VECTORS
            }
        except FarmlandError as error:
            raise QgsProcessingException(str(error)) from error
        return True

    def _source(self, value: object, context: QgsProcessingContext) -> LayerSource:
        layer = value if isinstance(value, QgsVectorLayer) else _loaded(str(value), context)
        if layer is None and _names_file(str(value)):
            try:
                return source_from_text(str(value))
            except DependencyMissing as error:
                LOG.info("%s: QGIS reads the layer instead", error)
        if layer is None:
            layer = QgsProcessingUtils.mapLayerFromString(str(value), context)
        if isinstance(layer, QgsVectorLayer):
            return source_from_layer(layer)
        return source_from_text(str(value))

    def source(self, name: str) -> Optional[LayerSource]:
        """Return the one source of a vector parameter, None when it was left out."""
        return next(iter(self.sources.get(name, ())), None)

    def processAlgorithm(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict:
        """Run, and turn every error into one sentence and a failed run."""
        try:
            return self.perform(parameters, context, feedback)
        except FarmlandError as error:
            raise QgsProcessingException(str(error)) from error
        except QgsProcessingException:
            raise
        except Exception as error:
            LOG.exception("unexpected error in %s", self.NAME)
            feedback.pushDebugInfo(traceback.format_exc())
            raise QgsProcessingException(
                QCoreApplication.translate(
                    "FarmlandAlgorithm",
                    "An unexpected error stopped the run; nothing was written ({error}). "
                    "Please send the log of this run to the developers.",
                ).format(error=f"{type(error).__name__}: {error}")
            ) from error

    def perform(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict:
        """Do the work and return the outputs."""
        raise NotImplementedError

    def text(self, parameters: dict, name: str, context: QgsProcessingContext) -> str:
        """Return a text parameter, stripped."""
        return self.parameterAsString(parameters, name, context).strip()

    def file_output(self, parameters: dict, name: str, context: QgsProcessingContext) -> str:
        """Return the path of a destination parameter, "" when it was left out."""
        return str(self.parameterAsFileOutput(parameters, name, context) or "").strip()

    def existing_file(self, parameters: dict, name: str, context: QgsProcessingContext) -> Path:
        """Return a path parameter that must be filled in."""
        value = self.text(parameters, name, context)
        if not value:
            raise InputDataError(
                QCoreApplication.translate(
                    "FarmlandAlgorithm", "Parameter {name} is empty; give the path of a file."
                ).format(name=name)
            )
        return Path(value)


def _loaded(text: str, context: QgsProcessingContext) -> Optional[QgsMapLayer]:
    """Return the layer of the project that a parameter names by id, name or source."""
    return QgsProcessingUtils.mapLayerFromString(text, context, False)


def _names_file(text: str) -> bool:
    """Tell whether a parameter means a file, and not a database (key=value) or a service (scheme://)."""
    path = text.partition("|")[0]
    return bool(path) and (Path(path).exists() or not ("=" in path or "://" in path))


def _values(value: object) -> list:
    """Return the members of a parameter that may be empty, single or a list."""
    if value is None or value == "":
        return []
    return list(value) if isinstance(value, (list, tuple)) else [value]
