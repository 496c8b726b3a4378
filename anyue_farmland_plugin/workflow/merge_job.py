# SPDX-License-Identifier: GPL-2.0-or-later
"""The merge as people start it: packages in whatever shape they came back, and a report to read and keep."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Optional, Sequence

from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.ports import Actor, Clock, Progress, timestamp
from anyue_farmland_plugin.export.merge_report import MergedPackage, MergeReport, merge_report, rule_word
from anyue_farmland_plugin.export.textfile import write_text
from anyue_farmland_plugin.ledger.reading import reading
from anyue_farmland_plugin.workflow.conflicts import field_label
from anyue_farmland_plugin.workflow.evidence_examining import examine_evidence
from anyue_farmland_plugin.workflow.merge import MergeResult, PackageOutcome, merge_packages
from anyue_farmland_plugin.workflow.merge_arrival import arrived
from anyue_farmland_plugin.workflow.merge_cases import FieldChange, Question

_SHOWN = 12


def run_merge(
    ledger: Path,
    packages: Sequence[Path],
    *,
    actor: Actor,
    clock: Clock,
    dry_run: bool = False,
    report: Optional[Path] = None,
    progress: Optional[Progress] = None,
) -> MergeResult:
    """Merge packages given as files, folders or zips, and write the report when a path is given."""
    with arrived(packages) as files:
        result = merge_packages(ledger, files, actor=actor, clock=clock, dry_run=dry_run, progress=progress)
    if result.merged and not dry_run:
        result = _with_photos_examined(ledger, result, actor, clock, progress)
    if report is not None:
        write_text(report, merge_report(report_of(ledger, result, actor, timestamp(clock()))))
    return result


def _with_photos_examined(
    ledger: Path, result: MergeResult, actor: Actor, clock: Clock, progress: Optional[Progress]
) -> MergeResult:
    """Read the photos that came along, as those added at the desk are read; return the result at the new head."""
    found = examine_evidence(ledger, actor=actor, clock=clock)
    if progress is not None:
        for sentence in found.refused:
            progress.message(sentence)
    with reading(ledger) as reader:
        return replace(result, head=reader.head())


def report_of(ledger: Path, result: MergeResult, actor: Actor, at: str) -> MergeReport:
    """Return what the report of a merge prints."""
    return MergeReport(
        ledger_name=ledger.name,
        created_at=at,
        actor=actor.name,
        dry_run=result.dry_run,
        packages=[_package(outcome) for outcome in result.outcomes],
        open_conflicts=result.open_conflicts,
        backup=result.backup.name if result.backup else "",
        chain_id=result.head.chain_id,
        seq=result.head.seq,
        head=result.head.hash,
    )


def _package(outcome: PackageOutcome) -> MergedPackage:
    returned, cases = outcome.returned, outcome.cases
    told = returned.told
    facts = [
        (translate("MergeJob", "Package"), returned.package_id),
        (translate("MergeJob", "Made"), f"{told.get('exported_at', '')} · {told.get('exported_by', '')}"),
        (translate("MergeJob", "Townships"), told.get("package_towns", "")),
        (translate("MergeJob", "Person"), told.get("package_person", "")),
        (translate("MergeJob", "Worked in it"), returned.people),
        (translate("MergeJob", "Base: event of this ledger"), str(returned.base_seq)),
        (translate("MergeJob", "Events taken in"), str(outcome.events)),
        (translate("MergeJob", "Head of the package's chain"), returned.head),
    ]
    rows = [(table, str(count)) for table, count in sorted(outcome.rows.counts.items())]
    return MergedPackage(
        title=outcome.file,
        sentence=outcome.sentence,
        facts=[fact for fact in (*facts, *rows) if fact[1]],
        notices=outcome.notices,
        changes=[_change(change) for change in cases.changes],
        inserted=[number for _, number in cases.inserted],
        questions=[_question(question) for question in cases.questions],
        outside=[
            (edit.case_no, field_label(edit.field), _short(edit.field, edit.recorded), _short(edit.field, edit.found))
            for edit in returned.outside
        ],
        left_out=[_change(change) for change in cases.left_out],
    )


def _change(change: FieldChange) -> tuple:
    old, new = _short(change.field, change.old), _short(change.field, change.new)
    return change.case_no, field_label(change.field), old, new, rule_word(change.rule)


def _question(question: Question) -> tuple:
    others = [
        f"{_short(question.field, candidate['value'])} ({candidate['actor']}, {candidate['role']})"
        for candidate in question.candidates
        if not candidate.get("standing")
    ]
    return question.case_no, field_label(question.field), _short(question.field, question.standing), "; ".join(others)


def _short(field: str, value: object) -> object:
    """Return a value as a list shows it: of a polygon only the start of its digest."""
    return str(value)[:_SHOWN] + "…" if field == "geom" and value is not None else value
