# SPDX-License-Identifier: GPL-2.0-or-later
"""Builds small real ledgers for tests: the product's own writer, invented parcels near Anyue.

Each case has one clue that lies on a dry field and, where asked, on an orchard beside it;
areas are the ellipsoidal ones, so a ledger from here verifies without a finding.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Mapping, Sequence, Union

import numpy as np
import shapely

from anyue_farmland_plugin.core.crs import srs_definition
from anyue_farmland_plugin.core.ellipsoid import ellipsoidal_areas, round_cents
from anyue_farmland_plugin.core.ports import Actor, timestamp
from anyue_farmland_plugin.ledger.writing import Writer, creating

CRS = "EPSG:4523"
ORIGIN = (35_535_000.0, 3_325_000.0)
START = datetime(2022, 6, 15, 8, 0, tzinfo=timezone.utc)
ANALYST = Actor("李分析", "analyst")
INSPECTOR = Actor("王核查", "inspector")
COUNTY = Actor("赵县级", "county")
FIELD, ORCHARD = "0103", "0201"
KCXS = 0.12
TOWNS = (("512021103", "通贤镇"), ("512021104", "龙台镇"), ("512021100", "岳阳镇"))
_NAMESPACE = uuid.UUID("6f1b2c1e-5a53-4d27-9a35-0d6a5a1b7c11")


class TickingClock:
    """A clock that starts at a fixed moment and moves one second with every look."""

    def __init__(self, start: datetime = START) -> None:
        self.moment = start

    def __call__(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment


@dataclass(frozen=True)
class FixedClock:
    """A clock that stands still."""

    moment: datetime

    def __call__(self) -> datetime:
        return self.moment


@dataclass
class Ids:
    """The same UUIDs in every run: the n-th id of a kind."""

    seed: str = "ledger"
    counts: dict = field(default_factory=dict)

    def __call__(self, kind: str) -> str:
        number = self.counts[kind] = self.counts.get(kind, 0) + 1
        return str(uuid.uuid5(_NAMESPACE, f"{self.seed}:{kind}:{number}"))


def square(column: int, row: int, width: float = 40.0, height: float = 30.0) -> shapely.Polygon:
    """Return a parcel-sized rectangle in EPSG:4523 at a place of a grid with 100 m steps."""
    x, y = ORIGIN[0] + 100.0 * column, ORIGIN[1] + 100.0 * row
    return shapely.box(x, y, x + width, y + height)


def area_of(polygon: shapely.Geometry) -> float:
    """Return the ellipsoidal area in m², two decimals."""
    return float(round_cents(ellipsoidal_areas(np.array([polygon], dtype=object), CRS))[0])


def survey_parcels(count: int = 3) -> list:
    """Return (polygon, attributes) of the parcels that `make_ledger` cuts: a field and an orchard per case."""
    return [parcel for number in range(count) for parcel in _parcels_of(number)]


def _parcels_of(number: int) -> list:
    village = f"{TOWNS[number % len(TOWNS)][0]}201"
    kinds = ((FIELD, "旱地", KCXS), (ORCHARD, "果园", None))
    return [
        (
            polygon,
            {
                "BSM": f"5120212110{2 * number + place:08d}",
                "DLBM": code,
                "DLMC": name,
                "KCXS": kcxs,
                "TBMJ": area_of(polygon),
                "ZLDWDM": village.ljust(19, "0"),
                "ZLDWMC": "柠都村",
                "QSDWDM": village.ljust(19, "0"),
            },
        )
        for place, (polygon, (code, name, kcxs)) in enumerate(zip(_halves(number), kinds), 1)
    ]


def make_ledger(
    folder: Path,
    *,
    cases: Union[int, Sequence[Mapping]] = 3,
    name: str = "ledger.gpkg",
    clock: object = None,
    actor: Actor = ANALYST,
) -> Path:
    """Create a ledger with one delivery and some cases; return its path.

    ``cases`` is a number, or one mapping of case columns per case that replaces the values
    made up here (``problem_type``, ``status`` …; PERSON columns are written by the creating event).
    Case n has number <town>-2022-<n>, status desk, a dry-field piece and an orchard piece.
    """
    from anyue_farmland_plugin.workflow.blueprint import ledger_blueprint

    path = Path(folder) / name
    wanted = [{}] * cases if isinstance(cases, int) else list(cases)
    ids = Ids(seed=name)
    blueprint = ledger_blueprint(srs_definition(CRS), ids("chain"))
    with creating(path, blueprint, actor, clock or TickingClock()) as writer:  # type: ignore[arg-type]
        add_delivery(writer, wanted, ids)
    return path


def add_delivery(
    writer: Writer, wanted: Sequence[Mapping], ids: Ids, *, first: int = 0, batch: str = "2022-03"
) -> list:
    """Write one delivery with a clue, pieces and a case for each mapping; return the case ids."""
    rows = delivery_rows(writer, wanted, ids, first=first, batch=batch)
    for case in rows.cases:
        writer.create_case(case)
    writer.add_delivery(rows.delivery, rows.clues, rows.pieces)
    return [case["case_id"] for case in rows.cases]


@dataclass(frozen=True)
class DeliveryRows:
    """Rows of one delivery as a writer takes them."""

    delivery: dict
    cases: list
    clues: list
    pieces: list


def delivery_rows(
    writer: Writer, wanted: Sequence[Mapping], ids: Ids, *, first: int = 0, batch: str = "2022-03"
) -> DeliveryRows:
    """Return a delivery with a clue, pieces and a case for each mapping, not yet written."""
    delivery_id, at = ids("delivery"), timestamp(writer.clock())
    rows = [_rows_of(first + place, values, delivery_id, ids) for place, values in enumerate(wanted)]
    clues, pieces = [row.clue for row in rows], [piece for row in rows for piece in row.pieces]
    delivery = {
        "delivery_id": delivery_id,
        "kind": "changes",
        "name": f"changes {batch}",
        "batch": batch,
        "source_kind": "S4",
        "path_name": "变化图斑.gpkg",
        "layer": "changes",
        "sha256": "0" * 64,
        "rows": len(clues),
        "crs": CRS,
        "area_m2": round(sum(clue["area_m2"] for clue in clues), 2),
        "imported_at": at,
        "imported_by": writer.actor.name,
        "parameters": "{}",
    }
    return DeliveryRows(delivery, [row.case for row in rows], clues, pieces)


@dataclass(frozen=True)
class _CaseRows:
    case: dict
    clue: dict
    pieces: list


def _halves(number: int) -> tuple:
    """Return the field and the orchard under case ``number``; they share an edge."""
    whole = square(number % 20, number // 20, 40.0, 30.0)
    left, bottom, right, top = whole.bounds
    middle = left + 24.0
    return shapely.box(left, bottom, middle, top), shapely.box(middle, bottom, right, top)


def _multi(polygon: shapely.Geometry) -> bytes:
    return bytes(shapely.to_wkb(shapely.multipolygons([polygon]), byte_order=1))


def _rows_of(number: int, values: Mapping, delivery_id: str, ids: Ids) -> _CaseRows:
    town_code, town_name = TOWNS[number % len(TOWNS)]
    parcels = _parcels_of(number)
    case_id, clue_id = ids("case"), ids("clue")
    pieces = [
        _piece(
            polygon,
            attributes,
            {
                "piece_id": ids("piece"),
                "clue_id": clue_id,
                "case_id": case_id,
                "parcel_key": f"dltb:{attributes['BSM']}",
                "town_code": town_code,
            },
        )
        for polygon, attributes in parcels
    ]
    whole = shapely.union_all([polygon for polygon, _ in parcels])
    total = round(sum(piece["area_m2"] for piece in pieces), 2)
    farmland = pieces[0]["net_m2"]
    clue = {
        "clue_id": clue_id,
        "delivery_id": delivery_id,
        "source_ref": f"512021SJBG{number + 1:06d}",
        "case_id": case_id,
        "change_type": "20",
        "image_before": "20220301",
        "image_after": "20220501",
        "area_m2": total,
        "overlay_m2": total,
        "outside_m2": 0.0,
        "delivered_area_m2": total,
        "attributes": "{}",
        "geom": bytes(shapely.to_wkb(shapely.normalize(whole), byte_order=1)),
    }
    case = {
        "case_id": case_id,
        "case_no": f"{town_code}-2022-{number + 1:04d}",
        "county_code": "512021",
        "town_code": town_code,
        "town_name": town_name,
        "village_code": f"{town_code}201",
        "village_name": "柠都村",
        "location": f"{town_name}柠都村",
        "source_kinds": "S4",
        "area_m2": total,
        "farmland_m2": farmland,
        "paddy_m2": 0.0,
        "basic_farmland_m2": 0.0,
        "eco_redline_m2": 0.0,
        "outside_urban_m2": total,
        "approved_m2": 0.0,
        "other_agri_m2": round(total - farmland, 2),
        "construction_m2": 0.0,
        "unused_m2": 0.0,
        "outside_survey_m2": 0.0,
        "main_dlbm": FIELD,
        "change_type": "20",
        "since_2021": "yes",
        "boundary_sensitive": 0,
        "suggested_type": "FN01",
        "suggested_verdict": "DH",
        "suggested_unit": town_code,
        "suggestion_rule": "R08",
        "suggestion_reason": "耕地上出现建筑物，无批准",
        "suggestion_confidence": 0.7,
        "status": "desk",
        "geom": _multi(whole),
        **values,
    }
    return _CaseRows(case, clue, pieces)


def _piece(polygon: shapely.Geometry, attributes: Mapping, keys: Mapping) -> dict:
    area = area_of(polygon)
    ridge = round(area * attributes["KCXS"], 2) if attributes["KCXS"] else 0.0
    return {
        **keys,
        "bsm": attributes["BSM"],
        "dlbm": attributes["DLBM"],
        "dlmc": attributes["DLMC"],
        "zldwdm": attributes["ZLDWDM"],
        "qsdwdm": attributes["QSDWDM"],
        "kcxs": attributes["KCXS"],
        "tbmj": attributes["TBMJ"],
        "area_m2": area,
        "ledger_m2": area,
        "net_m2": round(area - ridge, 2),
        "share_of_parcel": 1.0,
        "geom": _multi(polygon),
    }
