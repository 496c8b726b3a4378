# SPDX-License-Identifier: GPL-2.0-or-later
"""Areas that polygons have in common, without making the shapes.

A polygon's indicator is a signed sum over its edges of "below this edge"; the area of A ∩ B
is therefore the signed sum over edge pairs of the integral of the lower edge over the common
range of u.  It is continuous in the coordinates: nothing can fail, touching polygons have
exactly nothing in common, and the pieces of a partition sum to the whole.

The targets (changes) get a table of columns over u.  Edges of the other side above all of a
target need only the target's area to the left of their ends; edges below count nothing; what
remains is integrated edge against edge.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from anyue_farmland_plugin.core.edgetable import EdgeTable, turns
from anyue_farmland_plugin.core.flat import FlatPolygons, ranges

BLOCK = 16  # edges that share one box
CHUNK_BLOCKS = 60_000  # block tests per step; bounds memory and stays near the cache
_SLACK = 1e-5  # m2, and relative: what sums of floating point numbers may be off
_MANY = 200  # edges of one pair from which on looking for crossings is left to GEOS


@dataclass(frozen=True)
class CommonAreas:
    """The m² of each pair, and a mask of pairs whose figure cannot be trusted.

    In doubt is a pair where the other polygon crosses itself beside the target, or would
    cover less than nothing or more than the whole target: it has to be repaired first.
    """

    areas: np.ndarray
    doubtful: np.ndarray


def common_areas(
    targets: FlatPolygons, others: FlatPolygons, target_of: np.ndarray, other_of: np.ndarray
) -> CommonAreas:
    """Return the m² each pair of rows has in common.

    Both sides are in the equal-area plane (see `core.equalarea`).  Ring directions do not
    matter.  Targets must be valid; of the others, polygons of several rings must be.
    """
    areas, doubtful = np.zeros(len(target_of)), np.zeros(len(target_of), dtype=bool)
    table = EdgeTable.of(targets)
    blocks = _Blocks.of(others)
    for rows in _chunks(blocks.count_of[other_of]):
        areas[rows], doubtful[rows] = _pair_areas(table, blocks, target_of[rows], other_of[rows])
    whole = table.whole[target_of]
    slack = _SLACK + _SLACK * whole
    return CommonAreas(np.clip(areas, 0.0, whole), doubtful | (areas < -slack) | (areas > whole + slack))


def _chunks(sizes: np.ndarray) -> Iterator[slice]:
    ends = np.cumsum(sizes)
    start = 0
    while start < len(sizes):
        done = ends[start - 1] if start else 0
        stop = max(int(np.searchsorted(ends, done + CHUNK_BLOCKS, side="right")), start + 1)
        yield slice(start, stop)
        start = stop


@dataclass(frozen=True)
class _Blocks:
    """Edges of the other side in runs of up to 16 with their boxes."""

    u: np.ndarray
    v: np.ndarray
    first: np.ndarray  # first vertex of each block
    last: np.ndarray  # last vertex of each block
    box: tuple  # u min, u max, v min, v max
    turn: np.ndarray
    start_of: np.ndarray  # first block of each polygon
    count_of: np.ndarray

    @classmethod
    def of(cls, polygons: FlatPolygons) -> _Blocks:
        edges = np.diff(polygons.ring_start) - 1
        per_ring = -(-np.maximum(edges, 0) // BLOCK)
        step, ring = ranges(np.zeros(len(edges), dtype=np.int64), per_ring)
        first = polygons.ring_start[:-1][ring] + step * BLOCK
        last = np.minimum(first + BLOCK, polygons.ring_start[1:][ring] - 1)
        count = np.bincount(polygons.ring_owner[ring], minlength=polygons.count)
        u, v = polygons.x, polygons.y
        box = (
            _over(np.minimum, u, first, last),
            _over(np.maximum, u, first, last),
            _over(np.minimum, v, first, last),
            _over(np.maximum, v, first, last),
        )
        return cls(u, v, first, last, box, turns(polygons)[ring], np.cumsum(count) - count, count)


def _over(least: np.ufunc, values: np.ndarray, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    if len(first) == 0:
        return np.empty(0)
    return least(least.reduceat(values, first), values[last])


def _pair_areas(table: EdgeTable, blocks: _Blocks, target_of: np.ndarray, other_of: np.ndarray) -> tuple:
    block, pair = ranges(blocks.start_of[other_of], blocks.count_of[other_of])
    target = target_of[pair]
    u_min, u_max, v_min, v_max = (side[target] for side in table.box)
    beside = (blocks.box[1][block] <= u_min) | (blocks.box[0][block] >= u_max) | (blocks.box[3][block] <= v_min)
    above = ~beside & (blocks.box[2][block] >= v_max)
    areas = _above(table, blocks, (block[above], pair[above], target[above]), len(target_of))
    near = ~(beside | above)
    more, crossing = _edgewise(table, blocks, (block[near], pair[near], target[near]), len(target_of))
    return areas + more, crossing


def _above(table: EdgeTable, blocks: _Blocks, found: tuple, count: int) -> np.ndarray:
    """Return what runs of edges above the whole target add: the area between their ends."""
    block, pair, target = found
    ends = table.area_left_of(target, blocks.u[blocks.last[block]])
    starts = table.area_left_of(target, blocks.u[blocks.first[block]])
    return np.bincount(pair, (starts - ends) * blocks.turn[block], minlength=count)


def _edgewise(table: EdgeTable, blocks: _Blocks, found: tuple, count: int) -> tuple:
    """Return what the edges in blocks beside the target add, and which pairs' edges cross each other."""
    block, pair, target = found
    vertex, row = ranges(blocks.first[block], blocks.last[block] - blocks.first[block])
    pair, target, turn = pair[row], target[row], blocks.turn[block][row]
    u_1, u_2 = blocks.u[vertex], blocks.u[vertex + 1]
    v_1, v_2 = blocks.v[vertex], blocks.v[vertex + 1]
    low, high = np.minimum(u_1, u_2), np.maximum(u_1, u_2)
    u_min, u_max, v_min, v_max = (side[target] for side in table.box)
    meets = (high > u_min) & (low < u_max) & (np.maximum(v_1, v_2) > v_min) & (low < high)
    over = meets & (np.minimum(v_1, v_2) >= v_max)
    areas = np.zeros(count)
    rows = np.flatnonzero(over)
    if len(rows):
        at = target[rows]
        gained = table.area_left_of(at, u_1[rows]) - table.area_left_of(at, u_2[rows])
        areas += np.bincount(pair[rows], gained * turn[rows], minlength=count)
    rows = np.flatnonzero(meets & ~over)
    edges = _Edges.clipped(u_1[rows], u_2[rows], v_1[rows], v_2[rows], target[rows], table)
    gained = edges.integrals(table)
    areas += np.bincount(pair[rows], gained * turn[rows], minlength=count)
    return areas, _crossing((u_1[rows], v_1[rows], u_2[rows], v_2[rows]), pair[rows], count)


