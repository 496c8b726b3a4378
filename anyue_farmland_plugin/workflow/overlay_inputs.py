# SPDX-License-Identifier: GPL-2.0-or-later
"""Reads, checks, converts and repairs everything an overlay run needs.

All refusals happen here, before anything is computed or written.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Iterator, Mapping, Optional, Sequence

import numpy as np
import shapely

from anyue_farmland_plugin.core import crs as systems
from anyue_farmland_plugin.core.arrays import objects
from anyue_farmland_plugin.core.ellipsoid import ellipsoidal_areas, round_cents
from anyue_farmland_plugin.core.errors import CrsError, InputDataError
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.landclass import LandClass
from anyue_farmland_plugin.core.overlay import Meeting
from anyue_farmland_plugin.core.ports import FeatureTable, LayerInfo, LayerSource
from anyue_farmland_plugin.core.repair import Repair, RepairResult, repair_met, repair_polygons
from anyue_farmland_plugin.core.survey import Survey
from anyue_farmland_plugin.intake import values
from anyue_farmland_plugin.intake.mapping import FieldChoice, FieldMap, LayerKind, choose_fields

_UNIT_FACTORS = {"m²": 1.0, "亩": 2000.0 / 3.0, "公顷": 10_000.0, "km²": 1_000_000.0}
_GEOGRAPHIC_GRID, _METRE_GRID = 1e-9, 1e-4
_MARGIN = 1.0  # metres (or a hundred-thousandth of a degree) around the changes when reading
_OUTLINE = np.array([(0, 0), (1, 0), (2, 0), (2, 1), (2, 2), (1, 2), (0, 2), (0, 1)]) / 2.0  # of a box, in shares
_RIM = 1e-3  # of a box's size; sides bend by L²/32R (R of the earth) between the points taken, less up to 200 km


@dataclass(frozen=True)
class LayerRecord:
    """A delivered layer as reports and ledgers tell of it: how much was read, what was repaired."""

    kind: str
    info: LayerInfo
    source: LayerSource
    choice: FieldChoice
    rows_read: int
    repairs: tuple

    @property
    def sha256(self) -> str:
        """Return the hash of what was delivered."""
        return self.source.sha256()

    def unreadable(self) -> list:
        """Return the repairs that gave a row up."""
        return [repair for repair in self.repairs if repair.result is RepairResult.LOST]


@dataclass(frozen=True)
class Loaded:
    """One layer as read: usable polygons in the work CRS beside its table, and its repairs.

    ``met`` is what the changes meet of the polygons, where that was found out on the way.
    """

    kind: str
    info: LayerInfo
    source: LayerSource
    table: FeatureTable
    choice: FieldChoice
    shapes: np.ndarray
    repairs: tuple
    met: Optional[Meeting] = None

    def record(self) -> LayerRecord:
        """Return what reports tell of the layer."""
        return LayerRecord(self.kind, self.info, self.source, self.choice, len(self.table), self.repairs)

    def texts(self, name: str) -> np.ndarray:
        """Return a column as text, "" for NULL."""
        return objects([found or "" for found in values.texts(self.table, self.choice, name)])


@dataclass(frozen=True)
class Inputs:
    """What was delivered, in one CRS: the changes and the parcels they meet (see `Survey`).

    ``layers`` are `LayerRecord`s, the changes first; ``towns`` maps codes of townships near the
    changes to their names.
    """

    crs: str
    grid: float
    layers: tuple
    changes: np.ndarray
    fids: np.ndarray
    columns: Mapping[str, np.ndarray]
    attributes: list
    delivered_areas: list
    repaired_changes: frozenset
    survey: Survey
    parcel_fids: np.ndarray
    classes: Mapping[str, LandClass]
    towns: Mapping[str, str]
    warnings: tuple = field(default_factory=tuple)

    def layer(self, kind: str) -> LayerRecord:
        """Return the layer of a kind that occurs once."""
        return next(layer for layer in self.layers if layer.kind == kind)


def check_polygons(source: LayerSource) -> LayerInfo:
    """Return the layer's description; refuse points, lines, empty layers and missing CRS."""
    info = source.info()
    if info.geometry not in ("polygon", "unknown"):
        raise InputDataError(
            translate("Overlay", "{layer} holds {found} geometry, not polygons; choose a polygon layer.").format(
                layer=info.title, found=info.geometry
            )
        )
    if not info.crs:
        raise InputDataError(
            translate(
                "Overlay",
                "{layer} has no coordinate system. Assign the one it was surveyed in (for Anyue usually EPSG:4523) "
                "and run again.",
            ).format(layer=info.title)
        )
    if info.feature_count == 0:
        raise InputDataError(
            translate("Overlay", "{layer} is empty; ask the sender for a layer with polygons.").format(layer=info.title)
        )
    with _naming(info):
        systems.parse_crs(info.crs)
    return info


