# SPDX-License-Identifier: GPL-2.0-or-later
"""Lay fields, town blocks, small shapes, roads and rivers over each other in one raster.

The raster only says what is where; exact road edges and pond shores are put back when the
boundaries are made, from the same lines and shapes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Callable

import numpy as np
import shapely

from anyue_farmland_plugin.sample.cells import Cells
from anyue_farmland_plugin.sample.landuse import LandUse
from anyue_farmland_plugin.sample.mesh import Crossings
from anyue_farmland_plugin.sample.network import Lines
from anyue_farmland_plugin.sample.patches import main_body
from anyue_farmland_plugin.sample.plan import Plan, nearest
from anyue_farmland_plugin.sample.seats import BuiltUp
from anyue_farmland_plugin.sample.shapes import Shapes
from anyue_farmland_plugin.sample.terrain import PIXEL, Frame, Terrain

_BISECTIONS = 12
# How far a point is outside (> 0) or inside (< 0) the numbered shape or line.
Excess = Callable[[np.ndarray, np.ndarray], np.ndarray]


@dataclass(frozen=True)
class Ground:
    """What the county consists of before it becomes polygons."""

    terrain: Terrain
    cells: Cells
    plan: Plan
    landuse: LandUse
    lines: Lines
    shapes: Shapes
    built: BuiltUp


@dataclass(frozen=True)
class Mosaic:
    """Label raster (-1 outside) with class and village per label; segment and shape per pixel."""

    label: np.ndarray
    dlbm: np.ndarray
    village: np.ndarray
    segment: np.ndarray
    shape: np.ndarray


def compose(ground: Ground) -> Mosaic:
    """Return the finished raster of the county."""
    plan, landuse = ground.plan, ground.landuse
    owner = landuse.parcel[ground.cells.label]
    outside = ~main_body(ground.terrain.inside)
    village = plan.village_of_seed[ground.cells.label]
    dlbm, villages = [landuse.dlbm], [plan.village_of_seed]
    label, next_label = owner.astype(np.int64), len(landuse.dlbm)

    seat_village = nearest(plan.town_centres, plan.village_centres)
    covered = ground.built.block >= 0
    label[covered] = next_label + ground.built.block[covered]
    dlbm.append(ground.built.dlbm)
    villages.append(seat_village[ground.built.town])
    next_label += len(ground.built.dlbm)

    shape = _paint_shapes(ground.terrain.frame, ground.shapes, outside | covered)
    label[shape >= 0] = next_label + shape[shape >= 0]
    dlbm.append(ground.shapes.dlbm)
    villages.append(village[ground.terrain.frame.pixel_of(ground.shapes.centre)])
    next_label += len(ground.shapes.dlbm)

    segment = _paint_lines(ground.terrain.frame, ground.lines)
    codes, kind = np.unique(ground.lines.dlbm.astype(str), return_inverse=True)
    on_line = (segment >= 0) & ~outside
    _yield_lines(on_line, ground, kind_of(ground.lines, segment), covered, shape)
    count = len(plan.villages)
    label[on_line] = next_label + kind[segment[on_line]] * count + village[on_line]
    dlbm.append(np.repeat(codes.astype(object), count))
    villages.append(np.tile(np.arange(count), len(codes)))
    label[outside] = -1
    shape[on_line | outside] = -1
    return Mosaic(label, np.concatenate(dlbm), np.concatenate(villages), np.where(on_line, segment, -1), shape)


def kind_of(lines: Lines, segment: np.ndarray) -> np.ndarray:
    """Return the land class of the line on each pixel ("" where there is none)."""
    return np.append(lines.dlbm.astype("U4"), "")[segment]


def _yield_lines(
    on_line: np.ndarray, ground: Ground, code: np.ndarray, covered: np.ndarray, shape: np.ndarray
) -> None:
    """Take lines off the raster where something else goes on: town blocks, standing water."""
    on_line &= ~((code == "1004") & ~covered)
    on_line &= ~((code == "1006") & covered)
    water = np.append(ground.shapes.dlbm.astype("U5"), "")[shape]
    on_line &= ~((water == "1103") & ((code == "1101") | (code == "1107")))
    on_line &= ~(np.isin(water, ("1104", "1104A")) & (code == "1107"))


def _paint_shapes(frame: Frame, shapes: Shapes, taken: np.ndarray) -> np.ndarray:
    """Return the shape covering each pixel or -1; earlier shapes win, town blocks always."""
    result = np.full(taken.shape, -1, dtype=np.int32)
    reach = np.hypot(shapes.axes[:, 0], shapes.axes[:, 1])
    low = frame.pixel_of(shapes.centre - reach[:, None])
    high = frame.pixel_of(shapes.centre + reach[:, None])
    free = ~taken
    for number in range(len(reach)):
        rows = slice(low[0][number], high[0][number] + 1)
        columns = slice(low[1][number], high[1][number] + 1)
        x, y = np.meshgrid(frame.x[columns], frame.y[rows])
        xy = np.stack([x.ravel(), y.ravel()], axis=1)
        inside = (shapes.excess(np.full(len(xy), number), xy) < 0).reshape(x.shape)
        window = result[rows, columns]
        window[inside & free[rows, columns] & (window < 0)] = number
    return result


def _paint_lines(frame: Frame, lines: Lines) -> np.ndarray:
    """Return the segment whose road or river covers each pixel, or -1; later classes win."""
    result = np.full(frame.rows * frame.columns, -1, dtype=np.int32)
    for code in dict.fromkeys(lines.dlbm.tolist()):
        own = np.flatnonzero(lines.dlbm == code)
        reach = float(lines.half_width[own].max())
        pixels = _pixels_near(frame, lines.segments[own], reach)
        xy = np.stack([frame.x[pixels % frame.columns], frame.y[pixels // frame.columns]], axis=1)
        tree = shapely.STRtree(shapely.linestrings(lines.segments[own].reshape(-1, 2, 2)))
        (pixel, near), distance = tree.query_nearest(
            shapely.points(xy), max_distance=reach, return_distance=True, all_matches=False
        )
        hit = distance < lines.half_width[own][near]
        result[pixels[pixel[hit]]] = own[near[hit]]
    return result.reshape(frame.rows, frame.columns)


def _pixels_near(frame: Frame, segments: np.ndarray, reach: float) -> np.ndarray:
    """Return the flat numbers of the pixels within ``reach`` metres, and a few more."""
    length = np.hypot(segments[:, 2] - segments[:, 0], segments[:, 3] - segments[:, 1])
    count = np.ceil(length / PIXEL).astype(np.int64) + 1
    owner = np.repeat(np.arange(len(segments)), count)
    share = (np.arange(len(owner)) - (np.cumsum(count) - count)[owner]) / np.maximum(count[owner] - 1, 1)
    xy = segments[owner, :2] + share[:, None] * (segments[owner, 2:] - segments[owner, :2])
    row, column = frame.pixel_of(xy)
    wide = int(np.ceil(reach / PIXEL)) + 1
    spots = np.unique(row * frame.columns + column)
    offsets = np.arange(-wide, wide + 1)
    rows = spots[:, None, None] // frame.columns + offsets[None, :, None]
    columns = spots[:, None, None] % frame.columns + offsets[None, None, :]
    rows, columns = np.broadcast_arrays(rows, columns)
    fits = (rows >= 0) & (rows < frame.rows) & (columns >= 0) & (columns < frame.columns)
    return np.unique(rows[fits] * frame.columns + columns[fits])


def pin_edges(ground: Ground, mosaic: Mosaic, crossings: Crossings) -> Crossings:
    """Move boundary points of roads, rivers and shapes onto their exact edges and keep them there."""
    share, pinned = crossings.share.copy(), crossings.pinned.copy()
    for raster, excess in ((mosaic.shape, ground.shapes.excess), (mosaic.segment, _line_excess(ground.lines))):
        flat = raster.ravel()
        low, high = flat[crossings.low], flat[crossings.high]
        for inner, outer, ends in (
            (low, high, (crossings.low, crossings.high)),
            (high, low, (crossings.high, crossings.low)),
        ):
            pick = np.flatnonzero((inner >= 0) & (outer < 0) & ~pinned)
            start, stop = (_pixel_xy(ground.terrain.frame, end[pick]) for end in ends)
            found, place = _bisect(excess, inner[pick], start, stop)
            place = np.clip(place, 0.05, 0.95)
            share[pick[found]] = np.where(ends[0][pick] < ends[1][pick], place, 1 - place)[found]
            pinned[pick[found]] = True
    return replace(crossings, share=share, pinned=pinned)


def _pixel_xy(frame: Frame, pixel: np.ndarray) -> np.ndarray:
    return np.stack([frame.x[pixel % frame.columns], frame.y[pixel // frame.columns]], axis=1)


def _line_excess(lines: Lines) -> Excess:
    """Return the distance to a segment less its half width, as a function."""

    def excess(number: np.ndarray, xy: np.ndarray) -> np.ndarray:
        start, way = lines.segments[number, :2], lines.segments[number, 2:] - lines.segments[number, :2]
        along = ((xy - start) * way).sum(axis=1) / np.maximum((way**2).sum(axis=1), 1e-9)
        foot = start + np.clip(along, 0, 1)[:, None] * way
        return np.hypot(*(xy - foot).T) - lines.half_width[number]

    return excess


def _bisect(
    excess: Excess, number: np.ndarray, start: np.ndarray, stop: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return where the edge lies between an inner and an outer point, if it does."""
    found = (excess(number, start) < 0) & (excess(number, stop) > 0)
    low, high = np.zeros(len(number)), np.ones(len(number))
    for _ in range(_BISECTIONS):
        middle = (low + high) / 2
        inside = excess(number, start + middle[:, None] * (stop - start)) < 0
        low, high = np.where(inside, middle, low), np.where(inside, high, middle)
    return found, (low + high) / 2
