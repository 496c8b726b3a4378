# SPDX-License-Identifier: GPL-2.0-or-later
"""Overlays one batch of changes with the survey and all zones; needs nothing but its job.

A job holds layer sources, not layers, and what is found holds no more of the survey than the
parcels met: the memory of a run does not grow with the county.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Mapping, Sequence

import numpy as np

from anyue_farmland_plugin.core.balance import Balance, balance
from anyue_farmland_plugin.core.ellipsoid import ellipsoidal_areas, to_cents
from anyue_farmland_plugin.core.landclass import LandClass
from anyue_farmland_plugin.core.overlay import Fallback, OverlayPairs, overlay_pairs
from anyue_farmland_plugin.core.pieces import Pieces
from anyue_farmland_plugin.core.ports import FeatureTable
from anyue_farmland_plugin.core.slivers import Sliver, join_slivers
from anyue_farmland_plugin.core.survey import Survey
from anyue_farmland_plugin.intake.mapping import FieldMap
from anyue_farmland_plugin.workflow.near_layers import LayerPart
from anyue_farmland_plugin.workflow.overlay_inputs import Loaded, load_met, parcel_areas_told, survey_of
from anyue_farmland_plugin.workflow.zone_areas import FlatLayer, Targets

PLACE_FIELDS = {"townships": ("XZQDM", "XZQMC"), "villages": ("ZLDWDM", "ZLDWMC")}
CONTRACT_FIELDS = ("DKBM", "CBFBM", "CBFMC")
_LEAST_SHARE = 0.01  # of a change, from which a contracted parcel is named


@dataclass(frozen=True)
class BatchJob:
    """One batch: rows of the delivery, their repaired polygons in the work CRS, the layers around them.

    ``survey`` is the DLTB; ``zones`` all other layers in the order of the request, each with
    what it is measured for: a protective line's kind, "approvals:HF" …, townships, villages,
    contract_parcels.  ``tbmj_factor`` takes the survey's area unit to m².
    """

    rows: np.ndarray
    shapes: np.ndarray
    crs: str
    grid: float
    min_area: float
    classes: Mapping[str, LandClass]
    field_map: FieldMap
    tbmj_factor: float
    survey: LayerPart
    zones: tuple

    def parts(self) -> list:
        """Return the parts of all layers: survey first."""
        return [self.survey, *(part for _, part in self.zones)]


@dataclass(frozen=True)
class Pieced:
    """Parcels that changes met and the pieces they were cut into; areas of changes and pieces are cents.

    ``parcel_areas`` are the parcels' own m².  ``covered`` maps what a zone is measured for to
    cents per change, ``contracts`` rows of the delivery to contracted parcels.
    """

    survey: Survey
    parcel_fids: np.ndarray
    parcel_areas: np.ndarray
    pieces: Pieces
    slivers: tuple
    account: Balance
    covered: Mapping[str, np.ndarray]
    contracts: Mapping[int, list]


@dataclass(frozen=True)
class BatchFound(Pieced):
    """What one batch found; changes are rows of the delivery, parcels feature ids.

    ``repairs`` holds a tuple per layer in the order of the job's parts.
    """

    rows: np.ndarray
    places: Mapping[str, list]
    towns: Mapping[str, str]
    repairs: tuple


def overlay_batch(job: BatchJob) -> BatchFound:
    """Return the pieces of one batch of changes and the areas of its zones."""
    loaded = load_met(job.survey.source, job.shapes, crs=job.crs, field_map=job.field_map, fids=job.survey.fids)
    raw = overlay_pairs(job.shapes, loaded.shapes, grid=job.grid, met=loaded.met)
    joined = join_slivers(raw, job.crs, min_area=job.min_area)
    pairs = joined.pairs
    account = balance(job.shapes, pairs.geometry, pairs.change_index, joined.areas, crs=job.crs)
    met = np.unique(np.concatenate((raw.parcel_index, [each.parcel for each in raw.fallbacks]))).astype(np.int64)
    survey = _survey(job, loaded, met)
    layers = [(use, FlatLayer(part, job.crs, _names(use))) for use, part in job.zones]
    zones = _Zones(job, layers)
    fids = loaded.table.fids
    return BatchFound(
        rows=job.rows,
        survey=survey,
        parcel_fids=fids[met],
        parcel_areas=ellipsoidal_areas(loaded.shapes[met], job.crs),
        pieces=Pieces.of(_delivered(pairs, raw, job.rows, fids), job.crs),
        slivers=tuple(_sliver(each, job.rows, fids) for each in joined.slivers),
        account=account,
        covered=zones.covered(),
        places=zones.places(),
        towns=zones.towns(),
        contracts=zones.contracts(),
        repairs=(loaded.repairs, *(layer.repairs() for _, layer in layers)),
    )


def _names(use: str) -> Sequence[str]:
    return PLACE_FIELDS.get(use, CONTRACT_FIELDS if use == "contract_parcels" else ())


def _survey(job: BatchJob, loaded: Loaded, met: np.ndarray) -> Survey:
    """Return the parcels met; columns of the others are not looked at."""
    table = loaded.table
    columns = {name: values[met] for name, values in table.columns.items()}
    chosen = replace(
        loaded, table=FeatureTable(table.info, table.fids[met], np.empty(0), columns), shapes=loaded.shapes[met]
    )
    return survey_of(chosen, job.classes, tbmj=parcel_areas_told(chosen, job.tbmj_factor))


def _delivered(pairs: OverlayPairs, raw: OverlayPairs, rows: np.ndarray, fids: np.ndarray) -> OverlayPairs:
    """Return the pairs by rows of the delivery and feature ids of parcels."""
    return OverlayPairs(
        rows[pairs.change_index],
        fids[pairs.parcel_index],
        pairs.geometry,
        raw.touching,
        tuple(Fallback(int(rows[each.change]), int(fids[each.parcel]), each.method) for each in raw.fallbacks),
    )


def _sliver(sliver: Sliver, rows: np.ndarray, fids: np.ndarray) -> Sliver:
    joined = None if sliver.joined_parcel is None else int(fids[sliver.joined_parcel])
    return Sliver(int(rows[sliver.change]), int(fids[sliver.parcel]), sliver.area, joined)


class _Zones:
    """The zones of a batch, measured without shapes."""

    def __init__(self, job: BatchJob, layers: Sequence[tuple]) -> None:
        self._job = job
        self._layers: dict = defaultdict(list)
        for use, layer in layers:
            self._layers[use].append(layer)
        self._targets = Targets.of(job.shapes, [layer for _, layer in layers], crs=job.crs, grid=job.grid)

    def covered(self) -> Mapping[str, np.ndarray]:
        """Return cents per change inside each kind of zone; "approvals" is inside any approval."""
        kinds = [use for use in self._layers if use not in PLACE_FIELDS and use != "contract_parcels"]
        found = {use: to_cents(self._targets.covered(self._layers[use])) for use in kinds}
        approvals = [use for use in kinds if use.startswith("approvals:")]
        if len(approvals) > 1:
            everything = [layer for use in approvals for layer in self._layers[use]]
            found["approvals"] = to_cents(self._targets.covered(everything))
        return found

    def places(self) -> Mapping[str, list]:
        """Return (code, name) per change of the zone that holds most of it."""
        found = {}
        for use in PLACE_FIELDS:
            for layer in self._layers.get(use, ()):
                entries = [*self._entries(use, layer), ("", "")]
                found[use] = [entries[row] for row in self._targets.holders(layer).tolist()]
        return found

    def towns(self) -> Mapping[str, str]:
        """Return the names of all townships near the changes by code."""
        return dict(entry for layer in self._layers.get("townships", ()) for entry in self._entries("townships", layer))

    def contracts(self) -> Mapping[int, list]:
        """Return delivery row → contracted parcels it meets, largest share first (NY/T 2539)."""
        found: dict = defaultdict(list)
        for layer in self._layers.get("contract_parcels", ()):
            columns = {name: layer.texts(name) for name in CONTRACT_FIELDS}
            part = layer.part
            whole = self._targets.areas[part.change]
            shares = self._targets.measured(layer).areas / np.where(whole > 0.0, whole, 1.0)
            for place in np.lexsort((part.feature, -np.round(shares, 6), part.change)).tolist():
                if shares[place] >= _LEAST_SHARE:
                    row = part.feature[place]
                    entry = {name: columns[name][row] for name in CONTRACT_FIELDS if columns[name][row]}
                    found[int(self._job.rows[part.change[place]])].append(
                        {**entry, "share": round(float(shares[place]), 4)}
                    )
        return dict(found)

    @staticmethod
    def _entries(use: str, layer: FlatLayer) -> list:
        return list(zip(*(layer.texts(name) for name in PLACE_FIELDS[use])))


def approvals_use(kind: str) -> str:
    """Return what a layer of approvals of a kind (HF, SS, LS) is measured for."""
    return f"approvals:{kind}"
