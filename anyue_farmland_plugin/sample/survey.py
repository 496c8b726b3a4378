# SPDX-License-Identifier: GPL-2.0-or-later
"""The land survey tables of the sample county: parcels of two years, townships, villages.

Areas follow the survey's chain: county, township, village and parcel sum to the cent.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Mapping

import numpy as np
import shapely

from anyue_farmland_plugin.core.adjust import adjust_to_control
from anyue_farmland_plugin.core.ellipsoid import ellipsoidal_areas, to_cents
from anyue_farmland_plugin.core.landclass import standard_classes
from anyue_farmland_plugin.sample.attributes import (
    Site,
    crop_columns,
    cultivated,
    farm_columns,
    line_width,
    net_cents,
    settlement_code,
)
from anyue_farmland_plugin.sample.codes import location_code, village_name
from anyue_farmland_plugin.sample.faces import connected_groups, trace
from anyue_farmland_plugin.sample.layer import CRS, SampleLayer, constant, lookup, serials, texts
from anyue_farmland_plugin.sample.partition import Partition
from anyue_farmland_plugin.sample.plan import Plan

SURVEY_YEAR, BASE_YEAR = 2021, 2020
FLOW_CLASSES = ("0201", "0301", "0307", "0404", "1104", "1202")
_FLOW_SHARE = 0.05  # of the parcels of these classes were cultivated a year earlier
_FLOW_LEAST = 3
_STATE_OWNED = ("1003", "1101", "0701", "05H1", "08H1", "08H2", "0810", "1004", "1103")


@dataclass(frozen=True)
class Units:
    """Township and village layers and the adjusted parcel areas in cents."""

    towns: SampleLayer
    villages: SampleLayer
    parcel_cents: np.ndarray


@dataclass(frozen=True)
class Survey:
    """Both years of the parcels with the site they share."""

    now: SampleLayer
    before: SampleLayer
    units: Units


def make_survey(partition: Partition, plan: Plan, site: Site, rng: np.random.Generator) -> Survey:
    """Return the survey layers of the state at the end of 2021 and of 2020."""
    units = _units(partition, plan, rng)
    luck = rng.random(len(partition.polygons))
    now = _parcels(partition, plan, units.parcel_cents, (site, luck))
    return Survey(now, _year_before(now, units.parcel_cents, site, rng), units)


def _units(partition: Partition, plan: Plan, rng: np.random.Generator) -> Units:
    """Return townships and villages as exact unions, areas adjusted down the chain."""
    village = partition.village
    used, number = np.unique(village, return_inverse=True)
    town = plan.town_of_village[used]
    town_used, town_number = np.unique(town, return_inverse=True)
    village_shapes = _unions(partition, number)
    town_shapes = _unions(partition, town_number[number])
    town_js = to_cents(ellipsoidal_areas(town_shapes, CRS))
    town_dc = adjust_to_control(town_js, int(town_js.sum()) + int(rng.integers(-400, 400)))
    village_js = to_cents(ellipsoidal_areas(village_shapes, CRS))
    parcel_js = to_cents(ellipsoidal_areas(partition.polygons, CRS))
    village_dc, parcel_dc = village_js.copy(), parcel_js.copy()
    for index, control in enumerate(town_dc):
        own = np.flatnonzero(town_number == index)
        village_dc[own] = adjust_to_control(village_js[own], int(control))
    for index, control in enumerate(village_dc):
        own = np.flatnonzero(number == index)
        parcel_dc[own] = adjust_to_control(parcel_js[own], int(control))
    towns = [plan.towns[index] for index in town_used]
    villages = [plan.villages[index] for index in used]
    return Units(
        _unit_layer(
            ("XZQ", "1000600100", "1090"),
            {"XZQDM": texts(t.code for t in towns), "XZQMC": texts(t.name for t in towns)},
            (town_dc, town_js, town_shapes),
        ),
        _unit_layer(
            ("CJDCQ", "1000600200", "1100"),
            {
                "ZLDWDM": texts(location_code(v) for v in villages),
                "ZLDWMC": texts(village_name(v) for v in villages),
            },
            (village_dc, village_js, village_shapes),
        ),
        parcel_dc,
    )


def _unions(partition: Partition, group: np.ndarray) -> np.ndarray:
    """Return one polygon or multipolygon per group, made of the parcels' own boundaries."""
    piece = connected_groups(partition.arcs, group)
    shapes = trace(partition.arcs, piece)
    owner = np.zeros(len(shapes), dtype=np.int64)
    owner[piece] = group
    return merge_parts(shapes, owner)


def merge_parts(shapes: np.ndarray, owner: np.ndarray) -> np.ndarray:
    """Return the polygons gathered into one (multi)polygon per owner 0..max."""
    order = np.argsort(owner, kind="stable")
    gathered = np.asarray(shapely.multipolygons(shapes[order], indices=owner[order]), dtype=object)
    single = shapely.get_num_geometries(gathered) == 1
    gathered[single] = shapely.get_geometry(gathered[single], 0)
    return gathered


def _unit_layer(
    names: tuple[str, str, str],
    own: Mapping[str, np.ndarray],
    areas: tuple[np.ndarray, np.ndarray, np.ndarray],
) -> SampleLayer:
    name, feature_code, layer_code = names
    control, computed, shapes = areas
    count = len(shapes)
    columns = {"BSM": serials(layer_code, count), "YSDM": constant(feature_code, count), **own}
    columns.update(
        DCMJ=control / 100.0,
        JSMJ=computed / 100.0,
        MSSM=constant("00", count),
        HDMC=constant(None, count),
        BZ=constant(None, count),
    )
    return SampleLayer(name, columns, shapes)


