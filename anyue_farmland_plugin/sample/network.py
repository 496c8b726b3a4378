# SPDX-License-Identifier: GPL-2.0-or-later
"""Roads, rivers and ditches as lines that respect the relief.

Routes are least-cost paths on a coarse grid that share their trunks, then smoothed between
junctions, so roads wind around hills and meet in forks as built roads do.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from typing import Iterable

import numpy as np

from anyue_farmland_plugin.sample.plan import Plan
from anyue_farmland_plugin.sample.terrain import PIXEL, Terrain

COARSE = 8  # pixels per step of the route grid
_DIAGONAL = 1.42
_STEPS = tuple(
    (down, right, _DIAGONAL if down and right else 1.0)
    for down in (-1, 0, 1)
    for right in (-1, 0, 1)
    if down or right
)
_SMOOTH_ROUNDS = 3


@dataclass(frozen=True)
class Lines:
    """Straight segments (n, 4) in local metres with half width (m) and land class each."""

    segments: np.ndarray
    half_width: np.ndarray
    dlbm: np.ndarray


@dataclass(frozen=True)
class _Style:
    """Land class and range of half widths (m) of one kind of line."""

    dlbm: str
    half_width: tuple[float, float]


@dataclass(frozen=True)
class _Grid:
    """Coarse route grid: local coordinates (jittered once per node), passability, neighbours."""

    shape: tuple[int, int]
    xy: np.ndarray
    hill: np.ndarray
    passable: np.ndarray
    near: list[list[tuple[int, float]]]

    def node_of(self, point: np.ndarray) -> int:
        """Return the passable node nearest to a local point."""
        distance = np.hypot(*(self.xy - point).T) + np.where(self.passable, 0.0, 1e9)
        return int(np.argmin(distance))


def make_lines(terrain: Terrain, plan: Plan, rng: np.random.Generator) -> Lines:
    """Return all linear features, later ones lying on top of earlier ones."""
    grid = _coarse_grid(terrain, rng)
    rivers, ditches = _water(grid, len(plan.villages), rng)
    wet = np.zeros(len(grid.xy))
    wet[list({node for edge in rivers for node in edge})] = 6.0
    highways, roads = _roads(grid, plan, wet, rng)
    parts = [
        _to_lines(grid, ditches, rivers, _Style("1107", (2.2, 2.7)), rng),
        _to_lines(grid, rivers, ditches, _Style("1101", (8.0, 14.0)), rng),
        _to_lines(grid, roads, highways, _Style("1006", (2.2, 2.9)), rng),
        _to_lines(grid, highways, roads, _Style("1003", (4.2, 5.2)), rng),
    ]
    return concatenate(parts)


def concatenate(parts: Iterable[Lines]) -> Lines:
    """Return several sets of lines as one, in order."""
    parts = list(parts)
    return Lines(
        np.concatenate([part.segments for part in parts]),
        np.concatenate([part.half_width for part in parts]),
        np.concatenate([part.dlbm for part in parts]),
    )


def _coarse_grid(terrain: Terrain, rng: np.random.Generator) -> _Grid:
    frame = terrain.frame
    rows, columns = frame.rows // COARSE, frame.columns // COARSE
    pick = slice(COARSE // 2, None, COARSE)
    north, east = np.meshgrid(frame.y[pick], frame.x[pick], indexing="ij")
    xy = np.stack([east.ravel(), north.ravel()], axis=1)
    jitter = rng.uniform(-0.34, 0.34, xy.shape) * COARSE * PIXEL
    passable = terrain.inside[pick, pick].ravel()
    near = _neighbours((rows, columns), passable)
    return _Grid((rows, columns), xy + jitter, terrain.hill[pick, pick].ravel(), passable, near)


def _neighbours(shape: tuple[int, int], inside: np.ndarray) -> list[list[tuple[int, float]]]:
    """Return the neighbours of every passable node with their distance in steps."""
    rows, columns = shape
    passable = inside.tolist()
    near: list[list[tuple[int, float]]] = [[] for _ in range(rows * columns)]
    for node in np.flatnonzero(inside).tolist():
        row, column = divmod(node, columns)
        for down, right, length in _STEPS:
            if 0 <= row + down < rows and 0 <= column + right < columns:
                other = node + down * columns + right
                if passable[other]:
                    near[node].append((other, length))
    return near


def _cheapest(
    near: list[list[tuple[int, float]]], cost: np.ndarray, climb: np.ndarray, sources: Iterable[int]
) -> list[int]:
    """Return for every node the next node on the cheapest way to a source (-1: none)."""
    step_cost, height = cost.tolist(), climb.tolist()
    best, previous = [float("inf")] * len(step_cost), [-1] * len(step_cost)
    heap = []
    for source in sorted(sources):
        best[source] = 0.0
        heap.append((0.0, source))
    while heap:
        so_far, node = heapq.heappop(heap)
        if so_far > best[node]:
            continue
        for other, length in near[node]:
            price = so_far + length * step_cost[other] + abs(height[other] - height[node])
            if price < best[other]:
                best[other], previous[other] = price, node
                heapq.heappush(heap, (price, other))
    return previous


def _follow(previous: list[int], targets: Iterable[int]) -> set[tuple[int, int]]:
    """Return the edges of the ways from the targets to their sources."""
    edges: set[tuple[int, int]] = set()
    for target in targets:
        node = target
        while previous[node] >= 0:
            edge = (min(node, previous[node]), max(node, previous[node]))
            if edge in edges:
                break
            edges.add(edge)
            node = previous[node]
    return edges


def _water(
    grid: _Grid, villages: int, rng: np.random.Generator
) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    """Return river edges (one main river with two arms) and ditch edges along valleys."""
    cost = 0.25 + 9.0 * grid.hill.astype(float)
    middle = np.abs(grid.xy[grid.passable]).max(axis=0)
    spots = np.array([[-0.8, 0.75], [0.85, -0.7], [0.6, 0.8], [-0.75, -0.6]]) * middle
    nodes = [grid.node_of(spot) for spot in spots]
    climb = np.zeros(len(cost))
    main = _follow(_cheapest(grid.near, cost, climb, nodes[:1]), nodes[1:2])
    trunk = {node for edge in main for node in edge} or {nodes[0]}
    rivers = main | _follow(_cheapest(grid.near, cost, climb, trunk), nodes[2:])
    trunk |= {node for edge in rivers for node in edge}
    low = np.flatnonzero(grid.passable & (grid.hill < 0.01))
    heads = rng.choice(low, min(len(low), max(2, villages // 2)), replace=False)
    ditches = _follow(_cheapest(grid.near, cost, climb, trunk), heads.tolist())
    return rivers, ditches - rivers


def _roads(
    grid: _Grid, plan: Plan, wet: np.ndarray, rng: np.random.Generator
) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    """Return highway edges between town seats and rural road edges to villages and hamlets."""
    # Roads keep off the paddy floor and off the tops: cheapest on the foot of the slopes.
    cost = 1.0 + wet + np.where(grid.hill < 0.03, 0.8, 0.0) + rng.uniform(0, 0.6, len(wet))
    climb = 16.0 * grid.hill.astype(float)
    towns = [grid.node_of(centre) for centre in plan.town_centres]
    rim = [grid.node_of(spot) for spot in 1.1 * plan.town_centres[-3:]]
    highways = _follow(_cheapest(grid.near, cost, climb, towns[:1]), towns[1:] + rim)
    trunk = {node for edge in highways for node in edge} | {towns[0]}
    passable = np.flatnonzero(grid.passable)
    hamlets = rng.choice(passable, max(6, len(passable) // 90), replace=False)
    villages = [grid.node_of(centre) for centre in plan.village_centres]
    roads = _follow(_cheapest(grid.near, cost, climb, trunk), villages + hamlets.tolist())
    return highways, roads - highways


def _chains(edges: set[tuple[int, int]], fixed: set[int]) -> list[list[int]]:
    """Return the edges as node sequences between forks, ends and fixed nodes."""
    near: dict[int, list[int]] = {}
    for a, b in sorted(edges):
        near.setdefault(a, []).append(b)
        near.setdefault(b, []).append(a)
    done: set[tuple[int, int]] = set()
    chains = []
    forks = [node for node in sorted(near) if len(near[node]) != 2 or node in fixed]
    stops = set(forks)
    for fork in forks:
        for way in near[fork]:
            chain, before, node = [fork], fork, way
            if (fork, way) in done:
                continue
            done.add((fork, way))
            while node not in stops:
                chain.append(node)
                following = near[node][0] if near[node][1] == before else near[node][1]
                before, node = node, following
            chain.append(node)
            done.add((node, before))
            chains.append(chain)
    return chains


def _to_lines(
    grid: _Grid, edges: set[tuple[int, int]], other: set[tuple[int, int]], style: _Style, rng: np.random.Generator
) -> Lines:
    """Return smoothed segments; each stretch between forks has its own width.

    Nodes where ``other`` edges join stay where they are, so that the two really meet.
    """
    segments, half_width = [np.empty((0, 4))], [np.empty(0)]
    for chain in _chains(edges, {node for edge in other for node in edge}):
        points = _chaikin(grid.xy[chain])
        segments.append(np.concatenate([points[:-1], points[1:]], axis=1))
        half_width.append(np.full(len(points) - 1, rng.uniform(*style.half_width)))
    every = np.concatenate(segments)
    return Lines(every, np.concatenate(half_width), np.full(len(every), style.dlbm, dtype=object))


def _chaikin(points: np.ndarray) -> np.ndarray:
    """Return the line with its corners cut several times, ends kept."""
    for _ in range(_SMOOTH_ROUNDS):
        if len(points) > 2:
            # One pass of averaging first takes the jitter out of long runs.
            points = np.concatenate([points[:1], (points[:-2] + 2 * points[1:-1] + points[2:]) / 4, points[-1:]])
        quarter = 0.75 * points[:-1] + 0.25 * points[1:]
        three = 0.25 * points[:-1] + 0.75 * points[1:]
        cut = np.stack([quarter, three], axis=1).reshape(-1, 2)
        points = np.concatenate([points[:1], cut[1:-1], points[-1:]])
    return points
