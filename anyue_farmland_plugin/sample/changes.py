# SPDX-License-Identifier: GPL-2.0-or-later
"""Two bimonthly deliveries of detected changes, and the truth about every polygon in them.

The second delivery repeats part of the first, grown; the first also holds what real
deliveries hold: a duplicate, a self-crossing ring, a polygon of two parts.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Mapping, Optional, Sequence

import numpy as np
import shapely

from anyue_farmland_plugin.core.ellipsoid import ellipsoidal_areas, round_cents
from anyue_farmland_plugin.sample.layer import CRS, SampleLayer, constant, texts
from anyue_farmland_plugin.sample.planting import LARGEST, Change, Ground, plant
from anyue_farmland_plugin.sample.recipes import RECIPES, Approval, Look
from anyue_farmland_plugin.sample.stairs import blob, stairs

MONTHS = ("202206", "202208")
_IMAGES = {"202206": ("202204", "202206"), "202208": ("202206", "202208")}
FIRST_PER_PARCEL, SECOND_PER_PARCEL = 0.02, 0.015
CONTINUED_SHARE = 0.28
TRUTH_FIELDS = (
    *("JCBH", "month", "family", "verdict", "approved", "PZWH"),
    *("tblx", "BSM", "DLBM", "place", "oddity", "related"),
)


@dataclass(frozen=True)
class Entry:
    """A change in a delivery: its oddity and the number of the related entry (-1: none)."""

    change: Change
    month: str
    oddity: str = ""
    related: int = -1
    number: str = ""


def plant_all(ground: Ground, parcels: int, rng: np.random.Generator) -> tuple[Entry, ...]:
    """Return the entries of both months, numbered; every recipe occurs at least once."""
    kinds = len(RECIPES)
    first_wanted = max(round(parcels * FIRST_PER_PARCEL), kinds + 5)
    second_wanted = max(round(parcels * SECOND_PER_PARCEL), kinds // 2)
    weights = np.array([recipe.weight for recipe in RECIPES], dtype=float)
    order = list(range(kinds)) + rng.choice(kinds, 4 * first_wanted, p=weights / weights.sum()).tolist()
    entries = _grow(ground, order, (first_wanted - 3, MONTHS[0]), rng)
    entries = _shuffled(entries, rng)
    entries += _oddities(entries, rng)
    again = [i for i, entry in enumerate(entries) if entry.change.parcel >= 0 and not entry.oddity]
    again = sorted(rng.permutation(again)[: int(second_wanted * CONTINUED_SHARE)].tolist())
    later = [_continued(entries[i], i, rng) for i in again]
    order = rng.choice(kinds, 6 * second_wanted, p=weights / weights.sum()).tolist()
    later += _grow(ground, order, (second_wanted - len(later), MONTHS[1]), rng)
    entries += _shuffled(later, rng)
    return _numbered(entries)


def _grow(
    ground: Ground, order: Sequence[int], wanted: tuple[int, str], rng: np.random.Generator
) -> list[Entry]:
    count, month = wanted
    entries: list[Entry] = []
    for kind in order:
        if len(entries) >= count:
            break
        change = plant(ground, RECIPES[kind], rng)
        if change is not None:
            entries.append(Entry(change, month))
    return entries


def _shuffled(entries: list[Entry], rng: np.random.Generator) -> list[Entry]:
    return [entries[i] for i in rng.permutation(len(entries))]


def _oddities(entries: list[Entry], rng: np.random.Generator) -> list[Entry]:
    """Return a duplicate, a self-crossing ring and a polygon of two parts, made from entries."""
    patches = [
        i
        for i, entry in enumerate(entries)
        if entry.change.recipe.look is Look.PATCH
        and entry.change.parcel >= 0
        and entry.change.recipe.approval is Approval.NONE
        and entry.change.recipe.family.startswith("F")
    ]
    duplicate, bow, double = rng.permutation(patches)[:3].tolist()
    twin = replace(entries[duplicate], oddity="duplicate", related=duplicate)
    crossing = _with_shape(entries[bow], _bow_tie(entries[bow].change.geometry))
    parts = _with_shape(entries[double], _two_parts(entries[double].change.geometry, rng))
    return [
        twin,
        replace(crossing, oddity="bowtie", related=bow),
        replace(parts, oddity="multipart", related=double),
    ]


def _with_shape(entry: Entry, shape: shapely.Geometry) -> Entry:
    return replace(entry, change=replace(entry.change, geometry=shape))


def _bow_tie(shape: shapely.Geometry) -> shapely.Geometry:
    """Return a ring that crosses itself inside the shape's place."""
    x, y = (round(value / 2) * 2 for value in shapely.get_coordinates(shapely.point_on_surface(shape))[0])
    return shapely.Polygon([(x - 12, y - 10), (x + 12, y + 10), (x + 12, y - 10), (x - 12, y + 10)])


