# SPDX-License-Identifier: GPL-2.0-or-later
"""Takes field packages back into the ledger they came from, or says what would come of it."""

from __future__ import annotations

import hashlib
import json
import uuid
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Iterator, Mapping, Optional, Sequence

from anyue_farmland_plugin.core.errors import Cancelled, InputDataError
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.ledger_tables import ENUMERATIONS
from anyue_farmland_plugin.core.merging import POLICY_VERSION
from anyue_farmland_plugin.core.merging_history import ADOPTED, MERGED
from anyue_farmland_plugin.core.ports import Actor, Clock, Progress, SilentProgress, timestamp
from anyue_farmland_plugin.ledger import statements
from anyue_farmland_plugin.ledger.backups import Occasion, make_backup
from anyue_farmland_plugin.ledger.reading import Head, Reader, reading
from anyue_farmland_plugin.ledger.rehearsing import rehearsing
from anyue_farmland_plugin.ledger.writing import Writer, writing
from anyue_farmland_plugin.workflow.merge_cases import Settlement, Settler
from anyue_farmland_plugin.workflow.merge_files import Files, bring_files
from anyue_farmland_plugin.workflow.merge_lineage import MERGE, active_hashes, lineage_of, merges_of
from anyue_farmland_plugin.workflow.merge_reading import Returned, expired, read_package
from anyue_farmland_plugin.workflow.merge_rows import RowTaker, TakenRows

_HASH = "SELECT hash FROM events WHERE chain_id = ? AND seq = ?"
_FIRST = "SELECT MIN(seq) FROM events WHERE chain_id = ?"
_OPEN = "SELECT COUNT(*) FROM conflicts WHERE state = 'open'"
_AT = statements.select("events", ("chain_id", "seq"))
_KNOWN = "SELECT event_id FROM events WHERE chain_id = ? AND seq >= ?"
_ADOPTED = (
    "SELECT e.object_id, c.case_no, e.payload FROM events e JOIN cases c ON c.case_id = e.object_id "
    "WHERE e.chain_id = ? AND e.seq > ? AND e.action = 'adopted' AND e.object_type = 'case' "
    "AND e.reason = 'outside the plugin' ORDER BY e.seq, e.event_id"
)
_SHOWN = 8


@dataclass(frozen=True)
class PackageOutcome:
    """What came of one package: whether it brought anything, and what, in sentences and in detail."""

    returned: Returned
    merged: bool
    sentence: str
    merge_id: str = ""
    events: int = 0
    cases: Settlement = field(default_factory=Settlement)
    rows: TakenRows = field(default_factory=TakenRows)
    notices: Sequence[str] = ()

    @property
    def file(self) -> str:
        """Name of the package's file."""
        return self.returned.path.name


@dataclass(frozen=True)
class MergeResult:
    """What a merge did, or would do: one outcome per package, the head after, questions open in the ledger."""

    outcomes: Sequence[PackageOutcome]
    head: Head
    open_conflicts: int
    dry_run: bool
    backup: Optional[Path] = None

    @property
    def merged(self) -> int:
        """Number of packages that brought anything."""
        return sum(outcome.merged for outcome in self.outcomes)

    @property
    def raised(self) -> int:
        """Number of questions these packages raised or widened."""
        return sum(len(outcome.cases.questions) + len(outcome.rows.asked) for outcome in self.outcomes)


def plan_merge(ledger: Path, packages: Sequence[Path], *, actor: Actor, clock: Clock) -> MergeResult:
    """Return what `merge_packages` would do; the same computation on a private copy."""
    return merge_packages(ledger, packages, actor=actor, clock=clock, dry_run=True)


