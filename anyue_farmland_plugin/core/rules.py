# SPDX-License-Identifier: GPL-2.0-or-later
"""The ordered rules that suggest a problem type: the first that applies speaks.

Results, confidence and clause of each rule stand in resources/tables/rules.csv; here is what
the rule asks and the sentence it gives.  A rule suggests, a person decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Callable, Mapping

from anyue_farmland_plugin.core import conditions as ask
from anyue_farmland_plugin.core.facts import CaseFacts, Since2021
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.reasons import reason_text
from anyue_farmland_plugin.core.tables import read_table
from anyue_farmland_plugin.core.units import lead_unit_for, town_of

DOUBT = 0.4  # highest confidence when the year is open or the cultivated part is a rim
_SINCE_DIGIT = {Since2021.YES: "1", Since2021.UNKNOWN: "1", Since2021.NO: "2"}

Condition = Callable[[CaseFacts], bool]
Sentence = Callable[[], str]


@dataclass(frozen=True)
class Rule:
    """One rule: result, confidence and clause from the table, question and sentence from here.

    ``type`` may hold ``?`` for the digit that tells whether the change came since 2021.
    """

    code: str
    type: str
    verdict: str
    confidence: float
    clause: str
    description: str
    applies: Condition
    sentence: Sentence


@dataclass(frozen=True)
class Suggestion:
    """What the rules propose; an empty ``type`` with verdict DH means they abstain."""

    type: str
    verdict: str
    unit: str
    lead_unit: str
    rule: str
    reason: str
    confidence: float


_QUESTIONS: Mapping[str, tuple[Condition, Sentence]] = {
    "R01": (
        ask.from_inspectorate_list,
        lambda: translate("Rules", "The place is on the list of the national land inspectorate; {area}."),
    ),
    "R02": (
        ask.from_enforcement_list,
        lambda: translate("Rules", "The place is on the list of unresolved satellite-enforcement cases; {area}."),
    ),
    "R03": (
        ask.approved_for_building,
        lambda: translate("Rules", "Land approvals cover {share} of {area} ({approved})."),
    ),
    "R04": (
        ask.approved_as_facility,
        lambda: translate("Rules", "Agricultural facility records cover {share} of {area} ({approved})."),
    ),
    "R05": (
        ask.approved_as_temporary,
        lambda: translate("Rules", "Temporary-use approvals cover {share} of {area} ({approved})."),
    ),
    "R06": (
        ask.built_on_facility,
        lambda: translate("Rules", "On facility land ({before}) the image shows {after}; {area}."),
    ),
    "R07": (
        ask.built_in_village,
        lambda: translate(
            "Rules", "{farmland} of cultivated land ({before}) now show {after}, mostly inside a village; {uncovered}."
        ),
    ),
    "R08": (
        ask.built,
        lambda: translate("Rules", "{farmland} of cultivated land ({before}) now show {after}; {uncovered}."),
    ),
    "R09": (
        ask.dug_to_lake,
        lambda: translate("Rules", "{farmland} of cultivated land ({before}) are now water ({after}); {area} in all."),
    ),
    "R10": (
        ask.made_scenery,
        lambda: translate("Rules", "{farmland} of cultivated land ({before}) now show {after}; {uncovered}."),
    ),
    "R11": (
        ask.dug_to_pond,
        lambda: translate("Rules", "{farmland} of cultivated land ({before}) became a pond of {area}."),
    ),
    "R12": (
        ask.to_corridor,
        lambda: translate(
            "Rules",
            "{farmland} of cultivated land ({before}) became a strip of trees, {elongation} times as long as wide.",
        ),
    ),
    "R13": (
        ask.to_listed_greening,
        lambda: translate(
            "Rules", "{farmland} of cultivated land ({before}) became forest and are on a greening list."
        ),
    ),
    "R14": (
        ask.to_forest,
        lambda: translate("Rules", "{farmland} of cultivated land ({before}) became forest ({after})."),
    ),
    "R15": (
        ask.to_garden,
        lambda: translate("Rules", "{farmland} of cultivated land ({before}) became orchard or garden ({after})."),
    ),
    "R16": (
        ask.to_grass,
        lambda: translate("Rules", "{farmland} of cultivated land ({before}) became grassland ({after})."),
    ),
    "R17": (
        ask.to_other_farmland,
        lambda: translate("Rules", "{farmland} of cultivated land ({before}) became other farmland ({after})."),
    ),
    "R18": (
        ask.to_rural_road,
        lambda: translate(
            "Rules", "{farmland} of cultivated land ({before}) became a rural road; it counts in the yearly balance."
        ),
    ),
    "R19": (
        ask.to_facility,
        lambda: translate(
            "Rules",
            "{farmland} of cultivated land ({before}) became facility land ({after}); it needs a record and counts "
            "in the yearly balance.",
        ),
    ),
    "R20": (
        ask.left_untilled,
        lambda: translate("Rules", "{farmland} of cultivated land ({before}) are recorded as not tilled (WG)."),
    ),
    "R21": (
        ask.turned_to_construction,
        lambda: translate("Rules", "{farmland} of cultivated land ({before}) now show {after}; {uncovered}."),
    ),
    "R22": (
        ask.earth_moved,
        lambda: translate(
            "Rules",
            "{farmland} of cultivated land ({before}) show {after}; preparing a field can look the same; {uncovered}.",
        ),
    ),
    "R23": (
        ask.forest_cleared,
        lambda: translate("Rules", "Forest ({before}) became cultivated land; {area}."),
    ),
    "R24": (
        ask.hill_cut,
        lambda: translate("Rules", "Land of slope class {slope} ({before}) became cultivated land; {area}."),
    ),
    "R25": (
        ask.pond_filled,
        lambda: translate("Rules", "A pond ({before}) became cultivated land; {area}."),
    ),
    "R26": (
        ask.now_cultivated,
        lambda: translate("Rules", "{before} became cultivated land: inflow of {area}, no problem seen."),
    ),
    "R27": (
        ask.still_cultivated,
        lambda: translate("Rules", "{farmland} were cultivated before ({before}) and still are."),
    ),
    "R28": (
        ask.not_on_farmland,
        lambda: translate("Rules", "No cultivated land is concerned: {area}, main class {before}."),
    ),
    "R99": (
        ask.always,
        lambda: translate("Rules", "No rule applies to {before} with change {after}; look at the image."),
    ),
}


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules in the order they are asked."""
    return tuple(_rule(row) for row in read_table("rules"))


