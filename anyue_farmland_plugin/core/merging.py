# SPDX-License-Identifier: GPL-2.0-or-later
"""What several people wrote into one field of a case, and which value stands: no clock decides.

A field holds the set of writes that nobody else knew of when writing.  One value among them
stands; several are settled by the field's policy, or asked of a person.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Callable, Collection, Iterable, Mapping, Optional, Sequence

from anyue_farmland_plugin.core.ledger_tables import CASES

POLICY_VERSION = 1


class Policy(Enum):
    """How a field with several values is settled."""

    FURTHER = "further"
    ROLE = "role"
    UNION = "union"
    ASK = "ask"
    FOLLOW = "follow"
    NEVER = "never"


# A follower takes the value that belongs to the winner of its leaders.
_JUDGEMENT = ("problem_type", "verdict")
_MEASURED = tuple(column.name for column in CASES.columns if column.unit == "m2" and column.name not in (
    "restored_m2", "remaining_m2"))  # fmt: skip
LEADERS: Mapping[str, tuple] = {
    "inspector": _JUDGEMENT,
    "inspected_at": _JUDGEMENT,
    "closed_on": ("status",),
    "closed_by": ("status",),
    "watched_on": ("status",),
    "cycle": ("status",),
    **dict.fromkeys(_MEASURED, ("geom",)),
}
# Written in one act with its leader and asked of nobody for itself then; alone it is a field like others.
COMPANIONS: Mapping[str, str] = {"lead_unit": "problem_type"}
_BY_ROLE = (
    "problem_type", "verdict", "responsible_unit", "lead_unit", "subject", "occurred_on", "priority", "supervision",
    "confidence", "tier", "measures", "deadline", "restored_m2", "remaining_m2",
)  # fmt: skip
# Numbers are kept for ever; what the overlay and the rules derive is computed where the survey is.
_DERIVED = (
    "case_no", "main_dlbm", "class_after", "change_type", "since_2021", "boundary_sensitive", "suggested_type",
    "suggested_verdict", "suggested_unit", "suggestion_rule", "suggestion_reason", "suggestion_confidence",
)  # fmt: skip
POLICIES: Mapping[str, Policy] = {
    "status": Policy.FURTHER,
    "source_kinds": Policy.UNION,
    **dict.fromkeys(_BY_ROLE, Policy.ROLE),
    **dict.fromkeys(LEADERS, Policy.FOLLOW),
    **dict.fromkeys(_DERIVED, Policy.NEVER),
}

ROLE_RANK = {role: place for place, role in enumerate(("viewer", "analyst", "inspector", "town", "county"))}
_LINE = ("clue", "desk", "field", "evidenced", "confirmed", "planned", "rectifying", "closing", "closed")
ENDED = frozenset({"closed", "dismissed", "watched"})


@dataclass(frozen=True)
class Write:
    """One value somebody gave a field: ``own`` in the ledger itself, else in a package.

    ``before`` is the value it replaced; ``root`` marks the creation of the case, ``outside`` an
    edit made without the plugin and adopted later.
    """

    event_id: str
    chain_id: str
    seq: int
    value: object
    before: object
    actor: str
    role: str
    at: str
    own: bool
    root: bool = False
    outside: bool = False


Knows = Callable[[Write, Write], bool]


@dataclass(frozen=True)
class Decision:
    """What becomes of a field: the value to show, and whether a person is asked.

    ``candidates`` are the writes a person chooses from, the standing one included; ``rule``
    says how the value was found; ``winner`` is the write it comes from.
    """

    value: object
    asked: bool
    rule: str
    winner: Optional[Write]
    candidates: Sequence[Write] = ()


def policy_of(field: str) -> Policy:
    """Return the policy of a case column; what is not listed is asked."""
    return POLICIES.get(field, Policy.ASK)


def precedence(write: Write) -> tuple:
    """Return the order in which writes of equal weight are told and taken: role, then the event itself."""
    return (-_rank(write), not write.own, write.event_id)


def maximal(writes: Iterable[Write], knows: Knows) -> list:
    """Return the writes that no other write knew of."""
    known = list(writes)
    return [write for write in known if not any(knows(other, write) for other in known if other is not write)]


def live_writes(writes: Sequence[Write], knows: Knows) -> list:
    """Return the writes that count: maximal, without packages whose value is back where it began.

    A value set back still counts where another writer saw what it was in between.
    """
    left = list(writes)
    while True:
        live = maximal(left, knows)
        idle: list = []
        for write in live:
            earlier = [other for other in left if other.chain_id == write.chain_id and knows(write, other)]
            if _is_back(write, earlier, knows) and not _was_seen(earlier, live, write, knows):
                idle += [write, *earlier]
        if not idle or len(idle) == len(left):
            return live
        left = [write for write in left if write not in idle]


def _agree(writes: Iterable[Write]) -> bool:
    return len({_form(write.value) for write in writes}) == 1


def _is_back(write: Write, earlier: Sequence[Write], knows: Knows) -> bool:
    if write.own or write.root or any(other.root for other in earlier):
        return False
    first = next((other for other in earlier if not any(knows(other, more) for more in earlier)), write)
    return _form(first.before) == _form(write.value)


def _was_seen(earlier: Sequence[Write], live: Sequence[Write], write: Write, knows: Knows) -> bool:
    return any(knows(other, known) for other in live if other is not write for known in earlier)


def decide(field: str, live: Sequence[Write], standing: Write, *, held: Collection[Write] = ()) -> Decision:
    """Return what becomes of a field with these live writes.

    ``standing`` is the ledger's own last write; ``held`` are writes of packages that may not
    be applied because the ledger ended the case meanwhile: they are asked.
    """
    policy = policy_of(field)
    ranked = sorted(live, key=precedence)
    if policy is Policy.NEVER:
        return Decision(standing.value, False, "never", standing)
    if any(_form(write.value) != _form(standing.value) for write in held):
        return _ask(ranked, standing, "ended")
    if _agree(ranked):
        return Decision(ranked[0].value, False, "only" if len(ranked) == 1 else "same", ranked[0])
    return _SETTLING[policy](ranked, standing)


def _ask(ranked: Sequence[Write], standing: Write, rule: str = "ask") -> Decision:
    others = [write for write in ranked if write.event_id != standing.event_id]
    return Decision(standing.value, True, rule, standing, (standing, *others))


def _further(ranked: Sequence[Write], standing: Write) -> Decision:
    if any(write.value not in _LINE for write in ranked):
        return _ask(ranked, standing, "off_line")
    furthest = max(_LINE.index(str(write.value)) for write in ranked)
    winner = next(write for write in ranked if write.value == _LINE[furthest])
    return Decision(winner.value, False, "further", winner)


def _by_role(ranked: Sequence[Write], standing: Write) -> Decision:
    best = [write for write in ranked if _rank(write) == _rank(ranked[0])]
    return Decision(best[0].value, False, "role", best[0]) if _agree(best) else _ask(ranked, standing, "role")


def _union(ranked: Sequence[Write], standing: Write) -> Decision:
    del standing
    parts = {part.strip() for write in ranked for part in str(write.value or "").split(",")} - {""}
    return Decision(",".join(sorted(parts, key=lambda part: (len(part), part))), False, "union", ranked[0])


def _first(ranked: Sequence[Write], standing: Write) -> Decision:
    del standing
    return Decision(ranked[0].value, False, "follow", ranked[0])


_SETTLING: Mapping[Policy, Callable[[Sequence[Write], Write], Decision]] = {
    Policy.FURTHER: _further,
    Policy.ROLE: _by_role,
    Policy.UNION: _union,
    Policy.FOLLOW: _first,
    Policy.ASK: _ask,
}


def _rank(write: Write) -> int:
    return ROLE_RANK.get(write.role, -1)


def _form(value: object) -> tuple:
    """Return a value in a form that can be compared: 1 and 1.0 are one number, "1" is another value."""
    return (isinstance(value, str), value)
