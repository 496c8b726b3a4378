# SPDX-License-Identifier: GPL-2.0-or-later
"""The job as it is commonly written with geopandas: one overlay per layer, then a sum."""

from __future__ import annotations

import geopandas
import pandas as pd

from tests.bench.gauss import plane_to_ellipsoid
from tests.bench.job import PARCELS, TOWNS, ZONES, Job, write_areas


def run(job: Job) -> None:
    """Do the job."""
    changes = geopandas.read_file(job.data, layer=job.changes, columns=["JCBH"])
    pieces = _pieces(job, changes, *PARCELS)
    if job.stores:
        pieces.to_file(job.pieces, layer="pieces", driver="GPKG")
    tables = [pieces.groupby(["JCBH", "DLBM"])["area"].sum().rename_axis(["JCBH", "item"]).reset_index()]
    for layer in ZONES:
        area = _pieces(job, changes, layer, None).groupby("JCBH")["area"].sum().reset_index()
        tables.append(area.assign(item=layer))
    rows = [tuple(row) for row in pd.concat(tables)[["JCBH", "item", "area"]].itertuples(index=False)]
    if not job.spared:
        towns = _pieces(job, changes, *TOWNS).groupby(["JCBH", "XZQDM"])["area"].sum().reset_index()
        largest = towns.loc[towns.groupby("JCBH")["area"].idxmax()]
        rows += [(jcbh, "XZQ", code) for jcbh, code in zip(largest["JCBH"], largest["XZQDM"])]
    write_areas(job, rows)


def _pieces(job: Job, changes: geopandas.GeoDataFrame, layer: str, field: str | None) -> geopandas.GeoDataFrame:
    other = geopandas.read_file(job.data, layer=layer, columns=[field] if field else [])
    pieces = geopandas.overlay(changes, other, how="intersection", keep_geom_type=True)
    pieces["area"] = plane_to_ellipsoid(pieces.geometry.values)
    return pieces
