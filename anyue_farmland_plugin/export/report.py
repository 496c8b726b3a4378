# SPDX-License-Identifier: GPL-2.0-or-later
"""Printable reports: what an overlay run did, and what a verification found."""

from __future__ import annotations

from typing import Iterator, Sequence

from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.mu import SIGN_MU, format_mu
from anyue_farmland_plugin.export import html
from anyue_farmland_plugin.export.report_data import (
    AreaLine,
    Cell,
    Counts,
    InputLayer,
    Listing,
    MassBalance,
    OverlayReport,
    Rim,
    ToldAreas,
)
from anyue_farmland_plugin.export.report_lists import listing_columns, listings
from anyue_farmland_plugin.ledger.findings import Verification

__all__ = (
    "AreaLine",
    "Cell",
    "Counts",
    "InputLayer",
    "Listing",
    "MassBalance",
    "OverlayReport",
    "Rim",
    "ToldAreas",
    "listing_columns",
    "overlay_report",
    "verification_report",
)

_BARS = 20


def overlay_report(result: OverlayReport) -> str:
    """Return the report of one overlay run as a self-contained HTML document."""
    return html.page(
        result.title,
        [
            f"<h1>{html.text(result.title)}</h1>",
            html.paragraph(
                translate("Report", "Ledger {name} · {at} · {actor}").format(
                    name=result.ledger_name, at=html.moment(result.created_at), actor=result.actor
                ),
                "soft",
            ),
            html.tiles(_tiles(result)),
            _balance_verdict(result.balance),
            *_areas(translate("Report", "Area by suggested problem type"), result.by_type, "#8a5a2b"),
            *_areas(translate("Report", "Area by land class of the survey"), result.by_class, "#2f6b4f"),
            *_areas(translate("Report", "Area by township"), result.by_town, "#3b6ea5"),
            *_balance(result.balance),
            *_remarks(result),
            *_counts(result),
            *_inputs(result),
            *listings(result.listings),
            _footer(result.chain_id, result.head_seq, result.head_hash, result.versions),
        ],
    )


def _tiles(result: OverlayReport) -> list:
    counts = result.counts
    found = [
        (f"{counts.clues_added:,}", translate("Report", "clues")),
        (f"{counts.cases_created:,}", translate("Report", "new cases")),
        (f"{counts.pieces:,}", translate("Report", "pieces")),
        (format_mu(result.balance.overlay_m2), translate("Report", "overlaid area")),
    ]
    if result.farmland_m2 is not None:
        found.append((format_mu(result.farmland_m2), translate("Report", "cultivated land (net)")))
    if result.basic_farmland_m2 is not None:
        found.append((format_mu(result.basic_farmland_m2), translate("Report", "in permanent basic farmland")))
    return found


def _balance_verdict(balance: MassBalance) -> html.Html:
    if balance.closed:
        return html.verdict(
            translate(
                "Report",
                "The account closes: every square metre delivered is in a piece, outside the survey, or listed below.",
            ),
            True,
        )
    if balance.failed_pairs:
        return html.verdict(
            translate(
                "Report",
                "Pairs of clue and parcel that no method could overlay: {count}. Their common area counts as outside "
                "the survey. Redraw the polygons listed below and run again.",
            ).format(count=balance.failed_pairs),
            False,
        )
    return html.verdict(
        translate(
            "Report",
            "{area} m² of the delivered area are not accounted for. Look at the lists below before using the figures.",
        ).format(area=html.m2(balance.residual_m2)),
        False,
    )


def _areas(title: str, lines: Sequence[AreaLine], colour: str) -> Iterator[html.Html]:
    if not lines:
        return
    ranked = sorted(lines, key=lambda line: (-line.area_m2, line.code))
    yield html.heading(title)
    yield html.bars([(f"{line.code} {line.name}".strip(), line.area_m2) for line in ranked[:_BARS]], colour)
    total = sum(round(line.area_m2 * 100) for line in ranked) / 100
    rows = [(line.code, line.name, line.count, line.area_m2, html.mu_figure(line.area_m2)) for line in ranked]
    rows.append((translate("Report", "Sum"), "", sum(line.count for line in ranked), total, html.mu_figure(total)))
    yield html.table(
        (
            translate("Report", "Code"),
            translate("Report", "Name"),
            translate("Report", "Number"),
            translate("Report", "m²"),
            SIGN_MU,
        ),
        rows,
        last_is_sum=True,
    )


def _balance(balance: MassBalance) -> Iterator[html.Html]:
    yield html.heading(translate("Report", "Account of the delivered area"))
    lines = (
        (translate("Report", "Delivered, as drawn"), balance.delivered_m2),
        (translate("Report", "± changed by repair"), balance.repaired_m2),
        (translate("Report", "− in pieces"), balance.pieces_m2),
        (translate("Report", "− in slivers kept, below the threshold"), balance.below_threshold_m2),
        (translate("Report", "− outside every survey parcel"), balance.outside_m2),
        (translate("Report", "− unreadable"), balance.unreadable_m2),
        (translate("Report", "+ counted twice where survey parcels overlap"), balance.doubled_m2),
        (translate("Report", "Not accounted for"), balance.residual_m2),
    )
    yield html.table(
        (translate("Report", "Part"), translate("Report", "m²"), SIGN_MU),
        [(name, float(value), html.mu_figure(value)) for name, value in lines],
        last_is_sum=True,
    )


