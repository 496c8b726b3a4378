# SPDX-License-Identifier: GPL-2.0-or-later
"""What a batch found as plain arrays, so that it can be kept in a file and read back bit for bit."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from typing import Mapping

import numpy as np

from anyue_farmland_plugin.core.arrays import objects
from anyue_farmland_plugin.core.balance import Balance
from anyue_farmland_plugin.core.overlay import Fallback, FallbackMethod
from anyue_farmland_plugin.core.pieces import Pieces
from anyue_farmland_plugin.core.repair import Repair, RepairResult
from anyue_farmland_plugin.core.slivers import Sliver
from anyue_farmland_plugin.core.survey import Survey
from anyue_farmland_plugin.workflow.overlay_batch import BatchFound

_SURVEY = tuple(field.name for field in fields(Survey))
_PIECES = ("change_index", "parcel_index", "bounds", "plane", "perimeter")
_ACCOUNT = tuple(field.name for field in fields(Balance))


def encode(found: BatchFound) -> Mapping[str, np.ndarray]:
    """Return arrays of numbers and text; shapes as WKB, lists as JSON."""
    wkb = found.pieces.wkb.tolist()
    return {
        "rows": found.rows,
        "parcel_fids": found.parcel_fids,
        "parcel_areas": found.parcel_areas,
        **{f"survey_{name}": _plain(getattr(found.survey, name)) for name in _SURVEY},
        **{f"account_{name}": getattr(found.account, name) for name in _ACCOUNT},
        **{f"covered_{kind}": cents for kind, cents in found.covered.items()},
        **{f"piece_{name}": getattr(found.pieces, name) for name in _PIECES},
        "wkb": np.frombuffer(b"".join(wkb), dtype=np.uint8),
        "wkb_sizes": np.array([len(shape) for shape in wkb], dtype=np.int64),
        "lists": np.frombuffer(json.dumps(_lists(found), ensure_ascii=False).encode(), dtype=np.uint8),
    }


def decode(arrays: Mapping[str, np.ndarray]) -> BatchFound:
    """Return what `encode` was given."""
    lists = json.loads(arrays["lists"].tobytes().decode())
    ends = np.cumsum(arrays["wkb_sizes"]).tolist()
    data = arrays["wkb"].tobytes()
    numbers = {name: arrays[f"piece_{name}"] for name in _PIECES}
    survey = {name: _as_told(arrays[f"survey_{name}"]) for name in _SURVEY}
    return BatchFound(
        rows=arrays["rows"],
        survey=Survey(**survey),
        parcel_fids=arrays["parcel_fids"],
        parcel_areas=arrays["parcel_areas"],
        pieces=Pieces(
            **numbers,
            wkb=objects([data[start:stop] for start, stop in zip([0, *ends], ends)]),
            touching=lists["touching"],
            fallbacks=tuple(Fallback(one, two, FallbackMethod(method)) for one, two, method in lists["fallbacks"]),
        ),
        slivers=tuple(Sliver(*entry) for entry in lists["slivers"]),
        account=Balance(*(arrays[f"account_{name}"] for name in _ACCOUNT)),
        covered={name[8:]: cents for name, cents in arrays.items() if name.startswith("covered_")},
        places={kind: [tuple(entry) for entry in entries] for kind, entries in lists["places"].items()},
        towns=lists["towns"],
        contracts={int(row): entries for row, entries in lists["contracts"]},
        repairs=tuple(tuple(map(_repair, told)) for told in lists["repairs"]),
    )


def _lists(found: BatchFound) -> Mapping:
    return {
        "touching": found.pieces.touching,
        "fallbacks": [(each.change, each.parcel, each.method.value) for each in found.pieces.fallbacks],
        "slivers": [(each.change, each.parcel, each.area, each.joined_parcel) for each in found.slivers],
        "places": found.places,
        "towns": found.towns,
        "contracts": list(found.contracts.items()),
        "repairs": [[{**asdict(each), "result": each.result.value} for each in told] for told in found.repairs],
    }


def _repair(entry: Mapping) -> Repair:
    return Repair(**{**entry, "result": RepairResult(entry["result"])})


def _plain(column: np.ndarray) -> np.ndarray:
    return column.astype(str) if column.dtype == object else column


def _as_told(column: np.ndarray) -> np.ndarray:
    return column.astype(object) if column.dtype.kind == "U" else column
