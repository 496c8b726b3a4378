# SPDX-License-Identifier: GPL-2.0-or-later
"""Puts the batches of a run together: the same rows in the same order, however they were cut."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Mapping, Sequence

import numpy as np

from anyue_farmland_plugin.core.arrays import objects
from anyue_farmland_plugin.core.balance import Balance
from anyue_farmland_plugin.core.overlay import Fallback
from anyue_farmland_plugin.core.pieces import Pieces
from anyue_farmland_plugin.core.places import Located
from anyue_farmland_plugin.core.slivers import Sliver
from anyue_farmland_plugin.core.survey import Survey
from anyue_farmland_plugin.workflow.overlay_batch import BatchFound, Pieced


@dataclass(frozen=True)
class Merged(Pieced):
    """What all batches found; changes and parcels are rows of the run's own arrays."""

    towns: Located
    villages: Located
    town_names: Mapping[str, str]


def merge(parts: Sequence[BatchFound], count: int, delivery: str) -> Merged:
    """Join the batches of ``count`` changes; parcel keys begin with the survey's delivery id."""
    fids, survey, areas = _parcels(parts, delivery)
    return Merged(
        survey=survey,
        parcel_fids=fids,
        parcel_areas=areas,
        pieces=_pieces(parts, fids),
        slivers=_slivers(parts, fids),
        account=_account(parts, count),
        covered=_covered(parts, count),
        towns=_located(parts, "townships", count),
        villages=_located(parts, "villages", count),
        town_names=dict(sorted(entry for part in parts for entry in part.towns.items())),
        contracts={row: entries for part in parts for row, entries in part.contracts.items()},
    )


def _parcels(parts: Sequence[BatchFound], delivery: str) -> tuple:
    """Return (feature ids ascending, survey, own m²) of the parcels any batch met, each once."""
    fids, first = np.unique(np.concatenate([part.parcel_fids for part in parts]), return_index=True)
    columns = {
        field.name: np.concatenate([getattr(part.survey, field.name) for part in parts])[first]
        for field in fields(Survey)
    }
    keys = objects([f"{delivery}:{key}" for key in columns["keys"].tolist()])
    survey = Survey(**{**columns, "keys": keys})
    return fids, survey, np.concatenate([part.parcel_areas for part in parts])[first]


def _order(parts: Sequence[BatchFound]) -> np.ndarray:
    changes = np.concatenate([part.pieces.change_index for part in parts])
    parcels = np.concatenate([part.pieces.parcel_index for part in parts])
    return np.lexsort((parcels, changes))


def _pieces(parts: Sequence[BatchFound], fids: np.ndarray) -> Pieces:
    order = _order(parts)

    def whole(name: str) -> np.ndarray:
        return np.asarray(np.concatenate([getattr(part.pieces, name) for part in parts])[order])

    fallbacks = [each for part in parts for each in part.pieces.fallbacks]
    return Pieces(
        whole("change_index"),
        np.searchsorted(fids, whole("parcel_index")),
        whole("wkb"),
        whole("bounds"),
        whole("plane"),
        whole("perimeter"),
        sum(part.pieces.touching for part in parts),
        tuple(
            Fallback(each.change, int(np.searchsorted(fids, each.parcel)), each.method)
            for each in sorted(fallbacks, key=lambda each: (each.change, each.parcel))
        ),
    )


def _slivers(parts: Sequence[BatchFound], fids: np.ndarray) -> tuple:
    found = sorted((each for part in parts for each in part.slivers), key=lambda each: (each.change, each.parcel))

    def row(fid: int) -> int:
        return int(np.searchsorted(fids, fid))

    return tuple(
        Sliver(
            each.change, row(each.parcel), each.area, None if each.joined_parcel is None else row(each.joined_parcel)
        )
        for each in found
    )


def _account(parts: Sequence[BatchFound], count: int) -> Balance:
    def whole(name: str) -> np.ndarray:
        return _scattered(parts, [getattr(part.account, name) for part in parts], count)

    pieces = np.concatenate([part.account.piece_areas for part in parts])[_order(parts)]
    return Balance(whole("area"), whole("overlay"), whole("outside"), whole("doubled"), pieces)


def _covered(parts: Sequence[BatchFound], count: int) -> Mapping[str, np.ndarray]:
    kinds = sorted({kind for part in parts for kind in part.covered})
    return {kind: _scattered(parts, [part.covered[kind] for part in parts], count) for kind in kinds}


def _scattered(parts: Sequence[BatchFound], values: Sequence[np.ndarray], count: int) -> np.ndarray:
    result = np.zeros(count, dtype=np.int64)
    for part, found in zip(parts, values):
        result[part.rows] = found
    return result


def _located(parts: Sequence[BatchFound], kind: str, count: int) -> Located:
    entries: dict = {}
    rows = np.full(count, -1, dtype=np.int64)
    for part in parts:
        for row, entry in zip(part.rows.tolist(), part.places.get(kind, ())):
            if entry != ("", ""):
                rows[row] = entries.setdefault(entry, len(entries))
    return Located(rows, [code for code, _ in entries], [name for _, name in entries])
