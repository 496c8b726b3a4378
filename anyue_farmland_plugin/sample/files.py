# SPDX-License-Identifier: GPL-2.0-or-later
"""Write the sample county as a bureau would hand it over: GeoPackages and a truth table."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Mapping, Sequence

import numpy as np
import pyogrio
import shapely

from anyue_farmland_plugin.sample.changes import TRUTH_FIELDS
from anyue_farmland_plugin.sample.county import SampleCounty
from anyue_farmland_plugin.sample.layer import SampleLayer

PACKAGES: Mapping[str, tuple[str, ...]] = {
    "survey": ("DLTB", "DLTB_2020", "YJJBNTTB", "STBHHX", "CZKFBJ", "XZQ", "CJDCQ", "CBDK"),
    "approvals": ("ZZ_NYDZYFW", "SSNYD", "LSYD"),
    "changes": ("changes_202206", "changes_202208"),
}
_INTEGER_NULL = -1
# The time written into the files is that of the invented delivery, so that equal seeds give equal bytes.
_DATE_OPTION, _WRITTEN_AT = "OGR_CURRENT_DATE", "2022-09-01T00:00:00.000Z"


def write_county(county: SampleCounty, folder: Path) -> dict[str, Path]:
    """Write survey.gpkg, approvals.gpkg, changes.gpkg and truth.csv into the folder.

    Existing files of these names are replaced.  Returns the paths by package name, and
    "truth".
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = {}
    before = pyogrio.get_gdal_config_option(_DATE_OPTION)
    pyogrio.set_gdal_config_options({_DATE_OPTION: _WRITTEN_AT})
    try:
        for package, names in PACKAGES.items():
            path = folder / f"{package}.gpkg"
            path.unlink(missing_ok=True)
            for name in names:
                _write_layer(county.layers[name], path, county.crs)
            paths[package] = path
    finally:
        pyogrio.set_gdal_config_options({_DATE_OPTION: before})
    paths["truth"] = folder / "truth.csv"
    _write_truth(county, paths["truth"])
    return paths


def _write_layer(layer: SampleLayer, path: Path, crs: str) -> None:
    kinds = set(np.unique(shapely.get_type_id(layer.geometries)).tolist())
    several = shapely.GeometryType.MULTIPOLYGON in kinds
    data, masks = _typed(list(layer.columns.values()))
    options = {} if path.exists() else {"dataset_options": {"VERSION": "1.2"}}
    pyogrio.raw.write(
        path,
        shapely.to_wkb(layer.geometries),
        field_data=data,
        fields=list(layer.columns),
        field_mask=masks,
        layer=layer.name,
        driver="GPKG",
        geometry_type="MultiPolygon" if several else "Polygon",
        promote_to_multi=several,
        crs=crs,
        append=False,
        layer_options={"GEOMETRY_NAME": "geom", "SPATIAL_INDEX": "YES"},
        **options,
    )


def _typed(columns: Sequence[np.ndarray]) -> tuple[list, list]:
    """Return columns as the writer wants them: numbers typed, with a mask for NULL."""
    data, masks = [], []
    for column in columns:
        if column.dtype != object:
            data.append(column)
            masks.append(np.isnan(column) if column.dtype.kind == "f" else None)
            continue
        null = np.array([value is None for value in column], dtype=bool)
        whole = [isinstance(value, (int, np.integer)) for value in column[~null]]
        if whole and all(whole):
            filled = np.where(null, _INTEGER_NULL, column).astype(np.int32)
            data.append(filled)
            masks.append(null)
        else:
            data.append(column)
            masks.append(None)
    return data, masks


def _write_truth(county: SampleCounty, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, TRUTH_FIELDS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(county.truth)
