# SPDX-License-Identifier: GPL-2.0-or-later
"""Township and village: by location first, by the parcel's own codes second."""

from __future__ import annotations

from dataclasses import fields

import numpy as np

from anyue_farmland_plugin.core.places import Located, Place, places
from anyue_farmland_plugin.core.survey import Survey

NOWHERE = Located(np.array([-1, -1, -1]))


def survey(codes: list, names: list) -> Survey:
    columns = {field.name: np.full(len(codes), "", dtype=object) for field in fields(Survey)}
    columns.update(zldwdm=np.array(codes, dtype=object), zldwmc=np.array(names, dtype=object))
    return Survey(**columns)


def test_codes_tell_the_place_where_no_zones_are_given() -> None:
    parcels = survey(["5120211102010000000", "51202", ""], ["石羊社区", "?", ""])
    found = places(parcels, np.array([0, 1, -1]), towns=NOWHERE, villages=NOWHERE)
    assert found[0].town_code == "512021110"
    assert found[0].town_name
    assert (found[0].village_code, found[0].village_name) == ("512021110201", "石羊社区")
    assert found[0].location == found[0].town_name + "石羊社区"
    assert found[1:] == [Place(), Place()]


def test_a_zone_goes_before_the_code() -> None:
    parcels = survey(["5120211022010000000"], ["石羊社区"])
    towns = Located(np.array([1, 0]), ["990000001", "990000002"], ["甲镇", "乙镇"])
    villages = Located(np.array([0, -1]), ["9900000010010000000"], ["一村"])
    found = places(parcels, np.array([0, -1]), towns=towns, villages=villages)
    assert found[0] == Place("990000002", "乙镇", "990000001001", "一村")
    assert found[1] == Place("990000001", "甲镇", "", "")


def test_no_parcels_at_all() -> None:
    nothing = survey([], [])
    assert places(nothing, np.array([-1, -1, -1]), towns=NOWHERE, villages=NOWHERE) == [Place()] * 3
