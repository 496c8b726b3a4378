# SPDX-License-Identifier: GPL-2.0-or-later
"""Replays and checks a whole ledger without changing a byte of it."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Callable, Iterator

from anyue_farmland_plugin.core.errors import LedgerError
from anyue_farmland_plugin.ledger.findings import Finding, Verification
from anyue_farmland_plugin.ledger.reading import Reader, reading
from anyue_farmland_plugin.ledger.verify_chain import check_deliveries, check_links, check_replay, check_settings
from anyue_farmland_plugin.ledger.verify_file import check_file
from anyue_farmland_plugin.ledger.verify_sums import check_sums, check_values

_COUNTS = {
    "deliveries": "SELECT COUNT(*) FROM deliveries",
    "clues": "SELECT COUNT(*) FROM clues",
    "cases": "SELECT COUNT(*) FROM cases",
    "pieces": "SELECT COUNT(*) FROM pieces",
    "events": "SELECT COUNT(*) FROM events",
}


def _checks(reader: Reader, path: Path, anchor: str) -> Iterator[Callable[[], Iterator[Finding]]]:
    yield lambda: check_file(reader.connection, path)
    yield lambda: check_links(reader, anchor)
    yield lambda: check_replay(reader)
    yield lambda: check_deliveries(reader)
    yield lambda: check_settings(reader)
    yield lambda: check_sums(reader)
    yield lambda: check_values(reader)


def _run(check: Callable[[], Iterator[Finding]], path: Path) -> Iterator[Finding]:
    """Yield a check's findings; a check that cannot go on is a finding itself."""
    try:
        yield from check()
    except (sqlite3.Error, LedgerError, ValueError, TypeError, KeyError) as error:
        yield Finding("unreadable", path.name, str(error))


def verify_ledger(path: Path, anchor: str = "") -> Verification:
    """Check container, chain, replay, deliveries, sums and codes.

    ``anchor`` is the head hash of an earlier printed sheet or city package; it must still be
    part of the chain.  Raises LedgerError when the file is no ledger at all.
    """
    with reading(path) as reader:
        return verify_open(reader, path, anchor)


def verify_open(reader: Reader, path: Path, anchor: str = "") -> Verification:
    """Do what `verify_ledger` does within a reading that is open already."""
    findings = [finding for check in _checks(reader, path, anchor.strip()) for finding in _run(check, path)]
    counts = {name: reader.connection.execute(statement).fetchone()[0] for name, statement in _COUNTS.items()}
    head = reader.head()
    return Verification(tuple(findings), counts, head.chain_id, head.seq, head.hash)
