# SPDX-License-Identifier: GPL-2.0-or-later
"""The report of a rescue: what the new ledger holds, and every row that could not be recovered."""

from __future__ import annotations

import json
from typing import Iterator, Mapping, Optional

from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.ledger_tables import TABLES_BY_NAME
from anyue_farmland_plugin.export import html
from anyue_farmland_plugin.ledger.rescue_result import Rescue, TableTold

_SHOWN = 200


def rescue_facts(result: Rescue) -> dict:
    """Return everything about a rescue as plain values, all missing rows named."""
    return {
        "ok": result.complete,
        "damaged": result.damaged,
        "damaged_sha256": result.sha256,
        "ledger": result.target.name,
        "pages": result.pages,
        "bad_pages": list(result.bad_pages),
        "tables": {name: _table_facts(told) for name, told in result.tables.items() if told != TableTold()},
        "settings_replayed": list(result.settings),
        "chain_id": result.verification.chain_id,
        "events": result.verification.seq,
        "head": result.verification.head,
        "findings": [[found.check, found.object_id, found.text] for found in result.verification.findings],
    }


def rescue_json(result: Rescue) -> str:
    """Return the facts as JSON text."""
    return json.dumps(rescue_facts(result), ensure_ascii=False, indent=1) + "\n"


def _table_facts(told: TableTold) -> dict:
    return {
        "recovered": told.kept + told.from_other_pages + len(told.replayed),
        "from_pages_out_of_use": told.from_other_pages,
        "replayed": told.replayed,
        "missing": [{"fid": fid, "key": key} for fid, key in told.missing],
        "without_geometry": [{"fid": fid, "key": key} for fid, key in told.no_geometry],
    }


def rescue_report(result: Rescue, created_at: str = "") -> str:
    """Return the report as a self-contained HTML document."""
    title = translate("Rescue", "Rescue of a damaged ledger")
    parts = [
        f"<h1>{html.text(title)}</h1>",
        html.paragraph(" · ".join(part for part in (result.damaged, html.moment(created_at)) if part), "soft"),
        html.verdict(_sentence(result), result.complete),
        html.paragraph(
            translate(
                "Rescue", "Pages of the damaged file: {pages}, of which {bad} could not be what they should be."
            ).format(pages=f"{result.pages:,}", bad=f"{len(result.bad_pages):,}")
        ),
        *_tables(result.tables),
        *_missing(result.tables),
        *_findings(result),
        _footer(result),
    ]
    return html.page(title, parts)


def _sentence(result: Rescue) -> str:
    if result.complete:
        return translate("Rescue", "Everything was recovered; the new ledger {name} verifies.").format(
            name=result.target.name
        )
    return translate(
        "Rescue",
        "The new ledger {name} holds what could be read. Compare the list of what is missing with the newest "
        "backup before you go on working, and keep the damaged file.",
    ).format(name=result.target.name)


def _tables(tables: Mapping[str, TableTold]) -> Iterator[html.Html]:
    yield html.heading(translate("Rescue", "Recovered rows"))
    yield html.table(
        (
            translate("Rescue", "Table"),
            translate("Rescue", "As read"),
            translate("Rescue", "From pages out of use"),
            translate("Rescue", "By replay of events"),
            translate("Rescue", "Missing"),
        ),
        [
            (_label(name), told.kept, told.from_other_pages, len(told.replayed), len(told.missing))
            for name, told in tables.items()
            if told != TableTold()
        ],
    )


def _missing(tables: Mapping[str, TableTold]) -> Iterator[html.Html]:
    lost = [(_label(name), _number(fid), key) for name, told in tables.items() for fid, key in told.missing]
    shapeless = [(_label(name), _number(fid), key) for name, told in tables.items() for fid, key in told.no_geometry]
    columns = (translate("Rescue", "Table"), translate("Rescue", "Row"), translate("Rescue", "Key, where known"))
    for rows, heading in (
        (lost, translate("Rescue", "Not recovered")),
        (shapeless, translate("Rescue", "Recovered without polygon")),
    ):
        if rows:
            yield html.heading(heading)
            yield html.table(columns, rows[:_SHOWN])
        if len(rows) > _SHOWN:
            yield html.paragraph(
                translate("Rescue", "{count} more are listed in the JSON report.").format(count=len(rows) - _SHOWN)
            )


def _findings(result: Rescue) -> Iterator[html.Html]:
    found = result.verification.findings
    if found:
        yield html.heading(translate("Rescue", "What does not verify in the new ledger"))
        rows = [(one.check, one.object_id, one.text) for one in found[:_SHOWN]]
        yield html.table(
            (translate("Report", "Check"), translate("Report", "Object"), translate("Report", "What is wrong")), rows
        )


def _footer(result: Rescue) -> html.Html:
    sentence = translate("Rescue", "Newest event of the new ledger: number {seq}. SHA-256 of the damaged file:").format(
        seq=result.verification.seq
    )
    lines = (result.sha256, result.verification.head, result.verification.chain_id)
    return (
        f"<footer><p>{html.text(sentence)}</p>"
        + "".join(f'<p class="hash">{html.text(line)}</p>' for line in lines)
        + "</footer>"
    )


def _label(name: str) -> str:
    return f"{TABLES_BY_NAME[name].label} {name}"


def _number(fid: Optional[int]) -> str:
    return "–" if fid is None else str(fid)
