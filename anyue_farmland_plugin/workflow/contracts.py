# SPDX-License-Identifier: GPL-2.0-or-later
"""Contracted parcels a change meets: code, holder and area only, no other personal data."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from anyue_farmland_plugin.core.overlay import largest_overlap
from anyue_farmland_plugin.workflow.overlay_inputs import Loaded

_FIELDS = ("DKBM", "CBFBM", "CBFMC")
_LEAST_SHARE = 0.01


def contract_entries(changes: np.ndarray, contracts: Loaded, grid: float) -> dict:
    """Return change row → list of {DKBM, CBFBM, CBFMC, share}, largest share first (NY/T 2539)."""
    columns = {name: contracts.texts(name) for name in _FIELDS}
    met = largest_overlap(changes, contracts.shapes, grid=grid)
    shares = met.pair_share
    found = defaultdict(list)
    for place in np.lexsort((-shares, met.pair_change)).tolist():
        if shares[place] >= _LEAST_SHARE:
            parcel = met.pair_zone[place]
            entry = {name: columns[name][parcel] for name in _FIELDS if columns[name][parcel]}
            found[int(met.pair_change[place])].append({**entry, "share": round(float(shares[place]), 4)})
    return found
