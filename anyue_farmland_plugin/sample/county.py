# SPDX-License-Identifier: GPL-2.0-or-later
"""The sample county as a whole: one call, one seed, all layers."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Mapping, Optional

import numpy as np
import shapely

from anyue_farmland_plugin.core.errors import InputDataError
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.sample.approvals import make_approvals
from anyue_farmland_plugin.sample.attributes import Site
from anyue_farmland_plugin.sample.cells import make_cells
from anyue_farmland_plugin.sample.changes import MONTHS, change_layer, plant_all, truth_rows
from anyue_farmland_plugin.sample.codes import sample_towns
from anyue_farmland_plugin.sample.compose import Ground, compose
from anyue_farmland_plugin.sample.landuse import make_landuse
from anyue_farmland_plugin.sample.layer import CRS, SampleLayer
from anyue_farmland_plugin.sample.network import concatenate, make_lines
from anyue_farmland_plugin.sample.partition import ORIGIN, Partition, make_partition, to_local
from anyue_farmland_plugin.sample.plan import make_plan
from anyue_farmland_plugin.sample.planting import make_ground
from anyue_farmland_plugin.sample.protection import basic_farmland, contract_plots, red_line, town_limit
from anyue_farmland_plugin.sample.seats import Seat, built_up, make_seats, streets
from anyue_farmland_plugin.sample.shapes import make_shapes
from anyue_farmland_plugin.sample.survey import make_survey
from anyue_farmland_plugin.sample.terrain import make_terrain

FEWEST_PARCELS, MOST_PARCELS = 300, 60_000


@dataclass(frozen=True)
class SampleCounty:
    """All layers by name in EPSG:4523, and what was planted in the change layers."""

    seed: int
    crs: str
    layers: Mapping[str, SampleLayer]
    truth: tuple[Mapping[str, Optional[str]], ...]


def build_county(seed: int, parcels: int = 6000) -> SampleCounty:
    """Return an invented county of about ``parcels`` parcels; the same seed gives the same county.

    Layers: DLTB, DLTB_2020, XZQ, CJDCQ, YJJBNTTB, STBHHX, CZKFBJ, CBDK, ZZ_NYDZYFW, SSNYD,
    LSYD, changes_202206, changes_202208; metres in EPSG:4523, rounded to 0.0001.

    Raises:
        InputDataError: ``parcels`` outside 300 to 60,000.
    """
    if not FEWEST_PARCELS <= parcels <= MOST_PARCELS:
        message = translate("Sample", "The sample county can have {low} to {high} parcels, not {given}.")
        raise InputDataError(message.format(low=FEWEST_PARCELS, high=MOST_PARCELS, given=parcels))
    ground, seats = _lay_out(seed, parcels)
    partition = make_partition(ground, compose(ground), _random(seed, "partition"))
    site = _site(ground, partition)
    survey = make_survey(partition, ground.plan, site, _random(seed, "survey"))
    planting = make_ground(survey, site.slope)
    entries = plant_all(planting, parcels, _random(seed, "changes"))
    approvals, documents = make_approvals(entries, planting, _random(seed, "approvals"))
    layers = [
        survey.now,
        survey.before,
        survey.units.towns,
        survey.units.villages,
        basic_farmland(partition, survey, _random(seed, "basic farmland")),
        red_line(partition, survey, _random(seed, "red line")),
        town_limit(seats, np.array(ORIGIN)),
        contract_plots(survey, _random(seed, "plots")),
        *approvals.values(),
        *(change_layer(entries, month) for month in MONTHS),
    ]
    by_name: dict[str, SampleLayer] = {layer.name: layer for layer in layers}
    return SampleCounty(seed, CRS, MappingProxyType(by_name), truth_rows(entries, survey.now, documents))


def _random(seed: int, purpose: str) -> np.random.Generator:
    """Return the random numbers of one purpose: a change elsewhere does not disturb them."""
    return np.random.default_rng([seed & 0xFFFFFFFF, seed >> 32 & 0xFFFFFFFF, *purpose.encode("ascii")])


def _lay_out(seed: int, parcels: int) -> tuple[Ground, tuple[Seat, ...]]:
    """Return everything that lies on the ground before boundaries are drawn, and the seats."""
    terrain = make_terrain(parcels, _random(seed, "terrain"))
    cells = make_cells(terrain, _random(seed, "cells"))
    plan = make_plan(terrain, cells, sample_towns(parcels), _random(seed, "plan"))
    seats = make_seats(terrain, plan, _random(seed, "seats"))
    roads = make_lines(terrain, plan, _random(seed, "lines"))
    lines = concatenate([roads, streets(seats, _random(seed, "streets"))])
    landuse = make_landuse(terrain, cells, plan, _random(seed, "land use"))
    shapes = make_shapes(terrain, lines, parcels, _random(seed, "shapes"))
    built = built_up(terrain, seats, _random(seed, "built up"))
    return Ground(terrain, cells, plan, landuse, lines, shapes, built), seats


def _site(ground: Ground, partition: Partition) -> Site:
    """Return slope and riverside of every parcel."""
    middle = to_local(shapely.get_coordinates(shapely.point_on_surface(partition.polygons)))
    rivers = partition.dlbm == "1101"
    riverside = np.zeros(len(rivers), dtype=bool)
    riverside[partition.arcs.left[rivers[partition.arcs.right] & (partition.arcs.right >= 0)]] = True
    riverside[partition.arcs.right[rivers[partition.arcs.left] & (partition.arcs.left >= 0)]] = True
    return Site(ground.terrain.slope_degrees(middle), riverside)
