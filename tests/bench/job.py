# SPDX-License-Identifier: GPL-2.0-or-later
"""What every tool is asked to do, and how each writes its answer.

J1: m2 per change and land class, per change and protective layer, township of the largest part.
J2: the same, and the pieces of change and parcel stored with shape, class and area.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

CRS, ELLIPSOID = "EPSG:4544", "EPSG:7019"
PARCELS, TOWNS = ("DLTB", "DLBM"), ("XZQ", "XZQDM")
ZONES = ("YJJBNTTB", "STBHHX", "CZKFBJ")
# Area in the plane by the squared scale of the Gauss projection at the middle of a shape: the cheapest way
# to an ellipsoidal area (better than 0.001 m2 on such pieces), given to every tool that has none of its own.
SEMI_MAJOR, E2, METRES_PER_DEGREE, FALSE_EASTING = 6378137.0, 0.006694380022903416, 110_900.0, 500_000.0


@dataclass(frozen=True)
class Job:
    """One task for one tool: data file, change layer, folder for the answer; ``stores`` asks for J2."""

    data: Path
    changes: str
    out: Path
    stores: bool
    spared: bool = False  # without townships

    @property
    def areas(self) -> Path:
        """Return where the areas go: a table of JCBH, item (class code or layer), value."""
        return self.out / "areas.csv"

    @property
    def pieces(self) -> Path:
        """Return where the pieces go, a GeoPackage."""
        return self.out / "pieces.gpkg"


def write_areas(job: Job, rows: Iterable[tuple]) -> None:
    """Write rows of (JCBH, item, value); a township is item XZQ with its code as value."""
    with job.areas.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(("JCBH", "item", "value"))
        writer.writerows(rows)


def area_sql(shape: str) -> str:
    """Return an SQL expression of the ellipsoidal area of a shape in the Gauss plane."""
    y = f"(ST_X(ST_Centroid({shape})) - {FALSE_EASTING})"
    latitude = f"radians(ST_Y(ST_Centroid({shape})) / {METRES_PER_DEGREE})"
    w2 = f"(1 - {E2} * pow(sin({latitude}), 2))"
    part = f"(pow({y}, 2) * pow({w2}, 2) / (2 * {SEMI_MAJOR**2 * (1 - E2)!r}))"
    return f"(ST_Area({shape}) / pow(1 + {part} + {part} * {part} / 6, 2))"
