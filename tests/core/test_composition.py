# SPDX-License-Identifier: GPL-2.0-or-later
"""What the ground of a change is made of, to the cent."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from anyue_farmland_plugin.core.adjust import net_of_ridges
from anyue_farmland_plugin.core.composition import Composition, compositions
from anyue_farmland_plugin.core.landclass import Broad, Group, standard_classes

CODES = [*standard_classes(), "", "9999"]


def made_of(*changes: list) -> list:
    """Return the compositions of changes given as (class, cents, ridge share) per piece."""
    pieces = [piece for change in changes for piece in change]
    cents = np.array([piece[1] for piece in pieces], dtype=np.int64)
    net = net_of_ridges(cents, np.array([piece[2] for piece in pieces], dtype=float))
    bounds = np.concatenate(([0], np.cumsum([len(change) for change in changes])))
    classes = np.array([piece[0] for piece in pieces], dtype=object)
    return compositions(bounds, classes, cents, net=net, classes=standard_classes())


def test_field_ridges_are_other_farmland() -> None:
    (made,) = made_of([("0101", 10_000, 0.1), ("0103", 5_000, 0.0), ("0702", 700, 0.0), ("0404", 60, 0.0)])
    assert made == Composition(
        farmland=14_000,
        paddy=9_000,
        other_agri=1_000,
        construction=700,
        unused=60,
        groups={"GD": 14_000, "QN": 1_000, "JS": 700, "CD": 60},
        main_row=0,
    )


def test_the_main_row_is_the_largest_piece_of_the_class_with_most_ground() -> None:
    first, second, none = made_of(
        [("0702", 500, 0), ("0103", 300, 0), ("0103", 301, 0)], [("0301", 400, 0), ("0201", 400, 0)], []
    )
    assert (first.main_row, second.main_row, none.main_row) == (2, 4, None)


def test_a_parcel_without_class_counts_nowhere_but_can_be_the_main_one() -> None:
    (made,) = made_of([("", 900, 0), ("0103", 100, 0)])
    assert (made.farmland, made.other_agri, made.construction, made.unused, made.main_row) == (100, 0, 0, 0, 0)


@given(
    st.lists(
        st.lists(st.tuples(st.sampled_from(CODES), st.integers(1, 10**8), st.floats(0, 0.4)), max_size=6), max_size=5
    )
)
def test_groups_and_broad_classes_sum_to_the_pieces(changes: list) -> None:
    known = standard_classes()
    for made, pieces in zip(made_of(*changes), changes):
        counted = [(known[code], cents) for code, cents, _ in pieces if code in known]
        assert sum(made.groups.values()) == sum(cents for _, cents in counted)
        assert made.farmland == made.groups.get("GD", 0)
        assert made.farmland + made.other_agri == sum(c for item, c in counted if item.broad is Broad.FARMLAND)
        assert made.construction == sum(c for item, c in counted if item.broad is Broad.CONSTRUCTION)
        for group in set(Group) - {Group.CULTIVATED, Group.OTHER_FARMLAND}:
            assert made.groups.get(group.value, 0) == sum(c for item, c in counted if item.group is group)
