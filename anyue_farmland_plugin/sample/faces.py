# SPDX-License-Identifier: GPL-2.0-or-later
"""The planar partition: arcs between junctions, faces beside them, polygons of any grouping.

Parcels, villages, townships and farmland blocks are all traced from the same arcs, so a
village outline is exactly the outline of its parcels.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable

import numpy as np
import shapely

from anyue_farmland_plugin.sample.mesh import Mesh

OUTSIDE = -1


@dataclass(frozen=True)
class Arcs:
    """Boundary lines (open or closed), the face on each side and their end junctions."""

    lines: np.ndarray
    left: np.ndarray
    right: np.ndarray
    ends: np.ndarray

    def lengths(self) -> np.ndarray:
        """Return the length of each arc in metres."""
        return shapely.length(self.lines)


def chain_arcs(mesh: Mesh, to_metres: Callable[[np.ndarray], np.ndarray]) -> Arcs:
    """Join the links of a mesh into arcs from junction to junction, or closed ones."""
    first_node = mesh.crossing_count
    chains, sides = _walk(mesh)
    xy = to_metres(mesh.xy)
    counts = np.array([len(chain) for chain in chains], dtype=np.int64)
    points = np.concatenate([np.asarray(chain, dtype=np.int64) for chain in chains])
    lines = shapely.linestrings(xy[points], indices=np.repeat(np.arange(len(chains)), counts))
    ends = np.array([(chain[0], chain[-1]) for chain in chains], dtype=np.int64).reshape(-1, 2)
    ends[ends < first_node] = -1
    left, right = np.array(sides, dtype=np.int64).reshape(-1, 2).T
    return Arcs(lines, left, right, ends)


def _walk(mesh: Mesh) -> tuple[list[list[int]], list[tuple[int, int]]]:
    """Return the point numbers of every arc and the labels left and right of it."""
    links, first_node = mesh.links, mesh.crossing_count
    # Half links sorted by their start: the two (or three) ways on from any point.
    start = np.concatenate([links.start, links.end])
    end = np.concatenate([links.end, links.start])
    order = np.argsort(start, kind="stable")
    first = np.searchsorted(start[order], np.arange(len(mesh.xy) + 1)).tolist()
    targets = end[order].tolist()
    left = np.concatenate([links.left, links.right])[order].tolist()
    right = np.concatenate([links.right, links.left])[order].tolist()
    seen = bytearray(len(mesh.xy))
    chains: list[list[int]] = []
    sides: list[tuple[int, int]] = []

    def follow(origin: int, way: int) -> None:
        chain, point, before = [origin], targets[way], origin
        while point < first_node and point != origin:
            seen[point] = 1
            chain.append(point)
            one, two = targets[first[point]], targets[first[point] + 1]
            before, point = point, (two if one == before else one)
        chain.append(point)
        chains.append(chain)
        sides.append((left[way], right[way]))

    for node in range(first_node, len(mesh.xy)):
        for way in range(first[node], first[node + 1]):
            target = targets[way]
            if (target < first_node and not seen[target]) or (target >= first_node and target > node):
                follow(node, way)
    for point in range(first_node):
        if not seen[point]:
            seen[point] = 1
            follow(point, first[point])
    return chains, sides


def simplify_arcs(arcs: Arcs, tolerance: float) -> Arcs:
    """Drop needless vertices; arcs that would cross another one keep all of theirs.

    Coordinates are rounded to 0.0001 m, the survey's own resolution.
    """
    exact = shapely.set_precision(arcs.lines, 0)
    rounded = shapely.transform(exact, lambda xy: np.round(xy, 4))
    closed = arcs.ends[:, 0] < 0
    lines = shapely.simplify(rounded, np.where(closed, tolerance / 2, tolerance), preserve_topology=True)
    keep = np.zeros(len(lines), dtype=bool)
    for _ in range(8):
        bad = _crossing(lines, arcs.ends)
        bad[closed] |= shapely.get_num_coordinates(lines[closed]) < 5
        bad &= ~keep
        if not bad.any():
            break
        lines = np.where(bad, rounded, lines)
        keep |= bad
    return Arcs(lines, arcs.left, arcs.right, arcs.ends)


def _crossing(lines: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Return which lines meet themselves or another one elsewhere than at a shared junction."""
    bad = ~shapely.is_simple(lines)
    first, second = shapely.STRtree(lines).query(lines, predicate="intersects")
    pair = first < second
    first, second = first[pair], second[pair]
    shared = np.zeros(len(first), dtype=np.int64)
    same = np.zeros((len(first), 2, 2), dtype=bool)
    for i in range(2):
        for j in range(2):
            same[:, i, j] = (ends[first, i] == ends[second, j]) & (ends[first, i] >= 0)
    shared = same.any(axis=2).sum(axis=1)
    met = shapely.intersection(lines[first], lines[second])
    points = np.isin(shapely.get_type_id(met), (0, 4))
    wrong = ~points | (shapely.get_num_geometries(met) != shared)
    bad[first[wrong]] = True
    bad[second[wrong]] = True
    return bad


