# SPDX-License-Identifier: GPL-2.0-or-later
"""One moment of a ledger in memory: everything the package says is read in one transaction."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Mapping

from anyue_farmland_plugin.core.evidence_items import Portfolio
from anyue_farmland_plugin.core.ledger_tables import ENUMERATIONS
from anyue_farmland_plugin.ledger.findings import Verification
from anyue_farmland_plugin.ledger.portfolio import portfolios
from anyue_farmland_plugin.ledger.reading import Head, Reader, reading_copy
from anyue_farmland_plugin.ledger.verify import verify_open

_CLOSING = (
    "SELECT object_id, at, payload FROM events WHERE object_type = 'case' AND chain_id = ? "
    "AND payload LIKE '%\"closing\"%' ORDER BY seq"
)


@dataclass(frozen=True)
class Snapshot:
    """Rows of the ledger as dictionaries (``geom`` as WKB) with what belongs to them."""

    ledger_name: str
    settings: Mapping[str, str]
    head: Head
    srs: Mapping
    enumerations: Mapping[str, dict]
    cases: tuple
    clues: tuple
    pieces: tuple
    deliveries: Mapping[str, dict]
    code_rows: Mapping[str, tuple]
    evidence: tuple
    evidence_links: tuple
    documents: tuple
    portfolios: Mapping[str, Portfolio]
    closing_asked: Mapping[str, str]
    verification: Verification


def take_snapshot(ledger: Path) -> Snapshot:
    """Read and verify a ledger in one transaction; raises LedgerError when it is none."""
    with reading_copy(ledger) as reader:
        return Snapshot(
            ledger_name=ledger.name,
            settings=reader.settings(),
            head=reader.head(),
            srs=reader.srs(),
            enumerations={name: reader.enumeration(name) for name in ENUMERATIONS},
            cases=tuple(sorted(reader.rows("cases"), key=lambda row: row["case_no"])),
            clues=tuple(reader.rows("clues")),
            pieces=tuple(reader.rows("pieces")),
            deliveries={row["delivery_id"]: row for row in reader.rows("deliveries")},
            code_rows={name: tuple(reader.rows(name)) for name in ("units", "problem_types", "land_classes")},
            evidence=tuple(reader.rows("evidence")),
            evidence_links=tuple(reader.rows("evidence_links")),
            documents=tuple(reader.rows("documents")),
            portfolios=portfolios(reader),
            closing_asked=_closing_times(reader),
            verification=verify_open(reader, ledger),
        )


def _closing_times(reader: Reader) -> dict:
    """Return case id → when its closing was last asked for: the day the work was done."""
    found = {}
    for case_id, at, payload in reader.connection.execute(_CLOSING, (reader.head().chain_id,)):
        pair = json.loads(payload).get("status")
        if pair and pair[1] == "closing":
            found[case_id] = at
    return found
