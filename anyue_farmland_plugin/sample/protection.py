# SPDX-License-Identifier: GPL-2.0-or-later
"""Protective lines and contracted plots: basic farmland, ecological red line, town limit, CBDK.

Basic farmland has a boundary of its own, a little off the survey's, as delivered data do.
"""

from __future__ import annotations

import numpy as np
import shapely

from anyue_farmland_plugin.core.ellipsoid import ellipsoidal_areas, round_cents
from anyue_farmland_plugin.sample.attributes import cultivated
from anyue_farmland_plugin.sample.faces import connected_groups, trace
from anyue_farmland_plugin.sample.landuse import WOODS, field
from anyue_farmland_plugin.sample.layer import CRS, SampleLayer, constant, serials, texts
from anyue_farmland_plugin.sample.partition import Partition, to_local
from anyue_farmland_plugin.sample.seats import Seat
from anyue_farmland_plugin.sample.survey import Survey, merge_parts

_BLOCK = 420.0  # metres between the middles of basic farmland blocks
_SURNAMES = "王李张刘陈杨黄吴周唐罗何邓谢"
_GIVEN = "国建德明兴安文永光荣华富贵友全清玉秀"


def rounded(geometries: np.ndarray) -> np.ndarray:
    """Return valid polygons with coordinates on the 0.0001 m grid."""
    snapped = shapely.transform(geometries, lambda xy: np.round(xy, 4))
    bad = ~shapely.is_valid(snapped)
    if bad.any():
        snapped[bad] = shapely.buffer(snapped[bad], 0.0)
    return snapped


def basic_farmland(partition: Partition, survey: Survey, rng: np.random.Generator) -> SampleLayer:
    """Return YJJBNTTB over most cultivated land; blocks of several parts are one feature."""
    dlbm = survey.now.columns["DLBM"]
    xy = to_local(shapely.get_coordinates(shapely.point_on_surface(partition.polygons)))
    chosen = cultivated(dlbm) & (field(xy, rng, 1300.0) > -0.95)
    tile = np.floor((xy + 60.0 * np.sin(xy[:, ::-1] / 190.0)) / _BLOCK).astype(np.int64)
    key = (partition.village * 4096 + tile[:, 0] + 2048) * 4096 + tile[:, 1] + 2048
    paddy = np.where(dlbm == "0101", 0, 1)
    _, group = np.unique(np.where(chosen, key * 2 + paddy, -1), return_inverse=True)
    group = group - int((~chosen).any())
    piece = connected_groups(partition.arcs, group)
    parts = trace(partition.arcs, piece)
    owner = np.zeros(len(parts), dtype=np.int64)
    owner[piece[piece >= 0]] = group[piece >= 0]
    parts = rounded(shapely.simplify(shapely.transform(parts, _own_boundary), 0.8))
    parts, back = shapely.get_parts(parts, return_index=True)
    keep = shapely.area(parts) > 300.0
    owners, number = np.unique(owner[back[keep]], return_inverse=True)
    shapes = merge_parts(parts[keep], number)
    first = np.zeros(int(group.max()) + 1, dtype=np.int64)
    first[group[chosen]] = np.flatnonzero(chosen)
    return _basic_layer(survey, first[owners], shapes)


def _own_boundary(xy: np.ndarray) -> np.ndarray:
    """Shift vertices by up to 1.5 m, smoothly, as a second digitisation would."""
    x, y = xy[:, 0], xy[:, 1]
    return np.stack([x + 0.9 * np.sin(y / 61.0) + 0.4, y + 1.1 * np.cos(x / 53.0)], axis=1)


def _basic_layer(survey: Survey, sample: np.ndarray, shapes: np.ndarray) -> SampleLayer:
    count, columns = len(shapes), survey.now.columns
    area = round_cents(ellipsoidal_areas(shapes, CRS))
    net = round_cents(area * (1 - columns["KCXS"][sample].astype(float)))
    taken = {name: columns[name][sample] for name in ("DLBM", "DLMC", "QSXZ", "QSDWDM", "QSDWMC", "ZLDWDM", "ZLDWMC")}
    town = dict(zip(survey.units.towns.columns["XZQDM"], survey.units.towns.columns["XZQMC"]))
    codes = texts(code[:9] for code in taken["ZLDWDM"])
    values = {
        "BSM": serials("2150", count),
        "YSDM": constant("2005010300", count),
        "XZQDM": codes,
        "XZQMC": texts(town[code] for code in codes),
        "YJJBNTTBBH": texts(f"{number:06d}" for number in range(1, count + 1)),
        **taken,
        "YJJBNTTBMJ": area,
        "YJJBNTMJ": net,
        "SJNF": np.full(count, 2021, dtype=np.int32),
    }
    return SampleLayer("YJJBNTTB", values, shapes)


def red_line(partition: Partition, survey: Survey, rng: np.random.Generator) -> SampleLayer:
    """Return STBHHX: a few wooded hill groups with a generalised outline."""
    wood = np.isin(survey.now.columns["DLBM"].astype(str), WOODS)
    xy = to_local(shapely.get_coordinates(shapely.point_on_surface(partition.polygons)))
    value = field(xy, rng, 2300.0)
    chosen = wood & (value > np.quantile(value[wood], 0.72))
    body = shapely.union_all(shapely.simplify(partition.polygons[chosen], 2.0))
    # Closing joins woods parted by a road; opening drops spikes.
    body = shapely.buffer(shapely.buffer(body, 30.0, quad_segs=2), -42.0, quad_segs=2)
    body = shapely.simplify(shapely.buffer(body, 12.0, quad_segs=2), 3.0)
    shapes = rounded(shapely.get_parts(body))
    shapes = shapes[shapely.area(shapes) > 20_000.0]
    count = len(shapes)
    columns = {
        "BSM": serials("2210", count),
        "YSDM": constant("2002020100", count),
        "XJXZQDM": constant("512021", count),
        "XJXZQMC": constant("安岳县", count),
        "LHLX": constant("水土保持", count),
        "MJ": round_cents(ellipsoidal_areas(shapes, CRS)),
    }
    return SampleLayer("STBHHX", columns, shapes)


