# SPDX-License-Identifier: GPL-2.0-or-later
"""The main job: overlay changes with the survey and write clues, cases and pieces."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Optional

from anyue_farmland_plugin.core.crs import normalise_crs, srs_definition
from anyue_farmland_plugin.core.errors import StaleRecord
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.ports import Actor, Clock, IdSource, Progress
from anyue_farmland_plugin.export.report import overlay_report
from anyue_farmland_plugin.ledger.reading import Head, Reader, reading, reading_copy
from anyue_farmland_plugin.ledger.recognising import check_place
from anyue_farmland_plugin.ledger.writing import creating, writing
from anyue_farmland_plugin.workflow.blueprint import ledger_blueprint
from anyue_farmland_plugin.workflow.engines import Engine
from anyue_farmland_plugin.workflow.kept_batches import kept_batches
from anyue_farmland_plugin.workflow.overlay_batch import overlay_batch
from anyue_farmland_plugin.workflow.overlay_compute import EarlierClaims, compute
from anyue_farmland_plugin.workflow.overlay_inputs import Inputs, check_polygons
from anyue_farmland_plugin.workflow.overlay_loading import inputs_of
from anyue_farmland_plugin.workflow.overlay_merge import merge
from anyue_farmland_plugin.workflow.overlay_plan import OverlayPlan, plan_overlay, read_changes
from anyue_farmland_plugin.workflow.overlay_report import report_of
from anyue_farmland_plugin.workflow.overlay_request import OverlayRequest, OverlayResult, stop_if_cancelled
from anyue_farmland_plugin.workflow.overlay_rows import Run, delivery_id, m2
from anyue_farmland_plugin.workflow.overlay_write import (
    NOTHING_KNOWN,
    Known,
    Written,
    earlier_claims,
    known_of,
    write_overlay,
)
from anyue_farmland_plugin.workflow.threads import engine_for, no_collecting, works_in_threads


@dataclass(frozen=True)
class _Before:
    """The ledger as found: its CRS, what it holds and its head; all empty for a new one."""

    crs: str
    known: Known
    head: Optional[Head] = None


def run_overlay(
    request: OverlayRequest,
    *,
    actor: Actor,
    clock: Clock,
    new_id: IdSource,
    progress: Progress,
    engine: Optional[Engine] = None,
) -> OverlayResult:
    """Run the overlay and write it into the ledger in one transaction, all or nothing.

    A ledger is created in the survey's CRS or appended to in its own.  The same delivery
    with the same batch and source adds nothing a second time.  ``engine`` works off the batches
    (threads of this process where the layers allow it).  Raises FarmlandError with a sentence
    for whatever is wrong with the request, the layers or the ledger.
    """
    started = clock()
    request.check()
    check_place(request.ledger)
    before = _before(request)
    changes = read_changes(request, before.crs, progress)
    if before.head and delivery_id(changes.record(), request, changes.table.fids) in before.known.deliveries:
        return _already_known(request, changes.info.title, before, progress)
    plan = plan_overlay(request, changes, before.crs, progress)
    worker = engine or engine_for(plan.sources())
    kept = kept_batches(request, worker)
    parts = _overlaid(plan, request, kept or worker, progress)
    with no_collecting():
        merged = merge(parts, len(changes.shapes), delivery_id(plan.survey.record({})))
        inputs = inputs_of(plan, parts, merged)
        run = Run(request, inputs, compute(inputs, merged, _earlier(request, inputs), progress, request=request))
        stop_if_cancelled(progress)
        progress.report(0.90, translate("Overlay", "Writing the ledger"))
        written = _write(run, before, actor=actor, clock=clock, new_id=new_id)
    if kept:
        kept.clear()
    report = report_of(run, written, actor=actor, started=started, clock=clock)
    progress.report(1.0, translate("Overlay", "Done"))
    return OverlayResult(
        ledger=request.ledger,
        clues_added=written.clues,
        cases_created=written.created,
        cases_linked=written.linked,
        pieces=written.pieces,
        area_m2=m2(run.found.balance.overlay.sum()),
        residual_m2=m2(run.found.balance.residual),
        head=written.head,
        report=overlay_report(report),
    )


def _before(request: OverlayRequest) -> _Before:
    survey_crs = check_polygons(request.dltb).crs
    if not request.ledger.exists():
        return _Before(normalise_crs(survey_crs), NOTHING_KNOWN)
    with reading(request.ledger) as reader:
        return _Before(ledger_crs(reader), known_of(reader), reader.head())


def ledger_crs(reader: Reader) -> str:
    """Return the CRS of the ledger's layers as authority code or WKT."""
    srs = reader.srs()
    organization = str(srs["organization"]).upper()
    return f"{organization}:{srs['organization_coordsys_id']}" if organization != "NONE" else str(srs["definition"])


@contextmanager
def _hashes(request: OverlayRequest) -> Iterator[None]:
    """Hash the delivered files beside the other work: a survey of a gigabyte takes its seconds."""
    sources = (request.changes, request.dltb, *request.zones.values(), *request.approvals)
    if not all(works_in_threads(source) for source in sources):
        yield
        return
    with ThreadPoolExecutor(1) as pool:
        hashes = [pool.submit(source.sha256) for source in sources]
        try:
            yield
        finally:
            for waiting in hashes:
                waiting.cancel()


def _overlaid(plan: OverlayPlan, request: OverlayRequest, engine: Engine, progress: Progress) -> list:
    """Return what the batches found, in their order."""
    jobs, count, done = plan.jobs(request.min_area), len(plan.changes.shapes), 0
    parts: list = [None] * len(jobs)
    running = engine.run(overlay_batch, jobs)  # an engine that copies this process does so while it has one thread
    with _hashes(request):
        for number, part in running:
            parts[number] = part
            done += len(part.rows)
            stop_if_cancelled(progress, kept=request.work_folder is not None)
            progress.report(
                0.05 + 0.75 * done / max(count, 1),
                translate("Overlay", "{done} of {count} changes overlaid").format(done=f"{done:,}", count=f"{count:,}"),
            )
    return parts


def _earlier(request: OverlayRequest, inputs: Inputs) -> EarlierClaims:
    if not request.ledger.exists():
        return EarlierClaims({}, {})
    with reading_copy(request.ledger) as reader:
        return earlier_claims(reader, inputs)


def _write(run: Run, before: _Before, *, actor: Actor, clock: Clock, new_id: IdSource) -> Written:
    path = run.request.ledger
    if before.head is None:
        with creating(path, ledger_blueprint(srs_definition(run.inputs.crs), new_id()), actor, clock) as writer:
            return write_overlay(writer, run, NOTHING_KNOWN)
    with writing(path, actor, clock) as writer:
        if writer.head != before.head.hash:
            raise StaleRecord(
                translate(
                    "Overlay",
                    "Ledger {ledger} was changed by somebody else while the overlay was "
                    "computed; nothing was written. Run it again.",
                ).format(ledger=path.name)
            )
        return write_overlay(writer, run, before.known)


def _already_known(request: OverlayRequest, title: str, before: _Before, progress: Progress) -> OverlayResult:
    sentence = translate(
        "Overlay", "{layer} is already in ledger {ledger} as batch {batch}; nothing was added."
    ).format(layer=title, ledger=request.ledger.name, batch=request.batch)
    progress.message(sentence)
    head = before.head.hash if before.head else ""
    return OverlayResult(request.ledger, 0, 0, 0, 0, 0.0, 0.0, head, "")