def _serial_in_village(village: np.ndarray) -> np.ndarray:
    """Return "1", "2", … restarting in every village (rows are sorted by village)."""
    starts = np.searchsorted(village, village)
    return texts(str(number) for number in np.arange(len(village)) - starts + 1)


def _class_names(dlbm: np.ndarray) -> np.ndarray:
    return lookup({code: item.name for code, item in standard_classes().items()}, dlbm.tolist())


def _parcels(
    partition: Partition, plan: Plan, cents: np.ndarray, ground: tuple[Site, np.ndarray]
) -> SampleLayer:
    """Return DLTB with all fields of the standard, in its order."""
    site, luck = ground
    dlbm, count = partition.dlbm, len(partition.polygons)
    codes = texts(location_code(plan.villages[number]) for number in partition.village)
    names = texts(village_name(plan.villages[number]) for number in partition.village)
    state = np.isin(dlbm.astype(str), _STATE_OWNED)
    empty = constant(None, count)
    columns = {
        "BSM": serials("2110", count),
        "YSDM": constant("2001010100", count),
        "TBYBH": empty,
        "TBBH": _serial_in_village(partition.village),
        **_class_columns(dlbm, site, luck, cents),
        "QSXZ": np.where(state, "20", np.where(luck < 0.7, "30", "31")).astype(object),
        "QSDWDM": codes,
        "QSDWMC": names,
        "ZLDWDM": codes,
        "ZLDWMC": names,
        "XZDWKD": line_width(dlbm, partition.polygons),
        "FRDBS": empty,
        "CZCSXM": settlement_code(dlbm),
        "SJNF": np.full(count, SURVEY_YEAR, dtype=np.int32),
        "MSSM": constant("00", count),
        "HDMC": empty,
        "BZ": empty,
    }
    return SampleLayer("DLTB", {name: columns[name] for name in DLTB_FIELDS}, partition.polygons)


_FIELD_ORDER = (
    "BSM YSDM TBYBH TBBH DLBM DLMC QSXZ QSDWDM QSDWMC ZLDWDM ZLDWMC TBMJ KCDLBM KCXS KCMJ TBDLMJ GDLX GDPDJB XZDWKD "
    "TBXHDM TBXHMC ZZSXDM ZZSXMC GDDB FRDBS CZCSXM SJNF MSSM HDMC BZ"
)
DLTB_FIELDS = tuple(_FIELD_ORDER.split())


def _class_columns(
    dlbm: np.ndarray, site: Site, luck: np.ndarray, cents: np.ndarray
) -> Mapping[str, np.ndarray]:
    """Return the columns that follow from class, site and area."""
    farm = farm_columns(dlbm, site, luck)
    ridge, net = net_cents(cents, farm["KCXS"])
    return {
        "DLBM": dlbm,
        "DLMC": _class_names(dlbm),
        "TBMJ": cents / 100.0,
        "KCMJ": ridge / 100.0,
        "TBDLMJ": net / 100.0,
        **farm,
        **crop_columns(dlbm, site, luck),
    }


def _year_before(now: SampleLayer, cents: np.ndarray, site: Site, rng: np.random.Generator) -> SampleLayer:
    """Return the parcels a year earlier: some of today's other land was cultivated then.

    A few facilities were orchards on former farmland then, a few fields were orchards.
    """
    dlbm, crop = now.columns["DLBM"].copy(), now.columns["ZZSXDM"]
    steep = site.slope > 6.0
    restored = constant(None, len(dlbm))
    for code in FLOW_CLASSES:
        rows = np.flatnonzero((now.columns["DLBM"] == code) & (crop == None))  # noqa: E711 element-wise
        rows = rng.permutation(rows)
        count = min(len(rows), max(_FLOW_LEAST, int(len(rows) * _FLOW_SHARE)))
        dlbm[rows[:count]] = np.where(steep[rows[:count]], "0103", "0101")
        if code == "1202":
            garden = rows[count : count + max(3, len(rows) // 8)]
            dlbm[garden], restored[garden] = "0201", "JKHF"
    fields = rng.permutation(np.flatnonzero(cultivated(now.columns["DLBM"])))[: max(3, len(dlbm) // 300)]
    dlbm[fields], restored[fields] = "0201", "JKHF"
    moved = dlbm != now.columns["DLBM"]
    luck = np.where(moved, 0.05 + 0.6 * rng.random(len(dlbm)), 0.0)
    columns = dict(now.columns)
    for name, values in _class_columns(dlbm, site, luck, cents).items():
        columns[name] = np.where(moved, values, now.columns[name])
    columns["ZZSXDM"] = np.where(moved & (restored != None), restored, columns["ZZSXDM"])  # noqa: E711 element-wise
    columns["ZZSXMC"] = np.where(columns["ZZSXDM"] == "JKHF", "即可恢复", columns["ZZSXMC"])
    columns["CZCSXM"] = settlement_code(dlbm)
    columns["SJNF"] = np.full(len(dlbm), BASE_YEAR, dtype=np.int32)
    return SampleLayer("DLTB_2020", columns, now.geometries)
