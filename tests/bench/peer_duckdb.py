# SPDX-License-Identifier: GPL-2.0-or-later
"""The job in DuckDB with its spatial extension: a spatial join per layer, then a sum."""

from __future__ import annotations

from pathlib import Path

import duckdb
import duckdb_extension_spatial

from tests.bench.job import PARCELS, TOWNS, ZONES, Job, area_sql


def run(job: Job) -> None:
    """Do the job."""
    base = Path(duckdb_extension_spatial.__file__).parent
    database = duckdb.connect(config={"extension_directory": str(job.out)})
    database.execute(f"LOAD '{next(base.rglob('spatial.duckdb_extension'))}'")
    database.execute(f"CREATE TABLE c AS SELECT JCBH, geom FROM ST_Read('{job.data}', layer='{job.changes}')")
    _overlay(database, job, *PARCELS)
    parts = ["SELECT JCBH, DLBM AS item, CAST(sum(area) AS VARCHAR) AS value FROM p_DLTB GROUP BY JCBH, DLBM"]
    for layer in ZONES:
        _overlay(database, job, layer, None)
        parts.append(f"SELECT JCBH, '{layer}', CAST(sum(area) AS VARCHAR) FROM p_{layer} GROUP BY JCBH")
    if not job.spared:
        _overlay(database, job, *TOWNS)
        summed = "SELECT JCBH, XZQDM, sum(area) AS area FROM p_XZQ GROUP BY JCBH, XZQDM"
        parts.append(f"SELECT JCBH, 'XZQ', arg_max(XZQDM, area) FROM ({summed}) GROUP BY JCBH")
    database.execute(f"COPY ({' UNION ALL '.join(parts)}) TO '{job.areas}' (HEADER)")
    if job.stores:
        database.execute(
            f"COPY (SELECT * FROM p_DLTB) TO '{job.pieces}' (FORMAT GDAL, DRIVER 'GPKG', LAYER_NAME 'pieces', SRS '')"
        )


def _overlay(database: duckdb.DuckDBPyConnection, job: Job, layer: str, field: str | None) -> None:
    chosen = f", {field}" if field else ""
    shape = "ST_Intersection(c.geom, d.geom)"
    database.execute(
        f"CREATE TABLE p_{layer} AS SELECT JCBH{chosen}, {area_sql('g')} AS area, g AS geom FROM ("
        f"SELECT JCBH{chosen}, {shape} AS g FROM c JOIN ST_Read('{job.data}', layer='{layer}') d "
        "ON ST_Intersects(c.geom, d.geom)) WHERE ST_Area(g) > 0"
    )
