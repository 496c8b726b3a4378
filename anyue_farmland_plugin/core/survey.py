# SPDX-License-Identifier: GPL-2.0-or-later
"""What a run knows of the survey parcels it met: cleaned columns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Survey:
    """Parcels as parallel arrays; text is "" and numbers are NaN where NULL.

    ``keys`` identify a parcel for ever: delivery and feature id, because BSM may repeat.
    """

    keys: np.ndarray
    bsm: np.ndarray
    dlbm: np.ndarray
    dlmc: np.ndarray
    zldwdm: np.ndarray
    zldwmc: np.ndarray
    qsdwdm: np.ndarray
    zzsxdm: np.ndarray
    gdpdjb: np.ndarray
    czcsxm: np.ndarray
    kcxs: np.ndarray
    tbmj: np.ndarray
    sjnf: np.ndarray

    def __len__(self) -> int:
        return len(self.keys)
