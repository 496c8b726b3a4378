# SPDX-License-Identifier: GPL-2.0-or-later
"""``evidence``: add photos and documents, match a camera's folder, ask what a case needs, audit the files."""

from __future__ import annotations

import argparse
import uuid
from pathlib import Path

from anyue_farmland_plugin.cli.terminal import Jobs, needs_actor, needs_ledger
from anyue_farmland_plugin.core.ports import utc_now
from anyue_farmland_plugin.workflow.actors import parse_actor
from anyue_farmland_plugin.workflow.documents import DocumentFacts, add_document
from anyue_farmland_plugin.workflow.evidence import Showing, add_photos, describe_evidence, link_evidence
from anyue_farmland_plugin.workflow.evidence_audit import audit_evidence, manifest_of, write_manifest
from anyue_farmland_plugin.workflow.evidence_examining import examine_evidence
from anyue_farmland_plugin.workflow.evidence_matching import match_folder
from anyue_farmland_plugin.workflow.evidence_of_case import case_ids_of, evidence_needs, photos_of


def _new_id() -> str:
    return str(uuid.uuid4())


def _add(arguments: argparse.Namespace) -> dict:
    added = add_photos(
        arguments.ledger,
        case_ids_of(arguments.ledger, arguments.case),
        arguments.files,
        Showing(arguments.stage, arguments.kind),
        actor=parse_actor(arguments.actor),
        clock=utc_now,
        new_id=_new_id,
    )
    return {
        "added": sum(not photo.is_known for photo in added),
        "photos": [
            {
                "file": photo.source.name,
                "evidence": photo.evidence_id,
                "stored_as": photo.file_name,
                "known": photo.is_known,
                "distance_m": photo.distance_m,
                "remarks": photo.remarks,
            }
            for photo in added
        ],
    }


def _document(arguments: argparse.Namespace) -> dict:
    facts = DocumentFacts(arguments.kind, arguments.number, arguments.title, arguments.issued_on, arguments.file)
    made = add_document(
        arguments.ledger,
        case_ids_of(arguments.ledger, arguments.case),
        facts,
        actor=parse_actor(arguments.actor),
        clock=utc_now,
        new_id=_new_id,
    )
    return {"added": len(made), "documents": made}


def _describe(arguments: argparse.Namespace) -> dict:
    cases = case_ids_of(arguments.ledger, arguments.case or [])
    who = {"actor": parse_actor(arguments.actor), "clock": utc_now}
    for case_id in cases or [""]:
        told = {"kind": arguments.kind, "stage": arguments.stage, "case_id": case_id}
        describe_evidence(arguments.ledger, arguments.evidence, **told, **who)
    return {"described": arguments.evidence}


def _link(arguments: argparse.Namespace) -> dict:
    made = link_evidence(
        arguments.ledger,
        arguments.evidence,
        case_ids_of(arguments.ledger, arguments.case),
        arguments.stage,
        actor=parse_actor(arguments.actor),
        clock=utc_now,
        new_id=_new_id,
    )
    return {"linked": len(made)}


def _examine(arguments: argparse.Namespace) -> dict:
    done = examine_evidence(arguments.ledger, actor=parse_actor(arguments.actor), clock=utc_now)
    return {"examined": len(done.examined), "refused": list(done.refused)}


def _match(arguments: argparse.Namespace) -> dict:
    found = match_folder(arguments.ledger, arguments.folder, clock=utc_now)
    return {
        "proposals": [
            {
                "file": str(one.file),
                "case": one.case_no,
                "distance_m": one.distance_m,
                "reason": one.reason,
            }
            for one in found.proposals
        ],
        "unmatched": [{"file": str(one.file), "reason": one.reason} for one in found.unmatched],
    }


