# SPDX-License-Identifier: GPL-2.0-or-later
"""The campaign's calendar: stages, deadlines and working days, as settings a bureau may change.

Defaults are the dates of 安府办函〔2022〕16号, section three; days off and make-up working days
are those of the State Council's notices.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType
from typing import Mapping, Optional

from anyue_farmland_plugin.core.errors import InputDataError
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.tables import read_table

PREFIX = "campaign."
_SATURDAY = 5
_LISTS = ("off_days", "work_days")
_DAYS = ("deadline_t1",)
_MOST_DAYS = 3660


@dataclass(frozen=True)
class Campaign:
    """One campaign: ``dates`` by setting name, days granted to tier T1, exceptional days."""

    dates: Mapping[str, date]
    days_t1: int
    off: frozenset[date]
    work: frozenset[date]

    def is_workday(self, day: date) -> bool:
        """Tell whether offices work on that day."""
        if day in self.work:
            return True
        return day.weekday() < _SATURDAY and day not in self.off

    def workday_from(self, day: date) -> date:
        """Return the day itself or the next working day: a term ending on a day off ends then (民法典 203)."""
        while not self.is_workday(day):
            day += timedelta(days=1)
        return day

    def workdays(self, after: date, until: date) -> int:
        """Return how many working days lie after one day and up to another, negative when that is past."""
        if until < after:
            return -self.workdays(until, after)
        return sum(self.is_workday(after + timedelta(days=n)) for n in range(1, (until - after).days + 1))

    def deadline(self, tier: str, confirmed_on: date) -> Optional[date]:
        """Return the proposed deadline of a tier; None for an unknown tier or when its fixed date is past."""
        if tier == "T1":
            return self.workday_from(confirmed_on + timedelta(days=self.days_t1))
        fixed = self.dates.get(f"deadline_{tier.lower()}")
        return fixed if fixed and fixed >= confirmed_on else None

    def is_settling(self, day: date) -> bool:
        """Tell whether concentrated rectification is over: what is unfinished goes on the watch list."""
        return day > self.dates["rectify_to"]


@cache
def _table() -> Mapping[str, str]:
    return MappingProxyType({row["key"]: row["value"] for row in read_table("campaign")})


def default_settings() -> dict:
    """Return the settings a new ledger starts with."""
    return {PREFIX + key: value for key, value in _table().items()}


@cache
def _holidays(kind: str) -> frozenset:
    return frozenset(date.fromisoformat(row["date"]) for row in read_table("holidays") if row["kind"] == kind)


def campaign(settings: Mapping[str, str]) -> Campaign:
    """Return the campaign of a ledger's settings; what they do not say is the county's document.

    Raises InputDataError naming the setting that is no date or number, or out of order.
    """
    told = {key: settings.get(PREFIX + key, value) or "" for key, value in _table().items()}
    dates = {key: _date(key, told[key]) for key in told if key not in (*_LISTS, *_DAYS)}
    _check_order(dates)
    off, work = (frozenset(_date(key, text) for text in told[key].split(",") if text.strip()) for key in _LISTS)
    return Campaign(
        MappingProxyType(dates),
        _days("deadline_t1", told["deadline_t1"]),
        (_holidays("off") | off) - work,
        (_holidays("work") | work) - off,
    )


def changed_settings(settings: Mapping[str, str], wanted: Mapping[str, str]) -> dict:
    """Return the settings that really change, checked together; names come without the prefix.

    Raises InputDataError for unknown names and for values that make no calendar.
    """
    unknown = sorted(set(wanted) - set(_table()))
    if unknown:
        message = translate("Campaign", "{names} is no date of the campaign. Known: {known}.")
        raise InputDataError(message.format(names=", ".join(unknown), known=", ".join(_table())))
    new = {PREFIX + key: value.strip() for key, value in wanted.items()}
    campaign({**settings, **new})
    return {name: value for name, value in new.items() if settings.get(name) != value}


def _date(key: str, text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        message = translate("Campaign", "{key}: “{text}” is no date. Write it like 2022-11-20.")
        raise InputDataError(message.format(key=key, text=text)) from error


def _days(key: str, text: str) -> int:
    if text.strip().isdecimal() and int(text) <= _MOST_DAYS:
        return int(text)
    message = translate("Campaign", "{key}: “{text}” is no number of days. Write it like 30.")
    raise InputDataError(message.format(key=key, text=text))


def _check_order(dates: Mapping[str, date]) -> None:
    order = ("survey_from", "survey_to", "rectify_from", "rectify_to", "settle_from", "settle_to")
    for before, after in zip(order, order[1:]):
        if dates[before] > dates[after]:
            message = translate("Campaign", "{after} ({second}) lies before {before} ({first}). Correct one of them.")
            raise InputDataError(
                message.format(after=after, second=dates[after], before=before, first=dates[before])
            )