def _rule(row: Mapping[str, str]) -> Rule:
    applies, sentence = _QUESTIONS[row["code"]]
    return Rule(
        code=row["code"],
        type=row["type"],
        verdict=row["verdict"],
        confidence=float(row["confidence"]),
        clause=row["clause"],
        description=row["description"],
        applies=applies,
        sentence=sentence,
    )


def suggest(facts: CaseFacts) -> Suggestion:
    """Return the suggestion of the first rule that applies to the case.

    The responsible unit is the township where it is known; the lead department follows from
    the problem type.  Verdicts never say unlawful: that is for a person to decide.
    """
    rule = next(rule for rule in rules() if rule.applies(facts))
    problem_type = rule.type.replace("?", _SINCE_DIGIT[facts.since_2021])
    town = town_of(facts.town_code)
    lead = lead_unit_for(problem_type)
    return Suggestion(
        type=problem_type,
        verdict=rule.verdict,
        unit=town.code if town else "",
        lead_unit=lead.code if lead else "",
        rule=rule.code,
        reason=reason_text(rule.sentence(), rule.type, facts),
        confidence=_confidence(rule, facts),
    )


def _confidence(rule: Rule, facts: CaseFacts) -> float:
    year_open = "?" in rule.type and facts.since_2021 is Since2021.UNKNOWN
    doubtful = year_open or (bool(rule.type) and facts.is_rim)
    return min(rule.confidence, DOUBT) if doubtful else rule.confidence