def _crossing(edges: tuple, pair: np.ndarray, count: int) -> np.ndarray:
    """Tell per pair whether two of its edges cross each other within both."""
    held = np.bincount(pair, minlength=count)
    result = held > _MANY
    ends = np.cumsum(held)[pair]
    here = np.arange(len(pair))
    second, first = ranges(here + 1, np.where(result[pair], 0, ends - here - 1))
    u_1, v_1, u_2, v_2 = edges
    apart = (
        (np.maximum(u_1, u_2)[first] <= np.minimum(u_1, u_2)[second])
        | (np.minimum(u_1, u_2)[first] >= np.maximum(u_1, u_2)[second])
        | (np.maximum(v_1, v_2)[first] <= np.minimum(v_1, v_2)[second])
        | (np.minimum(v_1, v_2)[first] >= np.maximum(v_1, v_2)[second])
    )
    together = np.flatnonzero(~apart)
    first, second = first[together], second[together]
    one, two = ((u_1[rows], v_1[rows], u_2[rows], v_2[rows]) for rows in (first, second))
    across = (_side(one, two[0], two[1]) * _side(one, two[2], two[3]) < 0.0) & (
        _side(two, one[0], one[1]) * _side(two, one[2], one[3]) < 0.0
    )
    result[pair[first[across]]] = True
    return result


