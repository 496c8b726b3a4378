# SPDX-License-Identifier: GPL-2.0-or-later
"""Which rows of a ledger go into a package with its cases, and how they look there."""

from __future__ import annotations

from typing import Collection, Iterable, Iterator, Mapping

from anyue_farmland_plugin.core.errors import InputDataError
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.ledger.packed import BASE, base_row
from anyue_farmland_plugin.ledger.reading import Reader
from anyue_farmland_plugin.workflow.field_packages_masking import masked_case, masked_clue, masked_delivery

_OF_CASES = ("clues", "pieces", "evidence_links", "plans", "inspections", "documents")


def packable_rows(reader: Reader, case_ids: Collection[str], *, with_names: bool) -> dict:
    """Return table → rows (``geom`` as WKB) of the cases and what belongs to them, in a fixed order.

    Cases of parent clues come along.  Raises InputDataError for unknown cases.
    """
    wanted = _with_parents(reader, case_ids)
    cases = [_case(reader, case_id) for case_id in wanted]
    cases.sort(key=lambda case: str(case["case_no"]))
    rows: dict = {"cases": cases}
    for name in _OF_CASES:
        rows[name] = [row for case in cases for row in reader.rows(name, case_id=case["case_id"])]
    rows["clues"] = _parents_first(rows["clues"])
    rows["deliveries"] = _named(reader, "deliveries", "delivery_id", rows["clues"])
    rows["evidence"] = _with_case(_named(reader, "evidence", "evidence_id", rows["evidence_links"]), rows)
    if not with_names:
        rows["cases"] = [masked_case(case) for case in cases]
        rows["clues"] = [masked_clue(clue) for clue in rows["clues"]]
        rows["deliveries"] = [masked_delivery(delivery) for delivery in rows["deliveries"]]
    rows[BASE] = [base_row(case) for case in rows["cases"]]
    return rows


def _case(reader: Reader, case_id: str) -> dict:
    found = reader.case(case_id)
    if found is None:
        raise InputDataError(translate("Packages", "There is no case {case} in this ledger.").format(case=case_id))
    return found


def _with_parents(reader: Reader, case_ids: Collection[str]) -> list:
    """Return the cases and those of the clues their own clues were split from."""
    found = list(dict.fromkeys(case_ids))
    for case_id in found:
        for clue in reader.rows("clues", geometry=False, case_id=case_id):
            for parent in reader.rows("clues", geometry=False, clue_id=clue["parent_clue_id"] or ""):
                if parent["case_id"] and parent["case_id"] not in found:
                    found.append(parent["case_id"])
    return found


def _parents_first(clues: Iterable[Mapping]) -> list:
    return sorted(clues, key=lambda clue: clue["parent_clue_id"] is not None)


def _named(reader: Reader, table: str, key: str, rows: Iterable[Mapping]) -> list:
    return list(_each(reader, table, key, sorted({row[key] for row in rows})))


def _with_case(evidence: Iterable[Mapping], rows: Mapping) -> list:
    """Return the photos with a case of the package each: field apps show them under that one only."""
    first: dict = {}
    for link in rows["evidence_links"]:
        first.setdefault(link["evidence_id"], link["case_id"])
    packed = {case["case_id"] for case in rows["cases"]}
    return [row if row["taken_for"] in packed else {**row, "taken_for": first[row["evidence_id"]]} for row in evidence]


def _each(reader: Reader, table: str, key: str, names: Iterable[str]) -> Iterator[dict]:
    for name in names:
        yield from reader.rows(table, geometry=True, **{key: name})
