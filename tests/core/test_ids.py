# SPDX-License-Identifier: GPL-2.0-or-later
"""Ids and number texts of whole columns are those of the standard library, one by one."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from anyue_farmland_plugin.core.decimals import shortest_texts
from anyue_farmland_plugin.core.ids import named_ids
from anyue_farmland_plugin.core.ports import timestamp


@given(st.uuids(), st.lists(st.text(alphabet=st.characters(codec="utf-8"))))
def test_ids_are_those_of_the_standard(namespace: uuid.UUID, names: list) -> None:
    assert named_ids(namespace, names) == [str(uuid.uuid5(namespace, name)) for name in names]


@given(
    st.one_of(
        st.lists(st.floats(allow_nan=False, allow_infinity=False)),
        st.lists(st.floats(0.0, 1e14).map(lambda number: round(number, 2))),
        st.lists(st.integers(0, 10**7).map(lambda cents: cents / 100.0)),
    )
)
def test_numbers_are_written_in_their_shortest_form(numbers: list) -> None:
    assert shortest_texts(numbers) == [repr(number + 0.0) for number in numbers]


@given(st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1)), st.integers(-12, 14))
def test_times_are_written_in_utc_with_milliseconds(moment: datetime, hours: int) -> None:
    local = moment.replace(tzinfo=timezone(timedelta(hours=hours)))
    told = timestamp(local)
    assert told == timestamp(local.astimezone(timezone.utc))
    assert len(told) == len("2022-06-15T08:00:00.000Z")
    back = datetime.strptime(told, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=timezone.utc)
    assert timedelta(0) <= local - back < timedelta(milliseconds=1)