def merge_packages(
    ledger: Path,
    packages: Sequence[Path],
    *,
    actor: Actor,
    clock: Clock,
    dry_run: bool = False,
    progress: Optional[Progress] = None,
) -> MergeResult:
    """Merge packages, one transaction each, after a backup.

    All packages are read and proved before anything is written.  Raises InputDataError naming
    the package that cannot be merged, LedgerError for the ledger.
    """
    shown = progress or SilentProgress()
    today = timestamp(clock())[:10]
    with reading(ledger) as reader:
        codes = {name: tuple(reader.enumeration(name)) for name in ENUMERATIONS}
        county = reader.settings().get("county_code", "")
    returned = []
    for place, path in enumerate(packages):
        _check_wanted(shown, translate("Merge", "Stopped; nothing was merged."))
        shown.report(0.5 * place / len(packages), path.name)
        returned.append(read_package(path, codes, actor, county=county, today=today))
    with reading(ledger) as reader:
        notices = [_check_parent(reader, package) for package in returned]
    backup = None if dry_run or not returned else make_backup(ledger, Occasion.MERGE, clock=clock).path
    outcomes = []
    with ExitStack() as stack:
        rehearsal = stack.enter_context(rehearsing(ledger, actor, clock)) if dry_run else None
        for place, (package, told) in enumerate(zip(returned, notices)):
            _check_wanted(shown, translate("Merge", "Stopped; the packages merged so far are complete."))
            shown.report(0.5 + 0.5 * place / len(returned), package.path.name)
            late, files = expired(package, today), bring_files(package, ledger, keep=not dry_run)
            if rehearsal is not None:
                outcome = _take(rehearsal, package, files)
            else:
                with writing(ledger, actor, clock) as writer:
                    outcome = _take(writer, package, files)
            outcomes.append(replace(outcome, notices=(*told, *([late] if late else []), *outcome.notices)))
        if rehearsal is not None:
            return _result(Reader(rehearsal.connection), outcomes, dry_run=True, backup=None)
    with reading(ledger) as reader:
        return _result(reader, outcomes, dry_run=False, backup=backup)


def _check_wanted(progress: Progress, sentence: str) -> None:
    if progress.cancelled():
        raise Cancelled(sentence)


def _result(
    reader: Reader, outcomes: Sequence[PackageOutcome], *, dry_run: bool, backup: Optional[Path]
) -> MergeResult:
    (questions,) = reader.connection.execute(_OPEN).fetchone()
    return MergeResult(tuple(outcomes), reader.head(), questions, dry_run, backup)


def _check_parent(reader: Reader, returned: Returned) -> list:
    """Refuse a package of another ledger, or of a state this ledger never had; return what is worth telling."""
    name, chain_id = returned.path.name, reader.head().chain_id
    if returned.told["parent_chain_id"] != chain_id:
        raise InputDataError(
            translate(
                "Merge",
                "{file} was made from another ledger ({parent}…), not from this one ({own}…); nothing was merged. "
                "Choose the ledger it came from.",
            ).format(file=name, parent=returned.told["parent_chain_id"][:_SHOWN], own=chain_id[:_SHOWN])
        )
    srs = reader.srs()
    if returned.crs != f"{srs['organization']}:{srs['organization_coordsys_id']}":
        message = translate(
            "Merge", "{file} is in {crs}, the ledger is not; nothing was merged. Ask for the package again."
        )
        raise InputDataError(message.format(file=name, crs=returned.crs))
    row = reader.connection.execute(_HASH, (chain_id, returned.base_seq)).fetchone()
    (first,) = reader.connection.execute(_FIRST, (chain_id,)).fetchone()
    if row is None and returned.base_seq < first:
        message = translate("Merge", "{file} is older than the first event of this ledger; it was merged all the same.")
        return [message.format(file=name)]
    if row is None or row[0] != returned.told["base_head"]:
        raise InputDataError(
            translate(
                "Merge",
                "{file} was made from a state of this ledger that it does not have any more (event {seq}); nothing "
                "was merged. If an older backup was restored, restore the newest one first.",
            ).format(file=name, seq=returned.base_seq)
        )
    return []


