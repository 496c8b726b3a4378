# SPDX-License-Identifier: GPL-2.0-or-later
"""The lists at the end of a run's report: everything done to the data, row by row, never cut."""

from __future__ import annotations

from typing import Iterator, Mapping

from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.export import html
from anyue_farmland_plugin.export.report_data import Listing

ROWS_PRINTED = 200  # further rows are folded away


def listing_columns(listing: Listing) -> tuple:
    """Return the column headings of a list; each row holds one cell per heading."""
    feature = (translate("Report", "Layer"), translate("Report", "Feature"), translate("Report", "Reason"))
    clue, parcel = translate("Report", "Clue"), translate("Report", "Survey parcel")
    return {
        Listing.REPAIRED: (
            *feature,
            translate("Report", "m² before"),
            translate("Report", "m² after"),
            translate("Report", "Change in m²"),
        ),
        Listing.FILTERED: (
            translate("Report", "Layer"),
            translate("Report", "Rows left out"),
            translate("Report", "Condition"),
        ),
        Listing.UNREADABLE: feature,
        Listing.DETOURS: (clue, parcel, translate("Report", "Method")),
        Listing.SLIVERS: (clue, parcel, translate("Report", "m²"), translate("Report", "Joined to parcel")),
        Listing.OVERLAPPING_PARCELS: (
            clue,
            parcel,
            translate("Report", "Other parcel"),
            translate("Report", "Shared m²"),
        ),
        Listing.FLAGGED_PARCELS: (
            parcel,
            translate("Report", "TBMJ m²"),
            translate("Report", "m² of the polygon"),
            translate("Report", "Difference in m²"),
            translate("Report", "Difference in %"),
        ),
        Listing.SENSITIVE: (
            clue,
            translate("Report", "Main class"),
            translate("Report", "m²"),
            translate("Report", "Next class"),
            translate("Report", "m²"),
            translate("Report", "Rim m²"),
        ),
        Listing.WARNINGS: (translate("Report", "Remark"),),
    }[listing]


def _listing_title(listing: Listing) -> str:
    return {
        Listing.REPAIRED: translate("Report", "Repaired polygons (on a copy; the delivered file is untouched)"),
        Listing.FILTERED: translate("Report", "Left out by a filter or subset"),
        Listing.UNREADABLE: translate("Report", "Unreadable geometry"),
        Listing.DETOURS: translate("Report", "Pairs the plain overlay refused"),
        Listing.SLIVERS: translate("Report", "Slivers"),
        Listing.OVERLAPPING_PARCELS: translate("Report", "Survey parcels that overlap each other"),
        Listing.FLAGGED_PARCELS: translate(
            "Report", "Parcels whose survey area differs from their polygon by more than 1 %"
        ),
        Listing.SENSITIVE: translate("Report", "Clues whose main class depends on 0.1 m of a boundary"),
        Listing.WARNINGS: translate("Report", "Remarks"),
    }[listing]


def listings(rows_of: Mapping) -> Iterator[html.Html]:
    """Return every list with rows; those beyond the printed ones open with a click."""
    for listing in Listing:
        rows, columns = tuple(rows_of.get(listing, ())), listing_columns(listing)
        if not rows:
            continue
        yield html.heading(f"{_listing_title(listing)} ({len(rows):,})")
        yield html.table(columns, rows[:ROWS_PRINTED])
        if len(rows) > ROWS_PRINTED:
            summary = translate("Report", "… and {count} more.").format(count=len(rows) - ROWS_PRINTED)
            yield html.folded(summary, html.table(columns, rows[ROWS_PRINTED:]))
