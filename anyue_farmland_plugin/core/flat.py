# SPDX-License-Identifier: GPL-2.0-or-later
"""Polygons as plain arrays, for sums over all their edges at once without making shapes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from anyue_farmland_plugin.core.polygons import object_array

_LEAST_VERTICES = 4
_POLYGON, _MULTIPOLYGON = int(shapely.GeometryType.POLYGON), int(shapely.GeometryType.MULTIPOLYGON)


@dataclass(frozen=True)
class FlatPolygons:
    """Polygons as plain arrays: closed rings one after the other, a shell before its holes.

    ``x`` and ``y`` (float64) hold the vertices of all rings, first and last of a ring alike;
    ring ``r`` is ``ring_start[r]:ring_start[r + 1]`` (int64, one more than rings) and belongs
    to polygon ``ring_owner[r]`` (int64, ascending); ``shell`` tells outer rings from holes.
    ``count`` is the number of polygons; one that owns no ring has no shape.
    """

    x: np.ndarray
    y: np.ndarray
    ring_start: np.ndarray
    ring_owner: np.ndarray
    shell: np.ndarray
    count: int

    def __len__(self) -> int:
        return self.count

    @classmethod
    def of(cls, geometries: np.ndarray) -> FlatPolygons:
        """Return the rings of shapely polygons and multipolygons; other kinds and None have none."""
        shapes = object_array(geometries)
        types = shapely.get_type_id(shapes)
        plain, multi = np.flatnonzero(types == _POLYGON), np.flatnonzero(types == _MULTIPOLYGON)
        members, place = shapely.get_parts(shapes[multi], return_index=True)
        owner = np.concatenate((plain, multi[place]))
        order = np.argsort(owner, kind="stable")
        parts, owner = np.concatenate((shapes[plain], members))[order], owner[order]
        part, sizes, shell = _rings(parts)
        coordinates = shapely.get_coordinates(parts)
        x, y = np.ascontiguousarray(coordinates[:, 0]), np.ascontiguousarray(coordinates[:, 1])
        return cls(x, y, _starts(sizes), owner[part].astype(np.int64), shell, len(shapes))

    def take(self, rows: np.ndarray) -> FlatPolygons:
        """Return the polygons of the rows, in the order given; a row may come twice."""
        chosen = np.asarray(rows, dtype=np.int64)
        first, stop = np.searchsorted(self.ring_owner, chosen), np.searchsorted(self.ring_owner, chosen, side="right")
        rings, owner = ranges(first, stop - first)
        sizes = np.diff(self.ring_start)[rings]
        vertices, _ = ranges(self.ring_start[:-1][rings], sizes)
        return FlatPolygons(self.x[vertices], self.y[vertices], _starts(sizes), owner, self.shell[rings], len(chosen))

    def broken(self) -> np.ndarray:
        """Return the rows with a ring that is not finite, not closed or of less than four vertices."""
        first, last, sizes = self.ring_start[:-1], self.ring_start[1:] - 1, np.diff(self.ring_start)
        wrong = (sizes < _LEAST_VERTICES) | (self.x[first] != self.x[last]) | (self.y[first] != self.y[last])
        strange = np.flatnonzero(~(np.isfinite(self.x) & np.isfinite(self.y)))
        wrong[np.searchsorted(self.ring_start, strange, side="right") - 1] = True
        return np.unique(self.ring_owner[wrong])

    def without(self, rows: np.ndarray) -> tuple[FlatPolygons, np.ndarray]:
        """Return the polygons with the rows emptied, and all rows that have no ring then."""
        flat = self
        if len(rows):
            kept = np.flatnonzero(~np.isin(self.ring_owner, rows))
            sizes = np.diff(self.ring_start)[kept]
            vertices, _ = ranges(self.ring_start[:-1][kept], sizes)
            flat = FlatPolygons(
                self.x[vertices],
                self.y[vertices],
                _starts(sizes),
                self.ring_owner[kept],
                self.shell[kept],
                self.count,
            )
        shaped = np.zeros(self.count, dtype=bool)
        shaped[flat.ring_owner] = True
        return flat, np.flatnonzero(~shaped)


def ranges(start: np.ndarray, size: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return (start, start + 1, … for each of the sizes, one after the other; the place it comes from)."""
    origin = np.repeat(np.arange(len(size), dtype=np.int64), size)
    offset = np.arange(len(origin), dtype=np.int64) - _starts(size)[:-1][origin]
    return np.asarray(start, dtype=np.int64)[origin] + offset, origin


def _rings(polygons: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return (its polygon, vertices, whether it is a shell) of every ring, without making rings but for holes."""
    holes = shapely.get_num_interior_rings(polygons)
    polygon = np.repeat(np.arange(len(polygons)), holes + 1)
    sizes = shapely.get_num_coordinates(polygons)[polygon]
    holed = holes > 0
    sizes[holed[polygon]] = shapely.get_num_points(shapely.get_rings(polygons[holed]))
    shell = np.diff(polygon, prepend=-1) != 0
    filled = sizes > 0
    return polygon[filled], sizes[filled], shell[filled]


def _starts(sizes: np.ndarray) -> np.ndarray:
    result = np.zeros(len(sizes) + 1, dtype=np.int64)
    np.cumsum(sizes, out=result[1:])
    return result
