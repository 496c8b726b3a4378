# SPDX-License-Identifier: GPL-2.0-or-later
"""The evidence of one case as the guards of the life cycle see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

from anyue_farmland_plugin.core.evidence_flags import Flag


@dataclass(frozen=True)
class Item:
    """One photo or document; ``stage`` is "" while nobody said what a photo shows; times are ISO-8601 UTC texts.

    A photo a field app took is not examined until its file has been read.
    """

    kind: str
    is_photo: bool = True
    stage: str = ""
    taken_at: Optional[str] = None
    azimuth: Optional[float] = None
    has_position: bool = False
    added_by: str = ""
    flags: frozenset[Flag] = frozenset()
    is_examined: bool = True


@dataclass(frozen=True)
class Portfolio:
    """All evidence of a case."""

    items: tuple[Item, ...] = ()

    @property
    def unplaced(self) -> int:
        """Return how many photos nobody said the stage of."""
        return sum(item.is_photo and not item.stage for item in self.items)


NOTHING = Portfolio()
