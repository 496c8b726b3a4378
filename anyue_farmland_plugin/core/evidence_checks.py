# SPDX-License-Identifier: GPL-2.0-or-later
"""Requirements that counting does not decide: whether the photos of a result can be believed."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import Callable, Mapping, Sequence

from anyue_farmland_plugin.core.evidence_flags import DOUBTS
from anyue_farmland_plugin.core.evidence_items import Item
from anyue_farmland_plugin.core.i18n import translate

_SAME_DIRECTION = 30.0  # degrees
_SEASON = 60  # days between photos of two seasons
_CROP = "crop"

# photos of the stage asked for, all evidence, the case -> how many are as they should be
Check = Callable[[Sequence[Item], Sequence[Item], Mapping[str, object]], int]


def sound(shown: Sequence[Item], everything: Sequence[Item], case: Mapping[str, object]) -> int:
    """Count photos without doubts that are not older than the first one from before."""
    del case
    first = min((item.taken_at for item in everything if item.stage == "before" and item.taken_at), default="")
    examined = [item for item in shown if item.is_examined]
    return sum(not item.flags & DOUBTS and not (item.taken_at and item.taken_at < first) for item in examined)


def located(shown: Sequence[Item], everything: Sequence[Item], case: Mapping[str, object]) -> int:
    """Count photos that tell position, time and direction."""
    del everything, case
    return sum(item.has_position and bool(item.taken_at) and item.azimuth is not None for item in shown)


def direction(shown: Sequence[Item], everything: Sequence[Item], case: Mapping[str, object]) -> int:
    """Count photos for which there is one from before that looks the same way."""
    del case
    before = [item.azimuth for item in everything if item.stage == "before" and item.azimuth is not None]
    after = [item.azimuth for item in shown if item.azimuth is not None]
    return sum(any(_turn(first, second) <= _SAME_DIRECTION for first in before) for second in after)


def other_person(shown: Sequence[Item], everything: Sequence[Item], case: Mapping[str, object]) -> int:
    """Count photos added by somebody who neither judged the case nor asked for closing."""
    del everything
    involved = {str(case.get(name) or "") for name in ("inspector", "closing_by")}
    return sum(bool(item.added_by) and item.added_by not in involved for item in shown)


def seasons(shown: Sequence[Item], everything: Sequence[Item], case: Mapping[str, object]) -> int:
    """Count the seasons in which a crop was photographed."""
    del everything, case
    days = sorted(date.fromisoformat(item.taken_at[:10]) for item in shown if item.kind == _CROP and item.taken_at)
    count, last = 0, None
    for day in days:
        if last is None or (day - last).days >= _SEASON:
            count, last = count + 1, day
    return count


def _turn(first: float, second: float) -> float:
    apart = abs(first - second) % 360.0
    return min(apart, 360.0 - apart)


CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        "sound": sound,
        "located": located,
        "direction": direction,
        "other_person": other_person,
        "seasons": seasons,
    }
)


def explain_check(name: str, stage: str) -> str:
    """Return what to do where a check is not met; ``stage`` is its official word."""
    sentences = {
        "sound": translate(
            "Evidence",
            "Every photo ({stage}) is doubtful: far away, edited, without Exif, used elsewhere, older than those "
            "from before, or not examined. Take a new one on site.",
        ),
        "located": translate("Evidence", "No photo ({stage}) tells position, time and direction."),
        "direction": translate("Evidence", "No photo ({stage}) looks the way one from before does."),
        "other_person": translate(
            "Evidence", "Add a photo ({stage}) by somebody who neither judged the case nor asked for closing."
        ),
        "seasons": translate("Evidence", "The photos of the crop ({stage}) are of one season; two are needed."),
    }
    return sentences[name].format(stage=stage)
