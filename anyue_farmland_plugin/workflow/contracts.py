# SPDX-License-Identifier: GPL-2.0-or-later
"""Contracted parcels a change meets: code, holder and area only, no other personal data."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import shapely

from anyue_farmland_plugin.core.overlay import overlay_pairs
from anyue_farmland_plugin.workflow.overlay_inputs import Loaded

_FIELDS = ("DKBM", "CBFBM", "CBFMC")
_LEAST_SHARE = 0.01


def contract_entries(changes: np.ndarray, contracts: Loaded) -> dict:
    """Return change row → list of {DKBM, CBFBM, CBFMC, share}, largest share first (NY/T 2539)."""
    columns = {name: contracts.texts(name) for name in _FIELDS}
    pairs = overlay_pairs(changes, contracts.shapes)
    whole = shapely.area(changes)[pairs.change_index]
    shares = shapely.area(pairs.geometry) / np.where(whole > 0.0, whole, 1.0)
    found = defaultdict(list)
    for place in np.lexsort((-shares, pairs.change_index)).tolist():
        if shares[place] >= _LEAST_SHARE:
            parcel = pairs.parcel_index[place]
            entry = {name: columns[name][parcel] for name in _FIELDS if columns[name][parcel]}
            found[int(pairs.change_index[place])].append({**entry, "share": round(float(shares[place]), 4)})
    return found
