# SPDX-License-Identifier: GPL-2.0-or-later
"""From the raster to the final parcels: connected faces, too small ones joined, arcs smoothed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from anyue_farmland_plugin.sample.compose import Ground, Mosaic, pin_edges
from anyue_farmland_plugin.sample.faces import Arcs, chain_arcs, connected_groups, simplify_arcs, trace
from anyue_farmland_plugin.sample.mesh import find_crossings, make_mesh
from anyue_farmland_plugin.sample.patches import connected_patches
from anyue_farmland_plugin.sample.terrain import PIXEL, Frame

LINEAR = ("1003", "1004", "1006", "1101", "1107")

ORIGIN = (35_535_000.0, 3_325_000.0)  # the sample's middle in EPSG:4523
TOLERANCE = 0.3  # metres a boundary may move when needless vertices are dropped
_SMALL_BUILT, _SMALL_FIELD, _SMALL_OTHER, _SMALL_LINE = 200.0, 420.0, 600.0, 60.0
_USUAL_FIELD = 1900.0  # m2: smaller terraces are mostly mapped together with a neighbour
_SLIVER = 90.0
_MERGE_ROUNDS = 8


@dataclass(frozen=True)
class Partition:
    """The parcels: polygons in EPSG:4523, class and village each, and the arcs they share."""

    polygons: np.ndarray
    dlbm: np.ndarray
    village: np.ndarray
    arcs: Arcs


def make_partition(ground: Ground, mosaic: Mosaic, rng: np.random.Generator) -> Partition:
    """Return the gap-free, overlap-free coverage of parcels."""
    linear = mosaic.segment >= 0
    face, first = _components(mosaic, linear)
    dlbm, village = mosaic.dlbm[mosaic.label.ravel()[first]], mosaic.village[mosaic.label.ravel()[first]]
    crossings = pin_edges(ground, mosaic, find_crossings(face))
    mesh = make_mesh(face, crossings, linear)
    frame = ground.terrain.frame
    arcs = chain_arcs(mesh, lambda xy: _to_map(frame, xy))
    arcs, kept = _merge_small(arcs, dlbm, village, _limits(dlbm, rng))
    arcs = simplify_arcs(arcs, TOLERANCE)
    polygons = trace(arcs, np.arange(len(kept)))
    village = _without_enclaves(arcs, polygons, village[kept])
    # Village by village from north-west to south-east: the order of a survey's serial numbers.
    corner = shapely.bounds(polygons)
    order = np.lexsort((corner[:, 0] - corner[:, 3], village))
    rank = np.append(np.argsort(order), -1)
    arcs = Arcs(arcs.lines, rank[arcs.left], rank[arcs.right], arcs.ends)
    return Partition(polygons[order], dlbm[kept][order], village[order], arcs)


def _without_enclaves(arcs: Arcs, polygons: np.ndarray, village: np.ndarray) -> np.ndarray:
    """Return villages of one piece each: stray parts go to the village that surrounds them most."""
    village, area, length = village.copy(), shapely.area(polygons), arcs.lengths()
    for _ in range(_MERGE_ROUNDS):
        piece = connected_groups(arcs, village)
        size = np.bincount(piece, area)
        owner = np.zeros(len(size), dtype=np.int64)
        owner[piece] = village
        largest = np.zeros(int(village.max()) + 1)
        np.maximum.at(largest, owner, size)
        stray = size < largest[owner]
        left, right = _sides(arcs, piece)
        inner = (left >= 0) & (right >= 0) & (left != right)
        a, b = np.concatenate([left[inner], right[inner]]), np.concatenate([right[inner], left[inner]])
        good = stray[a] & ~stray[b]
        if not good.any():
            break
        keys, place = np.unique(a[good] * len(largest) + owner[b[good]], return_inverse=True)
        shared = np.bincount(place, np.concatenate([length[inner], length[inner]])[good])
        order = np.argsort(shared, kind="stable")
        moved = owner.copy()
        moved[keys[order] // len(largest)] = keys[order] % len(largest)
        village = moved[piece]
    return village


def _to_map(frame: Frame, xy: np.ndarray) -> np.ndarray:
    return xy * PIXEL + np.array([frame.west + ORIGIN[0], frame.south + ORIGIN[1]])


def to_local(xy: np.ndarray) -> np.ndarray:
    """Return local metres of map coordinates."""
    return xy - np.array(ORIGIN)


def _components(mosaic: Mosaic, linear: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the face number of each pixel (-1 outside) and one pixel per face."""
    root = np.where(mosaic.label >= 0, connected_patches(mosaic.label, linear), -1)
    _, first, number = np.unique(root, return_index=True, return_inverse=True)
    return number.reshape(root.shape) - 1, first[1:]


