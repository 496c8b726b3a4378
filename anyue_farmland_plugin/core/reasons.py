# SPDX-License-Identifier: GPL-2.0-or-later
"""Puts the facts of a case into the sentence a person reads beside a suggestion."""

from __future__ import annotations

from typing import Callable, Mapping

from anyue_farmland_plugin.core.facts import CaseFacts, Since2021
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.landclass import find_class, group_name, normal_code
from anyue_farmland_plugin.core.mu import format_area
from anyue_farmland_plugin.core.vocabulary import find_change_type


def reason_text(sentence: str, problem_type: str, facts: CaseFacts) -> str:
    """Return the sentence filled with the facts, with remarks on year, rim and protective lines.

    ``problem_type`` is the rule's own: "" when it sees no problem, with ``?`` when the year counts.
    """
    sentences = [sentence.format_map(_Words(facts))]
    if "?" in problem_type:
        sentences.append(_year_remark(facts))
    if problem_type and facts.is_rim:
        sentences.append(_rim_remark(facts))
    if facts.basic_farmland_m2 > 0 or facts.eco_redline_m2 > 0:
        sentences.append(_line_remark(facts))
    return " ".join(sentences)


class _Words(dict):
    """The facts as words, each put together only when a sentence has a place for it."""

    def __init__(self, facts: CaseFacts) -> None:
        super().__init__()
        self._facts = facts

    def __missing__(self, name: str) -> object:
        return _WORDS[name](self._facts)


def _class_words(facts: CaseFacts) -> str:
    found = find_class(facts.main_dlbm)
    if found:
        return f"{found.code} {found.name}"
    return normal_code(facts.main_dlbm) or translate("Rules", "unknown class")


def _change_words(facts: CaseFacts) -> str:
    change = find_change_type(facts.tblx)
    if change:
        return f"{change.name} (TBLX {change.code})"
    found = find_class(facts.class_after)
    if found:
        return f"{found.code} {found.name}"
    if facts.after_group:
        return group_name(facts.after_group)
    return facts.tblx.strip() or facts.class_after.strip() or translate("Rules", "unknown change")


def _approval_words(facts: CaseFacts) -> str:
    if facts.approved_share == 0:
        return translate("Rules", "no approval covers it")
    message = translate("Rules", "approvals cover only {share} of it")
    return message.format(share=f"{facts.approved_share:.0%}")


_WORDS: Mapping[str, Callable[[CaseFacts], object]] = {
    "area": lambda facts: format_area(facts.area_m2),
    "farmland": lambda facts: format_area(facts.farmland_m2),
    "approved": lambda facts: format_area(sum(facts.approved_m2.values())),
    "share": lambda facts: f"{facts.approved_share:.0%}",
    "before": _class_words,
    "after": _change_words,
    "slope": lambda facts: facts.slope_class,
    "elongation": lambda facts: f"{facts.elongation:.0f}",
    "uncovered": _approval_words,
}


def _year_remark(facts: CaseFacts) -> str:
    return {
        Since2021.YES: lambda: translate("Rules", "It was cultivated at the end of 2020."),
        Since2021.NO: lambda: translate("Rules", "It was no longer cultivated at the end of 2020."),
        Since2021.UNKNOWN: lambda: translate(
            "Rules", "Whether this happened since 2021 is open: no survey of 2020 is loaded."
        ),
    }[facts.since_2021]()


def _rim_remark(facts: CaseFacts) -> str:
    message = translate("Rules", "Only {share} of the polygon are cultivated land: check the boundary.")
    return message.format(share=f"{facts.farmland_share:.1%}")


def _line_remark(facts: CaseFacts) -> str:
    parts = []
    if facts.basic_farmland_m2 > 0:
        text = translate("Rules", "permanent basic farmland {area}")
        parts.append(text.format(area=format_area(facts.basic_farmland_m2)))
    if facts.eco_redline_m2 > 0:
        text = translate("Rules", "ecological redline {area}")
        parts.append(text.format(area=format_area(facts.eco_redline_m2)))
    return translate("Rules", "Inside protective lines: {lines}.").format(lines=", ".join(parts))
