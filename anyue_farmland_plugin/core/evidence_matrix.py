# SPDX-License-Identifier: GPL-2.0-or-later
"""What evidence a case needs at a step of its life, by problem type, and what of it is missing.

The shipped table holds one requirement a line; the most severe level can be waived by nobody,
so that no case is closed on paper alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Iterable, Mapping, Optional, Sequence

from anyue_farmland_plugin.core.evidence_checks import CHECKS, explain_check
from anyue_farmland_plugin.core.evidence_items import Item, Portfolio
from anyue_farmland_plugin.core.evidence_words import evidence_kinds, evidence_stages
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.problems import find_problem_type
from anyue_farmland_plugin.core.tables import read_table

PICTURES, ANYTHING = "pictures", "anything"
_EVERY, _UNKNOWN = "*", "?"


class Level(Enum):
    """Who may go on without it: nobody, the county with a reason, anybody with a reason, anybody."""

    CORE = "core"
    COUNTY = "county"
    REASON = "reason"
    TOLD = "told"


@dataclass(frozen=True)
class Requirement:
    """One line of the table: whose cases need how many of what, shown at which stage, under which clause.

    ``what`` holds codes of kinds any of which will do, "pictures", "anything", or one "@check".
    """

    scope: str
    step: str
    what: tuple
    stage: str
    count: int
    level: Level
    basis: str

    @property
    def check(self) -> str:
        """Return the name of the check that decides, "" where counting does."""
        return self.what[0][1:] if self.what[0].startswith("@") else ""


@dataclass(frozen=True)
class Need:
    """A requirement of one case with what is there; ``sentence`` says what is missing, "" when nothing is."""

    requirement: Requirement
    found: int
    sentence: str

    @property
    def is_met(self) -> bool:
        """True when nothing is missing."""
        return not self.sentence


@cache
def requirements() -> tuple[Requirement, ...]:
    """Return all lines of the table in file order."""
    return tuple(
        Requirement(
            scope=row["scope"],
            step=row["step"],
            what=tuple(row["what"].split()),
            stage=row["stage"],
            count=int(row["count"]),
            level=Level(row["level"]),
            basis=row["basis"],
        )
        for row in read_table("evidence_matrix")
    )


def needs_of(case: Mapping[str, object], steps: Sequence[str], portfolio: Portfolio) -> tuple[Need, ...]:
    """Return what a case (its columns) needs for steps ("evidenced", "closing", "closed") and has, severest first."""
    found = find_problem_type(case.get("problem_type"))
    scopes = {_EVERY, found.code, found.family.value} if found else {_EVERY, _UNKNOWN}
    asked = [item for item in requirements() if item.step in steps and item.scope in scopes]
    order = list(Level)
    asked.sort(key=lambda item: order.index(item.level))
    return tuple(_need(item, case, portfolio, found.basis if found else "") for item in asked)


def missing(needs: Iterable[Need], *, waived: frozenset[Level] = frozenset()) -> list[str]:
    """Return the sentences of what is missing and not waived; what is only told is never missing."""
    return [
        need.sentence
        for need in needs
        if need.sentence and need.requirement.level is not Level.TOLD and need.requirement.level not in waived
    ]


def _need(item: Requirement, case: Mapping[str, object], portfolio: Portfolio, basis: str) -> Need:
    clause = item.basis or basis
    if item.check:
        shown = [one for one in portfolio.items if one.is_photo and one.stage == item.stage]
        found = CHECKS[item.check](shown, portfolio.items, case)
        sentence = "" if found >= item.count else explain_check(item.check, stage_name(item.stage))
    else:
        found = sum(_counts(item, one) for one in portfolio.items)
        sentence = "" if found >= item.count else _sentence(item, found)
    return Need(item, found, _with_clause(sentence, clause))


def _with_clause(sentence: str, clause: str) -> str:
    """Name the clause before the full stop of a sentence."""
    return f"{sentence[:-1]} [{clause}]{sentence[-1]}" if sentence and clause else sentence


def _counts(item: Requirement, one: Item) -> bool:
    if one.is_photo and item.stage and one.stage != item.stage:
        return False
    return ANYTHING in item.what or (PICTURES in item.what and one.is_photo) or one.kind in item.what


def _sentence(item: Requirement, found: int) -> str:
    if ANYTHING in item.what:
        return translate("Evidence", "Add at least one photo or document.")
    words = " / ".join(_word(code) for code in item.what)
    if item.count == 1:
        message = translate("Evidence", "Add {what}.")
    else:
        message = translate("Evidence", "Add {what}: {count} are needed, {found} are there.")
    stage = stage_name(item.stage)
    return message.format(what=f"{words} ({stage})" if stage else words, count=item.count, found=found)


def _word(code: str) -> str:
    kind = evidence_kinds().get(code)
    return kind.name if kind else translate("Evidence", "photos")


def stage_name(code: Optional[str]) -> str:
    """Return the official word of a stage, "" for none."""
    stage = evidence_stages().get(code or "")
    return stage.name if stage else ""