def town_limit(seats: tuple[Seat, ...], origin: np.ndarray) -> SampleLayer:
    """Return CZKFBJ: an angular limit around every seat, the county seat with a reserve zone."""
    shapes, zones, towns = [], [], []
    for number, seat in enumerate(seats):
        turn = np.arange(14) / 14 * 2 * np.pi + seat.turn
        reach = seat.radius * (1.16 + 0.14 * np.sin(2.3 * np.arange(14) + number))
        ring = seat.middle + reach[:, None] * np.stack([np.cos(turn), np.sin(turn)], axis=1) + origin
        core = shapely.Polygon(ring)
        shapes.append(core)
        zones.append("城镇集中建设区")
        towns.append(number)
        if number == 0:
            wider = shapely.Polygon(seat.middle + origin + 1.25 * (ring - seat.middle - origin))
            shapes.append(shapely.difference(wider, core))
            zones.append("城镇弹性发展区")
            towns.append(number)
    geometry = rounded(np.array(shapes, dtype=object))
    count = len(geometry)
    columns = {
        "BSM": serials("2310", count),
        "YSDM": constant("2002030100", count),
        "XZQDM": constant("512021", count),
        "XZQMC": constant("安岳县", count),
        "GHFQMC": texts(zones),
        "MJ": round_cents(ellipsoidal_areas(geometry, CRS)),
    }
    return SampleLayer("CZKFBJ", columns, geometry)


def contract_plots(survey: Survey, rng: np.random.Generator) -> SampleLayer:
    """Return CBDK: cultivated parcels cut across their length into plots of households."""
    farm = np.flatnonzero(cultivated(survey.now.columns["DLBM"]))
    farm = farm[rng.random(len(farm)) < 0.93]
    plots, owner = _cut_across(survey.now.geometries[farm], rng)
    area = round_cents(ellipsoidal_areas(plots, CRS))
    keep = area > 40.0
    plots, area, parcel = plots[keep], area[keep], farm[owner[keep]]
    village = texts(code[:12] for code in survey.now.columns["ZLDWDM"][parcel])
    order = np.argsort(village.astype(str), kind="stable")
    plots, area, parcel, village = plots[order], area[order], parcel[order], village[order]
    serial = np.arange(len(plots)) - np.searchsorted(village.astype(str), village.astype(str)) + 1
    household = serial // 3 + 1
    names = rng.integers(0, [len(_SURNAMES), len(_GIVEN), len(_GIVEN)], (len(plots), 3))
    names = names[np.searchsorted(village.astype(str), village.astype(str)) + household - 1]
    columns = {
        "BSM": np.arange(1, len(plots) + 1, dtype=np.int32),
        "YSDM": constant("211011", len(plots)),
        "DKBM": texts(f"{code}01{number:05d}" for code, number in zip(village, serial)),
        "DKMC": constant("承包地块", len(plots)),
        "DKLB": constant("10", len(plots)),
        "SFJBNT": np.where(rng.random(len(plots)) < 0.85, "1", "2").astype(object),
        "SCMJ": area,
        "SCMJM": np.round(area * 3 / 2000, 2),
        "CBFBM": texts(f"{code}01{number:04d}" for code, number in zip(village, household)),
        "CBFMC": texts(_SURNAMES[a] + _GIVEN[b] + _GIVEN[c] for a, b, c in names),
    }
    return SampleLayer("CBDK", columns, plots)


def _cut_across(polygons: np.ndarray, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Return plots of about 0.1 to 0.3 ha and the row of the parcel each was cut from."""
    corner = shapely.get_coordinates(shapely.oriented_envelope(polygons)).reshape(-1, 5, 2)[:, :4]
    side = np.hypot(*(corner[:, 1] - corner[:, 0]).T) < np.hypot(*(corner[:, 2] - corner[:, 1]).T)
    corner[side] = np.roll(corner[side], -1, axis=1)  # from here 0-1 and 3-2 are the long sides
    count = np.clip(np.rint(shapely.area(polygons) / rng.uniform(1400, 3200, len(polygons))), 1, 12).astype(int)
    owner = np.repeat(np.arange(len(polygons)), count)
    step = np.arange(len(owner)) - (np.cumsum(count) - count)[owner]
    a, b, c, d = (corner[owner, number] for number in range(4))
    low, high = (step / count[owner])[:, None], ((step + 1) / count[owner])[:, None]
    beyond = 0.02 * (d - a)  # the strips reach over the long sides
    ring = np.stack(
        [
            a + low * (b - a) - beyond,
            a + high * (b - a) - beyond,
            d + high * (c - d) + beyond,
            d + low * (c - d) + beyond,
        ],
        axis=1,
    )
    strips = shapely.polygons(ring)
    parts, back = shapely.get_parts(shapely.intersection(polygons[owner], strips), return_index=True)
    flat = shapely.get_type_id(parts) == shapely.GeometryType.POLYGON
    parcel = owner[back[flat]]
    parts, back = shapely.get_parts(rounded(parts[flat]), return_index=True)
    flat = shapely.get_type_id(parts) == shapely.GeometryType.POLYGON
    return parts[flat], parcel[back[flat]]
