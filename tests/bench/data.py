# SPDX-License-Identifier: GPL-2.0-or-later
"""Make a seeded benchmark county: land survey, protective lines, districts and changes in one GeoPackage.

`python -m tests.bench.data S 7 county.gpkg`; no polygon of it is real.  Sizes: S 52,000, M 312,000,
L 1,040,000 parcels.  Neighbouring parcels share their vertices exactly, TBMJ is the survey's area.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyogrio
import shapely

from anyue_farmland_plugin.core.ellipsoid import ellipsoidal_areas, to_cents
from anyue_farmland_plugin.core.landclass import standard_classes
from tests.bench.coverage import Bend, Sides, draw_sides, polygons
from tests.bench.landscape import CODES, DRY, PADDY, Landscape, Waves, make_landscape, patches_of
from tests.bench.patches import changes, lobes

CRS, COUNTY = "EPSG:4544", "512021"
SIZES = {"S": 52_000, "M": 312_000, "L": 1_040_000}
CHANGES = (5_000, 20_000, 100_000)
INSIDE = 0.82  # share of changes around a point within the survey


@dataclass(frozen=True)
class County:
    """The landscape with its drawn sides, and what places random things in it."""

    land: Landscape
    sides: Sides
    bend: Bend
    town_codes: np.ndarray
    village_codes: np.ndarray


class Package:
    """Writes layers into a GeoPackage and says how long it takes."""

    def __init__(self, path: Path) -> None:
        self._path, self._start = path, time.monotonic()

    def write(
        self, layer: str, columns: dict[str, np.ndarray], shapes: Iterable[np.ndarray], several: bool = False
    ) -> None:
        """Write one layer; every polygon must be valid."""
        wkb, bad, vertices = [], 0, []
        for batch in shapes:
            bad += int((~shapely.is_valid(batch)).sum())
            vertices.append(shapely.get_num_coordinates(batch))
            wkb.append(shapely.to_wkb(batch))
        if bad:
            raise ValueError(f"{layer}: {bad} invalid polygons; take another seed")
        data = [np.asarray(column, dtype=object) if column.dtype.kind == "U" else column for column in columns.values()]
        pyogrio.raw.write(
            self._path,
            np.concatenate(wkb),
            data,
            list(columns),
            layer=layer,
            driver="GPKG",
            crs=CRS,
            geometry_type="MultiPolygon" if several else "Polygon",
            promote_to_multi=several,
            layer_options={"GEOMETRY_NAME": "geom", "SPATIAL_INDEX": "YES"},
        )
        number = np.concatenate(vertices)
        spent = time.monotonic() - self._start
        size = f"{len(number):,} rows, vertices {np.median(number):.0f} / {number.max()}"
        print(f"{layer}: {size}, {spent:.0f} s", flush=True)


def make(path: Path, parcels: int, seed: int, counts: tuple[int, ...] = CHANGES) -> None:
    """Write the county; an unfinished file never bears the final name."""
    draft = path.with_suffix(".part.gpkg")
    draft.unlink(missing_ok=True)
    draft.parent.mkdir(parents=True, exist_ok=True)
    package = Package(draft)
    county = _county(parcels, seed)
    package.write("DLTB", *_parcels(county, _random(seed, 2)))
    package.write("YJJBNTTB", *_basic_farmland(county, _random(seed, 3)))
    _districts(county, package)
    _zones(county, package, _random(seed, 4))
    for count in counts:
        rng = _random(seed, 5, count)
        columns = {"JCBH": _texts(f"JC{number:07d}" for number in range(count))}
        package.write(f"change_{count}", columns, [changes(_places(county, count, rng), rng)])
    draft.rename(path)


def _random(*words: int) -> np.random.Generator:
    return np.random.default_rng(words)


def _texts(values: Iterable[str]) -> np.ndarray:
    return np.array(list(values), dtype=object)


def _county(parcels: int, seed: int) -> County:
    rng = _random(seed, 1)
    land = make_landscape(parcels, rng)
    bend = Bend(rng)
    sides = draw_sides(land.axes, land.parcel, bend, rng)
    towns = _texts(f"{COUNTY}{100 + number:03d}" for number in range(int(land.town_of_village.max()) + 1))
    seen = np.zeros(len(towns), dtype=int)
    codes = []
    for town in land.town_of_village:
        codes.append(f"{towns[town]}{200 + seen[town]:03d}")
        seen[town] += 1
    return County(land, sides, bend, towns, _texts(codes))


def _parcels(county: County, rng: np.random.Generator) -> tuple[dict[str, np.ndarray], list[np.ndarray]]:
    land = county.land
    shapes = list(polygons(county.sides, land.parcel))
    count = len(land.dlbm)
    cents = to_cents(np.concatenate([ellipsoidal_areas(batch, CRS) for batch in shapes]))
    codes = np.array(CODES, dtype=object)
    names = np.array([standard_classes()[code].name for code in CODES], dtype=object)
    farm = np.isin(land.dlbm, (PADDY, DRY))
    ridge = np.where(farm, rng.integers(300, 1600, count), 0)
    ridge_cents = (cents * ridge + 5000) // 10000
    place = np.char.add(county.village_codes.astype(str), "0000000").astype(object)[land.village_of_parcel]
    village = _texts(f"第{number + 1}村" for number in range(len(county.village_codes)))[land.village_of_parcel]
    columns = {
        "BSM": _texts(f"{COUNTY}2110{number:08d}" for number in range(count)),
        "YSDM": np.full(count, "2001010100", dtype=object),
        "TBBH": _texts(map(str, range(count))),
        "DLBM": codes[land.dlbm],
        "DLMC": names[land.dlbm],
        "QSXZ": np.full(count, "30", dtype=object),
        "QSDWDM": place,
        "QSDWMC": village,
        "ZLDWDM": place,
        "ZLDWMC": village,
        "TBMJ": cents / 100.0,
        "KCDLBM": np.where(farm, "1203", None).astype(object),
        "KCXS": ridge / 10000.0,
        "KCMJ": ridge_cents / 100.0,
        "TBDLMJ": (cents - ridge_cents) / 100.0,
        "SJNF": np.full(count, 2022, dtype=np.int32),
    }
    return columns, shapes


def _basic_farmland(county: County, rng: np.random.Generator) -> tuple[dict[str, np.ndarray], list[np.ndarray]]:
    """Return most cultivated parcels with coarser outlines a little off the survey's, as a second digitising gives."""
    land = county.land
    first = np.unique(land.parcel, return_index=True)[1][1:]
    x, y = (axis[place] for axis, place in zip(land.axes.middles, np.divmod(first, land.parcel.shape[1])[::-1]))
    chosen = np.isin(land.dlbm, (PADDY, DRY)) & (Waves(rng, 4000.0)(x, y) > -1.5)
    number = np.append(np.where(chosen, np.cumsum(chosen) - 1, -1), -1)
    shapes = [_apart(batch) for batch in polygons(county.sides, number[land.parcel], thin_out=True)]
    count = sum(map(len, shapes))
    columns = {
        "BSM": _texts(f"{COUNTY}2150{number:08d}" for number in range(count)),
        "DLBM": np.array(CODES, dtype=object)[land.dlbm[chosen]],
    }
    return columns, shapes