def _two_parts(shape: shapely.Geometry, rng: np.random.Generator) -> shapely.Geometry:
    """Return the shape with a second part 10 to 30 m beyond its box."""
    x0, y0, x1, _ = shape.bounds
    del x0
    middle = np.array([x1 + rng.uniform(20, 30), y0 + 4.0])
    return shapely.MultiPolygon([shape, stairs(blob(middle, 260.0, rng))])


def _continued(entry: Entry, number: int, rng: np.random.Generator) -> Entry:
    """Return the entry as seen two months later: a little larger."""
    old = entry.change.geometry
    wider = max(2.0, np.sqrt(old.area) * rng.uniform(0.04, 0.12))
    grown = stairs(shapely.buffer(old, wider, join_style="mitre"))
    if grown is None or grown.area > LARGEST:
        grown = old
    return Entry(_with_shape(entry, grown).change, MONTHS[1], "continued", number)


def _numbered(entries: list[Entry]) -> tuple[Entry, ...]:
    serial = dict.fromkeys(MONTHS, 0)
    result = []
    for entry in entries:
        serial[entry.month] += 1
        result.append(replace(entry, number=f"512021SJ{entry.month}_{serial[entry.month]:04d}"))
    return tuple(result)


def change_layer(entries: Sequence[Entry], month: str) -> SampleLayer:
    """Return the delivery of one month with the fields of a bimonthly monitoring list."""
    own = [entry for entry in entries if entry.month == month]
    count = len(own)
    shapes = texts(entry.change.geometry for entry in own)
    before, after = _IMAGES[month]
    columns = {
        "JCBH": texts(entry.number for entry in own),
        "XZQDM": constant("512021", count),
        "XMC": constant("安岳县", count),
        "TBLX": texts(entry.change.tblx for entry in own),
        "QSX": constant(before, count),
        "HSX": constant(after, count),
        "JCMJ": round_cents(ellipsoidal_areas(shapes, CRS)),
        "BZ": texts(entry.change.recipe.note or None for entry in own),
    }
    return SampleLayer(f"changes_{month}", columns, shapes)


def truth_rows(
    entries: Sequence[Entry], parcels: SampleLayer, documents: Mapping[str, str]
) -> tuple[dict[str, Optional[str]], ...]:
    """Return what was planted, one row per polygon; ``documents`` gives PZWH by JCBH."""
    rows = []
    for entry in entries:
        change, row = entry.change, entry.change.parcel
        rows.append(
            {
                "JCBH": entry.number,
                "month": entry.month,
                "family": change.recipe.family,
                "verdict": change.recipe.verdict,
                "approved": change.recipe.approval.value,
                "PZWH": documents.get(entry.number, ""),
                "tblx": change.tblx,
                "BSM": parcels.columns["BSM"][row] if row >= 0 else "",
                "DLBM": parcels.columns["DLBM"][row] if row >= 0 else "",
                "place": change.recipe.place.value,
                "oddity": entry.oddity,
                "related": entries[entry.related].number if entry.related >= 0 else "",
            }
        )
    return tuple(rows)
