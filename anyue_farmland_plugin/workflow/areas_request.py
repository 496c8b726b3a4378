# SPDX-License-Identifier: GPL-2.0-or-later
"""What a run of areas alone is asked for and what it answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Mapping, Optional

import numpy as np

from anyue_farmland_plugin.core.ports import LayerSource
from anyue_farmland_plugin.intake.mapping import FieldMap


@dataclass(frozen=True)
class AreasRequest:
    """Inputs of one run; ``zones`` maps kind (basic_farmland, townships …) to its layer.

    ``more_surveys`` are the surveys of neighbouring counties; all figures are taken together.
    """

    changes: LayerSource
    dltb: LayerSource
    zones: Mapping[str, LayerSource] = field(default_factory=dict)
    field_map: FieldMap = field(default_factory=dict)
    class_table: Optional[Path] = None
    more_surveys: tuple = ()


@dataclass(frozen=True)
class AreaFigures:
    """Ellipsoidal m², unrounded, one entry per change.

    area = overlay + outside − doubled, where ``doubled`` is ground that overlapping survey
    parcels count twice.  ``classes`` maps DLBM ("" for parcels without) to areas, ``covered``
    the kind of a protective line, ``codes`` "townships" and "villages" to codes.  ``repairs``
    maps kind to the `Repair` entries of features that could not be measured as delivered.
    """

    area: np.ndarray
    overlay: np.ndarray
    outside: np.ndarray
    doubled: np.ndarray
    classes: Mapping[str, np.ndarray]
    covered: Mapping[str, np.ndarray]
    codes: Mapping[str, np.ndarray]
    repairs: Mapping[str, tuple]


@dataclass(frozen=True)
class AreasResult(AreaFigures):
    """The figures of all changes in the order of the delivery, with their feature ids and numbers (JCBH)."""

    fids: np.ndarray
    numbers: np.ndarray

    def __len__(self) -> int:
        return len(self.fids)

    @property
    def residual(self) -> float:
        """Return the m² that are not accounted for."""
        return float((self.area - self.overlay - self.outside + self.doubled).sum())
