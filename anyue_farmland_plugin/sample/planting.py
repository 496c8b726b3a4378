# SPDX-License-Identifier: GPL-2.0-or-later
"""Find a parcel for a recipe and draw the change on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Optional, Sequence

import numpy as np
import shapely

from anyue_farmland_plugin.core.facts import elongation
from anyue_farmland_plugin.sample.attributes import cultivated
from anyue_farmland_plugin.sample.partition import LINEAR
from anyue_farmland_plugin.sample.recipes import FIELDS, Look, Place, Recipe
from anyue_farmland_plugin.sample.stairs import blob, block, stairs, track
from anyue_farmland_plugin.sample.survey import Survey

_TRIES = 60
_MAIN_SHARE = 0.6
_LONGEST_PATCH = 7.0  # length to width
_SHORTEST_BORDER = 20.0  # metres of border a parcel must have
SMALLEST, LARGEST = 200.0, 30_000.0


@dataclass
class Ground:
    """The survey as the planter sees it, and the parcels already used."""

    survey: Survey
    slope: np.ndarray
    tree: shapely.STRtree
    used: np.ndarray
    dlbm: np.ndarray
    area: np.ndarray
    borders: dict[Place, shapely.Geometry]
    rows: dict[str, np.ndarray] = field(default_factory=dict)


def make_ground(survey: Survey, slope: np.ndarray) -> Ground:
    """Return an unused ground."""
    geometries = survey.now.geometries
    borders = _borders(survey)
    ground = Ground(
        survey,
        slope,
        shapely.STRtree(geometries),
        used=np.zeros(len(geometries), dtype=bool),
        dlbm=survey.now.columns["DLBM"].astype(str),
        area=shapely.area(geometries),
        borders=borders,
    )
    now, before = survey.now.columns, survey.before.columns
    farm, farm_before = cultivated(now["DLBM"]), cultivated(before["DLBM"])
    same = now["DLBM"] == before["DLBM"]
    crop = now["ZZSXDM"].astype(str)
    planted = farm & same & (crop != "WG")
    ground.rows = {
        Place.FIELD.value: planted,
        Place.WASTE_FIELD.value: farm & same & (crop == "WG"),
        Place.ROADSIDE.value: planted & _beside(survey, ("1003", "1006", "1101", "1107")),
        Place.BORDER.value: planted & _along(survey, borders[Place.BORDER]),
        Place.LOST.value: farm_before & ~farm,
        Place.STOCK.value: ~farm & same & np.isin(crop, ("JKHF", "GCHF")),
        Place.OLD_FACILITY.value: (now["DLBM"] == "1202") & (before["ZZSXDM"].astype(str) == "JKHF"),
        Place.OTHER.value: ~farm & same & (crop == "None"),
        Place.STEEP.value: ~farm & same & (slope > np.quantile(slope, 0.5)),
        Place.RIM.value: planted & _along(survey, borders[Place.RIM]),
    }
    return ground


def _neighbours(survey: Survey, rows: np.ndarray, targets: np.ndarray) -> np.ndarray:
    """Return which ``targets`` rows share a boundary with one of ``rows``."""
    tree = shapely.STRtree(survey.now.geometries[targets])
    _, hit = tree.query(survey.now.geometries[rows], predicate="intersects")
    result = np.zeros(len(survey.now), dtype=bool)
    result[targets[hit]] = True
    return result


def _beside(survey: Survey, codes: Sequence[str]) -> np.ndarray:
    dlbm = survey.now.columns["DLBM"]
    return _neighbours(survey, np.flatnonzero(np.isin(dlbm.astype(str), codes)), np.flatnonzero(cultivated(dlbm)))


def _borders(survey: Survey) -> dict[Place, shapely.Geometry]:
    """Return the borders between townships and the county's outline as lines."""
    towns = survey.units.towns.geometries
    outline = shapely.boundary(shapely.coverage_union_all(towns))
    inner = shapely.difference(shapely.union_all(shapely.boundary(towns)), outline)
    return {Place.BORDER: inner, Place.RIM: outline}