@contextmanager
def _naming(info: LayerInfo) -> Iterator[None]:
    """Put the layer's name before what is wrong with its coordinate system."""
    try:
        yield
    except CrsError as error:
        raise CrsError(translate("Overlay", "{layer}: {reason}").format(layer=info.title, reason=error)) from error


def load(
    source: LayerSource, kind: LayerKind, *, crs: str, field_map: FieldMap, fids: Optional[np.ndarray] = None
) -> Loaded:
    """Read one layer (all of it, or the features of ``fids``), convert it to ``crs`` and repair it."""
    info = check_polygons(source)
    choice = choose_fields(kind, info, field_map)
    columns = choice.columns() + (choice.others(info) if kind is LayerKind.CHANGES else [])
    check_way(info, crs)
    table = source.read(columns, fids)
    shapes, told = usable_shapes(table, crs)
    return Loaded(kind.value, info, source, table, choice, shapes, told)


def load_met(source: LayerSource, changes: np.ndarray, *, crs: str, field_map: FieldMap, fids: np.ndarray) -> Loaded:
    """Read parcels of a survey and repair what the changes (in ``crs``) may meet of them."""
    if not systems.same_crs(source.info().crs, crs):
        return load(source, LayerKind.DLTB, crs=crs, field_map=field_map, fids=fids)
    info = check_polygons(source)
    choice = choose_fields(LayerKind.DLTB, info, field_map)
    table = source.read(choice.columns(), fids)
    shapes, repairs, met = repair_met(changes, table.geometries, table.fids.tolist(), crs=crs)
    return Loaded(LayerKind.DLTB.value, info, source, table, choice, shapes, _told(table, repairs), met)


def usable_shapes(table: FeatureTable, crs: str) -> tuple[np.ndarray, tuple]:
    """Return the polygons of a table in ``crs``, repaired where needed, and the repairs."""
    shapes, repairs = repair_polygons(table.geometries, table.fids.tolist(), crs=table.info.crs)
    if not systems.same_crs(table.info.crs, crs):
        with _naming(table.info):
            shapes = systems.transform(shapes, table.info.crs, crs)
        shapes, again = repair_polygons(shapes, table.fids.tolist(), crs=crs)
        known = {repair.fid for repair in repairs}
        repairs = [*repairs, *(repair for repair in again if repair.fid not in known)]
    return shapes, _told(table, repairs)


def _told(table: FeatureTable, repairs: Sequence[Repair]) -> tuple:
    """Return the repairs with what was found out when the layer was read."""
    reasons = {str(bad.fid): bad.reason for bad in table.unreadable}
    return tuple(replace(repair, reason=reasons.get(repair.fid, repair.reason)) for repair in repairs)


def check_way(info: LayerInfo, crs: str) -> None:
    """Raise CrsError in the direction a person understands, before anything is converted or read."""
    with _naming(info):
        systems.transform(np.empty(0, dtype=object), info.crs, crs)


def asked_of(info: LayerInfo, bounds: np.ndarray, crs: str) -> np.ndarray:
    """Return boxes (rows as `work_bounds` gives them, in ``crs``) in the system of a layer."""
    check_way(info, crs)
    with _naming(info):
        return bounds_in(bounds, crs, info.crs)


