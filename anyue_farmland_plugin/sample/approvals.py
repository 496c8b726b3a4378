# SPDX-License-Identifier: GPL-2.0-or-later
"""Approved areas that make some of the planted changes lawful, wholly or in part."""

from __future__ import annotations

from typing import Mapping, Sequence

import numpy as np
import shapely

from anyue_farmland_plugin.core.ellipsoid import ellipsoidal_areas, round_cents
from anyue_farmland_plugin.sample.changes import Entry
from anyue_farmland_plugin.sample.layer import CRS, SampleLayer, constant, texts
from anyue_farmland_plugin.sample.planting import Ground
from anyue_farmland_plugin.sample.protection import rounded
from anyue_farmland_plugin.sample.recipes import CONVERSION, FACILITY, TEMPORARY, Approval

_NUMBER = {
    CONVERSION: "川府土〔2022〕{:03d}号",
    FACILITY: "安设农备〔2022〕{:03d}号",
    TEMPORARY: "安自然资临〔2022〕{:03d}号",
}
_PURPOSE = {
    CONVERSION: ("城镇建设用地", "乡镇基础设施", "农村集中居住点"),
    FACILITY: ("生猪养殖设施", "粮油烘干晾晒场", "柠檬分拣保鲜库"),
    TEMPORARY: ("施工便道", "弃土堆放场", "项目施工营地"),
}
_IDLE_EVERY = 6  # one more approval without a change for every six with one


def make_approvals(
    entries: Sequence[Entry], ground: Ground, rng: np.random.Generator
) -> tuple[Mapping[str, SampleLayer], Mapping[str, str]]:
    """Return the approval layers by name and the document number per JCBH."""
    documents: dict[str, str] = {}
    layers = {}
    for layer in (CONVERSION, FACILITY, TEMPORARY):
        shapes: list[shapely.Geometry] = []
        for entry in entries:
            if entry.change.recipe.layer != layer or entry.oddity == "continued":
                continue
            documents[entry.number] = _NUMBER[layer].format(len(shapes) + 11)
            shapes.append(_approved_shape(entry, entries, rng))
        for entry in entries:
            if entry.oddity == "continued" and entries[entry.related].number in documents:
                documents[entry.number] = documents[entries[entry.related].number]
        shapes += _idle_shapes(ground, len(shapes) // _IDLE_EVERY + 1, rng)
        layers[layer] = _layer(layer, rounded(texts(shapes)), rng)
    return layers, documents


def _approved_shape(entry: Entry, entries: Sequence[Entry], rng: np.random.Generator) -> shapely.Geometry:
    """Return a plot that holds the change (also as it grows), or its western third."""
    shapes = [entry.change.geometry] + [
        other.change.geometry
        for other in entries
        if other.oddity == "continued" and entries[other.related].number == entry.number
    ]
    whole = shapely.union_all(shapes)
    if entry.change.recipe.approval is Approval.FULL:
        return shapely.simplify(shapely.buffer(whole, rng.uniform(3.0, 6.0), join_style="mitre"), 1.5)
    x0, y0, x1, y1 = whole.bounds
    return shapely.box(x0 - 12.0, y0 - 6.0, x0 + 0.3 * (x1 - x0), y1 + 6.0)


def _idle_shapes(ground: Ground, count: int, rng: np.random.Generator) -> list[shapely.Geometry]:
    """Return approved plots on which nothing has happened yet."""
    free = rng.permutation(np.flatnonzero(ground.rows["field"] & ~ground.used))[:count]
    ground.used[free] = True
    shapes = shapely.simplify(shapely.buffer(ground.survey.now.geometries[free], -1.0), 2.0)
    return [max(shapely.get_parts(shape), key=shapely.area) for shape in shapes]


def _layer(name: str, shapes: np.ndarray, rng: np.random.Generator) -> SampleLayer:
    count = len(shapes)
    area = round_cents(ellipsoidal_areas(shapes, CRS))
    purpose = [_PURPOSE[name][int(rng.integers(0, len(_PURPOSE[name])))] for _ in range(count)]
    day = [f"2022-{int(rng.integers(1, 6)):02d}-{int(rng.integers(1, 28)):02d}" for _ in range(count)]
    columns = {
        "XMBH": texts(f"512021{name[:2]}{number:04d}" for number in range(1, count + 1)),
        "XMMC": texts(f"安岳县{text}项目" for text in purpose),
        "PZWH": texts(_NUMBER[name].format(number + 11) for number in range(count)),
        "PZRQ": texts(day),
        "PZYT": texts(purpose),
        "PZMJ": area,
        "XZQDM": constant("512021", count),
        "XZQMC": constant("安岳县", count),
        "BZ": constant(None, count),
    }
    return SampleLayer(name, columns, shapes)
