# SPDX-License-Identifier: GPL-2.0-or-later
"""Which kinds of change the sample plants: problem family, where, how it looks, how often.

One line per way a family comes about; the overlay and the rules should find each again.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Look(Enum):
    """Outline of a planted change."""

    BUILDING = "building"
    PATCH = "patch"  # inside one parcel
    OVERLAP = "overlap"  # runs over parcel borders
    WHOLE = "whole"  # the parcel as far as the image shows it
    VERGE = "verge"  # a strip along a road or river
    TRACK = "track"  # a narrow band through a parcel


class Place(Enum):
    """Which parcels qualify."""

    FIELD = "field"
    WASTE_FIELD = "waste field"  # cultivated, not planted
    ROADSIDE = "roadside"  # cultivated, beside a road or river
    BORDER = "border"  # cultivated, on a township border
    LOST = "lost"  # cultivated in 2020, other class in 2021
    STOCK = "stock"  # other class in both years, restorable
    OLD_FACILITY = "old facility"  # facility land that was a restorable orchard in 2020
    OTHER = "other"  # of the class, nothing special
    STEEP = "steep"  # of the class, on steep ground
    OUTSIDE = "outside"  # beyond the county's outline
    RIM = "rim"  # across the county's outline


class Approval(Enum):
    """Approved layer laid over the change: none, all of it, or less than half."""

    NONE = "n"
    FULL = "y"
    PART = "part"


@dataclass(frozen=True)
class Recipe:
    """One kind of planted change; areas in m2; ``layer`` names the approval layer."""

    family: str
    verdict: str
    tblx: tuple[str, ...]
    place: Place
    dlbm: tuple[str, ...]
    look: Look
    area: tuple[float, float]
    weight: int
    layer: str = ""
    approval: Approval = Approval.NONE
    note: str = ""


FIELDS = ("0101", "0103")
CONVERSION, FACILITY, TEMPORARY = "ZZ_NYDZYFW", "SSNYD", "LSYD"
_ANY: tuple[str, ...] = ()

RECIPES: tuple[Recipe, ...] = (
    Recipe("FN01", "WF", ("20",), Place.FIELD, FIELDS, Look.BUILDING, (210, 900), 14),
    Recipe("FN01", "WF", ("20",), Place.FIELD, FIELDS, Look.BUILDING, (400, 1500), 3, CONVERSION, Approval.PART),
    Recipe("FN02", "WF", ("SM", "KT", "SK"), Place.FIELD, FIELDS, Look.PATCH, (2600, 6000), 3),
    Recipe("FN03", "WF", ("LD",), Place.FIELD, FIELDS, Look.PATCH, (1500, 6000), 2, note="疑似景观公园"),
    Recipe("FN04", "WF", ("20", "YH"), Place.OTHER, ("1202",), Look.WHOLE, (210, 3000), 2),
    Recipe("FN05", "WF", ("03",), Place.FIELD, FIELDS, Look.PATCH, (2000, 9000), 2, note="绿化造林项目"),
    Recipe("FN06", "WF", ("03",), Place.ROADSIDE, FIELDS, Look.VERGE, (450, 9000), 4, note="绿色通道"),
    Recipe("FN09", "WF", ("YH", "DT", "TD", "CK", "GF"), Place.FIELD, FIELDS, Look.OVERLAP, (300, 9000), 14),
    Recipe("FN09", "WF", ("DL1", "DL2"), Place.FIELD, FIELDS, Look.TRACK, (300, 9000), 3),
    Recipe("FN09", "WF", ("DT", "TD"), Place.BORDER, FIELDS, Look.OVERLAP, (2500, 9000), 2, note="跨乡镇"),
    Recipe("FL11", "NF", ("03",), Place.FIELD, FIELDS, Look.PATCH, (700, 6000), 6),
    Recipe("FL11", "NF", ("03",), Place.LOST, ("0301", "0307"), Look.WHOLE, (300, 30000), 1),
    Recipe("FL12", "NF", ("04",), Place.FIELD, FIELDS, Look.PATCH, (700, 6000), 3),
    Recipe("FL12", "NF", ("04",), Place.LOST, ("0404",), Look.WHOLE, (300, 30000), 1),
    Recipe("FL13", "NF", ("02",), Place.FIELD, FIELDS, Look.PATCH, (700, 12000), 12, note="新栽柠檬"),
    Recipe("FL13", "NF", ("02",), Place.FIELD, FIELDS, Look.OVERLAP, (6000, 29000), 4, note="新栽柠檬"),
    Recipe("FL13", "NF", ("02",), Place.LOST, ("0201",), Look.WHOLE, (300, 30000), 3),
    Recipe("FL14", "NF", ("KT", "GQ"), Place.FIELD, FIELDS, Look.PATCH, (300, 1500), 4),
    Recipe("FL14", "NF", ("KT",), Place.LOST, ("1104",), Look.WHOLE, (300, 1900), 1),
    Recipe("FL15", "DL", ("ND",), Place.FIELD, FIELDS, Look.TRACK, (220, 4000), 5),
    Recipe("FL15", "NF", ("QT",), Place.LOST, ("1202",), Look.WHOLE, (210, 30000), 1),
    Recipe("FL21", "NF", ("03",), Place.STOCK, ("0301", "0302", "0305", "0307"), Look.WHOLE, (300, 30000), 2),
    Recipe("FL22", "NF", ("04",), Place.STOCK, ("0404",), Look.WHOLE, (300, 30000), 1),
    Recipe("FL23", "NF", ("02",), Place.STOCK, ("0201",), Look.WHOLE, (300, 30000), 4),
    Recipe("FL24", "NF", ("KT",), Place.STOCK, ("1104",), Look.WHOLE, (300, 30000), 1),
    Recipe("FL25", "NF", ("QT",), Place.OLD_FACILITY, ("1202",), Look.WHOLE, (210, 30000), 1),
    Recipe("FK01", "DH", ("01",), Place.OTHER, ("0301", "0307"), Look.PATCH, (900, 8000), 3),
    Recipe("FK02", "DH", ("01",), Place.STEEP, ("0404", "1207"), Look.OVERLAP, (900, 4000), 2),
    Recipe("FK03", "DH", ("01",), Place.OTHER, ("1104",), Look.WHOLE, (300, 9000), 2),
    Recipe("LH01", "NF", ("LT",), Place.WASTE_FIELD, FIELDS, Look.WHOLE, (600, 30000), 4, note="疑似撂荒"),
    Recipe("", "HF", ("20", "YH", "DL1"), Place.FIELD, FIELDS, Look.PATCH, (600, 9000), 6, CONVERSION, Approval.FULL),
    Recipe("", "SS", ("20",), Place.FIELD, FIELDS, Look.BUILDING, (300, 2500), 4, FACILITY, Approval.FULL),
    Recipe("", "LS", ("DT", "YH"), Place.FIELD, FIELDS, Look.PATCH, (500, 4000), 3, TEMPORARY, Approval.FULL),
    Recipe("", "WB", ("01",), Place.FIELD, FIELDS, Look.PATCH, (400, 3000), 3, note="季相变化"),
    Recipe("", "QT", ("20",), Place.OTHER, ("0702", "0601", "0701"), Look.WHOLE, (210, 9000), 3),
    Recipe("", "QT", ("01",), Place.STOCK, ("0201",), Look.WHOLE, (300, 9000), 2, note="恢复耕地"),
    Recipe("", "QT", ("20",), Place.OUTSIDE, _ANY, Look.PATCH, (300, 3000), 2, note="界外"),
    Recipe("FN09", "WF", ("TD",), Place.RIM, FIELDS, Look.OVERLAP, (2500, 9000), 1, note="跨县界"),
)
