# SPDX-License-Identifier: GPL-2.0-or-later
"""The edges of many polygons by columns over u, to ask what lies left of or below a line."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from anyue_farmland_plugin.core.ellipsoid import shoelace
from anyue_farmland_plugin.core.flat import FlatPolygons, ranges

_EDGES_PER_COLUMN = 2
_SPANS = 4  # times the number of edges a target's column table may hold


def turns(polygons: FlatPolygons) -> np.ndarray:
    """Return per ring +1 when shells run anticlockwise and holes clockwise, else −1."""
    if len(polygons.shell) == 0:
        return np.empty(0)
    anticlockwise = shoelace(polygons.x, polygons.y, polygons.ring_start) >= 0.0
    return np.where(anticlockwise == polygons.shell, 1.0, -1.0)


@dataclass(frozen=True)
class EdgeTable:
    """Edges of the targets by columns over u.

    Edges are sorted by the column they begin in (``begins`` has the offsets per column);
    ``active`` lists, column by column, every edge that reaches into it.
    """

    box: tuple  # u min, u max, v min, v max per target
    width: np.ndarray  # of a column, per target
    columns: np.ndarray  # number, per target
    base: np.ndarray  # first column of each target
    low: np.ndarray  # per edge: u where it begins, length over u, v there, rise, sign
    span: np.ndarray
    v_low: np.ndarray
    rise: np.ndarray
    sign: np.ndarray
    begins: np.ndarray
    active_start: np.ndarray
    active: np.ndarray
    left_area: np.ndarray  # area of the target left of each column
    whole: np.ndarray  # area of each target

    @classmethod
    def of(cls, polygons: FlatPolygons) -> EdgeTable:
        """Return the table of valid polygons; one without a shape has one empty column."""
        edges = _target_edges(polygons)
        owner, low, span, v_low, rise, sign = edges
        box = boxes(polygons)
        columns, width = _columns(owner, low, span, box, polygons.count)
        base = np.cumsum(columns) - columns
        at, until = _column_range((low, low + span), owner, (box[0], width, columns))
        order = np.argsort(base[owner] + at, kind="stable")
        owner, low, span, v_low, rise, sign = (values[order] for values in edges)
        at, until = at[order], until[order]
        total = int(columns.sum())
        begins = np.searchsorted(base[owner] + at, np.arange(total + 1))
        column, edge = ranges(base[owner] + at, until - at + 1)
        by_column = np.argsort(column, kind="stable")
        column, active = column[by_column], edge[by_column]
        active_start = np.searchsorted(column, np.arange(total + 1))
        target = np.repeat(np.arange(polygons.count), columns)
        left = box[0][target] + (np.arange(total) - base[target]) * width[target]
        a = np.maximum(low[active], left[column])
        b = np.minimum(low[active] + span[active], left[column] + width[target[column]])
        part = sign[active] * _under((low, span, v_low, rise), active, a, np.maximum(b, a))
        per_column = np.bincount(column, part, minlength=total)
        running = np.concatenate(([0.0], np.cumsum(per_column)))
        left_area = running[:-1] - running[base[target]] if total else running[:-1]
        whole = np.bincount(target, per_column, minlength=polygons.count)
        return cls(
            box, width, columns, base, low, span, v_low, rise, sign, begins, active_start, active, left_area, whole
        )

    def column_of(self, target: np.ndarray, u: np.ndarray) -> np.ndarray:
        """Return the column (counted over all targets) that u lies in."""
        with np.errstate(invalid="ignore", divide="ignore"):
            place = (u - self.box[0][target]) / self.width[target]
        return self.base[target] + np.clip(np.nan_to_num(place), 0, self.columns[target] - 1).astype(np.int64)

    def area_left_of(self, target: np.ndarray, u: np.ndarray) -> np.ndarray:
        """Return the target's area left of u, for u anywhere."""
        result = np.where(u >= self.box[1][target], self.whole[target], 0.0)
        rows = np.flatnonzero((u > self.box[0][target]) & (u < self.box[1][target]))
        target, u = target[rows], u[rows]
        column = self.column_of(target, u)
        left = self.box[0][target] + (column - self.base[target]) * self.width[target]
        place, row = ranges(self.active_start[column], np.diff(self.active_start)[column])
        edge = self.active[place]
        a = np.maximum(self.low[edge], left[row])
        b = np.maximum(np.minimum(self.low[edge] + self.span[edge], u[row]), a)
        part = self.sign[edge] * _under((self.low, self.span, self.v_low, self.rise), edge, a, b)
        result[rows] = self.left_area[column] + np.bincount(row, part, minlength=len(rows))
        return result


