# SPDX-License-Identifier: GPL-2.0-or-later
"""Land classes of the third survey and the groups the campaign counts by.

Codes and names follow TD/T 1055-2019 appendix A as listed in resources/tables/land_classes.csv.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Mapping, Optional, TypeVar

from anyue_farmland_plugin.core.errors import InputDataError
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.tables import read_csv, read_table

Member = TypeVar("Member", bound=Enum)

PADDY = "0101"


class Group(Enum):
    """Campaign group of a land class; the value is the code stored in data."""

    CULTIVATED = "GD"
    GARDEN = "YD"
    FOREST = "LD"
    GRASS = "CD"
    FACILITY = "SS"
    OTHER_FARMLAND = "QN"
    CONSTRUCTION = "JS"
    UNUSED = "WL"


class Broad(Enum):
    """The three broad classes of the land law; the value is the official word."""

    FARMLAND = "农用地"
    CONSTRUCTION = "建设用地"
    UNUSED = "未利用地"


_GROUP_NAMES = {
    Group.CULTIVATED: "耕地",
    Group.GARDEN: "园地",
    Group.FOREST: "林地",
    Group.GRASS: "草地",
    Group.FACILITY: "农业设施建设用地",
    Group.OTHER_FARMLAND: "其他农用地",
    Group.CONSTRUCTION: "建设用地",
    Group.UNUSED: "未利用地",
}
_GROUP_BROAD = {
    Group.GRASS: Broad.FARMLAND,
    Group.CONSTRUCTION: Broad.CONSTRUCTION,
    Group.UNUSED: Broad.UNUSED,
}


@dataclass(frozen=True)
class LandClass:
    """One class: code, name, level-1 code, broad class and campaign group."""

    code: str
    name: str
    level1: str
    broad: Broad
    group: Group

    @property
    def class3(self) -> str:
        """Return the broad class as the official word."""
        return self.broad.value


def group_name(group: Group) -> str:
    """Return the official Chinese word of a group."""
    return _GROUP_NAMES[group]


def normal_code(code: object) -> str:
    """Return a class code as the tables write it: stripped, upper case, "" for NULL."""
    return "" if code is None else str(code).strip().upper()


@cache
def standard_classes() -> Mapping[str, LandClass]:
    """Return the 69 classes of the survey by code, in table order."""
    classes = (
        LandClass(row["code"], row["name"], row["level1"], Broad(row["class3"]), Group(row["group"]))
        for row in read_table("land_classes")
    )
    return MappingProxyType({item.code: item for item in classes})


def find_class(code: object, classes: Optional[Mapping[str, LandClass]] = None) -> Optional[LandClass]:
    """Return the class of ``code`` in ``classes`` (standard when None) or None when unknown."""
    table = standard_classes() if classes is None else classes
    return table.get(normal_code(code))


def group_of(code: object, classes: Optional[Mapping[str, LandClass]] = None) -> Optional[Group]:
    """Return the campaign group of ``code`` or None when the code is unknown."""
    found = find_class(code, classes)
    return None if found is None else found.group


def is_cultivated(code: object, classes: Optional[Mapping[str, LandClass]] = None) -> bool:
    """Tell whether ``code`` is cultivated land (group GD)."""
    return group_of(code, classes) is Group.CULTIVATED


def is_paddy(code: object) -> bool:
    """Tell whether ``code`` is paddy field (0101)."""
    return normal_code(code) == PADDY


def read_class_table(path: Path) -> Mapping[str, LandClass]:
    """Return the standard classes plus those of a csv ``code,name,group``.

    A code of the file replaces the standard one.  An optional column ``class3`` gives the
    broad class, else it follows from the group.  Raises InputDataError for a missing column,
    an unknown group or a code that occurs twice.
    """
    own: dict[str, LandClass] = {}
    for number, row in enumerate(read_csv(path, ("code", "name", "group")), start=2):
        item = _own_class(path, number, row)
        if item.code in own:
            message = translate("LandClass", "{file}, line {line}: class code {code} occurs twice. Keep one line.")
            raise InputDataError(message.format(file=path.name, line=number, code=item.code))
        own[item.code] = item
    return MappingProxyType({**standard_classes(), **own})


def _own_class(path: Path, number: int, row: Mapping[str, str]) -> LandClass:
    code = normal_code(row["code"])
    if not code:
        message = translate("LandClass", "{file}, line {line}: the class code is empty. Fill it in.")
        raise InputDataError(message.format(file=path.name, line=number))
    group = _member(Group, row["group"].upper(), path, number)
    given = row.get("class3", "")
    broad = _member(Broad, given, path, number) if given else _GROUP_BROAD.get(group, Broad.FARMLAND)
    return LandClass(code, row["name"], code[:2], broad, group)


def _member(kind: type[Member], value: str, path: Path, number: int) -> Member:
    try:
        return kind(value)
    except ValueError as error:
        message = translate("LandClass", "{file}, line {line}: {value} is none of {known}. Use one of these.")
        known = ", ".join(str(member.value) for member in kind)
        raise InputDataError(message.format(file=path.name, line=number, value=value, known=known)) from error