def _take(writer: Writer, package: Returned, files: Files) -> PackageOutcome:
    """Merge one package in the open transaction."""
    reader = Reader(writer.connection)
    merges = merges_of(reader)
    returned = replace(package, events=_known_adoption(reader, package))
    known = active_hashes(reader, returned.package_id, merges)
    fresh = _fresh(returned.events, known)
    merge_id = str(uuid.uuid5(uuid.UUID(returned.package_id), returned.head))
    reason = translate("Merge", "Package {package} ({people})").format(
        package=returned.package_id[:_SHOWN], people=returned.people or returned.told.get("exported_by", "")
    )
    settlement = Settlement()
    if fresh:
        _import(writer, fresh)
        writer.append_event(MERGE, merge_id, MERGED, _sealing(returned, fresh), reason=reason)
        lineage = lineage_of(reader, merges_of(reader))
        settler = Settler(writer, lineage, MERGED, reason, returned.shapes)
        settlement = settler.settle(dict.fromkeys(e["object_id"] for e in fresh if e["object_type"] == "case"))
    rows = RowTaker(writer, returned, files, reason).take()
    merged = bool(fresh or rows.counts or rows.asked)
    return PackageOutcome(
        returned=returned,
        merged=merged,
        sentence=_sentence(returned, merged, settlement, rows),
        merge_id=merge_id if fresh else "",
        events=len(fresh),
        cases=settlement,
        rows=rows,
        notices=(*returned.notices, *_set_back(reader, package), *settlement.notices, *rows.notices),
    )


def _fresh(events: Sequence[Mapping], known: frozenset) -> list:
    """Return the events behind the last one that counts in the ledger already."""
    start = max((place for place, event in enumerate(events, 1) if event["hash"] in known), default=0)
    return list(events[start:])


def _known_adoption(reader: Reader, returned: Returned) -> tuple:
    """Return the package's events; edits outside the plugin that were adopted before are the same events again."""
    own, adopted = returned.events[: returned.recorded], returned.events[returned.recorded :]
    found: list = []
    last = own[-1]
    for event in adopted:
        rows = reader.connection.execute(_AT, (returned.package_id, event["seq"]))
        wanted = (last["hash"], ADOPTED, event["object_id"], event["payload"])
        names = ("prev_hash", "action", "object_id", "payload")
        same = next((dict(row) for row in rows if tuple(row[name] for name in names) == wanted), None)
        if same is None:
            return tuple(returned.events)
        found.append(same)
        last = same
    return (*own, *found)


def _set_back(reader: Reader, package: Returned) -> Iterator[str]:
    """Tell of edits outside the plugin that an earlier return brought and this one no longer has.

    Whether they were set back, or this is another copy, nothing in the package tells.
    """
    now = {(edit.case_id, edit.field) for edit in package.outside}
    told = translate(
        "Merge",
        "Case {case}: {column} was changed outside the plugin when the package came back before, and is not now; "
        "the earlier value stands.",
    )
    rows = reader.connection.execute(_ADOPTED, (package.package_id, package.recorded))
    for case_id, case_no, payload in rows:
        for name in json.loads(payload):
            if (case_id, name) not in now:
                yield told.format(case=case_no, column=name)


def _import(writer: Writer, events: Sequence[Mapping]) -> None:
    """Insert the events that no earlier merge brought, content and hash untouched."""
    asked = (events[0]["chain_id"], events[0]["seq"])
    there = {row[0] for row in writer.connection.execute(_KNOWN, asked)}
    writer.insert("events", [event for event in events if event["event_id"] not in there])


def _sealing(returned: Returned, events: Sequence[Mapping]) -> dict:
    joined = "\n".join(event["hash"] for event in events)
    told = {
        "package_id": returned.package_id,
        "base_seq": returned.base_seq,
        "base_head": returned.told["base_head"],
        "first_seq": events[0]["seq"],
        "last_seq": events[-1]["seq"],
        "head": events[-1]["hash"],
        "events": len(events),
        "digest": hashlib.sha256(joined.encode("ascii")).hexdigest(),
        "policy": POLICY_VERSION,
    }
    return {name: [None, value] for name, value in told.items()}


def _sentence(returned: Returned, merged: bool, cases: Settlement, rows: TakenRows) -> str:
    if not merged:
        return translate("Merge", "{file} was merged before; it brings nothing new.").format(file=returned.path.name)
    return translate(
        "Merge",
        "{file}: {changed} cases changed, {new} new, {photos} photos, {questions} questions for a person.",
    ).format(
        file=returned.path.name,
        changed=len({change.case_id for change in cases.changes}),
        new=len(cases.inserted),
        photos=rows.counts["evidence"],
        questions=len(cases.questions) + len(rows.asked),
    )
