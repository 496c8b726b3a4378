# SPDX-License-Identifier: GPL-2.0-or-later
"""Problem types of the campaign: what a confirmed case is called and who leads it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cache
from types import MappingProxyType
from typing import Mapping, Optional

from anyue_farmland_plugin.core.tables import read_table


class Family(Enum):
    """The five families of problem types; the value starts every code of the family."""

    NON_AGRICULTURAL = "FN"
    NON_GRAIN = "FL"
    FALSE_RECULTIVATION = "FK"
    IDLE_LAND = "DX"
    ABANDONED = "LH"


_FAMILY_NAMES = {
    Family.NON_AGRICULTURAL: "非农化",
    Family.NON_GRAIN: "非粮化",
    Family.FALSE_RECULTIVATION: "复耕乱象",
    Family.IDLE_LAND: "低效闲置",
    Family.ABANDONED: "撂荒",
}


@dataclass(frozen=True)
class ProblemType:
    """One problem type: names, campaign task, lead department, basis, measures, evidence."""

    code: str
    family: Family
    name: str
    name_en: str
    task: str
    lead_unit: str
    basis: str
    remedies: tuple[str, ...]
    evidence: str

    @property
    def needs_consent(self) -> bool:
        """Tell whether the farmer's consent must be recorded (outflow before 2021)."""
        return self.code.startswith("FL2")


def family_name(family: Family) -> str:
    """Return the official Chinese word of a family."""
    return _FAMILY_NAMES[family]


@cache
def problem_types() -> Mapping[str, ProblemType]:
    """Return all problem types by code, in table order."""
    types = (
        ProblemType(
            code=row["code"],
            family=Family(row["family"]),
            name=row["name"],
            name_en=row["name_en"],
            task=row["task"],
            lead_unit=row["lead_unit"],
            basis=row["basis"],
            remedies=tuple(row["remedies"].split()),
            evidence=row["evidence"],
        )
        for row in read_table("problem_types")
    )
    return MappingProxyType({item.code: item for item in types})


def find_problem_type(code: object) -> Optional[ProblemType]:
    """Return the problem type with exactly this code or None."""
    return problem_types().get("" if code is None else str(code).strip().upper())


def types_of(family: Family) -> tuple[ProblemType, ...]:
    """Return the problem types of one family in table order."""
    return tuple(item for item in problem_types().values() if item.family is family)