def bounds_in(bounds: np.ndarray, crs: str, other: str) -> np.ndarray:
    """Return boxes of another system that hold the given ones: corners and middles of the sides, and a rim."""
    if systems.same_crs(crs, other):
        return bounds
    known = np.isfinite(bounds).all(axis=1)
    low, high = bounds[known, None, :2], bounds[known, None, 2:]
    points = low + (high - low) * _OUTLINE
    x, y = systems.transform_points(points[..., 0].ravel(), points[..., 1].ravel(), crs, other)
    moved = np.stack((x, y), axis=1).reshape(points.shape)
    low, high = moved.min(axis=1), moved.max(axis=1)
    rim = (high - low) * _RIM
    result = np.full(bounds.shape, np.nan)
    result[known] = np.concatenate((low - rim, high + rim), axis=1)
    return result


def work_bounds(shapes: np.ndarray, geographic: bool) -> np.ndarray:
    """Return the box of each polygon with a margin as min x, min y, max x, max y; NaN for none."""
    return widened(shapely.bounds(shapes), geographic)


def widened(bounds: np.ndarray, geographic: bool) -> np.ndarray:
    """Return boxes with a margin around."""
    margin = _MARGIN * (1e-5 if geographic else 1.0)
    return np.asarray(bounds + np.array([-margin, -margin, margin, margin]))


def area_factor(loaded: Loaded, name: str, crs: str) -> tuple:
    """Return (factor to m² of an area column, warning or None), told by the polygons' own areas."""
    told = values.numbers(loaded.table, loaded.choice, name)
    told = np.where(told > 0.0, told, np.nan)
    measured = ellipsoidal_areas(loaded.shapes, crs)
    warning = values.unit_warning(loaded.table, loaded.choice, name=name, delivered=told, measured=measured)
    return _UNIT_FACTORS.get(values.area_unit(told, measured) or "m²", 1.0), warning


def parcel_areas_told(loaded: Loaded, factor: float) -> np.ndarray:
    """Return TBMJ in m², NaN where there is none."""
    told = values.numbers(loaded.table, loaded.choice, "TBMJ")
    told = np.where(told > 0.0, told, np.nan)
    return told if factor == 1.0 else np.round(told * factor, 2)


def survey_of(loaded: Loaded, classes: Mapping[str, LandClass], *, tbmj: np.ndarray) -> Survey:
    """Return some parcels of a DLTB, feature ids for keys; raises InputDataError for bad codes and numbers."""
    table, choice = loaded.table, loaded.choice
    zzsxdm = values.attribute_codes(table, choice, "ZZSXDM")
    dlbm = objects([code or "" for code in values.class_codes(table, choice, classes, some=True)])
    named = objects([name or (classes[code].name if code else "") for name, code in zip(loaded.texts("DLMC"), dlbm)])
    keys = objects(table.fids.astype(str).tolist())
    return Survey(
        keys=keys,
        bsm=loaded.texts("BSM"),
        dlbm=dlbm,
        dlmc=named,
        zldwdm=loaded.texts("ZLDWDM"),
        zldwmc=loaded.texts("ZLDWMC"),
        qsdwdm=loaded.texts("QSDWDM"),
        zzsxdm=objects([code or "" for code in zzsxdm]),
        gdpdjb=loaded.texts("GDPDJB"),
        czcsxm=loaded.texts("CZCSXM"),
        kcxs=values.ridge_coefficients(table, choice),
        tbmj=tbmj,
        sjnf=values.numbers(table, choice, "SJNF"),
    )


def delivered_areas(loaded: Loaded, crs: str) -> tuple:
    """Return (delivered areas in m² or None per change, warning or None)."""
    delivered = values.numbers(loaded.table, loaded.choice, "JCMJ")
    factor, warning = area_factor(loaded, "JCMJ", crs)
    areas = round_cents(np.nan_to_num(delivered) * factor)
    return [float(area) if np.isfinite(given) else None for area, given in zip(areas, delivered)], warning


def approval_kind(info: LayerInfo) -> str:
    """Return what a layer of approvals proves: SS facility record, LS temporary use, else HF."""
    name = f"{info.path_name} {info.layer}".upper()
    if "SSNY" in name or "设施" in name:
        return "SS"
    return "LS" if "LSYD" in name or "临时" in name else "HF"


def work_grid(crs: str) -> float:
    """Return the precision on which a refused overlay is tried again."""
    return _GEOGRAPHIC_GRID if systems.is_geographic(crs) else _METRE_GRID
