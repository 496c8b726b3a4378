# SPDX-License-Identifier: GPL-2.0-or-later
"""The hands of the evidence tests: photos taken at places around the cases of a ledger, added by an inspector."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import shapely

from anyue_farmland_plugin.core.crs import transform
from anyue_farmland_plugin.ledger.reading import reading
from anyue_farmland_plugin.workflow.evidence import AddedPhoto, Showing, add_photos
from tests.factories import CRS, INSPECTOR, Ids, TickingClock

_IDS = Ids(seed="evidence")


def new_id() -> str:
    """Return an id nothing else has in this run."""
    return _IDS("evidence")


def case_ids(ledger: Path) -> list:
    """Return the ids of all cases in their order."""
    with reading(ledger) as reader:
        return [case["case_id"] for case in reader.rows("cases", geometry=False)]


def position(ledger: Path, number: int, east: float = 0.0, north: float = 0.0) -> dict:
    """Return lon and lat of a point so many metres from the middle of a case."""
    with reading(ledger) as reader:
        case = list(reader.rows("cases"))[number]
    middle = shapely.centroid(shapely.from_wkb(case["geom"]))
    moved = shapely.points(shapely.get_x(middle) + east, shapely.get_y(middle) + north)
    lonlat = transform(np.array([moved], dtype=object), CRS, "EPSG:4326")[0]
    return {"lon": float(shapely.get_x(lonlat)), "lat": float(shapely.get_y(lonlat))}


def add(ledger: Path, cases: list, files: list, stage: str = "before", kind: str = "photo") -> list[AddedPhoto]:
    """Add photos as the inspector."""
    return add_photos(
        ledger,
        cases,
        files,
        Showing(stage, kind),
        actor=INSPECTOR,
        clock=TickingClock(),
        new_id=new_id,
    )


def rows(ledger: Path, table: str) -> list:
    """Return all rows of a table."""
    with reading(ledger) as reader:
        return list(reader.rows(table))