def _side(edge: tuple, u: np.ndarray, v: np.ndarray) -> np.ndarray:
    """Return on which side of the edges the points lie: positive left, 0 on the line."""
    return (edge[2] - edge[0]) * (v - edge[1]) - (edge[3] - edge[1]) * (u - edge[0])


@dataclass(frozen=True)
class _Edges:
    """Edges cut to their target's range of u: ends, heights over the target's floor, direction."""

    target: np.ndarray
    low: np.ndarray
    high: np.ndarray
    v_low: np.ndarray
    slope: np.ndarray
    sign: np.ndarray

    @classmethod
    def clipped(
        cls, u_1: np.ndarray, u_2: np.ndarray, v_1: np.ndarray, v_2: np.ndarray, target: np.ndarray, table: EdgeTable
    ) -> _Edges:
        back = u_2 < u_1
        left, right = np.where(back, u_2, u_1), np.where(back, u_1, u_2)
        v_left, v_right = np.where(back, v_2, v_1), np.where(back, v_1, v_2)
        slope = (v_right - v_left) / (right - left)
        low = np.maximum(left, table.box[0][target])
        v_low = v_left + (low - left) * slope - table.box[2][target]
        return cls(target, low, np.minimum(right, table.box[1][target]), v_low, slope, np.where(back, 1.0, -1.0))

    def integrals(self, table: EdgeTable) -> np.ndarray:
        """Return per edge the area of its target below it, signed by its direction."""
        at, until = table.column_of(self.target, self.low), table.column_of(self.target, self.high)
        sizes = np.diff(table.active_start)[at]
        place, row = ranges(table.active_start[at], sizes)
        total = self._against(table, table.active[place], row)
        more = np.flatnonzero(until > at)
        edge, row = ranges(table.begins[at[more] + 1], table.begins[until[more] + 1] - table.begins[at[more] + 1])
        return self.sign * (total + self._against(table, edge, more[row]))

    def _against(self, table: EdgeTable, edge: np.ndarray, row: np.ndarray) -> np.ndarray:
        e_low = table.low[edge]
        a = np.maximum(self.low[row], e_low)
        b = np.minimum(self.high[row], e_low + table.span[edge])
        meets = np.flatnonzero(b > a)
        edge, row, a, b, e_low = edge[meets], row[meets], a[meets], b[meets], e_low[meets]
        v_low, slope = table.v_low[edge], table.rise[edge] / table.span[edge]
        e_a, e_b = v_low + (a - e_low) * slope, v_low + (b - e_low) * slope
        f_low, f_slope, f_at = self.v_low[row], self.slope[row], self.low[row]
        d_a, d_b = f_low + (a - f_at) * f_slope - e_a, f_low + (b - f_at) * f_slope - e_b
        lower = (e_a + e_b) / 2.0 + _mean_below_zero(d_a, d_b)
        return np.bincount(row, table.sign[edge] * (b - a) * lower, minlength=len(self.low))


def _mean_below_zero(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Return the mean of min(d, 0) where d runs straight from first to second."""
    least, most = np.minimum(first, second), np.maximum(first, second)
    below = np.minimum(least, 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        crossing = -below * below / (2.0 * (most - least))
    return np.where(most <= 0.0, (least + most) / 2.0, np.where(below < 0.0, crossing, 0.0))
