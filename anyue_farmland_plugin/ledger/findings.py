# SPDX-License-Identifier: GPL-2.0-or-later
"""What verification reports: one finding for each thing that is not as it must be, named by its kind."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import Enum
from typing import Iterable, Iterator

from anyue_farmland_plugin.core.i18n import translate

_SHOWN = 20  # findings of one kind; more are counted, not listed


class Kind(Enum):
    """What happened to the ledger; the value is what reports and scripts read."""

    # the chain of events
    REWRITTEN = "rewritten"  # the content of an event was changed
    REPLACED = "replaced"  # another event stands where the next one's predecessor stood
    REORDERED = "reordered"  # events changed places or numbers
    DELETED = "deleted"  # events are missing in the middle
    INSERTED = "inserted"  # an event nothing follows from, or a chain nobody merged
    TRUNCATED = "truncated"  # the newest events are missing
    REBUILT = "rebuilt"  # a head printed earlier has another event in its place
    LOST_HEAD = "lost_head"  # a head printed earlier is nowhere; its number was not given
    SWAPPED = "swapped"  # the head belongs to another ledger
    PAYLOAD = "payload"  # an event's content cannot be read
    # tables against the events
    FOREIGN_EDIT = "foreign_edit"  # a row differs from what the events say
    FOREIGN_INSERT = "foreign_insert"  # a row no event speaks of
    FOREIGN_DELETE = "foreign_delete"  # a row the events speak of is missing
    SEAL = "seal"  # what a delivery or package brought in was changed
    SETTING = "setting"  # settings are not those of the events
    CODE_TABLE = "code_table"  # units, classes, types, rules or enumerations were changed
    # the file
    INTEGRITY = "integrity"
    SIDECAR = "sidecar"
    JOURNAL = "journal"
    VERSION = "version"
    SCHEMA = "schema"
    GUARD = "guard"  # a guard or index trigger is missing or altered
    CONTAINER = "container"  # the GeoPackage's own tables are not as declared
    FOREIGN_KEY = "foreign_key"
    # single values
    GEOMETRY = "geometry"
    ENVELOPE = "envelope"
    RTREE = "rtree"
    EXTENT = "extent"
    KEY = "key"
    CODE = "code"
    NUMBER = "number"
    TEXT = "text"
    TIME = "time"
    # figures
    SUM = "sum"
    CLUE = "clue"
    # a check that could not go on
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Finding:
    """One fault: what kind, which object, and a sentence about it."""

    kind: Kind
    object_id: str
    text: str

    @property
    def check(self) -> str:
        """The kind as reports and scripts read it."""
        return self.kind.value


@dataclass(frozen=True)
class Verification:
    """The result of `verify.verify_ledger`: findings, counts, the chain's head, and notes that are no faults."""

    findings: tuple
    counts: dict
    chain_id: str
    seq: int
    head: str
    notes: tuple = ()

    @property
    def ok(self) -> bool:
        """True when nothing is wrong."""
        return not self.findings


def summarised(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the first findings of every kind and then one that counts the rest of it."""
    seen: Counter = Counter()
    for finding in findings:
        seen[finding.kind] += 1
        if seen[finding.kind] <= _SHOWN:
            yield finding
    for kind, count in seen.items():
        if count > _SHOWN:
            text = translate("Verify", "… and {count} more findings of this kind.").format(count=count - _SHOWN)
            yield Finding(kind, "", text)
