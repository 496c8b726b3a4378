# SPDX-License-Identifier: GPL-2.0-or-later
"""What the domain asks of its surroundings: time, person, progress, vector layers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timezone
from functools import cached_property
from typing import Callable, Mapping, Optional, Protocol, Sequence

import numpy as np

from anyue_farmland_plugin.core.boxgrid import BoxGrid
from anyue_farmland_plugin.core.flat import FlatPolygons

Clock = Callable[[], datetime]
IdSource = Callable[[], str]

FID = "fid"  # pseudo column every source offers: the feature id as text


@dataclass(frozen=True)
class Actor:
    """Who acts: name and role (analyst, inspector, town, county, viewer)."""

    name: str
    role: str


class Progress(Protocol):
    """Reports work done and tells whether the user wants to stop."""

    def report(self, share: float, text: str = "") -> None:
        """Show that ``share`` (0 to 1) of the whole job is done."""

    def message(self, text: str) -> None:
        """Show a line the user should read (a repair, a skipped row)."""

    def cancelled(self) -> bool:
        """Return True when the user asked to stop."""


class SilentProgress:
    """A `Progress` that shows nothing and is never cancelled."""

    def report(self, share: float, text: str = "") -> None:
        """Ignore the report."""

    def message(self, text: str) -> None:
        """Ignore the message."""

    def cancelled(self) -> bool:
        """Return False."""
        return False


@dataclass(frozen=True)
class LayerInfo:
    """What a vector layer says of itself before it is read.

    ``geometry`` is one of polygon, line, point, none, unknown; ``crs`` is an authority code
    ("EPSG:4523") or WKT, empty when the layer has none; ``fields`` maps name to type name;
    ``filter`` is the condition through which it is read, ``left_out`` how many rows that
    hides (0 where the source cannot tell).
    """

    path_name: str
    layer: str
    geometry: str
    crs: str
    feature_count: int
    fields: Mapping[str, str]
    filter: str = ""
    left_out: int = 0

    @property
    def title(self) -> str:
        """Return "file, layer" as messages name it."""
        if self.layer and self.layer != self.path_name.rsplit(".", 1)[0]:
            return f"{self.path_name} ({self.layer})"
        return self.path_name


@dataclass(frozen=True)
class Unreadable:
    """A feature whose geometry could not be turned into a polygon at all."""

    fid: int
    reason: str


@dataclass(frozen=True)
class FeatureTable:
    """Features of one layer as arrays of equal length, in the layer's own CRS.

    ``geometries`` holds shapely geometries (2D, linear) or None; ``columns`` holds object
    arrays with None for NULL; rows are in ascending order of ``fids`` (int64).
    """

    info: LayerInfo
    fids: np.ndarray
    geometries: np.ndarray
    columns: Mapping[str, np.ndarray]
    unreadable: Sequence[Unreadable] = field(default_factory=tuple)

    def __len__(self) -> int:
        return len(self.fids)


@dataclass(frozen=True)
class FlatTable:
    """Features of one layer like `FeatureTable`, their polygons as plain arrays.

    ``odd`` (int64) are the rows no ring could be taken from as it stands: no geometry, not a
    polygon, curved, damaged or not finite.  Nothing is said of the validity of the others.
    """

    info: LayerInfo
    fids: np.ndarray
    polygons: FlatPolygons
    columns: Mapping[str, np.ndarray]
    odd: np.ndarray

    def __len__(self) -> int:
        return len(self.fids)


@dataclass(frozen=True)
class Boxes:
    """The box of every feature that has a geometry with vertices, in the layer's own CRS.

    ``fids`` (int64, ascending) and ``bounds`` (float64, one row of min x, min y, max x, max y
    each), never smaller than the shape and larger by some metres at most (an index rounds).
    """

    fids: np.ndarray
    bounds: np.ndarray

    def __len__(self) -> int:
        return len(self.fids)

    @cached_property
    def grid(self) -> BoxGrid:
        """Return the boxes sorted for whoever asks which of them meet something."""
        return BoxGrid.of(self.bounds)


class LayerSource(Protocol):
    """A vector layer that can be read in part: a file or a QGIS layer."""

    def info(self) -> LayerInfo:
        """Describe the layer without reading its features."""

    def boxes(self) -> Boxes:
        """Return where the features lie, without reading more than that takes."""

    def read(self, columns: Sequence[str], fids: Optional[np.ndarray] = None) -> FeatureTable:
        """Read the features named by ``fids`` (as `boxes` tells them), or all."""

    def read_flat(self, columns: Sequence[str], fids: Optional[np.ndarray] = None) -> FlatTable:
        """Read like `read`, without making shapes."""

    def sha256(self) -> str:
        """Return the hash of what was delivered (file bytes, or canonical features)."""


def flattened(table: FeatureTable) -> FlatTable:
    """Return a table's polygons as plain arrays, for sources that know shapes only."""
    polygons = FlatPolygons.of(table.geometries)
    polygons, odd = polygons.without(polygons.broken())
    return FlatTable(table.info, table.fids, polygons, table.columns, odd)


def utc_now() -> datetime:
    """Return the system's time; the only clock of the package, passed in everywhere."""
    return datetime.now(timezone.utc)


def timestamp(moment: datetime) -> str:
    """Return ISO-8601 UTC text with milliseconds and Z, the ledger's only time format."""
    universal = moment if moment.tzinfo is timezone.utc else moment.astimezone(timezone.utc)
    return universal.isoformat(timespec="milliseconds")[: -len("+00:00")] + "Z"
