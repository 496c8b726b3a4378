# SPDX-License-Identifier: GPL-2.0-or-later
"""The checks a package is sent with: complete facts, areas that agree, closings with evidence.

A package is written whatever they find; who receives it sees what is open.
"""

from __future__ import annotations

import re
from typing import Callable, Iterable, Iterator, Mapping

from anyue_farmland_plugin.core.evidence_items import NOTHING
from anyue_farmland_plugin.core.evidence_matrix import Level, missing, needs_of
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.ledger_tables import CASES
from anyue_farmland_plugin.core.mu import format_m2
from anyue_farmland_plugin.core.vocabulary import find_change_type, statuses
from anyue_farmland_plugin.export.findings import Issue, Severity
from anyue_farmland_plugin.export.snapshot import Snapshot

IDENTITY_TOLERANCE = 6.67  # m², 0.01 亩: tolerance of the area identity in the audit practice
CENT = 0.005
FACTS = ("problem_type", "subject", "occurred_on", "location", "area_m2")
PLAN = ("responsible_unit", "tier", "measures", "deadline")
_PARTS = ("farmland_m2", "other_agri_m2", "unused_m2", "construction_m2", "outside_survey_m2")
_WITHIN = ("basic_farmland_m2", "eco_redline_m2", "outside_urban_m2", "approved_m2", "restored_m2")
_DAYS = ("occurred_on", "deadline", "closed_on", "watched_on")
_DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(T.*)?")
_WAIVABLE = frozenset({Level.COUNTY, Level.REASON})
_CONFIRMED, _DISMISSED, _PLANNED = "confirmed", "dismissed", "planned"

Check = Callable[[Mapping, Snapshot], Iterator[Issue]]


def check_snapshot(snapshot: Snapshot) -> tuple:
    """Return all issues of a ledger, ordered by case, errors first within a case."""
    found = [issue for case in snapshot.cases for check in _CASE_CHECKS for issue in check(case, snapshot)]
    found += _clue_issues(snapshot)
    found += _ledger_issues(snapshot)
    return sort_issues(found)


def sort_issues(issues: Iterable[Issue]) -> tuple:
    """Return the issues in the order of lint.json."""
    return tuple(
        sorted(issues, key=lambda item: (item.case_no, item.severity.value, item.check, item.column, item.sentence))
    )


def _error(check: str, case: Mapping, column: str, sentence: str) -> Issue:
    return Issue(Severity.ERROR, check, case["case_no"], column, sentence)


def _warning(check: str, case: Mapping, column: str, sentence: str) -> Issue:
    return Issue(Severity.WARNING, check, case["case_no"], column, sentence)


def _label(column: str) -> str:
    declared = CASES.column(column)
    return declared.label if declared else column


def _is_missing(value: object) -> bool:
    return value in (None, "", 0)


def _stage(case: Mapping) -> int:
    status = statuses().get(case["status"])
    return status.number if status else 0


def _facts(case: Mapping, _: Snapshot) -> Iterator[Issue]:
    """Type, subject, time, place and area are due once a case is confirmed."""
    confirmed = _stage(case) >= statuses()[_CONFIRMED].number and case["status"] != _DISMISSED
    if not confirmed and not case["problem_type"]:
        return
    make = _error if confirmed else _warning
    for column in FACTS:
        if _is_missing(case[column]):
            yield make(
                "facts",
                case,
                column,
                translate("Lint", "{label} is missing; it is one of the five facts.").format(label=_label(column)),
            )


def _unit(case: Mapping, _: Snapshot) -> Iterator[Issue]:
    if case["problem_type"] and not case["responsible_unit"]:
        yield _error(
            "unit", case, "responsible_unit", translate("Lint", "A problem type is set but no responsible unit.")
        )


def _plan(case: Mapping, _: Snapshot) -> Iterator[Issue]:
    if _stage(case) < statuses()[_PLANNED].number:
        return
    for column in PLAN:
        if _is_missing(case[column]):
            yield _error(
                "plan",
                case,
                column,
                translate("Lint", "{label} is missing although a plan is decided.").format(label=_label(column)),
            )


def _verdict(case: Mapping, _: Snapshot) -> Iterator[Issue]:
    if case["status"] == _DISMISSED and not case["verdict"]:
        yield _error("verdict", case, "verdict", translate("Lint", "Dismissed without a verdict."))


