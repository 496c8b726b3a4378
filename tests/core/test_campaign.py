# SPDX-License-Identifier: GPL-2.0-or-later
"""The campaign's calendar counts as an office does, and a bureau may move its dates."""

from __future__ import annotations

from datetime import date

import pytest

from anyue_farmland_plugin.core.campaign import campaign, changed_settings, default_settings
from anyue_farmland_plugin.core.errors import InputDataError


def test_weekends_holidays_and_make_up_days() -> None:
    calendar = campaign({})
    assert calendar.is_workday(date(2022, 6, 10))
    assert not calendar.is_workday(date(2022, 6, 11))  # Saturday
    assert not calendar.is_workday(date(2022, 10, 3))  # National Day
    assert calendar.is_workday(date(2022, 10, 8))  # a Saturday worked for it
    assert calendar.workdays(date(2022, 9, 30), date(2022, 10, 10)) == 3
    assert calendar.workdays(date(2022, 10, 10), date(2022, 9, 30)) == -3
    assert calendar.workdays(date(2022, 10, 10), date(2022, 10, 10)) == 0


def test_deadlines_of_the_three_tiers() -> None:
    calendar = campaign(default_settings())
    assert calendar.deadline("T1", date(2022, 7, 20)) == date(2022, 8, 19)
    assert calendar.deadline("T1", date(2022, 9, 2)) == date(2022, 10, 8), "thirty days end in the holidays"
    assert calendar.deadline("T2", date(2022, 7, 20)) == date(2022, 11, 20)
    assert calendar.deadline("T3", date(2022, 7, 20)) == date(2022, 12, 15)
    assert calendar.deadline("T2", date(2023, 1, 5)) is None, "a past day is no proposal"
    assert calendar.deadline("T9", date(2022, 7, 20)) is None


def test_what_is_unfinished_is_watched_from_the_sixteenth() -> None:
    assert not campaign({}).is_settling(date(2022, 12, 15))
    assert campaign({}).is_settling(date(2022, 12, 16))


def test_another_year_has_other_dates() -> None:
    dates = {"rectify_to": "2023-12-10", "settle_from": "2023-12-11", "settle_to": "2024-01-15"}
    calendar = campaign(changed_settings(default_settings(), {**dates, "off_days": "2022-06-10"}))
    assert not calendar.is_settling(date(2022, 12, 16))
    assert not calendar.is_workday(date(2022, 6, 10))
    assert changed_settings(default_settings(), {"report_by": "2022-11-20"}) == {}


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        ({"report_by": "20.11.2022"}, "report_by: “20.11.2022” is no date"),
        ({"deadline_t1": "a month"}, "no number of days"),
        ({"deadline_t1": "-3"}, "no number of days"),
        ({"rectify_to": "2022-01-01"}, "rectify_to .* lies before rectify_from"),
        ({"work_days": "2022-10-08,soon"}, "“soon” is no date"),
        ({"begin": "2022-10-08"}, "begin is no date of the campaign. Known: survey_from"),
    ],
)
def test_what_makes_no_calendar_is_refused(wanted: dict, sentence: str) -> None:
    with pytest.raises(InputDataError, match=sentence):
        changed_settings(default_settings(), wanted)
