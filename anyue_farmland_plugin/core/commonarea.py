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

BLOCK = 16  # edges that share one box …
BLOCKS = 16  # … and blocks that share a larger one
CHUNK_BLOCKS = 24_000  # box tests per step; bounds memory and stays near the cache
_SLACK = 1e-5  # m2, and relative: what sums of floating point numbers may be off
_NOISE = 1e-7  # m2 that touching polygons may seem to have in common
_SEAM_STEPS = 1e5  # per metre: ends closer than this are the same
_MIXING = np.array([0x1B873593CC9E2D51, 0x2545F4914F6CDD1D, 0x369DEA0F31A53F85, 0x5851F42D4C957F2D], dtype=np.int64)
_MANY = 200  # edges of one pair from which on looking for crossings is left to GEOS


@dataclass(frozen=True)
class CommonAreas:
    """The m² of each pair, a mask of pairs whose figure cannot be trusted, and the seams.

    In doubt is a pair where the other polygon crosses itself beside the target, or would
    cover less than nothing or more than the whole target: it has to be repaired first.

    ``seams`` (int64) are sums over the edges of the other polygon inside the target's box in
    which an edge and the same edge run backwards cancel out.  Where the seams of a target sum
    to 0, its polygons join edge to edge there, and cover all of its ground equally often.
    """

    areas: np.ndarray
    doubtful: np.ndarray
    seams: np.ndarray


def common_areas(table: EdgeTable, others: FlatPolygons, target_of: np.ndarray, other_of: np.ndarray) -> CommonAreas:
    """Return the m² each pair of rows has in common: targets (as a table) and other polygons.

    Both sides are in the equal-area plane (see `core.equalarea`).  Ring directions do not
    matter.  Targets must be valid; of the others, polygons of several rings must be.
    """
    count = len(target_of)
    areas, doubtful, seams = np.zeros(count), np.zeros(count, dtype=bool), np.zeros(count, dtype=np.int64)
    edges = _Edges.of(others)
    for rows in _chunks(edges.runs.count_of[other_of]):
        areas[rows], doubtful[rows], seams[rows] = _pair_areas(table, edges, target_of[rows], other_of[rows])
    whole = table.whole[target_of]
    slack = _SLACK + _SLACK * whole
    areas[np.abs(areas) < _NOISE] = 0.0
    return CommonAreas(np.clip(areas, 0.0, whole), doubtful | (areas < -slack) | (areas > whole + slack), seams)


def _chunks(sizes: np.ndarray) -> Iterator[slice]:
    ends = np.cumsum(sizes)
    start = 0
    while start < len(sizes):
        done = ends[start - 1] if start else 0
        stop = max(int(np.searchsorted(ends, done + CHUNK_BLOCKS, side="right")), start + 1)
        yield slice(start, stop)
        start = stop


