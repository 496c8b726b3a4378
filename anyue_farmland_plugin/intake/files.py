# SPDX-License-Identifier: GPL-2.0-or-later
"""Vector layers in files: GeoPackage tables straight from SQLite, everything else and whatever is odd through GDAL."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Callable, Optional, TypeVar, Union

import numpy as np
import shapely

from anyue_farmland_plugin.core.arrays import objects
from anyue_farmland_plugin.core.errors import DependencyMissing, InputDataError
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.ports import FID, Boxes, FeatureTable, FlatTable, LayerInfo, Unreadable, flattened
from anyue_farmland_plugin.intake.blobs import FlatRows
from anyue_farmland_plugin.intake.column_types import plain_column
from anyue_farmland_plugin.intake.geopackage import FeatureRows, GpkgTable, feature_table, layer_names
from anyue_farmland_plugin.intake.gpkg_info import layer_info
from anyue_farmland_plugin.intake.layers import chosen_layer, unreadable_file
from anyue_farmland_plugin.intake.location import Location, locate
from anyue_farmland_plugin.intake.shapes import ShapeRows
from anyue_farmland_plugin.vetting.database import check_layer
from anyue_farmland_plugin.vetting.sources import vet_source

if TYPE_CHECKING:
    from anyue_farmland_plugin.intake.gdal_layer import GdalLayer

_Answer = TypeVar("_Answer")
_log = logging.getLogger(__name__)


class FileSource:
    """A layer of a file as a `LayerSource`: .gpkg, .shp, .gdb, .geojson, also zipped.

    ``subset`` is a condition in the file driver's own SQL; the person who runs the job
    writes it, the package never composes one.
    """

    in_threads = True  # every read opens the file anew

    def __init__(self, path: Union[str, Path], layer: Optional[str] = None, *, subset: Optional[str] = None) -> None:
        self._location = locate(str(path))
        self._subset = subset or ""
        vet_source(self._location.path, self._location.member)
        self._layer = self._chosen(layer)
        self._check_gate()

    @property
    def by_number(self) -> bool:
        """Tell whether some features are read in a share of the time of all."""
        return self._table is not None

    @property
    def location(self) -> Location:
        """Return where the layer lies."""
        return self._location

    def info(self) -> LayerInfo:
        """Describe the layer; nothing but its header is read, unless a condition makes it count."""
        return self._gdal.info if self._subset or self._described is None else self._described

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
        rows = FlatRows(self._rows if fids is None else len(fids))
        found = self._stored(wanted, fids, lambda portion: rows.add(portion.blobs))
        if found is None:
            return flattened(self._gdal.read(columns, fids))
        read, values = found
        polygons, odd = rows.polygons()
        kept = _chosen(columns, read, values)
        return FlatTable(info=self.info(), fids=read, polygons=polygons, columns=kept, odd=odd)

    def _check_gate(self) -> None:
        """Refuse a file or layer that may not be read; a file changed since is judged anew."""
        check_layer(vet_source(self._location.path, self._location.member), str(self._layer))

    @cached_property
    def _gdal(self) -> GdalLayer:
        """Return the layer as GDAL sees it; imported when needed only, because that takes long."""
        try:
            from anyue_farmland_plugin.intake.gdal_layer import GdalLayer  # noqa: PLC0415 - pyogrio is optional
        except ImportError as error:
            raise without_gdal(self._location.name, error) from error
        return GdalLayer(self._location, self._layer, self._subset)

    def _chosen(self, layer: Optional[str]) -> Optional[str]:
        """Return the layer's name; for a GeoPackage without asking GDAL."""
        self._layer = layer
        if not self._location.is_geopackage:
            return self._gdal.name
        try:
            layers = layer_names(self._location.path)
        except sqlite3.Error as error:
            raise unreadable_file(self._location, error) from error
        return chosen_layer(layers, layer, self._location.name)

    @cached_property
    def _table(self) -> Optional[GpkgTable]:
        if not self._location.is_geopackage:
            return None
        return self._tried(lambda: feature_table(self._location.path, str(self._layer)))

    @cached_property
    def _described(self) -> Optional[LayerInfo]:
        """Return what SQLite alone tells of the whole layer, whatever the condition."""
        table = self._table
        return None if table is None else self._tried(lambda: layer_info(table))

    @property
    def _rows(self) -> int:
        return self._gdal.rows if self._described is None else self._described.feature_count

    def _indexed(self) -> Optional[Boxes]:
        table = self._table
        return None if table is None else self._tried(lambda: table.boxes(self._rows))

    def _tried(self, question: Callable[[], Optional[_Answer]]) -> Optional[_Answer]:
        """Ask SQLite; None where it cannot answer, and GDAL then says what is wrong or does without."""
        try:
            return question()
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
        self._check_gate()
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


def without_gdal(file: str, reason: object) -> DependencyMissing:
    """Return the refusal of a file that only GDAL can read where pyogrio is absent."""
    message = translate("Sources", "Reading {file} needs the Python package pyogrio ({reason}). Install it.")
    return DependencyMissing(message.format(file=file, reason=reason))
