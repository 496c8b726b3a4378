# SPDX-License-Identifier: GPL-2.0-or-later
"""Which cases go into which package: the open cases of a township, of a person, or of both."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Mapping, Sequence

from anyue_farmland_plugin.core.errors import InputDataError
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.ledger.reading import Reader

ENDED = ("closed", "dismissed")
_CASES = "SELECT case_id, town_code, town_name, inspector, status FROM cases ORDER BY case_no"
_SPLIT = re.compile(r"[,，;；、\n]")
_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f\s]+')
_LONGEST = 60
_NO_TOWN = "no_town"


@dataclass(frozen=True)
class Share:
    """Cases that go out together: the name of their package, towns, person and case ids."""

    title: str
    towns: tuple
    person: str
    case_ids: tuple


def texts_of(text: str) -> tuple:
    """Return the members of a list a person typed: commas of both kinds separate."""
    return tuple(part.strip() for part in _SPLIT.split(text) if part.strip())


def shares(reader: Reader, towns: Sequence[str], person: str) -> list:
    """Return the packages to make, in order of their township.

    ``towns`` are codes or names; empty means every township with open cases.  With a person and
    no towns it is one package of the open cases that person inspects; with both, each township's
    package is made out to the person.  Raises InputDataError for an unknown township and where
    there is no open case at all.
    """
    rows = [row for row in map(dict, reader.connection.execute(_CASES)) if row["status"] not in ENDED]
    if person and not towns:
        own = tuple(row["case_id"] for row in rows if row["inspector"] == person)
        found = [Share(file_name(person), (), person, own)] if own else []
    else:
        chosen = [_code(reader, town) for town in towns]
        groups = _by_town(rows)
        found = [_share(code, groups[code], person) for code in chosen or sorted(groups) if groups.get(code)]
    if not found:
        raise InputDataError(translate("Packages", "There is no open case to pack. Check TOWNS and PERSON."))
    return found


def file_name(text: str) -> str:
    """Return a name as every file system can hold it."""
    return _NOT_IN_NAMES.sub("_", text).strip("._ ")[:_LONGEST] or "_"


def _by_town(rows: Sequence[Mapping]) -> dict:
    groups: dict = defaultdict(list)
    for row in rows:
        groups[row["town_code"] or ""].append(row)
    return groups


def _share(code: str, members: Sequence[Mapping], person: str) -> Share:
    name = next((row["town_name"] for row in members if row["town_name"]), "") or code or _NO_TOWN
    title = file_name("_".join(part for part in (name, person) if part))
    return Share(title, (code,) if code else (), person, tuple(row["case_id"] for row in members))


def _code(reader: Reader, town: str) -> str:
    """Return the code of a township given by code or by its full name."""
    for column in ("code", "name"):
        found = next(reader.rows("units", geometry=False, **{column: town}), None)
        if found is not None:
            return str(found["code"])
    message = translate(
        "Packages", "“{town}” is no township of this ledger. Give codes or full names, comma separated."
    )
    raise InputDataError(message.format(town=town))
