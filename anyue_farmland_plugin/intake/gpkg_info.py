# SPDX-License-Identifier: GPL-2.0-or-later
"""What a GeoPackage says of a layer, read without GDAL: importing GDAL costs more than many a run."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Optional

from anyue_farmland_plugin.core.crs import normalise_crs
from anyue_farmland_plugin.core.errors import CrsError
from anyue_farmland_plugin.core.ports import LayerInfo
from anyue_farmland_plugin.intake.column_types import kind_of
from anyue_farmland_plugin.intake.geopackage import GpkgTable, connected, quoted
from anyue_farmland_plugin.intake.layers import geometry_kind

_OGR_TYPES = {
    "BOOLEAN": "OFTInteger", "TINYINT": "OFTInteger", "SMALLINT": "OFTInteger", "MEDIUMINT": "OFTInteger",
    "INT": "OFTInteger64", "INTEGER": "OFTInteger64", "FLOAT": "OFTReal", "DOUBLE": "OFTReal", "REAL": "OFTReal",
    "TEXT": "OFTString", "BLOB": "OFTBinary", "DATE": "OFTDate", "DATETIME": "OFTDateTime",
}  # fmt: skip


def layer_info(table: GpkgTable) -> Optional[LayerInfo]:
    """Describe a table; None where a type or a coordinate system is unusual and GDAL must judge.

    Raises sqlite3.Error.
    """
    with closing(connected(table.path)) as connection:
        found = connection.execute(
            "SELECT g.geometry_type_name, s.organization, s.organization_coordsys_id FROM gpkg_geometry_columns AS g "
            "JOIN gpkg_spatial_ref_sys AS s ON s.srs_id = g.srs_id WHERE g.table_name = ?",
            (table.name,),
        ).fetchone()
        count = _count(connection, table)
    kinds = {name: kind_of(declared) for name, declared in table.types.items()}
    if found is None or str(found[1]).upper() != "EPSG" or not set(kinds.values()) <= set(_OGR_TYPES):
        return None
    try:
        crs = normalise_crs(f"EPSG:{found[2]}")
    except CrsError:
        return None
    return LayerInfo(
        path_name=table.path.name,
        layer=table.name,
        geometry=geometry_kind(found[0]),
        crs=crs,
        feature_count=count,
        fields={name: _OGR_TYPES[kind] for name, kind in kinds.items()},
    )


def _count(connection: sqlite3.Connection, table: GpkgTable) -> int:
    """Return the number of rows: as GDAL keeps it unless that is absurd, else counted."""
    if connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'gpkg_ogr_contents'").fetchone()[0]:
        known = connection.execute(
            "SELECT feature_count FROM gpkg_ogr_contents WHERE table_name = ?", (table.name,)
        ).fetchone()
        if known is not None and isinstance(known[0], int) and 0 <= known[0] <= table.path.stat().st_size:
            return known[0]
    words = ["SELECT count(*) FROM", quoted(table.name)]
    return int(connection.execute(" ".join(words)).fetchone()[0])
