# SPDX-License-Identifier: GPL-2.0-or-later
"""Vector layers in files: GeoPackage tables straight from SQLite, everything else and whatever is odd through GDAL."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Callable, Optional, Union

import numpy as np
import shapely

from anyue_farmland_plugin.core.errors import InputDataError
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.ports import FID, Boxes, FeatureTable, FlatTable, LayerInfo, Unreadable, flattened
from anyue_farmland_plugin.intake.blobs import FlatRows
from anyue_farmland_plugin.intake.column_types import objects, plain_column
from anyue_farmland_plugin.intake.gdal_layer import GdalLayer
from anyue_farmland_plugin.intake.geopackage import FeatureRows, GpkgTable, feature_table
from anyue_farmland_plugin.intake.location import Location, locate
from anyue_farmland_plugin.intake.shapes import ShapeRows

_log = logging.getLogger(__name__)


class FileSource:
    """A layer of a file as a `LayerSource`: .gpkg, .shp, .gdb, .geojson, also zipped.

    ``subset`` is a condition in the file driver's own SQL; the person who runs the job
    writes it, the package never composes one.
    """

    def __init__(self, path: Union[str, Path], layer: Optional[str] = None, *, subset: Optional[str] = None) -> None:
        self._location = locate(str(path))
        self._subset = subset or ""
        self._gdal = GdalLayer(self._location, layer, self._subset)

    @property
    def location(self) -> Location:
        """Return where the layer lies."""
        return self._location

    def info(self) -> LayerInfo:
        """Describe the layer; nothing but its header is read, unless a condition makes it count."""
        return self._gdal.info

    def sha256(self) -> str:
        """Return the hash of the delivered bytes (see `Location.sha256`)."""
        return self._location.sha256()

    def boxes(self) -> Boxes:
        """Return the boxes of all features with a geometry; the index of a GeoPackage serves where it is sound."""
        self._known([])
        found = self._indexed()
        if found is None:
            return self._gdal.boxes()
        if not self._subset:
            return found
        chosen = np.isin(found.fids, self._gdal.chosen_fids())
        return Boxes(found.fids[chosen], found.bounds[chosen])

    def read(self, columns: Sequence[str], fids: Optional[np.ndarray] = None) -> FeatureTable:
        """Return features with the named columns; ``fid`` gives the feature id as text.

        ``fids`` are some of those `boxes` told.  Shapes are flattened to XY and curves
        replaced by chords.

        Raises:
            InputDataError: no geometry, an unknown column, unreadable bytes, a fid that is not there.
        """
        wanted, rows = self._known(columns), ShapeRows()
        found = self._stored(wanted, fids, lambda portion: rows.add(portion.blobs, portion.fids))
        if found is None:
            return self._gdal.read(columns, fids)
        read, values = found
        shapes, unreadable = rows.shapes()
        if rows.strange:
            unreadable += self._put_in(shapes, read, np.array(rows.strange, dtype=np.int64))
        kept = _chosen(columns, read, values)
        return FeatureTable(info=self.info(), fids=read, geometries=shapes, columns=kept, unreadable=unreadable)

    def read_flat(self, columns: Sequence[str], fids: Optional[np.ndarray] = None) -> FlatTable:
        """Return what `read` does, with polygons as plain arrays; rows it cannot flatten are named in ``odd``."""
        wanted = self._known(columns)
        rows = FlatRows(self._gdal.rows if fids is None else len(fids))
        found = self._stored(wanted, fids, lambda portion: rows.add(portion.blobs))
        if found is None:
            return flattened(self._gdal.read(columns, fids))
        read, values = found
        polygons, odd = rows.polygons()
        kept = _chosen(columns, read, values)
        return FlatTable(info=self.info(), fids=read, polygons=polygons, columns=kept, odd=odd)

    @cached_property
    def _table(self) -> Optional[GpkgTable]:
        if not self._location.is_geopackage:
            return None
        try:
            return feature_table(self._location.path, self._gdal.name)
        except sqlite3.Error as error:
            _log.info("%s: %s", self._location.name, error)
            return None

    def _indexed(self) -> Optional[Boxes]:
        if self._table is None:
            return None
        try:
            return self._table.boxes(self._gdal.rows)
        except sqlite3.Error as error:
            _log.info("%s: %s", self._location.name, error)
            return None

    def _stored(
        self, wanted: Sequence[str], fids: Optional[np.ndarray], take: Callable[[FeatureRows], None]
    ) -> Optional[tuple[np.ndarray, Mapping[str, np.ndarray]]]:
        """Read through SQLite, giving each portion to ``take``; None where GDAL must be asked."""
        table = self._table
        if table is None or (self._subset and fids is None) or not set(wanted) <= set(table.types):
            return None
        found: list[int] = []
        values: dict[str, list[np.ndarray]] = {name: [] for name in wanted}
        try:
            for portion in table.portions(wanted, fids):
                for name, part in portion.values.items():
                    plain = plain_column(table.types[name], part)
                    if plain is None:
                        return None
                    values[name].append(plain)
                found.extend(portion.fids)
                take(portion)
        except sqlite3.Error as error:  # GDAL says what is wrong, or can do without what this SQLite lacks
            _log.info("%s: %s", self._location.name, error)
            return None
        if fids is not None and len(found) < len(np.unique(fids)):
            raise self._lost_rows(len(np.unique(fids)) - len(found))
        columns = {name: np.concatenate([np.empty(0, dtype=object), *parts]) for name, parts in values.items()}
        return np.array(found, dtype=np.int64), columns

    def _put_in(self, shapes: np.ndarray, fids: np.ndarray, strange: np.ndarray) -> tuple[Unreadable, ...]:
        """Have GDAL read the shapes SQLite's bytes are not plain WKB for."""
        table = self._gdal.read([], strange)
        shapes[np.searchsorted(fids, table.fids)] = table.geometries
        nothing = table.fids[shapely.is_missing(table.geometries)]
        told = {row.fid for row in table.unreadable}
        reason = translate("Intake", "not a geometry of points, lines and polygons")
        return (*table.unreadable, *(Unreadable(int(fid), reason) for fid in nothing if int(fid) not in told))

    def _known(self, columns: Sequence[str]) -> list[str]:
        """Return the columns but ``fid``; refuse a layer without geometry and unknown names."""
        info = self.info()
        if info.geometry == "none":
            message = translate("Intake", "{layer} has no geometry. Choose a layer with polygons.")
            raise InputDataError(message.format(layer=info.title))
        wanted = [name for name in dict.fromkeys(columns) if name != FID]
        unknown = [name for name in wanted if name not in info.fields]
        if unknown:
            message = translate("Intake", "{layer}: field {field} is missing. Its fields: {names}.")
            names = ", ".join(info.fields) or "–"
            raise InputDataError(message.format(layer=info.title, field=unknown[0], names=names))
        return wanted

    def _lost_rows(self, count: int) -> InputDataError:
        message = translate(
            "Intake",
            "{layer}: its spatial index names {count} rows that are not there. "
            "Build the index anew or export the layer to a new file.",
        )
        return InputDataError(message.format(layer=self.info().title, count=count))


def _chosen(columns: Sequence[str], fids: np.ndarray, values: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Return the columns in the order asked for, the feature id among them where it is wanted."""
    texts = {FID: objects([str(fid) for fid in fids.tolist()])} if FID in columns else {}
    return {name: {**values, **texts}[name] for name in dict.fromkeys(columns)}
