# SPDX-License-Identifier: GPL-2.0-or-later
"""Replays and checks a whole ledger without changing a byte of it."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Callable, Iterable, Iterator, Optional

from anyue_farmland_plugin.core.errors import FarmlandError
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.ledger_tables import SCHEMA_VERSION
from anyue_farmland_plugin.ledger import migrations
from anyue_farmland_plugin.ledger.evidence_files import missing_note
from anyue_farmland_plugin.ledger.findings import Finding, Kind, Verification, summarised
from anyue_farmland_plugin.ledger.reading import Reader, reading, reading_copy
from anyue_farmland_plugin.ledger.verify_consequences import Consequences
from anyue_farmland_plugin.ledger.verify_container import check_container
from anyue_farmland_plugin.ledger.verify_diagnosis import Diagnosis, diagnosed
from anyue_farmland_plugin.ledger.verify_file import check_counter, check_file, check_journal, events_cut
from anyue_farmland_plugin.ledger.verify_geometry import check_geometry
from anyue_farmland_plugin.ledger.verify_heads import Anchor, anchors_in, check_heads
from anyue_farmland_plugin.ledger.verify_merged import base_anchors, check_merged
from anyue_farmland_plugin.ledger.verify_replay import Replay, replayed
from anyue_farmland_plugin.ledger.verify_scan import Scan
from anyue_farmland_plugin.ledger.verify_seals import check_clue_cases, check_codes, check_deliveries, check_packed
from anyue_farmland_plugin.ledger.verify_sums import check_sums
from anyue_farmland_plugin.ledger.verify_tables import differences, finding_of, told_settings
from anyue_farmland_plugin.ledger.verify_values import check_values

_COUNTS = {
    "deliveries": "SELECT COUNT(*) FROM deliveries",
    "clues": "SELECT COUNT(*) FROM clues",
    "cases": "SELECT COUNT(*) FROM cases",
    "pieces": "SELECT COUNT(*) FROM pieces",
    "events": "SELECT COUNT(*) FROM events",
}
_EXPECTED_ERRORS = (sqlite3.Error, FarmlandError, ValueError, TypeError, KeyError, IndexError, AttributeError)


def verify_ledger(path: Path, anchor: str = "") -> Verification:
    """Check file, container, chain, replay, seals, polygons, figures and codes.

    ``anchor`` holds heads of earlier printed sheets, city packages or field packages, one a line:
    the hash, before it perhaps the chain's id and the number; they must still be in the chain.
    Raises LedgerError when the file is no ledger at all.
    """
    with reading(path) as reader:
        version = migrations.found_version(reader.connection)
        older = version is not None and version < SCHEMA_VERSION
        altered = migrations.altered_objects(reader.connection, version or 0) if older else ()
        journal = tuple(check_journal(reader.connection, path))  # a copy has a journal of its own
    with reading_copy(path) as reader:  # others go on writing; an older ledger has the tables of this version there
        found = verify_open(reader, path, anchors_in(anchor))
    text = translate("Verify", "“{name}” is missing or was altered.")
    changed = tuple(Finding(Kind.SCHEMA, name, text.format(name=name)) for name in altered)
    return replace(found, findings=(*found.findings, *journal, *changed))


def verify_open(reader: Reader, path: Path, anchors: Iterable[Anchor] = ()) -> Verification:
    """Do what `verify_ledger` does within a reading that is open already."""
    inspection = _Inspection(reader, path, tuple(anchors))
    findings = tuple(summarised(inspection.findings()))
    counts = {name: reader.connection.execute(statement).fetchone()[0] for name, statement in _COUNTS.items()}
    head = reader.head()
    return Verification(findings, counts, head.chain_id, head.seq, head.hash, tuple(inspection.notes()))


@dataclass
class _Inspection:
    """One verification: the chain first, as it decides how the rest is to be understood."""

    reader: Reader
    path: Path
    anchors: tuple
    scan: Optional[Scan] = None
    replay: Optional[Replay] = None
    consequences: Optional[Consequences] = None

    def findings(self) -> Iterator[Finding]:
        """Yield everything that is wrong, what names a deed before what only shows it."""
        chain = list(self._run(self._chain))
        yield from chain
        for check in (check_container, check_geometry):
            yield from self._run(lambda check=check: check(self.reader))  # type: ignore[misc]
        settings = told_settings(self.replay) if self.replay is not None else {}
        yield from self._run(lambda: check_file(self.reader, self.path, settings or self.reader.settings()))
        if self.replay is not None and self.consequences is not None:
            replay = self.replay
            yield from self.consequences.remaining(self._run(lambda: self._tables(replay)))
        for check in (check_sums, check_values):
            yield from self._run(lambda check=check: check(self.reader))  # type: ignore[misc]

    def _chain(self) -> Iterator[Finding]:
        self.scan, self.replay = replayed(self.reader, frozenset(anchor.hash for anchor in self.anchors))
        connection, own = self.reader.connection, self.scan.own
        diagnosis: Optional[Diagnosis] = None
        if own not in self.scan.chains:
            text = translate("Verify", "The ledger has no events of its own chain {chain}.")
            yield Finding(Kind.TRUNCATED, own, text.format(chain=own))
            self.consequences = Consequences.of_nothing()
        elif not self.scan.own_is_whole:
            diagnosis = diagnosed(connection, own)
            yield from diagnosis.findings()
        yield from check_counter(connection)
        self.consequences = self.consequences or Consequences.of(diagnosis, events_cut(connection))
        for seq in self.replay.unreadable:
            text = translate("Verify", "The content of event {seq} cannot be read.")
            yield Finding(Kind.PAYLOAD, str(seq), text.format(seq=seq))
        yield from check_merged(connection, self.scan, self.replay)
        known = (*self.anchors, *base_anchors(self.replay))
        yield from check_heads(connection, own, known, self.scan.heads)

    def _tables(self, replay: Replay) -> Iterator[Finding]:
        yield from map(finding_of, differences(self.reader, replay))
        for check in (check_deliveries, check_clue_cases, check_packed, check_codes):
            yield from self._run(lambda check=check: check(self.reader, replay))  # type: ignore[misc]

    def _run(self, check: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
        """Yield a check's findings; a check that cannot go on is a finding itself."""
        try:
            for finding in check():
                yield Finding(finding.kind, _printable(finding.object_id), _printable(finding.text))
        except _EXPECTED_ERRORS as error:
            yield Finding(Kind.UNREADABLE, self.path.name, _printable(str(error)))

    def notes(self) -> Iterator[str]:
        """Yield what the reader should know though it is no fault."""
        if self.scan is not None and self.scan.steps_back:
            yield translate(
                "Verify", "The clock of a computer was set back {count} times; the order of the numbers counts."
            ).format(count=self.scan.steps_back)
        if self.consequences is not None and self.consequences.cases:
            yield translate(
                "Verify", "Because of the broken chain {count} objects cannot be compared with their events: {names}"
            ).format(count=len(self.consequences.cases), names=self.consequences.named())
        with suppress(*_EXPECTED_ERRORS):  # rows that cannot be read are findings already
            if note := missing_note(self.reader, self.path):
                yield note


def _printable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")