def _limits(dlbm: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Return the smallest area kept per parcel: the survey's by class, more for most fields."""
    codes = dlbm.astype(str)
    level = np.array([code[:2] for code in codes])
    worked = np.exp(rng.normal(np.log(_USUAL_FIELD), 0.55, len(codes)))
    limit = np.where(np.isin(level, ("01", "02", "03")), np.maximum(worked, _SMALL_OTHER), _SMALL_OTHER)
    limit = np.where(level == "11", _SMALL_FIELD, limit)
    built = np.isin(level, ("05", "06", "07", "08", "09")) | np.isin(codes, ("1202", "1201"))
    limit = np.where(built, _SMALL_BUILT, limit)
    return np.where(np.isin(codes, LINEAR), _SMALL_LINE, limit)


def _merge_small(
    arcs: Arcs, dlbm: np.ndarray, village: np.ndarray, limit: np.ndarray
) -> tuple[Arcs, np.ndarray]:
    """Join faces below the mapped size, or too thin, to a neighbour; return the faces kept."""
    size = len(dlbm)
    parent = np.arange(size)
    line = np.isin(dlbm.astype(str), LINEAR)
    area = shapely.area(trace(arcs, np.arange(size)))
    length = arcs.lengths()
    for _ in range(_MERGE_ROUNDS):
        left, right = _sides(arcs, parent)
        inner = (left >= 0) & (right >= 0) & (left != right)
        rim = np.bincount(left[(left != right) & (left >= 0)], length[(left != right) & (left >= 0)], size)
        rim += np.bincount(right[(left != right) & (right >= 0)], length[(left != right) & (right >= 0)], size)
        small = (parent == np.arange(size)) & ((area < limit) | (~line & (2 * area < 5.0 * rim)))
        if not small.any():
            break
        target = _targets(small, area, (left[inner], right[inner], length[inner]), (dlbm, village, line))
        moving = np.flatnonzero(small & (target >= 0))
        if not len(moving):
            break
        parent[moving] = target[moving]
        while (parent[parent] != parent).any():
            parent = parent[parent]
        area = np.bincount(parent[moving], area[moving], size) + np.where(np.isin(np.arange(size), moving), 0.0, area)
    kept, number = np.unique(parent, return_inverse=True)
    left, right = _sides(arcs, number)
    border = left != right
    return Arcs(arcs.lines[border], left[border], right[border], arcs.ends[border]), kept


def _sides(arcs: Arcs, number: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    side = np.append(number, -1)
    return side[arcs.left], side[arcs.right]


def _targets(
    small: np.ndarray,
    area: np.ndarray,
    shared: tuple[np.ndarray, np.ndarray, np.ndarray],
    traits: tuple[np.ndarray, np.ndarray, np.ndarray],
) -> np.ndarray:
    """Return for each small face the neighbour that takes it: the longest, kindred border wins."""
    dlbm, village, line = traits
    a = np.concatenate([shared[0], shared[1]])
    b = np.concatenate([shared[1], shared[0]])
    pairs, place = np.unique(a * len(area) + b, return_inverse=True)
    length = np.bincount(place, np.concatenate([shared[2], shared[2]]))
    a, b = pairs // len(area), pairs % len(area)
    score = length * np.where(dlbm[a] == dlbm[b], 3.0, 1.0) * np.where(line[b] & ~line[a], 0.05, 1.0)
    score *= np.where(village[a] == village[b], 1.0, 0.1)
    # A face only joins a larger one, so no two faces can swallow each other.
    # Land between two lines stays land: a road must not swallow it.
    fits = line[a] | ~line[b] | (area[a] < _SLIVER)
    good = small[a] & fits & ((area[b] > area[a]) | ((area[b] == area[a]) & (b > a)))
    a, b, score = a[good], b[good], score[good]
    order = np.lexsort((b, score, a))
    target = np.full(len(area), -1, dtype=np.int64)
    target[a[order]] = b[order]
    return target
