# SPDX-License-Identifier: GPL-2.0-or-later
"""Writes small real deliveries, a survey and change polygons near Anyue, as GeoPackages."""

from __future__ import annotations

from pathlib import Path
from typing import Iterable, Mapping, Optional, Sequence

import numpy as np
import pyogrio
import shapely

from anyue_farmland_plugin.intake.files import FileSource
from tests.workflow.geodesic import geodesic_areas

CRS = "EPSG:4523"
X, Y = 35_535_000.0, 3_325_000.0
TOWN, VILLAGE = "512021103", "512021103201"
CLASSES = {"0101": "水田", "0103": "旱地", "0201": "果园", "0702": "农村宅基地", "0404": "其他草地", "1101": "河流水面"}


def box(left: float, bottom: float, right: float, top: float) -> shapely.Polygon:
    """Return a rectangle in EPSG:4523, given in metres from the test area's corner."""
    return shapely.box(X + left, Y + bottom, X + right, Y + top)


def write_layer(
    path: Path,
    name: str,
    shapes: Sequence,
    columns: Mapping[str, Sequence],
    *,
    crs: Optional[str] = CRS,
    geometry: str = "Unknown",
) -> FileSource:
    """Add a layer to a GeoPackage (made when absent) and return it as a source."""
    data = [_typed(values) for values in columns.values()]
    options = {} if path.exists() else {"dataset_options": {"VERSION": "1.2"}}
    pyogrio.raw.write(
        path,
        np.array([None if shape is None else shapely.to_wkb(shape) for shape in shapes] or [], dtype=object),
        field_data=[values for values, _ in data],
        fields=list(columns),
        field_mask=[mask for _, mask in data],
        layer=name,
        driver="GPKG",
        geometry_type=geometry,
        crs=crs,
        append=False,
        layer_options={"GEOMETRY_NAME": "geom"},
        **options,
    )
    return FileSource(path, name)


def _typed(values: Sequence) -> tuple:
    """Return a column as the writer wants it and the mask of its NULLs."""
    null = np.array([value is None for value in values], dtype=bool)
    known = [value for value in values if value is not None]
    if known and all(isinstance(value, int) for value in known):
        return np.array([-1 if value is None else value for value in values], dtype=np.int64), null
    if known and all(isinstance(value, (int, float)) for value in known):
        return np.array([np.nan if value is None else value for value in values], dtype=float), null
    return np.array(list(values), dtype=object), None


def survey(
    path: Path, parcels: Iterable[tuple], *, crs: Optional[str] = CRS, drop: Sequence[str] = (), **columns: Sequence
) -> FileSource:
    """Write a DLTB of (polygon, class) parcels; columns given replace those made up here."""
    shapes, codes = [list(part) for part in zip(*parcels)]
    count = len(shapes)
    made: dict = {
        "BSM": [f"5120212110{row + 1:08d}" for row in range(count)],
        "DLBM": codes,
        "DLMC": [CLASSES.get(code) for code in codes],
        "TBMJ": [round(area, 2) for area in geodesic_areas(shapes, crs or CRS)],
        "KCXS": [0.1 if code in ("0101", "0103") else None for code in codes],
        "ZLDWDM": [f"{VILLAGE}0000000"] * count,
        "ZLDWMC": ["柠都村"] * count,
        "SJNF": [2021] * count,
        **columns,
    }
    return write_layer(path, "DLTB", shapes, {name: made[name] for name in made if name not in drop}, crs=crs)


def changes(path: Path, shapes: Sequence, *, crs: Optional[str] = CRS, **columns: Sequence) -> FileSource:
    """Write delivered change polygons; columns given replace JCBH and TBLX made up here."""
    count = len(shapes)
    made = {
        "JCBH": [f"512021SJBG{row + 1:06d}" for row in range(count)],
        "TBLX": ["20"] * count,
        "QSX": ["202204"] * count,
        "HSX": ["202206"] * count,
        **columns,
    }
    return write_layer(path, "BHTB", shapes, made, crs=crs)


def strip() -> list:
    """Return three parcels in a row, 40 × 30 m each: dry field, orchard, homestead."""
    return [(box(0, 0, 40, 30), "0103"), (box(40, 0, 80, 30), "0201"), (box(80, 0, 120, 30), "0702")]
