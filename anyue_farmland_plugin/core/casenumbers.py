# SPDX-License-Identifier: GPL-2.0-or-later
"""Case numbers people quote: running per township and year, and the city's form of them."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Iterable

from anyue_farmland_plugin.core.errors import InputDataError
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.units import COUNTY_CODE, TOWN_DIGITS

NO_TYPE = "XX00"
_CASE = re.compile(r"([0-9]{9})-([0-9]{4})-(?:(P[0-9A-F]{4})-)?([0-9]{4,})")
_CITY = re.compile(r"([0-9]{9})-([A-Z]{2}[0-9]{2})-([0-9]{4})-(?:(P[0-9A-F]{4})-)?([0-9]{4,})")
_SERIES_DIGITS = 4


@dataclass(frozen=True)
class CaseNumber:
    """Township (or county + 000), year and running number of a case.

    ``series`` tells numbers given out of the house, in a field package, from the county's own.
    """

    area_code: str
    year: int
    serial: int
    series: str = ""

    def __str__(self) -> str:
        return f"{self.area_code}-{self._running}"

    def city_form(self, problem_type: str = "") -> str:
        """Return TZID of the city package; XX00 stands for a type not yet given."""
        return f"{self.area_code}-{problem_type or NO_TYPE}-{self._running}"

    @property
    def _running(self) -> str:
        return "-".join([f"{self.year:04d}", *([self.series] if self.series else []), f"{self.serial:04d}"])


def number_series(package_id: str) -> str:
    """Return the series of the numbers given in a package ("P3F2A" of 3f2a…), "" for a county's ledger."""
    return f"P{package_id[:_SERIES_DIGITS].upper()}" if package_id else ""


def area_code(town_code: str, county_code: str = COUNTY_CODE) -> str:
    """Return the township code, or county + 000 when the township is not known."""
    return town_code if len(town_code) == TOWN_DIGITS and town_code.isdecimal() else f"{county_code}000"


def parse_case_number(text: str) -> CaseNumber:
    """Return the parts of "512021103-2022-0007"; raises InputDataError for other text."""
    match = _CASE.fullmatch(text.strip())
    if match is None:
        message = translate("CaseNumber", "{text} is no case number. Write it like 512021103-2022-0007.")
        raise InputDataError(message.format(text=text))
    return CaseNumber(match[1], int(match[2]), int(match[4]), match[3] or "")


def parse_city_number(text: str) -> tuple[CaseNumber, str]:
    """Return case number and problem type ("" for XX00) of a TZID of the city package."""
    match = _CITY.fullmatch(text.strip())
    if match is None:
        message = translate("CaseNumber", "{text} is no TZID. Write it like 512021103-FN01-2022-0007.")
        raise InputDataError(message.format(text=text))
    problem_type = "" if match[2] == NO_TYPE else match[2]
    return CaseNumber(match[1], int(match[3]), int(match[5]), match[4] or ""), problem_type


class CaseNumbering:
    """Hands out the next free numbers after those a ledger already holds."""

    def __init__(self, existing: Iterable[str] = (), county_code: str = COUNTY_CODE, *, series: str = "") -> None:
        """Start after the highest number per township and year among ``existing`` of the same series."""
        self._county_code = county_code
        self._series = series
        self._last: defaultdict[tuple[str, int], int] = defaultdict(int)
        for text in existing:
            number = parse_case_number(text)
            if number.series == series:
                key = (number.area_code, number.year)
                self._last[key] = max(self._last[key], number.serial)

    def take(self, town_code: str, year: int) -> CaseNumber:
        """Return the next number of the township in that year."""
        key = (area_code(town_code, self._county_code), year)
        self._last[key] += 1
        return CaseNumber(key[0], year, self._last[key], self._series)