def _under(lines: tuple, edge: np.ndarray, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Return the integral of the edges (low, span, v low, rise) from a to b."""
    low, span, v_low, rise = lines
    middle = ((a + b) / 2.0 - low[edge]) / span[edge]
    return (b - a) * (v_low[edge] + middle * rise[edge])


def _target_edges(polygons: FlatPolygons) -> tuple:
    """Return (owner, low, span, v_low, rise, sign) of all edges that are not upright."""
    ring = np.repeat(np.arange(len(polygons.shell)), np.diff(polygons.ring_start))
    start = np.flatnonzero((ring[:-1] == ring[1:]) & (polygons.x[:-1] != polygons.x[1:]))
    u_1, u_2, v_1, v_2 = polygons.x[start], polygons.x[start + 1], polygons.y[start], polygons.y[start + 1]
    back = u_2 < u_1
    sign = np.where(back, 1.0, -1.0) * turns(polygons)[ring[start]]
    low, high = np.minimum(u_1, u_2), np.maximum(u_1, u_2)
    v_low, v_high = np.where(back, v_2, v_1), np.where(back, v_1, v_2)
    owner = polygons.ring_owner[ring[start]]
    return owner, low, high - low, v_low - boxes(polygons)[2][owner], v_high - v_low, sign


def boxes(polygons: FlatPolygons) -> tuple:
    """Return (u min, u max, v min, v max) per polygon; an inverted box where there is no shape."""
    result = [np.full(polygons.count, bound) for bound in (np.inf, -np.inf, np.inf, -np.inf)]
    if len(polygons.x):
        rows, first = np.unique(polygons.ring_owner, return_index=True)
        begin = polygons.ring_start[first]
        sides = ((np.minimum, polygons.x), (np.maximum, polygons.x), (np.minimum, polygons.y), (np.maximum, polygons.y))
        for bound, (least, values) in zip(result, sides):
            bound[rows] = np.ufunc.reduceat(least, values, begin)
    return tuple(result)


def _columns(owner: np.ndarray, low: np.ndarray, span: np.ndarray, box: tuple, count: int) -> tuple:
    """Return (number of columns, their width) per target; fewer where long edges would fill the table."""
    edges = np.bincount(owner, minlength=count)
    columns = np.maximum(edges // _EDGES_PER_COLUMN, 1)
    extent = np.where(edges > 0, box[1] - box[0], 1.0)
    while True:
        width = extent / columns
        at, until = _column_range((low, low + span), owner, (box[0], width, columns))
        held = np.bincount(owner, until - at + 1, minlength=count)
        wide = (held > _SPANS * edges) & (columns > 1)
        if not wide.any():
            return columns, width
        columns = np.where(wide, columns // 2, columns)


def _column_range(ends: tuple, owner: np.ndarray, columns: tuple) -> tuple:
    """Return the first and last column of edges; ``columns`` tells start, width and number per target."""
    low, high = ends
    start, width, number = columns
    first, size, most = start[owner], width[owner], number[owner] - 1
    at = np.clip((low - first) / size, 0, most).astype(np.int64)
    return at, np.clip((high - first) / size, at, most).astype(np.int64)
