# SPDX-License-Identifier: GPL-2.0-or-later
"""A parcel the inspector found where no case lies: offered first, made into a case on Enter."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Optional

from qgis.core import QgsCoordinateReferenceSystem, QgsPointXY, QgsVectorLayer
from qgis.PyQt.QtCore import QObject

from anyue_farmland_plugin.bridge import parcels
from anyue_farmland_plugin.bridge.feature_source import source_from_layer
from anyue_farmland_plugin.bridge.parcels import SurveyParcel
from anyue_farmland_plugin.core.errors import InputDataError
from anyue_farmland_plugin.core.mu import format_area
from anyue_farmland_plugin.core.ports import Actor, Clock
from anyue_farmland_plugin.gui.wording import class_word


class SelfFound(QObject):
    """Holds the parcel on offer, if there is one."""

    def __init__(self, parent: Optional[QObject] = None) -> None:
        """Offer nothing."""
        super().__init__(parent)
        self._parcel: Optional[SurveyParcel] = None

    @property
    def parcel(self) -> Optional[SurveyParcel]:
        """The parcel on offer."""
        return self._parcel

    def clear(self) -> None:
        """Offer nothing."""
        self._parcel = None

    def find(self, surveys: Iterable[QgsVectorLayer], point: QgsPointXY, map_crs: QgsCoordinateReferenceSystem,
             ledger_crs: QgsCoordinateReferenceSystem) -> Optional[SurveyParcel]:
        """Offer the survey parcel under a point of the map; return it, or None when there is none."""
        found = (parcels.parcel_at(layer, point, map_crs, ledger_crs) for layer in surveys)
        self._parcel = next((parcel for parcel in found if parcel is not None), None)
        return self._parcel

    def sentence(self) -> str:
        """Return what is said of the parcel on offer."""
        parcel = self._parcel
        if parcel is None:
            return ""
        facts = [parcel.place, class_word(parcel.dlbm), format_area(parcel.area_m2), parcel.bsm]
        return self.tr("No case lies here. Survey parcel: {facts}.").format(
            facts=" · ".join(fact for fact in facts if fact))

    def create(self, ledger: Path, actor: Actor, clock: Clock) -> list:
        """Make the parcel on offer into a case; return the ids of the cases made."""
        if self._parcel is None:
            raise InputDataError(self.tr("Click a parcel first."))
        # The overlay needs more libraries than looking and tagging do.
        from anyue_farmland_plugin.workflow.selffound import create_self_found  # noqa: PLC0415

        created = create_self_found(
            ledger, self._parcel.wkb, source_from_layer(self._parcel.layer), actor=actor, clock=clock)
        self._parcel = None
        return list(created)