def _identity(case: Mapping, _: Snapshot) -> Iterator[Issue]:
    """Area = cultivated + other farmland + unused + construction + outside the survey."""
    parts = [case[column] for column in _PARTS]
    if all(part is None for part in parts):
        yield _warning(
            "identity", case, "farmland_m2", translate("Lint", "The land use before the change is not known.")
        )
        return
    total, area = sum(part or 0.0 for part in parts), case["area_m2"] or 0.0
    if abs(total - area) > IDENTITY_TOLERANCE:
        yield _error(
            "identity",
            case,
            "area_m2",
            translate("Lint", "The land uses sum to {total}, the area is {area}.").format(
                total=format_m2(total, 2), area=format_m2(area, 2)
            ),
        )


def _within(case: Mapping, _: Snapshot) -> Iterator[Issue]:
    area = case["area_m2"] or 0.0
    for column in _WITHIN:
        if (case[column] or 0.0) > area + IDENTITY_TOLERANCE:
            yield _error(
                "within",
                case,
                column,
                translate("Lint", "{label} {part} is larger than the area {area}.").format(
                    label=_label(column), part=format_m2(case[column], 2), area=format_m2(area, 2)
                ),
            )
    if (case["paddy_m2"] or 0.0) > (case["farmland_m2"] or 0.0) + CENT:
        yield _error("within", case, "paddy_m2", translate("Lint", "More paddy than cultivated land."))


def _closing(case: Mapping, snapshot: Snapshot) -> Iterator[Issue]:
    if case["status"] != "closed":
        return
    yield from _closing_evidence(case, snapshot)
    for column in ("closed_on", "closed_by", "restored_m2"):
        if case[column] in (None, ""):
            yield _error(
                "closing",
                case,
                column,
                translate("Lint", "Closed, but {label} is missing.").format(label=_label(column)),
            )
    if (case["remaining_m2"] or 0.0) > CENT:
        yield _error(
            "closing",
            case,
            "remaining_m2",
            translate("Lint", "Closed although {area} remain.").format(area=format_m2(case["remaining_m2"], 2)),
        )


def _closing_evidence(case: Mapping, snapshot: Snapshot) -> Iterator[Issue]:
    """Yield what nobody may close without, and what only the county may have waived."""
    needs = needs_of(case, ("closing", "closed"), snapshot.portfolios.get(case["case_id"], NOTHING))
    lacking = missing(needs, waived=_WAIVABLE)
    if lacking:
        yield _error("closing", case, "status", translate("Lint", "Closed without evidence.") + " " + " ".join(lacking))
    waived = [sentence for sentence in missing(needs) if sentence not in lacking]
    if waived:
        told = translate("Lint", "Closed by the county without all of its evidence.")
        yield _warning("closing", case, "status", told + " " + " ".join(waived))


def _days(case: Mapping, _: Snapshot) -> Iterator[Issue]:
    for column in _DAYS:
        if case[column] and not _DAY.fullmatch(case[column]):
            yield _error(
                "date",
                case,
                column,
                translate("Lint", "{label} “{value}” is no date like 2022-06-15.").format(
                    label=_label(column), value=case[column]
                ),
            )


def _change_type(case: Mapping, _: Snapshot) -> Iterator[Issue]:
    if case["change_type"] and not find_change_type(case["change_type"]):
        yield _warning(
            "change_type",
            case,
            "change_type",
            translate("Lint", "Monitoring type “{value}” is not in the list; it was kept as delivered.").format(
                value=case["change_type"]
            ),
        )


_CASE_CHECKS: tuple = (_facts, _unit, _plan, _verdict, _identity, _within, _closing, _days, _change_type)


def _clue_issues(snapshot: Snapshot) -> Iterator[Issue]:
    numbers = {case["case_id"]: case["case_no"] for case in snapshot.cases}
    for clue in snapshot.clues:
        name = clue["source_ref"] or clue["clue_id"]
        if clue["case_id"] is None:
            yield Issue(
                Severity.WARNING,
                "clue",
                "",
                "case_id",
                translate("Lint", "Clue {name} belongs to no case.").format(name=name),
            )
        if clue["geom"] is None:
            yield Issue(
                Severity.WARNING,
                "clue",
                numbers.get(clue["case_id"], ""),
                "geom",
                translate("Lint", "Clue {name} was delivered without a usable polygon.").format(name=name),
            )


def _ledger_issues(snapshot: Snapshot) -> Iterator[Issue]:
    numbers = {case["case_id"]: case["case_no"] for case in snapshot.cases}
    for finding in snapshot.verification.findings:
        yield Issue(Severity.ERROR, f"ledger:{finding.check}", numbers.get(finding.object_id, ""), "", finding.text)
