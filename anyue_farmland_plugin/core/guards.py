# SPDX-License-Identifier: GPL-2.0-or-later
"""The conditions of the life cycle, one small function each.

A guard returns "" when it is met, else a sentence saying what to do.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable, Mapping, Sequence

from anyue_farmland_plugin.core.evidence_items import Portfolio
from anyue_farmland_plugin.core.evidence_matrix import Level, missing, needs_of
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.mu import format_area
from anyue_farmland_plugin.core.ports import Actor
from anyue_farmland_plugin.core.vocabulary import verdicts

COUNTY_ROLE = "county"
AREA_TOLERANCE = 0.005  # m2, half of the ledger's last digit


@dataclass(frozen=True)
class Move:
    """A wish to change the status: the case, who, why and with what evidence."""

    case: Mapping[str, object]
    actor: Actor
    reason: str
    evidence: Portfolio

    def text(self, column: str) -> str:
        """Return a column as stripped text, "" for NULL."""
        value = self.case.get(column)
        return "" if value is None else str(value).strip()

    def number(self, column: str) -> float:
        """Return a numeric column, 0 for NULL."""
        value = self.case.get(column)
        return float(value) if isinstance(value, (int, float)) else 0.0


Guard = Callable[[Move], str]


def has_reason(move: Move) -> str:
    """Ask for a reason."""
    return "" if move.reason else translate("LifeCycle", "Give a reason.")


def has_township(move: Move) -> str:
    """Ask for the township that goes to the place."""
    if move.text("town_code") or move.text("responsible_unit"):
        return ""
    return translate("LifeCycle", "Assign a township or responsible unit.")


def is_harmless_verdict(move: Move) -> str:
    """Ask for a verdict under which the case is not a problem."""
    known = verdicts().get(move.text("verdict"))
    if known and known.dismisses:
        return ""
    message = translate("LifeCycle", "Set a verdict under which it is not a problem: {verdicts}.")
    codes = ", ".join(f"{item.code} {item.name}" for item in verdicts().values() if item.dismisses)
    return message.format(verdicts=codes)


def has_evidence_or_reason(move: Move) -> str:
    """Ask for a photo or another document, or the reason why there is none."""
    waived = frozenset({Level.REASON}) if move.reason else frozenset()
    sentences = missing(needs_of(move.case, ("evidenced",), move.evidence), waived=waived)
    if sentences:
        sentences.append(translate("LifeCycle", "Or give the reason why there is none."))
    return " ".join(sentences)


def has_five_facts(move: Move) -> str:
    """Ask for the five facts of the campaign plan: type, subject, time, place, area."""
    facts = (
        (move.text("problem_type"), translate("LifeCycle", "problem type")),
        (move.text("subject"), translate("LifeCycle", "subject")),
        (move.text("occurred_on"), translate("LifeCycle", "time of occurrence")),
        (move.text("location"), translate("LifeCycle", "location")),
        (move.number("area_m2") > 0, translate("LifeCycle", "area")),
    )
    return _fill_in([label for value, label in facts if not value])


def is_explained_override(move: Move) -> str:
    """Ask for a reason or note when the person decides against the suggestion."""
    suggested, chosen = move.text("suggested_type"), move.text("problem_type")
    if not suggested or not chosen or suggested == chosen or move.reason or move.text("note"):
        return ""
    message = translate("LifeCycle", "Say in the reason or note why it is {chosen} and not {suggested} as suggested.")
    return message.format(chosen=chosen, suggested=suggested)


def has_plan(move: Move) -> str:
    """Ask for the facts of a plan: who is responsible, measures, deadline, tier."""
    facts = (
        ("responsible_unit", translate("LifeCycle", "responsible unit")),
        ("measures", translate("LifeCycle", "measures")),
        ("deadline", translate("LifeCycle", "deadline")),
        ("tier", translate("LifeCycle", "tier")),
    )
    return _fill_in([label for column, label in facts if not move.text(column)])


def has_close_out(move: Move) -> str:
    """Ask for evidence and the rectified area; nothing may remain and not more than the case be done."""
    return " ".join([*_missing_evidence(move, ("closing",)), *_unfinished_area(move)])


def has_whole_file(move: Move) -> str:
    """Ask for the evidence of the closing and of the second look, whoever set the status before."""
    return " ".join([*_missing_evidence(move, ("closing", "closed")), *_unfinished_area(move)])


def _missing_evidence(move: Move, steps: Sequence[str]) -> list:
    """Return what evidence is missing; only the county may go on without some of it, and says why."""
    county = move.actor.role == COUNTY_ROLE and bool(move.reason)
    needs = needs_of(move.case, steps, move.evidence)
    sentences = missing(needs, waived=frozenset({Level.COUNTY, Level.REASON}) if county else frozenset())
    if sentences and move.evidence.unplaced:
        message = translate("LifeCycle", "{count} photos do not say yet whether they show before or after.")
        sentences.append(message.format(count=move.evidence.unplaced))
    return sentences


def _unfinished_area(move: Move) -> list:
    sentences = []
    if move.case.get("restored_m2") is None:
        sentences.append(_fill_in([translate("LifeCycle", "rectified area")]))
    elif move.case.get("remaining_m2") is None and move.number("restored_m2") < move.number("area_m2") - AREA_TOLERANCE:
        sentences.append(_fill_in([translate("LifeCycle", "remaining area (0 when nothing is left to do)")]))
    if move.number("remaining_m2") > AREA_TOLERANCE:
        message = translate("LifeCycle", "{area} still remain to be rectified.")
        sentences.append(message.format(area=format_area(move.number("remaining_m2"))))
    if move.number("restored_m2") > move.number("area_m2") + AREA_TOLERANCE:
        message = translate("LifeCycle", "The rectified area {restored} is larger than the case, {area}. Correct it.")
        sentences.append(
            message.format(restored=format_area(move.number("restored_m2")), area=format_area(move.number("area_m2")))
        )
    return sentences


def is_second_person(move: Move) -> str:
    """Ask for another person than the one who asked for closing, or the county."""
    asked_by = move.text("closing_by") or move.text("updated_by")
    if move.actor.role == COUNTY_ROLE or move.actor.name not in {asked_by, move.text("inspector")}:
        return ""
    message = translate("LifeCycle", "{name} worked on this case; another person or the county has to close it.")
    return message.format(name=move.actor.name)


def _fill_in(labels: Sequence[str]) -> str:
    if not labels:
        return ""
    return translate("LifeCycle", "Fill in: {columns}.").format(columns=", ".join(labels))
