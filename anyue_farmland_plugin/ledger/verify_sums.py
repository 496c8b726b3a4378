# SPDX-License-Identifier: GPL-2.0-or-later
"""Checks of the figures: areas that sum, cases that have clues, pieces that belong to their clue's case."""

from __future__ import annotations

from typing import Iterator

from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.ledger.findings import Finding, Kind
from anyue_farmland_plugin.ledger.reading import Reader

CENT = 0.0051
_CLUE_SUMS = (
    "SELECT c.clue_id, c.source_ref, c.overlay_m2, COALESCE(SUM(p.area_m2), 0) FROM clues c "
    "LEFT JOIN pieces p ON p.clue_id = c.clue_id GROUP BY c.clue_id"
)
_PARCEL_SUMS = "SELECT parcel_key, bsm, MIN(tbmj), SUM(ledger_m2) FROM pieces GROUP BY parcel_key"
_ORPHANS = (
    "SELECT case_id, case_no FROM cases WHERE case_id NOT IN (SELECT case_id FROM clues WHERE case_id IS NOT NULL)"
)
_STRAY_PIECES = "SELECT p.piece_id FROM pieces p JOIN clues c ON c.clue_id = p.clue_id WHERE p.case_id IS NOT c.case_id"


def check_sums(reader: Reader) -> Iterator[Finding]:
    """Yield clues, parcels and cases whose areas do not sum."""
    run = reader.connection.execute
    for clue_id, name, told, found in run(_CLUE_SUMS):
        if abs((told or 0) - found) > 0.01 + 1e-6:
            yield Finding(
                Kind.SUM,
                clue_id,
                translate(
                    "Verify", "Clue {name}: its pieces sum to {found:.2f} m², its overlay area is {told:.2f} m²."
                ).format(name=name, found=found, told=told or 0),
            )
    for parcel, bsm, control, total in run(_PARCEL_SUMS):
        if control is not None and total > control + CENT:
            yield Finding(
                Kind.SUM,
                str(parcel),
                translate("Verify", "Parcel {name}: its pieces claim {found:.2f} m² of {told:.2f} m².").format(
                    name=bsm or parcel, found=total, told=control
                ),
            )
    for case_id, number in run(_ORPHANS):
        yield Finding(Kind.CLUE, case_id, translate("Verify", "Case {case} has no clue.").format(case=number))
    for (piece_id,) in run(_STRAY_PIECES):
        yield Finding(
            Kind.CLUE,
            piece_id,
            translate("Verify", "Piece {name} belongs to another case than its clue.").format(name=piece_id),
        )