def _remarks(result: OverlayReport) -> Iterator[html.Html]:
    if result.told is not None:
        yield html.paragraph(
            translate(
                "Report",
                "The sender gives areas for {count} clues: {told} m² together. As drawn they measure {measured} m², "
                "a difference of {difference} m².",
            ).format(
                count=f"{result.told.count:,}",
                told=html.m2(result.told.told_m2),
                measured=html.m2(result.told.measured_m2),
                difference=html.m2(round(result.told.measured_m2 - result.told.told_m2, 2)),
            )
        )
    if result.rim is not None:
        yield html.paragraph(
            translate(
                "Report",
                "Parcel boundaries cross the clues over {length} m. If they were off by 0.1 m, {area} m² would lie "
                "on the other side; the main class of {count} clues depends on it.",
            ).format(
                length=f"{result.rim.boundary_m:,.1f}",
                area=html.m2(result.rim.area_m2),
                count=f"{len(result.rim.clues):,}",
            )
        )


def _counts(result: OverlayReport) -> Iterator[html.Html]:
    counts = result.counts
    yield html.heading(translate("Report", "Counts and parameters"))
    lines = [
        (translate("Report", "Clues added"), counts.clues_added),
        (translate("Report", "Cases created"), counts.cases_created),
        (translate("Report", "Clues linked to known cases"), counts.cases_linked),
        (translate("Report", "Pieces"), counts.pieces),
        (translate("Report", "Polygons repaired"), counts.repaired),
        (translate("Report", "Rows left out by a filter"), counts.filtered),
        (translate("Report", "Rows with unreadable geometry"), counts.unreadable),
        (translate("Report", "Slivers joined to a neighbour"), counts.slivers_joined),
        (translate("Report", "Slivers kept and flagged"), counts.slivers_kept),
        (translate("Report", "Survey parcels that overlap"), counts.overlapping_parcels),
        (translate("Report", "Parcels with a doubtful survey area"), counts.parcels_flagged),
    ]
    yield html.table((translate("Report", "Count"), translate("Report", "Number")), lines)
    pairs = [(str(name), str(value)) for name, value in result.parameters]
    if result.seconds is not None:
        pairs.append((translate("Report", "Seconds"), f"{result.seconds:.1f}"))
    yield html.table((translate("Report", "Parameter"), translate("Report", "Value")), pairs)


def _inputs(result: OverlayReport) -> Iterator[html.Html]:
    if not result.inputs:
        return
    yield html.heading(translate("Report", "Delivered files"))
    yield html.table(
        (
            translate("Report", "Role"),
            translate("Report", "File"),
            translate("Report", "Layer"),
            translate("Report", "Rows"),
            translate("Report", "Coordinate system"),
            "SHA-256",
        ),
        [(item.role, item.file_name, item.layer, item.rows, item.crs, item.sha256) for item in result.inputs],
    )


def _footer(chain_id: str, seq: int, head: str, versions: Sequence[tuple]) -> html.Html:
    sentence = translate(
        "Report",
        "Head of the event chain at this moment: number {seq}. Keep this sheet: a ledger in which this head "
        "cannot be found was cut off or rebuilt.",
    ).format(seq=seq)
    made_by = " · ".join(f"{name} {value}" for name, value in versions)
    return (
        f'<footer><p>{html.text(sentence)}</p><p class="hash">{html.text(head)}</p>'
        f'<p class="hash">{html.text(chain_id)}</p><p>{html.text(made_by)}</p></footer>'
    )


def verification_report(ledger_name: str, verification: Verification, created_at: str = "") -> str:
    """Return the report of `verify_ledger` as a self-contained HTML document."""
    title = translate("Report", "Verification of the ledger")
    count = len(verification.findings)
    sentence = translate(
        "Report", "Nothing wrong was found: the chain links, the replay gives the same cases, the sums agree."
    )
    if count:
        sentence = translate(
            "Report",
            "Findings: {count}. Do not use this ledger for official figures before they are "
            "explained; restore a backup if in doubt.",
        ).format(count=count)
    rows = [(finding.check, finding.object_id, finding.text) for finding in verification.findings]
    parts = [
        f"<h1>{html.text(title)}</h1>",
        html.paragraph(" · ".join(part for part in (ledger_name, html.moment(created_at)) if part), "soft"),
        html.verdict(sentence, verification.ok),
        html.heading(translate("Report", "Counts")),
        html.table((translate("Report", "Table"), translate("Report", "Rows")), sorted(verification.counts.items())),
    ]
    if rows:
        parts += [
            html.heading(translate("Report", "Findings")),
            html.table(
                (translate("Report", "Check"), translate("Report", "Object"), translate("Report", "What is wrong")),
                rows,
            ),
        ]
    parts += [html.paragraph(note) for note in verification.notes]
    parts.append(html.heading(translate("Report", "What this check can and cannot tell")))
    parts.append(html.paragraph(_limits(), "soft"))
    parts.append(_footer(verification.chain_id, verification.seq, verification.head, ()))
    return html.page(title, parts)


def _limits() -> str:
    return translate(
        "Report",
        "The chain shows whether anything was changed, taken out, put in or moved after it was written, and "
        "whether a table was edited past its events. It cannot show that an entry is true or that a person is who the "
        "name says. That the newest events were cut off, or everything was written anew, shows only when a head "
        "printed, signed or handed over earlier is given to this check.",
    )
