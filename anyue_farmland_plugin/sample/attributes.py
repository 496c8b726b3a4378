# SPDX-License-Identifier: GPL-2.0-or-later
"""What the survey records of a parcel besides its class: slope, ridges, crops, grades.

Codes and their joint rules follow the survey standard; the ridge coefficients are invented
(the county's own are not public).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Mapping

import numpy as np
import shapely

from anyue_farmland_plugin.sample.landuse import CULTIVATED
from anyue_farmland_plugin.sample.layer import constant, lookup, texts

# Ridge coefficient by slope class: terraced, sloping.
RIDGES: Mapping[str, tuple[float, float]] = {
    "1": (0.0, 0.0),
    "2": (0.0612, 0.0433),
    "3": (0.1038, 0.0721),
    "4": (0.1487, 0.1056),
    "5": (0.1835, 0.1312),
}
CROPS = {
    "LS": "种植粮食作物",
    "FLS": "种植非粮食作物",
    "LYFL": "粮与非粮轮作",
    "LLJZ": "林粮间作",
    "XG": "休耕",
    "WG": "未耕种",
    "JKHF": "即可恢复",
    "GCHF": "工程恢复",
}
DETAILS = {"HDGD": "河道耕地", "LQYD": "林区园地", "GCCD": "灌丛草地"}
_CROP_SHARES = (("LS", 0.73), ("FLS", 0.12), ("LYFL", 0.065), ("LLJZ", 0.02), ("XG", 0.015), ("WG", 0.05))
_SLOPE_LIMITS = (2.0, 6.0, 15.0, 25.0)
_TOWN_CLASSES = ("0701", "05H1", "08H1", "08H2", "0810", "1004", "0508", "0809")
_FEWEST = 3
_WIDTH_CLASSES = ("1003", "1004", "1006", "1101", "1107")


@dataclass(frozen=True)
class Site:
    """What the ground says of each parcel: slope (degrees) and whether a river touches it."""

    slope: np.ndarray
    riverside: np.ndarray


def slope_class(slope: np.ndarray) -> np.ndarray:
    """Return "1" to "5" for slopes in degrees."""
    return texts(str(number) for number in np.searchsorted(_SLOPE_LIMITS, slope) + 1)


def cultivated(dlbm: np.ndarray) -> np.ndarray:
    """Return which codes are cultivated land."""
    return np.isin(dlbm.astype(str), CULTIVATED)


def farm_columns(dlbm: np.ndarray, site: Site, luck: np.ndarray) -> Mapping[str, np.ndarray]:
    """Return GDLX, GDPDJB, KCDLBM, KCXS, GDDB; ``luck`` is a fixed uniform number per parcel."""
    farm = cultivated(dlbm)
    slope = slope_class(site.slope)
    terraced = luck < 0.82
    flat = slope == "1"
    ridge = np.array([RIDGES[code] for code in slope])
    kcxs = np.where(farm, np.where(terraced, ridge[:, 0], ridge[:, 1]), 0.0)
    grade = np.clip(np.round(6.0 + 0.16 * site.slope + 2.2 * (luck * 7 % 1)), 5, 13).astype(int)
    empty = constant(None, len(dlbm))
    return {
        "KCDLBM": np.where(kcxs > 0, "1203", empty),
        "KCXS": kcxs,
        "GDLX": np.where(farm & ~flat, np.where(terraced, "TT", "PD"), empty),
        "GDPDJB": np.where(farm, slope, empty),
        "GDDB": np.where(farm, grade, empty),
    }


def crop_columns(dlbm: np.ndarray, site: Site, luck: np.ndarray) -> Mapping[str, np.ndarray]:
    """Return TBXHDM, TBXHMC, ZZSXDM, ZZSXMC that satisfy the survey's joint rules."""
    codes = dlbm.astype(str)
    farm = cultivated(dlbm)
    crop, detail = constant(None, len(codes)), constant(None, len(codes))
    bounds = np.cumsum([share for _, share in _CROP_SHARES])
    names = texts(name for name, _ in _CROP_SHARES)
    crop[farm] = names[np.minimum(np.searchsorted(bounds, luck[farm]), len(names) - 1)]
    beside = farm & site.riverside & (luck < 0.2)  # these lucks all mean LS
    detail[beside] = "HDGD"
    garden = np.isin(codes, ("0201", "0202", "0204"))
    wood = np.char.startswith(codes, "03")
    pond = np.char.startswith(codes, "1104")
    detail[garden & (luck > 0.985)] = "LQYD"
    for land, at_once, engineering in ((garden, 0.34, 0.06), (wood, 0.07, 0.03), (pond, 0.2, 0.1)):
        first = _lowest(land, luck, at_once)
        crop[_lowest(land, luck, at_once + engineering)] = "GCHF"
        crop[first] = "JKHF"
    crop[_lowest(codes == "0404", luck, 0.16)] = "GCHF"
    detail[(codes == "0404") & (luck > 0.8)] = "GCCD"
    return {
        "TBXHDM": detail,
        "TBXHMC": lookup(DETAILS, detail.tolist()),
        "ZZSXDM": crop,
        "ZZSXMC": lookup(CROPS, crop.tolist()),
    }


def _lowest(land: np.ndarray, luck: np.ndarray, share: float) -> np.ndarray:
    """Return the parcels of ``land`` with luck below ``share``, at least the three lowest."""
    if not land.any():
        return land
    third = np.sort(luck[land])[: _FEWEST][-1]
    return land & (luck <= max(share, third))


def settlement_code(dlbm: np.ndarray) -> np.ndarray:
    """Return CZCSXM: built-up town 202, village 203, mines 204, special land 205."""
    codes = dlbm.astype(str)
    result = constant(None, len(codes))
    result[np.isin(codes, _TOWN_CLASSES)] = "202"
    result[np.isin(codes, ("0702", "0601", "1201"))] = "203"
    result[codes == "0602"] = "204"
    result[codes == "09"] = "205"
    return result


def line_width(dlbm: np.ndarray, polygons: np.ndarray) -> np.ndarray:
    """Return XZDWKD in metres with one decimal for roads and rivers: twice area by perimeter."""
    width = np.round(2 * shapely.area(polygons) / shapely.length(polygons), 1)
    return np.where(np.isin(dlbm.astype(str), _WIDTH_CLASSES), width, np.nan)


def net_cents(cents: np.ndarray, kcxs: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return ridge area and net area in cents; exact because the coefficient has 4 decimals."""
    ridge = (cents * np.rint(kcxs * 10000).astype(np.int64) + 5000) // 10000
    return ridge, cents - ridge
