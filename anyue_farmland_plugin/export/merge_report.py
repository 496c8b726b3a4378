# SPDX-License-Identifier: GPL-2.0-or-later
"""Printable report of a merge: what was taken, by which rule, what a person is asked, what was left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Iterator, Mapping, Sequence

from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.export import html

_ROWS = 2000


@dataclass(frozen=True)
class MergedPackage:
    """One package: facts as (label, value) pairs, sentences, and rows of the lists the report prints.

    ``changes`` and ``left_out`` hold (case number, field label, old, new, rule), ``outside``
    (case number, field label, recorded, found), ``questions`` (case number, field label, standing,
    other values with people), ``inserted`` case numbers.
    """

    title: str
    sentence: str
    facts: Sequence[tuple]
    notices: Sequence[str]
    changes: Sequence[tuple] = ()
    inserted: Sequence[str] = ()
    questions: Sequence[tuple] = ()
    outside: Sequence[tuple] = ()
    left_out: Sequence[tuple] = ()


@dataclass(frozen=True)
class MergeReport:
    """What `merge_report` prints; ``head`` is the ledger's head after the merge."""

    ledger_name: str
    created_at: str
    actor: str
    dry_run: bool
    packages: Sequence[MergedPackage]
    open_conflicts: int
    backup: str
    chain_id: str
    seq: int
    head: str


def rule_word(rule: str) -> str:
    """Return why a value was chosen, in words."""
    return _rules().get(rule, rule)


def _rules() -> Mapping[str, str]:
    return {
        "only": translate("MergeReport", "only the package changed it"),
        "same": translate("MergeReport", "the same on all sides"),
        "further": translate("MergeReport", "the status further along"),
        "role": translate("MergeReport", "the higher role"),
        "union": translate("MergeReport", "joined"),
        "follow": translate("MergeReport", "goes with the value it belongs to"),
        "never": translate("MergeReport", "computed by the county only"),
        "number": translate("MergeReport", "the number was given twice"),
    }


def merge_report(report: MergeReport) -> str:
    """Return the report of a merge or of its preview as a self-contained HTML document."""
    title = (
        translate("MergeReport", "Preview of a merge: nothing was written")
        if report.dry_run
        else translate("MergeReport", "Merge of field packages")
    )
    told = translate("MergeReport", "Ledger {name} · {at} · {actor}").format(
        name=report.ledger_name, at=html.moment(report.created_at), actor=report.actor
    )
    questions = translate("MergeReport", "Questions a person must answer: {count}").format(count=report.open_conflicts)
    parts = [
        f"<h1>{html.text(title)}</h1>",
        html.paragraph(told, "soft"),
        html.verdict(questions, report.open_conflicts == 0),
    ]
    for package in report.packages:
        parts += _package(package)
    parts.append(_footer(report))
    return html.page(title, parts)


def _package(package: MergedPackage) -> Iterator[html.Html]:
    case, column = translate("MergeReport", "Case"), translate("MergeReport", "Field")
    before, after = translate("MergeReport", "Before"), translate("MergeReport", "After")
    yield html.heading(package.title)
    yield html.paragraph(package.sentence)
    yield html.table((translate("MergeReport", "About the package"), ""), package.facts)
    for notice in package.notices[:_ROWS]:
        yield html.paragraph(notice)
    yield from _list(
        translate("MergeReport", "Asked of a person"),
        (case, column, translate("MergeReport", "Stands meanwhile"), translate("MergeReport", "Others say")),
        package.questions,
    )
    why = translate("MergeReport", "Why")
    yield from _list(translate("MergeReport", "Taken over"), (case, column, before, after, why), package.changes)
    inserted = [(number,) for number in package.inserted]
    yield from _list(translate("MergeReport", "New cases"), (case,), inserted)
    recorded, found = translate("MergeReport", "Recorded"), translate("MergeReport", "Found")
    yield from _list(
        translate("MergeReport", "Edited outside the plugin and adopted; when and by whom is not known"),
        (case, column, recorded, found),
        package.outside,
    )
    yield from _list(
        translate("MergeReport", "Never taken from packages"), (case, column, before, after, why), package.left_out
    )


def _list(title: str, columns: Sequence[str], rows: Sequence[tuple]) -> Iterator[html.Html]:
    if not rows:
        return
    yield html.paragraph(translate("MergeReport", "{title}: {count}").format(title=title, count=len(rows)))
    yield html.table(columns, [tuple(_shown(value) for value in row) for row in rows[:_ROWS]])
    if len(rows) > _ROWS:
        more = translate("MergeReport", "… and {count} more.").format(count=len(rows) - _ROWS)
        yield html.paragraph(more, "soft")


def _shown(value: object) -> str | None:
    return None if value is None else str(value)


def _footer(report: MergeReport) -> html.Html:
    sentence = translate("MergeReport", "Head of the event chain after the merge: number {seq}.").format(seq=report.seq)
    backup = translate("MergeReport", "Backup made before: {name}").format(name=report.backup) if report.backup else ""
    return (
        f'<footer><p>{html.text(sentence)}</p><p class="hash">{html.text(report.head)}</p>'
        f'<p class="hash">{html.text(report.chain_id)}</p><p>{html.text(backup)}</p></footer>'
    )
