# SPDX-License-Identifier: GPL-2.0-or-later
"""Turns ledger rows into rows of the city package, with or without what names a person."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Iterable, Mapping, Optional

from anyue_farmland_plugin.core.casenumbers import parse_case_number
from anyue_farmland_plugin.core.errors import InputDataError
from anyue_farmland_plugin.core.personal_numbers import mask_numbers
from anyue_farmland_plugin.core.schema import Table
from anyue_farmland_plugin.core.vocabulary import measures
from anyue_farmland_plugin.export import city_tables as tables
from anyue_farmland_plugin.export.snapshot import Snapshot

CHINA = timezone(timedelta(hours=8))


@dataclass(frozen=True)
class CityRows:
    """Rows by table name, ready to be written; geometries under ``geom`` as WKB."""

    cases: tuple
    clues: tuple
    pieces: tuple
    codes: Mapping[str, tuple]


def city_number(case: Mapping) -> str:
    """Return TZID of a case; the case number itself where it has another form."""
    try:
        return parse_case_number(case["case_no"]).city_form(case["problem_type"] or "")
    except InputDataError:
        return str(case["case_no"])


def china_day(timestamp: Optional[str]) -> Optional[str]:
    """Return the day in China ("2022-06-15") of a ledger time; other text stays as it is."""
    if timestamp is None or not timestamp.endswith("Z"):
        return timestamp
    moment = datetime.strptime(timestamp[:19], "%Y-%m-%dT%H:%M:%S").replace(tzinfo=timezone.utc)
    return moment.astimezone(CHINA).date().isoformat()


def city_rows(snapshot: Snapshot, *, public: bool) -> CityRows:
    """Return all rows of the package; ``public`` empties every personal column."""
    numbers = {case["case_id"]: city_number(case) for case in snapshot.cases}
    clues_of, pieces_of = _grouped(snapshot.clues), _grouped(snapshot.pieces)
    cases = [
        _case_row(snapshot, case, clues_of[case["case_id"]], pieces_of[case["case_id"]]) for case in snapshot.cases
    ]
    clues = [_clue_row(snapshot, clue, numbers) for clue in snapshot.clues]
    pieces = [
        {**_copied(piece, tables.PIECE_COLUMNS), "TZID": numbers.get(piece["case_id"]), "geom": piece["geom"]}
        for piece in snapshot.pieces
    ]
    if public:
        cases = [_without_persons(tables.CITY_CASES, row) for row in cases]
        clues = [_without_persons(tables.CITY_CLUES, row) for row in clues]
    return CityRows(
        _rounded(tables.CITY_CASES, cases),
        _rounded(tables.CITY_CLUES, clues),
        _rounded(tables.CITY_PIECES, pieces),
        _code_rows(snapshot),
    )


def _grouped(rows: Iterable[Mapping]) -> dict:
    found: dict = defaultdict(list)
    for row in rows:
        found[row["case_id"]].append(row)
    return found


def _copied(row: Mapping, columns: Mapping[str, str]) -> dict:
    return {target: row[source] for source, target in columns.items()}


def _joined(values: Iterable) -> Optional[str]:
    """Return the distinct values in order, comma separated, None when there are none."""
    return ",".join(dict.fromkeys(str(value) for value in values if value not in (None, ""))) or None


def _case_row(snapshot: Snapshot, case: Mapping, clues: list, pieces: list) -> dict:
    first = clues[0] if clues else {}
    largest: Mapping = max(pieces, key=lambda piece: piece["area_m2"] or 0.0, default={})
    delivered = [clue["delivered_area_m2"] for clue in clues if clue["delivered_area_m2"] is not None]
    parents = {clue["clue_id"]: clue["source_ref"] for clue in snapshot.clues} if first.get("parent_clue_id") else {}
    return {
        **_copied(case, tables.CASE_COLUMNS),
        "TZID": city_number(case),
        "LYPC": _joined(snapshot.deliveries[clue["delivery_id"]]["batch"] for clue in clues),
        "LYBH": _joined(clue["source_ref"] for clue in clues),
        "FDBH": parents.get(first.get("parent_clue_id")),
        "CFZT": first.get("split_state"),
        "ZLDWDM": largest.get("zldwdm"),
        "WTLXMC": snapshot.enumerations["problem_type"].get(case["problem_type"]),
        "QSX": first.get("image_before"),
        "HSX": first.get("image_after"),
        "JCMJ": sum(delivered) if delivered else None,
        "WCSJ": china_day(snapshot.closing_asked.get(case["case_id"])),
        "ZRR": None,
        "YY": None,
        "geom": case["geom"],
    }


def _clue_row(snapshot: Snapshot, clue: Mapping, numbers: Mapping[str, str]) -> dict:
    delivery = snapshot.deliveries[clue["delivery_id"]]
    return {
        **_copied(clue, tables.CLUE_COLUMNS),
        "TZID": numbers.get(clue["case_id"]),
        "LYPC": delivery["batch"],
        "LYLX": delivery["source_kind"],
        "geom": clue["geom"],
    }


def _without_persons(table: Table, row: Mapping) -> dict:
    public = {**row, **dict.fromkeys(tables.PERSONAL[table.name])}
    public.update({name: mask_numbers(row[name]) for name in tables.FREE_TEXT if isinstance(row.get(name), str)})
    if row.get("ZGCS"):
        known = [code for code in row["ZGCS"].replace("，", ",").replace(" ", ",").split(",") if code in measures()]
        public["ZGCS"] = ",".join(known) or None
    return public


def _rounded(table: Table, rows: Iterable[Mapping]) -> tuple:
    """Return the rows with areas on whole cents, as the package states them."""
    areas = [column.name for column in table.columns if column.unit]
    return tuple({**row, **{name: round(row[name], 2) for name in areas if row[name] is not None}} for row in rows)


def _code_rows(snapshot: Snapshot) -> dict:
    code_lists = [
        {"id": f"{name}:{code}", "list": name, "code": code, "name": label}
        for name, entries in snapshot.enumerations.items()
        for code, label in entries.items()
    ]
    return {**snapshot.code_rows, "codes": tuple(code_lists)}
