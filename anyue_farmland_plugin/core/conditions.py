# SPDX-License-Identifier: GPL-2.0-or-later
"""The questions the suggestion rules ask of a case, one small function each."""

from __future__ import annotations

from typing import Collection

from anyue_farmland_plugin.core.facts import CaseFacts
from anyue_farmland_plugin.core.landclass import Group, normal_code

APPROVED_SHARE = 0.95
VILLAGE_SHARE = 0.5
POND_M2 = 2000.0
STRIP_ELONGATION = 8.0
STEEP_SLOPES = (4, 5)

_BUILDINGS = frozenset({"0601", "0701", "0702", "05H1"})
_ROADS_AND_HARD = frozenset({"YH", "DL1", "DL2", "DL3", "TL", "SJ", "CK", "GF", "YT", "GEF", "ZQC", "JC", "WH", "TH"})
_EARTH_MOVED = frozenset({"DT", "TD", "TP", "WL", "QT"})
_POND_CODES = frozenset({"1104", "1104A", "1104K"})


def shows(facts: CaseFacts, changes: Collection[str], codes: Collection[str] = ()) -> bool:
    """Tell whether the image shows one of the changes; the later class decides without TBLX."""
    return facts.change in changes if facts.change else facts.after_code in codes


def shows_group(facts: CaseFacts, change: str, group: Group) -> bool:
    """Tell whether the image shows this change; the later group decides without TBLX."""
    return facts.change == change if facts.change else facts.after_group is group


def from_inspectorate_list(facts: CaseFacts) -> bool:
    """Named by the national inspectorate."""
    return "S8" in (facts.matched_list, facts.source_kind)


def from_enforcement_list(facts: CaseFacts) -> bool:
    """Named by an old list of unresolved enforcement cases."""
    return facts.matched_list == "S3"


def approved_for_building(facts: CaseFacts) -> bool:
    """Covered by approvals, most of it by a land approval."""
    return facts.approved_share >= APPROVED_SHARE and facts.approval == "HF"


def approved_as_facility(facts: CaseFacts) -> bool:
    """Covered by approvals, most of it by an agricultural facility record."""
    return facts.approved_share >= APPROVED_SHARE and facts.approval == "SS"


def approved_as_temporary(facts: CaseFacts) -> bool:
    """Covered by approvals, most of it by a temporary-use approval."""
    return facts.approved_share >= APPROVED_SHARE and facts.approval == "LS"


def built_on_facility(facts: CaseFacts) -> bool:
    """Find a building or hard surface on facility land (1202)."""
    return normal_code(facts.main_dlbm) == "1202" and shows(facts, ("20", "YH"), _BUILDINGS)


def built(facts: CaseFacts) -> bool:
    """Find a building on cultivated land."""
    return facts.on_farmland and shows(facts, ("20",), _BUILDINGS)


def built_in_village(facts: CaseFacts) -> bool:
    """Find a building on cultivated land that lies mostly inside village land."""
    return built(facts) and facts.in_village_share >= VILLAGE_SHARE


def dug_to_lake(facts: CaseFacts) -> bool:
    """Cultivated land under water, larger than an ordinary pond."""
    if shows(facts, ("KT",), _POND_CODES):
        return facts.on_farmland and facts.area_m2 > POND_M2
    return facts.on_farmland and shows(facts, ("SM", "SK"), ("1102", "1103"))


def made_scenery(facts: CaseFacts) -> bool:
    """Park or green space on cultivated land."""
    return facts.on_farmland and shows(facts, ("LD",), ("0810", "0810A"))


def dug_to_pond(facts: CaseFacts) -> bool:
    """Ordinary pond on cultivated land."""
    return facts.on_farmland and shows(facts, ("KT",), _POND_CODES)


def to_forest(facts: CaseFacts) -> bool:
    """Trees on cultivated land."""
    return facts.on_farmland and shows_group(facts, "03", Group.FOREST)


def to_corridor(facts: CaseFacts) -> bool:
    """Trees on cultivated land in a strip, not known to lie away from roads and waters."""
    return to_forest(facts) and facts.elongation >= STRIP_ELONGATION and facts.beside_line is not False


def to_listed_greening(facts: CaseFacts) -> bool:
    """Trees on cultivated land named by a greening list."""
    return to_forest(facts) and facts.in_greening_list


def to_garden(facts: CaseFacts) -> bool:
    """Orchard or garden on cultivated land."""
    return facts.on_farmland and shows_group(facts, "02", Group.GARDEN)


def to_grass(facts: CaseFacts) -> bool:
    """Grass on cultivated land."""
    return facts.on_farmland and shows_group(facts, "04", Group.GRASS)


def to_rural_road(facts: CaseFacts) -> bool:
    """Rural road on cultivated land."""
    return facts.on_farmland and shows(facts, ("ND",), ("1006",))


def to_facility(facts: CaseFacts) -> bool:
    """Agricultural facility on cultivated land, whatever the monitoring type says."""
    return facts.on_farmland and facts.after_code == "1202"


def to_other_farmland(facts: CaseFacts) -> bool:
    """Ditch or other non-cultivated farmland on cultivated land."""
    return facts.on_farmland and shows_group(facts, "GQ", Group.OTHER_FARMLAND)


def left_untilled(facts: CaseFacts) -> bool:
    """Cultivated land recorded as not tilled (WG), with nothing built or dug on it."""
    worked = facts.change in _ROADS_AND_HARD or facts.change in _EARTH_MOVED - {"QT"}
    return facts.on_farmland and normal_code(facts.zzsxdm) == "WG" and not worked


def turned_to_construction(facts: CaseFacts) -> bool:
    """Hard surface, road, mine or other construction on cultivated land."""
    if facts.change:
        return facts.on_farmland and facts.change in _ROADS_AND_HARD
    return facts.on_farmland and facts.after_group is Group.CONSTRUCTION


def earth_moved(facts: CaseFacts) -> bool:
    """Bare or moved earth on cultivated land; preparing a field looks the same."""
    return facts.on_farmland and facts.change in _EARTH_MOVED


def now_cultivated(facts: CaseFacts) -> bool:
    """Fields now where the survey has something else."""
    return facts.main_group is not Group.CULTIVATED and shows_group(facts, "01", Group.CULTIVATED)


def forest_cleared(facts: CaseFacts) -> bool:
    """Forest turned into fields."""
    return now_cultivated(facts) and facts.main_group is Group.FOREST


def hill_cut(facts: CaseFacts) -> bool:
    """Steep grassland or unused land turned into fields."""
    steep = facts.slope_class in STEEP_SLOPES
    return now_cultivated(facts) and facts.main_group in (Group.GRASS, Group.UNUSED) and steep


def pond_filled(facts: CaseFacts) -> bool:
    """Pond turned into fields."""
    return now_cultivated(facts) and normal_code(facts.main_dlbm) in _POND_CODES


def still_cultivated(facts: CaseFacts) -> bool:
    """Fields before and after."""
    return facts.on_farmland and shows_group(facts, "01", Group.CULTIVATED)


def not_on_farmland(facts: CaseFacts) -> bool:
    """No cultivated land above the sliver limit."""
    return not facts.on_farmland


def always(facts: CaseFacts) -> bool:
    """Whatever is left."""
    del facts
    return True