def connected_groups(arcs: Arcs, group: np.ndarray) -> np.ndarray:
    """Return a number per face: equal for faces of one group that hang together, else -1."""
    a, b = arcs.left, arcs.right
    inner = (a >= 0) & (b >= 0)
    same = inner.copy()
    same[inner] = group[a[inner]] == group[b[inner]]
    root = join(len(group), np.stack([a[same], b[same]], axis=1))
    root = np.where(group < 0, -1, root)
    kinds, number = np.unique(root, return_inverse=True)
    return number - int((kinds < 0).any())


def join(count: int, pairs: np.ndarray) -> np.ndarray:
    """Return the smallest member of each item's component, by pointer jumping."""
    parent = np.arange(count)
    while len(pairs):
        low, high = parent[pairs[:, 0]], parent[pairs[:, 1]]
        differ = low != high
        if not differ.any():
            break
        pairs, low, high = pairs[differ], low[differ], high[differ]
        np.minimum.at(parent, np.maximum(low, high), np.minimum(low, high))
        jumped = parent[parent]
        while (jumped != parent).any():
            parent, jumped = jumped, jumped[jumped]
    return parent


def trace(arcs: Arcs, number: np.ndarray) -> np.ndarray:
    """Return one polygon per number 0..max of connected faces (-1 belongs to none)."""
    side = np.append(number, -1)
    left, right = side[arcs.left], side[arcs.right]
    border = np.flatnonzero(left != right)
    arc = np.concatenate([border, border])
    back = np.repeat([False, True], len(border))
    owner = np.concatenate([left[border], right[border]])
    origin = np.concatenate([arcs.ends[border, 0], arcs.ends[border, 1]])
    target = np.concatenate([arcs.ends[border, 1], arcs.ends[border, 0]])
    mine = owner >= 0
    halves = list(zip(arc[mine].tolist(), back[mine].tolist()))
    rings = _rings(owner[mine].tolist(), origin[mine].tolist(), target[mine].tolist())
    points, offset = shapely.get_coordinates(arcs.lines), np.zeros(len(arcs.lines) + 1, dtype=np.int64)
    np.cumsum(shapely.get_num_coordinates(arcs.lines), out=offset[1:])
    coordinates, owners = [], []
    for key, members in rings:
        pieces = []
        for member in members:
            line, reverse = halves[member]
            piece = points[offset[line] : offset[line + 1]]
            pieces.append(piece[::-1][:-1] if reverse else piece[:-1])
        coordinates.append(np.concatenate(pieces))
        owners.append(key)
    return _polygons(coordinates, np.array(owners, dtype=np.int64), int(number.max()) + 1)


def _rings(owner: list[int], origin: list[int], target: list[int]) -> list[tuple[int, list[int]]]:
    """Return closed sequences of half arcs; at a junction one half arc per face leaves."""
    leaving: dict[tuple[int, int], int] = {(o, k): i for i, (o, k) in enumerate(zip(origin, owner)) if o >= 0}
    seen = bytearray(len(owner))
    rings = []
    for begin in range(len(owner)):
        if seen[begin]:
            continue
        members, half = [], begin
        while not seen[half]:
            seen[half] = 1
            members.append(half)
            if target[half] >= 0:
                half = leaving[(target[half], owner[half])]
        rings.append((owner[begin], members))
    return rings


def _polygons(coordinates: list[np.ndarray], owners: np.ndarray, count: int) -> np.ndarray:
    """Return polygons from rings; the ring that turns left is the shell, others are holes."""
    sizes = np.array([len(ring) for ring in coordinates])
    xy = np.concatenate(coordinates)
    rings = shapely.linearrings(xy, indices=np.repeat(np.arange(len(sizes)), sizes))
    hole = ~shapely.is_ccw(rings)
    order = np.lexsort((hole, owners))
    polygons = np.full(count, None, dtype=object)
    present = np.unique(owners)
    polygons[present] = shapely.polygons(rings[order], indices=np.searchsorted(present, owners[order]))
    return polygons
