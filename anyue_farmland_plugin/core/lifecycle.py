# SPDX-License-Identifier: GPL-2.0-or-later
"""The life of a case: which status may follow which, who may do it and what must be known.

One table declares it all (campaign plan, section four); forms, bulk tagging and merging ask
`check_transition` and show its sentence.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cache
from types import MappingProxyType
from typing import Mapping

from anyue_farmland_plugin.core.errors import TransitionRefused
from anyue_farmland_plugin.core.evidence_items import NOTHING, Portfolio
from anyue_farmland_plugin.core.guards import (
    Guard,
    Move,
    has_close_out,
    has_evidence_or_reason,
    has_five_facts,
    has_plan,
    has_reason,
    has_township,
    has_whole_file,
    is_explained_override,
    is_harmless_verdict,
    is_second_person,
)
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.ports import Actor
from anyue_farmland_plugin.core.vocabulary import statuses


class Role(Enum):
    """Who acts; the value is what `Actor.role` and the events hold."""

    ANALYST = "analyst"
    INSPECTOR = "inspector"
    TOWN = "town"
    COUNTY = "county"
    VIEWER = "viewer"


_DESK = frozenset({Role.ANALYST, Role.INSPECTOR, Role.COUNTY})
_FIELD = frozenset({Role.INSPECTOR, Role.TOWN, Role.COUNTY})
_DECIDE = frozenset({Role.INSPECTOR, Role.COUNTY})
_COUNTY = frozenset({Role.COUNTY})


@dataclass(frozen=True)
class Transition:
    """One allowed step with its roles and guards."""

    before: str
    after: str
    roles: frozenset[Role]
    guards: tuple[Guard, ...] = ()


TRANSITIONS: tuple[Transition, ...] = (
    Transition("clue", "desk", _DESK),
    Transition("desk", "field", _DESK, (has_township,)),
    Transition("desk", "dismissed", _DESK, (is_harmless_verdict, has_reason)),
    Transition("field", "evidenced", _FIELD, (has_evidence_or_reason,)),
    Transition("evidenced", "dismissed", _DECIDE, (is_harmless_verdict, has_reason)),
    Transition("evidenced", "confirmed", _DECIDE, (has_five_facts, is_explained_override)),
    Transition("confirmed", "planned", _FIELD, (has_plan,)),
    Transition("planned", "rectifying", _FIELD),
    Transition("rectifying", "closing", _FIELD, (has_close_out,)),
    Transition("closing", "closed", _DECIDE, (is_second_person, has_whole_file)),
    Transition("closing", "returned", _DECIDE, (has_reason,)),
    Transition("returned", "rectifying", _FIELD),
    Transition("planned", "watched", _COUNTY, (has_reason,)),
    Transition("rectifying", "watched", _COUNTY, (has_reason,)),
    Transition("closing", "watched", _COUNTY, (has_reason,)),
    Transition("returned", "watched", _COUNTY, (has_reason,)),
    Transition("watched", "closing", _FIELD, (has_close_out,)),
    Transition("closed", "reopened", _DESK, (has_reason,)),
    Transition("dismissed", "reopened", _DESK, (has_reason,)),
    Transition("reopened", "desk", _DESK),
    Transition("reopened", "field", _DESK, (has_township,)),
)


@cache
def _by_step() -> Mapping[tuple[str, str], Transition]:
    return MappingProxyType({(step.before, step.after): step for step in TRANSITIONS})


def next_statuses(status: str, role: str = "") -> tuple[str, ...]:
    """Return the statuses that may follow, only those open to ``role`` when it is given."""
    return tuple(
        step.after
        for step in TRANSITIONS
        if step.before == status and (not role or role in {allowed.value for allowed in step.roles})
    )


def check_transition(
    case: Mapping[str, object], new_status: str, actor: Actor, reason: str = "", evidence: Portfolio = NOTHING
) -> None:
    """Refuse a step the life cycle does not allow; return silently when it is allowed.

    ``case`` holds the case's columns as they will be after the change, but the old status;
    the optional key ``closing_by`` names who asked for closing (else ``updated_by`` counts);
    ``evidence`` is the case's own.  Keeping the status is always allowed.  Raises
    TransitionRefused with everything that is missing in one message.
    """
    status = str(case.get("status") or "")
    if new_status == status:
        return
    step = _by_step().get((status, new_status))
    if step is None:
        raise TransitionRefused(_no_step(case, status, new_status))
    _check_role(case, step, actor)
    move = Move(case, actor, reason.strip(), evidence)
    missing = [sentence for sentence in (guard(move) for guard in step.guards) if sentence]
    if missing:
        message = translate("LifeCycle", "Case {number} cannot become {after}: {missing}")
        raise TransitionRefused(
            message.format(number=_number(case), after=_word(new_status), missing=" ".join(missing))
        )


def _check_role(case: Mapping[str, object], step: Transition, actor: Actor) -> None:
    if actor.role in {role.value for role in step.roles}:
        return
    message = translate(
        "LifeCycle", "Case {number}: the role {role} may not set {after}. This step belongs to: {roles}."
    )
    roles = ", ".join(role.value for role in Role if role in step.roles)
    raise TransitionRefused(message.format(number=_number(case), role=actor.role, after=_word(step.after), roles=roles))


def _no_step(case: Mapping[str, object], status: str, new_status: str) -> str:
    if new_status not in statuses():
        message = translate("LifeCycle", "{status} is no status. Known: {known}.")
        return message.format(status=new_status, known=", ".join(statuses()))
    following = next_statuses(status)
    if not following:
        message = translate("LifeCycle", "Case {number} has the status {before}, which nothing may follow.")
        return message.format(number=_number(case), before=_word(status))
    message = translate("LifeCycle", "Case {number} cannot go from {before} to {after}. Next may be: {following}.")
    return message.format(
        number=_number(case),
        before=_word(status),
        after=_word(new_status),
        following=", ".join(_word(code) for code in following),
    )


def _word(status: str) -> str:
    known = statuses().get(status)
    return f"{known.name} ({status})" if known else status


def _number(case: Mapping[str, object]) -> str:
    return str(case.get("case_no") or case.get("case_id") or "")