def _list(arguments: argparse.Namespace) -> dict:
    (case_id,) = case_ids_of(arguments.ledger, [arguments.case])
    return {
        "photos": [
            {
                "evidence": photo.evidence_id,
                "kind": photo.kind,
                "stage": photo.stage,
                "taken_at": photo.taken_at,
                "file": photo.file.name,
                "missing": photo.is_missing,
                "remarks": list(photo.remarks),
                "distance_m": photo.sight and round(photo.sight.distance_m, 1),
                "in_view": photo.sight and photo.sight.meets,
                "view": photo.sight and photo.sight.wedge and photo.sight.wedge.wkt,
            }
            for photo in photos_of(arguments.ledger, case_id)
        ]
    }


def _needs(arguments: argparse.Namespace) -> dict:
    (case_id,) = case_ids_of(arguments.ledger, [arguments.case])
    return {
        "needs": [
            {
                "step": need.requirement.step,
                "what": list(need.requirement.what),
                "stage": need.requirement.stage,
                "level": need.requirement.level.value,
                "count": need.requirement.count,
                "found": need.found,
                "missing": need.sentence,
            }
            for need in evidence_needs(arguments.ledger, case_id)
        ]
    }


def _audit(arguments: argparse.Namespace) -> dict:
    audit = audit_evidence(arguments.ledger)
    if arguments.manifest:
        write_manifest(audit, arguments.manifest)
    told = {name: value for name, value in manifest_of(audit).items() if name != "files"}
    return {"ok": audit.ok, **told, "sentences": audit.sentences}


def add(jobs: Jobs) -> None:
    """Register the jobs."""
    evidence = jobs.add_parser("evidence", help="photos and documents of cases")
    parts = evidence.add_subparsers(dest="part", required=True)
    photos = parts.add_parser("add", help="make photos evidence of cases")
    photos.add_argument("files", type=Path, nargs="+")
    photos.add_argument("--stage", required=True, help="before, during, after or check")
    photos.add_argument("--kind", default="photo")
    photos.set_defaults(run=_add)
    document = parts.add_parser("document", help="enter a document of cases")
    document.add_argument("--kind", required=True)
    for name in ("number", "title", "issued-on"):
        document.add_argument(f"--{name}", default="")
    document.add_argument("--file", type=Path)
    document.set_defaults(run=_document)
    describe = parts.add_parser("describe", help="say what a photo shows")
    describe.add_argument("--stage", default="", help="of the cases named, else of all its cases")
    describe.add_argument("--kind", default="")
    describe.add_argument("--case", action="append", help="number or id of a case")
    describe.set_defaults(run=_describe)
    link = parts.add_parser("link", help="let evidence serve further cases")
    link.add_argument("--stage", required=True)
    link.set_defaults(run=_link)
    for job in (describe, link):
        job.add_argument("--evidence", required=True, help="id of the evidence")
    examine = parts.add_parser("examine", help="read the photos field apps took and nobody read yet")
    examine.set_defaults(run=_examine)
    match = parts.add_parser("match", help="propose cases for the photos of a folder; writes nothing")
    match.add_argument("--folder", type=Path, required=True)
    match.set_defaults(run=_match)
    listed = parts.add_parser("list", help="show the photos of a case, with the wedge of their view (WKT)")
    listed.set_defaults(run=_list)
    needs = parts.add_parser("needs", help="say what evidence a case has and lacks")
    needs.set_defaults(run=_needs)
    for job in (listed, needs):
        job.add_argument("--case", required=True, help="number or id of the case")
    audit = parts.add_parser("audit", help="hold the files against the ledger")
    audit.add_argument("--manifest", type=Path, help="list of all files with their SHA-256: .json or .csv")
    audit.set_defaults(run=_audit)
    for job in (photos, document, describe, link, examine, match, listed, needs, audit):
        needs_ledger(job)
    for job in (photos, document, describe, link, examine):
        needs_actor(job)
    for job in (photos, document, link):
        job.add_argument("--case", action="append", required=True, help="number or id of a case; repeat for several")
