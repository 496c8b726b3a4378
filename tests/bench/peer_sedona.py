# SPDX-License-Identifier: GPL-2.0-or-later
"""The job in SedonaDB: a spatial join per layer, then a sum."""

from __future__ import annotations

import pandas as pd
import sedonadb

from tests.bench.job import PARCELS, TOWNS, ZONES, Job, area_sql, write_areas


def run(job: Job) -> None:
    """Do the job."""
    engine = sedonadb.connect()
    _view(engine, job, job.changes, "c")
    rows: list[tuple] = []
    pieces = _overlay(job, engine, *PARCELS)
    if job.stores:
        pieces = pieces.to_memtable()
        pieces.to_pyogrio(job.pieces, driver="GPKG", layer="pieces")
    pieces.to_view("pieces")
    summed = engine.sql('SELECT "JCBH", "DLBM", sum(area) AS area FROM pieces GROUP BY "JCBH", "DLBM"').to_pandas()
    rows += _rows(summed, "DLBM")
    for layer in ZONES:
        _overlay(job, engine, layer, None).to_view("zone", overwrite=True)
        summed = engine.sql('SELECT "JCBH", sum(area) AS area FROM zone GROUP BY "JCBH"').to_pandas()
        rows += _rows(summed.assign(item=layer), "item")
    if not job.spared:
        _overlay(job, engine, *TOWNS).to_view("towns")
        towns = engine.sql('SELECT "JCBH", "XZQDM", sum(area) AS area FROM towns GROUP BY "JCBH", "XZQDM"').to_pandas()
        largest = towns.loc[towns.groupby("JCBH")["area"].idxmax()]
        rows += [(jcbh, "XZQ", code) for jcbh, code in zip(largest["JCBH"], largest["XZQDM"])]
    write_areas(job, rows)


def _rows(table: pd.DataFrame, item: str) -> list[tuple]:
    return list(zip(table["JCBH"], table[item], table["area"]))


def _view(engine: sedonadb.context.SedonaContext, job: Job, layer: str, name: str) -> None:
    engine.read_pyogrio(job.data, options={"layer": layer}).to_view(name, overwrite=True)


def _overlay(
    job: Job, engine: sedonadb.context.SedonaContext, layer: str, field: str | None
) -> sedonadb.dataframe.DataFrame:
    _view(engine, job, layer, "d")
    chosen = f'"JCBH", "{field}"' if field else '"JCBH"'
    shape = "ST_Intersection(c.geom, d.geom)"
    return engine.sql(
        f"SELECT {chosen}, {area_sql('g')} AS area, g AS geom FROM ("
        f"SELECT {chosen}, {shape} AS g FROM c JOIN d ON ST_Intersects(c.geom, d.geom)"
        ") WHERE ST_Area(g) > 0"
    )
