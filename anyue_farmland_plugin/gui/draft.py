# SPDX-License-Identifier: GPL-2.0-or-later
"""A judgement before it is saved: what a person stored, what the rules suggest, what was just chosen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import Mapping, Optional

from anyue_farmland_plugin.core.problems import find_problem_type
from anyue_farmland_plugin.core.units import find_unit
from anyue_farmland_plugin.core.vocabulary import verdicts

_OPEN_VERDICT = "DH"


class Origin(Enum):
    """Where a value comes from; suggestions are shown grey, everything else black."""

    NONE = "none"
    SUGGESTED = "suggested"
    STORED = "stored"
    CHOSEN = "chosen"


@dataclass(frozen=True)
class Value:
    """A code (or text) and its origin."""

    code: str = ""
    origin: Origin = Origin.NONE

    @property
    def is_suggested(self) -> bool:
        """True while nobody has confirmed the value."""
        return self.origin is Origin.SUGGESTED


def _first(stored: Optional[object], suggested: Optional[object]) -> Value:
    if stored:
        return Value(str(stored), Origin.STORED)
    return Value(str(suggested), Origin.SUGGESTED) if suggested else Value()


def is_harmless(verdict: Optional[str]) -> bool:
    """Tell whether a verdict says that the case is not a problem."""
    found = verdicts().get(verdict or "")
    return bool(found and found.dismisses)


@dataclass(frozen=True)
class Draft:
    """The values Enter would write for one case."""

    problem_type: Value = Value()
    verdict: Value = Value()
    unit: Value = Value()
    note: str = ""
    reason: str = ""

    @classmethod
    def of_case(cls, case: Mapping[str, object]) -> Draft:
        """Return the draft of a case: a person's values where there are some, else the suggestion."""
        judged = bool(case.get("problem_type") or case.get("verdict"))
        suggested_type = None if judged else case.get("suggested_type")
        suggested_verdict = None if judged else case.get("suggested_verdict")
        town = case.get("town_code")
        suggested_unit = case.get("suggested_unit") or (town if find_unit(town) else None)
        return cls(
            problem_type=_first(case.get("problem_type"), suggested_type),
            verdict=_first(case.get("verdict"), suggested_verdict),
            unit=_first(case.get("responsible_unit"), suggested_unit),
            note=str(case.get("note") or ""),
            reason=str(case.get("suggestion_reason") or "") if is_harmless(str(suggested_verdict or "")) else "",
        )

    @property
    def is_harmless(self) -> bool:
        """True when the draft says that the case is not a problem."""
        return not self.problem_type.code and is_harmless(self.verdict.code)

    @property
    def is_complete(self) -> bool:
        """True when Enter has something to decide: a type, or a harmless verdict with a reason."""
        if self.problem_type.code:
            return True
        return self.is_harmless and bool(self.reason or self.verdict.origin is Origin.STORED)

    def with_type(self, code: str) -> Draft:
        """Choose a problem type; a verdict that says "not a problem" no longer holds."""
        keeps = self.verdict.code and not is_harmless(self.verdict.code)
        verdict = self.verdict if keeps else Value(_OPEN_VERDICT, Origin.CHOSEN)
        return replace(self, problem_type=Value(code, Origin.CHOSEN), verdict=verdict, reason="")

    def with_harmless(self, verdict: str, reason: str) -> Draft:
        """Choose "not a problem" with verdict and reason."""
        none, chosen = Value("", Origin.CHOSEN), Value(verdict, Origin.CHOSEN)
        return replace(self, problem_type=none, verdict=chosen, reason=reason)

    def with_unit(self, code: str) -> Draft:
        """Choose the responsible unit."""
        return replace(self, unit=Value(code, Origin.CHOSEN))

    def with_note(self, text: str) -> Draft:
        """Write a note."""
        return replace(self, note=text.strip())

    def lead_unit(self) -> str:
        """Return the code of the department that leads this type of problem."""
        found = find_problem_type(self.problem_type.code)
        return found.lead_unit if found else ""

    def changes(self, case: Mapping[str, object]) -> dict:
        """Return the columns to write; empty when the case already says all this."""
        wanted = {
            "problem_type": self.problem_type.code or None, "verdict": self.verdict.code or None,
            "responsible_unit": self.unit.code or None, "note": self.note or None,
        }
        if self.is_harmless and not case.get("responsible_unit") and self.unit.is_suggested:
            del wanted["responsible_unit"]  # nobody has to act, so a suggested unit is not confirmed
        changes = {name: value for name, value in wanted.items() if value != (case.get(name) or None)}
        status = self._status(case) if {"problem_type", "verdict"} & set(changes) else None
        return {**changes, "status": status} if status else changes

    def _status(self, case: Mapping[str, object]) -> Optional[str]:
        if self.is_harmless and case.get("status") in ("desk", "evidenced"):
            return "dismissed"
        if self.problem_type.code and case.get("status") == "dismissed":
            return "reopened"
        return None