def _along(survey: Survey, border: shapely.Geometry) -> np.ndarray:
    """Return the cultivated parcels that have part of a border line as their own."""
    xy, part = shapely.get_coordinates(shapely.get_parts(border), return_index=True)
    step = np.flatnonzero(part[1:] == part[:-1])
    segments = shapely.linestrings(np.stack([xy[step], xy[step + 1]], axis=1))
    fields = np.flatnonzero(cultivated(survey.now.columns["DLBM"]))
    # Borders are made of the parcels' own edges, so an edge is wholly covered or not at all.
    segment, parcel = shapely.STRtree(survey.now.geometries[fields]).query(segments, predicate="covered_by")
    shared = np.bincount(parcel, shapely.length(segments)[segment], minlength=len(fields))
    result = np.zeros(len(survey.now), dtype=bool)
    result[fields[shared > _SHORTEST_BORDER]] = True
    return result


@dataclass(frozen=True)
class Change:
    """A planted change before it gets its number: outline, recipe, parcel row (-1: none)."""

    geometry: shapely.Geometry
    recipe: Recipe
    tblx: str
    parcel: int


def plant(ground: Ground, recipe: Recipe, rng: np.random.Generator) -> Optional[Change]:
    """Return a change of the recipe on an unused parcel, or None when none will do."""
    tblx = recipe.tblx[int(rng.integers(0, len(recipe.tblx)))]
    if recipe.place is Place.OUTSIDE:
        shape = _outside(ground, recipe, rng)
        return None if shape is None else Change(shape, recipe, tblx, -1)
    fits = np.flatnonzero(ground.rows[recipe.place.value] & ~ground.used & (ground.area >= 1.25 * recipe.area[0]))
    rows = rng.permutation(fits[np.isin(ground.dlbm[fits], recipe.dlbm)])
    for row in rows[:_TRIES].tolist():
        shape = _draw(ground, recipe, row, rng)
        if shape is not None and recipe.area[0] * 0.8 <= shape.area <= min(recipe.area[1] * 1.2, LARGEST):
            if shape.area < SMALLEST:
                continue
            ground.used[row] = True
            return Change(shape, recipe, tblx, row)
    return None


def _draw(ground: Ground, recipe: Recipe, row: int, rng: np.random.Generator) -> Optional[shapely.Geometry]:
    polygon = ground.survey.now.geometries[row]
    if shapely.buffer(polygon, -2.0).is_empty:
        return None
    if recipe.look is Look.WHOLE:
        return stairs(shapely.buffer(polygon, -1.0))
    if recipe.look is Look.VERGE:
        return _verge(ground, row, rng)
    if recipe.look is Look.TRACK:
        return stairs(_on_fields(ground, track(polygon, rng.uniform(1.9, 2.6)), polygon))
    return _draw_patch(ground, recipe, polygon, rng)


def _draw_patch(
    ground: Ground, recipe: Recipe, polygon: shapely.Geometry, rng: np.random.Generator
) -> Optional[shapely.Geometry]:
    """Return a building or patch around a point inside the parcel."""
    inner = shapely.buffer(polygon, -2.0)
    area = np.exp(rng.uniform(*np.log(recipe.area)))
    area = min(area, 0.85 * polygon.area) if recipe.look is not Look.OVERLAP else area
    if recipe.place in ground.borders:
        line = shapely.line_merge(shapely.intersection(polygon, ground.borders[recipe.place]))
        longest = max(shapely.get_parts(line), key=shapely.length)
        middle = shapely.get_coordinates(shapely.line_interpolate_point(longest, 0.5, normalized=True))[0]
    else:
        middle = _somewhere_in(shapely.buffer(polygon, -0.3 * np.sqrt(area)), inner, rng)
    if recipe.look is Look.BUILDING:
        return stairs(shapely.intersection(block(middle, area, rng), inner))
    shape = blob(middle, area, rng)
    if recipe.look is Look.PATCH:
        patch = stairs(shapely.intersection(shape, shapely.buffer(polygon, -0.5)))
        # A patch must not pass for a strip along a road.
        return patch if patch is not None and elongation(patch.area, patch.length) < _LONGEST_PATCH else None
    return stairs(_on_kind(ground, shape, recipe))