@dataclass(frozen=True)
class _Runs:
    """Consecutive edges of one ring, with their box; runs of a polygon follow each other."""

    first: np.ndarray  # first vertex of each run
    last: np.ndarray  # last vertex of each run
    box: tuple  # u min, u max, v min, v max
    ring: np.ndarray
    start_of: np.ndarray  # first run of each polygon
    count_of: np.ndarray

    @classmethod
    def of(cls, polygons: FlatPolygons, size: int) -> _Runs:
        """Cut every ring into runs of up to ``size`` edges."""
        edges = np.diff(polygons.ring_start) - 1
        step, ring = ranges(np.zeros(len(edges), dtype=np.int64), -(-np.maximum(edges, 0) // size))
        first = polygons.ring_start[:-1][ring] + step * size
        last = np.minimum(first + size, polygons.ring_start[1:][ring] - 1)
        count = np.bincount(polygons.ring_owner[ring], minlength=polygons.count)
        box = tuple(
            _over(least, values, first, last)
            for values in (polygons.x, polygons.y)
            for least in (np.minimum, np.maximum)
        )
        return cls(first, last, box, ring, np.cumsum(count) - count, count)


def _over(least: np.ufunc, values: np.ndarray, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    if len(first) == 0:
        return np.empty(0)
    return np.asarray(least(np.ufunc.reduceat(least, values, first), values[last]))


@dataclass(frozen=True)
class _Edges:
    """The edges of the other side, in blocks, in runs of blocks; ``turn`` is the sign of each ring."""

    u: np.ndarray
    v: np.ndarray
    turn: np.ndarray
    blocks: _Runs
    runs: _Runs
    block_of: np.ndarray  # first block of each run
    blocks_in: np.ndarray

    @classmethod
    def of(cls, polygons: FlatPolygons) -> _Edges:
        """Sort the edges of polygons into blocks and runs."""
        blocks, runs = _Runs.of(polygons, BLOCK), _Runs.of(polygons, BLOCK * BLOCKS)
        blocks_in = -(-(runs.last - runs.first) // BLOCK)
        block_of = np.cumsum(blocks_in) - blocks_in
        return cls(polygons.x, polygons.y, turns(polygons), blocks, runs, block_of, blocks_in)


def _pair_areas(table: EdgeTable, edges: _Edges, target_of: np.ndarray, other_of: np.ndarray) -> tuple:
    """Return (m², doubt, seams) of some pairs, from whole runs of edges down to single ones."""
    count = len(target_of)
    run, pair = ranges(edges.runs.start_of[other_of], edges.runs.count_of[other_of])
    areas, near = _sifted(table, edges, edges.runs, (run, pair, target_of[pair]))
    run, pair = run[near], pair[near]
    areas, doubtful = _per_pair(areas, count), np.zeros(count, dtype=bool)
    seams = np.zeros(count, dtype=np.int64)
    for rows in _chunks(np.bincount(pair, edges.blocks_in[run], minlength=count)):
        held = slice(*np.searchsorted(pair, (rows.start, rows.stop)))
        block, place = ranges(edges.block_of[run[held]], edges.blocks_in[run[held]])
        owner = pair[held][place]
        found, close = _sifted(table, edges, edges.blocks, (block, owner, target_of[owner]))
        areas += _per_pair(found, count)
        block, owner = block[close], owner[close] - rows.start
        found = _edgewise(table, edges, (block, owner, target_of[rows][owner]), rows.stop - rows.start)
        areas[rows] += found[0]
        doubtful[rows], seams[rows] = found[1:]
    return areas, doubtful, seams


def _per_pair(found: tuple, count: int) -> np.ndarray:
    # Of nothing at all numpy counts in integers.
    return np.bincount(found[0], found[1], count).astype(float, copy=False)


def _sifted(table: EdgeTable, edges: _Edges, runs: _Runs, found: tuple) -> tuple:
    """Return ((pair, m²) of the runs above their target, mask of the runs beside it to be looked into)."""
    run, pair, target = found
    u_min, u_max, v_min, v_max = (side[target] for side in table.box)
    meets = (runs.box[1][run] > u_min) & (runs.box[0][run] < u_max) & (runs.box[3][run] > v_min)
    above = meets & (runs.box[2][run] >= v_max)
    run, target = run[above], target[above]
    ends = table.area_left_of(target, edges.u[runs.last[run]])
    starts = table.area_left_of(target, edges.u[runs.first[run]])
    return (pair[above], (starts - ends) * edges.turn[runs.ring[run]]), meets & ~above


def _edgewise(table: EdgeTable, edges: _Edges, found: tuple, count: int) -> tuple:
    """Return (m² the edges in blocks beside the target add, pairs whose edges cross, seams) per pair."""
    block, pair, target = found
    blocks = edges.blocks
    vertex, row = ranges(blocks.first[block], blocks.last[block] - blocks.first[block])
    pair, target, turn = pair[row], target[row], edges.turn[blocks.ring[block]][row]
    u_1, u_2 = edges.u[vertex], edges.u[vertex + 1]
    v_1, v_2 = edges.v[vertex], edges.v[vertex + 1]
    low, high = np.minimum(u_1, u_2), np.maximum(u_1, u_2)
    u_min, u_max, v_min, v_max = (side[target] for side in table.box)
    meets = (high > u_min) & (low < u_max) & (np.maximum(v_1, v_2) > v_min)
    over = np.minimum(v_1, v_2) >= v_max
    areas = np.zeros(count)
    rows = np.flatnonzero(meets & over)
    if len(rows):
        at = target[rows]
        gained = table.area_left_of(at, u_1[rows]) - table.area_left_of(at, u_2[rows])
        areas += _per_pair((pair[rows], gained * turn[rows]), count)
    rows = np.flatnonzero(meets & ~over)
    ends, pair, turn = (u_1[rows], v_1[rows], u_2[rows], v_2[rows]), pair[rows], turn[rows]
    sloped = np.flatnonzero(ends[0] != ends[2])
    lines = _Lines.clipped(tuple(end[sloped] for end in ends), target[rows][sloped], table)
    areas += _per_pair((pair[sloped], lines.integrals(table) * turn[sloped]), count)
    return areas, _crossing(ends, pair, count), _seams(ends, turn, pair, count)


def _seams(ends: tuple, turn: np.ndarray, pair: np.ndarray, count: int) -> np.ndarray:
    """Return per pair a sum over its edges in which opposite edges cancel; ``pair`` ascends."""
    u_1, v_1, u_2, v_2 = (np.round(end * _SEAM_STEPS).astype(np.int64) for end in ends)
    back = (u_2 < u_1) | ((u_2 == u_1) & (v_2 < v_1))
    mixed = np.zeros(len(pair), dtype=np.int64)
    for one, two, factors in ((u_1, u_2, _MIXING[:2]), (v_1, v_2, _MIXING[2:])):
        mixed += np.where(back, two, one) * factors[0] + np.where(back, one, two) * factors[1]
    mixed ^= mixed >> 29
    mixed *= _MIXING[0]
    mixed ^= mixed >> 32
    mixed *= np.where(back, -turn, turn).astype(np.int64)
    result = np.zeros(count, dtype=np.int64)
    if len(pair):
        first = np.flatnonzero(np.diff(pair, prepend=-1))
        result[pair[first]] = np.add.reduceat(mixed, first)
    return result


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
class _Lines:
    """Edges cut to their target's range of u: ends, heights over the target's floor, direction."""

    target: np.ndarray
    low: np.ndarray
    high: np.ndarray
    v_low: np.ndarray
    slope: np.ndarray
    sign: np.ndarray

    @classmethod
    def clipped(cls, ends: tuple, target: np.ndarray, table: EdgeTable) -> _Lines:
        """Cut edges, given by (u, v) of both ends, to the range of their target."""
        u_1, v_1, u_2, v_2 = ends
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
