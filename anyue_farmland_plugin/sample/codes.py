# SPDX-License-Identifier: GPL-2.0-or-later
"""Which real townships and villages the invented county borrows its codes and names from.

The county seat comes first; its neighbours are the two streets that surround it in reality.
"""

from __future__ import annotations

from dataclasses import dataclass

from anyue_farmland_plugin.core.units import COUNTY_CODE, Village, find_unit, villages

COUNTY = COUNTY_CODE
TOWN_ORDER = (
    "512021100",
    "512021001",
    "512021002",
    "512021103",
    "512021104",
    "512021105",
    "512021101",
    "512021106",
    "512021110",
    "512021119",
    "512021122",
    "512021113",
    "512021205",
    "512021215",
)
PARCELS_PER_VILLAGE = 95


@dataclass(frozen=True)
class Town:
    """A township with the villages that take part in the sample, both with real codes."""

    code: str
    name: str
    villages: tuple[Village, ...]


def sample_towns(parcels: int) -> tuple[Town, ...]:
    """Return 8 to 12 townships with as many villages as ``parcels`` parcels ask for."""
    count = 8 if parcels < 3000 else 10 if parcels < 12000 else 12
    wanted = max(1, round(parcels / PARCELS_PER_VILLAGE / count))
    towns = []
    for code in TOWN_ORDER[:count]:
        unit = find_unit(code)
        own = tuple(village for village in villages() if village.unit_code == code)
        towns.append(Town(code, unit.name if unit else code, own[:wanted]))
    return tuple(towns)


def location_code(village: Village) -> str:
    """Return the 19-digit code of a village as location and owner fields hold it."""
    return village.code + "0000000"


def village_name(village: Village) -> str:
    """Return the short name without the committee's title."""
    return village.name.replace("居民委员会", "").replace("村民委员会", "村").replace("村村", "村")