def _somewhere_in(core: shapely.Geometry, inner: shapely.Geometry, rng: np.random.Generator) -> np.ndarray:
    """Return a point well inside a parcel."""
    if core.is_empty:
        return shapely.get_coordinates(shapely.point_on_surface(inner))[0]
    x0, y0, x1, y1 = core.bounds
    for _ in range(20):
        point = rng.uniform((x0, y0), (x1, y1))
        if shapely.contains_xy(core, *point):
            return point
    return shapely.get_coordinates(shapely.point_on_surface(core))[0]


def _on_kind(ground: Ground, shape: shapely.Geometry, recipe: Recipe) -> Optional[shapely.Geometry]:
    """Return the shape without roads, water, houses; None when the wanted class is not most of it."""
    rows = ground.tree.query(shape, predicate="intersects")
    dlbm = ground.dlbm[rows]
    built = np.isin(dlbm, LINEAR) | np.char.startswith(dlbm, "07") | np.char.startswith(dlbm, "110")
    if recipe.dlbm == FIELDS:
        built |= np.char.startswith(dlbm, "03")
    shape = shapely.difference(shape, shapely.union_all(ground.survey.now.geometries[rows[built]]))
    wanted = ground.survey.now.geometries[rows[np.isin(dlbm, recipe.dlbm)]]
    area = shapely.area(shapely.intersection(wanted, shape)).sum()
    return shape if area > _MAIN_SHARE * shape.area else None


def _on_fields(ground: Ground, shape: shapely.Geometry, polygon: shapely.Geometry) -> shapely.Geometry:
    """Return the part of a track on its parcel and on neighbouring fields within 40 m."""
    near = shapely.intersection(shape, shapely.buffer(polygon, 40.0))
    rows = ground.tree.query(near, predicate="intersects")
    rows = rows[np.isin(ground.dlbm[rows], FIELDS)]
    return shapely.intersection(near, shapely.union_all(ground.survey.now.geometries[rows]))


def _verge(ground: Ground, row: int, rng: np.random.Generator) -> Optional[shapely.Geometry]:
    """Return a strip of the parcel along the road or river it touches, at least 50 m long."""
    polygon = ground.survey.now.geometries[row]
    rows = ground.tree.query(polygon, predicate="intersects")
    dlbm = ground.dlbm[rows]
    lines = ground.survey.now.geometries[rows[np.isin(dlbm, ("1003", "1006", "1101", "1107"))]]
    nearby = shapely.intersection(shapely.union_all(lines), shapely.buffer(polygon, 30.0))
    shape = stairs(shapely.intersection(polygon, shapely.buffer(nearby, rng.uniform(7.0, 10.0))))
    if shape is None:
        return None
    long_enough = shape.length / 2 > 55.0 and 16 * shape.area / shape.length**2 < 0.42
    return shape if long_enough else None


def _outside(ground: Ground, recipe: Recipe, rng: np.random.Generator) -> Optional[shapely.Geometry]:
    """Return a patch beyond the county's outline."""
    x0, y0, x1, y1 = shapely.total_bounds(ground.survey.units.towns.geometries)
    side = rng.uniform(0, 2 * np.pi)
    reach = np.array([(x1 - x0) / 2 + 140.0, (y1 - y0) / 2 + 140.0])
    middle = np.array([(x0 + x1) / 2, (y0 + y1) / 2]) + reach * np.array([np.cos(side), np.sin(side)]) * 1.25
    return stairs(blob(middle, np.exp(rng.uniform(*np.log(recipe.area))), rng))