def _apart(shapes: np.ndarray) -> np.ndarray:
    shifted = shapely.transform(
        shapes,
        lambda xy: np.round(xy + np.stack([2 * np.sin(xy[:, 1] / 61) + 0.4, 2 * np.cos(xy[:, 0] / 53)], axis=1), 4),
    )
    for row in np.flatnonzero(~shapely.is_valid(shifted)):
        shifted[row] = max(shapely.get_parts(shapely.buffer(shifted[row], 0.0)), key=shapely.area)
    return shifted


def _districts(county: County, package: Package) -> None:
    land = county.land
    for layer, label, columns in (
        (
            "XZQ",
            np.append(land.town_of_village, -1)[land.village],
            {
                "XZQDM": county.town_codes,
                "XZQMC": _texts(f"合成{number + 1}镇" for number in range(len(county.town_codes))),
            },
        ),
        (
            "CJDCQ",
            land.village,
            {
                "ZLDWDM": _texts(f"{code}0000000" for code in county.village_codes),
                "ZLDWMC": _texts(f"第{number + 1}村" for number in range(len(county.village_codes))),
            },
        ),
    ):
        patch, first = patches_of(label)
        parts = np.concatenate(list(polygons(county.sides, patch)))
        owner = label.ravel()[first]
        order = np.argsort(owner, kind="stable")
        package.write(layer, columns, [shapely.multipolygons(parts[order], indices=owner[order])], several=True)


def _zones(county: County, package: Package, rng: np.random.Generator) -> None:
    """Write ecological red lines and town limits, about one per 13,000 and 7,000 parcels."""
    count = len(county.land.dlbm)
    for layer, every, reach in (("STBHHX", 13_000, 1500.0), ("CZKFBJ", 7_000, 900.0)):
        places = _places(county, max(count // every, 2), rng, inside=1.0)
        shapes = lobes(places, reach * rng.uniform(0.6, 1.4, len(places)), rng)
        kinds = {int(kind) for kind in shapely.get_type_id(shapes)}
        columns = {"BSM": _texts(f"{COUNTY}{number:012d}" for number in range(len(shapes)))}
        package.write(layer, columns, [shapes], several=len(kinds) > 1)


def _places(county: County, count: int, rng: np.random.Generator, inside: float = INSIDE) -> np.ndarray:
    """Return random map points, the given share of them within the survey."""
    within = county.land.parcel.ravel() >= 0
    wanted = round(count * inside)
    kinds = ((within, wanted), (~within, count - wanted))
    cell = np.concatenate([rng.choice(np.flatnonzero(chosen), number) for chosen, number in kinds])
    row, column = np.divmod(rng.permutation(cell), county.land.parcel.shape[1])
    x, y = county.land.axes.middles
    return county.bend(np.stack([x[column], y[row]], axis=1) + rng.uniform(-13, 13, (count, 2)))


if __name__ == "__main__":
    make(Path(sys.argv[3]), SIZES[sys.argv[1]], int(sys.argv[2]))
