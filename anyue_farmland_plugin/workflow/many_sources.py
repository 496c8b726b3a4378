# SPDX-License-Identifier: GPL-2.0-or-later
"""Layers of several counties taken as one layer."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import lru_cache
from typing import Callable, Mapping, Optional, Sequence

import numpy as np

from anyue_farmland_plugin.core.crs import same_crs
from anyue_farmland_plugin.core.errors import InputDataError
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.measure import joined
from anyue_farmland_plugin.core.ports import Boxes, FeatureTable, FlatTable, LayerInfo, LayerSource, Unreadable

_SHIFT = 40  # a feature id of the whole is (number of the member << 40) | its own id


class ManySources:
    """Layers with equal fields and coordinate system as one `LayerSource`, the members in order of their numbers."""

    def __init__(self, members: Mapping[int, LayerSource]) -> None:
        self._members = dict(sorted(members.items()))
        infos = [source.info() for source in self._members.values()]
        for info in infos[1:]:
            _refuse_other(infos[0], info)
        self._info = replace(infos[0], feature_count=sum(info.feature_count for info in infos))

    @property
    def in_threads(self) -> bool:
        """Tell whether all members may be read beside the thread they were made in."""
        return all(getattr(source, "in_threads", False) for source in self._members.values())

    @property
    def members(self) -> tuple[LayerSource, ...]:
        """Return the single layers."""
        return tuple(self._members.values())

    def info(self) -> LayerInfo:
        """Describe the first member, with the number of features of all."""
        return self._info

    def boxes(self) -> Boxes:
        """Return the boxes of all members."""
        found = {number: source.boxes() for number, source in self._members.items()}
        fids = [boxes.fids | (number << _SHIFT) for number, boxes in found.items()]
        return Boxes(np.concatenate(fids), np.concatenate([boxes.bounds for boxes in found.values()]))

    def read(self, columns: Sequence[str], fids: Optional[np.ndarray] = None) -> FeatureTable:
        """Read the features named, or all."""
        tables = self._each(fids, lambda source, own: source.read(columns, own))
        return FeatureTable(
            self._info,
            np.concatenate([table.fids | (number << _SHIFT) for number, table in tables.items()]),
            np.concatenate([table.geometries for table in tables.values()]),
            _columns(columns, list(tables.values())),
            tuple(
                Unreadable(row.fid | (number << _SHIFT), row.reason)
                for number, table in tables.items()
                for row in table.unreadable
            ),
        )

    def read_flat(self, columns: Sequence[str], fids: Optional[np.ndarray] = None) -> FlatTable:
        """Read like `read`, without making shapes."""
        tables = self._each(fids, lambda source, own: source.read_flat(columns, own))
        before = np.cumsum([0] + [len(table) for table in tables.values()])
        return FlatTable(
            self._info,
            np.concatenate([table.fids | (number << _SHIFT) for number, table in tables.items()]),
            joined([table.polygons for table in tables.values()]),
            _columns(columns, list(tables.values())),
            np.concatenate([table.odd + start for table, start in zip(tables.values(), before)]),
        )

    def sha256(self) -> str:
        """Return the hash of the members' hashes, one a line."""
        lines = "".join(f"{source.sha256()}\n" for source in self._members.values())
        return hashlib.sha256(lines.encode()).hexdigest()

    def _each(self, fids: Optional[np.ndarray], read: Callable) -> dict:
        """Return what each member reads of its own features."""
        if fids is None:
            return {number: read(source, None) for number, source in self._members.items()}
        number_of, own = np.asarray(fids) >> _SHIFT, np.asarray(fids) & ((1 << _SHIFT) - 1)
        return {number: read(source, own[number_of == number]) for number, source in self._members.items()}


def together(sources: Sequence[LayerSource]) -> LayerSource:
    """Return the layers as one; raises InputDataError where their fields or coordinate systems differ."""
    return sources[0] if len(sources) == 1 else ManySources(dict(enumerate(sources)))


def members(source: LayerSource) -> tuple[LayerSource, ...]:
    """Return the single layers of one that may be many."""
    return source.members if isinstance(source, ManySources) else (source,)


def _columns(columns: Sequence[str], tables: Sequence) -> dict:
    return {name: np.concatenate([table.columns[name] for table in tables]) for name in dict.fromkeys(columns)}


@lru_cache(maxsize=256)
def _same(first: str, second: str) -> bool:
    return same_crs(first, second)


def _refuse_other(first: LayerInfo, other: LayerInfo) -> None:
    if list(first.fields) == list(other.fields) and _same(first.crs, other.crs):
        return
    raise InputDataError(
        translate(
            "Areas",
            "{first} and {second} cannot be taken together: their fields or coordinate systems differ. "
            "Bring them into one form first.",
        ).format(first=first.title, second=other.title)
    )
