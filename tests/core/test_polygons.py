# SPDX-License-Identifier: GPL-2.0-or-later
"""Set operations come to an end also where GEOS refuses."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from anyue_farmland_plugin.core.polygons import surely


def test_what_geos_refuses_is_done_on_a_fine_grid() -> None:
    tie = shapely.Polygon([(35_500_000, 0), (35_500_100, 100), (35_500_100, 0), (35_500_000, 100)])
    whole = shapely.box(35_500_000, 0, 35_500_100, 100)
    with pytest.raises(shapely.errors.GEOSException):
        shapely.intersection(tie, shapely.reverse(tie))
    first, second = np.array([whole, tie]), np.array([whole, shapely.reverse(tie)])
    assert shapely.area(surely(shapely.intersection, first, second)) == pytest.approx([10_000.0, 5_000.0], abs=0.01)
    assert shapely.area(surely(shapely.difference, first, second)) == pytest.approx([0.0, 0.0], abs=0.01)
